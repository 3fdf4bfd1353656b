"""What sounds how: sentences as people write them, beside the examples on the cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter
from emailint.model import Finding

if TYPE_CHECKING:
    from emailint.pack import Pack

Found = Callable[[str, str, str], list[Finding]]


@pytest.fixture(scope="module")
def found(pack: Pack) -> Found:
    def run(rule: str, language: str, text: str, profile: str = "business") -> list[Finding]:
        linter = Linter(pack, Config(select=(rule,), profile=profile, language=language))
        report = linter.lint(read(text, kind="text", language=language))
        assert not report.notes
        return list(report.findings)

    return run


AGGRESSIVE = {
    "es": """
Ponte las pilas o te vas a la calle.
Sois lo peor que me he encontrado en veinte años.
¿De verdad te pagan por hacer esto?
Sois una panda de ladrones.
Vas a lamentar haberme engañado.
Ustedes no sirven para nada.
Haga su trabajo, que para eso cobra.
Tu actitud es lamentable y no voy a tolerarla.
¿Cómo puedes ser tan inútil?
No vuelvas a escribirme con esas tonterías.
¿Te crees que tengo todo el día para arreglar tus chapuzas?
Es vergonzoso el trato que me han dado ustedes.
Ustedes son unos sinvergüenzas y voy a publicarlo en todas partes.
No me interesan tus problemas, quiero mi pedido ya.
Esto es inaceptable.
Es totalmente inadmisible que sigáis así.
Estoy harta de vuestras excusas.
Estoy hasta las narices de esperar.
¿Cuántas veces tengo que repetirlo?
¿Cuántas veces te lo tengo que decir?
No pienso tolerar ni un error más.
Sois unos incompetentes.
Es una vergüenza cómo nos tratáis.
Exijo una respuesta inmediata.
Me estás haciendo perder el tiempo.
No tenéis ni idea de lo que hacéis.
Haz tu trabajo de una vez.
Deja de hacerme perder el tiempo.
Atente a las consecuencias.
¿Es que nadie sabe hacer su trabajo?
Todo esto es culpa tuya.
Déjate de excusas y contesta.
Qué falta de respeto: es una tomadura de pelo.
Te lo advierto: no habrá otra.
Tu incompetencia nos ha costado el cliente.
Esto no va a quedar así.
""",
    "en": """
I pay your salary, so show some respect.
Get your act together or we're done.
You had better have a bloody good explanation for this.
This report is garbage. Do it again.
You clearly don't give a damn about your customers.
You'll regret crossing me.
I've had enough of your excuses, just get it done.
Are you deaf? I said no.
Your work is mediocre and you know it.
Give me my money back, you thief!
Pull your finger out and send me the figures.
Either you deliver tomorrow or I'll make sure everybody knows what kind of company you are.
It is beyond belief how useless your support team is.
I don't care what your boss says, I want my money back.
This is completely unacceptable.
I'm sick and tired of your excuses.
I am fed up with this.
How many times do I have to tell you?
Stop wasting my time.
You clearly don't care.
What is wrong with you?
What the hell are you doing?
I will not tolerate this any longer.
Your incompetence has cost us the client.
Just do your job.
Shame on you.
How dare you write to my client?
This is ridiculous.
You should be ashamed of yourselves.
Are you kidding me?
You leave me no choice.
Fix it today or else!
You people never answer.
It's your own fault.
I demand an answer today.
You are useless.
""",
}
PASSIVE = {
    "es": """
Te lo vuelvo a explicar, a ver si ahora queda claro.
Imagino que tu correo no funciona.
Habría estado bien que me lo dijeras antes de la reunión.
Gracias por avisar con tanto tiempo, eh.
No te preocupes, total, ya estoy acostumbrada a que nadie conteste.
Igual es que no me expliqué bien las cuatro veces anteriores.
Perdona que te moleste otra vez con esto que ya deberías haber entregado.
Por si no lo has visto, te vuelvo a mandar lo mismo que te mandé el martes.
Quedo a la espera, como siempre.
Enhorabuena por llegar a la reunión antes de que terminara.
Como ya te dije en mi correo del lunes, el archivo está en la carpeta.
No sé para qué mando recordatorios.
Perdón por pensar que ibas a cumplir.
Otra vez me toca a mí arreglar lo que otros dejan a medias.
Como ya te dije, cierra el viernes.
Como ya os hemos explicado varias veces, no se puede.
Por enésima vez, necesito las fotos.
Te lo recuerdo por última vez.
Por si no has leído mi correo, el plazo acaba mañana.
Por si no te has enterado, el plazo acaba mañana.
Según mi último correo, faltan las fotos.
Sigo esperando tu respuesta.
Todavía estoy esperando las fotos.
Me sorprende que todavía no lo hayas hecho.
Si hubieras leído el contrato, lo sabrías.
Si te hubieras molestado en mirarlo, lo sabrías.
Gracias por nada.
Gracias por contestar por fin.
Tú sabrás lo que haces.
Que conste que yo avisé.
Con todos mis respetos, no lo has entendido.
Ya que nadie contesta, lo hago yo.
¿Te parece normal?
Evidentemente no has leído el anexo.
Cuando te dignes a contestar, seguimos.
Creo que fui bastante claro.
""",
    "en": """
As you would know if you had read the brief, we need two colours.
It would have been nice to be told beforehand.
No worries, it's not like I had anything else to do.
Still waiting for your feedback, which was due last Tuesday.
If you're that busy, say so and somebody else will do it.
Thank you for your "help" with this.
I see you still aren't reading what I send you.
You must be having a lovely time, since you never answer.
As I mentioned in my previous three emails, the form is on page two.
Going forward I would appreciate it if you read the whole message.
Well done for making it to the meeting before it ended.
I shouldn't have to repeat this, but here we go.
I understand this isn't a priority for you.
As per my last email, the printer closes on Friday.
Per my previous email, the photos are missing.
As I already told you, it can't be done.
As I've already explained, it can't be done.
Not sure if you saw my last email.
In case you missed my email, the deadline is tomorrow.
For the umpteenth time, I need the photos.
Still waiting for your reply.
I have yet to receive a reply.
If you had read the contract, you would know.
If you'd bothered to look, you would know.
Thanks for nothing.
Thanks for finally getting back to me.
Nice of you to finally join us.
With all due respect, you missed the point.
As you should know by now, we close at six.
Did you even read it?
I thought I was clear.
Just another friendly reminder.
I guess I'll just have to do it myself.
I'm surprised you still haven't answered.
Let me spell it out.
""",
}
INFORMAL = {
    "es": """
Sale y vale, ahí te encargo la factura, mano.
Tq mucho por el pedido, eres un crack!!! 😂😂😂
Qué chévere el diseño del folleto, pana.
Vaya movida con la factura.
Salu2 y ya me dices lo de la factura.
Cachái que el pedido no llegó po.
jajaj el informe quedó genial
Mil grax x el presupuesto!!
Pos nada, ya me contáis lo del presupuesto.
La propuesta está guapísima, me flipa.
Mañana te digo algo, nene.
Uff, menudo palo lo del presupuesto.
Holi! te adjunto el contrato :) :) :)
Te mando el presu del proyecto, ok? bss
Le escribo xq no llegan las fotos.
Mándeme las fotos porfa.
Yo tmb voy.
¡Hola! ¿K tal?
El folleto mola.
Jajaja, qué bueno.
Nos vemos el finde.
La reunión fue un marrón.
El local es muy chulo y guay.
No kiero molestar.
¿Qué onda con el pedido?
Está muy chido.
""",
    "en": """
That supplier sucks big time.
This spreadsheet is doing my head in.
Gotta bounce, will send the figures l8r.
Alright mate, how's the order coming along?
The project logo is awesome sauce.
The client's being a right pain in the arse.
Hey dude, can u send me the invoice?
I'll send the contract in a jiffy, legend!
The proposal's wicked cool, man.
What's up man, got the invoice yet?
Can ya shoot me the deets for the account?
Tell the client to chill out, it's no biggie.
Wanna grab the order form off the site?
We're gonna send it.
I wanna see it first.
Dunno if it works.
C'mon, gimme a break.
Let me know if u can.
Thx u so much lol.
OMG, it looks great.
Hey dude, here is the quote.
Lol, great job.
It kinda works.
That sucks.
See you l8r.
""",
}
FORMAL = {
    "es": """
Me es grato dirigirme a usted.
Por la presente le comunico el cambio.
Por medio de la presente le informo.
Sin otro particular, le saluda atentamente.
Sírvase encontrar adjunto el contrato.
Tenga a bien confirmar la recepción.
Tengo el agrado de dirigirme a usted.
Quedo de usted.
Muy señor mío:
A la mayor brevedad posible.
Lo que le comunico a los efectos oportunos.
Aprovecho la ocasión para saludarle.
""",
    "en": """
Please be advised that we close on Friday.
Kindly do the needful.
Please find enclosed herewith the contract.
Pursuant to our conversation, here is the contract.
I am in receipt of your letter.
We hereby confirm the order.
The aforementioned contract is signed.
It has come to my attention that the door is open.
I have the honour to write to you.
Kindly revert at the earliest.
This is to inform you that we close.
Thanking you in anticipation.
""",
}
URGENT = {
    "es": """
Esto hay que resolverlo ya, sin falta.
Necesito que me contestes YA.
La promoción está a punto de terminar, no te quedes fuera.
Te lo pido con la máxima urgencia.
¡Corre, que vuelan!
Asunto urgentísimo, ábrelo cuanto antes.
Apresúrese, no quedan casi unidades.
No lo dejes escapar, quedan muy pocas unidades.
¡Corre a por el tuyo, que se agota!
Apúrate que se termina.
No pierda esta oportunidad única.
Date prisa, que se acaban las plazas.
Por favor, atiende esto a la mayor urgencia posible.
Actúa ahora o te arrepentirás.
¡Última oportunidad!
No te lo pierdas.
Solo hoy: envío gratis.
Date prisa, que se agotan.
Oferta por tiempo limitado.
Actúa ahora.
No dejes escapar esta oportunidad.
Quedan pocas plazas.
Ahora o nunca.
Lo necesito para ayer.
URGENTE: mándame las fotos.
Es muy urgente, contesta.
""",
    "en": """
I want it now, not later.
Super urgent matter, open at once.
Your account will be closed unless you act immediately.
I need an answer ASAP.
This is for right now.
Act now before it's gone forever.
I need this right now.
Time is running out!
Final reminder: your discount disappears soon.
Call me NOW.
I wanted this yesterday.
I need a reply this instant.
Buy now or regret it forever.
This deal is flying, don't think twice.
Last chance!
Don't miss out.
Today only: free shipping.
Hurry up, they are going fast.
Limited time offer.
Act now.
Don't miss this opportunity.
Only a few left.
It's now or never.
I needed it yesterday.
URGENT: send me the photos.
Send it ASAP.
""",
}
HEDGED = {
    "es": """
Perdona que te moleste, solo quería preguntarte si quizá tienes las fotos.
Creo que a lo mejor podríamos cambiar un poco el texto.
No sé si tal vez, si no te importa, podrías mirarlo.
Supongo que igual me equivoco, pero me parece que falta algo.
""",
    "en": """
Sorry to bother you, I was just wondering if maybe you have the photos.
I think perhaps we could possibly change the text.
I'm not sure if it's okay, but maybe we could sort of change it.
I guess it might be a silly question, but I was wondering if you know.
""",
}
HITS = {
    "tone-aggressive": AGGRESSIVE,
    "tone-passive-aggressive": PASSIVE,
    "tone-too-informal": INFORMAL,
    "tone-too-formal": FORMAL,
    "tone-false-urgency": URGENT,
    "tone-hedging": HEDGED,
}
CASES = [
    pytest.param(rule, language, line, id=f"{rule}-{language}-{number}")
    for rule, by_language in HITS.items()
    for language, lines in by_language.items()
    for number, line in enumerate(lines.strip().split("\n"), 1)
]


@pytest.mark.parametrize(("rule", "language", "line"), CASES)
def test_it_is_heard(found: Found, rule: str, language: str, line: str) -> None:
    assert found(rule, language, line)


@pytest.mark.parametrize(("rule", "language", "line"), CASES)
def test_it_is_not_heard_in_a_quote(found: Found, rule: str, language: str, line: str) -> None:
    head = {"es": "Ana escribió:", "en": "Ana wrote:"}[language]
    assert found(rule, language, f"{head}\n> {line}\n\nOK.\n") == []


PLAIN = {
    "es": """
El retraso nos ha costado un cliente y necesito saber cómo evitarlo.
No estoy de acuerdo con el cargo de la factura y pido que se revise.
Te recuerdo que mañana es el último día para entregar el informe.
Como te comenté por teléfono, adjunto el contrato.
Es urgente porque el servidor está caído desde las nueve.
La oferta es válida hasta el 30 de junio.
Quedan tres plazas en el curso del jueves, por si a alguien le interesa.
Disculpa la insistencia: ¿has podido mirar el presupuesto?
Siento el error, ha sido culpa mía.
El cliente está muy enfadado y dice que el servicio es pésimo.
Gracias por tu paciencia y por avisarnos con tanta antelación.
Ya he visto tu respuesta, muchas gracias.
Necesito el documento firmado antes del viernes para presentarlo en el registro.
No hace falta que contestes a este correo.
Si no lo has visto todavía, el calendario está en la intranet.
Perdona, no me expliqué bien: la reunión es el martes.
La prensa dice que es un escándalo, pero el informe no dice eso.
El plazo vence hoy a las 14:00, así que conviene firmar cuanto antes.
¿Podrías volver a enviarme el archivo? El que mandaste no se abre.
Un abrazo y hasta pronto.
Ya lo hago yo, no te preocupes.
Gracias por contestar tan rápido.
El cliente prefiere cerrar ya el pedido de otoño.
La multa por no llevar la basura al contenedor es de 200 euros.
Llevamos dos semanas esperando la pieza del fabricante.
¿En qué parte del contrato está?
No es inaceptable, pero sí caro.
Hemos ganado por tercera vez consecutiva.
Gracias por tu respuesta.
Sigo esperando que estés bien.
Como comentamos por teléfono, adjunto las fotos.
El rollo de papel mide 30 metros.
La presente edición del curso empieza el lunes.
En los últimos días hemos vendido más.
No es urgente.
La atención urgente cierra a las ocho.
Es urgente porque la imprenta cierra mañana.
Te lo mando cuanto antes.
Creo que el local es bueno y que quizá convenga verlo otra vez antes de firmar.
Le exigimos a la máquina 300 copias por hora.
Me escribió que «estoy harto de esperar» y colgó.
Reunión a las 10:30 (sala 2); traer el informe :)
""",
    "en": """
The delay cost us a client, and I need to know how we can avoid it.
I don't agree with the charge on the invoice and would like it reviewed.
A reminder that tomorrow is the last day to hand in the report.
As I mentioned on the phone, the contract is attached.
It is urgent because the server has been down since nine.
The offer is valid until 30 June.
There are three places left on Thursday's course, if anyone is interested.
Sorry to chase: have you had a chance to look at the quote?
I'm sorry about the mistake, it was my fault.
The client is very angry and says that the service is appalling.
Thank you for your patience and for letting us know so early.
I saw your answer, thank you very much.
I need the signed document before Friday so that I can file it.
There's no need to answer this email.
If you haven't seen it yet, the calendar is on the intranet.
Sorry, I wasn't clear: the meeting is on Tuesday.
The papers say it is a scandal, but the report doesn't.
The deadline is today at 2 pm, so it would be good to sign soon.
Could you send me the file again? The one you sent doesn't open.
Best wishes and see you soon.
I'll do it myself, don't worry.
Thanks for answering so quickly.
The client would rather place the autumn order now.
The rubbish is collected on Mondays and the garbage bins are at the back.
We have been waiting two weeks for the part from the manufacturer.
Which part of the contract says so?
It is not unacceptable, but it is expensive.
We won for the third time in a row.
Thank you for your reply.
As discussed on the phone, here are the photos.
Let me know or else we keep the old one.
I could deal with it tomorrow.
The demand for the leaflet is high.
It is urgent because the printer closes on Friday.
It's not urgent.
I will send it to you ASAP.
I think the place is good, and perhaps we should see it again before we sign.
He said "this is ridiculous" and left.
The meeting is at 10:30 (room 2); bring the report :)
The U.S. office is in charge.
I still haven't seen the new office.
""",
}


@pytest.mark.parametrize("rule", HITS)
@pytest.mark.parametrize(
    ("language", "line"),
    [(language, line) for language, lines in PLAIN.items() for line in lines.strip().split("\n")],
)
def test_plain_words_are_no_tone(found: Found, rule: str, language: str, line: str) -> None:
    assert found(rule, language, line) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Hello :) here it is :) bye ;-)", 1),
        ("Hello 😀 here it is 😀 bye 😀", 1),
        ("Hello :) here it is :)", 0),
        ("a:(b) c:(d) e:(f) g:(h)", 0),
        ("http://a.example/ http://b.example/ http://c.example/", 0),
        ("from 10:00 to 12:00; see (a); (b); (c)", 0),
    ],
)
def test_heaps_of_smileys(found: Found, text: str, hits: int) -> None:
    assert len(found("tone-too-informal", "en", text)) == hits


REPLY = "From: Martha <martha@example.org>\nTo: Luke <luke@example.com>\n\nHey Luke,\n\n"


@pytest.mark.parametrize(
    ("body", "hits"),
    [
        ("I'm gonna be in town on Friday.", 0),
        ("I'm gonna send the invoice on Friday.", 1),
        ("I'm gonna send the invoice on Friday. Love you, Mom", 0),
    ],
)
def test_friends_may_chat(pack: Pack, body: str, hits: int) -> None:
    linter = Linter(pack, Config(select=("tone-too-informal",), language="en"))
    assert len(linter.lint(read(REPLY + body, language="en")).findings) == hits


@pytest.mark.parametrize(
    ("rule", "text", "hits"),
    [
        ("tone-aggressive", "The lid is completely useless.", 0),
        ("tone-aggressive", "You know your lid is completely useless.", 1),
        ("tone-aggressive", "It's not like it's your fault.", 0),
        ("tone-aggressive", "I don't think you are useless.", 0),
        ("tone-aggressive", "If it isn't paid today, you'll be hearing from my lawyer.", 1),
        ("tone-aggressive", 'He wrote "pay\nnow or else!" again.', 0),
        ("tone-aggressive", "He wrote:\n\n    Stop wasting my time.", 0),
        ("tone-passive-aggressive", "With all due respect, he is wrong.", 0),
        ("tone-passive-aggressive", "With all due respect, you are wrong.", 1),
        ("tone-false-urgency", "Act now!\n\n" + "We sell pens. " * 30 + "Ends on 3 May.", 0),
        ("tone-false-urgency", "Act now!\n\n" + "We sell pens. " * 30 + "Save 30 %.", 1),
        ("tone-false-urgency", "I have limited time for it.", 0),
        ("tone-false-urgency", "This is urgent, because we open soon. Call me.", 0),
        ("tone-false-urgency", "This is urgent. " + "We sell pens. " * 40 + "Because we can.", 1),
    ],
)
def test_what_stands_around_counts(found: Found, rule: str, text: str, hits: int) -> None:
    assert len(found(rule, "en", text)) == hits


@pytest.mark.parametrize(
    "mark", ["not like ", "useless you ", "(", '"', "«", "urgent ", "maybe ", ":) "]
)
def test_a_huge_line_takes_no_time(found: Found, mark: str) -> None:
    for rule in HITS:
        found(rule, "en", mark * 50_000)
