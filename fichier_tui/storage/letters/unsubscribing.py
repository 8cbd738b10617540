"""Who unsubscribes by a message: the token of its mail says who it is, and the channel is closed at once."""

from __future__ import annotations

import re

from fichier_tui.domain.consent import OPPOSED
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.consents.giving import insert_consent
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.session import Session

# What stands for one recipient of one sending, wherever it is: in a subject, in a Message-ID, in the address of a page.
_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9]{1,18})")


def unsubscribe(session: Session, written: str) -> int:
    """Oppose whom a token stands for to e-mails (RGPD art. 21.2); returns the contact.

    `written` is the token, or any line that holds it. Raises Refusal("sending.no_token") where it stands for nobody.
    """
    found = _TOKEN.search(written)
    recipient = None
    if found is not None:
        table = models.SendingRecipient
        query = (
            table.select().join(models.Sending).where(models.Sending.public_id == found[1], table.id == int(found[2]))
        )
        recipient = query.first()
    if recipient is None or found is None:
        raise Refusal("sending.no_token")
    contact = int(recipient.contact_id)
    name = name_of(contact)
    with session.operation("consent.recorded", contact, name=name, channel="email", state=OPPOSED) as operation:
        insert_consent(operation, contact, "email", OPPOSED, "email", proof=f"{recipient.address}\n{found[0]}")
    return contact
