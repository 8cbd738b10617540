"""What comes again, in the form of a plan: typed as one says it, changed for one or for all, ended."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui import i18n
from fichier_tui.domain.recurrence import Recurrence
from fichier_tui.storage import OpenFile, open_actions
from fichier_tui.storage.actions.planning import read_recurrence
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.recurrence import every_words
from fichier_tui.ui.screens.card.plan_form import PlanDialog
from tests.ui.card_app import drawn, opened, struck
from tests.ui.test_card_forms import newcomer

FRIDAY = dt.date(2026, 8, 28)


@pytest.mark.parametrize(
    ("rule", "french", "english"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "chaque semaine, lundi", "every week, Monday"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "chaque mois, le dernier vendredi", "every month, the last Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "chaque mois, le 31", "every month, on the 31"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "chaque année, le 29 février", "every year, on 29 February"),
        ("FREQ=SOMETIMES", "FREQ=SOMETIMES", "FREQ=SOMETIMES"),
    ],
)
def test_a_rule_is_said_in_both_languages(rule: str, french: str, english: str) -> None:
    i18n.use_language("fr")
    assert every_words(rule) == french
    i18n.use_language("en")
    assert every_words(rule) == english


async def test_a_series_is_planned_changed_for_one_and_for_all_and_ended(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file, "fr")

    def living() -> tuple[dt.date | None, str, Recurrence | None]:
        (action,) = demo_file.call(open_actions, contact=contact)
        return action.details.day, action.details.time, demo_file.call(read_recurrence, action.id)

    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f7", *["tab"] * 8, "=le dernier vendredi du mois", "tab", "ctrl+s")
        rule = Recurrence("FREQ=MONTHLY;BYDAY=-1FR")
        assert living() == (FRIDAY, "", rule)
        await struck(pilot, "home", "enter")
        assert isinstance(app.screen, PlanDialog)
        assert "le dernier vendredi" in drawn(pilot)
        await struck(pilot, "tab", "tab", "tab", "=15h", "ctrl+s")
        assert isinstance(app.screen, Question)
        await struck(pilot, "enter")
        assert living() == (FRIDAY, "15:00", rule)
        await struck(pilot, "c", "ctrl+s")
        assert living() == (dt.date(2026, 9, 25), "", rule)
        (action,) = demo_file.call(open_actions, contact=contact)
        await struck(pilot, "ctrl+z", "home", "enter", *["tab"] * 8, "=jamais", "ctrl+s")
        assert isinstance(app.screen, PlanDialog)
        assert "Rythme non reconnu" in drawn(pilot)
        assert action.details.time == ""
