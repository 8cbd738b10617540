"""Free slots of whoever is in charge, within the hours of the shop."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.history import ActionDetails
from fichier_tui.domain.slots import DAYS_AHEAD, OpeningHours, Slot, free_slots
from fichier_tui.storage.actions.planning import actions_between
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings


def opening_hours(session: Session) -> OpeningHours:
    """When the shop receives, as it is set."""
    settings = read_settings(session)
    return OpeningHours(settings.opening_hour, settings.closing_hour, settings.opening_days)


def propose_slots(
    session: Session, wanted: ActionDetails, now: tuple[dt.date, str], *, itself: int | None = None
) -> tuple[Slot, ...]:
    """The next free slots for `wanted`: from its day and hour on, or from `now` (a day, and HH:MM on the wall)."""
    first = max(wanted.day or now[0], now[0])
    day = dt.timedelta(days=1)
    others = actions_between(session, first - day, first + DAYS_AHEAD * day, states=("open",))
    return free_slots(wanted, others, opening_hours(session), now, itself=itself)
