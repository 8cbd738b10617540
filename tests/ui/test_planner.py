"""The salesperson's day: what is late and for today, done with its result, the next planned, put off, taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from fichier_tui.domain.contact import ContactDetails, PhoneNumber
from fichier_tui.domain.history import Action, ActionDetails, VisitDetails
from fichier_tui.domain.recurrence import Recurrence
from fichier_tui.storage import (
    OpenFile,
    add_note,
    cancel_many,
    create_contact,
    list_staff,
    log_visit,
    open_actions,
    plan_action,
    read_action,
    record_consent,
)
from fichier_tui.ui.contactability_words import call_words
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.card.plan_form import PlanDialog
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.planner.add_dialog import AddDialog
from fichier_tui.ui.screens.planner.detail import ActionDetail
from fichier_tui.ui.screens.planner.last_said import REST
from fichier_tui.ui.screens.planner.lines import Heading, Row
from fichier_tui.ui.screens.planner.postpone_dialog import PostponeDialog
from fichier_tui.ui.screens.planner.reading import MONTH, Asked, read_planned
from fichier_tui.ui.screens.planner.screen import PlannerScreen
from fichier_tui.ui.widgets.status_line import StatusLine
from tests.hostile import CONTROL, HOSTILE
from tests.storage.test_operations import every_table
from tests.ui.app_on_demo import DAY, app_on_demo, settled

TOMORROW = DAY + dt.timedelta(days=1)
WIDE = (120, 36)
REFERENCE = (80, 24)


def planner(pilot: Pilot[str]) -> PlannerScreen:
    """The planner."""
    found = next(screen for screen in pilot.app.screen_stack if isinstance(screen, PlannerScreen))
    assert isinstance(found, PlannerScreen)
    return found


def said(pilot: Pilot[str]) -> str:
    """The status line."""
    return planner(pilot).query_one(StatusLine).render().plain


def title(pilot: Pilot[str]) -> str:
    """The period and the counts."""
    return str(planner(pilot).query_one("#agenda").border_title)


def headings(pilot: Pilot[str]) -> list[tuple[str, int | None]]:
    """The headings of the list with their counts."""
    return [(line.words, line.count) for line in planner(pilot).agenda.lines if isinstance(line, Heading)]


def rows(pilot: Pilot[str]) -> list[Row]:
    """The lines of the list."""
    return [line for line in planner(pilot).agenda.lines if isinstance(line, Row)]


async def struck(pilot: Pilot[str], *names: str) -> None:
    """Keys one after the other; "=text" is typed letter by letter."""
    for name in names:
        await pilot.press(*(name[1:] if name.startswith("=") and len(name) > 1 else [name]))
        await settled(pilot)


async def at(pilot: Pilot[str], action: Action) -> None:
    """Put the cursor on this action of the list."""
    agenda = planner(pilot).agenda
    agenda.cursor = next(
        index for index, line in enumerate(agenda.lines) if isinstance(line, Row) and line.key == ("action", action.id)
    )
    await settled(pilot)


def planned(file: OpenFile, name: str = "Péron-Œuvrard", **details: Any) -> Action:
    """Something to do today for a new contact."""
    contact = file.call(create_contact, ContactDetails(last_name=name))
    usual = ActionDetails("call", "devis", DAY)
    return file.call(plan_action, contact.id, replace(usual, **details))


async def opened(pilot: Pilot[str]) -> None:
    """F8."""
    await settled(pilot)
    await struck(pilot, "f8")


async def test_today_shows_late_today_and_soon_with_their_counts(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        found = open_actions_by_day(demo_file)
        assert headings(pilot)[0] == ("Late", sum(len(listed) for day, listed in found.items() if day < DAY))
        assert headings(pilot)[1] == ("Today, Wednesday 12 August", len(found[DAY]))
        assert ("Tomorrow, Thursday 13 August", len(found[TOMORROW])) in headings(pilot)
        assert "10 late" in title(pilot)
        assert [row.when for row in rows(pilot)][:2] == ["! 9 d", "! 5 d"]
        hours = [row.when for row in rows(pilot)[10:17]]
        assert hours == sorted(hours)


def open_actions_by_day(file: OpenFile) -> dict[dt.date, list[Action]]:
    """What is to be done, by day."""
    found: dict[dt.date, list[Action]] = {}
    for action in file.call(open_actions):
        if action.details.day is not None:
            found.setdefault(action.details.day, []).append(action)
    return found


async def test_done_with_its_result_and_the_next_planned_in_eleven_keys_then_taken_back(demo_file: OpenFile) -> None:
    action = planned(demo_file, time="09:05")
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at(pilot, action)
        before = demo_file.call(every_table)
        keys = ["c", *"ok", "enter", *"+7", "enter", *"14h", "ctrl+s"]
        assert len(keys) <= 11
        await struck(pilot, *keys)
        over = demo_file.call(read_action, action.id)
        assert (over.state, over.result) == ("done", "ok")
        following = demo_file.call(open_actions, contact=action.contact_id)
        assert [(one.details.day, one.details.time, one.details.kind) for one in following] == [
            (DAY + dt.timedelta(days=7), "14:00", "call")
        ]
        assert "Ctrl+Z" in said(pilot)
        await struck(pilot, "ctrl+z")
        without_drafts = {"draft"}
        after = demo_file.call(every_table)
        assert {k: v for k, v in after.items() if k not in without_drafts} == {
            k: v for k, v in before.items() if k not in without_drafts
        }


POSTPONED = [
    (["+", "1", "enter"], TOMORROW, "09:05"),
    (["p", "enter"], TOMORROW, "09:05"),
    (["equals_sign", "7", "enter"], DAY + dt.timedelta(days=7), "09:05"),
    (["p", *"lundi", "enter"], dt.date(2026, 8, 17), "09:05"),
    (["p", *"15/12 14h", "enter"], dt.date(2026, 12, 15), "14:00"),
]


@pytest.mark.parametrize(("keys", "day", "time"), POSTPONED)
async def test_put_off_in_three_keys_and_taken_back(
    demo_file: OpenFile, keys: list[str], day: dt.date, time: str
) -> None:
    action = planned(demo_file, time="09:05")
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at(pilot, action)
        await struck(pilot, *("plus" if key == "+" else key for key in keys))
        moved = demo_file.call(read_action, action.id).details
        assert (moved.day, moved.time) == (day, time)
        assert "Péron-Œuvrard" in said(pilot)
        await struck(pilot, "ctrl+z")
        assert demo_file.call(read_action, action.id).details == action.details
    assert len(POSTPONED[0][0]) == 3


async def test_what_cannot_be_read_puts_off_nothing(demo_file: OpenFile) -> None:
    action = planned(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at(pilot, action)
        await struck(pilot, "p", "=bleu", "enter")
        assert isinstance(app.screen, PostponeDialog)
        await struck(pilot, "escape")
        assert demo_file.call(read_action, action.id).details == action.details


async def test_the_marked_are_done_together_and_taken_back_together(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        ids = [row.id for row in rows(pilot)[:3]]
        await struck(pilot, "space", "space", "space")
        assert "3 marked" in title(pilot)
        await struck(pilot, "c", "=vus", "ctrl+s")
        assert {demo_file.call(read_action, number).state for number in ids} == {"done"}
        assert "Actions done: 3" in said(pilot)
        assert "7 late" in title(pilot)
        await struck(pilot, "ctrl+z")
        assert {demo_file.call(read_action, number).state for number in ids} == {"open"}
        await struck(pilot, "home", "space", "space", "plus", "1", "enter")
        assert [demo_file.call(read_action, number).details.day for number in ids[:2]] == [TOMORROW, TOMORROW]
        await struck(pilot, "ctrl+z", "home", "delete")
        assert demo_file.call(read_action, ids[0]).state == "cancelled"
        assert "10 late" not in title(pilot)
        await struck(pilot, "ctrl+z")
        assert "10 late" in title(pilot)


async def test_what_was_done_today_is_opened_again(demo_file: OpenFile) -> None:
    action = planned(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at(pilot, action)
        await struck(pilot, "c", "ctrl+s")
        assert demo_file.call(read_action, action.id).state == "done"
        await at(pilot, action)
        await struck(pilot, "c")
        assert "O opens it again" in said(pilot)
        await struck(pilot, "o")
        assert demo_file.call(read_action, action.id).state == "open"


async def test_another_is_put_in_charge_and_each_ones_actions_are_shown_in_one_key(demo_file: OpenFile) -> None:
    action = planned(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at(pilot, action)
        lea = next(member for member in demo_file.call(list_staff) if member.name.startswith("Léa"))
        await struck(pilot, "a")
        assert isinstance(app.screen, Question)
        await struck(pilot, "l")
        assert demo_file.call(read_action, action.id).details.assigned_to == lea.login
        await struck(pilot, "f")
        mine = planner(pilot).asked.in_charge
        assert mine == demo_file.call(me)
        assert {row.in_charge for row in rows(pilot) if row.kind == "action"} == {app.shop.staff.split()[0]}
        await struck(pilot, "escape")
        assert planner(pilot).asked.in_charge == ""


def me(session: Any) -> str:
    """Who is at the keyboard."""
    return str(session.staff.login)


async def test_the_same_list_by_contact_and_by_person_in_charge(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        before = sorted(row.id for row in rows(pilot) if row.kind == "action")
        await struck(pilot, "g")
        assert sorted(row.id for row in rows(pilot) if row.kind == "action") == before
        assert headings(pilot)[0][0] == rows(pilot)[0].name
        await struck(pilot, "g")
        assert sorted(row.id for row in rows(pilot) if row.kind == "action") == before
        assert {words for words, _count in headings(pilot)} >= {"Hélène", "Léa", "Camille"}
        await struck(pilot, "g")
        assert headings(pilot)[0][0] == "Late"


async def test_something_is_added_for_a_contact_found_by_name(demo_file: OpenFile) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zwyxel"))
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await struck(pilot, "n")
        assert isinstance(app.screen, AddDialog)
        await struck(pilot, "enter", "=zwyx", "enter", "=rappel", "enter", "=+2", "ctrl+s")
        found = demo_file.call(open_actions, contact=contact.id)
        assert [(one.details.subject, one.details.day) for one in found] == [("rappel", DAY + dt.timedelta(days=2))]


async def test_what_overlaps_is_said_and_saved_only_if_wanted(demo_file: OpenFile) -> None:
    login = demo_file.call(me)
    planned(demo_file, "Durand", kind="appointment", day=TOMORROW, time="08:00", minutes=60, assigned_to=login)
    other = planned(demo_file, "Péron", kind="appointment", day=DAY, time="08:30", minutes=30, assigned_to=login)
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at(pilot, other)
        for answer, day in (("n", DAY), ("y", TOMORROW)):
            await struck(pilot, "plus", "1", "enter")
            assert isinstance(app.screen, Question)
            asked = app.screen.body.plain
            assert "Durand" in asked
            assert "08:30" in asked
            assert "08:00" in asked
            await struck(pilot, answer)
            assert demo_file.call(read_action, other.id).details.day == day


@pytest.mark.parametrize("size", [REFERENCE, WIDE])
async def test_week_month_and_back_to_today(demo_file: OpenFile, size: tuple[int, int]) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await struck(pilot, "2")
        assert title(pilot).startswith("Week 33: 10 to 16 August 2026")
        assert planner(pilot).grid.display == (size == WIDE)
        await struck(pilot, "semicolon")
        assert title(pilot).startswith("Week 34: 17 to 23 August 2026")
        await struck(pilot, "shift+left", "shift+left")
        assert title(pilot).startswith("Week 32: 3 to 9 August 2026")
        await struck(pilot, "t")
        assert title(pilot).startswith("Week 33")
        await struck(pilot, "quotation_mark")
        assert title(pilot).startswith("August 2026")
        await struck(pilot, "down", "down", "down")
        assert title(pilot).startswith("September 2026")
        await struck(pilot, "comma", "t", "right", "right", "right")
        assert planner(pilot).grid.day == dt.date(2026, 8, 15)
        await struck(pilot, "enter")
        assert title(pilot).startswith("Saturday 15 August 2026")
        assert headings(pilot)[0][0] == "Saturday 15 August — public holiday"
        await struck(pilot, "ampersand", "t")
        assert headings(pilot)[0][0] == "Late"


async def test_the_week_is_walked_through_by_actions(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await struck(pilot, "2")
        grid = planner(pilot).grid
        assert grid.day == DAY
        first = grid.action
        await struck(pilot, "down")
        assert first is not None
        assert grid.action is not None
        assert grid.action.id != first.id
        await struck(pilot, "plus", "1", "enter")
        moved = demo_file.call(read_action, grid.calendar.on(TOMORROW)[1].id)
        assert moved.details.day == TOMORROW


LANGUAGES = ["en", "fr"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [REFERENCE, WIDE])
async def test_nothing_that_was_typed_harms_any_view(demo_file: OpenFile, size: tuple[int, int], language: str) -> None:
    for number, name in enumerate(HOSTILE[:25]):
        contact = demo_file.call(create_contact, ContactDetails(last_name=name, first_name="x", birth="1958-08-12"))
        details = ActionDetails("task", name, DAY, f"{8 + number // 4:02}:{number % 4 * 15:02}", place=name, note=name)
        demo_file.call(plan_action, contact.id, details)
    app = app_on_demo(demo_file, language)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        for view in ("1", "g", "2", "3"):
            await struck(pilot, view, "down", "down")
            for strip in app.screen._compositor.render_strips():
                assert not CONTROL.search(strip.text)


async def test_an_empty_planner_says_which_key_to_press(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        agenda = planner(pilot).agenda
        await planner(pilot).ask_view(Asked(dt.date(2031, 3, 3)))
        await settled(pilot)
        drawn = "\n".join(agenda.render_line(y).text for y in range(agenda.size.height))
        assert "N adds something." in drawn


async def test_what_another_program_writes_is_seen(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await app.look()
        action = planned(demo_file, "Venue d'ailleurs")
        await app.look()
        await settled(pilot)
        assert action.id in [row.id for row in rows(pilot) if row.kind == "action"]


async def test_under_the_list_stand_the_telephone_and_what_was_said_and_h_opens_the_card(demo_file: OpenFile) -> None:
    for action in demo_file.call(open_actions):
        demo_file.call(cancel_many, [action.id])
    one = demo_file.call(create_contact, ContactDetails(last_name="Zola", phones=(PhoneNumber("+33612345678"),))).id
    demo_file.call(log_visit, one, VisitDetails(DAY))
    demo_file.call(add_note, one, "Veut [/b] un devis")
    demo_file.call(plan_action, one, ActionDetails("call", "Rappeler pour le séminaire de printemps", DAY))
    demo_file.call(plan_action, None, ActionDetails("task", "Vitrine", DAY))
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        said = planner(pilot).last_said
        await pilot.pause(REST * 2)
        await settled(pilot)
        text = said.words.plain
        assert "06 12 34 56 78 · Zola · Rappeler pour le séminaire de printemps" in text
        assert text.splitlines()[1] == "To sell: at a visit only; not by telephone: never said yes"
        assert "Veut [/b] un devis" in text.splitlines()[2], "words before a visit of which nothing was written"
        await struck(pilot, "down")
        await settled(pilot)
        assert said.words.plain == "Vitrine"
        assert planner(pilot).disabled_reason("card") is not None
        await struck(pilot, "up", "h")
        assert isinstance(app.screen, CardScreen)


async def test_what_comes_again_is_given_up_once_or_for_good(demo_file: OpenFile) -> None:
    for action in demo_file.call(open_actions):
        demo_file.call(cancel_many, [action.id])
    weekly = Recurrence("FREQ=WEEKLY")
    demo_file.call(plan_action, None, ActionDetails("task", "Vitrine", DAY), weekly)
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await struck(pilot, "delete")
        assert isinstance(app.screen, Question)
        await struck(pilot, "escape")
        assert [one.details.day for one in demo_file.call(open_actions)] == [DAY], "Esc changes nothing"
        await struck(pilot, "delete", "i")
        assert [one.details.day for one in demo_file.call(open_actions)] == [DAY + dt.timedelta(days=7)]
        await struck(pilot, "ctrl+z", "home", "delete", "n")
        assert demo_file.call(open_actions) == ()
        await struck(pilot, "ctrl+z")
        assert [one.details.day for one in demo_file.call(open_actions)] == [DAY]


BOUNDARIES = ["2026-01-31", "2026-02-28", "2028-02-28", "2028-02-29", "2026-12-31", "2027-01-01", "2026-03-29"]
"""Ends of months and of years, a leap day, the night in which the clocks change."""


@pytest.mark.parametrize("day", BOUNDARIES)
def test_late_today_and_soon_meet_at_the_right_day_also_at_the_end_of_a_month(demo_file: OpenFile, day: str) -> None:
    today = dt.date.fromisoformat(day)
    for action in demo_file.call(open_actions):
        demo_file.call(cancel_many, [action.id])
    at_days = {
        offset: demo_file.call(plan_action, None, ActionDetails("task", str(offset), today + dt.timedelta(days=offset)))
        for offset in (-31, -1, 0, 1, 7, 8)
    }
    plan = demo_file.call(read_planned, Asked(today), today).plan
    assert [action.id for action in plan.late] == [at_days[-31].id, at_days[-1].id]
    assert [action.id for action in plan.today] == [at_days[0].id]
    assert [action.id for action in plan.soon] == [at_days[1].id, at_days[7].id]
    month = demo_file.call(read_planned, Asked(today, MONTH), today)
    first, last = month.asked.period
    assert first.weekday() == 0
    assert last.weekday() == 6
    shown = [offset for offset in at_days if first <= at_days[offset].details.day <= last]  # type: ignore[operator]
    assert [action.details.subject for action in month.actions if action.state == "open"] == [str(o) for o in shown]


async def test_the_mouse_chooses_marks_opens_and_changes_the_view(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        agenda = planner(pilot).agenda
        await pilot.click(agenda, offset=(20, 3))
        await settled(pilot)
        assert agenda.cursor == 3
        await pilot.click(agenda, offset=(1, 4))
        await settled(pilot)
        assert planner(pilot).marked == {agenda.lines[4].id}  # type: ignore[union-attr]
        await pilot.click(agenda, offset=(20, 0))
        assert agenda.cursor == 4
        await pilot.click(agenda, offset=(20, 4))
        await settled(pilot)
        assert isinstance(app.screen, PlanDialog)
        await struck(pilot, "escape")
        await pilot.click("Chips", offset=(20, 0))
        await settled(pilot)
        assert planner(pilot).asked.view == MONTH
        await pilot.click("#calendar", offset=(2, 1))
        await settled(pilot)
        assert planner(pilot).grid.day == dt.date(2026, 7, 27)


async def test_a_visit_is_noted_for_the_contact_of_the_line_and_greyed_keys_say_why(demo_file: OpenFile) -> None:
    action = planned(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at(pilot, action)
        await struck(pilot, "f5")
        assert "Péron-Œuvrard" in said(pilot)
        await struck(pilot, "o")
        assert "done or given up" in said(pilot)
        await struck(pilot, "3", "c")
        assert "Enter opens the day" in said(pilot)
        await struck(pilot, "g")
        assert "1 shows it" in said(pilot)


async def in_a_burst(pilot: Pilot[str], *names: str) -> None:
    """All keys at once, as over a slow line: none waits for what the one before does."""
    for name in names:
        pilot.app.simulate_key(name)
    await settled(pilot)


async def test_keys_struck_in_a_burst_go_to_the_dialog_that_the_first_opens(demo_file: OpenFile) -> None:
    action = planned(demo_file, time="09:05")
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at(pilot, action)
        await in_a_burst(pilot, "plus", "1", "enter")
        assert demo_file.call(read_action, action.id).details.day == TOMORROW
        ids = [row.id for row in rows(pilot)[:2]]
        await in_a_burst(pilot, "home", "space", "space", "a", "h")
        assert {demo_file.call(read_action, number).details.assigned_to for number in ids} == {demo_file.call(me)}


async def test_before_a_call_one_reads_whether_the_law_lets_one_sell(demo_file: OpenFile) -> None:
    call = planned(demo_file, kind="call", day=DAY)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await at(pilot, call)
        assert "To sell: never said yes" in str(planner(pilot).query_one(ActionDetail).render())
        assert call.contact_id is not None
        demo_file.call(record_consent, call.contact_id, "phone", "given")
        await app.changed()
        await settled(pilot)
        read = planner(pilot).planned
        assert read is not None
        words = call_words(read.calls[call.contact_id], read.today)
        assert f"To sell: {words}" in str(planner(pilot).query_one(ActionDetail).render())
        assert words != "never said yes"


@pytest.mark.parametrize("key", ["n", "N"])
async def test_what_is_typed_behind_the_key_that_adds_lands_in_the_form(demo_file: OpenFile, key: str) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await pilot.press(key, *"appointment", "enter")
        await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, AddDialog)
        assert dialog.form.answers()["kind"] == "appointment"


async def test_a_day_long_past_is_not_planned(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        before = len(demo_file.call(open_actions))
        await struck(pilot, "n", "enter", "enter", "=nonsense", "enter", "=1/1/1900", "ctrl+s")
        assert isinstance(app.screen, AddDialog)
        assert len(demo_file.call(open_actions)) == before
        assert "more than a year ago" in app.status.content.plain


async def test_what_has_been_late_for_years_is_told_whole_and_subjects_have_the_room(demo_file: OpenFile) -> None:
    for action in demo_file.call(open_actions):
        demo_file.call(cancel_many, [action.id])
    one = demo_file.call(create_contact, ContactDetails(last_name="Zola")).id
    subject = "Confirmer la salle jeudi"
    demo_file.call(plan_action, one, ActionDetails("call", subject, DAY - dt.timedelta(days=4634)))
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        assert rows(pilot)[0].when == "! 12 yrs"
        drawn = planner(pilot).agenda.render_line(1).text
        assert "! 12 yrs" in drawn
        assert subject in drawn


async def test_the_birthdays_of_a_week_are_counted_and_its_neighbours_named(demo_file: OpenFile) -> None:
    for number in range(9):
        demo_file.call(create_contact, ContactDetails(last_name=f"Né{number}", birth=f"1980-{DAY:%m-%d}"))
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await struck(pilot, "2")
        assert any("birthdays" in words for words, _count in headings(pilot))
        assert "Shift+← →: another week" in title(pilot)
