"""One person's whole file, read for the person: everything, without the names of others (`domain.person_file`)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

from fichier_tui.domain.contact import COMPANY, Contact, status
from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.person_file import (
    DoneLine,
    HappenedLine,
    Holder,
    MessageLine,
    OwnValue,
    PersonFile,
    SoldLine,
    without_names,
)
from fichier_tui.domain.retention import ACCOUNTS, CLIENT, CONSENT_PROOF, PROSPECT, months_of
from fichier_tui.domain.sending import SENT
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import read_action
from fichier_tui.storage.consents.contactability import channel_answers
from fichier_tui.storage.consents.lines import consent_history
from fichier_tui.storage.contacts import name_of, read_contact
from fichier_tui.storage.journal.links import ChangeHeader
from fichier_tui.storage.journal.owning import owned_by
from fichier_tui.storage.loyalty import read_loyalty
from fichier_tui.storage.rights.notices import notices_of
from fichier_tui.storage.rights.requests import requests_of
from fichier_tui.storage.rights.retention_choices import retention_choices
from fichier_tui.storage.segments.rfm import rfm_of
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings
from fichier_tui.storage.shop_fields import every_own_field

_SOLD = (
    "SELECT day, COALESCE(product.name, ''), COALESCE(product.category, ''), quantity, amount_cents, nights, people,"
    " purchase.reference, note FROM purchase LEFT JOIN product ON product.id = product_id WHERE contact_id = ?"
    " ORDER BY day DESC, purchase.id DESC"
)
# Each as day, code, text, number, time, state.
_HAPPENED = {
    "visits": "SELECT day, channel, note, people, time FROM visit",
    "notes": "SELECT day, kind, text, NULL FROM note",
    "opinions": "SELECT day, kind, text, score, '', state FROM satisfaction",
    "behaviour": "SELECT day, kind, detail, NULL FROM behaviour_event",
    "points": "SELECT day, reason, note, points FROM loyalty_entry",
    "confirmations": "SELECT sent_at, channel, address FROM confirmation",
}
_MESSAGES = (
    "SELECT COALESCE(r.at, s.created_at), s.channel, s.subject, r.state, r.address FROM sending_recipient AS r"
    " JOIN sending AS s ON s.id = r.sending_id WHERE r.contact_id = ? AND r.state = ? ORDER BY 1 DESC"
)

_NOT_PROPOSED = (
    "SELECT day, kind, trim(dismissal.category || ' ' || COALESCE(product.name, '')), until FROM dismissal"
    " LEFT JOIN product ON product.id = product_id WHERE contact_id = ? ORDER BY day DESC"
)
_DONE = (
    "SELECT at, verb, COALESCE(json_extract(detail, '$.undone'), '') FROM journal_entry WHERE contact = ?"
    " OR id IN (SELECT value FROM json_each(?)) ORDER BY id DESC"
)
# The lines about others or about many, which may have touched rows of the person: an import, a merge, a sending.
_IN_PASSING = (
    "SELECT entry_id, position, table_name, kind, first_id, last_id FROM journal_change AS c"
    " JOIN journal_entry AS e ON e.id = c.entry_id WHERE e.contact IS NOT ?"
)


def read_person(session: Session, contact: int) -> PersonFile:
    """The whole file of one person. Raises Refusal: staff.not_allowed, row.unknown."""
    session.require(RIGHTS)
    found = read_contact(session, contact)
    execute, settings = session.database.connection().execute, read_settings(session)

    def rows(sql: str, *parameters: object) -> list[Any]:
        return list(execute(sql, (contact, *parameters)).fetchall())

    happened = {
        kind: tuple(HappenedLine(_day(row[0]), *row[1:]) for row in rows(f"{sql} WHERE contact_id = ? ORDER BY 1 DESC"))
        for kind, sql in _HAPPENED.items()
    }
    ids = [row[0] for row in rows("SELECT id FROM action WHERE contact_id = ? ORDER BY day DESC, id DESC")]
    person = PersonFile(
        day=session.today,
        holder=Holder(
            settings.business,
            settings.controller_name,
            settings.controller_address,
            settings.controller_email,
            settings.controller_phone,
        ),
        contact=found,
        employer=name_of(found.company_id) if found.company_id else "",
        sponsor_known=found.sponsor_id is not None,
        sponsored=rows("SELECT COUNT(*) FROM contact WHERE sponsor_id = ? AND deleted_at IS NULL")[0][0],
        household=_of_household(session, found),
        own=tuple(
            OwnValue(used.field, value)
            for used in every_own_field(session)
            if (value := found.details.custom.get(used.field.key))
        ),
        purchases=tuple(SoldLine(_day(row[0]), *row[1:]) for row in rows(_SOLD)),
        actions=tuple(read_action(session, number) for number in ids),
        balance=read_loyalty(session, contact).balance,
        consents=consent_history(session, contact),
        channels=tuple((one.channel, one.answer) for one in channel_answers(session, contact)),
        messages=tuple(MessageLine(_day(row[0]), *row[1:]) for row in rows(_MESSAGES, SENT)),
        informed=tuple(HappenedLine(one.day, one.way, "", one.version) for one in notices_of(session, contact)),
        requests=requests_of(session, contact),
        status=status(
            found.summary.purchases, found.summary.last_purchase, session.today, settings.inactive_after_days
        ),
        rfm=rfm_of(session, contact),
        journal=tuple(
            DoneLine(dt.datetime.fromisoformat(row[0]), *row[1:])
            for row in rows(_DONE, _touched_in_passing(session, contact))
        ),
        visits=happened["visits"],
        notes=happened["notes"],
        opinions=happened["opinions"],
        behaviour=happened["behaviour"],
        points=happened["points"],
        confirmations=happened["confirmations"],
        not_proposed=tuple(
            HappenedLine(_day(row[0]), row[1], row[2], until=_day(row[3]) if row[3] else None)
            for row in rows(_NOT_PROPOSED)
        ),
        kept_months=_kept_months(session, found),
        kept_because="; ".join(row[0] for row in rows("SELECT reason FROM retention_hold WHERE contact_id = ?")),
    )
    return _without_others(person, _names_of_others(session, found))


def _journal(session: Session, contact: int) -> tuple[DoneLine, ...]:
    rows = session.database.connection().execute(_DONE, (contact, _touched_in_passing(session, contact)))
    return tuple(DoneLine(dt.datetime.fromisoformat(at), verb, undone) for at, verb, undone in rows)


def _touched_in_passing(session: Session, contact: int) -> str:
    """The lines of the journal about somebody else that wrote a row of this contact, as JSON."""
    connection = session.database.connection()
    owned = owned_by(connection, [contact])
    found = {row[0] for row in connection.execute(_IN_PASSING, (contact,)) if owned.holds(ChangeHeader(*row[1:]))}
    return json.dumps(sorted(found))


def _kept_months(session: Session, contact: Contact) -> tuple[int, int, int]:
    chosen = retention_choices(session)
    silent = CLIENT if contact.summary.purchases else PROSPECT
    return months_of(silent, chosen), months_of(ACCOUNTS, chosen), months_of(CONSENT_PROOF, chosen)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text[:10])


def _of_household(session: Session, contact: Contact) -> int:
    if not contact.details.household:
        return 0
    table = models.Contact
    others = (table.household == contact.details.household) & (table.id != contact.id) & table.deleted_at.is_null()
    return int(table.select().where(others).count())


def _names_of_others(session: Session, contact: Contact) -> set[str]:
    """The staff, and the persons that the card is tied to: sponsor, those it sent, household, colleagues."""
    table = models.Contact
    tied = (table.id == contact.sponsor_id) | (table.sponsor == contact.id) | (table.company == contact.id)
    if contact.details.household:
        tied |= table.household == contact.details.household
    if contact.company_id is not None:
        tied |= table.company == contact.company_id
    names = {row.name for row in models.Staff.select(models.Staff.name)}
    own = {contact.details.last_name, contact.details.first_name}
    for row in table.select().where(tied, table.id != contact.id, table.kind != COMPANY):
        names |= {f"{row.last_name} {row.first_name}", f"{row.first_name} {row.last_name}", row.first_name}
        names |= {row.last_name}
    return {name for name in map(str.strip, names) if name not in own}


def _without_others(person: PersonFile, names: set[str]) -> PersonFile:
    """The names of others hidden in all that was written freely, those of the staff wherever they stand."""
    hidden = 0

    def cleared(text: str) -> str:
        nonlocal hidden
        text, count = without_names(text, names)
        hidden += count
        return text

    def lines(found: tuple[HappenedLine, ...]) -> tuple[HappenedLine, ...]:
        return tuple(replace(line, text=cleared(line.text)) for line in found)

    def consent(line: ConsentLine) -> ConsentLine:
        return replace(line, staff="", proof=cleared(line.proof))

    details = person.contact.details
    told = replace(
        person,
        contact=replace(person.contact, verified_by="", details=replace(details, important=cleared(details.important))),
        purchases=tuple(replace(line, note=cleared(line.note)) for line in person.purchases),
        visits=lines(person.visits),
        notes=lines(person.notes),
        opinions=lines(person.opinions),
        behaviour=lines(person.behaviour),
        points=lines(person.points),
        actions=tuple(
            replace(
                action,
                in_charge="",
                result=cleared(action.result),
                details=replace(
                    action.details,
                    assigned_to="",
                    subject=cleared(action.details.subject),
                    note=cleared(action.details.note),
                ),
            )
            for action in person.actions
        ),
        consents=tuple(map(consent, person.consents)),
        requests=tuple(
            replace(
                request,
                staff="",
                answer=cleared(request.answer),
                extension_reason=cleared(request.extension_reason),
                details=replace(request.details, note=cleared(request.details.note)),
            )
            for request in person.requests
        ),
        kept_because=cleared(person.kept_because),
    )
    return replace(told, hidden=hidden)
