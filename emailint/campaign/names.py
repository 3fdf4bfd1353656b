"""The names that merge fields have: whose they are, and which listed one a strange one means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.campaign.syntax import plain_name

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
    "viewaspage", "today", "now", "year", "date", "listaddress", "postaladdress", "physicaladdress",
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


def is_personal(name: str) -> bool:
    """Whether a field shows what is known of some recipients only: a name, a company, a town."""
    root, dot, _ = name.rpartition(".")
    plain = plain_name(name)
    if plain.startswith(_ADDRESSES) or is_system(name):
        return False
    if plain.startswith("mmerge"):  # what Mailchimp calls a field of one's own that has no name
        return True
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
