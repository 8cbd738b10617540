"""A colleague works on the same file: her edit is told while one types, kept with ours, asked where the two differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.domain.breach import BreachDetails
from fichier_tui.domain.contact import ContactDetails, PhoneNumber
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.offer import OfferDetails
from fichier_tui.domain.retention import CATEGORIES, Due
from fichier_tui.domain.rights import RequestDetails
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import (
    OpenFile,
    Session,
    add_note,
    create_contact,
    create_file,
    create_offer,
    drop_draft,
    keep_draft,
    list_drafts,
    log_purchase,
    log_visit,
    models,
    open_file,
    plan_action,
    read_contact,
    read_note,
)
from fichier_tui.storage import concurrent_edit as edits
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.rights.breaches import note_breach
from fichier_tui.storage.rights.erasing import erase_contacts
from fichier_tui.storage.rights.requests import note_request
from fichier_tui.storage.rights.retention import DueCard, held_because, hold_card
from fichier_tui.storage.rights.retention_choices import change_retention, retention_choices
from fichier_tui.storage.segments.saved import load_segment, save_segment
from fichier_tui.storage.staff.members import list_staff, rename_member
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.card import opening
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.form_dialog import FormDialog, show_form
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.offers.form import OfferDialog
from fichier_tui.ui.screens.registers.breach_form import BreachDialog
from fichier_tui.ui.screens.registers.processing import ControllerDialog
from fichier_tui.ui.screens.registers.retention import HoldDialog
from fichier_tui.ui.screens.registers.times import Time, TimeDialog
from fichier_tui.ui.screens.rights.forms import RequestDialog
from fichier_tui.ui.screens.segments.builder import BuilderScreen
from fichier_tui.ui.screens.settings.staff_forms import MemberDialog
from tests.storage.writers import PASSPHRASE, go_on, start, stop_in_mid_write
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.card_app import PERON, drawn, opened, said, struck

COLLEAGUE = "Maud"


def by_colleague(file: OpenFile, verb: Callable[..., Any], *arguments: Any) -> Any:
    """What another member of staff writes meanwhile."""

    def written(session: Session) -> Any:
        row = models.Staff.get_or_none(models.Staff.login == "maud") or models.Staff.create(
            login="maud", name=COLLEAGUE, role="owner", created_at=session.now()
        )
        return verb(
            replace(session, staff=replace(session.staff, id=row.id, login=row.login, name=row.name)), *arguments
        )

    return file.call(written)


def corrected(file: OpenFile, what: edits.Editable[Any], key: Any, **values: Any) -> None:
    """A colleague corrects it in her own form."""
    begun = file.call(edits.begin_edit, what, key)
    by_colleague(file, edits.save_edit, what, key, begun, replace(begun.details, **values))


def newcomer(file: OpenFile) -> int:
    """A contact without any history."""
    return file.call(create_contact, ContactDetails(last_name="Zimmermann", first_name="Ève")).id


async def test_what_a_colleague_saved_is_told_while_one_types_and_kept(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await app.look()
        await struck(pilot, "f4", "end", "=-Roux")
        corrected(demo_file, edits.CONTACT, contact, profession="Luthière", phones=(PhoneNumber("+33612345678"),))
        await app.look()
        await settled(pilot)
        assert "Maud saved this meanwhile: Profession, Telephone" in drawn(pilot)
        assert app.screen.focused is app.screen.form.entry("last_name")  # type: ignore[attr-defined]
        await struck(pilot, "=x", "backspace", "ctrl+s")
        assert " · with what Maud changed: Profession, Telephone" in said(pilot)
        after = demo_file.call(read_contact, contact).details
        assert (after.last_name, after.profession) == ("Zimmermann-Roux", "Luthière")
        assert after.phones == (PhoneNumber("+33612345678"),)


async def test_a_telephone_added_by_each_is_two_telephones(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f4", "tab", "tab", "=0611111111")
        corrected(demo_file, edits.CONTACT, contact, phones=(PhoneNumber("+33622222222"),))
        await struck(pilot, "ctrl+s")
        phones = demo_file.call(read_contact, contact).details.phones
        assert [phone.number for phone in phones] == ["+33622222222", "+33611111111"]


async def test_the_same_telephone_is_told_to_be_chosen_and_written_as_it_is_read(demo_file: OpenFile) -> None:
    number = replace(ContactDetails(last_name="Zimmermann"), phones=(PhoneNumber("+33611111111"),))
    contact = demo_file.call(create_contact, number).id
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await app.look()
        await struck(pilot, "f4", "tab", "tab", "ctrl+u", "=0622222222")
        corrected(demo_file, edits.CONTACT, contact, phones=(PhoneNumber("+33633333333"),), birth="1958-07-14")
        await app.look()
        await settled(pilot)
        told = " ".join(drawn(pilot).split())
        assert "You changed the same: saving lets you choose." in told
        assert "Nothing is lost" not in told
        await struck(pilot, "ctrl+s")
        shown = drawn(pilot).replace("\u00a0", " ")
        for words in ("Mine: 06 22 22 22 22", "Maud: 06 33 33 33 33", "Before: 06 11 11 11 11"):
            assert words in shown


@pytest.mark.parametrize(("key", "kept"), [("1", "Zimmermann-Roux"), ("2", "Zimmer"), ("escape", "Zimmer")])
async def test_the_same_field_is_asked_and_leaving_writes_nothing(demo_file: OpenFile, key: str, kept: str) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f4", "end", "=-Roux")
        corrected(demo_file, edits.CONTACT, contact, last_name="Zimmer")
        before = demo_file.call(lambda session: session.last_entry())
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, Question)
        for words in ("Last name", "Mine: Zimmermann-Roux", "Maud: Zimmer", "Before: Zimmermann"):
            assert words in drawn(pilot)
        assert demo_file.call(lambda session: session.last_entry()) == before
        await struck(pilot, key)
        assert demo_file.call(read_contact, contact).details.last_name == kept
        if key == "escape":
            assert isinstance(app.screen, ContactForm)
            assert app.screen.form.answers()["last_name"] == "Zimmermann-Roux"
            await struck(pilot, "ctrl+s", "1")
            assert demo_file.call(read_contact, contact).details.last_name == "Zimmermann-Roux"


async def test_two_texts_may_stand_one_after_the_other(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    note = demo_file.call(add_note, contact, "Vient le mardi").id
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await opening.correct(app, "note", note)
        await struck(pilot, "end", "=, en train")
        corrected(demo_file, edits.NOTE, note, text="Vient le mardi avec son chien")
        await struck(pilot, "ctrl+s", "3")
        assert demo_file.call(read_note, note).text == "Vient le mardi avec son chien\nVient le mardi, en train"


async def form_of_visit(app: FichierApp, contact: int) -> tuple[edits.Editable[Any], Any]:
    visit = app.file.call(log_visit, contact, VisitDetails(DAY))  # type: ignore[union-attr]
    await opening.correct(app, "visit", visit.id)
    return edits.VISIT, visit.id


async def form_of_purchase(app: FichierApp, contact: int) -> tuple[edits.Editable[Any], Any]:
    purchase = app.file.call(log_purchase, contact, PurchaseDetails(DAY, "Spa", 2_800))  # type: ignore[union-attr]
    await opening.correct(app, "purchase", purchase.id)
    return edits.PURCHASE, purchase.id


async def form_of_action(app: FichierApp, contact: int) -> tuple[edits.Editable[Any], Any]:
    action = app.file.call(plan_action, contact, ActionDetails("task", "Spa", DAY))  # type: ignore[union-attr]
    await opening.change_action(app, action.id)
    return edits.ACTION, action.id


async def form_of_offer(app: FichierApp, _contact: int) -> tuple[edits.Editable[Any], Any]:
    offer = app.file.call(create_offer, OfferDetails("Été", text="Dix"))  # type: ignore[union-attr]
    await show_form(app, OfferDialog(offer))
    return edits.OFFER, offer.id


async def form_of_breach(app: FichierApp, _contact: int) -> tuple[edits.Editable[Any], Any]:
    breach = app.file.call(lambda s: note_breach(s, BreachDetails(s.now(), nature="Lost")))  # type: ignore[union-attr]
    await show_form(app, BreachDialog(breach.details.known_at, breach))
    return edits.BREACH, breach.id


async def form_of_request(app: FichierApp, contact: int) -> tuple[edits.Editable[Any], Any]:
    noted = app.file.call(note_request, contact, RequestDetails("access", DAY))  # type: ignore[union-attr]
    await show_form(app, RequestDialog(noted))
    return edits.REQUEST, noted.id


async def form_of_controller(app: FichierApp, _contact: int) -> tuple[edits.Editable[Any], Any]:
    await show_form(app, ControllerDialog())
    return edits.CONTROLLER, ""


async def form_of_member(app: FichierApp, _contact: int) -> tuple[edits.Editable[Any], Any]:
    lea = next(one for one in await app.ask(list_staff) if one.login == "lea")
    await show_form(app, MemberDialog(lea))
    return MEMBER_BY_NAME, lea.id


# A colleague renames a member by the real verb: the form gives its own, which knows the keyring.
MEMBER_BY_NAME = replace(edits.MEMBER, write=lambda s, _key, member: rename_member(s, "lea", member.name))


@pytest.mark.parametrize(
    ("form", "field", "typed", "mine", "theirs"),
    [
        (form_of_visit, "people", "2", {"people": 2}, {"note": "Avec le chien"}),
        (form_of_purchase, "reference", "F12", {"reference": "F12"}, {"amount_cents": 3_000}),
        (form_of_action, "place", "Hall", {"place": "Hall"}, {"day": DAY + dt.timedelta(3)}),
        (form_of_offer, "name", "Été ", {}, {"ends_on": DAY + dt.timedelta(9)}),
        (form_of_breach, "measures", "Locks", {"measures": "Locks"}, {"people": 12}),
        (form_of_request, "note", "Twice", {"note": "Twice"}, {"kind": "erasure"}),
        (form_of_controller, "dpo", "Maître Roux", {"dpo": "Maître Roux"}, {"phone": "04 93 00 00 00"}),
        (form_of_member, "role", "Owner", {"role": "owner"}, {"name": "Léa Roux"}),
    ],
)
async def test_every_form_that_corrects_keeps_both(
    demo_file: OpenFile, form: Any, field: str, typed: str, mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.look()
        what, key = await form(app, contact)
        await app.look()
        assert isinstance(app.screen, FormDialog)
        app.screen.form.entry(field).set_typed(typed)
        corrected(demo_file, what, key, **theirs)
        await app.look()
        await settled(pilot)
        assert "Maud saved this meanwhile" in drawn(pilot)
        await struck(pilot, "ctrl+s")
        assert "with what Maud changed" in said(pilot)
        after = demo_file.call(edits.begin_edit, what, key).details
        assert all(getattr(after, name) == value for name, value in {**mine, **theirs}.items())


async def test_two_reasons_to_keep_a_card_are_asked_and_may_both_stand(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file)
    due = DueCard(contact, "Zimmermann", Due("prospect", "erase", DAY, DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.look()
        await show_form(app, HoldDialog(due))
        await struck(pilot, "=procès")
        by_colleague(demo_file, hold_card, contact, "facture impayée")
        await app.look()
        await settled(pilot)
        assert "Maud saved this meanwhile: Reason" in drawn(pilot)
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, Question)
        await struck(pilot, "3")
        assert demo_file.call(held_because, contact) == "facture impayée · procès"


async def test_a_time_that_another_owner_chose_meanwhile_is_asked(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.look()
        await show_form(app, TimeDialog(Time(1, CATEGORIES["prospect"], 36)))
        app.screen.form.entry("months").set_typed("24")  # type: ignore[attr-defined]
        by_colleague(demo_file, change_retention, "prospect", 30)
        by_colleague(demo_file, change_retention, "client", 24)
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, Question)
        assert "Maud: 30" in drawn(pilot)
        await struck(pilot, "1")
        assert demo_file.call(retention_choices) == {"prospect": 24, "client": 24}


async def test_a_segment_changed_by_two_is_asked_with_both_texts(demo_file: OpenFile) -> None:
    saved = demo_file.call(save_segment, "Dames", read_segment("F 60+"))
    app = app_on_demo(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await app.look()
        await app.push_screen(BuilderScreen(saved))
        await settled(pilot)
        await struck(pilot, "end", "= client")
        corrected(demo_file, edits.SEGMENT, saved.id, conditions="F 70+")
        await app.look()
        await settled(pilot)
        assert "Maud saved this meanwhile: Conditions" in said(pilot)
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, Question)
        assert "Maud: " in drawn(pilot)
        assert "70" in drawn(pilot)
        await struck(pilot, "1")
        assert "client" in demo_file.call(load_segment, "Dames").text
        await struck(pilot, "end", "= -ok:mail", "ctrl+s")
        assert not isinstance(app.screen, Question)
        assert "mail" in demo_file.call(load_segment, "Dames").text


async def test_a_draft_older_than_a_colleagues_edit_says_so(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f4", "end", "=-Roux", "escape")
        corrected(demo_file, edits.CONTACT, contact, last_name="Zimmer")
        await struck(pilot, "f4")
        assert "Maud saved this since the draft was typed" in drawn(pilot)


async def test_a_program_stopped_in_mid_write_costs_a_wait_and_nothing_typed(tmp_path: Path) -> None:
    made = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST)
    file = open_file(made.folder.path, PASSPHRASE, day=DAY)
    contact = newcomer(file)
    file.call(lambda session: session.database.execute_sql("PRAGMA busy_timeout = 300"))
    process, told = start(stop_in_mid_write, made.folder.path, contact)
    assert told.recv() == "in the middle"
    app = opened(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f4", "end", "=-Roux", "ctrl+s")
        assert "Another program is writing" in said(pilot)
        assert isinstance(app.screen, ContactForm)
        assert app.screen.form.answers()["last_name"] == "Zimmermann-Roux"
        go_on(process, told)
        await struck(pilot, "ctrl+s")
        after = file.call(read_contact, contact)
        assert (after.details.last_name, after.summary.visits) == ("Zimmermann-Roux", 1)
    file.close()


async def test_a_telephone_of_a_draft_takes_the_place_of_none_that_was_added_since(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f4", "tab", "tab", "=0611111111", "escape")
        corrected(demo_file, edits.CONTACT, contact, phones=(PhoneNumber("+33622222222"),))
        await struck(pilot, "f4", "ctrl+s")
        phones = demo_file.call(read_contact, contact).details.phones
        assert [phone.number for phone in phones] == ["+33622222222", "+33611111111"]


async def test_a_draft_that_the_other_program_dropped_is_kept_again(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await app.look()
        await struck(pilot, "f4", "end", "=-Roux")
        await app.keep_typed()
        demo_file.call(drop_draft, f"contact.{contact}")
        corrected(demo_file, edits.CONTACT, contact, profession="Luthière")
        await app.look()
        await app.keep_typed()
        assert [draft.values for draft in demo_file.call(list_drafts)] == [{"last_name": "Zimmermann-Roux"}]


async def test_who_types_at_the_same_card_is_told_in_its_title(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    visit = demo_file.call(log_visit, contact, VisitDetails(DAY)).id
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f4")
        for key in (f"contact.{contact}", f"visit_line.{visit}"):
            by_colleague(demo_file, keep_draft, key, {"last_name": "Zimmer"})
        await app.keep_typed()
        await settled(pilot)
        assert "Zimmermann Ève · Maud is typing here too" in drawn(pilot).splitlines()[0]
        by_colleague(demo_file, drop_draft, f"contact.{contact}")
        await app.keep_typed()
        await settled(pilot)
        assert "Maud" not in drawn(pilot)
        await struck(pilot, "escape")
        await opening.correct(app, "visit", visit)
        await app.keep_typed()
        await settled(pilot)
        assert "Maud is typing here too" in drawn(pilot)


async def test_the_list_keeps_its_place_while_a_colleague_works(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.look()
        screen = app.screen
        assert isinstance(screen, ContactsScreen)
        await struck(pilot, "tab", *["down"] * 30)
        people, first = screen.contacts, drawn(pilot).splitlines()[3:-4]
        cursor_id, cursor, top = people.cursor_id, people.cursor, people.scroll_offset
        by_colleague(demo_file, create_contact, ContactDetails(last_name="Aaron"))
        by_colleague(demo_file, log_visit, cursor_id, VisitDetails(DAY))
        await app.look()
        await settled(pilot)
        assert (people.cursor_id, people.cursor) == (cursor_id, cursor + 1), "one more stands above it"
        assert screen.focused is people
        names = [line[:16].strip(" ›│") for line in first]
        now = [line[:16].strip(" ›│") for line in drawn(pilot).splitlines()[3:-4]]
        assert now[1:] == names[1:], "each name on its line"
        assert people.scroll_offset.y == top.y + 1


async def test_the_cursor_stays_on_its_line_of_the_history(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await app.look()
        await struck(pilot, "down", "down", "down")
        card = app.screen
        assert isinstance(card, CardScreen)
        before = card.history.cursor_row
        assert before is not None
        height = card.history.cursor - card.history.scroll_offset.y
        for _visit in range(2):
            by_colleague(demo_file, log_visit, PERON, VisitDetails(DAY))
        await app.look()
        await settled(pilot)
        after = card.history.cursor_row
        assert after is not None
        assert (after.event.kind, after.event.id, after.id) == (before.event.kind, before.event.id, before.id + 2)
        assert card.history.cursor - card.history.scroll_offset.y == height
        # A visit of ours is what one goes on with: the cursor stays at its place.
        await struck(pilot, "home", "f5")
        assert card.history.cursor == 0


async def test_what_is_typed_in_the_search_stays_while_a_colleague_works(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.look()
        await struck(pilot, "=per")
        focused = app.screen.focused
        by_colleague(demo_file, create_contact, ContactDetails(last_name="Peraldi"))
        await app.look()
        await settled(pilot)
        assert app.screen.focused is focused
        assert focused.value == "per"  # type: ignore[union-attr]
        assert "Peraldi" in drawn(pilot)


async def test_a_write_of_ours_hides_none_of_a_colleagues(demo_file: OpenFile) -> None:
    """Between our write and the next look another program may write too: it is seen."""
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.look()
        assert isinstance(app.screen, ContactsScreen)
        count = len(app.screen.contacts.ids)
        await app.changed()
        by_colleague(demo_file, create_contact, ContactDetails(last_name="Aaron"))
        await app.look()
        await settled(pilot)
        assert len(app.screen.contacts.ids) == count + 1


async def test_who_was_forgotten_while_one_types_is_said_so_and_leaves_no_draft(demo_file: OpenFile) -> None:
    contact = newcomer(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "f4", "end", "=-Roux")
        await app.keep_typed()
        by_colleague(demo_file, erase_contacts, [contact])
        await app.look()
        await settled(pilot)
        assert "was forgotten meanwhile" in drawn(pilot)
        await struck(pilot, "ctrl+s")
        assert isinstance(app.screen, ContactForm)
        assert "was forgotten meanwhile" in said(pilot)
        await struck(pilot, "=x", "escape", "escape")
        assert not isinstance(app.screen, ContactForm)
    assert demo_file.call(list_drafts) == ()
