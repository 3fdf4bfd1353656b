"""The names that merge fields have: whose they are, and which one a misspelt one means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.campaign.merge import plain_name
from emailint.campaign.syntax import MAILCHIMP, PERCENT

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOTS: Final = frozenset({
    "contact", "contacto", "recipient", "subscriber", "customer", "person", "lead", "user", "member",
    "cliente", "suscriptor",
})  # fmt: skip
"""What a service calls the recipient: `contact.name`."""
_PERSONAL: Final = frozenset({
    "fname", "lname", "mname", "uname", "name", "nombre", "firstname", "lastname", "fullname",
    "surname", "givenname", "familyname", "middlename", "nickname", "salutation", "title",
    "prefix", "suffix", "nombrecompleto", "nombrecliente", "primernombre", "nombrepila",
    "apellido", "apellidos", "apellido1", "apellido2", "primerapellido", "company",
    "companyname", "empresa", "compania", "organization", "organisation", "organizacion",
    "jobtitle", "position", "cargo", "puesto", "city", "ciudad", "town", "poblacion",
    "localidad", "state", "province", "provincia", "region", "country", "pais", "birthday",
    "birthdate", "cumpleanos", "fechanacimiento", "phone", "telefono", "movil", "mobile",
    "postalcode", "zip", "codigopostal", "tratamiento", "customername", "clientname",
    "firstandlastname", "contactname",
})  # fmt: skip
"""Names, in any spelling (see `plain_name`), of what is known of some recipients only."""
_ADDRESSES: Final = ("email", "correo")
_SYSTEM: Final = (
    "unsub", "optout", "optdown", "baja", "darsedebaja", "mirror", "viewinbrowser",
    "webversion", "browser", "archive", "preference", "preferencias", "updateprofile",
    "profilecenter", "subscription", "viewemail", "currentyear", "currentmonth", "currentday",
    "today", "now", "year", "date", "listaddress", "postaladdress", "physicaladdress",
    "mailingaddress", "abuse", "forward", "campaign", "mcsubject", "mcpreviewtext",
    "previewtext", "subject", "preheader", "messageid", "emailname", "jobid", "listid",
    "subscriberkey", "member", "replyemail", "replyname", "senderaddress", "sendername",
    "sendercity", "senderstate", "senderzip", "socialfacebook", "tracking",
)  # fmt: skip
"""How names begin, in any spelling, that the service fills in by itself for everybody."""
_SYSTEM_ROOTS: Final = frozenset({
    "organization", "site_settings", "account", "shop", "store", "brand", "campaign", "list", "email",
})  # fmt: skip
"""Before a dot: `organization.name` is the sender's."""
_USUAL: Final = _PERSONAL | {"email", "emailaddress", "correo", "address", "direccion"}
_USUAL_BRACES: Final = (
    "first_name", "last_name", "firstname", "lastname", "full_name", "company", "company_name",
    "nombre", "apellidos", "empresa", "ciudad", "email", "unsubscribe",
)  # fmt: skip
_USUAL_MAILCHIMP: Final = (
    "FNAME", "LNAME", "EMAIL", "PHONE", "ADDRESS", "BIRTHDAY", "COMPANY", "UNSUB", "ARCHIVE",
    "UPDATE_PROFILE", "CURRENT_YEAR", "LIST_ADDRESS",
)  # fmt: skip


def is_personal(name: str) -> bool:
    """Whether a field shows what is known of some recipients only: a name, a company, a town."""
    root, dot, _ = name.rpartition(".")
    plain = plain_name(name)
    if plain.startswith(_ADDRESSES) or is_system(name):
        return False
    return plain in _PERSONAL or (bool(dot) and root.lower() in _ROOTS)


def is_system(name: str) -> bool:
    """Whether the mail service fills the field in by itself."""
    if ":" in name or "@" in name or "(" in name:  # LIST:COMPANY, DATE:d/m/Y
        return True
    root, dot, _ = name.partition(".")
    return plain_name(name).startswith(_SYSTEM) or (bool(dot) and root.lower() in _SYSTEM_ROOTS)


def meant(name: str, listed: Sequence[str]) -> str | None:
    """The listed name that is nearest to an unlisted one, "" where none is; None for a listed one."""
    from difflib import get_close_matches

    plain = {plain_name(known): known for known in listed}
    if plain_name(name) in plain:
        return None
    near = get_close_matches(plain_name(name), plain, n=1, cutoff=0.7)
    return plain[near[0]].rpartition(".")[2] if near else ""


def misspelt(name: str, dialects: frozenset[str]) -> str | None:
    """The usual name that `name` is one slip away from; None where it isn't."""
    plain = plain_name(name)
    if len(plain) < 5 or plain in _USUAL or dialects == {PERCENT}:
        return None
    usual = _USUAL_MAILCHIMP if MAILCHIMP in dialects else _USUAL_BRACES
    near = next((known for known in usual if _one_slip(plain, plain_name(known))), None)
    last = name.rpartition(".")[2]
    if near and last.isupper():
        near = near.upper() if "_" in last else near.upper().replace("_", "")
    return near


def _one_slip(a: str, b: str) -> bool:
    """Whether two letters are swapped, or one is wrong, missing or too many."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    rest, other = a[start:], b[start:]
    swapped = len(rest) > 1 and rest[1::-1] == other[:2] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
