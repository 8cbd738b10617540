"""How dates, money and figures are written, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui import i18n
from fichier_tui.ui import format as written

TODAY = dt.date(2026, 8, 12)
THIN = "\u202f"
HARD = "\u00a0"


@pytest.mark.parametrize(
    ("cents", "in_french", "in_english"),
    [
        (0, f"0,00{HARD}€", "€0.00"),
        (5, f"0,05{HARD}€", "€0.05"),
        (123450, f"1{THIN}234,50{HARD}€", "€1,234.50"),
        (-99, f"−0,99{HARD}€", "−€0.99"),
        (123456789, f"1{THIN}234{THIN}567,89{HARD}€", "€1,234,567.89"),
    ],
)
def test_money(cents: int, in_french: str, in_english: str) -> None:
    assert written.money(cents) == in_english
    i18n.use_language("fr")
    assert written.money(cents) == in_french


@pytest.mark.parametrize(("cents", "whole"), [(149, "€1"), (150, "€2"), (-150, "−€2"), (99950, "€1,000")])
def test_money_to_the_euro(cents: int, whole: str) -> None:
    assert written.money(cents, whole=True) == whole


@pytest.mark.parametrize(
    ("value", "decimals", "in_french", "in_english"),
    [
        (18305, 0, f"18{THIN}305", "18,305"),
        (1234.5, 1, f"1{THIN}234,5", "1,234.5"),
        (-3, 0, "−3", "-3".replace("-", "−")),
        (-0.001, 1, "0,0", "0.0"),
    ],
)
def test_numbers(value: float, decimals: int, in_french: str, in_english: str) -> None:
    assert written.number(value, decimals) == in_english
    i18n.use_language("fr")
    assert written.number(value, decimals) == in_french


def test_percentages() -> None:
    assert written.percent(0.425, 1) == "42.5%"
    i18n.use_language("fr")
    assert written.percent(0.425, 1) == f"42,5{HARD}%"


@pytest.mark.parametrize(
    ("day", "in_french", "in_english"),
    [
        (dt.date(2026, 8, 12), ("12/08/2026", "12/08", "mercredi 12 août 2026"), ("12 Aug 2026", "12 Aug")),
        (dt.date(2024, 1, 1), ("01/01/2024", "01/01/24", "lundi 1er janvier 2024"), ("1 Jan 2024", "1 Jan 24")),
    ],
)
def test_days(day: dt.date, in_french: tuple[str, str, str], in_english: tuple[str, str]) -> None:
    assert (written.day(day), written.day_short(day, TODAY)) == in_english
    i18n.use_language("fr")
    assert (written.day(day), written.day_short(day, TODAY), written.day_long(day)) == in_french


def test_no_day_is_nothing() -> None:
    assert written.day(None) == written.day_short(None, TODAY) == ""


@pytest.mark.parametrize(
    ("days", "in_french", "in_english"),
    [
        (0, "aujourd'hui", "today"),
        (1, "demain", "tomorrow"),
        (-1, "hier", "yesterday"),
        (3, "dans 3 jours", "in 3 days"),
        (-13, "il y a 13 jours", "13 days ago"),
        (14, "dans 2 semaines", "in 2 weeks"),
        (-60, "il y a 8 semaines", "8 weeks ago"),
        (-61, "il y a 2 mois", "2 months ago"),
        (-365, "il y a 12 mois", "12 months ago"),
        (-731, "il y a 2 ans", "2 years ago"),
        (-1095, "il y a 2 ans", "2 years ago"),
        (-1096, "il y a 3 ans", "3 years ago"),
    ],
)
def test_how_far_a_day_is(days: int, in_french: str, in_english: str) -> None:
    day = TODAY + dt.timedelta(days=days)
    assert written.relative(day, TODAY) == in_english
    i18n.use_language("fr")
    assert written.relative(day, TODAY) == in_french


@pytest.mark.parametrize(("time", "in_french"), [("", ""), ("14:30", "14 h 30"), ("09:00", "9 h"), ("00:05", "0 h 05")])
def test_hours(time: str, in_french: str) -> None:
    assert written.clock(time) == time
    i18n.use_language("fr")
    assert written.clock(time).replace(HARD, " ") == in_french


def test_an_instant_is_shown_on_the_clock_of_the_shop() -> None:
    noon = dt.datetime(2026, 8, 12, 12, 30, tzinfo=dt.UTC)
    paris = dt.timezone(dt.timedelta(hours=2))
    assert written.instant(noon, paris) == "12 Aug 2026 at 14:30"


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (95, "1 h 35")])
def test_durations(minutes: int, words: str) -> None:
    assert written.duration(minutes).replace(HARD, " ") == words


@pytest.mark.parametrize(
    ("birth", "years"),
    [("1958-08-12", 68), ("1958-08-13", 67), ("2004-02-29", 22), ("--07-14", None), ("", None), ("1958", None)],
)
def test_ages(birth: str, years: int | None) -> None:
    assert written.age_years(birth, TODAY) == years
    i18n.use_language("fr")
    assert written.age(birth, TODAY) == ("" if years is None else f"{years} ans")


@pytest.mark.parametrize(
    ("birth", "words"),
    [("1958-07-14", "14/07/1958"), ("--07-14", "14/07"), ("--02-29", "29/02"), ("", ""), ("--13-40", "")],
)
def test_births(birth: str, words: str) -> None:
    i18n.use_language("fr")
    assert written.birth_day(birth) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [("+33612345678", "06 12 34 56 78"), ("+41791234567", "+41 79 123 45 67"), ("poste 12", "poste 12")],
)
def test_telephones(number: str, words: str) -> None:
    assert written.phone(number).replace(HARD, " ") == words


def test_counts_agree_in_number() -> None:
    assert [written.contacts(count) for count in (0, 1, 2)] == ["0 contacts", "1 contact", "2 contacts"]
    i18n.use_language("fr")
    assert [written.visits(count) for count in (0, 1, 2)] == ["0 visite", "1 visite", "2 visites"]
    assert written.contacts(18305) == f"18{THIN}305 contacts"
