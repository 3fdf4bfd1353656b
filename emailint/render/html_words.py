"""The words of the HTML report on a campaign, in both languages."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "inbox": "In the inbox", "phone_list": "On a phone", "desktop_list": "On a desktop",
        "fixed_list": "With the fixes", "nobody": "(no sender)", "time": "9:41",
        "mail": "The mail", "shown": "Shown", "width": "Width", "pins": "With findings",
        "light": "As it is", "dark": "Dark", "bare": "Images off", "text": "Text",
        "fixed": "With the fixes", "desktop": "Desktop", "phone": "Phone",
        "frame": "The mail: {name}", "categories": "Score by category", "of": "−{lost} of {cap}",
        "images_note": "Images are boxes of their size: this page fetches nothing.",
        "dark_note": (
            "The mail has no dark styles, so its colours are inverted, as some programs do it."
        ),
        "dark_own": "The mail's own dark styles.",
        "fixed_note": "All fixes made, those that are for you to judge too.",
        "too_large": "The mail is too large to be shown here.", "pin": "Finding {n}",
        "part": "The text part, which programs without HTML show:",
        "no_part": "The mail has no text part; this is the text of its HTML.",
    },
    "es": {
        "inbox": "En la bandeja de entrada", "phone_list": "En un móvil",
        "desktop_list": "En un ordenador", "fixed_list": "Con los arreglos",
        "nobody": "(sin remitente)", "time": "9:41", "mail": "El correo", "shown": "Se muestra",
        "width": "Ancho", "pins": "Con avisos", "light": "Tal cual", "dark": "Modo oscuro",
        "bare": "Sin imágenes", "text": "Texto", "fixed": "Con los arreglos",
        "desktop": "Ordenador", "phone": "Móvil", "frame": "El correo: {name}",
        "categories": "Nota por categorías", "of": "−{lost} de {cap}",
        "images_note": "Las imágenes son cajas de su tamaño: esta página no descarga nada.",
        "dark_note": (
            "El correo no trae estilos para el modo oscuro: sus colores se invierten, como hacen "
            "algunos programas."
        ),
        "dark_own": "Los estilos del propio correo para el modo oscuro.",
        "fixed_note": "Con todos los arreglos hechos, también los que decides tú.",
        "too_large": "El correo es demasiado grande para mostrarlo aquí.", "pin": "Aviso {n}",
        "part": "La parte de texto, que es lo que ven los programas sin HTML:",
        "no_part": "El correo no lleva parte de texto; este es el texto de su HTML.",
    },
}  # fmt: skip


def word(language: str, key: str, **data: object) -> str:
    """The text `key` in `language`, English where it is neither."""
    shown = WORDS.get(language, WORDS["en"])[key]
    return shown.format(**data) if data else shown
