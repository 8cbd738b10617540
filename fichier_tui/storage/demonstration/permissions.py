"""What the guests answered when they were asked: the history of consents, every state, many never asked."""

from __future__ import annotations

from fichier_tui.storage.demonstration.book import Book, Guest
from fichier_tui.storage.demonstration.catalogue import WORDINGS
from fichier_tui.storage.demonstration.days import SLOTS
from fichier_tui.storage.demonstration.rows import ConsentRow

CHANNELS = tuple(channel for channel, *_ in WORDINGS)
# From this day's number on, the second version of each wording is read out.
SECOND_VERSION_FROM = 730
_MEDIA = ("counter", "counter", "counter", "paper", "web", "phone")
_ASKED, _OPPOSED = 0.56, 0.02
_ASKED_BY_CHANNEL = {"email": 0.95, "sms": 0.6, "phone": 0.35, "post": 0.4}
_GIVEN_BY_CHANNEL = {"email": 0.68, "sms": 0.55, "phone": 0.3, "post": 0.7}


def answer(book: Book, guest: Guest, channel: str, state: str, day: int, medium: str) -> None:
    """One line of the history."""
    chance, days = book.events, book.days
    if state in ("given", "confirmed"):
        guest.accepted.setdefault(channel, (day, days.today))
    elif channel in guest.accepted:
        guest.accepted[channel] = (guest.accepted[channel][0], day)
    asked = state not in ("withdrawn", "opposed")
    by_itself = medium in ("web", "email")
    book.rows.consents.append(
        ConsentRow(
            book.numbers.consent(),
            book.public_ids.next(),
            guest.number,
            channel,
            state,
            days.iso[day],
            days.instant(day, chance.below(SLOTS)),
            medium,
            1 + 2 * CHANNELS.index(channel) + (day >= SECOND_VERSION_FROM) if asked else None,
            None if by_itself else book.staff(),
            "Lien de confirmation suivi" if state == "confirmed" and channel == "email" else "",
        )
    )


def _later(book: Book, day: int) -> int:
    """Some day after `day`, yesterday at the latest."""
    return min(day + 1 + book.events.below(500), book.days.today - 1)


def ask(book: Book, guest: Guest) -> None:
    """The history of one guest's consents. A bought or rented origin brings none (CONSENT R38)."""
    chance = book.events
    if guest.kind != "person" or guest.source == "rented_file":
        return
    if chance.draw() < _ASKED:
        reachable = {"email": bool(guest.emails), "post": bool(guest.street)}
        for channel in CHANNELS:
            if reachable.get(channel, bool(guest.phones)) and chance.draw() < _ASKED_BY_CHANNEL[channel]:
                _answers(book, guest, channel)
    if chance.draw() < _OPPOSED:
        day = _later(book, guest.since)
        for channel in CHANNELS:
            answer(book, guest, channel, "opposed", day, "phone")


def _answers(book: Book, guest: Guest, channel: str) -> None:
    """What was answered for one channel, and how it changed."""
    chance = book.events
    day, medium = guest.since, chance.pick(_MEDIA)
    # Consent to calls holds for a year: it is asked again of those who come back.
    if channel == "phone":
        day = guest.last_event
    if chance.draw() >= _GIVEN_BY_CHANNEL[channel]:
        answer(book, guest, channel, "refused", day, medium)
        if chance.draw() < 0.12:
            answer(book, guest, channel, "given", _later(book, day), "counter")
        return
    answer(book, guest, channel, "given", day, medium)
    if (channel == "email" and medium == "web") or chance.draw() < 0.08:
        day = min(day + 1, book.days.today - 1)
        answer(book, guest, channel, "confirmed", day, "email" if channel == "email" else "phone")
    if chance.draw() < 0.11:
        answer(book, guest, channel, "withdrawn", _later(book, day), "email" if channel == "email" else "counter")
