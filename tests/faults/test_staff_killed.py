"""Killed at any moment of a change of staff: the owner, a colleague and the sheet open, and every row is there."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    add_member,
    create_contact,
    create_file,
    keyring,
    leave,
    list_access,
    open_file,
    open_unlocked,
    unfinished_departures,
    unlock_file,
    unlock_with_recovery_sheet,
)
from fichier_tui.storage.backup import is_sound
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.staff.rekeying import is_pending
from fichier_tui.storage.thread import OpenFile
from tests.faults.scale import many, tell
from tests.storage.staff_changers import change_staff_for_ever, die_before
from tests.storage.writers import start

# Each of four files is killed as often: forty times in all in the gate, a thousand with FICHIER_FAULTS_FULL.
FILES = 4
KILLS = many(10, 250)
STRIDE = {"leave": many(3, 1), "add": many(3, 1), "passphrase": many(3, 1), "reset": many(3, 1)}
# A round tells ten times, each step takes some hundredths of a second: so each is cut off as often as another.
STEPS, LONGEST = 11, 0.06
LEAS = "sept mots pour Léa"


@dataclass
class Known:
    """What the one who kills knows: what was told as done holds, what was begun may have happened or not."""

    passphrases: list[str]
    sheets: list[str]
    contacts: set[str] = field(default_factory=set)
    there: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    maybe: set[str] = field(default_factory=set)
    """Those whose coming or going was cut off."""
    cut: dict[str, int] = field(default_factory=dict)
    """How often each step was cut off: a test that never cuts one sees nothing."""

    def hear(self, told: list[tuple[str, str, str]]) -> None:
        """Take note of what a program told before it was killed."""
        begun: tuple[str, str] | None = None
        for kind, what, value in told:
            begun = (what, value) if kind == "begin" else None
            if what == "passphrase":
                self.passphrases = [value] if kind == "done" else [*self.passphrases, value]
            elif what == "sheet":
                self.sheets = [value] if kind == "done" else [*self.sheets, value]
            elif kind == "done":
                self.note(what, value)
        if begun is not None:
            what, value = begun
            self.cut[what] = self.cut.get(what, 0) + 1
            if what in ("add", "leave"):
                self.maybe.add(value)

    def note(self, what: str, value: str) -> None:
        """One thing that is certain."""
        if what == "contact":
            self.contacts.add(value)
        elif what == "add":
            self.there.add(value)
        elif what == "leave":
            self.gone.add(value)
            self.there.discard(value)


def killed(path: Path, passphrase: str, seed: int, chance: random.Random) -> list[tuple[str, str, str]]:
    """Let a program change its staff for a moment, and kill it; what it told."""
    process, telling = start(change_staff_for_ever, path, passphrase, seed)
    told = [telling.recv() for _message in range(chance.randint(1, STEPS))]
    deadline = time.monotonic() + chance.uniform(0, LONGEST)
    while (left := deadline - time.monotonic()) > 0 and telling.poll(left):
        told.append(telling.recv())
    process.kill()
    process.join()
    return told + rest_of(telling)


def rest_of(telling: Connection) -> list[tuple[str, str, str]]:
    """What was told just before the end."""
    told = []
    try:
        while telling.poll():
            told.append(telling.recv())
    except (EOFError, OSError):  # the last message may be cut by the kill: it is none
        pass
    return told


def opening(path: Path, passphrases: list[str], login: str) -> tuple[str, FichierFolder, UnlockedKey]:
    """The one of these passphrases that opens, and what it opens; exactly one does."""
    found = []
    for passphrase in passphrases:
        try:
            found.append((passphrase, *unlock_file(path, passphrase, login)))
        except Refusal as refusal:
            assert refusal.code == "passphrase.wrong"  # noqa: PT017 (it is counted below)
    assert len(found) == 1
    return found[0]


def sheet_that_opens(path: Path, sheets: list[str]) -> str:
    """The one of these sheets that opens; exactly one does."""
    found = []
    for code in sheets:
        try:
            unlock_with_recovery_sheet(path, code)
        except Refusal as refusal:
            assert refusal.code == "recovery.wrong"  # noqa: PT017 (it is counted below)
        else:
            found.append(code)
    assert len(found) == 1
    return found[0]


def look_through(file: OpenFile, known: Known) -> None:
    """Every row that was acknowledged, every member, and the keyring in step with the table."""
    names = file.call(lambda session: session.database.execute_sql("SELECT last_name FROM contact").fetchall())
    assert known.contacts <= {name for (name,) in names}
    access = {one.member.login: one for one in file.call(list_access, file.folder)}
    for login in known.there - known.maybe:
        assert access[login].opens
        assert access[login].left_on is None
    for login in known.gone:
        assert not access[login].opens
        assert access[login].left_on is not None
    leaving = set(file.call(unfinished_departures))
    assert leaving <= known.maybe
    for login, one in access.items():
        assert one.opens == (one.left_on is None or login in leaving)
    assert {slot.login for slot in keyring.load(file.folder).slots} <= set(access)
    assert keyring.is_level(file.folder, keyring.load(file.folder))
    for login in known.maybe - leaving:  # what was cut off has happened, or has not: from here on it is certain
        is_there = login in access and access[login].left_on is None
        (known.there.add if is_there else known.there.discard)(login)
        if login in access and not is_there:
            known.gone.add(login)
    known.maybe &= leaving
    known.there -= leaving  # they go with the next who leaves


@pytest.mark.slow
@pytest.mark.parametrize("number", range(FILES))
def test_nobody_is_locked_out_and_nothing_is_lost(tmp_path: Path, number: int) -> None:
    made = create_file(tmp_path / "Shop", passphrase="phrase 0", name="Hélène", login="helene", kdf=keyring.CHEAPEST)
    path, chance = made.folder.path, random.Random(number)
    file = open_file(path, "phrase 0", "helene")
    file.call(add_member, file.folder, file.key, "lea", "Léa", "sales", LEAS)
    file.close()
    known = Known(["phrase 0"], [made.recovery_code])
    for kill in range(KILLS):
        known.hear(killed(path, known.passphrases[0], number * 100_000 + kill, chance))
        # Whoever comes first finds what was left; the others come after.
        first = chance.choice(("helene", "lea", "sheet"))
        if first == "lea":
            open_file(path, LEAS, "lea").close()
        elif first == "sheet":
            known.sheets = [sheet_that_opens(path, known.sheets)]
            open_unlocked(*unlock_with_recovery_sheet(path, known.sheets[0])).close()
        passphrase, place, key = opening(path, known.passphrases, "helene")
        known.passphrases, known.sheets = [passphrase], [sheet_that_opens(path, known.sheets)]
        file = open_unlocked(place, key)
        assert unlock_file(path, LEAS, "lea")[1].dek == key.dek
        look_through(file, known)
        if kill % 25 == 24:  # those whose departure was never said would fill the keyring
            for login in sorted(known.there):
                file.adopt(file.call(leave, place, file.key, login).key)
                known.note("leave", login)
        file.close()
    file = open_file(path, known.passphrases[0], "helene")
    for login in file.call(unfinished_departures):
        file.adopt(file.call(leave, file.folder, file.key, login).key)
    assert file.call(unfinished_departures) == ()
    assert file.call(lambda session: is_sound(session.database.connection()))
    file.close()
    tell("staff killed at random", kills=KILLS, locked_out=0, cut=known.cut)
    assert set(known.cut) & {"add", "reset", "leave", "passphrase"}, "nothing was cut off: the test sees nothing"
    assert left_behind(file.folder) == []


def state_of(path: Path) -> str:
    """How far a departure came, by what lies in the folder."""
    place = FichierFolder(path)
    kept, salt = keyring.load(place), place.base.read_bytes()[:16]
    if is_pending(place, kept, salt):
        return "made, not in its place"
    generation = next(number for number, known in kept.generations.items() if known == salt)
    if generation == 1:
        return "as before"
    return "both keys in the keyring" if len(kept.generations) == 2 else "done"


def left_behind(folder: FichierFolder) -> list[str]:
    """What is in a folder an hour after it was opened, and should not be."""
    keyring.clean_leftovers(folder, dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    usual = ("base.db", "base.db-wal", "base.db-shm", "keyring.json", "keyring.previous.json", "backups")
    return [entry.name for entry in folder.path.iterdir() if entry.name not in usual]


@pytest.mark.parametrize("begun", [b"", bytes(4616)], ids=["created", "written, not made safe"])
def test_killed_as_it_left_the_log_no_journal_stays_behind(tmp_path: Path, begun: bytes) -> None:
    made = create_file(tmp_path / "Shop", passphrase="phrase 0", name="Hélène", login="helene", kdf=keyring.CHEAPEST)
    made.folder.base.with_name("base.db-journal").write_bytes(begun)  # SQLite writes its beginning last
    file = open_file(made.folder.path, "phrase 0", "helene")
    assert file.call(lambda session: is_sound(session.database.connection()))
    assert left_behind(made.folder) == []
    file.close()


@pytest.mark.slow
@pytest.mark.parametrize("what", ["leave", "add", "passphrase", "reset"])
def test_killed_before_any_step_whoever_opens_next_finds_the_file_whole(tmp_path: Path, what: str) -> None:
    made = create_file(tmp_path / "Shop", passphrase="phrase 0", name="Hélène", login="helene", kdf=keyring.CHEAPEST)
    file = open_file(made.folder.path, "phrase 0", "helene")
    for login in ("lea", "paul"):
        file.call(add_member, file.folder, file.key, login, login, "sales", LEAS)
    file.call(create_contact, ContactDetails(last_name="Durand"))
    file.close()
    value = {"leave": "paul", "add": "anna", "passphrase": "phrase 1", "reset": "paul"}[what]
    seen: dict[str, int] = {}
    for step in range(1, 200, STRIDE[what]):
        path = Path(shutil.copytree(made.folder.path, tmp_path / f"{step}.fichier"))
        process, _told = start(die_before, path, "phrase 0", what, value, step)
        process.join()
        seen[state_of(path)] = seen.get(state_of(path), 0) + 1
        if step % 2:  # a colleague comes first, who cannot sign
            open_file(path, LEAS, "lea").close()
        passphrase, place, key = opening(path, ["phrase 0", "phrase 1"], "helene")
        assert process.exitcode != 0 or what != "passphrase" or passphrase == "phrase 1"
        file = open_unlocked(place, key)
        found = Known([passphrase], [made.recovery_code], contacts={"Durand"}, there={"lea"}, maybe={"paul", "anna"})
        look_through(file, found)
        for login in file.call(unfinished_departures):
            file.adopt(file.call(leave, place, file.key, login).key)
        if what == "leave" and file.key.generation == 2:
            assert "paul" in found.gone | {one.member.login for one in file.call(list_access, place) if one.left_on}
            with pytest.raises(Refusal, match=r"login\.unknown"):
                unlock_file(path, LEAS, "paul")
        assert file.call(lambda session: is_sound(session.database.connection()))
        file.close()
        assert sheet_that_opens(path, [made.recovery_code])
        assert left_behind(place) == []
        shutil.rmtree(path)
        if process.exitcode == 0 or seen.get("done", 0) > many(
            3, 200
        ):  # the safety copy after it is for others to test
            break
        assert process.exitcode == 9
    assert process.exitcode == 0 or what == "leave", "it was never let through"
    tell("staff killed before a step", what=what, deaths=sum(seen.values()), locked_out=0)
    assert step > 10, "too few deaths: the test sees nothing"
    if what == "leave":
        assert set(seen) == {"as before", "made, not in its place", "both keys in the keyring", "done"}
