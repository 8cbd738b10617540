"""Who is meant on the command line: a number, a whole name, a loyalty card, a telephone number, an e-mail address."""

from __future__ import annotations

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import Session, create_contact
from fichier_tui.storage.contact_said import contact_said


@pytest.fixture
def adam(session: Session) -> int:
    """One whom everything names, beside another."""
    create_contact(session, ContactDetails(last_name="Bon", emails=(EmailAddress("bon@example.org"),)))
    return create_contact(
        session,
        ContactDetails(
            last_name="Adam",
            first_name="Théo",
            card_number="CF-0042",
            phones=(PhoneNumber("+33612345678"),),
            emails=(EmailAddress("theo@example.org"),),
        ),
    ).id


@pytest.mark.parametrize(
    "said", ["Adam Théo", "theo ADAM", "CF-0042", "06 12 34 56 78", "+33612345678", "Theo@example.org"]
)
def test_one_who_is_named_in_any_way_is_meant(session: Session, adam: int, said: str) -> None:
    assert contact_said(session, said) == adam


@pytest.mark.parametrize("said", ["Adam", "CF-00", "06 12", "example.org", ""])
def test_a_part_of_it_is_nobody(session: Session, adam: int, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        contact_said(session, said)
    assert refused.value.code == "contact.not_found"
