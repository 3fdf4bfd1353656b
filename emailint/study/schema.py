"""The tables of a study, column by column. Nobody is named in them and no text is kept.

People, messages, subjects and lists are keyed hashes of 64 bits: the same within one state
folder, and worth nothing without the key that lies there.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

HASH: Final = pa.uint64()
_HASHES: Final = pa.list_(HASH)
_NAME: Final = pa.dictionary(pa.int8(), pa.string())
_RULES: Final = pa.list_(pa.dictionary(pa.int16(), pa.string()))

THREAD: Final = pa.schema(
    [
        ("id", HASH),  # of the Message-ID, else of the message's bytes
        ("refs", _HASHES),  # In-Reply-To and References, the nearest first
        ("author", HASH),  # null: From names nobody
        ("people", _HASHES),  # From, To and Cc, each once
        ("list", HASH),  # the mailing list, else the archive that the mail lies in
        ("subject", HASH),  # without prefixes and list tags, folded; null: none
        ("sent", pa.timestamp("s", tz="UTC")),  # null: no date, or an impossible one
        ("zone", pa.int16()),  # minutes east of UTC, the sender's
        ("automatic", pa.bool_()),  # bounces, newsletters, answers of machines
        ("first", pa.bool_()),  # opens a thread: no reference, no reply's prefix, no quote
        ("mine", pa.bool_()),  # sent by one of the addresses of `--me`
    ]
)
"""What every message tells."""

FEATURES: Final = pa.schema(
    [
        ("language", _NAME),  # "es", "en" or "" where it is neither or can't be told
        ("profile", _NAME),  # one of `model.PROFILES`
        ("subject_words", pa.int32()),  # without prefixes and list tags
        ("subject_characters", pa.int32()),
        ("body_words", pa.int32()),  # of what was written now: no quote, signature, disclaimer
        ("questions", pa.int32()),  # sentences of the body that ask
        # School grade of Flesch-Kincaid for English (more is harder), ease of Szigriszt-Pazos for
        # Spanish (less is harder): never to be put on one scale. Null: no words, other language.
        ("readability", pa.float32()),
        ("greeting", pa.bool_()),
        ("gratitude", pa.bool_()),  # ends with thanks
        ("weekday", pa.int8()),  # 0 = Monday, in the sender's zone
        ("hour", pa.int8()),  # 0 to 23, in the sender's zone
        ("recipients", pa.int32()),  # To and Cc; null: the archive doesn't tell
        ("links", pa.int32()),
        ("ran", _RULES),  # rules that were judged: one that didn't apply is in neither list
        ("hits", _RULES),  # rules that found their fault, each once
    ]
)
"""What was measured of a candidate: a first message, or one's own. Null for all other mail."""

MESSAGES: Final = pa.schema([*THREAD, *FEATURES])
"""A row of a message: the table that `--features` keeps."""

_OUTCOME: Final = pa.schema(
    [
        ("replied", pa.bool_()),  # somebody else answered within the window
        ("hours", pa.float64()),  # to the first such reply, be it later; null: none while watched
        ("watched", pa.float64()),  # days from here to the archive's end or its next gap
        ("complete", pa.bool_()),  # watched for the whole window; else left out of rates
        ("sent_before", pa.int32()),  # earlier observations of the same author …
        ("replied_before", pa.int32()),  # … and how many had a reply when this one was sent
        ("year", pa.int16()),  # of `sent`, in UTC
    ]
)

_KEPT: Final = ("id", "author", "list", "sent", "zone", "first", "mine")
OBSERVATIONS: Final = pa.schema([*(THREAD.field(name) for name in _KEPT), *FEATURES, *_OUTCOME])
"""A row of an observation: a candidate with a date and an author, and what became of it."""

WINDOW: Final = 14.0
"""Days within which a reply counts for rates, where nobody asks for another window."""
