"""Somebody leaves: she is in the staff no more, and the file gets another key, so that nothing of it opens for her.

Both are one verb, `leave`. The table says at once that she has left (the program lets her in no more); then everything
is written anew under the next key (`storage.staff.rekeying`). Killed between the two, her departure is not finished:
`unfinished_departures` tells, and `leave` says it again. What she copied before, and the safety copies of before, open
with her old passphrase for ever: nothing can change that, so it is told (`copies_of_older_keys`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from fichier_tui.domain.backup_rotation import BackupName
from fichier_tui.domain.permission import STAFF
from fichier_tui.domain.progress import Progress
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.staffing import LEFT, STAYED
from fichier_tui.storage import keyring, models
from fichier_tui.storage.alone import alone
from fichier_tui.storage.backup import list_backups
from fichier_tui.storage.backup.copies import keep_copy
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey, changing
from fichier_tui.storage.session import Session
from fichier_tui.storage.staff.members import LEAVING, keep_an_owner, unfinished_departures
from fichier_tui.storage.staff.rekeying import change_key


@dataclass(frozen=True, slots=True)
class Departure:
    """A departure that is done. `key` is that by which the open file goes on (`OpenFile.adopt`).

    `copy` is the safety copy made under it, None when the disk refused it; `older_copies` those that may still be
    opened with an old passphrase.
    """

    key: UnlockedKey
    copy: Path | None
    older_copies: tuple[Path, ...]


def leave(
    session: Session, place: FichierFolder, key: UnlockedKey, login: str, progress: Progress | None = None
) -> Departure:
    """A member of staff leaves; the file gets another key, and everything in it is written anew under that.

    `progress` is told the part that is done, 0 to 1; when it raises (the user stopped it), nobody has left. When the
    disk refuses, or the program is killed, she has left and the key is not changed: say it again. Those whose
    departure was not finished leave with her. Several seconds for 100 MB.

    Raises Refusal "staff.not_allowed", "staff.unknown", "staff.left", "staff.last_owner", "staff.oneself",
    "staff.sheet", "file.others" (another program has the file open), "key.unsound", "disk.full"…
    """
    session.require(STAFF)
    row = _who_leaves(session, login)
    changing.owner_key(keyring.load(place), key)
    steps = _Steps(progress)
    with alone(session.database):
        was_leaving = row.left_on is not None
        session.require(STAFF)  # once more, now that nobody else can write: somebody's role may have been changed
        leaving = _note(session, row)
        try:
            rekeyed = change_key(session.database, place, key, leaving, steps.tell)
        except BaseException:
            if steps.was_stopped and not was_leaving:
                stay(session, login)
            raise
    session.database = rekeyed.database
    models.bound_database.initialize(rekeyed.database)
    return Departure(
        rekeyed.key, _copied(session, place, rekeyed.key), copies_of_older_keys(list_backups(place), rekeyed.key)
    )


class _Steps:
    """Tells how far it is, and remembers whether whoever is told stopped it."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self.was_stopped = False

    def tell(self, part: float) -> None:
        try:
            if self.progress is not None:
                self.progress(part)
        except BaseException:
            self.was_stopped = True
            raise


def _who_leaves(session: Session, login: str) -> models.Staff:
    """Her row, also when she has left and the key is not changed yet."""
    row: models.Staff | None = models.Staff.get_or_none(models.Staff.login == login)
    if row is None:
        raise Refusal("staff.unknown", login=login)
    if row.left_on is not None and login not in unfinished_departures(session):
        raise Refusal("staff.left", login=login)
    keep_an_owner(row, session.staff.id)
    return row


def _note(session: Session, row: models.Staff) -> tuple[str, ...]:
    """Write that she has left, and who all are on their way out."""
    leaving = tuple(dict.fromkeys((*unfinished_departures(session), row.login)))
    with session.operation(LEFT, None, login=row.login, name=row.name) as operation:
        if row.left_on is None:
            operation.change(row, left_on=session.today)
        _keep_leaving(leaving)
    return leaving


def stay(session: Session, login: str) -> None:
    """A departure that is not finished is taken back: she opens the file as before.

    Raises Refusal "staff.not_allowed", "staff.unknown" (nobody of that login is on the way out).
    """
    session.require(STAFF)
    leaving = unfinished_departures(session)
    row = models.Staff.get_or_none(models.Staff.login == login)
    if row is None or login not in leaving:
        raise Refusal("staff.unknown", login=login)
    with session.operation(STAYED, None, login=row.login, name=row.name) as operation:
        operation.change(row, left_on=None)
        _keep_leaving(tuple(other for other in leaving if other != login))


def departed_logins(session: Session) -> tuple[str, ...]:
    """The logins of all who left."""
    query = models.Staff.select(models.Staff.login).where(models.Staff.left_on.is_null(False))
    return tuple(row.login for row in query.order_by(models.Staff.id))


def leave_again(logins: Collection[str], restored: Session) -> tuple[str, ...]:
    """In a file made of a safety copy, those who left since the copy have left too: their departure is not finished.

    The copy's key is one that they had, and its keyring has their slot: the program lets them in no more, and tells the
    owner to say the departure again. An owner without whom there would be none stays. Returns who left so.
    """
    query = models.Staff.select().where(models.Staff.login.in_(list(logins)), models.Staff.left_on.is_null())
    gone = []
    for row in query.order_by(models.Staff.id):
        try:
            keep_an_owner(row, restored.staff.id)
        except Refusal:
            continue
        _note(restored, row)
        gone.append(row.login)
    return tuple(gone)


def _keep_leaving(logins: tuple[str, ...]) -> None:
    models.Meta.delete().where(models.Meta.key == LEAVING).execute()
    if logins:
        models.Meta.create(key=LEAVING, value=json.dumps(logins, ensure_ascii=False))


def copies_of_older_keys(copies: Iterable[tuple[Path, BackupName]], key: UnlockedKey) -> tuple[Path, ...]:
    """Which of these safety copies (`list_backups`) a passphrase of before the last departure may still open."""
    return tuple(path for path, name in copies if name.generation < key.generation)


def _copied(session: Session, place: FichierFolder, key: UnlockedKey) -> Path | None:
    """A safety copy that those who stay can open; the departure is done, whatever the disk says to this."""
    try:
        return keep_copy(session, place, key).path
    except Refusal:
        return None
