"""What is known of the guests beyond their purchases: labels, own fields, notes, behaviour, opinions, actions."""

from __future__ import annotations

from fichier_tui.storage.demonstration.book import Book, Guest
from fichier_tui.storage.demonstration.catalogue import CAMPAIGNS, CUSTOM_FIELDS, INTERESTS, OFFERS, SALES, TAGS
from fichier_tui.storage.demonstration.days import SLOTS
from fichier_tui.storage.demonstration.phrases import BEHAVIOUR, COMPLAINTS, DONE, IDEAS, NOTES, PRAISE
from fichier_tui.storage.demonstration.rows import (
    ActionRow,
    BehaviourEventRow,
    ContactTagRow,
    CustomValueRow,
    NoteRow,
    SatisfactionRow,
)

_OPEN_COMPLAINTS = 6
_COMPLAINT_DAYS = 20
_SCORES = (10, 10, 9, 9, 9, 8, 8, 8, 7, 7, 6, 5, 3)


def relations(book: Book, guest: Guest) -> None:
    """Everything of this kind about one guest."""
    labels(book, guest)
    notes(book, guest)
    behaviour(book, guest)
    done(book, guest)
    written_to(book, guest)
    if guest.kind == "person":
        own_fields(book, guest)
        if guest.habit != "none":
            satisfaction(book, guest)


def label(book: Book, guest: Guest, number: int) -> None:
    """A tag or an interest on the card."""
    book.rows.contact_tags.append(ContactTagRow(book.numbers.contact_tag(), guest.number, number))


def _some_day(book: Book, guest: Guest) -> int:
    return book.events.between(guest.since, book.days.today - 1)


def labels(book: Book, guest: Guest) -> None:
    """Tags on some, interests on a third of the persons."""
    chance, chosen = book.events, []
    if chance.draw() < 0.14:
        chosen.append(1 + chance.below(len(TAGS)))
    if guest.kind == "person" and chance.draw() < 0.36:
        first = chance.below(len(INTERESTS))
        chosen += [1 + len(TAGS) + (first + 5 * step) % len(INTERESTS) for step in range(chance.between(1, 3))]
    for tag in chosen:
        label(book, guest, tag)


def own_fields(book: Book, guest: Guest) -> None:
    """Values of the shop's own fields."""
    chance = book.events
    values = []
    if chance.draw() < 0.2:
        values.append((1, chance.pick(CUSTOM_FIELDS[0][3])))
    if chance.draw() < 0.12:
        values.append((2, "1" if chance.draw() < 0.5 else "0"))
    if chance.draw() < 0.04 and (guest.age or 0) > 30:
        year = book.days.day.year - chance.between(1, (guest.age or 0) - 25)
        values.append((3, f"{year}-{chance.between(4, 10):02d}-{chance.between(1, 28):02d}"))
    for position, value in values:
        book.rows.custom_values.append(CustomValueRow(book.numbers.custom_value(), guest.number, position, value))


def notes(book: Book, guest: Guest) -> None:
    """A note on every fourth card, an idea on a few."""
    chance = book.events
    draw = chance.draw()
    if draw < 0.25:
        note(book, guest, "note", chance.pick(NOTES))
    if draw < 0.03:
        note(book, guest, "note", chance.pick(NOTES))
    if draw > 0.987:
        note(book, guest, "idea", chance.pick(IDEAS))


def note(book: Book, guest: Guest, kind: str, text: str) -> None:
    """Something that the staff wrote on some day."""
    day, slot = _some_day(book, guest), book.events.below(SLOTS)
    book.rows.notes.append(
        NoteRow(
            book.numbers.note(),
            book.public_ids.next(),
            guest.number,
            kind,
            book.days.iso[day],
            text,
            book.staff(),
            book.days.instant(day, slot),
        )
    )


def behaviour(book: Book, guest: Guest) -> None:
    """Forms, pages, events, quotes."""
    chance = book.events
    if guest.kind != "person" or chance.draw() > 0.45:
        return
    for _ in range(chance.between(1, 3)):
        kind, detail = chance.pick(BEHAVIOUR)
        day = _some_day(book, guest)
        book.rows.behaviour.append(
            BehaviourEventRow(
                book.numbers.behaviour(),
                book.public_ids.next(),
                guest.number,
                kind,
                book.days.iso[day],
                detail,
                book.days.instant(day, chance.below(SLOTS)),
            )
        )


def satisfaction(book: Book, guest: Guest) -> None:
    """A score or a review after the last visit of some; a complaint of few, the first ones recent and still open."""
    chance = book.events
    draw = chance.draw()
    if draw < 0.24:
        score = chance.pick(_SCORES)
        text = chance.pick(PRAISE) if draw < 0.08 and score >= 7 else ""
        opinion(book, guest, ("review" if text else "score", score, text), guest.last_event, "")
    elif draw < 0.255:
        text = chance.pick(COMPLAINTS)
        score = chance.between(1, 4)
        if len(book.complaining) < _OPEN_COMPLAINTS:
            book.complaining.append(guest.number)
            day = book.days.today - 1 - chance.below(_COMPLAINT_DAYS)
            opinion(book, guest, ("complaint", score, text), max(day, guest.since), "open")
        else:
            opinion(book, guest, ("complaint", score, text), guest.last_event, "closed")


def opinion(book: Book, guest: Guest, said: tuple[str, int, str], day: int, state: str) -> None:
    """A score, a review or a complaint (kind, score, text); `state` of a complaint."""
    days = book.days
    closed = days.instant(min(day + 3, days.today - 1), book.events.below(SLOTS)) if state == "closed" else None
    book.rows.satisfaction.append(
        SatisfactionRow(
            book.numbers.satisfaction(),
            book.public_ids.next(),
            guest.number,
            *said,
            days.iso[day],
            state,
            closed,
            book.staff(),
        )
    )


def done(book: Book, guest: Guest) -> None:
    """What the staff did toward the guest, with its result; a few cancelled."""
    chance = book.events
    draw = chance.draw()
    if draw > 0.26 or not (guest.phones or guest.emails):
        return
    kind, subject, result = chance.pick(DONE)
    day, slot, staff = _some_day(book, guest), chance.below(SLOTS), book.staff()
    instant = book.days.instant(day, slot)
    cancelled = draw < 0.01
    offer = 1 + chance.below(len(OFFERS)) if kind == "offer" else None
    book.rows.actions.append(
        ActionRow(
            book.numbers.action(),
            book.public_ids.next(),
            guest.number,
            kind,
            subject,
            book.days.iso[day],
            book.days.times[slot] if kind in ("call", "appointment") else "",
            15 if kind == "call" else 45 if kind == "appointment" else None,
            "Accueil" if kind == "appointment" else "",
            0,
            staff,
            "cancelled" if cancelled else "done",
            None if cancelled else instant,
            None if cancelled else staff,
            "" if cancelled else result,
            "",
            offer,
            None if offer is None else 1 + OFFERS[offer - 1][2],
            None,
            None,
            book.days.instant(max(day - 4, guest.since), slot),
            staff,
        )
    )


def written_to(book: Book, guest: Guest) -> None:
    """Messages of the campaigns: only to guests who agreed to the channel at the time, and not to all of those."""
    days = book.days
    for campaign, (_, offer, channel, ago, _) in enumerate(CAMPAIGNS, 1):
        day = days.today - ago
        since, until = guest.accepted.get(channel, (days.today, days.today))
        if not since <= day < until or book.events.draw() > 0.5:
            continue
        name, _, article, _ = OFFERS[offer - 1]
        instant = days.instant(day, 12)
        book.rows.actions.append(
            ActionRow(
                book.numbers.action(),
                book.public_ids.next(),
                guest.number,
                channel,
                name,
                days.iso[day],
                "",
                None,
                "",
                0,
                SALES,
                "done",
                instant,
                SALES,
                "",
                "",
                offer,
                article + 1,
                campaign,
                None,
                instant,
                SALES,
            )
        )
