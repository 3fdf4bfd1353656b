"""The segmenter, on mails as people and programs write them.

A mail is a table: each line begins with the letter of the kind that it must get (two letters
where a line is split), a blank line stays blank. The fixtures were invented for this file.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.model import BLOCK_KINDS, Span
from emailint.segment import segment, strip_prefixes
from emailint.segment.lines import Lines

KINDS = {
    "G": "greeting",
    "B": "body",
    "L": "list",
    "Q": "quote",
    "C": "closing",
    "S": "signature",
    "D": "disclaimer",
}
LETTERS = {kind: letter for letter, kind in KINDS.items()}


def read(table: str) -> tuple[str, list[str]]:
    lines, letters = [], []
    for row in table.strip("\n").split("\n"):
        mark, _, text = row.partition(" ")
        letters.append(mark)
        lines.append(text)
    return "\n".join(lines), letters


def letters_of(body: str, **known: object) -> list[str]:
    blocks = segment(body, **known)  # type: ignore[arg-type]
    out, at = [], 0
    for line in body.split("\n"):
        kinds = [LETTERS[b.kind] for b in blocks if b.start < at + len(line) and b.end > at]
        out.append("".join(kinds) if line.strip() else "")
        at += len(line) + 1
    return out


def check(table: str, names: tuple[str, ...] = ()) -> None:
    body, want = read(table)
    got = letters_of(body, names=names)
    shown = [f"{w:2} {g:2} {t}" for w, g, t in zip(want, got, body.split("\n"), strict=True)]
    assert got == want, "wanted, got:\n" + "\n".join(shown)


ANA = ("Ana Ruiz", "Luis Pardo")
BOB = ("Bob Miller", "Alice Young")

DRAFTS = {
    "es business": (
        ANA,
        """
G Estimado Sr. García:

B Le escribo para confirmar la reunión del jueves 14 a las 10:00 en nuestras
B oficinas de la calle Mayor.

B ¿Podría enviarme antes del miércoles la lista de asistentes?

B Quedo a la espera de su respuesta.

C Un cordial saludo,

S Ana Ruiz
S Directora comercial
S Ejemplo, S. L. | Tel. 910 000 000
S www.example.es
""",
    ),
    "es short": (ANA, "G Hola Luis:\n\nB Te paso el informe.\n\nC Gracias,\nS Ana"),
    "es greeting on the first line": (
        ANA,
        "GB Hola Luis, te escribo porque no me llega el acta.\n\nC Un abrazo\nS Ana",
    ),
    "es thanks to a friend": (
        ANA,
        "G Hola Luis:\n\nB Te paso el informe.\n\nC Mil gracias, campeón",
    ),
    "en safe journey": (
        ANA,
        "G Hi Luis,\n\nB The keys are ready.\n\nC Thanks again and safe travels,\nS Ana",
    ),
    "es courtesy": (
        ANA,
        "GB Hola a todos, espero que estéis bien.\n\nB Mañana no hay reunión.\n\nC Saludos\n",
    ),
    "es two formulas of greeting": (
        ANA,
        "G Buenos días, Luis:\n\nB ¿Tienes un momento?\n\nC Gracias de antemano.\n\nC Saludos,\nS Ana",
    ),
    "es hola que tal": (ANA, "G Hola, ¿qué tal?\n\nB ¿Has visto el correo de ayer?\n\nC Besos"),
    "es thanks and regards": (
        ANA,
        "G Buenas tardes:\n\nB Adjunto la factura de marzo.\n\nC Muchas gracias y un saludo,\n\nS Ana Ruiz",
    ),
    "es inclusive": (ANA, "G Estimados/as compañeros/as:\n\nB El lunes es festivo."),
    "es sir": (
        ANA,
        "G Muy señor mío:\n\nB Solicito el duplicado del recibo.\n\nC Atentamente,\nS Ana Ruiz",
    ),
    "es name only": (ANA, "G Luis,\n\nB mira esto cuando puedas.\n\nS Ana"),
    "es name before the text": (ANA, "GB Luis, mira esto cuando puedas.\n\nS A."),
    "es without comma": (ANA, "GB Hola Luis te escribo por lo de ayer.\nB No me cuadra."),
    "es to whom it may concern": (
        ANA,
        "G A quien corresponda:\n\nB Solicito información sobre el curso.\n\nC Atte.,\nS Ana Ruiz",
    ),
    "es goodbye inside the last line": (
        ANA,
        "G Luis:\n\nB Te veo el martes en la oficina de siempre.\nBC Espero que te sirva. Un saludo.",
    ),
    "es goodbye and name on one line": (ANA, "G Hola:\n\nB Ya está hecho.\n\nCS Un saludo, Ana"),
    "es goodbye without comma": (ANA, "G Hola:\n\nB Ya está hecho.\n\nCS Saludos Ana"),
    "es thanks that stay body": (
        ANA,
        """
G Hola, Luis:

B He revisado el contrato con el asesor y faltan dos anexos que deberían venir
B firmados por ambas partes. Muchas gracias por avisarme con tiempo de todo esto.

C Un saludo,
S Ana
""",
    ),
    "es thanks first": (
        ANA,
        "B Gracias por tu respuesta.\n\nB Lo miro esta tarde y te digo algo.\n\nC Saludos,\nS Ana",
    ),
    "es only thanks": (ANA, "B Gracias por el aviso, Luis. Lo miro esta tarde.\n\nS Ana"),
    "es list": (
        ANA,
        """
G Hola, equipo:

B Para el viernes necesito:

L - el presupuesto firmado por la dirección, con todos los anexos del mes de
L   marzo y el resumen
L - las facturas
L 1. Ventas
L 2) Compras
L a) Almacén
L 3.- Transporte

B ¿Podéis mandármelo?

C Gracias
S Ana
""",
    ),
    "es afterword": (
        ANA,
        """
G Hola, Luis:

B Te espero el martes a las cinco en la puerta.

C Un abrazo,
S Ana

B PD: No olvides las llaves del almacén, que el otro día no pudimos entrar.
""",
    ),
    "es legal notice": (
        ANA,
        """
G Hola:

B Adjunto el acta.

C Un saludo,

S Ana Ruiz
S Ejemplo, S. L.
S Tel. 910 000 000

D AVISO LEGAL: Este mensaje y sus anexos son confidenciales y se dirigen exclusivamente a su
D destinatario. Si lo ha recibido por error, notifíquelo al remitente y elimínelo.

D This e-mail and any attachments are confidential and intended solely for the addressee.
D If you have received it in error, please notify the sender and delete it.

D Antes de imprimir este correo, piense en el medio ambiente.
""",
    ),
    "es confidential is only a word": (
        ANA,
        """
G Hola, Luis:

B Este mensaje es para pedirte que no reenvíes el informe de ventas.
B Lo trataremos en la reunión del jueves.

C Saludos,
S Ana
""",
    ),
    "es mobile": (
        ANA,
        "G Hola:\n\nB Llego diez minutos tarde.\n\nS Enviado desde mi iPhone",
    ),
    "es outlook mobile": (
        ANA,
        "B Llego diez minutos tarde.\n\nC Saludos\nS Ana\n\nS Obtener Outlook para Android",
    ),
    "es unmarked signature": (
        ANA,
        "G Hola:\n\nB Te mando el plano.\n\nS Ana Ruiz\nS Arquitecta\nS Tel. 600 000 000\nS ana@example.es",
    ),
    "es delimiter": (ANA, "B Va el plano.\nS -- \nS Ana Ruiz\nS Arquitecta"),
    "en business": (
        BOB,
        """
G Dear Ms. Young,

B Thank you for your call. I have attached the contract we discussed.

B Could you return it signed by Friday?

C Best regards,

S Bob Miller
S Head of Sales, Example Ltd.
S +44 20 0000 0000
""",
    ),
    "en all": (BOB, "G Dear all,\n\nB The office closes at noon.\n\nC Thanks,\nS Bob"),
    "en hi": (BOB, "G Hi Alice -\n\nB See the attached draft.\n\nCS Cheers, Bob"),
    "en hi and text": (BOB, "GB Hi Alice, can you send me the draft?\n\nCS Thanks, Bob"),
    "en name and dash": (BOB, "GB Alice - can you send me the draft?\n\nS Bob"),
    "en names": (BOB, "G Alice, John:\n\nB Lunch is at one.\n\nS BM"),
    "en slash": (BOB, "G Alice/John:\n\nB Lunch is at one.\n\nS - Bob"),
    "en adverb is no name": (("Bob Miller",), "B Unfortunately, the train is late.\n\nS Bob"),
    "en place is no greeting": (BOB, "B Yesterday, we met the board.\n\nC Best,\nS Bob"),
    "en whoever": (BOB, "G Dear listers,\n\nB The list moves on Monday."),
    "es initial in the name": (ANA, "G Estimado Jorge I Vélez\n\nB La lista cierra el lunes."),
    "en thanks and name above an afterword": (
        BOB,
        "B Here is the log.\n\nCS Thanks, Bob\n\nB The log was long and the program said nothing useful in it.",
    ),
    "en code below the signature": (
        BOB,
        'B See below.\n\nC Regards,\nS Bob\n\nB x <- read.table("a.txt")\nB plot(x)',
    ),
    "en good morning": (BOB, "G Good morning everyone,\n\nB The lift is out of order."),
    "en whom": (
        BOB,
        "G To whom it may concern:\n\nB I apply for the post.\n\nC Yours faithfully,\nS Bob Miller",
    ),
    "en nothing but thanks": (BOB, "C Thanks!\nS Bob"),
    "en thanks in advance": (
        BOB,
        "G Hi,\n\nB Where is the key?\n\nC Thanks in advance for your help.\n\nS Bob Miller",
    ),
    "en name above the text": (BOB, "G Alice\nB It was good to see you.\n\nC Best,\nS Bob"),
    "es nombre encima": (("Ana Ruiz",), "G Pilar\nB ¿Vienes mañana al taller?\n\nC Saludos\nS Ana"),
    "es dos nombres encima": (ANA, "G Marta y Pablo\nB El aula está libre.\n\nC Saludos\nS Ana"),
    "en below a label": (BOB, "B INTERNAL\n\nG Hi\n\nB We move on Monday.\n\nS Bob"),
    "en morning": (BOB, "G Morning all\n\nB We move on Monday.\n\nS Bob"),
    "en morning is no greeting": (BOB, "B Morning trains are late.\n\nB Take the bus.\n\nS Bob"),
    "es tarde": (
        ANA,
        "G Buena tarde,\n\nB ¿Quién de vosotros tiene las llaves del taller?\n\nC Saludos\nS Ana",
    ),
    "es dos dudas": (ANA, "GB Estimados dos dudas sobre el aula.\n\nC Saludos\nS Ana"),
    "en a line of a list is no name": (BOB, "B Grace\nB period ends on Monday.\n\nS Bob"),
    "en name twice": (BOB, "B Mrs. Young\nG Mrs. Young:\nB The room is free.\n\nC Best,\nS Bob"),
    "en banner": (BOB, "B ***** MOVE *****\n\nG Hi, Alice -\n\nB We move on Monday.\n\nS Bob"),
    "es sin coma": (ANA, "GB Chicos os dejo las actas en la sala.\n\nC Saludos\nS Ana"),
    "es duda sin coma": (ANA, "GB Colegas una pregunta sobre el taller.\n\nC Saludos\nS Ana"),
    "es hablar de ellos": (ANA, "B Compañeros de Vigo vienen el martes.\n\nC Saludos\nS Ana"),
    "en group": (BOB, "GB Team please empty the fridge by noon.\n\nS Bob"),
    "en all as a subject": (BOB, "B All rooms are taken on Monday.\n\nS Bob"),
    "en wish": (
        BOB,
        "G Hi,\n\nB The fair starts soon.\n\nC Enjoy the long weekend!\n\nS -Bob\nS x2210",
    ),
    "en luck": (BOB, "G Hi,\n\nB The draw is today.\n\nC Good luck to everybody!\n\nS Bob"),
    "en wish inside": (BOB, "G Hi,\n\nB Enjoy the cake.\n\nB It is in the kitchen.\n\nS Bob"),
    "es wish": (ANA, "G Hola:\n\nB Abrimos en septiembre.\n\nC ¡Disfrutad del verano!\nS Ana"),
    "es luck": (ANA, "G Hola:\n\nB El sorteo es hoy.\n\nC ¡Mucha suerte a todas!\n\nS Ana"),
    "es fiestas": (ANA, "G Hola:\n\nB Cerramos el lunes.\n\nC ¡Felices fiestas!\nS Ana"),
    "en best is no closing": (BOB, "B Best practice is to ask first.\n\nB Let us do that."),
    "en thanks at the end of a line": (
        BOB,
        "BCS Please let me know by Monday.  Thanks, Bob",
    ),
    "en no signature": (BOB, "B The lift is out of order.\n\nB Take the stairs."),
    "en iphone": (BOB, "B On my way.\n\nS Sent from my iPhone"),
    "en unsubscribe": (
        BOB,
        "G Hi Alice,\n\nB Our spring sale starts today.\n\n"
        "D You are receiving this email because you signed up at example.com.\nD Unsubscribe",
    ),
    "en table with pipes": (BOB, "B | a | b |\nB | 1 | 2 |\n\nC Cheers,\nS Bob"),
    "en bold": (BOB, "G *Hi Alice,*\n\nB See below.\n\nC *Regards,*\nS *Bob Miller*"),
    "en references": (
        BOB,
        "B See the manual [1].\n\nC Cheers,\nS Bob\n\nB [1] https://www.example.org/manual",
    ),
}
REPLIES = {
    "gmail es": (
        ANA,
        """
G Hola, Luis:

B Me viene bien el jueves.

C Un saludo,
S Ana

Q El lun, 3 de mar. de 2025 a las 10:15, Luis Pardo (<luis@example.es>)
Q escribió:

Q > Hola, Ana:
Q > ¿Te viene bien el jueves?
Q >
Q > Saludos
""",
    ),
    "gmail en, answer below": (
        BOB,
        """
Q On Mon, Mar 3, 2025 at 10:15 AM Alice Young <alice@example.com> wrote:
Q > Does Thursday suit you?

B It does.

S Bob
""",
    ),
    "interleaved": (
        BOB,
        """
G Hi Alice,

Q On 3/3/2025 10:15, Alice Young wrote:
Q > Does Thursday suit you?

B It does.

Q > And where shall we meet?
B At the station.
Q >> I have no car.

B I will fetch you.

C Cheers,
S Bob
""",
    ),
    "quote without marks": (
        BOB,
        """
B Thursday is fine.

S Bob

Q On Mon, Mar 3, 2025 at 10:15 AM Alice Young <alice@example.com> wrote:

Q Hi Bob,
Q does Thursday suit you?
Q Alice
""",
    ),
    "outlook es": (
        ANA,
        """
G Hola:

B Confirmado.

C Saludos,
S Ana

Q ________________________________
Q De: Luis Pardo <luis@example.es>
Q Enviado el: lunes, 3 de marzo de 2025 10:15
Q Para: Ana Ruiz <ana@example.es>
Q CC: Equipo
Q Asunto: Reunión

Q Hola, Ana:

Q ¿Lo confirmas?

Q Un saludo,
Q Luis
""",
    ),
    "outlook es, bold headers": (
        ANA,
        "B Hecho.\n\nQ *De:* Luis Pardo\nQ *Enviado:* lunes, 3 de marzo de 2025 10:15\n"
        "Q *Para:* Ana Ruiz\nQ *Asunto:* Reunión\n\nQ ¿Lo confirmas?",
    ),
    "outlook en": (
        BOB,
        """
B Approved.

S Bob

Q  -----Original Message-----
Q From: 	Young, Alice
Q Sent:	Monday, March 03, 2025 10:15 AM
Q To:	Miller, Bob
Q Subject:	RE: Budget

Q Please approve.

Q Thanks
Q Alice
""",
    ),
    "mensaje original": (
        ANA,
        "B Visto.\n\nQ -----Mensaje original-----\nQ De: Luis\nQ Asunto: Hola\n\nQ ¿Lo has visto?\nQ Luis",
    ),
    "forward es": (
        ANA,
        """
B Para tu información.

C Saludos,
S Ana

Q ---------- Forwarded message ---------
Q De: Luis Pardo <luis@example.es>
Q Date: lun, 3 mar 2025 a las 10:15
Q Subject: Acta
Q To: Ana Ruiz <ana@example.es>

Q Adjunto el acta.
""",
    ),
    "forward apple": (
        ANA,
        "B Mira:\n\nQ Inicio del mensaje reenviado:\n\nQ De: Luis Pardo\nQ Asunto: Acta\n\nQ Adjunto el acta.",
    ),
    "pasted in another language": (
        BOB,
        "B Yes.\n\nQ -----Oprindelig meddelelse-----\nQ Fra: Alice Young <alice@example.com>\nQ Emne: Nøgler\n\nQ Hvor?",
    ),
    "lotus": (
        BOB,
        """
B FYI

Q ---------------------- Forwarded by Bob Miller/LON/EX on 03/03/2001 10:15 AM ----------------


Q Alice Young
Q 03/02/2001 01:14 PM
Q To:	Bob Miller/LON/EX@EX
Q cc:
Q Subject:	Prices

Q Here they are.
""",
    ),
    "lotus reply": (
        BOB,
        """
B Thanks, got them.

S Bob




Q "Young, Alice" <alice@example.com> on 03/02/2001 01:14:15 PM

Q To:   <bob@example.com>
Q cc:
Q Subject:  Prices

Q Here they are.
""",
    ),
    "portuguese, french, german": (
        ANA,
        """
B Vale.

Q Em seg., 3 de mar. de 2025 às 10:15, Luis <luis@example.es> escreveu:
Q > Le 3 mars 2025 à 10:15, Luis <luis@example.es> a écrit :
Q >> Am 03.03.2025 um 10:15 schrieb Luis:
B Otra cosa.
Q Am 03.03.2025 um 10:15 schrieb Luis Pardo:
Q > Ja.
""",
    ),
    "other language": (
        BOB,
        "Q pon. 3. bře 2025 v 10:15 Alice <alice@example.com>\nQ :\nQ > Ano.\nB Good.",
    ),
    "iso date": (
        ANA,
        "B Sí.\n\nQ 2025-03-03 10:15 GMT+01:00 Luis Pardo <luis@example.es>:\n\nQ > ¿Vienes?",
    ),
    "weak attribution": (BOB, "Q Alice Young wrote:\nQ > Where is it?\nB In the drawer."),
    "wrote is only a word": (
        BOB,
        "B This is what the auditor wrote:\n\nB The books are in order.\n\nC Regards,\nS Bob",
    ),
    "name marks": (BOB, "Q AY> Where is it?\nQ AY> I need it.\n\nB In the drawer.\n\nS Bob"),
    "pipe marks": (
        BOB,
        "Q On 3 March 2025 at 10:15, Alice wrote:\nQ | Where is it?\n\nB In the drawer.",
    ),
    "quote lost its mark by wrapping": (
        BOB,
        "Q On 3 March 2025, Alice wrote:\n"
        "Q > a line that was already so long that the mail client broke it\nQ here\nQ > and went on\nB Yes.",
    ),
    "console": (
        BOB,
        "G Hi,\n\nB I typed this:\n\nB > library(stats)\nB > x <- 5\nB [1] 5\n\nB What is wrong?\n\nS Bob",
    ),
    "escaped from": (BOB, "B The notes say:\n\nB >From Monday on, the door is locked."),
    "signature below the quote": (
        BOB,
        "B Yes.\n\nQ On 3 March 2025, Alice wrote:\nQ > Is it?\n\nS -- \nS Bob Miller\nS Example Ltd.",
    ),
    "list footer": (
        ANA,
        """
G Hola a todos:

B ¿Alguien usa el paquete nuevo?

C Gracias de antemano.

C Saludos,
S Ana

D 	[[alternative HTML version deleted]]

D _______________________________________________
D Ejemplo-es mailing list
D Ejemplo-es@example.org
D https://lists.example.org/mailman/listinfo/ejemplo-es
""",
    ),
    "list footer under a pasted mail": (
        BOB,
        "B Yes.\n\nQ -----Original Message-----\nQ From: Alice\nQ Subject: Keys\n\nQ Is it there?\n\n"
        "D _______________________________________________\nD Keys mailing list\nD Keys@example.org",
    ),
    "header of GroupWise": (
        BOB,
        'B Here I am.\n\nC Cheers,\nS Bob\n\nQ >>> "Poe, Alice" <alice@example.org> 09/17/26 10:31AM >>>\nQ Did you lose your way?\n\nQ Alice',
    ),
    "answers under marks of GroupWise": (
        BOB,
        "Q >>> Alice Poe 09/17/26 10:31AM >>>\nQ > Is it there?\n\nB Yes, it is.",
    ),
    "headers of Notes in columns": (
        BOB,
        "B Here I am.\n\nS Bob\n\nQ                     Alice Poe\nQ                     <alice@ex        To:     bob@example.org\n"
        "Q                     ample.com>       cc:\nQ                                      Subject:     Where are you?\n"
        "Q                     09/17/26\n\nQ Did you lose your way?",
    ),
    "scrubbed": (
        ANA,
        "B Va el fichero.\n\nS Ana\nD ------------ próxima parte ------------\n"
        "D Se ha borrado un adjunto en formato HTML...\nD URL: <https://lists.example.org/a.html>",
    ),
    "yahoo": (
        BOB,
        "B Come over.\n\nS Bob\n\nD __________________________________________________\n"
        "D Do You Yahoo!?\nD http://www.example.com",
    ),
}


SHAPES = {
    "motto under the name": (
        (),
        "B Could you send me the figures?\n\nC Thanks,\nS Jim Hall\nS Example Ltd.\n"
        "S the reasonable man adapts himself to the world and the unreasonable one never does, they say",
    ),
    "typo of thanks": (BOB, "B Where is the key?\n\nC Thank,\nS Bob"),
    "thank is only a verb": (BOB, "B Thank Alice for me when you see her at the office."),
    "long table under the name": (
        (),
        "B What do the figures mean?\n\nC Thank you,\nS Jim\n\n"
        + "\n".join(f"B row {n} {n * 3} {n * 7}" for n in range(12)),
    ),
    "name, firm, street, telephone": (
        (),
        "B The samples arrive on Monday and the report follows on Friday.\nB They are yours.\n"
        "S Jim Hall\nS Example Ltd.\nS Head of Sales\nS 1 High Street\nS Phone 555 000 0000",
    ),
    "the same with gaps": (
        (),
        "B The samples arrive on Monday.\n\nS Jim Hall\nS Head of Sales\n\nS 1 High Street\n\nS Tel. 555 000 0000",
    ),
    "nothing but a signature": (
        (),
        "\nS Jim Hall\nS Example Ltd.\nS Phone 555 000 0000\n\nQ -----Original Message-----\nQ From: a@example.com\nQ Subject: Keys",
    ),
    "sender's block that ends in prose": (
        BOB,
        "B See below.\n\nS Bob Miller\nS bob@example.com\n\nS the plural of anecdote is not data, as people who count like to say",
    ),
    "subscription between rules": (
        (),
        "B The quake was mild.\n\nD ------------------------------------------------------------------\n"
        "D To update or terminate your subscription visit our page\nD at http://www.example.com/mail.html.\n"
        "D ------------------------------------------------------------------",
    ),
    "ad of the provider": (
        BOB,
        "B Come over.\n\nS Bob\n\nD _________________________________________________________________\n"
        "D Chat with everybody you know: http://www.msn.example.com",
    ),
    "sponsor of the group": (
        BOB,
        "B Come over.\n\nS Bob\n\nD ------------------------ Yahoo! Groups Sponsor ---------------------~-->\n"
        "D Tiny cameras!\nD Order now\nD ---------------------------------------------------------------------~->",
    ),
    "fr notice": (
        (),
        "B Bonjour.\n\nD Ce message et ses pièces jointes sont confidentiels et réservés à leur destinataire.\n"
        "D Si vous l'avez reçu par erreur, merci de le détruire et d'avertir l'expéditeur.",
    ),
    "de notice": (
        (),
        "B Guten Tag.\n\nD Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige\n"
        "D Empfänger sind, informieren Sie bitte den Absender und vernichten Sie diese Mail.",
    ),
    "fr message is only a word": ((), "B Ce message est pour toi.\n\nB On se voit lundi ?"),
    "names of attachments": (
        BOB,
        "B Here they are.\n\nC Regards,\nS Bob\n\nD  - report.doc\nD  - winmail.dat",
    ),
    "attachments that the writer lists": (
        ANA,
        "G Hola:\n\nB Adjunto:\nL - informe.pdf\nL - notas.doc",
    ),
    "marks inside a pasted mail": (
        BOB,
        "B The first one is right.\nB I have checked it.\n\nQ -----Original Message-----\nQ From: a@example.com\n"
        "Q Subject: Keys\n\nQ > Which one?\nQ Either of them.\n\nQ Alice",
    ),
    "answers inside a pasted mail": (
        BOB,
        "G Hi Alice,\n\nQ -----Original Message-----\nQ From: a@example.com\nQ Subject: Keys\n\n"
        "Q > Which one?\nB The first one.\n\nS Bob",
    ),
    "da headers": (
        BOB,
        "B Yes.\n\nQ Fra: Alice Young <alice@example.com>\nQ Sendt: 3. marts 2025 10:15\nQ Til: Bob Miller\n"
        "Q Emne: Nøgler\n\nQ Hvor?",
    ),
    "es saludos con todos": (
        ANA,
        "G Saludos con todos\n\nB Necesito ayuda con una tabla de las ventas del mes.",
    ),
    "es hola con todos": (ANA, "G Hola con todos.\n\nB Necesito ayuda con una tabla de ventas."),
    "es un saludo last": (ANA, "CS Un saludo. Ana"),
    "numbers and tabs": (ANA, "G Hola:\n\nL 1.\tVentas\nL 2.\tCompras\n\nC Gracias"),
    "log below the name": (
        BOB,
        "B It fails.\n\nC Thanks,\nS Bob\n\nL * checking the tests ... ERROR\nL * see http://www.example.com/log",
    ),
    "en thanks, as always": (BOB, "B Done.\n\nC Thanks, as always, for all you do here.\n\nS Bob"),
    "cryptographic signature": (
        BOB,
        "D -----BEGIN PGP SIGNED MESSAGE-----\nD Hash: SHA256\n\nB The key is under the mat.\n\nS Bob\n"
        "D -----BEGIN PGP SIGNATURE-----\n\nD abcdEFGH0123ijkl\nD =AbCd\nD -----END PGP SIGNATURE-----",
    ),
    "es prueba con": (ANA, "B Prueba con:\n\nB sumar(a, b)"),
    "es un saludo first": (
        ANA,
        "G Un saludo:\n\nB Necesito ayuda con una tabla de ventas del mes.",
    ),
    "es cordial saludo first": (
        ANA,
        "G Cordial saludo,\n\nB Necesito ayuda con una tabla de ventas del mes.\n\nC Gracias\nS Ana",
    ),
    "en list members": (BOB, "G Dear list members,\n\nB The list moves on Monday."),
    "en hyphenated list": (
        BOB,
        "G Dear ejemplo-paquetes-devel list members,\n\nB The list moves on Monday.",
    ),
    "es buenas, text": (ANA, "GB Buenas, tengo una duda con la tabla.\n\nC Gracias"),
    "es buenas text": (ANA, "GB Buenas tengo una duda con la tabla.\n\nC Gracias"),
    "es buenas is an adjective": (ANA, "B Buenas noticias para todos hoy.\n\nB Hay pan."),
    "en good luck": (BOB, "B Turn left at the bridge.\n\nC Good luck,\nS Bob"),
    "en best of luck": (BOB, "B Turn left at the bridge.\n\nC Best of luck\nS Bob"),
    "en enjoy": (BOB, "B Here is the cake.\n\nC Enjoy,\nS Bob"),
    "en enjoy without a name": (BOB, "B Here is the cake.\n\nB Enjoy!"),
    "en see you": (BOB, "B The room is booked.\n\nC See you Thur.\nS Bob"),
    "lone name under the text": ((), "B Send me both of them tomorrow\nS Ed"),
    "lone initial": ((), "B Sorry for the mix-up!\n\nS -g"),
    "names in a list are text": ((), "B These have said that they come:\nB Ed\nB Tom"),
    "es wish with an adjective": (ANA, "B Ya está.\n\nC Que tengas un muy buen día\nS Ana"),
    "en wish with an adjective": (BOB, "B All done.\n\nC Have a very nice weekend!\nS Bob"),
    "en thanks for something, name": (
        BOB,
        "B See above.\n\nCS Thanks in advance for any help, Bob",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    check(SHAPES[name][1], SHAPES[name][0])


@pytest.mark.parametrize("name", DRAFTS)
def test_drafts(name: str) -> None:
    check(DRAFTS[name][1], DRAFTS[name][0])


@pytest.mark.parametrize("name", REPLIES)
def test_replies(name: str) -> None:
    check(REPLIES[name][1], REPLIES[name][0])


@pytest.mark.parametrize(
    ("own", "pasted"),
    [
        (
            "It opens with the blue key.Sent from my phone.",
            "-------- Original message --------From: Alice <a@example.org> Date: 3/2/26 10:15 "
            "(GMT+01:00) To: Bob Subject: Store Hi Bob.Which key opens the store?" + " Alice" * 60,
        ),
        (
            "Se abre con la azul.\n\nEnviado desde mi móvil.",
            "---Mensaje original---De: Luis <l@example.es> Fecha: 3/2/26 Asunto: Trastero Hola.\n¿Cuál es?",
        ),
        ("Passing this on. ", "----- Forwarded message -----\nFrom: Alice <a@example.org>\n\nHi"),
    ],
)
def test_a_mail_pasted_without_line_ends(own: str, pasted: str) -> None:
    body = own + pasted
    blocks = segment(body)
    written = [body[b.start : b.end] for b in blocks if b.kind not in ("quote", "signature")]
    assert " ".join(written) in own
    assert written
    assert blocks[-1].kind == "quote"
    assert body[blocks[-1].start - 1 : blocks[-1].end] == pasted


@pytest.mark.parametrize(
    "body",
    [
        "The divider reads --- original message --- in most programs, they say.\n\nRead it.",
        "The note --- my only copy --- is lost.\n\nRead on.",
    ],
)
def test_dashes_that_cut_nothing(body: str) -> None:
    assert {b.kind for b in segment(body)} == {"body"}


def test_paragraphs_are_blocks_and_other_neighbours_are_one() -> None:
    blocks = segment("Hola:\n\n uno\ndos \n\ntres\n\n- a\n\n- b\n")
    body = "Hola:\n\n uno\ndos \n\ntres\n\n- a\n\n- b\n"
    assert [(b.kind, body[b.start : b.end]) for b in blocks] == [
        ("greeting", "Hola:"),
        ("body", "uno\ndos"),
        ("body", "tres"),
        ("list", "- a\n\n- b"),
    ]


def test_split_line_keeps_every_character_in_its_block() -> None:
    body = "  Hi Bob, where is it?\n\nCheers, Al"
    parts = [(b.kind, body[b.start : b.end]) for b in segment(body, names=("Al Poe",))]
    assert parts == [
        ("greeting", "Hi Bob,"),
        ("body", "where is it?"),
        ("closing", "Cheers,"),
        ("signature", "Al"),
    ]


def test_places_known_from_html() -> None:
    body = "Sí.\n\nuna cita\ncon dos líneas\n\nAna\nACME"
    quote = Span(body.index("una"), body.index("\n\nAna"))
    sign = Span(body.index("Ana"), len(body))
    assert letters_of(body, quotes=[quote], signatures=[sign]) == ["B", "", "Q", "Q", "", "S", "S"]


def test_lines_come_in_order_whatever_they_begin_with() -> None:
    lines = Lines("\n".join(["| a", "> b", "", "| c:", "> d"]))
    assert lines.starting(">|") == [0, 1, 3, 4]
    assert lines.introducing == [3]


def test_flowed_space_stuffing_is_no_quote() -> None:
    body = "Mira:\n >= 5 es la condición.\n> cita\n"
    assert letters_of(body, flowed=True) == ["B", "B", "Q", ""]


@pytest.mark.parametrize(
    ("subject", "rest", "found"),
    [
        ("Reunión", "Reunión", []),
        ("Re: Reunión", "Reunión", ["re"]),
        ("RE: RV: Reunión", "Reunión", ["re", "fwd"]),
        ("Fwd: [ventas] Re[2]: Plan", "Plan", ["fwd", "ventas", "re"]),
        ("AW: WG: TR: Rif: Enc: Res: x", "x", ["re", "fwd", "fwd", "re", "fwd", "re"]),
        ("R: I: ciao", "ciao", ["re", "fwd"]),
        ("Re (3) : x", "x", ["re"]),
        ("Regalo: uno", "Regalo: uno", []),
        ("I am here", "I am here", []),
        ("Re:", "", ["re"]),
        ("", "", []),
    ],
)
def test_prefixes(subject: str, rest: str, found: list[str]) -> None:
    at, prefixes = strip_prefixes(subject)
    assert (subject[at:], prefixes) == (rest, found)


LINES = st.sampled_from(
    [
        "", " ", "Hola Ana:", "Hi", "> a", ">", "| b", "-- ", "Ana", "Saludos", "Thanks, Ana", "- x",
        "On 3 May 2025 at 10:15, Bo <b@example.org> wrote:", "X escribió:", "From: a@example.org",
        "Subject: s", "-----Original Message-----", "________________________", "Ejemplo mailing list",
        "AVISO LEGAL: confidencial, destinatario", "Enviado desde mi iPhone", "1. uno", "PD: x",
        "[[alternative HTML version deleted]]", "Texto. Un saludo.", "\u00a0", "\u2028x", "İİ: wrote:",
    ]
)  # fmt: skip


@given(
    st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=20))).map("\n".join)),
    st.lists(st.text(max_size=12), max_size=3),
    st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), max_size=3),
    st.booleans(),
)
def test_every_line_is_in_just_one_block(
    body: str, names: list[str], spans: list[tuple[int, int]], flowed: bool
) -> None:
    known = [Span(*span) for span in spans]
    blocks = segment(body, quotes=known, signatures=known[:1], names=names, flowed=flowed)
    end = 0
    covered = [False] * len(body)
    for block in blocks:
        assert block.kind in BLOCK_KINDS
        assert end <= block.start < block.end <= len(body)
        part = body[block.start : block.end]
        assert part == part.strip()
        covered[block.start : block.end] = [True] * len(part)
        end = block.end
    assert all(yes or c.isspace() for yes, c in zip(covered, body, strict=True))
    for left, right in pairwise(blocks):
        assert left.kind != right.kind or left.kind == "body"


@given(st.text())
def test_prefixes_of_anything(subject: str) -> None:
    at, found = strip_prefixes(subject)
    assert 0 <= at <= len(subject)
    assert all(found)


HOSTILE = {
    "one word": "x" * 700_000,
    "short lines": "a\n" * 50_000,
    "greetings": "hola a todos\n" * 50_000,
    "closings": "saludos\n" * 50_000,
    "attributions": "on 5 May, X wrote:\n" * 30_000,
    "answers": "> x\n\ny\n" * 30_000,
    "rules": "____________\nx mailing list\n" * 20_000,
    "delimiters": "--\n" * 50_000,
    "items": "- a\n" * 50_000,
    "headers": "Subject: x\nFrom: a@example.org\n" * 20_000,
    "notices": "aviso legal confidencial destinatario\n" * 20_000,
    "digits": "1 " * 300_000,
    "dots": "Hola " + "." * 500_000,
    "names": "Ana Ruiz\n" * 30_000,
    "marked pasted mails": "-----Original Message-----\nFrom: a@example.org\nSubject: x\n\n> y\n"
    * 20_000,
    "sponsors": "------------- groups sponsor -----\n" * 50_000,
    "delimited answers": "> x\n\ny\n--\n" * 25_000,
    "files": "- a.doc\n" * 50_000,
    "rules alone": ("_" * 30 + "\n\n") * 50_000,
    "armour": "-----BEGIN PGP SIGNATURE-----\n" * 40_000,
    "boxes": ("_" * 30 + "\nMSN\nhttp\n") * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bodies_take_no_time(name: str) -> None:
    with soon():  # it takes some 0.2 s; quadratic would take minutes
        segment(HOSTILE[name], names=("Ana Ruiz",))
