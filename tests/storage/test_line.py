"""A one-line entry in a real file: whom it means, what it writes, what it refuses; and one undo takes it all back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fichier_tui.domain.consent import consent_states
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import CONSENT_CHANNELS, ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.line import Line, Piece
from fichier_tui.domain.line.reading import read_line
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import consent_history, contacts, models, notes, purchases, record_consent, visits
from fichier_tui.storage.actions import planning as actions
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.line.reading import enter_line, line_vocabulary, resolve_line
from fichier_tui.storage.segments import saved as segments
from fichier_tui.storage.session import Session
from fichier_tui.ui.words import sentence
from tests.storage.conftest import DAY
from tests.storage.test_operations import every_table


def add(session: Session, last: str, first: str = "", phone: str = "", **more: object) -> int:
    """A contact of the file."""
    details = ContactDetails(last_name=last, first_name=first, phones=(PhoneNumber(phone),) if phone else (), **more)  # type: ignore[arg-type]
    return contacts.create_contact(session, details).id


@pytest.fixture
def people(session: Session) -> dict[str, int]:
    """Those of the examples."""
    return {
        "peron": add(session, "Péron", "Hélène", "+33612345678", emails=(EmailAddress("h.peron@free.fr"),)),
        "dupont": add(session, "Dupont", "Marie"),
        "lefevre": add(session, "Lefèvre", "Rose", addresses=(PostalAddress("", "06000", "Nice"),)),
        "gauthier": add(session, "Gauthier", "Anne"),
        "martin": add(session, "Martin", "Avril"),
        "paul": add(session, "Martin", "Paul", "+33493000001"),
    }


def test_a_visit_of_somebody_known(session: Session, people: dict[str, int]) -> None:
    entered = enter_line(session, Line("v péron h", verb="visit", who="péron h"))
    assert (entered.contact, entered.name, entered.created) == (people["peron"], "Péron Hélène", False)
    assert (entered.verb, entered.writes) == ("visit.logged", ("visit",))
    assert contacts.read_contact(session, people["peron"]).summary.visits == 1


def test_everything_about_a_new_contact_is_one_operation(session: Session, people: dict[str, int]) -> None:
    before, entries = every_table(session), session.last_entry()
    line = Line(
        "v c durand paul 0493123456 06000 spa =60 ok:mail", verb="visit", new=True, who="durand paul",
        phone="+33493123456", postcode="06000", product="spa", amount_cents=6000, consents=(("email", "yes"),),
        then=Line("r lundi", verb="call", date=DAY + dt.timedelta(2)),
    )  # fmt: skip
    entered = enter_line(session, line)
    assert entered.created
    assert entered.writes == ("contact", "visit", "purchase", "consent", "plan")
    card = contacts.read_contact(session, entered.contact)
    assert card.name == "Durand Paul"
    assert [place.town for place in card.details.addresses] == ["Nice"]
    assert (card.summary.visits, card.summary.revenue_cents, card.summary.open_actions) == (1, 6000, 1)
    assert [line.state for line in consent_history(session, card.id)] == ["given"]
    assert models.Purchase.get().visit == models.Visit.get()
    assert session.last_entry() == entries + 1
    undoing.undo(session)
    assert every_table(session) == before


def test_homonyms_are_refused_with_those_who_fit(session: Session, people: dict[str, int]) -> None:
    resolution = resolve_line(session, Line("v martin", verb="visit", who="martin"))
    assert resolution.contact is None
    assert {one.contact.name for one in resolution.candidates} == {"Martin Avril", "Martin Paul"}
    with pytest.raises(Refusal, match=r"line\.several"):
        enter_line(session, Line("v martin", verb="visit", who="martin"))
    chosen = enter_line(session, Line("v martin", verb="visit", who="martin"), people["paul"])
    assert chosen.name == "Martin Paul"
    told = Line("v martin", verb="visit", who="martin", phone="+33493000001")
    assert resolve_line(session, told).contact == people["paul"]


def test_of_many_those_who_came_last_are_named_with_what_tells_them_apart(session: Session) -> None:
    numbers = [
        add(session, "Dupont", "Karine", "+33612345678"),
        add(session, "Dupont", "Karine", "+33612349999", addresses=(PostalAddress("", "74400", "Chamonix"),)),
        *(add(session, "Dupont", f"Anne{n}") for n in "abc"),
    ]
    for ago, number in enumerate(numbers):
        visits.log_visit(session, number, VisitDetails(DAY - dt.timedelta(ago)))
    line = read_line("v dupont", DAY)
    (fault,) = resolve_line(session, line).faults
    named = "Dupont Karine (…5678), Dupont Karine (Chamonix), Dupont Annea, Dupont Anneb, Dupont Annec"
    assert (fault.code, fault.details["names"]) == ("line.several", named)
    for n in range(16):
        add(session, "Dupont", f"Zoé{n}")
    (fault,) = resolve_line(session, line).faults
    assert (fault.code, fault.details["total"], fault.details["names"]) == ("line.many", "21", named)
    assert "21" in sentence(fault.refusal())
    entered = enter_line(session, line, numbers[1])
    assert entered.name == "Dupont Karine (Chamonix)"
    assert enter_line(session, line, numbers[2]).name == "Dupont Annea"


def test_words_left_over_are_shown_and_written(session: Session, people: dict[str, int]) -> None:
    line = Line("a lefevre chaise longue 45€", verb="purchase", who="lefevre chaise longue", amount_cents=4500)
    resolution = resolve_line(session, line)
    assert (resolution.contact, resolution.named, resolution.left) == (people["lefevre"], "lefevre", "chaise longue")
    assert (resolution.left_as, resolution.product, resolution.product_known) == ("product", "chaise longue", False)
    assert [(one.words, one.taken) for one in resolution.ambiguous] == [("chaise longue", "product")]
    enter_line(session, line)
    assert purchases.purchases_of(session, people["lefevre"])[0].details.product == "chaise longue"


def test_of_what_is_not_read_it_is_said_why(session: Session, people: dict[str, int]) -> None:
    for words, code in (("25h", "line.unread"), ("85€ 90€", "line.twice"), ("=2x35,50", "line.unread")):
        (fault,) = resolve_line(session, read_line(f"v dupont spa {words}", DAY)).faults
        assert (fault.code, fault.words) == (code, words.split()[-1])


def test_one_more_number_comes_beside_the_first(session: Session, people: dict[str, int]) -> None:
    found = resolve_line(session, read_line("péron 0699887766 pro@peron.fr", DAY))
    assert found.beside == ("+33612345678", "h.peron@free.fr")


def test_the_usual_price_is_taken_where_none_is_said(session: Session, people: dict[str, int]) -> None:
    purchases.log_purchase(session, people["martin"], PurchaseDetails(DAY, "Spa", 8500))
    resolution = resolve_line(
        session, Line("a dupont spa x2", verb="purchase", who="dupont", product="Spa", quantity=2)
    )
    assert (resolution.amount_cents, resolution.price_from_product) == (17000, True)


def test_what_is_done_and_what_comes_next(session: Session, people: dict[str, int]) -> None:
    action = actions.plan_action(session, people["dupont"], ActionDetails("call", "devis", DAY))
    line = Line(
        "ok dupont ; très intéressée puis rdv mardi 14h", verb="done", who="dupont", note="très intéressée",
        then=Line(verb="meeting", date=DAY + dt.timedelta(3), time="14:00"),
    )  # fmt: skip
    entered = enter_line(session, line)
    assert entered.writes == ("done", "plan")
    assert actions.read_action(session, action.id).result == "très intéressée"
    (left,) = actions.open_actions(session, contact=people["dupont"])
    assert (left.details.kind, left.details.time) == ("appointment", "14:00")
    with pytest.raises(Refusal, match=r"line\.nothing_open"):
        enter_line(session, Line("ok péron", verb="done", who="péron"))


def one(session: Session, contact: int) -> ContactDetails:
    """What the file has of a contact."""
    return contacts.read_contact(session, contact).details


def test_what_is_said_of_a_known_contact_is_added_and_nothing_is_overwritten(
    session: Session, people: dict[str, int]
) -> None:
    before = every_table(session)
    said = Line(
        "péron", verb="visit", who="péron", phone="+33698765432", email="pro@peron.fr", postcode="06000",
        birth="1958-07-14", source="fair", tags=("vip",),
    )  # fmt: skip
    entered = enter_line(session, said)
    assert entered.writes == ("details", "visit")
    card = one(session, people["peron"])
    assert [phone.number for phone in card.phones] == ["+33612345678", "+33698765432"]
    assert [email.address for email in card.emails] == ["h.peron@free.fr", "pro@peron.fr"]
    assert [(place.postcode, place.town) for place in card.addresses] == [("06000", "Nice")]
    assert (card.birth, card.source, card.tags) == ("1958-07-14", "fair", ("vip",))
    again = replace(said, phone="+33612345678", email="", postcode="75001", birth="1960-01-01", source="quote")
    enter_line(session, again)
    assert one(session, people["peron"]) == card
    undoing.undo(session)
    undoing.undo(session)
    assert every_table(session) == before


@pytest.mark.parametrize(
    ("verb", "kind"), [("call", "call"), ("meeting", "appointment"), ("email", "email"), ("todo", "task")]
)
def test_a_plan_has_its_subject_its_hour_and_its_urgency(
    session: Session, people: dict[str, int], verb: str, kind: str
) -> None:
    monday = DAY + dt.timedelta(2)
    line = Line(
        "…", verb=verb, who="Mme Gauthier devis salon", date=monday, time="14:30", priority=1, note="apporter le plan"
    )
    entered = enter_line(session, line)
    assert (entered.contact, entered.verb) == (people["gauthier"], "action.planned")
    (action,) = actions.open_actions(session, contact=people["gauthier"])
    details = action.details
    assert (details.kind, details.day, details.time, details.priority) == (kind, monday, "14:30", 1)
    assert (details.subject, details.note) == ("devis salon", "apporter le plan")


@pytest.mark.parametrize(
    ("text", "login", "subject"),
    [
        ("rdv gauthier mardi 14h avec léa ; coupe", "lea", "coupe"),
        ("rdv gauthier coupe avec Léa Roux mardi 14h", "lea", "coupe"),
        ("v gauthier puis rdv mardi 14h avec léa", "lea", ""),
        ("meet gauthier tuesday with lea", "lea", ""),
        ("rdv gauthier mardi 14h", "helene", ""),
        ("rdv gauthier mardi 14h avec paul", "helene", "avec paul"),
        ("rdv gauthier mardi 14h avec jean", "helene", "avec jean"),
        ("rdv avec gauthier mardi 14h", "helene", ""),
    ],
)
def test_a_colleague_named_in_a_plan_is_in_charge_of_it(
    session: Session, people: dict[str, int], text: str, login: str, subject: str
) -> None:
    for member, name in (("lea", "Léa Roux"), ("jean", "Jean Blanc"), ("jeanne", "Jean Noir")):
        models.Staff.create(login=member, name=name, role="sales", created_at=session.now())
    line = read_line(text, DAY)
    found = resolve_line(session, line, people["gauthier"])
    assert (found.then or found).in_charge == ("Léa Roux" if login == "lea" else "")
    enter_line(session, line, people["gauthier"])
    (planned,) = actions.open_actions(session, contact=people["gauthier"])
    assert (planned.details.assigned_to, planned.details.subject) == (login, subject)
    if login == "lea":
        assert resolve_line(session, line).contact == people["gauthier"]


def test_a_plan_without_leftover_words_is_about_its_note(session: Session, people: dict[str, int]) -> None:
    enter_line(session, Line("…", verb="call", who="gauthier", note="devis salon printemps"))
    (action,) = actions.open_actions(session, contact=people["gauthier"])
    assert (action.details.subject, action.details.note, action.details.day) == ("devis salon printemps", "", DAY)


def test_inside_a_card_the_words_are_the_subject_even_when_they_are_its_name(
    session: Session, people: dict[str, int]
) -> None:
    line = Line("r demain bouquet rose", verb="call", who="bouquet rose", date=DAY + dt.timedelta(1))
    enter_line(session, line, people["lefevre"], inside_card=True)
    (action,) = actions.open_actions(session, contact=people["lefevre"])
    assert action.details.subject == "bouquet rose"


@pytest.mark.parametrize(
    ("words", "is_another"),
    [
        ("dupont", True),
        ("dupont marie", True),
        ("martin", True),
        # As on the counter of the list, where one types beginnings.
        ("dup", True),
        ("gauthier an", True),
        ("pero h", True),
        ("marie dup", True),
        ("Mme gauth", True),
        ("gauthier an pressée", True),
        ("dupont très contente", True),
        ("petit", True),
        ("petit mon", True),
        # Her own name, and ordinary words of a note.
        ("lefevre", False),
        ("lef r", False),
        ("rose", False),
        ("couleur", False),
        ("ma", False),
        ("mari", False),
        ("marie", False),
        ("anne est venue aussi", False),
        ("petit retard", False),
        ("blanc nacré", False),
        ("grand sourire", False),
        ("de bonne humeur", False),
        ("avec son mari", False),
        ("très contente", False),
        ("mal au dos", False),
    ],
)
def test_inside_a_card_a_visit_of_somebody_else_is_asked_and_never_a_note(
    session: Session, people: dict[str, int], words: str, is_another: bool
) -> None:
    for name, first in (("Petit", "Monique"), ("Mallet", "Aurélie"), ("Blanc", "Cassandre"), ("Marin", "Ève")):
        add(session, name, first)
    contacts.create_contact(session, ContactDetails(kind="company", company_name="Grand Hôtel de Bonneville"))
    line = Line(f"v {words}", verb="visit", who=words)
    faults = resolve_line(session, line, people["lefevre"], inside_card=True).faults
    assert [fault.code for fault in faults] == (["line.other_person"] if is_another else [])
    bought = Line(f"a {words} =40", verb="purchase", who=words, amount_cents=4000)
    faults = resolve_line(session, bought, people["lefevre"], inside_card=True).faults
    assert [fault.code for fault in faults] == (["line.other_person"] if is_another else [])
    appointment = Line(
        "r lefevre rose", verb="call", who="lefevre rose", date=DAY, then=Line(words, verb="visit", who=words)
    )
    faults = resolve_line(session, appointment).faults
    assert [fault.code for fault in faults] == (["line.other_person"] if is_another else [])
    # A note is typed as one, and chosen by hand is said.
    assert not resolve_line(session, Line("v", verb="visit", note=words), people["lefevre"], inside_card=True).faults
    assert not resolve_line(session, Line(f"v {words}", verb="visit", who=words), people["lefevre"]).faults


@pytest.mark.parametrize(
    ("text", "is_another"),
    [
        ("rdv dupont mardi 14h", True),
        ("r Mme dupont demain", True),
        ("m dupont ma ; devis", True),
        ("rdv mardi 14h dup", False),
        ("r demain bouquet rose", False),
        ("r demain devis dupont", False),
        ("rdv mardi 14h ; dupont", False),
        ("t dupont demain", False),
        ("rdv lefevre mardi 14h", False),
    ],
)
def test_inside_a_card_a_plan_of_somebody_else_by_the_whole_surname_is_asked(
    session: Session, people: dict[str, int], text: str, is_another: bool
) -> None:
    line = read_line(text, DAY, inside_card=True)
    faults = resolve_line(session, line, people["lefevre"], inside_card=True).faults
    assert [fault.code for fault in faults] == ["line.other_person"] * is_another


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("recl peron h chambre froide", "recl"),
        ("peron h recl chambre froide", "recl"),
        ("peron h chambre froide", ""),
        ("peron h chambre", ""),
        ("recl peron h chambre froide =90", ""),
        ("a recl peron h chambre froide", ""),
        ("peron h chambre ; recl", ""),
    ],
)
def test_a_product_in_a_sentence_is_no_purchase_by_itself(
    session: Session, people: dict[str, int], text: str, asked: str
) -> None:
    purchases.log_purchase(session, people["martin"], PurchaseDetails(DAY, "Chambre double", 11800))
    line = read_line(text, DAY, line_vocabulary(session))
    found = resolve_line(session, line, people["peron"])
    assert [(fault.code, fault.words) for fault in found.faults] == ([("line.not_said", asked)] if asked else [])
    in_card = read_line(text.replace("peron h ", ""), DAY, line_vocabulary(session), inside_card=True)
    inside = resolve_line(session, in_card, people["peron"], inside_card=True)
    assert [fault.words for fault in inside.faults] == [asked] * bool(asked)


def test_a_series_has_one_living_action_and_the_next_when_it_is_done(session: Session, people: dict[str, int]) -> None:
    before = every_table(session)
    line = Line("m faure chaque mois", verb="email", who="dupont", every="FREQ=MONTHLY", date=dt.date(2026, 12, 31))
    enter_line(session, line)
    for wanted in ("2027-01-31", "2027-02-28", "2027-03-31"):
        (action,) = actions.open_actions(session, contact=people["dupont"])
        actions.complete_action(session, action.id, "écrit")
        (following,) = actions.open_actions(session, contact=people["dupont"])
        assert (following.details.kind, str(following.details.day)) == ("email", wanted)
    for _step in range(4):
        undoing.undo(session)
    assert every_table(session) == before


def test_several_of_a_series_are_done_at_once(session: Session, people: dict[str, int]) -> None:
    for who in ("dupont", "péron"):
        enter_line(session, Line("…", verb="call", who=who, every="FREQ=WEEKLY;BYDAY=MO"))
    planned = [action.id for action in actions.open_actions(session)]
    actions.complete_many(session, planned)
    assert [str(action.details.day) for action in actions.open_actions(session)] == ["2026-11-30"] * 2
    enter_line(session, Line("ok dupont", verb="done", who="dupont"))
    assert [str(action.details.day) for action in actions.open_actions(session)] == ["2026-11-30", "2026-12-07"]


def test_what_is_postponed_counts_from_the_day_it_is_due(session: Session, people: dict[str, int]) -> None:
    due = DAY + dt.timedelta(5)
    action = actions.plan_action(session, people["dupont"], ActionDetails("call", "devis", due, "10:00"))
    piece = Piece("date", 11, 14, "+3j", DAY + dt.timedelta(3))
    line = Line("rep dupont +3j", verb="postpone", who="dupont", date=DAY + dt.timedelta(3), pieces=(piece,))
    entered = enter_line(session, line)
    assert entered.verb == "action.postponed"
    assert actions.read_action(session, action.id).details.day == due + dt.timedelta(3)
    assert actions.read_action(session, action.id).details.time == "10:00"
    enter_line(session, Line("rep dupont lundi 14h", verb="postpone", who="dupont", date=DAY, time="14:00"))
    assert actions.read_action(session, action.id).details.time == "14:00"
    with pytest.raises(Refusal, match=r"line\.no_day"):
        enter_line(session, Line("rep dupont", verb="postpone", who="dupont"))


def test_the_action_meant_is_the_next_or_the_one_that_is_named(session: Session, people: dict[str, int]) -> None:
    for subject, ahead in (("facture", 9), ("devis", 2), ("brochure", -3)):
        actions.plan_action(session, people["dupont"], ActionDetails("call", subject, DAY + dt.timedelta(ahead)))
    resolution = resolve_line(session, Line("ok dupont", verb="done", who="dupont"))
    assert [action.details.subject for action in resolution.actions] == ["brochure", "devis", "facture"]
    assert resolution.action == resolution.actions[0]
    named = resolve_line(session, Line("ok dupont facture", verb="done", who="dupont facture"))
    assert named.action is not None
    assert (named.action.details.subject, named.left) == ("facture", "")
    chosen = resolve_line(session, Line("ok dupont", verb="done", who="dupont"), action=resolution.actions[1].id)
    assert chosen.action == resolution.actions[1]
    actions.plan_action(session, people["peron"], ActionDetails("call", "un", DAY))
    actions.plan_action(session, people["peron"], ActionDetails("email", "deux", DAY))
    tied = resolve_line(session, Line("ok péron", verb="done", who="péron"))
    assert tied.action is None
    assert [fault.code for fault in tied.faults] == ["line.several_actions"]


def states(session: Session, contact: int) -> dict[str, str]:
    """The state of every channel."""
    return consent_states(consent_history(session, contact))


def test_a_stop_withdraws_what_was_given_and_closes_the_rest(session: Session, people: dict[str, int]) -> None:
    number = people["peron"]
    enter_line(session, Line("consent péron ok:mail non:tel", verb="consent", who="péron",
                             consents=(("email", "yes"), ("phone", "no"))))  # fmt: skip
    assert states(session, number) == {"email": "given", "sms": "not_asked", "phone": "refused", "post": "not_asked"}
    stop = Line("stop mail sms péron", verb="stop", who="péron", consents=(("email", "no"), ("sms", "no")))
    assert resolve_line(session, stop).consents == (("email", "withdrawn"), ("sms", "opposed"))
    assert enter_line(session, stop).verb == "consent.recorded"
    assert states(session, number)["email"] == "withdrawn"
    assert enter_line(session, Line("stop péron", verb="stop", who="péron")).verb == "consent.opposed"
    assert set(states(session, number).values()) == {"opposed"}


@pytest.mark.parametrize("shown", [True, False])
def test_a_sentence_is_a_proof_only_where_it_was_on_the_screen(
    session: Session, people: dict[str, int], *, shown: bool
) -> None:
    line = Line("consent péron ok:mail", verb="consent", who="péron", consents=(("email", "yes"),))
    enter_line(session, line, sentences_shown=shown)
    (kept,) = consent_history(session, people["peron"])
    assert bool(kept.wording) is shown


def test_a_note_is_written_with_its_day(session: Session, people: dict[str, int]) -> None:
    line = Line(
        "n dupont hier ; aime le calme", verb="note", who="dupont", note="aime le calme", date=DAY - dt.timedelta(1)
    )
    assert enter_line(session, line).verb == "note.added"
    (note,) = notes.notes_of(session, people["dupont"])
    assert (note.text, note.day) == ("aime le calme", DAY - dt.timedelta(1))
    with pytest.raises(Refusal, match=r"note\.empty"):
        enter_line(session, Line("n dupont", verb="note", who="dupont"))


def test_a_new_contact_gets_its_capitals_and_those_who_resemble_it_are_told(
    session: Session, people: dict[str, int]
) -> None:
    line = Line("c péron hélène 0612345678", verb="contact", new=True, who="péron hélène", phone="+33612345678")
    resolution = resolve_line(session, line)
    assert (resolution.new, resolution.contact, resolution.name) == (True, None, "Péron Hélène")
    assert [(one.contact.id, one.same) for one in resolution.duplicates] == [(people["peron"], True)]
    with pytest.raises(Refusal, match=r"line\.known_already"):
        enter_line(session, line)
    assert enter_line(session, line, as_new=True).created
    homonym = enter_line(
        session, Line("c péron hélène 06000", verb="contact", new=True, who="péron hélène", postcode="06000")
    )
    assert homonym.created
    turned = resolve_line(session, Line("c marie dupré", verb="contact", new=True, who="marie dupré"))
    assert turned.name == "Dupré Marie"
    assert [one.others for one in turned.ambiguous] == [("Marie, Dupré",)]
    company = enter_line(
        session, Line('c "SARL Les Cimes"', verb="contact", new=True, who="SARL Les Cimes", quoted=True)
    )
    assert one(session, company.contact).kind == "company"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("c zorglub paul ok:mail", ["line.no_email"]),
        ("c zorglub paul paul@free.fr ok:mail", []),
        ("c zorglub paul 0493123456 ok:tel,sms", ["line.no_mobile"]),
        ("péron ok:mail,sms,tel", []),
        ("péron ok:courrier", ["line.no_address"]),
        ("péron 06000 ok:courrier", []),
        ("dupont ok:tel", ["line.no_phone"]),
        ("dupont non:tel", []),
    ],
)
def test_a_yes_without_an_address_is_told_while_one_can_ask(
    session: Session, people: dict[str, int], text: str, codes: list[str]
) -> None:
    found = resolve_line(session, read_line(text, DAY))
    told = [fault for fault in found.warnings if fault.code.startswith("line.no_")]
    assert [fault.code for fault in told] == codes
    assert not found.faults
    assert all("ask for it" in sentence(fault.refusal()) for fault in told)


def test_the_town_is_not_guessed_where_the_file_has_two(session: Session, people: dict[str, int]) -> None:
    add(session, "Blanc", addresses=(PostalAddress("", "74400", "Chamonix"),))
    add(session, "Blanc", "Luc", addresses=(PostalAddress("", "74400", "Les Houches"),))
    line = Line("c roux 74400", verb="contact", new=True, who="roux", postcode="74400")
    assert resolve_line(session, line).town == ""


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (Line("v", verb="visit"), "line.no_contact"),
        (Line("v zzyzx", verb="visit", who="zzyzx"), "line.nobody"),
        (Line("v 0600000000", verb="visit", phone="+33600000000"), "line.nobody"),
        (Line("v gautier", verb="visit", who="gautier"), "line.near"),
        (Line("v dupont 31/2", verb="visit", who="dupont", unread=("31/2",)), "line.unread"),
        (
            Line("v dupont spa 35 brushing", verb="visit", who="dupont", product="spa", unread=("et brushing",)),
            "line.second_product",
        ),
        (Line("v dupont demain", verb="visit", who="dupont", date=DAY + dt.timedelta(1)), "line.future"),
        (Line("a dupont", verb="purchase", who="dupont"), "line.no_product"),
        (Line("a dupont spa", verb="purchase", who="dupont", product="spa"), "line.no_amount"),
        (Line("consent dupont", verb="consent", who="dupont"), "line.no_channel"),
        (Line("dupont", who="dupont"), "line.nothing"),
        (Line("c", verb="contact", new=True), "contact.nameless"),
        (Line("s vip", verb="segment", who="vip"), "line.no_segment"),
        (Line("r dupont", verb="call", who="dupont", every="FREQ=SOMETIMES"), "recurrence.unreadable"),
        (Line("v dupont puis rep", verb="visit", who="dupont", then=Line("rep", verb="postpone")), "line.nothing_open"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_and_nothing_is_written(
    session: Session, people: dict[str, int], line: Line, code: str
) -> None:
    before, entries = every_table(session), session.last_entry()
    assert resolve_line(session, line).faults[0].code == code
    with pytest.raises(Refusal) as refused:
        enter_line(session, line)
    assert refused.value.code == code
    assert "{" not in sentence(refused.value)
    assert (every_table(session), session.last_entry()) == (before, entries)


def test_what_the_verb_cannot_write_is_kept_as_a_note_and_told(session: Session, people: dict[str, int]) -> None:
    piece = Piece("amount", 9, 12, "85€", 8500)
    line = Line("r dupont 85€", verb="call", who="dupont", amount_cents=8500, pieces=(piece,))
    assert [warning.words for warning in resolve_line(session, line).warnings if warning.words] == ["85€"]
    enter_line(session, line)
    (action,) = actions.open_actions(session, contact=people["dupont"])
    assert action.details.subject == "85€"


def test_a_segment_is_named_and_nothing_written(session: Session, people: dict[str, int]) -> None:
    segments.save_segment(session, "Clients fidèles", read_segment("ville:Nice"))
    resolution = resolve_line(session, Line("s clients fid", verb="segment", who="clients fid"))
    assert (resolution.segment, resolution.writes) == ("Clients fidèles", ())


def test_a_name_that_ends_or_stands_in_the_middle_of_other_words(session: Session, people: dict[str, int]) -> None:
    for words, named, left in (
        ("deux bouquets gauthier anne", "gauthier anne", "deux bouquets"),
        ("lefevre grand panier", "lefevre", "grand panier"),
    ):
        found = resolve_line(session, Line(words, verb="purchase", who=words, amount_cents=1))
        assert (found.named, found.left) == (named, left)
    quoted = resolve_line(session, Line("…", verb="purchase", who="lefevre panier", quoted=True, amount_cents=1))
    assert [fault.code for fault in quoted.faults] == ["line.nobody"]


def test_nothing_is_added_when_what_is_said_is_known(session: Session, people: dict[str, int]) -> None:
    entered = enter_line(session, Line("v 0612345678", verb="visit", phone="+33612345678"))
    assert (entered.name, entered.writes, entered.verb) == ("Péron Hélène", ("visit",), "visit.logged")
    other = Line("v lefevre 75001", verb="visit", who="lefevre", postcode="75001", source="fair")
    resolution = resolve_line(session, other)
    assert (resolution.adds, resolution.contradicts) == (True, ("postcode",))
    assert [(warning.code, warning.words) for warning in resolution.warnings] == [("line.contradicted", "")]
    assert "75001" in sentence(resolution.warnings[0].refusal())


def test_what_comes_next_may_name_the_contact_once_more(session: Session, people: dict[str, int]) -> None:
    line = Line("v dupont puis rappeler Mme Dupont devis", verb="visit", who="dupont",
                then=Line(verb="call", who="Mme Dupont devis"))  # fmt: skip
    enter_line(session, line)
    (action,) = actions.open_actions(session, contact=people["dupont"])
    assert action.details.subject == "devis"


def test_a_visit_with_an_amount_sells_the_words_left_over(session: Session, people: dict[str, int]) -> None:
    line = Line("v lefevre chaise longue 45€", verb="visit", who="lefevre chaise longue", amount_cents=4500)
    assert enter_line(session, line).writes == ("visit", "purchase")
    assert purchases.purchases_of(session, people["lefevre"])[0].details.product == "chaise longue"


def test_a_stop_of_every_channel_is_an_opposition(session: Session, people: dict[str, int]) -> None:
    channels = tuple((channel, "no") for channel in CONSENT_CHANNELS)
    resolution = resolve_line(session, Line("stop tout péron", verb="stop", who="péron", consents=channels))
    assert (resolution.opposed, resolution.writes) == (True, ("opposition",))


def test_the_sentence_in_use_is_kept_with_a_yes(session: Session, people: dict[str, int]) -> None:
    enter_line(session, Line("…", verb="consent", who="péron", consents=(("email", "yes"),)))
    (line,) = consent_history(session, people["peron"])
    assert (line.state, line.medium) == ("given", "counter")
    assert line.wording


@pytest.mark.parametrize(
    ("line", "clear"),
    [
        (Line("v gauthier jean", verb="visit", who="gauthier jean"), False),
        (Line("v gauthier zorglub", verb="visit", who="gauthier zorglub"), False),
        (Line("a gauthier jean 45€", verb="purchase", who="gauthier jean", amount_cents=4500), False),
        (Line("r gauthier paul demain", verb="call", who="gauthier paul"), False),
        (Line("stop gauthier zorglub", verb="stop", who="gauthier zorglub"), False),
        (Line("stop mail gauthier vraiment", verb="stop", who="gauthier vraiment", consents=(("email", "no"),)), False),
        (Line("ok gauthier zorglub", verb="done", who="gauthier zorglub"), False),
        (Line("a chaise gauthier 45€", verb="purchase", who="chaise gauthier", amount_cents=4500), False),
        (Line("v nice", verb="visit", who="nice"), False),
        (Line("a zorglub anne 45€", verb="purchase", who="zorglub anne", amount_cents=4500), False),
        (Line("r anne zorglub demain", verb="call", who="anne zorglub"), False),
        (Line("v gauthier anne zorglub", verb="visit", who="gauthier anne zorglub"), True),
        (Line("v gauthier très pressée", verb="visit", who="gauthier très pressée"), True),
        (Line("v lefevre nice", verb="visit", who="lefevre nice"), True),
        (Line("a gauthier chaise 45€", verb="purchase", who="gauthier chaise", amount_cents=4500), True),
        (Line("r gauthier devis", verb="call", who="gauthier devis"), True),
    ],
)  # fmt: skip
def test_nothing_is_written_of_a_namesake(session: Session, people: dict[str, int], line: Line, clear: bool) -> None:
    resolution = resolve_line(session, line)
    assert (resolution.contact is not None) is clear
    assert resolution.candidates
    if not clear:
        assert resolution.faults[0].code in ("line.left", "line.near")
        chosen = resolve_line(session, line, resolution.candidates[0].contact.id)
        assert chosen.contact is not None


@pytest.mark.parametrize(
    ("who", "why"),
    [("2900001234567", "card"), ("c-0042", "card"), ("4567", "phone"), ("leclerc anne", "name"), ("leclerc", "name"),
     ("anne le clerc", "name"), ("clerc a", "beginning"), ("péron chamonix", "other")],
)  # fmt: skip
def test_somebody_is_known_by_a_card_a_piece_of_a_number_or_a_name_in_one_word(
    session: Session, who: str, why: str
) -> None:
    add(session, "Péron", "Hélène", "+33612345678", card_number="2900001234567",
        addresses=(PostalAddress("", "74400", "Chamonix"),))  # fmt: skip
    add(session, "Blanc", "Henri", card_number="C-0042")
    add(session, "Le Clerc", "Anne")
    resolution = resolve_line(session, Line(f"v {who}", verb="visit", who=who))
    assert resolution.contact is not None
    assert [one.why for one in resolution.candidates] == [why]


def test_a_task_of_the_shop_concerns_nobody(session: Session, people: dict[str, int]) -> None:
    before = every_table(session)
    line = Line("t commander des fleurs", verb="todo", who="commander des fleurs", date=DAY + dt.timedelta(1))
    resolution = resolve_line(session, line)
    assert (resolution.for_nobody, resolution.contact, resolution.faults) == (True, None, ())
    assert [warning.code for warning in resolution.warnings] == ["line.for_nobody"]
    assert [one.others for one in resolution.ambiguous] == [("who",)]
    assert enter_line(session, line).contact == 0
    (action,) = actions.open_actions(session)
    assert (action.contact_id, action.details.subject) == (None, "commander des fleurs")
    undoing.undo(session)
    assert every_table(session) == before
    named = resolve_line(session, Line("t dupont devis", verb="todo", who="dupont devis"))
    assert (named.for_nobody, named.contact) == (False, people["dupont"])
    homonyms = resolve_line(session, Line("t martin", verb="todo", who="martin"))
    assert [fault.code for fault in homonyms.faults] == ["line.several"]


PIECES = """
v a r rdv m t n ok rep c stop consent s new puis ; péron hélène dupont martin zorglub spa chaise longue de la M. Mme
=85 120€ x2 4p 3n 14h 0612345678 5678 h@x.fr 06000 demain hier lundi le:12 31/2 +3j 14/7/58 née:14/7/58 via:salon
ok:mail non:tel *vip ! chaque:mois "Martin:Avril" [/b] {x} %s
"""


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=8).map(" ".join), st.sampled_from([None, 1, 2, 99])
)
def test_any_line_is_written_whole_or_refused_with_a_sentence(
    session: Session, people: dict[str, int], text: str, contact: int | None
) -> None:
    before = every_table(session)
    text = re.sub(r"\b(le|née|via|chaque|Martin):", r"\1 ", text)
    line = read_line(text, DAY, line_vocabulary(session))
    found = resolve_line(session, line, contact)
    assert all(sentence(fault.refusal()) for fault in found.faults + found.warnings)
    if found.faults:
        with pytest.raises(Refusal, match=re.escape(found.faults[0].code)):
            enter_line(session, line, contact)
    elif enter_line(session, line, contact).entry:
        undoing.undo(session)
    assert every_table(session) == before


def test_the_surname_tells_before_a_first_name(session: Session, people: dict[str, int]) -> None:
    found = resolve_line(session, Line("v zorglub gauthier paul", verb="visit", who="zorglub gauthier paul"))
    assert (found.candidates[0].contact.name, found.named, found.contact) == ("Gauthier Anne", "gauthier", None)


@pytest.mark.parametrize("words", ["061234567", "06123456789", "née hier", "puis"])
def test_a_slip_of_the_finger_becomes_no_part_of_a_new_name(
    session: Session, people: dict[str, int], words: str
) -> None:
    before = every_table(session)
    with pytest.raises(Refusal) as refused:
        enter_line(session, read_line(f"v c Petit Luc {words}", DAY))
    assert (refused.value.code, refused.value.details) == ("line.unread", {"words": words})
    assert every_table(session) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a peron spa =9999999", "=9999999"),
        ("a peron spa =6500", "=6500"),
        ("a peron spa x900", "x900"),
        ("v peron =10001", "=10001"),
        ("a peron spa =6499", ""),
        ("a peron spa x2", ""),
        ("a peron =10000", ""),
    ],
)
def test_an_amount_far_above_the_usual_one_is_told_before_it_is_written(
    session: Session, people: dict[str, int], text: str, words: str
) -> None:
    purchases.log_purchase(session, people["peron"], PurchaseDetails(DAY, "Spa", 6500))
    resolution = resolve_line(session, read_line(text, DAY, line_vocabulary(session)))
    assert not resolution.faults
    assert [warning.words for warning in resolution.warnings if warning.code == "line.huge_amount"] == [words] * bool(
        words
    )


def test_the_initial_of_a_first_name_tells_more_than_a_town(session: Session) -> None:
    sylvie = add(session, "Leclercq", "Sylvie")
    add(session, "Leclercq", "Béatrice", addresses=(PostalAddress("", "74700", "Sallanches"),))
    found = resolve_line(session, read_line("v leclercq s", DAY))
    assert (found.contact, found.candidates[0].contact.id) == (sylvie, sylvie)
    add(session, "Leclercq", "Simon")
    found = resolve_line(session, read_line("v leclercq s", DAY))
    assert found.contact is None
    assert [one.contact.name for one in found.candidates][2:] == ["Leclercq Béatrice"]


def test_behind_a_civility_those_of_that_sex_come_first(session: Session) -> None:
    for number in range(12):
        add(session, "Martin", f"Anne{number}", civility="mrs")
    for name in ("Paul", "Luc"):
        add(session, "Martin", name, civility="mr")
    add(session, "Martin", "Camille")

    def shown(text: str) -> list[str]:
        found = resolve_line(session, read_line(text, DAY))
        assert found.contact is None
        return [contacts.read_contact(session, one.contact.id).details.civility for one in found.candidates]

    assert sorted(shown("v M. Martin")[:3]) == ["", "mr", "mr"]
    assert "mr" not in shown("v Mme Martin")


CALLS = [
    # consent to calls, what is typed, what is said of it
    ("", "r péron lundi 15h", "never said yes (R11)"),
    ("refused", "r péron lundi 15h", "said no"),
    ("given", "r péron lundi 15h", ""),
    ("given", "r péron lundi", ""),
    ("given", "r péron dimanche 21h", "a day of rest (R13)"),
    ("given", "r péron lundi 21h", "from 10 to 13 and from 14 to 20 h only (R13)"),
    ("refused", "rdv péron lundi 15h", ""),
    ("", "v péron puis r lundi", "never said yes (R11)"),
    ("", "v péron ok:tel puis r lundi", ""),
]


@pytest.mark.usefixtures("in_paris")
@pytest.mark.parametrize(("state", "typed", "told"), CALLS)
def test_a_call_that_the_law_forbids_is_said_before_it_is_planned(
    session: Session, people: dict[str, int], state: str, typed: str, told: str
) -> None:
    if state:
        record_consent(session, people["peron"], "phone", state)
    line = read_line(typed, DAY, line_vocabulary(session))
    said = [
        sentence(fault.refusal())
        for fault in resolve_line(session, line, people["peron"]).warnings
        if fault.code == "line.call_forbidden"
    ]
    assert len(said) == bool(told)
    assert told in "".join(said)


@pytest.mark.parametrize(
    ("verb", "day", "code"),
    [
        ("meeting", dt.date(2026, 12, 25), "line.holiday"),
        ("meeting", dt.date(2026, 12, 26), "line.closed_day"),
        ("meeting", dt.date(2026, 12, 28), None),
        ("todo", dt.date(2026, 12, 25), None),
    ],
)
def test_an_appointment_on_a_day_off_is_said_to_be_one(
    session: Session, people: dict[str, int], verb: str, day: dt.date, code: str | None
) -> None:
    said = resolve_line(session, Line("rdv", verb=verb, who="dupont", date=day)).warnings
    assert [one.code for one in said if one.code in ("line.holiday", "line.closed_day")] == ([code] if code else [])
