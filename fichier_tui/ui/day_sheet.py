"""The words of the day on paper: its sections in the language of the moment."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.history import Action
from fichier_tui.exchange.day_sheet import SheetLine, SheetPage, SheetSection
from fichier_tui.i18n import _, ngettext
from fichier_tui.storage.actions.day_sheet import Arrival, DaySheet
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import ACTION_KINDS, word


def sheet_page(sheet: DaySheet, business: str, today: dt.date) -> SheetPage:
    """The page of a day."""
    title = written.day_long(sheet.day)
    sections = (
        SheetSection(_("Appointments"), tuple(map(_appointment, sheet.appointments))),
        SheetSection(_("Arrivals"), tuple(map(_arrival, sheet.arrivals))),
        SheetSection(_("To do"), tuple(_task(action, sheet) for action in sheet.tasks)),
        SheetSection(_("Late"), tuple(_task(action, sheet, late=True) for action in sheet.late)),
        SheetSection(_("Birthdays"), tuple(_birthday(one.name, one.years) for one in sheet.birthdays)),
    )
    return SheetPage(
        title=title[:1].upper() + title[1:],
        subtitle=" · ".join(part for part in (business, _("Sheet of the day")) if part),
        sections=tuple(section for section in sections if section.lines),
        empty=_("Nothing is planned that day."),
        foot=_("Printed on {day}. It names clients: keep it out of sight, and shred it at the end of the day.").format(
            day=written.day(today)
        ),
        more=lambda count: ngettext("… and {count} more.", "… and {count} more.", count).format(count=count),
    )


def _appointment(action: Action) -> SheetLine:
    details = action.details
    hour = written.clock(details.time) if details.time else _("all day")
    aside = (written.duration(details.minutes) if details.minutes else "", details.place, action.in_charge)
    return SheetLine(
        hour,
        action.contact_name or details.subject or word(ACTION_KINDS, details.kind),
        details.subject if action.contact_name else "",
        " · ".join(part for part in aside if part),
    )


def _arrival(arrival: Arrival) -> SheetLine:
    counts = []
    if arrival.nights:
        counts.append(
            ngettext("{count} night", "{count} nights", arrival.nights).format(count=written.number(arrival.nights))
        )
    if arrival.people:
        counts.append(
            ngettext("{count} person", "{count} people", arrival.people).format(count=written.number(arrival.people))
        )
    return SheetLine("", arrival.name, arrival.product, " · ".join(counts))


def _task(action: Action, sheet: DaySheet, *, late: bool = False) -> SheetLine:
    """What is to be done, with a box to tick: its hour, or the day it was due."""
    details = action.details
    when = written.day(details.day) if late else written.clock(details.time) if details.time else ""
    what = " – ".join(part for part in (word(ACTION_KINDS, details.kind), details.subject) if part)
    urgent = (_("urgent") if details.priority > 1 else _("high")) if details.priority else ""
    phone = written.phone(sheet.phones.get(action.contact_id or 0, "")) if details.kind == "call" else ""
    aside = " · ".join(part for part in (phone, urgent, action.in_charge) if part)
    if not action.contact_name:
        return SheetLine(when, details.subject or word(ACTION_KINDS, details.kind), "", aside, box=True)
    return SheetLine(when, action.contact_name, what, aside, box=True)


def _birthday(name: str, years: int | None) -> SheetLine:
    if years is None:
        return SheetLine("", name)
    return SheetLine("", name, ngettext("{count} year old", "{count} years old", years).format(count=years))
