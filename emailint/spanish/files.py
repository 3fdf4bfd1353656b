"""The files that `emailint init` and `emailint new` write, their comments in Spanish."""

from __future__ import annotations

from typing import Final

CONFIG: Final = """\
# La configuración de emailint para los borradores de esta carpeta y las que contiene. Todo es opcional.
# `emailint config show` muestra qué vale y de dónde sale; `emailint rules`, las reglas.

# profile = "business"            # business internal campaign outreach list patch; sin él, se averigua
# language = "es"                 # el idioma de los borradores, es o en; sin él, se averigua
# ui_language = "es"              # el idioma de los avisos; sin él, el del borrador
# select = ["subject"]            # solo estas reglas o categorías
# ignore = ["timing"]             # estas no
# fail_on = "warning"             # termina con 1 desde esta gravedad: error warning info never
# fail_under = 60                 # termina con 1 si un borrador saca menos nota
# internal_domains = ["acme.example"] # sin ellos, el del remitente
# jurisdiction = "es"             # qué ley se aplica a las campañas: es eu us
# clients = []                    # los programas de correo en los que tiene que verse una campaña
# fields = ["FNAME"]              # los campos combinados que puede usar una campaña
# deep = true                     # pregunta también a los motores: ortografía, gramática, sentido
# words = ["videollamada"]        # tu diccionario: palabras que ningún motor debe dar por erratas
# rule_folders = ["emailint-rules"]   # tus propias reglas: emailint new

[rules]
# send-monday = "off"             # off, u otra gravedad: info warning error
# send-off-hours = { points = 0 } # lo que cuesta un aviso; cap: cuántos avisos cuestan
# body-too-long = { over_words = { business = 250 } } # las opciones propias de una regla
# subject-vague = { add = { es = ["parte semanal"] }, remove = ["test"] } # las palabras de su lista

# [recipients."@cliente.example"] # solo para correo a este dominio (o a una dirección)
# tone-too-formal = "off"
"""

CARD: Final = """\
# Una regla tuya. `emailint test {folder}` prueba sus ejemplos; {guide} explica todas las claves (en inglés).
id       = "{rule}"             # el nombre del archivo; nombra el fallo, no el remedio
category = "{category}"         # {categories}
severity = "warning"            # info, warning o error
scope    = ["subject", "written"] # dónde se busca; citas y firmas, solo si las nombras

[check]
kind = "phrase"

[check.words]                   # como lo escribe la gente; "(a|b)" es una u otra, "(a|)" opcional
es = ["darle una vuelta"]
en = ["circle(| it) back"]

[title]                         # cómo la llaman las tablas
es = "Frases vagas"
en = "Vague phrases"

[why]
es = "Por qué les importa a quienes te leen, en una frase."
en = "Why it matters to your readers, in a sentence."

[message]
es = "«{{text}}» no concreta nada"
en = "\\"{{text}}\\" says nothing precise"

[advice]
es = "Di qué va a pasar y cuándo."
en = "Say what will happen, and when."

[[example]]                     # [[...]] señala el sitio que hay que detectar
lang = "es"
bad  = "Habrá que [[darle una vuelta]] al asunto."
good = "Te llamo el martes."

[[example]]
lang = "en"
bad  = "Let us [[circle back]] on this."
good = "I will call you on Tuesday."
"""
