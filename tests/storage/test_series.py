"""Series: one living action at a time, whatever is done with them, by one program or by two."""

from __future__ import annotations

import datetime as dt
import os
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.recurrence import Recurrence
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    Session,
    cancel_action,
    cancel_many,
    change_action,
    complete_action,
    complete_many,
    create_file,
    open_actions,
    open_file,
    plan_action,
    postpone_action,
    reopen_many,
    undo,
)
from fichier_tui.storage.actions.planning import change_recurrence, coming_again, read_recurrence
from fichier_tui.storage.models import Action as ActionRow
from fichier_tui.storage.models import SeriesPattern
from tests.storage import writers
from tests.storage.conftest import DAY, new_session

MONDAY = dt.date(2026, 11, 23)
WEEK = dt.timedelta(7)
WEEKLY = Recurrence("FREQ=WEEKLY")


def planned(session: Session, day: dt.date | None = MONDAY, recurrence: Recurrence | None = WEEKLY) -> Action:
    return plan_action(session, None, ActionDetails("call", "relance", day, "10:00"), recurrence)


def living(session: Session) -> Action:
    (action,) = open_actions(session)
    return action


def test_the_next_is_counted_from_the_day_it_was_due_or_from_the_day_it_is_done(session: Session) -> None:
    complete_action(session, planned(session, DAY - dt.timedelta(2)).id)
    assert living(session).details.day == DAY + dt.timedelta(5)
    cancel_action(session, living(session).id)
    complete_action(session, planned(session, DAY - dt.timedelta(2), Recurrence("FREQ=WEEKLY", "done")).id)
    assert living(session).details.day == DAY + WEEK
    cancel_action(session, living(session).id)
    complete_action(session, planned(session, DAY - dt.timedelta(2), Recurrence("FREQ=MONTHLY", "done")).id)
    assert living(session).details.day == dt.date(2026, 12, 21)


def test_the_end_of_february_comes_back_to_its_day(session: Session) -> None:
    action = planned(session, dt.date(2028, 2, 29), Recurrence("FREQ=YEARLY"))
    days = []
    for _year in range(4):
        complete_action(session, action.id)
        action = living(session)
        days.append(action.details.day)
    assert days == [dt.date(2029, 2, 28), dt.date(2030, 2, 28), dt.date(2031, 2, 28), dt.date(2032, 2, 29)]


def test_a_rule_without_a_day_begins_on_its_first(session: Session) -> None:
    assert planned(session, None, Recurrence("FREQ=MONTHLY;BYDAY=-1FR")).details.day == dt.date(2026, 11, 27)


def test_one_alone_is_changed_and_the_next_is_as_the_series_was(session: Session) -> None:
    action = planned(session)
    alone = ActionDetails("appointment", "chez lui", MONDAY + dt.timedelta(2), "16:00", place="Nice")
    change_action(session, action.id, alone, alone=True)
    complete_action(session, action.id)
    following = living(session)
    assert following.details == ActionDetails("call", "relance", MONDAY + WEEK, "10:00", assigned_to="helene")
    assert SeriesPattern.select().count() == 0
    undo(session)
    undo(session)
    assert living(session).details.subject == "relance"


def test_the_whole_series_is_changed_at_once(session: Session) -> None:
    action = planned(session)
    change_action(session, action.id, ActionDetails("call", "seul", MONDAY, "16:00"), alone=True)
    change_recurrence(session, action.id, ActionDetails("call", "bilan", MONDAY, "11:00"), Recurrence("FREQ=MONTHLY"))
    complete_action(session, action.id)
    assert living(session).details == ActionDetails(
        "call", "bilan", dt.date(2026, 12, 23), "11:00", assigned_to="helene"
    )


def test_a_series_ends_and_undo_brings_it_back(session: Session) -> None:
    action = planned(session)
    change_recurrence(session, action.id, action.details, None)
    assert read_recurrence(session, action.id) is None
    undo(session)
    assert read_recurrence(session, action.id) == Recurrence("FREQ=WEEKLY;BYDAY=MO")
    change_recurrence(session, action.id, action.details, None)
    complete_action(session, action.id)
    assert open_actions(session) == ()


def test_what_is_opened_again_does_not_make_two(session: Session) -> None:
    first = planned(session)
    complete_action(session, first.id)
    reopen_many(session, [first.id])
    assert read_recurrence(session, first.id) is None
    complete_action(session, first.id)
    assert living(session).details.day == MONDAY + WEEK


def test_what_was_done_meanwhile_is_done_once(session: Session) -> None:
    first = planned(session)
    complete_action(session, first.id, "joint")
    cancel_action(session, living(session).id)
    complete_action(session, first.id, "encore")
    complete_many(session, [first.id])
    assert open_actions(session) == ()


def test_to_give_up_the_living_one_makes_the_next_or_ends_the_series(session: Session) -> None:
    first = planned(session)
    assert coming_again(session, [first.id]) == 1
    cancel_action(session, first.id, follow=True)
    assert living(session).details.day == MONDAY + WEEK
    assert coming_again(session, [first.id]) == 0, "what is given up lives no more"
    cancel_action(session, first.id, follow=True)
    assert len(open_actions(session)) == 1, "given up twice, followed once"
    undo(session)
    assert living(session).id == first.id
    cancel_many(session, [first.id, planned(session, None, None).id])
    assert open_actions(session) == ()


DEEDS = ("complete", "complete_old", "reopen", "postpone", "cancel", "skip", "alone", "undo", "many")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 30)), max_size=14), st.sampled_from(("due", "done")))
def test_whatever_is_done_a_series_has_one_living_action_at_most(
    tmp_path: Path, deeds: list[tuple[str, int]], counted_from: str
) -> None:
    name = f"{os.urandom(6).hex()}.db"
    session = new_session(tmp_path, name)
    planned(session, recurrence=Recurrence("FREQ=WEEKLY", counted_from))
    for deed, number in deeds:
        rows = list(ActionRow.select().order_by(ActionRow.id))
        if not rows:
            break  # it was taken back before anything was done
        action = rows[number % len(rows)].id
        try:
            if deed in ("complete", "complete_old"):
                complete_action(session, rows[-1].id if deed == "complete" else action)
            elif deed == "many":
                complete_many(session, [row.id for row in rows])
            elif deed == "reopen":
                reopen_many(session, [action])
            elif deed == "postpone":
                postpone_action(session, action, DAY + dt.timedelta(number))
            elif deed in ("cancel", "skip"):
                cancel_action(session, action, follow=deed == "skip")
            elif deed == "alone":
                change_action(session, action, ActionDetails("call", "x", DAY + dt.timedelta(number)), alone=True)
            else:
                undo(session)
        except Refusal as refusal:
            if not refusal.code.startswith("undo."):
                raise
        alive = [row.series_id for row in ActionRow.select().where(ActionRow.state == "open") if row.series_id]
        assert len(alive) == len(set(alive))
    session.database.close()
    (tmp_path / name).unlink()


def complete_all(telling: Connection, path: Path, times: int) -> None:
    """Mark as done whatever is open, as another counter does at the same moment; tell how many it was."""
    file = open_file(path, writers.PASSPHRASE, day=DAY)
    telling.send("ready")
    for _time in range(times):
        for action in file.call(open_actions):
            file.call(complete_action, action.id, f"par {os.getpid()}")
    file.close()
    telling.send("done")


@pytest.mark.slow
@pytest.mark.parametrize("counted_from", ["due", "done"])
def test_two_programs_at_once_make_no_duplicate(tmp_path: Path, counted_from: str) -> None:
    path = tmp_path / "Shop.fichier"
    create_file(path, passphrase=writers.PASSPHRASE, login="lea", name="Léa")
    file = open_file(path, writers.PASSPHRASE, day=DAY)
    for _series in range(3):
        file.call(planned, MONDAY, Recurrence("FREQ=WEEKLY", counted_from))
    others = [writers.start(complete_all, path, 15) for _program in range(2)]
    for _process, telling in others:
        assert telling.recv() == "ready"
    for process, telling in others:
        assert telling.recv() == "done"
        process.join()
    rows = file.call(lambda _session: [(row.series_id, row.state, row.day) for row in ActionRow.select()])
    file.close()
    assert len(rows) > 3 * 15
    for series in {series for series, _state, _day in rows}:
        states = [state for one, state, _day in rows if one == series]
        assert states.count("open") == 1
        if counted_from == "due":
            days = sorted(day for one, _state, day in rows if one == series)
            assert days == [MONDAY + place * WEEK for place in range(len(days))]
