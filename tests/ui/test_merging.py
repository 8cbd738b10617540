"""Two cards made one, from the list and from the card."""

from __future__ import annotations

from fichier_tui.domain.contact import ContactDetails, PhoneNumber
from fichier_tui.domain.history import VisitDetails
from fichier_tui.storage import OpenFile, create_contact, log_visit, read_contact
from fichier_tui.ui.dialogs.merging import MergeDialog
from fichier_tui.ui.screens.card.screen import CardScreen
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.card_app import drawn, every_row, said, struck

PHONE = (PhoneNumber("+33699887766"),)


def twins(file: OpenFile) -> tuple[int, int]:
    """Zwingelstein twice; the second came once."""
    one = file.call(create_contact, ContactDetails(last_name="Zwingelstein", first_name="Ève", birth="1970-01-02"))
    other = file.call(
        create_contact, ContactDetails(last_name="Zwingelstein", first_name="Eve", birth="1970-02-01", phones=PHONE)
    )
    file.call(log_visit, other.id, VisitDetails(DAY))
    return one.id, other.id


async def test_where_no_card_is_alike_the_key_empties_the_search_as_in_every_field(demo_file: OpenFile) -> None:
    demo_file.call(create_contact, ContactDetails(last_name="Xylander", first_name="Quirin"))
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "=xyla", "ctrl+u")
        assert app.screen.search.value == ""  # type: ignore[attr-defined]
        assert "No other card looks like this one" in said(pilot)


async def test_two_marked_cards_become_one_and_come_apart_again(demo_file: OpenFile) -> None:
    one, other = twins(demo_file)
    before = demo_file.call(every_row)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        keys = await struck(pilot, "=zwi", "ctrl+u", "enter")
        assert isinstance(app.screen, MergeDialog)
        assert "Kept: Zwingelstein Eve — 1 visit" in drawn(pilot)
        assert "06 99 88 77 66" in drawn(pilot)
        keys += await struck(pilot, "enter")
        assert keys <= 7
        assert "Two cards made one: Zwingelstein Eve" in said(pilot)
        kept = demo_file.call(read_contact, other)
        assert (kept.details.birth, kept.summary.visits) == ("1970-02-01", 1)
        assert demo_file.call(read_contact, one).deleted_at is not None
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before


async def test_from_the_card_the_one_that_looks_like_it_is_proposed_and_the_kept_one_shown(demo_file: OpenFile) -> None:
    one, other = twins(demo_file)
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.open_contact(one)
        await struck(pilot, "u")
        assert "06 99 88 77 66" in drawn(pilot) or "+33699887766" in drawn(pilot)
        await struck(pilot, "enter", "enter")
        assert isinstance(app.screen, CardScreen)
        assert app.screen.contact == other
        assert app.screen.card.contact.details.phones == PHONE


async def test_two_marks_are_those_two_and_the_arrow_chooses_a_value(demo_file: OpenFile) -> None:
    one, other = twins(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "=zwi", "down", "space", "up", "space", "ctrl+u")
        assert isinstance(app.screen, MergeDialog)
        await struck(pilot, "right", "enter")
        kept = demo_file.call(read_contact, other)
        assert (kept.details.birth, kept.summary.visits) == ("1970-01-02", 1)
        assert demo_file.call(read_contact, one).deleted_at is not None


async def test_three_marks_are_too_many_and_nothing_alike_is_said(demo_file: OpenFile) -> None:
    alone = demo_file.call(create_contact, ContactDetails(last_name="Quetzalcoatl")).id
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "space", "ctrl+u")
        assert "Mark the two cards" in said(pilot)
        await struck(pilot, "space", "space", "ctrl+u")
        assert "Mark the two cards" in said(pilot)
        await app.open_contact(alone)
        await struck(pilot, "u")
        assert "No other card looks like this one" in said(pilot)
