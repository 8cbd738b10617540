"""Writing to contacts, key by key, on a real file and a real mail server: the way, the text, a look, and it leaves."""

from __future__ import annotations

import asyncio
import csv
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from textual import events

from fichier_tui.domain.mail import MailSettings
from fichier_tui.domain.paper_reasons import SAME_NUMBER
from fichier_tui.domain.segment import read_segment
from fichier_tui.domain.sending import QUEUED, SENT, Chosen, LeftOut, SendingDetails
from fichier_tui.storage import OpenFile, find_segment, list_drafts, record_consent, redo, timeline
from fichier_tui.storage.consents.contactability import retained
from fichier_tui.storage.letters.mail import set_mail
from fichier_tui.storage.letters.sending_steps import claim_recipient
from fichier_tui.storage.letters.sendings import list_sendings, prepare_sending, recipients_of, record_sent
from fichier_tui.storage.typing_here import TypingHere
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.picking import Picker
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.planner.agenda_list import AgendaList
from fichier_tui.ui.screens.planner.lines import Row
from fichier_tui.ui.screens.planner.screen import PlannerScreen
from fichier_tui.ui.screens.sending import by_post
from fichier_tui.ui.screens.sending.look_step import LookStep
from fichier_tui.ui.screens.sending.opening import open_sending
from fichier_tui.ui.screens.sending.recipients import RecipientsScreen
from fichier_tui.ui.screens.sending.register import SendingsScreen
from fichier_tui.ui.screens.sending.screen import SendingScreen
from fichier_tui.ui.screens.sending.telling import fewer_words
from fichier_tui.ui.screens.sending.text_step import TextStep
from fichier_tui.ui.screens.sending.way_step import WayStep
from screenshots.quiet import PATIENCE, while_held
from tests.exchange.mail_servers import PASSWORD, Taken, mail_server
from tests.ui.app_on_demo import settled
from tests.ui.card_app import Home, drawn, opened, said, struck

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
SEGMENT = "ok:mail"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Taken, MailSettings]]:
    """A mail server that the program trusts."""
    with mail_server(tmp_path) as (taken, mail):
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        yield taken, mail


def some(file: OpenFile, count: int = 12) -> list[int]:
    """The first contacts of the segment."""
    return list(file.call(find_segment, read_segment(SEGMENT)))[:count]


async def writing(app: FichierApp, pilot: object, contacts: list[int], name: str = "Spring [/b]") -> SendingScreen:
    """The screen, from the first place."""
    await open_sending(app, contacts, name)
    await settled(pilot)
    assert isinstance(app.screen, SendingScreen)
    return app.screen


async def test_e_mails_leave_to_those_who_may_be_written_to_and_stand_in_the_register(
    demo_file: OpenFile, server: tuple[Taken, MailSettings]
) -> None:
    taken, mail = server
    demo_file.call(set_mail, mail, PASSWORD)
    contacts = some(demo_file)
    allowed = demo_file.call(retained, contacts, "email", "prospecting").retained
    assert len(allowed) >= 6
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, contacts)
        assert f"{len(allowed)} retenus" in drawn(pilot)
        await struck(pilot, "enter", "=Pour ", "ctrl+f")
        assert isinstance(app.screen, Picker)
        shown = drawn(pilot).replace("\u00a0", " ")
        assert "accord : invité ou invitée" in shown
        assert "Entrée Choisir" in shown, "its line of keys is on the screen"
        assert "›" in shown
        await struck(pilot, "=prén", "enter", "enter", "=Bonjour [b]", "enter", "=Venez", "ctrl+s")
        assert screen.step == "look"
        first = drawn(pilot)
        await struck(pilot, "right")
        assert drawn(pilot) != first
        # Somebody says no while the last one is being looked at.
        demo_file.call(record_consent, allowed[0], "email", "withdrawn")
        await struck(pilot, "enter")
        assert isinstance(app.screen, Question)
        assert not taken.messages
        await struck(pilot, "o", "enter")
        assert not isinstance(app.screen, SendingScreen)
        assert f"{len(allowed) - 1} messages envoyés" in said(pilot)
    assert len(taken.messages) == len(set(taken.addresses)) == len(allowed) - 1
    assert all(b"[b]" in content for _address, content in taken.messages)
    sending = demo_file.call(list_sendings)[0]
    assert sending.count(SENT) == len(allowed) - 1
    assert "Spring [/b]" in [line.text for line in demo_file.call(timeline, allowed[1])]


async def test_what_was_typed_comes_back_and_a_wrong_field_is_told_where_it_stands(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, some(demo_file))
        await struck(pilot, "down", "down", "down", "down", "enter", "=News", "enter", "=Dear {prenon}", "ctrl+s")
        assert screen.step == "text"
        assert "prenon" in said(pilot)
        assert "prénom" in said(pilot)
        # Each is said under its text, the subject first: the cursor is there.
        form = screen.query_one(TextStep).form
        form.entry("subject").set_typed("The {prnom} and {twn}")
        form.go_to("text")
        await struck(pilot, "ctrl+s")
        assert screen.step == "text"
        assert app.focused is form.entry("subject")
        assert "Subject: No field is called so: {prnom} (close: {prénom" in said(pilot)
        assert "{twn}" in " ".join(drawn(pilot).split())
        assert "No field is called “prenon”" in " ".join(drawn(pilot).split())
        form.entry("subject").set_typed("News")
        await struck(pilot, "escape", "escape")
        again = await writing(app, pilot, some(demo_file))
        await struck(pilot, "down", "down", "down", "down", "enter")
        assert again.query_one(TextStep).form.typed()["text"] == "Dear {prenon}"
        assert again.query_one(TextStep).form.typed()["subject"] == "News"


async def test_letters_are_looked_at_then_written_as_they_were_seen(demo_file: OpenFile, tmp_path: Path) -> None:
    target = tmp_path / "letters.pdf"
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await writing(app, pilot, some(demo_file))
        await struck(pilot, "down", "down", "down", "down", "enter", "=News", "enter", "=Dear {first_name|friend}")
        chosen = screen.query_one(WayStep).retained()
        screen.query_one(TextStep).form.entry("path").set_typed(str(target))
        await struck(pilot, "ctrl+s")
        look = screen.query_one(LookStep)
        count = len(look.prepared.chosen.retained)
        assert chosen is not None
        assert fewer_words(chosen, look.prepared.chosen, "post") == ()
        assert not look.prepared.with_holes
        assert screen.disabled_reason("turn_to_hole")
        # Without what to say instead, those of whom it is not known are counted, and V goes from one to the next.
        await struck(pilot, "escape")
        screen.query_one(TextStep).form.entry("text").set_typed("Dear {sponsor}")
        await struck(pilot, "ctrl+s")
        contacts = [contact for contact, _address in look.prepared.chosen.retained]
        holes = [place for place, one in enumerate(contacts) if one in look.prepared.with_holes]
        told = f"! {len(holes)} of {count} have an empty field"
        assert len(holes) > 1
        assert told in drawn(pilot)
        for place in (*(hole for hole in holes if hole), holes[0]):
            await struck(pilot, "v")
            assert look.place == place
            assert "Nothing is known for: {sponsor}" in drawn(pilot)
        await struck(pilot, "enter")
        assert told in drawn(pilot)
        await struck(pilot, "y", "enter")
        assert f"Written for {count} contacts" in said(pilot)
        assert "Ctrl+Z undoes the notes, not the file" in said(pilot)
        pages = PdfReader(target).pages
        assert len(pages) == count
        assert "Dear" in pages[0].extract_text()
        # The same name again: nothing is replaced without a yes.
        before = target.read_bytes()
        screen = await writing(app, pilot, some(demo_file))
        await struck(pilot, "down", "down", "down", "down", "enter")
        assert screen.query_one(TextStep).form.typed()["text"] == ""
        await struck(pilot, "=News", "enter", "=Dear all")
        screen.query_one(TextStep).form.entry("path").set_typed(str(target))
        await struck(pilot, "ctrl+s", "enter", "y", "enter")
        assert isinstance(app.screen, Question)
        await struck(pilot, "n", "enter")
        assert target.read_bytes() == before
        assert isinstance(app.screen, SendingScreen)


def test_who_is_left_out_only_once_it_is_made_is_told_with_the_reason() -> None:
    before = Chosen(((1, ""), (2, ""), (3, "")))
    after = Chosen(((1, ""),), (LeftOut(4, "refused"), LeftOut(2, SAME_NUMBER), LeftOut(3, SAME_NUMBER)))
    assert fewer_words(before, after, "sms") == ("! 2 more are left out: 2 with the number of another",)


async def test_a_list_of_addresses_and_who_was_left_out_of_it(demo_file: OpenFile, tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    contacts = list(demo_file.call(find_segment, read_segment("avec mail")))[:20]
    chosen = demo_file.call(retained, contacts, "email", "prospecting")
    assert chosen.retained
    assert chosen.left_out
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, contacts)
        await struck(pilot, "down", "down", "enter")
        screen.query_one(TextStep).form.entry("path").set_typed(str(target))
        await struck(pilot, "ctrl+s", "enter")
        assert "Purpose: News and offers" in drawn(pilot)
        assert "Ctrl+Z takes the note back" in drawn(pilot)
        await struck(pilot, "y", "enter")
        with target.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream, delimiter=";"))
        assert len(rows) == 1 + len(chosen.retained)
        await struck(pilot, "escape")
        await app.push_screen(SendingsScreen())
        await settled(pilot)
        assert "¶ written" in drawn(pilot)
        await struck(pilot, "enter")
        assert isinstance(app.screen, RecipientsScreen)
        assert len(app.screen.rows) == len(contacts)
        assert "¶ written" in drawn(pilot)
        assert "left out" in drawn(pilot)
        await struck(pilot, "ctrl+z")
        assert "the file stays" in said(pilot)
        assert demo_file.call(list_sendings) == ()
        demo_file.call(redo)
    sending = demo_file.call(list_sendings)[0]
    states = {one.contact: one.state for one in demo_file.call(recipients_of, sending.id)}
    assert {contact for contact, state in states.items() if state == SENT} == set(chosen.retained)


async def test_another_purpose_counts_others_and_nobody_is_said(demo_file: OpenFile) -> None:
    contacts = list(demo_file.call(find_segment, read_segment("non:mail")))[:5]
    assert not demo_file.call(retained, contacts, "email", "prospecting").retained
    service = demo_file.call(retained, contacts, "email", "service").retained
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, contacts)
        await struck(pilot, "enter")
        assert screen.step == "way"
        assert "Nobody may be written to" in said(pilot)
        await writing(app, pilot, [])
        await struck(pilot, "enter")
        assert "There is nobody to write to" in said(pilot)
        await struck(pilot, "escape")
        await struck(pilot, "right")
        assert f"{len(service)} of {len(contacts)}" in drawn(pilot)


async def test_what_was_interrupted_goes_on_and_what_is_uncertain_is_asked_about(
    demo_file: OpenFile, server: tuple[Taken, MailSettings]
) -> None:
    taken, mail = server
    demo_file.call(set_mail, mail, PASSWORD)
    details = SendingDetails("Spring", subject="Spring", text="Come {prénom}", purpose="prospecting")
    sending = demo_file.call(prepare_sending, details, some(demo_file))
    waiting = demo_file.call(recipients_of, sending.id, [QUEUED])
    # The program died while the first one was on its way.
    demo_file.call(claim_recipient, waiting[0].id, "<x@example.org>")
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(SendingsScreen())
        await settled(pilot)
        await struck(pilot, "r", "enter")
        assert taken.addresses == [], "the first answer is no"
        await struck(pilot, "r")
        assert f"Send {len(waiting) - 1} messages now?" in drawn(pilot)
        await struck(pilot, "y", "enter")
        assert taken.addresses == [one.address for one in waiting[1:]]
        assert "1 uncertain" in said(pilot)
        await struck(pilot, "enter", "u")
        assert isinstance(app.screen, Question)
        await struck(pilot, "n")
        assert demo_file.call(recipients_of, sending.id, [QUEUED])[0].id == waiting[0].id
        await struck(pilot, "escape", "r", "y", "enter")
    assert sorted(taken.addresses) == sorted(one.address for one in waiting)
    assert demo_file.call(list_sendings)[0].ended_at is not None


async def test_a_sending_is_one_line_of_the_day_and_opens_the_register(demo_file: OpenFile) -> None:
    contacts = tuple((number, "") for number in some(demo_file))
    demo_file.call(record_sent, SendingDetails("Spring", channel="sms", medium="csv"), Chosen(contacts))
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        planner = PlannerScreen()
        await app.push_screen(planner)
        await settled(pilot)
        lines = [line for line in planner.agenda.lines if isinstance(line, Row) and line.subject == "Spring"]
        assert [line.name for line in lines] == [f"{len(contacts)} contacts"]
        planner.agenda.post_message(AgendaList.Opened(lines[0]))
        await settled(pilot)
        assert isinstance(app.screen, SendingsScreen)


async def test_a_letter_that_was_cut_off_is_a_draft_and_none_once_it_is_written(
    demo_file: OpenFile, tmp_path: Path
) -> None:
    contacts = some(demo_file)
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await writing(app, pilot, contacts, "Regulars")
        await struck(pilot, "down", "down", "down", "down", "enter", "=News", "enter", "=Dear all")
        await screen.keep_typed()
        [draft] = demo_file.call(list_drafts)
        assert (draft.kind, draft.subject) == ("sending", "Regulars")
        other = TypingHere(demo_file.folder.path)
        assert other.is_elsewhere(draft.id)
        await struck(pilot, "escape", "escape")
        assert not other.is_elsewhere(draft.id), "the screen was left: every window is offered it"
        await struck(pilot, "ctrl+d", "enter")
        await settled(pilot)
        again = app.screen
        assert isinstance(again, SendingScreen)
        assert (again.step, list(again.contacts), again.way.code) == ("text", contacts, "letters")
        assert again.query_one(TextStep).form.typed()["text"] == "Dear all"
        again.query_one(TextStep).form.entry("path").set_typed(str(tmp_path / "letters.pdf"))
        await struck(pilot, "ctrl+s", "enter", "y", "enter")
        assert demo_file.call(list_drafts) == ()


async def test_a_letter_of_a_word_model_is_looked_at_in_its_own_words(
    demo_file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    document = Document()
    document.add_paragraph("Bien cher {prénom}, la neige est là.")
    document.add_paragraph("{adresse}")
    document.save(str(tmp_path / "model.docx"))
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, some(demo_file))
        await struck(pilot, *["down"] * 5, "enter")
        form = screen.query_one(TextStep).form
        form.entry("model").set_typed("none.docx")
        form.entry("path").set_typed(str(tmp_path / "beside.docx"))
        await struck(pilot, "ctrl+s")
        assert said(pilot).startswith("! There is no none.docx in any of these folders:")
        # The program's own, made and chosen at once; made again, it is left as it is.
        await struck(pilot, "ctrl+t")
        own = tmp_path / "Letter to contacts.docx"
        assert (form.typed()["model"], str(own) in said(pilot)) == (str(own), True)
        made = own.stat()
        await struck(pilot, "ctrl+t")
        assert own.stat() == made
        assert "there already" in said(pilot)
        await struck(pilot, "ctrl+s")
        assert "Write your letter here." in drawn(pilot)
        assert "Write" in drawn(pilot).splitlines()[-1]
        await struck(pilot, "escape")
        form.entry("model").set_typed(str(tmp_path / "model.docx"))
        form.entry("path").set_typed(str(tmp_path / "letters.docx"))
        await struck(pilot, "ctrl+s")
        assert screen.step == "look"
        assert "la neige est là" in drawn(pilot)
        assert "{prénom}" not in drawn(pilot)


@pytest.mark.parametrize("keys", ["modele.docx", "oeoeo", "oeeo"])
@pytest.mark.parametrize("apart", [False, True])
async def test_letters_typed_over_a_question_and_while_it_is_written_go_nowhere(
    demo_file: OpenFile, tmp_path: Path, keys: str, apart: bool
) -> None:
    target = tmp_path / "labels.pdf"
    target.write_bytes(b"%PDF of before")
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, some(demo_file))
        await struck(pilot, *["down"] * 6, "enter")
        assert "L7160 · 63,5 × 38,1 mm · 21 " in drawn(pilot), "what is chosen is not cut"
        screen.query_one(TextStep).form.entry("path").set_typed(str(target))
        await struck(pilot, "ctrl+s", "enter")
        for letter in keys:
            app.post_message(events.Key(letter, letter))
            if apart:
                await asyncio.sleep(0)
        await settled(pilot)
        assert not any(isinstance(one, SendingsScreen) for one in app.screen_stack)
        # Not one letter of a word answers, and Enter after it says no: on the page itself it would ask.
        await struck(pilot, "enter")
        assert app.screen is screen
        assert target.read_bytes() == b"%PDF of before"
        await struck(pilot, "enter", "o", "enter")
        assert isinstance(app.screen, Question)
        for letter in keys:
            app.post_message(events.Key(letter, letter))
        late = events.Key("f1", "é")  # typed before it is written, heard after: F1 would open the help
        await struck(pilot, "down", "enter")
        assert isinstance(app.screen, Home)
        assert "Écrit pour" in said(pilot)
        assert " — Ctrl+Z annule" in said(pilot), "parted so, what gives way is the name"
        app.post_message(late)
        await settled(pilot)
        assert isinstance(app.screen, Home)


async def test_what_is_written_while_one_leaves_the_screen_is_told_all_the_same(
    demo_file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "labels.pdf"
    app = opened(demo_file, "fr")
    begun, go_on = threading.Event(), threading.Event()
    really = by_post.write

    def held(*args: Any, **named: Any) -> Any:
        begun.set()
        assert go_on.wait(PATIENCE)
        return really(*args, **named)

    monkeypatch.setattr(by_post, "write", held)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, some(demo_file))
        await struck(pilot, *["down"] * 6, "enter")
        screen.query_one(TextStep).form.entry("path").set_typed(str(target))
        await struck(pilot, "ctrl+s", "enter")
        with while_held("the file"):
            await struck(pilot, "o", "enter")
            await asyncio.to_thread(begun.wait, 60)
            await app.go("contacts")
            await app.go("contacts")
            await settled(pilot)
            assert not isinstance(app.screen, SendingScreen)
            go_on.set()
        await settled(pilot)
        assert "Écrit pour" in said(pilot)
        assert target.exists()


async def test_letters_and_labels_are_two_files_and_a_second_letter_within_the_week_is_said(
    demo_file: OpenFile, tmp_path: Path
) -> None:
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, some(demo_file), "Seniors")
        forms = screen.query_one(TextStep).forms
        paths = [form.typed()["path"] for form in forms.values() if "path" in form.fields]
        assert len(set(paths)) == len(paths), "no file in the place of another"
        assert any("Seniors étiquettes" in path for path in paths)
        for name in ("first.pdf", "second.pdf"):
            screen = await writing(app, pilot, some(demo_file), "Seniors")
            await struck(pilot, *["down"] * 4, "enter", "=Printemps", "enter", "=Bonjour")
            screen.query_one(TextStep).form.entry("path").set_typed(str(tmp_path / name))
            await struck(pilot, "ctrl+s")
            count = len(screen.query_one(LookStep).prepared.chosen.retained)
            told = f"! {count} d'entre eux ont reçu un courrier depuis sept jours : Seniors"
            assert (told in drawn(pilot).replace("\u00a0", " ")) == (name == "second.pdf")
            await struck(pilot, "enter")
            assert ("depuis sept jours" in drawn(pilot)) == (name == "second.pdf")
            await struck(pilot, "o", "enter")


async def test_what_ends_under_another_screen_leaves_that_one_where_it_is(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, some(demo_file))
        await struck(pilot, "e")
        assert isinstance(app.screen, SendingsScreen)
        screen.dismiss()
        await settled(pilot)
        assert isinstance(app.screen, SendingsScreen)
        await struck(pilot, "escape")
        assert isinstance(app.screen, Home)


@pytest.mark.parametrize("moves", [(), ("down",)])
async def test_what_the_settings_lack_is_said_before_a_text_is_written(
    demo_file: OpenFile, moves: tuple[str, ...]
) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await writing(app, pilot, some(demo_file))
        await struck(pilot, *moves)
        assert "sender's address" in " ".join(drawn(pilot).split())
        await struck(pilot, "enter")
        assert screen.step == "text"
        assert "(Ctrl+O)" in said(pilot)
        await struck(pilot, "escape", "down", "down")
        assert "sender's address" not in " ".join(drawn(pilot).split())
