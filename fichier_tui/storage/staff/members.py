"""The members of staff: who works here, as what, and how they open the file.

What a member may do is in the table `staff`; how she opens the file is a slot of the keyring. Two files cannot be
written in one transaction, so the keyring is written inside the one of the database, last, just before it ends: killed
between the two, the keyring already lets in whom it will, the table does not know her yet, and `mend` puts that right
at the next opening. The transaction is also the lock under which the keyring is read, changed and written, so two
programs never lose each other's change.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fichier_tui.domain.history import StaffMember
from fichier_tui.domain.permission import OWNER, ROLES, STAFF
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.staffing import (
    ADDED,
    PASSPHRASE_CHANGED,
    PASSPHRASE_RESET,
    RENAMED,
    ROLE_CHANGED,
    SHEET_MADE,
)
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import keyring, models
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import KdfParameters, Keyring, UnlockedKey, changing
from fichier_tui.storage.keyring.mending import costs_of
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting, kept_setting

LEAVING = "leaving"
"""The fact of the file that names who left it while its key is not changed yet: JSON, a list of logins."""
_SHEET = "recovery_sheet_made"


@dataclass(frozen=True, slots=True)
class MemberAccess:
    """A member of staff and how she opens the file. Instants in UTC.

    `opens` tells whether the keyring has a slot for her; `passphrase_at` is when she was given her passphrase or chose
    it, None where that is not known. `is_leaving`: she has left a file whose key is not changed yet, so her departure
    is not finished (`storage.staff.departures`).
    """

    member: StaffMember
    created_at: dt.datetime
    left_on: dt.date | None
    opens: bool
    passphrase_at: dt.datetime | None
    is_leaving: bool


def list_staff(session: Session) -> tuple[StaffMember, ...]:
    """Those who work here now, by name."""
    query = models.Staff.select().where(models.Staff.left_on.is_null()).order_by(models.Staff.name)
    return tuple(_member(row) for row in query)


def read_member(session: Session, number: int) -> StaffMember:
    """Somebody who works here. Raises Refusal("staff.unknown")."""
    row = models.Staff.get_or_none(models.Staff.id == number, models.Staff.left_on.is_null())
    if row is None:
        raise Refusal("staff.unknown", login="")
    return _member(row)


def list_access(session: Session, place: FichierFolder) -> tuple[MemberAccess, ...]:
    """Everybody who works or worked here, with how they open the file: those who work here first, by name."""
    session.require(STAFF)
    opening, leaving = {slot.login for slot in keyring.load(place).slots}, unfinished_departures(session)
    rows = models.Staff.select().order_by(models.Staff.left_on.is_null(False), models.Staff.name)
    return tuple(
        MemberAccess(
            _member(row), row.created_at, row.left_on, row.login in opening, row.passphrase_at, row.login in leaving
        )
        for row in rows
    )


def unfinished_departures(session: Session) -> tuple[str, ...]:
    """The logins of those who left while the key of the file was not changed: the program was killed, or refused."""
    row = models.Meta.get_or_none(models.Meta.key == LEAVING)
    return () if row is None else tuple(json.loads(row.value))


def sheet_made_at(session: Session) -> dt.datetime | None:
    """When the recovery sheet was last made anew; None for the one that came with the file."""
    made = kept_setting(_SHEET)
    return None if made is None else dt.datetime.fromisoformat(made)


def add_member(
    session: Session, place: FichierFolder, key: UnlockedKey, login: str, name: str, role: str, passphrase: str
) -> StaffMember:
    """Somebody new, with a login, a role and a first passphrase, which costs to guess what the owner's does.

    `place` and `key` are those of the open file. Raises Refusal "staff.not_allowed", "staff.unknown_role" (`role`),
    "login.taken" (`login`; also that of somebody who left, whose lines in the journal are under it), "login.invalid",
    "passphrase.empty", and those of `keyring.changing`.
    """
    session.require(STAFF)
    login, name = keyring.clean_login(clean_line(login)), clean_line(name)
    _check_role(role)
    with _changing_both(session, place, key, ADDED, login=login, name=name or login, role=role) as both:
        if models.Staff.get_or_none(models.Staff.login == login) is not None:
            raise Refusal("login.taken", login=login)
        now = session.now()
        row = both.operation.create(
            models.Staff, login=login, name=name or login, role=role, created_at=now, passphrase_at=now
        )
        both.keyring = changing.with_member(both.keyring, key, login, passphrase, costs_of(both.keyring, key))
    return _member(row)


def change_role(session: Session, place: FichierFolder, key: UnlockedKey, login: str, role: str) -> StaffMember:
    """Another role for a member, from her next opening on; nobody changes her own.

    Raises Refusal "staff.not_allowed", "staff.unknown", "staff.unknown_role", "staff.last_owner", "staff.oneself";
    "staff.sheet" where the keyring, which that owner signed, has to be signed by another.
    """
    session.require(STAFF)
    _check_role(role)
    row = _working(login)
    with _changing_both(session, place, key, ROLE_CHANGED, login=row.login, name=row.name, role=role) as both:
        keep_an_owner(row, session.staff.id)
        both.operation.change(row, role=role)
        slot = changing.slot_of(both.keyring, row.login)
        if slot is not None and slot.id == both.keyring.signed_by:
            both.keyring = changing.signed_anew(both.keyring, key)
    return _member(row)


def rename_member(session: Session, login: str, name: str) -> StaffMember:
    """Another name for a member. Raises Refusal "staff.not_allowed", "staff.unknown", "staff.nameless"."""
    session.require(STAFF)
    row, name = _working(login), clean_line(name)
    if not name:
        raise Refusal("staff.nameless")
    with session.operation(RENAMED, login=row.login, name=name) as operation:
        operation.change(row, name=name)
    return _member(row)


def change_passphrase(
    session: Session, place: FichierFolder, key: UnlockedKey, old: str, new: str, kdf: KdfParameters | None = None
) -> None:
    """One's own passphrase: anybody may. It is locked anew with a new salt, and with the costs measured on this machine
    (up to a second) when `kdf` is not given; never cheaper than before.

    Raises Refusal "passphrase.wrong" (the old one), "passphrase.empty", "passphrase.same", "staff.sheet".
    """
    if old == new:
        raise Refusal("passphrase.same")
    measured = kdf or keyring.choose_parameters()
    row = _working(session.staff.login)
    with _changing_both(session, place, key, PASSPHRASE_CHANGED, login=row.login, name=row.name) as both:
        costs = keyring.dearer(costs_of(both.keyring, key), measured)
        both.keyring = changing.with_passphrase(both.keyring, key, old, new, costs)
        both.operation.change(row, passphrase_at=session.now())


def reset_passphrase(
    session: Session, place: FichierFolder, key: UnlockedKey, login: str, passphrase: str
) -> UnlockedKey:
    """A new passphrase for somebody who forgot hers: an owner says it, or whoever opened with the recovery sheet.

    Returns the key by which the open file goes on: with the sheet, that of the owner whose passphrase was just chosen
    (`OpenFile.adopt` it, then offer `new_recovery_sheet`); else `key` itself. With the sheet, only an owner's may be
    chosen. Raises Refusal "staff.not_allowed", "staff.unknown", "staff.own_passphrase" (one's own is changed, not
    forgotten), "staff.sheet_for_owner", "passphrase.empty".
    """
    session.require(STAFF)
    row = _working(login)
    by_sheet = key.signing_key is None
    if by_sheet and row.role != OWNER:
        raise Refusal("staff.sheet_for_owner", name=row.name)
    if not by_sheet and row.login == key.login:
        raise Refusal("staff.own_passphrase", name=row.name)
    sheet = {"sheet": True} if by_sheet else {}
    with _changing_both(session, place, key, PASSPHRASE_RESET, login=row.login, name=row.name, **sheet) as both:
        made = changing.with_new_slot(both.keyring, key, row.login, passphrase, costs_of(both.keyring, key))
        both.keyring = made.keyring
        both.operation.change(row, passphrase_at=session.now())
    if by_sheet:
        session.staff = _member(row)
    return made.unlocked


def new_recovery_sheet(session: Session, place: FichierFolder, key: UnlockedKey, code: str | None = None) -> str:
    """Another recovery sheet: the one before opens this file no more. Returns its code, to be forgotten.

    A screen draws the `code` first (`keyring.new_recovery_code`), has it printed and two of its groups typed, and only
    then comes here: so that no kill leaves a file whose sheet nobody has. Raises Refusal "staff.not_allowed",
    "staff.sheet".
    """
    session.require(STAFF)
    code = code or keyring.new_recovery_code()
    with _changing_both(session, place, key, SHEET_MADE) as both:
        both.keyring = changing.with_new_sheet(both.keyring, key, code)
        keep_setting(both.operation, _SHEET, session.now().isoformat())
    return code


@dataclass
class _Both:
    """The two things that a change of staff writes."""

    operation: Operation
    keyring: Keyring


@contextmanager
def _changing_both(
    session: Session, place: FichierFolder, key: UnlockedKey, verb: str, **detail: object
) -> Iterator[_Both]:
    """One operation on the table and the keyring. When the database refuses to end, the keyring is put back."""
    replaced: Keyring | None = None
    try:
        with session.operation(verb, None, **detail) as operation:
            if verb == PASSPHRASE_CHANGED:
                _working(session.staff.login)
            else:  # once more, now that nobody else can write: somebody's role may have been changed meanwhile
                session.require(STAFF)
            kept = keyring.load(place)
            changing.held_against(kept, key)
            both = _Both(operation, kept)
            yield both
            if both.keyring is not kept:
                replaced = kept
                keyring.save_level(place, both.keyring)
    except BaseException:
        if replaced is not None:
            with contextlib.suppress(Refusal):
                keyring.save_level(place, replaced)
        raise


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise Refusal("staff.unknown_role", role=role)


def _working(login: str) -> models.Staff:
    """The row of somebody who works here. Raises Refusal "staff.unknown"."""
    query = models.Staff.select().where(models.Staff.login == login, models.Staff.left_on.is_null())
    row: models.Staff | None = query.first()
    if row is None:
        raise Refusal("staff.unknown", login=login)
    return row


def keep_an_owner(row: models.Staff, acting: int) -> None:
    """Raises Refusal "staff.last_owner" when nobody else who works here is one, "staff.oneself" for one's own row."""
    others = models.Staff.select().where(
        models.Staff.role == OWNER, models.Staff.left_on.is_null(), models.Staff.id != row.id
    )
    if row.role == OWNER and not others.exists():
        raise Refusal("staff.last_owner", name=row.name)
    if row.id == acting:
        raise Refusal("staff.oneself", name=row.name)


def _member(row: models.Staff) -> StaffMember:
    return StaffMember(row.id, row.login, row.name, row.role)
