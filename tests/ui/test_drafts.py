"""What is typed and not saved survives whatever happens to the program, and is offered again."""

from __future__ import annotations

import pytest

from fichier_tui.domain.history import VisitDetails
from fichier_tui.storage import OpenFile, drop_draft, keep_draft, leave_draft, list_drafts, log_visit, read_draft
from fichier_tui.storage.typing_here import TypingHere
from fichier_tui.ui.dialogs.dialog import Hints
from fichier_tui.ui.dialogs.drafts import KINDS, DraftsDialog
from fichier_tui.ui.draft import Draft
from fichier_tui.ui.keyed_screen import KeyedScreen
from fichier_tui.ui.screens.card import opening
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.screens.card.purchase_form import PurchaseDialog
from fichier_tui.ui.screens.card.visit_form import VisitDialog
from fichier_tui.ui.screens.counter.screen import CounterScreen
from fichier_tui.ui.screens.offers.campaign_form import CampaignDialog
from fichier_tui.ui.screens.offers.form import OfferDialog
from fichier_tui.ui.screens.segments.builder import BuilderScreen
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.card_app import PERON, drawn, opened, said, struck


def keys_of(file: OpenFile) -> list[str]:
    return [draft.key for draft in file.call(list_drafts)]


async def test_what_is_typed_is_in_the_file_before_anybody_leaves_the_form(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=Lacroix")
        await app.keep_typed()
        kept = demo_file.call(read_draft, "contact.new.")
        assert kept is not None
        assert kept.values == {"last_name": "Lacroix"}
        # The program ends here as when the current is cut: no screen is asked to keep anything.
    again = app_on_demo(demo_file)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "1 draft. Ctrl+D shows it" in said(pilot)
        await struck(pilot, "ctrl+d")
        assert "Lacroix" in drawn(pilot)
        await struck(pilot, "enter")
        assert isinstance(again.screen, ContactForm)
        assert again.screen.form.answers()["last_name"] == "Lacroix"
        await struck(pilot, "ctrl+s")
        assert keys_of(demo_file) == []


async def test_a_draft_is_told_of_whatever_else_is_told_and_typed_on_the_way_in(demo_file: OpenFile) -> None:
    demo_file.call(keep_draft, "contact.new.", {"last_name": "Lacroix"})
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.tell("Choose a passphrase of your own.", "note")
        assert "1 draft" not in said(pilot)
        await struck(pilot, "=p")
        assert "1 draft. Ctrl+D shows it" in said(pilot)
        await struck(pilot, "=er")
        assert "1 draft. Ctrl+D shows it" in said(pilot)
        app.tell("Done.")
        await struck(pilot, "backspace")
        assert "1 draft" not in said(pilot)
        app.hush()
        app.tell("Choose a passphrase of your own.", "note")
        await app.offer_drafts()
        assert "1 draft" not in said(pilot)
        await struck(pilot, "ctrl+d")
        assert "Lacroix" in drawn(pilot)
        await struck(pilot, "escape")
        assert "1 draft" not in said(pilot)


async def test_the_same_text_is_written_once_and_an_emptied_form_keeps_nothing(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=Lac")
        await app.keep_typed()
        first = demo_file.call(read_draft, "contact.new.")
        await app.keep_typed()
        assert demo_file.call(read_draft, "contact.new.") == first
        await struck(pilot, *["backspace"] * 3)
        await app.keep_typed()
        assert keys_of(demo_file) == []


async def test_a_form_that_was_saved_is_not_kept_again(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "f6", "tab", "=99")
        form = app.screen
        assert isinstance(form, PurchaseDialog)
        await app.keep_typed()
        assert keys_of(demo_file) == [f"purchase.{PERON}"]
        await struck(pilot, "ctrl+s")
        await form.keep_typed()  # as the clock may do between the writing and the closing of the form
        assert keys_of(demo_file) == []


async def test_the_note_of_a_visit_that_is_being_completed_is_kept_too(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "f5", "f5", "=Cherche un g", "f12")
    assert app.return_value == "lock"
    again = app_on_demo(demo_file)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+d")
        assert "Visit Péron Hélène" in drawn(pilot)
        await struck(pilot, "enter")
        assert isinstance(again.screen, VisitDialog)
        assert again.screen.form.answers()["note"] == "Cherche un g"


async def test_a_segment_half_written_is_kept_and_comes_back(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+g", "n", "=town:nice vi")
        await app.keep_typed()
    again = app_on_demo(demo_file)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+d", "enter")
        assert isinstance(again.screen, BuilderScreen)
        assert again.screen.line.value == "town:nice vi"


async def test_an_offer_and_a_campaign_half_written_are_kept_and_come_back(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e", "n", "=Printemps", "escape")
        assert "kept as a draft" in said(pilot)
        await struck(pilot, "c", "n", "=Flyers")
        await app.keep_typed()
    again = app_on_demo(demo_file)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert keys_of(demo_file) == ["campaign.new", "offer.new"]
        await struck(pilot, "ctrl+d", "enter")
        assert isinstance(again.screen, CampaignDialog)
        assert again.screen.form.answers()["name"] == "Flyers"
        await struck(pilot, "escape", "ctrl+d", "down", "enter")
        assert isinstance(again.screen, OfferDialog)
        await struck(pilot, "ctrl+s")
        assert "Offer created: Printemps" in said(pilot)
        assert keys_of(demo_file) == ["campaign.new"]


async def test_a_draft_is_dropped_when_the_list_is_closed_and_not_before(demo_file: OpenFile) -> None:
    demo_file.call(keep_draft, f"note.{PERON}", {"text": "Rappeler"})
    demo_file.call(keep_draft, "contact.new.durand", {"phone_0": "06"})
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+d", "delete")
        assert isinstance(app.screen, DraftsDialog)
        assert app.screen.query_one(Hints).render().plain.startswith("Enter Take up   Del Drop")
        assert "dropped" in drawn(pilot)
        assert len(keys_of(demo_file)) == 2
        await struck(pilot, "delete")
        assert "dropped" not in drawn(pilot)
        await struck(pilot, "delete", "escape")
        assert keys_of(demo_file) == [f"note.{PERON}"]
        await struck(pilot, "ctrl+d", "delete", "escape", "ctrl+d")
        assert not isinstance(app.screen, DraftsDialog)
        assert "Everything that was typed is saved." in said(pilot)


async def test_a_draft_of_what_is_gone_says_so(demo_file: OpenFile) -> None:
    demo_file.call(keep_draft, "note_line.999999", {"text": "Rappeler"})
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+d", "enter")
        assert "no longer in the file" in said(pilot)


@pytest.mark.parametrize(
    ("typed", "worth"),
    [
        ({}, False),
        ({"note": "a"}, False),
        ({"note": " a "}, False),
        ({"note": "ok"}, True),
        ({"amount": "9"}, True),
        ({"note": "a", "subject": "b"}, True),
        ({"subject": ""}, False),
    ],
)
async def test_a_letter_typed_by_mistake_is_no_draft(demo_file: OpenFile, typed: dict[str, str], worth: bool) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, KeyedScreen)
        draft = Draft(app.screen, "plan.0")
        await draft.keep(typed)
        assert draft.there == worth
        await draft.keep({"note": "a"})
        assert not draft.there


def test_how_screens_were_left_is_no_draft(demo_file: OpenFile) -> None:
    demo_file.call(keep_draft, "screen.contacts", {"filter": "all"})
    assert keys_of(demo_file) == []
    demo_file.call(keep_draft, "screen.contacts", {"filter": "late"})
    kept = demo_file.call(read_draft, "screen.contacts")
    assert kept is not None
    assert (kept.values, kept.others) == ({"filter": "late"}, 0)
    demo_file.call(drop_draft, "screen.contacts")


async def test_the_same_form_in_two_programs_of_one_person_keeps_both(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    key = f"purchase.{PERON}"
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(PERON)
        await struck(pilot, "f6", "tab", "=99")
        await app.keep_typed()
        mine = demo_file.call(read_draft, key)
        assert mine is not None
        # The other window had opened the form with this draft, and types on.
        demo_file.call(keep_draft, key, {"amount": "45"}, mine)
        await struck(pilot, "=9")
        await app.keep_typed()
        assert "in another window too" in drawn(pilot)
        amounts = {draft.values["amount"] for draft in demo_file.call(list_drafts)}
        assert amounts == {"45", "999"}
        await struck(pilot, "=9")
        await app.keep_typed()
        assert len(keys_of(demo_file)) == 2, "each goes on in its own"
        await struck(pilot, "ctrl+s")
        assert [draft.values for draft in demo_file.call(list_drafts)] == [{"amount": "45"}]


async def test_each_of_two_drafts_of_one_form_is_offered(demo_file: OpenFile) -> None:
    key = f"note.{PERON}"
    for text in ("Rappeler lundi", "Vient avec son chien"):
        demo_file.call(keep_draft, key, {"text": text})
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "ctrl+d", "down", "enter")
        form = app.screen
        assert isinstance(form, FormDialog)
        assert form.form.answers()["text"] == "Rappeler lundi"
        assert "Ctrl+R drops it and shows the other one" in " ".join(drawn(pilot).split())
        await struck(pilot, "ctrl+r")
        assert form.form.answers()["text"] == "Vient avec son chien"
        assert "the other one" not in drawn(pilot)
        await struck(pilot, "ctrl+r")
        assert form.form.answers()["text"] == ""
        assert keys_of(demo_file) == []


async def test_what_is_typed_in_another_window_fills_no_form_here(demo_file: OpenFile) -> None:
    key = f"note.{PERON}"
    theirs = demo_file.call(keep_draft, key, {"text": "Rappeler lun"})
    demo_file.call(leave_draft, theirs)
    other = TypingHere(demo_file.folder.path)
    other.hold(theirs.id)
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "ctrl+d")
        assert not isinstance(app.screen, DraftsDialog)
        assert "another window is typing 1 form" in said(pilot)
        await opening.note_down(app, PERON)
        form = app.screen
        assert isinstance(form, FormDialog)
        assert form.form.answers()["text"] == ""
        await struck(pilot, "=Vient à deux", "escape")
        assert "kept as a draft" in said(pilot)
        mine = demo_file.call(read_draft, key)
        assert mine is not None
        assert not other.is_elsewhere(mine.id), "who left the form keeps nobody from it"
        other.close()
        await struck(pilot, "ctrl+d")
        assert isinstance(app.screen, DraftsDialog)
        assert {draft.id for draft in app.screen.drafts} == {mine.id, theirs.id}


async def test_two_cards_made_at_once_have_a_draft_each_and_each_is_saved(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=Lacroix")
        demo_file.call(keep_draft, "contact.new.", {"last_name": "Vauquelin"})
        await app.keep_typed()
        assert keys_of(demo_file) == ["contact.new."] * 2
        await struck(pilot, "ctrl+s")
        assert [draft.values for draft in demo_file.call(list_drafts)] == [{"last_name": "Vauquelin"}]


async def test_a_line_that_was_put_aside_is_offered_in_every_window(demo_file: OpenFile) -> None:
    other = TypingHere(demo_file.folder.path)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, ":", "=n first")
        await app.keep_typed()
        [kept] = demo_file.call(list_drafts)
        assert other.is_elsewhere(kept.id)
        await struck(pilot, "escape")
        assert demo_file.call(list_drafts) == (kept,)
        assert not other.is_elsewhere(kept.id)


async def test_the_line_of_another_counter_is_not_overwritten(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, ":", "=n first")
        demo_file.call(keep_draft, "counter", {"line": "n second"})
        await app.keep_typed()
        assert [draft.values["line"] for draft in demo_file.call(list_drafts)] == ["n first", "n second"]
        await struck(pilot, "=!")
        await app.keep_typed()
        assert [draft.values["line"] for draft in demo_file.call(list_drafts)] == ["n first!", "n second"]
        await struck(pilot, "ctrl+d", "down", "enter")
        assert isinstance(app.screen, CounterScreen)
        assert app.screen.entry.value == "n second"


# The line of the counter is no form: `test_counter` takes it up.
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"counter", "sending"}))  # a sending is a screen: test_sending
async def test_every_kind_of_draft_is_taken_up_by_its_own_form(demo_file: OpenFile, kind: str) -> None:
    visit = demo_file.call(log_visit, PERON, VisitDetails(DAY)).id
    numbers = {
        "contact": PERON, "purchase": PERON, "plan": PERON, "note": PERON, "visit_line": visit,
        "purchase_line": row(demo_file, "purchase"), "note_line": row(demo_file, "note"), "segment": "new",
        "complete": row(demo_file, "action"), "action_line": row(demo_file, "action"), "complaint": PERON,
        "satisfaction_line": row(demo_file, "satisfaction WHERE kind = 'complaint'"),
        "own_field": "new", "template": "alt3", "offer": row(demo_file, "offer"), "campaign": "new",
        "member": "new",
    }  # fmt: skip
    key = f"{kind}.{numbers[kind]}" if kind in numbers else kind  # of a form of the settings there is but one
    demo_file.call(keep_draft, key, {"text": "x"})
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+d", "enter")
        draft = getattr(app.screen, "draft", None)
        assert isinstance(draft, Draft)
        assert draft.key == key


def row(file: OpenFile, table: str) -> int:
    """The first row of a table."""
    return int(file.call(lambda session: session.database.execute_sql(f"SELECT MIN(id) FROM {table}").fetchone()[0]))


def writable(file: OpenFile, *, is_writable: bool) -> None:
    """From now on the file takes what is written, or refuses it as on a disk that cannot be written on."""
    file.call(lambda session: session.database.execute_sql(f"PRAGMA query_only = {int(not is_writable)}"))


async def test_what_the_disk_does_not_take_is_not_said_to_be_kept_and_the_form_stays(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=Lacroix")
        form = app.screen
        writable(demo_file, is_writable=False)
        await app.keep_typed()
        assert "no permission to write" in said(pilot)  # while one types, and there is time to do something about it
        await struck(pilot, "escape")
        assert "it is lost" in said(pilot)
        assert app.screen is form
        writable(demo_file, is_writable=True)
        await struck(pilot, "escape")
        assert "kept as a draft" in said(pilot)
        assert keys_of(demo_file) == ["contact.new."]


async def test_who_was_told_that_it_is_lost_leaves_by_the_same_key(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=Lacroix")
        writable(demo_file, is_writable=False)
        await struck(pilot, "escape", "escape")
        assert not isinstance(app.screen, ContactForm)
        writable(demo_file, is_writable=True)


async def test_ctrl_q_tells_first_of_what_cannot_be_kept(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "f2", "=Lacroix")
        writable(demo_file, is_writable=False)
        await struck(pilot, "ctrl+q")
        assert app.is_running
        assert app.return_value is None
        assert "Ctrl+Q again" in said(pilot)
        await struck(pilot, "=x")
        assert "Ctrl+Q again" not in said(pilot)
        await struck(pilot, "ctrl+q")
        assert "Ctrl+Q again" in said(pilot), "what was typed since is told of too"
        assert app.return_value is None
        writable(demo_file, is_writable=True)
        await struck(pilot, "ctrl+q")
        assert app.return_value == "quit"
    assert keys_of(demo_file) == ["contact.new."]


async def test_the_counter_keeps_its_line_once_the_disk_takes_it(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await struck(pilot, "colon", "=v zimm")
        assert isinstance(app.screen, CounterScreen)
        writable(demo_file, is_writable=False)
        await app.keep_typed()
        writable(demo_file, is_writable=True)
        await app.keep_typed()
        assert keys_of(demo_file) == ["counter"]
