"""Any mixture of what real mail is made of: a report, fixes that come to rest, patterns that don't blow up."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hostile import TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st

import emailint
from emailint.config import Config
from emailint.document import Document, read
from emailint.fix import fix_to_fixpoint
from emailint.linter import Linter
from emailint.model import PROFILES, Report
from emailint.pack import Pack, load_pack, rules_folder

HEADERS = (
    "From: Ana Ruiz <ana@example.es>", "From: info@example.com", "To: Bob Smith <bob@example.org>", "To: undisclosed-recipients:;",
    "To: a@example.com, b@example.com, c@example.com, d@example.com", "Cc: Eva Gil <eva@example.es>", "Bcc: jefe@example.es", "Subject: HOLA",
    "Subject: Re: Re: [lista] plan", "Subject: =?utf-8?Q?Reuni=C3=B3n_?= =?utf-8?B?ZGU=?=", "Subject: plan!!! $$$", "Subject:", "X-Priority: 1",
    "Date: Fri, 08 May 2026 22:12:00 +0200", "In-Reply-To: <1@example.es>", "List-Unsubscribe: <mailto:u@example.es>", "Content-Transfer-Encoding: quoted-printable",
    "Content-Type: text/html; charset=utf-8", "Content-Type: text/plain; charset=iso-8859-1", "Content-Type: text/plain; format=flowed", "X-Emailint-Mute: subject-all-caps x",
)  # fmt: skip
LINES = (
    "Hola Ana:", "Hi Bob,", "Dear Mr. Smith,", "Ana, ¿puedes enviarme el informe?", "Bob, could you please send me the file?", "Adjunto el el informe .",
    "Please find attached the the report", "Vienes mañana?? Que bien!", "haber si vienes,y me dices", "Your welcome, should of gone", "URGENTE: NECESITO RESPUESTA YA!!!",
    "As per my last email, obviously", "quizá creo que tal vez", "clave: Secreta123", "ES91 2100 0418 4502 0005 1332", "4111 1111 1111 1111", "{{nombre}} [NOMBRE] XXX TODO",
    "http://example.com/a https://www.xn--exmple-cua.com", "<a href='http://malo.example'>https://banco.example</a>", "<blockquote>cita</blockquote><p>texto  doble</p>",
    "<div style='display:none'>oculto</div>&nbsp;&amp;", "> citado", ">> citado dos veces", "El lun, 4 may 2026, Bob escribió:", "On Mon, Ana wrote:", "De: Ana", "Enviado: lunes",
    "Asunto: plan", "-----Mensaje original-----", "- uno", "1. dos", "-- ", "Un saludo,", "Best regards,", "Gracias de antemano", "Ana Ruiz", "Tel. +34 600 000 000",
    "AVISO LEGAL: este mensaje es confidencial.", "Enviado desde mi iPhone", "darse de baja", "", "", "x" * 200, "e\u0301\u200b\u202e", "İß", "\ufeff", "\x00", "=C3=B1=", "=3D=20",
)  # fmt: skip


@cache
def linter(language: str, profile: str) -> Linter:
    return Linter(load_pack(), Config(language=language, profile=profile))


def sound(report: Report, document: Document) -> None:
    size = len(document.text)
    assert report.notes == ()
    assert 0 <= report.score.total <= 100
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= size
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= size


fragments = st.lists(
    st.one_of(
        st.sampled_from(LINES), st.sampled_from(sorted(TEXTS.values())), st.text(max_size=20)
    ),
    max_size=14,
)
drafts = st.builds(
    lambda headers, lines, end, glue: (end.join(headers) + 2 * end + glue.join(lines)).encode(
        "utf-8", "surrogatepass"
    ),
    st.lists(st.sampled_from(HEADERS), max_size=6),
    fragments,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["\n", "\r\n", " ", ""]),
)
anything = st.one_of(
    drafts, st.binary(max_size=300), st.builds(bytes.__add__, drafts, st.binary(max_size=60))
)
profiles = st.sampled_from(["", *PROFILES])
languages = st.sampled_from(["", "es", "en"])


@settings(max_examples=250)
@given(anything, languages, profiles)
def test_any_mixture_gives_a_sound_report(raw: bytes, language: str, profile: str) -> None:
    for kind in ("message", "html", "text"):
        document = read(raw, kind=kind)
        report = linter(language, profile).lint(document)
        sound(report, document)
        assert report == linter(language, profile).lint(read(raw, kind=kind))


@settings(max_examples=120)
@given(anything, languages, profiles)
def test_safe_fixes_come_to_rest(raw: bytes, language: str, profile: str) -> None:
    lint = linter(language, profile).lint
    fixed, mended = fix_to_fixpoint(raw, lint, read)
    assert mended or fixed == raw
    sound(lint(read(fixed)), read(fixed))
    assert fix_to_fixpoint(fixed, lint, read)[0] == fixed


# Patterns

PIECES = (
    " ",
    "a",
    "A",
    "1",
    ".",
    "\n",
    "\t",
    "-",
    "_",
    "@",
    "<",
    "(",
    '"',
    "á",
    ",",
    "?",
    ":",
    " a",
    "a ",
    "a.",
    "1 ",
    "\n ",
    "\n\n",
    ".\n",
)
SIZES = [*range(16, 68, 4), 128, 500, 2_000]
"""In small steps at first, so that an explosion is seen before it lasts for hours."""
CATASTROPHE = 1.0  # seconds for a short text: no pattern takes a hundredth of it


def modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(emailint.__path__, "emailint."):
        if (
            ".cli" not in info.name
            and info.name != "emailint.__main__"
            and "emailint.rules" not in info.name
        ):
            yield importlib.import_module(info.name)


def patterns_of(module: ModuleType) -> Iterator[str]:
    """What the module compiles that its globals alone determine."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if (
            isinstance(call, ast.Call)
            and call.args
            and ast.unparse(call.func) in ("re.compile", "compiled")
        ):
            try:
                value = eval(compile(ast.Expression(call.args[0]), "pattern", "eval"), vars(module))
            except NameError:
                continue  # put together at run time
            if isinstance(value, str | bytes):
                yield value if isinstance(value, str) else value.decode("latin-1")


def patterns(pack: Pack) -> list[str]:
    import importlib.util

    found: list[str] = []
    for path in sorted(rules_folder().glob("*/*.py")):
        spec = importlib.util.spec_from_file_location(f"hostile_{path.stem}", path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found += patterns_of(module)
    for module in modules():
        found += patterns_of(module)
    found += card_patterns(pack)
    return sorted(set(found))


def card_patterns(pack: Pack) -> list[str]:
    values = [rule.check.get("pattern", "") for rule in pack.rules.values()]
    texts = [t for v in values for t in (v.values() if isinstance(v, dict) else [v])]
    return sorted({t for t in texts if isinstance(t, str) and t})


def attacks(pattern: str) -> list[str]:
    """Pieces to repeat: the usual ones and the pattern's own words and marks."""
    own = re.findall(r"[^\W\d_]{2,}|[^\w\s\\]", pattern)
    return [*PIECES, *dict.fromkeys(own[:12]), *dict.fromkeys(f"{word} " for word in own[:6])]


def slowest(pattern: str, sizes: list[int]) -> float:
    expression = re.compile(pattern, re.MULTILINE)
    worst = 0.0
    for piece in attacks(pattern):
        for size in sizes:
            text = piece * (size // len(piece)) + "\0"
            started = time.process_time()
            for _ in expression.finditer(text):
                pass
            worst = max(worst, time.process_time() - started)
            if worst > CATASTROPHE:
                return worst
    return worst


def test_no_pattern_explodes(pack: Pack) -> None:
    found = patterns(pack)
    assert len(found) > 100
    slow = [p[:120] for p in found if slowest(p, SIZES) > CATASTROPHE]
    assert slow == []


def test_patterns_on_cards_are_linear(pack: Pack) -> None:
    """They run over whole bodies."""
    assert [p for p in card_patterns(pack) if slowest(p, [50_000]) > CATASTROPHE] == []


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(?:a|aa)*b", r"(\s*\w*)*!"])
def test_the_attack_finds_patterns_that_explode(pattern: str) -> None:
    assert slowest(pattern, SIZES) > CATASTROPHE
