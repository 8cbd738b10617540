"""Who was told what its data serves for, by which words (`domain.notice`): noted in one key, told where missing."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.consent_wording import WORDING_LANGUAGES, wording_language
from fichier_tui.domain.notice import COUNTER, NOTICE, WAYS, Informed, Notice, default_notice, is_default_notice
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.retention import CLIENT, PROSPECT, months_of
from fichier_tui.domain.text import clean_text
from fichier_tui.storage import models
from fichier_tui.storage.consents.wordings import wording_said
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.rights.retention_choices import retention_choices
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings


def current_notice(session: Session, language: str = "") -> Notice:
    """The notice in use: the latest version of the shop, else the program's own; in the shop's language by default.

    The program's own words say the times that the shop chose, also where they were given with others before.
    """
    settings = read_settings(session)
    language = wording_language(language, settings.language)
    wording = models.Wording
    row = (
        wording.select()
        .where(wording.channel == NOTICE, wording.language == language)
        .order_by(wording.version.desc())
        .first()
    )
    reach = " · ".join(filter(None, (settings.controller_email, settings.controller_phone)))
    who = (language, settings.business, settings.controller_address, reach)
    if row is not None and not is_default_notice(row.text, *who):
        return Notice(language, row.version, row.text, is_own=True)
    chosen = retention_choices(session)
    text = default_notice(*who, months=(months_of(PROSPECT, chosen), months_of(CLIENT, chosen)))
    given = wording.get_or_none(wording.channel == NOTICE, wording.language == language, wording.text == text)
    return Notice(language, 0 if given is None else given.version, text)


def change_notice(session: Session, language: str, text: str) -> Notice:
    """Inform by these words from now on: a new version, unless they are those in use.

    Raises Refusal: staff.not_allowed, wording.empty, notice.language.
    """
    session.require(SETTINGS)
    text = clean_text(text)
    if language not in WORDING_LANGUAGES:
        raise Refusal("notice.language", language=language)
    if not text:
        raise Refusal("wording.empty")
    with session.operation("notice.changed", language=language) as operation:
        wording_said(operation, NOTICE, language, text)
    return current_notice(session, language)


def inform(
    session: Session, contact: int, way: str = COUNTER, *, calls: bool = True, day: dt.date | None = None
) -> Informed:
    """Note that a contact was given the notice in use, and (`calls`) the rule on calls with it.

    Raises Refusal: row.unknown, notice.way, notice.later (a day to come).
    """
    row_numbered(models.Contact, contact)
    day = day or session.today
    if way not in WAYS:
        raise Refusal("notice.way", way=way)
    if day > session.today:
        raise Refusal("notice.later")
    language = models.Contact.get_by_id(contact).language
    notice = current_notice(session, language)
    with session.operation("notice.given", contact, name=name_of(contact), way=way) as operation:
        wording = wording_said(operation, NOTICE, notice.language, notice.text)
        row = operation.create(
            models.Information,
            contact=contact,
            wording=wording,
            day=day,
            way=way,
            calls=calls,
            staff=session.staff.id or None,
            recorded_at=session.now(),
        )
    return next(one for one in notices_of(session, contact) if one.id == row.id)


def notices_of(session: Session, contact: int) -> tuple[Informed, ...]:
    """Every notice that a contact was given, the latest first."""
    rows = session.database.connection().execute(
        "SELECT i.id, i.contact_id, i.day, i.way, w.version, w.language, i.calls, s.name FROM information AS i"
        " LEFT JOIN wording AS w ON w.id = i.wording_id LEFT JOIN staff AS s ON s.id = i.staff_id"
        " WHERE i.contact_id = ? ORDER BY i.day DESC, i.id DESC",
        (contact,),
    )
    return tuple(
        Informed(
            row[0], row[1], dt.date.fromisoformat(row[2]), row[3], row[4] or 0, row[5] or "", bool(row[6]), row[7] or ""
        )
        for row in rows
    )
