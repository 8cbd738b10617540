"""One person's file as JSON: for access all that is known, for portability what the person gave or did.

The names are stable and English, see docs/rights.md. Money is in cents, days are ISO 8601, instants UTC. What is empty
stands there all the same.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from fichier_tui.domain.history import Action, ConsentLine
from fichier_tui.domain.person_file import HappenedLine, PersonFile, SoldLine

ACCESS_FORMAT, PORTABLE_FORMAT = "fichier-access", "fichier-portability"
VERSION = 1
_DETAILS = (
    "kind", "civility", "last_name", "first_name", "company_name", "job_title", "sex", "birth", "profession",
    "language", "card_number", "important",
)  # fmt: skip


def access_json(person: PersonFile) -> bytes:
    """Everything (RGPD 15)."""
    contact = person.contact
    summary = contact.summary
    values: dict[str, Any] = {
        "format": ACCESS_FORMAT,
        "version": VERSION,
        "made_on": person.day,
        "holder": dataclasses.asdict(person.holder),
        **_given(person),
        "card": {
            "number": contact.id,
            "public_id": contact.public_id,
            "created_at": contact.created_at,
            "updated_at": contact.updated_at,
            "verified_on": contact.verified_on,
            "restricted_on": contact.restricted_on,
            "deceased_on": contact.deceased_on,
        },
        "source": {
            "source": contact.details.source,
            "detail": contact.details.source_detail,
            "first_contact_on": contact.details.first_contact_on,
            "sent_by_another_client": person.sponsor_known,
        },
        "links": {"employer": person.employer, "clients_sent": person.sponsored, "household_others": person.household},
        "actions": [_action(one) for one in person.actions],
        "offers_told": [_action(one) for one in person.actions if one.details.kind == "offer" and one.state == "done"],
        "notes": [_line(one, "kind", "text") for one in person.notes],
        "interest": [_line(one, "kind", "text") for one in person.behaviour],
        "messages": [dataclasses.asdict(one) for one in person.messages],
        "address_checks": [_line(one, "channel", "address") for one in person.confirmations],
        "not_proposed": [
            {"day": one.day, "kind": one.code, "what": one.text, "until": one.until} for one in person.not_proposed
        ],
        "kept_months": dict(
            zip(("after_last_contact", "accounts", "consent_proof_after_its_end"), person.kept_months, strict=True)
        ),
        "kept_because": person.kept_because,
        "informed": [{"day": one.day, "way": one.code, "notice_version": one.number} for one in person.informed],
        "may_be_contacted": [
            {"channel": channel, "allowed": answer.allowed, "reason": answer.reason, "rule": answer.rule}
            for channel, answer in person.channels
        ],
        "derived": {
            "status": person.status,
            "purchases": summary.purchases,
            "revenue_cents": summary.revenue_cents,
            "nights": summary.nights,
            "visits": summary.visits,
            "first_purchase": summary.first_purchase,
            "last_purchase": summary.last_purchase,
            "completeness": summary.completeness,
            "scores": None if person.rfm is None else dict(zip(("r", "f", "m"), person.rfm, strict=True)),
        },
        "requests": [
            {
                "kind": one.details.kind,
                "received_on": one.details.received_on,
                "due_on": one.due_on,
                "state": one.state,
                "done_on": one.done_on,
                "answer": one.answer,
                "way": one.details.way,
                "identity_checked_by": one.details.identity,
                "note": one.details.note,
                "extended_on": one.extended_on,
                "extension_reason": one.extension_reason,
            }
            for one in person.requests
        ],
        "journal": [dataclasses.asdict(one) for one in person.journal],
        "names_hidden": person.hidden,
    }
    return _written(values)


def portable_json(person: PersonFile) -> bytes:
    """What the person gave, or did as a client (RGPD 20): neither notes of the staff nor what was derived."""
    values = {"format": PORTABLE_FORMAT, "version": VERSION, "made_on": person.day, **_given(person)}
    del values["contact"]["important"]
    for held, kind in ((values, "purchases"), (values, "visits"), (values["loyalty"], "lines")):
        held[kind] = [{name: value for name, value in line.items() if name != "note"} for line in held[kind]]
    return _written(values)


def _given(person: PersonFile) -> dict[str, Any]:
    """What the person gave itself, and what was sold to it."""
    details = person.contact.details
    return {
        "contact": {name: getattr(details, name) for name in _DETAILS},
        "phones": [dataclasses.asdict(one) for one in details.phones],
        "emails": [dataclasses.asdict(one) for one in details.emails],
        "addresses": [dataclasses.asdict(one) for one in details.addresses],
        "tags": details.tags,
        "interests": details.interests,
        "own_fields": [
            {"label": one.field.label, "value": one.value, "purpose": one.field.purpose} for one in person.own
        ],
        "purchases": [_sold(one) for one in person.purchases],
        "visits": [
            {"day": one.day, "time": one.time, "channel": one.code, "people": one.number, "note": one.text}
            for one in person.visits
        ],
        "opinions": [
            {**_line(one, "kind", "text"), "score": one.number, "state": one.state} for one in person.opinions
        ],
        "loyalty": {
            "balance": person.balance,
            "lines": [
                {"day": one.day, "reason": one.code, "points": one.number, "note": one.text} for one in person.points
            ],
        },
        "consents": [_consent(one) for one in person.consents],
    }


def _sold(line: SoldLine) -> dict[str, Any]:
    return dataclasses.asdict(line)


def _line(line: HappenedLine, code: str, text: str) -> dict[str, Any]:
    return {"day": line.day, code: line.code, text: line.text}


def _action(action: Action) -> dict[str, Any]:
    details = action.details
    return {
        "kind": details.kind,
        "subject": details.subject,
        "day": details.day,
        "time": details.time,
        "minutes": details.minutes,
        "place": details.place,
        "state": action.state,
        "done_at": action.done_at,
        "result": action.result,
        "note": details.note,
    }


def _consent(line: ConsentLine) -> dict[str, Any]:
    return {
        "channel": line.channel,
        "state": line.state,
        "day": line.day,
        "recorded_at": line.recorded_at,
        "medium": line.medium,
        "sentence": line.wording,
        "sentence_version": line.wording_version,
        "sentence_language": line.wording_language,
        "proof": line.proof,
    }


def _written(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, indent=2, default=_plain) + "\n").encode()


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(type(value).__name__)
