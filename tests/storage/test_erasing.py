"""Somebody is forgotten: gone from every table, the accounts as they were, brought back by no import and no copy."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber
from fichier_tui.domain.erasing import ANONYMISED, EMPTIED, SOLD, SOLD_ASIDE, invoices_since
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, StaffMember, VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact
from fichier_tui.domain.line.reading import read_line
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import ACCESS, DONE, ERASURE, OBJECTION, OPEN, RequestDetails
from fichier_tui.domain.text import fold
from fichier_tui.storage import (
    ListQuery,
    OpenFile,
    Session,
    add_note,
    change_contact,
    count_outcome,
    create_contact,
    delete_contact,
    find_contacts,
    import_contacts,
    list_contacts,
    list_drafts,
    log_purchase,
    log_visit,
    models,
    object_everywhere,
    plan_action,
    preview_import,
    read_contact,
    read_statistics,
    record_export,
    timeline,
    top_clients,
    undo,
)
from fichier_tui.storage.connection import connect
from fichier_tui.storage.consents.contactability import answers
from fichier_tui.storage.demonstration import fill_with_demonstration
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.journal.chain import verify_chain
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.line.reading import enter_line, line_vocabulary, resolve_line
from fichier_tui.storage.operation import unpacked
from fichier_tui.storage.rights.cleaning import clean_pages, is_cleaning_due
from fichier_tui.storage.rights.cleaning_beside import MIDST, Pace, clean_beside
from fichier_tui.storage.rights.erasing import (
    anonymise_contacts,
    apply_erasures,
    erase_contacts,
    erasures_since,
    what_goes,
)
from fichier_tui.storage.rights.processing import list_exports
from fichier_tui.storage.rights.requests import list_requests, note_request
from fichier_tui.storage.summary import count_stale
from tests.storage.conftest import DAY, Clock, new_session
from tests.storage.forgotten import pages_in_clear, planted, planted_texts, spellings, with_a_life

# The card keeps its number, its requests their dates, the registers of sendings and exports their counts.
_KEEP_THE_NUMBER = {"contact_summary", "export_record", "rights_request", "sending_recipient"}


def everything_said(session: Session) -> str:
    """All texts of all tables, folded; the journal unpacked."""
    connection = session.database.connection()
    found = []
    for table in models.TABLES:
        for row in connection.execute(f'SELECT * FROM "{table._meta.table_name}"'):
            found += [str(value) for value in row if isinstance(value, str)]
    for before, after in connection.execute("SELECT before, after FROM journal_change"):
        for blob in (before, after):
            if blob is not None:
                found.append(str(unpacked(blob)))
    return fold(" ".join(found))


def accounts(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """What the shop sold, by day, by product, by category."""
    execute = session.database.connection().execute
    figures = "COUNT(*), SUM(quantity), SUM(amount_cents), SUM(purchase.cost_cents), SUM(nights), SUM(people)"
    joined = "FROM purchase LEFT JOIN product ON product.id = product_id"
    return {
        by: execute(f"SELECT {by}, {figures} {joined} GROUP BY 1 ORDER BY 1").fetchall()
        for by in ("day", "product_id", "category")
    }


def totals(session: Session) -> tuple[object, ...]:
    """What the statistics and the best clients say of what was sold."""
    found = read_statistics(session, 548)
    year = (dt.date(DAY.year, 1, 1), DAY)
    return (
        found.purchases, found.revenue_cents, found.nights, found.visits, found.first_purchase, found.last_purchase,
        *(top_clients(session, by=by).whole for by in ("revenue", "margin", "purchases")),
        *(top_clients(session, *year, by=by).whole for by in ("revenue", "margin", "purchases")),
    )  # fmt: skip


def refused(code: str, verb: object, *arguments: object, **options: object) -> None:
    with pytest.raises(Refusal) as found:
        verb(*arguments, **options)  # type: ignore[operator]
    assert found.value.code == code


def test_nothing_of_an_erased_person_is_left_in_any_table(session: Session) -> None:
    gone, stays = with_a_life(session, 1), with_a_life(session, 2)
    number = models.Contact.get_by_id(gone).public_id
    before = everything_said(session)
    assert all(fold(text) in before for text in planted_texts(1))
    erase_contacts(session, [gone])
    after = everything_said(session)
    assert [text for text in planted_texts(1) if fold(text) in after] == []
    assert [text for text in planted_texts(2) if fold(text) not in after] == []
    execute = session.database.connection().execute
    for table in models.TABLES:
        if "contact_id" in table._meta.columns and table._meta.table_name not in _KEEP_THE_NUMBER:
            name = table._meta.table_name
            assert execute(f"SELECT COUNT(*) FROM {name} WHERE contact_id = ?", (gone,)).fetchone() == (0,), name
    assert verify_chain(session.database.connection(), bytes(range(32))) == (), "the journal is emptied, not broken"
    card = models.Contact.get_by_id(gone)
    assert (card.kept, card.public_id, card.last_name, card.birth) == (EMPTIED, number, "", "")
    assert {draft.key for draft in list_drafts(session)} == {f"note.{stays}", "counter.2.typed"}
    assert [tag.name for tag in models.Tag.select().where(models.Tag.kind == "tag")] == ["tag0002qxz"]


@pytest.mark.parametrize(
    ("name", "contacts", "stays"),
    [
        ("Péron Hélène et Faure.csv", 2, False),
        ("helene-peron.csv", 2, False),
        ("Hélène.pdf", 1, False),
        ("Helene (Nice).csv", 2, True),
        ("Péronne.pdf", 1, True),
    ],
)
def test_a_file_called_after_somebody_loses_that_name_alone(
    session: Session, name: str, contacts: int, stays: bool
) -> None:
    gone = create_contact(session, ContactDetails(last_name="Péron", first_name="Hélène")).id
    record_export(session, "pdf", contacts, "asked for", name)
    erase_contacts(session, [gone])
    (line,) = list_exports(session)
    assert (line.name, line.purpose) == (name if stays else "", "asked for")
    assert (fold(name) in everything_said(session)) is stays
    assert verify_chain(session.database.connection(), bytes(range(32))) == ()


def test_it_is_found_nowhere_and_takes_nothing_any_more(session: Session) -> None:
    gone = with_a_life(session, 1)
    details = read_contact(session, gone).details
    erase_contacts(session, [gone])
    assert len(find_contacts(session, planted(1).last_name).ids) == 0
    assert len(list_contacts(session, ListQuery()).ids) == 0
    refused("row.unknown", read_contact, session, gone)
    refused("row.unknown", change_contact, session, gone, details)
    refused("row.unknown", add_note, session, gone, "x")
    refused("row.unknown", log_purchase, session, gone, PurchaseDetails(DAY, "Spa", 100))
    refused("row.unknown", what_goes, session, [gone])
    refused("row.unknown", erase_contacts, session, [gone])
    (sold,) = models.Contact.select().where(models.Contact.kept == SOLD)
    refused("row.unknown", erase_contacts, session, [sold.id])
    assert create_contact(session, ContactDetails(last_name="Next")).id > gone, "its number is nobody else's"
    assert count_stale(session.database) == 0
    assert session.database.execute_sql("PRAGMA foreign_key_check").fetchall() == []


def test_the_accounts_are_the_same_to_the_cent(session: Session) -> None:
    fill_with_demonstration(session, DAY, scale=0.1)
    delete_contact(session, 9)
    before = accounts(session), totals(session)
    people = list(list_contacts(session, ListQuery()).ids)
    erase_contacts(session, people[::3])
    anonymise_contacts(session, [people[1]])
    erase_contacts(session, [9])
    assert (accounts(session), totals(session)) == before
    assert count_stale(session.database) == 0
    kept = {row.kept for row in models.Contact.select().where(models.Contact.kept.is_null(False))}
    assert kept == {EMPTIED, SOLD, SOLD_ASIDE}, "what a card that was put aside had bought does not begin to count"
    everybody = read_statistics(session, 548)
    assert everybody.contacts == len(people) - len(people[::3]) - 1


def test_nothing_ties_two_purchases_together_any_more(session: Session) -> None:
    first, second = with_a_life(session, 1), with_a_life(session, 2)
    for day in range(5):
        log_purchase(session, first, PurchaseDetails(DAY - dt.timedelta(days=day), "Massage", 7_000, note="dos"))
    numbers = {row.id for row in models.Purchase.select()}
    public = {row.public_id for row in models.Purchase.select()}
    erase_contacts(session, [first])
    erase_contacts(session, [second])
    rows = list(models.Purchase.select())
    assert len(rows) == len(numbers)
    assert len({row.contact_id for row in rows}) == 1
    assert {(row.note, row.reference, row.staff_id, row.visit_id) for row in rows} == {("", "", None, None)}
    assert not public & {row.public_id for row in rows}
    assert {row.created_at.date() == row.day for row in rows} == {True}, "not when it was typed: that tells them apart"


def test_an_erasure_is_told_before_and_never_taken_back(session: Session) -> None:
    gone = with_a_life(session, 1)
    log_purchase(session, gone, PurchaseDetails(invoices_since(DAY) - dt.timedelta(days=1), "Spa", 1_000))
    other = create_contact(session, ContactDetails(last_name="Martin")).id
    add_note(session, other, f"Cousine de {planted(1).first_name} {planted(1).last_name.upper()}")
    add_note(session, other, "Appelle du 06 90 00 17 31")
    plan_action(session, other, ActionDetails("call", f"Pour {planted(1).display_name}"))
    models.Segment.create(name="Cousins", definition=f'nom = "{planted(1).display_name}"', created_at=session.now())
    told = what_goes(session, [gone])
    assert (told.contacts, told.name) == (1, planted(1).display_name)
    assert (told.purchases, told.cents, told.invoices, told.visits) == (2, 5_001, 1, 1)
    assert (told.consents, told.actions, told.notes, told.mentions, told.opposed) == (4, 3, 1, 4, 1)
    erase_contacts(session, [gone])
    assert (len(list_requests(session)), list_requests(session)[0].state) == (1, DONE)
    assert list_requests(session)[0].name == ""
    entry = models.JournalEntry.select().order_by(models.JournalEntry.id.desc()).first()
    assert entry.verb == "contact.erased"
    refused("undo.erased", undo, session, entry.id)
    refused("undo.erased", undo, session)
    assert [note.text[:7] for note in models.Note.select()] == ["Cousine", "Appelle"], "somebody else's, left and told"


def plan(*people: ContactDetails) -> ImportPlan:
    return ImportPlan(tuple(PlannedContact(one, (number + 2,)) for number, one in enumerate(people)))


def outcomes(session: Session, people: Sequence[ContactDetails]) -> list[str]:
    return [decision.outcome for decision in preview_import(session, plan(*people))]


def test_an_import_does_not_bring_an_erased_person_back(session: Session) -> None:
    gone = with_a_life(session, 1)
    erase_contacts(session, [gone])
    who = planted(1)
    name = ContactDetails(last_name=who.last_name.upper(), first_name=who.first_name)
    back = (
        who,
        replace(name, phones=who.phones),
        replace(name, emails=(EmailAddress(who.emails[0].address.upper()),)),
        replace(name, birth=who.birth),
        replace(name, addresses=who.addresses),
        ContactDetails(phones=who.phones),
        ContactDetails(emails=who.emails),
        ContactDetails(last_name=who.last_name, phones=who.phones),
        ContactDetails(last_name="Autrement", card_number=who.card_number),
    )
    assert outcomes(session, back) == ["erased"] * len(back)
    others = (
        name,  # a name alone is no person
        replace(name, phones=(PhoneNumber("+33611111111"),)),
    )
    assert outcomes(session, others) == ["created"] * len(others)
    outcome = import_contacts(session, plan(who, ContactDetails(last_name="Martin")), name="back.csv")
    assert (outcome.created, outcome.erased) == (1, 1)
    assert count_outcome(preview_import(session, plan(who, others[0]))).erased == 1
    assert len(find_contacts(session, who.last_name).ids) == 0


@pytest.mark.parametrize(
    ("last", "first", "by"),
    [
        ("Zwq0001ovic", "Y.", ("phone", "email")),  # a shortened first name
        ("Zwq0001ovic-Petit", "Ygh0001ine", ("email",)),  # a married name
        ("Martin", "Léa", ("phone",)),  # the household shares the telephone
    ],
)
def test_whoever_has_the_telephone_or_the_e_mail_of_somebody_erased_is_asked_about(
    session: Session, last: str, first: str, by: tuple[str, ...]
) -> None:
    who = planted(1)
    erase_contacts(session, [with_a_life(session, 1)])
    back = ContactDetails(
        last_name=last,
        first_name=first,
        phones=who.phones if "phone" in by else (),
        emails=who.emails if "email" in by else (),
    )
    (held,) = preview_import(session, plan(back))
    assert (held.outcome, held.resembles, held.resembled_on) == ("held", by, DAY)
    assert import_contacts(session, plan(back), name="back.csv").held == 1
    assert len(list_contacts(session, ListQuery()).ids) == 0, "never without its being said"
    told = import_contacts(session, plan(back, who), name="back.csv", others=(0, 1))
    assert (told.created, told.held, told.erased) == (1, 0, 1), "who is surely the same is no other"
    assert outcomes(session, [back]) == ["unchanged"], "from then on the file knows it"


def test_whom_the_shop_forgot_by_itself_may_be_brought_in_again(session: Session) -> None:
    gone = with_a_life(session, 1)
    (forgotten,) = anonymise_contacts(session, [gone])
    assert (forgotten.kind, forgotten.fingerprints) == (ANONYMISED, ())
    assert outcomes(session, [planted(1)]) == ["created"]


def test_somebody_comes_back_of_its_own_will(session: Session) -> None:
    who = ContactDetails(last_name="Péron", first_name="Hélène", phones=(PhoneNumber("+33698000001"),))
    gone = create_contact(session, who).id
    object_everywhere(session, gone)
    erase_contacts(session, [gone])
    refused("contact.erased_before", create_contact, session, who)
    line = read_line("v c Péron Hélène 0698000001", DAY, line_vocabulary(session))
    assert [fault.code for fault in resolve_line(session, line, as_new=False).faults] == ["contact.erased_before"]
    entered = enter_line(session, line, as_new=True)
    assert entered.created
    assert outcomes(session, [who]) == ["unchanged"], "it is in the file again: an import finds it"
    found = answers(session, [entered.contact], "phone", "prospecting")
    assert not found[entered.contact].allowed, "what it had objected to still holds"
    undo(session)
    refused("contact.erased_before", create_contact, session, who)
    assert create_contact(session, who, came_back=True).id


def test_a_copy_that_is_restored_forgets_again(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    people = [with_a_life(session, number) for number in range(3)]
    session.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    older = (tmp_path / "base.db").read_bytes()
    erase_contacts(session, people[:1])
    later = session.now()
    erase_contacts(session, people[1:2])
    everybody, lately = erasures_since(session), erasures_since(session, later)
    assert [one.contact for one in everybody] == people[:2]
    assert [one.contact for one in lately] == people[1:2]
    session.database.close()
    (tmp_path / "restored").mkdir()
    (tmp_path / "restored" / "base.db").write_bytes(older)
    restored = reopened(tmp_path / "restored")
    before = accounts(restored)
    assert apply_erasures(restored, everybody) == 2
    assert apply_erasures(restored, everybody) == 0, "once is enough"
    clean_pages(restored)
    assert accounts(restored) == before
    said = everything_said(restored)
    assert not any(fold(text) in said for number in range(2) for text in planted_texts(number))
    assert all(fold(text) in said for text in planted_texts(2))
    assert outcomes(restored, [planted(0)]) == ["erased"]
    assert erasures_since(restored) == everybody
    restored.database.close()


def reopened(folder: Path) -> Session:
    """The file of that folder, by its owner."""
    database = connect(folder / "base.db", bytes(range(32)))
    models.bound_database.initialize(database)
    return Session(database, StaffMember(1, "helene", "Hélène", "owner"), Clock(), DAY)


def test_the_disk_is_cleaned_once_for_several(session: Session) -> None:
    people = [with_a_life(session, number) for number in range(2)]
    assert not clean_pages(session)
    for contact in people:
        erase_contacts(session, [contact])
    assert is_cleaning_due(session)
    told: list[float] = []
    assert clean_pages(session, told.append)
    assert (told[0], told[-1], told == sorted(told)) == (0.0, 1.0, True)
    assert not is_cleaning_due(session)
    assert not clean_pages(session)


def test_cleaning_is_put_off_while_another_program_reads(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    erase_contacts(session, [with_a_life(session, 1)])
    other = connect(tmp_path / "base.db", bytes(range(32)))
    reading = other.connection()
    reading.execute("BEGIN")
    reading.execute("SELECT COUNT(*) FROM contact").fetchone()
    session.database.execute_sql("PRAGMA busy_timeout = 10")
    refused("file.busy", clean_pages, session)
    assert is_cleaning_due(session), "it is done another time"
    reading.execute("COMMIT")
    other.close()
    assert clean_pages(session)
    assert not is_cleaning_due(session)
    session.database.close()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[OpenFile]:
    """A file on its own thread, in which the first of two was just forgotten."""
    new_session(tmp_path).database.close()
    key = UnlockedKey("", 1, b"", "helene", "", bytes(range(32)), None)
    file = OpenFile(lambda: reopened(tmp_path), FichierFolder(tmp_path), key)
    contact = file.call(with_a_life, 1)
    file.call(create_contact, planted(2))
    file.call(erase_contacts, [contact])
    yield file
    file.close()


def test_one_searches_while_the_disk_is_cleaned_and_whoever_writes_goes_first(file: OpenFile) -> None:
    other = file.call(list_contacts, ListQuery()).ids[0]
    found: list[int] = []
    noted: list[Future[object]] = []
    begun = threading.Event()

    def visit(session: Session) -> object:
        begun.set()
        return log_visit(session, other, VisitDetails(DAY))

    def in_the_midst(part: float) -> None:
        # The file is being rewritten now, on another connection.
        if part == MIDST and not found:
            found.append(len(file.call(list_contacts, ListQuery()).ids))
        elif part == MIDST and not noted:
            noted.append(beside.submit(file.call, visit))
            begun.wait()
        elif part == 0.0 and noted:
            # It begins again: what waited is written.
            found.append(file.call(lambda _session: models.Visit.select().where(models.Visit.contact == other).count()))

    with ThreadPoolExecutor(1) as beside:
        assert clean_beside(file, in_the_midst, Pace(patience=0.0, steps=1))
    assert found == [1, 1]
    assert not file.call(is_cleaning_due)
    assert not clean_beside(file)
    assert numbers_in(pages_in_clear(file.folder.base)) == {2}


def test_cleaning_that_is_stopped_is_done_another_time(file: OpenFile) -> None:
    def stop(part: float) -> None:
        if part == MIDST:
            raise Refusal("cleaning.stopped")

    with pytest.raises(Refusal, match=r"cleaning\.stopped"):
        clean_beside(file, stop, Pace(steps=1))
    assert file.call(is_cleaning_due)
    assert clean_beside(file)
    assert numbers_in(pages_in_clear(file.folder.base)) == {2}


@pytest.mark.slow
def test_a_thousand_of_three_thousand_are_in_no_page(tmp_path: Path) -> None:
    """SECURITY T27. That the test sees is shown by the two thousand who stay."""
    session = new_session(tmp_path)
    people = [
        PlannedContact(planted(number), (2,), (PurchaseDetails(DAY, "Spa", 4_000, note=planted_texts(number)[0]),))
        for number in range(3_000)
    ]
    import_contacts(session, ImportPlan(tuple(people)), name="three thousand")
    numbers = [row.id for row in models.Contact.select().order_by(models.Contact.id)]
    for contact in numbers[:30]:
        log_visit_and_note(session, contact)
    before, everybody = totals(session), set(range(3_000))
    session.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    older = (tmp_path / "base.db").read_bytes()
    assert numbers_in(pages_in_clear(tmp_path / "base.db")) == everybody
    gone = set(range(0, 3_000, 3))
    for start in range(0, 3_000, 300):
        erase_contacts(session, [numbers[number] for number in range(start, start + 300, 3)])
    clean_pages(session)
    assert totals(session) == before
    held = pages_in_clear(tmp_path / "base.db")
    assert numbers_in(held) == everybody - gone
    assert not [mark for number in range(0, 300, 3) for mark in spellings(planted(number).last_name) if mark in held]
    told = erasures_since(session)
    session.database.close()
    (tmp_path / "restored").mkdir()
    (tmp_path / "restored" / "base.db").write_bytes(older)
    restored = reopened(tmp_path / "restored")
    assert apply_erasures(restored, told) == len(gone)
    clean_pages(restored)
    assert numbers_in(pages_in_clear(tmp_path / "restored" / "base.db")) == everybody - gone
    assert totals(restored) == before
    restored.database.close()


def numbers_in(pages: bytes) -> set[int]:
    """Whose name, telephone, e-mail, label or street stands in these bytes: as text, in 16 bits, in hexadecimal.

    Numbers with their +33 alone: without it the digits of a public id, drawn at chance, may look like one.
    """
    found = set()
    for digits, step in ((rb"(\d{4})", b""), (rb"((?:\d\x00){4})", b"\x00")):
        for before, after in ((b"zwq", b""), (b"ygh", b""), (b"tag", b""), (b"hous", b""), (b"+3369", b"731")):
            begins, ends = (b"".join(bytes((letter,)) + step for letter in mark) for mark in (before, after))
            hits = re.findall(b"(?i)" + re.escape(begins) + digits + re.escape(ends), pages)
            found |= {int(hit.replace(b"\x00", b"")) for hit in hits}
    found |= {int(bytes.fromhex(hit.decode())) for hit in re.findall(rb"(?i)7a7771((?:3\d){4})", pages)}
    return found


def log_visit_and_note(session: Session, contact: int) -> None:
    """What is done at the counter, told by the journal."""
    name = read_contact(session, contact).name
    log_visit(session, contact, VisitDetails(DAY, note=f"Seen {name}"))
    add_note(session, contact, f"Told {name}")
    assert timeline(session, contact)


def test_whatever_else_a_forgotten_person_had_asked_for_is_closed_too(session: Session) -> None:
    contact = create_contact(session, ContactDetails(last_name="Bazin")).id
    other = create_contact(session, ContactDetails(last_name="Autre")).id
    for kind in (OBJECTION, ERASURE, ACCESS):
        note_request(session, contact, RequestDetails(kind, session.today))
    note_request(session, other, RequestDetails(ACCESS, session.today))
    erase_contacts(session, [contact])
    assert [(one.contact_id, one.state) for one in list_requests(session)][:1] == [(other, OPEN)]
    assert {(one.state, one.done_on) for one in list_requests(session)[1:]} == {(DONE, session.today)}
