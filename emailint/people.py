"""Who is meant by a name: given names, short forms, display names, local parts of addresses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from emailint.given_names import given_names
from emailint.short_names import short_forms

if TYPE_CHECKING:
    from emailint.addresses import Address

_ROLES: Final = """
abuse academia accounts admin administracion administrador administration agenda alert alerts all
alumnos announce aplicaciones archivo asesoria asociacion asociados associates atencion ayuda
bajas billing board boletin bot box calidad cartera center central centre ceo cfo client clientes
clients club colegio comercial communications company compliance compras comunicacion comunidad
consulta consultas consulting contabilidad contact contacto contratacion corp cuentas customer
customers departamento dept desarrollo destinatarios dev devel developers direccion distribution
dl dpto editor editorial empleo empresa engineering enquiries equipo escuela estudio eventos
events everyone facturacion facturas feedback finance finanzas formacion fundacion general
gerencia gestion gmbh group grp grupo hello help helpdesk hola holding hospital hotel hpl hr inc
info informacion informatica inquiries instituto inversiones invoices it jobs juridico laboral
legal list lista lists llc logistica ltd mail mailbox mailing mantenimiento marketing media
members miembros news newsletter nominas noreply notificaciones notifications office oficina
online operaciones operations orders owner partners pedidos personal plc postmaster prensa
presidencia press produccion proveedores proyectos purchasing receipts recepcion reception
recipients recruitment redaccion registro reply reservas root rrhh sa sales sat school secretaria
security seguridad seguros service services servicio servicios shop sistema sistemas sl slu social
soporte staff store studio subscribers subscriptions suppliers support suscripciones system team
tecnico tesoreria tienda trabajo trade trading turismo undisclosed users usuarios ventas web
webmaster
"""
_SURNAMES: Final = """
allen alonso arnold barry benito bernardo blanco bradley bruce byron cameron craig cruz curtis
daniel david domingo douglas duncan earl edmund edward francis franklin gabriel garcia george
gordon graham grant harry harvey henry howard james john kelly kirk lee leigh lewis lloyd logan
lorenzo marcos marshall martin mateo miguel mitchell morgan morris nelson oliver owen paul perry
peter ralph randall roland ross russell ryan santiago scott simon spencer stanley stewart stuart
taylor thomas todd tomas tyler vernon vicente vidal wallace walter warren wayne william
"""
"""Given names that are surnames too: alone before an "@" they don't tell who is meant."""
_CUT: Final = 6  # letters: what offices cut a local part down to is longer
_LISTS: Final = frozenset(("lists", "listas", "groups", "grupos", "yahoogroups", "googlegroups"))
_SMALL: Final = """
and da de del den der di don dona dos dr e i la las los mr mrs ms of sr sra srta the van von y
"""


@cache
def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def fold_name(name: str) -> str:
    """Lower case without any mark: "Begoña" -> "begona", "O’Brien" -> "obrien"."""
    name = name.casefold()
    if name.isascii():
        return name if name.isalpha() else name.replace("'", "")
    from unicodedata import normalize

    return "".join(c for c in normalize("NFD", name) if c.isalnum() or c.isspace())


def is_given_name(word: str) -> bool:
    """Whether `word` is a usual given name of one of the two languages, or a short form of one."""
    return fold_name(word) in given_names()


def _sound(word: str) -> str:
    """A folded name as it sounds, so that "Cathy" is "Kathy", and "Sarah" is "Sara"."""
    word = word.replace("ph", "f").replace("h", "").replace("ck", "k").replace("c", "k")
    word = word.replace("y", "i").replace("z", "s").replace("v", "b").replace("q", "k")
    return "".join(c for i, c in enumerate(word) if not i or word[i - 1] != c)


def _words(text: str) -> list[str]:
    return [fold_name(word) for word in _word().findall(text[:200])]


def _display(address: Address) -> list[str]:
    """The words of the display name, without an organisation in brackets or after a slash."""
    name = address.name
    if not name:
        return []
    for mark in "@([/|":
        if mark in name:
            name = name.partition(mark)[0] or name
    return [word for word in _words(name) if word not in _listed(_SMALL)]


def _local(address: Address) -> list[str]:
    local, at, _ = address.address.rpartition("@")
    return _words(local.partition("+")[0].replace("_", " ")) if at else _words(address.address)


def names_of(address: Address) -> frozenset[str]:
    """The folded words that `address` can be called by: names, surnames, short forms."""
    found: set[str] = set()
    for word in (*_display(address), *_local(address)):
        found.add(word)
        found |= short_forms().get(word, frozenset())
    return frozenset(found)


def same_person(name: str, address: Address) -> bool:
    """Whether `name` ("Paco", "Sr. García", "Marta Soler") can be whom `address` belongs to.

    True in doubt: one word in common is enough, and so is a short form, another spelling, or a
    local part that holds the name ("msoler").
    """
    known = names_of(address)
    words = [word for word in _words(name) if word not in _listed(_SMALL)] or _words(name)
    local = _local(address)
    if not known.isdisjoint(words) or any(len(w) > 3 and w in "".join(local) for w in words):
        return True
    own = (*_display(address), *local)
    return any(_alike(word, other) for word in words for other in own)


def same_owner(one: Address, other: Address) -> bool:
    """Whether both addresses are one person's: the same local part, or the one's is made of the
    other's name ("mruiz@" and "marta.ruiz@"). False in doubt."""
    if is_role(one) or is_role(other):
        return False
    here, there = "".join(_local(one)), "".join(_local(other))
    if here == there != "":
        return True
    short, long = sorted((here, there), key=len)
    return (
        (len(short) > _CUT and long.startswith(short))
        or _made_of(here, _display(other) or _local(other))
        or _made_of(there, _display(one) or _local(one))
    )


def _made_of(local: str, name: list[str]) -> bool:
    """Whether a local part is the surname with an initial (of a middle name too) or all of `name`."""
    if len(name) < 2 or len(name[-1]) < 3:
        return False
    first, last = name[0], name[-1]
    return local[1:] == last or local in (last, last + first[0], first + last, last + first)


def _alike(word: str, other: str) -> bool:
    """Whether the one is the other in another spelling, cut short, or by its initial."""
    short, long = sorted((word, other), key=len)
    if len(short) < 3:
        return long[:1] == short[:1]
    if long.startswith(short):
        return not _feminine(short, long)
    return _sound(word) == _sound(other)


def _feminine(short: str, long: str) -> bool:
    """Two names, not a short form: "Luis" and "Luisa", "Victor" and "Victoria"."""
    return long[len(short) :] in ("a", "ia") and {short, long} <= given_names()


def is_list(address: Address) -> bool:
    """Whether the address is a mailing list's by its looks, so that no one person reads it."""
    return not _LISTS.isdisjoint(address.domain.split("."))


def is_role(address: Address) -> bool:
    """Whether the address is an office's ("accounts@") by its name and display name."""
    if is_list(address):
        return True
    display, roles = _display(address), _listed(_ROLES)
    if display and roles.isdisjoint(display):
        return False
    return not roles.isdisjoint(_local(address))


def is_named(address: Address) -> bool:
    """Whether the address tells its owner's given name, as far as one can see.

    Not so "info@", "msoler@", "m.soler@", a company, a list: somebody of any name may read those.
    """
    display = _display(address)
    roles = _listed(_ROLES)
    if not roles.isdisjoint(display):
        return False
    if len(display) > 1 and not given_names().isdisjoint(display):
        return True
    local = _local(address)
    if not roles.isdisjoint(local) or is_list(address):
        return False
    dotted = address.address.rpartition("@")[0].replace("_", ".").split(".")
    if sum(len(part) > 2 for part in dotted) > 1:
        return True
    alone = display if len(display) == 1 else local if not display else []
    return len(alone) == 1 and alone[0] in given_names() and alone[0] not in _listed(_SURNAMES)
