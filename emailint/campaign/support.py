"""What mail programs don't support, from the tests of caniemail.com (see scripts/caniemail.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.campaign.conditions import conditions_of
from emailint.campaign.selectors import classes_of, selectors_of
from emailint.model import EmailintError

if TYPE_CHECKING:
    from emailint.campaign.css import CssRule, Declaration
    from emailint.campaign.elements import Element, Markup

DEFAULT_CLIENTS: Final = (
    "apple-mail.*", "gmail.*", "outlook.windows", "outlook.macos", "outlook.outlook-com",
    "outlook.ios", "outlook.android", "yahoo.*", "samsung-email.*",
)  # fmt: skip
"""What nearly all newsletters are opened in. Windows Mail ended in 2024."""
OUTLOOK: Final = "outlook.windows"
"""The only one that reads conditional comments."""
_PLATFORMS: Final = {
    "desktop-webmail": "web", "mobile-webmail": "mobile web", "desktop-app": "desktop",
    "outlook-com": "Outlook.com", "windows": "Windows", "windows-mail": "Windows Mail",
    "macos": "macOS", "ios": "iOS", "android": "Android",
}  # fmt: skip

_RESETS: Final = frozenset({
    "none", "auto", "normal", "initial", "inherit", "unset", "static", "relative", "visible", "0",
})  # fmt: skip
"""Values that ask for what is there without the property."""


class Feature(NamedTuple):
    """`without`: mail program -> the versions that were tested and don't have it."""

    slug: str
    title: str
    without: Mapping[str, str]


class Table(NamedTuple):
    """`find` tells the feature's number by kind and name: `find["property"]["float"]`."""

    clients: tuple[str, ...]
    families: Mapping[str, str]
    find: Mapping[str, Mapping[str, int]]
    features: tuple[Feature, ...]


class Use(NamedTuple):
    """Where a draft uses a feature: the place in the HTML, and whether Outlook reads it."""

    source: int
    outlook: bool


@cache
def table() -> Table:
    """The data, loaded when a campaign is first checked."""
    import json

    data = Path(__file__).parent / "data" / "caniemail.json"
    raw = json.loads(data.read_text(encoding="utf-8"))
    features = tuple(Feature(*feature) for feature in raw["features"])
    return Table(tuple(raw["clients"]), raw["families"], raw["find"], features)


@lru_cache(maxsize=8)
def clients_of(patterns: tuple[str, ...]) -> frozenset[str]:
    """The mail programs that `patterns` name: "gmail", "outlook.windows", "*.ios".

    Raises EmailintError for one that names none.
    """
    known = table().clients
    found: set[str] = set()
    for pattern in patterns or DEFAULT_CLIENTS:
        wanted = pattern.lower()
        here = [c for c in known if fnmatchcase(c, wanted) or c.startswith(wanted + ".")]
        if not here:
            families = ", ".join(sorted(table().families))
            raise EmailintError(f"clients: {pattern!r} is unknown; known: {families}, or gmail.ios")
        found.update(here)
    return frozenset(found)


def families_of(clients: frozenset[str]) -> tuple[str, ...]:
    """The families of `clients` as their makers write them."""
    return tuple(name for family, name in table().families.items()
                 if any(c.startswith(family + ".") for c in clients))  # fmt: skip


def names_of(features: Iterable[Feature], clients: frozenset[str]) -> tuple[str, ...]:
    """Those of `clients` that lack one of `features`, each family with platforms and versions."""
    lacking: dict[str, dict[str, list[str]]] = {}
    for feature in features:
        for client, versions in feature.without.items():
            if client in clients:
                family, _, platform = client.partition(".")
                known = lacking.setdefault(family, {}).setdefault(_span(versions), [])
                if (shown := _PLATFORMS.get(platform, platform)) not in known:
                    known.append(shown)
    told = []
    for family, by_version in lacking.items():
        groups = (f"{', '.join(shown)} {version}" for version, shown in by_version.items())
        told.append(f"{table().families.get(family, family)} ({'; '.join(groups)})")
    return tuple(told)


def _span(versions: str) -> str:
    """ "2007–2019" of versions, the last of dates of tests."""
    every = versions.split()
    if "-" in every[-1] or len(every) == 1:
        return every[-1]
    return f"{every[0]}–{every[-1]}"


def css_uses(markup: Markup) -> dict[int, list[Use]]:
    """Features of CSS by number, with the places of the draft that use them.

    Left out are rules in at-rules, which are for those who read them (`@media`), and rules for
    which the draft has no element: hacks for single programs, and what is left of a framework.
    """
    uses: dict[int, list[Use]] = {}
    features = table().features
    reads = _outlook_reads(markup)
    seen: dict[str, Sequence[int]] = {}
    for element in markup.elements:
        css = element.attributes.get("style")
        if css:
            found = seen.get(css)
            if found is None:
                found = seen[css] = list(dict.fromkeys(_features(markup.style(element))))
            for number in found:
                if features[number].slug == "css-float" and element.get("align"):
                    continue  # which Outlook knows
                uses.setdefault(number, []).append(Use(element.start, reads(element.start)))
    used = _names(markup)
    for sheet in markup.sheets:
        outlook = reads(sheet.start)
        for at in _imports(markup.content(sheet.element)):
            number = table().find["at"]["@import"]
            uses.setdefault(number, []).append(Use(sheet.start + at, outlook))
        for rule in sheet.rules:
            if rule.around or not _is_used(rule, used):
                continue
            for declaration in rule.declarations:
                for number in _features([declaration]):
                    use = Use(sheet.start + declaration.start, outlook)
                    uses.setdefault(number, []).append(use)
    return uses


def html_uses(markup: Markup) -> dict[int, list[Use]]:
    """Features of HTML and formats of images by number, with the places that use them."""
    find = table().find
    elements, attributes, typed, endings = (
        find[kind] for kind in ("element", "attribute", "typed", "ending")
    )
    uses: dict[int, list[Use]] = {}
    reads = _outlook_reads(markup)
    for element in markup.elements:
        given = element.attributes
        found = [attributes[name] for name in given if name in attributes]
        if element.name in elements and not _is_harmless_link(element):
            found.append(elements[element.name])
        if given.get("type") and (number := typed.get(f"{element.name}:{given['type'].lower()}")):
            found.append(number)
        if element.name == "img" and (number := endings.get(_ending(element.get("src")))):
            found.append(number)
        for number in found:
            uses.setdefault(number, []).append(Use(element.start, reads(element.start)))
    return uses


def _features(declarations: Iterable[Declaration]) -> Iterator[int]:
    find = table().find
    properties, pairs = find["property"], find["pair"]
    for name, value, _, _ in declarations:
        value = value.lower()
        if name in properties and value not in _RESETS:
            yield properties[name]
        if (pair := f"{name}:{value}") in pairs:
            yield pairs[pair]
        if "(" in value:
            functions = find["function"]
            yield from (functions[f] for f in _function().findall(value) if f in functions)
        if value in find["word"]:
            yield find["word"][value]
        for unit in _unit().findall(value):
            yield find["unit"][unit]


def _ending(src: str) -> str:
    if src[:5].lower() == "data:":
        return "base64"
    path = src.split("?")[0].split("#")[0]
    return path.rpartition(".")[2].lower() if "." in path[-6:] else ""


def _is_harmless_link(element: Element) -> bool:
    """Of `<link>` only style sheets count, and web fonts have their fallback in the style."""
    if element.name != "link":
        return False
    return "stylesheet" not in element.get("rel").lower() or "font" in element.get("href").lower()


def _imports(css: str) -> list[int]:
    if "@import" not in css:
        return []
    return [found.start() for found in _import().finditer(css) if "font" not in found[0].lower()]


def _outlook_reads(markup: Markup) -> _Reads:
    return _Reads(conditions_of(markup.html).without_outlook)


class _Reads:
    def __init__(self, without: Sequence[tuple[int, int]]) -> None:
        self._without = without[:1000]

    def __call__(self, place: int) -> bool:
        return not any(start <= place < end for start, end in self._without)


def _names(markup: Markup) -> tuple[set[str], set[str], set[str]]:
    """The elements, classes and ids of the draft."""
    classes = {name for element in markup.elements for name in classes_of(element)}
    ids = {element.get("id") for element in markup.elements if "id" in element.attributes}
    return set(markup.by_name), classes, ids


def _is_used(rule: CssRule, used: tuple[set[str], set[str], set[str]]) -> bool:
    elements, classes, ids = used
    for selector in selectors_of(rule.selector):
        if all(
            (not c.name or c.name in elements)
            and c.classes <= classes
            and (not c.id or c.id in ids)
            for c in selector.compounds
        ):
            return True
    return False


@cache
def _function() -> re.Pattern[str]:
    return re.compile(r"([a-z-]++)\(")


@cache
def _unit() -> re.Pattern[str]:
    units = "|".join(u for u in table().find["unit"] if u != "initial")
    return re.compile(rf"\d({units})\b")


@cache
def _import() -> re.Pattern[str]:
    return re.compile(r"@import\b[^;}]{0,500}")
