"""Free slots as answers of a question: what Ctrl+T proposes, and what stands beside an overlap."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from fichier_tui.domain.history import ActionDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.slots import DAYS_AHEAD, Slot, half_day_after
from fichier_tui.i18n import _
from fichier_tui.ui import format as written
from fichier_tui.ui.dialogs.question import Choice, Question

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

_SLOT = "slot "


_LATER = "later "


async def offer_slots(app: FichierApp, wanted: ActionDetails, itself: int | None = None) -> Question | None:
    """The question that proposes the next free slots, and later ones; None where there is none, which is said."""
    try:
        choices = await slot_choices(app, wanted, itself)
    except Refusal as refusal:
        app.refuse(refusal)
        return None
    if not choices:
        app.refuse(_("No free slot within {count} days. Choose an hour yourself.").format(count=DAYS_AHEAD))
        return None
    body = _("Nothing else is planned then, and the shop is open:")
    later = _("Later…")
    last = choices[-1].code.removeprefix(_SLOT)
    return Question(_("Free slots"), Content(body), (*choices, Choice(f"{_LATER}{last}", later, later[:1])))


def later_than(answer: str, wanted: ActionDetails) -> ActionDetails | None:
    """What is wanted once later slots were asked for; None for another answer."""
    if not answer.startswith(_LATER):
        return None
    shown_last = slot_of(_SLOT + answer.removeprefix(_LATER))
    if shown_last is None:
        return None
    day, time = half_day_after(shown_last)
    return replace(wanted, day=day, time=time)


async def slot_choices(app: FichierApp, wanted: ActionDetails, itself: int | None = None) -> tuple[Choice, ...]:
    """An answer for each of the next free slots. Raises Refusal."""
    from fichier_tui.storage.actions.slots import propose_slots

    now = app.now().astimezone()
    found = await app.ask(propose_slots, wanted, (app.today(), f"{now:%H:%M}"), itself=itself)
    return tuple(Choice(f"{_SLOT}{slot.day.isoformat()} {slot.time}", slot_words(slot, app.today())) for slot in found)


def slot_words(slot: Slot, today: dt.date) -> str:
    """ "Monday 23 November, 14 h 30"."""
    words = f"{written.day_long(slot.day, year=slot.day.year != today.year)}, {written.clock(slot.time)}"
    return words[:1].upper() + words[1:]


def slot_of(answer: str) -> Slot | None:
    """The slot that an answer stands for, None for another answer."""
    if not answer.startswith(_SLOT):
        return None
    day, time = answer.removeprefix(_SLOT).split()
    return Slot(dt.date.fromisoformat(day), time)
