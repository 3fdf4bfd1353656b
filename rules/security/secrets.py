"""Passwords, keys, card numbers and IBANs that stand readable in the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Block, Hit
from emailint.tokens import fold

_MOST: Final = 500  # candidates looked at in a block
_SHORTEST: Final = 6  # characters of a password that no colon announces
_SHORTEST_PIN: Final = 4
_LONGEST_PIN: Final = 8
_NEAR: Final = 48  # characters before a password where its user may stand
_COLUMNS: Final = 3
_MOST_GROUPS: Final = 8  # that the longest IBAN is written in
# Prefixes that their makers chose so that leaked keys can be found.
_KEY_MARKS: Final = (
    "AKIA", "ASIA", "sk-", "xox", "AIza", "glpat-", "SG.", "eyJ", "hooks.slack", "pypi-A",
    "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "k_live_", "npm_",
)  # fmt: skip
_LONG_WORD: Final = b"a" * 16  # without the hyphens and underscores in it
_TO_LETTERS: Final = bytes(97 if chr(b).isalnum() and b < 0x80 else b for b in range(256))
_TO_DIGITS: Final = bytes(ord("0") if 48 <= b < 58 else ord(" ") for b in range(256))
_SHORTEST_CARD: Final = 13  # digits, and no fewer in a row in IBANs but those of two countries
_SHORT_IBAN: Final = 10
_KEY: Final = (
    r"(?<![\w-])(?:(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])|gh[posur]_[A-Za-z0-9]{30,}|github_pat_\w{40,}"
    r"|sk-[A-Za-z0-9_-]{20,}|[sr]k_live_[A-Za-z0-9]{16,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|AIza[\w-]{35}"
    r"|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{36}|SG\.[\w-]{16,}\.[\w-]{30,}|pypi-AgE[\w-]{40,}"
    r"|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}|hooks\.slack\.com/services/T\w+/B\w+/\w+)"
    r"|-----BEGIN (?:[A-Z]{2,8} )?PRIVATE KEY(?: BLOCK)?-----"
)
_LABELS: Final = ("pass", "contrase", "clave", "pwd", " pin ", " pin:", " pin=", "\npin ", "\npin:")
_LABEL: Final = (
    # the first letter comes first, so that few places are looked at
    r"(?P<label>[cp](?<![\w/.-].)(?:ontrase[ñn]as?|asswords?|asswd|asscode|assphrase|wd|laves?|ass|in)\b)"
    r"(?: (?:del?|para|for|of|to|al|en|on|wi-?fi|actual|current|new|nueva|temporal|temporary)\b"
    r"[^\n:=.,;]{0,40}?)?"
    r"(?P<link>:?[ \t]{0,8}+\S{0,40}+[ \t]{1,8}+(?:(?:has been|was|is)[ \t]{1,8}+)?"
    r"(?:re)?set to[ \t]*:?[ \t]*"
    r"|[ \t]{1,8}(?:(?:se )?ha (?:sido )?)?(?:restablecid[ao]|cambiad[ao]) (?:a|por)[ \t]*:?[ \t]*"
    r"|[ \t]*[:=][ \t]*(?:\n[ \t]*)?|[ \t]+(?:es|is|sera|will be)[ \t]*:?[ \t]+)"
    r"[\"'«“‘`*]{0,2}(?P<value>[^\s\"'»”’`<>]{4,64})"
)
# Without a colon or a verb: "user ana and password Tr33-house". The secret must look like one.
_BARE: Final = (
    r"(?P<label>[cp](?<![\w/.-].)(?:ontrase[ñn]a|assword|asscode|assphrase|wd|lave|in)\b)"
    r"(?P<kind>(?: (?:de acceso|de usuario|secreta|personal|nueva|temporal|provisional|inicial"
    r"|actual|new|temporary"
    r"|initial|current|code|number|numero|(?:del?|para el|para la|for|for the) \S{1,30}))?)"
    r"[ \t]+[\"'«“‘`*]{0,2}(?P<value>[^\s\"'»”’`<>]{4,64})"
)
_ACCOUNT: Final = r"\b(?:usuario|user|username|login|cuenta|account)\b"
_TERMS: Final = (
    r"(?:sha|md|aes|rsa|oauth|utf|base|win|windows|office|http|wpa|bcrypt|covid|totp|argon)"
    r"[\d.-]+\w{0,4}|[a-z]+-?\d"
)
_NO_SECRETS: Final = (
    r"requerid[ao]|obligatoria|pendiente|ningun[ao]|igual|mism[ao]|incorrecta|opcional|temporal"
    r"|aparte|caducada|contrasena|clave|usuario|enviada|cambiada|valor|required|none|same|above"
    r"|below|incorrect|wrong|optional|unchanged|temporary|separately|expired|sent|changed|password"
    r"|user|value|default|string|text|null|true|false"
)
_MADE_UP: Final = (
    r"[*•.x#_?-]+|\W+|.*(?:xxx|\*\*\*|\.\.\.|…).*|[\[{(<$%@/].*|.*[(){}\[\]].*|.*::.*|https?:.*|www\..*"
    r"|[\w.+-]+@[\w-]+\.\w.*|(?:your|tu|su|mi|my|the|la)[_-].*|.*(?:password|contrase).*"
)
_IBAN_LENGTHS: Final = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21, "CR": 22, "CY": 28, "CZ": 24,
    "DE": 22, "DK": 18, "DO": 28, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23,
    "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24,
    "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SV": 28, "TR": 26,
}  # fmt: skip
_OTHER_NUMBERS: Final = (
    r"(?:pedido|order|tracking|seguimiento|ref|referencia|reference|factura|invoice|case|ticket|expediente|isbn"
    r"|id|n[ºo]|number|código|code)\.?:? ?#?$"
)


def in_clear(context: Context) -> Iterator[Hit]:
    """Each secret in what was written. The hit never carries the secret itself."""
    blocks = context.blocks()
    if not blocks:
        return
    text, folded = context.document.text, context.folded
    whole = blocks[0].start, blocks[-1].end
    labels = [label for label in _LABELS if folded.find(label, *whole) >= 0]
    raw = text[slice(*whole)].encode("utf-8", "replace")
    keys = _has_key(text, raw, *whole)
    numbers = _has_long_number(raw)
    if not (labels or keys or numbers):
        return
    for block in blocks:
        if keys:
            for match in islice(compiled(_KEY).finditer(text, block.start, block.end), _MOST):
                yield _hit(*match.span(), "an access key", "una clave de acceso")
        if any(folded.find(label, block.start, block.end) >= 0 for label in labels):
            yield from _passwords(text, folded, block)
        if numbers:
            yield from _numbers(text, block)


def _has_key(text: str, raw: bytes, start: int, end: int) -> bool:
    """Whether a key's mark stands there: looked for only where some word is as long as a key."""
    if text.find("PRIVATE KEY", start, end) >= 0:
        return True
    if _LONG_WORD not in raw.translate(_TO_LETTERS, b"-_"):
        return False
    return any(text.find(mark, start, end) >= 0 for mark in _KEY_MARKS)


def _has_long_number(raw: bytes) -> bool:
    """Whether so many digits stand in a row as a card number or an IBAN has: without blanks and
    hyphens a number is one run."""
    least = _SHORT_IBAN if b"NL" in raw or b"MT" in raw else _SHORTEST_CARD
    return b"0" * least in raw.translate(_TO_DIGITS, b" -")


def _passwords(text: str, folded: str, block: Block) -> Iterator[Hit]:
    seen = set()
    for match in islice(compiled(_LABEL).finditer(folded, block.start, block.end), _MOST):
        start, end = match.span("value")
        while end > start and text[end - 1] in ".,;:)*_":
            end -= 1
        line_end = text.find("\n", end)
        alone = not text[end : line_end if line_end >= 0 else len(text)].strip(" \t.,;*_\"'»”’`")
        explicit = match["link"].strip()[-1:] in (":", "=")
        before = folded[max(0, match.start() - 9) : match.start()]
        if before.endswith(("palabras ", "palabra ", "key ")):
            continue  # "palabras clave: …" are keywords
        if _is_secret(text[start:end], match["label"], explicit=explicit, alone=alone):
            seen.add(match.start())
            yield _hit(start, end, "a password", "una contraseña")
    for match in islice(compiled(_BARE).finditer(folded, block.start, block.end), _MOST):
        start, end = match.span("value")
        while end > start and text[end - 1] in ".,;:)*_":
            end -= 1
        if match.start() in seen or not _is_bare_secret(text[start:end], match["label"]):
            continue
        before = folded[max(0, match.start() - _NEAR) : match.start()]
        if match["label"] == "clave" and not (match["kind"] or compiled(_ACCOUNT).search(before)):
            continue  # in Mexico any code is a "clave"
        yield _hit(start, end, "a password", "una contraseña")


def _is_bare_secret(value: str, label: str) -> bool:
    """Whether the next word after a label is one that nobody would write but as a secret."""
    if label == "pin":
        return value.isdigit() and _SHORTEST_PIN <= len(value) <= _LONGEST_PIN
    low = fold(value)
    if len(value) < _SHORTEST or compiled(f"{_NO_SECRETS}|{_MADE_UP}|{_TERMS}").fullmatch(low):
        return False
    if not any(map(str.isalpha, value)):
        return False
    if "/" in value or ":" in value:
        return False
    return any(map(str.isdigit, value)) or any(c in "!@#$%&*+?^~=" for c in value[:-1])


def _is_secret(value: str, label: str, *, explicit: bool, alone: bool) -> bool:
    """Whether `value` behind a label looks like a password and not like the next word."""
    low = fold(value)
    if len(value) < 4 or compiled(f"{_NO_SECRETS}|{_MADE_UP}").fullmatch(low):
        return False
    letters = any(map(str.isalpha, value))
    digits = any(map(str.isdigit, value))
    if value.isdigit():
        sure = explicit or label == "pin" or label.startswith(("pass", "contras"))
        return len(value) <= 12 and (len(value) > 4 or (sure and label != "pass"))
    if label == "pin":
        return False
    marks = any(c in "!@#$%&*+?^~=" for c in value)
    inner = any(map(str.isupper, value[1:])) and any(map(str.islower, value))
    if letters and (digits or marks or inner):
        return True
    if label.startswith("clave") or label == "pass":
        return False
    return explicit and alone and len(value) > 4 and value.isalnum()


def _numbers(text: str, block: Block) -> Iterator[Hit]:
    """Card numbers (issuer, length, Luhn's sum) and IBANs (country's length, remainder 1 by 97)."""
    runs = compiled(r"\d[\d -]{8,32}\d").finditer(text, block.start, block.end)
    for match in islice(runs, _MOST):
        start, end = match.span()
        number = match.group()
        if number.count(" ") + number.count("-") > _MOST_GROUPS:
            continue  # a row of figures
        if iban := _iban(text, start):
            yield _hit(*iban, "an IBAN", "un IBAN", text[slice(*iban)])
            continue
        if text[max(0, start - 1) : start].strip(" \t\n:(*\"'") or text[end : end + 1].isalnum():
            continue
        line = text.rfind("\n", 0, start) + 1, start
        if text.count("\t", *line) >= _COLUMNS:
            continue  # a table's row
        if is_card(number) and not _is_other_number(text, start, number):
            yield _hit(start, end, "a card number", "un número de tarjeta", number)


def is_card(number: str) -> bool:
    """Whether `number` has an issuer's prefix and length, the usual groups and Luhn's digit."""
    digits = number.replace(" ", "").replace("-", "")
    groups = [len(g) for g in compiled(r"[ -]").split(number)]
    if len(groups) > 1 and groups not in ([4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3]):
        return False
    size, two, four = len(digits), int(digits[:2]), int(digits[:4])
    known = (
        (digits[0] == "4" and size in (13, 16, 19))
        or (size == 16 and (51 <= two <= 55 or 2221 <= four <= 2720 or 3528 <= four <= 3589))
        or (size == 15 and two in (34, 37))
        or (size == 16 and (four == 6011 or two == 65 or 644 <= int(digits[:3]) <= 649))
        or (size == 14 and two in (36, 38))
    )
    if not known or len(set(digits)) == 1:
        return False
    doubled = [int(d) for d in digits[-2::-2]]
    total = sum(int(d) for d in digits[-1::-2]) + sum(2 * d - 9 * (d > 4) for d in doubled)
    return total % 10 == 0


def _is_other_number(text: str, start: int, number: str) -> bool:
    before = text[max(0, start - 24) : start].lower().rstrip(" ")
    return number.isdigit() and compiled(_OTHER_NUMBERS).search(before) is not None


def _iban(text: str, digits: int) -> tuple[int, int] | None:
    """The span of an IBAN whose first or second run of digits starts at `digits`."""
    if not text[max(0, digits - 2) : digits].strip(" ").isalpha():
        return None
    for start in (digits - 2, digits - 10, digits - 8):
        if start < 0 or not compiled(r"(?<![A-Za-z0-9])[A-Z]{2}\d\d").match(text, start):
            continue
        size = _IBAN_LENGTHS.get(text[start : start + 2], 0)
        whole = compiled(r"[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]){11,27}").match(text, start)
        if whole is None or not size:
            continue
        end, seen = start, 0
        while end < whole.end() and seen < size:
            seen += text[end].isalnum()
            end += 1
        plain = compiled(r"[ -]").sub("", text[start:end])
        rest = text[end : end + 1]
        if len(plain) == size and not rest.isalnum() and _remainder(plain) == 1:
            return start, end
    return None


def _remainder(iban: str) -> int:
    return int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97


def _hit(start: int, end: int, english: str, spanish: str, number: str = "") -> Hit:
    last = number.replace(" ", "")[-4:]
    data = {
        "what_en": f"{english} that ends in {last}" if last else english,
        "what_es": f"{spanish} que acaba en {last}" if last else spanish,
    }
    return Hit(start, end, data)
