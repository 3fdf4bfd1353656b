"""Texts that are meant to make a linter slow, and the places of a message to put them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

LANGUAGES: Final = ("es", "en")

TEXTS: Final[Mapping[str, str]] = {
    # letters and words
    "a": "a", "one long word": "abcdefghij", "capitals": "A", "words": "la palabra y otras cosas, the word and other things ",
    "small words": "a ", "double words": "the the big big de de la la ", "hyphens": "a-", "underlines": "a_b", "dots between": "a.b",
    "apostrophes": "a'", "commas between": "a,", "names": "Ana ", "names and commas": "Ana, Bob y Carl, ", "initials": "A. ",
    "abbreviations": "Sr. e.g. ", "capital words": "AVISO URGENTE PARA TODOS. ",
    # marks
    "bangs": "!!!", "question marks": "?", "opening marks": "¿¡", "dots": ". ", "ellipses": "... ", "commas": ",", "colons": ":",
    "dashes": "-", "stars": "*", "rules": "_", "hashes": "#", "pipes": "|", "equals": "=", "slashes": "/", "backslashes": "\\",
    "quotation marks": '"', "guillemets": "«", "open brackets": "([", "brackets": "()[] ", "angles": "<", "angles back": ">",
    "braces": "{{", "percents": "%", "dollars": "$", "spaces before marks": "hola , hola . ", "double dots": "hola.. ",
    "smileys": ":) ;-) ", "shouting": "FREE!!! $$$ ",
    # blanks
    "blanks": " ", "tabs": "\t", "lines": "\n", "blank lines": " \n", "carriage returns": "\r\n", "double blanks": "ab  cd ",
    "form feeds": "\f\v", "nbsp": "\xa0",
    # characters
    "zero width": "a\u200b", "bidi": "\u202ea\u202c", "marks that combine": "e\u0301", "only marks": "\u0301", "jamo": "\u1100\u1161",
    "emoji": "👍🏽👨\u200d👩", "flags": "🇪🇸", "surrogates": "\ud83d", "nul": "\0", "dotted capital": "İ", "ideographs": "漢字", "ligatures": "ﬀ",
    "cyrillic": "привет ", "controls": "\x01\x7f\x85\u2028",
    # numbers and secrets
    "digits": "1234567890", "numbers": "1.250,50 € ", "cards": "4111 1111 1111 1111 ", "ibans": "ES91 2100 0418 4502 0005 1332 ",
    "iban letters": "ES9121000418450200051332", "times": "10:30 ", "dates": "lunes 3 de mayo a las 10:30 ", "passwords": "clave: Secreta123 password: x ",
    "keys": "AKIAIOSFODNN7EXAMPLE ", "phones": "+34 600 000 000 ",
    # addresses and templates
    "ats": "aaaa@", "addresses": "a@b.example ", "links": "http://x.example/a ", "schemes": "http://", "hosts": "www.", "long links": "http://x.example/" + "a" * 90 + " ",
    "domains": "a.example/ ", "merge fields": "{{a}} ", "fields": "[NOMBRE] ", "placeholders": "XXX TODO lorem ipsum ", "percents of mail": "%%a%% *|A|* ",
    # what people ask, and how they begin and end
    "questions": "Ana, ¿puedes enviarlo? ", "questions in English": "Ann, can you send it? ", "questions on lines": "Ana, ¿puedes enviarlo?\n",
    "unopened questions": "Vienes mañana? ", "quoted questions": '"vienes? ', "asides": "(vienes? ", "requests": "por favor envíame, please let me know ",
    "orders": "Envíame el informe. Send me the file. ", "offers": "any questions? let me know if you need anything. ", "at names": "@Ana ",
    "promises": "adjunto ", "attached": "attached see attached file.\n", "files": "adjunto informe.pdf y factura.xlsx ", "greetings": "Hola Ana:\n", "thanks": "gracias, thanks ",
    "closings": "Un saludo,\nAna\n", "hedges": "quizá creo que maybe I think ", "urgent": "urgente!!! asap ", "slang": "lol xq ", "confusions": "haber si vienes your welcome ",
    "tu and usted": "tú tienes y usted tiene ", "promises of reasons": "per my last email, as I said ",
    # lines that others wrote
    "quoted lines": "> x\n", "deep quotes": ">>>>>>>>>> ", "attributions": "El lun, Ana escribió:\n", "attributions and quotes": "On Mon, Ana wrote:\n> x\n",
    "pasted headers": "De: Ana\nEnviado: lunes\nPara: Bob\nAsunto: x\n\n", "pasted and quoted": "Asunto: x\nDe: a@b.example\n\n> x\n", "forwards": "-----Mensaje original-----\n",
    "signatures": "-- \nAna\n", "disclaimers": "AVISO LEGAL: este mensaje es confidencial.\n", "notices": "This e-mail is confidential.\n", "phones that sent it": "Enviado desde mi iPhone\n",
    "unsubscribe": "darse de baja\n", "items": "- item\n", "numbered items": "1. ¿Puedes?\n", "paragraphs": "Hola.\n\n", "code": "if (x) { return; }\n", "columns": "a   b\tc\n",
    "everything": "Hola Ana , ¿puedes enviarme el el informe ? Adjunto {{x}} ASAP!! http://x.example\n\nHi Bob, could you could you send me the file.. maybe\n",
}  # fmt: skip

_HEAD: Final = (
    "From: Ana Ruiz <ana@example.es>\nTo: Bob Smith <bob@example.org>\nCc: Ana Gil <gil@example.com>\n"
    "Subject: Plan de mayo\nDate: Fri, 08 May 2026 19:12:00 +0200\n"
)
_REPLY: Final = _HEAD.replace("Plan de mayo", "Re: Plan de mayo\nIn-Reply-To: <1@example.es>")
_MIXED: Final = 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nAdjunto el informe.pdf\n--b\nContent-Type: application/pdf; name="{0}"\nContent-Disposition: attachment; filename="{0}"\n\nx\n--b--\n'


def _plain(text: str) -> str:
    return f"{_HEAD}Content-Type: text/plain; charset=utf-8\n\nHola Bob:\n\n{text}\n\nUn saludo,\nAna\n"


def _lines(text: str, mark: str = "") -> str:
    """`text` in lines of some 20 characters."""
    flat = " ".join(text.split("\n"))
    return "".join(f"{mark}{flat[at : at + 20]}\n" for at in range(0, len(flat), 20))


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


PLACES: Final[Mapping[str, Callable[[str], str]]] = {
    "body": _plain,
    "lines": lambda text: _plain(_lines(text)),
    "typed reply": lambda text: _plain(text).replace("Plan de mayo", "Re: plan"),
    "campaign": lambda text: f"List-Unsubscribe: <mailto:u@example.es>\n{_plain(text)}",
    "items": lambda text: _plain(_lines(text, "- ")),
    "quote": lambda text: f"{_REPLY}\nHola Bob:\n\nSí.\n\n{_lines(text, '> ')}",
    "paragraphs": lambda text: _plain(_lines(text, "\n")),
    "between quotes": lambda text: f"{_REPLY}\n{_lines(text, '> a?' + chr(10))}",
    "html": lambda text: f"{_HEAD}Content-Type: text/html; charset=utf-8\n\n<p>Hola Bob:</p><p>{text}</p>",
    "html paragraphs": lambda text: f"{_HEAD}Content-Type: text/html; charset=utf-8\n\n{_lines(text, '<p>')}",
    "html links": lambda text: f"{_HEAD}Content-Type: text/html; charset=utf-8\n\n{_lines(text, '<a href=http://x.example>')}",
    "html quotes": lambda text: f"{_HEAD}Content-Type: text/html; charset=utf-8\n\n{_lines(text, '<blockquote type=cite>')}",
    "html attribute": lambda text: f"{_HEAD}Content-Type: text/html; charset=utf-8\n\n<p title='{_flat(text)}' style='{_flat(text)}'>Hola",
    "quoted-printable": lambda text: f"{_HEAD}Content-Transfer-Encoding: quoted-printable\n\n{text}",
    "base64": lambda text: f"{_HEAD}Content-Transfer-Encoding: base64\n\n{text}",
    "subject": lambda text: f"{_HEAD.replace('Plan de mayo', _flat(text))}\nHola Bob:\n\n¿Puedes?\n",
    "folded subject": lambda text: f"{_HEAD.replace('Plan de mayo', _lines(text, ' '))}\nHola Bob:\n",
    "encoded subject": lambda text: f"{_HEAD.replace('Plan de mayo', '=?utf-8?q?' + '?= =?utf-8?q?'.join(_flat(text).split(' ')) + '?=')}\nHola",
    "to": lambda text: f"{_HEAD.replace('Bob Smith', _flat(text))}\nHola Ana:\n\nAna, ¿puedes?\n",
    "recipients": lambda text: _HEAD.replace("Bob Smith", ",".join(f"{line.strip()} <a@b{n}.example>" for n, line in enumerate(_lines(text).split("\n")))) + "\nHola Ana:\n\nAna, ¿puedes?\n",
    "from": lambda text: f"{_HEAD.replace('Ana Ruiz', _flat(text))}\nHola Bob:\n\n¿Puedes?\n\nAna\n",
    "attachment": lambda text: f"{_HEAD}{_MIXED.format(_flat(text))}",
    "content type": lambda text: f"{_HEAD}Content-Type: {_flat(text)}\n\nHola",
    "date": lambda text: f"{_HEAD.replace('Fri, 08', _flat(text))}\nHola",
    "preamble": lambda text: f"{_HEAD}Content-Type: multipart/mixed; boundary=b\n\n{_lines(text, '--')}--b\n\nHola\n--b--\n",
    "headers": lambda text: f"{_lines(text, 'X: ')}{_HEAD}\nHola",
    "nothing else": lambda text: text,
}  # fmt: skip


def draft(place: str, unit: str, size: int) -> bytes:
    """A message with some `size` characters of `unit` over and over in `place`."""
    text = unit * (size // len(unit))
    return PLACES[place](text).encode("utf-8", "surrogatepass")
