"""What a screen reader needs to know of the whole page: language, title, tables, headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from emailint.campaign.elements import markup_of
from emailint.context import Context
from emailint.language import declared
from emailint.matchers import compiled
from emailint.model import Edit, Fix, Hit
from emailint.tokens import fold

if TYPE_CHECKING:
    from emailint.campaign.elements import Element, Markup

_SURE: Final = 0.5  # of the draft's language, before it is written into the page
_LANG: Final = r"(?i)\slang\s*=\s*[\"']?([\w-]+)"
_LANGUAGES: Final = {"en": ("English", "inglés"), "es": ("Spanish", "español")}
_DATA: Final = ("th", "caption", "thead")
_ROWS: Final = 3
_SHORT: Final = 25  # characters of a price, a time or the name of a property
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def lang(context: Context) -> Iterator[Hit]:
    """A page, or a body without `<html>`, that names no language, or another than its text's."""
    document = context.document
    markup = markup_of(document)
    if markup is None or not markup.elements:
        return
    page = next(iter(markup.by_name.get("html", ())), None)
    sure = context.language if document.language_confidence >= _SURE else ""
    fix = None
    said = "is nowhere named", "no consta en ninguna parte"
    if named := [e for e in _outermost(markup) if e.get("lang")]:
        page = named[-1]
        own = page.get("lang")
        if sure not in _LANGUAGES or declared(own) in ("", sure):
            return
        english, spanish = _LANGUAGES[sure]
        said = (
            f'is given as "{own}", and the text is in {english}',
            f"figura como «{own}» y el texto está en {spanish}",
        )
        if found := compiled(_LANG).search(document.source, page.start, page.end):
            fix = Fix("shown", source=(Edit(*found.span(1), sure),))
    elif page and sure:
        at = page.start + len("<html")
        fix = Fix("safe", source=(Edit(at, at, f' lang="{sure}"'),))
    data = {"what_en": said[0], "what_es": said[1], "lang": sure or context.language or "es"}
    yield markup.at(page.start if page else 0, data, fix)


def _outermost(markup: Markup) -> list[Element]:
    """The elements that hold the whole page: of a fragment its first."""
    pages = markup.all("html", "body")
    content = (e for e in markup.elements if not pages or e.start > pages[-1].start)
    return [*pages, *islice(content, 1)]


def title(context: Context) -> Iterator[Hit]:
    """A page whose `<title>` is missing, empty or what an editor put there."""
    document = context.document
    markup = markup_of(document)
    if markup is None or document.html is None:
        return
    own = document.html.title.strip()
    if own and fold(own) not in context.options["nothing"]:
        return
    head = next(iter(markup.all("head", "html")), None)
    if head is None:
        return  # a fragment: the program that sends it makes the page
    fix = None
    found = next(iter(markup.by_name.get("title", ())), None)
    if subject := document.subject_text:
        from html import escape

        text = escape(subject, quote=False)
        if found is not None:
            fix = Fix("shown", source=(Edit(found.end, found.close, text),))
        elif head.name == "head":
            fix = Fix("shown", source=(Edit(head.end, head.end, f"<title>{text}</title>"),))
    said = ("missing", "falta") if found is None else ("empty", "está vacío")
    if own:
        said = f'just "{own}"', f"dice solo «{own}»"
    data = {"what_en": said[0], "what_es": said[1]}
    yield markup.at((found or head).start, data, fix)


def table_role(context: Context) -> Iterator[Hit]:
    """The first layout table without `role`, and how many there are.

    Tables with header cells or a caption hold data, and so do those that look like a list of prices
    or times. The fix leaves out all others of rows and columns.
    """
    markup = markup_of(context.document)
    if markup is None or "table" not in markup.by_name:
        return
    tables = _tables(markup)
    data = {tables[element] for element in markup.all(*_DATA)}
    bare = [t for t in markup.by_name["table"] if not t.get("role") and t not in data]
    outer = {tables[table] for table in markup.by_name["table"]}
    rows_of: dict[Element | None, list[list[Element]]] = {}  # of cells
    for element in markup.elements:
        if element.name == "tr":
            rows_of.setdefault(tables[element], []).append([])
        elif element.name == "td" and (rows := rows_of.get(tables[element])):
            rows[-1].append(element)
    bare = [t for t in bare if t in outer or not _lists(markup, t, rows_of.get(t, []))]
    if not bare:
        return
    edits = []
    for table in bare:
        rows = rows_of.get(table, [])
        if table in outer or len(rows) < 2 or max(map(len, rows)) < 2:
            at = table.start + len("<table")
            edits.append(Edit(at, at, ' role="presentation"'))
    fix = Fix("safe", source=tuple(edits)) if edits else None
    yield markup.point(bare[0], {"count": len(bare)}, fix)


def _lists(markup: Markup, table: Element, rows: Sequence[Sequence[Element]]) -> bool:
    """Whether a table looks like a list of prices, times or properties: rows of the same cells, of
    text alone, that are all short in one column."""
    width = len(rows[0]) if rows else 0
    if len(rows) < _ROWS or width < 2 or any(len(row) != width for row in rows):
        return False
    if "<img" in markup.content(table).lower():
        return False
    return any(
        all(0 < end - start <= _SHORT for start, end in spans)
        for spans in (
            [markup.span(c.end, c.close) for c in column] for column in zip(*rows, strict=True)
        )
    )


def _tables(markup: Markup) -> dict[Element, Element | None]:
    """The table that each element stands in: its parent's, which comes before it."""
    tables: dict[Element, Element | None] = {}
    for element in markup.elements:
        around = element.parent
        tables[element] = (
            around if around and around.name == "table" else tables.get(around) if around else None
        )
    return tables


def headings(context: Context) -> Iterator[Hit]:
    """A heading more than one level below the one before it."""
    markup = markup_of(context.document)
    if markup is None:
        return
    level = 0
    for heading in sorted(markup.all(*_HEADINGS), key=lambda e: e.start):
        hit = markup.hit(heading)
        if hit.start == hit.end:
            continue
        found = int(heading.name[1])
        if level and found > level + 1:
            yield hit._replace(data={"text": f"<h{found}>", "before": f"<h{level}>"})
        level = found
