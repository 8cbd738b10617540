"""I in the planner: to a calendar program and back, and the file that is kept up to date by itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest

from fichier_tui.domain.history import ActionDetails
from fichier_tui.storage import OpenFile, open_actions, plan_action, read_action, read_journal
from fichier_tui.storage.actions.calendar_kept import kept_calendar
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.screens.planner.calendar_files import CalendarDialog, KeptDialog
from fichier_tui.ui.screens.planner.calendar_taking import TakeDialog, TakeScreen
from fichier_tui.ui.screens.planner.screen import PlannerScreen
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.card_app import PERON, drawn, every_row, said, struck
from tests.ui.test_planner import opened

EVENT = (
    "BEGIN:VEVENT\nUID:{uid}@other\nDTSTART;TZID=Europe/Paris:202608{day}T{hour}0000\n"
    "DTEND;TZID=Europe/Paris:202608{day}T{hour}3000\nSUMMARY:{summary}\nSEQUENCE:{sequence}\n{more}END:VEVENT\n"
)


def event(uid: str, summary: str, *, day: int = 20, hour: int = 10, sequence: int = 0, more: str = "") -> str:
    """An event of another program."""
    return EVENT.format(uid=uid, day=day, hour=hour, summary=summary, sequence=sequence, more=more)


def calendar(path: Path, *events: str) -> Path:
    """A calendar of another program."""
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\n{''.join(events)}END:VCALENDAR\n", "utf-8")
    return path


def events_of(path: Path) -> list[Any]:
    """What a calendar program reads in a file."""
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


async def test_one_appointment_leaves_and_what_is_shown(demo_file: OpenFile, tmp_path: Path) -> None:
    planned = demo_file.call(
        plan_action, PERON, ActionDetails("appointment", "facial", day=DAY, time="08:00", minutes=45)
    )
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        planner = app.screen
        assert isinstance(planner, PlannerScreen)
        planner.agenda.cursor = next(
            place for place, line in enumerate(planner.agenda.lines) if getattr(line, "id", 0) == planned.id
        )
        await struck(pilot, "i")
        assert isinstance(app.screen, Question)
        await struck(pilot, "e")
        dialog = app.screen
        assert isinstance(dialog, CalendarDialog)
        one = tmp_path / "one.ics"
        dialog.form.entry("path").set_answer(str(one))
        dialog.form.entry("names").set_answer("named")
        await struck(pilot, "ctrl+s")
        await settled(pilot)
        (made,) = events_of(one)
        assert str(made["SUMMARY"]) == "Péron Hélène – facial"
        assert "1 appointment written" in said(pilot)
        assert demo_file.call(read_journal)[0].verb == "export.recorded"
        await struck(pilot, "2", "f9", "p")
        dialog = app.screen
        assert isinstance(dialog, CalendarDialog)
        week = tmp_path / "week.ics"
        dialog.form.entry("path").set_answer(str(week))
        await struck(pilot, "ctrl+s")
        await settled(pilot)
        days = [made["DTSTART"].dt for made in events_of(week)]
        assert days
        assert {dt.date(day.year, day.month, day.day).isocalendar().week for day in days} == {DAY.isocalendar().week}
        assert "Péron" not in week.read_text("utf-8")


async def test_a_file_is_kept_up_to_date_by_itself_until_it_is_not_wanted(demo_file: OpenFile, tmp_path: Path) -> None:
    kept = tmp_path / "kept.ics"
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await struck(pilot, "i", "k")
        dialog = app.screen
        assert isinstance(dialog, KeptDialog)
        dialog.form.entry("path").set_answer(str(kept))
        await struck(pilot, "ctrl+s")
        await settled(pilot)
        assert "tenu à jour" in said(pilot)
        before = len(events_of(kept))
        planned = demo_file.call(plan_action, PERON, ActionDetails("appointment", day=DAY, time="08:00"))
        await app.look()
        assert len(events_of(kept)) == before + 1
        await struck(pilot, "i", "n")
        assert demo_file.call(kept_calendar) is None
        demo_file.call(plan_action, PERON, ActionDetails("appointment", day=DAY, time="07:00"))
        await app.look()
        assert len(events_of(kept)) == before + 1
        assert planned.id


async def test_what_cannot_be_kept_is_said_once_and_stops_nothing(demo_file: OpenFile, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await struck(pilot, "i", "k")
        dialog = app.screen
        assert isinstance(dialog, KeptDialog)
        dialog.form.entry("path").set_answer(str(folder / "kept.ics"))
        await struck(pilot, "ctrl+s")
        await settled(pilot)
        (folder / "kept.ics").unlink()
        folder.rmdir()
        demo_file.call(plan_action, PERON, ActionDetails("appointment", day=DAY, time="08:00"))
        await app.look()
        assert str(folder) in app.status.content.plain
        app.hush()
        demo_file.call(plan_action, PERON, ActionDetails("appointment", day=DAY, time="08:30"))
        await app.look()
        assert app.status.content.plain == ""
        folder.mkdir()
        demo_file.call(plan_action, PERON, ActionDetails("appointment", day=DAY, time="09:30"))
        await app.look()
        assert (folder / "kept.ics").exists(), "back again, it is written"


@pytest.mark.parametrize("typed", ["~nobody-here/a.ics", "/nowhere/a.ics", "a.doc", "/"])
async def test_what_cannot_be_read_or_written_is_said_and_the_form_stays(demo_file: OpenFile, typed: str) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for key, kind in (("p", CalendarDialog), ("k", KeptDialog), ("t", TakeDialog)):
            await struck(pilot, "i", key)
            dialog = app.screen
            assert isinstance(dialog, kind)
            assert isinstance(dialog, FormDialog)
            dialog.form.entry("path").set_answer(typed)
            await struck(pilot, "ctrl+s")
            await settled(pilot)
            assert app.screen is dialog
            assert app.status.content.plain
            await struck(pilot, "escape")
        assert demo_file.call(kept_calendar) is None


async def test_a_calendar_is_seen_before_it_is_taken_in(demo_file: OpenFile, tmp_path: Path) -> None:
    app = app_on_demo(demo_file)
    path = calendar(
        tmp_path / "in.ics", event("a", "Visit [/b] of Lyon"), event("b", "Fair"), event("c", "Old", day=10)
    )
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)

        async def shown() -> TakeScreen:
            await struck(pilot, "i", "t")
            dialog = app.screen
            assert isinstance(dialog, TakeDialog)
            dialog.form.entry("path").set_answer(str(path))
            await struck(pilot, "ctrl+s")
            await settled(pilot)
            screen = app.screen
            assert isinstance(screen, TakeScreen)
            return screen

        before = demo_file.call(every_row)
        screen = await shown()
        assert "2 new, 0 changed, 0 given up, 0 unchanged, 1 past" in drawn(pilot)
        assert "Visit [/b] of Lyon" in drawn(pilot)
        await struck(pilot, "escape")
        assert demo_file.call(every_row) == before, "nothing is written before it was said"
        await shown()
        await struck(pilot, "ctrl+s")
        await settled(pilot)
        assert "taken into the planner" in said(pilot)
        taken = [
            action
            for action in demo_file.call(open_actions)
            if action.details.subject in ("Visit [/b] of Lyon", "Fair")
        ]
        assert len(taken) == 2
        unreadable = "BEGIN:VEVENT\nUID:z@other\nDTSTART:never\nSUMMARY:Odd\nEND:VEVENT\n"
        calendar(
            path,
            event("a", "Visit [/b] of Lyon", hour=15, sequence=1),
            event("b", "Fair", sequence=1, more="STATUS:CANCELLED\n"),
            unreadable,
        )
        screen = await shown()
        outcomes = [row.line.outcome for row in screen.rows.values()]
        assert sorted(outcomes) == ["cancelled", "changed", "left_out"]
        assert "20 Aug, 10:00" in drawn(pilot), "what it was"
        await struck(pilot, "ctrl+s")
        await settled(pilot)
        assert {demo_file.call(read_action, action.id).state for action in taken} == {"open", "cancelled"}
        await shown()
        assert "says the same already" in drawn(pilot) or "Odd" in drawn(pilot)
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, TakeScreen), "there is nothing to take in"
        await struck(pilot, "escape", "ctrl+z", "ctrl+z")
        assert demo_file.call(every_row) == before
