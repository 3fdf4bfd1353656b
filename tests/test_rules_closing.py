"""Where a word of thanks counts as the end of a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter

if TYPE_CHECKING:
    from emailint.pack import Pack

ASK = "Could you tell me which of the two drafts goes to the printer on Thursday morning?"
TALE = "I read the first file. Then I wrote it again. The second one was empty. Bob is away."
LOG = "\n".join(f"x[{n}] <- f({n}); y[{n}] <- g(x[{n}]). Was: {{{n}}} == [{n}]." for n in range(9))


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        (f"Hi Ana,\n\n{ASK}\n\nThanks,\nMarta", 0),
        (f"Hi Ana,\n\n{ASK} Thank you!\n\n{TALE}", 0),
        (
            f"Hi Ana,\n\n{ASK} Thanks for bearing with a question that Bob had no answer to.\n\n{LOG}",
            0,
        ),
        (f"Hi Ana,\n\nThe shop is shut.\n\nThanks for looking.\nMarta\n\n{LOG}\n\n{ASK}", 0),
        (f"Hi Ana,\n\n{ASK}\n\nMarta", 1),
        (f"Hi Ana,\n\nThank you for your mail of Monday. {ASK} {ASK} {ASK}\n\nMarta", 1),
        (f"Hi Ana,\n\nBob thanks Eve in his speech, which is long. {ASK} {ASK} {ASK}\n\nM.", 1),
    ],
)
def test_thanks_at_the_end(pack: Pack, text: str, hits: int) -> None:
    linter = Linter(pack, Config(select=("closing-no-gratitude",), language="en"))
    mail = f"From: marta@acme.example\nTo: ana@b.example\nSubject: Drafts\n\n{text}\n"
    assert len(linter.lint(read(mail, language="en")).findings) == hits
