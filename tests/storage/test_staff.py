"""Members of staff come, change their passphrase, forget it: the keyring and the table always say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    add_member,
    change_passphrase,
    change_role,
    dearer_slot,
    keyring,
    list_access,
    list_staff,
    models,
    new_recovery_sheet,
    open_file,
    open_unlocked,
    raise_costs,
    rename_member,
    reset_passphrase,
    sheet_made_at,
    undo,
    unlock_file,
    unlock_with_recovery_sheet,
)
from fichier_tui.storage.health import check_file
from fichier_tui.storage.journal.entries import read_journal
from fichier_tui.storage.keyring import changing
from fichier_tui.storage.keyring.derivation import KdfParameters
from fichier_tui.storage.opening import NewFile, create_file
from fichier_tui.storage.thread import OpenFile

OWNERS, LEAS, NEW = "sept mots pour Hélène", "sept mots pour Léa", "sept autres mots encore"


@pytest.fixture(name="made")
def a_file(tmp_path: Path) -> NewFile:
    """A new file of Hélène's."""
    return create_file(tmp_path / "Shop", passphrase=OWNERS, name="Hélène", login="helene", kdf=keyring.CHEAPEST)


@pytest.fixture(name="file")
def an_open_file(made: NewFile) -> Iterator[OpenFile]:
    """The same, open, with Léa of the sales in it."""
    file = open_file(made.folder.path, OWNERS, "helene")
    file.call(add_member, file.folder, file.key, "lea", "Léa", "sales", LEAS)
    yield file
    file.close()


def turn(file: OpenFile) -> None:
    """Two files are open in one process, where the tables know one: it is this one's turn."""
    file.call(lambda session: models.bound_database.initialize(session.database))


def refusal_of(path: Path, passphrase: str, login: str) -> str:
    """The code with which an opening is refused, "" when it opens."""
    try:
        unlock_file(path, passphrase, login)
    except Refusal as refusal:
        return refusal.code
    return ""


def call_refused(file: OpenFile, verb: object, *arguments: object, code: str) -> Refusal:
    """The refusal of a verb; neither the keyring nor the journal has a byte more."""
    turn(file)
    before = file.folder.keyring.read_bytes(), file.call(lambda session: session.last_entry())
    with pytest.raises(Refusal) as refused:
        file.call(verb, *arguments)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert (file.folder.keyring.read_bytes(), file.call(lambda session: session.last_entry())) == before
    return refused.value


def level(file: OpenFile) -> bool:
    """Whether the previous keyring holds nothing that the present one does not."""
    return keyring.is_level(file.folder, keyring.load(file.folder))


def test_who_was_added_opens_the_file_with_her_role(file: OpenFile) -> None:
    path = file.folder.path
    other = open_file(path, LEAS, "Lea")
    assert other.call(lambda session: (session.staff.name, session.staff.role)) == ("Léa", "sales")
    call_refused(other, add_member, other.folder, other.key, "paul", "Paul", "sales", NEW, code="staff.not_allowed")
    other.close()
    turn(file)
    assert refusal_of(path, OWNERS, "lea") == "passphrase.wrong"
    assert refusal_of(path, OWNERS, "helene") == ""
    assert [member.login for member in file.call(list_staff)] == ["helene", "lea"]
    access = file.call(list_access, file.folder)
    assert [(one.member.login, one.opens, one.left_on, one.is_leaving) for one in access] == [
        ("helene", True, None, False),
        ("lea", True, None, False),
    ]
    assert all(one.passphrase_at is not None for one in access)
    entry = file.call(read_journal)[0]
    assert (entry.verb, entry.detail["name"], entry.detail["role"]) == ("staff.added", "Léa", "sales")
    assert LEAS not in str(entry)
    assert level(file)


@pytest.mark.parametrize(
    ("login", "role", "passphrase", "code"),
    [
        ("LEA ", "sales", NEW, "login.taken"),
        ("", "sales", NEW, "login.invalid"),
        ("paul", "boss", NEW, "staff.unknown_role"),
        ("paul", "sales", "  ", "passphrase.empty"),
    ],
)
def test_a_member_is_not_added_by_halves(file: OpenFile, login: str, role: str, passphrase: str, code: str) -> None:
    call_refused(file, add_member, file.folder, file.key, login, "Paul", role, passphrase, code=code)
    assert len(file.call(list_staff)) == 2


def test_the_login_of_somebody_who_left_is_taken(file: OpenFile) -> None:
    file.call(lambda session: models.Staff.update(left_on=session.today).where(models.Staff.login == "lea").execute())
    call_refused(file, add_member, file.folder, file.key, "lea", "Léa", "sales", NEW, code="login.taken")
    assert [one.is_leaving for one in file.call(list_access, file.folder)] == [False, False]
    assert refusal_of(file.folder.path, LEAS, "lea") == ""  # her slot is there until the key is changed
    with pytest.raises(Refusal, match=r"staff\.unknown"):
        open_file(file.folder.path, LEAS, "lea")


def test_ones_own_passphrase_is_anybodys_to_change(file: OpenFile) -> None:
    path = file.folder.path
    before = keyring.load(file.folder)
    other = open_file(path, LEAS, "lea")
    call_refused(other, change_passphrase, other.folder, other.key, "wrong", NEW, code="passphrase.wrong")
    call_refused(other, change_passphrase, other.folder, other.key, LEAS, LEAS, code="passphrase.same")
    call_refused(other, change_passphrase, other.folder, other.key, LEAS, " ", code="passphrase.empty")
    other.call(change_passphrase, other.folder, other.key, LEAS, NEW)
    after = keyring.load(file.folder)
    assert (after.owner_signature, after.signed_by) == (before.owner_signature, before.signed_by)
    assert after.slots[1].salt != before.slots[1].salt
    assert [refusal_of(path, phrase, "lea") for phrase in (LEAS, NEW)] == ["passphrase.wrong", ""]
    assert other.call(read_journal)[0].staff == "Léa"
    other.call(change_passphrase, other.folder, other.key, NEW, LEAS)  # the session goes on, nothing to open again
    other.close()
    assert level(file)


def test_a_forgotten_passphrase_is_given_anew_by_an_owner(file: OpenFile) -> None:
    path = file.folder.path
    leas = open_file(path, LEAS, "lea")
    turn(file)
    old = keyring.load(file.folder).slots[1]
    assert file.call(reset_passphrase, file.folder, file.key, "lea", NEW) is file.key
    assert [refusal_of(path, phrase, "lea") for phrase in (LEAS, NEW)] == ["passphrase.wrong", ""]
    new = keyring.load(file.folder).slots[1]
    assert (new.id, new.public_key) != (old.id, old.public_key)
    call_refused(leas, change_passphrase, leas.folder, leas.key, NEW, LEAS, code="keyring.slot_gone")
    leas.close()
    call_refused(file, reset_passphrase, file.folder, file.key, "helene", NEW, code="staff.own_passphrase")
    call_refused(file, reset_passphrase, file.folder, file.key, "paul", NEW, code="staff.unknown")


def test_with_the_sheet_an_owner_chooses_a_passphrase_then_a_new_sheet(made: NewFile, file: OpenFile) -> None:
    path = file.folder.path
    found = open_unlocked(*unlock_with_recovery_sheet(path, made.recovery_code))
    place = found.folder
    call_refused(found, new_recovery_sheet, place, found.key, code="staff.sheet")
    call_refused(found, add_member, place, found.key, "paul", "Paul", "sales", NEW, code="staff.sheet")
    call_refused(found, reset_passphrase, place, found.key, "lea", NEW, code="staff.sheet_for_owner")
    found.adopt(found.call(reset_passphrase, place, found.key, "helene", NEW))
    assert [refusal_of(path, phrase, "helene") for phrase in (OWNERS, NEW)] == ["passphrase.wrong", ""]
    code = found.call(new_recovery_sheet, place, found.key)
    with pytest.raises(Refusal, match=r"recovery\.wrong"):
        unlock_with_recovery_sheet(path, made.recovery_code)
    unlock_with_recovery_sheet(path, code)
    assert found.call(sheet_made_at) is not None
    found.call(add_member, place, found.key, "paul", "Paul", "reception", "sept mots de Paul")
    assert refusal_of(path, LEAS, "lea") == ""
    assert code not in str(found.call(read_journal))
    found.close()


def test_a_file_keeps_an_owner_and_two_owners_may_change_each_other(file: OpenFile) -> None:
    place, key, path = file.folder, file.key, file.folder.path
    call_refused(file, change_role, place, key, "helene", "sales", code="staff.last_owner")
    call_refused(file, change_role, place, key, "lea", "boss", code="staff.unknown_role")
    assert file.call(change_role, place, key, "lea", "owner").role == "owner"
    call_refused(file, change_role, place, key, "helene", "sales", code="staff.oneself")
    other = open_file(path, LEAS, "lea")
    # Hélène had signed the keyring: now an owner does.
    assert other.call(change_role, place, other.key, "helene", "reception").role == "reception"
    kept = keyring.load(place)
    assert kept.signed_by == changing.slot_of(kept, "lea").id  # type: ignore[union-attr]
    call_refused(file, change_role, place, key, "lea", "sales", code="staff.not_allowed")
    call_refused(other, change_role, place, other.key, "lea", "sales", code="staff.last_owner")
    other.close()
    assert [refusal_of(path, *who) for who in ((OWNERS, "helene"), (LEAS, "lea"))] == ["", ""]


def test_a_name_is_changed_and_taken_back_the_rest_stands(file: OpenFile) -> None:
    file.call(rename_member, "lea", "Léa Martin")
    assert file.call(list_staff)[1].name == "Léa Martin"
    assert file.call(undo).verb == "staff.renamed"
    assert file.call(list_staff)[1].name == "Léa"
    call_refused(file, rename_member, "lea", " ", code="staff.nameless")
    added = next(entry for entry in file.call(read_journal) if entry.verb == "staff.added")
    call_refused(file, undo, added.id, code="undo.staff")
    call_refused(file, undo, code="undo.staff")


def test_costs_are_raised_with_the_passphrase_at_hand_and_never_lowered(file: OpenFile) -> None:
    path = file.folder.path
    dearer = KdfParameters(keyring.CHEAPEST.memory, 2, 4)
    wanted = dearer_slot(file.folder, file.key, OWNERS, dearer)
    assert wanted is not None
    assert file.call(raise_costs, file.folder, wanted)
    assert keyring.load(file.folder).slots[0].kdf == dearer
    assert refusal_of(path, OWNERS, "helene") == ""
    assert level(file)
    for lower in (dearer, keyring.CHEAPEST, KdfParameters(2 * dearer.memory, 1, 4)):
        assert dearer_slot(file.folder, file.key, OWNERS, lower) is None
    assert not file.call(raise_costs, file.folder, wanted), "the keyring is another by now"
    file.call(change_passphrase, file.folder, file.key, OWNERS, NEW, keyring.CHEAPEST)
    assert keyring.load(file.folder).slots[0].kdf == dearer


def test_a_tampered_keyring_is_never_signed_anew(file: OpenFile) -> None:
    kept = keyring.load(file.folder)
    stranger = changing.with_member(kept, file.key, "paul", NEW, keyring.CHEAPEST)
    forged = keyring.from_bytes(keyring.to_bytes(stranger))
    keyring.save(file.folder, replace(forged, macs=kept.macs))
    call_refused(file, new_recovery_sheet, file.folder, file.key, code="keyring.altered")


def test_a_keyring_that_no_owner_signed_is_named_by_a_check(file: OpenFile) -> None:
    leas = open_file(file.folder.path, LEAS, "lea")
    kept = keyring.load(file.folder)
    # What Léa can do with a program of her own: she holds the key, and signs by her own slot.
    keyring.save(file.folder, changing.with_member(kept, leas.key, "friend", NEW, keyring.CHEAPEST))
    leas.close()
    turn(file)
    assert file.call(check_file, file.folder, file.key).keyring == "keyring.signer"
    keyring.save(file.folder, kept)
    assert file.call(check_file, file.folder, file.key).keyring == ""


def test_a_slot_that_the_table_does_not_know_goes_when_an_owner_opens(file: OpenFile) -> None:
    path = file.folder.path
    kept = keyring.load(file.folder)
    keyring.save(file.folder, changing.with_member(kept, file.key, "paul", NEW, keyring.CHEAPEST))
    with pytest.raises(Refusal, match=r"staff\.unknown"):
        open_file(path, NEW, "paul")
    open_file(path, LEAS, "lea").close()
    assert refusal_of(path, NEW, "paul") == ""
    open_file(path, OWNERS, "helene").close()
    assert refusal_of(path, NEW, "paul") == "login.unknown"
    assert level(file)
    assert refusal_of(path, LEAS, "lea") == ""


def test_when_the_database_refuses_the_keyring_is_as_before(file: OpenFile) -> None:
    before = file.folder.keyring.read_bytes()
    full = "CREATE TEMP TRIGGER full BEFORE INSERT ON journal_entry BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
    file.call(lambda session: session.database.execute_sql(full))
    with pytest.raises(Refusal) as refused:
        file.call(add_member, file.folder, file.key, "paul", "Paul", "sales", NEW)
    assert refused.value.code == "disk.full"
    assert file.folder.keyring.read_bytes() == before
    assert [member.login for member in file.call(list_staff)] == ["helene", "lea"]
