"""Which language a text is in, from its commonest words and its telling letters.

Made to be silent rather than wrong: rules with word lists run only where this says "es" or "en".
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from emailint.tokens import fold

_READ = 12_000
"""Characters that are read: some 2,000 words, more than enough to know."""
_MARGIN = 2.0
"""Words by which the winner must lead. Two, because one ("no", "me", "die") is an accident."""
_PURITY = 0.7
"""Share of the winner among the telling words: under it the text is a mixture."""
_COVERAGE = 0.15
"""Share of all words that the winner must know. In Spanish and English list and office mail of 30
words and more it is 0.24 to 0.6 in nine mails of ten; in code, logs and tables hardly any."""
_COMMONEST = 20
"""One word in so many is the commonest of any prose ("the", "de"): a table's 500 "NA" count less,
and a short text must show two different words."""
_STRIP = '.,;:!?()[]{}<>«»"“”¿¡…*_-'

_WORDS = {
    "es": """
        el la los las lo un una unos unas de del al a y o e en con por para que qué se su sus no ni
        es son era fue ser está están estoy estamos este esta esto estos estas ese esa eso esos
        esas hay ha he han hemos había yo tú me te le les nos mi mis tu tus si sí como cómo cuando
        cuándo donde dónde pero más mas muy ya también tambien sin sobre entre hasta desde porque
        quien cual todo toda todos todas otro otra hacer puede puedes pueden tiene tienen tengo
        tenemos quiero soy sea bien ahora solo sólo siempre nada algo alguien mismo mejor hoy
        mañana ayer esperamos espero usted ustedes uno dos así luego después antes aquí ahí favor
        buen buena mucho muchos tal vez creo voy vas va vamos gustaría podría podrías podemos dice
        hace cada esté estas nuestro nuestra vuestro lunes martes miércoles jueves viernes sábado
        hola saludo vale aunque según mientras cualquier ningún además entonces incluso quizá
        necesito necesitamos quería quiere alguna algunos nosotros ellos ellas él ella aquel tras
        fecha reunión semana día días año años buenas correo ejemplo trabajo pregunta ayuda duda
        envío enviamos
        """,
    "en": """
        the of and a to in is it i you he she we they that this these those was were be been are am
        for on with as at by from or an not but have has had do does did will would can could
        should shall may might must if when where what which who why how there here their your my
        our his her its us me him them all any some no yes so up out about into than then just only
        very more most other also after before because over get got let need know think want see
        please now new one two like make sure back good well still too such each both between while
        however don' didn' doesn' won' can' isn' wasn' i' it' that' you' we' they' let' re again
        today tomorrow yesterday next last week being same much many anyone someone done go help
        work send sent sure sounds looking forward first used using give take things something best
        """,
    "pt": """
        o a os as um uma uns umas de do da dos das no na nos nas ao à aos às e ou em com por para
        pelo pela que se não sim é são era foi ser está estão estou este esta isto esse essa isso
        há tem têm tenho temos eu tu você vocês ele ela eles elas nós me te lhe meu minha seu sua
        seus suas como quando onde mas mais muito também tambem já sem sobre entre até desde porque
        quem qual todo toda todos todas outro outra fazer pode podem posso quero bem agora só nada
        mesmo melhor hoje amanhã ontem espero dois duas assim depois antes aqui ainda nosso nossa
        bom boa muitos talvez acho vou vai vamos gostaria segue reunião semana bom dia
        """,
    "fr": """
        le la les un une des du de d' l' et ou à au aux en dans avec par pour que qu' qui se s' sa
        son ses ne n' pas est sont était être été c' ce cet cette ces il elle ils elles je j' tu
        nous vous on me m' te t' lui leur leurs mon ma mes ton votre vos notre nos si comme quand
        où mais plus très aussi sans sur entre depuis tout toute tous toutes autre faire peut
        peuvent avez avons ai a ont suis bien maintenant rien même mieux demain hier y deux puis
        après avant ici encore bon bonne merci alors donc voici confirmer veuillez êtes serait
        pouvez quelques
        """,
    "de": """
        der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus
        bei mit nach seit von vom zu zum zur für über unter um ist sind war waren sein wird werden
        wurde hat haben habe hatte ich du er sie es wir ihr mich mir dich dir uns euch ihnen ihm
        mein meine dein unser unsere ihre ihren nicht kein keine auch noch nur schon sehr mehr als
        wie wenn wann wo was wer warum dass daß weil so dann da hier dies diese dieser dieses jetzt
        heute morgen gestern bitte kann können könnte muss müssen soll sollte alle alles gibt bis
        """,
    "it": """
        il lo la i gli le un uno una un' di del dello della dei degli delle dell' a al allo alla ai
        agli alle all' e o ed in nel nella nei nelle nell' con per da dal dalla dalle su sul sulla
        tra fra che chi non si sì è sono era stato essere ha ho hanno abbiamo io tu lui lei noi voi
        loro mi ti ci vi l' d' c' mio mia tuo suo sua nostro come quando dove ma più molto anche
        già senza perché quale tutto tutti altro fare può possono bene ora solo sempre nulla questo
        questa questi quello quella quella oggi domani ieri due così poi dopo prima qui ancora
        vorrei sia alcune ogni
        """,
    "ca": """
        el la els les un una uns unes de del dels d' l' s' n' al als a i o en amb per que què es
        seva seu no ni és són era ser està estan estic aquest aquesta això aquests aquell hi ha he
        han hem jo tu em et li ens us m' t' meu meva si sí com quan on però més molt ja també sense
        sobre entre fins des perquè qui qual tot tota tots totes altre altra fer pot poden puc té
        tenen tinc tenim vull bé ara només sempre res mateix millor avui demà ahir dos dues així
        després abans aquí nostre bon bona molts potser hola alguna ella crec vaig va vam
        """,
    "gl": """
        o a os as un unha uns unhas de do da dos das no na nos nas ao ó á aos ós ás e ou en con coa
        cos coas por para polo pola polos polas que se non si é son era foi ser está están estou
        este esta isto ese esa iso hai ha ten teñen teño temos eu ti vostede el ela eles nós me te
        lle lles meu miña seu súa seus súas como cando onde mais máis moi moito tamén xa sen sobre
        entre ata dende desde porque quen cal todo toda todos todas outro outra facer pode poden
        quero ben agora só nada mesmo mellor hoxe mañá onte pero dous dúas así logo despois antes
        aquí aínda bo boa nin algún cada semana pois grazas ola saúdo saúdos
        """,
}  # fmt: skip
_HIDDEN = "gl"  # known only so that it isn't taken for Spanish or Portuguese
_TELLING = {  # said in this language only and hardly ever quoted in another: each counts double
    "es": "gracias saludos estimado estimada estimados buenos buenas adjunto cordialmente",
    "en": "thanks thank hello regards dear cheers sincerely attached",
    "pt": "obrigado obrigada olá atenciosamente cumprimentos prezado prezada abraços",
    "fr": "bonjour cordialement salutations cher chère",
    "de": "danke hallo grüße gruß grüßen freundlichen sehr geehrte geehrter vielen",
    "it": "grazie ciao saluti gentile buongiorno cordiali salve",
    "ca": "gràcies salutacions adéu benvolgut benvolguda",
}
_OTHER = """
    ye nun nel col pal tien esti nes asina kaj aŭ ĉi estis povas ne
    het een van niet ook maar naar voor met bij zijn heeft wordt jij jullie wij dat dit deze
    och att det som för inte är på jag har men eller om av til og ikke jeg vi kan ved å
    și să nu cu pentru este sunt mai din care în pe la
    nie jest się na do to że jak ale czy są je se že jsem som ako ve bir bu için ile
    et ad cum non sed ut qui quae est sunt eius dolor sit amet yang dan untuk dengan ini itu
"""
"""Asturian, Esperanto, Dutch, Scandinavian, Romanian, Slavic, Turkish, Latin, Indonesian: what
shows that a text is in none of the languages above."""

_LETTERS = (  # language, letters, weight of each one; "ão", as a lone "Ã" is broken UTF-8
    ("es", "¿ ¡", 2.0), ("es", "ñ", 1.0),
    ("pt", "ão ãe õe", 2.0), ("pt", "ç â ê", 0.5),
    ("fr", "œ û î ë è ç ê", 0.5),
    ("de", "ß ä ö ü", 0.5),
    ("it", "ì ò ù", 1.0), ("it", "è à", 0.3),
    ("ca", "ŀ l·l", 2.0), ("ca", "ç ò à è", 0.5),
    ("", "å ø æ ł ę ą ș ț ő ű ž š č", 1.0),
)  # fmt: skip
_MOST_LETTERS = 1.5  # under the margin: letters alone (names, broken text) never decide
_KEYWORDS = " and as do else for from if in is next not or then while with "
"""English words that left-over code is made of, too: each counts half."""
_FOREIGN = "[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff]"  # compiled only for such a text: it's slow
_LETTERS_PER_WORD = 4  # a word of Chinese has fewer letters, one of Russian more


@cache
def _lists() -> tuple[dict[str, int], list[dict[str, float]]]:
    """Word -> the number of its sort; the sorts: the languages that words are said in, and how much
    they tell ("" is any other language). Many words are of one sort, which is weighed once."""
    table: dict[str, dict[str, float]] = {}
    for weight, lists in ((1.0, {**_WORDS, "": _OTHER}), (2.0, _TELLING)):
        for language, words in lists.items():
            for word in words.split():
                halved = language == "en" and f" {word} " in _KEYWORDS
                table.setdefault(word, {})[language] = weight / 2 if halved else weight
    numbers: dict[tuple[tuple[str, float], ...], int] = {}
    sort_of = {w: numbers.setdefault(tuple(ws.items()), len(numbers)) for w, ws in table.items()}
    return sort_of, list(map(dict, numbers))


@cache
def common_words(language: str) -> frozenset[str]:
    """The commonest words of `language` with and without their accents.

    For a code without a list, "" included, those of all known languages.
    """
    known = [_WORDS[language]] if language in _WORDS else [*_WORDS.values(), _OTHER]
    told = [_TELLING[language]] if language in _TELLING else [*_TELLING.values()]
    words = " ".join((*known, *told))
    return frozenset(words.split() + fold(words).split())


def detect(text: str) -> tuple[str, float]:
    """`(code, confidence)` of `text`: "es", "en", "pt", "fr", "de", "it", "ca", or `("", 0.0)`.

    "" stands for unsure: too short to tell, a mixture without 70 % of one, some other language,
    or no prose. `confidence` grows from 0 to 1 with the winner's lead; it is no probability.
    Expects NFC; reads the first 12,000 characters (some 2,000 words).
    """
    text = text[:_READ].lower()
    elided = text.replace("’", "'").replace("'", "' ")  # "l'ordre" -> "l' ordre"
    words = [word for raw in elided.split() if (word := raw.strip(_STRIP))]
    counts = Counter(words)
    sort_of, sorts = _lists()
    most = 1 + len(words) // _COMMONEST
    said = [0] * len(sorts)
    for word in counts.keys() & sort_of.keys():
        said[sort_of[word]] += min(counts[word], most)
    known = [(weights, count) for weights, count in zip(sorts, said, strict=True) if count]
    scores = dict.fromkeys((*_WORDS, ""), 0.0)
    for weights, count in known:
        for language, weight in weights.items():
            scores[language] += weight * count
    letters, foreign = {}, 0.0
    if not text.isascii():
        letters = _telling_letters(text)
        for language, weight in letters.items():
            scores[language] += weight
        beyond = len(text.encode("latin-1", "ignore")) < len(text)  # cheap, and rarely so
        if beyond and max(text) >= "\u0370":
            foreign = len(re.findall(_FOREIGN, text)) / _LETTERS_PER_WORD
    best = max(scores, key=scores.__getitem__)
    second, first = sorted(scores.values())[-2:]
    lead = first - second
    if best in ("", _HIDDEN) or lead < _MARGIN or scores[best] < _COVERAGE * (len(words) + foreign):
        return "", 0.0
    rivals = dict.fromkeys(scores, 0.0) | letters | {best: 0.0}
    rivals[""] += foreign
    for weights, count in known:
        if best not in weights:
            for language, weight in weights.items():
                rivals[language] += weight * count
    purity = first / (first + max(rivals.values()))
    if purity < _PURITY:
        return "", 0.0
    return best, round(purity * lead / (lead + 1), 3)


def _telling_letters(text: str) -> dict[str, float]:
    """What the letters that only some languages have say for each."""
    found: dict[str, float] = {}
    for language, letters, weight in _LETTERS:
        if count := sum(map(text.count, letters.split())):
            found[language] = found.get(language, 0.0) + weight * count
    return {language: min(weight, _MOST_LETTERS) for language, weight in found.items()}


_UNKNOWN = frozenset({"mul", "und", "zxx", "mis", "x", "i"})
_LONG = {"spa": "es", "eng": "en", "por": "pt", "fra": "fr", "deu": "de", "ita": "it", "cat": "ca"}


def declared(value: str) -> str:
    """The language of a Content-Language or `lang` value: "es-ES" -> "es", "" if it names none.

    Several different ones ("es, en") are "" as well. Mail programs set this from their own
    settings: it says what the writer's program speaks, not always what the writer wrote.
    """
    tags = {tag.replace("_", "-").split("-")[0].strip().lower() for tag in value[:200].split(",")}
    tags.discard("")
    if len(tags) != 1:
        return ""
    tag = tags.pop()
    if tag in _UNKNOWN or not (2 <= len(tag) <= 3 and tag.isascii() and tag.isalpha()):
        return ""
    return _LONG.get(tag, tag)
