"""What Spanish verbs of requests look like: "envíame", "revises", "¿me mandas...?" -> "enviar".

A blank pipeline knows no lemmas, so the forms of the verbs that mail asks with are made here: the
present, the imperative and the subjunctive of all persons who can be asked, with their clitics.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from emailint.deep.wordlist import words
from emailint.tokens import fold

# infinitive, the noun that a subject names the act by, and stems that aren't regular
_VERBS: Final = """
enviar:envío mandar:envío remitir:envío revisar:revisión confirmar:confirmación firmar:firma
validar:validación aprobar:aprobación:aprueb autorizar:autorización comprobar:comprobación:comprueb
verificar:verificación actualizar:actualización corregir:corrección:corrig,corrij completar:
rellenar: cumplimentar: pasar: preparar:preparación reservar:reserva pedir:petición:pid
solicitar:solicitud pagar:pago abonar:pago transferir:transferencia:transfier llamar:llamada
contactar: contestar:respuesta responder:respuesta indicar: informar: avisar:aviso comentar:
decir::di,dig,dic explicar:explicación facilitar: compartir: adjuntar: reenviar:reenvío entregar:entrega
devolver:devolución:devuelv recoger:recogida:recoj traer::traig llevar: subir: descargar: publicar:publicación
añadir: quitar: eliminar: cambiar:cambio modificar:modificación ajustar:ajuste
cerrar:cierre:cierr abrir: terminar: acabar: organizar:organización
convocar:convocatoria programar: agendar: mover::muev aplazar:aplazamiento cancelar:cancelación anular:anulación
presentar:presentación redactar:redacción escribir:
traducir:traducción:traduzc imprimir:impresión diseñar:diseño instalar:instalación configurar:configuración
arreglar:arreglo reparar:reparación resolver:resolución:resuelv solucionar:solución gestionar:gestión
tramitar:tramitación emitir:emisión contratar:contratación comprar:compra elegir:elección:elig,elij
decidir: proponer::propon,propong recomendar::recomiend sugerir::sugier valorar:valoración
estudiar: analizar:análisis consultar:consulta preguntar: buscar: encontrar::encuentr
mirar: ver::v,ve leer::le,lee echar: dar::d hacer::hag,haz poner::pon,pong tener::ten,teng venir::ven,veng
asistir:asistencia acudir: participar:participación inscribir:inscripción registrar:registro
ayudar:ayuda orientar: aclarar:aclaración detallar: concretar: acordar::acuerd quedar: hablar:
reunir:reunión coordinar:coordinación recordar::recuerd probar:prueba:prueb mostrar::muestr
enseñar: apuntar: anotar: copiar: usar: calcular:cálculo contar::cuent sacar: meter: dejar: guardar:
conseguir::consig localizar: ordenar: imputar: facturar: medir:medición:mid evaluar:evaluación
"""
_ENDINGS: Final = {
    "ar": ("as", "a", "ais", "an", "ad", "e", "es", "eis", "en", "ando"),
    "er": ("es", "e", "eis", "en", "ed", "a", "as", "ais", "an", "iendo"),
    "ir": ("es", "e", "is", "en", "id", "a", "as", "ais", "an", "iendo"),
}
_SHARED: Final = words("as a es e an en eis ais")  # those that a stem that changes takes
_CLITICS: Final = ("me", "nos", "te", "os", "se", "le", "les", "lo", "la", "los", "las")


@cache
def _forms() -> dict[str, str]:
    """Each form, folded, and its infinitive."""
    forms: dict[str, str] = {}
    for entry in _VERBS.split():
        verb, _, rest = entry.partition(":")
        stem, kind = fold(verb)[:-2], fold(verb)[-2:]
        changed = [s for s in rest.partition(":")[2].split(",") if s]
        made = [fold(verb), *changed]
        made += [_spelled(stem, kind, ending) for ending in _ENDINGS[kind]]
        made += [s + e for s in changed for e in _SHARED]
        for form in made:
            forms.setdefault(form, verb)
    return forms


def _spelled(stem: str, kind: str, ending: str) -> str:
    """A stem with an ending as it is written: "indi-que", "pa-gue", "gesti-one", "autori-ce"."""
    if kind == "ar" and ending[0] == "e":
        stem = {"c": stem[:-1] + "qu", "g": stem[:-1] + "gu", "z": stem[:-1] + "c"}.get(
            stem[-1:], stem
        )
    elif kind != "ar" and ending[0] == "a" and stem.endswith("g"):
        stem = stem[:-1] + "j"
    return stem + ending


@cache
def _nouns() -> dict[str, str]:
    return {
        verb: noun.partition(":")[0]
        for verb, _, noun in (entry.partition(":") for entry in _VERBS.split())
        if noun.partition(":")[0]
    }


def infinitive(word: str) -> str:
    """The infinitive of a form of one of these verbs, clitics left out; "" for other words."""
    word = fold(word)
    forms = _forms()
    for _ in range(3):  # the word, and what two clitics leave
        if word in forms:
            return forms[word]
        clitic = next((c for c in sorted(_CLITICS, key=len, reverse=True) if word.endswith(c)), "")
        if not clitic or len(word) - len(clitic) < 2:
            return ""
        word = word[: -len(clitic)]
    return forms.get(word, "")


def noun(verb: str) -> str:
    """The noun that names the act of an infinitive: "enviar" -> "envío"; "" where none is usual."""
    return _nouns().get(verb, "")
