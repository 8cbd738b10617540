"""Who bought which products: counted once, kept up with every write, for cross-selling."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import chain, combinations

from fichier_tui.domain.proposals import (
    CROSS_SELL,
    Association,
    BoughtTogetherBecause,
    Circumstances,
    Proposal,
    associations,
)
from fichier_tui.storage.offers.dismissals import Dismissals
from fichier_tui.storage.session import Session

MOST = 500
"""Of so many contacts it is proposed at most, by the highest lift: a shop does not call everybody."""
A_CONTACT = 2
"""Products proposed to one contact at most."""


class Baskets:
    """The different products of each contact, how many bought each, and how many both of two."""

    def __init__(self, bought: Mapping[int, tuple[str, str]]) -> None:
        """`bought` as `storage.offers.proposal_facts.read_baskets` gives it."""
        self._known: dict[str, tuple[int, ...]] = {}
        self.of = {contact: self._basket(text) for contact, (text, _day) in bought.items()}
        self.last = {contact: day for contact, (_text, day) in bought.items()}
        """The last day of purchase of each contact, in ISO form."""
        self.buyers: Counter[int] = Counter()
        self.both: Counter[tuple[int, int]] = Counter()
        counts = Counter(self.of.values())
        # Most baskets are like no other: they are counted together.
        alone = [basket for basket, count in counts.items() if count == 1]
        self.buyers.update(chain.from_iterable(alone))
        self.both.update(chain.from_iterable(combinations(basket, 2) for basket in alone))
        for basket, count in counts.items():
            if count > 1:
                self._count(basket, count)
        self._known.clear()

    def _basket(self, text: str) -> tuple[int, ...]:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = tuple(sorted(map(int, set(text.split(","))))) if text else ()
        return known

    def _count(self, basket: tuple[int, ...], count: int) -> None:
        for product in basket:
            self.buyers[product] += count
        for pair in combinations(basket, 2):
            self.both[pair] += count

    def replace(self, contacts: Collection[int], bought: Mapping[int, tuple[str, str]]) -> None:
        """These contacts bought that, whatever was known of them."""
        for contact in contacts:
            self._count(self.of.pop(contact, ()), -1)
            self.last.pop(contact, None)
            if contact in bought:
                text, self.last[contact] = bought[contact]
                self.of[contact] = self._basket(text)
                self._count(self.of[contact], 1)
        self._known.clear()

    def lacking(self, since: dt.date, barred: Collection[int]) -> Iterator[tuple[int, Association]]:
        """Who lacks what, the highest lift first, then who came last; of those who bought something since that day."""
        first = since.isoformat()
        for claim in associations(len(self.of), self.buyers, self.both):
            found = [
                contact
                for contact, basket in self.of.items()
                if claim.has in basket
                and claim.other not in basket
                and self.last[contact] >= first
                and contact not in barred
            ]
            found.sort()
            found.sort(key=self.last.__getitem__, reverse=True)
            yield from ((contact, claim) for contact in found)


def cross_sell(
    session: Session,
    baskets: Baskets,
    circumstances: Circumstances,
    since: dt.date,
    barred: Collection[int],
    dismissals: Dismissals,
    limit: int | None,
) -> Iterator[Proposal]:
    """Proposals to those who bought something since that day, `MOST` at most."""
    most = MOST if limit is None else min(limit, MOST)
    told: Counter[int] = Counter()
    asked: set[tuple[int, int]] = set()
    for contact, claim in baskets.lacking(since, barred):
        if not most:
            return
        article = circumstances.articles.get(claim.other)
        if article is None or article.retired or told[contact] >= A_CONTACT or (contact, claim.other) in asked:
            continue
        asked.add((contact, claim.other))
        until = circumstances.today + (dt.date.fromisoformat(baskets.last[contact]) - since)
        proposal = _proposal(session, contact, claim, circumstances, until)
        if not dismissals.hide(proposal):
            told[contact] += 1
            most -= 1
            yield proposal


def _proposal(
    session: Session, contact: int, claim: Association, circumstances: Circumstances, until: dt.date
) -> Proposal:
    """It stands as long as the contact is not inactive."""
    day = (
        session.database.connection()
        .execute("SELECT MAX(day) FROM purchase WHERE contact_id = ? AND product_id = ?", (contact, claim.has))
        .fetchone()[0]
    )
    article = circumstances.articles[claim.other]
    has = circumstances.articles[claim.has].name if claim.has in circumstances.articles else ""
    because = BoughtTogetherBecause(
        (dt.date.fromisoformat(day),),
        has,
        claim.buyers,
        claim.both,
        round(claim.support, 4),
        round(claim.confidence, 4),
        round(claim.lift, 4),
    )
    return Proposal(CROSS_SELL, contact, because, until, article.name, article.category, claim.other)
