"""The import through the screen: few keys, to the cent, stopped without a trace, taken back whole."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from fichier_tui.domain.import_fields import FIELDS, KEEP
from fichier_tui.domain.import_mapping import CHOSEN, REMEMBERED, MappedColumn, Mapping
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import ListQuery, OpenFile, export_batch, list_contacts, notes_of, own_fields
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.picking import Picker
from fichier_tui.ui.import_words import reason_words
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.importing.columns_step import ColumnsStep, names_somebody, remapped
from fichier_tui.ui.screens.importing.field_groups import GROUPS, OWN
from fichier_tui.ui.screens.importing.file_step import FileStep
from fichier_tui.ui.screens.importing.found_files import find_files
from fichier_tui.ui.screens.importing.preview_step import PreviewStep
from fichier_tui.ui.screens.importing.row_dialog import RowDialog
from fichier_tui.ui.screens.importing.screen import ImportScreen
from fichier_tui.ui.screens.settings.field_form import OwnFieldDialog
from fichier_tui.ui.widgets.footer import KeyFooter
from fichier_tui.ui.widgets.steps import ToldLine
from screenshots.quiet import PATIENCE, while_held
from tests.hostile import CONTROL
from tests.storage.test_operations import every_table
from tests.ui.import_app import (
    DATA,
    at_rest,
    empty_file,
    furnish_home,
    import_app,
    said,
    screen_of,
    statistics,
    struck,
)

TRUTH = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))
OFFICE = "office_tourisme.xlsx"
BUDGET = 21
"""Keys from the list to the imported file, the first time (the table of budgets)."""


@pytest.fixture
def file(tmp_path: Path) -> Iterator[OpenFile]:
    file = empty_file(tmp_path)
    yield file
    file.close()


def content(file: OpenFile) -> dict[str, list[tuple[object, ...]]]:
    """Every table but what a person likes (the folder used last) and the copy that was made before the import."""
    tables = file.call(every_table)
    del tables["draft"], tables["meta"]
    return tables


async def test_the_tourist_office_comes_in_to_the_cent_and_goes_again_within_the_budget(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish_home(tmp_path / "home", monkeypatch, OFFICE, "salon_clients.csv", "outlook_fr.csv")
    before, truth = content(file), TRUTH[OFFICE]
    app = import_app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        keys = await struck(pilot, "ctrl+n", "=office", "enter")
        assert screen_of(pilot).step == "columns"
        keys += await struck(pilot, "ctrl+s")
        assert screen_of(pilot).step == "preview"
        assert content(file) == before
        told = screen_of(pilot).query_one(ToldLine)
        assert "180 to create" in told.render().plain
        assert "33 contacts with a note to go through (GDPR, art. 9: F10, notes)" in told.render().plain
        assert len(told.render().wrap(told.content_size.width)) == told.size.height, "uncut"
        await struck(pilot, "ctrl+s")
        assert said(pilot) == "! Enter imports: there is no step after this one."
        assert content(file) == before
        screen = screen_of(pilot).query_one(PreviewStep)
        keys += await struck(pilot, "enter")
        assert isinstance(app.screen, ContactsScreen)
        assert len(app.screen.contacts.ids) == truth["contacts"]
        assert "180 contacts and 372 purchases imported" in said(pilot)
        # What is kept in notes is recalled at the end; Enter alone imports.
        assert screen.refused.ids
        unclear = f"{len(screen.refused.ids)} not understood (Ctrl+Y, D)"
        assert f"imported · ! {unclear} — Ctrl+Z takes it all back" in said(pilot)
        assert "33 contacts with a note to go through (GDPR, art. 9: F10, notes)" in said(pilot)
        assert keys <= BUDGET
        figures = statistics(file)
        assert (figures.contacts, figures.purchases, figures.revenue_cents, figures.nights, figures.prospects) == (
            truth["contacts"],
            truth["purchases"],
            truth["cents"],
            truth["nights"],
            truth["prospects"],
        )
        await struck(pilot, "ctrl+z", "y")
        assert "Taken back — 180 contacts and 372" in said(pilot)
        assert len(app.screen.contacts.ids) == 0
    after = content(file)
    changed = {table for table in before if before[table] != after[table]}
    assert changed <= {"import_mapping"}


async def test_stopped_half_way_every_table_is_as_before(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish_home(tmp_path / "home", monkeypatch, OFFICE)
    before = content(file)
    app = import_app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "enter", "ctrl+s")
        screen = screen_of(pilot)
        # The one thread of the file is held until Esc was pressed: the import has not written its last row then.
        held = threading.Event()
        assert app.file is not None
        waiting = app.run_worker(app.file.run(lambda _session: held.wait(PATIENCE)))
        with while_held("the file"):
            await pilot.press("enter")
            await pilot.pause()
            assert screen.working is not None
            assert "Esc stops" in screen.query_one(ToldLine).render().plain
            await pilot.press("ctrl+s")
            await pilot.press("escape")
            held.set()
        await waiting.wait()
        await at_rest(pilot)
        assert screen_of(pilot).step == "preview"
        assert "nothing of it was written" in said(pilot)
        assert content(file) == before
        await struck(pilot, "enter")
        assert statistics(file).contacts == TRUTH[OFFICE]["contacts"]


async def test_leaving_while_the_import_is_written_leaves_nothing(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish_home(tmp_path / "home", monkeypatch, OFFICE)
    before = content(file)
    app = import_app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "enter", "ctrl+s")
        held = threading.Event()
        assert app.file is not None
        waiting = app.run_worker(app.file.run(lambda _session: held.wait(PATIENCE)))
        with while_held("the file"):
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("f3")
            held.set()
        await waiting.wait()
        await at_rest(pilot)
        assert isinstance(app.screen, ContactsScreen)
    await asyncio.get_running_loop().shutdown_default_executor()  # waits for the import's own thread
    assert content(file) == before


async def test_a_file_without_purchases_speaks_of_contacts_alone(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish_home(tmp_path / "home", monkeypatch, "brevo.csv")
    app = import_app(file, language="fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "enter", "ctrl+s", "enter")
        assert "120 contacts — Ctrl+Z annule tout" in said(pilot)
        assert "achat" not in said(pilot)
        # Twice the same file changes nothing, and says so.
        await struck(pilot, "ctrl+n", "enter", "ctrl+s", "enter")
        assert "rien n'a changé" in said(pilot)
        assert len(screen_contacts(app)) == 120


def screen_contacts(app: FichierApp) -> Sequence[int]:
    """The list's contacts."""
    assert isinstance(app.screen, ContactsScreen)
    return app.screen.contacts.ids


async def test_a_column_changed_by_two_letters_is_remembered_for_the_next_file_with_these_headings(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads = furnish_home(tmp_path / "home", monkeypatch)
    (downloads / "un.csv").write_text("Nom;Prénom;Truc\nPéron;Hélène;0612345678x\n", encoding="utf-8")
    app = import_app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "enter")
        lines = screen_of(pilot).query_one(ColumnsStep).columns_list
        assert lines.cursor == 2, "the cursor begins on what is not known"
        await struck(pilot, "o", "=cc")
        assert isinstance(app.screen, Picker)
        await struck(pilot, "enter")
        foreign = screen_of(pilot).foreign
        assert foreign is not None
        assert foreign.mapping.columns[2].field == "profession"
        # Back to the files and forth again: what was chosen stays chosen.
        await struck(pilot, "ctrl+s", "escape", "escape", "enter")
        foreign = screen_of(pilot).foreign
        assert foreign is not None
        assert (foreign.mapping.columns[2].field, foreign.mapping.columns[2].reason) == ("profession", CHOSEN)
        await struck(pilot, "ctrl+s", "enter")
        (downloads / "deux.csv").write_text("Nom;Prénom;Truc\nMartin;Paul;apiculteur\n", encoding="utf-8")
        await struck(pilot, "ctrl+n", "=deux", "enter")
        foreign = screen_of(pilot).foreign
        assert foreign is not None
        assert (foreign.mapping.columns[2].field, foreign.mapping.columns[2].reason) == ("profession", REMEMBERED)
        await struck(pilot, "ctrl+s", "enter")
        contacts = app.screen
        assert isinstance(contacts, ContactsScreen)
        assert (contacts.segment, len(contacts.contacts.ids)) == ("deux.csv", 1), "the list shows what came in"


async def test_the_sheet_and_the_row_of_the_headings_can_be_changed(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish_home(tmp_path / "home", monkeypatch, OFFICE, "salon_clients.csv")
    app = import_app(file)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "=office", "enter")
        screen = screen_of(pilot)
        assert screen.foreign is not None
        rows = len(screen.foreign.table.rows)
        await struck(pilot, "ctrl+l", "=Row 5", "enter")
        assert screen.foreign.table.header_row == 5
        assert len(screen.foreign.table.rows) == rows - 1
        await struck(pilot, "ctrl+l", "=Row 4", "enter")
        assert screen.foreign.table.header_row == TRUTH[OFFICE]["header_row"]
        others = screen.foreign.table.sheet.others
        if others:
            await struck(pilot, "ctrl+f", "down", "enter")
            assert screen.foreign.table.sheet.name == others[0]


async def test_nobody_is_imported_from_a_file_that_names_nobody(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads = furnish_home(tmp_path / "home", monkeypatch)
    (downloads / "sans.csv").write_text("Ville;Code postal\nNice;06000\nCannes;06400\n", encoding="utf-8")
    app = import_app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "enter", "ctrl+s")
        assert screen_of(pilot).step == "columns"
        assert "Nothing says who these people are" in said(pilot)


@pytest.mark.parametrize(
    ("name", "holds", "sentence"),
    [
        ("abîmé.xlsx", b"PK\x03\x04 not a workbook", "is damaged, protected by a password"),
        ("vide.csv", b"", "is empty"),
    ],
)
async def test_a_file_that_cannot_be_read_says_its_sentence(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, holds: bytes, sentence: str
) -> None:
    downloads = furnish_home(tmp_path / "home", monkeypatch)
    (downloads / name).write_bytes(holds)
    app = import_app(file)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "enter")
        assert screen_of(pilot).step == "file"
        assert sentence in said(pilot)
        assert screen_of(pilot).working is None


async def test_a_bomb_says_its_sentence(file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    downloads = furnish_home(tmp_path / "home", monkeypatch)
    with zipfile.ZipFile(downloads / "bombe.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    app = import_app(file)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "enter")
        assert screen_of(pilot).step == "file"
        assert "more than can be read safely" in said(pilot)


@pytest.mark.parametrize("name", ["hostile.xlsx", "hostile.csv"])
async def test_hostile_cells_and_names_are_only_letters(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    downloads = furnish_home(tmp_path / "home", monkeypatch)
    hostile = "[@click=app.quit]x\x1b[2J\nfin" + Path(name).suffix
    (downloads / hostile).write_bytes((DATA / name).read_bytes())
    app = import_app(file)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_rest(pilot)

        def nothing_drives_the_terminal() -> None:
            for line in app.screen._compositor.render_strips():
                assert not CONTROL.search(line.text)

        await struck(pilot, "ctrl+n")
        nothing_drives_the_terminal()
        await struck(pilot, "enter")
        assert screen_of(pilot).step == "columns"
        nothing_drives_the_terminal()
        await struck(pilot, "ctrl+s")
        assert screen_of(pilot).step == "preview"
        for _view in range(5):
            nothing_drives_the_terminal()
            await struck(pilot, "right")
        await struck(pilot, "enter")
        nothing_drives_the_terminal()
        if isinstance(app.screen, RowDialog):
            await struck(pilot, "escape")
        await struck(pilot, "right", "enter")
        nothing_drives_the_terminal()
        assert isinstance(app.screen, ContactsScreen)
        assert statistics(file).contacts > 0


async def test_folders_are_opened_and_left_and_a_path_may_be_pasted(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads = furnish_home(tmp_path / "home", monkeypatch, "brevo.csv")
    deep = downloads / "Archives 2025"
    deep.mkdir()
    (deep / "vieux.csv").write_text("Nom;Prénom\nPéron;Hélène\n", encoding="utf-8")
    app = import_app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "=archives", "enter")
        step = screen_of(pilot).query_one(FileStep)
        assert step.folder == deep
        await struck(pilot, "backspace")
        assert step.folder == downloads
        step.field.value = f"'{deep / 'vieux.csv'}'"
        await at_rest(pilot)
        await struck(pilot, "enter")
        assert screen_of(pilot).step == "columns"
        await struck(pilot, "escape", "escape")
        assert isinstance(app.screen, ContactsScreen)
        # The folder used last is among the first places.
        await struck(pilot, "ctrl+n")
        assert deep in screen_of(pilot).query_one(FileStep).starts


async def test_what_is_not_understood_is_shown_with_its_row_and_its_reason(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish_home(tmp_path / "home", monkeypatch, "salon_clients.csv")
    app = import_app(file, language="fr")
    async with app.run_test(size=(120, 36)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "enter", "ctrl+s", "left")
        step = screen_of(pilot).query_one(PreviewStep)
        assert step.view == "refused"
        assert step.preview is not None
        assert "→ Vue" in app.screen.query_one(KeyFooter).render().plain, "the key to the other views is named"
        drawn = "\n".join(step.refused.render_line(y).text for y in range(step.refused.size.height))
        assert "ce n'est pas une adresse e-mail" in drawn.lower() or "e-mail" in drawn
        for refused in step.preview.plan.refused[:3]:
            assert str(refused.row) in drawn
        preview = step.preview
        names = [preview.whose[refused.row] for refused in preview.plan.refused[:3] if refused.row in preview.whose]
        assert names
        assert all(name.split()[0] in drawn for name in names), "whose card keeps it in a note"
        await struck(pilot, "enter")
        assert isinstance(app.screen, RowDialog), "the row is shown, nothing is imported"
        row = str(app.screen.query_one("VerticalScroll Static").render())
        first = step.preview.plan.refused[0]
        assert first.value in row
        assert f"! {reason_words(first.reason)}" in row
        assert names[0] in app.screen.heading().plain
        await struck(pilot, "escape", "right")
        assert step.view == "all"
        await struck(pilot, "enter", "ctrl+y", "d")
        told = str(app.screen.query_one("VerticalScroll Static").render())
        assert f"Ligne {first.row} · {first.column} {reason_words(first.reason)}" in told, "findable afterwards"
        assert first.value not in told, "what stands there is told by the card alone"


def test_every_field_can_be_chosen_once() -> None:
    offered = [code for _group, codes in GROUPS for code in codes.split() if code != OWN]
    assert sorted(offered) == sorted(FIELDS)


def test_a_field_that_stands_on_one_column_leaves_the_other_in_the_note() -> None:
    mapping = Mapping((MappedColumn("Nom", "last_name"), MappedColumn("Autre", KEEP), MappedColumn("Mail", "email")))
    changed = remapped(mapping, 1, "last_name")
    assert [column.field for column in changed.columns] == [KEEP, "last_name", "email"]
    assert [column.field for column in remapped(mapping, 1, "email").columns] == ["last_name", "email", "email"]
    assert not names_somebody(Mapping((MappedColumn("Ville", "town"),)))


def test_a_second_purchase_has_its_own_slot() -> None:
    mapping = Mapping((MappedColumn("Montant", "purchase_amount"), MappedColumn("Montant 2", KEEP)))
    assert remapped(mapping, 1, "purchase_amount").columns[1].slot == 2


def test_files_are_found_most_recent_first_and_a_folder_that_may_not_be_read_is_empty(tmp_path: Path) -> None:
    import os

    for age, name in enumerate(("b.csv", "a.xlsx", "c.doc", ".cache.csv", "~$a.xlsx")):
        (tmp_path / name).write_text("x", encoding="utf-8")
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    assert [entry.path.name for entry in find_files(None, "", [tmp_path]) if not entry.is_folder] == ["b.csv", "a.xlsx"]
    assert [entry.path.name for entry in find_files(None, "XLS", [tmp_path])] == ["a.xlsx"]
    assert [entry.is_parent for entry in find_files(tmp_path / "nulle part", "", [])] == [True]
    assert [entry.path.name for entry in find_files(None, f"{tmp_path}/c.doc", [])] == ["c.doc"]


def test_work_that_is_stopped_raises() -> None:
    from fichier_tui.ui.long_work import LongWork

    work = LongWork("import.stopped")
    work.tell(0.5)
    work.stop()
    with pytest.raises(Refusal, match=r"import\.stopped"):
        work.tell(0.6)
    assert work.fraction == 0.5


def test_the_screen_belongs_to_the_contacts() -> None:
    assert ImportScreen.PLACE == ContactsScreen.PLACE


async def test_a_column_becomes_a_field_of_the_shop_s_own_with_its_purpose(
    file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    furnish_home(home, monkeypatch)
    (home / "Downloads").mkdir(exist_ok=True)
    (home / "Downloads" / "skis.csv").write_text(
        "Nom;Pointure;Religion\nPéron;42,5;x\nFaure;grande;y\n", encoding="utf-8"
    )
    app = import_app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await struck(pilot, "ctrl+n", "=skis", "enter")
        for place, heading in ((2, "Religion"), (1, "Pointure")):
            screen_of(pilot).query_one(ColumnsStep).columns_list.go_to(place)
            await struck(pilot, "n", "=ew field", "enter")
            assert isinstance(app.screen, OwnFieldDialog)
            assert app.screen.form.answers()["label"] == heading
            app.screen.form.entry("kind").set_answer("number" if heading == "Pointure" else "text")
            await struck(pilot, "=prepare", "ctrl+s")
            if heading == "Religion":
                assert isinstance(app.screen, OwnFieldDialog), "refused, and said under the name"
                await struck(pilot, "escape")
        await struck(pilot, "ctrl+s")
        await struck(pilot, "enter")
        (own,) = file.call(own_fields)
        assert (own.label, own.kind, own.purpose) == ("Pointure", "number", "prepare")
        told = {
            one.details.last_name: (one.details.custom, one.id)
            for one in file.call(export_batch, list(file.call(list_contacts, ListQuery()).ids))
        }
        assert told["Péron"][0] == {own.key: "42.5"}
        assert told["Faure"][0] == {}
        assert "Pointure = grande" in file.call(notes_of, told["Faure"][1])[0].text
