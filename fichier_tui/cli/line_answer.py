"""The answer of `fichier add` in JSON: what the line says, and beside it what became of it."""

from __future__ import annotations

from typing import Any

from fichier_tui.domain.line import Line
from fichier_tui.domain.line.marks import SOURCE_KEYWORDS
from fichier_tui.domain.line.resolution import Candidate, Entered, Fault, Resolution
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.contacts import read_contact
from fichier_tui.storage.session import Session
from fichier_tui.ui.words import sentence

_SAME = (
    "verb", "new", "amount_cents", "quantity", "people", "nights", "date", "time", "phone", "email", "postcode",
    "birth", "tags", "priority", "every",
)  # fmt: skip
"""The names under which a line is given as it is; None, "", 0 or an empty list where it says nothing."""


def line_answer(
    session: Session, line: Line, resolution: Resolution, entered: Entered | None, refused: Refusal | None
) -> dict[str, object]:
    """Every name that the documentation lists, always."""
    return spoken(line, resolution) | {
        "contact": _contact(session, resolution, entered),
        "created": entered.created if entered else resolution.new,
        "saved": entered is not None,
        "writes": _writes(resolution) | {"source": line.source, "card": line.card},
        "candidates": [_candidate(session, candidate) for candidate in resolution.candidates],
        "duplicates": [
            {"id": one.contact.id, "name": one.contact.name, "reasons": list(one.reasons), "same": one.same}
            for one in resolution.duplicates
        ],
        "warnings": [_fault(warning) for warning in resolution.warnings],
        "refused": None if refused is None else {"code": refused.code, "text": sentence(refused)},
    }


def spoken(line: Line, resolution: Resolution) -> dict[str, object]:
    """What the line says. The words of a name that name nobody are what they become: a product, or a note."""
    left = resolution.left
    product = resolution.product if resolution.left_as == "product" else line.product
    note = line.note if resolution.left_as in ("", "product") else " ; ".join(filter(None, (left, line.note)))
    then = None
    if line.then is not None:
        then = spoken(line.then, resolution.then or Resolution(left=line.then.who))
    return {name: getattr(line, name) for name in _SAME} | {
        "who": resolution.named if left else line.who,
        "source": _source(line),
        "product": product,
        "consents": dict(line.consents),
        "note": note,
        "then": then,
        "unread": list(line.unread),
        "ambiguous": [
            {"words": one.words, "taken": one.taken, "others": list(one.others)}
            for one in (*line.ambiguous, *resolution.ambiguous)
        ],
    }


def _source(line: Line) -> str:
    """The source as it was typed, without its keyword; the code that the file keeps is among what was written."""
    words = next((piece.words for piece in line.pieces if piece.slot == "source"), "")
    keyword, _gap, said = words.partition(":") if ":" in words else words.partition(" ")
    return said.strip() if keyword.strip().lower() in SOURCE_KEYWORDS else words


def _writes(resolution: Resolution) -> dict[str, object]:
    """What was written, or would be."""
    action = resolution.action
    return {
        "parts": list(resolution.writes),
        "day": resolution.day,
        "time": resolution.time,
        "town": resolution.town,
        "product": resolution.product,
        "product_known": resolution.product_known,
        "amount_cents": resolution.amount_cents,
        "price_from_product": resolution.price_from_product,
        "segment": resolution.segment,
        "action": None if action is None else {"id": action.id, "subject": action.details.subject},
        "consents": dict(resolution.consents),
        "then": None if resolution.then is None else _writes(resolution.then),
    }


def _contact(session: Session, resolution: Resolution, entered: Entered | None) -> dict[str, object] | None:
    """The contact that was written to, or would be; its numbers are null for one that is not created yet."""
    number = entered.contact if entered else resolution.contact
    if not number:
        return {"id": None, "public_id": None, "name": resolution.name} if resolution.new else None
    card = read_contact(session, number)
    return {"id": card.id, "public_id": card.public_id, "name": card.name}


def _candidate(session: Session, candidate: Candidate) -> dict[str, Any]:
    row = candidate.contact
    return {
        "id": row.id,
        "public_id": read_contact(session, row.id).public_id,
        "name": row.name,
        "town": row.town,
        "phone": row.phone,
        "why": candidate.why,
    }


def _fault(fault: Fault) -> dict[str, str]:
    return {"code": fault.code, "text": sentence(fault.refusal()), "words": fault.words}
