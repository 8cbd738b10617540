"""Who heard of what: 50 offers × 10,000 contacts, coverage and the table, against the tellings counted by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from functools import partial

from fichier_tui.domain.offer import OfferDetails, subject_of
from fichier_tui.storage import ListQuery, OpenFile, Session, list_contacts
from fichier_tui.storage.offers.awareness import offer_coverages, subject_coverage, who_heard
from fichier_tui.storage.offers.awareness_grid import read_grid
from fichier_tui.storage.offers.offering import create_offer, list_offers, tell_offer
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import DAY, copied, demonstration_of, opened

OFFERS = 50
TOLD = 2_000
"""Of each offer."""
PAGE = 128


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """100,000 tellings in all; the table opens with its columns, all contacts and the cells of the first page."""
    with copied(demonstration_of(10_000)) as path, opened(path) as file:
        file.call(_furnish)
        for work, ours in (
            ("coverage of 50 offers, 10,000 contacts", partial(file.call, offer_coverages)),
            ("50 offers × 10,000 contacts: the table opens", partial(file.call, read_grid, PAGE)),
            ("the coverage of one of them", partial(_covered, file)),
            ("who never heard of one of them", partial(_never, file)),
        ):
            yield side_by_side(work, 4, max(runs, 7), partial(timed, ours), partial(timed, partial(_bare, file)))


def _furnish(session: Session) -> None:
    chance = random.Random(7)
    people = list(list_contacts(session, ListQuery()).ids)
    products = [row[0] for row in session.database.connection().execute("SELECT name FROM product ORDER BY id")]
    for number in range(OFFERS - len(list_offers(session))):
        starts = DAY - dt.timedelta(chance.randrange(400))
        details = OfferDetails(f"Offer {number}", "", products[number % len(products)], starts)
        offer = create_offer(session, details)
        tell_offer(session, offer.id, chance.sample(people, min(TOLD, len(people))))


def _covered(file: OpenFile) -> None:
    file.call(subject_coverage, subject_of(file.call(list_offers)[-1]))


def _never(file: OpenFile) -> None:
    file.call(who_heard, subject_of(file.call(list_offers)[-1]), "never")


def _bare(file: OpenFile) -> None:
    """How many contacts were told of each offer, by hand: nothing of campaigns, of purchases, of a page."""

    def read(session: Session) -> None:
        execute = session.database.connection().execute
        execute(
            "SELECT offer_id, COUNT(DISTINCT contact_id) FROM action WHERE state = 'done' AND offer_id IS NOT NULL"
            " GROUP BY offer_id"
        ).fetchall()

    file.call(read)
