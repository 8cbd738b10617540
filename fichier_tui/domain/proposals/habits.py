"""What the habits of one contact propose: of each product it buys, and of each category."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fichier_tui.domain.proposals.proposal import SEASON, Proposal
from fichier_tui.domain.proposals.season import Season, Seasons, Sold, coming_season
from fichier_tui.domain.text import fold

Line = tuple[int, int, int]
"""One purchase: its day as an ordinal, its product (0: none), its amount in cents."""


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


def seasons_of(
    contact: int, lines: Sequence[Line], planned: Collection[Planned], circumstances: Circumstances
) -> Iterator[Proposal]:
    """The seasons in which the contact's purchases of a product, or of several of a category, call for another."""
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
