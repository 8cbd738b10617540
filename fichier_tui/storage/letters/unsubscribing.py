"""Who unsubscribes by a message: the token of its mail says who it is, and the channel is closed at once.

A token is a keyed fingerprint of its recipient: who has one cannot reckon that of another. What left before it was so
carries another; as it stands in the Message-ID, which is kept, it stays good.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable

from fichier_tui.domain.consent import OPPOSED
from fichier_tui.domain.permission import SEND
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import SendingRecipient
from fichier_tui.storage import models
from fichier_tui.storage.consents.giving import insert_consent
from fichier_tui.storage.consents.oppositions import fingerprint_key, fingerprint_of
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.session import Session

# What stands for one recipient of one sending, wherever it is: in a subject, in a Message-ID, in the address of a page.
_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9]{1,18})")
_HALF = 32


def recipient_tokens(session: Session, public_id: str, recipients: Iterable[SendingRecipient]) -> dict[int, str]:
    """What stands for each of these recipients of the sending of that public number, by their own numbers.

    Who was given a message before keeps its token.
    """
    session.require(SEND)
    key = fingerprint_key()
    return {one.id: _kept(one.message_id) or _token(key, public_id, one.id) for one in recipients}


def unsubscribe(session: Session, written: str) -> int:
    """Oppose whom a token stands for to e-mails (RGPD art. 21.2); returns the contact.

    `written` is the token, or any line that holds it. Raises Refusal("sending.no_token") where it stands for nobody.
    """
    found = _TOKEN.search(written)
    table = models.SendingRecipient
    recipient = None if found is None else table.get_or_none(table.id == int(found[2]))
    if recipient is None or found is None or not _stands_for(found[0], recipient):
        raise Refusal("sending.no_token")
    contact = int(recipient.contact_id)
    name = name_of(contact)
    with session.operation("consent.recorded", contact, name=name, channel="email", state=OPPOSED) as operation:
        insert_consent(operation, contact, "email", OPPOSED, "email", proof=f"{recipient.address}\n{found[0]}")
    return contact


def _stands_for(token: str, recipient: models.SendingRecipient) -> bool:
    """Whether a token is the one that this recipient was given."""
    own = _token(fingerprint_key(), recipient.sending.public_id, recipient.id)
    return any(hmac.compare_digest(token, one) for one in (own, _kept(recipient.message_id)))


def _token(key: bytes, public_id: str, recipient: int) -> str:
    return f"{fingerprint_of(key, f'recipient:{public_id}:{recipient}')[:_HALF]}.{recipient}"


def _kept(message_id: str) -> str:
    """The token in the identity of a message that was made; "" where none was."""
    found = _TOKEN.fullmatch(message_id.removeprefix("<").rpartition("@")[0])
    return "" if found is None else found[0]
