"""What the hooks say to the writer, in English and Spanish."""

from __future__ import annotations

TEXTS = {
    "exempt": {
        "en": "not checked: a machine wrote it",
        "es": "sin revisar: lo escribió una máquina",
    },
    "override": {
        "en": "sent unchecked, as {how} asks",
        "es": "enviado sin revisar, como pide {how}",
    },
    "forbidden": {
        "en": "the policy of this computer lets nobody override the check",
        "es": "la política de este equipo no permite saltarse la revisión",
    },
    "unlogged": {
        "en": "the override could not be logged: {error}",
        "es": "no se ha podido anotar que se ha saltado la revisión: {error}",
    },
    "open": {
        "en": "the check failed, the mail goes unchecked: {error}",
        "es": "la comprobación ha fallado; el correo sale sin revisar: {error}",
    },
    "strict": {
        "en": "the check failed, the mail is held (strict): {error}",
        "es": "la comprobación ha fallado; el correo queda retenido (strict): {error}",
    },
    "part": {"en": "a rule failed: {error}", "es": "una regla ha fallado: {error}"},
    "slow": {"en": "no verdict within {seconds} s", "es": "sin veredicto en {seconds} s"},
    "send": {
        "en": "{findings}, score {score}; the mail goes",
        "es": "{findings}, nota {score}; el correo sale",
    },
    "ask": {
        "en": "{findings}, score {score}: send anyway?",
        "es": "{findings}, nota {score}: ¿lo envías así?",
    },
    "stop": {
        "en": "{findings}, score {score}: the mail is held",
        "es": "{findings}, nota {score}: el correo queda retenido",
    },
    "choices": {"en": "[y and a reason, or Enter: no]", "es": "[s y el motivo, o Intro: no]"},
    "kept": {"en": "kept in {path}", "es": "guardado en {path}"},
    "anyway": {
        "en": "to send it as it is, add the field X-Emailint-Override with your reason",
        "es": "para enviarlo tal cual, añade el campo X-Emailint-Override con el motivo",
    },
    "series": {
        "en": "nothing of the series is sent",
        "es": "no se envía ningún parche de la serie",
    },
    "anyway_git": {
        "en": "to send it as it is: EMAILINT_OVERRIDE='your reason' git send-email ...",
        "es": "para enviarla tal cual: EMAILINT_OVERRIDE='el motivo' git send-email ...",
    },
    "unkept": {
        "en": "the draft could not be kept anywhere ({error}); your mail program still has it",
        "es": "no se ha podido guardar el borrador ({error}); lo conserva tu programa de correo",
    },
    "unsent": {"en": "the mail was not sent: {error}", "es": "el correo no ha salido: {error}"},
    "button": {"en": "the writer", "es": "quien lo escribe"},
}


def say(key: str, language: str, **data: object) -> str:
    """The text `key` in `language`, English where there is none."""
    texts = TEXTS[key]
    return texts.get(language, texts["en"]).format(**data)
