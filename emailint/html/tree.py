"""The open elements while HTML is read: which tags nest, and which end others unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emailint.html.style import Mark, Style

MAX_DEPTH: Final = 512
"""Elements open at once; deeper ones are taken as siblings, as Blink does from this depth."""

VOID: Final = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
CELLS: Final = frozenset({"td", "th"})
_SPACED: Final = frozenset({
    "blockquote", "dl", "fieldset", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "listing",
    "ol", "p", "pre", "ul",
})  # fmt: skip
"""Blocks that have a margin above and below unless a style takes it away."""
_TABLE_PARTS: Final = frozenset({"caption", "tbody", "td", "tfoot", "th", "thead", "tr"})
BLOCKS: Final = _SPACED | _TABLE_PARTS | frozenset({
    "address", "article", "aside", "center", "dd", "details", "dialog", "dir", "div", "dt",
    "figcaption", "footer", "form", "header", "hgroup", "legend", "li", "main", "menu", "nav",
    "optgroup", "option", "search", "section", "summary", "table",
})  # fmt: skip
_NOWHERE: Final = frozenset({"audio", "datalist", "math", "object", "svg", "template", "video"})
"""Elements whose content is neither text of the mail nor hidden text."""
_SCOPES: Final = frozenset({"table", "caption", "td", "th", "template"})
_ROW_ENDS: Final = ("td", "th", "caption", "tr")
_IMPLIED_ENDS: Final = {
    **dict.fromkeys(BLOCKS - _TABLE_PARTS - {"legend", "optgroup", "option"}, ("p",)),
    "a": ("a",),
    "li": ("li", "p"),
    "dt": ("dt", "dd", "p"),
    "dd": ("dt", "dd", "p"),
    "option": ("option",),
    "td": ("td", "th", "caption"),
    "th": ("td", "th", "caption"),
    "tr": _ROW_ENDS,
    "tbody": (*_ROW_ENDS, "tbody", "thead", "tfoot"),
    "thead": (*_ROW_ENDS, "tbody", "thead", "tfoot"),
    "tfoot": (*_ROW_ENDS, "tbody", "thead", "tfoot"),
}
"""Start tags that end an open element whose end tag may be left out."""


class Node:
    """An open element: its name, and the places in the stack of the innermost block and scope."""

    __slots__ = ("block", "name", "scope")

    block: int
    name: str
    scope: int


class Element(Node):
    """An open element, and what its content inherits."""

    __slots__ = (
        "breaks", "bulleted", "gone", "items", "mark", "marked_at", "preformatted", "tiny",
    )  # fmt: skip

    def __init__(self, name: str, parent: Element | None = None) -> None:
        self.name = name
        self.breaks = 0
        self.bulleted = False
        self.items = 0  # of a list so far
        self.mark: Mark = ""
        self.marked_at = (0, 0)  # place in the text, number of the writer's part
        self.gone: Literal["", "hidden", "nowhere"] = parent.gone if parent else ""
        self.tiny: bool = parent.tiny if parent else False
        self.preformatted: bool = parent.preformatted if parent else False

    def apply(self, given: Mapping[str, str], style: Style, hidden: bool) -> None:
        """Take over what the attributes say; `hidden` by attribute, style or style sheet."""
        if self.name in _NOWHERE:
            self.gone = "nowhere"
        elif hidden and not self.gone:
            self.gone = "hidden"
        if style.tiny is not None:
            self.tiny = style.tiny
        if style.preformatted is not None:
            self.preformatted = style.preformatted
        elif self.name in ("pre", "listing"):
            self.preformatted = True
        if self.name == "ol":
            self.items = number(given.get("start", ""), 1) - 1


def breaks_of(name: str, given: Mapping[str, str], style: Style) -> int:
    """1 where the element starts a line, 2 where it has a margin too, else 0."""
    if name in CELLS or name not in BLOCKS:
        return int(style.block)
    if name not in _SPACED:
        return 1
    # Outlook sets the margins of its classes (MsoNormal) to 0 in the style sheet.
    by_class = given.get("class", "")[:3].lower() == "mso"
    return 1 if (by_class if style.flat is None else style.flat) else 2


def number(value: str, default: int) -> int:
    return int(value) if len(value) < 7 and value.isascii() and value.isdigit() else default


E = TypeVar("E", bound=Node)


class OpenElements(Generic[E]):
    """A stack with the places of each name beside it, so that no end tag walks it in vain."""

    def __init__(self, make: Callable[..., E]) -> None:
        self._make = make
        self.top = make("")
        self.top.block = self.top.scope = 0
        self.cut = False
        self._stack = [self.top]
        self._places: dict[str, list[int]] = {}
        self._over = 0  # elements above MAX_DEPTH, not on the stack

    def push(self, name: str) -> E | None:
        """Open an element; None where the stack is full."""
        index = len(self._stack)
        if index > MAX_DEPTH:
            self._over += 1
            self.cut = True
            return None
        around = self.top
        self.top = element = self._make(name, around)
        element.block = index if name in BLOCKS else around.block
        element.scope = index if name in _SCOPES else around.scope
        self._stack.append(element)
        self._places.setdefault(name, []).append(index)
        return element

    def implied_ends(self, name: str) -> list[E]:
        """Close what the start tag `name` ends; innermost first."""
        closed: list[E] = []
        for end in _IMPLIED_ENDS.get(name, ()):
            places = self._places.get(end)
            if places and places[-1] > self._bound(end):  # mostly none is open
                closed += self._pop_to(places[-1])
        return closed

    def end(self, name: str) -> list[E]:
        """Close `name` and what is open in it, innermost first; none where it isn't open."""
        if self._over:
            self._over -= 1
            return []
        places = self._places.get(name)
        return self._pop_to(places[-1]) if places and places[-1] > self._bound(name) else []

    def end_all(self) -> list[E]:
        return self._pop_to(1)

    def innermost(self, *names: str) -> E | None:
        place = max(self._place(name) for name in names)
        return self._stack[place] if place else None

    def _place(self, name: str) -> int:
        places = self._places.get(name)
        return places[-1] if places else 0

    def _bound(self, name: str) -> int:
        """The place that an end tag doesn't reach beyond."""
        if name in _TABLE_PARTS:
            return self._place("table")
        if name in ("table", "template"):
            return 0
        if name == "li":
            return max(self.top.scope, self._place("ul"), self._place("ol"))
        return self.top.scope if name in BLOCKS else self.top.block

    def _pop_to(self, place: int) -> list[E]:
        if place == len(self._stack) - 1:  # as mostly
            closed = [self._stack.pop()]
            self._places[closed[0].name].pop()
            self.top = self._stack[-1]
            return closed
        closed = self._stack[place:]
        closed.reverse()
        for element in closed:
            self._places[element.name].pop()
        del self._stack[place:]
        self.top = self._stack[-1]
        return closed
