"""Configuration: found, merged, and wrong in every way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cli_samples import CARD, LENGTH_CARD

from emailint.config import (
    TYPES,
    Config,
    ConfigError,
    load_config,
    merge,
    project_file,
    settings_for,
    user_file,  # fmt: skip
)
from emailint.document import read
from emailint.linter import Linter
from emailint.pack import load_pack
from emailint.settings import check_settings, options_of, word_changes

if TYPE_CHECKING:
    from pathlib import Path

    from emailint.model import Rule
    from emailint.pack import Pack


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("cards")
    put(folder / "team-word.toml", CARD)
    put(folder / "team-length.toml", LENGTH_CARD)
    put(
        folder / "team-pattern.toml",
        'id = "team-pattern"\ncategory = "body"\nseverity = "info"\nscope = ["written"]\n'
        '[check]\nkind = "pattern"\npattern = "xx+"\n[message]\nen = "x"\n',
    )
    return load_pack([folder], cache=False)


def config_of(table: dict[str, Any], source: str = "file.toml", own: bool = True) -> Config:
    return merge(Config(), table, source, own=own)


class TestFinding:
    def test_nothing_there_is_the_defaults(self, tmp_path: Path) -> None:
        assert load_config(tmp_path) == Config()
        assert load_config() == Config()

    def test_the_nearest_file_upward(self, tmp_path: Path) -> None:
        put(tmp_path / ".emailint.toml", "fail_under = 1")
        near = put(tmp_path / "a" / ".emailint.toml", "fail_under = 2")
        (tmp_path / "a" / "b").mkdir()
        assert project_file(tmp_path / "a" / "b") == near
        assert load_config(tmp_path / "a" / "b").fail_under == 2
        assert load_config(tmp_path).fail_under == 1

    def test_pyproject(self, tmp_path: Path) -> None:
        put(tmp_path / "pyproject.toml", "[tool.emailint]\nfail_under = 3")
        assert load_config(tmp_path).fail_under == 3
        put(tmp_path / ".emailint.toml", "fail_under = 4")
        assert load_config(tmp_path).fail_under == 4

    def test_a_pyproject_of_others_is_passed_over(self, tmp_path: Path) -> None:
        put(tmp_path / ".emailint.toml", "fail_under = 5")
        put(tmp_path / "a" / "pyproject.toml", "[tool.ruff]")
        assert load_config(tmp_path / "a").fail_under == 5

    def test_the_user_s_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(user_file(), 'fail_under = 6\nprofile = "list"')
        put(tmp_path / ".emailint.toml", "fail_under = 7")
        assert (load_config(tmp_path).fail_under, load_config(tmp_path).profile) == (7, "list")
        assert load_config().fail_under == 6
        monkeypatch.setenv("EMAILINT_CONFIG", str(put(tmp_path / "mine.toml", "fail_under = 8")))
        assert load_config().fail_under == 8

    def test_a_file_named_and_missing_is_an_error(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with pytest.raises(ConfigError, match=r"nope\.toml: No such file"):
            load_config(explicit=tmp_path / "nope.toml")
        monkeypatch.setenv("EMAILINT_CONFIG", "/dev/null")
        assert load_config() == Config()
        monkeypatch.setenv("EMAILINT_CONFIG", str(tmp_path / "nope.toml"))
        with pytest.raises(ConfigError, match=r"nope\.toml: No such file"):
            load_config()

    def test_the_explicit_one_stands_in_for_the_project_s(self, tmp_path: Path) -> None:
        put(tmp_path / ".emailint.toml", "fail_under = 9")
        explicit = put(tmp_path / "x.toml", '[hook]\nerror = "stop"')
        config = load_config(tmp_path, explicit=explicit)
        assert (config.fail_under, config.hook) == (0, {"error": "stop"})


class TestMerging:
    def test_every_value_says_where_it_is_from(self) -> None:
        config = merge(config_of({"fail_under": 1}, "a"), {"profile": "list"}, "b", own=False)
        config = config.with_flags(fail_on="never", select=(), language=None)
        assert config.origin == {"fail_under": "a", "profile": "b", "fail_on": "command line"}

    def test_rules_are_merged_key_by_key(self) -> None:
        below = {"rules": {"x": {"points": 1, "cap": 2}, "y": "off"}}
        above = {"rules": {"x": {"points": 3}, "z": "error"}}
        config = merge(config_of(below, "a"), above, "b", own=False)
        assert config.rules == {
            "x": {"points": 3, "cap": 2}, "y": {"severity": "off"}, "z": {"severity": "error"},
        }  # fmt: skip
        assert config.origin["rules.x"] == "a, b"

    @pytest.mark.parametrize(
        ("below", "above", "joined"),
        [
            (["a"], ["b"], ["a", "b"]),
            ({"es": ["a"]}, {"es": ["b"], "en": ["c"]}, {"es": ["a", "b"], "en": ["c"]}),
            (["a"], {"es": ["b"]}, {"words": ["a"], "es": ["b"]}),
            ({"list": {"es": ["a"]}}, ["b"], {"list": {"es": ["a"]}, "words": ["b"]}),
        ],
    )
    def test_words_are_joined(self, below: Any, above: Any, joined: Any) -> None:
        config = config_of({"rules": {"x": {"add": below}}})
        config = merge(config, {"rules": {"x": {"add": above}}}, "b", own=False)
        assert config.rules == {"x": {"add": joined}}

    def test_recipients(self) -> None:
        config = config_of({
            "rules": {"x": {"points": 1, "cap": 2}},
            "recipients": {"@b.example": {"x": "off"}, "c@c.example": {"x": {"points": 9}}},
        })  # fmt: skip
        assert settings_for(config, ["a@a.example"]) == config.rules
        for address in ("x@b.example", "X@Sub.B.example"):
            assert settings_for(config, [address])["x"]["severity"] == "off"
        assert settings_for(config, ["x@bb.example"])["x"].get("severity") is None
        assert settings_for(config, ["C@c.example"])["x"] == {"points": 9, "cap": 2}

    def test_folders_of_rules_are_seen_from_the_file(self, tmp_path: Path) -> None:
        put(tmp_path / ".emailint.toml", 'rule_folders = ["cards", "/abs"]')
        assert load_config(tmp_path).rule_folders == (str(tmp_path / "cards"), "/abs")

    def test_dashes_are_underlines(self) -> None:
        assert config_of({"fail-on": "never"}).fail_on == "never"

    def test_every_key_has_a_type(self) -> None:
        assert set(Config._fields) == {*TYPES, "origin"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profil = 'list'", "unknown key 'profil'; did you mean 'profile'?"),
        ("profile = 'lst'", "profile = 'lst' is unknown; did you mean 'list'?"),
        ("profile = 3", "profile must be a text, not 3"),
        ("language = 'fr'", "known: en, es"),
        ("fail_under = 'x'", "fail_under must be a whole number"),
        ("fail_under = true", "fail_under must be a whole number"),
        ("fail_under = 101", "fail_under must be from 0 to 100"),
        ("select = 'x'", "select must be a list of texts"),
        ("select = [3]", "select must be a list of texts"),
        ("rules = 3", "rules must be a table"),
        ("[rules]\nx = 3", "rules.x must be a severity"),
        ("[rules]\nx = 'of'", "rules.x: severity 'of' is unknown; did you mean 'off'?"),
        ("[rules]\nx = {points = 101}", "rules.x.points must be a whole number from 0 to 100"),
        ("[rules]\nx = {points = true}", "rules.x.points must be a whole number"),
        ("[rules]\nx = {cap = 0}", "rules.x.cap must be a whole number from 1"),
        ("[recipients]\nx = 3", "recipients.x must be a table of rules"),
        ("[recipients.'@x']\ny = 'nope'", "recipients.@x.y: severity 'nope' is unknown"),
        ("[hook]\nstrikt = true", "unknown key 'hook.strikt'; did you mean 'strict'?"),
        ("[hook]\nstrict = 1", "hook.strict must be true or false"),
        ("[hook]\nerror = 'stopp'", "hook.error = 'stopp' is unknown; did you mean 'stop'?"),
        ("[hook]\ntimeout = 0", "hook.timeout must be a number of seconds"),
        ("[hook]\ntimeout = true", "hook.timeout must be a number of seconds"),
        ("[hook]\nsendmail = 3", "hook.sendmail must be a text"),
        ("[hook]\nrules = 3", "hook.rules must be a table"),
        ("[hook.rules]\nx = 'no'", "hook.rules.x = 'no' is unknown"),
        ("x = \ny = 1", "at line 1"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    path = put(tmp_path / "x.toml", text)
    with pytest.raises(ConfigError) as caught:
        load_config(explicit=path)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(explicit=path)
    with pytest.raises(ConfigError, match="directory"):
        load_config(explicit=tmp_path)


def test_what_decides_over_mail_is_the_user_s_alone(tmp_path: Path) -> None:
    path = put(tmp_path / ".emailint.toml", "[hook]\nstrict = true")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert str(caught.value) == f"{path}: 'hook' is read only from your own file, {user_file()}"
    put(tmp_path / "pyproject.toml", "[tool]\nemailint = 3\n# tool.emailint")
    path.unlink()
    with pytest.raises(ConfigError, match=r"tool\.emailint must be a table"):
        load_config(tmp_path)


class TestAgainstTheCards:
    @pytest.mark.parametrize(
        ("table", "said"),
        [
            ({"select": ["team-wort"]}, "f: select: unknown rule 'team-wort'; did you mean"),
            (
                {"ignore": ["xyzzy"]},
                "f: ignore: unknown rule 'xyzzy'; categories: subject, greeting, body",
            ),
            ({"select": ["bodi"]}, "did you mean 'body'"),
            ({"rules": {"team-wort": "off"}}, "f: rules: unknown rule 'team-wort'"),
            ({"recipients": {"@x": {"team-wort": "off"}}}, "f: recipients.@x: unknown rule"),
            ({"hook": {"rules": {"team-wort": "stop"}}}, "f: hook.rules: unknown rule"),
            (
                {"rules": {"team-length": {"over_word": 3}}},
                "unknown option 'over_word'; did you mean",
            ),
            ({"rules": {"team-length": {"kind": "case"}}}, "unknown option 'kind'"),
            (
                {"rules": {"team-length": {"over_words": "3"}}},
                "team-length.over_words must be a number",
            ),
            ({"rules": {"team-length": {"over_words": True}}}, "must be a number"),
            (
                {"rules": {"team-length": {"over_words": {"busines": 3}}}},
                "unknown profile 'busines'; did",
            ),
            (
                {"rules": {"team-length": {"over_words": {"list": []}}}},
                "over_words.list must be a number",
            ),
            ({"rules": {"team-pattern": {"pattern": "x("}}}, "team-pattern.pattern: "),
            ({"rules": {"team-pattern": {"pattern": 3}}}, "team-pattern.pattern must be a text"),
            (
                {"rules": {"team-word": {"words": ["x"]}}},
                "is a word list: change it with add and remove",
            ),
            ({"rules": {"team-word": {"add": "x"}}}, "add must be a list of phrases"),
            ({"rules": {"team-word": {"add": [3]}}}, "add: 3 is no phrase"),
            ({"rules": {"team-word": {"add": [" "]}}}, "is no phrase"),
            ({"rules": {"team-word": {"remove": ["x("]}}}, "remove: unmatched '('"),
            ({"rules": {"team-word": {"add": {"fr": ["x"]}}}}, "no list 'fr'; its lists: words"),
            ({"rules": {"team-word": {"add": {"es": "x"}}}}, "must be a list of phrases"),
            ({"rules": {"team-length": {"add": ["x"]}}}, "it has no word lists"),
            (
                {"recipients": {"@x": {"team-word": {"add": [3]}}}},
                "f: recipients.@x.team-word.add: 3",
            ),
        ],
    )
    def test_what_is_not_there(self, small: Pack, table: dict[str, Any], said: str) -> None:
        with pytest.raises(ConfigError) as caught:
            check_settings(config_of(table, "f"), small.rules)
        assert str(caught.value).startswith("f: ")
        assert said in str(caught.value)

    @pytest.mark.parametrize(
        "own",
        [
            {"team-word": "off", "team-length": {"over_words": 3}},
            {"team-length": {"over_words": {"list": 3, "internal": "off"}}},
            {"team-word": {"add": ["x (y|z)"], "remove": {"en": ["slate"]}}},
            {"team-word": {"add": {"words": ["x"]}}},
            {"team-word": {"add": {"words": {"es": ["x"]}}, "points": 3, "cap": 9}},
            {"team-pattern": {"pattern": "yy"}},
        ],
    )
    def test_what_is_right(self, small: Pack, own: dict[str, Any]) -> None:
        check_settings(config_of({"rules": own, "recipients": {"@x": own}}), small.rules)

    def test_a_flag_is_called_by_its_name(self, small: Pack) -> None:
        with pytest.raises(ConfigError, match=r"^--select: unknown rule 'x'"):
            check_settings(Config().with_flags(select=("x",)), small.rules)

    def test_options_by_profile_are_merged(self, small: Pack) -> None:
        rule: Rule = small.rules["team-length"]
        options = options_of(rule, {"over_words": {"list": 3}})
        assert options["over_words"] == {
            "business": 5, "internal": 500, "default": "off", "list": 3,
        }  # fmt: skip
        assert options_of(rule, {"over_words": 3})["over_words"] == 3

    def test_words_by_list_and_language(self) -> None:
        own = {"add": {"es": ["a"], "words": ["b"], "more": {"es": ["c"], "en": ["d"]}},
               "remove": ["e"]}  # fmt: skip
        assert list(word_changes("r", own, "es")) == [
            ("remove", "r/words", "e"), ("add", "r/words", "a"), ("add", "r/words", "b"),
            ("add", "r/more", "c"),
        ]  # fmt: skip


class TestEffect:
    """What a config says of rules shows in the report."""

    DRAFT = (
        "From: a@a.example\nTo: {to}\nSubject: Quote\n{more}\n"
        "Dear Bob, could you look at the slate and the marble of the wall again?\n"
    )

    def found(self, small: Pack, table: dict[str, Any], to: str = "b@b.example") -> list[str]:
        config = config_of({"language": "en", "select": ["team-word"], **table})
        check_settings(config, small.rules)
        draft = read(self.DRAFT.format(to=to, more=""))
        findings = Linter(small, config).lint(draft).findings
        return [draft.text[f.start : f.end] for f in findings]

    @pytest.mark.parametrize(
        ("own", "words"),
        [
            ({}, ["slate"]),
            ("off", []),
            ({"add": ["marble"]}, ["slate", "marble"]),
            ({"add": {"en": ["marble"]}}, ["slate", "marble"]),
            ({"add": {"es": ["marble"]}}, ["slate"]),
            ({"add": {"words": {"en": ["(grey|) marble"]}}}, ["slate", "marble"]),
            ({"remove": ["slate"]}, []),
            ({"remove": {"es": ["slate"]}}, ["slate"]),
            ({"remove": ["slate"], "add": ["marble"]}, ["marble"]),
        ],
    )
    def test_words(self, small: Pack, own: Any, words: list[str]) -> None:
        assert self.found(small, {"rules": {"team-word": own}}) == words

    def test_by_recipient(self, small: Pack) -> None:
        table = {
            "recipients": {"@b.example": {"team-word": {"add": ["marble"]}},
                           "eve@c.example": {"team-word": "off"}}
        }  # fmt: skip
        assert self.found(small, table) == ["slate", "marble"]
        assert self.found(small, table, "x@c.example") == ["slate"]
        assert self.found(small, table, "eve@c.example") == []
        assert self.found(small, table, "x@c.example, y@b.example") == ["slate", "marble"]

    def test_severity_points_and_options(self, small: Pack) -> None:
        own = {"team-word": {"severity": "error", "points": 7},
               "team-length": {"over_words": {"business": 3}}}  # fmt: skip
        config = config_of({"language": "en", "profile": "business", "rules": own})
        draft = read(self.DRAFT.format(to="b@b.example", more=""))
        report = Linter(small, config).lint(draft)
        assert [(f.rule, f.severity, f.points) for f in report.findings if f.points > 5] == [
            ("team-word", "error", 7)
        ]
        assert "15 words" in [f.message for f in report.findings]

    def test_mutes_are_told_used_or_not(self, small: Pack) -> None:
        more = (
            "X-Emailint-Mute: team-word a client's own word\nX-Emailint-Mute: team-pattern\n"
            "X-Emailint-Mute: team-wort\n"
        )
        draft = read(self.DRAFT.format(to="b@b.example", more=more))
        report = Linter(small, Config(language="en", select=("team-word",))).lint(draft)
        assert report.findings == ()
        assert [tuple(m) for m in report.muted] == [
            ("team-word", "a client's own word", True), ("team-pattern", "", False),
        ]  # fmt: skip
        assert report.notes == ("X-Emailint-Mute: unknown rule 'team-wort'",)
