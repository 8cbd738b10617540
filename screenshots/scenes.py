"""The scenes: every screen and dialog of the program, each reached by the keys that a user presses.

A new screen adds a scene: `tests/ui/test_every_screen.py` says which screen has none, and holds in each of them what
holds everywhere. `pictured` scenes are drawn by `python -m screenshots.make` too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _, language
from fichier_tui.storage import Session
from fichier_tui.storage.models import Segment
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.screens.lock import LockScreen
from fichier_tui.ui.screens.welcome import WelcomeScreen
from screenshots.stage import Player

LETTER = {
    "fr": (
        "Le printemps en montagne",
        "{civilité_nom},\n\nLa neige fond, les sentiers sont ouverts. Nous serions heureux de vous revoir : votre"
        " dernière visite date du {dernière_visite|printemps}.\n\nÀ très bientôt,\n{magasin}",
    ),
    "en": (
        "Spring in the mountains",
        "Dear {titled_name},\n\nThe snow is melting, and the paths are open again. We would love to see you:"
        " your last visit was on {last_visit|a day of spring}.\n\nSee you soon,\n{business}",
    ),
}
"""The subject and the text of the letter that is pictured."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A named state of the program."""

    name: str
    shows: str
    """The class of the screen or dialog that it ends on."""
    play: Callable[[Player], Awaitable[None]]
    """From the first place, or from `first`, to what is shown."""
    first: type[FichierScreen[Any]] | None = None
    """The screen before a file is open, for a scene that happens there."""
    pictured: bool = True
    moves: str = "down"
    """A key that moves the cursor or the selection (`=text` types); empty where there is none to move."""


def keys(*pressed: str) -> Callable[[Player], Awaitable[None]]:
    """A scene reached by keys; `=text` types a text in one go, `@card` opens the stage's contact first."""

    async def play(player: Player) -> None:
        for key in pressed:
            if key == "@card":
                await player.app.open_contact(player.stage.contact)
                await player.settled()
            elif key == "@typed":
                await player.type(player.stage.typed)
            elif key == "@women":
                await player.type(_("F 60+ bought:spring ok:mail"))
            elif key.startswith("="):
                await player.type(key[1:])
            else:
                await player.press(key)

    return play


def importing(*pressed: str) -> Callable[[Player], Awaitable[None]]:
    """A scene of the import of the stage's workbook."""

    async def play(player: Player) -> None:
        player.download()
        await player.press("ctrl+n", *pressed)

    return play


async def _question(player: Player) -> None:
    from fichier_tui.ui.dialogs.question import confirmation

    await player.app.push_screen(confirmation("Valmont", "2 026", "A", "B"))
    await player.settled()


async def _changed_by_two(player: Player) -> None:
    from dataclasses import replace

    from fichier_tui.storage.concurrent_edit import CONTACT, begin_edit, save_edit

    await keys("@card", "f4", "end", "= 2 026")(player)

    def saved_meanwhile(session: Any) -> None:
        begun = begin_edit(session, CONTACT, player.stage.contact)
        details = replace(begun.details, last_name=f"{begun.details.last_name} 8", profession="2 026")
        save_edit(session, CONTACT, player.stage.contact, begun, details)

    await player.app.ask(saved_meanwhile)
    await player.app.look()
    await player.press("ctrl+s")


async def _file_place(player: Player) -> None:
    from pathlib import Path

    from fichier_tui.domain.file_place import SYNCED, FilePlace
    from fichier_tui.ui.dialogs.file_place import FilePlaceDialog

    conflicts = ("base (1).db",)
    await player.app.push_screen(FilePlaceDialog(Path("/2026"), FilePlace(SYNCED, "8", "/2026"), conflicts))
    await player.settled()


async def _progress(player: Player) -> None:
    from fichier_tui.ui.dialogs.export import ExportProgress

    dialog = ExportProgress(2_000)
    dialog.working.goes_on(800, 2_000)
    await player.app.push_screen(dialog)
    await player.settled()


async def _closing_copy(player: Player) -> None:
    import asyncio

    from fichier_tui.storage.backup.copying import CopyTold
    from fichier_tui.ui.dialogs.closing_copy import ClosingCopy

    assert player.app.copies is not None
    failed: asyncio.Future[CopyTold] = asyncio.get_running_loop().create_future()
    failed.set_exception(Refusal("copies.place_gone", path="/Clé Valmont"))
    await player.app.push_screen(ClosingCopy(player.app.copies, failed))
    await player.settled()


async def _copies(player: Player) -> None:
    """Two copies, a stick that is gone since, a folder that is there."""
    import asyncio

    from fichier_tui.domain.contact import ContactDetails
    from fichier_tui.storage import OpenFile, create_contact
    from fichier_tui.storage.backup.copy_settings import add_place
    from fichier_tui.storage.backup.copying import copy_beside
    from fichier_tui.ui.copies_kept import this_machine
    from fichier_tui.ui.screens.settings.copies import open_copies

    file, machine = player.app.file, this_machine()
    assert isinstance(file, OpenFile)
    for name in ("Clé Valmont", "Nextcloud"):
        (player.home / name).mkdir()
        await player.app.ask(add_place, machine, player.home / name, file.folder, file.key.fichier_id)
    await asyncio.to_thread(copy_beside, file, machine, "import")
    for name in ("Valmont 2026", "Zacharie"):
        await player.app.ask(create_contact, ContactDetails(last_name=name))
    await asyncio.to_thread(copy_beside, file, machine)
    (player.home / "Clé Valmont").rename(player.home / "gone")
    await player.app.ask(create_contact, ContactDetails(last_name="Valmont"))
    await asyncio.to_thread(copy_beside, file, machine)
    await open_copies(player.app)
    await player.settled()


async def _copy_work(player: Player) -> None:
    from fichier_tui.ui.dialogs.copy_work import CopyWork

    dialog = CopyWork("Making a safety copy, and reading it again…")
    dialog.working.tell(0.4)
    await player.app.push_screen(dialog)
    await player.settled()


def the_copies(*pressed: str) -> Callable[[Player], Awaitable[None]]:
    """The safety copies; then keys."""

    async def play(player: Player) -> None:
        await _copies(player)
        await keys(*pressed)(player)

    return play


async def _ask(player: Player) -> None:
    await keys("f2", "=Lacroix", "ctrl+s", "e")(player)


async def _consent_code(player: Player) -> None:
    import datetime as dt

    from fichier_tui.domain.confirmation import Confirmation
    from fichier_tui.ui.screens.card.code_dialog import CodeDialog
    from fichier_tui.ui.screens.card.form_dialog import show_form

    sent = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
    waiting = Confirmation(1, player.stage.contact, "h.peron@example.org", sent, sent + dt.timedelta(days=7), 5)
    await show_form(player.app, CodeDialog(player.stage.contact, "Péron Hélène", waiting))
    await player.settled()


async def _consent_line(player: Player) -> None:
    from fichier_tui.storage import consent_history
    from fichier_tui.ui.screens.card.consent_line_dialog import ConsentLineDialog

    line = (await player.app.ask(consent_history, player.stage.contact))[-1]
    await player.app.push_screen(ConsentLineDialog(line, "Valmont"))
    await player.settled()


async def _sentences(player: Player) -> None:
    from fichier_tui.ui.screens.settings.sentences import open_sentences

    await open_sentences(player.app)
    await player.settled()


async def _sentence(player: Player) -> None:
    await _sentences(player)
    await player.press("enter")


async def _complaint(player: Player) -> None:
    from fichier_tui.ui.screens.card import opening

    await opening.note_complaint(player.app, player.stage.contact)
    await player.settled()


async def _answer(player: Player) -> None:
    from fichier_tui.storage import open_complaint
    from fichier_tui.ui.screens.card import opening

    complaint = await player.app.ask(open_complaint, player.stage.contact, "Valmont 2026")
    await opening.correct(player.app, "satisfaction", complaint.id)
    await player.settled()


def rights(*pressed: str) -> Callable[[Player], Awaitable[None]]:
    """The RGPD centre with requests of the stage's contact, one of them late; then keys."""

    async def play(player: Player) -> None:
        from fichier_tui.domain.rights import RequestDetails
        from fichier_tui.storage.rights.requests import list_requests, note_request
        from fichier_tui.ui.screens.rights.screen import open_rights

        if not any(one.is_late(player.app.today()) for one in await player.app.ask(list_requests)):
            for kind, days, note in (("access", 40, ""), ("erasure", 26, "par courrier"), ("rectification", 2, "")):
                day = player.app.today() - dt.timedelta(days=days)
                await player.app.ask(note_request, player.stage.contact, RequestDetails(kind, day, note=note))
        await open_rights(player.app)
        await keys(*pressed)(player)

    return play


def of_centre(code: str, *pressed: str) -> Callable[[Player], Awaitable[None]]:
    """What the RGPD centre opens under that code, in a file where it has something to show; then keys."""

    async def play(player: Player) -> None:
        from fichier_tui.domain.breach import BreachDetails
        from fichier_tui.domain.contact import ContactDetails
        from fichier_tui.storage import add_note, create_contact
        from fichier_tui.storage.exporting import record_export
        from fichier_tui.storage.rights.breaches import list_breaches, note_breach
        from fichier_tui.storage.rights.retention import hold_card
        from fichier_tui.ui.screens.registers.breaches import present
        from fichier_tui.ui.screens.rights.entries import ENTRIES

        app = player.app
        if not await app.ask(list_breaches):
            now = await app.ask(present)
            for days, kind, words in ((1, "stolen_device", "Valmont"), (9, "wrong_recipient", "Valmont 2026")):
                await app.ask(note_breach, BreachDetails(now - dt.timedelta(days=days), kind, words, people=40))
            left_out = {("opposed", "R26"): 12, ("not_asked", "R08"): 140}
            await app.ask(record_export, "xlsx", 318, "Valmont", "Valmont.xlsx", channel="email", aim="prospecting",
                          left_out=left_out)  # fmt: skip
            old = app.today() - dt.timedelta(days=1_500)
            people = [
                await app.ask(
                    create_contact, ContactDetails(last_name="Valmont", first_name=name, first_contact_on=old)
                )
                for name in ("Hélène", "Paul", "Marie")
            ]
            await app.ask(hold_card, people[0].id, "facture impayée")
            await app.ask(add_note, player.stage.contact, "la santé", "note")
        await next(entry for entry in ENTRIES if entry.code == code).opener(app)
        await player.settled()
        await keys(*pressed)(player)

    return play


async def _retention_progress(player: Player) -> None:
    from fichier_tui.ui.screens.registers.retention import RetentionProgress

    await player.app.push_screen(RetentionProgress())


async def _archive(player: Player) -> None:
    from fichier_tui.storage import ListQuery, list_contacts
    from fichier_tui.storage.rights.archiving import archive_contacts
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.rights.archive import ArchiveScreen

    everybody = (await player.app.ask(list_contacts, ListQuery())).ids
    await player.app.ask(archive_contacts, everybody[:2])
    await show_list(player.app, ArchiveScreen())
    await player.settled()


def a_section(code: str) -> Callable[[Player], Awaitable[None]]:
    """A section of the settings, opened."""

    async def play(player: Player) -> None:
        from fichier_tui.ui.screens.settings.sections import SECTIONS

        await next(section for section in SECTIONS if section.code == code).opener(player.app)
        await player.settled()

    return play


def staff(*pressed: str) -> Callable[[Player], Awaitable[None]]:
    """The staff, where the first who is not oneself is under the cursor; then keys. What is proposed is not drawn."""

    async def play(player: Player) -> None:
        from fichier_tui.storage.staff.members import add_member, list_staff
        from fichier_tui.ui.screens.settings.staff import StaffScreen, open_staff
        from fichier_tui.ui.screens.settings.staff_forms import StaffForm, file_of

        file, words = file_of(player.app), "Valmont 2026 Valmont"
        others = [member.id for member in await player.app.ask(list_staff) if member.login != file.key.login]
        if not others:
            made = await player.app.ask(add_member, file.folder, file.key, "valmont", "Valmont", "sales", words)
            others = [made.id]
        await open_staff(player.app)
        await player.settled()
        assert isinstance(player.app.screen, StaffScreen)
        player.app.screen.list.go_to(others[0])
        await keys(*pressed)(player)
        form = player.app.screen
        if isinstance(form, StaffForm) and "passphrase" in form.form.fields:
            form.form.entry("passphrase").set_answer(words)
        await player.settled()

    return play


async def _handover(player: Player) -> None:
    from fichier_tui.domain.history import StaffMember
    from fichier_tui.ui.screens.settings.staff_handover import HandoverDialog

    dialog = HandoverDialog(StaffMember(2, "valmont", "Valmont", "reception"), "Valmont 2026 Valmont")
    await player.app.push_screen(dialog)
    await player.settled()


async def _sheet(player: Player) -> None:
    from fichier_tui.ui.screens.settings.staff_handover import SheetDialog

    await player.app.push_screen(SheetDialog("-".join(f"{group}{group}1{group}{group}" for group in range(8))))
    await player.settled()


async def _leaving_progress(player: Player) -> None:
    from fichier_tui.storage.staff.members import list_access
    from fichier_tui.ui.screens.settings.staff_forms import file_of
    from fichier_tui.ui.screens.settings.staff_leaving import LeavingDialog

    access = await player.app.ask(list_access, file_of(player.app).folder)
    await player.app.push_screen(LeavingDialog(access[0]))
    await player.settled()


def an_offer(*pressed: str) -> Callable[[Player], Awaitable[None]]:
    """The first offer, made where the file has none; then keys."""

    async def play(player: Player) -> None:
        from fichier_tui.storage import list_offers

        await player.press("ctrl+e")
        if not await player.app.ask(list_offers):
            await keys("n", "=Valmont 2026", "ctrl+s")(player)
        await keys("enter", *pressed)(player)

    return play


async def _calendar_seen(player: Player) -> None:
    """What a foreign calendar would do."""
    import datetime as dt

    from fichier_tui.domain.calendar_event import CalendarEvent
    from fichier_tui.exchange.calendar_reading import ForeignCalendar, RefusedEvent
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.planner.calendar_taking import TakeScreen

    await player.press("f8")
    day = player.app.today() + dt.timedelta(days=9)
    events = tuple(
        CalendarEvent(f"{place}@x", words, day + dt.timedelta(days=place), "14:30", 45, "Valmont")
        for place, words in enumerate(("Valmont 1", "Valmont 2", "Valmont 3"))
    )
    foreign = ForeignCalendar(events, (RefusedEvent("Valmont 4", "rule"),))
    await show_list(player.app, TakeScreen(foreign, "valmont.ics"))
    await player.settled()


async def _arrival(player: Player) -> None:
    """The best buyers of what is sold most."""
    from fichier_tui.domain.proposals import Arriving
    from fichier_tui.storage import find_products
    from fichier_tui.ui.screens.offers.arrival import open_arrival

    product = (await player.app.ask(find_products))[0]
    await open_arrival(player.app, Arriving(product.name, product.id))
    await player.settled()


async def _arrival_plan(player: Player) -> None:
    """To tell the first of them, in the form."""
    await _arrival(player)
    await player.press("f7")


async def _campaigns(player: Player) -> None:
    """The campaigns, with one made where the file has none."""
    from fichier_tui.domain.campaign import CampaignDetails
    from fichier_tui.storage import create_campaign, list_campaigns, list_offers

    await an_offer("escape")(player)
    if not await player.app.ask(list_campaigns):
        offer = (await player.app.ask(list_offers))[0].id
        await player.app.ask(create_campaign, CampaignDetails("Valmont 2026", offer))
    await player.press("c")


def _writable(session: Session) -> Sequence[int]:
    """Contacts to write to; where the law closes all of them, one more who said yes."""
    from fichier_tui.domain.contact import ContactDetails, EmailAddress, PostalAddress
    from fichier_tui.domain.segment import read_segment
    from fichier_tui.storage import create_contact, find_segment, record_consent
    from fichier_tui.storage.consents.contactability import retained

    ids = find_segment(session, read_segment("avec mail"))[:40]
    if not retained(session, ids, "email", "prospecting").retained:
        address = PostalAddress("1 rue du Lac", "74000", "Annecy")
        details = ContactDetails(last_name="Valmont", emails=(EmailAddress("v@example.org"),), addresses=(address,))
        ids.append(create_contact(session, details).id)
        record_consent(session, ids[-1], "email", "given")
    return ids


def writing(*pressed: str) -> Callable[[Player], Awaitable[None]]:
    """To write to contacts; then keys."""

    async def play(player: Player) -> None:
        from fichier_tui.ui.screens.sending.opening import open_sending

        await player.press("ctrl+g")
        await open_sending(player.app, await player.app.ask(_writable), LETTER["fr" if language() == "fr" else "en"][0])
        await player.settled()
        await keys(*pressed)(player)

    return play


async def _sendings(player: Player) -> None:
    """What was sent, with a sending that has not begun."""
    from fichier_tui.domain.sending import SendingDetails
    from fichier_tui.storage.letters.sendings import list_sendings, prepare_sending

    if not await player.app.ask(list_sendings):
        details = SendingDetails("Valmont 2026", subject="Valmont 2026", text="Valmont {nom}")
        await player.app.ask(prepare_sending, details, await player.app.ask(_writable))
    await player.press("ctrl+g", "e")


async def _recipients(player: Player) -> None:
    await _sendings(player)
    await player.press("enter")


async def _sending_progress(player: Player) -> None:
    from fichier_tui.storage.letters.sendings import list_sendings
    from fichier_tui.ui.screens.sending.resuming import SendingProgress

    await _sendings(player)
    dialog = SendingProgress((await player.app.ask(list_sendings))[0])
    dialog.working.goes_on(4, 10)
    await player.app.push_screen(dialog)
    await player.settled()


async def _a_letter(player: Player) -> None:
    """A letter on paper, as it is looked at before it is written."""
    from fichier_tui.ui.screens.sending.text_step import TextStep

    await writing("down", "down", "down", "down", "enter")(player)
    form = player.app.screen.query_one(TextStep).form
    subject, text = LETTER["fr" if language() == "fr" else "en"]
    form.entry("subject").set_typed(subject)
    form.entry("text").set_typed(text)
    await player.press("ctrl+s")


def _seen_an_hour_ago(session: Session) -> None:
    for row in Segment.select().where(Segment.seen_at.is_null(False)):
        row.seen_at -= dt.timedelta(hours=1)
        row.save()


async def _changes(player: Player) -> None:
    """A segment seen before a client bought, one came new and one was put aside."""
    from fichier_tui.domain.contact import ContactDetails
    from fichier_tui.domain.history import PurchaseDetails
    from fichier_tui.domain.segment import read_segment
    from fichier_tui.storage import create_contact, delete_contact, find_segment, log_purchase, save_segment
    from fichier_tui.storage.segments.changes import mark_segment_seen

    ask, day = player.app.ask, player.app.today()
    await ask(save_segment, "Valmont 2026", read_segment("clients last<365d"), replace=True)
    await ask(mark_segment_seen, "Valmont 2026")
    # The stage's clock stands still: what was seen was seen an hour ago.
    await ask(_seen_an_hour_ago)
    for number in (await ask(find_segment, read_segment("prospects")))[:3]:
        await ask(log_purchase, number, PurchaseDetails(day=day, amount_cents=8_500))
    for number in (await ask(find_segment, read_segment("clients last<365d")))[-2:]:
        await ask(delete_contact, number)
    new = await ask(create_contact, ContactDetails(last_name="Valmont", first_name="2 026"))
    await ask(log_purchase, new.id, PurchaseDetails(day=day, amount_cents=4_200))
    await keys("ctrl+g", "end", "c")(player)


SCENES: tuple[Scene, ...] = (
    # Contacts
    Scene("list", "ContactsScreen", keys("down", "down", "down")),
    Scene("list-search", "ContactsScreen", keys("=per")),
    Scene("list-visit", "ContactsScreen", keys("@typed", "f5"), moves="escape"),
    Scene("list-sort", "SortDialog", keys("ctrl+r"), pictured=False),
    Scene("list-filter", "FilterDialog", keys("ctrl+f"), pictured=False),
    Scene("list-columns", "ColumnsDialog", keys("ctrl+l", "down", "space"), pictured=False),
    Scene("merge", "MergeDialog", keys("down", "down", "space", "space", "ctrl+u"), pictured=False, moves="space"),
    Scene("journal", "JournalScreen", keys("@typed", "f5", "ctrl+y"), moves=""),
    Scene("journal-line", "LineDialog", keys("@typed", "f5", "ctrl+y", "d"), pictured=False, moves=""),
    Scene("journal-filter", "JournalFilterDialog", keys("ctrl+y", "ctrl+f"), pictured=False),
    Scene("top-clients", "TopClientsScreen", keys("ctrl+t")),
    Scene("top-dates", "DatesDialog", keys("ctrl+t", "d"), pictured=False, moves="=1"),
    # One contact
    Scene("card", "CardScreen", keys("@card")),
    Scene("card-details", "CardScreen", keys("@card", "d"), pictured=False, moves="d"),
    Scene("new-contact", "ContactForm", keys("f2", "=Lacroix", "enter")),
    Scene("new-contact-known", "ContactForm", keys("f2", "@typed", "enter"), pictured=False),
    Scene("edit-contact", "ContactForm", keys("@card", "f4"), pictured=False),
    Scene("purchase", "PurchaseDialog", keys("@card", "f6")),
    Scene("visit", "VisitDialog", keys("@card", "f5", "f5"), pictured=False, moves="tab"),
    Scene("plan", "PlanDialog", keys("@card", "f7"), pictured=False),
    Scene("plan-slots", "Question", keys("@card", "f7", "ctrl+t"), pictured=False),
    Scene("complete", "CompleteDialog", keys("@card", "c"), pictured=False),
    Scene("postpone", "PostponeDialog", keys("@card", "p"), pictured=False),
    Scene("note", "NoteDialog", keys("@card", "n"), pictured=False, moves="a"),
    Scene("loyalty", "LoyaltyDialog", keys("@card", "l"), pictured=False),
    Scene("loyalty-use", "UseDialog", keys("@card", "l", "u"), pictured=False, moves="tab"),
    Scene("loyalty-correct", "CorrectionDialog", keys("@card", "l", "c"), pictured=False, moves="tab"),
    Scene("loyalty-card", "CardNumberDialog", keys("@card", "l", "n"), pictured=False, moves="=1"),
    Scene("opinion", "OpinionDialog", keys("@card", "o"), pictured=False, moves="tab"),
    Scene("complaint", "ComplaintDialog", _complaint, pictured=False, moves="tab"),
    Scene("complaint-answer", "AnswerDialog", _answer, pictured=False, moves="=a"),
    Scene("sponsor", "SponsorDialog", keys("@card", "b"), pictured=False, moves="=a"),
    Scene("card-ask", "CardScreen", _ask, pictured=False, moves="=a"),
    Scene("consents", "ConsentDialog", keys("@card", "a")),
    Scene("consent-code", "CodeDialog", _consent_code, pictured=False, moves="=4"),
    Scene("consent-line", "ConsentLineDialog", _consent_line, pictured=False, moves=""),
    Scene("sentences", "SentencesDialog", _sentences, pictured=False),
    Scene("sentence", "SentenceForm", _sentence, pictured=False, moves="=a"),
    # The counter
    Scene("counter", "CounterScreen", keys("colon", "down")),
    Scene("counter-line", "CounterScreen", keys("colon", "=v peron h spa =85 2p ok:mail ; devis puis rdv mardi 14h")),
    Scene("counter-who", "CounterScreen", keys("colon", "=a mar massage 4 31/2", "down")),
    Scene("counter-piece", "CounterScreen", keys("colon", "=v mardi 14h", "tab"), pictured=False, moves="left"),
    Scene("counter-card", "CounterScreen", keys("@card", "colon", "=n devis spa"), pictured=False, moves="=x"),
    # The planner
    Scene("planner-today", "PlannerScreen", keys("f8")),
    Scene("planner-proposed", "PlannerScreen", keys("f8", "end"), pictured=False, moves="up"),
    Scene("planner-week", "PlannerScreen", keys("f8", "2")),
    Scene("planner-month", "PlannerScreen", keys("f8", "3"), moves="right"),
    Scene("planner-add", "AddDialog", keys("f8", "n"), pictured=False),
    Scene("planner-sheet", "SheetDialog", keys("f8", "s"), pictured=False),
    Scene("planner-calendar", "Question", keys("f8", "i"), pictured=False),
    Scene("planner-calendar-out", "CalendarDialog", keys("f8", "i", "p"), pictured=False, moves="tab"),
    Scene("planner-calendar-kept", "KeptDialog", keys("f8", "i", "k"), pictured=False, moves="tab"),
    Scene("planner-calendar-in", "TakeDialog", keys("f8", "i", "t"), pictured=False, moves="=a"),
    Scene("planner-calendar-seen", "TakeScreen", _calendar_seen),
    Scene("planner-postpone", "PostponeDialog", keys("f8", "p"), pictured=False, moves="=1"),
    Scene("planner-complete", "CompleteManyDialog", keys("f8", "space", "space", "c"), pictured=False, moves="=a"),
    # Offers
    Scene("offers", "OffersScreen", keys("ctrl+e")),
    Scene("offer", "OfferDialog", keys("ctrl+e", "n"), pictured=False, moves="=a"),
    Scene("offer-who", "WhoScreen", an_offer("h")),
    Scene("offer-reaction", "ReactionDialog", an_offer("r"), pictured=False, moves="d"),
    Scene("offer-table", "GridScreen", an_offer("escape", "w", "down", "right")),
    Scene("arriving", "ArrivingDialog", keys("ctrl+e", "a"), pictured=False, moves="=a"),
    Scene("arrival", "ArrivalScreen", _arrival),
    Scene("arrival-plan", "PlanArrivalDialog", _arrival_plan, pictured=False),
    Scene("campaigns", "CampaignsScreen", _campaigns),
    Scene("campaign", "CampaignDialog", keys("ctrl+e", "c", "n"), pictured=False, moves="=a"),
    Scene("offer-call", "PlanAboutDialog", an_offer("f7"), pictured=False, moves="tab"),
    # Segments
    Scene("segment-changes", "ChangesScreen", _changes),
    Scene("segment-profile", "ProfileScreen", keys("ctrl+g", "n", "@women", "enter", "p"), moves=""),
    Scene("ranking", "RankingScreen", keys("ctrl+t", "r", "down")),
    Scene("segments", "SegmentsScreen", keys("ctrl+g", "down", "down")),
    Scene("segment", "BuilderScreen", keys("ctrl+g", "n", "@women", "enter", "down", "down")),
    Scene(
        "segment-why",
        "WhyDialog",
        keys("ctrl+g", "n", "=F 60+ bought:spring last>6m", "enter", "?", "=péron", "enter"),
        pictured=False,
        moves="=a",
    ),
    Scene("segment-fault", "BuilderScreen", keys("ctrl+g", "n", "=F 60+ zzz", "enter"), pictured=False, moves=""),
    Scene("segment-condition", "ConditionDialog", keys("ctrl+g", "n", "enter", "a", "=a"), pictured=False),
    Scene("segment-name", "NameDialog", keys("ctrl+g", "n", "=F", "ctrl+s"), pictured=False, moves="=a"),
    Scene("export", "ExportDialog", keys("f9"), pictured=False, moves="tab"),
    Scene("copies", "CopiesScreen", the_copies()),
    Scene("copy-restore", "Question", the_copies("enter"), pictured=False),
    Scene("copy-places", "PlacesScreen", the_copies("p"), pictured=False),
    Scene("copy-place", "TypedDialog", the_copies("p", "n"), pictured=False, moves="=a"),
    Scene("copy-work", "CopyWork", _copy_work, pictured=False, moves=""),
    Scene("closing-copy", "ClosingCopy", _closing_copy, pictured=False, moves=""),
    Scene("export-progress", "ExportProgress", _progress, pictured=False, moves=""),
    # To write to contacts
    Scene("sending", "SendingScreen", writing()),
    Scene("sending-text", "SendingScreen", writing("enter"), pictured=False, moves="=a"),
    Scene("sending-field", "Picker", writing("enter", "ctrl+f"), pictured=False),
    Scene("sending-look", "SendingScreen", _a_letter, moves="right"),
    Scene("sendings", "SendingsScreen", _sendings, pictured=False, moves=""),
    Scene("sending-who", "RecipientsScreen", _recipients, pictured=False),
    Scene("sending-progress", "SendingProgress", _sending_progress, pictured=False, moves=""),
    # An import
    Scene("import-file", "ImportScreen", importing(), pictured=False),
    Scene("import-columns", "ImportScreen", importing("enter")),
    Scene("import-column", "Picker", importing("enter", "enter"), pictured=False),
    Scene("import-preview", "ImportScreen", importing("enter", "ctrl+s")),
    Scene("import-row", "RowDialog", importing("enter", "ctrl+s", "left", "enter"), pictured=False),
    # Before a file is open
    Scene("lock", "LockScreen", keys(), LockScreen, moves="a"),
    Scene("lock-wrong", "LockScreen", keys("=sesame", "enter"), LockScreen, pictured=False, moves="a"),
    Scene("lock-recovery", "LockScreen", keys("f4"), LockScreen, pictured=False, moves="a"),
    Scene("lock-other", "LockScreen", keys("f3"), LockScreen, pictured=False, moves="tab"),
    Scene("welcome", "WelcomeScreen", keys("enter", "=Office de Valmont"), WelcomeScreen, moves="tab"),
    Scene("welcome-language", "WelcomeScreen", keys(), WelcomeScreen, pictured=False),
    # Everywhere
    Scene("help", "HelpDialog", keys("f1")),
    Scene("palette", "Palette", keys("f10", "=p")),
    Scene("settings", "SettingsScreen", keys("ctrl+o")),
    Scene("settings-fields", "OwnFieldsScreen", keys("ctrl+o", "down", "enter")),
    Scene("settings-field", "OwnFieldDialog", keys("ctrl+o", "down", "enter", "enter"), pictured=False, moves="tab"),
    Scene("settings-loyalty", "LoyaltyRulesDialog", a_section("loyalty"), pictured=False, moves="tab"),
    Scene("settings-similar", "SimilarProductsDialog", a_section("similar"), pictured=False, moves="=o"),
    Scene("settings-mail", "MailDialog", a_section("mail"), pictured=False, moves="tab"),
    Scene("settings-proposals", "SeasonRulesDialog", a_section("proposals"), pictured=False, moves="tab"),
    Scene("settings-templates", "TemplatesScreen", keys("ctrl+o", "down", "down", "enter")),
    Scene(
        "settings-template",
        "TemplateDialog",
        keys("ctrl+o", "down", "down", "enter", "down", "enter", "=v spa"),
        pictured=False,
        moves="=1",
    ),
    Scene("settings-communes", "CommunesDialog", a_section("communes"), pictured=False, moves="=a"),
    Scene("settings-general", "SettingsDialog", keys("ctrl+o", "enter"), pictured=False),
    Scene("staff", "StaffScreen", staff()),
    Scene("staff-new", "NewMemberDialog", staff("n"), pictured=False, moves="=a"),
    Scene("staff-member", "MemberDialog", staff("enter"), pictured=False, moves="tab"),
    Scene("staff-mine", "OwnPassphraseDialog", staff("p"), pictured=False, moves="=a"),
    Scene("staff-forgotten", "ForgottenDialog", staff("o"), pictured=False, moves="=a"),
    Scene("staff-leaves", "Question", staff("delete"), pictured=False),
    Scene("staff-handover", "HandoverDialog", _handover, pictured=False, moves=""),
    Scene("staff-sheet", "SheetDialog", _sheet, pictured=False, moves="=a"),
    Scene("leaving-progress", "LeavingDialog", _leaving_progress, pictured=False, moves=""),
    Scene("rights", "RightsScreen", rights()),
    Scene("rights-requests", "RequestsScreen", rights("enter", "down"), pictured=False),
    Scene("rights-request", "RequestDialog", rights("enter", "n"), pictured=False, moves="=a"),
    Scene("rights-answer", "AnswerRequestDialog", rights("enter", "a"), pictured=False, moves="=a"),
    Scene("rights-extend", "ExtendDialog", rights("enter", "down", "p"), pictured=False, moves="=a"),
    Scene("rights-archive", "ArchiveScreen", _archive, pictured=False),
    Scene("rights-file", "PersonFileDialog", keys("@card", "i", "f"), pictured=False, moves="tab"),
    Scene("rights-forget", "ForgetQuestion", keys("@card", "i", "x"), pictured=False),
    Scene("retention", "RetentionScreen", of_centre("retention")),
    Scene("retention-times", "TimesScreen", of_centre("retention", "t"), pictured=False),
    Scene("retention-time", "TimeDialog", of_centre("retention", "t", "enter"), pictured=False, moves="=1"),
    Scene("retention-hold", "HoldDialog", of_centre("retention", "down", "h"), pictured=False, moves="=a"),
    Scene("retention-question", "Question", of_centre("retention", "c"), pictured=False),
    Scene("retention-progress", "RetentionProgress", _retention_progress, pictured=False, moves=""),
    Scene("processing", "ProcessingScreen", of_centre("processing")),
    Scene("processing-controller", "ControllerDialog", of_centre("processing", "enter"), pictured=False, moves="=a"),
    Scene("register-write", "WriteRegisterDialog", of_centre("processing", "f9"), pictured=False, moves="=a"),
    Scene("exports", "ExportsScreen", of_centre("exports"), pictured=False, moves=""),
    Scene("breaches", "BreachesScreen", of_centre("breaches"), pictured=False),
    Scene("breach", "BreachDialog", of_centre("breaches", "enter"), pictured=False, moves="tab"),
    Scene("breach-laptop", "LaptopDialog", of_centre("breaches", "o"), pictured=False, moves="tab"),
    Scene("field-use", "FieldsScreen", of_centre("use"), pictured=False),
    Scene("notes-review", "NotesScreen", of_centre("notes"), pictured=False, moves=""),
    Scene("notice", "NoticeDialog", of_centre("notice"), pictured=False, moves="=a"),
    Scene("rights-asked", "Question", keys("@card", "i"), pictured=False),
    Scene("drafts", "DraftsDialog", keys("f2", "=Lacroix", "escape", "ctrl+d"), pictured=False, moves="delete"),
    Scene("file-place", "FilePlaceDialog", _file_place, pictured=False, moves=""),
    Scene("changed-by-two", "Question", _changed_by_two, pictured=False),
    Scene("question", "Question", _question, pictured=False),
)
BY_NAME = {scene.name: scene for scene in SCENES}
