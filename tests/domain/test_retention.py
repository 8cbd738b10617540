"""How long each kind of data is kept: the day before, the day, the day after; the bounds of what may be chosen."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from fichier_tui.domain.contactability import PROSPECTING, ContactabilityFacts, may_contact
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.retention import (
    ACCOUNTS,
    ARCHIVE,
    CATEGORIES,
    CLIENT,
    ERASE,
    KEEP,
    PROSPECT,
    PUT_ASIDE,
    TELL,
    UNSOURCED,
    RetentionFacts,
    begun_by,
    checked_months,
    clock,
    ends_on,
    may_be_asked,
    source_clock,
)

DAY = dt.timedelta(days=1)
NOTHING: dict[str, int] = {}


def day(text: str) -> dt.date:
    """A date from its ISO form."""
    return dt.date.fromisoformat(text)


LONG_AGO, SPRING, TODAY = day("2023-05-02"), day("2026-05-02"), day("2026-11-22")


@pytest.mark.parametrize(
    ("category", "since", "months", "due"),
    [
        ("prospect", "2023-11-22", None, "2026-11-22"),
        ("prospect", "2024-02-29", None, "2027-02-28"),
        ("prospect", "2021-02-28", None, "2024-02-28"),
        ("client", "2023-01-31", 13, "2024-02-29"),
        ("client", "2023-12-31", 2, "2024-02-29"),
        ("put_aside", "2026-08-31", None, "2027-02-28"),
        ("unsourced", "2026-01-31", None, "2026-02-28"),
        ("unsourced", "2024-01-31", None, "2024-02-29"),
        ("accounts", "2016-01-01", None, "2027-01-01"),
        ("accounts", "2016-12-31", None, "2027-01-01"),
        ("accounts", "2017-01-01", None, "2028-01-01"),
        ("requests", "2020-02-29", None, "2025-02-28"),
        ("consent_proof", "2023-08-11", None, "2026-08-11"),
        ("journal", "2025-11-22", None, "2026-11-22"),
        ("journal", "2025-08-31", 6, "2026-02-28"),
        ("drafts", "2026-10-31", None, "2026-11-30"),
        ("codes", "2026-01-30", None, "2026-02-28"),
        ("sendings", "2023-11-22", None, "2026-11-22"),
        ("exports", "2021-11-22", None, "2026-11-22"),
        ("breaches", "2021-11-22", None, "2026-11-22"),
    ],
)
def test_each_category_ends_on_its_day(category: str, since: str, months: int | None, due: str) -> None:
    chosen = NOTHING if months is None else {category: checked_months(category, months)}
    assert ends_on(category, day(since), chosen) == day(due)


@pytest.mark.parametrize("client", [False, True])
@pytest.mark.parametrize("last_word", ["2023-11-22", "2024-02-29", "2020-02-29", "2023-12-31"])
def test_a_card_is_due_on_the_very_day_on_which_it_may_not_be_solicited_any_more(last_word: str, client: bool) -> None:
    due = clock(RetentionFacts(day(last_word), client=client), NOTHING, day(last_word))
    facts = ContactabilityFacts(last_word=day(last_word), client=client, reachable=frozenset(("post",)))
    for today in (due.day - DAY, due.day, due.day + DAY):
        assert may_contact(facts, "post", PROSPECTING, today).allowed is not due.is_due(today)


@pytest.mark.parametrize(
    ("facts", "today", "category", "action", "due"),
    [
        (RetentionFacts(day("2023-05-02")), "2026-05-02", PROSPECT, ERASE, "2026-05-02"),
        (RetentionFacts(day("2023-05-02"), client=True), "2026-05-02", CLIENT, ERASE, "2026-05-02"),
        # Its invoice of 2023 is wanted until the end of 2033.
        (RetentionFacts(day("2023-05-02"), True, day("2023-05-02")), "2026-05-02", CLIENT, ARCHIVE, "2026-05-02"),
        (RetentionFacts(day("2023-05-02"), True, day("2023-05-02")), "2033-12-31", CLIENT, ARCHIVE, "2026-05-02"),
        (RetentionFacts(day("2023-05-02"), True, day("2023-05-02")), "2034-01-01", CLIENT, ERASE, "2026-05-02"),
        # Bought long ago, came since: at the end nothing is wanted any more.
        (RetentionFacts(day("2023-05-02"), True, day("2011-06-01")), "2026-05-02", CLIENT, ERASE, "2026-05-02"),
        (
            RetentionFacts(day("2023-05-02"), True, day("2023-05-02"), archived_on=day("2026-05-04")),
            "2026-06-01", ACCOUNTS, ERASE, "2034-01-01",
        ),
        (RetentionFacts(SPRING, put_aside_on=day("2026-05-03")), "2026-05-04", PUT_ASIDE, ERASE, "2026-11-03"),
        (
            RetentionFacts(day("2026-05-02"), True, day("2026-05-02"), put_aside_on=day("2026-05-03")),
            "2026-05-04", PUT_ASIDE, ARCHIVE, "2026-11-03",
        ),
        # A yes withdrawn: its proof is wanted for three years more; then by the day of the withdrawal alone.
        (RetentionFacts(LONG_AGO, consent_ended_on=day("2024-05-01")), "2026-05-02", PROSPECT, ARCHIVE, "2026-05-02"),
        (RetentionFacts(LONG_AGO, consent_ended_on=day("2023-05-02")), "2026-05-02", PROSPECT, ERASE, "2026-05-02"),
        (RetentionFacts(day("2023-05-02"), consent_stands=True), "2026-05-02", PROSPECT, ARCHIVE, "2026-05-02"),
        (
            RetentionFacts(day("2023-05-02"), consent_stands=True, archived_on=day("2026-05-04")),
            "2026-06-01", "consent_proof", ERASE, "2029-05-04",
        ),
        (RetentionFacts(day("2023-05-02"), archived_on=day("2026-05-04")), "2026-06-01", ACCOUNTS, ERASE, "2026-05-04"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_card(facts: RetentionFacts, today: str, category: str, action: str, due: str) -> None:
    found = clock(facts, NOTHING, day(today))
    assert (found.category, found.action, found.day, found.held) == (category, action, day(due), "")


@pytest.mark.parametrize(
    ("facts", "held"),
    [
        (RetentionFacts(LONG_AGO), ""),
        (RetentionFacts(LONG_AGO, held=True), "held"),
        (RetentionFacts(LONG_AGO, restricted=True), "restricted"),
        (RetentionFacts(LONG_AGO, open_request=True), "request"),
        (RetentionFacts(LONG_AGO, open_complaint=True), "complaint"),
        (RetentionFacts(LONG_AGO, appointment_ahead=True), "appointment"),
        (RetentionFacts(LONG_AGO, held=True, open_complaint=True), "held"),
        (RetentionFacts(LONG_AGO, stay_asked_on=day("2026-10-23")), "stay_asked"),
        (RetentionFacts(LONG_AGO, stay_asked_on=day("2026-10-22")), ""),
        # Asked before it spoke again: that question was answered.
        (RetentionFacts(LONG_AGO, stay_asked_on=day("2023-05-01")), ""),
        (RetentionFacts(LONG_AGO, put_aside_on=day("2026-01-01"), stay_asked_on=day("2026-11-01")), ""),
    ],
)
def test_what_is_due_waits_where_it_must(facts: RetentionFacts, held: str) -> None:
    assert clock(facts, NOTHING, TODAY).held == held


def test_whoever_was_imported_without_a_source_is_told_within_a_month() -> None:
    facts = RetentionFacts(TODAY, imported_on=TODAY)
    due = source_clock(facts, NOTHING)
    assert due is not None
    assert (due.category, due.action, due.day) == (UNSOURCED, TELL, day("2026-12-22"))
    assert source_clock(RetentionFacts(TODAY), NOTHING) is None
    assert source_clock(RetentionFacts(TODAY, imported_on=TODAY, put_aside_on=TODAY), NOTHING) is None


@pytest.mark.parametrize(
    ("today", "asked_on", "may"),
    [
        ("2026-04-01", None, False),
        ("2026-04-02", None, True),
        ("2026-05-02", None, True),
        ("2026-06-01", None, True),
        ("2026-06-02", None, False),
        ("2026-05-02", "2026-04-10", False),
        ("2026-05-02", "2023-05-01", True),
    ],
)
def test_the_one_question_goes_out_thirty_days_around(today: str, asked_on: str | None, may: bool) -> None:
    facts = RetentionFacts(LONG_AGO, stay_asked_on=day(asked_on) if asked_on else None)
    assert may_be_asked(clock(facts, NOTHING, day(today)), facts, day(today)) is may


@pytest.mark.parametrize(
    ("category", "months", "code"),
    [
        ("prospect", 37, "retention.too_long"),
        ("prospect", 0, "retention.too_short"),
        ("accounts", 60, "retention.fixed"),
        ("accounts", 121, "retention.fixed"),
        ("consent_proof", 35, "retention.too_short"),
        ("journal", 13, "retention.too_long"),
        ("journal", 5, "retention.too_short"),
        ("oppositions", 36, "retention.fixed"),
        ("nonsense", 3, "retention.unknown"),
    ],
)
def test_longer_than_the_law_or_shorter_is_refused_with_why(category: str, months: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked_months(category, months)
    assert refused.value.code == code
    assert code == "retention.unknown" or refused.value.details["source"] == CATEGORIES[category].source


def test_every_category_stands_within_its_own_bounds_and_names_its_text() -> None:
    for code, category in CATEGORIES.items():
        assert category.code == code
        assert category.least <= category.months <= category.most
        assert category.source
        assert checked_months(code, category.months) == category.months
        assert (category.action == KEEP) == (category.months == 0)


@pytest.mark.parametrize("category", ["requests", "journal", "drafts", "sendings"])
def test_what_began_by_a_day_is_what_is_due(category: str) -> None:
    for offset in range(0, 1_500):
        today = day("2024-01-01") + DAY * offset
        since = begun_by(category, today, NOTHING)
        assert ends_on(category, since, NOTHING) <= today < ends_on(category, since + DAY, NOTHING)


# The oracle: the same rules, written once more otherwise, day by day and without the module's own arithmetic.
def oracle_due(facts: RetentionFacts, chosen: dict[str, int], today: dt.date) -> tuple[str, str, dt.date]:
    """The category, the action and the day that should be found."""

    def after(start: dt.date, months: int) -> dt.date:
        year, month = start.year + (start.month + months - 1) // 12, (start.month + months - 1) % 12 + 1
        last = start.day
        while True:
            try:
                return dt.date(year, month, last)
            except ValueError:
                last -= 1

    def reasons(life_end: dt.date) -> list[tuple[dt.date, str]]:
        found = []
        if facts.last_invoice is not None:
            found.append((dt.date(facts.last_invoice.year + 11, 1, 1), "accounts"))
        if facts.consent_stands:
            found.append((after(life_end, 36), "consent_proof"))
        elif facts.consent_ended_on is not None:
            found.append((after(facts.consent_ended_on, 36), "consent_proof"))
        return sorted(found)

    if facts.archived_on is not None:
        end, name = (reasons(facts.archived_on) or [(facts.archived_on, "accounts")])[-1]
        return name, "erase", end
    if facts.put_aside_on is not None:
        name, end = "put_aside", after(facts.put_aside_on, chosen.get("put_aside", 6))
    elif facts.client:
        name, end = "client", after(facts.last_word, chosen.get("client", 36))
    else:
        name, end = "prospect", after(facts.last_word, chosen.get("prospect", 36))
    wanted = any(until > end and until > today for until, _name in reasons(end))
    return name, "archive" if wanted else "erase", end


def random_facts(chance: random.Random) -> RetentionFacts:
    """A card of any kind, its days over thirty years."""

    def some_day() -> dt.date:
        return dt.date(2000, 1, 1) + DAY * chance.randrange(11_000)

    client = chance.random() < 0.6
    return RetentionFacts(
        last_word=chance.choice((some_day(), dt.date(chance.choice((2012, 2016, 2020, 2024)), 2, 29))),
        client=client,
        last_invoice=some_day() if client and chance.random() < 0.8 else None,
        consent_ended_on=some_day() if chance.random() < 0.3 else None,
        consent_stands=chance.random() < 0.3,
        archived_on=some_day() if chance.random() < 0.1 else None,
        put_aside_on=some_day() if chance.random() < 0.15 else None,
    )


@pytest.mark.parametrize("count", [10_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_random_cards_are_due_as_an_independent_reckoning_says(count: int) -> None:
    chance = random.Random(count)
    for _ in range(count):
        facts = random_facts(chance)
        chosen = chance.choice(({}, {"prospect": 12, "client": 24}, {"client": 1, "put_aside": 36}))
        today = dt.date(2020, 1, 1) + DAY * chance.randrange(5_000)
        due = clock(facts, chosen, today)
        assert (due.category, due.action, due.day) == oracle_due(facts, chosen, today), (facts, chosen, today)
