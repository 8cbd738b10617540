"""The screen of the safety copies, on real files: made, verified, drilled, restored, brought to a stick."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from fichier_tui.domain.backup_rotation import read_backup_name
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import OpenFile, Session, create_contact, open_unlocked
from fichier_tui.storage.backup import list_backups
from fichier_tui.storage.backup.copy_list import KeptCopy
from fichier_tui.storage.backup.copying import copy_beside
from fichier_tui.storage.backup.manifest import BackupManifest
from fichier_tui.storage.backup.places import copies_in
from fichier_tui.storage.backup.restores import present_state
from fichier_tui.storage.demonstration import PASSPHRASE
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.staff.departures import leave
from fichier_tui.storage.staff.members import add_member
from fichier_tui.ui import format as written
from fichier_tui.ui.copies_kept import this_machine
from fichier_tui.ui.copy_words import when
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.dialogs.typed import TypedDialog, TypedLine
from fichier_tui.ui.screens.settings.copies import CopiesScreen, open_copies
from fichier_tui.ui.screens.settings.copy_places import PlacesScreen
from tests.ui.app_on_demo import DAY, TickingClock, app_on_demo, settled
from tests.ui.card_app import drawn


async def shown_copies(pilot: Pilot[Any]) -> CopiesScreen:
    """The screen, open."""
    await settled(pilot)
    await open_copies(pilot.app)  # type: ignore[arg-type]
    await settled(pilot)
    assert isinstance(pilot.app.screen, CopiesScreen)
    return pilot.app.screen


def known(screen: CopiesScreen) -> str:
    """What stands above the list."""
    return str(screen.query_one("#known", Static).content)


async def typed(pilot: Pilot[Any], text: str, key: str = "enter") -> None:
    """A line typed in the dialog, then Enter."""
    assert isinstance(pilot.app.screen, TypedDialog)
    pilot.app.screen.query_one(TypedLine).value = text
    await pilot.press(key)
    await settled(pilot)


def test_a_copy_is_told_by_the_clock_of_who_looks() -> None:
    made_at = dt.datetime(2026, 11, 22, 11, 51, tzinfo=dt.UTC)
    there = read_backup_name("2026-11-23_005100_g1_n0007.fclbak")  # as it is called in Auckland
    assert there is not None
    manifest = BackupManifest("f", 1, made_at, "", "1", 1, {}, 7, "", {})
    copy = KeptCopy(there, (), (), 1, manifest, None, is_of_old_key=False)
    assert when(copy) == written.instant(made_at)
    assert when(replace(copy, manifest=None)).startswith(written.day(there.day))


async def test_a_copy_is_made_verified_drilled_and_thrown_away(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await shown_copies(pilot)
        assert "No safety copy yet: N makes one." in known(screen)
        await pilot.press("n")
        await settled(pilot)
        assert app.status.content.plain == "Safety copy made and checked."
        await pilot.press("n")
        await settled(pilot)
        assert len(screen.rows) == 2
        assert "Last good copy: today at" in known(screen)
        assert screen.list.cursor == 0, "on the new one, which is first"
        await pilot.press("v")
        await settled(pilot)
        assert app.status.content.plain.startswith("Read again, sound: ")
        await pilot.press("x")
        await settled(pilot)
        assert app.status.content.plain.startswith("Taken out, looked at, sound: ")
        assert f"Last restore drill: {DAY.day} Aug 2026 (copy of {DAY.day} Aug 2026 at " in known(screen)
        assert "): sound." in known(screen)
        await pilot.press("h")
        await settled(pilot)
        assert "every 8 hours" in known(screen)
        await pilot.press("delete")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert len(list_backups(demo_file.folder)) == 1
        await pilot.press("delete")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert "is the only safety copy" in app.status.content.plain
        assert len(list_backups(demo_file.folder)) == 1


async def test_a_damaged_copy_is_said(demo_file: OpenFile) -> None:
    path = copy_beside(demo_file, this_machine()).path
    assert path is not None
    content = bytearray(path.read_bytes())
    content[20_000] ^= 1
    path.write_bytes(content)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await shown_copies(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert "is damaged" in app.status.content.plain
        assert "): failed. The copy " in known(screen)
        assert "is damaged" in known(screen)


async def test_why_an_old_copy_stays_is_said(demo_file: OpenFile) -> None:
    # What grew the file goes again: the copy after it is less than half of the one before.
    size = 2 * (demo_file.folder.path / "base.db").stat().st_size

    def grow(session: Session) -> None:
        session.database.execute_sql("CREATE TABLE weight (content BLOB)")
        session.database.execute_sql("INSERT INTO weight VALUES (zeroblob(?))", (size,))

    def shrink(session: Session) -> None:
        session.database.execute_sql("DROP TABLE weight")
        session.database.execute_sql("VACUUM")

    demo_file.call(grow)
    for _number in range(2):
        copy_beside(demo_file, this_machine())
    demo_file.call(shrink)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await shown_copies(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert "so nothing old was thrown away" in app.status.content.plain
        assert "1 old copy stays for it although its turn to go has come" in known(screen)
        assert drawn(pilot).count("! kept in doubt") == 1
        assert len(screen.rows) == 3
        await pilot.press("n")
        await settled(pilot)
        assert "kept in doubt" not in drawn(pilot), "the next one is like the newest: the turn of the old one has come"
        assert "stays for it" not in known(screen)


async def test_a_stick_is_added_has_the_newest_copy_and_is_removed(demo_file: OpenFile, tmp_path: Path) -> None:
    usb = tmp_path / "USB"
    usb.mkdir()
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await shown_copies(pilot)
        assert "No other place yet: P adds a stick" in known(screen)
        await pilot.press("p")
        await settled(pilot)
        assert isinstance(app.screen, PlacesScreen)
        await pilot.press("n")
        await settled(pilot)
        await typed(pilot, str(usb), "ctrl+s")
        assert app.status.content.plain == "Copied and checked: USB"
        assert [name for _path, name in copies_in(usb, demo_file.key.fichier_id)] == [
            name for _path, name in list_backups(demo_file.folder)
        ]
        await pilot.press("n")
        await settled(pilot)
        await typed(pilot, str(tmp_path / "nowhere"))
        assert isinstance(app.screen, TypedDialog), "what was typed can be corrected"
        assert app.screen.query_one(TypedLine).value == str(tmp_path / "nowhere")
        assert app.screen.question.startswith("There is no such folder, so no copy goes there: ")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "USB · last copy there: today at" in known(screen)
        usb.rename(tmp_path / "pulled out")
        await screen.reread()
        assert "! USB · not there now · last copy there: today at" in known(screen)
        (tmp_path / "pulled out").rename(usb)
        await pilot.press("p", "delete")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "No other place yet" in known(screen)


def contacts_of(folder: FichierFolder, file: OpenFile) -> int:
    """How many contacts a closed file has."""
    opened = open_unlocked(folder, file.key, clock=TickingClock(), day=DAY)
    try:
        return opened.call(present_state).rows["contact"]
    finally:
        opened.close()


@pytest.mark.parametrize("in_place", [True, False])
async def test_a_copy_is_restored_and_the_present_file_is_kept(
    demo_file: OpenFile, tmp_path: Path, in_place: bool
) -> None:
    before = demo_file.call(present_state).rows["contact"]
    copy_beside(demo_file, this_machine())
    for name in ("Durand", "Martin"):
        demo_file.call(create_contact, ContactDetails(last_name=name))
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_copies(pilot)
        await pilot.press("r")
        await settled(pilot)
        assert isinstance(app.screen, Question)
        assert "Since then: +2 contacts." in app.screen.body.plain
        await pilot.press("p" if in_place else "n")
        await settled(pilot)
        if not in_place:
            await typed(pilot, str(tmp_path / "Found again"))
            assert app.status.content.plain.startswith("Restored: ")
            assert app.at_end is None
    demo_file.close()
    present = demo_file.folder
    if not in_place:
        assert contacts_of(FichierFolder(tmp_path / "Found again.fichier"), demo_file) == before
        assert contacts_of(present, demo_file) == before + 2
        return
    assert app.return_value == "lock"
    assert app.at_end is not None
    app.at_end()
    assert contacts_of(present, demo_file) == before
    kept = [folder for folder in tmp_path.glob("*.fichier") if folder != present.path]
    assert [contacts_of(FichierFolder(folder), demo_file) for folder in kept] == [before + 2]
    assert {name.before for _path, name in list_backups(present)} == {"", "restore"}
    await kept_is_thrown_away(open_unlocked(present, demo_file.key, clock=TickingClock(), day=DAY), kept[0])


async def kept_is_thrown_away(file: OpenFile, kept: Path) -> None:
    """It is told, and goes when it is asked for."""
    app = app_on_demo(file)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await shown_copies(pilot)
        assert f"Kept when a copy took its place: {kept.name.removesuffix('.fichier')}." in known(screen)
        await pilot.press("a")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert not kept.exists()
        assert "Kept when" not in known(screen)
    file.close()


async def test_the_reception_makes_copies_and_restores_none(demo_file: OpenFile) -> None:
    copy_beside(demo_file, this_machine())
    app = app_on_demo(demo_file)
    app.shop = type(app.shop)(app.shop.business, "Zoé", locked=False, role="reception")
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_copies(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, CopiesScreen)
        assert app.status.content.plain
        await pilot.press("n")
        await settled(pilot)
        assert app.status.content.plain == "Safety copy made and checked."


async def test_copies_of_an_old_key_are_marked_restored_by_a_passphrase_of_their_day_and_thrown_away(
    demo_file: OpenFile, tmp_path: Path
) -> None:
    demo_file.call(add_member, demo_file.folder, demo_file.key, "zoe", "Zoé", "sales", "une phrase de Zoé pour ouvrir")
    copy_beside(demo_file, this_machine())
    demo_file.adopt(demo_file.call(leave, demo_file.folder, demo_file.key, "zoe").key)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await shown_copies(pilot)
        assert [copy.is_of_old_key for copy in screen.rows.values()] == [False, True]
        await pilot.press("down", "r")
        await settled(pilot)
        assert isinstance(app.screen, Question)
        assert "whoever left since could open it again" in app.screen.body.plain
        await pilot.press("n")
        await settled(pilot)
        await typed(pilot, "no passphrase of that day")
        assert app.status.content.plain
        await pilot.press("r")
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        await typed(pilot, PASSPHRASE)
        await typed(pilot, str(tmp_path / "Of that day"))
        assert app.status.content.plain.startswith("Restored: ")
        await pilot.press("delete")
        await settled(pilot)
        assert isinstance(app.screen, Question)
        assert "1 safety copy can still be opened" in app.screen.body.plain
        await pilot.press("y")
        await settled(pilot)
        assert [copy.is_of_old_key for copy in screen.rows.values()] == [False]
