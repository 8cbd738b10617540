"""What the file already has of many contacts, in the form in which an import compares it."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain.history import ActionDetails, ConsentLine, PurchaseDetails, VisitDetails
from fichier_tui.domain.matching import action_identity, purchase_identity, visit_identity
from fichier_tui.storage.session import Session


@dataclass(frozen=True, slots=True)
class Past:
    """The identities (`domain.matching`) of what a contact has, its consents and the texts of its notes."""

    purchases: tuple[Hashable, ...] = ()
    visits: tuple[Hashable, ...] = ()
    actions: tuple[Hashable, ...] = ()
    behaviour: tuple[Hashable, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    notes: tuple[str, ...] = ()


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _purchase(row: Any) -> Hashable:
    day, product, cents, quantity, nights, reference = row
    return purchase_identity(
        PurchaseDetails(
            dt.date.fromisoformat(day), product or "", cents, quantity=quantity, nights=nights, reference=reference
        )
    )


def _visit(row: Any) -> Hashable:
    return visit_identity(VisitDetails(dt.date.fromisoformat(row[0]), row[1], row[2]))


def _action(row: Any) -> Hashable:
    return action_identity(ActionDetails(row[0], day=_day(row[1]), subject=row[2]))


def _behaviour(row: Any) -> Hashable:
    return row[0], _day(row[1]), row[2]


def _consent(row: Any) -> ConsentLine:
    channel, state, day, recorded_at, medium, proof = row
    return ConsentLine(
        channel, state, dt.date.fromisoformat(day), dt.datetime.fromisoformat(recorded_at), medium, proof=proof
    )


def _note(row: Any) -> str:
    return str(row[0])


_PARTS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "purchases": (
        "purchase.contact_id, day, product.name, amount_cents, quantity, nights, purchase.reference"
        " FROM purchase LEFT JOIN product ON product.id = product_id",
        _purchase,
    ),
    "visits": ("contact_id, day, time, channel FROM visit", _visit),
    "actions": ("contact_id, kind, day, subject FROM action", _action),
    "behaviour": ("contact_id, kind, day, detail FROM behaviour_event", _behaviour),
    "consents": ("contact_id, channel, state, day, recorded_at, medium, proof FROM consent", _consent),
    "notes": ("contact_id, text FROM note", _note),
}


def read_past(session: Session, ids: Collection[int]) -> dict[int, Past]:
    """What the file has of these contacts, by number."""
    execute = session.database.connection().execute
    wanted = json.dumps(sorted(ids))
    parts: dict[str, dict[int, list[Any]]] = {}
    for name, (sql, read) in _PARTS.items():
        parts[name] = defaultdict(list)
        for number, *row in execute(f"SELECT {sql} WHERE contact_id IN (SELECT value FROM json_each(?))", (wanted,)):
            parts[name][number].append(read(row))
    return {number: Past(**{name: tuple(parts[name].get(number, ())) for name in _PARTS}) for number in ids}
