"""The completeness kept with a contact is the one that the rule gives, after every kind of change."""

from __future__ import annotations

import dataclasses

from fichier_tui import storage
from fichier_tui.domain.completeness import completeness, held
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.storage.session import Session


def test_the_completeness_follows_the_card(session: Session) -> None:
    contact = storage.create_contact(session, ContactDetails(last_name="Péron"))
    assert contact.summary.completeness == 20
    fuller = dataclasses.replace(
        contact.details,
        first_name="Hélène",
        birth="1958-07-14",
        source="fair",
        phones=(PhoneNumber("+33612345678"),),
        emails=(EmailAddress("h@peron.fr"),),
        addresses=(PostalAddress(postcode="06000"),),
    )
    changed = storage.change_contact(session, contact.id, fuller)
    assert changed.summary.completeness == completeness("person", held(fuller, consent_asked=False)) == 85
    storage.record_consent(session, contact.id, "email", "refused")
    assert storage.read_contact(session, contact.id).summary.completeness == 100
    storage.undo(session)
    assert storage.read_contact(session, contact.id).summary.completeness == 85
