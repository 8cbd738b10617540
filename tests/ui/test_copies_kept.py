"""Safety copies that are made by themselves: as one leaves, and every few hours."""

from __future__ import annotations

from pathlib import Path

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import OpenFile, create_contact
from fichier_tui.storage.backup import list_backups, verify_backup
from fichier_tui.storage.copy_settings import add_place
from fichier_tui.ui.copies_kept import this_machine
from fichier_tui.ui.dialogs.closing_copy import ClosingCopy
from tests.ui.app_on_demo import app_on_demo, settled


async def test_leaving_makes_a_copy_where_something_was_written_and_says_so(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+q")
        await settled(pilot)
    copies = list_backups(demo_file.folder)
    assert len(copies) == 1
    assert verify_backup(copies[0][0], demo_file.key).rows["contact"] > 100
    assert app.told_at_end == "Copied and checked."
    again = app_on_demo(demo_file, copies=True)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+q")
        await settled(pilot)
    assert list_backups(demo_file.folder) == copies, "nothing was written since"
    assert again.told_at_end == ""


async def test_what_goes_wrong_is_said_before_one_leaves_and_may_be_tried_again(
    demo_file: OpenFile, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    demo_file.call(add_place, this_machine(), usb, demo_file.folder, demo_file.key.fichier_id)
    usb.rename(tmp_path / "pulled out")
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert isinstance(app.screen, ClosingCopy)
        assert app.screen.told.startswith("Copied and checked. ")
        assert "usb is not there now. Plug it in" in app.screen.told
        (tmp_path / "pulled out").rename(usb)
        await pilot.press("r")
        await settled(pilot)
    assert app.told_at_end == "Copied and checked, also in usb."


async def test_a_copy_is_made_after_the_hours_and_nothing_is_said_of_it(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.look_after_copies()
        assert len(list_backups(demo_file.folder)) == 1
        demo_file.call(create_contact, ContactDetails(last_name="Durand"))
        await app.look_after_copies()
        assert len(list_backups(demo_file.folder)) == 1, "it is not hours ago"
        assert app.status.content.plain == ""


async def test_no_copy_is_made_by_itself_in_a_demonstration(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.look_after_copies()
        await pilot.press("ctrl+q")
        await settled(pilot)
    assert list_backups(demo_file.folder) == []
