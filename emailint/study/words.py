"""The words of a study's reports, in both languages. None of them is a word of cause."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "title": "Does the advice hold in this mail?",
        "archive": (
            "{messages}, {first} of them opened a thread; {judged} were watched for their "
            "whole window, {replied} were answered ({rate})."
        ),
        "archive_more": "{facts}. A reply counts within {days} days.",
        "span": "{start} to {end}", "no_span": "No dates",
        "messages": "{n} message|{n} messages", "authors": "{n} author|{n} authors",
        "es": "Spanish", "en": "English", "": "unsure",
        "in_es": "Mail in Spanish", "in_en": "Mail in English",
        "supported": "supported", "none": "no effect seen", "contradicted": "contradicted",
        "too-little": "too little data", "too_little": "Fewer than 20 mails on one side (in brackets, those with it)", "open": "too little",
        "headlines": "Published headlines, tested here", "rules": "Rules: mail with the fault beside mail without it",
        "curves": "Features of the mail", "grids": "Weekday and hour",
        "waiting": "Time to the first reply", "fits": "Points fitted to this mail",
        "table": "The figures", "feature": "feature", "fitted_n": "mails with the fault",
        "column_verdict": "verdict", "left_out": "What was left out, and why", "reading": "How to read this",
        "rule": "rule", "name_rules": "rule: with / without", "name_headlines": "headline: with / without", "verdict": "verdict", "value": "value",
        "column_name": "with / without", "column_id": "rule", "column_n": "mails", "column_rate": "answered %",
        "column_difference": "points", "column_ci": "95 %",
        "column_published": "published", "column_adjusted": "adjusted", "column_power": "power",
        "column_p": "p, corrected", "column_held": "adjusted, 95 %",
        "n": "mails", "rate": "answered", "forecast": "forecast", "came": "answered",
        "wait": "{language}: half of the mail had its reply after {time}.",
        "wait_never": "{language}: half of the mail was still waiting when watching ended.",
        "by_then": "had a reply", "at_risk": "waiting", "time": "time",
        "hour": "{n} hour|{n} hours", "day": "{n} day|{n} days",
        "held_out": (
            "{language}: fitted to {before} mails before {split}, tried on the {after} after it. "
            "AUC {auc} ({low} … {high}; 0.5 is chance); Brier score {brier}, against {base} for saying the same of "
            "all mail (less is better)."
        ),
        "no_skill": "On later mail its forecasts did no better than chance.",
        "refused": "{language}: nothing was fitted. There are {n} {what}, and it takes {needed}.",
        "refused_mails": "mails", "refused_replies": "mails of the rarer outcome",
        "refused_rules": "rules with enough mail on both sides", "fitted_points": "points",
        "no": "no", "yes": "yes", "lower": "answered less", "higher": "answered more",
        "key_here": "here, with its 95 % interval", "key_adjusted": "here, the rest held equal",
        "key_published": "published", "key_few": "little mail", "key_many": "much mail",
        "axis_difference": "difference in points: those with it less those without",
        "axis_hours": "time since it was sent",
        "picture_headlines": "Published headlines: differences in replies",
        "picture_rules": "Rules: differences in replies", "picture_grid": "Replies by weekday and hour of sending",
        "picture_waiting": "Share answered by time since sending",
        "picture_calibration": "What was forecast beside what came",
        "told_headlines": (
            "A row a headline: the filled dot is the difference in reply rate between the mail it speaks of "
            "and the rest, the bar its 95 % interval, the small ring the difference with the rest held "
            "equal, the diamond what was published."
        ),
        "told_rules": (
            "A row a rule: the filled dot is the difference in reply rate between mail with the fault and "
            "mail without it, the bar its 95 % interval, the small ring the difference with the rest held "
            "equal, the diamond what was published."
        ),
        "told_curve": (
            "Share answered, with its 95 % interval; broken line: all this mail; grey bars: how much mail. "
            "Groups of fewer than 10 mails are not drawn."
        ),
        "told_grid": (
            "The stronger the colour the more was answered, the larger the square the more mail there is. "
            "Hours with little mail are drawn toward the rate of all."
        ),
        "told_waiting": (
            "Kaplan-Meier estimate with its 95 % interval: mail counts for as long as it was watched."
        ),
        "told_calibration": (
            "Later mail, which the fit hadn't seen, in groups of like forecasts: on the broken line the "
            "forecast came true. Bars: 95 % intervals."
        ),
        "lead": (
            "How the mail of this archive was answered: mail with the fault that a rule looks for beside mail "
            "without it, and next to it what was published. Nobody is named here, and no mail is quoted."
        ),
        "tile_messages": "messages", "tile_first": "opened a thread", "tile_judged": "watched to the end",
        "tile_rate": "answered",
        "out_others": (
            "{n} messages: answers, automatic mail (newsletters, bounces, machines), mail without a usable date or sender."
        ),
        "out_unwatched": (
            "{n} that opened a thread less than {days} days before the archive or a stretch of it ends: too "
            "short a watch, whatever came of them. They count in the time to reply for as long as they were watched."
        ),
        "out_unsure": "Mail in no sure language: {n}, compared with nothing.",
        "out_few": "{language}: {n}, too few to compare; it takes {least}.",
        "out_rules": "Rules that judged no mail of the archive have no row.",
        "read_difference": (
            "Differences are in percentage points, with less without: −5 is five replies fewer in a hundred mails. "
            "Behind them is the 95 % interval (Newcombe): the values that this archive is compatible with."
        ),
        "read_adjusted": (
            "“Adjusted” holds length, list, year, weekday, hour and the sender's history equal (logistic "
            "regression, errors clustered by sender)."
        ),
        "read_verdict": (
            "Supported: the corrected test (Holm) tells the groups apart in the direction claimed, and the "
            "whole adjusted interval lies there. Contradicted: the same the other way. No effect seen: the "
            "adjusted interval (the plain one where nothing could be adjusted) holds 0 and not the effect sought "
            "(the published one, 5 points where none is), which had at least an 80 % chance to show. "
            "Too little data: fewer than 20 mails on one side. Too little, with a letter: everything else."
        ),
        "open_imprecise": (
            "Too little (a): the interval holds 0, but there is too little mail to rule out the effect "
            "sought (the published one, 5 points where none is)."
        ),
        "open_corrected": (
            "Too little (b): the interval leaves out 0, but p, corrected for all that was compared, "
            "isn't under 0.05: so many comparisons show some such difference by chance."
        ),
        "open_unadjusted": (
            "Too little (c): the plain interval leaves out 0, but the rest could not be held equal: "
            "too few outcomes for it."
        ),
        "open_turned": "Too little (d): with the rest held equal the difference turns round.",
        "published_marks": (
            "Published: in points; with %, relative to the rate without; an arrow where only the direction was."
        ),
        "not_adjusted": "* Could not be adjusted: the plain difference and its interval.",
        "column_relative": "relative", "column_source": "source", "column_language": "language",
        "nothing": "There is no mail to judge: it takes mail that opened a thread and was watched for {days} days.",
        "needed": (
            "Where there is too little data: it takes 20 mails on both sides at the very least, and some 1,600 on each to "
            "have an 80 % chance of seeing 5 points around a rate of 50 %."
        ),
        "never_rules": "{n} rule found its fault in no mail.|{n} rules found their fault in no mail.",
        "never_headlines": "{n} headline speaks of no mail here.|{n} headlines speak of no mail here.",
        "no_cause": (
            "What goes together need not cause anything: mail with a fault may differ in other ways too."
        ),
    },
    "es": {
        "title": "¿Se cumplen los consejos en este correo?",
        "archive": (
            "{messages}, de los que {first} abrieron un hilo; {judged} se observaron durante "
            "todo su plazo y {replied} tuvieron respuesta ({rate})."
        ),
        "archive_more": "{facts}. Cuenta la respuesta que llega en {days} días.",
        "span": "Del {start} al {end}", "no_span": "Sin fechas",
        "messages": "{n} mensaje|{n} mensajes", "authors": "{n} autor|{n} autores",
        "es": "español", "en": "inglés", "": "idioma dudoso",
        "in_es": "Correos en español", "in_en": "Correos en inglés",
        "supported": "respaldado", "none": "sin efecto visible", "contradicted": "contradicho",
        "too-little": "datos insuficientes", "too_little": "Con menos de 20 correos a un lado (entre paréntesis, cuántos lo tienen)", "open": "insuficiente",
        "headlines": "Titulares publicados, puestos a prueba aquí", "rules": "Reglas: los correos con el fallo junto a los que no lo tienen",
        "curves": "Rasgos del correo", "grids": "Día y hora",
        "waiting": "Tiempo hasta la primera respuesta", "fits": "Puntos ajustados a este correo",
        "table": "Las cifras", "feature": "rasgo", "fitted_n": "correos con el fallo",
        "column_verdict": "veredicto", "left_out": "Qué se ha dejado fuera y por qué", "reading": "Cómo leer esto",
        "rule": "regla", "name_rules": "regla: con / sin", "name_headlines": "titular: con / sin", "verdict": "veredicto", "value": "valor",
        "column_name": "con / sin", "column_id": "regla", "column_n": "correos", "column_rate": "% respondido",
        "column_difference": "puntos", "column_ci": "95 %",
        "column_published": "publicado", "column_adjusted": "ajustado", "column_power": "potencia",
        "column_p": "p corregida", "column_held": "ajustado, 95 %",
        "n": "correos", "rate": "respondidos", "forecast": "pronóstico", "came": "respondidos",
        "wait": "{language}: la mitad de los correos ya tenía respuesta al cabo de {time}.",
        "wait_never": "{language}: la mitad de los correos seguía sin respuesta al acabar la observación.",
        "by_then": "ya con respuesta", "at_risk": "a la espera", "time": "momento",
        "hour": "{n} hora|{n} horas", "day": "{n} día|{n} días",
        "held_out": (
            "{language}: ajustado con {before} correos anteriores al {split} y probado con los {after} posteriores. "
            "AUC {auc} ({low} … {high}; 0,5 es el azar); puntuación de Brier {brier}, frente a {base} si se dice lo "
            "mismo de todos (cuanto menor, más acierta)."
        ),
        "no_skill": "Con el correo posterior, sus pronósticos no acertaron más que el azar.",
        "refused": "{language}: no se ha ajustado nada. Hay {n} {what} y hacen falta {needed}.",
        "refused_mails": "correos", "refused_replies": "correos del desenlace menos frecuente",
        "refused_rules": "reglas con correos suficientes en ambos lados", "fitted_points": "puntos",
        "no": "no", "yes": "sí", "lower": "menos respuestas", "higher": "más respuestas",
        "key_here": "aquí, con su intervalo del 95 %", "key_adjusted": "aquí, a igualdad de lo demás",
        "key_published": "publicado", "key_few": "poco correo", "key_many": "mucho correo",
        "axis_difference": "diferencia en puntos: los que lo tienen menos los que no",
        "axis_hours": "tiempo desde el envío",
        "picture_headlines": "Titulares publicados: diferencias en las respuestas",
        "picture_rules": "Reglas: diferencias en las respuestas", "picture_grid": "Respuestas según el día y la hora de envío",
        "picture_waiting": "Proporción con respuesta según el tiempo desde el envío",
        "picture_calibration": "Lo pronosticado junto a lo ocurrido",
        "told_headlines": (
            "Una fila por titular: el punto lleno es la diferencia en la tasa de respuesta entre los correos de "
            "los que habla y los demás; la barra, su intervalo del 95 %; el anillo pequeño, la diferencia a "
            "igualdad de lo demás; el rombo, lo publicado."
        ),
        "told_rules": (
            "Una fila por regla: el punto lleno es la diferencia en la tasa de respuesta entre los correos con "
            "el fallo y los que no lo tienen; la barra, su intervalo del 95 %; el anillo pequeño, la diferencia a "
            "igualdad de lo demás; el rombo, lo publicado."
        ),
        "told_curve": (
            "Proporción con respuesta e intervalo del 95 %; línea discontinua: todos estos correos; barras "
            "grises: cuánto correo hay. Los grupos de menos de 10 correos no se dibujan."
        ),
        "told_grid": (
            "Cuanto más intenso el color, más respuestas; cuanto mayor el cuadrado, más correo. Las horas con "
            "poco correo se acercan a la tasa del conjunto."
        ),
        "told_waiting": (
            "Estimación de Kaplan-Meier con su intervalo del 95 %: cada correo cuenta mientras duró su observación."
        ),
        "told_calibration": (
            "Correos posteriores, que el ajuste no había visto, agrupados por pronóstico parecido: sobre la "
            "línea discontinua, el pronóstico se cumplió. Barras: intervalos del 95 %."
        ),
        "lead": (
            "Cómo se respondió el correo de este archivo: los correos con el fallo que busca cada regla junto a "
            "los que no lo tienen y, al lado, lo publicado. Aquí no se nombra a nadie ni se cita ningún correo."
        ),
        "tile_messages": "mensajes", "tile_first": "abrieron un hilo", "tile_judged": "observados hasta el final",
        "tile_rate": "con respuesta",
        "out_others": (
            "{n} mensajes: respuestas, correo automático (boletines, rebotes, máquinas) y correos sin fecha o remitente utilizables."
        ),
        "out_unwatched": (
            "{n} que abrieron un hilo menos de {days} días antes de que acabe el archivo o uno de sus tramos: "
            "la observación fue demasiado corta, hubiera respuesta o no. Cuentan en el tiempo hasta la respuesta mientras duró la observación."
        ),
        "out_unsure": "Correos de idioma dudoso: {n}, que no se comparan con nada.",
        "out_few": "{language}: {n}, muy pocos para comparar; hacen falta {least}.",
        "out_rules": "Las reglas que no juzgaron ningún correo del archivo no tienen fila.",
        "read_difference": (
            "Las diferencias van en puntos porcentuales, con el fallo menos sin él: −5 son cinco respuestas menos por cada cien "
            "correos. Las acompaña el intervalo del 95 % (Newcombe): los valores compatibles con este archivo."
        ),
        "read_adjusted": (
            "«Ajustado» es a igualdad de longitud, lista, año, día, hora e historial de quien escribe (regresión "
            "logística, errores agrupados por remitente)."
        ),
        "read_verdict": (
            "Respaldado: la prueba corregida (Holm) distingue los dos grupos en el sentido anunciado y todo el "
            "intervalo ajustado cae de ese lado. Contradicho: lo mismo en sentido opuesto. Sin efecto visible: el "
            "intervalo ajustado (el simple, si no se pudo ajustar) contiene el 0 y no el efecto buscado (el publicado, "
            "o 5 puntos si no hay ninguno), que tenía al menos un 80 % de probabilidad de verse. Datos insuficientes: "
            "menos de 20 correos a un lado. Insuficiente, con una letra: todo lo demás."
        ),
        "open_imprecise": (
            "Insuficiente (a): el intervalo contiene el 0, pero hay poco correo para descartar el efecto "
            "buscado (el publicado, o 5 puntos si no hay ninguno)."
        ),
        "open_corrected": (
            "Insuficiente (b): el intervalo no contiene el 0, pero la p corregida por todo lo que se ha "
            "comparado no baja de 0,05: entre tantas comparaciones, alguna diferencia así sale por azar."
        ),
        "open_unadjusted": (
            "Insuficiente (c): el intervalo simple no contiene el 0, pero no se pudo comparar a igualdad de "
            "lo demás: hay pocas respuestas, o pocos correos sin ella."
        ),
        "open_turned": "Insuficiente (d): a igualdad de lo demás, la diferencia cambia de signo.",
        "published_marks": (
            "Publicado: en puntos; con %, en relación con la tasa de los que no lo tienen; con flecha, solo el sentido."
        ),
        "not_adjusted": "* No se pudo ajustar: la diferencia simple y su intervalo.",
        "column_relative": "relativo", "column_source": "fuente", "column_language": "idioma",
        "nothing": "No hay correo que juzgar: hacen falta correos que abrieran un hilo y se observaran durante {days} días.",
        "needed": (
            "Donde faltan datos: hacen falta al menos 20 correos a cada lado, y unos 1.600 en cada uno para "
            "tener un 80 % de probabilidad de ver 5 puntos en torno a una tasa del 50 %."
        ),
        "never_rules": "{n} regla no halló su fallo en ningún correo.|{n} reglas no hallaron su fallo en ningún correo.",
        "never_headlines": "{n} titular no habla de ningún correo de aquí.|{n} titulares no hablan de ningún correo de aquí.",
        "no_cause": (
            "Que dos cosas vayan juntas no dice que una sea causa de la otra: los correos con un fallo "
            "pueden distinguirse en más cosas."
        ),
    },
}  # fmt: skip


def say(ui: str, key: str, **data: object) -> str:
    """The text `key`, its placeholders filled."""
    text = WORDS[ui][key]
    return text.format(**data) if data else text
