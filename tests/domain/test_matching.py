"""Who is who: the same person once, a household and homonyms apart."""

from dataclasses import replace

import pytest

from fichier_tui.domain.contact import COMPANY, ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.matching import choose_match, matching_keys, same_contact


def contact(name: str, *, email: str = "", phone: str = "", birth: str = "", postcode: str = "") -> ContactDetails:
    """ "DUPONT Marie" with what is given."""
    last, _, first = name.partition(" ")
    return ContactDetails(
        last_name=last,
        first_name=first,
        birth=birth,
        emails=(EmailAddress(email),) if email else (),
        phones=(PhoneNumber(phone),) if phone else (),
        addresses=(PostalAddress(postcode=postcode),) if postcode else (),
    )


MARIE = contact("Dupont Marie", email="m@x.fr", phone="+33611111111", birth="1960-01-02", postcode="75011")


def test_the_keys_are_where_a_contact_may_be_found() -> None:
    assert matching_keys(replace(MARIE, card_number="A1")) == (
        "card:A1",
        "email:m@x.fr",
        "phone:+33611111111",
        "born:dupont|marie|1960-01-02",
        "place:dupont|marie|75011",
    )
    assert matching_keys(contact("Dupont Marie")) == ("name:dupont|marie",)
    assert matching_keys(ContactDetails()) == ()


@pytest.mark.parametrize(
    "other",
    [
        MARIE,
        contact("DUPONT MARIE", email="m@x.fr"),
        contact("Dupont", email="m@x.fr"),
        contact("", phone="+33611111111"),
        contact("Dupont Marie", birth="1960-01-02"),
        contact("Dupont Marie", postcode="75011"),
    ],
)
def test_the_same_person(other: ContactDetails) -> None:
    assert same_contact(MARIE, other)
    assert same_contact(other, MARIE)


@pytest.mark.parametrize(
    "other",
    [
        contact("Dupont Jean", email="m@x.fr", phone="+33611111111", postcode="75011"),
        contact("Durand Marie", email="m@x.fr"),
        contact("Dupont Marie", email="n@x.fr", phone="+33622222222", birth="1960-01-02", postcode="75011"),
        contact("Dupont Marie", birth="1961-01-02", postcode="75011"),
        contact("Dupont Marie"),
        contact("Dupont Marie", postcode="75011", email="autre@x.fr"),
        contact("Dupont Marie", postcode="69003"),
    ],
)
def test_households_and_homonyms_stay_apart(other: ContactDetails) -> None:
    assert not same_contact(MARIE, other)
    assert not same_contact(other, MARIE)


def test_two_cards_are_two_clients() -> None:
    assert not same_contact(replace(MARIE, card_number="A1"), replace(MARIE, card_number="A2"))


def test_a_nameless_contact_matches_only_where_there_is_no_doubt() -> None:
    nameless = contact("", phone="+33611111111")
    assert choose_match(nameless, [MARIE]) == 0
    assert choose_match(nameless, [MARIE, contact("Dupont Jean", phone="+33611111111")]) is None
    assert choose_match(nameless, [MARIE, nameless]) == 1
    assert choose_match(MARIE, []) is None


def test_a_company_and_a_person_of_one_name_each_find_themselves() -> None:
    company, person = ContactDetails(kind=COMPANY, company_name="Dupont"), ContactDetails(last_name="Dupont")
    assert choose_match(person, [company, person]) == 1
    assert choose_match(company, [person, company]) == 1
