"""The day on paper: one A4 page whose text can be read back, and plain text."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pypdf
import pytest

from fichier_tui import i18n
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import ActionDetails, PurchaseDetails
from fichier_tui.exchange.day_sheet import SheetLine, SheetPage, SheetSection, pdf_page, text_page
from fichier_tui.storage import Session, create_contact, log_purchase, plan_action
from fichier_tui.storage.actions.day_sheet import DaySheet, read_day_sheet
from fichier_tui.ui.day_sheet import sheet_page
from tests.storage.conftest import DAY, session

__all__ = ["session"]  # the fixture
TOMORROW = DAY + dt.timedelta(1)


def extracted(content: bytes) -> str:
    """The text of the one page, its spaces plain."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    (page,) = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    return page.extract_text().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def page(session: Session) -> SheetPage:
    """Tomorrow at Chez Léa."""
    i18n.use_language("fr")
    names = (("Péron", "Hélène"), ("Lefèvre-Cœur", "Éloïse"), ("Ÿsöñ", "Łukasz"))
    contacts = [create_contact(session, ContactDetails(last_name=last, first_name=first)).id for last, first in names]
    appointment = ActionDetails("appointment", "soin visage", TOMORROW, "14:30", 45, "Cabine 2")
    plan_action(session, contacts[0], appointment)
    plan_action(session, None, ActionDetails("task", "arroser l'olivier", TOMORROW, priority=2))
    plan_action(session, contacts[1], ActionDetails("call", "devis", DAY - dt.timedelta(3)))
    log_purchase(session, contacts[2], PurchaseDetails(TOMORROW, "Nuitée", 9000, nights=3, people=2))
    sheet = read_day_sheet(session, TOMORROW)
    assert sheet.contacts == 3
    return sheet_page(sheet, "Chez Léa", DAY)


SAID = (
    "Dimanche 22 novembre 2026", "Chez Léa · Feuille du jour", "14 h 30", "Péron Hélène", "soin visage", "Cabine 2",
    "Łukasz", "Nuitée", "3 nuits", "2 personnes", "arroser l'olivier", "Lefèvre-Cœur Éloïse", "devis", "21/11/2026",
)  # fmt: skip


def test_everything_is_on_the_page_with_its_accents(page: SheetPage) -> None:
    text = extracted(pdf_page(page))
    for said in SAID:
        assert said in text, said


def test_everything_is_in_the_text(page: SheetPage) -> None:
    text = text_page(page).replace("\u00a0", " ")
    for said in SAID:
        assert said in text, said
    assert "[ ]" in text


def test_the_fonts_are_in_the_file_and_the_same_day_gives_the_same_page(page: SheetPage) -> None:
    content = pdf_page(page)
    assert content == pdf_page(page)
    fonts = pypdf.PdfReader(io.BytesIO(content)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    drawn = [font.get_object() for font in fonts.values()]
    embedded = [font["/FontDescriptor"] for font in drawn if "/FontDescriptor" in font]
    assert len(embedded) >= 2
    assert all("/FontFile2" in descriptor for descriptor in embedded)


def test_a_full_day_stays_on_one_page_and_says_how_many_are_missing() -> None:
    long = ("y" * 200, "z" * 90)
    lines = tuple(SheetLine("9 h", f"Client {number} {'x' * 80}", *long, box=True) for number in range(90))
    sections = (SheetSection("Rendez-vous", lines[:20]), SheetSection("À faire", lines))
    page = SheetPage("Lundi", "Chez Léa", sections, "", "pied", lambda count: f"et {count} autres")
    text = extracted(pdf_page(page))
    assert "autres" in text
    assert "Client 19" in text
    assert "pied" in text


def test_hostile_letters_are_drawn_as_what_they_are_or_as_a_question_mark() -> None:
    page = SheetPage("Ṩ 漢 \u202f €", "", (), "rien (\\) %", "", str)
    text = extracted(pdf_page(page))
    assert "S ?   €" in text
    assert "rien (\\) %" in text


def test_an_empty_day_says_so() -> None:
    i18n.use_language("en")
    page = sheet_page(DaySheet(TOMORROW), "", DAY)
    assert "Nothing is planned that day." in extracted(pdf_page(page))
    assert "Nothing is planned that day." in text_page(page)


def test_reportlab_ships_the_fonts() -> None:
    import reportlab

    folder = Path(reportlab.__file__).parent / "fonts"
    assert (folder / "Vera.ttf").exists()
    assert (folder / "VeraBd.ttf").exists()
