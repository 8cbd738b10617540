"""The summary of a contact follows each write, though most writes reckon only a part of it."""

from __future__ import annotations

import datetime as dt
import re

from fichier_tui import storage
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.storage import summary
from fichier_tui.storage.contacts import read_contact
from fichier_tui.storage.satisfaction import close_complaint, open_complaint
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY


def test_each_count_follows_what_was_written_changed_removed_and_taken_back(session: Session) -> None:
    contact = storage.create_contact(session, ContactDetails(last_name="Péron")).id

    def counted() -> tuple[object, ...]:
        assert summary.count_stale(session.database) == 0
        now = read_contact(session, contact).summary
        return now.visits, now.last_visit, now.last_seen, now.open_actions, now.next_action, now.open_complaints

    later = DAY + dt.timedelta(days=1)
    assert counted() == (0, None, None, 0, None, 0)
    visit = storage.log_visit(session, contact, VisitDetails(DAY))
    assert counted() == (1, DAY, DAY, 0, None, 0)
    storage.log_purchase(session, contact, PurchaseDetails(later, "Spa", 4_200))
    assert counted() == (1, DAY, later, 0, None, 0)
    storage.change_visit(session, visit.id, VisitDetails(later))
    assert counted() == (1, later, later, 0, None, 0)
    storage.undo(session)
    storage.remove_visit(session, visit.id)
    assert counted() == (0, None, later, 0, None, 0)
    action = storage.plan_action(session, contact, ActionDetails("call", day=later))
    assert counted() == (0, None, later, 1, later, 0)
    storage.complete_action(session, action.id)
    complaint = open_complaint(session, contact, "The room was cold", later)
    assert counted() == (0, None, later, 1, later, 1)
    close_complaint(session, complaint.id, "Offered a night")
    assert counted() == (0, None, later, 0, None, 0)


def test_a_visit_reads_and_writes_nothing_else_of_the_contact(session: Session) -> None:
    contact = storage.create_contact(session, ContactDetails(last_name="Péron")).id
    said: list[str] = []
    connection = session.database.connection()
    connection.set_trace_callback(said.append)
    storage.log_visit(session, contact, VisitDetails(DAY))
    connection.set_trace_callback(None)
    tables = {name for text in said for name in re.findall(r'(?:FROM|INTO|UPDATE) "?([a-z_]+)', text)}
    assert tables == {"contact", "contact_summary", "journal_change", "journal_entry", "journal_head", "visit"}
    assert not [text for text in said if text.startswith("INSERT") and "contact_summary" in text], "its index stays"
