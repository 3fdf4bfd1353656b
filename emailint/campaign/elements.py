"""The elements of an HTML body with their places in the source and in the view.

The view (`emailint.html`) keeps what a reader sees; rules about markup need the tags. They are read by
the same scanner and the same stack of open elements, in one linear pass, once for each draft.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.campaign.css import Declaration, Sheet, declarations, rules_of
from emailint.html.scan import attributes, scan
from emailint.html.tree import VOID, Node, OpenElements
from emailint.model import Fix, Hit
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emailint.document import Document

_NOTHING: Final[Mapping[str, str]] = {}


class Element(Node):
    """A tag with what it holds. Offsets are those of the decoded HTML.

    `html[start:end]` is the start tag and `html[end:close]` the content; `close` is where the
    element ends, at its end tag or where another tag ended it unsaid.
    """

    __slots__ = ("attributes", "before", "close", "end", "number", "parent", "start", "text")

    parent: Element | None
    """The element around it; None at the top."""

    def __init__(self, name: str, parent: Element | None = None) -> None:
        self.name = name
        self.parent = parent if parent and parent.name else None
        self.start = self.end = self.close = 0
        self.before: Element | None = None
        self.number = 1
        """The sibling before it, and its place among them: see `Markup.sheets`."""
        self.text = False
        """Whether text stands directly in it."""
        self.attributes: Mapping[str, str] = _NOTHING
        """Names in lower case -> decoded values, of doubles the first."""

    def get(self, name: str) -> str:
        """The attribute's value without blanks around it, "" where it is missing."""
        return self.attributes.get(name, "").strip()

    def ancestors(self) -> Iterator[Element]:
        """The elements around it, the innermost first: at most `tree.MAX_DEPTH`."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    def siblings_before(self) -> Iterator[Element]:
        """Those of the same parent that stand before it, the nearest first."""
        sibling = self.before
        while sibling is not None:
            yield sibling
            sibling = sibling.before


class Text(NamedTuple):
    """`html[start:end]`, not blank and without markup, and the element that it stands in."""

    start: int
    end: int
    parent: Element | None


class Markup:
    """The HTML of a draft as elements, in the order of their start tags.

    `texts` are in order too; text of `<style>`, `<title>` and their like isn't among them.
    """

    def __init__(self, document: Document, html: str) -> None:
        self.document = document
        self.html = html
        self.elements: list[Element] = []
        self.texts: list[Text] = []
        self._read()

    def _read(self) -> None:
        html, stack = self.html, OpenElements(Element)
        add = self.elements.append
        for kind, name, source, start, end in scan(html):
            if kind == "text":
                if not html[start:end].isspace():
                    top = stack.top
                    top.text = True
                    self.texts.append(Text(start, end, top if top.name else None))
            elif kind == "start":
                for closed in stack.implied_ends(name):
                    closed.close = start
                top = stack.top
                element = (None if name in VOID else stack.push(name)) or Element(name, top)
                element.start = start
                element.end = element.close = end
                element.attributes = attributes(source) if source else _NOTHING
                add(element)
            elif kind == "end":
                for closed in stack.end(name):
                    closed.close = start
        for closed in stack.end_all():
            closed.close = len(html)

    @cached_property
    def by_name(self) -> Mapping[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.name, []).append(element)
        return found

    @cached_property
    def places(self) -> frozenset[str]:
        """What a link of the mail can jump to: names and ids, folded."""
        return frozenset(fold(e.get(key)) for e in self.elements for key in ("id", "name"))

    def all(self, *names: str) -> list[Element]:
        """The elements of these names, those of the first name first."""
        return [element for name in names for element in self.by_name.get(name, ())]

    def content(self, element: Element) -> str:
        """The source between the start tag and the end of `element`."""
        return self.html[element.end : element.close]

    def style(self, element: Element) -> tuple[Declaration, ...]:
        """The declarations of its `style` attribute, in order; their places count in its value."""
        css = element.attributes.get("style")
        return declarations(css) if css else ()

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The style sheets of the document, each with its place in the HTML.

        Where a selector asks for siblings, the elements know theirs from here on.
        """
        sheets = [
            Sheet(element, element.end, rules_of(self.content(element)))
            for element in self.by_name.get("style", ())
        ]
        selectors = (rule.selector for sheet in sheets for rule in sheet.rules)
        if any(sign in selector for selector in selectors for sign in ("+", "~", "-child")):
            self._count_siblings()
        return sheets

    def _count_siblings(self) -> None:
        last: dict[Element | None, Element] = {}
        for element in self.elements:
            element.before = before = last.get(element.parent)
            element.number = before.number + 1 if before else 1
            last[element.parent] = element

    # Places in the view

    @cached_property
    def _ends(self) -> list[int]:
        view = self.document.html
        return [run.source_start + run.source_length for run in view.runs] if view else []

    def place(self, source: int) -> int:
        """The offset in the view of what it shows at `source` in the HTML, or next after that."""
        document, view = self.document, self.document.html
        if view is None:
            return len(document.text)
        for index in range(bisect_right(self._ends, source), len(view.runs)):
            run = view.runs[index]
            at = run.start + max(0, source - run.source_start)
            shown = view.text[at : run.start + run.length].lstrip()
            if shown:
                at = document.body_start + run.start + run.length - len(shown)
                return min(at, len(document.text))  # NFC may be shorter than what was read
        return len(document.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the view shows what stands in `html[start:end]`; empty where it shows none."""
        document, view = self.document, self.document.html
        first = self.place(start)
        if view is None or start >= end or first == len(document.text):
            return first, first
        index = bisect_left(self._ends, end)
        last = 0
        if index < len(view.runs) and (run := view.runs[index]).source_start < end:
            last = run.start + min(run.length, end - run.source_start)
        elif index:
            last = view.runs[index - 1].start + view.runs[index - 1].length
        last = min(max(first, last + document.body_start), len(document.text))
        while last > first and document.text[last - 1].isspace():
            last -= 1
        return first, last

    @cached_property
    def shown_texts(self) -> list[Text]:
        """Those of `texts` of which the view shows more than blanks."""
        view = self.document.html
        if view is None:
            return []
        shown = []
        for text in self.texts:
            for index in range(bisect_right(self._ends, text.start), len(view.runs)):
                run = view.runs[index]
                if run.source_start >= text.end:
                    break
                if not view.text[run.start : run.start + run.length].isspace():
                    shown.append(text)
                    break
        return shown

    def hit(self, element: Element, data: Mapping[str, Any] = _NOTHING) -> Hit:
        """A hit on the text that `element` shows, or where it would stand."""
        return Hit(*self.span(element.end, element.close), data, source=element.start)

    def point(
        self, element: Element, data: Mapping[str, Any] = _NOTHING, fix: Fix | None = None
    ) -> Hit:
        """A hit on the tag itself, that has no text: an empty place before what follows it."""
        return self.at(element.start, data, fix)

    def at(self, source: int, data: Mapping[str, Any] = _NOTHING, fix: Fix | None = None) -> Hit:
        """A hit on what stands at `source` in the HTML and isn't shown."""
        place = self.place(source)
        return Hit(place, place, data, fix, source=source)


@lru_cache(maxsize=1)
def markup_of(document: Document) -> Markup | None:
    """The markup of the draft's body, read once for all rules; None where the body isn't HTML."""
    return None if document.html is None else Markup(document, document.source)
