"""The calendar file that a calendar program subscribes to: written anew after what was written in the planner."""

from __future__ import annotations

import asyncio
import datetime as dt
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from fichier_tui.domain.dates import add_months
from fichier_tui.domain.history import Action
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.actions.calendar import CalendarEntry, calendar_entries
from fichier_tui.storage.actions.calendar_kept import KeptCalendar, kept_calendar, planner_touched
from fichier_tui.ui.code_words import ACTION_KINDS, word

if TYPE_CHECKING:
    from fichier_tui.exchange.calendar import CalendarWritten

MONTHS = 3
"""Before and after the day."""


def this_machine() -> str:
    """Its name: a path is one of a machine."""
    return platform.node()


def calendar_title(action: Action) -> str:
    """What an event is called that names nobody."""
    return word(ACTION_KINDS, action.details.kind).capitalize()


def entries_kept(session: Session, kept: KeptCalendar) -> tuple[CalendarEntry, ...]:
    """What the file holds."""
    today = session.today
    first, last = add_months(today, -MONTHS), add_months(today, MONTHS)
    return calendar_entries(session, first, last, appointments_only=not kept.tasks)


def write_kept(file: OpenFile, kept: KeptCalendar, *, overwrite: bool = False) -> CalendarWritten:
    """Write it where something changed. Not on the thread of the screens. Raises Refusal."""
    from fichier_tui.exchange.calendar import write_calendar_file

    entries = file.call(entries_kept, kept)
    return write_calendar_file(
        file, entries, Path(kept.path), calendar_title, names=kept.names, purpose=_("Calendar kept up to date"),
        overwrite=overwrite, kept=True,
    )  # fmt: skip


class CalendarKeeper:
    """Keeps the file of this machine, as far as the journal has come; another machine keeps its own."""

    def __init__(self) -> None:
        self._kept_at: tuple[int, dt.date] | None = None
        self._running = False
        self.refused: Refusal | None = None
        """Why it could not be written, until it can again: it is said once."""

    async def follow(self, file: object, entry: int, today: dt.date) -> Refusal | None:
        """Write it if the planner or the day has gone on; a reason to say where that has just begun to fail."""
        if self._running or self._kept_at == (entry, today) or not isinstance(file, OpenFile):
            return None
        self._running = True
        try:
            kept = await file.run(kept_calendar)
            if kept is not None and kept.machine == this_machine() and await self._is_behind(file, today):
                await asyncio.to_thread(write_kept, file, kept)
            known, self.refused = self.refused, None
        except Refusal as refusal:
            known, self.refused = self.refused, refusal
        finally:
            self._kept_at, self._running = (entry, today), False
        return None if known is not None or self.refused is None else self.refused

    async def _is_behind(self, file: OpenFile, today: dt.date) -> bool:
        """Whether anything that it says may have changed since it was written."""
        if self._kept_at is None or self.refused is not None or self._kept_at[1] != today:
            return True
        return await file.run(planner_touched, self._kept_at[0])
