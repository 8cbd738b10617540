"""What our export writes, our import reads back as it was: every field, every name, in both formats and languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fichier_tui import storage
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.domain.text import clean_line
from fichier_tui.exchange.columns import EVERYTHING, TO_IMPORT
from fichier_tui.exchange.exporting import export_contacts
from fichier_tui.exchange.importing import plan_foreign_file, read_foreign_file, write_foreign_file
from fichier_tui.i18n import use_language
from fichier_tui.storage import models
from fichier_tui.storage.keyring import CHEAPEST
from tests.storage.conftest import DAY, Clock

HELENE = ContactDetails(
    civility="mrs",
    last_name="Péron",
    first_name="Hélène",
    job_title="Directrice",
    birth="1958-07-14",
    sex="f",
    profession="Comptable",
    source="web_form",
    language="fr",
    first_contact_on=dt.date(2020, 1, 2),
    card_number="0042",
    important="Allergie\n=1+1",
    phones=(PhoneNumber("+33612345678"), PhoneNumber("+442079460958", "home"), PhoneNumber("+33493000000", "work")),
    emails=(EmailAddress("h.peron@free.fr"), EmailAddress("helene@shop.fr", "work")),
    addresses=(
        PostalAddress("1, rue du Port\nBât. B", "06000", "Nice"),
        PostalAddress("2, quai", "06300", "Nice", kind="work"),
    ),
    tags=("fidèle", "vip"),
    interests=("spa", "ski"),
    custom={"dog": "1", "since": "2020-01-02", "size": "-42.5", "level": "Confirmé", "diary": "Balcon, vue lac"},
)
PAUL = ContactDetails(last_name="Durand", first_name="Paul", birth="--02-29", emails=(EmailAddress("p@durand.fr"),))
SPA = ContactDetails(kind="company", company_name="=2+3 Montagne SARL", phones=(PhoneNumber("+41227671111", "work"),))
RUNNING = (
    "=HYPERLINK(1)",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "'=1+1",
    "''=1",
    "'t Hooft",
    "＝1+1",
    "+33",
    "<b>&amp;",
    '"quoted"; x',
)


OWN_FIELDS = (
    ("dog", "yes_no", "Vient avec un chien"),
    ("since", "date", "Client since"),
    ("size", "number", "Pointure"),
    ("level", "choice", "Niveau de ski"),
    ("diary", "text", "Chambre préférée"),
)


def new_file(folder: Path) -> storage.OpenFile:
    """An empty file with five fields of the shop's own."""
    made = storage.create_file(folder, passphrase="été à Saint-Malo, 1987", kdf=CHEAPEST, clock=Clock())
    file = storage.open_unlocked(made.folder, made.unlocked, clock=Clock(), day=DAY)

    def add(session: storage.Session) -> None:
        with session.operation("test") as operation:
            for key, kind, label in OWN_FIELDS:
                choices = '["Débutant", "Confirmé"]' if kind == "choice" else "[]"
                operation.create(models.CustomField, key=key, label=label, kind=kind, choices=choices, purpose="test")

    file.call(add)
    return file


def everything(file: storage.OpenFile) -> dict[str, storage.ExportedContact]:
    """All contacts by the name they are shown under."""
    ids = list(file.call(storage.list_contacts, storage.ListQuery()).ids)
    return {one.details.display_name: one for one in file.call(storage.export_batch, ids)}


def imported(file: storage.OpenFile, path: Path) -> storage.ImportOutcome:
    """The outcome of importing a file as it is proposed; nothing in it is refused."""
    foreign = read_foreign_file(file, path)
    plan = plan_foreign_file(file, foreign)
    assert not plan.refused
    return write_foreign_file(file, foreign, plan)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_export_comes_back_as_it_was(tmp_path: Path, suffix: str, language: str) -> None:
    file = new_file(tmp_path / "Shop")
    others = [ContactDetails(last_name=clean_line(name), card_number=f"{n}") for n, name in enumerate(RUNNING, 100)]
    for details in (HELENE, PAUL, SPA, *others):
        file.call(storage.create_contact, details)
    helene = next(one.id for one in everything(file).values() if one.details.first_name == "Hélène")
    file.call(storage.log_purchase, helene, PurchaseDetails(dt.date(2026, 4, 2), "Massage", 12_050))
    for channel, state in (("email", "given"), ("sms", "opposed"), ("phone", "refused")):
        file.call(storage.record_consent, helene, channel, state)
    before = everything(file)
    use_language(language)
    try:
        ids = [one.id for one in before.values()]
        path = export_contacts(file, ids, tmp_path / f"all{suffix}", column_set=TO_IMPORT).path
        again = imported(file, path)
        assert again.created == 0
        assert everything(file) == before, "imported where it comes from, it changes nothing"
        file.close()
        other = new_file(tmp_path / "Other")
        assert imported(other, path).created == len(before)
    finally:
        use_language("en")
    after = everything(other)
    other.close()
    assert {name: one.details for name, one in after.items()} == {name: one.details for name, one in before.items()}
    assert {name: one.consents for name, one in after.items()} == {name: one.consents for name, one in before.items()}
    assert all(one.summary.purchases == 0 for one in after.values())


def test_the_export_for_people_brings_no_purchase_back(tmp_path: Path) -> None:
    file = new_file(tmp_path / "Shop")
    contact = file.call(storage.create_contact, HELENE)
    file.call(storage.log_purchase, contact.id, PurchaseDetails(dt.date(2026, 4, 2), "Massage", 12_050))
    file.call(storage.log_visit, contact.id, VisitDetails(dt.date(2026, 4, 2)))
    path = export_contacts(file, [contact.id], tmp_path / "all.xlsx", column_set=EVERYTHING).path
    outcome = imported(file, path)
    assert (outcome.created, outcome.purchases) == (0, 0)
    (one,) = everything(file).values()
    assert (one.summary.purchases, one.summary.visits) == (1, 1)
    file.close()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_shop_s_own_fields_come_back_from_the_export_for_people(tmp_path: Path, suffix: str, language: str) -> None:
    file = new_file(tmp_path / "Shop")
    contact = file.call(storage.create_contact, HELENE)
    use_language(language)
    try:
        path = export_contacts(file, [contact.id], tmp_path / f"all{suffix}", column_set=EVERYTHING).path
        file.close()
        other = new_file(tmp_path / "Other")
        foreign = read_foreign_file(other, path)
        write_foreign_file(other, foreign, plan_foreign_file(other, foreign))
    finally:
        use_language("en")
    (one,) = everything(other).values()
    other.close()
    assert one.details.custom == HELENE.custom
