"""Who is meant by a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.addresses import Address
from emailint.people import fold_name, is_given_name, is_named, names_of, same_owner, same_person


@pytest.mark.parametrize(
    ("name", "display", "address"),
    [
        ("Paco", "Francisco Ruiz", ""),
        ("Francisco", "Paco Ruiz", ""),
        ("Begoña", "", "begona.lopez@cliente.example"),
        ("José", "Jose Gil", ""),
        ("Sr. García", "", "mgarcia@cliente.example"),
        ("Marta", "Soler, Marta", "ms@cliente.example"),
        ("Marta", "", "marta.soler@cliente.example"),
        ("Marta", "marta.soler@cliente.example", "marta.soler@cliente.example"),
        ("Marta", "Marta Soler (Ventas)", ""),
        ("Chema", "José María Gil", ""),
        ("Xavi", "Javier Puig", ""),
        ("Javi", "Javier Puig", ""),
        ("Bob", "", "robert.smith@client.example"),
        ("Cathy", "Kathy Jones", ""),
        ("Sara", "Sarah Jones", ""),
        ("Mathew", "", "matt.smith@client.example"),
        ("Debbie", "Debra Jones", ""),
        ("O'Brien", "", "pat.obrien@client.example"),
        ("O’Brien", "Pat O'Brien", ""),
        ("JM", "", "jm.gil@cliente.example"),
        ("Mr Smith", "Smith, Robert", ""),
    ],
)
def test_the_same_person(name: str, display: str, address: str) -> None:
    assert same_person(name, Address(display, address))


@pytest.mark.parametrize(
    ("name", "display", "address"),
    [
        ("Luis", "Luisa Pérez", ""),
        ("Luisa", "Luis Pérez", ""),
        ("Victoria", "Victor Pérez", ""),
        ("Alejandra", "Alejandro Gil", ""),
        ("Patricia", "Patrick Jones", ""),
        ("Ana", "Luis Gil", "luis@cliente.example"),
        ("Ana", "", "jorge.ferrer@cliente.example"),
        ("Kevin", "Robert Smith", "robert.smith@client.example"),
        ("Sr. Ferrer", "", "ana.vidal@cliente.example"),
        ("", "Ana", "ana@cliente.example"),
        ("Ana", "", ""),
    ],
)
def test_another_person(name: str, display: str, address: str) -> None:
    assert not same_person(name, Address(display, address))


@pytest.mark.parametrize(
    ("display", "address", "named"),
    [
        ("Marta Soler", "ms@cliente.example", True),
        ("", "marta.soler@cliente.example", True),
        ("", "marta_soler@cliente.example", True),
        ("", "marta@cliente.example", True),
        ("Marta", "", True),
        ("", "yevgenia.osipova@client.example", True),
        ("", "msoler@cliente.example", False),
        ("", "m.soler@cliente.example", False),
        ("", "garcia@cliente.example", False),
        ("", "scott@client.example", False),
        ("", "info@cliente.example", False),
        ("", "soporte.tecnico@cliente.example", False),
        ("Equipo de ventas", "marta.soler@cliente.example", False),
        ("", "old-friends@yahoogroups.com", False),
        ("", "walking.friends@lists.client.example", False),
        ("", "", False),
    ],
)
def test_whether_an_address_tells_its_owner(display: str, address: str, *, named: bool) -> None:
    assert is_named(Address(display, address)) is named


def test_names_hold_both_sources_and_short_forms() -> None:
    names = names_of(Address("Francisco Ruiz", "pacoruiz@cliente.example"))
    assert {"francisco", "paco", "ruiz", "pacoruiz"} <= names
    assert "luis" not in names


@pytest.mark.parametrize(("word", "known"), [("Begoña", True), ("Bob", True), ("Table", False)])
def test_given_names(word: str, *, known: bool) -> None:
    assert is_given_name(word) is known


@given(st.text(), st.text(), st.text())
def test_any_text_is_taken(name: str, display: str, address: str) -> None:
    who = Address(display, address)
    assert same_person(name, who) in (True, False)
    assert is_named(who) in (True, False)
    assert all(word == fold_name(word) for word in names_of(who))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("msoler@one.example", "marta.soler@two.example", True),
        ("marta.soler@one.example", "Marta Soler <m7@two.example>", True),
        ("msoler@one.example", "m.soler@two.example", True),
        ("marta-soler@one.example", "marta_soler@two.example", True),
        ("msoler2@one.example", "martasoler@two.example", False),
        ("marta.gil@one.example", "marta.soler@two.example", False),
        ("info@one.example", "info@two.example", False),
        ("ana@one.example", "anabel@two.example", False),
    ],
)
def test_the_same_owner(one: str, other: str, same: bool) -> None:
    def read(text: str) -> Address:
        name, _, rest = text.rpartition("<")
        return Address(name.strip(), rest.rstrip(">"))

    assert same_owner(read(one), read(other)) is same
    assert same_owner(read(other), read(one)) is same
