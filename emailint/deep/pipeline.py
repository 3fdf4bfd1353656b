"""spaCy: the trained pipeline of a language where one is installed, else the blank one.

Everything here must be good with the blank one, which only tells words apart. Pipelines are found by
the entry points that their packages declare, so that looking for them doesn't import spaCy.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from emailint.model import EmailintError
from emailint.tokens import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_TEXT: Final = 20_000
"""Characters of one draft that spaCy is given: more is no mail that somebody wrote."""
USUAL: Final = {"es": "es_core_news_sm", "en": "en_core_web_sm"}
"""The smallest trained pipeline of each language, by its publisher's name."""
_LONGEST: Final = 80  # characters between blanks: no word, number or name is longer
_SIZES: Final = ("sm", "md", "lg")


def is_installed() -> bool:
    """Whether spaCy can be imported."""
    return find_spec("spacy") is not None


def trained(language: str) -> list[str]:
    """The names of the trained pipelines of `language` that are installed, the quickest first."""
    names = {e.name for e in entry_points(group="spacy_models")}
    return sorted((n for n in names if n.startswith(f"{language}_")), key=_rank)


def _rank(name: str) -> tuple[int, str]:
    size = name.rpartition("_")[2]
    return (_SIZES.index(size) if size in _SIZES else len(_SIZES)), name


@cache
def load(language: str, name: str = "") -> Language:
    """The pipeline `name` (a package or a folder; default: the first that is installed) of
    `language`, else the blank one.

    Raises EmailintError where a pipeline can't be loaded: it was made for another spaCy, say.
    """
    import spacy

    name = name or next(iter(trained(language)), "")
    if not name:
        return spacy.blank(language)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # spaCy's own warning of versions that nearly fit
            return spacy.load(name)
    except Exception as error:  # whatever the files of another version lead to
        raise EmailintError(f"spaCy can't load {name}: {type(error).__name__}: {error}") from None


@cache
def stop_words(language: str) -> frozenset[str]:
    """The words that say nothing by themselves, folded."""
    return frozenset(map(fold, load(language).Defaults.stop_words))


def analysed(language: str, text: str, name: str = "") -> Doc:
    """The tokens of the start of `text`, with a parse and entities where the pipeline has them.

    spaCy takes more than linear time for one long run of marks, and no half of a surrogate pair:
    both are blotted out, so that offsets stay those of `text`.
    """
    text = _unspeakable().sub(lambda m: "x" * len(m[0]), text[:MAX_TEXT])
    return load(language, name)(text)


@cache
def _unspeakable() -> re.Pattern[str]:
    return re.compile(rf"[^\s]{{{_LONGEST},}}|[\ud800-\udfff]")
