"""A field of the shop's own at home: in the form, on the card, in the list, by every type."""

from __future__ import annotations

from typing import Any

import pytest

from fichier_tui.domain.own_field import OwnFieldDetails
from fichier_tui.storage import OpenFile, create_own_field, read_contact, retire_own_field
from fichier_tui.ui.dialogs.help import HelpText
from fichier_tui.ui.screens.card.blocks import Facts
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.contacts.choices import ColumnsDialog, SortDialog
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from tests.ui.app_on_demo import app_on_demo, settled

FIELDS = {
    "oreiller": OwnFieldDetails("Oreiller", "text", (), "Préparer la chambre"),
    "pointure": OwnFieldDetails("Pointure", "number", (), "Préparer les chaussures"),
    "anniversaire": OwnFieldDetails("Anniversaire", "date", (), "Souhaiter la fête"),
    "glisse": OwnFieldDetails("Glisse", "choice", ("Bleu", "Rouge"), "Cours"),
    "parking": OwnFieldDetails("Parking", "yes_no", (), "Garder une place"),
}
TYPED = {"oreiller": "Plume", "pointure": "42,5", "anniversaire": "12/6/1998", "glisse": "rou", "parking": "o"}
KEPT = {"oreiller": "Plume", "pointure": "42.5", "anniversaire": "1998-06-12", "glisse": "Rouge", "parking": "1"}


async def with_fields(app: Any) -> None:
    """A field of each type."""
    for details in FIELDS.values():
        await app.ask(create_own_field, details)
    await app.changed()


async def edited(pilot: Any, contact: int, typed: dict[str, str]) -> None:
    """Type into the form of a contact, and save."""
    app = pilot.app
    await app.edit_contact(contact)
    await settled(pilot)
    assert isinstance(app.screen, ContactForm)
    for key, text in typed.items():
        app.screen.form.go_to(f"own_{key}")
        await pilot.press(*text, "tab")
    await pilot.press("ctrl+s")
    await settled(pilot)


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_form_takes_each_type_and_the_card_shows_it(demo_file: OpenFile, language: str) -> None:
    app = app_on_demo(demo_file, language)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await with_fields(app)
        contact = app.screen.contacts.cursor_id  # type: ignore[attr-defined]
        await edited(pilot, contact, TYPED | {"parking": "o" if language == "fr" else "y"})
        custom = (await app.ask(read_contact, contact)).details.custom
        assert {key: custom.get(key) for key in KEPT} == KEPT
        await app.open_contact(contact)
        await settled(pilot)
        assert isinstance(app.screen, CardScreen)
        told = app.screen.query_one(Facts).render().plain
        french = language == "fr"
        for words in ("Plume", "42,5" if french else "42.5", "Rouge", "oui" if french else "yes"):
            assert words in told
        assert "préparer les chaussures" in str(app.screen.query_one(Facts).tooltip)
        await pilot.press("f1")
        await settled(pilot)
        assert "préparer les chaussures" in app.screen.query_one(HelpText).render().plain


async def test_what_is_no_value_of_its_type_is_said_and_not_saved(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await with_fields(app)
        contact = app.screen.contacts.cursor_id  # type: ignore[attr-defined]
        await edited(pilot, contact, {"pointure": "grande"})
        form = app.screen
        assert isinstance(form, ContactForm)
        assert "number" in form.form.fields["own_pointure"]._sentence
        form.form.entry("own_pointure").set_typed("42")
        form.form.go_to("own_glisse")
        await pilot.press(*"Vert", "tab", "ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, ContactForm)
        assert form.form.fields["own_glisse"]._sentence


async def test_a_column_is_chosen_sorted_and_goes_when_its_field_retires(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await with_fields(app)
        screen = app.screen
        assert isinstance(screen, ContactsScreen)
        ids = list(screen.contacts.ids)
        for contact, size in zip(ids[:3], ("40", "9", "38.5"), strict=True):
            await edited(pilot, contact, {"pointure": size})
        await pilot.press("ctrl+l")
        await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, ColumnsDialog)
        assert list(dialog.columns.values())[-4] == "Pointure"
        await pilot.press("end", "up", "up", "up", "space", "enter")
        await settled(pilot)
        assert screen._own_shown == ("pointure",)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert isinstance(app.screen, SortDialog)
        await pilot.press("end", "up", "up", "up", "enter")
        await settled(pilot)
        assert screen.asked.sort == "own.pointure"
        assert list(screen.contacts.ids[:3]) == [ids[1], ids[2], ids[0]]
        shown = [screen.contacts.cursor_row.own for _row in (0,)] if screen.contacts.cursor_row else []
        assert shown
        await app.ask(retire_own_field, "pointure")
        await app.changed()
        await settled(pilot)
        assert not list(screen._own_shown)
        assert app.is_running


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_long_label_is_read_whole(demo_file: OpenFile, size: tuple[int, int]) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        label = "Bouquet, fleurs préférées"
        key = (await app.ask(create_own_field, OwnFieldDetails(label, "text", (), "Offrir un bouquet"))).key
        contact = app.screen.contacts.cursor_id  # type: ignore[attr-defined]
        await edited(pilot, contact, {key: "Douze ans, en juin, avec toute la famille au grand chalet"})
        await app.edit_contact(contact)
        await settled(pilot)
        assert isinstance(app.screen, ContactForm)
        assert label in app.screen.form.fields[f"own_{key}"].render_line(0).text
        await pilot.press("escape")
        await app.open_contact(contact)
        await settled(pilot)
        told = app.screen.query_one(Facts).render().plain
        assert label in told
        assert size[0] == 80 or "chalet" in told, "beside the history every fact is told whole"
