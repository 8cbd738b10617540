"""The register of processing, filled from the file's own facts; and the register of exports (`domain.processing`)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from fichier_tui.domain import processing
from fichier_tui.domain.field_use import CONSENT, CONTRACT, DUTY, INTEREST
from fichier_tui.domain.permission import RIGHTS, SETTINGS
from fichier_tui.domain.processing import (
    Activity,
    Controller,
    ExportLine,
    Measures,
    ProcessingRegister,
    Recipient,
)
from fichier_tui.storage.letters.mail import read_mail
from fichier_tui.storage.rights.field_use import field_use
from fichier_tui.storage.rights.retention_choices import retention_choices
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import change_settings, read_settings

_IDENTITY = (
    "last_name", "first_name", "company_name", "job_title", "civility", "language", "phone", "email", "address",
    "household", "important",
)  # fmt: skip
# By what the register calls it, the setting that keeps who answers for the file.
_SETTINGS = {
    "business": "business",
    "name": "controller_name",
    "address": "controller_address",
    "email": "controller_email",
    "phone": "controller_phone",
    "dpo": "dpo",
    "transfers": "transfers",
}
_CARDS = ("prospect", "client", "put_aside")
# Which facts show that a processing is done at all: a table, and a condition.
_SIGNS = {
    processing.PLANNING: ("action",),
    processing.LOYALTY: ("loyalty_entry",),
    processing.OPINIONS: ("satisfaction",),
    processing.ACCOUNTS: ("purchase WHERE amount_cents > 0",),
    processing.OFFERS: (
        "sending WHERE purpose = 'prospecting'",
        "campaign",
        "consent",
        "action WHERE offer_id NOT NULL",
    ),
}
_ALL = (processing.CLIENT, processing.PROSPECT, processing.COMPANY)
_ACTIVITIES = (
    Activity(processing.CLIENTS, CONTRACT, _ALL, (*_IDENTITY, "notes", "visits", "purchases"), _CARDS),
    Activity(processing.PLANNING, CONTRACT, _ALL, (*_IDENTITY, "actions"), _CARDS),
    Activity(
        processing.OFFERS,
        CONSENT,
        _ALL,
        (
            *_IDENTITY, "sex", "birth", "profession", "source", "source_detail", "tags", "interests", "behaviour",
            "consents", "informed",
        ),
        (*_CARDS, "consent_proof", "oppositions", "sendings", "codes"),
    ),
    Activity(
        processing.LOYALTY,
        CONTRACT,
        (processing.CLIENT,),
        ("last_name", "first_name", "card_number", "purchases", "loyalty", "sponsor"),
        _CARDS,
    ),
    Activity(processing.OPINIONS, INTEREST, (processing.CLIENT,), (*_IDENTITY, "satisfaction"), _CARDS),
    Activity(
        processing.ACCOUNTS,
        DUTY,
        (processing.CLIENT, processing.COMPANY),
        ("last_name", "first_name", "company_name", "address", "purchases"),
        ("accounts",),
    ),
    Activity(
        processing.RIGHTS,
        DUTY,
        _ALL,
        ("last_name", "first_name", "phone", "email", "address"),
        ("requests", "oppositions"),
    ),
    Activity(processing.SAFETY, INTEREST, (processing.STAFF,), (), ("journal", "drafts", "exports", "breaches")),
)  # fmt: skip


def read_processing(session: Session, measures: Measures | None = None) -> ProcessingRegister:
    """The register as the file stands. `measures` are those that lie outside it (copies); the rest is added.

    Raises Refusal("staff.not_allowed").
    """
    session.require(RIGHTS)
    fields = field_use(session)
    there = {use.code for use in fields if use.filled}
    activities = tuple(
        replace(activity, data=tuple(code for code in activity.data if code in there))
        for activity in _ACTIVITIES
        if _is_done(session, activity.code)
    )
    return ProcessingRegister(
        day=session.today,
        controller=read_controller(session),
        activities=activities,
        fields=fields,
        recipients=_recipients(session),
        measures=_measures(session, measures),
        counts=_people(session),
        chosen=retention_choices(session),
    )


def list_exports(session: Session) -> tuple[ExportLine, ...]:
    """Every file of contacts that left, the latest first. Raises Refusal("staff.not_allowed")."""
    session.require(RIGHTS)
    rows = session.database.connection().execute(
        "SELECT e.id, e.at, COALESCE(s.name, ''), e.format, e.contacts, e.purpose, e.name, COALESCE(e.channel, ''),"
        " COALESCE(e.aim, ''), COALESCE(e.left_out, '{}') FROM export_record AS e"
        " LEFT JOIN staff AS s ON s.id = e.staff_id ORDER BY e.id DESC"
    )
    return tuple(
        ExportLine(
            id=number,
            at=dt.datetime.fromisoformat(at),
            staff=staff,
            format=format,
            contacts=contacts,
            purpose=purpose,
            name=name,
            channel=channel,
            aim=aim,
            left_out=_left_out(json.loads(left_out)),
        )
        for number, at, staff, format, contacts, purpose, name, channel, aim, left_out in rows
    )


def _left_out(kept: dict[str, int]) -> dict[tuple[str, str], int]:
    """By (reason, rule): "opposed R26" is kept for both."""
    return {(text.partition(" ")[0], text.partition(" ")[2]): count for text, count in kept.items()}


def _is_done(session: Session, code: str) -> bool:
    """Whether anything in the file shows it; serving clients, their rights and safety always are."""
    execute = session.database.connection().execute
    signs = _SIGNS.get(code)
    return signs is None or any(execute(f"SELECT EXISTS (SELECT 1 FROM {sign})").fetchone()[0] for sign in signs)


def read_controller(session: Session) -> Controller:
    """Who answers for the file; what nobody typed is empty."""
    settings = read_settings(session)
    return Controller(**{name: getattr(settings, key) for name, key in _SETTINGS.items()})


def change_controller(session: Session, controller: Controller) -> None:
    """Keep what differs, in one operation: one Ctrl+Z takes it back. Raises Refusal("staff.not_allowed")."""
    session.require(SETTINGS)
    before = read_controller(session)
    changed: dict[str, str | int] = {
        key: getattr(controller, name)
        for name, key in _SETTINGS.items()
        if getattr(controller, name) != getattr(before, name)
    }
    if changed:
        change_settings(session, changed, "business" if list(changed) == ["business"] else "controller")


def _recipients(session: Session) -> tuple[Recipient, ...]:
    execute = session.database.connection().execute
    exported = execute(
        "SELECT purpose, COUNT(*), SUM(contacts), MAX(at) FROM export_record WHERE contacts > 0 GROUP BY purpose"
        " ORDER BY MAX(at) DESC LIMIT 50"
    )
    found = [Recipient(processing.EXPORTED, row[0], row[1], row[2], _day(row[3])) for row in exported]
    sent = execute(
        "SELECT channel || ' ' || medium, COUNT(DISTINCT sending_id), COUNT(*), MAX(sending.created_at) FROM sending"
        " JOIN sending_recipient ON sending_id = sending.id WHERE state = 'sent' GROUP BY 1 ORDER BY 1"
    )
    found += [Recipient(processing.SENT, row[0], row[1], row[2], _day(row[3])) for row in sent]
    if host := read_mail(session).host:
        found.append(Recipient(processing.SERVER, host, 0, 0))
    return tuple(found)


def _measures(session: Session, known: Measures | None) -> Measures:
    execute = session.database.connection().execute
    members, owners = execute(
        "SELECT COUNT(*), COALESCE(SUM(role = 'owner'), 0) FROM staff WHERE left_on IS NULL"
    ).fetchone()
    generation = execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    return Measures(
        members=members,
        owners=owners,
        key_generation=int(generation[0]) if generation else 1,
        journal_lines=execute("SELECT COUNT(*) FROM journal_entry").fetchone()[0],
        last_copy_on=known.last_copy_on if known else None,
        own_places=known.own_places if known else 0,
    )


def _people(session: Session) -> dict[str, int]:
    clients, prospects, companies = (
        session.database.connection()
        .execute(
            "SELECT COALESCE(SUM(c.kind = 'person' AND s.purchases > 0), 0),"
            " COALESCE(SUM(c.kind = 'person' AND s.purchases = 0), 0), COALESCE(SUM(c.kind = 'company'), 0)"
            " FROM contact AS c JOIN contact_summary AS s ON s.contact_id = c.id WHERE c.deleted_at IS NULL"
        )
        .fetchone()
    )
    staff = session.database.connection().execute("SELECT COUNT(*) FROM staff").fetchone()[0]
    return {
        processing.CLIENT: clients,
        processing.PROSPECT: prospects,
        processing.COMPANY: companies,
        processing.STAFF: staff,
    }


def _day(instant: str | None) -> dt.date | None:
    return dt.datetime.fromisoformat(instant).astimezone().date() if instant else None
