"""What goes wrong in Outlook for Windows: torn conditional comments, images without a width."""

from __future__ import annotations

from collections.abc import Iterator

from emailint.campaign.conditions import conditions_of
from emailint.campaign.elements import markup_of
from emailint.context import Context
from emailint.model import Hit


def torn_comment(context: Context) -> Iterator[Hit]:
    """Conditional comments that don't close as they open."""
    markup = markup_of(context.document)
    if markup is None or ("[if" not in markup.html and "[endif" not in markup.html):
        return
    for torn in conditions_of(markup.html).torn:
        yield markup.at(torn.start, {"text": torn.text})


def image_size(context: Context) -> Iterator[Hit]:
    """Images without a width that Outlook reads: an attribute, or pixels in a style; each file once."""
    markup = markup_of(context.document)
    if markup is None:
        return
    seen = set()
    for image in markup.by_name.get("img", ()):
        src = image.get("src")
        if src in seen or not src or image.get("width") or image.get("height"):
            continue
        sizes = (d.value for d in markup.style(image) if d.name in ("width", "height"))
        if any(size[:1].isdigit() and not size.endswith("%") for size in sizes):
            continue
        seen.add(src)
        yield markup.point(image, {"text": src.split("?")[0].rstrip("/").rpartition("/")[2]})
