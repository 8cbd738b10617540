"""Never told, told, bought since: the rule, by a table."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.awareness import BOUGHT, NEVER, TOLD, Awareness, Coverage, Telling, Window, awareness, coverage


def may(day: int) -> dt.date:
    return dt.date(2026, 5, day)


RUNS = Window(may(5), may(20))


@pytest.mark.parametrize(
    ("told", "bought", "state", "since"),
    [
        ([], [], NEVER, None),
        ([], [3], NEVER, None),  # before the offer
        ([], [8], NEVER, 8),  # bought without being told
        ([], [21], NEVER, None),  # after the offer
        ([8], [], TOLD, None),
        ([8], [7], TOLD, None),  # bought before it was told
        ([8], [8], BOUGHT, 8),  # told at the counter and sold at once
        ([8], [9, 12], BOUGHT, 9),
        ([8, 14], [12], BOUGHT, 12),  # from the first telling on
        ([2], [4], TOLD, None),  # announced; what is sold before the first day is no use of the offer
        ([2], [5], BOUGHT, 5),
        ([8], [20], BOUGHT, 20),
        ([8], [21], TOLD, None),
    ],
)
def test_what_a_contact_knows(told: list[int], bought: list[int], state: str, since: int | None) -> None:
    found = awareness([Telling(may(day), "call") for day in told], [may(day) for day in bought], RUNS)
    assert (found.state, found.bought) == (state, None if since is None else may(since))
    assert found.times == len(told)


def test_the_last_telling_says_how_and_by_whom() -> None:
    told = [Telling(may(9), "call", "Hélène", 7), Telling(may(2), "email", "Paul", 1), Telling(may(9), "sms", "Léa", 5)]
    assert awareness(told, []) == Awareness(TOLD, 3, may(2), may(9), "call", "Hélène")


def test_the_coverage_of_an_offer() -> None:
    found = coverage([NEVER, TOLD, BOUGHT, NEVER, TOLD])
    assert found == Coverage(5, 3, 1)
    assert (found.share_told, found.share_bought) == (0.6, 1 / 3)
    assert (Coverage().share_told, Coverage(4).share_bought) == (None, None)
