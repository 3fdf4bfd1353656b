"""What a deep check with LanguageTool costs over LanguageTool alone, for mails of 200 words.

    bench/deep_languagetool.py [--rounds N]

Alone is `LanguageTool.check` of language-tool-python, with the text of the same mail, on the same server
of this machine; deep is a whole check: parse, core rules, grammar. Both are warm, and take turns on
mails that no server has seen before: each round puts other figures into each paragraph.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator

from emailint.config import Config
from emailint.deep import server
from emailint.deep.grammar import Grammar
from emailint.document import read
from emailint.engine import Engine
from emailint.linter import Linter
from emailint.model import Handed, Note

HEAD = (
    "From: Ana Soler <ana@acme.example>\nTo: Luis Prieto <luis@example.org>\nSubject: {subject}\n\n"
)
MAILS = {
    "es": (
        "Reunión del viernes sobre la obra",
        """Hola, Luis:

Te escribo por la obra de la calle Mayor, que empezó el día {n}. La semana pasada estuvimos allí con el
aparejador y vimos que la instalación eléctrica de la segunda planta no coincide con los planos que nos
enviaste en marzo, de modo que hay que decidir cuanto antes cuál de las dos versiones vale.

Por nuestra parte hemos preparado una propuesta con {n} cambios. Lo más urgente es el cuadro general, que
está demasiado cerca de la bajante, y las tomas de las oficinas del fondo, que se quedarían sin servicio si
movemos el tabique. El resto puede esperar a que termine la fontanería, aunque convendría cerrarlo antes de
pedir el material, porque el proveedor tarda unas {n} jornadas en servirlo.

¿Puedes confirmarme antes del jueves qué planos son los buenos? Con eso cerramos el presupuesto, que ahora
mismo ronda los {n} euros, y se lo mandamos a la propiedad para que lo firme. Si te resulta más cómodo, lo
vemos juntos el viernes a las diez en nuestra oficina o en la misma obra, como prefieras. Llevaré una copia
de todo y la lista de lo que falta por medir, que son {n} puntos en total y nos llevarán media mañana.

Muchas gracias por tu ayuda.

Un saludo,
Ana
""",
    ),
    "en": (
        "Friday's meeting about the building work",
        """Hi Luis,

I am writing about the building work in the High Street, which started on day {n}. We were there last week
with the surveyor and saw that the wiring on the second floor is not what the drawings show that you sent us
in March, so we have to decide as soon as we can which of the two versions is the right one.

For our part we have prepared a proposal with {n} changes. The most urgent ones are the main board, which is
too close to the waste pipe, and the sockets of the offices at the back, which would be left without power
if we moved the wall. The rest can wait until the plumbing is done, although it would be good to settle it
before we order the material, because the supplier takes about {n} days to deliver.

Could you tell me before Thursday which drawings are right? With that we can close the budget, which stands
at about {n} euros now, and send it to the owner to be signed. If you prefer, we can look at it together on
Friday at ten in our office or on the site, as you like. I will bring a copy of everything and the list of
what is still to be measured, which is {n} points in all and will take us half the morning.

Many thanks for your help.

Kind regards,
Ana
""",
    ),
}
NAMES = {"es": "es", "en": "en-US"}


def times(rounds: int, *calls: Callable[[int], object]) -> list[list[float]]:
    """Milliseconds of each call in each round; they take turns in who goes first."""
    taken: list[list[float]] = [[] for _ in calls]
    for n in range(rounds):
        order = range(len(calls)) if n % 2 else range(len(calls) - 1, -1, -1)
        for at in order:
            start = time.perf_counter()
            calls[at](n)
            taken[at].append((time.perf_counter() - start) * 1000)
    return taken


def deep_against_languagetool(rounds: int = 30) -> Iterator[tuple[str, int, float, float, float]]:
    """Language, words, and medians in milliseconds: alone, deep, and of the ratios of each round."""
    import language_tool_python

    address = server.address()
    config = Config(deep=True, grammar={"server": address})
    linter = Engine().linter_of(config)
    grammar = Grammar(config)
    for language, (subject, body) in MAILS.items():
        alone = language_tool_python.LanguageTool(NAMES[language], remote_server=address)

        def by_library(n: int, body: str = body, tool: object = alone) -> object:
            return tool.check(body.format(n=2 * n + 1001))  # type: ignore[attr-defined]

        def by_us(n: int, subject: str = subject, body: str = body) -> object:
            return _check(
                linter, grammar, HEAD.format(subject=subject) + body.format(n=2 * n + 1000)
            )

        times(rounds, by_library, by_us)  # the server's Java compiles what it runs often
        library, ours = times_of_later(rounds, by_library, by_us)
        ratio = statistics.median(b / a for a, b in zip(library, ours, strict=True))
        words = len(body.split())
        yield language, words, statistics.median(library), statistics.median(ours), ratio


def times_of_later(rounds: int, *calls: Callable[[int], object]) -> list[list[float]]:
    """As `times`, on mails that the first rounds haven't sent."""
    return times(rounds, *(lambda n, call=call: call(n + rounds) for call in calls))


def _check(linter: Linter, grammar: Grammar, draft: str) -> object:
    grammar._kept.clear()  # a greeting that was looked at before would come for nothing
    document = read(draft)
    found = [one for one in grammar(linter.situation(document)) if not isinstance(one, Note)]
    return linter.lint(document, handed_in=Handed({"grammar": found}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    for language, words, alone, deep, ratio in deep_against_languagetool(
        parser.parse_args().rounds
    ):
        print(
            f"{language}: {words} words, alone {alone:.1f} ms, deep {deep:.1f} ms, ratio {ratio:.2f}"
        )
    print(f"load {os.getloadavg()[0]:.1f}")
