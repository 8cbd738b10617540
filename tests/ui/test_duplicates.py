"""A duplicate is seen while a new contact is typed, and opened instead by one key; nothing typed is lost."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.storage import OpenFile, create_contact, find_contacts, read_contact
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.screen import CardScreen
from tests.hostile import HOSTILE
from tests.ui.card_app import drawn, every_row, opened, said, struck

MOBILE = "+33799887766"


def known(file: OpenFile) -> int:
    """Somebody who is in the file already."""
    details = ContactDetails(
        last_name="Zimmermann",
        first_name="Ève",
        phones=(PhoneNumber(MOBILE),),
        addresses=(PostalAddress(postcode="06000", town="Nice"),),
    )
    return file.call(create_contact, details).id


def seen(pilot: Pilot[str]) -> str:
    """What is drawn, every space a plain one."""
    return drawn(pilot).replace("\N{NO-BREAK SPACE}", " ")


def form_of(pilot: Pilot[str]) -> ContactForm:
    """The form on top."""
    screen = pilot.app.screen
    assert isinstance(screen, ContactForm)
    return screen


async def test_the_evidence_is_told_as_one_types_and_goes_with_it(demo_file: OpenFile) -> None:
    known(demo_file)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmerman", "enter", "=eve", "enter")
        assert "Même nom ou presque (F4 l'ouvre) : Zimmermann Ève, Nice" in seen(pilot)
        await struck(pilot, "=0799887766")
        assert "! Déjà dans le fichier (F4 l'ouvre) : Zimmermann Ève, Nice — même téléphone" in seen(pilot)
        assert "F4" in seen(pilot).splitlines()[-1]
        form_of(pilot).form.go_to("first_name")
        await struck(pilot, "ctrl+u", "=paul")
        assert "Même foyer ? (F4 l'ouvre) : Zimmermann Ève, Nice — même téléphone" in seen(pilot)
        form_of(pilot).form.go_to("phone_0")
        await struck(pilot, "ctrl+u")
        assert "Zimmermann Ève" not in seen(pilot)
        await struck(pilot, "f4")
        assert "Personne" in said(pilot)
        form_of(pilot)


async def test_that_one_is_opened_by_one_key_and_what_it_lacks_is_added(demo_file: OpenFile) -> None:
    contact = known(demo_file)
    before = demo_file.call(every_row)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann", "enter", "=eve", "enter", "=0799887766", "enter", "=eve@example.org")
        await struck(pilot, "f4")
        form = form_of(pilot)
        assert form.contact is not None
        assert form.contact.id == contact
        assert "Ajouté depuis votre saisie : E-mail" in seen(pilot)
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        details = demo_file.call(read_contact, contact).details
        assert details.emails == (EmailAddress("eve@example.org"),)
        assert details.first_name == "Ève"
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before
        await struck(pilot, "escape", "f2")
        assert form_of(pilot).form.answers()["last_name"] == ""


async def test_its_card_alone_where_there_is_nothing_to_add(demo_file: OpenFile) -> None:
    contact = known(demo_file)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann", "enter", "=eve", "f4")
        assert isinstance(app.screen, CardScreen)
        assert app.screen.card.contact.id == contact
        await struck(pilot, "escape", "f2")
        assert form_of(pilot).form.answers()["last_name"] == ""


async def test_what_was_typed_otherwise_is_kept_as_a_draft(demo_file: OpenFile) -> None:
    known(demo_file)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmerman", "enter", "=eve", "enter", "=0799887766", "f4")
        assert isinstance(app.screen, CardScreen)
        await struck(pilot, "escape", "f2")
        assert form_of(pilot).form.answers()["last_name"] == "zimmerman"


async def test_a_certain_duplicate_stops_saving_once_however_long_it_was_shown(demo_file: OpenFile) -> None:
    known(demo_file)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann", "enter", "=eve", "enter", "=0799887766")
        assert "! Déjà dans le fichier (F4 l'ouvre) : Zimmermann Ève" in seen(pilot)
        await struck(pilot, "ctrl+s")
        assert "F4 l'ouvre, Ctrl+S à nouveau en crée une autre" in " ".join(seen(pilot).split())
        form_of(pilot)
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        assert len(demo_file.call(find_contacts, "zimmermann eve").ids) == 2


async def test_homonyms_never_stop_it(demo_file: OpenFile) -> None:
    known(demo_file)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=zimmermann", "enter", "=eve", "enter", "=0611223344", "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        assert len(demo_file.call(find_contacts, "zimmermann eve").ids) == 2


@pytest.mark.parametrize("name", ["zimmermann eve", "eve zimmermann"])
async def test_a_whole_name_in_the_last_name_is_recognised(demo_file: OpenFile, name: str) -> None:
    known(demo_file)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", f"={name}")
        assert "Zimmermann Ève, Nice" in seen(pilot)
        form_of(pilot).form.go_to("phone_0")
        await struck(pilot, "=0799887766", "ctrl+s")
        assert "Ctrl+S à nouveau" in said(pilot)


async def test_what_was_searched_for_is_looked_up_before_a_key_is_struck(demo_file: OpenFile) -> None:
    known(demo_file)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.new_contact("07 99 88 77 66")
        await struck(pilot)
        assert "même téléphone" in seen(pilot)


async def test_hostile_names_are_only_letters(demo_file: OpenFile) -> None:
    for text in HOSTILE:
        demo_file.call(create_contact, ContactDetails(last_name=text, phones=(PhoneNumber(MOBILE),)))
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2")
        form_of(pilot).form.go_to("phone_0")
        await struck(pilot, "=0799887766")
        assert "même téléphone" in seen(pilot)
        assert "\x1b" not in seen(pilot)
