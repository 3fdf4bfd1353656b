"""Links that lead elsewhere than they say, unencrypted ones, and domains that imitate another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from emailint.context import Context
from emailint.links import host_of, is_tracker, registered
from emailint.matchers import compiled
from emailint.model import WRITTEN, Edit, Fix, Hit
from emailint.profile import FREE_MAIL

if TYPE_CHECKING:
    from emailint.html import Link

_SHOWN_HOST: Final = (
    r"(?:https?://)?(?:[\w-]{1,63}\.){1,6}(?:com|org|net|info|biz|edu|gov|gob|io|app|dev|eu|es|cat|gal|eus|mx|ar|cl|co"
    r"|pe|uy|ve|ec|uk|us|ca|au|de|fr|it|pt|nl|be|ch|at|ie|br|in|example|test|cloud|online|shop|store|tech)"
    r"(?::\d+)?(?:[/?#]\S*)?"
)
# Services that rewrite links to protect the reader; where they lead can't be told from here.
_PROTECTORS: Final = (
    r"(?:^|\.)(?:safelinks\.protection\.outlook\.com|urldefense\.(?:com|proofpoint\.com)|google\.com"
    r"|barracudanetworks\.com|mimecast\.com|clicktime\.\w+)$"
)
_LOCAL: Final = (
    r"(?:127|10)\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|[^.]*|www\.w3\.org"
    r"|.*\.(?:local|lan|internal|intranet|corp|home)"
)
_LIKE: Final = (
    ("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"),
)  # fmt: skip
_PROVIDERS: Final = ("gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com")
_REAL: Final = ("email.com", "gmail.es", "yahoo.co", "mail.com", "hotmail.co", "yahoo.ca")
_MOST: Final = 200  # links and domains looked at
_MISTYPED_ENDINGS: Final = ("con", "cmo", "ocm", "comm", "cm", "vom", "nte", "ogr")
_OWN_DIGITS: Final = 7  # of a telephone number: those before may be its country's or town's
_SHORTEST: Final = 6  # letters: shorter names are one letter apart by chance ("acre", "acme")


def mismatch(context: Context) -> Iterator[Hit]:
    """An HTML link whose shown text is an address of another owner than its target, or another
    telephone number."""
    document = context.document
    if document.html is None:
        return
    for link in _links(context):
        text = link.text.strip().strip("<>()[]\"'«»“”.,;")
        if len(text) > 2000 or "\n" in text or not ("." in text or link.href[:4].lower() == "tel:"):
            continue
        if document.kind_at(link.start) in ("quote", "disclaimer"):
            continue
        if compiled(r"[{}|%$]{2}|\*\|").search(link.href):
            continue  # a merge field
        if numbers := _numbers(text, link.href):
            yield Hit(link.start, link.end, {"shown": text, "target": numbers})
        elif shown := _shown_mailbox(text):
            target = _mail_domain(link.href)
            if target and registered(shown.lower()) != registered(target.lower()):
                yield Hit(link.start, link.end, {"shown": text, "target": link.href[7:]})
        elif shown := _shown_host(text):
            target = host_of(link.href)
            if not target or _same_owner(shown, target) or compiled(_PROTECTORS).search(target):
                continue
            if context.profile == "campaign" and is_tracker(target):
                continue
            yield Hit(link.start, link.end, {"shown": shown, "target": target})


def _links(context: Context) -> list[Link]:
    return list(context.document.links[:_MOST])


def _shown_host(text: str) -> str:
    if not compiled(_SHOWN_HOST).fullmatch(text.lower()):
        return ""
    return host_of(text if "://" in text else f"http://{text}")


def _shown_mailbox(text: str) -> str:
    """The domain of a mail address that is all of the text."""
    return (
        text.rpartition("@")[2] if compiled(r"[\w.+-]{1,64}@[\w.-]{3,253}").fullmatch(text) else ""
    )


def _mail_domain(href: str) -> str:
    scheme, _, rest = href.strip().partition(":")
    return rest.partition("?")[0].rpartition("@")[2] if scheme.lower() == "mailto" else ""


def _numbers(text: str, href: str) -> str:
    """The number that a link calls, where the one that it shows ends otherwise."""
    if href[:4].lower() != "tel:" or not compiled(r"[+(]?\d[\d\s().–·-]{5,30}\d").fullmatch(text):
        return ""
    digits = compiled(r"\(0\)|\D")
    shown, called = (digits.sub("", number)[-_OWN_DIGITS:] for number in (text, href[4:]))
    return "" if shown == called or len(called) < _OWN_DIGITS else href[4:]


def _same_owner(one: str, other: str) -> bool:
    """Whether both hosts are of one registered name; "acme.es" and "acme.com" count as one."""
    return registered(one).split(".")[0] == registered(other).split(".")[0]


def insecure(context: Context) -> Iterator[Hit]:
    """The first http:// link to each host that isn't of the reader's own network."""
    document = context.document
    if document.html is None and "://" not in document.text:
        return
    seen = set()
    for link in _links(context):
        if link.href[:7].lower() != "http://" or not _is_judged(context, link):
            continue
        host = host_of(link.href)
        if not host or host in seen or compiled(_LOCAL).fullmatch(host):
            continue
        seen.add(host)
        fix = None
        if document.text[link.start : link.start + 7].lower() == "http://":
            fix = Fix("shown", (Edit(link.start, link.start + 4, "https"),))
        yield Hit(link.start, link.end, {"host": host}, fix)


def lookalike(context: Context) -> Iterator[Hit]:
    """A domain in To, in Cc or in a link that is nearly the sender's or a recipient's."""
    document = context.document
    message = document.message
    people = [a for a in (message.sender, *message.to, *message.cc) if a and a.domain][:_MOST]
    count = Counter(registered(a.domain) for a in people)
    own = {registered(d) for d in context.situation.internal}
    known = {d for d in count if d not in FREE_MAIL} | own
    strange = [d for d in count if d not in own and d not in FREE_MAIL]
    fields = {registered(a.domain): "cc" for a in message.cc}
    fields |= {registered(a.domain): "to" for a in message.to}
    for domain in strange:
        better = [d for d in known if d in own or count[d] > count[domain]]
        providers = () if domain in _REAL else _PROVIDERS
        if domain in fields and (like := imitated(domain, [*better, *providers])):
            yield Hit(0, 0, {"text": domain, "like": like}, header=fields[domain])
            known.discard(domain)
    if not known or (document.html is None and "://" not in document.text):
        return
    seen = set()
    for link in _links(context):
        host = host_of(link.href)
        if host and host not in seen and _is_judged(context, link):
            seen.add(host)
            if like := imitated(host, known):
                yield Hit(link.start, link.end, {"text": host, "like": like})


def imitated(host: str, known: Collection[str]) -> str:
    """The domain of `known` that `host` looks like without being it; "" if none."""
    domain = registered(host)
    if domain in known or not domain:
        return ""
    mine, _, ending = domain.partition(".")
    plain = _plain(domain)
    for other in known:
        name, _, its_ending = other.partition(".")
        if len(name) > 2 and plain == _plain(other):
            return other
        long = other in _PROVIDERS or min(len(name), len(mine)) >= _SHORTEST
        if ending == its_ending and long and _one_off(mine, name):
            return other
        if mine == name and len(name) > 3 and ending in _MISTYPED_ENDINGS:
            return other
        if f".{other}." in f".{host}":
            return other  # acme.example.trap.example
    return ""


def _plain(domain: str) -> str:
    """`domain` as the eye reads it: letters of other scripts, digits and pairs made plain."""
    if "xn--" in domain:
        try:
            domain = domain.encode("ascii").decode("idna")
        except UnicodeError:
            return domain
    if not domain.isascii():
        from unicodedata import normalize

        domain = domain.translate(_HOMOGLYPHS)
        domain = "".join(c for c in normalize("NFKD", domain) if c.isascii())
    for pair, letter in _LIKE:
        domain = domain.replace(pair, letter)
    return domain


_HOMOGLYPHS: Final = str.maketrans("аеорсухіѕјԁһӏɡνοακιτρԛԝ", "aeopcyxisjdhlgvoakitpqw")


def _one_off(one: str, two: str) -> bool:
    """Whether one letter more, less, other or swapped with its neighbour turns `one` into `two`."""
    if one.strip("0123456789") == two.strip("0123456789") or abs(len(one) - len(two)) > 1:
        return False  # "acme1" and "acme2" are sisters
    pairs = enumerate(zip(one, two, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(one), len(two)))
    rest, other = one[at:], two[at:]
    if len(one) == len(two):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other or rest == other[1:]


def _is_judged(context: Context, link: Link) -> bool:
    return context.document.kind_at(link.start) in WRITTEN
