"""Go through the tokens of an HTML body and note what its reader sees.

The design is told in `emailint.html`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.html.quotes import quote_spans, signature_spans, trimmed
from emailint.html.scan import RAW, attributes, decode, scan
from emailint.html.style import PLAIN, hidden_selectors, is_selected, mark_of, style_of
from emailint.html.text import Writer
from emailint.html.tree import BLOCKS, CELLS, VOID, Element, OpenElements, breaks_of, number
from emailint.html.view import HtmlView, Image, Link
from emailint.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from emailint.html.style import Mark, Style


def read_html(html: str) -> HtmlView:
    """See `html.view_html`."""
    reader = _Reader(html)
    for kind, name, source, start, end in scan(html):
        if kind == "text":
            reader.text(start, end)
        elif kind == "start":
            reader.start(name, source)
        elif kind == "end":
            reader.end(name)
        else:
            reader.raw(name, start, end)
    return reader.view()


class _Reader:
    def __init__(self, html: str) -> None:
        self._title = ""
        self._lang = ""
        self._html = html
        self._writer = Writer(html)
        self._elements = OpenElements(Element)
        self._styles: dict[str, Style] = {"": PLAIN}  # mails repeat theirs
        self._hiding: set[str] = set()
        self._hidden: list[str] = []
        self._images: list[Image] = []
        self._links: list[tuple[str, Span]] = []
        self._href: str | None = None
        self._quotes: list[Span] = []
        self._signatures: list[Span] = []
        self._tails: list[int] = []
        self._containers: list[Element] = []
        self._after_pre = False

    def text(self, start: int, end: int) -> None:
        if self._after_pre:  # a line break right after <pre> doesn't count
            self._after_pre = False
            start += self._html.startswith("\r", start)
            start += self._html.startswith("\n", start)
        top = self._elements.top
        if top.gone == "nowhere":
            return
        if top.gone or top.tiny:
            self._hidden.append(self._html[start:end])
        elif top.preformatted:
            self._writer.preformatted(start, end)
        else:
            self._writer.text(start, end)

    def raw(self, name: str, start: int, end: int) -> None:
        """The content of <title>, <style> or another element that holds no markup."""
        if name == "title" and not self._title:
            self._title = " ".join(decode(self._html[start:end]).split())
        elif name == "style":
            self._hiding |= hidden_selectors(self._html[start:end])

    def start(self, name: str, source: str) -> None:
        self._after_pre = name == "pre"
        if name in RAW:
            return
        given = attributes(source) if source else {}
        if name in ("html", "head", "body"):
            self._lang = self._lang or given.get("lang", "")
            return
        css = given.get("style", "")
        style = self._styles.get(css)
        if style is None:
            style = self._styles[css] = style_of(css)
        if name in VOID:
            self._void(name, given, style)
            return
        if closed := self._elements.implied_ends(name):
            self._closed(closed)
        breaks = breaks_of(name, given, style)
        if breaks == 2 and name in ("ul", "ol") and self._elements.innermost("ul", "ol"):
            breaks = 1
        element = self._elements.push(name)
        if element:
            element.breaks = breaks
            element.apply(given, style, self._is_hidden(name, given, style))
            if style.word_bullet and not element.gone:
                self._bullet(self._elements.innermost("p", "li"), "- ")
                element.gone = "nowhere"
        top = self._elements.top
        if (top.gone or top.tiny) and (breaks or name in CELLS):
            self._hidden.append(" ")
        if top.gone:
            return
        self._writer.block(breaks)
        if name == "a":
            self._end_link()
            self._href = given.get("href")
            self._writer.first = -1
        elif name == "li":
            self._item(element, given)
        elif name in CELLS:
            self._writer.cell()
        if element and (mark := mark_of(name, given, style)):
            self._mark(element, mark)

    def end(self, name: str) -> None:
        self._after_pre = False
        if name == "a":
            self._end_link()
        closed = self._elements.end(name)
        self._closed(closed)
        if closed or self._elements.top.gone:
            return
        if name == "br":
            self._writer.line_break()
        elif name == "p":  # opens one and closes it
            self._writer.block(2)
        elif name in BLOCKS and self._elements.cut:
            self._writer.block(1)

    def view(self) -> HtmlView:
        self._end_link()
        self._closed(self._elements.end_all())
        text, runs = self._writer.result()
        quotes = quote_spans(text, self._quotes, self._tails)
        links = []
        for href, raw in self._links:
            span = trimmed(text, *raw)
            links.append(Link(href, text[span.start : span.end], *span))
        return HtmlView(
            text=text,
            runs=runs,
            quotes=quotes,
            signatures=signature_spans(text, self._signatures, quotes),
            links=tuple(links),
            images=tuple(self._images),
            hidden=" ".join(decode("".join(self._hidden)).split()),
            title=self._title,
            lang=self._lang,
            nodes_cut=self._elements.cut,
        )

    def _void(self, name: str, given: Mapping[str, str], style: Style) -> None:
        if name == "hr":  # ends a paragraph, as a block does
            self._closed(self._elements.implied_ends("div"))
        top = self._elements.top
        if name == "img" and top.gone != "nowhere":
            width, height = given.get("width", style.width), given.get("height", style.height)
            src, alt = given.get("src", ""), given.get("alt")
            self._images.append(Image(src, alt, width, height, self._writer.size))
        if top.gone or style.hidden:
            self._hidden.append(" ")
        elif name == "br":
            self._writer.line_break()
        elif name == "hr":
            self._writer.block(2)

    def _is_hidden(self, name: str, given: Mapping[str, str], style: Style) -> bool:
        if style.hidden or "hidden" in given:
            return True
        return bool(self._hiding) and not style.block and is_selected(name, given, self._hiding)

    def _item(self, item: Element | None, given: Mapping[str, str]) -> None:
        around = self._elements.innermost("ul", "ol")
        if around and around.name == "ol":
            around.items = number(given.get("value", ""), around.items + 1)
            self._bullet(item, f"{around.items}. ")
        else:
            self._bullet(item, "- ")

    def _bullet(self, item: Element | None, bullet: str) -> None:
        if item:
            item.bulleted = True
            self._writer.bullet(bullet)

    def _end_link(self) -> None:
        if self._href is not None:
            size, first = self._writer.size, self._writer.first
            self._links.append((self._href, Span(size if first < 0 else first, size)))
            self._href = None

    def _mark(self, element: Element, mark: Mark) -> None:
        if mark == "tail":
            self._tails.append(self._writer.size)
            return
        if mark == "container" and self._containers:
            return
        element.mark = mark
        element.marked_at = (self._writer.size, self._writer.parts)
        if mark == "container":
            self._containers.append(element)
        elif mark == "blockquote" and self._containers:
            # The quote is here; what else the container holds may be an answer, unless it
            # opens as a forwarded mail does.
            container = self._containers[-1]
            if not self._writer.since(container.marked_at[1]).startswith("-----"):
                container.mark = ""

    def _closed(self, elements: Iterable[Element]) -> None:
        for element in elements:
            if (element.gone or element.tiny) and element.breaks:
                self._hidden.append(" ")
            if element.gone:
                continue
            if element.breaks:
                self._writer.block(element.breaks)
            if element.bulleted:
                self._writer.bullet("")  # where the item was empty
            if self._containers and element is self._containers[-1]:
                self._containers.pop()
            if element.mark:
                span = Span(element.marked_at[0], self._writer.size)
                if element.mark == "signature":
                    self._signatures.append(span)
                else:
                    self._quotes.append(span)
