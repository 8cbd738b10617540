"""Whether whoever is typed is in the file already: what is certain, what is only said, and what is nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.contact import COMPANY, ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.likeness import CERTAIN, HOMONYM, HOUSEHOLD, LIKELY, letters_off, likeness
from fichier_tui.domain.text import fold_joined

MOBILE, OTHER_MOBILE = "+33612345678", "+33698765432"
MAIL, OTHER_MAIL = "h.peron@free.fr", "contact@free.fr"


def contact(name: str = "", **given: str) -> ContactDetails:
    """ "Péron/Hélène" with what is given: phone, email, town, postcode, street, birth, card, company."""
    last, _, first = name.partition("/")
    place = PostalAddress(given.get("street", ""), given.get("postcode", ""), given.get("town", ""))
    return ContactDetails(
        kind=COMPANY if "company" in given else "person",
        last_name=last,
        first_name=first,
        company_name=given.get("company", ""),
        birth=given.get("birth", ""),
        card_number=given.get("card", ""),
        phones=(PhoneNumber(given["phone"]),) if "phone" in given else (),
        emails=(EmailAddress(given["email"]),) if "email" in given else (),
        addresses=(place,),
    )


HELENE = contact(
    "Péron/Hélène", phone=MOBILE, email=MAIL, town="Nice", postcode="06000", street="3 rue d'Antibes",
    birth="1958-07-14", card="F-0042",
)  # fmt: skip

CASES: list[tuple[ContactDetails, str | None, str]] = [
    # The telephone, the e-mail, the card.
    (contact("Péron/Hélène", phone=MOBILE), CERTAIN, "phone name"),
    (contact("péron/hélène", email=MAIL), CERTAIN, "email name"),
    (contact("", phone=MOBILE), CERTAIN, "phone"),
    (contact("Péron", phone=MOBILE), CERTAIN, "phone"),
    (contact("Péron/Hé", phone=MOBILE), CERTAIN, "phone near_name"),
    (contact("Peron/H.", phone=MOBILE), CERTAIN, "phone near_name"),
    (contact("Perron/Hélène", email=MAIL, phone=MOBILE), CERTAIN, "email phone near_name"),
    (contact("Hélène/Péron", phone=MOBILE), CERTAIN, "phone near_name"),
    (contact("Péron/Hélène", card="f0042"), CERTAIN, "card name"),
    (contact("Martin/Paul", card="F-0042"), LIKELY, "card"),
    # Another name at the same telephone or door is a household, or a firm.
    (contact("Péron/Marc", phone=MOBILE), HOUSEHOLD, "phone"),
    (contact("Giraud/Marc", phone=MOBILE, town="Nice"), HOUSEHOLD, "phone town"),
    (contact("Péron/Marc", street="3 rue d'antibes", postcode="06000"), HOUSEHOLD, "address"),
    (contact("Giraud/Marc", street="3 rue d'antibes", postcode="06000"), None, ""),
    (contact("Péron/Hélène", phone=MOBILE, birth="1990-02-03"), HOUSEHOLD, "phone name"),
    # A near name, and its birth, town or postcode.
    (contact("Péron/Hélène", town="NICE"), LIKELY, "name town"),
    (contact("Peron/Helene", town="Nice Cedex 3"), LIKELY, "name town"),
    (contact("Perron/Hélène", postcode="06000"), LIKELY, "near_name postcode"),
    (contact("Péorn/Hélène", town="nice"), LIKELY, "near_name town"),
    (contact("Péron/Hélène", birth="1958-07-14"), LIKELY, "name birth"),
    (contact("Péron/Hélène", street="3 rue d’Antibes", town="Nice"), LIKELY, "name address"),
    # Homonyms are mentioned.
    (contact("Péron/Hélène"), HOMONYM, "name"),
    (contact("Péron/Hélène", town="Lyon", phone=OTHER_MOBILE), HOMONYM, "name"),
    (contact("Péron/Hélène", town="Nice", birth="1990-02-03"), HOMONYM, "name town"),
    (contact("Péron"), HOMONYM, ""),
    # Nobody.
    (contact("Péron/Marc", town="Nice"), None, ""),
    (contact("Martin/Hélène", town="Nice"), None, ""),
    (contact("", town="Nice", postcode="06000"), None, ""),
    (contact("Martin/Paul", phone=OTHER_MOBILE, email=OTHER_MAIL), None, ""),
    (ContactDetails(), None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kind", "evidence"), CASES)
def test_how_the_one_typed_is_like_the_one_known(typed: ContactDetails, kind: str | None, evidence: str) -> None:
    found = likeness(typed, HELENE)
    assert (found and found.kind, " ".join(one.code for one in found.evidence) if found else "") == (kind, evidence)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Durand/Michel", "Durand/Michèle", False),
        ("Durand/Frédéric", "Durand/Frédérique", False),
        ("Durand/André", "Durand/Andrée", False),
        ("Durand/Jean", "Durand/Jeanne", False),
        ("Durand/Danielle", "Durand/Daniel", False),
        ("Durand/Paul", "Durand/Pauline", False),
        ("Durand/Paul-Henri", "Durand/Paul", True),
        ("Durand/Jea", "Durand/Jeanne", True),
        ("Durand/Philippe", "Durand/Filipe", True),
        ("Lefebvre/Marie", "Lefaivre/Marie", True),
        ("Rox/Vincent", "Roux/Vincent", True),
        ("Durand/Luc", "Durand/Lou", False),
        ("Duran/Jean-Pierre", "Durand/Jean Pierre", True),
        ("de la Tour/Anne", "Delatour/Anne", True),
        ("Lefèvre/Cœur", "Lefevre/Coeur", True),
        ("Durand/Nathalie", "Durand/Natalie", True),
        ("Dupont/Jean", "Dupond/Jean", True),
        ("Roy/Jean", "Ray/Jean", False),
    ],
)
def test_two_names_in_one_town(one: str, other: str, alike: bool) -> None:
    found = likeness(contact(one, town="Nice"), contact(other, town="Nice"))
    assert (found is not None) is alike
    assert found is None or found.kind == LIKELY


def test_a_company_is_its_name() -> None:
    known = contact(company="Garage du Port", phone=MOBILE, town="Nice")
    found = likeness(contact(company="garage du port", town="Nice"), known)
    assert found is not None
    assert found.kind == LIKELY
    assert likeness(contact(company="Boulangerie du Port", town="Nice"), known) is None
    employee = likeness(contact("Péron/Marc", phone=MOBILE), known)
    assert employee is not None
    assert employee.kind == HOUSEHOLD


def test_the_value_of_what_agrees_is_that_of_the_file() -> None:
    found = likeness(contact("Péron/Hélène", card="f0042", town="NICE"), HELENE)
    assert found is not None
    assert [one.value for one in found.evidence] == ["F-0042", "", "Nice"]


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [("", "", 0), ("peron", "peron", 0), ("peron", "perron", 1), ("peron", "pero", 1), ("peron", "peorn", 1),
     ("peron", "baron", 2), ("peron", "martin", 3), ("a", "abcdef", 3)],
)  # fmt: skip
def test_letters_that_are_off(one: str, other: str, off: int) -> None:
    assert letters_off(one, other) == letters_off(other, one) == off


NAMES = st.text(max_size=20) | st.sampled_from(("Péron", "Peron", "Lefèvre", "Lefebvre", "Jean", "Jeanne", "H.", "-"))
CONTACTS = st.builds(
    lambda last, first, phone, town, birth: contact(f"{last}/{first}", phone=phone, town=town, birth=birth),
    NAMES,
    NAMES,
    st.sampled_from(("", MOBILE, OTHER_MOBILE)),
    NAMES,
    st.sampled_from(("", "1958-07-14", "--07-14", "?")),
)


@given(CONTACTS, CONTACTS)
def test_any_two_contacts_are_alike_both_ways_or_neither(one: ContactDetails, other: ContactDetails) -> None:
    found, back = likeness(one, other), likeness(other, one)
    assert (found and found.kind) == (back and back.kind)
    assert [one.code for one in found.evidence] == [one.code for one in back.evidence] if found and back else True


@given(CONTACTS)
def test_anybody_with_a_name_is_like_herself(one: ContactDetails) -> None:
    found = likeness(one, one)
    assert found is not None or not (fold_joined(one.last_name) or fold_joined(one.first_name))
