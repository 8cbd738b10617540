"""Postcode and town in the form of a contact: each proposes the other, what somebody typed is never replaced."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from fichier_tui.domain.commune import Commune
from fichier_tui.domain.contact import ContactDetails, PostalAddress
from fichier_tui.storage import OpenFile, create_contact, find_contacts, read_contact, take_communes
from fichier_tui.ui.form import Form
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.screen import CardScreen
from tests.ui.card_app import drawn, every_row, opened, said, struck

COMMUNES = (
    Commune("49007", "ANGERS", "49000"),
    Commune("49007", "ANGERS", "49100"),
    Commune("19275", "USSEL", "19200"),
    Commune("19010", "ST ANGEL", "19200"),
    Commune("19164", "MONESTIER MERLINES", "19340"),
)


@pytest.fixture
def shop(demo_file: OpenFile) -> OpenFile:
    """The demonstration with a few communes that none of its addresses is in."""
    demo_file.call(take_communes, COMMUNES, {}, name="laposte.csv")
    return demo_file


def form_of(pilot: Pilot[str]) -> Form:
    """The form on top."""
    assert isinstance(pilot.app.screen, ContactForm)
    return pilot.app.screen.form


def place_of(pilot: Pilot[str]) -> tuple[str, str]:
    """The postcode and the town that stand in the form."""
    answers = form_of(pilot).answers()
    return answers["postcode_0"], answers["town_0"]


@pytest.mark.parametrize("typed", ["19340", "&ç\"'à"])
async def test_a_postcode_of_one_town_fills_it_with_or_without_shift(shop: OpenFile, typed: str) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann")
        form_of(pilot).go_to("postcode_0")
        await struck(pilot, f"={typed}")
        assert place_of(pilot) == ("19340", "Monestier-Merlines")
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        (address,) = app.screen.card.contact.details.addresses
        assert (address.postcode, address.town) == ("19340", "Monestier-Merlines")


async def test_the_key_that_saves_may_come_before_the_town(shop: OpenFile) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann")
        form = form_of(pilot)
        form.go_to("postcode_0")
        form.entry("postcode_0").insert_text_at_cursor("19340")
        form.action_save()
        await struck(pilot)
        contact = shop.call(find_contacts, "zimmermann 19340").ids[0]
        assert shop.call(read_contact, contact).details.addresses[0].town == "Monestier-Merlines"


async def test_a_postcode_of_several_towns_lists_them_and_one_key_takes_one(shop: OpenFile) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann")
        form_of(pilot).go_to("postcode_0")
        await struck(pilot, "=19200", "enter")
        assert place_of(pilot) == ("19200", "")
        assert "Saint-Angel" in drawn(pilot)
        assert "Ussel" in drawn(pilot)
        await struck(pilot, "=us", "enter")
        assert place_of(pilot) == ("19200", "Ussel")


async def test_the_beginning_of_a_postcode_is_enough(shop: OpenFile) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann")
        form_of(pilot).go_to("postcode_0")
        await struck(pilot, "=193")
        assert "Monestier-Merlines" in drawn(pilot)
        await struck(pilot, "enter")
        assert place_of(pilot) == ("19340", "Monestier-Merlines")


async def test_a_town_proposes_its_postcodes_and_fills_the_only_one(shop: OpenFile) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann")
        form_of(pilot).go_to("town_0")
        await struck(pilot, "=ange")
        assert "49000, 49100" in drawn(pilot)
        await struck(pilot, "enter")
        assert place_of(pilot) == ("", "Angers")
        form_of(pilot).go_to("postcode_0")
        await struck(pilot, "down", "down", "down")
        assert "49100" in drawn(pilot)
        await struck(pilot, "enter")
        assert place_of(pilot) == ("49100", "Angers")
        form_of(pilot).go_to("town_0")
        await struck(pilot, "ctrl+u", "=ussel")
        assert place_of(pilot) == ("49100", "ussel")


async def test_what_was_filled_in_follows_and_what_was_typed_stays(shop: OpenFile) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann")
        form_of(pilot).go_to("postcode_0")
        await struck(pilot, "=19340", "ctrl+u", "=49100")
        assert place_of(pilot) == ("49100", "Angers")
        await struck(pilot, "enter", "=Trélazé")
        assert place_of(pilot) == ("49100", "Trélazé")
        form_of(pilot).go_to("postcode_0")
        await struck(pilot, "ctrl+u", "=19340")
        assert place_of(pilot) == ("19340", "Trélazé")


async def test_a_contact_that_is_opened_is_not_changed_by_it(shop: OpenFile) -> None:
    details = ContactDetails(last_name="Zimmermann", addresses=(PostalAddress(postcode="19340"),))
    contact = shop.call(create_contact, details).id
    before = shop.call(every_row)
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.edit_contact(contact)
        await struck(pilot)
        assert place_of(pilot) == ("19340", "")
        await struck(pilot, "ctrl+s")
        assert shop.call(every_row) == before


@pytest.mark.parametrize(("town", "told"), [("Trél", True), ("angers", False), ("ANGERS CEDEX 2", False)])
async def test_a_town_that_its_postcode_does_not_know_is_saved_and_told(shop: OpenFile, town: str, told: bool) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann")
        form_of(pilot).go_to("postcode_0")
        await struck(pilot, "=49100")
        form_of(pilot).entry("town_0").set_answer(town)
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        assert (f"? {town} n'est pas au 49100" in said(pilot)) is told


async def test_a_postcode_that_nobody_told_of_is_only_text(shop: OpenFile) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann")
        form_of(pilot).go_to("postcode_0")
        await struck(pilot, "=99999", "enter", "=Ailleurs", "enter", "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        (address,) = app.screen.card.contact.details.addresses
        assert (address.postcode, address.town) == ("99999", "Ailleurs")


async def test_neither_names_nor_towns_need_a_capital(shop: OpenFile) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=péron de la tour", "enter", "=jean-pierre")
        form_of(pilot).go_to("town_0")
        await struck(pilot, "=villeneuve-d'ascq", "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        details = app.screen.card.contact.details
        assert (details.last_name, details.first_name) == ("Péron de la Tour", "Jean-Pierre")
        assert details.addresses[0].town == "Villeneuve-d'Ascq"


async def test_a_page_down_stays_in_an_open_list(shop: OpenFile) -> None:
    app = opened(shop, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann")
        form_of(pilot).go_to("postcode_0")
        await struck(pilot, "=19200", "enter")
        entry = form_of(pilot).entry("town_0")
        assert entry.opened
        scrolled = form_of(pilot).scroll_offset
        await struck(pilot, "pagedown")
        assert form_of(pilot).scroll_offset == scrolled
        assert entry.highlighted == 1
        await struck(pilot, "pageup")
        assert entry.highlighted == 0
