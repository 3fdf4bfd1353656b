"""A template rendered for one recipient: values, defaults and simple conditions, nothing executed.

Loops are left out and conditions that aren't understood hold where the field they name has a
value, so that what is rendered is what the most recipients get to see.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.campaign.fields import MAX_NESTED, closes, tokenize, unbalanced
from emailint.campaign.syntax import LOOPS, TEXT, Field, names_in, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SPLIT: Final = re.compile(r"(?i)\s+(?:and|or)\s+|\s*(?:&&|\|\|)\s*")
_COMPARED: Final = re.compile(rf"([\w.]+)\s*(==|!=|<>|=|>=|<=|>|<)\s*(?:{TEXT}|([\w.-]+))")
_NOTHING: Final = frozenset({"nil", "null", "none", "blank", "empty"})
_CASES: Final = (("upper", str.upper), ("lower", str.lower), ("capitalize", str.capitalize),
                 ("title", str.title), ("upcase", str.upper), ("downcase", str.lower))  # fmt: skip
_ALIASES: Final = (
    {"fname", "firstname", "nombre", "name", "nombrepila", "givenname"},
    {"lname", "lastname", "apellido", "apellidos", "surname", "familyname"},
    {"email", "emailaddress", "correo", "correoelectronico", "mail"},
    {"company", "empresa", "compania", "organization", "organisation"},
    {"city", "ciudad", "poblacion", "localidad", "town"},
)


class Condition(NamedTuple):
    """Branches in order; the first whose test holds is shown. `loop`: nothing is."""

    branches: list[tuple[Field, list[Part]]]
    loop: bool


Part = str | Field | Condition


def column_of(name: str, header: Sequence[str]) -> str | None:
    """The column that fills the field `name`: the same name, or one that means the same."""
    known = {plain_name(column): column for column in reversed(header)}
    plain = plain_name(name)
    if plain in known:
        return known[plain]
    same = next((names for names in _ALIASES if plain in names), set())
    return next((known[other] for other in sorted(same) if other in known), None)


class Template:
    """A text with merge fields, read once and rendered for many."""

    def __init__(self, text: str, header: Sequence[str]) -> None:
        fields = tokenize(text)
        self._parts = _parts(text, fields)
        self._columns = {name: column_of(name, header) for name in set(_asked(self._parts))}
        self._held: dict[tuple[str, str], bool] = {}  # templates ask the same again and again

    @property
    def others(self) -> dict[str, str]:
        """The fields that a column of another name fills, with that."""
        filled = ((name, column) for name, column in self._columns.items() if column)
        return {n: column for n, column in filled if plain_name(n) != plain_name(column)}

    def render(self, row: Mapping[str, str]) -> tuple[dict[str, str], str]:
        """The values that are shown to `row`, by field, and the text with them in it.

        A field that no column fills is shown as "…" and has no value.
        """
        self._held.clear()
        out: list[str] = []
        values: dict[str, str] = {}
        self._render(self._parts, row, out, values)
        return values, "".join(out)

    def _render(
        self, parts: Iterable[Part], row: Mapping[str, str], out: list[str], values: dict[str, str]
    ) -> None:
        for part in parts:
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Field):
                value = self._value(part, row)
                out.append("…" if value is None else value)
                if value is not None and (value or part.default is None):
                    values[part.name] = value
            elif not part.loop:
                for test, branch in part.branches:
                    if self._holds(test, row):
                        self._render(branch, row, out, values)
                        break

    def _value(self, field: Field, row: Mapping[str, str]) -> str | None:
        column = self._columns[field.name]
        if column is None:
            return field.default
        value = row[column].strip() or field.default or ""
        if field.argument:
            for name, change in _CASES:
                if name in field.argument:
                    value = change(value)
        return value

    def _holds(self, test: Field, row: Mapping[str, str]) -> bool:
        argument = test.argument.strip()
        if not argument:  # else
            return True
        key = argument, test.word
        if key not in self._held:
            holds = any if re.search(r"(?i)\bor\b|\|\|", argument) else all
            held = holds(self._true(part, row) for part in _SPLIT.split(argument))
            self._held[key] = held is not (test.word == "unless")
        return self._held[key]

    def _true(self, condition: str, row: Mapping[str, str]) -> bool:
        if compared := _COMPARED.fullmatch(condition.strip("() \t")):
            name, sign, *texts = compared.groups()
            wanted = next((text for text in texts if text is not None), "")
            if wanted.lower() in _NOTHING and texts[2]:
                wanted = ""
            equal = self._of(name, row) == wanted
            if sign in ("==", "="):
                return equal
            return (
                not equal if sign in ("!=", "<>") else _ordered(self._of(name, row), sign, wanted)
            )
        names = names_in(condition)
        names = [n for n in names if n.lower() not in ("not", "empty", "is", "defined")]
        there = bool(names) and self._of(names[0], row) != ""
        words = condition.lower()
        inverted = words.startswith(("not ", "!")) is not ("empty" in words)
        return there is not inverted

    def _of(self, name: str, row: Mapping[str, str]) -> str:
        column = self._columns.get(name)
        return "1" if column is None else row[column].strip()


def _asked(parts: Iterable[Part]) -> Iterator[str]:
    """The fields that are rendered or decide what is; those in loops belong to a loop's items."""
    for part in parts:
        if isinstance(part, Field):
            yield part.name
        elif isinstance(part, Condition) and not part.loop:
            for test, branch in part.branches:
                yield from names_in(test.argument)
                yield from _asked(branch)


def _ordered(value: str, sign: str, wanted: str) -> bool:
    try:
        low, high = float(value), float(wanted)
    except ValueError:
        return False
    return {">": low > high, "<": low < high, ">=": low >= high, "<=": low <= high}[sign]


def _parts(text: str, fields: Sequence[Field]) -> list[Part]:
    flat = bool(unbalanced(fields))
    top: list[Part] = []
    stack: list[tuple[Field, Condition]] = []
    here, at = top, 0
    for field in fields:
        if field.start >= at:
            here.append(text[at : field.start])
            at = field.end
        if field.kind == "broken":
            here.append(text[field.start : field.end])
        elif field.kind == "value":
            here.append(field)
        elif flat:
            continue
        elif field.kind == "open" and len(stack) < MAX_NESTED:
            branch: list[Part] = []
            condition = Condition([(field, branch)], field.word in LOOPS)
            here.append(condition)
            stack.append((field, condition))
            here = branch
        elif field.kind == "else" and stack:
            here = []
            stack[-1][1].branches.append((field, here))
        elif field.kind == "close" and stack and closes(field, stack[-1][0]):
            stack.pop()
            here = stack[-1][1].branches[-1][1] if stack else top
    here.append(text[at:])
    return top
