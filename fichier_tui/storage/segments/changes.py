"""Who entered a saved segment and who left it since it was saved, or somebody said that they had seen who is in it.

Seen is said by a key, and never by opening a screen: what one person looks at in passing is news to the others. It is
an operation like any other: Ctrl+Z takes it back.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from fichier_tui.domain.purchase import rhythm
from fichier_tui.domain.segment import ContactFacts
from fichier_tui.domain.segment.changing import Change, why_changed
from fichier_tui.storage import models
from fichier_tui.storage.contacts import read_rows
from fichier_tui.storage.segments.facts import read_facts, with_file
from fichier_tui.storage.segments.saved import (
    SavedSegment,
    circumstances_of,
    count_segment,
    find_segment,
    load_segment,
    resolved_segment,
    segment_query,
)
from fichier_tui.storage.segments.seen import keep_members
from fichier_tui.storage.session import Session


@dataclass(frozen=True, slots=True)
class SegmentChanges:
    """Who entered and who left, each in the order of names."""

    segment: SavedSegment
    entered: array[int]
    left: array[int]
    erased: int = 0
    """How many more were in it and are nowhere in the file any more: of them nothing but their number is known."""


@dataclass(frozen=True, slots=True)
class ChangedContact:
    """One who entered or left, and why."""

    id: int
    name: str
    town: str
    entered: bool
    change: Change


def mark_segment_seen(session: Session, name: str) -> SavedSegment:
    """Take note of who is in the segment now. Raises Refusal: segment.unknown, segment.loop, custom.unknown."""
    segment = load_segment(session, name)
    inside = find_segment(session, segment.tree)
    with session.operation("segment.seen", name=segment.name) as operation:
        keep_members(operation, models.Segment.get_by_id(segment.id), inside)
    return load_segment(session, name)


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """How many are in a segment now, and how many entered and left since it was saved or seen."""

    inside: int
    entered: int = 0
    left: int = 0


def count_changes(session: Session, segment: SavedSegment) -> ChangeCounts:
    """The numbers alone, in one question. Raises as above."""
    if segment.seen_at is None:
        return ChangeCounts(count_segment(session, segment.tree))
    query = segment_query(session, segment.tree)
    execute = session.database.connection().execute
    stayed = "SELECT contact_id FROM segment_member WHERE segment_id = ?"
    inside, common = execute(
        query.select(f"COUNT(*), COALESCE(SUM(s.contact_id IN ({stayed})), 0)"), (segment.id, *query.parameters)
    ).fetchone()
    (known,) = execute("SELECT COUNT(*) FROM segment_member WHERE segment_id = ?", (segment.id,)).fetchone()
    return ChangeCounts(inside, inside - common, known - common)


def segment_changes(session: Session, name: str) -> SegmentChanges:
    """Who entered and left since the segment was saved or seen; nobody for one that never was. Raises as above."""
    segment = load_segment(session, name)
    if segment.seen_at is None:
        return SegmentChanges(segment, array("q"), array("q"))
    inside = find_segment(session, segment.tree)
    known = _members(session, segment.id)
    before, now = set(known), set(inside)
    return SegmentChanges(
        segment,
        array("q", [contact for contact in inside if contact not in before]),
        array("q", [contact for contact in known if contact not in now]),
        max(0, segment.seen_count - len(known)),
    )


def changed_contacts(session: Session, changes: SegmentChanges, ids: Sequence[int]) -> tuple[ChangedContact, ...]:
    """Some of those who entered or left, in the order given, each with why; read for a page at a time."""
    since = changes.segment.seen_at
    if since is None or not ids:
        return ()
    tree = resolved_segment(changes.segment.tree)
    facts = read_facts(session, ids)
    today = with_file(session, circumstances_of(session, tree), facts.values())
    then = replace(today, today=since.astimezone().date())
    before = _before(session, changes.segment.id, facts)
    rows = {row.id: row for row in read_rows(session, ids)}
    entered = set(changes.entered)
    return tuple(
        ChangedContact(
            number,
            rows[number].name,
            rows[number].town,
            number in entered,
            why_changed(tree, before.get(number), facts[number], then, today),
        )
        for number in ids
        if number in rows and number in facts
    )


def _members(session: Session, segment: int) -> list[int]:
    rows = session.database.connection().execute(
        "SELECT m.contact_id FROM segment_member AS m JOIN contact_summary AS s ON s.contact_id = m.contact_id"
        " WHERE m.segment_id = ? ORDER BY s.sort_key, s.contact_id",
        (segment,),
    )
    return [row[0] for row in rows]


def _before(session: Session, segment: int, facts: dict[int, ContactFacts]) -> dict[int, ContactFacts]:
    """What these contacts were when the segment was seen; those made since are in none."""
    flags = _Noted(session, segment, facts)
    purchases, visits = flags.of("purchase", "created_at", "day, id"), flags.of("visit", "created_at", "day, id")
    consents, cards = flags.of("consent", "recorded_at", "id"), flags.cards()
    return {
        number: _without(
            now,
            purchases.get(number, ()),
            visits.get(number, ()),
            consents.get(number, ()),
        )
        for number, now in facts.items()
        if number in cards
    }


class _Noted:
    """Which rows of some contacts were in the file already when a segment was seen."""

    def __init__(self, session: Session, segment: int, ids: Collection[int]) -> None:
        self._execute = session.database.connection().execute
        self._parameters = (segment, json.dumps(list(ids)))

    def of(self, table: str, noted: str, order: str) -> dict[int, list[bool]]:
        """For each contact, row by row in the order in which its facts are read, whether it was there."""
        found: dict[int, list[bool]] = {}
        for contact, there in self._execute(
            f"SELECT contact_id, {noted} <= (SELECT seen_at FROM segment WHERE id = ?) FROM {table}"
            f" WHERE contact_id IN (SELECT value FROM json_each(?)) ORDER BY {order}",
            self._parameters,
        ):
            found.setdefault(contact, []).append(bool(there))
        return found

    def cards(self) -> set[int]:
        """Those who were in the file."""
        rows = self._execute(
            "SELECT id FROM contact WHERE created_at <= (SELECT seen_at FROM segment WHERE id = ?)"
            " AND id IN (SELECT value FROM json_each(?))",
            self._parameters,
        )
        return {row[0] for row in rows}


def _without(
    now: ContactFacts, purchases: Iterable[bool], visits: Iterable[bool], consents: Iterable[bool]
) -> ContactFacts:
    """The contact without what was noted since; its sums are reckoned from what is left."""
    bought = tuple(compress(now.purchases, purchases))
    came = tuple(compress(now.visits, visits))
    summary = now.summary
    if len(bought) != len(now.purchases):
        days = sorted({one.day for one in bought})
        mean, deviation = rhythm([day.isoformat() for day in days])
        summary = replace(
            summary,
            purchases=len(bought),
            revenue_cents=sum(one.amount_cents for one in bought),
            nights=sum(one.nights or 0 for one in bought),
            first_purchase=days[0] if days else None,
            last_purchase=days[-1] if days else None,
            gap_mean_days=mean,
            gap_deviation_days=deviation,
        )
    if len(came) != len(now.visits):
        last = max((one.day for one in came), default=None)
        summary = replace(summary, visits=len(came), last_visit=last)
    seen: list[dt.date] = [day for day in (summary.last_visit, summary.last_purchase) if day is not None]
    summary = replace(summary, last_seen=max(seen, default=None))
    return replace(
        now, summary=summary, purchases=bought, visits=came, consents=tuple(compress(now.consents, consents))
    )
