"""The rules of the proposals against planted truths: those who have a habit are found, the decoys are not."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.holidays import easter
from fichier_tui.domain.proposals import (
    Article,
    Circumstances,
    Line,
    Planned,
    Proposal,
    SeasonBecause,
    SeasonRules,
    Seasons,
    associations,
    best_buyers,
    birthday,
    coming_season,
    complaint,
    consent_due,
    drifting,
    drifting_client,
    retention_due,
    seasons_of,
)

# Products 1 to 12, three a category; 13 to 15 without one.
ARTICLES = {number: Article(f"P{number}", f"C{(number + 2) // 3}") for number in range(1, 13)}
ARTICLES |= {number: Article(f"P{number}") for number in range(13, 16)}
WITHOUT_CATEGORY = (13, 14, 15)
USUAL = SeasonRules()


def same_day(day: dt.date, year: int) -> dt.date:
    """That day of the year in another year."""
    return dt.date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


@dataclass
class File:
    """Purchases of many contacts, and what was planted: who is to be proposed what."""

    day: dt.date
    chance: random.Random
    bought: dict[int, list[tuple[dt.date, int]]] = field(default_factory=dict)
    truth: set[tuple[int, str, str]] = field(default_factory=set)

    def new(self) -> int:
        """Another contact."""
        number = len(self.bought) + 1
        self.bought[number] = []
        return number

    def buy(self, contact: int, day: dt.date, product: int) -> None:
        """A purchase, in the past of the file's day."""
        assert day <= self.day
        self.bought[contact].append((day, product))

    def about(self, centre: dt.date, years_ago: int, jitter: int) -> dt.date:
        """About the same day of the year, some years ago."""
        day = same_day(centre, centre.year - years_ago)
        return day + dt.timedelta(days=self.chance.randint(-jitter, jitter))

    def habit(self, years: int, *, of_category: bool = False) -> None:
        """Planted: the same for `years` years, in the weeks around a day some weeks ahead."""
        contact, product = self.new(), self.chance.randint(1, 12)
        centre = self.day + dt.timedelta(days=self.chance.randint(14, 30))
        category = ARTICLES[product].category
        among = [number for number, article in ARTICLES.items() if article.category == category]
        for years_ago in range(1, years + 1):
            bought = among[years_ago % 3] if of_category else product
            self.buy(contact, self.about(centre, years_ago, 10), bought)
        self.truth.add((contact, "" if of_category and years <= 3 else ARTICLES[product].name, category))

    def at_easter(self) -> None:
        """Planted: a few days before or after Easter, wherever it falls."""
        contact, product = self.new(), 1
        for years_ago in range(1, 4):
            away = self.chance.randint(-4, 4)
            self.buy(contact, easter(self.day.year - years_ago) + dt.timedelta(days=away), product)
        self.truth.add((contact, "P1", "C1"))

    def decoys(self) -> None:
        """One of each kind."""
        centre = self.day + dt.timedelta(days=self.chance.randint(14, 30))
        two_years = self.new()
        for years_ago in (1, 2):
            self.buy(two_years, self.about(centre, years_ago, 5), 1)
        gap = self.new()
        for years_ago in (1, 2, 4):
            self.buy(gap, self.about(centre, years_ago, 5), 1)
        one_year = self.new()
        for _time in range(3):
            self.buy(one_year, self.about(centre, 1, 10), 2)
        another = self.new()
        for years_ago, product in enumerate(WITHOUT_CATEGORY, 1):
            self.buy(another, self.about(centre, years_ago, 5), product)
        categories = self.new()
        for years_ago, product in enumerate((1, 4, 7), 1):
            self.buy(categories, self.about(centre, years_ago, 5), product)
        irregular = self.new()
        for years_ago, months in enumerate((0, 4, 8), 1):
            self.buy(irregular, self.about(centre, years_ago, 5) + dt.timedelta(days=30 * months), 3)
        stopped = self.new()
        for years_ago in (2, 3, 4):
            self.buy(stopped, self.about(centre, years_ago, 5), 5)
        far = self.new()
        for years_ago in (1, 2, 3):
            self.buy(far, self.about(centre, years_ago, 5) - dt.timedelta(days=180), 6)
        bread = self.new()
        for week in range(200):
            self.buy(bread, self.day - dt.timedelta(days=7 * week + 3), 9)
        done = self.new()
        for years_ago in (1, 2, 3):
            self.buy(done, self.about(centre, years_ago, 3), 10)
        self.buy(done, self.day - dt.timedelta(days=2), 10)

    def found(self, rules: SeasonRules = USUAL) -> set[tuple[int, str, str]]:
        """What the rules propose for a season."""
        return {(one.contact, one.product, one.category) for one in self.proposals(rules) if one.kind == "season"}

    def proposals(self, rules: SeasonRules = USUAL) -> list[Proposal]:
        """What the rules propose."""
        circumstances = Circumstances(Seasons(self.day, rules), ARTICLES)
        return [
            one
            for contact, bought in self.bought.items()
            for one in seasons_of(contact, [line(day, product) for day, product in bought], (), circumstances)
        ]


def line(day: dt.date, product: int, cents: int = 5_000) -> Line:
    """A purchase as the rules take it."""
    return day.toordinal(), product, cents


# The turn of the year, a leap day and the day after, a spring with a late Easter, the middle of a summer.
DAYS = [
    dt.date(2025, 12, 1), dt.date(2025, 12, 15), dt.date(2026, 1, 2), dt.date(2024, 2, 29), dt.date(2025, 2, 28),
    dt.date(2024, 2, 1), dt.date(2026, 3, 10), dt.date(2026, 6, 15), dt.date(2026, 11, 21),
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_planted_habits_are_found_and_decoys_are_not(day: dt.date, seed: int) -> None:
    file = File(day, random.Random(seed))
    for _time in range(40):
        file.habit(3 + file.chance.randint(0, 2))
        file.habit(3, of_category=True)
        file.decoys()
    assert file.found() == file.truth


@pytest.mark.parametrize("year", range(2019, 2031))
def test_easter_is_followed_wherever_it_falls(year: int) -> None:
    day = easter(year) - dt.timedelta(days=28)
    file = File(day, random.Random(year))
    for _time in range(20):
        file.at_easter()
    assert file.found() == file.truth
    for one in file.proposals():
        assert isinstance(one.because, SeasonBecause)
        if one.because.feast:
            assert abs((one.because.expected_on - easter(year)).days) <= 4


def test_two_years_are_enough_where_the_shop_says_so() -> None:
    file = File(dt.date(2026, 3, 10), random.Random(1))
    contact = file.new()
    for years_ago in (1, 2):
        file.buy(contact, dt.date(2026 - years_ago, 4, 2), 1)
    assert file.found() == set()
    assert file.found(SeasonRules(years=2)) == {(contact, "P1", "C1")}


def test_a_season_says_its_dates_and_how_long_it_makes_sense() -> None:
    file = File(dt.date(2026, 3, 10), random.Random(1))
    contact = file.new()
    days = (dt.date(2023, 4, 12), dt.date(2024, 5, 3), dt.date(2025, 4, 20))
    for day in days:
        file.buy(contact, day, 1)
    (one,) = file.proposals()
    assert one.because == SeasonBecause(days, 3, dt.date(2026, 4, 20))
    assert one.until == dt.date(2026, 5, 11)
    assert one.worth_cents == 5_000


def test_it_is_proposed_so_many_weeks_ahead_and_not_before() -> None:
    first = dt.date(2026, 4, 10)
    for weeks in (2, 6, 8):
        rules = SeasonRules(weeks_ahead=weeks)
        for days, wanted in ((7 * weeks, 1), (7 * weeks + 1, 0)):
            file = File(first - dt.timedelta(days=days), random.Random(1))
            contact = file.new()
            for years_ago in (1, 2, 3):
                file.buy(contact, first.replace(year=2026 - years_ago), 1)
            assert len(file.found(rules)) == wanted, (weeks, days)


def test_an_open_action_about_it_keeps_it_quiet() -> None:
    circumstances = Circumstances(Seasons(dt.date(2026, 3, 10), SeasonRules()), ARTICLES)
    lines = [line(dt.date(year, 4, 10), 1) for year in (2023, 2024, 2025)]
    assert len(list(seasons_of(1, lines, (), circumstances))) == 1
    for planned in (Planned(1, ""), Planned(None, "Propose the p1 again")):
        assert not list(seasons_of(1, lines, (planned,), circumstances))
    assert len(list(seasons_of(1, lines, (Planned(2, "Map"),), circumstances))) == 1


def test_bought_twice_a_year_each_season_is_a_habit_of_its_own() -> None:
    file = File(dt.date(2026, 1, 10), random.Random(1))
    contact = file.new()
    for year in (2022, 2023, 2024, 2025):
        file.buy(contact, dt.date(year, 12, 24), 1)
        if year > 2022:
            file.buy(contact, dt.date(year, 2, 15), 1)
    (one,) = [one for one in file.proposals() if one.kind == "season"]
    assert isinstance(one.because, SeasonBecause)
    assert one.because.expected_on == dt.date(2026, 2, 15)


def test_late_against_the_own_rhythm() -> None:
    today = dt.date(2026, 6, 15).toordinal()
    monthly = [today - 60 - 30 * month for month in range(6)][::-1]
    found = drifting(monthly, today)
    assert found is not None
    assert (found.because.usual_days, found.because.spread_days, found.because.since_days) == (30, 0, 60)
    assert drifting([day + 20 for day in monthly], today) is None
    assert drifting(monthly[-3:], today) is None, "too little is known"
    yearly = [today - 400 - 365 * year for year in range(5)][::-1]
    assert drifting(yearly, today) is None, "a month late in a year is not late"
    uneven = [today - day for day in (400, 390, 300, 290, 150, 60)]
    assert drifting(uneven, today) is None, "no rhythm, no lateness"
    assert drifting([today - 1_200 - 30 * month for month in range(6)][::-1], today) is None, "gone for years"


def test_a_client_is_ranked_by_what_it_brings_in_a_year() -> None:
    day = dt.date(2026, 6, 15)
    days = [day.toordinal() - 60 - 30 * month for month in range(13)][::-1]
    one = drifting_client(1, days, 13 * 6_000, day)
    assert one is not None
    assert one.worth_cents == 13 * 6_000, "within a year it is what was bought"
    two_years = [day.toordinal() - 60 - 30 * month for month in range(26)][::-1]
    one = drifting_client(1, two_years, 26 * 6_000, day)
    assert one is not None
    assert one.worth_cents == pytest.approx(26 * 6_000 * 365.2425 / 750, abs=1)


def test_what_goes_together_has_a_floor() -> None:
    claims = associations(1_000, {1: 100, 2: 100, 3: 500}, {(1, 2): 60, (1, 3): 52, (2, 3): 7})
    assert [(claim.has, claim.other) for claim in claims] == [(1, 2), (2, 1)]
    assert claims[0].lift == pytest.approx(6.0)
    assert claims[0].confidence == pytest.approx(0.6)
    assert claims[0].support == pytest.approx(0.06)
    assert not associations(20, {1: 7, 2: 7}, {(1, 2): 7}), "too few"
    assert not associations(100, {1: 30, 2: 30}, {(1, 2): 12}), "chance alone may do it"
    assert not associations(10_000, {1: 5_000, 2: 5_000}, {(1, 2): 2_700}), "hardly more than usual"


DAY = dt.date(2026, 6, 15)


@pytest.mark.parametrize(("days_ago", "due"), [(333, False), (334, True), (364, True), (394, True), (395, False)])
def test_a_consent_is_asked_again_about_its_end(days_ago: int, due: bool) -> None:
    given = DAY - dt.timedelta(days=days_ago)
    one = ConsentLine("phone", "given", given, dt.datetime.combine(given, dt.time(), dt.UTC))
    proposal = consent_due(7, one, DAY)
    assert (proposal is not None) == due
    assert consent_due(7, ConsentLine("phone", "refused", given, one.recorded_at), DAY) is None
    assert consent_due(7, ConsentLine("email", "given", given, one.recorded_at), DAY) is None
    assert consent_due(7, None, DAY) is None


def test_what_comes_due() -> None:
    assert birthday(1, "1980-06-22", DAY) is not None
    assert birthday(1, "1980-06-23", DAY) is None
    assert birthday(1, "--06-15", DAY) is not None
    assert complaint(1, DAY - dt.timedelta(days=7), "Late", DAY) is not None
    assert complaint(1, DAY - dt.timedelta(days=6), "Late", DAY) is None
    assert retention_due(1, dt.date(2023, 6, 15), DAY) is not None
    assert retention_due(1, dt.date(2023, 7, 15), DAY) is not None
    assert retention_due(1, dt.date(2023, 7, 16), DAY) is None
    assert retention_due(1, dt.date(2023, 5, 15), DAY) is None


def test_the_best_buyers_by_each_measure() -> None:
    bought = [
        (1, dt.date(2026, 1, 1), 1, 9_000),
        (2, dt.date(2025, 1, 1), 5, 5_000),
        (3, dt.date(2026, 5, 1), 1, 1_000),
        (2, dt.date(2024, 1, 1), 1, 1_000),
    ]
    order = {by: [one.contact for one in best_buyers(bought, by=by)] for by in ("quantity", "amount", "recency")}
    assert order == {"quantity": [2, 1, 3], "amount": [1, 2, 3], "recency": [3, 1, 2]}
    assert [one.contact for one in best_buyers(bought, since=dt.date(2026, 1, 1))] == [1, 3]
    assert best_buyers(bought, limit=1)[0].amount_cents == 9_000


@given(
    day=st.dates(dt.date(2019, 1, 1), dt.date(2031, 12, 31)),
    ago=st.lists(st.integers(0, 2_000), max_size=30),
    years=st.integers(2, 4),
)
def test_whatever_is_proposed_rests_on_purchases_of_every_year_in_the_same_weeks(
    day: dt.date, ago: list[int], years: int
) -> None:
    sold = [(day.toordinal() - days, 1_000) for days in ago]
    found = coming_season(sold, Seasons(day, SeasonRules(years=years)))
    if found is None:
        return
    because = found.because
    assert because.years >= years
    assert found.until >= day
    assert {date.toordinal() for date in because.dates} <= {one for one, _cents in sold}
    expected = because.expected_on
    if not because.feast:
        near = [round((expected - date).days / 365.2425) for date in because.dates]
        assert set(near) == set(range(1, because.years + 1)), "one of every year, last year included"
        assert all(
            abs((expected - date).days - years_ago * 365.2425) <= 43
            for date, years_ago in zip(because.dates, near, strict=True)
        )
    assert not [date for date in because.dates if date >= expected - dt.timedelta(days=300)]


@given(st.lists(st.integers(0, 1_500), min_size=1, max_size=40), st.integers(2, 60))
def test_late_is_at_least_half_a_usual_gap_more(gaps: list[int], since: int) -> None:
    today = dt.date(2026, 6, 15).toordinal()
    days = [today - since]
    for gap in gaps:
        days.append(days[-1] - gap)
    found = drifting(sorted(set(days)), today)
    if found is not None:
        assert found.because.since_days == since
        assert since > 1.5 * found.because.usual_days - 1
        assert len(set(days)) >= 4
