"""What the purchases of one contact propose: the seasons that come, and whether the rhythm is broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fichier_tui.domain.proposals.drifting import PURCHASES_AT_LEAST, a_year, drifting
from fichier_tui.domain.proposals.proposal import DRIFTING, SEASON, Proposal
from fichier_tui.domain.proposals.season import Season, Seasons, Sold, coming_season
from fichier_tui.domain.text import fold

Line = tuple[int, int, int, int | None]
"""One purchase: its day as an ordinal, its product (0: none), its amount in cents and its cost, if known."""


@dataclass(frozen=True, slots=True)
class Article:
    """A product as the rules see it."""

    name: str
    category: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """An open action of the contact: what it is about."""

    product: int | None
    subject: str


@dataclass(slots=True)
class Circumstances:
    """The day with the shop's rules, and its catalogue; the same for every contact."""

    seasons: Seasons
    articles: Mapping[int, Article]
    categories: dict[str, frozenset[int]] = field(default_factory=dict)
    """The products of each category that was asked for."""

    @property
    def today(self) -> dt.date:
        """The day to reckon from."""
        return self.seasons.today

    def of_category(self, category: str) -> frozenset[int]:
        """The products of a category."""
        if category not in self.categories:
            found = (product for product, article in self.articles.items() if article.category == category)
            self.categories[category] = frozenset(found)
        return self.categories[category]


def of_purchases(
    contact: int, lines: Sequence[Line], planned: Collection[Planned], circumstances: Circumstances
) -> Iterator[Proposal]:
    """The proposals of kinds season and drifting."""
    if len(lines) >= circumstances.seasons.rules.wanted:
        yield from _seasons(contact, lines, planned, circumstances)
    # Somebody turns to the contact already.
    if len(lines) >= PURCHASES_AT_LEAST and not planned:
        days = sorted({line[0] for line in lines})
        found = drifting(days, circumstances.today.toordinal())
        if found is not None:
            yield Proposal(DRIFTING, contact, found.because, found.until, worth_cents=_worth(lines, days))


def _worth(lines: Sequence[Line], days: Sequence[int]) -> int:
    """What the client brings in a year: the margin where costs are known, else the revenue."""
    margins = [cents - cost for _day, _product, cents, cost in lines if cost is not None]
    return a_year(sum(margins) if margins else sum(line[2] for line in lines), days)


def _seasons(
    contact: int, lines: Sequence[Line], planned: Collection[Planned], circumstances: Circumstances
) -> Iterator[Proposal]:
    articles = circumstances.articles
    near: dict[int, int] = {}
    for line in lines:
        if line[1] and circumstances.seasons.is_near(line[0]):
            near[line[1]] = near.get(line[1], 0) + 1
    wanted = circumstances.seasons.rules.wanted
    if sum(near.values()) < wanted:
        return
    told: set[str] = set()
    for product, count in near.items():
        article = articles.get(product)
        if count < wanted or article is None or article.retired:
            continue
        season = _season(lines, (product,), circumstances)
        if season is not None:
            told.add(article.category)
            if not _is_planned(planned, product, article.name):
                yield _proposal(contact, season, article, product)
    by_category: dict[str, int] = {}
    several: dict[str, int] = {}
    for product, count in near.items():
        category = articles[product].category if product in articles else ""
        if category and category not in told:
            by_category[category] = by_category.get(category, 0) + count
            several[category] = several.get(category, 0) + 1
    for category, count in by_category.items():
        if count < wanted or several[category] < 2:
            continue
        of_category = circumstances.of_category(category)
        season = _season(lines, of_category, circumstances)
        if season is not None and not _is_planned(planned, None, category, of_category):
            yield _proposal(contact, season, Article("", category), None)


def _season(lines: Sequence[Line], products: Collection[int], circumstances: Circumstances) -> Season | None:
    sold: list[Sold] = [(line[0], line[2]) for line in lines if line[1] in products]
    return coming_season(sold, circumstances.seasons)


def _proposal(contact: int, season: Season, article: Article, product: int | None) -> Proposal:
    return Proposal(
        SEASON, contact, season.because, season.until, article.name, article.category, product, season.worth_cents
    )


def _is_planned(planned: Collection[Planned], product: int | None, name: str, among: Collection[int] = ()) -> bool:
    """Whether an open action is about it: by its product, or by its name in the subject."""
    wanted = fold(name)
    return any(
        (action.product is not None and (action.product == product or action.product in among))
        or (wanted and wanted in fold(action.subject))
        for action in planned
    )
