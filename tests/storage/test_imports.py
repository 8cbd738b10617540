"""An import is one operation: it decides, writes, is cancelled or taken back as a whole, updates included."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedAction, PlannedBehaviour, PlannedConsent, PlannedContact
from fichier_tui.storage import contacts, notes, preview_import, purchases, visits
from fichier_tui.storage.consents import giving as consents
from fichier_tui.storage.consents import lines as consent_lines
from fichier_tui.storage.imports import import_contacts
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.models import Contact
from fichier_tui.storage.session import Session
from fichier_tui.storage.summary import count_stale
from tests.storage.conftest import DAY
from tests.storage.test_operations import every_table

PERON = PlannedContact(
    details=ContactDetails(
        last_name="Péron",
        first_name="Hélène",
        phones=(PhoneNumber("+33612345678"),),
        emails=(EmailAddress("h.peron@example.org"),),
        addresses=(PostalAddress("1 rue Haute", "74400", "Chamonix"),),
        tags=("vip",),
        interests=("ski",),
        custom={"skis": "180"},
    ),
    rows=(2, 3),
    purchases=(
        PurchaseDetails(DAY - dt.timedelta(30), "Spa", 8500, nights=2),
        PurchaseDetails(DAY - dt.timedelta(30), "Spa", 8500, nights=2),
    ),
    visits=(VisitDetails(DAY - dt.timedelta(30)),),
    actions=(PlannedAction(ActionDetails("call", "relancer")), PlannedAction(ActionDetails("email", day=DAY), "done")),
    consents=(PlannedConsent("email", "given", DAY, "O"), PlannedConsent("sms", "refused", DAY, "N")),
    behaviour=(PlannedBehaviour("form", DAY, "contact"),),
    notes=("aime le calme",),
    import_note="Couleur = bleu",
)
OTHERS = tuple(
    PlannedContact(ContactDetails(last_name="Durand", emails=(EmailAddress(f"d{n}@example.org"),)), (n,))
    for n in range(10, 60)
)
PLAN = ImportPlan((PERON, *OTHERS), custom_labels={"skis": "Skis"})


def bring(session: Session, plan: ImportPlan = PLAN) -> tuple[int, int, int]:
    """Import, and tell how many were created, updated, left as they are."""
    outcome = import_contacts(session, plan, name="clients.xlsx", custom_purpose="essai", remember=("nom|mail", "[]"))
    return outcome.created, outcome.updated, outcome.unchanged


def only_peron(session: Session) -> int:
    """The number of the contact who is called Péron."""
    return int(Contact.get(Contact.last_name == "Péron").id)


def test_everything_of_a_contact_comes_in(session: Session) -> None:
    assert bring(session) == (51, 0, 0)
    number = only_peron(session)
    card = contacts.read_contact(session, number)
    assert card.details.custom == {"skis": "180"}
    assert (card.summary.purchases, card.summary.revenue_cents, card.summary.nights) == (2, 17_000, 4)
    assert (card.summary.visits, card.summary.open_actions) == (1, 1)
    assert {line.state for line in consent_lines.consent_history(session, number)} == {"given", "refused"}
    assert {note.text for note in notes.notes_of(session, number)} == {"aime le calme", "Couleur = bleu"}
    assert count_stale(session.database) == 0


def test_the_same_plan_twice_changes_no_byte(session: Session) -> None:
    bring(session)
    before = every_table(session)
    assert bring(session) == (0, 0, 51)
    assert every_table(session) == before


def test_an_import_with_updates_is_taken_back_to_the_byte_and_done_again(session: Session) -> None:
    bring(session)
    purchases.log_purchase(session, only_peron(session), PurchaseDetails(DAY, "Forfait", 4000))
    before = every_table(session)
    more = replace(
        PERON,
        details=replace(PERON.details, profession="Institutrice", phones=(PhoneNumber("+33450000001", "home"),)),
        purchases=(*PERON.purchases, PurchaseDetails(DAY, "Sauna", 1900)),
    )
    plan = replace(PLAN, contacts=(more, PlannedContact(ContactDetails(last_name="Nouveau"), (99,)), *OTHERS))
    assert bring(session, plan) == (1, 1, 50)
    after = every_table(session)
    undoing.undo(session)
    assert every_table(session) == before
    undoing.redo(session)
    assert every_table(session) == after


def test_an_import_on_which_a_visit_rests_is_not_taken_back(session: Session) -> None:
    bring(session)
    entry = session.last_entry()
    visits.log_visit(session, only_peron(session), VisitDetails(DAY))
    before = every_table(session)
    with pytest.raises(Exception, match=r"undo\.later"):
        undoing.undo(session, entry)
    assert every_table(session) == before


class Cancelled(Exception):
    """What a screen raises when Esc is pressed."""


@pytest.mark.parametrize("moment", [0.0, 0.3, 0.55, 0.8])
def test_a_cancelled_import_leaves_nothing(session: Session, moment: float) -> None:
    before = every_table(session), session.last_entry()

    def stop(part: float) -> None:
        if part > moment:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_contacts(session, PLAN, name="clients.xlsx", progress=stop)
    assert (every_table(session), session.last_entry()) == before


def test_what_was_corrected_by_hand_is_kept_and_the_file_s_word_goes_to_a_note(session: Session) -> None:
    bring(session)
    number = only_peron(session)
    card = contacts.read_contact(session, number)
    contacts.change_contact(session, number, replace(card.details, profession="Directrice"))
    plan = ImportPlan((replace(PERON, details=replace(PERON.details, profession="Institutrice")),))
    assert bring(session, plan) == (0, 1, 0)
    assert contacts.read_contact(session, number).details.profession == "Directrice"
    assert any("profession = Institutrice" in note.text for note in notes.notes_of(session, number))
    assert bring(session, plan) == (0, 0, 1)


def test_an_opposition_is_never_lifted_by_a_file(session: Session) -> None:
    bring(session)
    number = only_peron(session)
    consents.object_everywhere(session, number)
    again = replace(PERON, consents=(PlannedConsent("email", "given", DAY + dt.timedelta(9), "oui, nouveau fichier"),))
    assert bring(session, ImportPlan((again,))) == (0, 0, 1)


def test_a_preview_writes_nothing_and_says_what_will_be(session: Session) -> None:
    bring(session)
    before = every_table(session), session.last_entry()
    decisions = preview_import(session, replace(PLAN, contacts=(PERON, PlannedContact(ContactDetails("person"), (1,)))))
    assert [decision.outcome for decision in decisions] == ["unchanged", "created"]
    assert (every_table(session), session.last_entry()) == before
