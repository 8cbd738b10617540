"""From a line and what it comes to, to what is written: the rows of one entry at the counter."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.full_name import FIRST_LAST, LAST_FIRST, capitalised, name_order, split_name
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.line import Line
from fichier_tui.domain.line.cancelling import no_show_words
from fichier_tui.domain.line.resolution import AS_NOTE, AS_RESULT, AS_SUBJECT, Resolution
from fichier_tui.domain.text import fold
from fichier_tui.storage.counter import CounterEntry, Postponed

PLANS = {"call": "call", "meeting": "appointment", "email": "email", "todo": "task"}
"""The kind of action that a verb plans."""
MOBILE = ("+336", "+337")
LONGEST_SUBJECT = 200
"""In characters; a longer note stays one."""
FROM_THE_COUNTER = "reception"


def typed_name(who: str) -> tuple[ContactDetails, str]:
    """(the name that words typed at the counter give, its other reading "Last, First" where the order was guessed).

    The family name stands first, unless only the first of the words is a common first name ("Marie Dupont").
    """
    order = name_order([who])
    last, first, company, civility = split_name(who, order)
    if not civility and fold(who.partition(" ")[0]) == "m" and who[1:2] == ".":
        last, first, company, _none = split_name(who.partition(" ")[2], order)
        civility = "mr"
    other = ""
    if order == FIRST_LAST and not company and last and first:
        turned = split_name(who, LAST_FIRST)
        if (turned[0], turned[1]) != (last, first):
            other = f"{capitalised(turned[0])}, {capitalised(turned[1])}"
    details = ContactDetails(
        kind="company" if company else "person",
        civility=civility,
        last_name=capitalised(last),
        first_name=capitalised(first),
        company_name=capitalised(company),
    )
    return details, other


def said_details(line: Line, town: str) -> ContactDetails:
    """What the line says of the contact beside its name."""
    phone = PhoneNumber(line.phone, "mobile" if line.phone.startswith(MOBILE) else "home")
    return ContactDetails(
        birth=line.birth,
        source=line.source,
        phones=(phone,) if line.phone else (),
        emails=(EmailAddress(line.email),) if line.email else (),
        addresses=(PostalAddress(postcode=line.postcode, town=town),) if line.postcode else (),
        tags=line.tags,
        card_number=line.card,
    )


def new_details(line: Line, town: str) -> ContactDetails:
    """The contact that the line describes; one that came without a word of how came to the counter."""
    named, said = typed_name(line.who)[0], said_details(line, town)
    return replace(
        said,
        kind=named.kind,
        civility=named.civility,
        last_name=named.last_name,
        first_name=named.first_name,
        company_name=named.company_name,
        source=said.source or FROM_THE_COUNTER,
    )


def entry_of(line: Line, resolution: Resolution, today: dt.date, now_time: str = "") -> CounterEntry:
    """What the line writes. `now_time` is the hour of a visit that is happening now, "" where it means nothing."""
    said = said_details(line, resolution.town)
    day = resolution.day or today
    left = {code: resolution.left if resolution.left_as == code else "" for code in (AS_NOTE, AS_SUBJECT, AS_RESULT)}
    entry = CounterEntry(
        new=new_details(line, resolution.town) if resolution.new else None,
        added=said if resolution.adds else None,
        consents=() if resolution.opposed else resolution.consents,
        opposed=resolution.opposed,
    )
    note = _joined(left[AS_NOTE], line.note, resolution.kept)
    match line.verb:
        case "visit":
            time = resolution.time or (now_time if line.date is None and day == today else "")
            entry = replace(entry, visit=VisitDetails(day, time, people=line.people, note=note))
            if sells(line, resolution):
                entry = replace(entry, purchase=replace(_purchase(line, resolution, day), note=""))
        case "purchase":
            entry = replace(entry, purchase=replace(_purchase(line, resolution, day), note=note))
        case "call" | "meeting" | "email" | "todo":
            plan = _plan(line, resolution, left[AS_SUBJECT])
            entry = replace(entry, plan=plan, rule=line.every, for_nobody=resolution.for_nobody)
        case "done":
            result = _joined(left[AS_RESULT], line.note, resolution.kept)
            done = None if resolution.action is None else resolution.action.id
            entry = replace(entry, done=done, result=result)
        case "complaint":
            entry = replace(entry, complaint=note)
        case "cancel":
            reason = _joined(no_show_words(line), left[AS_RESULT], line.note, resolution.kept)
            cancelled = None if resolution.action is None else resolution.action.id
            entry = replace(entry, cancelled=cancelled, result=reason)
        case "postpone":
            if resolution.action is not None and resolution.day is not None:
                postponed = Postponed(resolution.action.id, resolution.day, resolution.time)
                entry = replace(entry, postponed=postponed, note=note)
        case _:
            entry = replace(entry, note=note, note_day=line.date if line.verb == "note" else None)
    return entry


def sells(line: Line, resolution: Resolution) -> bool:
    """Whether the line tells of a purchase, alone or with its visit."""
    if line.verb == "purchase":
        return True
    said = (line.amount_cents, line.nights, line.quantity)
    return line.verb == "visit" and (bool(resolution.product) or any(value is not None for value in said))


def _purchase(line: Line, resolution: Resolution, day: dt.date) -> PurchaseDetails:
    return PurchaseDetails(
        day,
        resolution.product,
        resolution.amount_cents or 0,
        quantity=line.quantity or 1,
        nights=line.nights,
        people=line.people,
    )


def _plan(line: Line, resolution: Resolution, left: str) -> ActionDetails:
    """The words left over are its subject, the note stays one; without them the note is the subject."""
    subject = _joined(left, line.product)
    note = _joined(line.note, resolution.kept)
    if not subject and len(note) <= LONGEST_SUBJECT:
        subject, note = note, ""
    return ActionDetails(
        PLANS[line.verb],
        subject=subject,
        day=resolution.day,
        time=resolution.time,
        priority=line.priority,
        assigned_to=line.in_charge,
        note=note,
    )


def _joined(*parts: str) -> str:
    return " ; ".join(filter(None, parts))
