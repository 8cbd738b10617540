"""Every write is an operation: what it does can be taken back, to the byte, and done again."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.line.reading import read_line
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import contacts, models, notes, purchases, shop, visits
from fichier_tui.storage.actions import planning as actions
from fichier_tui.storage.consents import giving as consents
from fichier_tui.storage.journal import entries as journal
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.line.reading import enter_line, line_vocabulary
from fichier_tui.storage.search.finding import find_contacts
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY, new_session

# What an operation does not change, or changes for good: the journal itself.
_JOURNAL = (models.JournalEntry, models.JournalChange, models.JournalHead)
NAMES = ["Péron", "Lefèvre", "Müller", "Muller", "L'Hôte", "[/b] Martin", "Nguyễn", "Cœur", ""]


def every_table(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table but the journal, and the words of the search index."""
    execute = session.database.connection().execute
    content = {
        table._meta.table_name: execute(f'SELECT * FROM "{table._meta.table_name}" ORDER BY 1').fetchall()
        for table in models.TABLES
        if table not in _JOURNAL
    }
    execute("INSERT INTO contact_words (contact_words) VALUES ('optimize')")  # what was deleted leaves the vocabulary
    content["words"] = execute("SELECT term, doc, cnt FROM contact_words_vocabulary ORDER BY term").fetchall()
    return content


def detailed(last: str, first: str, number: int) -> ContactDetails:
    """A contact with something in every table of reach."""
    return ContactDetails(
        last_name=last,
        first_name=first,
        company_name="" if last or first else "Hôtel des Cimes",
        phones=(PhoneNumber(f"+3361234{number:04}"),) * (number % 3),
        emails=(EmailAddress(f"c{number}@example.org"),) if number % 2 else (),
        addresses=(PostalAddress("1 rue Haute", "74400", "Chamonix"),) if number % 5 else (),
        tags=("vip", "presse")[: number % 3],
        interests=("ski",) if number % 7 == 0 else (),
    )


def _create(session: Session, number: int) -> None:
    contacts.create_contact(session, detailed(NAMES[number % len(NAMES)], NAMES[(number // 7) % len(NAMES)], number))


def _on_contact(verb: Callable[[Session, int, int], object]) -> Callable[[Session, int], None]:
    """`verb` on some contact of the file; a new contact where there is none."""

    def step(session: Session, number: int) -> None:
        ids = [row.id for row in models.Contact.select(models.Contact.id)]
        if ids:
            verb(session, ids[number % len(ids)], number)
        else:
            _create(session, number)

    return step


def _on_action(verb: Callable[[Session, int, int], object]) -> Callable[[Session, int], None]:
    def step(session: Session, number: int) -> None:
        ids = [row.id for row in models.Action.select(models.Action.id)]
        if ids:
            verb(session, ids[number % len(ids)], number)

    return step


def _set(session: Session, number: int) -> None:
    shop.change_setting(session, "inactive_after_days", number)


LINES = (
    "v péron spa =85 puis r lundi",
    "c durand paul 0493123456 74400 née 14/7/58 *vip ok:mail,sms", "v lefevre 4p ; fête",
    "a martin nuitée 3n 2p 356,50 € hier", "m péron chaque mois *vip", "ok péron ; vu puis rdv mardi 14h", "stop péron",
    "rep péron +3j", "stop mail lefevre", "n müller ; aime le calme", "a hotel chaise longue 45€ 06000 via salon",
)  # fmt: skip


def _line(session: Session, number: int) -> None:
    """One line typed at the counter; one that is refused writes nothing."""
    line = read_line(LINES[number % len(LINES)], DAY, line_vocabulary(session))
    with contextlib.suppress(Refusal):
        enter_line(session, line, as_new=line.new)


STEPS: dict[str, Callable[[Session, int], None]] = {
    "create": _create,
    "change": _on_contact(lambda s, c, n: contacts.change_contact(s, c, detailed(NAMES[n % 4], NAMES[n % 3], n))),
    "visit": _on_contact(lambda s, c, n: visits.log_visit(s, c, VisitDetails(DAY - dt.timedelta(n % 90), note="ok"))),
    "purchase": _on_contact(
        lambda s, c, n: purchases.log_purchase(
            s, c, PurchaseDetails(DAY - dt.timedelta(n % 900), ("Spa", "Forfait", "")[n % 3], n, nights=n % 3 or None)
        )
    ),
    "consent": _on_contact(lambda s, c, n: consents.record_consent(s, c, ("email", "sms")[n % 2], "given")),
    "opposition": _on_contact(lambda s, c, n: consents.object_everywhere(s, c)),
    "note": _on_contact(lambda s, c, n: notes.add_note(s, c, f"note {n}")),
    "plan": _on_contact(lambda s, c, n: actions.plan_action(s, c, ActionDetails("call", day=DAY))),
    "done": _on_action(lambda s, a, n: actions.complete_action(s, a, "vu", ActionDetails("email", day=DAY))),
    "postpone": _on_action(lambda s, a, n: actions.postpone_action(s, a, DAY + dt.timedelta(n % 30))),
    "verify": _on_contact(lambda s, c, n: contacts.verify_contact(s, c)),
    "delete": _on_contact(lambda s, c, n: contacts.delete_contact(s, c)),
    "setting": _set,
    "line": _line,
}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 5_000)), min_size=1, max_size=14))
def test_what_was_done_and_undone_leaves_the_same_bytes_in_every_table(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = new_session(Path(folder))
        states = [every_table(session)]
        for name, number in steps:
            before = session.last_entry()
            STEPS[name](session, number)
            if session.last_entry() > before:
                states.append(every_table(session))
        done = list(states)
        while len(states) > 1:
            states.pop()
            undoing.undo(session)
            assert every_table(session) == states[-1]
        for state in done[1:]:
            undoing.redo(session)
            assert every_table(session) == state
        session.database.close()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 5_000)), min_size=2, max_size=14),
    st.integers(0, 100),
)
@example([("change", 0), ("change", 1), ("change", 0)], 0)  # an interest taken off the card, and put on it again
def test_any_line_is_taken_back_days_later_once_what_it_names_was(steps: list[tuple[str, int]], which: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = new_session(Path(folder))
        for name, number in steps:
            STEPS[name](session, number)
        wanted = 1 + which % max(1, session.last_entry())
        if session.last_entry():
            take_back(session, wanted)
            assert not {line.id for line in journal.read_journal(session) if not line.undone} & {wanted}
        session.database.close()


def take_back(session: Session, number: int) -> None:
    """Take a line back, and before it whatever later one is named as resting on it."""
    while (refused := refusal_of(session, number)) is not None:
        later = refused.details.get("later")
        assert refused.code == "undo.later"
        assert isinstance(later, journal.Entry)
        assert later.id > number
        assert not later.undone
        take_back(session, later.id)


def refusal_of(session: Session, number: int) -> Refusal | None:
    """Take a line back; what refuses it."""
    try:
        undoing.undo(session, number)
    except Refusal as refusal:
        return refusal
    return None


def test_a_file_without_anything_to_undo_says_so(session: Session) -> None:
    with pytest.raises(Refusal, match=r"undo\.nothing"):
        undoing.undo(session)


def test_an_operation_that_another_rests_on_is_not_undone_before_it(session: Session) -> None:
    contact = contacts.create_contact(session, ContactDetails(last_name="Péron"))
    created = session.last_entry()
    visits.log_visit(session, contact.id, VisitDetails(DAY))
    with pytest.raises(Refusal, match=r"undo\.later") as refused:
        undoing.undo(session, created)
    later = refused.value.details["later"]
    assert isinstance(later, journal.Entry)
    assert (later.verb, later.staff, later.detail["name"]) == ("visit.logged", "Hélène", "Péron")
    assert contacts.read_contact(session, contact.id).summary.visits == 1


def test_an_earlier_operation_is_undone_when_nothing_rests_on_it(session: Session) -> None:
    contact = contacts.create_contact(session, ContactDetails(last_name="Péron"))
    visits.log_visit(session, contact.id, VisitDetails(DAY))
    visit = session.last_entry()
    notes.add_note(session, contact.id, "aime le calme")
    undoing.undo(session, visit)
    assert contacts.read_contact(session, contact.id).summary.visits == 0
    assert len(notes.notes_of(session, contact.id)) == 1


def test_what_fails_leaves_nothing(session: Session) -> None:
    contact = contacts.create_contact(session, ContactDetails(last_name="Péron"))
    before = every_table(session), session.last_entry()
    with pytest.raises(Refusal, match=r"consent\.unknown"):
        consents.record_consent(session, contact.id, "pigeon", "given")
    assert (every_table(session), session.last_entry()) == before


def test_a_card_saved_by_another_is_not_overwritten(session: Session) -> None:
    contact = contacts.create_contact(session, ContactDetails(last_name="Péron"))
    contacts.change_contact(session, contact.id, ContactDetails(last_name="Péron", first_name="Hélène"))
    with pytest.raises(Refusal, match=r"contact\.changed_elsewhere"):
        contacts.change_contact(session, contact.id, ContactDetails(last_name="Perron"), read_version=contact.version)


def test_the_journal_tells_who_did_what_with_before_and_after(session: Session) -> None:
    contact = contacts.create_contact(session, ContactDetails(last_name="Péron"))
    contacts.change_contact(session, contact.id, ContactDetails(last_name="Perron"))
    entry = journal.read_journal(session)[0]
    assert (entry.verb, entry.staff, entry.contact_id) == ("contact.changed", "Hélène", contact.id)
    change = models.JournalChange.get(models.JournalChange.entry == entry.id, models.JournalChange.kind == "changed")
    assert b"P\xc3\xa9ron" in change.before
    assert b"Perron" in change.after


@pytest.mark.parametrize(
    "typed",
    ["peron", "PÉRON", "helene peron", "per hel", "0612345678", "06 12 34 56 78", "+33 6 12 34", "5678", "345678",
     "h.peron", "chamonix", "74400", "jeanpierre", "jean-pi", "hlene", "pérom", "preon"],
)  # fmt: skip
def test_a_contact_is_found(session: Session, typed: str) -> None:
    wanted = contacts.create_contact(
        session,
        ContactDetails(
            last_name="Péron",
            first_name="Hélène Jean-Pierre",
            phones=(PhoneNumber("+33612345678"),),
            emails=(EmailAddress("h.peron@example.org"),),
            addresses=(PostalAddress("", "74400", "Chamonix"),),
        ),
    )
    contacts.create_contact(session, ContactDetails(last_name="Durand", phones=(PhoneNumber("+33698765432"),)))
    assert list(find_contacts(session, typed).ids) == [wanted.id]


@pytest.mark.parametrize("typed", ['"', "'", "*", "a OR b", "NEAR(", "(", "--", "\x00", "%", "-péron"])
def test_nothing_typed_is_taken_as_a_command_of_the_index(session: Session, typed: str) -> None:
    contacts.create_contact(session, ContactDetails(last_name="Durand"))
    assert list(find_contacts(session, typed).ids) == []
