"""What is most worth asking for, filled in one key and a value from the card."""

from __future__ import annotations

import pytest

from fichier_tui.domain.contact import ContactDetails, PhoneNumber, PostalAddress
from fichier_tui.storage import OpenFile, create_contact, read_card, read_contact
from fichier_tui.ui.screens.card.ask_line import AskLine
from fichier_tui.ui.screens.card.consent_dialog import ConsentDialog
from fichier_tui.ui.screens.card.screen import CardScreen
from tests.ui.app_on_demo import DAY
from tests.ui.card_app import drawn, every_row, opened, said, struck


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_one_key_a_value_and_enter_and_the_next_is_proposed(demo_file: OpenFile, size: tuple[int, int]) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zimmermann")).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=size) as pilot:
        await app.open_contact(contact)
        before = demo_file.call(every_row)
        await struck(pilot, "down")
        assert "À quel numéro vous joindre" in drawn(pilot)
        assert "fiche à 20" in drawn(pilot)
        assert await struck(pilot, "e", "=0612345678", "enter") == 12
        assert demo_file.call(read_contact, contact).details.phones == (PhoneNumber("+33612345678"),)
        assert "Ctrl+Z" in said(pilot)
        assert "Pouvons-nous vous envoyer nos offres" in drawn(pilot)
        assert "fiche à 40" in drawn(pilot)
        # The keys of the card work again.
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before
        assert "À quel numéro vous joindre" in drawn(pilot)


async def test_esc_is_not_today_and_the_next_thing_is_proposed(demo_file: OpenFile) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zimmermann")).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        for field in ("phone", "email", "place", "first_name", "source", "birth"):
            assert demo_file.call(read_card, contact).ask_next == field
            await struck(pilot, "e", "escape")
            assert isinstance(app.screen, CardScreen)
        assert not app.screen.query_one(AskLine).display
        await struck(pilot, "e")
        assert "passé aujourd'hui" in said(pilot)


async def test_what_cannot_be_read_is_said_under_the_field_and_nothing_is_saved(demo_file: OpenFile) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zimmermann")).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "e", "=12", "enter")
        assert demo_file.call(read_contact, contact).details.phones == ()
        await struck(pilot, "backspace", "backspace", "=0612345678", "enter")
        assert demo_file.call(read_contact, contact).details.phones == (PhoneNumber("+33612345678"),)


async def test_a_consent_is_asked_by_its_sentence(demo_file: OpenFile) -> None:
    details = ContactDetails(last_name="Zimmermann", phones=(PhoneNumber("+33612345678"),))
    contact = demo_file.call(create_contact, details).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "e")
        assert isinstance(app.screen, ConsentDialog)
        assert app.screen.channel == "sms"  # the first by which the contact can be reached
        await struck(pilot, "escape")
        assert demo_file.call(read_card, contact).ask_next == "email"


async def test_a_town_is_proposed_by_its_postcode(demo_file: OpenFile) -> None:
    known = ContactDetails(last_name="X", addresses=(PostalAddress(postcode="98999", town="Zermattville"),))
    demo_file.call(create_contact, known)
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zimmermann", phones=(), birth="")).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "e", "escape", "e", "escape")
        await struck(pilot, "e", "=9899", "enter")
        assert demo_file.call(read_contact, contact).details.addresses == (
            PostalAddress(postcode="98999", town="Zermattville"),
        )


async def test_v_stamps_the_card_with_the_day_and_the_name(demo_file: OpenFile) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zimmermann", civility="mrs", birth="1958-07-14"))
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact.id)
        await struck(pilot, "v")
        assert f"vérifiée le {DAY:%d/%m/%Y} par Hélène" in " ".join(drawn(pilot).split())
        assert "Née le 14/07/1958" in drawn(pilot)
