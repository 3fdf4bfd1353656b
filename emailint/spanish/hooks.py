"""Errors of the hooks, in Spanish."""

from __future__ import annotations

from typing import Final

TEXTS: Final = {
    "no hook {}": "no existe {}",
    "nothing was changed; --yes changes it without asking": (
        "no se ha cambiado nada; --yes lo cambia sin preguntar"
    ),
    "git: {}": "git: {}", "git failed": "git ha fallado",
    "{}: not a git repository": "{}: no es un repositorio de git",
    "{}: no list of repos; add by hand:\n{}": "{}: no hay lista de repos; añade a mano:\n{}",
    "{}: mutt can't call a program with a blank in its path": (
        "{}: mutt no puede llamar a un programa con un espacio en la ruta"
    ),
    "{}: others may read it; remove it": "{}: otros pueden leerlo; bórralo",
    "{}: holds no token; remove it": "{}: no contiene ninguna clave; bórralo",
    "{}: another server listens there": "{}: ya lo atiende otro servidor",
    "{}: is there, and no socket": "{}: existe y no es un socket",
    "no sendmail or msmtp found; name one in your config: hook.sendmail": (
        "no hay sendmail ni msmtp; di cuál en tu configuración: hook.sendmail"
    ),
    "hook.sendmail: no program {}": "hook.sendmail: no existe el programa {}",
    "the program that hook.sendmail names calls emailint again": (
        "el programa que nombra hook.sendmail vuelve a llamar a emailint"
    ),
}  # fmt: skip
