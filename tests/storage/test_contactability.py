"""May they be contacted? Read in bulk out of a real file: the answers are those of the rule, contact by contact."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from itertools import product

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.contactability import PURPOSES, ContactabilityFacts, may_contact
from fichier_tui.domain.history import CONSENT_CHANNELS, CONSENT_STATES, PurchaseDetails, VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedConsent, PlannedContact
from fichier_tui.domain.phone import takes_sms
from fichier_tui.domain.postal_address import postal_block, what_lacks
from fichier_tui.domain.rights import RequestDetails
from fichier_tui.domain.segment import EVERYBODY, Not, read_segment
from fichier_tui.storage import (
    Session,
    change_contact,
    change_setting,
    count_segment,
    create_contact,
    delete_contact,
    import_contacts,
    log_purchase,
    log_visit,
    models,
    object_everywhere,
    read_card,
    read_contact,
    record_consent,
)
from fichier_tui.storage.consents.contactability import answers, channel_answers, contactability_facts, retained
from fichier_tui.storage.consents.contactability_facts import is_usable_email
from fichier_tui.storage.consents.lines import consent_history
from fichier_tui.storage.rights.requests import answer_request, note_request
from fichier_tui.storage.segments.contactable_sql import candidates, verdict
from fichier_tui.storage.segments.saved import find_segment
from tests.storage.conftest import DAY

PLACE = PostalAddress("3, rue des Bains", "06000", "Nice")
# For some of them a look at their letters is not enough: the rule itself decides.
PLACES = (
    *((PLACE,) * 12),
    *(replace(PLACE, street=""), replace(PLACE, town=""), replace(PLACE, postcode="6000")),
    *(replace(PLACE, postcode=""), replace(PLACE, postcode="00000"), replace(PLACE, country="Ailleurs")),
    *(replace(PLACE, street="n° "), PostalAddress("Marktgasse 1", "3011", "Bern", country="CH")),
)
PERSON = ContactDetails(
    last_name="Péron",
    first_name="Hélène",
    emails=(EmailAddress("h.peron@free.fr"),),
    phones=(PhoneNumber("+33612345678"),),
    addresses=(PLACE,),
)


def one(session: Session, contact: int, channel: str, purpose: str = "prospecting") -> str:
    """The answer for one contact."""
    answer = answers(session, [contact], channel, purpose)[contact]
    return f"{'+' if answer.allowed else ''}{answer.reason} {answer.rule}"


def some_contact(session: Session, chance: random.Random, number: int) -> int:
    """A contact of which nearly everything is left to chance."""

    def day() -> dt.date:
        return DAY - dt.timedelta(days=chance.randrange(-40, 1300))

    details = ContactDetails(
        kind=chance.choice(("person", "person", "company")),
        last_name=f"Nom{number}",
        company_name=f"Maison {number}",
        birth=chance.choice(("", "", "1958-07-14", "--07-14", "2009-02-03", "2014-02-03")),
        source=chance.choice(("", "fair", "booking", "referral", "rented_file")),
        first_contact_on=day(),
        emails=(EmailAddress(chance.choice((f"a{number}@exemple.fr", "nobody at home"))),) * chance.randrange(2),
        phones=tuple(
            PhoneNumber(
                chance.choice((f"+3361000{number:04}", f"+3341000{number:04}", "12")),
                chance.choice(("mobile", "fax")),
            )
            for _ in range(chance.randrange(3))
        ),
        addresses=tuple(chance.choices(PLACES, k=chance.randrange(3))),
    )  # fmt: skip
    contact = create_contact(session, details).id
    for _ in range(chance.choice((0, 0, 1, 3))):
        log_purchase(session, contact, PurchaseDetails(day(), "Séance", chance.choice((0, 4500))))
    if chance.random() < 0.2:
        log_visit(session, contact, VisitDetails(day()))
    for _ in range(chance.randrange(5)):
        channel, state = chance.choice(CONSENT_CHANNELS), chance.choice(CONSENT_STATES)
        record_consent(session, contact, channel, state, medium=chance.choice(("counter", "import")), day=day())
    now = session.now()
    if chance.random() < 0.2:
        kind = chance.choice(("form", "page", "quote"))
        models.BehaviourEvent.create(contact=contact, kind=kind, day=day(), created_at=now)
    if chance.random() < 0.1:
        models.Satisfaction.create(contact=contact, kind="score", score=9, day=day())
    if chance.random() < 0.1:
        models.Action.create(contact=contact, kind="appointment", day=day(), created_at=now)
    for column in ("restricted_on", "deceased_on"):
        if chance.random() < 0.05:
            models.Contact.update({column: day()}).where(models.Contact.id == contact).execute()
    if number % 7 == 3:
        request = note_request(session, contact, RequestDetails("access" if number % 5 == 0 else "erasure", DAY))
        if number % 3 == 0:
            answer_request(session, request.id, "Une facture de moins de dix ans", refused=True)
    if chance.random() < 0.05:
        delete_contact(session, contact)
    return contact


def facts_of(session: Session, number: int) -> ContactabilityFacts:
    """The same facts, gathered otherwise: one contact, row by row. Nobody shares an address here."""
    contact = read_contact(session, number)
    details, summary = contact.details, contact.summary
    history = consent_history(session, number)
    words = [
        line.day
        for line in history
        if line.medium not in ("import", "list")
        or (line.medium == "import" and line.state in ("given", "confirmed") and line.day < line.recorded_at.date())
    ]
    words += [row.day for row in models.BehaviourEvent.select().where(models.BehaviourEvent.contact == number)]
    words += [row.day for row in models.Satisfaction.select().where(models.Satisfaction.contact == number)]
    words.append(summary.last_seen or details.first_contact_on or contact.created_at.date())
    asked = models.BehaviourEvent.kind.in_(("form", "quote", "booking"))
    kinds = [row.kind for row in models.Action.select().where(models.Action.contact == number)]
    rung = [phone for phone in details.phones if phone.number.startswith("+") and phone.kind != "fax"]
    usable: set[str] = set()
    unusable: set[str] = set()
    if details.emails:
        (usable if is_usable_email(details.emails[0].address) else unusable).add("email")
    if details.phones:
        (usable if rung else unusable).add("phone")
    if any(takes_sms(phone.number, phone.kind) for phone in rung):
        usable.add("sms")
    elif len(rung) < len(details.phones):
        unusable.add("sms")
    letter, written = postal_block(details), [place for place in details.addresses if place.street or place.postcode]
    if letter.lines:
        usable.add("post")
    return ContactabilityFacts(
        kind=details.kind,
        birth=details.birth,
        source=details.source,
        deceased=contact.deceased_on is not None,
        restricted=contact.restricted_on is not None,
        erasure_asked=models.RightsRequest.select()
        .where(models.RightsRequest.contact == number, models.RightsRequest.kind == "erasure")
        .where(models.RightsRequest.state == "open")
        .exists(),
        put_aside=contact.deleted_at is not None,
        last_word=max(words),
        client=summary.purchases > 0,
        dealings=summary.purchases > 0
        or summary.visits > 0
        or "appointment" in kinds
        or models.BehaviourEvent.select().where(models.BehaviourEvent.contact == number, asked).exists(),
        consents=history,
        reachable=frozenset(usable),
        unusable=frozenset(unusable),
        incomplete=(what_lacks(written[0]) or letter.reason) if written and not letter.lines else "",
    )


@pytest.mark.parametrize("seed", range(2))
def test_bulk_answers_are_those_of_the_rule(session: Session, seed: int) -> None:
    chance = random.Random(seed)
    ids = [some_contact(session, chance, number) for number in range(45)]
    models.Opposition.delete().execute()  # what it closes is tried below
    chance.shuffle(ids)
    reasons = set()
    for channel in CONSENT_CHANNELS:
        for purpose in PURPOSES:
            wanted = {number: may_contact(facts_of(session, number), channel, purpose, DAY) for number in ids}
            found = retained(session, ids, channel, purpose)
            assert answers(session, ids, channel, purpose) == wanted
            assert found.retained == tuple(number for number in ids if wanted[number].allowed)
            assert found.left_out == tuple((number, wanted[number]) for number in ids if not wanted[number].allowed)
            assert sum(found.by_reason().values()) == len(ids) - len(found.retained)
            reasons |= {answer.reason for answer in wanted.values()}
    assert len(reasons) > 10


def test_what_sql_decides_of_many_is_what_the_rule_says(session: Session) -> None:
    """All channels: who is in a segment is whom the rule allows, and SQL alone decides of most."""
    chance = random.Random(7)
    ids = [some_contact(session, chance, number) for number in range(50)]
    for address in ("B @exemple.fr", "b@exemple", "b@.fr", "é@exemple.fr", "b@x@exemple.fr", "b@exemple..fr"):
        contact = create_contact(session, replace(PERSON, emails=(EmailAddress(address),))).id
        record_consent(session, contact, "email", "given", day=DAY - dt.timedelta(days=1))
        ids.append(contact)
    for birth in ("1958-02-29", "1960-02-29", "2008-06-15", "--13-40", "0000-01-01", "1958"):
        contact = create_contact(session, PERSON).id
        models.Contact.update(birth=birth).where(models.Contact.id == contact).execute()
        record_consent(session, contact, "sms", "given", day=DAY - dt.timedelta(days=1))
        ids.append(contact)
    ids.append(create_contact(session, replace(PERSON, last_name="", first_name="")).id)
    assert one(session, ids[-1], "post") == "no_name R37"
    object_everywhere(session, ids[-2])
    for informs, channel in product((False, True), CONSENT_CHANNELS):
        change_setting(session, "informs_at_sale", informs)
        wanted = retained(session, ids, channel, "prospecting").retained
        assert wanted
        tree = read_segment(f"contactable:{channel}")
        assert set(find_segment(session, tree)) == set(wanted)
        assert count_segment(session, Not(tree)) == count_segment(session, EVERYBODY) - len(wanted)
        decided = sql_verdicts(session, channel, informs)
        assert {contact for contact, said in decided.items() if said == 1} <= open_to_all(session, ids, channel)
        assert not {contact for contact, said in decided.items() if said == 0} & set(wanted)
        assert sum(said is None for said in decided.values()) < len(ids) * (0.6 if informs else 0.2)


def sql_verdicts(session: Session, channel: str, informs: bool) -> dict[int, int | None]:
    """What SQL alone says of each contact."""
    sql, parameters = verdict(channel, DAY, informs_at_sale=informs)
    among, of_whom = candidates(channel, informs_at_sale=informs)
    return dict(
        session.database.connection().execute(
            f"SELECT s.contact_id, {sql} FROM contact_summary s JOIN contact c ON c.id = s.contact_id"
            f" WHERE s.live AND {among}",
            (*parameters, *of_whom),
        )
    )


def open_to_all(session: Session, ids: list[int], channel: str) -> set[int]:
    """Whom the rule allows, the list of oppositions left aside."""
    facts = contactability_facts(session, ids)
    return {
        contact
        for contact, known in facts.items()
        if may_contact(replace(known, listed={}), channel, "prospecting", DAY).allowed
    }


def test_who_asked_to_be_erased_is_not_sold_to_until_the_answer(session: Session) -> None:
    contact = create_contact(session, PERSON).id
    record_consent(session, contact, "email", "given", day=DAY - dt.timedelta(days=9))
    log_purchase(session, contact, PurchaseDetails(DAY, "Séance", 4500))
    note_request(session, contact, RequestDetails("access", DAY))
    assert one(session, contact, "email") == "+consent R08"
    assert read_card(session, contact).ask_next is not None
    request = note_request(session, contact, RequestDetails("erasure", DAY))
    assert read_card(session, contact).ask_next is None
    for channel in ("email", "post"):
        assert one(session, contact, channel) == "erasure_asked R21"
        assert not find_segment(session, read_segment(f"contactable:{channel}"))
    assert one(session, contact, "email", "service") == "+own_matter R01"
    answer_request(session, request.id, "Une facture de moins de dix ans", refused=True)
    assert one(session, contact, "email") == "+consent R08"
    assert list(find_segment(session, read_segment("contactable:email"))) == [contact]


def test_an_opposition_closes_whoever_has_the_same_address(session: Session) -> None:
    """Another card of the household is not written to by the same address, nor once the first card is gone."""
    first = create_contact(session, PERSON).id
    second = create_contact(session, replace(PERSON, first_name="Paul")).id
    assert one(session, second, "email") == "not_asked R08"
    record_consent(session, second, "email", "given", day=DAY - dt.timedelta(days=9))
    record_consent(session, second, "sms", "given", day=DAY - dt.timedelta(days=9))
    assert one(session, second, "email") == "+consent R08"
    object_everywhere(session, first)
    assert one(session, first, "email") == "opposed R26"
    assert one(session, second, "email") == one(session, second, "sms") == "opposed R07"
    # A letter is for one of them, by its name.
    assert one(session, second, "post") == "+not_opposed R16"
    delete_contact(session, first)
    assert one(session, second, "email") == "opposed R07"
    assert contactability_facts(session, [second])[second].listed == {"email": DAY, "sms": DAY, "phone": DAY}
    # It says yes itself, for this very address.
    record_consent(session, second, "email", "given")
    assert one(session, second, "email") == "+consent R08"


def test_similar_products_ask_for_the_setting_a_sale_and_an_address_given_here(session: Session) -> None:
    contact = create_contact(session, PERSON).id
    log_purchase(session, contact, PurchaseDetails(DAY - dt.timedelta(days=30), "Séance", 4500))
    assert one(session, contact, "email") == "not_asked R08"
    change_setting(session, "informs_at_sale", True)
    assert one(session, contact, "email") == "+similar_products R09"
    assert one(session, contact, "sms") == "+similar_products R09"
    change_contact(session, contact, replace(PERSON, source="referral"))
    assert one(session, contact, "email") == "not_asked R08"
    given = create_contact(session, replace(PERSON, emails=(EmailAddress("p@exemple.fr"),))).id
    log_purchase(session, given, PurchaseDetails(DAY, "Cadeau", 0))
    assert one(session, given, "email") == "not_asked R08"


def test_an_address_out_of_a_file_was_not_given_here(session: Session) -> None:
    change_setting(session, "informs_at_sale", True)
    import_contacts(session, ImportPlan((PlannedContact(PERSON, (1,)),)), name="clients.csv")
    contact = next(iter(models.Contact.select())).id
    log_purchase(session, contact, PurchaseDetails(DAY, "Séance", 4500))
    assert one(session, contact, "email") == "not_asked R08"


@pytest.mark.parametrize(
    ("yes", "answer", "until"),
    [
        (dt.date(2019, 3, 1), "silent R02", None),
        (dt.date(2023, 11, 21), "silent R02", None),
        (dt.date(2023, 11, 22), "+consent R08", DAY),
        (dt.date(2026, 3, 1), "+consent R08", dt.date(2029, 2, 28)),
    ],
)
def test_three_years_run_from_the_day_that_the_foreign_file_says(
    session: Session, yes: dt.date, answer: str, until: dt.date | None
) -> None:
    said = (PlannedConsent("email", "confirmed", yes, "CONFIRM_TIME"),)
    import_contacts(session, ImportPlan((PlannedContact(PERSON, (1,), consents=said),)), name="liste.csv")
    contact = next(iter(models.Contact.select())).id
    assert read_contact(session, contact).details.first_contact_on == yes
    assert one(session, contact, "email") == answer
    assert next(one.until for one in channel_answers(session, contact) if one.channel == "email") == until


def test_a_dated_yes_of_a_file_is_a_word_from_who_is_known(session: Session) -> None:
    known = replace(PERSON, first_contact_on=dt.date(2020, 1, 1))
    contact = create_contact(session, known).id
    assert one(session, contact, "post") == "silent R02"
    for channel, day, answer in (
        ("email", DAY, "silent R02"),
        ("sms", dt.date(2025, 1, 1), "+not_opposed R16"),
    ):
        said = (PlannedConsent(channel, "given", day, "oui"),)
        import_contacts(session, ImportPlan((PlannedContact(known, (1,), consents=said),)), name="liste.csv")
        assert one(session, contact, "post") == answer, "a yes without a day is dated by the import"


def test_who_is_no_more_is_never_retained(session: Session) -> None:
    contact = create_contact(session, PERSON).id
    assert one(session, contact + 1, "post") == "put_aside R05"
    assert one(session, contact, "post") == "+not_opposed R16"
    delete_contact(session, contact)
    assert one(session, contact, "post") == "put_aside R05"


@pytest.mark.parametrize(
    ("address", "usable"),
    [("a@b.fr", True), ("a.b+c@sous.exemple.fr", True), ("", False), ("a", False), ("@b.fr", False), ("a@b", False),
     ("a@b.", False), ("a b@c.fr", False), ("a@b@c.fr", False)],
)  # fmt: skip
def test_an_address_that_could_be_written_to(address: str, usable: bool) -> None:
    assert is_usable_email(address) is usable
