"""Spelling by Hunspell's dictionaries: a small one for Spanish, the one of chunspell for English."""

from __future__ import annotations

from pathlib import Path

import hunspell
import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import Config
from emailint.deep import Deep, dictionaries
from emailint.deep.dictionaries import find
from emailint.deep.lexicon import Lexicon, lexicon
from emailint.deep.misspelt import RULE, misspelt
from emailint.deep.near import near
from emailint.deep.spelling import MOST, Speller, words
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.model import Handed, Hit
from emailint.pack import load_pack

LINTER = Linter(load_pack())
ENGLISH = Path(hunspell.__file__).parent / "dictionaries"
WORDS = """
hola te escribo para la el de los las por que con un una en y a su no se lo le es está mañana
informe informes reunión revisión presupuesto del enviar enviarle enviárselo agendando enviamos enviado adjunto adjuntamos cliente
clientes muchas gracias saludos saludo semana próxima tenemos hay antes viernes lunes cuando
puedas agendar también después hasta luego factura servidor proyecto dice viene mandamos ya todo
visto bueno carpeta haber aquí versión contrato dos tres más necesito confirmar
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with a small Spanish dictionary and the English one."""
    place = tmp_path_factory.mktemp("dictionaries")
    entries = sorted(set(WORDS.split()))
    (place / "es_ES.dic").write_text("\n".join([str(len(entries)), *entries]), encoding="utf-8")
    (place / "es_ES.aff").write_text("SET UTF-8\n", encoding="utf-8")
    for name in ("en_US.dic", "en_US.aff"):
        (place / name).write_bytes((ENGLISH / name).read_bytes())
    return str(place)


def draft(text: str, language: str, subject: str = "", to: str = "ana@example.com") -> Document:
    head = f"From: Luis Ferrándiz <luis@example.org>\nTo: {to}\nSubject: {subject}\n\n"
    return read((head + text).encode(), language=language)


def spell(text: str, language: str, folder: str, **more: str) -> list[tuple[str, str | None]]:
    """The words that are told, each with what it is mended to (None: nothing is shown)."""
    document = draft(text, language, **more)
    hits = [hit for _, hit in Speller(folder=folder)(LINTER.situation(document))]
    for hit in hits:
        assert document.text[hit.start : hit.end] == hit.data["text"]
    return [(hit.data["text"], hit.fix.edits[0].text if hit.fix else None) for hit in hits]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Te escribo para la revision del informe.", "revision", "revisión"),
        ("Tenemos la reunion el lunes.", "reunion", "reunión"),
        ("Hay que confirmar la imputacion.", "imputacion", "imputación"),  # in no dictionary
        ("Te adjuntamos el presupesto.", "presupesto", "presupuesto"),
        ("Adjuntamos la fcatura.", "fcatura", "factura"),
        ("Muchas grasias por todo.", "grasias", "gracias"),
        ("Despues viene el cliente.", "Despues", "Después"),
        ("Hay que enviarselo.", "enviarselo", "enviárselo"),
    ],
)
def test_spanish_slips(text: str, wrong: str, right: str | None, folder: str) -> None:
    assert (wrong, right) in spell(text, "es", folder)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("We will recieve the goods.", "recieve", "receive"),
        ("Please find the attched file.", "attched", "attached"),
        ("It is definately right.", "definately", None),
        ("We meet on wednesday.", "wednesday", "Wednesday"),
        ("He has seperate rooms.", "seperate", "separate"),
        ("The adress is the same.", "adress", "address"),
        ("Send me teh draft.", "teh", None),
        ("The companys know.", "companys", None),
        ("That is arbritary.", "arbritary", "arbitrary"),
        ("Unfortunatly it rains.", "Unfortunatly", "Unfortunately"),
        ("I can't accomodate them.", "accomodate", "accommodate"),
    ],
)
def test_english_slips(text: str, wrong: str, right: str | None, folder: str) -> None:
    found = dict(spell(text, "en", folder))
    assert list(found) == [wrong]
    assert right is None or found[wrong] == right


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Te escribo con Xiomara y Maricio.", "es"),  # names in mid-sentence
        ("Ferrandiz dice que no.", "es"),  # the sender's
        ("Hola, zaida:\n\nTe escribo.", "es"),  # a given name
        ("El informe está en /srv/informess y en carpeta_nueva.", "es"),
        ("Mandamos a info@clienttes.example la versión v2beta.", "es"),
        ("Necesito el `presupesto` y el 'infrome' ya.", "es"),  # quoted: it is meant
        ("El deadline y el feedback de la call.", "es"),  # English in Spanish
        ("Hay que reagendar la reunión.", "es"),
        ("Hay que enviarles todo, enviárnoslo y agendándolo.", "es"),
        ("Todo en MAYUSCULAS y el iPhone.", "es"),
        ("La reuni?n y la revisi\ufffdn.", "es"),  # letters that an archive lost
        ("El informe esta-\nblecido viene.", "es"),
        ("The organisation recognised the colours of our programme.", "en"),
        ("The codebase needs a dropdown and a changelog.", "en"),
        ("The recieve step is there, see recieve.py for it.", "en"),  # a name of something
        ("The frobnicatory of the swaption desk.", "en"),  # near to nothing: jargon
        ("The devel build, a devel branch, that devel tag.", "en"),
        ("I don’t think it's Ana's or the clients' fault.", "en"),
        (
            "My friend wrote: te escribo para la revisión del presupuesto, también viene el cliente.",
            "en",
        ),
        ("x <- recieve(attched)\ny <- seperate(adress)", "en"),
        ("> We recieve it.\n\nI see.", "en"),
    ],
)
def test_what_is_right_or_explained(text: str, language: str, folder: str) -> None:
    assert spell(text, language, folder) == []


def test_the_subject_is_read_too(folder: str) -> None:
    found = spell("Te escribo.", "es", folder, subject="Revision del presupuesto")
    assert found == [("Revision", "Revisión")]


def test_words_of_the_user_are_right(folder: str) -> None:
    situation = LINTER.situation(draft("We recieve the adress.", "en"))
    assert len(list(Speller(["Recieve"], folder)(situation))) == 1


def test_what_stands_often_is_meant_but_for_accents(folder: str) -> None:
    assert spell("The adresss, an adresss, that adresss.", "en", folder) == []
    assert len(spell("La reunion, una reunion; no hay reunion.", "es", folder)) == 3


def test_a_draft_is_told_so_many_and_no_more(folder: str) -> None:
    text = " ".join(["la reunion de la semana proxima"] * MOST)
    assert len(spell(text, "es", folder)) == MOST


def test_the_finding_says_what_was_meant(folder: str) -> None:
    document = draft("We recieve it.", "en")
    situation = LINTER.situation(document)
    report = LINTER.lint(
        document, handed_in=Handed({"spelling": list(Speller(folder=folder)(situation))})
    )
    finding = next(f for f in report.findings if f.rule == RULE)
    assert finding.message == 'Not in the dictionary: "recieve", perhaps "receive"'
    assert finding.fix is not None
    assert finding.fix.safety == "shown"
    spanish = Linter(load_pack(), Config(ui_language="es"))
    report = spanish.lint(
        document, handed_in=Handed({"spelling": [misspelt(0, 1, "a", ["b", "c"])]})
    )
    told = [f.message for f in report.findings if f.rule == RULE]
    assert told == ["No está en el diccionario: «a», ¿quizá «b» o «c»?"]


def test_without_a_dictionary_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dictionaries, "_SYSTEM", ())
    monkeypatch.setattr(dictionaries, "_OFFICE", ())
    lexicon.cache_clear()
    situation = LINTER.situation(draft("La revision.", "es"))
    handed = Deep(Config(), ["spelling"]).examine(situation)
    lexicon.cache_clear()
    assert "spelling" not in handed.hits
    (note,) = handed.notes
    assert "apt install hunspell-es" in note.en
    assert "apt install hunspell-es" in note.es


def test_no_dictionary_is_needed_for_other_languages(folder: str) -> None:
    assert list(Speller(folder=folder)(LINTER.situation(draft("Egy levél.", "hu")))) == []


def test_dictionaries_are_found_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [tmp_path / name for name in ("user", "system", "office/dict-es")]
    for place in places:
        place.mkdir(parents=True)
        for name in (
            "es_MX.dic",
            "es_MX.aff",
            "es_ES.dic",
            "es_ES.aff",
            "hyph_es.dic",
            "es_AR.dic",
        ):
            (place / name).write_text("1\nhola\n" if name.endswith("dic") else "SET UTF-8\n")
    monkeypatch.setattr(dictionaries, "_SYSTEM", (str(places[1])[1:],))
    monkeypatch.setattr(dictionaries, "_OFFICE", (str(tmp_path / "off*")[1:],))
    names = ["es_ES.dic", "es_MX.dic"]
    assert find("es", str(places[0])) == [places[0] / n for n in names]
    assert find("es") == [places[1] / n for n in names]
    (places[1] / "es_ES.aff").unlink()
    (places[1] / "es_MX.aff").unlink()
    assert find("es", str(tmp_path / "none")) == [places[2] / n for n in names]
    assert [f.stem for f in find("en")] == ["en_US"]


def test_links_to_one_dictionary_are_one(tmp_path: Path) -> None:
    (tmp_path / "es_ES.dic").write_text("1\nhola\n")
    (tmp_path / "es_ES.aff").write_text("SET UTF-8\n")
    for country in ("es_AR", "es_CL"):
        for kind in ("dic", "aff"):
            (tmp_path / f"{country}.{kind}").symlink_to(tmp_path / f"es_ES.{kind}")
    assert find("es", str(tmp_path)) == [tmp_path / "es_ES.dic"]


@pytest.mark.parametrize(
    ("word", "language", "known", "found"),
    [
        ("accion", "es", "acción", (["acción"], True)),
        ("espanol", "es", "español espanto", (["español"], True)),
        ("exámen", "es", "examen", (["examen"], True)),
        ("haiga", "es", "haya", ([], False)),
        ("bolver", "es", "volver boler", (["volver", "boler"], False)),
        ("thier", "en", "their tier", (["their"], False)),  # swapped letters alone
        ("wich", "en", "which wish rich with", (["wish", "which"], False)),
        ("tommorow", "en", "tomorrow", (["tomorrow"], False)),  # two slips
        ("déja", "fr", "déjà", (["déjà"], True)),
        ("strase", "de", "straße", (["straße"], True)),
        ("perchè", "it", "perché", (["perché"], True)),
        ("informacao", "pt", "informação", (["informação"], False)),
    ],
)
def test_near(word: str, language: str, known: str, found: tuple[list[str], bool]) -> None:
    assert near(word, language, known.split().__contains__) == found


@given(st.text(), st.sampled_from(["es", "en"]))
def test_any_text_has_its_offsets_inside(text: str, language: str) -> None:
    document = draft(text, language)
    for rule, hit in Speller(folder=str(ENGLISH))(LINTER.situation(document)):
        assert rule == RULE
        assert isinstance(hit, Hit)
        assert 0 <= hit.start < hit.end <= len(document.text)
        assert document.text[hit.start : hit.end] == hit.data["text"]


@given(st.text(alphabet="recivdt áéñ.-'’\n", max_size=60), st.sampled_from(["es", "en"]))
def test_texts_near_to_words(text: str, language: str) -> None:
    for at, word in words(text, 0, len(text)):
        assert text.startswith(word, at)
    document = draft(text, language)
    for _, hit in Speller(folder=str(ENGLISH))(LINTER.situation(document)):
        assert document.text[hit.start : hit.end] == hit.data["text"]


@pytest.mark.parametrize(
    "text",
    ["a" * 700_000, "recieve " * 100_000, "la reunion. " * 60_000, "qwyx wyxq xqwy " * 30_000,
     "'" * 200_000, "a-" * 200_000, "x\n\n" * 100_000],
    ids=["word", "slips", "sentences", "gibberish", "quotes", "hyphens", "blocks"],
)  # fmt: skip
def test_huge_texts_take_little_time(text: str) -> None:
    situation = LINTER.situation(draft(text, "en"))
    speller = Speller(folder=str(ENGLISH))
    with soon():
        list(speller(situation))


def test_a_lexicon_remembers_what_was_near() -> None:
    known = lexicon("en", str(ENGLISH))
    assert isinstance(known, Lexicon)
    assert known.near("recieve") is known.near("recieve")
