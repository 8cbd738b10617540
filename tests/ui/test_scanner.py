"""A card that is scanned opens its contact from any screen; a hand never does, and loses no key."""

from __future__ import annotations

import datetime as dt

import pytest
from textual.widgets import Input

from fichier_tui.storage import OpenFile, read_contact
from fichier_tui.storage.loyalty_card import give_card
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.scanner import REMEMBERED
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.loyalty_forms import CardNumberDialog
from fichier_tui.ui.screens.card.note_form import NoteDialog
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.planner.screen import PlannerScreen
from tests.ui.app_on_demo import app_on_demo, settled
from tests.ui.card_app import PERON, said
from tests.ui.scanned import FAST, SLOW, Keyboard

CARD = "2900000000285"
NOBODYS = "3760123456789"


@pytest.fixture
def file(demo_file: OpenFile) -> OpenFile:
    """The demonstration, Péron Hélène with a card."""
    demo_file.call(give_card, PERON, CARD)
    return demo_file


def card_of(app: object) -> int | None:
    return getattr(getattr(app, "screen", None), "contact", None)


async def test_a_scan_on_the_list_opens_the_card(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ContactsScreen)
        list_screen = app.screen
        list_screen.arrive()
        await Keyboard(pilot).scan(CARD)
        assert card_of(app) == PERON
        assert list_screen.search.value == ""


async def test_what_was_searched_before_is_there_again_after_a_scan(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ContactsScreen)
        search, keyboard = app.screen.search, Keyboard(pilot)
        app.screen.arrive()
        await keyboard.strike("dur", SLOW)
        await keyboard.scan(CARD)
        assert card_of(app) == PERON
        assert search.value == "dur"
        await pilot.press("escape")
        assert app.screen.focused is search
        search.done_with()
        await keyboard.scan(CARD)
        assert card_of(app) == PERON
        assert (search.value, tuple(search.selection)) == ("dur", (0, 3))


async def test_a_new_line_after_the_enter_is_swallowed(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await Keyboard(pilot).strike(CARD + "\r\n")
        assert card_of(app) == PERON
        assert isinstance(app.screen, CardScreen)


async def test_digits_of_a_french_keyboard_without_shift_are_digits(file: OpenFile) -> None:
    app = app_on_demo(file)
    unshifted = CARD.translate(str.maketrans("0123456789", "à&é\"'(-è_ç"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(app.screen, PlannerScreen)
        view = app.screen.asked.view
        await Keyboard(pilot).scan(unshifted)
        assert card_of(app) == PERON
        await pilot.press("escape")
        assert isinstance(app.screen, PlannerScreen)
        assert app.screen.asked.view == view, "é is the week: it was no command"


async def test_on_the_planner_digits_of_a_scan_are_no_commands_and_typed_ones_are(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        planner = app.screen
        assert isinstance(planner, PlannerScreen)
        first = planner.asked.view
        keyboard = Keyboard(pilot)
        await keyboard.scan(CARD)
        assert card_of(app) == PERON
        await pilot.press("escape")
        assert planner.asked.view == first
        await keyboard.strike("3", SLOW)
        await pilot.pause(0.1)
        assert planner.asked.view != first
        await keyboard.strike("1", SLOW)
        await pilot.pause(0.1)
        assert planner.asked.view == first


async def test_on_a_card_a_scan_opens_another_and_the_same_only_once(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.open_contact(PERON + 1)
        await settled(pilot)
        keyboard = Keyboard(pilot)
        await keyboard.scan(CARD)
        assert card_of(app) == PERON
        depth = len(app.screen_stack)
        await keyboard.scan(CARD)
        assert (card_of(app), len(app.screen_stack)) == (PERON, depth)


def on_top(app: FichierApp) -> int:
    """Which screen is shown."""
    return id(app.screen)


@pytest.mark.parametrize("text", ["bonjour ", "le 12"])
async def test_in_a_note_the_burst_is_taken_out_again(file: OpenFile, text: str) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.open_contact(PERON + 1)
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, NoteDialog)
        keyboard = Keyboard(pilot)
        await keyboard.strike(text, SLOW)
        await keyboard.scan(CARD)
        assert card_of(app) == PERON
        assert isinstance(app.screen, CardScreen)
        assert dialog.form.entry("text").text == text
        await pilot.press("escape")
        assert on_top(app) == id(dialog)


async def test_in_the_form_of_a_contact_a_scan_leaves_every_field_as_it_was(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.edit_contact(PERON + 1)
        await settled(pilot)
        form = app.screen
        before = [field.value for field in form.query(Input)]
        keyboard = Keyboard(pilot)
        for _turn in range(3):
            await keyboard.scan(CARD)
            assert card_of(app) == PERON
            await pilot.press("escape")
            await settled(pilot)
            assert on_top(app) == id(form)
            await pilot.press("tab")
        assert [field.value for field in form.query(Input)] == before


async def test_in_the_field_of_the_card_number_a_scan_is_what_is_written(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.edit_contact(PERON + 1)
        await settled(pilot)
        form = app.screen
        assert isinstance(form, ContactForm)
        form.form.go_to("card_number")
        await Keyboard(pilot).scan(NOBODYS)
        assert on_top(app) == id(form)
        assert form.form.entry("card_number").value == NOBODYS
        assert not form.form.entry("card_number").has_focus, "Enter went on"


async def test_a_hand_types_a_card_number_into_a_field_and_it_stays(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.edit_contact(PERON + 1)
        await settled(pilot)
        form = app.screen
        assert isinstance(form, ContactForm)
        form.form.go_to("profession")
        await Keyboard(pilot).strike(CARD + "\r", SLOW)
        assert on_top(app) == id(form)
        assert form.form.entry("profession").value == CARD


async def test_what_is_pasted_stays(file: OpenFile) -> None:
    from textual import events

    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ContactsScreen)
        app.screen.arrive()
        app.post_message(events.Paste(CARD + "\r"))
        await settled(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert app.screen.search.value == CARD


async def test_an_unknown_telephone_that_comes_at_once_is_typing(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ContactsScreen)
        app.screen.arrive()
        await Keyboard(pilot).scan("0699999999")
        assert isinstance(app.screen, ContactsScreen)
        assert app.screen.search.value == "0699999999"
        assert "card" not in said(pilot)


async def test_a_card_of_nobody_is_said_looked_for_and_given_by_one_key(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        keyboard = Keyboard(pilot)
        await keyboard.scan(NOBODYS)
        assert f"Nobody has the card {NOBODYS}" in said(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert app.screen.search.value == NOBODYS
        await app.open_contact(PERON + 1)
        await settled(pilot)
        await keyboard.scan(NOBODYS)
        assert f"Nobody has the card {NOBODYS}" in said(pilot)
        await pilot.press("l")
        await settled(pilot)
        assert file.call(read_contact, PERON + 1).details.card_number == NOBODYS
        assert "Loyalty card given" in said(pilot)
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert file.call(read_contact, PERON + 1).details.card_number != NOBODYS


async def test_a_card_scanned_long_ago_is_not_given_and_a_card_is_not_replaced_by_one_key(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.open_contact(PERON)
        await Keyboard(pilot).scan(NOBODYS)
        assert "in the place of the one of" in said(pilot)
        await pilot.press("l")
        await settled(pilot)
        assert isinstance(app.screen, CardNumberDialog)
        assert app.screen.form.entry("card_number").value == NOBODYS
        await pilot.press("enter")
        await settled(pilot)
        assert file.call(read_contact, PERON).details.card_number == NOBODYS
        await pilot.press("ctrl+z", "f3")
        await Keyboard(pilot).scan(NOBODYS)
        assert app.scanned == NOBODYS
        clock = app.now
        app.now = lambda: clock() + dt.timedelta(seconds=REMEMBERED)
        assert app.scanned == ""


async def test_nothing_is_lost_or_out_of_order_when_it_is_no_scan(file: OpenFile) -> None:
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ContactsScreen)
        screen, keyboard = app.screen, Keyboard(pilot)
        screen.set_focus(screen.contacts)
        await keyboard.strike("06 12 34 pe", FAST)
        assert screen.search.value == "06 12 34 pe"
        screen.search.value = ""
        screen.set_focus(screen.contacts)
        await keyboard.strike("123456789", FAST)
        await pilot.pause(0.1)
        assert screen.search.value == "123456789"


async def test_two_with_the_same_card_are_asked_about(file: OpenFile) -> None:
    from fichier_tui.storage import models

    def same_card(session: object) -> None:
        models.Contact.update(card_number=CARD).where(models.Contact.id == PERON + 1).execute()

    file.call(same_card)
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await Keyboard(pilot).scan(CARD)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert card_of(app) in (PERON, PERON + 1)


async def test_a_locked_program_listens_to_nobody(file: OpenFile) -> None:
    from dataclasses import replace

    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.shop = replace(app.shop, locked=True)
        await Keyboard(pilot).strike(CARD)
        assert not app._burst.characters
