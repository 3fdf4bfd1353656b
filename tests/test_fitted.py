"""Points fitted to one's own archive, as `check` and `coach` read them."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from cli_samples import run

from emailint.config import ConfigError, load_config
from emailint.document import read
from emailint.engine import Engine
from emailint.fitted import read_fitted
from emailint.model import LANGUAGES, Likeness, Report

REPORT_SCHEMA = json.loads(
    (Path(__file__).parent.parent / "emailint/data/report.schema.json").read_text("utf-8")
)
SHOUTED = b"""From: ana@example.com
To: luis@example.org
Subject: PLEASE READ BEFORE FRIDAY

Hi Luis,

Could you send me the report of March before Friday? I need it to close the accounts.

Thanks,
Ana
"""
QUIET = SHOUTED.replace(b"PLEASE READ BEFORE FRIDAY", b"The report of March")
BANDS = [
    {"above": -0.2, "mails": 900, "rate": 0.612, "ci": [0.57, 0.651]},
    {"above": None, "mails": 300, "rate": 0.41, "ci": [0.36, 0.46]},
]
OVERALL = (900 * 0.612 + 300 * 0.41) / 1200
OWN = {"points": 3, "weight": -0.5, "mails": 120, "difference": -0.081, "ci": [-0.15, -0.012]}
TABLE = {
    "format": "emailint-points",
    "version": 1,
    "languages": {
        "en": {
            "rules": {"subject-all-caps": OWN},
            "bands": BANDS,
        }
    },
}


def changed(**one: object) -> dict[str, object]:
    return TABLE | {"languages": {"en": TABLE["languages"]["en"] | one}}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own config, which names a points file beside it."""
    (tmp_path / "points.json").write_text(json.dumps(TABLE))
    config = tmp_path / "config.toml"
    config.write_text('points_file = "points.json"\nui_language = "en"\n')
    monkeypatch.setenv("EMAILINT_CONFIG", str(config))
    return config


def lint(raw: bytes) -> Report:
    linter = Engine().linter("-")
    return linter.lint(read(raw))


def cost(report: Report, rule: str) -> int:
    return sum(f.points for f in report.findings if f.rule == rule)


def test_points_and_rates_are_those_of_the_archive(own: Path) -> None:
    shouted, quiet = lint(SHOUTED), lint(QUIET)
    assert cost(shouted, "subject-all-caps") == 3
    assert shouted.likeness == Likeness(0.41, 0.36, 0.46, 300, OVERALL)
    assert quiet.likeness == Likeness(0.612, 0.57, 0.651, 900, OVERALL)
    own.write_text("")
    assert cost(lint(SHOUTED), "subject-all-caps") > 3
    assert lint(SHOUTED).likeness is None


def test_what_the_user_says_wins(own: Path) -> None:
    own.write_text(own.read_text() + "[rules]\nsubject-all-caps = { points = 9 }\n")
    assert cost(lint(SHOUTED), "subject-all-caps") == 9
    own.write_text(own.read_text().replace("{ points = 9 }", '"error"'))
    assert cost(lint(SHOUTED), "subject-all-caps") == 25  # a fact costs what a fact costs
    own.write_text(own.read_text().replace('"error"', '"off"'))
    assert cost(lint(SHOUTED), "subject-all-caps") == 0


@pytest.mark.usefixtures("own")
def test_an_answer_and_another_language_are_not_spoken_of() -> None:
    answer = QUIET.replace(b"Subject: The", b"In-Reply-To: <1@example.org>\nSubject: Re: The")
    assert lint(answer).likeness is None
    spanish = QUIET.replace(
        b"Could you send me the report of March before Friday? I need it to close the accounts.",
        "¿Podrías enviarme el informe de marzo antes"
        " del viernes? Lo necesito para cerrar las cuentas.".encode(),
    )
    assert lint(spanish.replace(b"Hi Luis", b"Hola, Luis").replace(b"Thanks", b"Gracias")).likeness is None  # fmt: skip


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("ui", "line"),
    [
        (
            "en",
            "Mail like this got a reply in 61 % (57–65) of cases in your archive; all mail, in 56 %",
        ),
        (
            "es",
            "Los correos como este recibieron respuesta en el 61 % (57–65) de los casos de tu archivo; todos juntos, en el 56 %",
        ),
    ],
)
def test_check_coach_and_json_say_it(tmp_path: Path, ui: str, line: str) -> None:
    draft = tmp_path / "draft.eml"
    draft.write_bytes(QUIET)

    def run(*arguments: str) -> str:
        call = [sys.executable, "-m", "emailint", *arguments, str(draft)]
        return subprocess.run(call, capture_output=True, check=False).stdout.decode()

    assert line in run("check", "--ui-language", ui)
    assert line in " ".join(run("coach", "--ui-language", ui).split())
    (message,) = json.loads(run("check", "--format", "json"))["messages"]
    assert message["likeness"] == {
        "rate": 0.612, "ci": [0.57, 0.651], "mails": 900, "overall": OVERALL
    }  # fmt: skip


FROM_MAIL = {
    "en": "−8.1 points in reply rate, the rest held equal (95 %: −15 … −1.2; n = 120)",
    "es": "−8,1 puntos de diferencia en la tasa de respuesta, a igualdad de lo demás"
    " (95 %: −15 … −1,2; n = 120)",
}
PUBLISHED = {
    "en": "a difference of 15.4 points in reply rate (n = 301,816, 2017, grade B)",
    "es": "15,4 puntos de diferencia en la tasa de respuesta (n = 301.816, 2017, grado B)",
}


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("ui", LANGUAGES)
def test_where_points_come_from_is_told_wherever_they_are(tmp_path: Path, ui: str) -> None:
    (tmp_path / "draft.eml").write_bytes(SHOUTED)

    def shown(*arguments: object) -> str:
        done = run(*arguments, "--ui-language", ui)
        return " ".join(done.stdout.split())

    draft = tmp_path / "draft.eml"
    for command in (["check"], ["coach"], ["check", "-f", "html"]):
        told = shown(*command, draft)
        assert FROM_MAIL[ui] in told, command
        assert PUBLISHED[ui] in told, command
    summed = shown("check", "--explain-score", "--quiet", draft)
    assert FROM_MAIL[ui] not in summed
    summed = shown("check", "--explain-score", draft).rpartition("100")[0].rpartition("/100")[2]
    assert FROM_MAIL[ui] in summed
    assert PUBLISHED[ui] in summed
    told = shown("explain", "subject-all-caps")
    assert f"{FROM_MAIL[ui]} → 3" in told
    assert "15.4" in told or "15,4" in told
    assert FROM_MAIL[ui] not in shown("explain", "body-too-long")


def test_what_the_user_says_is_not_laid_at_the_archives_door(own: Path) -> None:
    for rule in ("{ points = 9 }", '"error"'):
        own.write_text(f'points_file = "points.json"\n[rules]\nsubject-all-caps = {rule}\n')
        assert all(finding.own is None for finding in lint(SHOUTED).findings)
        assert "n = 120" not in run("explain", "subject-all-caps").stdout


def test_programs_get_it_too(own: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.eml"
    draft.write_bytes(SHOUTED)

    def findings() -> dict[str, dict[str, object]]:
        told = json.loads(run("check", "-f", "json", draft).stdout)
        jsonschema.validate(told, REPORT_SCHEMA, jsonschema.Draft202012Validator)
        return {finding["rule"]: finding for finding in told["messages"][0]["findings"]}

    found = findings()["subject-all-caps"]
    assert found["own"] == {"mails": 120, "difference": -0.081, "ci": [-0.15, -0.012]}
    own.write_text("")
    assert "own" not in findings()["subject-all-caps"]


def test_reading_it_imports_no_library(own: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.eml"
    draft.write_bytes(QUIET)

    def loaded() -> set[str]:
        call = [sys.executable, "-X", "importtime", "-m", "emailint", "check", str(draft)]
        lines = subprocess.run(call, capture_output=True, check=True).stderr.decode().split("\n")
        return {line.rpartition("|")[2].strip() for line in lines}

    heavy = {"numpy", "scipy", "pyarrow", "statsmodels", "emailint.study"}
    assert not loaded() & heavy
    assert {"emailint.fitted", "json"} <= loaded()
    own.write_text("")
    assert not loaded() & {"emailint.fitted", "json"}


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("key", ["points_file", "points-file"])
def test_only_the_users_own_config_may_name_it(tmp_path: Path, key: str) -> None:
    folder = tmp_path / "cloned"
    folder.mkdir()
    project = folder / ".emailint.toml"
    project.write_text(f'{key} = "points.json"\n')
    with pytest.raises(ConfigError, match=r"read only from your own file"):
        load_config(folder)
    explicit = load_config(folder, explicit=project)  # an explicit flag is the user's word
    assert explicit.points_file == str(folder / "points.json")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ([], "not a points file"),
        ({"version": 1}, "not a points file"),
        (TABLE | {"version": 2}, "version 2, this emailint reads 1"),
        (TABLE | {"languages": {}}, "languages must be"),
        (TABLE | {"languages": {"fr": {}}}, "languages must be"),
        (TABLE | {"languages": {"en": 3}}, "languages.en.rules must be a table"),
        (changed(rules=[]), "rules must be a table"),
        (changed(rules={"a": 1}), "rules.a must be a table"),
        (changed(rules={"a": {"points": 0, "weight": -1}}), "rules.a.points must be"),
        (changed(rules={"a": {"points": -3, "weight": -1}}), "rules.a.points must be"),
        (changed(rules={"a": {"points": 16, "weight": -1}}), "rules.a.points must be"),
        (changed(rules={"a": {"points": True, "weight": -1}}), "rules.a.points must be"),
        (changed(rules={"a": OWN | {"weight": 0.1}}), "rules.a.weight must be"),
        (changed(rules={"a": OWN | {"weight": float("nan")}}), "rules.a.weight must be"),
        (changed(rules={"a": {"points": 3, "weight": -1}}), "rules.a.difference must be"),
        (changed(rules={"a": OWN | {"ci": [-0.05, 0.1]}}), "rules.a.ci must be"),
        (changed(rules={"a": OWN | {"mails": 0}}), "rules.a.mails must be"),
        (changed(bands=[]), "bands must be a list"),
        (changed(bands=[3]), "bands[0] must be a table"),
        (changed(bands=BANDS[:1]), "bands[0].above must be null"),
        (changed(bands=[BANDS[1], BANDS[1]]), "bands[0].above must be a number"),
        (changed(bands=[BANDS[0], BANDS[0], BANDS[1]]), "bands[1].above must be less"),
        (changed(bands=[BANDS[1] | {"rate": 1.2}]), "bands[0].rate must be"),
        (changed(bands=[BANDS[1] | {"ci": [0.5, 0.6]}]), "bands[0].ci must be"),
        (changed(bands=[BANDS[1] | {"ci": 3}]), "bands[0].ci must be two"),
        (changed(bands=[BANDS[1] | {"mails": 0}]), "bands[0].mails must be"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, table: object, told: str) -> None:
    path = tmp_path / "points.json"
    path.write_text(json.dumps(table))
    with pytest.raises(ConfigError) as error:
        read_fitted(path)
    assert str(path) in str(error.value)
    assert told in str(error.value)


def test_where_no_fault_tells_mail_apart_nothing_is_said(own: Path) -> None:
    (own.parent / "points.json").write_text(json.dumps(changed(bands=BANDS[1:])))
    assert lint(SHOUTED).likeness is None
    assert cost(lint(SHOUTED), "subject-all-caps") == 3


def test_no_file_and_no_json_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        read_fitted(tmp_path / "none.json")
    for raw in (b"\xff\xfe", b"{", b"[" * 100_000):
        (tmp_path / "bad.json").write_bytes(raw)
        with pytest.raises(ConfigError, match="no JSON"):
            read_fitted(tmp_path / "bad.json")


def test_a_fit_is_read_as_it_was_written(tmp_path: Path) -> None:
    from study_samples import observations

    from emailint.study.analysis import analyse
    from emailint.study.model import Fit
    from emailint.study.points_file import points_table

    rules = {"subject-all-caps": -0.2, "body-too-long": -0.05, "tone-hedging": 0.1}
    study = analyse(observations(5000, effects=rules), {}, messages=5000, fit=True)
    table = points_table(study.archive, study.fits)
    assert table is not None
    path = tmp_path / "points.json"
    path.write_text(json.dumps(table, allow_nan=False))
    fitted = read_fitted(path)["en"]
    (fit,) = study.fits
    assert isinstance(fit, Fit)
    assert fitted.effects == {
        rule.id: (rule.points, rule.n_with, rule.difference, *rule.ci) for rule in fit.rules
    }
    best, worst = fitted.likeness([]), fitted.likeness(rules)
    assert best is not None
    assert worst is not None
    assert best.rate == fit.bands[0].rate
    assert worst.rate == fit.bands[-1].rate
    assert best.overall == pytest.approx(fit.replied / fit.n)
    assert fitted.likeness(["unknown"]) == fitted.likeness([])
    assert points_table(study.archive, ()) is None
