"""The demonstration file, block by block: the same for the same day, on every machine and version of Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import fields

from fichier_tui.storage.demonstration.book import Book, Guest, Numbers
from fichier_tui.storage.demonstration.cards import give_card, write_card
from fichier_tui.storage.demonstration.companies import company_with_people
from fichier_tui.storage.demonstration.content import Demonstration
from fichier_tui.storage.demonstration.days import Days
from fichier_tui.storage.demonstration.furnished import furnish
from fichier_tui.storage.demonstration.oddities import oddities
from fichier_tui.storage.demonstration.people import duplicate, homonyms, household, person
from fichier_tui.storage.demonstration.permissions import ask
from fichier_tui.storage.demonstration.plans import plans
from fichier_tui.storage.demonstration.relations import relations
from fichier_tui.storage.demonstration.requests import requests
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
        give_card(book, guest)
        if not cards_only:
            _live(book, guest)
    if book.block == 0 and not cards_only:
        plans(book)
        requests(book)
    for guest in book.guests:
        write_card(book, guest)
    return book.rows


def _live(book: Book, guest: Guest) -> None:
    """Four years of one guest."""
    trade(book, guest)
    if book.furnished is not None and guest.number == book.furnished.number:
        furnish(book, guest)
    else:
        ask(book, guest)
        relations(book, guest)
