"""Offers, key by key, on a real file: told at the counter, who has not heard of it, a call that tells once done."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fichier_tui.domain.awareness import BOUGHT, NEVER, TOLD
from fichier_tui.domain.offer import Offer, OfferDetails, subject_of
from fichier_tui.storage import (
    OpenFile,
    awareness_cells,
    campaign_audience,
    change_offer,
    complete_action,
    create_offer,
    list_campaigns,
    list_offers,
    offer_coverages,
    open_actions,
    read_offer,
    running_offers,
    who_heard,
)
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.offers.campaigns import CampaignsScreen
from fichier_tui.ui.screens.offers.reaction import ReactionDialog
from fichier_tui.ui.screens.offers.screen import OffersScreen
from fichier_tui.ui.screens.offers.who import WhoScreen
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.card_app import PERON, drawn, every_row, opened, said, struck


def only_offer(file: OpenFile) -> Offer:
    """One offer that runs, and no other."""
    yesterday = DAY - dt.timedelta(days=1)
    for offer in file.call(running_offers):
        file.call(change_offer, offer.id, replace(offer.details, starts_on=None, ends_on=yesterday))
    return file.call(create_offer, OfferDetails("Snow [/b]", starts_on=yesterday, ends_on=DAY + dt.timedelta(days=9)))


def state_of(file: OpenFile, contact: int, offer: Offer) -> str:
    """What a contact knows."""
    return file.call(awareness_cells, [contact], [subject_of(offer)])[contact][0].state


async def test_at_the_counter_one_key_notes_that_the_contact_was_told(demo_file: OpenFile) -> None:
    offer = only_offer(demo_file)
    before = demo_file.call(every_row)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await settled(pilot)
        assert await struck(pilot, "t") == 1
        assert state_of(demo_file, PERON, offer) == TOLD
        assert "was told of" in said(pilot)
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before


async def test_of_several_offers_the_one_told_last_comes_first(demo_file: OpenFile) -> None:
    first = only_offer(demo_file)
    second = demo_file.call(create_offer, OfferDetails("Spring", starts_on=DAY))
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await settled(pilot)
        await struck(pilot, "t")
        assert isinstance(app.screen, Question)
        names = [choice.words for choice in app.screen.choices]
        assert {"Snow [/b]", "Spring"} <= set(names)
        await struck(pilot, *["down"] * names.index("Snow [/b]"), "enter")
        assert state_of(demo_file, PERON, first) == TOLD
        assert state_of(demo_file, PERON, second) == NEVER
        await struck(pilot, "t")
        assert app.screen.choices[0].words.startswith("Snow [/b] — told")
        await struck(pilot, "escape")


async def test_an_offer_that_is_over_is_told_of_only_after_a_question(demo_file: OpenFile) -> None:
    offer = only_offer(demo_file)
    demo_file.call(change_offer, offer.id, replace(offer.details, ends_on=DAY - dt.timedelta(days=1)))
    before = demo_file.call(every_row)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e")
        assert isinstance(app.screen, OffersScreen)
        app.screen.list.go_to(offer.id)
        await struck(pilot, "enter", "space", "t")
        assert isinstance(app.screen, Question)
        assert "It ended on 11 Aug" in drawn(pilot)
        await struck(pilot, "escape")
        assert demo_file.call(every_row) == before
        await struck(pilot, "t", "y")
        assert len(demo_file.call(who_heard, subject_of(offer), TOLD)) == 1
        await struck(pilot, "escape", "w", "n", "t")
        assert isinstance(app.screen, Question)
        await struck(pilot, "y")
        assert len(demo_file.call(who_heard, subject_of(offer), TOLD)) == 2


def test_a_campaign_never_sold_more_than_its_offer(demo_file: OpenFile) -> None:
    whole = demo_file.call(offer_coverages)
    campaigns = demo_file.call(list_campaigns)
    assert campaigns
    for campaign in campaigns:
        assert campaign.details.offer is not None
        assert campaign.sent <= whole[campaign.details.offer].told
        assert campaign.used <= whole[campaign.details.offer].bought


async def test_who_has_not_heard_of_it_is_marked_told_and_called(demo_file: OpenFile) -> None:
    offer = only_offer(demo_file)
    everybody = len(demo_file.call(who_heard, subject_of(offer), NEVER))
    app = app_on_demo(demo_file)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e")
        assert isinstance(app.screen, OffersScreen)
        app.screen.list.go_to(offer.id)
        await struck(pilot, "enter")
        who = app.screen
        assert isinstance(who, WhoScreen)
        assert len(who.people.ids) == everybody
        assert "Snow [/b]" in drawn(pilot)
        await struck(pilot, "m")
        assert list(who.people.ids) == list(demo_file.call(who_heard, subject_of(offer), NEVER, best_first=True))
        await struck(pilot, "m")
        assert list(who.people.ids) == list(demo_file.call(who_heard, subject_of(offer), NEVER))
        await struck(pilot, "space", "space", "t")
        assert "2 contacts told of" in said(pilot)
        assert len(who.people.ids) == everybody - 2
        await struck(pilot, "h")
        assert len(who.people.ids) == 2
        await struck(pilot, "b")
        assert "Nobody who was told has bought yet" in drawn(pilot)
        await struck(pilot, "n", "f7", "ctrl+s")
        contact = who.contact_shown
        assert contact is not None
        action = next(a for a in demo_file.call(open_actions, contact=contact) if a.details.subject == "Snow [/b]")
        assert state_of(demo_file, contact, offer) == NEVER, "a call to make tells nobody yet"
        demo_file.call(complete_action, action.id)
        assert state_of(demo_file, contact, offer) == TOLD
        await struck(pilot, "escape", "escape")
        assert isinstance(app.screen, ContactsScreen)


async def test_an_offer_is_made_changed_and_ended_with_the_keyboard(demo_file: OpenFile) -> None:
    before = demo_file.call(every_row)
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e", "n", "=Printemps", "ctrl+s")
        assert "Offre créée" in said(pilot)
        made = next(offer for offer in demo_file.call(list_offers) if offer.details.name == "Printemps")
        assert made.details.starts_on == DAY
        screen = app.screen
        assert isinstance(screen, OffersScreen)
        assert screen.list.cursor_id == made.id, "the cursor is on what was made"
        await struck(pilot, "f4", "= 2", "ctrl+s")
        assert "Offre enregistrée" in said(pilot)
        await struck(pilot, "delete")
        assert "Offre terminée" in said(pilot)
        assert not any(offer.details.ends_on is None for offer in demo_file.call(list_offers) if offer.id == made.id)
        await struck(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert demo_file.call(every_row) == before


async def test_the_groups_turn_with_the_arrows(demo_file: OpenFile) -> None:
    only_offer(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(60, 16)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e", "enter", "right")
        who = app.screen
        assert isinstance(who, WhoScreen)
        assert who.group == TOLD
        await struck(pilot, "right")
        assert who.group == BOUGHT
        await struck(pilot, "left", "left")
        assert who.group == NEVER


async def test_what_followed_is_said_as_an_observation(demo_file: OpenFile) -> None:
    offer = max(demo_file.call(list_offers), key=lambda offer: len(demo_file.call(who_heard, subject_of(offer), TOLD)))
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e")
        screen = app.screen
        assert isinstance(screen, OffersScreen)
        screen.list.go_to(offer.id)
        await struck(pilot, "r")
        assert isinstance(app.screen, ReactionDialog)
        seen = app.screen.seen
        assert seen.told.whole > 0
        text = " ".join(drawn(pilot).replace("│", " ").split())
        assert "Ont acheté dans les 30 jours" in text
        assert "comparables non informés" in text
        assert "Ce n'est pas une preuve" in text
        await struck(pilot, "d")
        assert app.screen.seen.days == 90
        assert "90 jours" in " ".join(drawn(pilot).split())


async def test_a_campaign_is_made_and_marked_as_sent_after_a_question(demo_file: OpenFile) -> None:
    only_offer(demo_file)
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e", "c", "n", "=Neige", "ctrl+s")
        assert "Campagne créée" in said(pilot)
        before = demo_file.call(every_row)
        campaigns = app.screen
        assert isinstance(campaigns, CampaignsScreen)
        made = next(one for one in campaigns.rows.values() if one.details.name == "Neige")
        campaigns.list.go_to(made.id)
        found = demo_file.call(campaign_audience, made.id)
        assert found.contacts
        assert found.left_out
        await struck(pilot, "s")
        assert isinstance(app.screen, Question)
        assert "Écartés" in drawn(pilot)
        await struck(pilot, "enter")
        assert demo_file.call(every_row) == before, "the cursor is on no"
        await struck(pilot, "s", "o")
        assert f"envoyée à {len(found.contacts)} contacts" in said(pilot)
        subject = subject_of(demo_file.call(read_offer, made.details.offer or 0))
        assert set(found.contacts) <= set(demo_file.call(who_heard, subject, TOLD))
        await struck(pilot, "s")
        assert "Il ne reste personne" in said(pilot)
        await struck(pilot, "enter")
        assert isinstance(app.screen, WhoScreen)
        assert app.screen.group == TOLD
        await struck(pilot, "escape", "ctrl+z", "o")
        assert demo_file.call(every_row) == before
