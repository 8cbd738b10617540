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
    actions,
    arrival,
    attempts,
    confirmations,
    consents,
    contacts,
    counter,
    loyalty,
    loyalty_card,
    merging,
    models,
    notes,
    notices,
    offers,
    purchases,
    rights,
    satisfaction,
    segment_changes,
    segments,
    sponsors,
    unsubscribing,
    visits,
    wordings,
)
from fichier_tui.storage.proposals import dismiss_proposal, plan_proposal
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY
from tests.storage.permission_cases import Call, World

_CALL = ActionDetails("call", day=DAY)
_LATER = DAY + dt.timedelta(days=9)
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
        session, world.people[0], "n0@example.org", "123456", sentence=sentence, content="0" * 64, message_id="<c@x>"
    ).id


def _token(session: Session, world: World) -> str:
    row = models.SendingRecipient.get(models.SendingRecipient.contact == world.people[1])
    return f"unsubscribe+{row.sending.public_id}.{row.id}"


OPEN: dict[str, Call] = {
    "actions.plan_action": lambda s, w: actions.plan_action(s, None, _CALL),
    "actions.change_action": lambda s, w: actions.change_action(s, _planned(s, w), ActionDetails("email", day=_LATER)),
    "actions.change_recurrence": lambda s, w: actions.change_recurrence(
        s, _planned(s, w), _CALL, Recurrence("FREQ=MONTHLY")
    ),
    "actions.complete_action": lambda s, w: actions.complete_action(s, _planned(s, w), "ok", _CALL),
    "actions.postpone_action": lambda s, w: actions.postpone_action(s, _planned(s, w), _LATER),
    "actions.cancel_action": lambda s, w: actions.cancel_action(s, _planned(s, w)),
    "actions.complete_many": lambda s, w: actions.complete_many(s, _plans(s, w)),
    "actions.postpone_many": lambda s, w: actions.postpone_many(s, dict.fromkeys(_plans(s, w), _LATER)),
    "actions.cancel_many": lambda s, w: actions.cancel_many(s, _plans(s, w)),
    "actions.reopen_many": lambda s, w: (actions.cancel_many(s, w_ := _plans(s, w)), actions.reopen_many(s, w_)),
    "actions.assign_many": lambda s, w: actions.assign_many(s, _plans(s, w), "lea"),
    "arrival.plan_arrival": lambda s, w: arrival.plan_arrival(
        s, Arriving("Spa", w.product), dict.fromkeys(w.people[:3], _CALL)
    ),
    "attempts.note_failed_attempts": lambda s, w: attempts.note_failed_attempts(s, [s.now()]),
    "confirmations.keep_code": _code,
    "confirmations.drop_code": lambda s, w: confirmations.drop_code(s, _code(s, w)),
    "confirmations.confirm_code": lambda s, w: (_code(s, w), confirmations.confirm_code(s, w.people[0], "123456")),
    "consents.answer_consent": lambda s, w: consents.answer_consent(s, w.people[2], "sms", "yes"),
    "consents.record_consent": lambda s, w: consents.record_consent(s, w.people[2], "sms", "given"),
    "consents.object_everywhere": lambda s, w: consents.object_everywhere(s, w.people[2]),
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
    "notices.inform": lambda s, w: notices.inform(s, w.people[0]),
    "offers.plan_about_offer": lambda s, w: offers.plan_about_offer(s, w.people[3], _CALL, w.offer),
    "offers.plan_about_product": lambda s, w: offers.plan_about_product(s, w.people[3], _CALL, w.product),
    "offers.tell_offer": lambda s, w: offers.tell_offer(s, w.offer, w.people[3:]),
    "offers.tell_product": lambda s, w: offers.tell_product(s, w.product, w.people[3:]),
    "proposals.plan_proposal": lambda s, w: plan_proposal(s, _SEASON, _CALL),
    "proposals.dismiss_proposal": lambda s, w: dismiss_proposal(s, _SEASON),
    "purchases.log_purchase": lambda s, w: purchases.log_purchase(s, w.people[0], PurchaseDetails(DAY, "New", 900)),
    "purchases.change_purchase": lambda s, w: purchases.change_purchase(s, w.purchase, PurchaseDetails(DAY, "Spa", 1)),
    "rights.note_request": lambda s, w: rights.note_request(s, w.people[0], RequestDetails("erasure", DAY)),
    "rights.change_request": lambda s, w: rights.change_request(s, w.request, RequestDetails("erasure", DAY)),
    "satisfaction.record_opinion": lambda s, w: satisfaction.record_opinion(s, w.people[0], 9, "fine"),
    "satisfaction.open_complaint": _complaint,
    "satisfaction.close_complaint": lambda s, w: satisfaction.close_complaint(s, _complaint(s, w), "sorry"),
    "segment_changes.mark_segment_seen": lambda s, w: segment_changes.mark_segment_seen(s, "Clients"),
    "segments.save_segment": lambda s, w: segments.save_segment(s, "Others", read_segment("prospects")),
    "segments.rename_segment": lambda s, w: segments.rename_segment(s, "Clients", "Buyers"),
    "sponsors.set_sponsor": lambda s, w: sponsors.set_sponsor(s, w.people[0], w.people[1]),
    "unsubscribing.unsubscribe": lambda s, w: unsubscribing.unsubscribe(s, _token(s, w)),
    "visits.log_visit": lambda s, w: visits.log_visit(s, w.people[0], VisitDetails(DAY, note="calm")),
    "visits.change_visit": lambda s, w: visits.change_visit(s, w.visit, VisitDetails(DAY, note="loud")),
}  # fmt: skip
