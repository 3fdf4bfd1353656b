"""What spam filters would charge for what a draft shows: the published scores of their own rules.

A filter sees more than a draft does (who sends, from where, signatures, block lists), and that
weighs more. What is here can be mended at the desk. `scripts/spam_scores.py` writes the scores.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emailint.campaign.elements import markup_of
from emailint.model import Charge, SpamWeight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.campaign.elements import Element, Markup
    from emailint.document import Document

NAMES: Final = {"spamassassin": "SpamAssassin", "rspamd": "rspamd"}
REASONS: Final = {
    "SUBJ_ALL_CAPS": "caps", "LONG_SUBJ": "long", "PLING_QUERY": "marks", "SUBJ_BUY": "buy",
    "SUBJECT_ENDS_QUESTION": "question", "SUBJ_DOLLARS": "money", "SUBJECT_HAS_CURRENCY": "money",
    "MIME_HTML_ONLY": "no_text", "MPART_ALT_DIFF": "differs", "MISSING_DATE": "no_date", "MISSING_SUBJECT": "no_subject",
    "MISSING_MID": "no_id", "MISSING_HEADERS": "no_to", "MISSING_TO": "no_to",
    "HTML_IMAGE_ONLY": "short_images", "R_EMPTY_IMAGE": "images", "HTML_SHORT_LINK_IMG": "link_image",
}  # fmt: skip
"""Why each rule charges: a key of the reports' texts. Numbered rules are named by their stem."""
_PREFIXES: Final = r"(?i)^(?:(?:re|fwd|fw|aw|antwort|sv):\s*)+"
_CURRENCY: Final = "[$¢-¥֏؋৲৳฿៛₠-⃀﷼﹩＄￠￡￥￦]"
_LARGE: Final = 400  # pixels, width and height together, as rspamd adds them up
_LINKED: Final = 210


@cache
def published() -> dict[str, Any]:
    """The scores of both filters, with their versions and the day they were read."""
    path = Path(__file__).parent / "data" / "spam.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def estimate(document: Document) -> tuple[SpamWeight, ...]:
    """What SpamAssassin (without network and Bayes) and rspamd would charge for the draft."""
    weights = []
    for engine, found in (("spamassassin", _spamassassin), ("rspamd", _rspamd)):
        known = published()["engines"][engine]
        charges = tuple(
            Charge(symbol, round(share * known["scores"][symbol], 3))
            for symbol, share in found(document)
        )
        total = round(sum(charge.points for charge in charges), 3)
        weights.append(
            SpamWeight(engine, known["version"], total, known["limit"], charges, asked=False)
        )
    return tuple(weights)


def reason(symbol: str) -> str:
    """The key of the text that says why a rule charges, "" for an unknown one."""
    return REASONS.get(symbol) or REASONS.get(re.sub(r"_\d+$", "", symbol), "")


def _spamassassin(document: Document) -> Iterator[tuple[str, float]]:
    yield from _missing(document, "MISSING_HEADERS")
    subject = re.sub(_PREFIXES, "", document.subject_text)
    letters = re.sub("[^a-zA-Z]", "", subject)
    if " " in subject and len(subject) >= 10 and letters and letters == letters.upper():
        yield "SUBJ_ALL_CAPS", 1
    if re.search(r"\?.*!|!.*\?", subject):
        yield "PLING_QUERY", 1
    if re.match(r"\$[0-9.,]+\b", document.subject_text):
        yield "SUBJ_DOLLARS", 1
    if document.subject_text[:3].lower() == "buy":
        yield "SUBJ_BUY", 1
    markup = markup_of(document)
    if markup is None:
        return
    if not document.message.alternatives:
        yield "MIME_HTML_ONLY", 1
    elif _differ(document):
        yield "MPART_ALT_DIFF", 1
    size = len(markup.html.encode("utf-8", "replace"))
    images = markup.all("img")
    if images and 0 < size <= 3200:
        yield f"HTML_IMAGE_ONLY_{(size - 1) // 400 * 4 + 4:02}", 1
    if any(_link_around(image) for image in images):
        step = next((n for n, most in enumerate((1024, 1536, 2048), 1) if size <= most), 0)
        if step:
            yield f"HTML_SHORT_LINK_IMG_{step}", 1


def _differ(document: Document) -> bool:
    """Whether the text part has hardly a word of the HTML as often as that has it."""
    message = document.message
    text = Counter(" ".join(map(message.content, message.alternatives)).split())
    html = Counter(w for w in document.text[document.body_start :].split() if re.search(r"\w", w))
    fewer = sum(count > text[word] for word, count in html.items())
    return fewer > 0.99 * len(html)


def _rspamd(document: Document) -> Iterator[tuple[str, float]]:
    yield from _missing(document, "MISSING_TO")
    subject = re.sub(_PREFIXES, "", document.subject_text)
    if subject.isupper():
        yield "SUBJ_ALL_CAPS", min(len(subject) / 40, 1)
    if len(subject) > 200:
        yield "LONG_SUBJ", min(len(subject) / 400, 1)
    if subject.endswith("?"):
        yield "SUBJECT_ENDS_QUESTION", 1
    if subject and re.search(_CURRENCY, subject):
        yield "SUBJECT_HAS_CURRENCY", 1
    markup = markup_of(document)
    if markup is None:
        return
    if not document.message.alternatives:
        yield "MIME_HTML_ONLY", 1
    yield from _rspamd_images(document, markup)


def _rspamd_images(document: Document, markup: Markup) -> Iterator[tuple[str, float]]:
    length = len(document.text[document.body_start :].encode("utf-8", "replace"))
    images = markup.all("img")
    if length < 50 and any(_area(i) >= _LARGE and not _link_around(i) for i in images):
        yield "R_EMPTY_IMAGE", 1
    own = [i for i in images if i.get("src").lower().startswith(("cid:", "data:"))]
    if any(_area(i) >= _LINKED and _link_around(i) for i in own):
        step = next((n for n, most in enumerate((1024, 1536, 2048), 1) if length < most), 0)
        if step:
            yield f"HTML_SHORT_LINK_IMG_{step}", 1


def _missing(document: Document, without_to: str) -> Iterator[tuple[str, float]]:
    """Fields that the message lacks; a template has none of those that are added on sending."""
    message = document.message
    if not any(message.get(field) for field in ("Date", "Message-ID", "To")):
        return
    for field, symbol in (
        ("Date", "MISSING_DATE"), ("Subject", "MISSING_SUBJECT"), ("Message-ID", "MISSING_MID"),
        ("To", without_to),
    ):  # fmt: skip
        if message.get(field) is None:
            yield symbol, 1


def _link_around(image: Element) -> bool:
    return any(element.name == "a" for element in image.ancestors())


def _area(image: Element) -> int:
    sizes = (re.match(r"\d{1,5}", image.get(name)) for name in ("width", "height"))
    return sum(int(size[0]) for size in sizes if size)
