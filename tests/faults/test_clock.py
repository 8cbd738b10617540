"""A clock set back, two time zones on one file, the hours that come twice: nothing breaks, and days are the shop's."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.patience import LONGEST, Patience
from fichier_tui.storage import (
    JournalFilter,
    OpenFile,
    clock_behind,
    complete_action,
    create_contact,
    keep_draft,
    list_drafts,
    log_purchase,
    log_visit,
    plan_action,
    read_journal,
    timeline,
    undo,
)
from fichier_tui.storage.backup import list_backups
from fichier_tui.storage.backup.copies import keep_copy
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.models.base import InstantField
from fichier_tui.storage.opening import open_unlocked
from fichier_tui.storage.session import Session
from tests.faults import scale
from tests.faults.opened import copied, is_sound, made
from tests.storage.writers import PASSPHRASE
from tests.ui.app_on_demo import app_on_demo, settled

ROOT = Path(__file__).parent.parent.parent
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
ZONES = ("Europe/Paris", "Pacific/Auckland", "America/Los_Angeles", "Pacific/Noumea", "America/Guadeloupe")


class Clock:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


def test_after_a_clock_set_back_the_order_is_that_of_what_was_done(tmp_path: Path) -> None:
    clock, folder = Clock(), copied(tmp_path)
    clock.now = begun = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)  # after all that was done in that file
    file = open_unlocked(folder, made().unlocked, clock=clock)
    contact = file.call(create_contact, ContactDetails(last_name="Avant")).id
    file.call(log_visit, contact, VisitDetails(file.call(lambda session: session.today)))
    before = file.call(keep_draft, "contact.1", {"last_name": "avant"})
    file.call(keep_copy, folder, made().unlocked)
    assert file.call(clock_behind) is None
    written = clock.now
    clock.now -= dt.timedelta(days=400)
    behind = file.call(clock_behind)
    assert behind is not None
    assert written - behind < dt.timedelta(minutes=1)
    late = file.call(log_purchase, contact, PurchaseDetails(file.call(lambda session: session.today), "Spa", 5))
    file.call(keep_draft, "contact.1", {"last_name": "après"}, before)
    file.call(keep_copy, folder, made().unlocked)
    told = [entry.verb for entry in file.call(read_journal, JournalFilter(contact=contact))]
    assert told[:2] == ["purchase.logged", "visit.logged"]
    drafts = {draft.key: draft.values for draft in file.call(list_drafts)}
    assert drafts["contact.1"] == {"last_name": "après"}
    assert len(list_backups(folder)) == 2
    assert file.call(undo).verb == "purchase.logged"
    assert file.call(clock_behind) == behind  # what was written since bears the wrong day
    assert late.id
    assert is_sound(file)
    file.close()
    clock.now = begun + dt.timedelta(days=1)
    file = open_unlocked(folder, made().unlocked, clock=clock)
    assert file.call(clock_behind) is None
    file.call(keep_copy, folder, made().unlocked)
    assert is_sound(file)
    file.close()


def written_tomorrow(tmp_path: Path) -> Path:
    """A file whose journal says what is still to come: the clock of this computer was set back."""
    folder = copied(tmp_path)
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    file = open_unlocked(folder, made().unlocked, clock=lambda: tomorrow)
    file.call(create_contact, ContactDetails(last_name="Demain"))
    file.close()
    return folder.path


def test_the_command_line_says_that_the_clock_was_set_back(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text(PASSPHRASE, encoding="utf-8")
    path = written_tomorrow(tmp_path)
    for verb, *line in (["check"], ["add", "v demain"]):
        command = [sys.executable, "-m", "fichier_tui", verb, str(path), *line, "--passphrase-file", str(words)]
        found = subprocess.run([*command, "--lang", "en"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert "clock right" in found.stderr, (verb, found)


async def test_the_screen_says_that_the_clock_was_set_back(tmp_path: Path) -> None:
    file = open_unlocked(FichierFolder(written_tomorrow(tmp_path)), made().unlocked)
    app = app_on_demo(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "clock right" in app.status.content.plain
    file.close()


@pytest.mark.parametrize("back", [dt.timedelta(minutes=1), dt.timedelta(days=1), dt.timedelta(days=4_000)])
def test_a_clock_set_back_makes_nobody_wait_longer_than_a_minute(tmp_path: Path, back: dt.timedelta) -> None:
    patience = Patience(tmp_path / "failed.json")
    for _failure in range(9):
        patience.failed(tmp_path / "Shop.fichier", NOW)
    earlier = NOW - back
    first = patience.seconds_left(tmp_path / "Shop.fichier", earlier)
    assert 0 < first <= LONGEST
    anew = Patience(tmp_path / "failed.json")  # the program is started again
    assert anew.seconds_left(tmp_path / "Shop.fichier", earlier + dt.timedelta(seconds=first)) == 0


IN_A_ZONE = """
import datetime as dt, json, sys
from pathlib import Path
from fichier_tui.storage import complete_action, log_visit, open_file, plan_action, timeline
from fichier_tui.domain.history import ActionDetails, VisitDetails
instant = dt.datetime.fromisoformat(sys.argv[2])
file = open_file(Path(sys.argv[1]), sys.argv[3], clock=lambda: instant)
contact = int(sys.argv[4])
today = file.call(lambda session: session.today)
if sys.argv[5] == "write":
    file.call(log_visit, contact, VisitDetails(today, note=sys.argv[6]))
    action = file.call(plan_action, contact, ActionDetails("call", sys.argv[6], day=today))
    file.call(complete_action, action.id)
events = file.call(timeline, contact)
print(json.dumps([today.isoformat(), [(event.kind, event.day.isoformat(), event.text) for event in events]]))
file.close()
"""


def in_zone(zone: str, folder: Path, instant: dt.datetime, contact: int, what: str, note: str = "") -> list[object]:
    """A program in that time zone, at that instant, on the file: its today, and the history of the contact."""
    command = [sys.executable, "-c", IN_A_ZONE, str(folder), instant.isoformat(), PASSPHRASE, str(contact), what, note]
    variables = {**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT)}
    printed = subprocess.run(command, env=variables, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return list(json.loads(printed))


@pytest.mark.slow
def test_a_visit_at_half_past_eleven_at_night_is_of_that_day_wherever_it_is_read(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = open_unlocked(folder, made().unlocked)
    contact = file.call(create_contact, ContactDetails(last_name="Minuit")).id
    file.close()
    days = {}
    for zone in ZONES[1:3]:
        late = dt.datetime(2026, 11, 21, 23, 30, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
        today, _events = in_zone(zone, folder.path, late, contact, "write", zone)
        days[zone] = today
    assert set(days.values()) == {"2026-11-21"}
    for zone in ZONES[1:3]:
        _today, events = in_zone(zone, folder.path, NOW, contact, "read")
        assert isinstance(events, list)
        assert {day for kind, day, _note in events if kind == "visit"} == {"2026-11-21"}
        # What was done in the zone where it is read has the day of that zone's clock.
        assert [day for kind, day, note in events if kind == "action" and note == zone] == ["2026-11-21"]
    file = open_unlocked(folder, made().unlocked)
    assert is_sound(file)
    file.close()


@settings(max_examples=scale.many(100, 5_000), deadline=None)
@given(
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1), timezones=st.sampled_from(ZONES).map(ZoneInfo)),  # noqa: DTZ001
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=2)),
)
def test_an_instant_is_kept_whole_and_sorts_as_text_whatever_the_zone(instant: dt.datetime, more: dt.timedelta) -> None:
    field = InstantField()
    kept, later = field.db_value(instant), field.db_value(instant.astimezone(dt.UTC) + more)
    assert field.python_value(kept) == instant.astimezone(dt.UTC)
    assert kept is not None
    assert later is not None
    assert (kept < later) == (more > dt.timedelta(0))


@pytest.mark.parametrize("zone", ZONES)
def test_todays_actions_are_those_of_the_day_of_the_shop_also_when_an_hour_comes_twice(
    tmp_path: Path, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    import time

    time.tzset()
    try:
        clock = Clock()
        file: OpenFile = open_unlocked(copied(tmp_path), made().unlocked, clock=clock)
        contact = file.call(create_contact, ContactDetails(last_name="Heure")).id
        for hour in range(0, 48):
            clock.now = dt.datetime(2026, 10, 24, 12, tzinfo=dt.UTC) + dt.timedelta(hours=hour)
            local = clock.now.astimezone(ZoneInfo(zone)).date()
            today: Callable[[Session], dt.date] = lambda session: session.today  # noqa: E731
            assert file.call(today) == local
            action = file.call(plan_action, contact, ActionDetails("call", f"{hour}", day=local))
            file.call(complete_action, action.id)
            shown = {event.text: event.day for event in file.call(timeline, contact) if event.kind == "action"}
            assert shown[f"{hour}"] == local
        assert is_sound(file)
        file.close()
    finally:
        monkeypatch.undo()
        time.tzset()
