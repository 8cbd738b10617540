"""One entry at the counter: a contact, known or new, and all that is said of it, as one operation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from fichier_tui.domain.additions import PLAIN_ADDED, with_added
from fichier_tui.domain.consent import NO, OBJECTION, OPEN_STATES, REFUSED, YES, consent_states, state_after
from fichier_tui.domain.consent_wording import wording_language
from fichier_tui.domain.contact import ContactDetails, cleaned
from fichier_tui.domain.history import NOT_ASKED, ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import finish_action, give_up_action, insert_action
from fichier_tui.storage.actions.recurring import insert_series
from fichier_tui.storage.consents.giving import insert_consent, insert_objection
from fichier_tui.storage.consents.lines import consent_history
from fichier_tui.storage.consents.oppositions import heed_oppositions, renew_oppositions
from fichier_tui.storage.consents.wordings import current_sentences
from fichier_tui.storage.contacts import insert_contact, name_of, write_reach
from fichier_tui.storage.details import read_details
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.purchases import insert_purchase
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.satisfaction import day_to_call_back, insert_complaint
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings
from fichier_tui.storage.visits import insert_visit

ENTERED = "counter.entered"
VERBS_ALONE = {
    "contact": "contact.created",
    "details": "contact.changed",
    "visit": "visit.logged",
    "purchase": "purchase.logged",
    "consent": "consent.recorded",
    "opposition": "consent.opposed",
    "note": "note.added",
    "plan": "action.planned",
    "done": "action.done",
    "postponed": "action.postponed",
    "complaint": "complaint.opened",
    "cancelled": "action.cancelled",
}
"""The verb of the journal where an entry holds nothing else: its sentence says more than "noted at the counter"."""


@dataclass(frozen=True, slots=True)
class Postponed:
    """An action put off to another day, and another hour where one is given."""

    action: int
    day: dt.date
    time: str = ""


@dataclass(frozen=True, slots=True)
class CounterEntry:
    """What is said at once. `new` are the details of a contact to create; `consents` are (channel, state)."""

    new: ContactDetails | None = None
    added: ContactDetails | None = None
    """What is said of a known contact: added to what the file has, which is never overwritten."""
    visit: VisitDetails | None = None
    purchase: PurchaseDetails | None = None
    note: str = ""
    note_day: dt.date | None = None
    consents: tuple[tuple[str, str], ...] = ()
    sentences_shown: bool = True
    """Whether the sentences of these consents were on a screen, to be said: only then are they kept as the proof."""
    opposed: bool = False
    """An opposition to every channel."""
    plan: ActionDetails | None = None
    rule: str = ""
    """The recurrence of `plan`, as RFC 5545 writes it."""
    done: int | None = None
    """The action that is done, with its `result`."""
    result: str = ""
    postponed: Postponed | None = None
    complaint: str = ""
    """What the contact complains of: a call back is planned with it."""
    cancelled: int | None = None
    """The action that is given up, with its `result` as the reason; of a recurrence the next one is made."""
    for_nobody: bool = False
    """`plan` is a task of the shop, and all that there is."""
    then: CounterEntry | None = None
    """What comes next, about the same contact."""

    def writes(self) -> tuple[str, ...]:
        """What there is to write, as codes of `domain.line.resolution.Resolution.writes`; without what comes next."""
        present = {
            "contact": self.new is not None,
            "details": self.added is not None,
            "done": self.done is not None,
            "postponed": self.postponed is not None,
            "cancelled": self.cancelled is not None,
            "visit": self.visit is not None,
            "purchase": self.purchase is not None,
            "consent": bool(self.consents),
            "opposition": self.opposed,
            "note": bool(self.note),
            "complaint": bool(self.complaint),
            "plan": self.plan is not None,
        }
        return tuple(code for code, is_there in present.items() if is_there)

    def without_sentences(self) -> CounterEntry:
        """The same where no screen showed what is to be said."""
        then = None if self.then is None else self.then.without_sentences()
        return replace(self, sentences_shown=False, then=then)

    def all_writes(self) -> tuple[str, ...]:
        """The same, what comes next included."""
        return self.writes() + (self.then.all_writes() if self.then else ())


def enter(session: Session, contact: int | None, entry: CounterEntry) -> int:
    """Write an entry for a contact of the file, or for the new one that it describes. Returns the contact's number.

    A task of the shop concerns nobody, and has no number but 0.
    Raises Refusal: row.unknown, contact.nameless, consent.unknown, action.unknown_kind, staff.unknown,
    recurrence.unreadable.
    """
    if entry.for_nobody and entry.plan is not None:
        with session.operation("action.planned", name=entry.plan.subject, kind=entry.plan.kind) as operation:
            _plan(operation, None, entry.plan, entry.rule)
        return 0
    details = None if entry.new is None else cleaned(entry.new)
    if contact is None and (details is None or not details.display_name):
        raise Refusal("contact.nameless")
    name = name_of(contact) if contact is not None else details.display_name if details else ""
    verb, detail = journal_verb(session, entry)
    with session.operation(verb, contact, name=name, **detail) as operation:
        if contact is None and details is not None:
            contact = insert_contact(operation, details).id
            operation.contact = contact
        number = int(row_numbered(models.Contact, contact or 0).id)
        following: CounterEntry | None = entry
        while following is not None:
            _write(operation, number, following)
            following = following.then
    return number


def journal_verb(session: Session, entry: CounterEntry) -> tuple[str, dict[str, object]]:
    """The verb and the details of the journal entry: those of the verb that writes the same alone, where one does."""
    writes = entry.all_writes()
    verb = VERBS_ALONE.get(writes[0], ENTERED) if len(writes) == 1 else ENTERED
    if verb == "purchase.logged" and entry.purchase is not None:
        return verb, {"product": clean_line(entry.purchase.product), "cents": entry.purchase.amount_cents}
    if verb == "consent.recorded" and len(entry.consents) == 1:
        channel, state = entry.consents[0]
        return verb, {"channel": channel, "state": state}
    if verb == "complaint.opened":
        return verb, {"day": day_to_call_back(session.today).isoformat()}
    return verb, {}


def _write(operation: Operation, contact: int, entry: CounterEntry) -> None:
    session = operation.session
    if entry.added is not None:
        add_details(operation, contact, cleaned(entry.added))
    if entry.done is not None:
        finish_action(operation, row_numbered(models.Action, entry.done), entry.result)
    if entry.postponed is not None:
        action = row_numbered(models.Action, entry.postponed.action)
        operation.change(action, day=entry.postponed.day, time=entry.postponed.time or action.time)
    if entry.cancelled is not None:
        give_up_action(operation, row_numbered(models.Action, entry.cancelled), follow=True, reason=entry.result)
    visit = None if entry.visit is None else insert_visit(operation, contact, entry.visit)
    if entry.purchase is not None:
        purchase = insert_purchase(operation, contact, entry.purchase)
        if visit is not None:
            operation.change(purchase, visit=visit)
    _consents(operation, contact, entry)
    if text := clean_text(entry.note):
        operation.create(
            models.Note,
            contact=contact,
            day=entry.note_day or session.today,
            text=text,
            staff=session.staff.id or None,
            created_at=session.now(),
        )
    if entry.complaint:
        insert_complaint(operation, contact, entry.complaint, day_to_call_back(session.today))
    if entry.plan is not None:
        _plan(operation, contact, entry.plan, entry.rule)


def _plan(operation: Operation, contact: int | None, plan: ActionDetails, rule: str) -> None:
    action = insert_action(operation, contact, plan)
    if rule:
        operation.change(action, series=insert_series(operation, rule, plan.day))


def _consents(operation: Operation, contact: int, entry: CounterEntry) -> None:
    """An opposition to everything; or lines, with the sentence in use where something was asked for and answered."""
    if entry.opposed:
        insert_objection(operation, contact)
    if not entry.consents:
        return
    session = operation.session
    spoken = row_numbered(models.Contact, contact).language
    language = wording_language(spoken, read_settings(session).language)
    said = {one.channel: one.text for one in current_sentences(session) if one.language == language}
    for channel, state in entry.consents:
        asked = entry.sentences_shown and state in (*OPEN_STATES, REFUSED)
        wording = said.get(channel, "") if asked else ""
        insert_consent(operation, contact, channel, state, "counter", wording=wording, language=language)


def said_consents(
    session: Session, contact: int | None, said: tuple[tuple[str, bool], ...], *, stop: bool
) -> tuple[tuple[str, str], ...]:
    """The lines of consent that follow from a yes or a no on some channels.

    A no withdraws what was open; where nothing was, it is a refusal, or an opposition when the contact asked to stop.
    """
    states = consent_states(() if contact is None else consent_history(session, contact))
    found = []
    for channel, yes in said:
        before = states.get(channel, NOT_ASKED)
        asked = YES if yes and not stop else OBJECTION if stop and before not in OPEN_STATES else NO
        if (after := state_after(before, asked)) is not None:
            found.append((channel, after))
    return tuple(found)


def add_details(operation: Operation, contact: int, said: ContactDetails) -> bool:
    """Add to a contact what was said of it and the file does not have (`domain.additions`). Returns whether any was."""
    row = row_numbered(models.Contact, contact)
    known = read_details(operation.session, [contact])[contact]
    wanted = with_added(known, said)
    if wanted == known:
        return False
    changed = operation.change(row, **{name: getattr(wanted, name) for name in PLAIN_ADDED})
    changed |= write_reach(operation, row, wanted)
    if changed:
        operation.change(row, version=row.version + 1, updated_at=operation.session.now())
        heed_oppositions(operation, contact, wanted)
        renew_oppositions(operation, contact)
    return changed
