"""Requests under the RGPD on screens: noted from a card in two keys, answered in their list, told when late."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from textual.widgets import Static

from fichier_tui import i18n
from fichier_tui.domain import rights
from fichier_tui.domain.contact import ContactDetails, PhoneNumber
from fichier_tui.domain.rights import DONE, REFUSED, RequestDetails, RightsRequest
from fichier_tui.storage import ListQuery, OpenFile, create_contact, list_contacts, read_contact, read_statistics
from fichier_tui.storage.actions.ahead import Ahead
from fichier_tui.storage.rights.cleaning import is_cleaning_due
from fichier_tui.storage.rights.erasing import erase_contacts
from fichier_tui.storage.rights.requests import answer_request, list_requests, note_request, open_channels, requests_of
from fichier_tui.ui import format
from fichier_tui.ui.ahead import ahead_words
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.rights_words import ASKED, IDENTITIES, KINDS, LETTERS, WAITING, WAYS, left_words
from fichier_tui.ui.screens.card.blocks import Head
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.card.opening import new_contact, open_contact
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.rights.forms import AnswerRequestDialog
from fichier_tui.ui.screens.rights.person_dialog import PersonFileDialog
from fichier_tui.ui.screens.rights.requests import RequestsScreen
from fichier_tui.ui.screens.rights.screen import RightsScreen, open_rights
from tests.ui.app_on_demo import app_on_demo, settled


def test_every_code_has_its_word() -> None:
    for table in (KINDS, ASKED, LETTERS, WAITING):
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
        (noted,) = (one for one in await app.ask(list_requests) if one.details.kind == "erasure")
        assert (noted.contact_id, noted.details.kind) == (1, "erasure")
        assert "Ctrl+Z undoes" in app.status.content.plain
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert "erasure" not in {one.details.kind for one in await app.ask(list_requests)}


@pytest.mark.parametrize(("key", "left"), [("y", 0), ("1", 3), ("n", 4)])
async def test_an_objection_asks_which_channels_it_closes(demo_file: OpenFile, key: str, left: int) -> None:
    app = app_on_demo(demo_file, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        number = await app.ask(lambda session: create_contact(session, ContactDetails(last_name="Zohra")).id)
        await open_contact(app, number)
        await settled(pilot)
        await pilot.press("i", "o")
        await settled(pilot)
        assert isinstance(app.screen, Question)
        await pilot.press(key)
        await settled(pilot)
        assert len(await app.ask(open_channels, number)) == left
        assert ("Closed: " in app.status.content.plain) is (left < 4)
        (noted,) = await app.ask(requests_of, number)
        await show_form(app, AnswerRequestDialog(noted))
        await settled(pilot)
        await pilot.press(*"Done", "ctrl+s")
        await settled(pilot)
        assert await app.ask(open_channels, number) == (), "unless one says no"


async def test_the_centre_leads_to_the_requests_which_are_answered_there(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for days in (40, 39):
            asked = RequestDetails("access", app.today() - dt.timedelta(days=days))
            await app.ask(note_request, 1, asked)
        await open_rights(app)
        await settled(pilot)
        assert isinstance(app.screen, RightsScreen)
        assert app.screen.states["requests"] == "4 to answer, 2 late"
        assert "days late" in str(app.screen.query_one("#waiting", Static).content)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, RequestsScreen)
        assert app.screen.disabled_reason("extend") == "It may be extended once, and only within the first month."
        await pilot.press("a", *"Told", "ctrl+s")
        await settled(pilot)
        await pilot.press("home", "r", *"Twice", "ctrl+s")
        await settled(pilot)
        mine = [one for one in await app.ask(list_requests) if one.contact_id == 1]
        assert [one.state for one in mine] == [REFUSED, DONE]
        assert app.screen.disabled_reason("answer") == "This request was answered: it stays as it is."
        await pilot.press("n", *"Jean", "ctrl+s")
        await settled(pilot)
        (stranger,) = (one for one in await app.ask(list_requests) if one.contact_id is None)
        assert stranger.name == "Jean"
        assert app.screen.disabled_reason("card") == "Who asks is not in the file."


async def test_the_owner_forgets_somebody_after_two_questions(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        number = (await app.ask(list_contacts, ListQuery())).ids[0]
        before = await app.ask(read_statistics, 548)
        await open_contact(app, number)
        await settled(pilot)
        await pilot.press("i", "x")
        await settled(pilot)
        assert isinstance(app.screen, Question)
        assert "Goes: name" in str(app.screen.body)
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert (await app.ask(read_contact, number)).name, "a slip of the finger forgets nobody"
        await pilot.press("i", "x", "e", "y")
        await settled(pilot)
        after = await app.ask(read_statistics, 548)
        assert (after.contacts, after.revenue_cents) == (before.contacts - 1, before.revenue_cents)
        assert not isinstance(app.screen, CardScreen), "its card is left"
        assert "Forgotten for good" in app.status.content.plain
        assert not await app.ask(is_cleaning_due)
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert "does not come back" in app.status.content.plain


async def test_a_card_is_left_as_it_is_and_used_again(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        number = (await app.ask(list_contacts, ListQuery())).ids[0]
        await open_contact(app, number)
        await settled(pilot)
        for restricted in (True, False):
            await pilot.press("i", "s")
            await settled(pilot)
            assert ((await app.ask(read_contact, number)).restricted_on is not None) is restricted
        await pilot.press("i", "m")
        await settled(pilot)
        assert (await app.ask(read_contact, number)).deceased_on == app.today()


async def test_a_person_is_given_its_whole_file(demo_file: OpenFile, tmp_path: Path) -> None:
    app = app_on_demo(demo_file, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        number = (await app.ask(list_contacts, ListQuery())).ids[0]
        await open_contact(app, number)
        await settled(pilot)
        await pilot.press("i", "f")
        await settled(pilot)
        assert isinstance(app.screen, PersonFileDialog)
        proposed = Path(str(app.screen.form.entry("path").answer)).name
        assert proposed.startswith(f"Personal data card {number} "), "the register of exports keeps that name for years"
        app.screen.form.entry("path").set_answer(str(tmp_path / "hers.json"))
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, Question), "it would not say how to reach the business"
        assert "postal address" in app.screen.body.plain
        assert not (tmp_path / "hers.json").exists()
        await pilot.press("w")
        await settled(pilot)
        assert (tmp_path / "hers.json").exists()
        assert "Written" in app.status.content.plain


async def test_who_was_forgotten_is_created_anew_only_after_it_was_told(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        who = ContactDetails(last_name="Zwolak", phones=(PhoneNumber("+33639980000"),))
        await app.ask(erase_contacts, [(await app.ask(create_contact, who)).id])
        await new_contact(app, "Zwolak")
        await settled(pilot)
        assert isinstance(app.screen, ContactForm)
        key = next(key for key in app.screen.form.fields if key.startswith("phone"))
        app.screen.form.entry(key).set_answer("+33639980000")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "asked to be forgotten" in app.status.content.plain
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, CardScreen)


async def test_what_waits_stands_on_the_card_and_noting_it_twice_is_told(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        number = await app.ask(lambda session: create_contact(session, ContactDetails(last_name="Zohra")).id)
        await open_contact(app, number)
        await settled(pilot)
        await pilot.press("i", "e")
        await settled(pilot)
        (noted,) = await app.ask(requests_of, number)
        day = format.day_short(noted.due_on, app.today())
        said = app.status.content.plain
        assert said.startswith("Demande notée")
        assert said.endswith(f": effacement · réponse avant le {day} — Ctrl+Z annule")
        left = left_words(noted, app.today())
        assert f"effacement demandé, {left}" in app.screen.query_one(Head).render().plain
        await pilot.press("i", "e")
        await settled(pilot)
        assert isinstance(app.screen, Question)
        assert left in app.screen.body.plain
        await pilot.press("n")
        await settled(pilot)
        assert len(await app.ask(requests_of, number)) == 1
        await pilot.press("i", "e", "o")
        await settled(pilot)
        assert len(await app.ask(requests_of, number)) == 2
        for one in await app.ask(requests_of, number):
            await app.ask(answer_request, one.id, "Fait")
        await app.changed()
        await settled(pilot)
        assert "effacement demandé" not in app.screen.query_one(Head).render().plain
