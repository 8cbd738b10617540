"""What `fichier agenda` writes and reads: the planner as a calendar, the day on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from fichier_tui.cli.common import Asked, answer, opened
from fichier_tui.domain.dates import add_months
from fichier_tui.i18n import _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import ACTION_KINDS, CALENDAR_FAULTS, word

USUAL_MONTHS = 3
_SHOWN_REFUSALS = 20


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """What of the planner is to be written, and how."""

    target: Path
    days: int | None
    months: int | None
    action: int | None
    tasks: bool
    names: bool
    purpose: str
    overwrite: bool

    def period(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The first and the last day: from `day` on, or some months before and after it."""
        if self.days is not None:
            return day, day + dt.timedelta(days=self.days - 1)
        months = USUAL_MONTHS if self.months is None else self.months
        return add_months(day, -months), add_months(day, months)


def write_ics(asked: Asked, wish: CalendarWish) -> None:
    """`fichier agenda FILE --ics OUT`."""
    from fichier_tui.exchange.calendar import write_calendar_file
    from fichier_tui.storage.actions.calendar import calendar_entries, calendar_entry

    with opened(asked) as file:
        if wish.action is None:
            first, last = wish.period(file.call(lambda session: session.today))
            entries = file.call(calendar_entries, first, last, appointments_only=not wish.tasks)
        else:
            one = file.call(calendar_entry, wish.action)
            entries = () if one is None else (one,)
        done = write_calendar_file(
            file,
            entries,
            wish.target,
            lambda action: word(ACTION_KINDS, action.details.kind).capitalize(),
            names=wish.names,
            purpose=wish.purpose,
            overwrite=wish.overwrite,
        )

    def lines() -> Iterator[str]:
        if not done.changed:
            yield _("{path} was up to date.").format(path=done.path)
            return
        yield ngettext(
            "{count} appointment written to {path}", "{count} appointments written to {path}", done.appointments
        ).format(count=written.number(done.appointments), path=done.path)
        if done.contacts:
            yield ngettext(
                "The file is in clear, and names {count} contact: keep it where only you can read it.",
                "The file is in clear, and names {count} contacts: keep it where only you can read it.",
                done.contacts,
            ).format(count=written.number(done.contacts))
        else:
            yield _("The file is in clear; it names no contact. --names writes their names.")

    values: dict[str, object] = {
        "path": str(done.path),
        "appointments": done.appointments,
        "contacts": done.contacts,
        "changed": done.changed,
    }
    answer(asked.as_json, values, lines)


def read_ics(asked: Asked, source: Path, *, dry_run: bool) -> None:
    """`fichier agenda FILE --import-ics IN`."""
    from fichier_tui.exchange.calendar_reading import read_calendar
    from fichier_tui.storage.actions.calendar_import import take_calendar

    foreign = read_calendar(source)
    with opened(asked) as file:
        outcome = file.call(take_calendar, foreign.events, source.name, write=not dry_run)

    def lines() -> Iterator[str]:
        if dry_run:
            yield _("Nothing was written. It would give:")
        yield _(
            "Appointments: {created} new, {changed} changed, {cancelled} given up, {unchanged} unchanged, {past} past"
        ).format(
            created=outcome.created,
            changed=outcome.changed,
            cancelled=outcome.cancelled,
            unchanged=outcome.unchanged,
            past=outcome.past,
        )
        for refused in foreign.refused[:_SHOWN_REFUSALS]:
            yield _("! {name} was left out: {reason}").format(
                name=refused.summary or "—", reason=_(CALENDAR_FAULTS[refused.fault])
            )
        if (more := len(foreign.refused) - _SHOWN_REFUSALS) > 0:
            yield ngettext("… and {count} more.", "… and {count} more.", more).format(count=more)

    values: dict[str, object] = {
        "created": outcome.created,
        "changed": outcome.changed,
        "cancelled": outcome.cancelled,
        "unchanged": outcome.unchanged,
        "past": outcome.past,
        "refused": [{"summary": refused.summary, "reason": refused.fault} for refused in foreign.refused],
        "written": not dry_run,
    }
    answer(asked.as_json, values, lines)


def print_sheet(asked: Asked, target: Path, *, purpose: str, overwrite: bool) -> None:
    """`fichier agenda FILE --sheet OUT.pdf`: of the day that is given, else of tomorrow."""
    from fichier_tui.exchange.day_sheet import write_sheet
    from fichier_tui.storage import read_settings
    from fichier_tui.storage.actions.day_sheet import read_day_sheet
    from fichier_tui.ui.day_sheet import sheet_page

    with opened(asked) as file:
        today = file.call(lambda session: session.today)
        printed = file.call(lambda session: session.now().astimezone().date())
        sheet = file.call(read_day_sheet, asked.day or today + dt.timedelta(days=1))
        page = sheet_page(sheet, file.call(read_settings).business, printed)
        path = write_sheet(file, page, sheet.contacts, target, purpose=purpose, overwrite=overwrite)

    def lines() -> Iterator[str]:
        yield _("Sheet of {day} written to {path}").format(day=written.day_long(sheet.day), path=path)

    values: dict[str, object] = {
        "path": str(path),
        "day": sheet.day,
        "appointments": len(sheet.appointments),
        "arrivals": len(sheet.arrivals),
        "tasks": len(sheet.tasks),
        "late": len(sheet.late),
        "contacts": sheet.contacts,
    }
    answer(asked.as_json, values, lines)


def say_brief(asked: Asked) -> None:
    """`fichier agenda FILE --brief`: from the present hour on; of a day that is given, from its beginning on."""
    from fichier_tui.storage.actions.ahead import read_ahead
    from fichier_tui.ui.ahead import ahead_words

    with opened(asked) as file:
        ahead = file.call(read_ahead)
        time = "" if asked.day else file.call(lambda session: f"{session.now().astimezone():%H:%M}")
        day = file.call(lambda session: session.today)

    def lines() -> Iterator[str]:
        yield ahead_words(ahead, time)

    answer(asked.as_json, {"day": day, "late": ahead.late, "next": ahead.following(time)}, lines)


def only_one(**asked: object) -> None:
    """Refuse two wishes at once, as wrong usage."""
    given = [name for name, value in asked.items() if value]
    if len(given) > 1:
        raise click.UsageError(_("One of these at a time: {options}").format(options=", ".join(given)))
