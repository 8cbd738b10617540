"""Who the contacts of a segment are, and what is typical of them: counted in a few queries, of a segment or of all.

What the whole file counts is kept in the session until the journal has grown.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.permission import TOTALS
from fichier_tui.domain.profile import (
    AGE,
    CATEGORY,
    CLASS,
    DEPARTMENT,
    INTEREST,
    PRODUCT,
    SEASON,
    SEX,
    SOURCE,
    TAG,
    TOWN,
    Group,
    Profile,
    Trait,
    age_bands,
    ages_of,
    axes_asked,
    typical,
)
from fichier_tui.domain.rfm import CLASS_OF, recency
from fichier_tui.domain.season import MONTHS_OF_SEASON
from fichier_tui.domain.segment import Condition, Node, conditions_of
from fichier_tui.domain.segment.matching import is_like, text_pattern
from fichier_tui.domain.text import fold
from fichier_tui.storage.consents.contactability import answers
from fichier_tui.storage.segments.rfm import rfm_thresholds, scores_sql
from fichier_tui.storage.segments.saved import find_segment, resolved_segment
from fichier_tui.storage.session import Session

_DEPARTMENT = (
    "CASE WHEN a.postcode GLOB '9[78]*' THEN substr(a.postcode, 1, 3) WHEN a.postcode GLOB '20[01]*' THEN '2A'"
    " WHEN a.postcode GLOB '20*' THEN '2B' ELSE substr(a.postcode, 1, 2) END"
)
_FIVE_DIGITS = "a.country IN ('', 'FR') AND a.postcode GLOB '[0-9][0-9][0-9][0-9][0-9]'"
_SEASON_OF_MONTH = {f"{month:02}": season for season, months in MONTHS_OF_SEASON.items() for month in months}


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """The whole file, as it was on a day at an entry of the journal."""

    day: dt.date
    entry: int
    group: Group


def segment_group(session: Session, tree: Node) -> Group:
    """The counts of a segment alone. Raises Refusal: segment.unknown, segment.loop, custom.unknown."""
    session.require(TOTALS)
    return _counted(session, find_segment(session, tree))


def segment_profile(session: Session, tree: Node) -> Profile:
    """The counts of a segment beside those of the whole file. Raises as `segment_group`."""
    session.require(TOTALS)
    conditions = tuple(conditions_of(resolved_segment(tree)))
    asked = {condition.field for condition in conditions}
    group, whole = segment_group(session, tree), whole_group(session)
    found = typical(group, whole, asked, _implied(session, conditions))
    return Profile(group, whole, found, axes_asked(asked))


def _implied(session: Session, conditions: Sequence[Condition]) -> frozenset[Trait]:
    """The products, categories, tags and interests that are asked for by their names, and what is bought with them by
    definition: the category of a product, the products of a category."""
    execute = session.database.connection().execute
    articles = execute("SELECT name, category FROM product").fetchall()
    labels = execute("SELECT kind, name FROM tag").fetchall()
    found: set[Trait] = set()
    for condition in conditions:
        pattern = text_pattern(str(condition.value))
        if condition.field in ("bought", "product", "category"):
            for name, category in articles:
                texts = {"product": (name,), "category": (category,)}.get(condition.field, (name, category))
                if any(is_like(fold(text), pattern) for text in texts):
                    found |= {(PRODUCT, name), (CATEGORY, category)}
        elif condition.field in (TAG, INTEREST):
            found |= {(kind, name) for kind, name in labels if kind == condition.field and is_like(fold(name), pattern)}
    return frozenset(found)


def segment_reach(session: Session, tree: Node) -> dict[str, int]:
    """How many contacts of a segment the shop may prospect, by channel. Raises as `segment_group`."""
    ids = find_segment(session, tree)
    return {
        channel: sum(answer.allowed for answer in answers(session, ids, channel, PROSPECTING).values())
        for channel in CONSENT_CHANNELS
    }


def whole_group(session: Session) -> Group:
    """The counts of the whole file."""
    session.require(TOTALS)
    entry, kept = session.last_entry(), session.whole_group
    if kept is None or kept.entry != entry or kept.day != session.today:
        kept = session.whole_group = KeptGroup(session.today, entry, _counted(session, None))
    group: Group = kept.group
    return group


def _counted(session: Session, ids: array[int] | None) -> Group:
    counting = _Counting(session, ids)
    contacts, clients, purchases, cents, visits = counting.totals()
    ages = ages_of(counting.births(), session.today)
    traits: dict[Trait, int] = {(AGE, band): count for band, count in age_bands(ages).items()}
    for axis, counted in counting.traits():
        traits |= {(axis, value): count for value, count in counted.items()}
    companies = counting.companies()
    return Group(contacts, companies, clients, purchases, cents, visits, dict(ages), dict(counting.recencies()), traits)


class _Counting:
    """The queries over some contacts, or over all of the file that were not put aside."""

    def __init__(self, session: Session, ids: array[int] | None) -> None:
        self._session = session
        self._ids = None if ids is None else json.dumps(sorted(ids))

    def _rows(
        self, select: str, table: str, key: str, rest: str = "", parameters: Sequence[object] = ()
    ) -> Iterator[Any]:
        """`select`, with its parameters, from `table` of these contacts; their number is `key` there.

        `rest` begins with AND or GROUP.
        """
        execute = self._session.database.connection().execute
        if self._ids is None:
            # Those put aside are few: they are left out of all, instead of all others being looked up.
            kept = f"{key} NOT IN (SELECT contact_id FROM contact_summary WHERE NOT live)"
            found: Iterator[Any] = execute(f"SELECT {select} FROM {table} WHERE {kept} {rest}", tuple(parameters))
            return found
        # CROSS JOIN keeps the order: from the contacts of the segment to their rows, never through all rows.
        joined = f"json_each(?) AS m CROSS JOIN {table}"
        found = execute(f"SELECT {select} FROM {joined} WHERE {key} = m.value {rest}", (*parameters, self._ids))
        return found

    def _counter(self, value: str, table: str, key: str, rest: str = "") -> Counter[str]:
        """How many rows there are of each value that is not empty."""
        counted = Counter(dict(self._rows(f"{value} AS value, COUNT(*)", table, key, f"{rest} GROUP BY 1")))
        counted.pop("", None)
        return counted

    def totals(self) -> tuple[int, int, int, int, int]:
        """Contacts, clients, purchases, cents, visits."""
        select = (
            "COUNT(*), COALESCE(SUM(s.purchases > 0), 0), COALESCE(SUM(s.purchases), 0),"
            " COALESCE(SUM(s.revenue_cents), 0), COALESCE(SUM(s.visits), 0)"
        )
        found: tuple[int, int, int, int, int] = next(self._rows(select, "contact_summary AS s", "s.contact_id"))
        return found

    def companies(self) -> int:
        """How many are companies."""
        return int(next(self._rows("COUNT(*)", "contact AS c", "c.id", "AND c.kind = 'company'"))[0])

    def births(self) -> Counter[str]:
        """How many were born on each day."""
        return self._counter("c.birth", "contact AS c", "c.id")

    def recencies(self) -> Counter[int]:
        """How many clients bought last so many days ago."""
        found: Counter[int] = Counter()
        bought = "AND s.purchases > 0 AND s.last_purchase IS NOT NULL"
        for day, count in self._counter("s.last_purchase", "contact_summary AS s", "s.contact_id", bought).items():
            found[recency(dt.date.fromisoformat(day), self._session.today)] += count
        return found

    def traits(self) -> Iterator[tuple[str, Counter[str]]]:
        """Each axis that is counted in SQL, with how many contacts have each value."""
        yield SEX, self._counter("c.sex", "contact AS c", "c.id", "AND c.kind = 'person'")
        yield SOURCE, self._counter("c.source", "contact AS c", "c.id")
        towns = self._rows("MAX(s.town), COUNT(*)", "contact_summary AS s", "s.contact_id", "GROUP BY s.town_key")
        yield TOWN, Counter({town: count for town, count in towns if town})
        # A contact with two addresses in a département lives there once.
        department = f"COUNT(DISTINCT a.contact_id), {_DEPARTMENT}"
        rows = self._rows(department, "address AS a", "a.contact_id", f"AND {_FIVE_DIGITS} GROUP BY 2")
        yield DEPARTMENT, Counter({code: count for count, code in rows})
        for axis, kind in ((TAG, "tag"), (INTEREST, "interest")):
            labels = "contact_tag AS l JOIN tag AS t ON t.id = l.tag_id"
            yield axis, self._counter("t.name", labels, "l.contact_id", f"AND t.kind = '{kind}'")
        yield CLASS, self._classes()
        yield from self._bought()

    def _classes(self) -> Counter[str]:
        thresholds = rfm_thresholds(self._session)
        found: Counter[str] = Counter()
        if thresholds.frequency:
            scores, parameters = scores_sql(thresholds, self._session.today)
            bought = "AND s.purchases > 0 AND s.last_purchase IS NOT NULL GROUP BY 1"
            select = f"{scores}, COUNT(*)"
            for cell, count in self._rows(select, "contact_summary AS s", "s.contact_id", bought, parameters):
                found[CLASS_OF[cell // 100, cell // 10 % 10, cell % 10]] += count
        return found

    def _bought(self) -> Iterator[tuple[str, Counter[str]]]:
        """What was bought and when: the products and months of each contact come in one text, which is read fast."""
        execute = self._session.database.connection().execute
        rows = execute("SELECT id, name, category FROM product")
        articles = {str(number): (name, category) for number, name, category in rows}
        products, categories, seasons = Counter[str](), Counter[str](), Counter[str]()
        alike = Counter(
            tuple(row)
            for row in self._rows(
                "group_concat(DISTINCT p.product_id), group_concat(DISTINCT substr(p.day, 6, 2))",
                "purchase AS p",
                "p.contact_id",
                "GROUP BY p.contact_id",
            )
        )
        for (numbers, months), count in alike.items():
            found = [articles[number] for number in (numbers or "").split(",") if number in articles]
            for name in {name for name, _category in found}:
                products[name] += count
            for category in {category for _name, category in found if category}:
                categories[category] += count
            for season in {_SEASON_OF_MONTH[month] for month in months.split(",")}:
                seasons[season] += count
        yield PRODUCT, products
        yield CATEGORY, categories
        yield SEASON, seasons
