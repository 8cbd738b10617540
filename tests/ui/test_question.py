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
