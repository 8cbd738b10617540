"""Consents in a real file: what each answer keeps, what may never be changed, an opposition that outlives a card."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import peewee as pw
import pytest

from fichier_tui.domain.consent import consent_states
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.import_plan import ImportPlan, PlannedConsent, PlannedContact
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import (
    Session,
    answer_consent,
    change_contact,
    change_sentence,
    change_setting,
    consent_history,
    count_segment,
    create_contact,
    current_sentences,
    delete_contact,
    export_batch,
    import_contacts,
    models,
    object_everywhere,
    read_consent_sheet,
    read_statistics,
    record_consent,
    timeline,
)
from fichier_tui.storage.counter import CounterEntry, enter
from fichier_tui.storage.journal import undoing
from tests.storage.conftest import DAY

PERON = ContactDetails(
    last_name="Péron",
    first_name="Hélène",
    birth="1958-07-14",
    phones=(PhoneNumber("+33612345678"),),
    emails=(EmailAddress("h.peron@free.fr"),),
    addresses=(PostalAddress("3, rue des Bains", "06000", "Nice"),),
)
ALL_OPPOSED = dict.fromkeys(("email", "sms", "phone", "post"), "opposed")


def states(session: Session, contact: int) -> dict[str, str]:
    """The state of each channel."""
    return consent_states(consent_history(session, contact))


def test_an_answer_keeps_the_sentence_its_version_the_medium_the_person_and_the_instant(session: Session) -> None:
    change_setting(session, "business", "Les Bains")
    contact = create_contact(session, PERON).id
    sheet = read_consent_sheet(session, contact)
    said = sheet.sentence("email", sheet.language)
    assert (sheet.language, said.version) == ("fr", 0)
    assert "Les Bains" in said.text
    assert answer_consent(session, contact, "email", "yes", sentence=said, medium="paper") == "given"
    (line,) = consent_history(session, contact)
    assert (line.state, line.medium, line.staff, line.day) == ("given", "paper", "Hélène", DAY)
    assert (line.wording, line.wording_version, line.wording_language) == (said.text, 1, "fr")
    assert line.recorded_at.tzinfo is not None
    assert timeline(session, contact, kinds=("consent",))[0].quantity == 1

    assert answer_consent(session, contact, "email", "no", sentence=said) == "withdrawn"
    assert [row.wording_version for row in consent_history(session, contact)] == [1, 1]
    assert models.Wording.select().count() == 1


def test_not_now_writes_nothing_at_all(session: Session) -> None:
    contact = create_contact(session, PERON).id
    before = session.last_entry()
    said = read_consent_sheet(session, contact).sentence("sms", "fr")
    assert answer_consent(session, contact, "sms", "not_now", sentence=said) is None
    assert session.last_entry() == before
    assert models.Wording.select().count() == 0
    assert states(session, contact)["sms"] == "not_asked"


def test_a_contact_is_asked_in_its_own_language(session: Session) -> None:
    contact = create_contact(session, replace(PERON, language="en")).id
    sheet = read_consent_sheet(session, contact)
    assert sheet.language == "en"
    assert sheet.sentence("phone", "en").text.startswith("Do you agree")


def test_a_sentence_is_never_changed_another_version_is_made(session: Session) -> None:
    contact = create_contact(session, PERON).id
    first = read_consent_sheet(session, contact).sentence("email", "fr")
    answer_consent(session, contact, "email", "yes", sentence=first)
    change_sentence(session, "email", "fr", "Voulez-vous nos nouvelles par e-mail ? Un mot suffit pour arrêter.")
    change_sentence(session, "email", "fr", "Voulez-vous nos nouvelles par e-mail ? Un mot suffit pour arrêter.")
    second = read_consent_sheet(session, contact).sentence("email", "fr")
    assert second.version == 2
    answer_consent(session, contact, "email", "yes", sentence=second)
    assert [(line.wording_version, line.wording) for line in consent_history(session, contact)] == [
        (1, first.text),
        (2, second.text),
    ]
    with pytest.raises(Refusal, match=r"wording\.empty"):
        change_sentence(session, "email", "fr", " \n ")
    with pytest.raises(Refusal, match=r"consent\.unknown"):
        change_sentence(session, "email", "de", "Ja?")
    undoing.undo(session)  # the second yes
    undoing.undo(session)  # the second version, which nobody was asked by any more
    assert [one.version for one in current_sentences(session)][:2] == [1, 0]


ALTERED = [
    "UPDATE consent SET state = 'given'",
    "UPDATE consent SET day = '2020-01-01'",
    "UPDATE consent SET wording_id = NULL",
    "UPDATE consent SET staff_id = NULL, medium = 'paper'",
    "UPDATE wording SET text = 'Oui ?'",
]


@pytest.mark.parametrize("statement", ALTERED)
def test_the_file_itself_refuses_to_change_what_was_said(session: Session, statement: str) -> None:
    contact = create_contact(session, PERON).id
    said = read_consent_sheet(session, contact).sentence("email", "fr")
    answer_consent(session, contact, "email", "no", sentence=said)
    with pytest.raises(pw.IntegrityError, match="never changed"):
        session.database.execute_sql(statement)
    row = models.Consent.get()
    with pytest.raises(ValueError, match="never removed"), session.operation("test") as operation:
        operation.remove(row)
    assert states(session, contact)["email"] == "refused"


def test_a_line_may_follow_its_contact_into_another_card(session: Session) -> None:
    one, other = create_contact(session, PERON).id, create_contact(session, replace(PERON, first_name="Hélene")).id
    record_consent(session, one, "email", "given")
    row = models.Consent.get(models.Consent.contact == one)
    with session.operation("contacts.merged", other) as operation:
        operation.change(row, contact=other)
    assert states(session, other)["email"] == "given"


@pytest.mark.parametrize(("days", "usable"), [(364, 1), (365, 0)])
def test_a_yes_to_calls_that_has_ended_is_in_no_list_count_or_export(session: Session, days: int, usable: int) -> None:
    contact = create_contact(session, PERON).id
    record_consent(session, contact, "phone", "given", day=DAY - dt.timedelta(days=days))
    record_consent(session, contact, "email", "given", day=DAY - dt.timedelta(days=days))
    statistics = read_statistics(session, 548)
    assert (statistics.phone_consents, statistics.email_consents) == (usable, 1)
    assert count_segment(session, read_segment("ok:tel")) == usable
    (exported,) = export_batch(session, [contact])
    assert (exported.consents["phone"] == "given") == bool(usable)


def test_a_slip_is_taken_back_the_same_day_and_no_later(session: Session) -> None:
    contact = create_contact(session, PERON).id
    record_consent(session, contact, "email", "given")
    undoing.undo(session)
    assert states(session, contact)["email"] == "not_asked"
    undoing.redo(session)
    enter(session, contact, CounterEntry(consents=(("sms", "given"),)))
    after, clock = session.now() + dt.timedelta(days=1), session.clock
    session.clock = lambda: after
    for _attempt in range(2):
        with pytest.raises(Refusal, match=r"undo\.consent"):
            undoing.undo(session)
    session.clock = clock
    undoing.undo(session)
    assert states(session, contact) == {"email": "given", "sms": "not_asked", "phone": "not_asked", "post": "not_asked"}


def test_an_import_of_yesterday_is_still_taken_back_whole(session: Session) -> None:
    plan = ImportPlan((PlannedContact(PERON, (2,), consents=(PlannedConsent("email", "given", DAY, "O"),)),))
    create_contact(session, PERON)
    import_contacts(session, plan, name="clients.csv")
    assert models.Consent.select().count() == 1
    after = session.now() + dt.timedelta(days=1)
    session.clock = lambda: after
    undoing.undo(session)
    assert models.Consent.select().count() == 0


def test_an_opposition_closes_every_channel_at_once_and_is_taken_back_at_once(session: Session) -> None:
    contact = create_contact(session, PERON).id
    record_consent(session, contact, "email", "given")
    assert object_everywhere(session, contact) == ("email", "sms", "phone", "post")
    assert states(session, contact) == ALL_OPPOSED
    assert object_everywhere(session, contact) == ()
    assert models.Consent.select().count() == 5
    undoing.undo(session)
    assert states(session, contact)["email"] == "given"
    assert models.Opposition.select().count() == 0


COMES_BACK = [
    ("the same telephone", ContactDetails(last_name="X", phones=PERON.phones), ("sms", "phone")),
    ("the same e-mail", ContactDetails(last_name="X", emails=PERON.emails), ("email",)),
    ("the same name and birth", replace(PERON, phones=(), emails=(), addresses=()), tuple(ALL_OPPOSED)),
    ("the same name and address", replace(PERON, birth="", phones=(), emails=()), ("post",)),
    ("a namesake", ContactDetails(last_name="Péron", first_name="Hélène"), ()),
]  # fmt: skip


@pytest.mark.parametrize("how", ["form", "import", "counter"])
@pytest.mark.parametrize(("what", "details", "closed"), COMES_BACK, ids=[what for what, _, _ in COMES_BACK])
def test_whoever_objected_comes_back_opposed_although_nothing_of_the_card_is_left(
    session: Session, what: str, details: ContactDetails, closed: tuple[str, ...], how: str
) -> None:
    contact = create_contact(session, PERON).id
    object_everywhere(session, contact)
    delete_contact(session, contact)
    models.Contact.delete_by_id(contact)  # what an erasure leaves
    assert models.Consent.select().count() == 0
    if how == "form":
        again = create_contact(session, details).id
    elif how == "counter":
        again = enter(session, None, CounterEntry(new=details))
    else:
        yes = tuple(PlannedConsent(channel, "given", DAY + dt.timedelta(9), "oui") for channel in ALL_OPPOSED)
        import_contacts(session, ImportPlan((PlannedContact(details, (2,), consents=yes),)), name="salon.csv")
        again = models.Contact.select().order_by(models.Contact.id.desc()).get().id
    found = states(session, again)
    assert tuple(channel for channel in found if found[channel] == "opposed") == closed
    assert {line.medium for line in consent_history(session, again) if line.state == "opposed"} <= {"list"}
    if how == "counter" and closed:
        assert answer_consent(session, again, closed[0], "yes") == "given"
    undoing.undo(session)


def test_an_opposition_that_a_foreign_file_tells_of_outlives_the_card_too(session: Session) -> None:
    said = tuple(PlannedConsent(channel, "opposed", DAY, "blacklist") for channel in ("email", "sms"))
    import_contacts(session, ImportPlan((PlannedContact(PERON, (2,), consents=said),)), name="brevo.csv")
    assert models.Consent.select().count() == 2
    models.Contact.delete().execute()
    again = create_contact(session, PERON).id
    assert states(session, again) == {"email": "opposed", "sms": "opposed", "phone": "not_asked", "post": "not_asked"}
    undoing.undo(session)
    assert models.Opposition.select().count() == 4


def test_the_list_keeps_nothing_in_clear_and_only_what_is_needed(session: Session) -> None:
    contact = create_contact(session, PERON).id
    object_everywhere(session, contact)
    rows = list(models.Opposition.select().dicts())
    assert len(rows) == 2 + 1 + 4 + 1
    for row in rows:
        assert len(row["fingerprint"]) == 64
        assert set(row) == {"id", "public_id", "fingerprint", "channel", "day", "recorded_at"}
    assert not any(word in str(rows).lower() for word in ("peron", "612345678", "free.fr", "1958", "bains"))


def test_a_yes_said_at_the_counter_takes_the_person_off_the_list(session: Session) -> None:
    contact = create_contact(session, PERON).id
    object_everywhere(session, contact)
    answer_consent(session, contact, "email", "yes")
    delete_contact(session, contact)
    again = create_contact(session, PERON).id
    assert states(session, again) == {**ALL_OPPOSED, "email": "not_asked"}


def test_a_new_telephone_of_somebody_opposed_is_on_the_list_too(session: Session) -> None:
    contact = create_contact(session, PERON)
    object_everywhere(session, contact.id)
    change_contact(session, contact.id, replace(PERON, phones=(PhoneNumber("+33699999999"),)))
    again = create_contact(session, ContactDetails(last_name="X", phones=(PhoneNumber("+33699999999"),))).id
    assert states(session, again)["phone"] == "opposed"


def test_a_number_of_the_list_given_to_a_known_contact_closes_it_there(session: Session) -> None:
    object_everywhere(session, create_contact(session, PERON).id)
    known = create_contact(session, ContactDetails(last_name="Petit")).id
    record_consent(session, known, "phone", "given", medium="import")
    record_consent(session, known, "sms", "given")
    change_contact(session, known, ContactDetails(last_name="Petit", phones=PERON.phones))
    assert states(session, known) == {
        "email": "not_asked",
        "sms": "given",  # said to the staff, since
        "phone": "opposed",
        "post": "not_asked",
    }
