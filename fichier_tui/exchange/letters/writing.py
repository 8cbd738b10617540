"""The letter of a sending, made from the file: what is the same for all, and each recipient's message."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fichier_tui.domain.letter import LetterFacts, read_template
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import SendingDetails
from fichier_tui.exchange.letters.gathering import read_common
from fichier_tui.exchange.letters.messages import Letter, Message, fill_letter, missing_fields, values_of
from fichier_tui.storage import Session
from fichier_tui.storage.letters.facts import read_letter_facts
from fichier_tui.storage.letters.mail import read_mail


@dataclass(frozen=True, slots=True)
class Preview:
    """What one contact would get; `message` is None where none can be made, and `refusal` says why."""

    contact: int
    address: str
    message: Message | None
    refusal: Refusal | None = None


def open_letter(session: Session, details: SendingDetails) -> Letter:
    """The letter of a sending, its templates read. Raises Refusal: letter.…, mail.no_address, row.unknown."""
    mail = read_mail(session)
    if not mail.may_write:
        raise Refusal("mail.no_address")
    common = read_common(session, details)
    return Letter(
        subject=read_template(details.subject, common.labels),
        text=read_template(details.text, common.labels),
        mail=mail if mail.sender_name else replace(mail, sender_name=common.business),
        language=details.language,
        purpose=details.purpose,
        business=common.business,
        own=common.own,
        offer=common.offer,
        offer_until=common.offer_until,
    )


def preview_letter(
    session: Session, letter: Letter, recipients: Sequence[tuple[int, str]], today: dt.date
) -> Iterator[Preview]:
    """What each of these contacts would get at its address, in the order given; nothing leaves."""
    facts = read_letter_facts(session, [contact for contact, _address in recipients])
    for contact, address in recipients:
        found = facts.get(contact)
        if found is None:
            yield Preview(contact, address, None, Refusal("row.unknown"))
            continue
        yield _previewed(letter, found, address, today)


def lacking(session: Session, letter: Letter, recipients: Sequence[tuple[int, str]], today: dt.date) -> dict[str, int]:
    """How many of these contacts lack each field that has no default, the most first."""
    lacked = lacked_by(session, letter, recipients, today)
    return dict(Counter(code for codes in lacked.values() for code in codes).most_common())


def lacked_by(
    session: Session, letter: Letter, recipients: Sequence[tuple[int, str]], today: dt.date
) -> dict[int, tuple[str, ...]]:
    """The fields without a default that each of these contacts lacks; nothing of those that lack none."""
    facts = read_letter_facts(session, [contact for contact, _address in recipients])
    lacked = {contact: missing_fields(letter, values_of(letter, found, today)) for contact, found in facts.items()}
    return {contact: codes for contact, codes in lacked.items() if codes}


def _previewed(letter: Letter, facts: LetterFacts, address: str, today: dt.date) -> Preview:
    try:
        return Preview(facts.contact, address, fill_letter(letter, facts, address, "preview", today))
    except Refusal as refusal:
        return Preview(facts.contact, address, None, refusal)
