"""Which rules of a mail's style sheets hold for which element.

Selectors of types, classes, ids and attributes, descendants, children and siblings are read, and
`:nth-child`; what depends on a state (`:hover`) or isn't known holds for no element, and so does
Gmail's `u + .body`, whose `<u>` Gmail itself puts there.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from emailint.campaign.css import Declaration
    from emailint.campaign.elements import Element

MAX_TESTS: Final = 200_000
"""Elements held against a selector in one draft: some tenths of a second, and 50 times what the
largest template needs."""
MAX_SELECTORS: Final = 20_000
MAX_BEFORE: Final = 50
"""Siblings that are looked through for `a ~ b`."""
_ALWAYS: Final = frozenset({"link", "root", "any-link"})


class Compound(NamedTuple):
    """`td.note[dir=rtl]`: what one element must have. `combinator` is how the one on its left stands
    to it: ">", "+", "~" or "" (around it); `nth` is a and b of `:nth-child(an+b)`."""

    name: str
    id: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]  # name, operator, value
    nth: tuple[int, int] | None
    combinator: str

    def matches(self, element: Element) -> bool:
        if self.name and self.name != element.name:
            return False
        if self.classes and not self.classes.issubset(classes_of(element)):
            return False
        if self.id and element.get("id") != self.id:
            return False
        if self.nth and not _is_nth(element.number, *self.nth):
            return False
        return all(_compare(element, *wanted) for wanted in self.attributes)


class Selector(NamedTuple):
    """`compounds` from right to left; `weight` is the specificity as one number."""

    compounds: tuple[Compound, ...]
    weight: int

    def matches(self, element: Element) -> bool:
        """Whether the selector means `element`."""
        if not self.compounds[0].matches(element):
            return False
        at, combinator = element, self.compounds[0].combinator
        for compound in self.compounds[1:]:
            found = next((e for e in _left_of(at, combinator) if compound.matches(e)), None)
            if found is None:
                return False
            at, combinator = found, compound.combinator
        return True


class Styles:
    """What style sheets say of elements, found by what selectors end in, as browsers do.

    `rules` are selectors with their declarations, in the order of the sheets.
    """

    def __init__(self, rules: Iterable[tuple[str, Sequence[Declaration]]]) -> None:
        self._index: dict[str, list[tuple[int, int, Selector, Sequence[Declaration]]]] = {}
        self._tests = MAX_TESTS
        self._plain: dict[tuple[str, str, str], Sequence[Declaration]] = {}
        order = 0
        for text, declarations in rules:
            for selector in selectors_of(text):
                order += 1
                if order > MAX_SELECTORS:
                    return
                last = selector.compounds[0]
                key = f"#{last.id}" if last.id else next((f".{c}" for c in last.classes), last.name)
                entry = selector.weight, order, selector, declarations
                self._index.setdefault(key, []).append(entry)

    def of(self, element: Element) -> Sequence[Declaration]:
        """The declarations that hold for `element`, the weakest first.

        None after `MAX_TESTS`: a hostile sheet costs no more.
        """
        if not self._index:
            return ()
        given = element.attributes
        signature = element.name, given.get("class", ""), given.get("id", "")
        known = self._plain.get(signature)
        if known is not None:
            return known
        keys = ["", element.name, *(f".{c}" for c in classes_of(element))]
        if signature[2]:
            keys.append(f"#{signature[2].strip()}")
        found, plain = [], True
        for key in keys:
            for entry in self._index.get(key, ()):
                self._tests -= 1
                if self._tests < 0:
                    return ()
                compounds = entry[2].compounds
                plain = plain and len(compounds) == 1 and not compounds[0].attributes
                plain = plain and not compounds[0].nth
                if entry[2].matches(element):
                    found.append(entry)
        found.sort(key=lambda entry: entry[:2])
        # Of what is said again the last; a colour stays beside the image that it stands in for.
        last: dict[tuple[str, bool, bool], Declaration] = {}
        for entry in found:
            for declaration in entry[3]:
                said = declaration.name, declaration.important, "(" in declaration.value
                last.pop(said, None)
                last[said] = declaration
        declared = list(last.values())
        if plain:
            self._plain[signature] = declared
        return declared


def selectors_of(text: str) -> list[Selector]:
    """The selectors of a rule that can hold for an element of a mail."""
    found = (_selector(part) for part in text.split(",")[:MAX_SELECTORS])
    return [selector for selector in found if selector]


def classes_of(element: Element) -> list[str]:
    return element.attributes["class"].split() if "class" in element.attributes else []


def _selector(text: str) -> Selector | None:
    text = text.strip().replace(":first-child", ":nth-child(1)")
    compounds: list[Compound] = []
    weight = at = 0
    before = ""
    for found in _compound().finditer(text):
        if found.start() != at:
            return None
        at = found.end()
        if not found[0]:
            break
        name, rest, combinator = found["name"] or "", found["rest"], found["combinator"].strip()
        ids, classes, wanted = [], [], []
        nth = None
        if not name and not rest:
            return None
        parts = list(_part().finditer(rest))
        if sum(len(part[0]) for part in parts) < len(rest):
            return None
        for part in parts:
            if part["id"]:
                ids.append(part["id"])
            elif part["class"]:
                classes.append(part["class"])
            elif part["attribute"]:
                wanted.append(
                    (part["attribute"].lower(), part["operator"] or "", _bare(part["value"] or ""))
                )
            elif part["nth"] is not None:
                nth = _formula(part["nth"])
                if nth is None:
                    return None
            elif part["state"].lower() not in _ALWAYS:
                return None
            elif part["state"].lower() == "root":
                name = name or "html"
            else:
                wanted.append(("href", "", ""))
        if len(set(ids)) > 1:
            return None
        name = "" if name == "*" else name.lower()
        weight += 10_000 * len(ids) + 100 * (len(classes) + len(wanted) + bool(nth)) + bool(name)
        if combinator == "+" and name == "u":
            return None  # Gmail's
        own_id = ids[0] if ids else ""
        compounds.append(Compound(name, own_id, frozenset(classes), tuple(wanted), nth, before))
        before = combinator
    if at < len(text) or not compounds or before:
        return None
    return Selector(tuple(reversed(compounds)), weight)


def _left_of(element: Element, combinator: str) -> Iterator[Element]:
    """The elements that a selector's next compound may mean, the nearest first."""
    if combinator == ">":
        return iter([element.parent] if element.parent else [])
    if combinator == "+":
        return iter([element.before] if element.before else [])
    return islice(element.siblings_before(), MAX_BEFORE) if combinator else element.ancestors()


def _formula(text: str) -> tuple[int, int] | None:
    """a and b of `an+b`, the numbers of `:nth-child`."""
    text = {"odd": "2n+1", "even": "2n"}.get(text.lower().strip(), "".join(text.lower().split()))
    found = re.fullmatch(r"(?:([+-]?\d{0,4})n)?([+-]?\d{1,4})?", text)
    if not text or not found:
        return None
    step, first = found.groups()
    signs = {"": 1, "+": 1, "-": -1}
    a = 0 if step is None else signs[step] if step in signs else int(step)
    return a, int(first or 0)


def _is_nth(number: int, a: int, b: int) -> bool:
    return number == b if a == 0 else (number - b) % a == 0 and (number - b) // a >= 0


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if value[:1] in ("'", '"') else value


def _compare(element: Element, name: str, operator: str, value: str) -> bool:
    actual = element.attributes.get(name)
    if actual is None or not operator:
        return actual is not None
    match operator:
        case "=":
            return actual == value
        case "~=":
            return value in actual.split()
        case "*=":
            return bool(value) and value in actual
        case "^=":
            return bool(value) and actual.startswith(value)
        case "$=":
            return bool(value) and actual.endswith(value)
        case _:
            return actual == value or actual.startswith(value + "-")


@cache
def _compound() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<name>[a-zA-Z][\w-]*+|\*)?+
            (?P<rest>(?:[.\#][\w-]++|\[[^\[\]]*+\]|:nth-child\([^()]*+\)|::?[a-zA-Z-]++)*+)
            (?P<combinator>[ ]*+[>+~]?+[ ]*+)""",
        re.VERBOSE,
    )


@cache
def _part() -> re.Pattern[str]:
    return re.compile(
        r"""\#(?P<id>[\w-]++) | \.(?P<class>[\w-]++)
          | :nth-child\((?P<nth>[^()]*+)\) | :(?P<state>:?[a-zA-Z-]++)
          | \[[ ]*+(?P<attribute>[\w-]++)[ ]*+(?:(?P<operator>[~*^$|]?=)[ ]*+(?P<value>[^\]]*+))?+\]
        """,
        re.VERBOSE,
    )
