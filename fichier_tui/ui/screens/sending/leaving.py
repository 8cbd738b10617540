"""What every way has: who may be written to, what is looked at before, what each gets, and how it leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fichier_tui.domain.letter import MERGE_FIELDS, OWN_PREFIX, field_names, template_faults
from fichier_tui.domain.permission import OWNER
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen
from fichier_tui.domain.text import clean_line
from fichier_tui.exchange.letters.paper import Composed
from fichier_tui.exchange.letters.sms import SmsList
from fichier_tui.exchange.letters.values import merge_values
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.letters.facts import read_letter_facts
from fichier_tui.storage.letters.recipients import choose_recipients, had_lately
from fichier_tui.storage.shop import read_settings
from fichier_tui.storage.shop_fields import own_fields
from fichier_tui.storage.staff.members import list_staff
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.screens.sending import by_email, by_post, by_sms
from fichier_tui.ui.screens.sending.draft import SendingDraft
from fichier_tui.ui.screens.sending.look_step import Left, Page, Prepared
from fichier_tui.ui.screens.sending.telling import fewer_words, holes_words, lately_words
from fichier_tui.ui.screens.sending.ways import LABELS, WAYS

LATELY = dt.timedelta(days=7)
"""For how long it is recalled who was written to by the same channel."""


def reach_of(session: Session, contacts: Sequence[int], purpose: str, campaign: int | None) -> dict[str, Chosen]:
    """Who may be written to for a purpose, by each channel that there is a way of."""
    channels = dict.fromkeys(way.channel for way in WAYS)
    return {channel: choose_recipients(session, channel, purpose, contacts, campaign=campaign) for channel in channels}


def prepare(file: OpenFile, draft: SendingDraft, chosen: Chosen, work: LongWork) -> Prepared:
    """Read the text or the model, and what is to be known before it leaves. Raises Refusal."""
    prepared = _prepare(file, draft, chosen, work)
    told = (*fewer_words(chosen, prepared.chosen, draft.way.channel), *holes_words(prepared))
    prepared = replace(prepared, warnings=(*told, *prepared.warnings))
    if draft.way is LABELS:
        return prepared
    now = file.call(lambda session: session.now())
    contacts = [contact for contact, _address in prepared.chosen.retained]
    count, name = file.call(had_lately, draft.way.channel, contacts, now - LATELY)
    lately = lately_words(draft.way.channel, count, name) if count else ()
    return replace(prepared, warnings=(*lately, *prepared.warnings), lately=len(lately))


def _prepare(file: OpenFile, draft: SendingDraft, chosen: Chosen, work: LongWork) -> Prepared:
    match draft.way.channel:
        case "email":
            return by_email.looked_at(file, draft, chosen)
        case "sms":
            texts = by_sms.composed(file, draft, chosen, work)
            return Prepared(texts.chosen, by_sms.warnings_of(texts), texts, with_holes=frozenset(texts.with_holes))
        case _:
            pages = by_post.composed(file, draft, chosen, work)
            return Prepared(pages.chosen, by_post.warnings_of(pages), pages, with_holes=frozenset(pages.with_holes))


def page_of(file: OpenFile, draft: SendingDraft, prepared: Prepared, contact: int, address: str) -> Page:
    """What one contact gets. Raises Refusal."""
    if isinstance(prepared.made, SmsList):
        return by_sms.page_of(prepared.made, contact)
    if isinstance(prepared.made, Composed):
        return by_post.page_of(file, draft, contact)
    return by_email.page_of(file, draft, contact, address)


def send(
    file: OpenFile, draft: SendingDraft, prepared: Prepared, contacts: Sequence[int], work: LongWork, *, overwrite: bool
) -> Left:
    """Send it or write it; somebody who said no since it was looked at gets nothing. Raises Refusal."""
    if prepared.made is None:
        return by_email.send(file, draft, contacts, work, overwrite=overwrite)
    now = file.call(reach_of, contacts, draft.details.purpose, draft.details.campaign)[draft.way.channel]
    allowed = {contact for contact, _address in now.retained}
    if any(contact not in allowed for contact, _address in prepared.chosen.retained):
        prepared = prepare(file, draft, now, work)
    if isinstance(prepared.made, SmsList):
        return by_sms.write(file, draft, prepared.made, overwrite=overwrite)
    assert isinstance(prepared.made, Composed)
    return by_post.write(file, draft, prepared.made, overwrite=overwrite)


def text_faults(session: Session, texts: Mapping[str, str]) -> dict[str, tuple[Refusal, ...]]:
    """By the key of its field, what is wrong in a text with fields in it; nothing of those that are right."""
    labels = {field.key: field.label for field in own_fields(session)}
    found = {key: template_faults(text, labels) for key, text in texts.items()}
    return {key: faults for key, faults in found.items() if faults}


def owner_names(session: Session) -> tuple[str, ...]:
    """Whom one asks for what only an owner sets."""
    return tuple(member.name for member in list_staff(session) if member.role == OWNER)


def field_examples(session: Session, contact: int, language: str) -> list[tuple[str, str]]:
    """The fields of a text as they are written in a language, each with what it is for one contact."""
    own = own_fields(session)
    facts = read_letter_facts(session, [contact])
    values: dict[str, str] = {}
    if contact in facts:
        business = read_settings(session).business
        values = merge_values(facts[contact], language=language, today=session.today, business=business, own=own)
    labels = {field.key: field.label for field in own}
    names = field_names(language, labels)
    codes = (*MERGE_FIELDS, *(OWN_PREFIX + key for key in labels))
    return [(name, clean_line(values.get(code, ""), 60)) for name, code in zip(names, codes, strict=True)]
