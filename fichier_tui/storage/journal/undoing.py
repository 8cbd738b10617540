"""Undo, which is one verb for every operation, and redo.

An operation is undone row by row, last first. It is refused when a later operation touched the same rows, because
undoing it would take that one away too. An undo is an operation itself, and can be undone (redo).
"""

from __future__ import annotations

import datetime as dt
import json

from fichier_tui.domain.erasing import ERASED_VERBS
from fichier_tui.domain.permission import UNDO_OTHERS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.salvaging import SALVAGED
from fichier_tui.domain.sending import LEAVING
from fichier_tui.domain.staffing import ATTEMPTS_FAILED, OF_KEYS, OPENED_BY_SHEET
from fichier_tui.storage.journal.entries import Entry, entry_of, first_line
from fichier_tui.storage.journal.scrub import is_scrubbed
from fichier_tui.storage.journal.undone_rows import refuse_if_touched_later, take_back
from fichier_tui.storage.models import Consent, Contact, JournalChange, JournalEntry, Sending
from fichier_tui.storage.operation import CREATED
from fichier_tui.storage.session import Session

UNDO = "undo"
REDO = "redo"
IMPORT = "contacts.imported"
# Never taken back: a file or a message that left cannot be called back, and the register keeps its line.
_EXPORTED = "export.recorded"
_REMOVED = ("retention.purged",)
_STANDING = (_EXPORTED, *LEAVING, *OF_KEYS, *ERASED_VERBS, *_REMOVED, ATTEMPTS_FAILED, OPENED_BY_SHEET, SALVAGED)
_WHY_STANDING = (
    (LEAVING, "undo.sent"),
    (OF_KEYS, "undo.staff"),
    (ERASED_VERBS, "undo.erased"),
    (_REMOVED, "undo.purged"),
)
_PREPARED = "sending.prepared"


def last_undoable(session: Session, since: dt.datetime | None = None) -> Entry | None:
    """The latest operation of this member of staff that still stands, not older than `since`."""
    query = JournalEntry.select().where(
        JournalEntry.undone_by.is_null(),
        JournalEntry.is_no_undo(),
        JournalEntry.staff == session.staff.id,
        JournalEntry.verb.not_in(_STANDING),
    )
    if since is not None:
        query = query.where(JournalEntry.at >= since)
    rows = query.order_by(JournalEntry.id.desc()).iterator()
    return next((entry_of(row) for row in rows if not _has_left(row)), None)


def undo(session: Session, entry: int | None = None, *, since: dt.datetime | None = None) -> Entry:
    """Take back an operation: that of number `entry`, or this person's last one. Returns what was taken back.

    Raises Refusal: staff.not_allowed (it is somebody else's), undo.nothing, undo.already, undo.later (a later
    operation rests on it), undo.standing, undo.sent, undo.staff, undo.erased, undo.purged,
    undo.scrubbed, undo.for_good, undo.told.
    """
    if entry is None:
        last = last_undoable(session, since)
        for verbs, code in _WHY_STANDING:
            if _done_after(session, verbs, 0 if last is None else last.id, since):
                raise Refusal(code)
        if last is None:
            raise Refusal("undo.nothing")
        entry = last.id
    return _undo(session, entry)


def _done_after(session: Session, verbs: tuple[str, ...], entry: int, since: dt.datetime | None) -> bool:
    """Whether this person did one of these after that entry: who means it is not given something older instead."""
    sent = JournalEntry.select().where(
        JournalEntry.id > entry, JournalEntry.staff == session.staff.id, JournalEntry.verb.in_(verbs)
    )
    return bool((sent if since is None else sent.where(JournalEntry.at >= since)).exists())


def redo(session: Session) -> Entry:
    """Do again what this person took back last, as long as nothing was done since. Raises Refusal("redo.nothing")."""
    row = _last_undo_before_redos(session)
    if row is None:
        raise Refusal("redo.nothing")
    undone = row.undoes
    _undo(session, row.id)
    return entry_of(row if undone is None else undone)


def _last_undo_before_redos(session: Session) -> JournalEntry | None:
    """The undo to be redone next when the latest entries are redos themselves; None after any other operation."""
    rows = (
        JournalEntry.select().where(JournalEntry.staff == session.staff.id).order_by(JournalEntry.id.desc()).iterator()
    )
    for row in rows:
        if row.verb == UNDO and row.undone_by_id is None:
            found: JournalEntry = row
            return found
        if row.undoes_id is None and row.undid is None:
            return None
    return None


def _undo(session: Session, number: int) -> Entry:
    row = JournalEntry.get_or_none(JournalEntry.id == number)
    if row is None or number < first_line(session):
        raise Refusal("undo.nothing")
    if row.staff_id != session.staff.id:
        session.require(UNDO_OTHERS)
    if row.undone_by_id is not None:
        raise Refusal("undo.already")
    if _is_gone(row):
        raise Refusal("undo.already")
    if row.verb in (ATTEMPTS_FAILED, OPENED_BY_SHEET, SALVAGED):
        raise Refusal("undo.told")
    if row.verb in _STANDING or _has_left(row):
        code = next((code for verbs, code in _WHY_STANDING if row.verb in verbs), "undo.sent")
        raise Refusal("undo.standing" if row.verb == _EXPORTED else code)
    if _takes_from_the_journal(row):
        raise Refusal("undo.for_good")
    if is_scrubbed(session, row.id):
        raise Refusal("undo.scrubbed")
    if _adds_older_consents(session, row):
        raise Refusal("undo.consent")
    # To take back an undo is to do again; its detail names the first operation already.
    verb = REDO if row.verb == UNDO else UNDO
    with session.operation(verb, row.contact, **{"undone": row.verb, **json.loads(row.detail)}) as operation:
        operation.undoes = row
        changes = JournalChange.select().where(JournalChange.entry == row).order_by(JournalChange.position.desc())
        # Most often it is the last thing done: thousands of rows need not be asked about one by one.
        is_last = not _stands_later(row)
        for change in list(changes):
            if not is_last:
                refuse_if_touched_later(row, change)
            take_back(operation, change)
    return entry_of(row)


def _takes_from_the_journal(entry: JournalEntry) -> bool:
    """Whether the entry erased what others told, or removed them: nothing of it is kept to be put back."""
    return bool(
        JournalChange.select()
        .where(JournalChange.entry == entry, JournalChange.table == JournalEntry._meta.table_name)
        .exists()
    )


def _has_left(entry: JournalEntry) -> bool:
    """Whether the entry prepared a sending that has begun since, or that is no more."""
    if entry.verb != _PREPARED:
        return False
    row = _prepared(entry)
    return row is None or row.begun_at is not None


def _is_gone(entry: JournalEntry) -> bool:
    """Whether the entry prepared what was written to files, and those were taken back whole."""
    return entry.verb == _PREPARED and _prepared(entry) is None


def _prepared(entry: JournalEntry) -> Sending | None:
    """The sending that an entry prepared; None where it was taken back with what was written."""
    change = JournalChange.get_or_none(
        JournalChange.entry == entry, JournalChange.table == Sending._meta.table_name, JournalChange.kind == CREATED
    )
    found: Sending | None = None if change is None else Sending.get_or_none(Sending.id == change.first_id)
    return found


def _adds_older_consents(session: Session, entry: JournalEntry) -> bool:
    """Whether an operation of an earlier day added to the consents of a contact that it did not make.

    Taken back the same day, that corrects a slip; later it would rewrite what the person said, which only a withdrawal
    answers (RGPD art. 7.1, CONSENT R17). An import is taken back whole: its lines are nobody's word at the counter.
    """
    if entry.verb == IMPORT or entry.at.astimezone().date() == session.now().astimezone().date():
        return False
    changes = JournalChange.select(JournalChange.table).where(
        JournalChange.entry == entry, JournalChange.kind == CREATED
    )
    made = {change.table for change in changes}
    return Consent._meta.table_name in made and Contact._meta.table_name not in made


def _stands_later(entry: JournalEntry) -> bool:
    """Whether any later operation still stands."""
    later = JournalEntry.select().where(
        JournalEntry.id > entry.id, JournalEntry.undone_by.is_null(), JournalEntry.is_no_undo()
    )
    return bool(later.exists())
