"""The words that requests are made of, which `asked` looks for. A phrase is written as on cards:
"(a|b)" is either, "(a|)" may be left out."""

from __future__ import annotations

from typing import Final

from emailint.deep.wordlist import words

PERSON: Final = "PERSON"
NO_NAMES: Final = words(
    "will may mark grace hope faith joy summer april june august dean guy sol luz pilar mar rosa cruz"
    " angel reyes consuelo domingo abril santiago"
)
"""Given names that are other words more often: names here only where a recipient is called so."""

# What stands before the act: the longest that fits is taken, then the words of FILLER are skipped.
LEADS: Final = {
    "en": (
        "(can|could|would|will) you (be able to|)",
        "(please|pls|plz|kindly)",
        "(i|we) (need|want|would like|'d like|expect|ask|would ask|'d ask|'m asking|am asking|would love|'d love) you (all|guys|both|) to",
        "(i|we) (would|'d) (really |greatly |very much |) appreciate it if you (could|would|can)",
        "(great|good|helpful|nice|grateful|wonderful|thankful) if you (could|would|can)",
        "(wondering|wondered|wonder) if you (could|would|can|might|are able to)",
        "(are you able|be so kind as|be kind enough|please be sure|make sure|be sure|remember|do n't forget) to",
        "any chance you (could|can)",
        "you (need|have|'ll need|will need) to",
        "(i|we) (need|ask|request) that you",
        "do me a favor and",
    ),
    "es": (
        "(me|nos|lo|la|le|) (puedes|puede|podéis|pueden|podrías|podría|podríais|podrían|podés)",
        "por favor",
        "(necesito|necesitamos|necesitaría|necesitaríamos|quiero|queremos|querría|quisiera|quería|queríamos|me gustaría|nos gustaría|pido|pedimos|ruego|rogamos|agradecería|agradeceríamos|agradezco|hace falta|haría falta) que",
        "(te|le|os|les|se lo|lo) (pido|pedimos|ruego|rogamos|agradecería|agradeceríamos|agradezco|solicito|encargo) que",
        "(te|le|os|les) (agradecería|agradeceríamos|importaría|importa|ruego|rogamos)",
        "(serías|sería|seríais|serían) tan (amable|amables) de",
        "(tienes|tenéis|tiene|tienen) que",
        "(no olvides|no olvide|no olvidéis|recuerda|recuerde|acuérdate de|asegúrate de)",
        "(a ver|mira|mirad|mire) si (me|nos|) (puedes|podéis|puede)",
    ),
}  # fmt: skip
MODALS: Final = words(
    "can could would will are any you me nos lo la le puedes puede podeis pueden podrias podria podriais"
    " podrian podes tienes teneis tiene tienen"
)
"""The first words of leads that ask only where they begin a clause."""
JOINTS: Final = words("and so then also but or here thanks y e o pero entonces luego tambien")
FILLER: Final = {
    "en": words(
        "to please pls plz kindly also just all both guys maybe possibly perhaps quickly then"
    ),
    "es": words("por favor porfa tambien de a entonces quiza quizas tu usted ustedes"),
}
COURTESY: Final = words("please pls plz thanks por favor porfa gracias")
LOOSE: Final = words("to for of on in at a de en para el la")
CLITICS: Final = words("me nos te os se lo la los las le les no")
NO_ACTS: Final = words(
    "i we you he she it they me us for in on at of to from by with any some your the a an this that these"
    " those there if as and but so be is are was were like prefer mind not no anyone someone ser estar haber"
)
"""Words that begin no act: what follows a lead then isn't what is asked, or not all of it."""
LIKE_OTHERS: Final = words("bring ring ping reply apply comply rely supply")
"""Verbs that end as words do that are none."""
STOPS: Final = words("because porque")  # the act ends before these: what follows says why
# A person and a task, NAME standing for the person: it is asked whatever the sentence looks like.
TASKS: Final = {
    "en": (
        "NAME (needs|has|ought|is) to VERB", "NAME (should|must) VERB",
        "(need|needs|want|wants|ask|asking|like|expect) NAME to VERB",
        "(can|could|would|should) NAME (please|also|then|just|) VERB", "(if|maybe|perhaps) NAME (could|can) VERB",
        "(over to|a question for|question for|one for|waiting for|waiting on|down to|up to) NAME",
        "(copying|cc'ing|looping in|adding) NAME (so that|so|who can|who will|to)", "(copied|added|included|looped in|cc'd) NAME (so that|so|who can|who will|to)",
        "(leave|leaving) (this|it|that) (to|with) NAME", "(can|could|would|will) you and NAME",
        "NAME , (i|we) (need|want)", "NAME , (i'm|i am|we're|we are|i 'm|we 're) waiting", "NAME , your",
        "NAME 's (approval|sign|confirmation|answer|ok|input|comments|signature|reply)",
    ),
    "es": (
        "(puede|podría|puedes|podrías) NAME VERB", "NAME (me|nos|te|le|) (tiene|tendría) que VERB",
        "¿ (me|nos) VERB NAME", "tú y NAME", "NAME , (falta|faltan|espero|esperamos|tu|tus)",
        "(necesito|necesitamos|necesitaría|quiero|queremos|querría|quisiera|gustaría|pido|ruego|agradecería|falta|bien|bueno|genial|ideal|importante|conviene|convendría|prefiero|propongo|mejor) que NAME (me|nos|lo|la|los|las|le|les|) VERB",
        "NAME (debe|debería) VERB", "NAME ha de VERB", "(pregunta|preguntas|duda|tarea|pendiente) para NAME",
        "(le toca|corresponde|dejo|falta) a NAME", "(a la espera|pendiente) de (que|) NAME", "si NAME (puede|pudiera|podría) VERB",
        "(visto bueno|respuesta|confirmación|aprobación|firma) de NAME",
        "(copio|pongo en copia|añado|incluyo) a NAME para que", "(en manos|a cargo) de NAME",
    ),
}  # fmt: skip
NO_TASK: Final = (
    "be", "have", "been", "know", "come", "like", "want", "agree", "also", "not", "n't", "estar", "ser",
    "haber", "saber", "venir", "ir", "sea", "haya", "sepa", "venga", "vaya", "está", "esté", "tenga",
    "tener", "no", "asistir", "attend", "join",
)  # fmt: skip
"""Words that tell of a person rather than give them a task: "should Bob be there"."""
OTHERS: Final = words("and or possibly maybe y e o u")  # a list of people goes on
OPENING: Final = " \t\n*_-–—•>¿¡\"'(0123456789."
COPIED: Final = words("copia cc cc'd ccd cc'ed copy copied")
TOLD: Final = words(
    "who whom whose which our the my his her their a an and or of from in at with as both also"
    " que quien de del el la los las nuestro nuestra mi su un una y e o con como cuyo cuya"
)
"""After a name and a comma: words about that person, who isn't spoken to."""
THANKS: Final = words("thanks thank gracias ok perfecto hola hi perfect great")
RELATIVE: Final = words("who whom which whose que quien de del from and or y e o i yo")
