"""S in the planner: a day on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails, PhoneNumber
from fichier_tui.domain.history import ActionDetails
from fichier_tui.storage import OpenFile, create_contact, plan_action, read_journal
from fichier_tui.storage.actions.day_sheet import read_day_sheet
from fichier_tui.ui.day_sheet import sheet_page
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.planner.sheet_dialog import SheetDialog
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.card_app import struck
from tests.ui.test_planner import opened


@pytest.mark.usefixtures("in_paris")
async def test_a_sheet_is_written_and_entered_in_the_register(demo_file: OpenFile, tmp_path: Path) -> None:
    target = tmp_path / "demain.pdf"
    app = app_on_demo(demo_file, "fr")
    app.now = lambda: dt.datetime(2026, 8, 12, 7, 30, tzinfo=dt.UTC)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await struck(pilot, "s")
        dialog = app.screen
        assert isinstance(dialog, SheetDialog)
        assert dialog.form.entry("path").value.endswith("2026-08-12.pdf"), "until noon it is the present day"
        dialog.form.entry("path").set_answer(str(target))
        await struck(pilot, "ctrl+s")
        await settled(pilot)
        assert target.read_bytes().startswith(b"%PDF-")
        assert "Feuille écrite" in app.status.content.plain
        assert demo_file.call(read_journal)[0].verb == "export.recorded"
        await struck(pilot, "s")
        again = app.screen
        assert isinstance(again, SheetDialog)
        again.form.entry("path").set_answer(str(tmp_path / "x.doc"))
        await struck(pilot, "ctrl+s")
        await settled(pilot)
        assert app.screen is again
        assert ".doc" in app.status.content.plain


async def test_the_name_follows_the_day_and_a_file_that_is_there_is_replaced_after_a_question(
    demo_file: OpenFile, tmp_path: Path
) -> None:
    app = app_on_demo(demo_file, "fr")
    target = tmp_path / "jour"
    target.with_suffix(".pdf").write_text("before")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await struck(pilot, "s")
        dialog = app.screen
        assert isinstance(dialog, SheetDialog)
        dialog.form.entry("day").set_answer(dt.date(2026, 8, 20))
        await settled(pilot)
        assert dialog.form.entry("path").value.endswith("2026-08-20.pdf")
        dialog.form.entry("path").set_answer(str(target))
        dialog.form.entry("day").set_answer(dt.date(2026, 8, 21))
        await settled(pilot)
        assert dialog.form.entry("path").value == str(target), "a name of one's own is left alone"
        await struck(pilot, "ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, Question)
        assert target.with_suffix(".pdf").read_text() == "before"
        await struck(pilot, "o", "enter")
        await settled(pilot)
        assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
        assert "Feuille écrite" in app.status.content.plain


def test_whom_one_calls_has_the_number_beside(demo_file: OpenFile) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zola", phones=(PhoneNumber("+33612345678"),))).id
    demo_file.call(plan_action, contact, ActionDetails("call", "devis", DAY))
    demo_file.call(plan_action, contact, ActionDetails("letter", "brochure", DAY))
    page = sheet_page(demo_file.call(read_day_sheet, DAY), "", DAY)
    asides = {line.about: line.aside for section in page.sections for line in section.lines if line.name == "Zola"}
    assert ["06" in asides[about] for about in asides] == ["devis" in about for about in asides]
    assert any("78" in aside for aside in asides.values())
