"""Who may be somebody erased under another name: shown before an import, asked about, never brought in unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber
from fichier_tui.storage import ListQuery, OpenFile, create_contact, export_batch, list_contacts
from fichier_tui.storage.rights.erasing import erase_contacts
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.importing.preview_step import PreviewStep
from tests.ui.card_app import drawn
from tests.ui.import_app import empty_file, furnish_home, import_app, said, screen_of, struck

TABLE = """Nom;Prénom;Mobile;E-mail
Adam;Maëlle;0639981742;
Adam-Petit;Maël;;mael.adam@example.org
Roux;Léa;0639980002;
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFile]:
    """Maël Adam was erased, and a list with two who may be him lies in the downloads."""
    (furnish_home(tmp_path / "home", monkeypatch) / "salon.csv").write_text(TABLE, encoding="utf-8")
    file = empty_file(tmp_path)
    who = ContactDetails(
        last_name="Adam",
        first_name="Maël",
        phones=(PhoneNumber("+33639981742"),),
        emails=(EmailAddress("mael.adam@example.org"),),
    )
    file.call(erase_contacts, [file.call(create_contact, who).id])
    yield file
    file.close()


def names(file: OpenFile) -> set[str]:
    ids = file.call(list_contacts, ListQuery()).ids
    return {contact.details.display_name for contact in file.call(export_batch, list(ids))}


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        (("enter", "i"), {"Roux Léa"}),
        (("enter", "c"), {"Roux Léa", "Adam Maëlle", "Adam-Petit Maël"}),
        (("o", "enter", "i"), {"Roux Léa", "Adam Maëlle"}),
        (("o", "o", "down", "o", "enter", "i"), {"Roux Léa", "Adam-Petit Maël"}),
    ],
)
async def test_it_is_asked_what_becomes_of_them(file: OpenFile, keys: tuple[str, ...], there: set[str]) -> None:
    app = import_app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "ctrl+n", "=salon", "enter", "ctrl+s")
        assert "1 to create" in drawn(pilot)
        assert "? 2 to look at" in drawn(pilot)
        await struck(pilot, *keys)
        assert names(file) == there
        left = 3 - len(there)
        assert (f"{left} left out, perhaps erased" in said(pilot)) is (left > 0)
        await struck(pilot, "ctrl+z")
        assert names(file) == set()


async def test_they_are_looked_at_first(file: OpenFile) -> None:
    app = import_app(file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "ctrl+n", "=salon", "enter", "ctrl+s", "enter")
        assert isinstance(app.screen, Question)
        assert "2 contacts ont le téléphone ou l'e-mail" in drawn(pilot)
        await struck(pilot, "enter")
        step = screen_of(pilot).query_one(PreviewStep)
        assert (step.view, len(step.contacts.ids)) == ("held", 2)
        assert "2 contacts au téléphone ou à l'e-mail d'une personne effacée" in drawn(pilot).replace("\u00a0", " ")
        assert "Adam Maëlle                             même téléphone" in drawn(pilot)
        assert names(file) == set()
        await struck(pilot, "o")
        assert (step.view, len(step.contacts.ids)) == ("held", 1)
        await struck(pilot, "enter", "i")
        assert isinstance(app.screen, ContactsScreen)
        assert names(file) == {"Roux Léa", "Adam Maëlle"}
