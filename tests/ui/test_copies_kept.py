"""Safety copies that are made by themselves: as one leaves, and every few hours."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import threading
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import OpenFile, Session, create_contact
from fichier_tui.storage.alone import alone
from fichier_tui.storage.backup import list_backups, verify_backup
from fichier_tui.storage.backup.copy_settings import add_place, read_copies_known
from fichier_tui.storage.backup.copying import copy_beside, copy_state
from fichier_tui.storage.models import Meta
from fichier_tui.ui.copies_kept import this_machine
from fichier_tui.ui.dialogs.closing_copy import ClosingCopy
from fichier_tui.ui.long_work import LongWork
from screenshots.quiet import PATIENCE
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
    assert app.told_at_end == "Safety copy made and checked."
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
        assert app.screen.told.startswith("Safety copy made and checked. ")
        assert "usb is not there now. Plug it in" in app.screen.told
        (tmp_path / "pulled out").rename(usb)
        await pilot.press("r")
        await settled(pilot)
    assert app.told_at_end == "Safety copy made and checked, also in usb."


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


async def test_a_copy_is_made_when_nobody_is_there_so_that_who_locks_in_the_evening_has_one(
    demo_file: OpenFile,
) -> None:
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.copies is not None
        await app.copies.look()
        newest = list_backups(demo_file.folder)[0]
        demo_file.call(_hour_passes)
        demo_file.call(create_contact, ContactDetails(last_name="Durand"))
        await app.copies.look(dt.timedelta(seconds=100))
        assert list_backups(demo_file.folder)[0] == newest, "somebody is there"
        await app.copies.look(dt.timedelta(seconds=130))
        assert list_backups(demo_file.folder)[0] != newest
        await app.copies.look(dt.timedelta(seconds=200))
        assert len(list_backups(demo_file.folder)) == 2


def _hour_passes(session: Session) -> None:
    clock = session.clock
    session.clock = lambda: clock() + dt.timedelta(hours=1)


async def test_no_copy_is_made_by_itself_in_a_demonstration(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.look_after_copies()
        await pilot.press("ctrl+q")
        await settled(pilot)
    assert list_backups(demo_file.folder) == []


async def test_a_copy_that_is_being_made_gives_way_to_who_must_be_alone_with_the_file(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.copies is not None
        begun, go_on = threading.Event(), threading.Event()

        def copy(work: LongWork) -> object:
            def tell(part: float) -> None:
                begun.set()
                assert go_on.wait(PATIENCE)
                work.tell(part)

            return copy_beside(demo_file, this_machine(), "", tell)

        copying = asyncio.create_task(app.copies.do(copy))
        assert await asyncio.to_thread(begun.wait, 10)
        asyncio.get_running_loop().call_soon(go_on.set)
        async with app.without_copies():
            await app.ask(be_alone)
        with pytest.raises(Refusal, match=r"backup\.stopped"):
            await copying
        assert list_backups(demo_file.folder) == []


def be_alone(session: Session) -> None:
    """As whoever leaves has it done."""
    with alone(session.database):
        pass


async def test_once_a_month_the_copy_made_as_one_works_is_drilled(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.look_after_copies()
    known = demo_file.call(read_copies_known, this_machine())
    assert (known.drilled, known.drill_code) == (list_backups(demo_file.folder)[0][0].name, "")
    assert not demo_file.call(copy_state, this_machine()).drill_is_due


async def test_a_copy_that_is_old_is_told_at_the_opening(demo_file: OpenFile) -> None:
    copy_beside(demo_file, this_machine())
    demo_file.call(create_contact, ContactDetails(last_name="Durand"))

    def ages(session: Session) -> None:
        row = Meta.get(Meta.key == "copies")
        row.value = json.dumps(json.loads(row.value) | {"made_at": "2026-08-01T10:00:00+00:00"})
        row.save()

    demo_file.call(ages)
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.status.content.plain.startswith("The last good safety copy is of 1 Aug 2026.")


async def test_before_what_is_never_taken_back_there_is_a_copy_of_everything(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert await app.copy_before("erasure")
        assert await app.copy_before("erasure"), "nothing was written since: the copy holds everything"
    assert [name.before for _path, name in list_backups(demo_file.folder)] == ["erasure"]


async def test_to_lock_waits_for_no_copy_and_leaves_nothing_half_made(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.copies is not None
        begun = asyncio.ensure_future(app.copies.make())
        await asyncio.sleep(0)
        await pilot.press("f12")
        with contextlib.suppress(Refusal):
            await begun
    assert list(demo_file.folder.backups.glob(".*")) == []
    assert app.return_value == "lock"


async def test_a_disk_that_takes_no_copy_is_told_once_and_not_tried_every_minute(demo_file: OpenFile) -> None:
    demo_file.folder.backups.write_text("a file stands where the folder should be")
    app = app_on_demo(demo_file, copies=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.look_after_copies()
        assert "takes no file of that name" in app.status.content.plain
        app.hush()
        demo_file.folder.backups.unlink()
        await app.look_after_copies()
        assert app.status.content.plain == ""
        assert not demo_file.folder.backups.exists(), "it is not half an hour later"
        demo_file.call(_hour_passes)
        await app.look_after_copies()
        assert len(list_backups(demo_file.folder)) == 1
