"""Which calendar file is kept up to date, by which machine: set with the file, so that another file has its own."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.permission import EXPORT
from fichier_tui.domain.text import clean_line
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting
from fichier_tui.storage.shop import read_settings


@dataclass(frozen=True, slots=True)
class KeptCalendar:
    """A calendar that another program subscribes to."""

    path: str
    machine: str
    """The name of the machine on which the path is meant."""
    names: bool = False
    tasks: bool = False


def kept_calendar(session: Session) -> KeptCalendar | None:
    """The calendar that is kept up to date; None where none is."""
    set_now = read_settings(session)
    if not set_now.calendar_path:
        return None
    return KeptCalendar(set_now.calendar_path, set_now.calendar_machine, set_now.calendar_names, set_now.calendar_tasks)


def keep_calendar(session: Session, kept: KeptCalendar | None) -> None:
    """Keep this one from now on, or none any more; in one operation."""
    session.require(EXPORT)
    values: dict[str, str | bool] = {"calendar_path": "", "calendar_machine": ""}
    if kept is not None:
        values = {
            "calendar_path": clean_line(kept.path),
            "calendar_machine": clean_line(kept.machine),
            "calendar_names": kept.names,
            "calendar_tasks": kept.tasks,
        }
    verb = "calendar.kept" if kept is not None else "calendar.kept_no_more"
    with session.operation(verb, name="" if kept is None else clean_line(kept.path)) as operation:
        for key, value in values.items():
            keep_setting(operation, key, value)


def planner_touched(session: Session, since: int) -> bool:
    """Whether a calendar may say something else since that entry of the journal: an action, a name, a setting."""
    return bool(
        session.database.connection()
        .execute(
            "SELECT EXISTS (SELECT 1 FROM journal_change WHERE entry_id > ?"
            " AND table_name IN ('action', 'contact', 'setting', 'calendar_link'))",
            (since,),
        )
        .fetchone()[0]
    )
