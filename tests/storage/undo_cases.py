"""A call of each verb that writes and is open to all, on the world of `permission_cases`."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.contact import ContactDetails, PhoneNumber
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.proposals.arrival import Arriving
from fichier_tui.domain.proposals.proposal import BirthdayBecause, Proposal
from fichier_tui.domain.recurrence import Recurrence
from fichier_tui.domain.rights import RequestDetails
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import (
    contacts,
    counter,
    loyalty,
    loyalty_card,
    merging,
    models,
    notes,
    purchases,
    satisfaction,
    sponsors,
    visits,
)
from fichier_tui.storage.actions import planning as actions
from fichier_tui.storage.consents import giving as consents
from fichier_tui.storage.consents import wordings
from fichier_tui.storage.letters import confirmations, sendings, unsubscribing
from fichier_tui.storage.offers import arrival
from fichier_tui.storage.offers import offering as offers
from fichier_tui.storage.offers.proposals import dismiss_proposal, plan_proposal
from fichier_tui.storage.rights import notices
from fichier_tui.storage.rights import requests as rights
from fichier_tui.storage.segments import changes as segment_changes
from fichier_tui.storage.segments import saved as segments
from fichier_tui.storage.session import Session
from fichier_tui.storage.staff import attempts
from tests.storage.conftest import DAY
from tests.storage.permission_cases import Call, World

_CALL = ActionDetails("call", day=DAY)
_LATER = DAY + dt.timedelta(days=9)
_EMAIL = ActionDetails("email", day=_LATER)
_CODE = "123456"
_SEASON = Proposal("birthday", 1, BirthdayBecause((DAY,), 40), DAY)


def _planned(session: Session, world: World) -> int:
    """An action of the first contact."""
    return actions.plan_action(session, world.people[0], _CALL).id


def _plans(session: Session, world: World) -> list[int]:
    """An action of each of three."""
    return [actions.plan_action(session, contact, _CALL).id for contact in world.people[:3]]


def _complaint(session: Session, world: World) -> int:
    return satisfaction.open_complaint(session, world.people[0], "Too loud", _LATER).id


def _code(session: Session, world: World) -> int:
    sentence = wordings.current_sentences(session)[0]
    return confirmations.keep_code(
        session, world.people[0], "n0@example.org", _CODE, sentence=sentence, content="0" * 64, message_id="<c@x>"
    ).id


def _token(session: Session, world: World) -> str:
    row = models.SendingRecipient.get(models.SendingRecipient.contact == world.people[1])
    (one,) = (one for one in sendings.recipients_of(session, row.sending_id) if one.id == row.id)
    return f"unsubscribe+{unsubscribing.recipient_tokens(session, row.sending.public_id, [one])[row.id]}"


OPEN: dict[str, Call] = {
    "actions.planning.plan_action": lambda s, w: actions.plan_action(s, None, _CALL),
    "actions.planning.change_action": lambda s, w: actions.change_action(s, _planned(s, w), _EMAIL),
    "actions.planning.change_recurrence": lambda s, w: actions.change_recurrence(
        s, _planned(s, w), _CALL, Recurrence("FREQ=MONTHLY")
    ),
    "actions.planning.complete_action": lambda s, w: actions.complete_action(s, _planned(s, w), "ok", _CALL),
    "actions.planning.postpone_action": lambda s, w: actions.postpone_action(s, _planned(s, w), _LATER),
    "actions.planning.cancel_action": lambda s, w: actions.cancel_action(s, _planned(s, w)),
    "actions.planning.complete_many": lambda s, w: actions.complete_many(s, _plans(s, w)),
    "actions.planning.postpone_many": lambda s, w: actions.postpone_many(s, dict.fromkeys(_plans(s, w), _LATER)),
    "actions.planning.cancel_many": lambda s, w: actions.cancel_many(s, _plans(s, w)),
    "actions.planning.reopen_many": lambda s, w: (actions.cancel_many(s, p := _plans(s, w)), actions.reopen_many(s, p)),
    "actions.planning.assign_many": lambda s, w: actions.assign_many(s, _plans(s, w), "lea"),
    "offers.arrival.plan_arrival": lambda s, w: arrival.plan_arrival(
        s, Arriving("Spa", w.product), dict.fromkeys(w.people[:3], _CALL)
    ),
    "staff.attempts.note_failed_attempts": lambda s, w: attempts.note_failed_attempts(s, [s.now()]),
    "staff.attempts.note_opened_by_sheet": lambda s, w: attempts.note_opened_by_sheet(s),
    "letters.confirmations.keep_code": _code,
    "letters.confirmations.drop_code": lambda s, w: confirmations.drop_code(s, _code(s, w)),
    "letters.confirmations.confirm_code": lambda s, w: (_code(s, w), confirmations.confirm_code(s, w.people[0], _CODE)),
    "consents.giving.answer_consent": lambda s, w: consents.answer_consent(s, w.people[2], "sms", "yes"),
    "consents.giving.record_consent": lambda s, w: consents.record_consent(s, w.people[2], "sms", "given"),
    "consents.giving.object_everywhere": lambda s, w: consents.object_everywhere(s, w.people[2]),
    "contacts.create_contact": lambda s, w: contacts.create_contact(s, ContactDetails(last_name="Q")),
    "contacts.change_contact": lambda s, w: contacts.change_contact(
        s, w.people[2], ContactDetails(last_name="Q", phones=(PhoneNumber("+33612345678"),), tags=("vip",))
    ),
    "contacts.verify_contact": lambda s, w: contacts.verify_contact(s, w.people[2]),
    "counter.enter": lambda s, w: counter.enter(
        s,
        None,
        counter.CounterEntry(
            new=ContactDetails(last_name="Q"), visit=VisitDetails(DAY), purchase=PurchaseDetails(DAY, "New", 900),
            consents=(("sms", "given"),), plan=_CALL, note="calm",
        ),
    ),
    "loyalty.use_points": lambda s, w: (
        loyalty.correct_points(s, w.people[0], 50, "gift"),
        loyalty.use_points(s, w.people[0], 20),
    ),
    "loyalty.correct_points": lambda s, w: loyalty.correct_points(s, w.people[0], 50, "gift"),
    "loyalty_card.give_card": lambda s, w: loyalty_card.give_card(s, w.people[3], "0042"),
    "merging.merge_contacts": lambda s, w: merging.merge_contacts(s, merging.compare_cards(s, *w.people[:2])),
    "notes.add_note": lambda s, w: notes.add_note(s, w.people[0], "calm"),
    "notes.change_note": lambda s, w: notes.change_note(s, w.note, "loud"),
    "rights.notices.inform": lambda s, w: notices.inform(s, w.people[0]),
    "offers.offering.plan_about_offer": lambda s, w: offers.plan_about_offer(s, w.people[3], _CALL, w.offer),
    "offers.offering.plan_about_product": lambda s, w: offers.plan_about_product(s, w.people[3], _CALL, w.product),
    "offers.offering.tell_offer": lambda s, w: offers.tell_offer(s, w.offer, w.people[3:]),
    "offers.offering.tell_product": lambda s, w: offers.tell_product(s, w.product, w.people[3:]),
    "offers.proposals.plan_proposal": lambda s, w: plan_proposal(s, _SEASON, _CALL),
    "offers.proposals.dismiss_proposal": lambda s, w: dismiss_proposal(s, _SEASON),
    "purchases.log_purchase": lambda s, w: purchases.log_purchase(s, w.people[0], PurchaseDetails(DAY, "New", 900)),
    "purchases.change_purchase": lambda s, w: purchases.change_purchase(s, w.purchase, PurchaseDetails(DAY, "Spa", 1)),
    "rights.requests.note_request": lambda s, w: rights.note_request(s, w.people[0], RequestDetails("erasure", DAY)),
    "rights.requests.change_request": lambda s, w: rights.change_request(s, w.request, RequestDetails("erasure", DAY)),
    "satisfaction.record_opinion": lambda s, w: satisfaction.record_opinion(s, w.people[0], 9, "fine"),
    "satisfaction.open_complaint": _complaint,
    "satisfaction.close_complaint": lambda s, w: satisfaction.close_complaint(s, _complaint(s, w), "sorry"),
    "segments.changes.mark_segment_seen": lambda s, w: segment_changes.mark_segment_seen(s, "Clients"),
    "segments.saved.save_segment": lambda s, w: segments.save_segment(s, "Others", read_segment("prospects")),
    "segments.saved.rename_segment": lambda s, w: segments.rename_segment(s, "Clients", "Buyers"),
    "sponsors.set_sponsor": lambda s, w: sponsors.set_sponsor(s, w.people[0], w.people[1]),
    "letters.unsubscribing.unsubscribe": lambda s, w: unsubscribing.unsubscribe(s, _token(s, w)),
    "visits.log_visit": lambda s, w: visits.log_visit(s, w.people[0], VisitDetails(DAY, note="calm")),
    "visits.change_visit": lambda s, w: visits.change_visit(s, w.visit, VisitDetails(DAY, note="loud")),
}  # fmt: skip
