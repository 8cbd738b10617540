"""The counter as the receptionist uses it: one line, one Enter, the next customer; on a real encrypted file."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from fichier_tui.domain.contact import ContactDetails, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, VisitDetails
from fichier_tui.domain.segment import read_segment
from fichier_tui.domain.template import Template
from fichier_tui.storage import (
    OpenFile,
    change_sentence,
    consent_history,
    create_contact,
    current_sentences,
    find_contacts,
    list_drafts,
    log_visit,
    open_actions,
    plan_action,
    read_card,
    read_contact,
    save_segment,
    timeline,
)
from fichier_tui.storage.letters.templates import change_template
from fichier_tui.storage.loyalty_card import give_card
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.counter.screen import CounterScreen
from fichier_tui.ui.screens.segments.builder import BuilderScreen
from fichier_tui.ui.screens.segments.line import SegmentLine
from fichier_tui.ui.widgets.footer import KeyFooter
from fichier_tui.ui.widgets.status_line import StatusLine
from fichier_tui.ui.widgets.title_bar import TitleBar
from tests.hostile import HOSTILE
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.scanned import Keyboard

NAMES = {":": "colon", " ": "space"}


def counter_of(pilot: Pilot[str]) -> CounterScreen:
    """The counter."""
    assert isinstance(pilot.app.screen, CounterScreen)
    return pilot.app.screen


def plain(text: str) -> str:
    """Without the no-break spaces of the French."""
    return text.replace("\u00a0", " ")


def said(pilot: Pilot[str]) -> str:
    """The status line."""
    return plain(pilot.app.screen.query_one(StatusLine).render().plain)


def told(pilot: Pilot[str]) -> str:
    """What Enter would write."""
    return plain(str(counter_of(pilot).query_one("#told").render()))


def remarked(pilot: Pilot[str]) -> str:
    """The line under the pieces."""
    return plain(str(counter_of(pilot).query_one("#remark").render()))


def chips(pilot: Pilot[str]) -> list[str]:
    """The pieces as they are shown, marks included."""
    rows = counter_of(pilot).chips.rows(76)
    return [plain(text.plain.strip()) for row in rows for _place, text in row]


def lines(pilot: Pilot[str]) -> list[str]:
    """The list."""
    candidates = counter_of(pilot).candidates
    return [plain(candidates.render_line(y).text.rstrip()) for y in range(len(candidates.rows))]


def peron_of(file: OpenFile) -> int:
    """The contact that everybody looks for."""
    return file.call(find_contacts, "Péron Hélène").ids[0]


def homonyms(file: OpenFile, count: int = 2) -> list[int]:
    """So many contacts of the same name, in different towns."""
    return [
        file.call(
            create_contact,
            ContactDetails(
                last_name="Zephirin", first_name="Ada", addresses=(PostalAddress(postcode="74000", town=f"Bourg {n}"),)
            ),
        ).id
        for n in range(count)
    ]


async def at_counter(pilot: Pilot[str], *keys: str) -> None:
    """Go to the counter and press keys, in one burst."""
    await settled(pilot)
    await pilot.press(":", *keys)
    await settled(pilot)


KEYS = {":": "colon", " ": "space", "=": "equals_sign", ";": "semicolon"}


async def burst(pilot: Pilot[str], text: str) -> None:
    """All these keys at once, as over a slow line; ⏎ is Enter."""
    for letter in text:
        key = events.Key("enter", "\r") if letter == "⏎" else events.Key(KEYS.get(letter, letter), letter)
        pilot.app.post_message(key)
    await settled(pilot)


@pytest.mark.parametrize("place", ["", "f8", "ctrl+g", "card"])
async def test_keys_that_come_all_at_once_are_for_the_counter(demo_file: OpenFile, place: str) -> None:
    peron = peron_of(demo_file)
    dubois = demo_file.call(find_contacts, "dubois jeanne").ids[0]
    visits = {number: demo_file.call(read_contact, number).summary.visits for number in (peron, dubois)}
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app, FichierApp)
        if place == "card":
            await pilot.app.open_contact(peron)
        elif place:
            await pilot.press(place)
        await settled(pilot)
        await burst(pilot, ":v⏎v dubois jeanne⏎v du" if place == "card" else ":v pero h⏎v dubois jeanne⏎v du")
        assert counter_of(pilot).entry.value == "v du"
        after = {number: demo_file.call(read_contact, number).summary.visits for number in (peron, dubois)}
        assert after == {number: count + 1 for number, count in visits.items()}


async def test_what_was_typed_in_the_list_comes_along_all_at_once(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    before = demo_file.call(read_contact, peron).summary.visits
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await burst(pilot, "pero h:v⏎n pero h ; zz:z⏎")
        assert demo_file.call(read_contact, peron).summary.visits == before + 1
        assert demo_file.call(timeline, peron, kinds=("note",))[0].text == "zz:z"


async def test_a_known_client_came_and_it_is_taken_back(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    before = demo_file.call(read_contact, peron).summary
    async with app_on_demo(demo_file, "fr").run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v pero h")
        assert chips(pilot) == ["visite", "nom : pero h"]
        assert lines(pilot)[0].startswith("› Péron Hélène")
        assert lines(pilot)[-1] == "  + Nouveau contact : Pero H"
        assert told(pilot) == "Péron Hélène\n· Visite aujourd'hui"
        await pilot.press("enter")
        await settled(pilot)
        assert said(pilot) == "✓ Visite notée : Péron Hélène — Ctrl+Z annule"
        assert demo_file.call(read_contact, peron).summary.visits == before.visits + 1
        assert counter_of(pilot).entry.value == ""
        assert lines(pilot)[0].split()[:2] == ["Péron", "Hélène"]
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert said(pilot) == "✓ Annulé — Visite notée : Péron Hélène"
        assert demo_file.call(read_contact, peron).summary == before


@pytest.mark.parametrize("keys", [(*"v pero h", "enter"), (*"pero h", "f5")])
async def test_a_visit_typed_in_one_burst_with_the_next_customer(demo_file: OpenFile, keys: tuple[str, ...]) -> None:
    """Over a slow line Enter comes before the file has answered, and the next line with it."""
    peron = peron_of(demo_file)
    before = demo_file.call(read_contact, peron).summary.visits
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *keys, *"v dub")
        assert demo_file.call(read_contact, peron).summary.visits == before + 1
        assert counter_of(pilot).entry.value == "v dub"


async def test_a_visit_and_a_purchase_at_the_usual_price_and_the_next_step(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    async with app_on_demo(demo_file).run_test(size=(120, 36)) as pilot:
        await at_counter(pilot, *'v pero h "')
        await pilot.press(*["backspace"] * 2)
        await pilot.press(*" entrée spa 2 h 4p ; delighted then rdv tuesday 14:30")
        await settled(pilot)
        assert chips(pilot) == [
            "visit",
            "name: pero h",
            "product: Entrée spa 2 h",
            "4 people",
            "note: delighted",
            "then",
            "appointment",
            "Tue 18 Aug",
            "14:30",
        ]
        assert "(usual price)" in told(pilot)
        assert "· Visit today, 4 people, delighted" in told(pilot)
        assert "· Then Appointment Tue 18 Aug 14:30" in told(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert said(pilot).startswith("✓ Noted: Péron Hélène")
        bought = demo_file.call(timeline, peron, kinds=("purchase",))[0]
        assert (bought.day, bought.subject) == (DAY, "Entrée spa 2 h")
        planned = demo_file.call(open_actions, contact=peron)
        assert any(action.details.time == "14:30" and action.details.kind == "appointment" for action in planned)


async def test_a_new_client_all_in_one_line_and_undone_by_one_key(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file, "fr").run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v c Zarembo Paul 0493123456 =60 ok:mail")
        assert "nouveau contact" in told(pilot)
        assert "· E-mail : accepté" in told(pilot)
        await pilot.press("enter")
        await settled(pilot)
        number = demo_file.call(find_contacts, "zarembo").ids[0]
        card = demo_file.call(read_card, number)
        assert card.contact.details.phones[0].number == "+33493123456"
        assert (card.contact.summary.visits, card.contact.summary.revenue_cents) == (1, 6_000)
        assert {line.channel: line.state for line in card.consents}["email"] == "given"
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert not demo_file.call(find_contacts, "zarembo").ids


async def test_somebody_unknown_is_created_by_the_second_enter_only(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v Xylander Qwib", "enter")
        assert said(pilot).startswith("! Nobody of that name.")
        assert not demo_file.call(find_contacts, "xylander qwib").ids
        assert lines(pilot) == ["› + New contact: Xylander Qwib"]
        await pilot.press("enter")
        await settled(pilot)
        found = demo_file.call(find_contacts, "xylander qwib").ids
        assert demo_file.call(read_contact, found[0]).summary.visits == 1


async def test_of_two_of_the_same_name_none_is_guessed(demo_file: OpenFile) -> None:
    ids = homonyms(demo_file)
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v zephirin ada", "enter")
        assert said(pilot) == "! For whom? ↑ and ↓ choose, Enter notes it."
        assert [demo_file.call(read_contact, number).summary.visits for number in ids] == [0, 0]
        assert "Bourg" in lines(pilot)[0]
        second = counter_of(pilot).candidates.rows[1].id
        await pilot.press("down", "enter")
        await settled(pilot)
        visits = {number: demo_file.call(read_contact, number).summary.visits for number in ids}
        assert visits == {number: int(number == second) for number in ids}


async def test_the_new_one_is_known_already_and_its_card_is_one_key_away(demo_file: OpenFile) -> None:
    known = demo_file.call(
        create_contact,
        ContactDetails(last_name="Zephirin", first_name="Ada", phones=(PhoneNumber("+33612345678"),)),
    ).id
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v c Zephirin Ada 06 12 34 56 78")
        assert "Zephirin Ada already in the file?" in told(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert said(pilot).startswith("! Already in the file")
        await pilot.press("enter")
        await settled(pilot)
        assert len(demo_file.call(find_contacts, "zephirin ada").ids) == 1
        assert demo_file.call(read_contact, known).summary.visits == 1


async def test_of_one_known_already_with_nothing_to_note_the_card_is_opened(demo_file: OpenFile) -> None:
    known = demo_file.call(
        create_contact,
        ContactDetails(last_name="Zephirin", first_name="Ada", phones=(PhoneNumber("+33612345678"),)),
    ).id
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"c Zephirin Ada 06 12 34 56 78", "enter")
        assert said(pilot) == "! Already in the file by that name: Enter opens that card, ↓ creates another."
        assert "Enter opens the card" in told(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CardScreen)
        assert pilot.app.screen.contact == known
        assert len(demo_file.call(find_contacts, "zephirin ada").ids) == 1


async def test_what_was_noted_is_said_to_be_read_back(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    second = homonyms(demo_file)[1]
    async with app_on_demo(demo_file, "fr").run_test(size=(120, 36)) as pilot:
        await at_counter(pilot, *"rdv pero h mardi 15h ; couleur", "enter")
        assert said(pilot) == (
            "✓ Action prévue : Péron Hélène · Rendez-vous mar. 18 août 15 h, couleur — Ctrl+Z annule"
        )
        await pilot.press(*"v zephirin ada massage =45")
        await settled(pilot)
        assert "Zephirin Ada (Bourg 0), Zephirin Ada (Bourg 1). Précisez" in " ".join(told(pilot).split())
        at = [row.id for row in counter_of(pilot).candidates.rows].index(second)
        await pilot.press(*["down"] * (at + 1), "enter")
        await settled(pilot)
        assert said(pilot).startswith("✓ Noté : Zephirin Ada (Bourg 1) · Visite · 45,00 € Massage")
        await pilot.press(*"v pero h hier puis r jeudi", "enter")
        await settled(pilot)
        assert said(pilot).startswith("✓ Noté : Péron Hélène · Visite hier mar. 11 août · Puis Appel demain jeu. 13")
    assert demo_file.call(read_contact, peron).summary.visits


async def test_a_line_taken_back_is_there_again(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    before = demo_file.call(read_contact, peron).summary
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v pero h =45 ; delighted", "enter")
        await pilot.press("ctrl+z")
        await settled(pilot)
        counter = counter_of(pilot)
        assert (counter.entry.value, counter.entry.cursor_position) == ("v pero h =45 ; delighted", 24)
        assert told(pilot).startswith("Péron Hélène")
        assert demo_file.call(read_contact, peron).summary == before
        # Once more is for what was done before that, and the line stays.
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert counter.entry.value == "v pero h =45 ; delighted"
        await pilot.press("end", *"!", "enter", "v", "ctrl+z")
        await settled(pilot)
        assert (counter.entry.value, counter.kept.text) == ("", "")
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert counter.entry.value == "v pero h =45 ; delighted!"
        # It is marked: the next line is typed over it.
        await pilot.press(*"v d")
        assert counter.entry.value == "v d"


@pytest.mark.parametrize("typed", ["Zephirin Ada", "Zephirin"])
async def test_of_the_same_name_the_one_in_the_file_is_offered_first(demo_file: OpenFile, typed: str) -> None:
    """By the name alone it may be another: the first Enter asks, the arrow and the second create."""
    known = demo_file.call(create_contact, ContactDetails(last_name="Zephirin", first_name="Ada")).id
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *f"v c {typed}", "enter")
        assert said(pilot) == "! Already in the file by that name: Enter notes it there, ↓ creates another."
        assert told(pilot).startswith("Zephirin Ada\n· Visit today")
        await pilot.press("enter")
        await settled(pilot)
        assert demo_file.call(read_contact, known).summary.visits == 1
        await pilot.press(*f"v c {typed}", "enter", "down", "enter")
        await settled(pilot)
        assert len(demo_file.call(find_contacts, "zephirin").ids) == 2


async def test_one_known_already_is_created_all_the_same_by_the_arrow(demo_file: OpenFile) -> None:
    details = ContactDetails(last_name="Zephirin", first_name="Ada", phones=(PhoneNumber("+33612345678"),))
    demo_file.call(create_contact, details)
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"c Zephirin Ada 06 12 34 56 78", "enter")
        await pilot.press("down", "enter")
        await settled(pilot)
        assert len(demo_file.call(find_contacts, "zephirin ada").ids) == 2


async def test_a_piece_is_turned_back_into_words_and_taken_otherwise(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v mardi 14h")
        assert chips(pilot) == ["visit", "yesterday Tue 11 Aug ?", "14:00"]
        assert "may also be a name" in remarked(pilot)
        await pilot.press("tab", "space")
        await settled(pilot)
        assert "name: mardi" in chips(pilot)
        await pilot.press("enter")
        assert counter_of(pilot).chips.chosen is None
        await pilot.press("tab", "backspace")
        await settled(pilot)
        assert chips(pilot) == ["visit", "name: mardi 14h"]
        assert counter_of(pilot).entry.value == "v mardi 14h"


async def test_the_meanings_of_a_piece_come_round_again(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v pero h spa", "tab")
        first, seen = chips(pilot), [chips(pilot)]
        for _turn in range(8):
            await pilot.press("space")
            await settled(pilot)
            seen.append(chips(pilot))
            if seen[-1] == first:
                break
        assert seen[-1] == first
        assert len({tuple(one) for one in seen}) == len(seen) - 1 >= 2
        assert counter_of(pilot).entry.value == "v pero h spa"


async def test_a_surname_that_is_a_day_is_a_surname_where_somebody_has_it(demo_file: OpenFile) -> None:
    ada = demo_file.call(create_contact, ContactDetails(last_name="Mardi", first_name="Zephirine")).id
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await burst(pilot, ":v mardi zephirine⏎v mardi zzz")
        assert demo_file.call(timeline, ada, kinds=("visit",))[0].day == DAY
        assert "yesterday Tue 11 Aug" in chips(pilot)


async def test_a_bare_figure_is_not_guessed(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v pero h 4")
        assert "« 4 » ?" in chips(pilot)
        assert "“4” may be a number of people or" in remarked(pilot)
        await pilot.press("tab", "space")
        await settled(pilot)
        assert chips(pilot)[-1] == "4 people"
        assert counter_of(pilot).entry.value == "v pero h 4p"


async def test_what_is_not_understood_is_said_and_forbids(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file, "fr").run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v pero h 31/2")
        assert "« 31/2 » ?" in chips(pilot)
        assert "n'est pas compris" in remarked(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert said(pilot).startswith("! « 31/2 »")
        assert counter_of(pilot).entry.value == "v pero h 31/2"


async def test_a_purchase_that_was_not_said_is_marked(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"pero h =85")
        assert chips(pilot)[0] == "purchase (understood)"
        await pilot.press("tab", "left", "left", "backspace")
        assert "not typed" in said(pilot)


async def test_a_name_alone_opens_the_card_and_escape_comes_back(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"pero h", "enter")
        assert isinstance(pilot.app.screen, CardScreen)
        assert pilot.app.screen.contact == peron_of(demo_file)
        await pilot.press("escape")
        await settled(pilot)
        assert counter_of(pilot).entry.value == ""


async def test_words_beside_a_name_alone_are_noted_as_announced(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"enchantee pero h")
        assert "Note: enchantee" in told(pilot)
        assert "Enter opens the card" not in told(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert said(pilot).startswith("! For whom?")
        assert counter_of(pilot).entry.value == "enchantee pero h"
        await pilot.press("enter")
        await settled(pilot)
        assert counter_of(pilot).entry.value == ""
        assert "enchantee" in [one.text for one in demo_file.call(timeline, peron_of(demo_file), kinds=("note",))]


async def test_what_is_cancelled_and_complained_of_is_announced_with_its_day(demo_file: OpenFile) -> None:
    details = ActionDetails("appointment", subject="massage", day=DAY, time="14:00")
    demo_file.call(plan_action, peron_of(demo_file), details)
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"absente pero h ; grippe")
        assert "· Cancelled: massage, today 14:00, absente ; grippe" in told(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert said(pilot).startswith("✓ Action given up: Péron Hélène")
        await pilot.press(*"plainte pero h ; massage trop court")
        await settled(pilot)
        assert "· Complaint, and a call back is planned: massage trop court" in told(pilot)


async def test_f5_keeps_the_words_beside_a_name(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"enchantee pero h", "down", "f5")
        await settled(pilot)
        assert said(pilot).startswith("✓ Visit noted")
        assert counter_of(pilot).entry.value == "enchantee pero h"


async def test_what_is_kept_as_a_note_is_shown_as_a_note_and_not_as_a_day(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"fidelite pero h +1")
        assert "note: +1" in chips(pilot)


async def test_one_more_telephone_is_said_to_be_added(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"pero h 0699887766")
        assert "On the card: 06 99 88 77 66 (beside " in told(pilot)
        assert "which stays)" in told(pilot)


async def test_f2_begins_the_form_with_the_name(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"qwibber ada", "f2")
        assert isinstance(pilot.app.screen, ContactForm)
        assert pilot.app.screen.form.entry("last_name").typed.lower() == "qwibber"


async def test_an_arrow_and_f5_on_the_empty_line_for_who_came_last(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    demo_file.call(log_visit, peron, VisitDetails(DAY))
    before = demo_file.call(read_contact, peron).summary.visits
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot)
        assert "v peron h spa =85" in told(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CounterScreen)
        place = [row.id for row in counter_of(pilot).candidates.rows].index(peron)
        await pilot.press(*["down"] * (place + 1), "f5")
        await settled(pilot)
        assert demo_file.call(read_contact, peron).summary.visits == before + 1


async def test_of_several_things_planned_one_is_chosen(demo_file: OpenFile) -> None:
    ada = homonyms(demo_file, 1)[0]
    for subject in ("Devis spa", "Bon cadeau"):
        demo_file.call(plan_action, ada, ActionDetails("call", subject, DAY, "10:00"))
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"ok zephirin", "enter")
        assert said(pilot) == "! Which one? ↑ and ↓ choose, Enter notes it."
        await pilot.press("down", "enter")
        await settled(pilot)
        open_still = [action.details.subject for action in demo_file.call(open_actions, contact=ada)]
        assert len(open_still) == 1
        assert said(pilot).startswith("✓ Action done: Zephirin Ada")


async def test_a_task_may_concern_nobody(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"t zzqx imprimante demain", "enter")
        subjects = [action.details.subject for action in demo_file.call(open_actions)]
        assert "zzqx imprimante" in subjects


async def test_a_segment_is_shown_in_the_list(demo_file: OpenFile) -> None:
    demo_file.call(save_segment, "Zébulons", read_segment("F"))
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"s zebu", "enter")
        assert isinstance(pilot.app.screen, ContactsScreen)
        assert pilot.app.screen.segment == "Zébulons"


async def test_a_name_that_several_have_opens_the_best_and_writes_for_none(demo_file: OpenFile) -> None:
    ids = homonyms(demo_file)
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"zephirin", "enter")
        assert isinstance(pilot.app.screen, CardScreen)
        assert pilot.app.screen.contact in ids


async def test_somebody_picked_is_not_taken_for_the_next_name(demo_file: OpenFile) -> None:
    ids = homonyms(demo_file)
    peron = peron_of(demo_file)
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v zephirin ada", "down", "down")
        await pilot.press(*["backspace"] * 12, *"pero h", "enter")
        await settled(pilot)
        assert said(pilot).startswith("✓ Visit noted: Péron Hélène")
        assert [demo_file.call(read_contact, number).summary.visits for number in ids] == [0, 0]
        assert demo_file.call(timeline, peron, kinds=("visit",))[0].day == DAY


async def test_the_card_brings_its_contact_and_escape_goes_back_to_it(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    demo_file.call(plan_action, peron, ActionDetails("call", "Devis spa", DAY))
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app, FichierApp)
        await pilot.app.open_contact(peron)
        await settled(pilot)
        await pilot.press(*":n likes the sauna")
        await settled(pilot)
        assert counter_of(pilot).subject == peron
        assert told(pilot) == "Péron Hélène\n· Note: likes the sauna"
        await pilot.press("enter")
        await settled(pilot)
        assert demo_file.call(timeline, peron, kinds=("note",))[0].text == "likes the sauna"
        assert counter_of(pilot).subject is None
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CardScreen)
        await pilot.press(":")
        await settled(pilot)
        assert counter_of(pilot).subject == peron
        await pilot.press("backspace")
        await settled(pilot)
        assert counter_of(pilot).subject is None


async def test_the_card_opened_from_the_counter_is_shown_again_after_its_line(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"pero h", "enter")
        await pilot.press(*":v", "enter")
        await settled(pilot)
        assert said(pilot).startswith("✓ Visit noted: Péron Hélène")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CardScreen)


async def test_from_the_list_what_was_typed_comes_along_even_in_one_burst(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    before = demo_file.call(read_contact, peron).summary.visits
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"pero h:v", "enter")
        await settled(pilot)
        assert demo_file.call(read_contact, peron).summary.visits == before + 1
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ContactsScreen)
        assert pilot.app.screen.search.value == "pero h"


@pytest.mark.parametrize("used", ["enter", "f5", ":"])
async def test_a_search_that_has_served_does_not_come_along(demo_file: OpenFile, used: str) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"pero h", used)
        await settled(pilot)
        await pilot.press(*([] if used == "f5" else ["escape"]))
        await settled(pilot)
        assert isinstance(pilot.app.screen, ContactsScreen)
        assert pilot.app.screen.search.value == "pero h"
        await pilot.press(*":v")
        await settled(pilot)
        assert counter_of(pilot).entry.value == "v"


@pytest.mark.parametrize("place", ["f3", "f8", "ctrl+g"])
async def test_from_every_place_and_back(demo_file: OpenFile, place: str) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(place)
        await settled(pilot)
        before = pilot.app.screen
        await pilot.press(*":xyz")
        await settled(pilot)
        assert counter_of(pilot).entry.value == "xyz"
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is before


async def test_a_colon_within_a_text_is_a_letter(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+g", "n", *"bought:spring")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BuilderScreen)
        assert pilot.app.screen.query_one(SegmentLine).value == "bought:spring"
        await pilot.press("f2", *"a:b")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, CounterScreen)
        await pilot.press("escape", "escape")


async def test_the_title_and_the_palette_lead_there(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        title = pilot.app.screen.query_one(TitleBar).render().plain
        assert ": Counter" in title
        await pilot.click(TitleBar, offset=(title.index(": Counter") + 2, 0))
        await settled(pilot)
        assert isinstance(pilot.app.screen, CounterScreen)
        await pilot.press("f3", "f10", *"counter", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CounterScreen)


async def test_a_line_half_typed_is_offered_again_even_the_next_day(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v pero h sp", "escape")
        assert said(pilot) == "Not noted: the counter keeps the line."
        await pilot.press(":")
        await settled(pilot)
        assert counter_of(pilot).entry.value == ""
        assert "Put aside, ↑ brings it back: v pero h sp" in remarked(pilot)
        await pilot.press("up", *"a =3")
        await settled(pilot)
        await pilot.press("ctrl+q")
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot)
        assert "v pero h spa =3" in remarked(pilot)
        await pilot.press("up")
        await settled(pilot)
        assert counter_of(pilot).entry.value == "v pero h spa =3"
        assert "Péron Hélène" in told(pilot)


async def test_the_line_of_a_card_is_among_the_drafts(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app, FichierApp)
        await pilot.app.open_contact(peron)
        await settled(pilot)
        await pilot.press(*":n likes", "escape", "f8")
        await settled(pilot)
        assert [(draft.key, draft.subject) for draft in demo_file.call(list_drafts)] == [
            (f"counter.{peron}", "Péron Hélène")
        ]
        await pilot.press("ctrl+d", "enter")
        await settled(pilot)
        assert (counter_of(pilot).entry.value, counter_of(pilot).subject) == ("n likes", peron)
        await pilot.press(*" saunas", "enter")
        await settled(pilot)
        assert demo_file.call(timeline, peron, kinds=("note",))[0].text == "likes saunas"
        assert demo_file.call(list_drafts) == ()


async def test_the_language_changes_what_was_understood(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v pero h =85 ok:mail")
        assert isinstance(pilot.app, FichierApp)
        pilot.app.use_language("fr")
        await settled(pilot)
        assert chips(pilot) == ["visite", "nom : pero h", "85,00 €", "e-mail : oui"]


async def test_hostile_names_are_only_letters(demo_file: OpenFile) -> None:
    for text in HOSTILE:
        demo_file.call(
            create_contact,
            ContactDetails(last_name=f"Zephirin {text}", addresses=(PostalAddress(postcode="74000", town=text),)),
        )
    async with app_on_demo(demo_file).run_test(size=(120, 36)) as pilot:
        await at_counter(pilot, *"v zephirin [@click=app.exit]x[/] [b]")
        await pilot.press(*["down"] * 8)
        await settled(pilot)
        assert pilot.app.is_running
        assert "[@click=app.exit]x[/]" in " ".join(chips(pilot))
        drawn = "\n".join(lines(pilot)) + told(pilot)
        assert not any(ord(letter) < 32 and letter != "\n" for letter in drawn)


async def test_the_sentence_of_a_consent_stands_there_to_be_said(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.go("counter")
        await pilot.press(*"c lacroix zoé ok:mail")
        await settled(pilot)
        sentence = next(one for one in demo_file.call(current_sentences) if one.language == "fr")
        assert sentence.text.split("?")[0] in " ".join(
            plain(str(counter_of(pilot).query_one("#told").render())).split()
        )


@pytest.mark.parametrize("length", [10, 500])
async def test_a_sentence_that_had_no_room_is_not_kept_as_said(demo_file: OpenFile, length: int) -> None:
    demo_file.call(change_sentence, "sms", "fr", "Par SMS " + "donc " * length + "?")
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"c ligne anna ok:mail,sms")
        assert ("coupé ici" in str(counter_of(pilot).query_one("#writes").border_subtitle)) == (length == 500)
        await at_counter(pilot, "enter")
    contact = demo_file.call(find_contacts, "ligne anna").ids[0]
    lines = demo_file.call(consent_history, contact)
    assert [bool(line.wording) for line in lines] == [length == 10] * 2


async def test_of_several_pieces_the_amount_is_that_of_all(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file, "fr").run_test(size=(120, 36)) as pilot:
        await at_counter(pilot, *"a pero h x2 =120")
        assert "120,00 € au total, × 2" in told(pilot)
        await at_counter(pilot, "escape")
        await at_counter(pilot, *"a pero h =120")
        assert "au total" not in told(pilot)


async def test_an_sms_keeps_its_capitals(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file, "fr").run_test(size=(120, 36)) as pilot:
        await at_counter(pilot, *"stop sms pero h")
        assert "· SMS" in told(pilot)


async def test_with_a_verb_alone_those_who_came_last_may_be_chosen_and_none_is_taken(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot)
        last = [row.id for row in counter_of(pilot).candidates.rows]
        await pilot.press("v")
        await settled(pilot)
        assert [row.id for row in counter_of(pilot).candidates.rows] == last
        assert str(counter_of(pilot).query_one("#who").border_title) == "Last visits"
        before = demo_file.call(read_contact, last[0]).summary.visits
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert said(pilot).startswith("! The line names nobody")
        assert demo_file.call(read_contact, last[0]).summary.visits == before
        await pilot.press("down", "enter")
        await settled(pilot)
        assert demo_file.call(read_contact, last[0]).summary.visits == before + 1


async def test_on_a_piece_the_footer_says_what_enter_does_there(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file, "fr").run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v pero h spa")
        footer = pilot.app.screen.query_one(KeyFooter)
        assert "Entrée Note" in plain(str(footer.render()))
        await pilot.press("tab")
        assert "Entrée Ligne" in plain(str(footer.render()))
        await pilot.press("enter")
        assert "Entrée Note" in plain(str(footer.render()))


@pytest.mark.parametrize(
    ("line", "begun"), [("v spa =28", "v spa =28 pero h"), ("v =28 ; urgent", "v =28 pero h ; urgent")]
)
async def test_a_template_begins_the_empty_line_and_the_name_goes_into_it(
    demo_file: OpenFile, line: str, begun: str
) -> None:
    demo_file.call(change_template, 2, Template("Spa", line))
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, "alt+3")
        assert "Alt+3 is free" in said(pilot)
        await pilot.press("alt+2", *"pero h")
        await settled(pilot)
        assert counter_of(pilot).entry.value.split() == begun.split()
        assert counter_of(pilot).contact_shown == peron_of(demo_file)


async def test_a_card_scanned_on_a_line_without_a_name_says_for_whom_it_is(demo_file: OpenFile) -> None:
    peron = peron_of(demo_file)
    demo_file.call(give_card, peron, "4012345678901")
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v spa =28")
        await Keyboard(pilot).scan("4012345678901")
        assert counter_of(pilot).entry.value == "v spa =28"
        assert counter_of(pilot).contact_shown == peron
        assert said(pilot).startswith("For Péron Hélène: Enter notes the line.")
        await pilot.press("enter")
        await settled(pilot)
        noted = demo_file.call(timeline, peron, kinds=("visit", "purchase"))[:2]
        assert {(event.kind, event.day) for event in noted} == {("visit", DAY), ("purchase", DAY)}


@pytest.mark.parametrize("line", ["", "pero", "v lefevre", "c Zephirin Ada"])
async def test_a_card_scanned_on_another_line_opens_its_contact_and_the_line_stays(
    demo_file: OpenFile, line: str
) -> None:
    peron = peron_of(demo_file)
    demo_file.call(give_card, peron, "4012345678901")
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *line)
        counter = counter_of(pilot)
        await Keyboard(pilot).scan("4012345678901")
        assert isinstance(pilot.app.screen, CardScreen)
        assert pilot.app.screen.contact == peron
        assert counter.entry.value == line


async def test_a_card_scanned_picks_its_contact_among_those_whom_the_line_may_mean(demo_file: OpenFile) -> None:
    one, two = homonyms(demo_file)
    demo_file.call(give_card, two, "4012345678901")
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await at_counter(pilot, *"v zephirin ada")
        await Keyboard(pilot).scan("4012345678901")
        assert counter_of(pilot).contact_shown == two
        await pilot.press("enter")
        await settled(pilot)
        assert [event.kind for event in demo_file.call(timeline, two)] == ["visit"]
        assert demo_file.call(timeline, one) == ()


async def test_what_is_struck_while_the_counter_opens_comes_behind_what_waits_in_the_search(
    demo_file: OpenFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last keys come when the counter has the focus and the first ones are still in the queue of the search."""
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        opened = app.to_counter

        def strike(text: str) -> None:
            for character in text:
                app.post_message(events.Key(NAMES.get(character, character), character))

        async def open_slowly(*arguments: Any) -> None:
            await opened(*arguments)
            strike("0611223344")
            while app._message_queue is not None and not app._message_queue.empty():
                await asyncio.sleep(0)

        monkeypatch.setattr(app, "to_counter", open_slowly)
        strike(":v martin ")
        await settled(pilot)
        assert isinstance(app.screen, CounterScreen)
        assert app.screen.entry.value == "v martin 0611223344"
        await pilot.press("space", "a")
        assert app.screen.entry.value == "v martin 0611223344 a"
