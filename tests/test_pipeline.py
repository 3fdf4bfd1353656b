"""spaCy's trained pipelines: found, loaded and used where they are; a small one is made here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import spacy
from cli_samples import run
from spacy.tokens import Doc
from spacy.training import Example

from emailint.config import Config
from emailint.deep import Deep, pipeline
from emailint.deep.asked import requests
from emailint.deep.pipeline import analysed, load, trained
from emailint.deep.topic import phrases
from emailint.document import read
from emailint.linter import Linter
from emailint.model import EmailintError
from emailint.pack import load_pack

LINTER = Linter(load_pack())
DRAFT = (
    "From: Martha Shaw <martha.shaw@client.example>\nTo: Louis Gill <louis.gill@client.example>\n"
    "Subject: Autumn leaflet\n\nHi Louis,\n\nWe need Zyxwa to send the leaflet by Friday.\n"
)


def small_pipeline() -> spacy.language.Language:
    """A parser and tagger trained on one sentence, and a name that no list knows."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    words = ["We", "need", "Zyxwa", "to", "send", "the", "leaflet", "by", "Friday", "."]
    marks = {
        "tags": ["PRP", "VBP", "NNP", "TO", "VB", "DT", "NN", "IN", "NNP", "."],
        "heads": [1, 1, 4, 4, 1, 6, 4, 4, 7, 1],
        "deps": ["nsubj", "ROOT", "nsubj", "aux", "ccomp", "det", "dobj", "prep", "pobj", "punct"],
    }
    example = Example.from_dict(Doc(nlp.vocab, words), marks)
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(25):
        nlp.update([example], sgd=optimizer)
    nlp.add_pipe("attribute_ruler").add([[{"TAG": "NN"}]], {"POS": "NOUN"})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Zyxwa"}])
    return nlp


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pipeline") / "small"
    small_pipeline().to_disk(path)
    return path


@pytest.fixture
def packaged(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The pipeline as an installed package, as `spacy package` makes them."""
    name = "en_core_web_tiny"
    package = tmp_path / name
    package.mkdir()
    (package / "__init__.py").write_text(
        "import spacy\n\ndef load(**options):\n"
        f"    return spacy.util.load_model_from_path(spacy.util.ensure_path({str(folder)!r}), **options)\n"
    )
    info = tmp_path / f"{name}-1.2.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2.3\n")
    (info / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, name, raising=False)
    load.cache_clear()
    yield name
    load.cache_clear()


def test_a_pipeline_in_a_folder_is_used(folder: Path) -> None:
    doc = analysed("en", "We need Zyxwa to send the leaflet by Friday.", str(folder))
    assert doc.has_annotation("DEP")
    assert [e.text for e in doc.ents] == ["Zyxwa"]


def test_a_name_that_only_the_pipeline_knows(folder: Path) -> None:
    situation = LINTER.situation(read(DRAFT))
    assert requests(situation) == []
    [seen] = requests(situation, str(folder))
    assert (seen.owner, seen.told) == ("Zyxwa", True)


def test_its_parse_tells_noun_phrases(folder: Path) -> None:
    found = phrases(LINTER.situation(read(DRAFT)), pipeline=str(folder))
    assert "leaflet" in [p.text for p in found]


def test_an_installed_one_is_found_and_taken(packaged: str) -> None:
    assert trained("en") == [packaged]
    assert load("en").pipe_names == ["tagger", "parser", "attribute_ruler", "entity_ruler"]
    assert load("es").pipe_names == []
    [seen] = requests(LINTER.situation(read(DRAFT)))
    assert seen.owner == "Zyxwa"
    assert "en: en_core_web_tiny 1.2.3" in run("models").stdout
    assert '"es_core_news_sm"' not in run("models", "--format", "json").stdout


def test_the_quickest_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry:
        def __init__(self, name: str) -> None:
            self.name = name

    names = ["es_core_news_lg", "es_own", "en_core_web_md", "es_core_news_sm", "es_core_news_md"]
    monkeypatch.setattr(pipeline, "entry_points", lambda **_: [Entry(n) for n in names])
    assert trained("es") == ["es_core_news_sm", "es_core_news_md", "es_core_news_lg", "es_own"]


def test_what_cannot_be_loaded_is_told(packaged: str, tmp_path: Path) -> None:
    (tmp_path / packaged / "__init__.py").write_text(
        "def load(**_):\n    raise ValueError('[E149]')\n"
    )
    with pytest.raises(
        EmailintError, match=r"spaCy can't load en_core_web_tiny: ValueError: \[E149\]"
    ):
        load("en")
    told = Deep(Config(), ["meaning"]).examine(LINTER.situation(read(DRAFT)))
    assert "spaCy can't load" in told.notes[0].en


def test_without_spacy_one_line_tells_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.eml"
    draft.write_text(DRAFT)
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.delitem(sys.modules, "emailint.deep.meaning", raising=False)
    told = run("check", "--deep", "--fail-on", "never", str(draft)).stdout
    assert "pip install 'emailint[nlp]'" in " ".join(told.split())
