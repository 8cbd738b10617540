"""What leaves in a file is what the file holds, typed, harmless, and entered in the register."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from fichier_tui import storage
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.exchange.columns import EVERYTHING, TO_IMPORT, columns
from fichier_tui.exchange.exporting import export_contacts
from fichier_tui.exchange.formula import guarded, unguarded
from fichier_tui.i18n import use_language
from fichier_tui.storage import models
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.rights.restricting import restrict_contact
from fichier_tui.ui.words import sentence
from tests.hostile import HOSTILE
from tests.storage.conftest import DAY, Clock

RUNNING = (
    '=HYPERLINK("http://x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "'=1+1",
    "''=1",
    "'t Hooft",
    "＝1+1",
    '=cmd|" /C calc"!A0',
)
HELENE = ContactDetails(
    civility="mrs",
    last_name="Péron",
    first_name="Hélène",
    birth="1958-07-14",
    sex="f",
    source="fair",
    language="fr",
    card_number="0042",
    phones=(PhoneNumber("+33612345678"), PhoneNumber("+442079460958", "home")),
    emails=(EmailAddress("h.peron@free.fr"), EmailAddress("helene@shop.fr", "work")),
    addresses=(PostalAddress("1, rue du Port\nBât. B", "06000", "Nice"),),
    tags=("fidèle", "vip"),
    interests=("spa",),
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[storage.OpenFile]:
    """An open file of one client, in French."""
    use_language("fr")
    made = storage.create_file(tmp_path / "Shop", passphrase="été à Saint-Malo, 1987", kdf=CHEAPEST, clock=Clock())
    opened = storage.open_unlocked(made.folder, made.unlocked, clock=Clock(), day=DAY)
    contact = opened.call(storage.create_contact, HELENE)
    opened.call(storage.log_purchase, contact.id, PurchaseDetails(dt.date(2026, 4, 2), "Massage", 12_050))
    opened.call(storage.log_purchase, contact.id, PurchaseDetails(dt.date(2026, 5, 2), "Massage", 8_001))
    opened.call(storage.record_consent, contact.id, "email", "given")
    opened.call(storage.record_consent, contact.id, "sms", "opposed")
    yield opened
    opened.close()
    use_language("en")


def everybody(file: storage.OpenFile) -> list[int]:
    """The numbers of all contacts."""
    return list(file.call(storage.list_contacts, storage.ListQuery()).ids)


def workbook_line(path: Path, row: int = 2) -> dict[str, object]:
    """A line of a workbook by its headings, as openpyxl reads it."""
    page = load_workbook(path).active
    assert page is not None
    lines = list(page.iter_rows(values_only=True))
    return dict(zip(map(str, lines[0]), lines[row - 1], strict=True))


def csv_lines(path: Path) -> list[list[str]]:
    """The lines of a .csv as any reader sees them."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def refused(code: str, file: storage.OpenFile, target: Path, **options: object) -> Refusal:
    """The export is refused with that code, and leaves nothing."""
    before = sorted(target.parent.iterdir()) if target.parent.is_dir() else []
    with pytest.raises(Refusal) as caught:
        export_contacts(file, everybody(file), target, **options)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert (sorted(target.parent.iterdir()) if target.parent.is_dir() else []) == before
    return caught.value


def test_a_workbook_holds_texts_days_and_euros_as_what_they_are(file: storage.OpenFile, tmp_path: Path) -> None:
    told = export_contacts(file, everybody(file), tmp_path / "clients.xlsx", purpose="vœux")
    line = workbook_line(told.path)
    assert (told.contacts, told.format) == (1, "xlsx")
    assert line["Nom"] == "Péron"
    assert line["Portable"] == "06 12 34 56 78"
    assert line["Code postal"] == "06000"
    assert line["Adresse"] == "1, rue du Port\nBât. B"
    assert line["Date de naissance"] == dt.datetime(1958, 7, 14)  # noqa: DTZ001
    assert line["Total des achats"] == 200.51
    assert line["Panier moyen"] == 100.26
    assert line["Nombre d'achats"] == 2
    assert line["Dernier achat"] == dt.datetime(2026, 5, 2)  # noqa: DTZ001
    assert line["Client ou prospect"] == "Client actif"
    assert (line["Accepte les e-mails"], line["Accepte les SMS"]) == ("Oui", "Non, opposé")
    assert line["Accepte les appels"] is None
    assert line["Étiquettes"] == "fidèle; vip"


def test_a_workbook_can_be_filtered_and_keeps_its_headings_in_sight(file: storage.OpenFile, tmp_path: Path) -> None:
    path = export_contacts(file, everybody(file), tmp_path / "clients.xlsx").path
    page = load_workbook(path).active
    assert page is not None
    assert page.title == "Contacts"
    assert page.freeze_panes == "A2"
    last = page.cell(1, page.max_column).coordinate
    assert page.auto_filter.ref == f"A1:{last[:-1]}2"
    assert page.dimensions == page.auto_filter.ref
    assert page["A1"].font.bold
    assert page.column_dimensions["B"].width == 22
    money = next(cell for cell in page[2] if page.cell(1, int(cell.column or 0)).value == "Total des achats")
    assert "€" in money.number_format


def test_calamine_reads_the_same_cells(file: storage.OpenFile, tmp_path: Path) -> None:
    path = export_contacts(file, everybody(file), tmp_path / "clients.xlsx").path
    headings, line = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    known = dict(zip(headings, line, strict=True))
    assert known["Code postal"] == "06000"
    assert known["Date de naissance"] == dt.date(1958, 7, 14)
    assert known["Total des achats"] == 200.51


def test_a_french_excel_opens_the_csv(file: storage.OpenFile, tmp_path: Path) -> None:
    path = export_contacts(file, everybody(file), tmp_path / "clients.csv").path
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    headings, line = csv_lines(path)
    known = dict(zip(headings, line, strict=True))
    assert known["Total des achats"] == "200,51"
    assert known["Date de naissance"] == "14/07/1958"
    assert known["Portable"] == "06 12 34 56 78"
    assert known["Téléphone"] == "0044 20 7946 0958"


def test_headings_follow_the_language(file: storage.OpenFile, tmp_path: Path) -> None:
    use_language("en")
    path = export_contacts(file, everybody(file), tmp_path / "clients.csv").path
    assert {"Last name", "Postcode", "Total of purchases"} <= set(csv_lines(path)[0])


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_nothing_that_somebody_is_called_ever_runs(file: storage.OpenFile, tmp_path: Path, suffix: str) -> None:
    names = [name for name in map(clean_line, (*RUNNING, *HOSTILE)) if name]
    for name in names:
        file.call(storage.create_contact, ContactDetails(last_name=name, important=name, tags=(name,)))
    path = export_contacts(file, everybody(file), tmp_path / f"clients{suffix}", column_set=TO_IMPORT).path
    if suffix == ".csv":
        cells = [cell for line in csv_lines(path) for cell in line]
        assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]
        read = [unguarded(line[0]) for line in csv_lines(path)[1:]]
    else:
        page = load_workbook(path).active
        assert page is not None
        assert {cell.data_type for line in page for cell in line if isinstance(cell.value, str)} == {"s"}
        with zipfile.ZipFile(path) as archive:
            assert b"<f" not in re.sub(rb"<(family|font|fill)", b"", archive.read("xl/worksheets/sheet1.xml"))
        read = [str(line[0].value) for line in page.iter_rows(min_row=2)]
        calamine = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        assert [line[0] for line in calamine[1:]] == read
    assert sorted(read) == sorted([*names, "Péron"])


@given(st.text(alphabet="=+-@'＝ \ta1", max_size=6))
def test_what_is_guarded_is_read_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "＝"))


def test_the_register_tells_of_each_export_and_keeps_it(file: storage.OpenFile, tmp_path: Path) -> None:
    export_contacts(file, everybody(file), tmp_path / "clients.csv", purpose="vœux de janvier")
    row = file.call(lambda session: models.ExportRecord.get())
    assert (row.format, row.contacts, row.purpose, row.name) == ("csv", 1, "vœux de janvier", "clients.csv")
    last = file.call(storage.last_undoable)
    assert last is not None
    assert last.verb == "consent.recorded", "an export is no operation that Ctrl+Z could take back"


def test_a_file_that_is_there_is_never_written_over_without_a_word(file: storage.OpenFile, tmp_path: Path) -> None:
    target = tmp_path / "clients.csv"
    target.write_text("mine")
    refused("export.exists", file, target)
    assert target.read_text() == "mine"
    export_contacts(file, everybody(file), target, overwrite=True)
    assert csv_lines(target)[1][0] != "mine"


def test_a_wrong_place_or_name_is_refused(file: storage.OpenFile, tmp_path: Path) -> None:
    refused("export.format", file, tmp_path / "clients.doc")
    refused("folder.missing", file, tmp_path / "nowhere" / "clients.csv")


def test_a_full_disk_leaves_nothing(file: storage.OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    refused("disk.full", file, tmp_path / "clients.xlsx")


def test_an_export_that_is_stopped_leaves_nothing(file: storage.OpenFile, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return False

    with pytest.raises(Refusal, match=r"export\.cancelled"):
        export_contacts(file, everybody(file), tmp_path / "clients.xlsx", progress=stop)
    assert told == [(0, 1)]
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob("*.xlsx"))


def test_contacts_put_aside_do_not_leave(file: storage.OpenFile, tmp_path: Path) -> None:
    ids = everybody(file)
    file.call(storage.delete_contact, ids[0])
    assert export_contacts(file, ids, tmp_path / "clients.csv").contacts == 0


def test_the_columns_to_import_again_hold_nothing_that_is_reckoned() -> None:
    keys = {column.key for column in columns(TO_IMPORT)}
    assert not keys & {"purchases", "revenue", "mean_basket", "last_purchase", "visits", "status"}
    assert {"purchases", "status"} < {column.key for column in columns(EVERYTHING)}


def test_the_shop_s_own_fields_are_typed(file: storage.OpenFile, tmp_path: Path) -> None:
    def add(session: storage.Session) -> None:
        with session.operation("test") as operation:
            for key, kind, value in (
                ("size", "number", "12,5"),
                ("since", "date", "2020-01-02"),
                ("dog", "yes_no", "1"),
            ):
                field = operation.create(models.CustomField, key=key, label=f"={key}", kind=kind, purpose="test")
                operation.create(models.CustomValue, contact=1, field=field, value=value)

    file.call(add)
    line = workbook_line(export_contacts(file, everybody(file), tmp_path / "clients.xlsx").path)
    assert line["=size"] == 12.5
    assert line["=since"] == dt.datetime(2020, 1, 2)  # noqa: DTZ001
    assert line["=dog"] == "Oui"


def test_a_batch_reads_what_a_card_reads(file: storage.OpenFile) -> None:
    (exported,) = file.call(storage.export_batch, everybody(file))
    card = file.call(storage.read_contact, exported.id)
    assert exported.details == card.details
    assert exported.summary == card.summary
    assert exported.status == "active"
    assert DAY.year == 2026


def test_for_a_channel_only_those_leave_whom_the_law_retains(file: storage.OpenFile, tmp_path: Path) -> None:
    """Whoever is left out is counted, by reason; no address of another channel leaves; the register says all of it."""
    unasked = file.call(storage.create_contact, ContactDetails(last_name="Roux", emails=(EmailAddress("r@free.fr"),)))
    told = export_contacts(file, everybody(file), tmp_path / "mail.csv", channel="email", purpose="vœux")
    headings, *lines = csv_lines(told.path)
    assert [line[headings.index("Nom")] for line in lines] == ["Péron"]
    assert lines[0][headings.index("E-mail")] == "h.peron@free.fr; helene@shop.fr"
    assert not {"Portable", "Téléphone", "Adresse", "Ville", "Fax"} & set(headings)
    assert told.chosen.by_reason() == {("not_asked", "R08"): 1}
    assert [contact for contact, _answer in told.chosen.left_out] == [unasked.id]
    row = file.call(lambda session: models.ExportRecord.get())
    assert (row.channel, row.aim, row.purpose, row.contacts) == ("email", "prospecting", "vœux", 1)
    assert json.loads(row.left_out) == {"not_asked R08": 1}
    nobody = refused("export.nobody", file, tmp_path / "sms.csv", channel="sms")
    assert ": 1 opposé, 1 sans accord aux SMS." in sentence(nobody)


def test_the_shops_own_copy_tells_of_those_whose_data_rest(file: storage.OpenFile, tmp_path: Path) -> None:
    ids = [file.call(storage.create_contact, ContactDetails(last_name=name)).id for name in ("Péron", "Lambert")]
    file.call(restrict_contact, ids[1])
    told = export_contacts(file, ids, tmp_path / "copie.csv")
    assert (told.contacts, told.chosen.retained) == (1, (ids[0],))
    row = file.call(lambda session: models.ExportRecord.get())
    assert (row.contacts, json.loads(row.left_out)) == (1, {"restricted R25": 1})


def test_without_a_channel_it_is_a_copy_and_the_register_says_so(file: storage.OpenFile, tmp_path: Path) -> None:
    told = export_contacts(file, everybody(file), tmp_path / "all.csv")
    row = file.call(lambda session: models.ExportRecord.get())
    assert (told.chosen.left_out, row.channel, row.aim) == ((), "", "copy")
