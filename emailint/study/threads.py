"""Rows of messages -> observations: who got a reply from somebody else, when, watched how long.

Everything is SQL over columns (DuckDB, which spills to disk what memory doesn't hold) and exact:
nothing depends on the order of the rows, of archives or of threads at work.

- A reply names the message, or an answer to it by its own author or a machine, in In-Reply-To or
  References. One that names nothing of the archive answers the latest message of the same list and
  subject (without "Re:") within the window, if the two have a person in common beside the one who
  replies, or the archive doesn't tell to whom it went.
- A clock may be wrong: a reply that is dated up to a day before what it answers came at once.
- An archive is watched where it has mail. A gap is a silence of more than `GAP_DAYS` that is also
  longer than `GAP_TIMES` the silence that 95 in 100 of its list's don't exceed: there, and at the
  end, the watch over earlier mail ends, and later replies are not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from emailint.study.schema import OBSERVATIONS, WINDOW

if TYPE_CHECKING:
    from pathlib import Path

GAP_DAYS: Final = 28
GAP_TIMES: Final = 5
DAY: Final = 86_400
_MEMORY: Final = "400MB"

_SPANS: Final = f"""
CREATE TEMP TABLE spans AS
WITH moments AS (SELECT DISTINCT list, sent FROM mail WHERE sent IS NOT NULL),
silences AS (
  SELECT list, sent, sent - lag(sent) OVER (PARTITION BY list ORDER BY sent) AS silence FROM moments
),
limits AS (
  SELECT list, greatest({GAP_DAYS * DAY}, {GAP_TIMES} * quantile_disc(silence, 0.95)) AS most
  FROM silences GROUP BY list
),
parts AS (
  SELECT list, sent, sum(coalesce(silence > most, false)::INT)
    OVER (PARTITION BY list ORDER BY sent) AS part
  FROM silences JOIN limits USING (list)
)
SELECT list, min(sent) AS opens, max(sent) AS ends FROM parts GROUP BY list, part
"""
# Edges from an answer to what it answers, by what its fields name.
_NAMED: Final = """
CREATE TEMP TABLE edges AS
SELECT DISTINCT answer.id AS answer, named.id AS parent
FROM (SELECT id, unnest(refs) AS ref FROM mail) AS answer
JOIN mail AS named ON named.id = answer.ref
WHERE answer.id <> named.id
"""
# People whom a message and its answer may share; 0 stands for "the archive doesn't tell".
_UNNAMED: Final = """
INSERT INTO edges
WITH lost AS (
  SELECT id, list, subject, sent, author,
    if(len(people) > coalesce(list_contains(people, author), false)::INT, people, [0::UBIGINT])
      AS people
  FROM mail
  WHERE NOT first AND NOT automatic AND sent IS NOT NULL AND subject IS NOT NULL
    AND id NOT IN (SELECT answer FROM edges)
),
asked AS (
  SELECT id, list, subject, sent, author, unnest(people) AS person FROM lost
),
offered AS (
  SELECT list, subject, sent, person, min(id) AS id FROM (
    SELECT id, list, subject, sent, unnest(list_append(people, 0::UBIGINT)) AS person FROM mail
    WHERE NOT automatic AND sent IS NOT NULL AND subject IS NOT NULL
  ) GROUP BY ALL
),
met AS (
  SELECT asked.id AS answer, offered.id AS parent, offered.sent AS moment
  FROM asked ASOF JOIN offered
    ON asked.list = offered.list AND asked.subject = offered.subject
    AND asked.person = offered.person AND asked.sent > offered.sent
  WHERE asked.person IS DISTINCT FROM asked.author AND asked.sent - offered.sent <= $window
)
SELECT answer, parent FROM met
QUALIFY row_number() OVER (PARTITION BY answer ORDER BY moment DESC, parent) = 1
"""
_CANDIDATES: Final = """
CREATE TEMP TABLE candidates AS
SELECT id, author, list, sent FROM mail
WHERE measured AND NOT automatic AND sent IS NOT NULL AND author IS NOT NULL
"""
# From a candidate over its author's own answers and those of machines to those of others.
_REPLIES: Final = f"""
CREATE TEMP TABLE replies AS
WITH RECURSIVE below AS (
  SELECT id AS candidate, author, sent, id AS message FROM candidates
  UNION
  SELECT below.candidate, below.author, below.sent, mail.id
  FROM below JOIN edges ON edges.parent = below.message JOIN mail ON mail.id = edges.answer
  WHERE mail.automatic OR mail.author IS NULL OR mail.author = below.author OR mail.sent IS NULL
    OR mail.sent < below.sent - {DAY}
)
SELECT below.candidate AS id, min(greatest(mail.sent, below.sent)) AS answered
FROM below JOIN edges ON edges.parent = below.message JOIN mail ON mail.id = edges.answer
WHERE NOT mail.automatic AND mail.author <> below.author AND mail.sent >= below.sent - {DAY}
GROUP BY below.candidate
"""
_OUTCOMES: Final = """
CREATE TEMP TABLE outcomes AS
SELECT candidates.id, candidates.author, candidates.sent, spans.ends - candidates.sent AS watched,
  if(answered <= spans.ends, answered, NULL) AS answered
FROM candidates
ASOF JOIN spans ON spans.list = candidates.list AND candidates.sent >= spans.opens
LEFT JOIN replies ON replies.id = candidates.id
"""
_HISTORY: Final = f"""
WITH known AS (
  SELECT author, answered AS moment, count(*) OVER (PARTITION BY author ORDER BY answered) AS total
  FROM outcomes WHERE answered IS NOT NULL
),
totals AS (SELECT author, moment, max(total) AS total FROM known GROUP BY ALL)
SELECT outcomes.id,
  coalesce(answered - outcomes.sent <= $window, false) AS replied,
  (answered - outcomes.sent) / 3600 AS hours,
  watched / {DAY} AS watched,
  watched >= $window AS complete,
  rank() OVER (PARTITION BY outcomes.author ORDER BY outcomes.sent) - 1 AS sent_before,
  coalesce(totals.total, 0) AS replied_before
FROM outcomes
ASOF LEFT JOIN totals ON totals.author = outcomes.author AND outcomes.sent > totals.moment
ORDER BY outcomes.sent, outcomes.id
"""


def observations(
    messages: pa.Table, *, window: float = WINDOW, spill: Path | None = None
) -> pa.Table:
    """What became of each candidate of a table of `schema.MESSAGES`, by the columns of
    `schema.OBSERVATIONS`, in the order of their dates.

    No message may be in `messages` twice (see `merging.merge`), and each has its `list`. `window`
    is in days. What memory doesn't hold goes to the folder `spill`.
    """
    columns = {
        name: messages[name]
        for name in ("id", "refs", "author", "people", "list", "subject", "automatic", "first")
    }
    columns["sent"] = messages["sent"].cast(pa.int64())
    columns["measured"] = pc.is_valid(messages["language"])
    outcome = _outcomes(pa.table(columns), int(window * DAY), spill)
    rows = pc.index_in(outcome["id"], value_set=messages["id"].combine_chunks())
    kept = messages.select([n for n in OBSERVATIONS.names if n in messages.column_names]).take(rows)
    found = {name: kept[name] for name in kept.column_names}
    found |= {name: outcome[name] for name in outcome.column_names}
    found["year"] = pc.year(kept["sent"])
    return pa.table(
        [found[field.name].cast(field.type) for field in OBSERVATIONS], schema=OBSERVATIONS
    )


def _outcomes(mail: pa.Table, window: int, spill: Path | None) -> pa.Table:
    config: dict[str, Any] = {"memory_limit": _MEMORY}
    if spill is not None:
        config["temp_directory"] = str(spill)
    with duckdb.connect(":memory:", config=config) as db:
        db.register("mail", mail)
        for statement in (_SPANS, _NAMED):
            db.execute(statement)
        db.execute(_UNNAMED, {"window": window})
        for statement in (_CANDIDATES, _REPLIES, _OUTCOMES):
            db.execute(statement)
        return db.sql(_HISTORY, params={"window": window}).to_arrow_table()
