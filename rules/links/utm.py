"""The marks by which web statistics tell where a click came from (`utm_...` in an address)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from emailint.campaign.anchors import Anchor, anchors_of, is_field
from emailint.campaign.opt_out import opt_out
from emailint.context import Context
from emailint.links import host_of, is_tracker, registered
from emailint.matchers import compiled
from emailint.model import Hit
from emailint.tokens import fold

_KEYS: Final = ("utm_source", "utm_medium", "utm_campaign")
"""Those that are the same throughout one mail; utm_content and utm_term tell its links apart."""
_APART: Final = (
    r"\b(?:privac\w+|cookies?|legal(?:es)?|terms|terminos|condiciones|imprint|impressum|navegador|browser|web version"
    r"|version web|contact[oa]?|unsubscribe|baja|preferenc\w+)\b"
)


class Marked(NamedTuple):
    anchor: Anchor
    domain: str
    values: Mapping[str, str]


def missing(context: Context) -> Iterator[Hit]:
    """Links without marks to a site that other links of the mail lead to with them."""
    links = _links(context)
    counted = {link.domain for link in links if link.values}
    for link in links:
        if not link.values and link.domain in counted:
            yield _hit(link, {"text": link.anchor.text[:40] or link.anchor.href})


def inconsistent(context: Context) -> Iterator[Hit]:
    """Links whose marks differ from those of most others, or lack one that these have."""
    links = [link for link in _links(context) if link.values]
    usual = {}
    for key in _KEYS:
        values = Counter(link.values[key] for link in links if link.values.get(key))
        if values:
            usual[key] = values.most_common(1)[0][0]
    for link in links:
        strange = {k: v for k, v in usual.items() if link.values.get(k, "") != v}
        if strange:
            own = {key: link.values.get(key) or "–" for key in strange}
            yield _hit(link, {"value": _pairs(own), "usual": _pairs(strange)})


def _links(context: Context) -> list[Marked]:
    """The links to pages that statistics are kept of, as far as the draft shows."""
    found = []
    document = context.document
    out = {link.start for link in opt_out(document).links}
    for anchor in anchors_of(document):
        href = anchor.href or ""
        host = host_of(href)
        if not host or anchor.start in out or is_field(host) or is_tracker(host):
            continue
        query = href.partition("?")[2].partition("#")[0].replace("?", "&")
        pairs = parse_qsl(query[:2000], keep_blank_values=True) if "utm_" in query.lower() else []
        values = {key.lower(): value for key, value in pairs if key.lower().startswith("utm_")}
        if not values and compiled(_APART).search(fold(f"{anchor.text} {href}".replace("-", " "))):
            continue
        found.append(Marked(anchor, registered(host), values))
    return found


def _pairs(values: Mapping[str, str]) -> str:
    return ", ".join(f"{key}={value}" for key, value in values.items())


def _hit(link: Marked, data: dict[str, object]) -> Hit:
    anchor = link.anchor
    return Hit(anchor.start, anchor.end, data, source=anchor.source)
