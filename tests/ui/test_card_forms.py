"""The forms of the card: plans and their overlaps, what is done and put off, notes, consents, lines taken away."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.consent import consent_states
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.storage import (
    OpenFile,
    add_note,
    consent_history,
    create_contact,
    log_purchase,
    log_visit,
    open_actions,
    plan_action,
    read_contact,
    record_consent,
    timeline,
)
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.form import Form
from fichier_tui.ui.palette import commands_of, ranked
from fichier_tui.ui.screens.card.consent_dialog import ConsentDialog
from fichier_tui.ui.screens.card.plan_form import PlanDialog
from fichier_tui.ui.screens.card.purchase_form import PurchaseDialog
from fichier_tui.ui.screens.card.screen import CardScreen
from tests.hostile import CONTROL, HOSTILE
from tests.ui.app_on_demo import DAY, settled
from tests.ui.card_app import PERON, drawn, every_row, opened, said, struck

IN_THREE_DAYS = DAY + dt.timedelta(days=3)


def newcomer(file: OpenFile) -> int:
    """A contact without any history."""
    return file.call(create_contact, ContactDetails(last_name="Zimmermann", first_name="Ève")).id


async def test_a_plan_is_saved_taken_back_and_warns_of_what_it_overlaps(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    before = demo_file.call(every_row)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        keys = await struck(pilot, "f7", "tab", "tab", "=+3d", "ctrl+s")
        assert keys <= 12
        (action,) = demo_file.call(open_actions, contact=contact)
        assert (action.details.kind, action.details.day) == ("call", IN_THREE_DAYS)
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before

        await struck(pilot, "f7", "=app", "tab", "tab", "=+3d", "tab", "=23h10", "ctrl+s")
        await struck(pilot, "f7", "tab", "tab", "=+3d", "tab", "=23h30", "ctrl+s")
        assert isinstance(app.screen, Question)
        assert "23:10 – 23:40" in drawn(pilot)
        assert "Zimmermann" in drawn(pilot)
        await struck(pilot, "n")
        assert isinstance(app.screen, PlanDialog)
        await struck(pilot, "ctrl+s", "y")
        assert isinstance(app.screen, CardScreen)
        assert len(demo_file.call(open_actions, contact=contact)) == 2


async def test_an_action_is_done_and_the_next_planned_in_one_gesture(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    demo_file.call(plan_action, contact, ActionDetails("call", "devis", DAY))
    before = demo_file.call(every_row)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        assert await struck(pilot, "c", "=ok", "tab", "=+3j", "ctrl+s") <= 11
        (following,) = demo_file.call(open_actions, contact=contact)
        assert (following.details.subject, following.details.day) == ("devis", IN_THREE_DAYS)
        done = [event for event in demo_file.call(timeline, contact) if event.state == "done"]
        assert [event.text for event in done] == ["devis\nok"]
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before
        assert await struck(pilot, "p", "enter", "enter") <= 3
        (moved,) = demo_file.call(open_actions, contact=contact)
        assert moved.details.day == DAY + dt.timedelta(days=1)
        await struck(pilot, "tab", "p", "=lundi", "ctrl+s")
        (moved,) = demo_file.call(open_actions, contact=contact)
        assert moved.details.day == dt.date(2026, 8, 17)


async def test_lines_are_corrected_and_taken_away_and_come_back(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    demo_file.call(log_visit, contact, VisitDetails(DAY, "09:00"))
    demo_file.call(log_purchase, contact, PurchaseDetails(DAY - dt.timedelta(days=1), "Entrée spa 2 h", 2800))
    demo_file.call(add_note, contact, "aime le calme")
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        before = demo_file.call(every_row)
        for _line in range(3):
            await struck(pilot, "home", "delete")
        assert demo_file.call(timeline, contact) == ()
        await struck(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert demo_file.call(every_row) == before
        await struck(pilot, "end", "enter")
        assert isinstance(app.screen, PurchaseDialog)
        await struck(pilot, "tab", "=12,50", "ctrl+s")
        assert demo_file.call(timeline, contact, kinds=("purchase",))[0].amount_cents == 1250
        await struck(pilot, "n", "=préfère le matin", "ctrl+s")
        assert {event.text for event in demo_file.call(timeline, contact, kinds=("note",))} == {
            "aime le calme",
            "préfère le matin",
        }


async def test_what_is_given_up_is_named_since_what_is_planned_stands_in_two_lists(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        planned = demo_file.call(open_actions, contact=PERON)[0].details
        await struck(pilot, "tab", "home", "delete")
        assert "Action given up: Péron Hélène, " in said(pilot)
        assert planned.subject.split()[0] in said(pilot)


async def test_the_amount_follows_the_product_until_somebody_types_one(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "f6", "=massage 50", "ctrl+s")
        newest = demo_file.call(timeline, PERON, kinds=("purchase",), limit=1)[0]
        assert (newest.subject, newest.amount_cents) == ("Massage 50 min", 7900)
        await struck(pilot, "f6", "=massage 50", "enter", "tab", "=2", "ctrl+s")
        newest = demo_file.call(timeline, PERON, kinds=("purchase",), limit=1)[0]
        assert (newest.quantity, newest.amount_cents) == (2, 15800)
        await struck(pilot, "f6", "tab", "=70", "tab", "=2", "ctrl+s")
        newest = demo_file.call(timeline, PERON, kinds=("purchase",), limit=1)[0]
        assert (newest.quantity, newest.amount_cents) == (2, 7000)


async def test_consents_are_added_to_their_history_and_shown(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "a", "o", "n")
        assert isinstance(app.screen, ConsentDialog)
        history = demo_file.call(consent_history, contact)
        assert [(line.channel, line.state, line.medium) for line in history] == [
            ("email", "given", "counter"),
            ("sms", "refused", "counter"),
        ]
        await struck(pilot, "escape")
        assert "e-mail · accepté" in drawn(pilot)
        assert "○ e-mail ! sans adresse e-mail" in drawn(pilot), "who accepts and has no address cannot be written to"
        assert "✕ SMS refusé" in drawn(pilot)
        await struck(pilot, "a", "x", "escape")
        assert set(consent_states(demo_file.call(consent_history, contact)).values()) == {"opposed"}
        await struck(pilot, "ctrl+z")
        assert consent_states(demo_file.call(consent_history, contact))["email"] == "given"
        await struck(pilot, "v")
        assert demo_file.call(read_contact, contact).verified_on == DAY


@pytest.mark.usefixtures("in_paris")
async def test_a_draft_of_a_purchase_comes_back_says_when_and_can_be_dropped(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "f6", "tab", "=99", "escape")
        assert "kept as a draft" in said(pilot)
        await struck(pilot, "f6")
        assert isinstance(app.screen, PurchaseDialog)
        assert "Draft kept at 1" in drawn(pilot)
        assert app.screen.form.answers()["amount"] == 9900
        await struck(pilot, "ctrl+r")
        assert app.screen.form.answers()["amount"] != 9900
        await struck(pilot, "escape", "f6")
        assert "Draft" not in drawn(pilot)


async def test_a_new_client_a_visit_and_a_purchase_take_fewer_than_fifty_keys(demo_file: OpenFile) -> None:
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await struck(pilot, "f2", "=zimmermann", "tab", "=ève", "tab", "=0612345678", "ctrl+s")
        keys += await struck(pilot, "f5")
        keys += await struck(pilot, "f6", "=massage 5", "ctrl+s")
        assert keys <= 50
        assert isinstance(app.screen, CardScreen)
        summary = app.screen.card.contact.summary
        assert (summary.visits, summary.purchases, summary.revenue_cents) == (1, 1, 7900)
        assert app.screen.card.contact.details.phones == (PhoneNumber("+33612345678", "mobile"),)


def hostile_contact(file: OpenFile, text: str) -> int:
    """A contact whose every field and line of history is `text`."""
    details = ContactDetails(
        last_name=f"x{text}", first_name=text, company_name=text, job_title=text, profession=text, language=text,
        source=text, source_detail=text, card_number=text, household=text, important=text, phones=(PhoneNumber(text),),
        emails=(EmailAddress(text),), addresses=(PostalAddress(text, text, text),), tags=(text,), interests=(text,),
    )  # fmt: skip
    contact = file.call(create_contact, details).id
    file.call(log_visit, contact, VisitDetails(DAY, note=text))
    file.call(log_purchase, contact, PurchaseDetails(DAY, text, 100, note=text))
    file.call(plan_action, contact, ActionDetails("call", text, DAY, place=text, note=text))
    return contact


@pytest.mark.parametrize(("language", "size"), [("fr", (80, 24)), ("en", (120, 36))])
async def test_hostile_texts_harm_no_line_of_the_card(
    demo_file: OpenFile, language: str, size: tuple[int, int]
) -> None:
    app = opened(demo_file, language)
    async with app.run_test(size=size) as pilot:
        for text in HOSTILE[:: 3 if language == "fr" else 7]:
            await app.open_contact(hostile_contact(demo_file, text))
            await pilot.pause()
            assert isinstance(app.screen, CardScreen)
            assert not CONTROL.search(drawn(pilot).replace("\n", "")), text
            await app.pop_screen()


@pytest.mark.slow
async def test_hostile_texts_harm_no_form(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        # Three of them, in every form of one card; all of them are in the file of `test_every_screen.py`.
        for text in HOSTILE[::15]:
            await app.open_contact(hostile_contact(demo_file, text))
            for key in ("f4", "f5", "f5", "f6", "f7", "n", "a", "c", "p", "enter"):
                await pilot.press(key)
                assert not CONTROL.search(drawn(pilot).replace("\n", "")), (text, key)
                if not isinstance(app.screen, CardScreen):
                    await pilot.press("escape")
            await app.pop_screen()


async def test_the_card_speaks_the_other_language_at_once(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "tab", "tab")
        assert "History: everything" in drawn(pilot)
        app.use_language("fr")
        await struck(pilot, "down")
        text = drawn(pilot)
        assert "Historique : tout" in text.replace("\u00a0", " ")
        assert "visites, la dernière" in text
        assert "Étiquettes" in text


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_what_is_planned_by_a_closed_channel_says_that_it_is_not_to_sell(
    demo_file: OpenFile, language: str
) -> None:
    contact = newcomer(demo_file)
    demo_file.call(record_consent, contact, "phone", "refused")
    app = opened(demo_file, language)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f7", "tab", "tab", "=17/8", "ctrl+s")
        assert len(demo_file.call(open_actions, contact=contact)) == 1, "it may be about their own booking"
        assert ("pas pour vendre" if language == "fr" else "not to sell") in app.status.content.plain
        assert "(R" in app.status.content.plain


async def test_a_text_pasted_where_a_name_goes_is_refused_and_nothing_is_cut(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    before = demo_file.call(read_contact, PERON).name
    async with app.run_test(size=(80, 24)) as pilot:
        await app.edit_contact(PERON)
        await settled(pilot)
        form = app.screen.query_one(Form)
        form.entry("last_name").value = "Péron " * 70
        await struck(pilot, "ctrl+s")
        assert "80 letters at most." in drawn(pilot)
        assert demo_file.call(read_contact, PERON).name == before


async def test_to_delete_a_card_is_asked_and_whoever_asks_to_be_erased_is_a_request(demo_file: OpenFile) -> None:
    app = opened(demo_file, "fr")
    name = demo_file.call(read_contact, PERON).name
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        card = app.screen
        assert isinstance(card, CardScreen)
        found = [command.id for command in ranked(commands_of(card), "effacer", [])]
        assert {"card.rights", "card.put_aside"} <= set(found)
        await card.put_aside()
        await settled(pilot)
        assert f"Supprimer {name}" in drawn(pilot)
        await struck(pilot, "e")
        assert f"Que demande {name}" in drawn(pilot), "what is asked for has its month, and the register"
        await struck(pilot, "escape")
        await card.put_aside()
        await struck(pilot, "o")
        assert "Contact supprimé" in said(pilot)
