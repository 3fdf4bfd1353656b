"""What the mail is made of: text beside HTML, images beside text, size, attachments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from emailint.campaign.elements import markup_of
from emailint.campaign.inbox_line import INVISIBLE
from emailint.campaign.opt_out import opt_out
from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Hit
from emailint.tokens import fold

if TYPE_CHECKING:
    from emailint.campaign.elements import Element

_WORD: Final = r"[^\W\d_]{4,}"
_URL: Final = r"(?:https?://|www\.|mailto:)\S+|\S+@\S+"
_FIGURE: Final = r"(?<![\w.,])\d+(?:[.,:]\d+)*(?:[^\S\n]?[%€$£])?(?![\w])"
_ROUND: Final = r"[.,]00(?!\d)|[.,](?=\d{3}(?!\d))"  # 1.200,00 is 1200
_TELLING: Final = r"[%€$£:]|\d[.,]\d"
_SMALL: Final = 20  # pixels: what is smaller is a spacer, a bullet, an icon
_LONGEST: Final = 200_000  # characters compared


def no_text_part(context: Context) -> Iterator[Hit]:
    """An HTML mail without a text part, or with an empty one. What a template gets isn't known."""
    document = context.document
    message = document.message
    if document.html is None or message.template or message.body is None:
        return
    texts = [part for part in message.alternatives if part.content_type == "text/plain"]
    if not any(message.content(part).strip() for part in texts):
        yield Hit(document.body_start, document.body_start)


def text_differs(context: Context) -> Iterator[Hit]:
    """A text part that says something else than the HTML: other figures, or few of its words."""
    document = context.document
    message = document.message
    if document.html is None:
        return
    part = next((p for p in message.alternatives if p.content_type == "text/plain"), None)
    plain = message.content(part)[:_LONGEST] if part else ""
    if not plain.strip():
        return
    shown = document.text[document.body_start :][:_LONGEST] + "\n" + document.html.hidden
    shown += "\n" + "\n".join(image.alt or "" for image in document.images)
    mine, other = (
        compiled(_URL).sub(" ", fold(text.translate(INVISIBLE))) for text in (shown, plain)
    )
    said, kept = (set(compiled(_WORD).findall(text)) for text in (mine, other))
    share = len(said & kept) / len(said) if said else 1.0
    start = document.body_start
    if len(said) >= 8 and share < context.options["least_share"]:
        data = {
            "what_en": f"only {share:.0%} of its words",
            "what_es": f"solo un {share:.0%} de sus palabras",
        }
        yield Hit(start, start, data)
        return
    figures = Counter(_figures(mine))
    strange = [f for f in _figures(other) if f not in figures and compiled(_TELLING).search(f)]
    if strange:
        at = _first_missing(context, set(_figures(other)))
        yield Hit(
            *at,
            {
                "what_en": f"only the text part has {strange[0]}",
                "what_es": f"«{strange[0]}» está solo en la parte de texto",
            },
        )


def _figures(text: str) -> list[str]:
    return [_plain(match) for match in compiled(_FIGURE).findall(text)]


def _plain(figure: str) -> str:
    """A figure however it is set: with a hard, thin or no blank before its sign, round or not."""
    return compiled(_ROUND).sub("", "".join(figure.split()))


def _first_missing(context: Context, known: set[str]) -> tuple[int, int]:
    """The first telling figure of the HTML that the text part lacks, else the start of the body."""
    document = context.document
    for match in compiled(_FIGURE).finditer(document.text, document.body_start):
        figure = _plain(match[0])
        if figure not in known and compiled(_TELLING).search(figure):
            return match.span()
    return document.body_start, document.body_start


def image_only(context: Context) -> Iterator[Hit]:
    """Images that carry the message, and hardly a word beside them."""
    images = _pictures(context)
    words = _words(context)
    if images and words < context.options["under_words"]:
        markup = markup_of(context.document)
        assert markup is not None  # it has images
        data = {"words": words, "images": len(images)}
        yield markup.point(images[0], data)


def image_heavy(context: Context) -> Iterator[Hit]:
    """Much more image than text."""
    images = _pictures(context)
    words, least = _words(context), context.options["words_per_image"]
    if len(images) < context.options["least_images"] or words >= least * len(images):
        return
    if words >= context.options["under_words"]:  # else it is `image-only`
        at = context.document.body_start
        yield Hit(at, at, {"words": words, "images": len(images), "least": least})


def _pictures(context: Context) -> list[Element]:
    """The images that a reader sees as such."""
    markup = markup_of(context.document)
    if markup is None:
        return []
    return [image for image in markup.all("img") if not _is_small(image)]


def _is_small(image: Element) -> bool:
    sizes = [image.get(name).removesuffix("px") for name in ("width", "height")]
    return any(size.isdigit() and len(size) < 6 and int(size) <= _SMALL for size in sizes)


def _words(context: Context) -> int:
    """The words of the body before its foot, which says little of what the mail is about."""
    document = context.document
    mentions = opt_out(document)
    ends = [span.start for span in mentions.mentions] + [link.start for link in mentions.links]
    low = document.body_start
    middle = low + (len(document.text) - low) // 2
    end = min((end for end in ends if end >= middle), default=len(document.text))
    return len(compiled(r"\w+").findall(document.text, low, max(low, end)))


def clipped(context: Context) -> Iterator[Hit]:
    """HTML over what Gmail shows; marked is where the rest is cut off."""
    document = context.document
    markup = markup_of(document)
    limit = context.options["over_bytes"]
    if markup is None or len(markup.html) * 4 <= limit:
        return
    size = len(markup.html.encode("utf-8", "replace"))
    if size <= limit:
        return
    cut = len(markup.html.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore"))
    at = markup.place(cut)
    yield Hit(at, at, {"kilobytes": round(size / 1024), "limit": limit // 1024}, source=cut)


def attached(context: Context) -> Iterator[Hit]:
    """Files that go with a campaign, but for invitations to a calendar."""
    document = context.document
    files = [
        file for file in document.message.attachments
        if not file.inline and file.content_type not in ("text/calendar", "application/ics")
    ]  # fmt: skip
    if files:
        at = len(document.text.rstrip())
        yield Hit(at, at, {"name": files[0].name or files[0].content_type, "files": len(files)})
