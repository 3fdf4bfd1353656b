"""Message -> Document: the draft as its writer sees it, and what it is made of.

`Document.text` is the one coordinate of the project: `Subject: ...`, a blank line and the decoded
body, in NFC with "\\n" at the line ends. A source without headers is its body alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.language import declared, detect
from emailint.message import Message, parse
from emailint.model import WRITTEN, Block, Span
from emailint.segment import segment, strip_prefixes

if TYPE_CHECKING:
    from emailint.addresses import Address
    from emailint.html import HtmlView, Image, Link

SUBJECT_LABEL: Final = "Subject: "
MAX_BLOCKS: Final = 50_000
"""Written blocks that are judged; a novel has some 5,000 paragraphs."""
_DETECT_CHARACTERS: Final = 1500
_PLAIN_ENCODINGS: Final = frozenset({"", "7bit", "8bit", "binary"})


class Document:
    """One draft. Build it with `read`.

    `blocks` cover the view in order; `judged` are those that rules may judge: what was written
    now. `reply`: the draft answers or forwards another mail.
    """

    def __init__(self, message: Message, *, language: str = "", line: int = 1) -> None:
        self.message = message
        self._above = line - 1  # lines of the file above the message
        self.html: HtmlView | None = None
        subject = message.get("Subject") if message.has_headers else None
        self.has_subject_field = subject is not None
        self.subject_text = " ".join((subject or "").split())
        head = f"{SUBJECT_LABEL}{self.subject_text}\n\n" if message.has_headers else ""
        self.body_start = len(head)
        body, quotes, signatures = self._body()
        self.text = head + body
        names = [a.name for a in (message.sender, *message.to, *message.cc) if a and a.name]
        parts = segment(body, quotes=quotes, signatures=signatures, names=names)
        shift = self.body_start
        body_blocks = [Block(kind, start + shift, end + shift) for kind, start, end in parts]
        self._place_subject(body_blocks)
        self.language, self.language_confidence = self._language(language)

    def _body(self) -> tuple[str, Sequence[Span], Sequence[Span]]:
        """The body's text with the spans of quotes and signatures that its HTML marks."""
        part = self.message.body
        if part is None:
            return "", (), ()
        source = self.message.content(part)
        if part.content_type == "text/html":
            from emailint.html import view_html

            self.html = view_html(source)
            body, quotes, signatures = self.html.text, self.html.quotes, self.html.signatures
        else:
            body, quotes, signatures = source.replace("\r\n", "\n").replace("\r", "\n"), (), ()
        if body.isascii():
            return body, quotes, signatures
        from unicodedata import is_normalized, normalize

        if is_normalized("NFC", body):
            return body, quotes, signatures

        def moved(spans: Sequence[Span]) -> list[Span]:
            places, last, length = {}, 0, 0
            for at in sorted({at for span in spans for at in span}):
                length += len(normalize("NFC", body[last:at]))
                places[at], last = length, at
            return [Span(places[start], places[end]) for start, end in spans]

        if self.html is not None:  # its text and runs stay those of the source, for the fixes
            links, images = self.html.links, self.html.images
            ends = moved([Span(link.start, link.end) for link in links])
            starts = moved([Span(image.start, image.start) for image in images])
            self.html = self.html._replace(
                links=tuple(
                    x._replace(start=a, end=b) for x, (a, b) in zip(links, ends, strict=True)
                ),
                images=tuple(x._replace(start=a) for x, (a, _) in zip(images, starts, strict=True)),
            )
        return normalize("NFC", body), moved(quotes), moved(signatures)

    def _place_subject(self, body_blocks: list[Block]) -> None:
        prefix, self.prefixes = strip_prefixes(self.subject_text)
        start = len(SUBJECT_LABEL) if self.message.has_headers else 0
        end = start + len(self.subject_text)
        quoted = any(b.kind == "quote" for b in body_blocks)
        answers = any(p in ("re", "fwd") for p in self.prefixes)
        if answers and not self.message.reply and not quoted and self.made:
            answers = False  # a campaign that pretends to
        self.reply = self.message.reply or quoted or answers
        self.blocks: tuple[Block, ...] = tuple(body_blocks)
        written = (b for b in body_blocks if b.kind in WRITTEN)
        self.judged: tuple[Block, ...] = tuple(islice(written, MAX_BLOCKS))
        self.subject: Block | None = None
        """The words of the subject that were typed: without prefixes and list tags. None where
        there are none, or where the subject is the thread's."""
        if self.subject_text:
            self.blocks = (Block("subject", start, end), *body_blocks)
            inherited = answers or self.message.reply
            if not inherited and prefix < len(self.subject_text):
                self.subject = Block("subject", start + prefix, end)
                self.judged = (self.subject, *self.judged)

    def _language(self, language: str) -> tuple[str, float]:
        if language:
            return language, 1.0
        written = [self.text[b.start : b.end] for b in self.judged if b.kind != "subject"]
        sample = "\n".join(written)[:_DETECT_CHARACTERS]
        if len(sample) < _DETECT_CHARACTERS // 10:
            sample += (
                "\n" + self.text[self.subject.start : self.subject.end] if self.subject else ""
            )
            if self.html is not None and not "".join(written).strip():  # pictures alone
                sample += "\n" + self._plain_alternative()[:_DETECT_CHARACTERS]
        found, confidence = detect(sample)
        if not found:
            field = self.message.get("Content-Language") or (self.html.lang if self.html else "")
            if field and (named := declared(field)):
                return named, 0.5
        return found, confidence

    def _plain_alternative(self) -> str:
        parts = (p for p in self.message.alternatives if p.content_type == "text/plain")
        return next((self.message.content(part) for part in parts), "")

    @cached_property
    def links(self) -> Sequence[Link]:
        """Links of the body. Those of a plain text are what looks like an address there."""
        if self.html is not None:
            by = self.body_start
            return [x._replace(start=x.start + by, end=x.end + by) for x in self.html.links]
        if "http" not in self.text and "www." not in self.text.lower():
            return ()
        from emailint.links import plain_links

        return plain_links(self.text, self.body_start)

    @cached_property
    def made(self) -> bool:
        """Whether its HTML is a template or a page that somebody designed: mail programs write none."""
        if self.html is None:
            return False
        from emailint.made import is_made

        to_one = len(self.recipients) == 1 and not self.images
        return self.message.template or is_made(self.source, self.text, to_one=to_one)

    @property
    def cut(self) -> tuple[str, ...]:
        """What of a huge or hostile message was not read as it stands, in words."""
        cut = [*self.message.cut]
        if self.html is not None and self.html.nodes_cut:
            from emailint.html.tree import MAX_DEPTH

            cut.append(f"styles of HTML nested deeper than {MAX_DEPTH}")
        if len(self.written) == MAX_BLOCKS:
            cut.append(f"body after {MAX_BLOCKS:,} paragraphs")
        return tuple(cut)

    @property
    def images(self) -> Sequence[Image]:
        return self.html.images if self.html is not None else ()

    @property
    def recipients(self) -> tuple[Address, ...]:
        """Everybody whom a header names, each once."""
        message = self.message
        return tuple(dict.fromkeys((*message.to, *message.cc, *message.bcc)))

    @cached_property
    def written(self) -> tuple[Block, ...]:
        """The judged blocks of the body."""
        return self.judged[1:] if self.subject else self.judged

    @property
    def source(self) -> str:
        """The decoded source of the body: its HTML, or the text as it stands in the message."""
        part = self.message.body
        return self.message.content(part) if part else ""

    @cached_property
    def _line_starts(self) -> list[int]:
        return _line_starts(self.text)

    @cached_property
    def _source_lines(self) -> list[int]:
        return _line_starts(self.source)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset` in the view, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def kind_at(self, offset: int) -> str:
        """The kind of the block that holds `offset`; "body" between blocks."""
        index = bisect_left(self.blocks, offset, key=lambda block: block.end)
        if index < len(self.blocks) and self.blocks[index].start <= offset:
            return self.blocks[index].kind
        return "body" if offset >= self.body_start else "subject"

    def file_line(self, offset: int, header: str = "", source: int | None = None) -> int | None:
        """The line of the file where `offset` lies unencoded, else None.

        `header` names a field instead, and `source` an offset in the HTML.
        """
        message = self.message
        if header or (source is None and offset < self.body_start):
            field = message.field(header or "Subject")
            return field.line + self._above if field and field.line else None
        part = message.body
        if part is None or not part.line or part.encoding not in _PLAIN_ENCODINGS:
            return None
        first = part.line + self._above
        if self.html is not None:
            source = self.source_offset(offset) if source is None else source
            return first + bisect_right(self._source_lines, source) - 1
        return first + self.position(offset)[0] - self.position(self.body_start)[0]

    def source_offset(self, offset: int) -> int:
        """Where the character at `offset` of the view stands in the decoded HTML source."""
        assert self.html is not None
        at = offset - self.body_start
        runs = self.html.runs
        index = bisect_right(runs, at, key=lambda run: run.start) - 1
        if index < 0:
            return 0
        run = runs[index]
        return run.source_start + min(at - run.start, run.source_length)


def _line_starts(text: str) -> list[int]:
    lengths = (len(line) + 1 for line in text.split("\n"))
    return [0, *accumulate(lengths)][:-1]


def read(
    draft: bytes | str | Path | Message,
    *,
    kind: str = "message",
    language: str = "",
    line: int = 1,
    fields: bytes = b"",
) -> Document:
    """The document of a draft: the bytes or text of a message (or of `kind` "html", "compiled" (HTML
    that stands in no file) or "text"), or a file's path.

    Never raises on any content, OSError for a path that can't be read. `language` overrides what
    the text looks like; `line` is the line of its file on which the draft starts; `fields` is a front
    matter that lies in another file than the HTML.
    """
    if isinstance(draft, Path):
        draft = draft.read_bytes()
    if isinstance(draft, str):
        draft = draft.encode("utf-8", "surrogatepass")
    if not isinstance(draft, Message):
        draft = parse(draft) if kind == "message" else _bare(draft, kind, fields)
    return Document(draft, language=language, line=line)


def _bare(raw: bytes, kind: str, beside: bytes) -> Message:
    """A message whose body is all of `raw`, without headers but for a template's front matter."""
    from emailint.mime import Header, Part, Structure

    header = Header([], 0, 1)
    if kind != "text":
        from emailint.front_matter import read_front_matter

        header = read_front_matter(raw)
        if beside and not header.fields:
            raw = beside + raw
            fields = [field._replace(line=0) for field in read_front_matter(beside).fields]
            header = Header(fields, len(beside) + header.content, header.line)
    part = Part(
        content_type="text/plain" if kind == "text" else "text/html",
        charset="", encoding="", name="", disposition="", start=header.content, end=len(raw),
        line=0 if kind == "compiled" else header.line, depth=0, content_id="", params={},
    )  # fmt: skip
    return Message(raw, Structure(header, part, [part], [], []), template=kind != "text")
