"""What forbids a line, and what is said of it without forbidding: each time with the words in question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from fichier_tui.domain.additions import with_added
from fichier_tui.domain.consent import GIVEN, OPEN_STATES
from fichier_tui.domain.contact import ContactDetails, cleaned
from fichier_tui.domain.holidays import public_holidays
from fichier_tui.domain.law import PROGRAM
from fichier_tui.domain.line import Line
from fichier_tui.domain.line.line import OF_AN_ACTION, TOLD
from fichier_tui.domain.line.resolution import AS_PRODUCT, NEAR, Duplicate, Fault, Resolution
from fichier_tui.domain.line.vocabulary import JOINING_GOODS, NO_WORDS, Vocabulary, usual_goods
from fichier_tui.domain.recurrence import read_rule
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sensitive_text import warnings as personal_warnings
from fichier_tui.domain.text import fold
from fichier_tui.storage.actions.calling import planned_call
from fichier_tui.storage.actions.planning import coming_again
from fichier_tui.storage.actions.slots import opening_hours
from fichier_tui.storage.consents.giving import reachable_channels
from fichier_tui.storage.details import read_details
from fichier_tui.storage.duplicates import LikelyDuplicate, find_duplicates
from fichier_tui.storage.line.another import named_instead
from fichier_tui.storage.line.entry import PLANS, entry_of, said_details, sells
from fichier_tui.storage.line.namesakes import told_apart
from fichier_tui.storage.line.person import LOOKED_AT
from fichier_tui.storage.line.trade import product_names
from fichier_tui.storage.loyalty_card import card_holders
from fichier_tui.storage.rights.erased import erased_before
from fichier_tui.storage.session import Session

# What a verb can write of the pieces of trade and time; the rest of a line (who, telephone, consents…) goes with any.
_TAKES = {
    "visit": {"product", "amount", "quantity", "people", "nights", "date", "time"},
    "purchase": {"product", "amount", "quantity", "people", "nights", "date"},
    "note": {"date"},
    "postpone": {"date", "time"},
    "cancel": {"date", "time"},
    **{verb: {"product", "date", "time", "priority", "every"} for verb in PLANS},
}
# So many of those who may be meant are named in a sentence.
_NAMED = 5
# An amount that is rather a slip of the finger: so many times the usual one, or in cents.
_MANY_TIMES, _HUGE_CENTS = 100, 1_000_000
_NO_WAY = {"email": "line.no_email", "sms": "line.no_mobile", "phone": "line.no_phone", "post": "line.no_address"}
CALL_FORBIDDEN = "line.call_forbidden"
_OF_TRADE = ("product", "amount", "quantity", "people", "nights", "date", "time", "priority", "every")


def checked(
    session: Session,
    line: Line,
    resolution: Resolution,
    details: ContactDetails | None,
    *,
    as_new: bool,
    follows: bool,
    is_said: bool,
) -> Resolution:
    """With its faults and warnings. `details` are those of a contact to create; `follows`: who was said before.

    `is_said`: by that, or by the card that one is in, so that no word of the line is needed to name somebody.
    """
    unused = list(_unused(line))
    resolution = replace(resolution, kept=" ".join(words for _slot, words in unused))
    if details is not None:
        resolution = replace(resolution, duplicates=_duplicates(session, details))
    faults = [*_unread(session, line), *([] if follows else _who(session, line, resolution, details, as_new=as_new))]
    if not faults or follows or resolution.new:
        faults += _of_the_verb(line, resolution, session.today)
    if line.card and (other := _card_of_another(session, line.card, resolution.contact)):
        faults.append(Fault("card.taken", {"number": line.card, "name": other}, line.card))
    if not faults and is_said:
        faults += _of_another(session, line, resolution)
    if not faults and not entry_of(line, resolution, session.today).writes():
        faults.append(Fault("line.nothing", {"name": resolution.name}))
    following = resolution.then.faults if resolution.then else ()
    warnings = [Fault("line.unused", {"words": words}, words) for _slot, words in unused]
    warnings += _warnings(line, resolution, session.today)
    warnings += _unreachable(session, line, resolution, details)
    warnings += _closed(session, line, resolution)
    warnings += _law_on_calls(session, line, resolution)
    if line.verb == "cancel" and resolution.action is not None and coming_again(session, [resolution.action.id]):
        warnings.append(Fault("line.comes_again"))
    return replace(
        resolution,
        faults=(*faults, *following),
        warnings=(*warnings, *(resolution.then.warnings if resolution.then else ())),
    )


def _unused(line: Line) -> Iterator[tuple[str, str]]:
    """(slot, words) of what the verb cannot write."""
    takes = _TAKES.get(line.verb, set())
    for piece in line.pieces:
        if piece.slot in _OF_TRADE and piece.slot not in takes and not _is_of_then(line, piece.start):
            yield piece.slot, piece.words


def _is_of_then(line: Line, start: int) -> bool:
    """Whether that place of the text belongs to what comes next."""
    return line.then is not None and any(piece.start == start for piece in line.then.pieces)


def _unread(session: Session, line: Line) -> Iterator[Fault]:
    """What is not understood; a second product is, and needs a line of its own."""
    products = Vocabulary.of(product_names(session)) if line.unread and line.product else NO_WORDS
    for words in line.unread:
        named = [word for word in fold(words).split() if word not in JOINING_GOODS]
        is_product = line.product and (products.named(named, whole=True) or usual_goods(named))
        code = "line.second_product" if is_product else "line.twice" if words in line.twice else "line.unread"
        yield Fault(code, {"words": words}, words)


def _who(
    session: Session, line: Line, resolution: Resolution, details: ContactDetails | None, *, as_new: bool
) -> Iterator[Fault]:
    """What is wrong with the person."""
    if details is not None:
        if not details.display_name:
            yield Fault("contact.nameless")
        elif not as_new and resolution.duplicates and resolution.duplicates[0].same:
            yield Fault("line.known_already", {"name": resolution.duplicates[0].contact.name}, line.who)
        elif not as_new and (day := erased_before(session, cleaned(details))) is not None:
            yield Fault("contact.erased_before", {"name": details.display_name, "day": day.isoformat()}, line.who)
    elif resolution.for_nobody:
        return
    elif resolution.contact is not None:
        if not any(one.contact.id == resolution.contact and not one.contact.deleted for one in resolution.candidates):
            yield Fault("row.unknown")
    elif not resolution.candidates:
        reach = line.who or line.phone or line.email or line.card
        yield Fault("line.nobody", {"words": reach}, reach) if reach else Fault("line.no_contact")
    else:
        yield _unclear(line, resolution)


def _of_another(session: Session, line: Line, resolution: Resolution) -> Iterator[Fault]:
    """Words that name somebody else of the file: the visit, the purchase, the appointment is rather theirs."""
    words, name = named_instead(session, line, resolution.left, resolution.contact)
    if name:
        yield Fault("line.other_person", {"words": words, "name": name, "of": resolution.name}, words)


def _card_of_another(session: Session, number: str, contact: int | None) -> str:
    """Who else has the loyalty card of that number; "" where nobody has."""
    return next((holder.name for holder in card_holders(session, number) if holder.contact_id != contact), "")


def _unclear(line: Line, resolution: Resolution) -> Fault:
    """Who may be meant, and why that is not clear enough to write."""
    words = resolution.named or line.who or line.phone or line.email or line.card
    names = [candidate.contact.name for candidate in resolution.candidates]
    nears = [candidate.why == NEAR for candidate in resolution.candidates]
    if resolution.left:
        return Fault("line.left", {"words": resolution.left, "name": names[0]}, resolution.left)
    if nears[0] or len(names) == 1:
        return Fault("line.near", {"words": words, "name": names[0]}, words)
    fitting = [one.contact for one in resolution.candidates if one.why != NEAR]
    told: dict[str, object] = {"words": words, "names": ", ".join(told_apart(fitting)[:_NAMED])}
    if resolution.fitting > _NAMED:
        return Fault("line.many", {**told, "total": _total(resolution)}, words)
    return Fault("line.several", told, words)


def _unknown_before(line: Line, resolution: Resolution) -> str:
    """The words that are no name and stand before the product, where nothing but the product makes it a purchase."""
    product = next((piece for piece in line.pieces if piece.slot == "product"), None)
    if not line.presumed or line.amount_cents is not None or product is None:
        return ""
    before = (piece.words.split() for piece in line.pieces if piece.slot == "who" and piece.start < product.start)
    left = resolution.left.split()
    return " ".join(word for words in before for word in words if word in left)


def _total(resolution: Resolution) -> str:
    """How many may be meant, as far as they are counted."""
    return f"{resolution.fitting}+" if resolution.fitting >= LOOKED_AT else str(resolution.fitting)


def _of_the_verb(line: Line, resolution: Resolution, today: dt.date) -> Iterator[Fault]:
    """What is missing, or cannot be, for what the line does."""
    words = next((piece.words for piece in line.pieces if piece.slot == "date"), "")
    if unknown := _unknown_before(line, resolution):
        yield Fault("line.not_said", {"words": unknown, "product": resolution.product}, unknown)
    if line.verb == "visit" and resolution.day is not None and resolution.day > today:
        yield Fault("line.future", {"words": words or resolution.day.isoformat()}, words)
    if sells(line, resolution):
        if not resolution.product and resolution.amount_cents is None:
            yield Fault("line.no_product")
        elif resolution.amount_cents is None:
            yield Fault("line.no_amount", {"product": resolution.product}, resolution.product)
    if line.every and line.verb in PLANS:
        try:
            read_rule(line.every)
        except Refusal as refusal:
            yield Fault(refusal.code, refusal.details, line.every)
    if line.verb in OF_AN_ACTION:
        if not resolution.actions:
            code = "line.nothing_to_cancel" if line.verb == "cancel" else "line.nothing_open"
            yield Fault(code, {"name": resolution.name})
        elif resolution.action is None:
            subjects = ", ".join(action.details.subject or action.details.kind for action in resolution.actions)
            yield Fault("line.several_actions", {"name": resolution.name, "subjects": subjects})
        elif line.verb == "postpone" and resolution.day is None:
            yield Fault("line.no_day")
    if line.verb == "consent" and not line.consents:
        yield Fault("line.no_channel")
    if line.verb in TOLD and not (line.note or resolution.left or resolution.kept):
        yield Fault("note.empty" if line.verb == "note" else "complaint.empty")


def _warnings(line: Line, resolution: Resolution, today: dt.date) -> Iterator[Fault]:
    """What is said and does not forbid."""
    words = next((piece.words for piece in line.pieces if piece.slot == "date"), "")
    if resolution.for_nobody:
        yield Fault("line.for_nobody", {"words": resolution.left}, resolution.left)
    if line.verb in PLANS and line.date is not None and line.date < today:
        yield Fault("line.past", {"words": words or line.date.isoformat()}, words)
    if line.verb in ("purchase", "note") and line.date is not None and line.date > today:
        yield Fault("line.future", {"words": words or line.date.isoformat()}, words)
    if resolution.price_from_product:
        yield Fault("line.usual_price", {"product": resolution.product, "cents": resolution.amount_cents})
    if sells(line, resolution) and resolution.product and not resolution.product_known:
        yield Fault("line.new_product", {"product": resolution.product}, resolution.product)
    if sells(line, resolution) and _is_huge(resolution):
        said = {piece.slot: piece.words for piece in line.pieces}
        words = said.get("amount") or said.get("quantity") or said.get("nights") or resolution.product
        yield Fault("line.huge_amount", {"words": words}, words)
    texts = (line.note, resolution.kept, resolution.left if resolution.left_as != AS_PRODUCT else "")
    for told in personal_warnings(" ; ".join(filter(None, texts))):
        yield Fault(told.code, told.details, str(told.details["word"]))
    for slot in resolution.contradicts:
        words = next((piece.words for piece in line.pieces if piece.slot == slot), "")
        yield Fault("line.contradicted", {"words": words or getattr(line, slot), "name": resolution.name}, words)
    for duplicate in resolution.duplicates:
        yield Fault("line.alike", {"name": duplicate.contact.name})


def allowed_by(said: Resolution, then: Resolution) -> Resolution:
    """What comes next, with nothing said of a call to which the first part of the line brings the yes."""
    if ("phone", GIVEN) not in said.consents:
        return then
    return replace(then, warnings=tuple(fault for fault in then.warnings if fault.code != CALL_FORBIDDEN))


def _unreachable(
    session: Session, line: Line, resolution: Resolution, details: ContactDetails | None
) -> Iterator[Fault]:
    """A yes to a channel for which neither the card nor the line has an address or a number."""
    asked = [channel for channel, state in resolution.consents if state in OPEN_STATES]
    if not asked or (details is None and resolution.contact is None):
        return
    if details is None:
        known = read_details(session, [resolution.contact or 0])
        details = with_added(known.get(resolution.contact or 0, ContactDetails()), said_details(line, resolution.town))
    ways = reachable_channels(details)
    yield from (Fault(_NO_WAY[channel]) for channel in asked if channel not in ways)


def _closed(session: Session, line: Line, resolution: Resolution) -> Iterator[Fault]:
    """An appointment on a public holiday, or on a weekday on which the shop receives nobody."""
    day = resolution.day
    if line.verb != "meeting" or line.date is None or day is None or opening_hours(session).is_open(day):
        return
    words = next((piece.words for piece in line.pieces if piece.slot == "date"), day.isoformat())
    yield Fault("line.holiday" if day in public_holidays(day.year) else "line.closed_day", {"words": words}, words)


def _law_on_calls(session: Session, line: Line, resolution: Resolution) -> Iterator[Fault]:
    """A call that is planned to somebody who may not be called to be sold anything, or not then (R11, R13)."""
    if line.verb != "call" or resolution.contact is None or ("phone", GIVEN) in resolution.consents:
        return
    answer = planned_call(session, resolution.contact, resolution.day or session.today, resolution.time)
    if not answer.allowed and answer.rule != PROGRAM:
        yield Fault(CALL_FORBIDDEN, {"name": resolution.name, "answer": answer})


def _is_huge(resolution: Resolution) -> bool:
    amount, usual = resolution.amount_cents or 0, resolution.usual_cents or 0
    return amount > _HUGE_CENTS or (usual > 0 and amount >= usual * _MANY_TIMES)


def _duplicates(session: Session, details: ContactDetails) -> tuple[Duplicate, ...]:
    """Those whom a contact to be created resembles, the surest first."""
    return tuple(
        Duplicate(found.row, tuple(one.code for one in found.evidence), found.kind, _is_same(found))
        for found in find_duplicates(session, details)
    )


def _is_same(found: LikelyDuplicate) -> bool:
    """Plainly the same: the same way to reach it, under the very same name."""
    return found.certain and any(one.code == "name" for one in found.evidence)
