"""The demonstration file, block by block: the same for the same day, on every machine and version of Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import fields

from fichier_tui.storage.demonstration.book import Book, Guest, Numbers
from fichier_tui.storage.demonstration.companies import company_with_people
from fichier_tui.storage.demonstration.days import SLOTS, Days
from fichier_tui.storage.demonstration.oddities import oddities
from fichier_tui.storage.demonstration.people import duplicate, homonyms, household, person
from fichier_tui.storage.demonstration.permissions import ask
from fichier_tui.storage.demonstration.phrases import IMPORTANT
from fichier_tui.storage.demonstration.plans import plans
from fichier_tui.storage.demonstration.relations import relations
from fichier_tui.storage.demonstration.rows import AddressRow, ContactRow, Demonstration, EmailRow, PhoneRow
from fichier_tui.storage.demonstration.shop import shop
from fichier_tui.storage.demonstration.trade import trade

BLOCK = 2_000
# By share: what the next contacts are.
_GROUPS: tuple[tuple[Callable[[Book], object], float], ...] = (
    (household, 0.055),
    (homonyms, 0.065),
    (duplicate, 0.087),
    (company_with_people, 0.117),
    (person, 1.0),
)
_VERY_OLD = 84
# The one contact who asked that its data be used no more (RGPD 18).
_RESTRICTED = 700
_CARD_SHARE = {"regular": 0.7, "local": 0.75, "stays": 0.25, "sleeper": 0.4, "once": 0.05}


def demonstration_blocks(day: dt.date, scale: float = 1.0, *, cards_only: bool = False) -> Iterator[Demonstration]:
    """About `scale` × 2,000 contacts in blocks of about 2,000, each to be written after the one before.

    What the shop has (products, staff, segments …) and the planned actions stand in the first block. With
    `cards_only` there is no history at all, for benchmarks of the list with a million contacts.
    """
    days, numbers = Days(day), Numbers()
    wanted = round(BLOCK * scale)
    for block, first in enumerate(range(0, wanted, BLOCK)):
        yield _block(Book.new(days, block, numbers), min(BLOCK, wanted - first), cards_only)


def demonstration(day: dt.date, scale: float = 1.0) -> Demonstration:
    """The whole demonstration, reckoned from `day`."""
    blocks = list(demonstration_blocks(day, scale))
    if len(blocks) == 1:
        return blocks[0]
    whole = Demonstration()
    for block in blocks:
        for one, other in ((whole, block), (whole.planted, block.planted)):
            for part in fields(one):
                if part.name != "planted":
                    getattr(one, part.name).extend(getattr(other, part.name))
    return whole


def _block(book: Book, size: int, cards_only: bool) -> Demonstration:
    if book.block == 0:
        shop(book)
        oddities(book)
    while len(book.guests) < size:
        draw = book.people.draw()
        next(make for make, share in _GROUPS if draw < share)(book)
    for guest in book.guests:
        _give_card(book, guest)
        if not cards_only:
            trade(book, guest)
            ask(book, guest)
            relations(book, guest)
    if book.block == 0 and not cards_only:
        plans(book)
    for guest in book.guests:
        _write(book, guest)
    return book.rows


def _give_card(book: Book, guest: Guest) -> None:
    """A loyalty card for the faithful (thirteen digits, as scanners read), a sponsor for a few, a warning for fewer."""
    chance = book.people
    if chance.draw() < _CARD_SHARE.get(guest.habit, 0.0) and guest.kind == "person":
        digits = f"290{guest.number:09d}"
        odd, even = sum(map(int, digits[::2])), sum(map(int, digits[1::2]))
        guest.card_number = f"{digits}{(-odd - 3 * even) % 10}"
    place = chance.below(len(book.guests))
    sponsor = book.guests[place]
    # Sponsors have smaller numbers than the sponsored: there is never a loop.
    if chance.draw() < 0.06 and sponsor.number < guest.number and sponsor.kind == guest.kind == "person":
        guest.sponsor = sponsor.number
        guest.source = "referral"
    if chance.draw() < 0.012:
        guest.important = chance.pick(IMPORTANT)


def _write(book: Book, guest: Guest) -> None:
    """The rows of the card itself."""
    rows, numbers, days, chance = book.rows, book.numbers, book.days, book.events
    created = days.instant(guest.since, chance.below(SLOTS))
    verified = chance.draw()
    verified_on = days.iso[chance.between(guest.since, days.today - 1)] if verified < 0.45 else None
    updated = days.instant(guest.last_event, SLOTS - 1) if guest.last_event > guest.since else created
    version = 1 + (guest.last_event > guest.since)
    restricted = days.iso[days.today - 1] if guest.number == _RESTRICTED else None
    deceased = days.iso[guest.last_event + 60] if guest.habit == "sleeper" and (guest.age or 0) > _VERY_OLD else None
    rows.contacts.append(
        ContactRow(
            guest.number,
            book.public_ids.next(),
            guest.kind,
            guest.company,
            guest.civility,
            guest.last_name,
            guest.first_name,
            guest.company_name,
            guest.job_title,
            guest.sex,
            guest.birth,
            guest.profession,
            guest.language,
            guest.source,
            "",
            days.iso[guest.since],
            guest.card_number,
            guest.sponsor,
            guest.household,
            guest.important,
            verified_on,
            1 + int(verified * 6.6) if verified_on else None,
            restricted,
            deceased,
            created,
            book.staff(),
            updated,
            version,
            None,
        )
    )
    for position, (number, kind) in enumerate(guest.phones):
        rows.phones.append(PhoneRow(numbers.phone(), guest.number, number, kind, position))
    for position, (address, kind) in enumerate(guest.emails):
        rows.emails.append(EmailRow(numbers.email(), guest.number, address, kind, position))
    if guest.town:
        kind = "home" if guest.kind == "person" and guest.company is None else "work"
        rows.addresses.append(
            AddressRow(
                numbers.address(),
                guest.number,
                guest.street,
                guest.postcode,
                guest.town,
                "",
                guest.country,
                kind,
                0,
            )
        )
