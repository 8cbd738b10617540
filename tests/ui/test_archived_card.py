"""Cards that are not worked with: an archived one is read, who comes back is taken out; a restricted one stays."""

from __future__ import annotations

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import OpenFile, create_contact, find_contacts, read_card, timeline
from fichier_tui.storage.rights.archiving import archive_contacts
from fichier_tui.storage.rights.restricting import restrict_contact
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.card.screen import CardScreen
from tests.ui.card_app import drawn, opened, said, struck


def archived(file: OpenFile) -> int:
    number = file.call(create_contact, ContactDetails(last_name="Zimmermann", first_name="Ève")).id
    file.call(archive_contacts, [number])
    return number


async def test_an_archived_card_is_read_and_nothing_more(demo_file: OpenFile) -> None:
    number = archived(demo_file)
    assert demo_file.call(read_card, number).ask_next is None
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(number)
        await struck(pilot)
        card = app.screen
        assert isinstance(card, CardScreen)
        assert "E «" not in drawn(pilot)
        for key in ("f4", "e", "n", "a", "v"):
            await struck(pilot, key)
            assert app.screen is card
            assert "Cette fiche est dans l'archive" in said(pilot)


async def test_who_comes_back_is_taken_out_before_the_visit_is_noted(demo_file: OpenFile) -> None:
    number = archived(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(number)
        await struck(pilot, "f5")
        assert isinstance(app.screen, Question)
        await struck(pilot, "n")
        assert demo_file.call(timeline, number) == ()
        assert number not in demo_file.call(find_contacts, "Zimmermann").ids
        await struck(pilot, "f5", "y")
        assert [event.kind for event in demo_file.call(timeline, number)] == ["visit"]
        assert number in demo_file.call(find_contacts, "Zimmermann").ids
        assert "archived" not in drawn(pilot)
        await struck(pilot, "ctrl+z", "ctrl+z")
        assert number not in demo_file.call(find_contacts, "Zimmermann").ids, "each is taken back"


async def test_the_card_is_taken_out_by_itself_too(demo_file: OpenFile) -> None:
    number = archived(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(number)
        await struck(pilot, "i", "t")
        assert not demo_file.call(read_card, number).contact.archived
        await struck(pilot, "n")
        assert app.screen.__class__.__name__ == "NoteDialog"


async def test_nothing_is_asked_of_who_restricted_the_card(demo_file: OpenFile) -> None:
    number = demo_file.call(create_contact, ContactDetails(last_name="Zimmermann", first_name="Ève")).id
    assert demo_file.call(read_card, number).ask_next is not None
    demo_file.call(restrict_contact, number)
    assert demo_file.call(read_card, number).ask_next is None
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(number)
        await struck(pilot, "e")
        assert "asked that this card be left as it is" in said(pilot)
