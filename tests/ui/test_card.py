"""The receptionist's story on a real file: a card opened, a visit, a purchase, an edit, each taken back."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.widget import Widget

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.storage import OpenFile, create_contact, last_product, log_purchase, read_card, read_contact, timeline
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.card.blocks import Facts, Head
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.purchase_form import PurchaseDialog
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.card.visit_form import VisitDialog
from tests.ui.app_on_demo import DAY, settled
from tests.ui.card_app import PERON, drawn, every_row, opened, said, struck


def text_of(widgets: Iterable[Widget]) -> str:
    """What the blocks of the card say."""
    return "\n".join(widget.render().plain for widget in widgets if isinstance(widget, Head | Facts))


async def test_the_card_says_who_it_is_what_is_usual_and_what_is_next(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await settled(pilot)
        assert isinstance(app.screen, CardScreen)
        card = app.screen.card
        text = text_of(app.screen.query(Widget))
        assert "Péron Hélène" in text
        assert f"{card.contact.summary.visits} visits" in text
        assert "mostly Entrée spa" in text
        assert "birthday in 5 days" in text
        assert card.contact.details.emails[0].address in text
        assert len(app.screen.history.ids) == sum(card.events.values()) > 100
        assert list(app.screen.planned.ids) == [action.id for action in card.actions]
        assert app.screen.planned.ids
        lists = (app.screen.planned, app.screen.history)
        drawn_rows = [one.render_line(y).text for one in lists for y in range(1, one.size.height)]
        assert sum(row.startswith("›") for row in drawn_rows) == 1, "one cursor, where the keys are"


async def test_the_number_of_a_street_is_not_left_at_the_end_of_a_line(demo_file: OpenFile) -> None:
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await settled(pilot)
        assert "\n 12\xa0chemin des Alpages, 74400 Chamonix-Mont-Blanc" in drawn(pilot)


async def test_f5_notes_a_visit_at_once_and_f5_again_completes_it(demo_file: OpenFile) -> None:
    before = demo_file.call(every_row)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "f5")
        assert "Visite notée" in said(pilot)
        newest = demo_file.call(timeline, PERON, kinds=("visit",), limit=1)[0]
        assert newest.day == DAY
        await struck(pilot, "f5")
        assert isinstance(app.screen, VisitDialog)
        await struck(pilot, "=avec sa mère", "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        assert demo_file.call(timeline, PERON, kinds=("visit",), limit=1)[0].text == "avec sa mère"
        await struck(pilot, "ctrl+z", "ctrl+z")
        assert demo_file.call(every_row) == before
        await struck(pilot, "f5")
        assert isinstance(app.screen, CardScreen)


async def test_what_was_done_for_another_client_is_asked_about_before_it_is_taken_back_on_a_card(
    demo_file: OpenFile,
) -> None:
    other, before = PERON + 1, demo_file.call(every_row)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(other)
        await struck(pilot, "f5")
        noted = demo_file.call(every_row)
        assert noted != before
        await app.open_contact(PERON)
        await struck(pilot, "ctrl+z")
        assert isinstance(app.screen, Question)
        name = demo_file.call(read_contact, other).name
        assert f"Visit noted: {name}" in drawn(pilot).replace("\n", " ")
        await struck(pilot, "escape")
        assert demo_file.call(every_row) == noted
        # What is noted after one came to this card goes without a question, and what is older is asked about again.
        await struck(pilot, "f5", "ctrl+z")
        assert demo_file.call(every_row) == noted
        await struck(pilot, "ctrl+z", "y")
        assert demo_file.call(every_row) == before


async def test_a_purchase_takes_two_keys_when_it_is_the_usual_one(demo_file: OpenFile) -> None:
    before = demo_file.call(every_row)
    usual = demo_file.call(last_product, PERON)
    assert usual is not None
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "f6")
        assert isinstance(app.screen, PurchaseDialog)
        await struck(pilot, "ctrl+s")
        newest = demo_file.call(timeline, PERON, kinds=("purchase",), limit=1)[0]
        assert (newest.subject, newest.amount_cents, newest.day) == (usual.name, usual.price_cents, DAY)
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before


async def test_a_new_contact_needs_only_a_name(demo_file: OpenFile) -> None:
    before = demo_file.call(every_row)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2")
        assert isinstance(app.screen, ContactForm)
        await struck(pilot, "=zimmermann", "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        assert app.screen.card.contact.name == "Zimmermann"
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_an_edit_changes_what_was_typed_and_nothing_else(demo_file: OpenFile, size: tuple[int, int]) -> None:
    before, card = demo_file.call(every_row), demo_file.call(read_card, PERON)
    app = opened(demo_file)
    async with app.run_test(size=size) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "f4", "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        assert demo_file.call(every_row) == before
        await struck(pilot, "f4", "end", "=-Dubois", "ctrl+s")
        after = demo_file.call(read_contact, PERON).details
        assert after.last_name == card.contact.details.last_name + "-Dubois"
        assert after.phones == card.contact.details.phones
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before


async def test_a_draft_survives_esc_and_comes_back(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=Lacroix", "escape")
        assert "draft" in said(pilot)
        await struck(pilot, "f2")
        assert isinstance(app.screen, ContactForm)
        assert app.screen.form.answers()["last_name"] == "Lacroix"
        await struck(pilot, "ctrl+s")
        await struck(pilot, "f2")
        assert isinstance(app.screen, ContactForm)
        assert app.screen.form.answers()["last_name"] == ""


async def test_a_contact_without_anything_opens_too(demo_file: OpenFile) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Nouvelle"))
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact.id)
        await struck(pilot, "c")
        assert "Rien n'est prévu" in said(pilot)
        await struck(pilot, "f", "enter", "delete", "s", "d", "d")
        assert isinstance(app.screen, CardScreen)


async def test_a_card_made_today_is_not_unverified_nor_one_purchase_a_mean(
    demo_file: OpenFile,
) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zimmermann")).id
    demo_file.call(log_purchase, contact, PurchaseDetails(DAY, "Spa", 2800))
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await settled(pilot)
        text = text_of(app.screen.query(Facts))
        assert "jamais vérifiée" not in text
        assert text.count("fiche faite aujourd'hui") + text.count("Connu depuis") == 1, "it is said once"
        assert "panier" not in text
        assert "28,00" in text
