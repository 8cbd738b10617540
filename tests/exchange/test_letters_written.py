"""Letters, labels and text messages out of a real file: who gets one, who is left out, what stands in the register."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from fichier_tui import storage
from fichier_tui.domain.contact import COMPANY, ContactDetails, PhoneNumber, PostalAddress
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen, SendingDetails
from fichier_tui.exchange.letters.docx_model import make_model
from fichier_tui.exchange.letters.labels import SHEETS
from fichier_tui.exchange.letters.paper import Composed, compose_labels, compose_pdf, compose_word, write_paper
from fichier_tui.exchange.letters.sms import compose_sms, is_mobile, write_sms
from fichier_tui.i18n import use_language
from fichier_tui.storage import models
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.letters.recipients import choose_recipients
from fichier_tui.storage.letters.sendings import list_sendings
from tests.exchange.word_models import complex_field, model, paragraph, put
from tests.storage.conftest import DAY, Clock

NICE = PostalAddress("5 rue du Four", "06000", "Nice")
HERE = PostalAddress("Hauptstraße 3", "79098", "Freiburg", "", "DE")
LANDLINE = PhoneNumber("+33493123456", "home")


def mobile(number: str) -> PhoneNumber:
    """A mobile."""
    return PhoneNumber(number)


PEOPLE = (
    ContactDetails(
        civility="mrs",
        last_name="Péron",
        first_name="Hélène",
        addresses=(NICE,),
        phones=(mobile("+33612345678"),),
    ),
    ContactDetails(
        civility="mr",
        last_name="Durand",
        first_name="Paul",
        addresses=(PostalAddress("", "06000", "Nice"),),
        phones=(LANDLINE,),
    ),
    ContactDetails(last_name="Tang", first_name="王", addresses=(NICE,), phones=(LANDLINE, mobile("+33712345678"))),
    ContactDetails(kind=COMPANY, company_name="=Hôtel", addresses=(NICE,), phones=(mobile("+33612345678"),)),
    ContactDetails(last_name="Weber", language="de", addresses=(HERE,), phones=(mobile("+4915112345678"),)),
)
LETTER = SendingDetails("Vœux", channel="post", text="Bonjour {prénom|à vous},\n\nà bientôt.", purpose="service")
MESSAGE = SendingDetails("Soldes", channel="sms", text="{prénom|Bonjour} : -20 %. STOP au 36111", purpose="service")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[storage.OpenFile]:
    """A file of five clients."""
    use_language("fr")
    made = storage.create_file(tmp_path / "Shop", passphrase="été à Saint-Malo, 1987", kdf=CHEAPEST, clock=Clock())
    opened = storage.open_unlocked(made.folder, made.unlocked, clock=Clock(), day=DAY)
    for details in PEOPLE:
        contact = opened.call(storage.create_contact, details)
        opened.call(storage.log_purchase, contact.id, PurchaseDetails(DAY - dt.timedelta(3), "Massage", 6_000))
    yield opened
    opened.close()
    use_language("en")


def chosen(file: storage.OpenFile, details: SendingDetails) -> Chosen:
    """Everybody whom the law retains."""
    ids = file.call(storage.list_contacts, storage.ListQuery()).ids
    return file.call(choose_recipients, details.channel, details.purpose, sorted(ids))


def reasons(composed: Chosen) -> dict[int, str]:
    """Why, by contact."""
    return {one.contact: one.reason for one in composed.left_out}


def model_file(tmp_path: Path) -> Path:
    """The model that the program makes, as a file."""
    path = tmp_path / "modèle.docx"
    path.write_bytes(make_model("Chalet", "fr"))
    return path


def test_letters_of_word_go_to_whom_the_post_can_find(file: storage.OpenFile, tmp_path: Path) -> None:
    composed = compose_word(file, LETTER, chosen(file, LETTER), model_file(tmp_path))
    written = write_paper(file, composed, tmp_path / "lettres.docx")
    assert [contact for contact, _address in written.chosen.retained] == [1, 3, 4, 5]
    assert reasons(written.chosen)[2] == "no_street"
    document = Document(str(written.path))
    assert len(document.sections) == 4
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Madame Hélène Péron\n5 RUE DU FOUR\n06000 NICE" in said
    assert "79098 FREIBURG\nALLEMAGNE" in said
    assert written.path.stat().st_mode & 0o777 == 0o600


def test_in_a_model_made_for_a_list_the_address_is_the_street(file: storage.OpenFile, tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        for runs in (
            complex_field(" MERGEFIELD Prénom ") + complex_field(" MERGEFIELD Nom "),
            complex_field(" MERGEFIELD Adresse "),
            complex_field(" MERGEFIELD Code_postal ") + "<w:r><w:t>-</w:t></w:r>" + complex_field(" MERGEFIELD Ville "),
        ):
            put(document, paragraph(runs))

    path = tmp_path / "liste.docx"
    path.write_bytes(model(fill))
    written = write_paper(file, compose_word(file, LETTER, chosen(file, LETTER), path), tmp_path / "lettres.docx")
    said = [line.text for line in Document(str(written.path)).paragraphs]
    assert said[:3] == ["HélènePéron", "5 RUE DU FOUR", "06000-Nice"]


def test_what_was_written_stands_on_the_cards_and_in_the_registers(file: storage.OpenFile, tmp_path: Path) -> None:
    composed = compose_pdf(file, LETTER, chosen(file, LETTER))
    assert file.call(list_sendings) == ()
    written = write_paper(file, composed, tmp_path / "lettres.pdf")
    (sending,) = file.call(list_sendings)
    assert written.sending == sending
    assert (sending.details.medium, sending.details.channel, sending.counts) == (
        "pdf",
        "post",
        {"sent": 3, "left_out": 2},
    )
    export = file.call(lambda session: models.ExportRecord.get())
    assert (export.format, export.contacts, export.purpose, export.name) == ("pdf", 3, "service", "lettres.pdf")
    noted = file.call(lambda session: [(row.contact_id, row.kind, row.state) for row in models.Action.select()])
    assert noted == [(contact, "letter", "done") for contact in (1, 4, 5)]


def test_a_pdf_has_a_page_for_each_and_leaves_out_what_it_cannot_print(file: storage.OpenFile) -> None:
    composed = compose_pdf(file, LETTER, chosen(file, LETTER))
    assert isinstance(composed.pages, bytes)
    pages = PdfReader(io.BytesIO(composed.pages)).pages
    assert len(pages) == 3
    assert reasons(composed.chosen) == {2: "no_street", 3: "unprintable"}
    assert "Bonjour Hélène," in pages[0].extract_text()
    assert "Bonjour à vous," in pages[1].extract_text()


def test_labels(file: storage.OpenFile, tmp_path: Path) -> None:
    composed = compose_labels(file, LETTER, chosen(file, LETTER), SHEETS["L7163"], start=13)
    assert (composed.sheets, len(composed.chosen.retained)) == (2, 3)
    written = write_paper(file, composed, tmp_path / "étiquettes.pdf", goes_with_another=True)
    assert written.sending is None
    assert file.call(list_sendings) == ()
    assert file.call(lambda session: models.ExportRecord.get().format) == "labels"


def test_one_document_each_in_a_folder_of_its_own(file: storage.OpenFile, tmp_path: Path) -> None:
    composed = compose_word(file, LETTER, chosen(file, LETTER), model_file(tmp_path), apart=True)
    written = write_paper(file, composed, tmp_path / "lettres")
    names = sorted(path.name for path in written.path.iterdir())
    assert names == ["0001 Péron Hélène.docx", "0002 Tang 王.docx", "0003 Hôtel.docx", "0004 Weber.docx"]
    assert {path.stat().st_mode & 0o777 for path in written.path.iterdir()} == {0o600}
    assert written.path.stat().st_mode & 0o777 == 0o700
    with pytest.raises(Refusal) as caught:
        write_paper(file, composed, tmp_path / "lettres", overwrite=True)
    assert caught.value.code == "export.exists"
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_good_file_is_never_replaced_by_half_of_one(
    file: storage.OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "lettres.pdf"
    target.write_bytes(b"good")
    composed = compose_pdf(file, LETTER, chosen(file, LETTER))
    with pytest.raises(Refusal) as caught:
        write_paper(file, composed, target)
    assert caught.value.code == "export.exists"
    nameless = Composed(SendingDetails("", channel="post"), composed.pages, composed.chosen)
    with pytest.raises(Refusal):
        write_paper(file, nameless, target, overwrite=True)
    assert target.read_bytes() == b"good"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Shop.fichier", "lettres.pdf"]
    write_paper(file, composed, target, overwrite=True)
    assert target.read_bytes().startswith(b"%PDF")


def test_what_is_stopped_or_unknown_writes_nothing(file: storage.OpenFile, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        compose_pdf(file, LETTER, chosen(file, LETTER), progress=lambda _done, _total: False)
    assert caught.value.code == "export.cancelled"
    for text, code in (("{prenon}", "letter.unknown_field"), ("  ", "letter.empty")):
        with pytest.raises(Refusal) as caught:
            compose_pdf(file, SendingDetails("x", channel="post", text=text), chosen(file, LETTER))
        assert caught.value.code == code
    for nobody in (
        compose_word(file, LETTER, Chosen(((2, ""),)), model_file(tmp_path)),
        compose_pdf(file, LETTER, Chosen(((2, ""),))),
        compose_labels(file, LETTER, Chosen(((2, ""),)), SHEETS["L7163"]),
    ):
        assert reasons(nobody.chosen) == {2: "no_street"}
        with pytest.raises(Refusal) as caught:
            write_paper(file, nobody, tmp_path / "rien.docx")
        assert caught.value.code == "sending.nobody"
    assert not (tmp_path / "rien.docx").exists()


def test_who_opposed_gets_none(file: storage.OpenFile) -> None:
    file.call(storage.record_consent, 1, "post", "opposed")
    offer = SendingDetails("Soldes", channel="post", text="x", purpose="prospecting")
    composed = compose_pdf(file, offer, chosen(file, offer))
    assert 1 not in [contact for contact, _address in composed.chosen.retained]
    assert reasons(composed.chosen)[1] == "opposed"


def test_a_list_of_messages_has_each_mobile_once(file: storage.OpenFile, tmp_path: Path) -> None:
    everybody = Chosen(tuple((contact, "") for contact in (1, 2, 3, 4, 5)))
    composed = compose_sms(file, MESSAGE, everybody)
    assert [line.number for line in composed.lines] == ["+33612345678", "+33712345678", "+4915112345678"]
    assert reasons(composed.chosen) == {2: "unreachable", 4: "same_number"}
    assert composed.chosen.retained[0] == (1, "+33612345678")
    assert [line.text for line in composed.lines][::2] == [
        "Hélène : -20 %. STOP au 36111",
        "Bonjour : -20 %. STOP au 36111",
    ]
    assert (composed.segments, composed.dear, composed.outside, composed.no_stop) == (3, 0, (), 0)
    written = write_sms(file, composed, tmp_path / "sms.csv")
    with written.path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert rows[0][:4] == ["Portable", "Nom", "Prénom", "Message"]
    assert rows[1] == ["+33612345678", "Péron", "Hélène", "Hélène : -20 %. STOP au 36111", "GSM-7", "29", "1"]
    assert written.sending.details.medium == "csv"
    assert file.call(lambda session: [row.kind for row in models.Action.select()]) == ["sms"] * 3


def test_a_list_as_a_workbook_and_as_plain_text(file: storage.OpenFile, tmp_path: Path) -> None:
    composed = compose_sms(file, MESSAGE, Chosen(((1, ""), (3, ""))))
    page = load_workbook(write_sms(file, composed, tmp_path / "sms.xlsx").path).active
    assert page is not None
    assert [page["A2"].value, page["F2"].value] == ["+33612345678", 29]
    assert page["A2"].data_type == "s"
    plain = write_sms(file, composed, tmp_path / "sms.txt").path.read_text("utf-8")
    assert plain.splitlines()[0] == "+33612345678\tHélène : -20 %. STOP au 36111"
    numbers = compose_sms(file, SendingDetails("x", channel="sms", purpose="service"), Chosen(((1, ""), (3, ""))))
    assert write_sms(file, numbers, tmp_path / "n.txt").path.read_text("utf-8").split() == [
        "+33612345678",
        "+33712345678",
    ]
    with pytest.raises(Refusal) as caught:
        write_sms(file, composed, tmp_path / "sms.doc")
    assert caught.value.code == "sms.format"


def test_a_message_that_sells_says_how_to_end_it(file: storage.OpenFile, tmp_path: Path) -> None:
    selling = SendingDetails("x", channel="sms", text="Forêt : {prénom|-} -20 %", purpose="prospecting")
    composed = compose_sms(file, selling, Chosen(((1, ""),)))
    assert (composed.no_stop, composed.dear, composed.outside) == (1, 0, ())
    selling = replace(selling, text=f"Forêt : {{prénom|-}} -20 % {'au spa ' * 10}")
    composed = compose_sms(file, selling, Chosen(((1, ""),)))
    assert (composed.segments, composed.dear, composed.outside) == (2, 1, ("ê",)), "one message without its ê"
    short = compose_sms(file, selling, Chosen(((1, ""),)), short=True)
    assert (short.lines[0].text[:21], short.segments, short.dear) == ("Foret : Hélène -20 % ", 1, 0)
    empty = compose_sms(file, SendingDetails("x", channel="sms", text="{société}"), Chosen(((1, ""),)))
    assert reasons(empty.chosen) == {1: "empty_message"}
    with pytest.raises(Refusal) as caught:
        write_sms(file, empty, tmp_path / "rien.csv")
    assert caught.value.code == "sending.nobody"


@pytest.mark.parametrize(
    ("number", "takes"),
    [
        ("+33612345678", True),
        ("+33712345678", True),
        ("+33493123456", False),
        ("+33892123456", False),
        ("+336123456", False),
        ("+4915112345678", True),
        ("+493012345678", False),
        ("+12125550123", True),
        ("06 12", False),
        ("", False),
    ],
)
def test_mobiles_are_known_by_the_plan_of_their_country(number: str, takes: bool) -> None:
    assert is_mobile(number) is takes
