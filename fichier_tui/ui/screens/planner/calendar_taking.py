"""A calendar of another program into the planner: what it would create, change and give up is shown before."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.calendar_reading import ForeignCalendar, read_calendar
from fichier_tui.i18n import N_, _
from fichier_tui.storage.actions.calendar_import import CalendarLine, CalendarOutcome, take_calendar
from fichier_tui.storage.durable import from_home
from fichier_tui.ui import format as written
from fichier_tui.ui import keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import CALENDAR_FAULTS, word
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.screens.list_screen import ListScreen, show_list
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines

TAKE_IN = keys.Key(
    "calendar.take_in", "ctrl+s,enter", "take_in", N_("Take it into the planner"), N_("Take in"),
    N_("Writes what is shown, as one operation that Ctrl+Z takes back."), rank=1, first=True,
    synonyms=N_("import save write accept"),
)  # fmt: skip
LEFT_OUT = "left_out"
SIGNS = {
    "created": ("+", N_("new"), "$text-success"),
    "changed": ("~", N_("changed"), "$accent"),
    "cancelled": ("×", N_("given up"), "$text-warning"),
    LEFT_OUT: ("!", N_("left out"), "$text-error"),
}


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of the preview: what becomes of an event, or why it is left out."""

    place: int
    line: CalendarLine
    reason: str = ""


class TakeDialog(FormDialog):
    """Which file."""

    HELP_WORDS = (N_("Nothing is written yet: what the calendar would change is shown first."),)

    def __init__(self) -> None:
        super().__init__()
        self.path = Path()
        self.foreign = ForeignCalendar(())

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Take a calendar into the planner"))

    def specs(self) -> Sequence[FieldSpec]:
        """Where it is."""
        return (FieldSpec("path", N_("File"), required=True, hint=N_("A name that ends in .ics")),)

    async def values(self) -> Mapping[str, Any]:
        """The latest calendar among the downloads, where there is one."""
        found = await asyncio.to_thread(latest_calendar)
        return {"path": "" if found is None else str(found)}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Nothing is written: it is read."""
        self.path = from_home(Path(answers["path"]))
        self.foreign = await asyncio.to_thread(read_calendar, self.path)
        return True


def latest_calendar() -> Path | None:
    """The calendar downloaded last."""
    import platformdirs

    folder = platformdirs.user_downloads_path()
    try:
        return max(folder.glob("*.ics"), key=lambda path: path.stat().st_mtime, default=None)
    except OSError:
        return None


class Events(Lines[PreviewLine]):
    """Enter takes the calendar in; a click only moves the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [TAKE_IN.binding("screen.take_in")]

    def action_select(self) -> None:
        """A second click on a line is no order."""


class TakeScreen(ListScreen[PreviewLine]):
    """What would be created, changed, given up; what is left out, and why."""

    PLACE = "planner"
    TITLE_WORDS = N_("A calendar taken in")
    HELP_WORDS = (
        N_("+ is new, ~ is changed (with what it was), × is given up, ! is left out, with the reason."),
        N_("Ctrl+S writes it, as one operation that Ctrl+Z takes back. Esc leaves: nothing was written."),
    )
    KEYS = (TAKE_IN,)
    EMPTY = N_("The planner says the same already: there is nothing to take in.\nEsc goes back.")

    def __init__(self, foreign: ForeignCalendar, name: str) -> None:
        super().__init__()
        self.foreign, self.calendar_name = foreign, name
        self.outcome = CalendarOutcome()

    def crumbs(self) -> tuple[str, ...]:
        """Which calendar."""
        return (_("Calendar"), self.calendar_name)

    def columns(self) -> tuple[Column[PreviewLine], ...]:
        """What becomes of it, when, what, for whom, and and what it was."""
        today = self.fichier.today()

        def when(row: PreviewLine) -> Content:
            return shown(_when(row.line.day, row.line.time, today))

        return (
            Column("outcome", N_("What becomes of it"), _outcome, width=13),
            Column("when", N_("When"), when, width=16),
            Column("subject", N_("About"), _subject, width=18, flex=2, most=70),
            Column("name", N_("Contact"), lambda row: shown(row.line.name), width=14, flex=1, most=30, priority=2),
            Column("before", N_("It was"), lambda row: _before(row, today), width=18, flex=1, most=60, priority=3),
        )

    def make_list(self) -> Events:
        """Enter is the screen's own."""
        return Events(self.columns(), self.load, id_of=self.number_of)

    async def read(self, app: FichierApp) -> None:
        """What it would do now: the planner may have changed since."""
        self.outcome = await app.ask(take_calendar, self.foreign.events, self.calendar_name, write=False)
        self.take(preview_lines(self.outcome, self.foreign))

    def number_of(self, row: PreviewLine) -> int:
        """Its place."""
        return row.place

    def heading(self) -> Content:
        """The counts."""
        return Content(outcome_words(self.outcome))

    def disabled_reason(self, action: str) -> str | None:
        """There must be something to take in."""
        if action == "take_in" and not self.outcome.lines:
            return _("The planner says the same already: there is nothing to take in.")
        return super().disabled_reason(action)

    async def action_take_in(self) -> None:
        """Ctrl+S: write it."""
        taken = await self.do(take_calendar, self.foreign.events, self.calendar_name)
        if taken:
            self.fichier.tell(done("calendar.imported", name=self.calendar_name))
            self.dismiss(None)


async def take_calendar_in(app: FichierApp) -> None:
    """Ask which file, then show what it would do."""
    dialog = TakeDialog()

    async def read(was_read: bool | None) -> None:
        if was_read:
            await show_list(app, TakeScreen(dialog.foreign, dialog.path.name))

    try:
        await dialog.prepare()
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(dialog, read)
    dialog.start()


def preview_lines(outcome: CalendarOutcome, foreign: ForeignCalendar) -> Iterable[PreviewLine]:
    """What becomes of each event by its day, then what is left out."""
    ordered = sorted(outcome.lines, key=lambda line: (line.day or dt.date.max, line.time))
    for place, line in enumerate(ordered):
        yield PreviewLine(place, line)
    for place, refused in enumerate(foreign.refused, len(ordered)):
        yield PreviewLine(place, CalendarLine(LEFT_OUT, refused.summary), refused.fault)


def outcome_words(outcome: CalendarOutcome) -> str:
    """How many of each."""
    return _("{created} new, {changed} changed, {cancelled} given up, {unchanged} unchanged, {past} past").format(
        created=written.number(outcome.created),
        changed=written.number(outcome.changed),
        cancelled=written.number(outcome.cancelled),
        unchanged=written.number(outcome.unchanged),
        past=written.number(outcome.past),
    )


def _outcome(row: PreviewLine) -> Content:
    sign, words, style = SIGNS[row.line.outcome]
    return Content(f"{sign} {_(words)}").stylize(style)


def _subject(row: PreviewLine) -> Content:
    """What it is; of what is left out, the reason too."""
    subject = shown(row.line.subject)
    if not row.reason:
        return subject
    return Content.assemble(subject, " — ", shown(word(CALENDAR_FAULTS, row.reason), "$text-muted"))


def _when(day: dt.date | None, time: str, today: dt.date) -> str:
    return ", ".join(part for part in (written.day_short(day, today), written.clock(time) if time else "") if part)


def _before(row: PreviewLine, today: dt.date) -> Content:
    line = row.line
    if line.outcome != "changed" or (line.day_before, line.time_before) == (line.day, line.time):
        return Content("")
    return shown(_when(line.day_before, line.time_before, today), "$text-muted")
