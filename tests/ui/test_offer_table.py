"""The table of who knows what, key by key: cells, groups of a column, told, products in place of offers."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.awareness import BOUGHT, NEVER, TOLD
from fichier_tui.domain.offer import OfferDetails, subject_of
from fichier_tui.storage import OpenFile, awareness_cells, create_offer, tell_offer, who_heard
from fichier_tui.storage.offers.awareness import subject_coverage
from fichier_tui.storage.offers.awareness_grid import read_grid
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.offers.grid import GridScreen, open_grid
from fichier_tui.ui.screens.offers.opening import open_offers
from fichier_tui.ui.screens.offers.screen import OffersScreen
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.card_app import drawn, every_row, said, struck


async def test_the_arrows_go_over_the_cells_and_each_says_what_is_known(demo_file: OpenFile) -> None:
    offer = demo_file.call(create_offer, OfferDetails("Snow [/b]", starts_on=DAY))
    demo_file.call(create_offer, OfferDetails("Told", starts_on=DAY - dt.timedelta(days=1)))
    first = demo_file.call(read_grid).contacts[0]
    demo_file.call(tell_offer, offer.id, [first], "call")
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e", "w")
        screen = app.screen
        assert isinstance(screen, GridScreen)
        assert screen.subject is not None
        assert screen.subject.name == "Snow [/b]"
        assert "told on 12 Aug 2026 (call) by" in drawn(pilot)
        assert "1 told (0%)" in drawn(pilot)
        await struck(pilot, "down")
        assert "never told" in drawn(pilot)
        await struck(pilot, "right")
        assert screen.subject.name == "Told", "a name is nobody's word of the program"
        assert "›Told" in drawn(pilot)
        for _each in screen.subjects:
            await struck(pilot, "right")
        assert screen.column == len(screen.subjects) - 1
        assert f"›{screen.subject.name[:6]}" in drawn(pilot), "the column of the cursor is always seen"
        await struck(pilot, "enter")
        assert isinstance(app.screen, CardScreen)


async def test_the_groups_are_those_of_the_column_and_told_moves_a_contact(demo_file: OpenFile) -> None:
    offer = demo_file.call(create_offer, OfferDetails("Snow", starts_on=DAY))
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await struck(pilot, "f10", "=qui sait", "enter")
        screen = app.screen
        assert isinstance(screen, GridScreen)
        before = demo_file.call(every_row)
        await struck(pilot, "n", "space", "space", "t")
        assert "2 contacts" in said(pilot)
        assert list(screen.people.ids) == list(demo_file.call(who_heard, subject_of(offer), NEVER))
        assert screen.coverages[0] == demo_file.call(subject_coverage, subject_of(offer))
        await struck(pilot, "h")
        assert len(screen.people.ids) == 2
        assert list(screen.people.ids) == list(demo_file.call(who_heard, subject_of(offer), TOLD))
        await struck(pilot, "b")
        assert list(screen.people.ids) == list(demo_file.call(who_heard, subject_of(offer), BOUGHT))
        await struck(pilot, "ctrl+z", "a")
        assert len(screen.people.ids) == len(demo_file.call(read_grid).contacts)
        assert demo_file.call(every_row) == before


async def test_products_stand_in_place_of_offers_and_are_told_too(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e", "w", "p")
        screen = app.screen
        assert isinstance(screen, GridScreen)
        subject, contact = screen.subject, screen.contact_shown
        assert subject is not None
        assert contact is not None
        assert not subject.is_offer
        await struck(pilot, "t")
        assert subject.name in said(pilot)
        assert demo_file.call(awareness_cells, [contact], [subject])[contact][0].state != NEVER
        await struck(pilot, "p")
        assert screen.subject is not None
        assert screen.subject.is_offer


async def test_what_is_read_for_a_screen_that_was_left_meanwhile_is_not_painted(demo_file: OpenFile) -> None:
    demo_file.call(create_offer, OfferDetails("Snow", starts_on=DAY))
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for _time in range(3):
            await open_offers(app)
            await open_grid(app)
            table, offers = app.screen, app.screen_stack[-2]
            assert isinstance(table, GridScreen)
            assert isinstance(offers, OffersScreen)
            app.pop_screen()
            app.pop_screen()
            await table._read_share()
            await table.reread()
            await offers._read_coverages()
            await settled(pilot)
        assert not isinstance(app.screen, GridScreen)
