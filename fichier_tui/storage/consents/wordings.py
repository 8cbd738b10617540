"""The sentences by which consents are asked, by channel and language. A version never changes: another is made."""

from __future__ import annotations

from collections.abc import Collection

from fichier_tui.domain.consent_wording import WORDING_LANGUAGES, Sentence, default_wording, wording_language
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_text
from fichier_tui.storage import models
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings


def current_sentences(session: Session) -> tuple[Sentence, ...]:
    """The sentence in use for every channel and language: the latest version, else the program's own."""
    latest = {(row.channel, row.language): row for row in models.Wording.select().order_by(models.Wording.version)}
    business = read_settings(session).business
    return tuple(
        Sentence(channel, language, row.version, row.text)
        if (row := latest.get((channel, language))) is not None
        else Sentence(channel, language, 0, default_wording(channel, language, business))
        for channel in CONSENT_CHANNELS
        for language in WORDING_LANGUAGES
    )


def sentences_for(session: Session, contact: int | None, channels: Collection[str]) -> tuple[Sentence, ...]:
    """What is to be said to a contact, or to somebody new, on these channels, in its language or the shop's."""
    row = None if contact is None else models.Contact.get_or_none(models.Contact.id == contact)
    language = wording_language(row.language if row else "", read_settings(session).language)
    return tuple(one for one in current_sentences(session) if one.language == language and one.channel in channels)


def change_sentence(session: Session, channel: str, language: str, text: str) -> None:
    """Ask by these words from now on: a new version, unless they are those in use.

    Raises Refusal: wording.empty, consent.unknown (no such channel or language).
    """
    session.require(SETTINGS)
    text = clean_text(text)
    if channel not in CONSENT_CHANNELS or language not in WORDING_LANGUAGES:
        raise Refusal("consent.unknown", channel=channel, state=language)
    if not text:
        raise Refusal("wording.empty")
    with session.operation("wording.changed", channel=channel, language=language) as operation:
        versions = _versions(channel, language)
        if not versions or versions[-1].text != text:
            _add(operation, channel, language, text, versions)


def wording_said(operation: Operation, channel: str, language: str, text: str) -> models.Wording | None:
    """The version that says these words, made when there is none; None for no words."""
    text = clean_text(text)
    if not text:
        return None
    versions = _versions(channel, language)
    said = next((row for row in reversed(versions) if row.text == text), None)
    return said or _add(operation, channel, language, text, versions)


def _versions(channel: str, language: str) -> list[models.Wording]:
    """The versions of a sentence, oldest first."""
    wording = models.Wording
    query = wording.select().where(wording.channel == channel, wording.language == language)
    return list(query.order_by(wording.version))


def _add(
    operation: Operation, channel: str, language: str, text: str, versions: list[models.Wording]
) -> models.Wording:
    return operation.create(
        models.Wording,
        channel=channel,
        version=versions[-1].version + 1 if versions else 1,
        language=language,
        text=text,
        created_at=operation.session.now(),
    )
