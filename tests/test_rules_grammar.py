"""Grammar rules on slips and near misses that would be too many for the cards."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter
from emailint.pack import Pack, load_pack
from emailint.phrases import expand

PACK = load_pack(cache=False)


def found(rule: str, text: str, language: str = "es", profile: str = "business") -> list[str]:
    """The marked places of `rule` in a body of text."""
    document = read(text, kind="text", language=language)
    report = Linter(PACK, Config(profile=profile, select=(rule,))).lint(document)
    assert report.notes == ()
    return [document.text[f.start : f.end] for f in report.findings]


def fixed(rule: str, text: str, language: str = "es") -> str:
    """The text with all fixes of `rule`, shown ones too."""
    document = read(text, kind="text", language=language)
    report = Linter(PACK, Config(profile="business", select=(rule,))).lint(document)
    edits = sorted({e for f in report.findings if f.fix for e in f.fix.edits}, reverse=True)
    result = document.text
    for edit in edits:
        result = result[: edit.start] + edit.text + result[edit.end :]
    return result


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Nos vemos en en la oficina.", "es", 1),
        ("Llámame cuando cuando puedas.", "es", 1),
        ("Please call me when you you can not.", "en", 0),
        ("I think the the plan is fine.", "en", 1),
        ("The plan is fine fine-tuned.", "en", 0),
        ("No sé si sí viene, y te té no te gusta.", "es", 0),
        ("La tienda se llama Bora Bora y está cerca.", "es", 0),
        ("-rw-r--r-- 1 luis luis 420 Nov 25 datos", "es", 0),
        ("que que que que", "es", 0),
        ("Creo que\n\nque no está claro.", "es", 0),
        ("Quedan el mástil y\ny el timón de repuesto.", "es", 1),
        ("La firma de J. J. Prieto y el tomo a a no se leen.", "es", 1),
        ("La tabla marca o o x en la fila.", "es", 0),
        ("Vimos un Bufo bufo y dos Pica pica en la charca.", "es", 0),
        ("Un seminario de un d?a a mediados de junio.", "es", 0),
        ("I I think there is a a bus at nine.", "en", 2),
        ("Plan A A and plan B are late.", "en", 0),
        ("The pump is is new.", "en", 1),
        ("What it is is a pump, and what she wants is is a boat.", "en", 0),
        ("All he was was tired.", "en", 0),
        ("Merluccius merluccius sells well.", "en", 0),
    ],
)
def test_doubled_words(text: str, language: str, count: int) -> None:
    assert len(found("grammar-doubled-word", text, language)) == count


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Me llamas luego?", "¿Me llamas luego?"),
        ("Ana, puedes venir mañana?", "Ana, ¿puedes venir mañana?"),
        ("El plan está listo. Qué te parece?", "El plan está listo. ¿Qué te parece?"),
        ("- Vienes el lunes?\n- Vienes el martes?", "- ¿Vienes el lunes?\n- ¿Vienes el martes?"),
        ("Enhorabuena a todos!!", "¡Enhorabuena a todos!!"),
        ("Sí, de verdad! Y tú?", "¡Sí, de verdad! ¿Y tú?"),
        ("Dijo: cuándo llega?", "Dijo: ¿cuándo llega?"),
        ("Dijo «cuándo llegas?» y colgó.", "Dijo «¿cuándo llegas?» y colgó."),
        (
            "Llega el lunes (o el martes?) por la tarde.",
            "Llega el lunes (¿o el martes?) por la tarde.",
        ),
    ],
)
def test_opening_marks_go_where_the_question_starts(text: str, mended: str) -> None:
    asked = fixed("grammar-opening-mark", text)
    assert fixed("grammar-opening-exclamation", asked) == mended


@pytest.mark.parametrize(
    "text",
    [
        "¿Vienes? ¡Claro!",
        "Hola a todos, qué tal estáis!",
        "¿Vienes mañana o el lunes, que es fiesta?",
        "¡¿Cómo que no vienes?!",
        "Mira https://example.com/a?b=1 y dime.",
        "Llega el lunes (?), creo.",
        "El filtro es x != 3 y !is.na(x).",
        "Le pregunté: Why do you want this?",
        "La funci?n est? mal escrita por el servidor, no?",
        "Hay ??? en el archivo.",
        "Tengo la cuenta en Yahoo! desde siempre.",
        'Vimos la obra "Help!" en el teatro.',
        "Leímos «Who is afraid of the dark?» en clase.",
        "Llega Jos? con el informe, te parece bien?",
        "El precio (?) no lo dicen (!).",
        "Con la edad se pierde vigor? dicen en el pueblo.",
    ],
)
def test_what_needs_no_opening_mark(text: str) -> None:
    assert found("grammar-opening-mark", text) == found("grammar-opening-exclamation", text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("El plazo acaba el lunes , creo.", 1),
        ("El plazo acaba el lunes .", 1),
        ("Acaba el lunes : lo dijo Ana ayer por la tarde.", 0),
        ("Vino el lunes,martes y jueves.", 1),
        ("Son 1,5 o 2,5 litros, a,b,c y f(x,y).", 0),
        ("Acaba el lunes.  Luego hablamos de lo que falta.", 0),
        ("García,Ana y DE,FR están en la lista.", 0),
        ("Son 300 ? 400 euros, y la inicial J . no cuenta.", 0),
        ("Y entonces . . . nada más que decir.", 0),
        ("Ahora llega la parte  que más me gusta de todas.", 1),
        ("datos  más  datos  y  más  datos  en  columnas", 0),
        ("Los planos están  en  la sala de juntas.", 2),
        ("Cinco  recibos de la obra faltan en   abril.", 2),
        ("Four  invoices are late for   April, as you know.", 2),
        ("Vive en  Viena desde el mes de enero.", 1),
        ("Les pedimos  un plano de la casa y\nel techo  es de zinc y teja.", 2),
        ("mesa de la sala  de juntas\ncubo de la otra  de pino", 0),
        ("La caldera pierde agua.Por eso llamé al técnico.", 1),
        ("La caldera pierde agua,¿puedes venir a verla?", 1),
        ("Abre datos.Rda y copia el fichero notas.Rmd a la carpeta.", 0),
        ("uno   dos   tres   cuatro\n1     2     3     4", 0),
        ("F-statistic: 1.4 on 1 and 18 DF,  p-value: 0.249", 0),
        ("* checking PDF version of manual ? OK", 0),
        ("Error in  if (x) y : argumento ausente", 0),
        ("Compramos rosas,lirios,helechos para la entrada.", 1),
        ("rosas,lirios,helechos", 0),
        ("La casa ( la pequeña ) está en venta.", 1),
        ("La casa (la pequeña ) está en venta.", 1),
        ("Marca ( ) sí o ( x ) no en la hoja.", 0),
        ("No vino ,porque llovía mucho.", 1),
        ("Es a ,b y DE ,FR en la lista.", 0),
        ("Ejecuta R CMD build . en la carpeta de siempre.", 0),
    ],
)
def test_spacing(text: str, count: int) -> None:
    assert len(found("grammar-spacing", text)) == count


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Genial!!!", ["!!!"]),
        ("¿Vienes??", ["??"]),
        ("De verdad?!?!", ["?!?!"]),
        ("Vale.. Hasta luego.", [".."]),
        ("Vale... Hasta luego.", []),
        ("De verdad?! No lo sabía.", []),
        ("Está en ../datos y en a..b", []),
        ("sillas,, mesas", [",,"]),
        ("etc., y más", []),
        ("x ?? y", []),
    ],
)
def test_repeated_marks(text: str, places: list[str]) -> None:
    assert found("grammar-repeated-punctuation", text) == places


@pytest.mark.parametrize(
    ("text", "mended", "language"),
    [
        ("Haber si quedamos mañana.", "A ver si quedamos mañana.", "es"),
        ("¿Porque no vienes mañana?", "¿Por qué no vienes mañana?", "es"),
        ("De echo, ya está.", "De hecho, ya está.", "es"),
        ("Yo no lo se, pregúntale.", "Yo no lo sé, pregúntale.", "es"),
        ("Una vez mas, ¡gracias!", "Una vez más, ¡gracias!", "es"),
        ("Que te valla muy bien.", "Que te vaya muy bien.", "es"),
        ("No se cómo ir, ¿tú sabes?", "No sé cómo ir, ¿tú sabes?", "es"),
        ("Creo de que llega mañana.", "Creo que llega mañana.", "es"),
        ("WE KNOW ALOT ABOUT IT.", "WE KNOW A LOT ABOUT IT.", "en"),
        ("If your not sure, call me.", "If you're not sure, call me.", "en"),
        ("I look forward to here from you.", "I look forward to hear from you.", "en"),
        ("It was worse then expected.", "It was worse than expected.", "en"),
        ("Please advice before Friday.", "Please advise before Friday.", "en"),
        ("Blood is thicker then water.", "Blood is thicker than water.", "en"),
        ("We sold less then last year.", "We sold less than last year.", "en"),
        ("We waited more then 40 days.", "We waited more than 40 days.", "en"),
        ("Walk rather then drive.", "Walk rather than drive.", "en"),
        ("It's not mine, and its not worth it.", "It's not mine, and it's not worth it.", "en"),
        ("Espero que halla salido bien.", "Espero que haya salido bien.", "es"),
        ("Quizá no hallan llegado aún.", "Quizá no hayan llegado aún.", "es"),
        (
            "No voy, por que tenemos obra en casa, así.",
            "No voy, porque tenemos obra en casa, así.",
            "es",
        ),
    ],
)
def test_confusions(text: str, mended: str, language: str) -> None:
    assert fixed("grammar-confusion", text, language) == mended


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Puede haber si acaso una vacante, y de ahí que hacer falta no hace.", "es"),
        ("El IVA a pagar y tu tienda; a mi modo de ver, está bien.", "es"),
        ("Tú tienes razón, más tarde te digo. No sé qué hacer: yo no lo sé.", "es"),
        ("Se lo mandé porque no me contestabas.", "es"),
        ("You could of course come, and then we'll see. Its name is ITS.", "en"),
        ("Your right hand, your welcome speech and its own fault.", "en"),
        ("Turn it on: ARMA_DONT_PRINT, see https://example.com/alot/dont", "en"),
        ("A loose screw, the effect on me, an affect in psychology.", "en"),
        ("It was colder then. If it is cheaper then the boss agrees. Call later then.", "en"),
        ("We were younger then, and we'll know more then about it.", "en"),
        ("The sign says 'thats all' and \"your welcome!\", so mend it.", "en"),
        ("It has its not very new pump, and its not inconsiderable price.", "en"),
        ("Pone «haber si vienes» en la puerta. La casa se halla situada en el valle.", "es"),
        ("La razón por que tenemos prisa; optó por que lo vea. ¿Y tú, por que no vas?", "es"),
    ],
)
def test_no_confusions(text: str, language: str) -> None:
    assert found("grammar-confusion", text, language) == []


def test_every_confusion_leaves_a_word_to_mend() -> None:
    check = PACK.rules["grammar-confusion"].check
    for name in ("safe", "doubtful"):
        for language in ("en", "es"):
            for phrase, meant in check[name][language].items():
                kept = meant.split().count("*")
                for variant in expand(phrase):
                    assert 0 < len(variant.split()) - kept <= 3, (variant, meant)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Te escribo por el pedido. Le agradezco su ayuda.", 1),
        ("Quedo a su disposición. Dime si te va bien.", 1),
        ("Te escribo por el pedido. Os agradezco la ayuda a vosotros y a usted.", 0),
        ("Le agradezco su ayuda. Un té en estas fechas sienta bien.", 0),
        ("Te escribo por Luis: su respuesta me preocupa y le mandé la carta.", 0),
        ("Te trato de usted en la carta.", 0),
    ],
)
def test_mixed_address(text: str, count: int) -> None:
    assert len(found("grammar-mixed-address", text)) == count


def test_tu_and_usted_to_two_readers_is_no_mixture(pack: Pack) -> None:
    draft = "From: a@x.example\nTo: b@y.example, c@z.example\n\nTe escribo. Le agradezco su ayuda."
    report = Linter(pack, Config(select=("grammar-mixed-address",))).lint(
        read(draft, language="es")
    )
    assert report.findings == ()


@example("O O", "es")  # a letter twice and nothing around it
@given(st.text(alphabet='¿?¡!.,;: \n(aáñ"«*-XNO2', max_size=300), st.sampled_from(["es", "en"]))
def test_any_text(text: str, language: str) -> None:
    """Every hit lies in the text, and no rule fails."""
    document = read(text, kind="text", language=language)
    report = Linter(PACK, Config(select=("grammar",))).lint(document)
    assert report.notes == ()
    for finding in report.findings:
        assert 0 <= finding.start < finding.end <= len(document.text)
