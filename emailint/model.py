"""The nouns that every part of emailint speaks in.

Everything here is immutable data and imports nothing else of the project. All offsets are
half-open, in Unicode code points of `Document.text` (the draft as its writer sees it).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

Severity = Literal["info", "warning", "error"]
Safety = Literal["safe", "shown"]
Language = Literal["es", "en", ""]

SEVERITIES: Final[tuple[Severity, ...]] = ("info", "warning", "error")
"""From mild to grave: the index is the rank."""

PROFILES: Final = ("business", "internal", "campaign", "outreach", "list", "patch")
LANGUAGES: Final = ("es", "en")
JURISDICTIONS: Final = ("es", "eu", "us")
"""Whose law on commercial mail a campaign is held to."""
CATEGORIES: Final = (
    "subject", "greeting", "body", "closing", "recipients", "timing",
    "tone", "grammar", "attachments", "security",
    "inbox", "law", "delivery", "access", "clients", "fields", "links",
)  # fmt: skip

BLOCK_KINDS: Final = (
    "subject", "greeting", "body", "list", "quote", "closing", "signature", "disclaimer",
)  # fmt: skip
WRITTEN: Final = frozenset({"greeting", "body", "list", "closing"})
"""The blocks of the body that the writer of this draft wrote, and that rules may judge."""


class EmailintError(Exception):
    """An error of the user's making: it has a clear message and never a traceback."""


def missing_extra(what: str, extra: str) -> EmailintError:
    """The error of what can't run without an extra: its name and how to get it."""
    return EmailintError(f"{what}: this needs an extra: pip install 'emailint[{extra}]'")


class Span(NamedTuple):
    start: int
    end: int


class Edit(NamedTuple):
    """Replace `Document.text[start:end]` by `text`."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits that mend one finding.

    `safe` ones may be applied by `--fix`; `shown` ones change what the text says or how it
    sounds, so they are only ever shown. `source` are edits of an HTML body's source, for what the
    view doesn't show: its offsets count there.
    """

    safety: Safety
    edits: tuple[Edit, ...] = ()
    source: tuple[Edit, ...] = ()


class Hit(NamedTuple):
    """A place where a rule's fault was seen: what a check yields.

    `data` fills the placeholders of the card's message. A place in a header other than
    Subject is not in the view: then `start` = `end` = 0 and `header` is the field's name in
    lower case ("to", "cc", "date"). A fault in a tag stands at the nearest place of the view, and
    `source` is the tag's offset in the HTML.
    """

    start: int
    end: int
    data: Mapping[str, Any] = {}
    fix: Fix | None = None
    header: str = ""
    source: int | None = None


class Note(NamedTuple):
    """One line for whoever reads a report, in each language of reports."""

    en: str
    es: str


class Handed(NamedTuple):
    """What engines say of a draft: `hits` of each engine that ran, by rule, and what to tell of it."""

    hits: Mapping[str, Sequence[tuple[str, Hit]]] = {}
    notes: tuple[Note, ...] = ()


class Block(NamedTuple):
    kind: str
    start: int
    end: int


class Evidence(NamedTuple):
    """How a card cites a row of `rules/evidence.toml`: `says` is "for" or "against"."""

    id: str
    says: Literal["for", "against"]
    profiles: tuple[str, ...] = ()  # empty: in every profile
    jurisdictions: tuple[str, ...] = ()  # a law's; empty: everywhere


class Study(NamedTuple):
    """One row of `rules/evidence.toml`: what somebody measured, and how well.

    `effect` is in percentage points of `metric` (negative: the fault costs), None where it
    wasn't published; `texts` holds claim, effect, caveat and population by language.
    `points_in`: the only profiles whose points it counts towards, though all show it; empty: all.
    `repeat`: the command that measures it again, of rows that this project measured itself.
    """

    id: str
    topic: str
    metric: str
    grade: str
    direction: str
    year: int
    design: str
    read: str
    effect: float | None = None
    interval: tuple[float, float] | None = None
    relative: float | None = None
    derived: str = ""
    n: int | None = None
    n_text: str = ""
    review_by: str = ""
    sources: tuple[str, ...] = ()
    texts: Mapping[str, Mapping[str, str]] = {}
    points_in: tuple[str, ...] = ()
    repeat: str = ""


class Example(NamedTuple):
    """A draft on a card: documentation and test in one (see `examples.py`)."""

    lang: str
    bad: str = ""
    fix: str = ""
    good: str = ""
    profile: str = ""
    send_at: str = ""
    options: Mapping[str, Any] = {}


class Rule(NamedTuple):
    """One card. `check` is its [check] table as written; `texts` its why/message/advice."""

    id: str
    category: str
    severity: Severity
    scope: tuple[str, ...]
    check: Mapping[str, Any]
    texts: Mapping[str, Mapping[str, str]]  # "title", "why", "message" ... -> language -> text
    cap: int = 1
    profiles: tuple[str, ...] = PROFILES
    languages: tuple[str, ...] = LANGUAGES  # empty: needs no words, runs in any language
    replies: bool = True  # False: off where the draft answers or forwards another mail
    automatic: bool = True  # False: off where a machine writes or everybody is written to
    needs: tuple[str, ...] = ()  # facts the source must know: "headers" | "recipients" | "time"
    evidence: tuple[Evidence, ...] = ()
    examples: tuple[Example, ...] = ()
    path: str = ""


class OwnEffect(NamedTuple):
    """What the user's own archive says of a fault, and the `points` fitted to it: how many `mails`
    had it, and the difference in reply rate, a share, all else equal, with its 95 % interval."""

    points: int
    mails: int
    difference: float
    low: float
    high: float


class Finding(NamedTuple):
    """A hit, dressed: what a report shows and a machine reads.

    `points` is what it costs the score (0 when over the rule's cap); `line` and `column`
    count from 1 in the view; `file_line` is the line of the file, None where the text lies
    there encoded. `source`: as in `Hit`. `own`: where its points come from, if not from studies.
    """

    rule: str
    category: str
    severity: Severity
    message: str
    advice: str
    points: int
    block: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    file_line: int | None
    contested: bool
    evidence: tuple[Evidence, ...]
    fix: Fix | None
    source: int | None = None
    own: OwnEffect | None = None


class Envelope(NamedTuple):
    """SMTP's view of a message: who it is from and everybody it goes to, Bcc included."""

    sender: str = ""
    recipients: tuple[str, ...] = ()


class Muted(NamedTuple):
    """A rule that the draft's `X-Emailint-Mute` header silences: `used` if it would have hit."""

    rule: str
    reason: str
    used: bool


class Loss(NamedTuple):
    """One line of the score's sum: what a rule cost and what the caps spared."""

    category: str
    rule: str
    hits: int
    points: int


class Score(NamedTuple):
    """0 to 100. `losses` are the lines; `by_category` is after each category's cap."""

    total: int
    losses: tuple[Loss, ...]
    by_category: Mapping[str, int]


class Charge(NamedTuple):
    """What one rule of a spam filter adds to a mail's score."""

    symbol: str
    points: float


class SpamWeight(NamedTuple):
    """What a spam filter charges for a draft: `total` of the `limit` from which on it is marked as
    spam. `asked`: the filter itself said so, else it is reckoned from its published scores."""

    engine: str
    version: str
    total: float
    limit: float
    charges: tuple[Charge, ...]
    asked: bool


class Likeness(NamedTuple):
    """What came of mail with faults of like weight in the archive that points were fitted to: the
    share that got a reply, its 95 % interval, of how many, and the share of all mail there."""

    rate: float
    low: float
    high: float
    mails: int
    overall: float


class Report(NamedTuple):
    """What one draft's lint found, and what explains its silence.

    `skipped` says in words of the vocabulary which kinds of rules could not run
    ("headers", "recipients", "time", "language"), `cut` what of a huge message was not read.
    """

    path: str
    index: int  # type: ignore[assignment]  # a report is no list to search: tuple.index may go
    subject: str
    language: str
    ui_language: str
    profile: str
    score: Score
    findings: tuple[Finding, ...]
    rules_run: int
    muted: tuple[Muted, ...] = ()
    skipped: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    spam: tuple[SpamWeight, ...] = ()  # of campaigns
    likeness: Likeness | None = None  # where points were fitted to an archive
