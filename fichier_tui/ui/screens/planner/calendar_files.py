"""I: the planner to a calendar program, and back. What leaves, where, with or without names."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.schedule import SOON_DAYS
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import Session
from fichier_tui.storage.actions.calendar import CalendarEntry, calendar_entries, calendar_entry
from fichier_tui.storage.actions.calendar_kept import KeptCalendar, keep_calendar, kept_calendar
from fichier_tui.ui import format as written
from fichier_tui.ui.calendar_kept import calendar_title, this_machine, write_kept
from fichier_tui.ui.dialogs.export import default_path
from fichier_tui.ui.dialogs.question import Choice, Question, replacing
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices, show_form
from fichier_tui.ui.screens.planner.gestures import PlannerActions

MARKED, SHOWN, KEPT, NO_MORE, TAKE = "marked", "shown", "kept", "no_more", "take"
APPOINTMENTS, EVERYTHING = "appointments", "everything"
WHAT = {APPOINTMENTS: N_("appointments only"), EVERYTHING: N_("tasks and calls too")}
UNNAMED, NAMED = "unnamed", "named"
NAMES = {UNNAMED: N_("none"), NAMED: N_("those of the contacts")}


@dataclass(frozen=True, slots=True)
class CalendarScope:
    """What leaves: these actions, or a period (of one person in charge, where one is given)."""

    actions: tuple[int, ...] = ()
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max
    in_charge: str = ""


def entries_of(session: Session, scope: CalendarScope, *, tasks: bool) -> tuple[CalendarEntry, ...]:
    """What leaves, as calendars know it. Raises Refusal: row.unknown."""
    if scope.actions:
        return tuple(entry for number in scope.actions if (entry := calendar_entry(session, number)) is not None)
    entries = calendar_entries(session, scope.first, scope.last, appointments_only=not tasks)
    return tuple(one for one in entries if scope.in_charge in ("", one.action.details.assigned_to))


class CalendarDialog(FormDialog):
    """Where it goes, and what it says. It stands in clear there."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The file stands in clear on the disk: names only where you ask for them, never a telephone or a note."),
        N_("A calendar that Fichier wrote is brought up to date; any other file of that name is left alone."),
    )

    def __init__(self, scope: CalendarScope, title: str) -> None:
        super().__init__()
        self.scope, self.title_words = scope, title

    def heading(self) -> Content:
        """What leaves."""
        return shown(_("Calendar: {what}").format(what=self.title_words))

    def specs(self) -> Sequence[FieldSpec]:
        """Where, what, with which names."""
        path = FieldSpec("path", N_("File"), required=True, hint=N_("A name that ends in .ics"))
        what = FieldSpec("what", N_("What"), "choice", choices=choices(WHAT), free=False, required=True)
        names = FieldSpec("names", N_("Names"), "choice", choices=choices(NAMES), free=False, required=True)
        return (path, names) if self.scope.actions else (path, what, names)

    async def values(self) -> Mapping[str, Any]:
        """In the documents; without names."""
        path = default_path(_("Planner"), self.fichier.today()).with_suffix(".ics")
        return {"path": str(path), "what": APPOINTMENTS, "names": UNNAMED}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Write it, and say how many."""
        from fichier_tui.exchange.calendar import write_calendar_file
        from fichier_tui.exchange.whole_file import ended

        app = self.fichier
        file: Any = app.file
        entries = await app.ask(entries_of, self.scope, tasks=answers.get("what") == EVERYTHING)
        target = ended(Path(answers["path"]), ".ics")
        try:
            made = await asyncio.to_thread(
                write_calendar_file, file, entries, target, calendar_title,
                names=answers["names"] == NAMED, overwrite=self.agreed,
            )  # fmt: skip
        except Refusal as refusal:
            if refusal.code != "export.exists" or self.agreed or target.is_dir():
                raise
            return await self.agree(replacing(target), answers)
        words = ngettext(
            "{count} appointment written to {path}", "{count} appointments written to {path}", made.appointments
        )
        app.tell(shown(words.format(count=written.number(made.appointments), path=made.path)))
        return True


class KeptDialog(CalendarDialog):
    """The file that is kept up to date from now on."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("A calendar program of this computer subscribes to this file: it is written anew after each change."),
        N_("It holds three months before and after the day. It is kept while Fichier is open, on this computer."),
        *CalendarDialog.HELP_WORDS,
    )

    def __init__(self, known: KeptCalendar | None) -> None:
        super().__init__(CalendarScope(), "")
        self.known = known

    def heading(self) -> Content:
        """What it does."""
        return shown(_("Calendar kept up to date"))

    async def values(self) -> Mapping[str, Any]:
        """Those set now; else a name that says no day, in the documents."""
        known = self.known
        if known is not None and known.machine == this_machine():
            what, names = EVERYTHING if known.tasks else APPOINTMENTS, NAMED if known.names else UNNAMED
            return {"path": known.path, "what": what, "names": names}
        path = default_path(_("Planner"), self.fichier.today()).with_name(_("Planner") + ".ics")
        return {"path": str(path), "what": APPOINTMENTS, "names": UNNAMED}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Write it a first time: only what can be written is kept."""
        from fichier_tui.exchange.whole_file import ended

        app = self.fichier
        file: Any = app.file
        path = str(ended(Path(answers["path"]), ".ics"))
        kept = KeptCalendar(path, this_machine(), answers["names"] == NAMED, answers["what"] == EVERYTHING)
        await asyncio.to_thread(write_kept, file, kept)
        await app.ask(keep_calendar, kept)
        app.tell(done("calendar.kept", name=path))
        return True


def scope_of(screen: PlannerActions) -> tuple[CalendarScope, str]:
    """What is shown: the week, the month, another day; on the present day, the days up to soon."""
    asked, today = screen.asked, screen.fichier.today()
    first, last = asked.period
    if screen.planned is not None and screen.planned.is_present:
        last = today + dt.timedelta(days=SOON_DAYS)
    words = written.day_short(first, today)
    if last != first:
        words = _("{first} to {last}").format(first=words, last=written.day_short(last, today))
    return CalendarScope((), first, last, asked.in_charge), words


def calendar_choices(screen: PlannerActions, known: KeptCalendar | None) -> list[Choice]:
    """What may leave from here, and what may come."""
    dated = [one for one in screen.at_hand("open", "done", "cancelled") if one.details.day is not None]
    found = []
    if len(dated) == 1:
        found.append(Choice(MARKED, _("Export: {action}").format(action=screen.titled(dated)), "e"))
    elif dated:
        found.append(Choice(MARKED, _("Export the {count} marked").format(count=len(dated)), "e"))
    words = _("Export what is shown: {period}").format(period=scope_of(screen)[1])
    found.append(Choice(SHOWN, words, "p"))
    if known is None:
        found.append(Choice(KEPT, _("Keep a calendar file up to date for another program"), "k"))
    else:
        found.append(Choice(KEPT, _("Change the file kept up to date: {path}").format(path=known.path), "k"))
        found.append(Choice(NO_MORE, _("Keep it up to date no more"), "n"))
    found.append(Choice(TAKE, _("Take a calendar into the planner"), "t"))
    return found


async def offer_calendar_files(screen: PlannerActions) -> None:
    """Ask which, then go on."""
    app = screen.fichier
    try:
        known = await app.ask(kept_calendar)
    except Refusal as refusal:
        screen.refuse(refusal)
        return
    dated = [one for one in screen.at_hand("open", "done", "cancelled") if one.details.day is not None]
    scope, period = scope_of(screen)

    async def chosen(code: str | None) -> None:
        if code == MARKED:
            numbers = tuple(action.id for action in dated)
            await show_form(app, CalendarDialog(CalendarScope(numbers), screen.titled(dated)))
        elif code == SHOWN:
            await show_form(app, CalendarDialog(scope, period))
        elif code == KEPT:
            await show_form(app, KeptDialog(known))
        elif code == NO_MORE:
            await _keep_no_more(screen)
        elif code == TAKE:
            from fichier_tui.ui.screens.planner.calendar_taking import take_calendar_in

            await take_calendar_in(app)

    body = _("A calendar (.ics) stands in clear on the disk; it names contacts only where you ask for it.")
    await app.push_screen(Question(_("Calendar file (.ics)"), body, calendar_choices(screen, known)), chosen)


async def _keep_no_more(screen: PlannerActions) -> None:
    try:
        await screen.fichier.ask(keep_calendar, None)
    except Refusal as refusal:
        screen.refuse(refusal)
        return
    screen.say(done("calendar.kept_no_more"))
    await screen.fichier.changed()
