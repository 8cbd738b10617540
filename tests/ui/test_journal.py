"""The journal: every operation in words, and any of them taken back, days later too."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.domain.sending import Chosen, SendingDetails
from fichier_tui.exchange.importing import plan_foreign_file, read_foreign_file, write_foreign_file
from fichier_tui.storage import OpenFile, ShopSettings, change_purchase, change_setting, log_purchase, log_visit
from fichier_tui.storage.letters.sendings import record_sent
from fichier_tui.storage.models import TABLES, Contact
from fichier_tui.ui.done import operation_words
from fichier_tui.ui.journal_fields import FIELDS, UNTOLD
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.journal.detail import REST, LinePane
from fichier_tui.ui.screens.journal.screen import JournalScreen
from fichier_tui.ui.widgets.footer import KeyFooter
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.card_app import PERON, drawn, every_row, said, struck

SAMPLE = Path(__file__).parent.parent / "data" / "office_tourisme.xlsx"


async def test_what_was_done_days_ago_is_taken_back_in_one_key_and_done_again(demo_file: OpenFile) -> None:
    before = demo_file.call(every_row)
    demo_file.call(log_visit, PERON, VisitDetails(DAY))
    with_visit = demo_file.call(every_row)
    app = app_on_demo(demo_file)
    app.opened_at = app.now() + dt.timedelta(days=3)  # Ctrl+Z on other screens does not reach back so far
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == with_visit
        await struck(pilot, "ctrl+y")
        assert isinstance(app.screen, JournalScreen)
        assert "Visit noted: Péron Hélène" in drawn(pilot)
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before
        assert "Taken back — Visit noted: Péron Hélène" in said(pilot)
        assert "↶ Visit noted: Péron Hélène" in drawn(pilot)
        # The cursor is still on the visit; the line that took it back is above, and is taken back too.
        assert app.screen.disabled_reason("undo") == (
            "This was taken back already. Delete on the line above that says so does it again."
        )
        await struck(pilot, "up", "delete")
        assert demo_file.call(every_row) == with_visit
        assert "Done again — Visit noted: Péron Hélène" in said(pilot)


def of_contacts(file: OpenFile) -> dict[str, object]:
    """The rows of the trade: a copy made before an import stays remembered."""
    return {table: rows for table, rows in file.call(every_row).items() if table != "meta"}


async def test_an_import_is_taken_back_after_a_question_with_its_counts_and_done_again(demo_file: OpenFile) -> None:
    before = of_contacts(demo_file)
    foreign = read_foreign_file(demo_file, SAMPLE)
    write_foreign_file(demo_file, foreign, plan_foreign_file(demo_file, foreign))
    imported = of_contacts(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+y", "delete")
        assert "372 purchases" in drawn(pilot)
        assert "Take all of this back?" in drawn(pilot)
        await struck(pilot, "n")
        assert of_contacts(demo_file) == imported
        await struck(pilot, "delete", "y")
        assert of_contacts(demo_file) == before
        assert said(pilot).endswith("Delete on the line above does it again.")
        await struck(pilot, "delete")
        assert "Delete on the line above that says so does it again" in said(pilot)
        await struck(pilot, "up")
        words = {slot.key.id: slot.key.words for slot in app.screen.query_one(KeyFooter).slots()}
        assert words["journal.take_back"] == "Do again"
        await struck(pilot, "delete")
        assert of_contacts(demo_file) == imported


async def test_a_second_ctrl_z_asks_before_it_takes_a_whole_import_back(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = of_contacts(demo_file)
        foreign = read_foreign_file(demo_file, SAMPLE)
        write_foreign_file(demo_file, foreign, plan_foreign_file(demo_file, foreign))
        imported = of_contacts(demo_file)
        [newest] = demo_file.call(lambda session: [max(row.id for row in Contact.select(Contact.id))])
        demo_file.call(log_visit, newest, VisitDetails(DAY))
        await app.open_contact(newest)
        await struck(pilot, "ctrl+z")
        assert of_contacts(demo_file) == imported
        await struck(pilot, "ctrl+z")
        assert "372 achats" in drawn(pilot)
        await struck(pilot, "n")
        assert of_contacts(demo_file) == imported
        await struck(pilot, "ctrl+z", "o")
        assert of_contacts(demo_file) == before
        assert "180 contacts" in said(pilot)
        assert "Suppr dans le journal le refait." in said(pilot)


async def test_the_journal_of_a_contact_tells_only_of_it_and_opens_its_card(demo_file: OpenFile) -> None:
    demo_file.call(log_visit, PERON, VisitDetails(DAY))
    demo_file.call(log_visit, PERON + 1, VisitDetails(DAY))
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.open_contact(PERON)
        await struck(pilot, "ctrl+y")
        assert isinstance(app.screen, JournalScreen)
        assert len(app.screen.list.ids) == 1
        assert "Visite notée : Péron Hélène" in drawn(pilot).replace("\u00a0", " ")
        await struck(pilot, "enter")
        assert isinstance(app.screen, CardScreen)
        assert app.screen.contact == PERON


async def test_what_another_operation_rests_on_is_refused_with_the_reason(demo_file: OpenFile) -> None:
    purchase = demo_file.call(log_purchase, PERON, PurchaseDetails(DAY, "Massage 50 min", 7_900))
    demo_file.call(change_purchase, purchase.id, PurchaseDetails(DAY, "Massage 50 min", 8_900))
    before = demo_file.call(every_row)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+y", "down", "delete")
        assert demo_file.call(every_row) == before
        assert "“Purchase saved: Péron Hélène”" in drawn(pilot)
        await struck(pilot, "g")
        assert isinstance(app.screen, JournalScreen)
        assert app.screen.list.cursor == 0
        await struck(pilot, "delete")
        assert "Taken back — Purchase saved: Péron Hélène" in said(pilot)
        await struck(pilot, "down", "delete")
        assert "Taken back — Purchase noted: Péron Hélène" in said(pilot)


async def test_a_line_about_nobody_says_why_enter_opens_nothing(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        demo_file.call(change_setting, "business", "Valmont Tourisme")
        await struck(pilot, "ctrl+y")
        assert "Setting changed: Name of the business" in drawn(pilot)
        slots = {slot.key.id: slot.key.enabled for slot in app.screen.query_one(KeyFooter).slots()}
        assert not slots.get("open")
        await struck(pilot, "enter")
        assert said(pilot) == "! This line is about no contact in particular."


async def test_what_left_says_by_which_channel_and_to_which_segment(demo_file: OpenFile) -> None:
    details = SendingDetails("Printemps", channel="post", medium="letters", segment="F 60+", text="Venez")
    demo_file.call(record_sent, details, Chosen(((PERON, ""),)))
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(140, 36)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+y")
        assert ": Printemps, courrier, F 60+" in drawn(pilot).replace("\u00a0", " ")
        assert "Suppr Annuler cette ligne" in drawn(pilot).replace("\u00a0", " ")


async def test_what_a_line_changed_is_told_field_by_field_before_and_after(demo_file: OpenFile) -> None:
    purchase = demo_file.call(log_purchase, PERON, PurchaseDetails(DAY, "Massage 50 min", 7_900))
    demo_file.call(change_purchase, purchase.id, PurchaseDetails(DAY, "Massage 50 min", 8_900, note="deux"))
    app = app_on_demo(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+y")
        assert isinstance(app.screen, JournalScreen)
        await pilot.pause(REST)
        await settled(pilot)
        beside = app.screen.query_one(LinePane).words.plain.replace("\u00a0", " ")
        assert "Changed — purchase" in beside
        assert "Amount €79.00 → €89.00" in beside
        assert "Note — → deux" in beside
        assert "{" not in beside
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+y", "down", "d")
        told = drawn(pilot).replace("\u00a0", " ")
        assert "Ajout — achat" in told
        assert "Produit Massage 50 min" in told
        assert "Montant 79,00 €" in told


async def test_only_the_lines_asked_for_are_shown(demo_file: OpenFile) -> None:
    demo_file.call(log_visit, PERON, VisitDetails(DAY))
    demo_file.call(log_visit, PERON + 1, VisitDetails(DAY))
    demo_file.call(change_setting, "business", "Valmont Tourisme")
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+y", "ctrl+f", "enter", "=visits", "enter", "enter", "enter", "=peron", "ctrl+s")
        assert isinstance(app.screen, JournalScreen)
        assert len(app.screen.list.ids) == 1
        heading = app.screen.heading().plain
        assert heading.startswith("1 operation — visits and purchases, “peron” — ends with no. ")
        await struck(pilot, "backspace")
        every = len(app.screen.list.ids)
        assert every >= 3
        await struck(pilot, "c")
        assert app.screen.heading().plain.startswith("1 operation — ")
        assert app.screen.disabled_reason("about") == "Only the lines about one contact are shown already."
        await struck(pilot, "backspace")
        assert len(app.screen.list.ids) == every


def test_each_column_of_the_file_has_a_word_or_is_one_that_nobody_reads() -> None:
    columns = {field.column_name for table in TABLES for field in table._meta.sorted_fields}
    assert columns <= FIELDS.keys() | UNTOLD
    assert not FIELDS.keys() & UNTOLD


def test_every_setting_of_the_shop_has_a_name_in_the_journal() -> None:
    unnamed = operation_words("setting.changed", {})
    keys = [field.name for field in dataclasses.fields(ShopSettings)]
    assert [key for key in keys if operation_words("setting.changed", {"key": key}) == unnamed] == []


async def test_while_lines_are_read_nobody_is_told_that_there_is_none(demo_file: OpenFile) -> None:
    demo_file.call(log_visit, PERON, VisitDetails(DAY))
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+y")
        screen = app.screen
        assert isinstance(screen, JournalScreen)
        screen.list.show([10**9])  # known by its number, its line not read yet
        assert screen.disabled_reason("undo") == "The list is still being read."
        screen.list.show([])
        assert screen.disabled_reason("undo") == "There is no line here."
