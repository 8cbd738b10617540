"""The planner as a calendar and back: read with `icalendar`, and with khal as a calendar program would."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.calendar import calendar_text
from fichier_tui.exchange.calendar_reading import ForeignCalendar, read_calendar
from fichier_tui.storage import (
    Session,
    actions_between,
    cancel_action,
    complete_action,
    create_contact,
    plan_action,
    postpone_action,
    read_action,
    undo,
)
from fichier_tui.storage.actions.calendar import CalendarEntry, calendar_entries, calendar_entry
from fichier_tui.storage.actions.calendar_import import CalendarOutcome, take_calendar
from fichier_tui.storage.models import Action as ActionRow
from fichier_tui.storage.models import JournalEntry
from tests.storage.conftest import DAY, session

PARIS = ZoneInfo("Europe/Paris")
__all__ = ["session"]  # the fixture


def titled(action: Action) -> str:
    return action.details.kind.capitalize()


def appointment(day: dt.date = DAY, time: str = "14:30", **values: object) -> ActionDetails:
    return ActionDetails("appointment", day=day, time=time, **values)  # type: ignore[arg-type]


def written(session: Session, *, names: bool = False, days: int = 400) -> bytes:
    entries = calendar_entries(session, DAY - dt.timedelta(days), DAY + dt.timedelta(days))
    return calendar_text(entries, titled, names=names, business="Chez Léa")


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def foreign(folder: Path, *bodies: str) -> ForeignCalendar:
    """A calendar of another program, read as a user's file is."""
    lines = "".join(f"BEGIN:VEVENT\n{body}\nEND:VEVENT\n" for body in bodies)
    path = folder / "foreign.ics"
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\n{lines}END:VCALENDAR\n", encoding="utf-8")
    return read_calendar(path)


def take(session: Session, calendar: ForeignCalendar) -> CalendarOutcome:
    return take_calendar(session, calendar.events)


MEETING = "UID:meet@other\nDTSTART;TZID=Europe/Paris:20261124T100000\nDTEND;TZID=Europe/Paris:20261124T104500"


def test_an_appointment_is_read_back_with_its_hour_length_and_place(session: Session) -> None:
    contact = create_contact(session, ContactDetails(last_name="Péron", first_name="Hélène")).id
    plan_action(session, contact, appointment(minutes=45, place="Cabine 2, 1er étage; au fond", subject="soin visage"))
    (event,) = events(written(session, names=True))
    assert event.start == dt.datetime(2026, 11, 21, 14, 30, tzinfo=PARIS)
    assert event.end == dt.datetime(2026, 11, 21, 15, 15, tzinfo=PARIS)
    assert str(event["LOCATION"]) == "Cabine 2, 1er étage; au fond"
    assert str(event["SUMMARY"]) == "Péron Hélène – soin visage"
    assert event.errors == []


def test_a_calendar_names_nobody_unless_it_is_asked_to_and_never_says_how_to_reach_them(session: Session) -> None:
    details = ContactDetails(last_name="Péron", emails=(EmailAddress("helene@example.org"),))
    contact = create_contact(session, details).id
    plan_action(session, contact, appointment(note="allergique au talc"))
    plain, named = written(session).decode(), written(session, names=True).decode()
    assert "Péron" not in plain
    assert "Péron" in named
    for text in (plain, named):
        assert "helene@example.org" not in text
        assert "talc" not in text


def test_an_event_keeps_its_identity_and_its_revision_grows(session: Session) -> None:
    action = plan_action(session, None, appointment()).id
    first = events(written(session))[0]
    postpone_action(session, action, DAY + dt.timedelta(1))
    second = events(written(session))[0]
    undo(session)
    third = events(written(session))[0]
    assert first["UID"] == second["UID"] == third["UID"]
    assert [int(event["SEQUENCE"]) for event in (first, second, third)] == [0, 1, 2]
    assert first.stamp < second.stamp < third.stamp
    assert third.start == first.start


def test_what_is_given_up_stays_as_cancelled(session: Session) -> None:
    action = plan_action(session, None, appointment()).id
    assert str(events(written(session))[0]["STATUS"]) == "CONFIRMED"
    cancel_action(session, action)
    assert str(events(written(session))[0]["STATUS"]) == "CANCELLED"


def test_the_same_planner_gives_the_same_bytes(session: Session) -> None:
    plan_action(session, None, appointment())
    plan_action(session, None, appointment(time=""))
    assert written(session) == written(session)


def test_an_appointment_without_an_hour_is_a_whole_day(session: Session) -> None:
    plan_action(session, None, appointment(time=""))
    (event,) = events(written(session))
    assert (event.start, event.end) == (DAY, DAY + dt.timedelta(1))
    assert b"VTIMEZONE" not in written(session)


def test_a_length_is_counted_in_time_that_passes_over_the_change_of_hour(session: Session) -> None:
    plan_action(session, None, appointment(dt.date(2026, 10, 25), "01:30", minutes=120))
    plan_action(session, None, appointment(dt.date(2027, 3, 28), "01:30", minutes=60))
    autumn, spring = events(written(session))
    assert autumn.end.astimezone(dt.UTC) - autumn.start.astimezone(dt.UTC) == dt.timedelta(minutes=120)
    assert f"{autumn.end.astimezone(PARIS):%H:%M}" == "02:30"
    assert f"{spring.end:%H:%M}" == "03:30"


def test_the_time_zone_of_the_file_is_that_of_the_wall(session: Session) -> None:
    plan_action(session, None, appointment())
    calendar = icalendar.Calendar.from_ical(written(session))
    told = calendar.timezones[0].to_tz(lookup_tzid=False)
    day = dt.datetime(1997, 1, 1, 12, 30)  # noqa: DTZ001 — in two zones below
    for hours in range(0, 40 * 365 * 24, 37):
        moment = day + dt.timedelta(hours=hours)
        if moment.hour == 2:
            continue  # twice, or not at all, on the nights when the hour changes
        assert moment.replace(tzinfo=told).utcoffset() == moment.replace(tzinfo=PARIS).utcoffset(), moment


def test_one_appointment_alone(session: Session) -> None:
    action = plan_action(session, None, appointment()).id
    entry = calendar_entry(session, action)
    assert entry is not None
    assert len(events(calendar_text([entry], titled))) == 1
    assert calendar_entry(session, plan_action(session, None, ActionDetails("call")).id) is None


def test_khal_reads_the_file_as_a_calendar_program_would(session: Session, tmp_path: Path) -> None:
    khal = Path(sys.executable).with_name("khal")
    if not khal.exists():
        pytest.skip("khal is not installed: pip install khal")
    contact = create_contact(session, ContactDetails(last_name="Péron", first_name="Hélène")).id
    plan_action(session, contact, appointment(minutes=45, place="Cabine 2", subject="soin"))
    plan_action(session, None, appointment(dt.date(2026, 7, 21), "09:00", subject="inventaire d'été"))
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(
        f"[calendars]\n[[shop]]\npath = {tmp_path}/calendar\n[locale]\nlocal_timezone = Europe/Paris\n"
        "default_timezone = Europe/Paris\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n",
        encoding="utf-8",
    )
    file = tmp_path / "shop.ics"
    file.write_bytes(written(session, names=True))
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path), "PYTHONUTF8": "1"}
    run = [str(khal), "-c", str(tmp_path / "config")]
    subprocess.run([*run, "import", "--batch", "-a", "shop", str(file)], check=True, env=environment)
    shape = "{start-date} {start-time} {end-time} {title} @{location}"
    listed = subprocess.run(
        [*run, "list", "--notstarted", "--format", shape, "--day-format", "", "2026-07-01", "365d"],
        check=True, env=environment, capture_output=True, text=True, encoding="utf-8",
    ).stdout  # fmt: skip
    assert [line for line in listed.splitlines() if line.strip()] == [
        "2026-07-21 09:00 09:30 Appointment – inventaire d'été @",
        "2026-11-21 14:30 15:15 Péron Hélène – soin @Cabine 2",
    ]
    shutil.rmtree(tmp_path / "calendar")


# In


def test_a_foreign_event_is_taken_over_once_and_follows_its_calendar(session: Session, tmp_path: Path) -> None:
    assert take(session, foreign(tmp_path, f"{MEETING}\nSUMMARY:Fournisseur\nLOCATION:Bureau")) == CalendarOutcome(1)
    (action,) = actions_between(session, DAY, DAY + dt.timedelta(9))
    assert action.details == ActionDetails(
        "appointment", "Fournisseur", dt.date(2026, 11, 24), "10:00", 45, "Bureau", assigned_to="helene"
    )
    entries = JournalEntry.select().count()
    same = take(session, foreign(tmp_path, f"{MEETING}\nSUMMARY:Fournisseur\nLOCATION:Bureau"))
    assert same == CalendarOutcome(unchanged=1)
    assert JournalEntry.select().count() == entries
    moved = MEETING.replace("T10", "T11").replace("T1045", "T1145")
    changed = take(session, foreign(tmp_path, f"{moved}\nSEQUENCE:1\nSUMMARY:Fournisseur\nLOCATION:Bureau"))
    assert changed == CalendarOutcome(changed=1)
    assert read_action(session, action.id).details.time == "11:00"
    old = take(session, foreign(tmp_path, f"{MEETING}\nSUMMARY:Old news"))
    assert old == CalendarOutcome(unchanged=1)
    gone = take(session, foreign(tmp_path, f"{moved}\nSEQUENCE:2\nSTATUS:CANCELLED\nSUMMARY:Fournisseur"))
    assert gone == CalendarOutcome(cancelled=1)
    assert read_action(session, action.id).state == "cancelled"


def test_a_calendar_is_taken_back_by_one_undo_and_can_come_again(session: Session, tmp_path: Path) -> None:
    weekly = "UID:w@other\nDTSTART:20261130T090000\nRRULE:FREQ=WEEKLY;BYDAY=MO\nSUMMARY:Point"
    calendar = foreign(tmp_path, MEETING, weekly)
    assert take(session, calendar).created == 2
    undo(session)
    assert actions_between(session, DAY, DAY + dt.timedelta(30)) == ()
    assert take(session, calendar).created == 2


def test_a_rehearsal_says_the_same_and_writes_nothing(session: Session, tmp_path: Path) -> None:
    calendar = foreign(tmp_path, MEETING)
    assert take_calendar(session, calendar.events, write=False) == CalendarOutcome(1)
    assert ActionRow.select().count() == 0
    assert take(session, calendar) == CalendarOutcome(1)


@pytest.mark.parametrize(
    ("start", "day", "time"),
    [
        ("DTSTART:20261124T090000Z", "2026-11-24", "10:00"),
        ("DTSTART:20260724T090000Z", "2026-07-24", "11:00"),
        ("DTSTART:20261124T090000", "2026-11-24", "09:00"),
        ("DTSTART;TZID=America/New_York:20261124T200000", "2026-11-25", "02:00"),
        ("DTSTART;TZID=Romance Standard Time:20261124T090000", "2026-11-24", "09:00"),
        ("DTSTART;VALUE=DATE:20261124", "2026-11-24", ""),
    ],
)
def test_hours_become_those_of_the_wall(tmp_path: Path, start: str, day: str, time: str) -> None:
    (event,) = foreign(tmp_path, f"UID:1\n{start}\nDURATION:PT30M" if time else f"UID:1\n{start}").events
    assert (event.day.isoformat(), event.time) == (day, time)
    assert event.minutes == (30 if time else None)


def test_what_comes_again_becomes_a_series_with_one_living_action(session: Session, tmp_path: Path) -> None:
    body = "UID:w@other\nDTSTART:20261102T090000\nRRULE:FREQ=WEEKLY;WKST=MO;BYDAY=MO\nSUMMARY:Point"
    take(session, foreign(tmp_path, body))
    (action,) = actions_between(session, DAY, DAY + dt.timedelta(30))
    assert action.details.day == dt.date(2026, 11, 23)
    complete_action(session, action.id)
    assert take(session, foreign(tmp_path, body)) == CalendarOutcome(unchanged=1)
    (following,) = actions_between(session, DAY, DAY + dt.timedelta(30), states=("open",))
    assert following.details.day == dt.date(2026, 11, 30)
    gone = take(session, foreign(tmp_path, f"{body}\nSTATUS:CANCELLED\nSEQUENCE:1"))
    assert gone == CalendarOutcome(cancelled=1)
    assert actions_between(session, DAY, DAY + dt.timedelta(30), states=("open",)) == ()


def test_what_cannot_be_taken_over_is_said_and_stops_nothing(tmp_path: Path) -> None:
    calendar = foreign(
        tmp_path,
        "UID:1\nDTSTART:20261399T100000\nSUMMARY:no day",
        "UID:2\nDTSTART:20261124T100000\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:counted",
        "UID:3\nRECURRENCE-ID:20261124T100000\nDTSTART:20261124T100000\nSUMMARY:moved",
        "DTSTART:20261124T100000\nSUMMARY:nameless",
        MEETING,
    )
    assert [(refused.summary, refused.fault) for refused in calendar.refused] == [
        ("no day", "day"), ("counted", "rule"), ("moved", "one_of_series"), ("nameless", "uid"),
    ]  # fmt: skip
    assert len(calendar.events) == 1


def test_what_is_over_is_left_out(session: Session, tmp_path: Path) -> None:
    assert take(session, foreign(tmp_path, "UID:1\nDTSTART:20261120T100000")) == CalendarOutcome(past=1)


def test_a_contact_is_found_by_its_whole_name_or_its_address(session: Session, tmp_path: Path) -> None:
    details = ContactDetails(last_name="Péron", first_name="Hélène", emails=(EmailAddress("hp@example.org"),))
    helene = create_contact(session, details).id
    create_contact(session, ContactDetails(last_name="Martin", first_name="Luc"))
    summaries = ("Hélène Péron – soin visage", "PERON Hélène", "Réunion Martin", "Bilan")
    bodies = [f"UID:{n}\nDTSTART:2026112{n + 3}T100000\nSUMMARY:{said}" for n, said in enumerate(summaries)]
    bodies[3] += "\nATTENDEE;CN=Nobody:mailto:HP@example.org"
    take(session, foreign(tmp_path, *bodies))
    found = actions_between(session, DAY, DAY + dt.timedelta(30))
    assert [(action.contact_id, action.details.subject) for action in found] == [
        (helene, "soin visage"), (helene, ""), (None, "Réunion Martin"), (helene, "Bilan"),
    ]  # fmt: skip


def test_our_own_appointment_comes_back_changed(session: Session, tmp_path: Path) -> None:
    contact = create_contact(session, ContactDetails(last_name="Péron")).id
    action = plan_action(session, contact, appointment(subject="soin")).id
    path = tmp_path / "own.ics"
    path.write_bytes(written(session))
    assert take(session, read_calendar(path)) == CalendarOutcome(unchanged=1)
    path.write_bytes(written(session).replace(b"T143000", b"T160000").replace(b"T150000", b"T163000"))
    assert take(session, read_calendar(path)) == CalendarOutcome(changed=1)
    moved = read_action(session, action)
    assert moved.details == appointment(time="16:00", subject="soin", assigned_to="helene")
    assert moved.contact_id == contact
    assert take(session, read_calendar(path)) == CalendarOutcome(unchanged=1)
    postpone_action(session, action, DAY + dt.timedelta(2))
    assert take(session, read_calendar(path)) == CalendarOutcome(unchanged=1)
    assert int(events(written(session))[0]["SEQUENCE"]) >= 2


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"BEGIN:VCALENDAR", b"\xff\xfeBEGIN:VCALENDAR\x00"])
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.ics"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=r"calendar\.unreadable"):
        read_calendar(path)
    with pytest.raises(Refusal, match=r"import\.no_file"):
        read_calendar(tmp_path / "none.ics")


def test_a_hostile_calendar_is_refused_within_its_limits(tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\n" + b"x" * (21 << 20))
    with pytest.raises(Refusal, match=r"import\.too_large"):
        read_calendar(path)
    path.write_bytes(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 5_000)
    with pytest.raises(Refusal, match=r"calendar\.unreadable|import\.too_"):
        read_calendar(path, seconds=5)


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=60)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    TEXTS, TEXTS, st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)),
    st.times().map(lambda time: f"{time:%H:%M}"), st.none() | st.integers(1, 100_000),
)  # fmt: skip
def test_whatever_is_planned_is_read_back(
    subject: str, place: str, day: dt.date, time: str, minutes: int | None
) -> None:
    details = ActionDetails("appointment", subject.strip(), day, time, minutes, place.strip())
    entry = CalendarEntry("a@b", Action(1, None, "", details), dt.datetime(2026, 1, 1, tzinfo=dt.UTC), 3)
    (event,) = events(calendar_text([entry], titled))
    assert str(event["SUMMARY"]) == " – ".join(part for part in ("Appointment", subject.strip()) if part)
    assert str(event.get("LOCATION", "")) == place.strip()
    assert event.end.astimezone(dt.UTC) - event.start.astimezone(dt.UTC) == dt.timedelta(minutes=minutes or 30)
    shown = f"{event.start:%H:%M}"
    assert shown == time or (event.start.month == 3 and time.startswith("02"))
