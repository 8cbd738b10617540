"""Free slots in the forms: by a key, and beside what an overlap warns of."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.history import ActionDetails
from fichier_tui.storage import OpenFile, open_actions, plan_action
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.card.plan_form import PlanDialog
from tests.ui.card_app import drawn, opened, struck
from tests.ui.test_card_forms import newcomer

MONDAY = dt.date(2026, 8, 17)


def taken(file: OpenFile, time: str, minutes: int) -> None:
    login = file.call(lambda session: session.staff.login)
    details = ActionDetails("appointment", day=MONDAY, time=time, minutes=minutes, assigned_to=login)
    file.call(plan_action, None, details)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_free_slot_is_taken_in_two_keys(demo_file: OpenFile, language: str) -> None:
    contact = newcomer(demo_file)
    taken(demo_file, "09:00", 75)
    app = opened(demo_file, language)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f7", "tab", "tab", "=17/8", "ctrl+t")
        assert isinstance(app.screen, Question)
        first = "Lundi 17 août, 10 h 15" if language == "fr" else "Monday 17 August, 10:15"
        assert first in drawn(pilot).replace("\u00a0", " ").replace("\u202f", " ")
        await struck(pilot, "enter")
        assert isinstance(app.screen, PlanDialog)
        await struck(pilot, "ctrl+s")
        (action,) = demo_file.call(open_actions, contact=contact)
        assert (action.details.day, action.details.time) == (MONDAY, "10:15")


async def test_later_slots_are_one_key_away(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f7", "tab", "tab", "=17/8", "ctrl+t")
        assert "Lundi 17 août" in drawn(pilot).replace("\u00a0", " ")
        await struck(pilot, "p")
        shown = drawn(pilot).replace("\u00a0", " ").replace("\u202f", " ")
        assert "Lundi 17 août" not in shown
        assert "Mercredi 19 août, 13 h" in shown
        await struck(pilot, "enter", "ctrl+s")
        (action,) = demo_file.call(open_actions, contact=contact)
        assert (action.details.day, action.details.time) == (dt.date(2026, 8, 19), "13:00")


async def test_an_overlap_offers_the_next_free_slots(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    taken(demo_file, "14:00", 60)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f7", "tab", "tab", "=17/8", "tab", "=14h30", "ctrl+s")
        assert isinstance(app.screen, Question)
        await struck(pilot, "down", "enter")
        (action,) = demo_file.call(open_actions, contact=contact)
        assert (action.details.day, action.details.time) == (MONDAY, "15:00")


async def test_a_shop_that_never_opens_has_no_free_slot(demo_file: OpenFile) -> None:
    from fichier_tui.storage import change_setting

    contact = newcomer(demo_file)
    demo_file.call(change_setting, "opening_days", "")
    app = opened(demo_file, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f7", "ctrl+t")
        assert isinstance(app.screen, PlanDialog)
        assert "No free slot within 60 days" in app.status.content.plain
