"""A card that is left as it is at its holder's request (RGPD 18, CONSENT R25), and that of somebody who died (R27).

A restricted card is shown, greyed; nobody changes what it says, nothing is sent, no file of contacts holds it. Work at
the counter goes on: a purchase is noted, as the law lets it be. That nobody is solicited is `domain.contactability`'s.
"""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session


def restrict_contact(session: Session, contact: int) -> None:
    """Leave the card as it is from today on. Raises Refusal: staff.not_allowed, row.unknown."""
    session.require(RIGHTS)
    with session.operation("contact.restricted", contact, name=name_of(contact)) as operation:
        row = row_numbered(models.Contact, contact)
        operation.change(row, restricted_on=row.restricted_on or session.today)


def lift_restriction(session: Session, contact: int) -> None:
    """The card may be used again; the person is told before it is (RGPD 18.3). Raises as `restrict_contact`."""
    session.require(RIGHTS)
    with session.operation("contact.unrestricted", contact, name=name_of(contact)) as operation:
        operation.change(row_numbered(models.Contact, contact), restricted_on=None)


def note_death(session: Session, contact: int, day: dt.date | None) -> None:
    """The person died on that day, or None: that was a mistake. Nothing is sent from then on.

    Raises Refusal: staff.not_allowed, row.unknown, rights.later for a day to come.
    """
    session.require(RIGHTS)
    if day is not None and day > session.today:
        raise Refusal("rights.later")
    verb = "contact.deceased" if day is not None else "contact.not_deceased"
    with session.operation(verb, contact, name=name_of(contact)) as operation:
        operation.change(row_numbered(models.Contact, contact), deceased_on=day)
