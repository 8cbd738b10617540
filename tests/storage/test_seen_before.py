"""What the visit of today is compared with: another visit, of today too, or a purchase that is later."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.domain.recognition import SeenBefore
from fichier_tui.storage import Session, create_contact, log_purchase, log_visit
from fichier_tui.storage.card import read_card


def test_the_time_before_is_a_visit_of_today_or_before_or_a_purchase(session: Session) -> None:
    contact = create_contact(session, ContactDetails(last_name="Margot")).id
    today = session.today
    august, july = today - dt.timedelta(60), today - dt.timedelta(90)

    def before() -> SeenBefore | None:
        return read_card(session, contact).recognition.seen_before

    log_visit(session, contact, VisitDetails(day=today, time="10:57"))
    assert before() is None
    log_visit(session, contact, VisitDetails(day=july, time="09:00"))
    assert before() == SeenBefore(july, "09:00")
    log_purchase(session, contact, PurchaseDetails(day=august, amount_cents=500))
    assert before() == SeenBefore(august, bought=True)
    log_purchase(session, contact, PurchaseDetails(day=today, amount_cents=500))
    assert before() == SeenBefore(august, bought=True)
    log_visit(session, contact, VisitDetails(day=today, time="11:02"))
    assert before() == SeenBefore(today, "10:57")
