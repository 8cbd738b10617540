"""A question is answered once, however many keys a held one sends."""

from __future__ import annotations

import pytest
from textual import events

from fichier_tui.storage import OpenFile
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.screens.card.screen import CardScreen
from tests.ui.app_on_demo import settled
from tests.ui.card_app import PERON, opened


@pytest.mark.parametrize("key", ["y", "n"])
async def test_a_held_key_answers_once_and_closes_nothing_below(demo_file: OpenFile, key: str) -> None:
    app = opened(demo_file)
    answers: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await app.push_screen(confirmation("Sure?", "It stays.", "Yes"), answers.append)
        for _held in range(3):
            app.post_message(events.Key(key, key))
        await settled(pilot)
        assert len(answers) == 1
        assert isinstance(app.screen, CardScreen)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("y", None),
        ("y\r", "yes"),
        ("Yyy\r", "yes"),
        ("n\r", "no"),
        ("\r", "no"),
        ("my\r", "no"),
        ("modely.docx\r", "no"),
        ("yey\r", "no"),
    ],
)
async def test_a_word_typed_over_a_question_by_enter_never_says_yes(
    demo_file: OpenFile, typed: str, answer: str | None
) -> None:
    app = opened(demo_file)
    answers: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(confirmation("Sure?", "It goes.", "Yes", by_enter=True), answers.append)
        await settled(pilot)
        for character in typed:
            app.post_message(events.Key("enter" if character == "\r" else character, character))
        await settled(pilot)
        assert answers == ([answer] if answer else [])


async def test_after_a_word_the_arrows_still_answer(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    answers: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(confirmation("Sure?", "It goes.", "Yes", by_enter=True), answers.append)
        await pilot.press("m", "y", "down", "enter")
        assert answers == ["yes"]
