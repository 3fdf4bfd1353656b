"""What the commands tell of what they do."""

from __future__ import annotations

from typing import Final

_CHECK: Final = {
    "no drafts (.eml .mbox .html .htm .mjml .txt .md) in there": (
        "ahí no hay borradores (.eml .mbox .html .htm .mjml .txt .md)"
    ),
    "no drafts in there": "ahí no hay borradores",
    "{}: {} findings written": "{}: avisos anotados: {}",
    "{}: {} fixed": "{}: avisos arreglados: {}",
    "not fixed: {}": "sin arreglar: {}",
    "not fixed: --fix writes files of one message only": (
        "sin arreglar: --fix solo escribe en archivos de un único mensaje"
    ),
}  # fmt: skip

_RULES: Final = {
    "Next: edit it, test it with: emailint test {}\n"
    'and put it to use in {} with: rule_folders = ["{}"]': (
        "Ahora edítala, pruébala con: emailint test {}\n"
        'y úsala poniendo en {}: rule_folders = ["{}"]'
    ),
    "{}: example {}: {}": "{}: ejemplo {}: {}",
    "{}: no [[example]]: nothing shows that it works": (
        "{}: no hay ningún [[example]]: nada demuestra que funcione"
    ),
    "wanted {}, got {}": "se esperaba {} y sale {}",
    "the bad draft marks no place with [[...]]": "el borrador bad no marca nada con [[...]]",
    "the good draft was hit at {} ({})": "en el borrador good se detecta {} ({})",
    "the rule offers no fix": "la regla no propone ningún arreglo",
    "fixed to {}, wanted {}": "arreglado queda {}, se esperaba {}",
    "rules: {}, examples: {}, failed: {}": "reglas: {}, ejemplos: {}, fallidos: {}",
}  # fmt: skip

_CONFIG: Final = {
    "# user's file: {}": "# tu archivo: {}",
    "# project's file: {}": "# archivo del proyecto: {}",
    "{} (not there)": "{} (no existe)", "(none)": "(ninguno)",
    "default": "por defecto", "default: found out": "por defecto: se averigua",
    "command line": "línea de comandos",
    "{}: trusted ({})": "{}: te fías de ella ({})",
    "{}: no longer trusted ({})": "{}: ya no te fías de ella ({})",
    "{}: nothing to change ({})": "{}: no hay nada que cambiar ({})",
}  # fmt: skip

_HOOK: Final = {
    "Change this? [y/N]": "¿Hago estos cambios? [s/N]",
    "{}: installed": "{}: instalado",
    "{}: installed, but": "{}: instalado, pero",
    "{}: is installed already": "{}: ya estaba instalado",
    "{}: taken away": "{}: quitado",
    "{}: is not installed": "{}: no está instalado",
    "{}: not installed": "{}: no está instalado",
    "{}: not installed ({})": "{}: no está instalado ({})",
    "- {}": "- {}",
    "warm engine: runs": "motor cargado: en marcha",
    "warm engine: does not run (emailint serve)": "motor cargado: parado (emailint serve)",
    "{}: changed since, left as it is": "{}: ha cambiado desde entonces; se queda como está",
    "{}: changed since": "{}: ha cambiado desde entonces",
    "{}: gone": "{}: ya no está",
    "{}: would be written anew": "{}: ya no es como se escribiría ahora",
    "git send-email isn't installed": "git send-email no está instalado",
    "sendemail.validate = false in git's config switches the hook off": (
        "sendemail.validate = false en la configuración de git impide la revisión"
    ),
    "`pre-commit install` makes git call it, if you haven't done that yet": (
        "con `pre-commit install` git lo llamará, si no lo has hecho ya"
    ),
    "git doesn't call pre-commit here: pre-commit install": (
        "git no llama aquí a pre-commit: pre-commit install"
    ),
    "{}: smtp_url is set, mutt sends by itself: take that line out": (
        "{}: con smtp_url mutt envía por su cuenta: quita esa línea"
    ),
    "{}: mta = {} sends by itself: take that line out": (
        "{}: con mta = {} envía por su cuenta: quita esa línea"
    ),
    "any other program: give it {} as its sendmail": (
        "en cualquier otro programa: indica {} como su sendmail"
    ),
    "Emacs: put this into your init file (of a program that sends, Emacs shows no standard error)\n{}": (
        "Emacs: pon esto en tu archivo de inicio (Emacs no enseña la salida de errores al enviar)\n{}"
    ),
    "no profile of Thunderbird here: start it once, then install again": (
        "no hay ningún perfil de Thunderbird: ábrelo una vez y vuelve a instalar"
    ),
    "start Thunderbird anew; in its menu (three lines), choose “emailint added to Thunderbird”, Enable": (
        "reinicia Thunderbird; en su menú (tres rayas), elige «emailint añadido a Thunderbird», Activar"
    ),
    "{}: the add-on is not switched on: {}": "{}: el complemento no está activado: {}",
}  # fmt: skip

_SERVE: Final = {
    "HTTP on {}:{}, the token is in {}": "HTTP en {}:{}; la clave está en {}",
    "listening on {}": "a la escucha en {}",
    "a worker {} and is replaced": "un proceso {} y se sustituye por otro",
    "took too long": "ha tardado demasiado", "ended with {}": "ha terminado con {}",
    "a worker failed: {}": "un proceso ha fallado: {}",
    "X-Emailint-*: {}": "X-Emailint-*: {}", "hook.held: {}": "hook.held: {}",
}  # fmt: skip

_INSPECT: Final = {
    "path": "ruta", "subject": "asunto", "language": "idioma",
    "language confidence": "certeza del idioma", "profile": "perfil", "from": "de", "to": "para",
    "cc": "copia", "bcc": "copia oculta", "reply": "es respuesta", "date": "fecha",
    "greeting": "saludo", "closing": "despedida", "gratitude close": "termina dando gracias",
    "signature": "firma", "blocks": "partes", "attachments": "adjuntos", "links": "enlaces",
    "asked": "se pide", "readability": "legibilidad", "sentences": "frases",
    "words": "palabras", "syllables": "sílabas", "letters": "letras", "defects": "defectos", "cut": "recortado", "yes": "sí", "no": "no", "none": "no tiene",
    "name": "solo el nombre", "block": "varias líneas", "Subject": "Asunto", "body": "cuerpo",
    "list": "lista", "quote": "cita", "disclaimer": "pie legal", "es": "español", "en": "inglés",
}  # fmt: skip

TEXTS: Final = {**_CHECK, **_RULES, **_CONFIG, **_HOOK, **_SERVE}
INSPECT: Final = _INSPECT
"""Single words, which are no texts by themselves: the same word may be a path elsewhere."""
