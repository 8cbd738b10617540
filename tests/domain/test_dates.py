"""Days, hours and birth dates as people type them. Today is Wednesday 16 September 2026 throughout."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.dates import add_months, month_end, read_birth, read_day, read_time

TODAY = dt.date(2026, 9, 16)

TO_COME = [
    # Numbers, the day first in both languages.
    ("15/9", "2027-09-15"),
    ("16/9", "2026-09-16"),
    ("17/9", "2026-09-17"),
    ("3/12", "2026-12-03"),
    ("3/4", "2027-04-03"),
    ("03/04/2027", "2027-04-03"),
    ("15/9/24", "2024-09-15"),
    ("15.9.24", "2024-09-15"),
    ("15-9-24", "2024-09-15"),
    ("15 9 24", "2024-09-15"),
    ("15 / 9 / 2024", "2024-09-15"),
    ("1/1/46", "2046-01-01"),
    ("1/1/47", "1947-01-01"),
    ("1710", "2026-10-17"),
    ("171026", "2026-10-17"),
    ("17102026", "2026-10-17"),
    ("20261017", "2026-10-17"),
    ("2026-10-17", "2026-10-17"),
    ("2026/10/17", "2026-10-17"),
    ("2026-10-17 00:00:00", "2026-10-17"),
    ("2026-10-17T00:00:00Z", "2026-10-17"),
    ("29/2", "2028-02-29"),
    ("31/4", None),
    ("30/2/2027", None),
    ("29/2/2027", None),
    ("32/1", None),
    ("9/15", None),
    ("0/5", None),
    ("1/1/1000", None),
    # The unshifted row.
    ("&è&à", "2026-10-17"),
    ("&è:&à", "2026-10-17"),
    ("&è", "2026-09-17"),
    # Days of the month.
    ("le 12", "2026-10-12"),
    ("le 16", "2026-09-16"),
    ("20", "2026-09-20"),
    ("the 20th", "2026-09-20"),
    ("on the 3rd", "2026-10-03"),
    ("1er", "2026-10-01"),
    ("31", "2026-10-31"),
    ("0", None),
    ("32", None),
    # Months in words.
    ("1er mars", "2027-03-01"),
    ("le 1er mars", "2027-03-01"),
    ("15 septembre", "2027-09-15"),
    ("15 sept. 2024", "2024-09-15"),
    ("17 août", "2027-08-17"),
    ("17 aout 26", "2026-08-17"),
    ("25 déc", "2026-12-25"),
    ("3 février 2027", "2027-02-03"),
    ("March 3", "2027-03-03"),
    ("march 3rd, 2025", "2025-03-03"),
    ("3rd of march", "2027-03-03"),
    ("the 3rd of March", "2027-03-03"),
    ("3 Mar 2027", "2027-03-03"),
    ("31 avril", None),
    ("début janvier", "2027-01-01"),
    ("debut janvier 2028", "2028-01-01"),
    ("mi-octobre", "2026-10-15"),
    ("mi-septembre", "2027-09-15"),
    ("fin septembre", "2026-09-30"),
    ("fin février", "2027-02-28"),
    ("end of february 2028", "2028-02-29"),
    ("early january", "2027-01-01"),
    ("late october", "2026-10-31"),
    ("en janvier", "2027-01-01"),
    ("mars", "2027-03-01"),
    # Weekdays.
    ("lundi", "2026-09-21"),
    ("LUNDI", "2026-09-21"),
    ("mercredi", "2026-09-23"),
    ("mer.", "2026-09-23"),
    ("jeudi", "2026-09-17"),
    ("monday", "2026-09-21"),
    ("thu", "2026-09-17"),
    ("lundi prochain", "2026-09-21"),
    ("vendredi prochain", "2026-09-25"),
    ("next friday", "2026-09-25"),
    ("friday next week", "2026-09-25"),
    ("vendredi de la semaine prochaine", "2026-09-25"),
    ("ce vendredi", "2026-09-18"),
    ("this friday", "2026-09-18"),
    ("lundi dernier", "2026-09-14"),
    ("mercredi dernier", "2026-09-09"),
    ("last wednesday", "2026-09-09"),
    ("lundi en huit", "2026-09-28"),
    ("lundi en quinze", "2026-10-05"),
    ("monday week", "2026-09-28"),
    ("ce week-end", "2026-09-19"),
    ("vendredi 18", "2026-09-18"),
    ("vendredi 18 septembre", "2026-09-18"),
    ("friday the 18th", "2026-09-18"),
    ("mardi 18", None),
    ("mardi 14h", None),
    # Distances.
    ("+3j", "2026-09-19"),
    ("+ 3 jours", "2026-09-19"),
    ("+3", "2026-09-19"),
    ("+3d", "2026-09-19"),
    ("-3j", "2026-09-13"),
    ("+2s", "2026-09-30"),
    ("+1s", "2026-09-23"),
    ("+2w", "2026-09-30"),
    ("+1m", "2026-10-16"),
    ("+6 mois", "2027-03-16"),
    ("+1a", "2027-09-16"),
    ("+1y", "2027-09-16"),
    ("j+7", "2026-09-23"),
    ("J-2", "2026-09-14"),
    ("D+7", "2026-09-23"),
    ("dans 2 semaines", "2026-09-30"),
    ("dans deux semaines", "2026-09-30"),
    ("dans une semaine", "2026-09-23"),
    ("dans quinze jours", "2026-10-01"),
    ("d'ici 3 jours", "2026-09-19"),
    ("sous huit jours", "2026-09-24"),
    ("dans un an", "2027-09-16"),
    ("in 3 days", "2026-09-19"),
    ("in a week", "2026-09-23"),
    ("in two months", "2026-11-16"),
    ("3 days from now", "2026-09-19"),
    ("il y a 3 jours", "2026-09-13"),
    ("il y a un mois", "2026-08-16"),
    ("2 weeks ago", "2026-09-02"),
    ("a year ago", "2025-09-16"),
    ("3j", None),
    ("+9999a", None),
    # Words.
    ("hier", "2026-09-15"),
    ("Avant-hier", "2026-09-14"),
    ("avant hier", "2026-09-14"),
    ("demain", "2026-09-17"),
    ("après-demain", "2026-09-18"),
    ("aujourd'hui", "2026-09-16"),
    ("aujourd’hui", "2026-09-16"),
    ("cet aprem", "2026-09-16"),
    ("cet après midi", "2026-09-16"),
    ("auj", "2026-09-16"),
    ("today", "2026-09-16"),
    ("Tomorrow", "2026-09-17"),
    ("yesterday", "2026-09-15"),
    ("the day after tomorrow", "2026-09-18"),
    ("fin du mois", "2026-09-30"),
    ("fdm", "2026-09-30"),
    ("fin de mois", "2026-09-30"),
    ("end of month", "2026-09-30"),
    ("end of the month", "2026-09-30"),
    ("eom", "2026-09-30"),
    ("fin du mois prochain", "2026-10-31"),
    ("début du mois", "2026-10-01"),
    ("début du mois prochain", "2026-10-01"),
    ("fin d'année", "2026-12-31"),
    ("fin de semaine", "2026-09-20"),
    ("la semaine prochaine", "2026-09-21"),
    ("next week", "2026-09-21"),
    ("le mois prochain", "2026-10-01"),
    ("le mois dernier", "2026-08-01"),
    ("l'année prochaine", "2027-01-01"),
    ("noël", "2026-12-25"),
    ("à Noël", "2026-12-25"),
    # No date.
    ("", None),
    ("   ", None),
    ("Martin", None),
    ("14h30", None),
    ("à", None),
    ("380 €", None),
    ("06 12 34 56 78", None),
    ("lundi martin", None),
]

PAST = [
    ("15/9", "2026-09-15"),
    ("16/9", "2026-09-16"),
    ("17/9", "2025-09-17"),
    ("29/2", "2024-02-29"),
    ("le 12", "2026-09-12"),
    ("16", "2026-09-16"),
    ("17", "2026-08-17"),
    ("31", "2026-08-31"),
    ("lundi", "2026-09-14"),
    ("mercredi", "2026-09-09"),
    ("jeudi", "2026-09-10"),
    ("1er mars", "2026-03-01"),
    ("december 3", "2025-12-03"),
    ("début janvier", "2026-01-01"),
    ("fin septembre", "2025-09-30"),
    ("fdm", "2026-08-31"),
    ("début du mois", "2026-09-01"),
    ("samedi 12", "2026-09-12"),
    ("hier", "2026-09-15"),
    ("-3j", "2026-09-13"),
    ("+3j", "2026-09-19"),
    ("17/9/26", "2026-09-17"),
    ("noël", "2025-12-25"),
]


@pytest.mark.parametrize(("typed", "day"), TO_COME)
def test_a_day_is_the_next_one_to_come(typed: str, day: str | None) -> None:
    found = read_day(typed, TODAY)
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(("typed", "day"), PAST)
def test_a_day_of_what_has_happened_is_the_last_one(typed: str, day: str | None) -> None:
    found = read_day(typed, TODAY, past=True)
    assert (found and found.isoformat()) == day


TIMES = [
    ("14h30", "14:30"),
    ("14h", "14:00"),
    ("9h05", "09:05"),
    ("14:30", "14:30"),
    ("14.30", "14:30"),
    ("14 h 30", "14:30"),
    ("1430", "14:30"),
    ("930", "09:30"),
    ("14", "14:00"),
    ("9", "09:00"),
    ("à 14h", "14:00"),
    ("at 2pm", "14:00"),
    ("10am", "10:00"),
    ("10:15 PM", "22:15"),
    ("12am", "00:00"),
    ("12pm", "12:00"),
    ("midi", "12:00"),
    ("soir", "18:00"),
    ("après-midi", "14:00"),
    ("aprèm", "14:00"),
    ("&'h\"à", "14:30"),
    ("24h", None),
    ("14h60", None),
    ("13pm", None),
    ("lundi", None),
    ("", None),
    ("14h3", None),
]


@pytest.mark.parametrize(("typed", "time"), TIMES)
def test_an_hour_is_read(typed: str, time: str | None) -> None:
    assert read_time(typed) == time


BIRTHS = [
    ("14/7/58", "1958-07-14"),
    ("14/07/1958", "1958-07-14"),
    ("14.7.58", "1958-07-14"),
    ("140758", "1958-07-14"),
    ("14071958", "1958-07-14"),
    ("1958-07-14", "1958-07-14"),
    ("14 juillet 1958", "1958-07-14"),
    ("July 14, 1958", "1958-07-14"),
    ("née le 14/7/58", "1958-07-14"),
    ("born 14/7/58", "1958-07-14"),
    ("14/7", "--07-14"),
    ("14 juillet", "--07-14"),
    ("29/2", "--02-29"),
    ("--07-14", "--07-14"),
    ("1/1/25", "2025-01-01"),
    ("16/9/26", "2026-09-16"),
    ("17/9/26", "1926-09-17"),
    ("1/1/27", "1927-01-01"),
    ("1/1/2027", None),
    ("1/1/1890", None),
    ("29/2/57", None),
    ("30/2", None),
    ("hier", None),
    ("1958", None),
    ("", None),
]


@pytest.mark.parametrize(("typed", "birth"), BIRTHS)
def test_a_birth_lies_in_the_past(typed: str, birth: str | None) -> None:
    assert read_birth(typed, TODAY) == birth


def test_months_end_where_they_end() -> None:
    assert add_months(dt.date(2027, 1, 31), 1) == dt.date(2027, 2, 28)
    assert add_months(dt.date(2028, 3, 31), -1) == dt.date(2028, 2, 29)
    assert month_end(dt.date(2028, 2, 3)) == dt.date(2028, 2, 29)


ANY_DAY = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@given(ANY_DAY, ANY_DAY)
def test_a_written_date_is_read_back(day: dt.date, today: dt.date) -> None:
    assert read_day(day.isoformat(), today) == day
    assert read_day(day.strftime("%d/%m/%Y"), today, past=True) == day


@given(ANY_DAY, ANY_DAY)
def test_a_date_without_its_year_falls_on_the_right_side_of_today(day: dt.date, today: dt.date) -> None:
    ahead, behind = read_day(f"{day.day}/{day.month}", today), read_day(f"{day.day}/{day.month}", today, past=True)
    assert ahead is not None
    assert behind is not None
    assert behind <= today <= ahead
    assert (ahead.day, ahead.month) == (behind.day, behind.month) == (day.day, day.month)


@given(st.text(max_size=30), ANY_DAY)
def test_no_text_breaks_the_reading(text: str, today: dt.date) -> None:
    read_day(text, today)
    read_time(text)
    read_birth(text, today)
