"""Points, opinions, complaints and sponsors from the card, key by key, on a real file; each taken back."""

from __future__ import annotations

import pytest

from fichier_tui.domain.loyalty import LoyaltyRules, Reward
from fichier_tui.storage import (
    OpenFile,
    correct_points,
    give_card,
    loyalty_rules,
    open_actions,
    open_complaints,
    read_card,
    read_loyalty,
    set_loyalty_rules,
    set_sponsor,
    timeline,
)
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.screens.card.blocks import Head
from fichier_tui.ui.screens.card.loyalty_forms import CardNumberDialog, LoyaltyDialog
from fichier_tui.ui.screens.card.satisfaction_forms import AnswerDialog, ComplaintDialog
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.card.sponsor_form import SponsorDialog
from fichier_tui.ui.screens.settings.loyalty_form import LoyaltyRulesDialog
from fichier_tui.ui.screens.settings.sections import SECTIONS
from tests.ui.app_on_demo import settled
from tests.ui.card_app import PERON, drawn, every_row, opened, struck
from tests.ui.scanned import Keyboard

OTHER = PERON + 1


def said(app: FichierApp) -> str:
    """The status line, which stands under a dialog too."""
    return app.status.content.plain


def top(app: FichierApp) -> str:
    """Which screen is shown."""
    return type(app.screen).__name__


async def test_a_score_takes_three_keys_and_a_review_its_words(demo_file: OpenFile) -> None:
    before = demo_file.call(every_row)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await settled(pilot)
        assert await struck(pilot, "o", "=9", "ctrl+s") == 3
        assert "Avis noté" in said(app)
        event = demo_file.call(timeline, PERON, kinds=("satisfaction",), limit=1)[0]
        assert (event.subject, event.quantity) == ("score", 9)
        await struck(pilot, "o", "enter", "=accueil parfait", "enter")
        event = demo_file.call(timeline, PERON, kinds=("satisfaction",), limit=1)[0]
        assert (event.subject, event.text) == ("review", "accueil parfait")
        await struck(pilot, "o", "ctrl+s")
        assert "rien à noter" in said(app)
        await struck(pilot, "escape", "ctrl+z", "ctrl+z")
        assert demo_file.call(every_row) == before


async def test_a_complaint_stands_on_the_card_until_it_is_answered(demo_file: OpenFile) -> None:
    before = demo_file.call(every_row)
    planned = len(demo_file.call(open_actions, contact=PERON))
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await settled(pilot)
        await struck(pilot, "r")
        assert isinstance(app.screen, ComplaintDialog)
        await struck(pilot, "=cold [/b] room", "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        assert "a call-back is planned" in said(app)
        head = app.screen.query_one(Head)
        assert "! Complaint of" in head.render().plain
        assert "cold [/b] room" in drawn(pilot)
        assert len(demo_file.call(open_actions, contact=PERON)) == planned + 1
        await struck(pilot, "r")
        assert isinstance(app.screen, AnswerDialog)
        assert "cold [/b] room" in drawn(pilot)
        await struck(pilot, "=a free night", "enter")
        assert "Complaint answered" in said(app)
        assert "Complaint of" not in head.render().plain
        assert demo_file.call(open_complaints, PERON) == ()
        assert len(demo_file.call(open_actions, contact=PERON)) == planned
        assert (
            demo_file.call(timeline, PERON, kinds=("satisfaction",), limit=1)[0].text == "cold [/b] room\na free night"
        )
        await struck(pilot, "ctrl+z", "ctrl+z")
        assert demo_file.call(every_row) == before


async def test_enter_on_the_line_of_a_complaint_answers_it_and_it_is_not_deleted(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "r", "=cold room", "ctrl+s")
        screen = app.screen
        assert isinstance(screen, CardScreen)
        while screen.kind != "satisfaction":
            await struck(pilot, "f")
        screen.set_focus(screen.history)
        await struck(pilot, "delete")
        assert "stays in the history" in said(app)
        await struck(pilot, "enter")
        assert top(app) == "AnswerDialog"


async def test_a_complaint_half_typed_is_a_draft(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "r", "=cold", "escape")
        assert "kept as a draft" in said(app)
        await struck(pilot, "r")
        assert isinstance(app.screen, ComplaintDialog)
        assert app.screen.form.entry("said").value == "cold"


@pytest.fixture
def rich(demo_file: OpenFile) -> OpenFile:
    """The demonstration, Péron Hélène with 100 points."""
    demo_file.call(set_loyalty_rules, LoyaltyRules(1, 10, (Reward("Tea", 30), Reward("Spa", 80), Reward("Night", 300))))
    demo_file.call(give_card, PERON, "2900000000285")
    demo_file.call(correct_points, PERON, 100, "start")
    return demo_file


@pytest.mark.parametrize("key", ["2", "é"])
async def test_a_reward_is_used_by_its_number_shift_or_not(rich: OpenFile, key: str) -> None:
    before = rich.call(every_row)
    app = opened(rich)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await settled(pilot)
        assert "Points 100 → Spa" in drawn(pilot).replace("\n", " ").replace("  ", " ")
        await struck(pilot, "l")
        assert isinstance(app.screen, LoyaltyDialog)
        assert "200 points more" in drawn(pilot)
        await struck(pilot, key)
        await pilot.pause(0.1)
        await settled(pilot)
        assert top(app) == "CardScreen"
        assert "Points used (80)" in said(app)
        assert rich.call(read_loyalty, PERON).balance == 20
        assert rich.call(timeline, PERON, kinds=("loyalty",), limit=1)[0].text == "Spa"
        await struck(pilot, "ctrl+z")
        assert rich.call(every_row) == before


async def test_a_reward_that_is_too_dear_is_not_given(rich: OpenFile) -> None:
    app = opened(rich)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "l", "3")
        await pilot.pause(0.1)
        assert top(app) == "LoyaltyDialog"
        assert rich.call(read_loyalty, PERON).balance == 100


async def test_other_points_are_used_and_the_balance_corrected_with_a_reason(rich: OpenFile) -> None:
    app = opened(rich)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "l", "u", "=101", "enter")
        assert "A whole number from 1 to 100" in drawn(pilot)
        await struck(pilot, "shift+tab", "=10", "enter", "=a mug", "enter")
        assert rich.call(read_loyalty, PERON).balance == 90
        await struck(pilot, "l", "c", "=95", "ctrl+s")
        assert "This one is needed" in drawn(pilot)
        await struck(pilot, "=counted again", "ctrl+s")
        assert rich.call(read_loyalty, PERON).balance == 95
        assert rich.call(timeline, PERON, kinds=("loyalty",), limit=1)[0].text == "counted again"


async def test_who_has_no_card_is_given_one_by_a_scan(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(OTHER)
        await settled(pilot)
        assert demo_file.call(read_loyalty, OTHER).card_number == ""
        await struck(pilot, "l")
        assert isinstance(app.screen, CardNumberDialog)
        await Keyboard(pilot).scan("3760123456789")
        assert top(app) == "CardScreen"
        assert demo_file.call(read_loyalty, OTHER).card_number == "3760123456789"
        await app.open_contact(PERON)
        await struck(pilot, "l", "n")
        await Keyboard(pilot).scan("3760123456789")
        assert "is that of" in said(app)
        assert top(app) == "CardNumberDialog"


async def test_a_purchase_at_the_counter_shows_its_points_and_takes_them_back(rich: OpenFile) -> None:
    before = rich.call(every_row)
    app = opened(rich)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "f6", "ctrl+s")
        gained = rich.call(read_loyalty, PERON).balance - 100
        cents = rich.call(timeline, PERON, kinds=("purchase",), limit=1)[0].amount_cents
        assert cents is not None
        assert gained == cents // 1_000 > 0
        assert f", +{gained} points — Ctrl+Z" in said(app)
        await struck(pilot, "ctrl+z")
        assert f", -{gained} points" in said(app)
        assert rich.call(every_row) == before


async def test_the_sponsor_is_found_by_a_part_of_the_name_and_never_in_a_circle(demo_file: OpenFile) -> None:
    demo_file.call(set_sponsor, OTHER, None)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(OTHER)
        await struck(pilot, "b")
        assert isinstance(app.screen, SponsorDialog)
        await struck(pilot, "=pero h", "enter")
        while top(app) == "SponsorDialog":
            await struck(pilot, "enter")
        assert "Sponsor noted" in said(app)
        assert demo_file.call(read_card, OTHER).sponsor == "Péron Hélène"
        name = demo_file.call(read_card, OTHER).contact.name
        assert name in demo_file.call(read_card, PERON).sponsored
        await app.open_contact(PERON)
        await struck(pilot, "b", f"={name.lower()}", "enter", "ctrl+s")
        assert "the other way round" in said(app)
        assert top(app) == "SponsorDialog"


async def test_the_rules_are_set_in_the_settings(demo_file: OpenFile) -> None:
    section = next(section for section in SECTIONS if section.code == "loyalty")
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await section.opener(app)
        await settled(pilot)
        assert isinstance(app.screen, LoyaltyRulesDialog)
        await struck(pilot, "=2", "enter", "=5", "enter")
        app.screen.form.entry("rewards").load_text("30 Tea\n\n80 points : Spa for two")
        await struck(pilot, "ctrl+s")
        assert demo_file.call(loyalty_rules) == LoyaltyRules(2, 5, (Reward("Tea", 30), Reward("Spa for two", 80)))
        assert section.state is not None
        assert await section.state(app) == "2 points for 5 euros · 2 rewards"
        await section.opener(app)
        await settled(pilot)
        app.screen.form.entry("rewards").load_text("Tea")
        await struck(pilot, "ctrl+s")
        assert "A reward needs a name and its points" in said(app)
