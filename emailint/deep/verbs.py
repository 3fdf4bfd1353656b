"""What Spanish verbs of requests look like: "envíame", "revises", "¿me mandas...?" -> "enviar".

A blank pipeline knows no lemmas, so the forms of the verbs that mail asks with are made here: the
present, the imperative and the subjunctive of all persons who can be asked, with their clitics.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from emailint.deep.wordlist import words
from emailint.tokens import fold

# infinitive and stems that aren't regular
_VERBS: Final = """
enviar mandar remitir revisar confirmar firmar
validar aprobar:aprueb autorizar comprobar:comprueb
verificar actualizar corregir:corrig,corrij completar
rellenar cumplimentar pasar preparar reservar pedir:pid
solicitar pagar abonar transferir:transfier llamar
contactar contestar responder indicar informar avisar comentar
decir:di,dig,dic explicar facilitar compartir adjuntar reenviar entregar
devolver:devuelv recoger:recoj traer:traig llevar subir descargar publicar
añadir quitar eliminar cambiar modificar ajustar
cerrar:cierr abrir terminar acabar organizar
convocar programar agendar mover:muev aplazar cancelar anular
presentar redactar escribir
traducir:traduzc imprimir diseñar instalar configurar
arreglar reparar resolver:resuelv solucionar gestionar
tramitar emitir contratar comprar elegir:elig,elij
decidir proponer:propon,propong recomendar:recomiend sugerir:sugier valorar
estudiar analizar consultar preguntar buscar encontrar:encuentr
mirar ver:v,ve leer:le,lee echar dar:d hacer:hag,haz poner:pon,pong tener:ten,teng venir:ven,veng
asistir acudir participar inscribir registrar
ayudar orientar aclarar detallar concretar acordar:acuerd quedar hablar
reunir coordinar recordar:recuerd probar:prueb mostrar:muestr
enseñar apuntar anotar copiar usar calcular contar:cuent sacar meter dejar guardar
conseguir:consig localizar ordenar imputar facturar medir:mid evaluar
"""
_ENDINGS: Final = {
    "ar": ("as", "a", "ais", "an", "ad", "e", "es", "eis", "en", "ando", "ara", "aras", "aran"),
    "er": ("es", "e", "eis", "en", "ed", "a", "as", "ais", "an", "iendo", "iera", "ieras", "ieran"),
    "ir": ("es", "e", "is", "en", "id", "a", "as", "ais", "an", "iendo", "iera", "ieras", "ieran"),
}
_SHARED: Final = words(
    "as a es e an en eis ais iera ieras ieran"
)  # those that a stem that changes takes
_CLITICS: Final = ("me", "nos", "te", "os", "se", "le", "les", "lo", "la", "los", "las")


@cache
def _forms() -> dict[str, str]:
    """Each form, folded, and its infinitive."""
    forms: dict[str, str] = {}
    for entry in _VERBS.split():
        verb, _, rest = entry.partition(":")
        stem, kind = fold(verb)[:-2], fold(verb)[-2:]
        changed = rest.split(",") if rest else []
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


def takes(word: str) -> str:
    """The clitic that ends a form: "mandarle" -> "le"; "" where it has none."""
    verb, word = infinitive(word), fold(word)
    if not verb or word in _forms():
        return ""
    return next(c for c in sorted(_CLITICS, key=len, reverse=True) if word.endswith(c))
