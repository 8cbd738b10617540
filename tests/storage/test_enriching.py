"""One field of a card filled at a time, and what is not to be asked again today."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from fichier_tui.domain.completeness import weights
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    Session,
    answer_consent,
    create_contact,
    enrich_contact,
    list_drafts,
    object_everywhere,
    pass_over,
    passed_over,
    read_card,
)
from fichier_tui.storage.journal import undoing

PERON = ContactDetails(last_name="Péron")
FILLED = [
    ("first_name", "Hélène", {"first_name": "Hélène"}),
    ("phone", "+33612345678", {"phones": (PhoneNumber("+33612345678", "mobile"),)}),
    ("phone", "+33493123456", {"phones": (PhoneNumber("+33493123456", "home"),)}),
    ("email", "H.Peron@Free.fr", {"emails": (EmailAddress("h.peron@free.fr"),)}),
    ("birth", "--07-14", {"birth": "--07-14"}),
    ("source", "fair", {"source": "fair"}),
    ("place", "06000 Nice", {"addresses": (PostalAddress(postcode="06000", town="Nice"),)}),
    ("place", "Nice 06000", {"addresses": (PostalAddress(postcode="06000", town="Nice"),)}),
    ("place", "Saint-Jean-d'Aulps", {"addresses": (PostalAddress(town="Saint-Jean-d'Aulps"),)}),
    ("place", "74110", {"addresses": (PostalAddress(postcode="74110", town="Morzine"),)}),
    ("place", "99999", {"addresses": (PostalAddress(postcode="99999"),)}),
]


@pytest.mark.parametrize(("field", "value", "expected"), FILLED)
def test_a_field_is_filled_and_taken_back(session: Session, field: str, value: str, expected: dict[str, Any]) -> None:
    create_contact(session, ContactDetails(last_name="X", addresses=(PostalAddress(postcode="74110", town="Morzine"),)))
    contact = create_contact(session, PERON)
    filled = enrich_contact(session, contact.id, field, value)
    assert filled.details == replace(contact.details, **expected)
    assert filled.summary.completeness == contact.summary.completeness + weights("person")[field]
    undoing.undo(session)
    assert read_card(session, contact.id).contact.details == contact.details


def test_a_town_goes_where_a_street_stands_alone(session: Session) -> None:
    street = PostalAddress("3, rue des Bains")
    contact = create_contact(session, replace(PERON, addresses=(street,)))
    filled = enrich_contact(session, contact.id, "place", "06000 Nice")
    assert filled.details.addresses == (replace(street, postcode="06000", town="Nice"),)


def test_what_somebody_saved_meanwhile_is_not_overwritten(session: Session) -> None:
    contact = create_contact(session, PERON)
    enrich_contact(session, contact.id, "first_name", "Hélène", read_version=contact.version)
    with pytest.raises(Refusal, match=r"contact\.changed_elsewhere"):
        enrich_contact(session, contact.id, "first_name", "Éliane", read_version=contact.version)
    both = enrich_contact(session, contact.id, "email", "h@free.fr", read_version=contact.version)
    assert (both.details.first_name, both.details.emails[-1].address) == ("Hélène", "h@free.fr")


def test_a_telephone_of_the_list_of_oppositions_closes_the_card(session: Session) -> None:
    object_everywhere(session, create_contact(session, replace(PERON, phones=(PhoneNumber("+33612345678"),))).id)
    contact = create_contact(session, ContactDetails(last_name="Petit"))
    enrich_contact(session, contact.id, "phone", "+33612345678")
    card = read_card(session, contact.id)
    assert {line.channel for line in card.consents if line.state == "opposed"} == {"phone", "sms"}


def test_one_thing_after_another_until_nothing_is_missing(session: Session) -> None:
    contact = create_contact(session, PERON).id
    asked = []
    values = {"phone": "+33612345678", "email": "h@free.fr", "place": "06000 Nice", "first_name": "Hélène",
              "source": "fair", "birth": "1958-07-14"}  # fmt: skip
    while (field := read_card(session, contact).ask_next) is not None:
        asked.append(field)
        if field == "consent":
            answer_consent(session, contact, "email", "yes")
        else:
            enrich_contact(session, contact, field, values[field])
    assert asked == ["phone", "consent", "email", "place", "first_name", "source", "birth"]
    assert read_card(session, contact).contact.summary.completeness == 100


@pytest.mark.parametrize(
    ("channel", "answer", "next_one"),
    [("email", "objection", "place"), ("email", "no", "place"), ("sms", "no", "email")],
)
def test_the_way_to_reach_somebody_who_said_no_to_it_is_never_asked_for(
    session: Session, channel: str, answer: str, next_one: str
) -> None:
    contact = create_contact(session, replace(PERON, phones=(PhoneNumber("+33612345678"),))).id
    answer_consent(session, contact, channel, answer)
    assert read_card(session, contact).ask_next == next_one


def test_no_telephone_is_asked_of_who_is_opposed_to_every_message(session: Session) -> None:
    contact = create_contact(session, PERON).id
    object_everywhere(session, contact)
    assert read_card(session, contact).ask_next == "place"


def test_what_was_passed_over_is_not_asked_today_and_is_asked_tomorrow(session: Session) -> None:
    contact, other = create_contact(session, PERON).id, create_contact(session, PERON).id
    entry = session.last_entry()
    pass_over(session, contact, "phone")
    pass_over(session, contact, "email")
    assert passed_over(session, contact) == {"phone", "email"}
    assert read_card(session, contact).ask_next == "place"
    assert read_card(session, other).ask_next == "phone"
    assert session.last_entry() == entry  # no fact
    assert list_drafts(session) == ()
    session.day = session.today + dt.timedelta(days=1)
    assert read_card(session, contact).ask_next == "phone"
    pass_over(session, other, "phone")
    assert passed_over(session, contact) == frozenset()
