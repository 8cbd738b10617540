"""Imports: a plan made from a foreign file becomes one operation, however long the file; undo takes it all back.

Two steps. `preview_import` decides, for each contact of the plan, whether it is new or one that the file knows
already, and what it would add; nothing is written. `import_contacts` decides the same and writes.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from fichier_tui.domain.consent import CLOSED_STATES, OPEN_STATES, consent_state
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress, cleaned
from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.import_plan import ImportPlan, PlannedConsent, PlannedContact
from fichier_tui.domain.matching import (
    action_identity,
    choose_match,
    matching_keys,
    purchase_identity,
    visit_identity,
)
from fichier_tui.domain.merging import merge_imported
from fichier_tui.domain.permission import IMPORT
from fichier_tui.domain.progress import Progress
from fichier_tui.storage.details import read_details
from fichier_tui.storage.imported_rows import WritingImport
from fichier_tui.storage.past import Past, read_past
from fichier_tui.storage.rights.erased import ErasedList
from fichier_tui.storage.session import Session

CREATED = "created"
UPDATED = "updated"
UNCHANGED = "unchanged"
ERASED = "erased"
HELD = "held"
UNCLEAR_TOLD = 50
"""Of what was not understood, so much stands in the journal with its row and its reason."""
_AT_A_TIME = 5_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one contact of the plan: `contact` is the one that it was found to be, None for a new one.

    `planned` holds only what is to be added: purchases and the rest that the file has already are left out.
    """

    planned: PlannedContact
    contact: int | None = None
    present: ContactDetails | None = None
    erased_on: dt.date | None = None
    """The day on which the person was erased, at its own request: it is not brought back."""
    resembles: tuple[str, ...] = ()
    """By what a new one may be somebody who was erased, under another name: phone, email. Or one of the household."""
    resembled_on: dt.date | None = None
    """The day on which that one was erased."""
    is_other: bool = False
    """Whether somebody looked at it and said that this is another person."""
    restricted: bool = False
    """Whether the person asked that its card be left as it is (R25)."""

    @property
    def outcome(self) -> str:
        """created, updated, unchanged, erased, or held back until somebody says that this is another person."""
        if self.erased_on is not None:
            return ERASED
        if self.resembles and not self.is_other:
            return HELD
        if self.contact is None:
            return CREATED
        if self.restricted:
            return UNCHANGED
        adds = (
            self.planned.details != self.present
            or self.planned.purchases
            or self.planned.visits
            or self.planned.actions
            or self.planned.consents
            or self.planned.behaviour
            or self.planned.notes
            or self.planned.import_note
        )
        return UPDATED if adds else UNCHANGED


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """How many contacts were, or would be, created, updated, left as they are; how many purchases added."""

    created: int
    updated: int
    unchanged: int
    purchases: int
    entry: int | None = None
    """The journal entry by which the whole import is undone; None before it is done."""
    erased: int = 0
    """How many people of the file were erased at their own request: they are not created."""
    held: int = 0
    """How many have the telephone or the e-mail of somebody erased, under another name: not created until it is said
    that they are other people."""


def preview_import(session: Session, plan: ImportPlan, others: Collection[int] = ()) -> tuple[Decision, ...]:
    """What an import would do, contact by contact, in the order of the plan. Nothing is written.

    `others` are the places in the plan of those who resemble somebody erased and are other people.
    """
    session.require(IMPORT)
    decisions: list[Decision] = []
    with _no_collection():
        known = _Known(session)
        for start in range(0, len(plan.contacts), _AT_A_TIME):
            decisions += known.decide(plan.contacts[start : start + _AT_A_TIME])
    for place in others:
        decisions[place] = replace(decisions[place], is_other=True)
    return tuple(decisions)


def count_outcome(decisions: Iterable[Decision], entry: int | None = None) -> ImportOutcome:
    """The counts of a preview, or of what was done."""
    outcomes: Counter[str] = Counter()
    purchases = 0
    for decision in decisions:
        outcomes[decision.outcome] += 1
        if decision.outcome in (CREATED, UPDATED):
            purchases += len(decision.planned.purchases)
    return ImportOutcome(
        outcomes[CREATED], outcomes[UPDATED], outcomes[UNCHANGED], purchases, entry, outcomes[ERASED], outcomes[HELD]
    )


def import_contacts(
    session: Session,
    plan: ImportPlan,
    *,
    name: str,
    custom_purpose: str = "",
    remember: tuple[str, str] | None = None,
    others: Collection[int] = (),
    progress: Progress | None = None,
) -> ImportOutcome:
    """Write a plan as one operation. `name` is that of the foreign file, for the journal, `others` as in the preview.

    `remember` is (signature, mapping as JSON) of that kind of file, for the next one. `progress` is told the part
    that is done, 0 to 1; when it raises (the user cancelled), nothing at all is written.
    """
    session.require(IMPORT)
    told = progress or (lambda _part: None)
    decisions = preview_import(session, plan, others)
    outcome = count_outcome(decisions)
    with (
        _no_collection(),
        session.operation(
            "contacts.imported",
            None,
            name=name,
            created=outcome.created,
            updated=outcome.updated,
            purchases=outcome.purchases,
            **_not_understood(plan),
        ) as operation,
    ):
        writing = WritingImport(operation, plan.custom_labels, custom_purpose)
        writing.create([d.planned for d in decisions if d.outcome == CREATED], told)
        for decision in decisions:
            if decision.contact is not None and decision.outcome == UPDATED:
                writing.update(decision.contact, decision.planned, changed=decision.planned.details != decision.present)
        if remember is not None:
            writing.remember_mapping(*remember)
        told(0.9)
    told(1.0)
    return replace(outcome, entry=operation.entry)


def _not_understood(plan: ImportPlan) -> dict[str, object]:
    """For the journal: how much was not understood, where in the foreign file and why; never what stands there."""
    if not plan.refused:
        return {}
    told = [[refused.row, refused.column, refused.reason] for refused in plan.refused[:UNCLEAR_TOLD]]
    return {"unclear": len(plan.refused), "unclear_rows": told}


@contextmanager
def _no_collection() -> Iterator[None]:
    """Python's collector would search a plan of 100,000 contacts for cycles again and again: a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Known:
    """The contacts of the file, by what they can be recognised by."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.identities = _identities(session)
        self.by_key: dict[str, list[int]] = defaultdict(list)
        for number, details in self.identities.items():
            for key in matching_keys(details):
                self.by_key[key].append(number)
        self.corrected = _corrected_by_hand(session) if self.identities else set()
        rows = session.database.connection().execute("SELECT id FROM contact WHERE restricted_on NOT NULL")
        self.restricted = {row[0] for row in rows}
        self.erased = ErasedList(session)

    def decide(self, planned: Sequence[PlannedContact]) -> list[Decision]:
        """A decision for each of these contacts of the plan."""
        found = [self._find(contact.details) if self.identities else None for contact in planned]
        numbers = {number for number in found if number is not None}
        present = read_details(self.session, numbers) if numbers else {}
        past = read_past(self.session, numbers) if numbers else {}
        return [
            self._new(contact)
            if number is None
            else self._complete(contact, number, present[number], past.get(number, Past()))
            for contact, number in zip(planned, found, strict=True)
        ]

    def _new(self, contact: PlannedContact) -> Decision:
        """Of somebody whom the file does not know: whether that one was erased, or may be."""
        if not self.erased:
            return Decision(contact)
        details = cleaned(contact.details)
        if (day := self.erased.day_of(details)) is not None:
            return Decision(contact, erased_on=day)
        day, resembles = self.erased.resembled(details)
        return Decision(contact, resembles=resembles, resembled_on=day)

    def _find(self, details: ContactDetails) -> int | None:
        numbers = dict.fromkeys(number for key in matching_keys(details) for number in self.by_key.get(key, ()))
        if not numbers:
            return None
        candidates = list(numbers)
        place = choose_match(details, [self.identities[number] for number in candidates])
        return None if place is None else candidates[place]

    def _complete(self, contact: PlannedContact, number: int, present: ContactDetails, past: Past) -> Decision:
        merged = merge_imported(present, cleaned(contact.details), corrected_by_hand=number in self.corrected)
        notes = tuple(note for note in contact.notes if note not in past.notes)
        kept_out = "\n".join(f"{name} = {value}" for name, value in merged.kept_out)
        import_note = "\n".join(
            text for text in (contact.import_note, kept_out) if text and not any(text in note for note in past.notes)
        )
        added = replace(
            contact,
            details=merged.details,
            purchases=_not_in(contact.purchases, past.purchases, purchase_identity),
            visits=_not_in(contact.visits, past.visits, visit_identity),
            actions=_not_in(contact.actions, past.actions, lambda action: action_identity(action.details)),
            behaviour=_not_in(contact.behaviour, past.behaviour, lambda event: (event.kind, event.day, event.detail)),
            consents=tuple(line for line in contact.consents if _is_news(line, past.consents)),
            notes=notes,
            import_note=import_note,
        )
        return Decision(added, number, present, restricted=number in self.restricted)


def _is_news(line: PlannedConsent, history: tuple[ConsentLine, ...]) -> bool:
    """Whether a consent of a foreign file is to be added: never twice, never against what the person said here."""
    if any(
        (known.channel, known.state, known.medium, known.proof) == (line.channel, line.state, line.medium, line.proof)
        for known in history
    ):
        return False
    return not (line.state in OPEN_STATES and consent_state(history, line.channel) in CLOSED_STATES)


def _not_in(planned: tuple[T, ...], known: Sequence[Hashable], identity: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Those of `planned` that are not known yet, compared as a bag: two alike in the file are two."""
    left = Counter(known)
    news = []
    for item in planned:
        key = identity(item)
        if left[key] > 0:
            left[key] -= 1
        else:
            news.append(item)
    return tuple(news)


def _identities(session: Session) -> dict[int, ContactDetails]:
    """What every contact can be recognised by: names, birth, card, telephones, e-mails, postcodes."""
    execute = session.database.connection().execute
    reach: dict[str, dict[int, list[str]]] = {}
    for table, column in (("phone", "number"), ("email", "address"), ("address", "postcode")):
        reach[table] = defaultdict(list)
        for number, value in execute(f"SELECT contact_id, {column} FROM {table} ORDER BY position, id"):
            reach[table][number].append(value)
    return {
        number: ContactDetails(
            kind=kind,
            last_name=last,
            first_name=first,
            company_name=company,
            birth=birth,
            card_number=card,
            phones=tuple(PhoneNumber(phone) for phone in reach["phone"].get(number, ())),
            emails=tuple(EmailAddress(email) for email in reach["email"].get(number, ())),
            addresses=tuple(PostalAddress(postcode=postcode) for postcode in reach["address"].get(number, ())),
        )
        for number, kind, last, first, company, birth, card in execute(
            "SELECT id, kind, last_name, first_name, company_name, birth, card_number FROM contact"
            " WHERE deleted_at IS NULL ORDER BY id"
        )
    }


def _corrected_by_hand(session: Session) -> set[int]:
    """The contacts whose card somebody changed in the program."""
    return {
        row[0]
        for row in session.database.connection().execute(
            "SELECT DISTINCT contact FROM journal_entry WHERE verb = 'contact.changed' AND undone_by_id IS NULL"
        )
    }


def recall_mapping(session: Session, signature: str) -> str | None:
    """The mapping (JSON) by which a file with these headings was read last, or None."""
    row = (
        session.database.connection()
        .execute("SELECT mapping FROM import_mapping WHERE signature = ?", (signature,))
        .fetchone()
    )
    return None if row is None else str(row[0])


def imported_contacts(session: Session, entry: int) -> tuple[int, ...]:
    """The contacts that the import of this journal entry created or completed, where the file holds others too.

    Empty where all there are came with it: there is nothing to tell them from.
    """
    execute = session.database.connection().execute
    rows = execute(
        "SELECT first_id, last_id FROM journal_change WHERE entry_id = ? AND table_name = 'contact'", (entry,)
    )
    numbers = sorted({number for first, last in rows for number in range(first, last + 1)})
    total = execute("SELECT COUNT(*) FROM contact WHERE deleted_at IS NULL").fetchone()[0]
    return tuple(numbers) if len(numbers) < total else ()
