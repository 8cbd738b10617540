"""Consents: a history that is only ever added to. What holds is derived from it (`domain.consent`), never stored.

A line is taken away by one thing only: Ctrl+Z on the same day, which corrects a slip (`storage.journal.undoing`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from fichier_tui.domain.consent import (
    IMPORTED,
    OBJECTION,
    OPEN_STATES,
    OPPOSED,
    consent_state,
    consent_states,
    state_after,
)
from fichier_tui.domain.consent_wording import Sentence, wording_language
from fichier_tui.domain.contact import COMPANY, ContactDetails
from fichier_tui.domain.history import CONSENT_CHANNELS, CONSENT_STATES, ConsentLine
from fichier_tui.domain.notice import Informed
from fichier_tui.domain.phone import takes_sms
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_text
from fichier_tui.storage import models
from fichier_tui.storage.consents.contactability import ChannelAnswer, channel_answers
from fichier_tui.storage.consents.lines import consent_history, consent_line_of
from fichier_tui.storage.consents.oppositions import keep_oppositions, lift_oppositions
from fichier_tui.storage.consents.wordings import current_sentences, wording_said
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.details import read_details
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rights.notices import notices_of
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings


@dataclass(frozen=True, slots=True)
class ConsentSheet:
    """All that is needed to ask a contact for its consents."""

    contact: int
    name: str
    language: str
    """The language in which to ask: the contact's, else the shop's."""
    lines: tuple[ConsentLine, ...]
    """The whole history, oldest first."""
    sentences: tuple[Sentence, ...]
    channels: tuple[ChannelAnswer, ...]
    """Whether it may be told of what the shop sells, channel by channel."""
    reachable: tuple[str, ...]
    """The channels for which the file has an address or a number."""
    informed: tuple[Informed, ...] = ()
    """What it was told of the use of its data, the latest first (RGPD 13)."""
    is_company: bool = False

    def answer(self, channel: str) -> ChannelAnswer:
        """Whether it may be contacted by a channel."""
        return next(one for one in self.channels if one.channel == channel)

    def sentence(self, channel: str, language: str) -> Sentence:
        """What is to be said for a channel."""
        return next(one for one in self.sentences if (one.channel, one.language) == (channel, language))


def read_consent_sheet(session: Session, contact: int) -> ConsentSheet:
    """What to say to a contact, and what it said before. Raises Refusal("row.unknown")."""
    row = row_numbered(models.Contact, contact)
    return ConsentSheet(
        contact=contact,
        name=name_of(contact),
        language=wording_language(row.language, read_settings(session).language),
        lines=consent_history(session, contact),
        sentences=current_sentences(session),
        channels=channel_answers(session, contact),
        reachable=reachable_channels(read_details(session, [contact])[contact]),
        informed=notices_of(session, contact),
        is_company=row.kind == COMPANY,
    )


def reachable_channels(details: ContactDetails) -> tuple[str, ...]:
    """The channels for which the details hold an address or a number."""
    ways = {
        "email": bool(details.emails),
        "sms": any(takes_sms(phone.number, phone.kind) for phone in details.phones),
        "phone": bool(details.phones),
        "post": any(place.street or place.postcode for place in details.addresses),
    }
    return tuple(channel for channel in CONSENT_CHANNELS if ways[channel])


def answer_consent(
    session: Session,
    contact: int,
    channel: str,
    answer: str,
    *,
    sentence: Sentence | None = None,
    medium: str = "counter",
) -> str | None:
    """Record what a contact answered to the sentence just said; returns the new state, None where nothing changes.

    `answer` is one of `domain.consent.ANSWERS`. Raises Refusal("consent.unknown") or Refusal("row.unknown").
    """
    name = name_of(row_numbered(models.Contact, contact).id)
    with session.operation("consent.recorded", contact, name=name, channel=channel) as operation:
        state = insert_answer(operation, contact, channel, answer, sentence=sentence, medium=medium)
        operation.detail["state"] = state
    return state


def insert_answer(
    operation: Operation,
    contact: int,
    channel: str,
    answer: str,
    *,
    sentence: Sentence | None = None,
    medium: str = "counter",
) -> str | None:
    """The line that an answer leads to, within an operation: a no is a withdrawal where there was a yes."""
    state = state_after(consent_state(consent_history(operation.session, contact), channel), answer)
    if state is not None:
        said, language = ("", "") if sentence is None else (sentence.text, sentence.language)
        insert_consent(operation, contact, channel, state, medium, wording=said, language=language)
    return state


def record_consent(
    session: Session,
    contact: int,
    channel: str,
    state: str,
    *,
    medium: str = "counter",
    day: dt.date | None = None,
    proof: str = "",
    wording: str = "",
    language: str = "fr",
) -> None:
    """Add a line to the history of a channel (RGPD art. 7.1: who, when, how, and by which words it was asked)."""
    with session.operation(
        "consent.recorded", contact, name=name_of(contact), channel=channel, state=state
    ) as operation:
        insert_consent(operation, contact, channel, state, medium, day, proof, wording, language)


def object_everywhere(session: Session, contact: int, *, medium: str = "counter") -> tuple[str, ...]:
    """Opposition to all prospecting, on every channel, at once and without a reason (RGPD art. 21.2).

    Channels that are opposed already keep their day; returns those that were closed now.
    """
    name = name_of(row_numbered(models.Contact, contact).id)
    with session.operation("consent.opposed", contact, name=name) as operation:
        channels = insert_objection(operation, contact, medium=medium)
    return channels


def insert_objection(
    operation: Operation, contact: int, *, medium: str = "counter", wanted: Collection[str] = CONSENT_CHANNELS
) -> tuple[str, ...]:
    """Close every channel, or the `wanted` ones, that is not opposed yet, within an operation; returns them."""
    states = consent_states(consent_history(operation.session, contact))
    channels = tuple(channel for channel, state in states.items() if state != OPPOSED and channel in wanted)
    for channel in channels:
        insert_answer(operation, contact, channel, OBJECTION, medium=medium)
    return channels


def insert_consent(
    operation: Operation,
    contact: int,
    channel: str,
    state: str,
    medium: str,
    day: dt.date | None = None,
    proof: str = "",
    wording: str = "",
    language: str = "fr",
) -> models.Consent:
    """One more line, within an operation. Raises Refusal("consent.unknown") for a channel or state that is none.

    An opposition goes on the list that outlives the contact; a yes that was said to the staff takes it off again.
    """
    if channel not in CONSENT_CHANNELS or state not in CONSENT_STATES:
        raise Refusal("consent.unknown", channel=channel, state=state)
    session = operation.session
    row = operation.create(
        models.Consent,
        contact=contact,
        channel=channel,
        state=state,
        day=day or session.today,
        recorded_at=session.now(),
        medium=medium,
        wording=wording_said(operation, channel, language, wording),
        staff=session.staff.id or None,
        proof=clean_text(proof),
    )
    if state == OPPOSED:
        keep_oppositions(operation, contact, (channel,), row.day)
    elif state in OPEN_STATES and medium != IMPORTED:
        lift_oppositions(operation, contact, channel)
    return row


def read_consent(session: Session, number: int) -> ConsentLine:
    """One line of a history. Raises Refusal("row.unknown")."""
    return consent_line_of(row_numbered(models.Consent, number))
