"""Requests under the RGPD on screens: noted from a card in two keys, answered in their list, told when late."""

from __future__ import annotations

import datetime as dt

import pytest
from textual.widgets import Static

from fichier_tui import i18n
from fichier_tui.domain import rights
from fichier_tui.domain.rights import DONE, REFUSED, RequestDetails, RightsRequest
from fichier_tui.storage import OpenFile
from fichier_tui.storage.ahead import Ahead
from fichier_tui.storage.rights import list_requests, note_request
from fichier_tui.ui.ahead import ahead_words
from fichier_tui.ui.rights_words import ASKED, IDENTITIES, KINDS, LETTERS, WAYS, left_words
from fichier_tui.ui.screens.card.opening import open_contact
from fichier_tui.ui.screens.rights.requests import RequestsScreen
from fichier_tui.ui.screens.rights.screen import RightsScreen, open_rights
from tests.ui.app_on_demo import app_on_demo, settled


def test_every_code_has_its_word() -> None:
    for table in (KINDS, ASKED, LETTERS):
        assert tuple(table) == rights.KINDS
    assert tuple(WAYS) == rights.WAYS
    assert tuple(IDENTITIES) == rights.IDENTITIES
    assert len(set(LETTERS.values())) == len(LETTERS), "each letter notes one kind"


@pytest.mark.parametrize(("days", "words"), [(-2, "2 days late"), (0, "today at the latest"), (1, "1 day left")])
def test_how_long_is_left_is_said_in_words(days: int, words: str) -> None:
    i18n.use_language("en")
    today = dt.date(2026, 11, 21)
    asked = RightsRequest(1, 1, "x", RequestDetails("access", today), today + dt.timedelta(days=days))
    assert left_words(asked, today) == words


def test_a_late_request_is_told_wherever_one_is() -> None:
    i18n.use_language("en")
    assert ahead_words(Ahead(2, (), 1), "10:00") == "! 1 late request on personal data · ! 2 late"


async def test_a_request_is_noted_from_the_card_in_two_keys_and_taken_back(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await open_contact(app, 1)
        await settled(pilot)
        await pilot.press("i", "e")
        await settled(pilot)
        (noted,) = await app.ask(list_requests)
        assert (noted.contact_id, noted.details.kind) == (1, "erasure")
        assert "Ctrl+Z undoes" in app.status.content.plain
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert await app.ask(list_requests) == ()


async def test_the_centre_leads_to_the_requests_which_are_answered_there(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for days in (40, 10):
            asked = RequestDetails("access", app.today() - dt.timedelta(days=days))
            await app.ask(note_request, 1, asked)
        await open_rights(app)
        await settled(pilot)
        assert isinstance(app.screen, RightsScreen)
        assert app.screen.states["requests"] == "2 to answer, 1 late"
        assert "days late" in str(app.screen.query_one("#waiting", Static).content)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, RequestsScreen)
        assert app.screen.disabled_reason("extend") == "It may be extended once, and only within the first month."
        await pilot.press("a", *"Told", "ctrl+s")
        await settled(pilot)
        await pilot.press("home", "r", *"Twice", "ctrl+s")
        await settled(pilot)
        assert {one.state for one in await app.ask(list_requests)} == {DONE, REFUSED}
        assert app.screen.disabled_reason("answer") == "This request was answered: it stays as it is."
        await pilot.press("n", *"Jean", "ctrl+s")
        await settled(pilot)
        (stranger, *_others) = await app.ask(list_requests)
        assert (stranger.name, stranger.contact_id) == ("Jean", None)
        assert app.screen.disabled_reason("card") == "Who asks is not in the file."
