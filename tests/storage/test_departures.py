"""Who leaves opens nothing of the file any more; who stays notices nothing; nothing of what was written is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    add_member,
    change_passphrase,
    change_role,
    create_contact,
    find_contacts,
    keep_copy,
    keyring,
    leave,
    list_access,
    list_staff,
    models,
    open_file,
    open_unlocked,
    stay,
    undo,
    unfinished_departures,
    unlock_file,
    unlock_with_recovery_sheet,
)
from fichier_tui.storage.backup import count_rows, is_sound, unlock_backup, verify_backup
from fichier_tui.storage.backup.restores import restore_beside
from fichier_tui.storage.connection import APPLICATION_ID, pragma
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.health import check_file
from fichier_tui.storage.journal.chain import verify_chain
from fichier_tui.storage.journal.entries import read_journal
from fichier_tui.storage.keyring import Keyring, UnlockedKey, changing
from fichier_tui.storage.keyring.opening import seal, unlock, unlock_with_recovery
from fichier_tui.storage.opening import NewFile, create_file
from fichier_tui.storage.session import Session
from fichier_tui.storage.staff import rekeying
from fichier_tui.storage.staff.departures import Departure
from fichier_tui.storage.thread import OpenFile
from tests.storage.opened import connect

PHRASES = {"helene": "sept mots pour Hélène", "lea": "sept mots pour Léa", "paul": "sept mots pour Paul"}


@pytest.fixture(name="made")
def a_file(tmp_path: Path) -> NewFile:
    """A new file of Hélène's."""
    return create_file(
        tmp_path / "Shop", passphrase=PHRASES["helene"], name="Hélène", login="helene", kdf=keyring.CHEAPEST
    )


@pytest.fixture(name="file")
def an_open_file(made: NewFile) -> Iterator[OpenFile]:
    """The same, open: Léa and Paul work in it, with twenty contacts."""
    file = open_file(made.folder.path, PHRASES["helene"], "helene")
    for login, role in (("lea", "sales"), ("paul", "reception")):
        file.call(add_member, file.folder, file.key, login, login.title(), role, PHRASES[login])
    for number in range(20):
        file.call(create_contact, ContactDetails(last_name=f"Durand{number}"))
    yield file
    file.close()


def opens(path: Path, login: str) -> bool:
    """Whether this member's passphrase opens the file."""
    try:
        unlock_file(path, PHRASES[login], login)
    except Refusal as refusal:
        if refusal.code == "login.unknown":
            return False
        raise
    return True


def departed(file: OpenFile, login: str) -> Departure:
    """The member gone, and the file going on with its new key."""
    done = file.call(leave, file.folder, file.key, login)
    file.adopt(done.key)
    return done


def resealed(kept: Keyring, key: UnlockedKey) -> Keyring:
    """A keyring of a test's making, sealed and signed by the owner of this key."""
    assert key.signing_key is not None
    return seal(kept, key.slot_id, key.signing_key, {key.generation: key.dek})


def stolen(folder: FichierFolder, place: Path) -> FichierFolder:
    """What somebody who is about to leave copies."""
    return FichierFolder(Path(shutil.copytree(folder.path, place / "Stolen.fichier")))


def test_who_leaves_opens_nothing_that_is_there_and_the_others_all_of_it(made: NewFile, file: OpenFile) -> None:
    path = file.folder.path
    before = file.call(lambda session: count_rows(session.database.connection()))
    old = file.key
    done = departed(file, "lea")
    assert (done.key.generation, done.key.salt != old.salt, done.key.dek != old.dek) == (2, True, True)
    assert file.folder.base.read_bytes()[:16] == done.key.salt
    after = file.call(lambda session: count_rows(session.database.connection()))
    assert {name for name in after if after[name] != before[name]} <= {"journal_entry", "journal_change", "meta"}
    # The session goes on: what is written now is written under the new key.
    file.call(create_contact, ContactDetails(last_name="Martin"))
    assert len(file.call(find_contacts, "Durand").ids) == 20
    assert file.call(lambda session: pragma(session.database, "journal_mode")) == "wal"
    assert file.call(lambda session: pragma(session.database, "application_id")) == APPLICATION_ID
    assert file.call(lambda session: pragma(session.database, "user_version")) > 0
    assert file.call(lambda session: is_sound(session.database.connection()))
    assert [opens(path, login) for login in PHRASES] == [True, False, True]
    assert [member.login for member in file.call(list_staff)] == ["helene", "paul"]
    file.close()
    other = open_file(path, PHRASES["paul"], "paul")
    assert len(other.call(find_contacts, "Martin").ids) == 1
    assert other.call(unfinished_departures) == ()
    other.close()
    sheet = open_unlocked(*unlock_with_recovery_sheet(path, made.recovery_code))
    assert len(sheet.call(find_contacts, "Durand").ids) == 20
    sheet.close()


def test_the_journal_is_sealed_under_the_new_key_unless_it_was_broken_before(file: OpenFile) -> None:
    def faults(session: Session) -> list[str]:
        return [fault.code for fault in verify_chain(session.database.connection(), file.key.dek)]

    departed(file, "lea")
    assert file.call(faults) == []
    file.call(create_contact, ContactDetails(last_name="Martin"))
    assert file.call(faults) == []
    file.call(lambda session: session.database.execute_sql("UPDATE journal_head SET mac = x'00'"))
    departed(file, "paul")
    assert file.call(faults) == ["end"]


def test_the_lines_of_who_left_stay_hers(file: OpenFile) -> None:
    leas = open_file(file.folder.path, PHRASES["lea"], "lea")
    leas.call(create_contact, ContactDetails(last_name="Moreau"))
    leas.close()
    file.call(lambda session: models.bound_database.initialize(session.database))
    departed(file, "lea")
    entries = {entry.verb: entry for entry in file.call(read_journal)[:2]}
    assert (entries["staff.left"].staff, entries["staff.left"].detail["name"]) == ("Hélène", "Lea")
    assert entries["contact.created"].staff == "Lea"
    with pytest.raises(Refusal, match=r"undo\.staff"):
        file.call(undo)
    access = {one.member.login: one for one in file.call(list_access, file.folder)}
    assert (access["lea"].left_on, access["lea"].opens, access["lea"].is_leaving) == (
        file.call(lambda session: session.today),
        False,
        False,
    )


def test_an_old_folder_and_an_old_passphrase_open_no_new_file(file: OpenFile, tmp_path: Path) -> None:
    theirs = stolen(file.folder, tmp_path)
    slot = next(slot for slot in keyring.load(theirs).slots if slot.login == "lea")
    departed(file, "lea")
    for keys in (file.folder.keyring, file.folder.previous_keyring):
        kept = keyring.from_bytes(keys.read_bytes())
        assert set(kept.generations) == {2}
        assert slot.id not in keys.read_text()
        assert "lea" not in keys.read_text()
    file.close()
    # Their keyring beside our base.db, our keyring beside theirs, and their key on our base.db.
    ours = file.folder.base.read_bytes()
    with pytest.raises(Refusal, match=r"keyring\.foreign"):
        unlock(keyring.load(theirs), "lea", PHRASES["lea"], ours[:16])
    shutil.copy(file.folder.base, theirs.base)
    with pytest.raises(Refusal, match=r"keyring\.foreign"):
        unlock_file(theirs.path, PHRASES["lea"], "lea")
    old = unlock(keyring.load(theirs), "lea", PHRASES["lea"], next(iter(keyring.load(theirs).generations.values())))
    connection = connect(file.folder.base, keyring.raw_key(old.dek))
    with pytest.raises(Exception, match="not a database"):
        connection.execute("SELECT count(*) FROM contact").fetchone()
    connection.close()


def test_copies_of_before_are_named_and_one_is_made_after(file: OpenFile) -> None:
    before = file.call(keep_copy, file.folder, file.key).path
    done = departed(file, "lea")
    assert done.older_copies == (before,)
    assert unlock_backup(before, "lea", PHRASES["lea"]).generation == 1
    assert done.copy is not None
    assert verify_backup(done.copy, done.key).generation == 2
    with pytest.raises(Refusal, match=r"login\.unknown"):
        unlock_backup(done.copy, "lea", PHRASES["lea"])
    assert departed(file, "paul").older_copies == tuple(
        path for path in sorted(file.folder.backups.iterdir(), reverse=True) if "_g3_" not in path.name
    )


def test_who_left_does_not_come_back_with_a_copy_of_before(file: OpenFile, tmp_path: Path) -> None:
    before = file.call(keep_copy, file.folder, file.key).path
    file.call(change_role, file.folder, file.key, "lea", "owner")
    departed(file, "lea")
    place = restore_beside(file, before, unlock_backup(before, "helene", PHRASES["helene"]), tmp_path / "Restored")
    file.close()
    assert opens(place.path, "lea")  # it is the key of before, which she had
    with pytest.raises(Refusal, match=r"staff\.unknown"):
        open_file(place.path, PHRASES["lea"], "lea")
    restored = open_file(place.path, PHRASES["helene"], "helene")
    assert restored.call(unfinished_departures) == ("lea",)
    departed(restored, "lea")
    assert not opens(place.path, "lea")
    assert restored.call(check_file, place, restored.key).is_sound
    restored.close()


def test_an_owner_leaves_when_another_stays_and_the_last_never(file: OpenFile) -> None:
    place, path = file.folder, file.folder.path
    for login, code in (("helene", "staff.last_owner"), ("nobody", "staff.unknown")):
        with pytest.raises(Refusal) as refused:
            file.call(leave, place, file.key, login)
        assert refused.value.code == code
    file.call(change_role, place, file.key, "lea", "owner")
    with pytest.raises(Refusal, match=r"staff\.oneself"):
        file.call(leave, place, file.key, "helene")
    file.close()
    leas = open_file(path, PHRASES["lea"], "lea")
    departed(leas, "helene")
    assert [opens(path, login) for login in PHRASES] == [False, True, True]
    with pytest.raises(Refusal, match=r"staff\.last_owner"):
        leas.call(leave, place, leas.key, "lea")
    leas.close()
    assert [(slot.login, set(slot.dek)) for slot in keyring.load(place).slots] == [("lea", {2}), ("paul", {2})]


def test_nobody_leaves_while_another_program_has_the_file_open(file: OpenFile) -> None:
    path = file.folder.path
    before = file.folder.keyring.read_bytes()
    other = connect(file.folder.base, keyring.raw_key(file.key.dek))
    other.execute("PRAGMA journal_mode = wal")
    assert other.execute("SELECT count(*) FROM contact").fetchone() == (20,)
    with pytest.raises(Refusal) as refused:
        file.call(leave, file.folder, file.key, "lea")
    assert refused.value.code == "file.others"
    assert (file.folder.keyring.read_bytes(), opens(path, "lea")) == (before, True)
    assert [member.login for member in file.call(list_staff)] == ["helene", "lea", "paul"]
    file.call(create_contact, ContactDetails(last_name="Martin"))
    assert other.execute("SELECT count(*) FROM contact").fetchone() == (21,)
    other.close()
    departed(file, "lea")
    assert not opens(path, "lea")


@pytest.mark.parametrize("at", [0.0, 0.3, 0.6, 0.95])
def test_stopped_on_the_way_nobody_has_left(file: OpenFile, at: float) -> None:
    told: list[float] = []

    def stop(part: float) -> None:
        told.append(part)
        if part >= at:
            raise Refusal("staff.leaving_stopped")

    before = file.folder.keyring.read_bytes()
    with pytest.raises(Refusal, match=r"staff\.leaving_stopped"):
        file.call(leave, file.folder, file.key, "lea", stop)
    assert told == sorted(told)
    assert file.folder.keyring.read_bytes() == before
    assert sorted(path.name for path in file.folder.path.glob("base.db*")) == ["base.db", "base.db-shm", "base.db-wal"]
    assert file.call(unfinished_departures) == ()
    assert [member.login for member in file.call(list_staff)] == ["helene", "lea", "paul"]
    file.call(create_contact, ContactDetails(last_name="Martin"))
    assert opens(file.folder.path, "lea")
    assert departed(file, "lea").key.generation == 2


def test_where_the_disk_refuses_she_has_left_and_the_departure_is_said_again(file: OpenFile) -> None:
    # A folder in the place of the new base.db: it cannot take its name.
    file.folder.new_base.mkdir()
    with pytest.raises(Refusal):
        file.call(leave, file.folder, file.key, "lea")
    file.folder.new_base.rmdir()
    assert file.call(unfinished_departures) == ("lea",)
    assert [one.member.login for one in file.call(list_access, file.folder) if one.is_leaving] == ["lea"]
    with pytest.raises(Refusal, match=r"staff\.unknown"):
        open_file(file.folder.path, PHRASES["lea"], "lea")
    file.call(lambda session: models.bound_database.initialize(session.database))
    file.call(create_contact, ContactDetails(last_name="Martin"))
    # Somebody else leaves: the one whose departure was not finished goes too.
    departed(file, "paul")
    assert file.call(unfinished_departures) == ()
    assert [opens(file.folder.path, login) for login in PHRASES] == [True, False, False]
    assert len(file.call(find_contacts, "Martin").ids) == 1


def test_a_departure_that_is_not_finished_can_be_taken_back(file: OpenFile) -> None:
    file.folder.new_base.mkdir()
    with pytest.raises(Refusal):
        file.call(leave, file.folder, file.key, "lea")
    file.folder.new_base.rmdir()
    file.call(stay, "lea")
    assert file.call(unfinished_departures) == ()
    with pytest.raises(Refusal, match=r"staff\.unknown"):
        file.call(stay, "lea")
    file.close()
    open_file(file.folder.path, PHRASES["lea"], "lea").close()


def test_so_many_work_here_that_one_more_could_not_be_taken_away_again(file: OpenFile) -> None:
    kept = keyring.load(file.folder)
    one = kept.slots[1]
    crowd = [replace(one, id=f"{number:016x}", login=f"m{number}") for number in range(200)]

    def filled(count: int) -> Keyring:
        return resealed(replace(kept, slots=(*kept.slots, *crowd[:count])), file.key)

    def fits(count: int) -> bool:
        try:
            changing.with_member(filled(count), file.key, "anna", PHRASES["lea"], keyring.CHEAPEST)
        except Refusal as refusal:
            if refusal.code == "keyring.full":
                return False
            raise
        return True

    fitting = max(count for count in range(30, 90, 5) if fits(count))
    assert not fits(fitting + 5)
    keyring.save(file.folder, filled(fitting))
    departed(file, "lea")


def test_the_recovery_sheet_alone_makes_nobody_leave(made: NewFile, file: OpenFile) -> None:
    path = file.folder.path
    file.close()
    found = open_unlocked(*unlock_with_recovery_sheet(path, made.recovery_code))
    with pytest.raises(Refusal, match=r"staff\.sheet"):
        found.call(leave, found.folder, found.key, "lea")
    found.close()


def test_after_a_departure_the_sheet_of_before_still_opens(made: NewFile, file: OpenFile) -> None:
    departed(file, "lea")
    key = unlock_with_recovery(keyring.load(file.folder), made.recovery_code, file.key.salt)
    assert key.dek == file.key.dek


def test_whoever_waited_while_the_key_was_changed_is_told_so(file: OpenFile) -> None:
    path = file.folder.path
    place, waiting = unlock_file(path, PHRASES["paul"], "paul")  # has typed, and is not in yet
    departed(file, "lea")
    file.close()
    with pytest.raises(Refusal, match=r"key\.changed"):
        open_unlocked(place, waiting)
    open_file(path, PHRASES["paul"], "paul").close()


def test_nobody_goes_on_in_a_file_that_is_about_to_be_replaced(file: OpenFile, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file.folder.path
    place, waiting = unlock_file(path, PHRASES["paul"], "paul")

    class Killed(BaseException):
        """What a kill leaves behind: nothing is tidied."""

    def kill(*_arguments: object) -> None:
        raise Killed

    monkeypatch.setattr(rekeying, "_swap", kill)
    monkeypatch.setattr(rekeying, "_give_up", lambda *_arguments: None)
    with pytest.raises(Killed):
        file.call(leave, place, file.key, "lea")
    monkeypatch.undo()
    file.close()
    with pytest.raises(Refusal, match=r"key\.changed"):
        open_unlocked(place, waiting)
    assert rekeying.is_pending(place, keyring.load(place), waiting.salt)
    other = open_file(path, PHRASES["paul"], "paul")
    assert other.key.generation == 2
    assert len(other.call(find_contacts, "Durand").ids) == 20
    assert other.call(unfinished_departures) == ()
    other.close()
    assert not opens(path, "lea")
    # Paul signs nothing: both keys are in the keyring until an owner comes.
    assert set(keyring.load(place).generations) == {1, 2}
    open_file(path, PHRASES["helene"], "helene").close()
    assert set(keyring.load(place).generations) == {2}


def test_a_change_of_key_whose_new_file_is_gone_is_given_up(file: OpenFile, monkeypatch: pytest.MonkeyPatch) -> None:
    place, path = file.folder, file.folder.path
    monkeypatch.setattr(rekeying, "_swap", lambda _place: place.base.with_name("nowhere").read_bytes())
    monkeypatch.setattr(rekeying, "_give_up", lambda *_arguments: None)
    with pytest.raises(Refusal):
        file.call(leave, place, file.key, "lea")
    monkeypatch.undo()
    file.close()
    place.new_base.unlink()
    paul = open_file(path, PHRASES["paul"], "paul")
    assert paul.key.generation == 1
    with pytest.raises(Refusal, match=r"keyring\.between"):
        paul.call(change_passphrase, place, paul.key, PHRASES["paul"], "sept mots tout neufs", keyring.CHEAPEST)
    paul.close()
    helene = open_file(path, PHRASES["helene"], "helene")
    assert set(keyring.load(place).generations) == {1}
    assert helene.call(unfinished_departures) == ("lea",)
    departed(helene, "lea")
    helene.close()
    open_file(path, PHRASES["paul"], "paul").close()
