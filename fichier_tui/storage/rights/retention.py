"""What has been kept long enough: told with its day and why, and done in one confirmed step (`domain.retention`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fichier_tui.domain.contactability import ANSWER_DAYS
from fichier_tui.domain.dates import add_months
from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.progress import Progress
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.retention import (
    ARCHIVE,
    BREACHES,
    CLIENT,
    CODES,
    DRAFTS,
    ERASE,
    EXPORTS,
    JOURNAL,
    PROSPECT,
    REQUESTS,
    SENDINGS,
    Due,
    begun_by,
    clock,
    may_be_asked,
    months_of,
    source_clock,
)
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.journal.purge import count_purgeable, purge_before
from fichier_tui.storage.rights.archiving import archive_contacts
from fichier_tui.storage.rights.erasing import anonymise_contacts
from fichier_tui.storage.rights.retention_choices import retention_choices
from fichier_tui.storage.rights.retention_facts import RetentionReading
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting

BATCH = 500
"""Cards that go in one transaction: a program that is stopped has done whole batches, and the rest is still due."""
SOON_DAYS = ANSWER_DAYS
_DONE = "retention_done_on"
_DAY = dt.timedelta(days=1)
_ON = "substr({column}, 1, 10) <= ?"
# Lines that are due: what they count, and what is done with them. The content of a purge is in no journal.
_LINES: dict[str, tuple[str, str, str]] = {
    REQUESTS: ("rights_request", "state <> 'open' AND done_on <= ?", "DELETE FROM rights_request"),
    DRAFTS: ("draft", f"key NOT LIKE 'screen.%' AND {_ON.format(column='saved_at')}", "DELETE FROM draft"),
    CODES: ("confirmation", _ON.format(column="expires_at"), "DELETE FROM confirmation"),
    SENDINGS: (
        "sending_recipient",
        f"address <> '' AND bounced_at IS NULL AND state <> 'queued' AND {_ON.format(column='at')}",
        "UPDATE sending_recipient SET address = '', message_id = '', error = ''",
    ),
    EXPORTS: ("export_record", _ON.format(column="at"), "DELETE FROM export_record"),
    BREACHES: ("breach", f"closed_at IS NOT NULL AND {_ON.format(column='known_at')}", "DELETE FROM breach"),
}


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card whose time has come or comes soon, and the shop's reason to keep it, where there is one."""

    id: int
    name: str
    due: Due
    hold: str = ""
    may_be_asked: bool = False
    """Whether the question whether to stay may go out now (R04)."""


@dataclass(frozen=True, slots=True)
class DueLines:
    """How many lines of a register have been kept long enough."""

    category: str
    count: int
    by: dt.date
    """They are from that day or before."""


@dataclass(frozen=True, slots=True)
class RetentionDone:
    """What one step did."""

    archived: int = 0
    erased: int = 0
    lines: int = 0


def due_cards(session: Session, *, soon: bool = False) -> tuple[DueCard, ...]:
    """The cards whose time has come, the longest due first; with `soon` those of the coming thirty days too.

    Raises Refusal("staff.not_allowed").
    """
    session.require(RIGHTS)
    today, chosen = session.today, retention_choices(session)
    until = today + dt.timedelta(days=SOON_DAYS if soon else 0)
    shortest = min(months_of(category, chosen) for category in (PROSPECT, CLIENT))
    reading = RetentionReading(session, add_months(until, -shortest) + dt.timedelta(days=3), today)
    holds = dict(session.database.connection().execute("SELECT contact_id, reason FROM retention_hold").fetchall())
    found = []
    for number, name, facts in reading.facts():
        due = clock(facts, chosen, today)
        if due.day <= until:
            found.append(DueCard(number, name, due, holds.get(number, ""), may_be_asked(due, facts, today)))
        elif (told := source_clock(facts, chosen)) is not None and told.day <= until:
            found.append(DueCard(number, name, told, holds.get(number, "")))
    return tuple(sorted(found, key=lambda card: (card.due.day, card.id)))


def due_lines(session: Session) -> tuple[DueLines, ...]:
    """The registers with lines that have been kept long enough, in the order of the categories."""
    session.require(RIGHTS)
    chosen, execute = retention_choices(session), session.database.connection().execute
    found = []
    for category, (table, condition, _statement) in _LINES.items():
        by = begun_by(category, session.today, chosen)
        count = execute(f"SELECT COUNT(*) FROM {table} WHERE {condition}", (by.isoformat(),)).fetchone()[0]
        if count:
            found.append(DueLines(category, count, by))
    by = begun_by(JOURNAL, session.today, chosen)
    if count := count_purgeable(session, by + _DAY):
        found.append(DueLines(JOURNAL, count, by))
    return tuple(found)


def held_because(session: Session, contact: int) -> str:
    """Why a card is kept although its time has come; empty where it is not. Raises Refusal: staff.not_allowed,
    row.unknown.
    """
    session.require(RIGHTS)
    row_numbered(models.Contact, contact)
    row = models.RetentionHold.get_or_none(models.RetentionHold.contact == contact)
    return "" if row is None else str(row.reason)


def hold_card(session: Session, contact: int, reason: str) -> None:
    """Keep a card although its time has come. Raises Refusal: staff.not_allowed, row.unknown, retention.no_reason."""
    session.require(RIGHTS)
    reason = clean_line(reason)
    row_numbered(models.Contact, contact)
    if not reason:
        raise Refusal("retention.no_reason")
    with session.operation("retention.held", contact, name=name_of(contact), reason=reason) as operation:
        row = models.RetentionHold.get_or_none(models.RetentionHold.contact == contact)
        if row is None:
            operation.create(
                models.RetentionHold,
                contact=contact,
                reason=reason,
                staff=session.staff.id or None,
                at=session.now(),
            )
        else:
            operation.change(row, reason=reason)


def release_card(session: Session, contact: int) -> None:
    """The reason is over. Raises Refusal: staff.not_allowed, row.unknown."""
    session.require(RIGHTS)
    row = models.RetentionHold.get_or_none(models.RetentionHold.contact == contact)
    if row is None:
        raise Refusal("row.unknown")
    with session.operation("retention.released", contact, name=name_of(contact)) as operation:
        operation.remove(row)


def carry_out(
    session: Session, cards: Collection[int], categories: Collection[str], progress: Progress | None = None
) -> RetentionDone:
    """Do what is due with these cards and these registers' lines, batch by batch.

    A card that is not due any more, or is held back, is left as it is. Erasing is never taken back; call
    `storage.rights.cleaning.clean_pages` afterwards. `progress` is told the part that is done. Raises
    Refusal("staff.not_allowed").
    """
    session.require(RIGHTS)
    wanted = set(cards)
    due = [card for card in due_cards(session) if card.id in wanted and not card.due.held]
    to = {action: [card.id for card in due if card.due.action == action] for action in (ARCHIVE, ERASE)}
    total, done = max(1, sum(map(len, to.values()))), 0
    for action, ids in to.items():
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            if action == ARCHIVE:
                archive_contacts(session, batch)
            else:
                anonymise_contacts(session, batch)
            done += len(batch)
            if progress is not None:
                progress(done / total)
    lines = _purge(session, categories)
    return RetentionDone(len(to[ARCHIVE]), len(to[ERASE]), sum(lines.values()))


def _purge(session: Session, categories: Collection[str]) -> Mapping[str, int]:
    """Remove the lines that are due, and say in the journal how many of each."""
    chosen, execute = retention_choices(session), session.database.connection().execute
    counts: dict[str, int] = {}
    with session.operation("retention.purged", counts=counts) as operation:
        for category in _LINES.keys() & set(categories):
            _table, condition, statement = _LINES[category]
            by = begun_by(category, session.today, chosen).isoformat()
            if removed := execute(f"{statement} WHERE {condition}", (by,)).rowcount:
                counts[category] = removed
        if JOURNAL in categories and (
            removed := purge_before(operation, begun_by(JOURNAL, session.today, chosen) + _DAY)
        ):
            counts[JOURNAL] = removed
        operation.detail["counts"] = counts
        if counts:
            # What a purge removed is in no journal; its line there needs a row that it changed.
            keep_setting(operation, _DONE, session.now().isoformat())
    return counts
