"""To plan to tell several contacts of what arrives, each by a channel that it accepts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from fichier_tui.domain.history import ActionDetails
from fichier_tui.domain.proposals import Arriving
from fichier_tui.domain.recurrence import Recurrence
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import Session, plan_arrival, planned_about, read_rows
from fichier_tui.storage.consents.contactability import open_channels
from fichier_tui.storage.offers.offering import plan_about_product
from fichier_tui.ui import format
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.code_words import ACTION_KINDS, word
from fichier_tui.ui.done import done
from fichier_tui.ui.proposal_words import kind_by
from fichier_tui.ui.screens.card.plan_form import PlanDialog


def telling_of(arriving: Arriving, channels: Sequence[str], day: dt.date) -> ActionDetails:
    """The action: by the first channel that is open; by none, at the next visit."""
    kind = kind_by(channels)
    return ActionDetails(kind, _("Arrived: {what}").format(what=arriving.name), day=day)


class PlanArrivalDialog(PlanDialog):
    """Something to do about what arrives: when it is done, the contact was told."""

    def __init__(self, contact: int, name: str, arriving: Arriving, details: ActionDetails) -> None:
        super().__init__(contact, name, proposed=details)
        self.arriving = arriving

    async def plan(self, details: ActionDetails, recurrence: Recurrence | None) -> None:
        """Plan it with its product."""
        if self.arriving.product_id is None or self.contact is None:
            await super().plan(details, recurrence)
            return
        product = self.arriving.product_id
        await self.fichier.ask(plan_about_product, self.contact, details, product, recurrence)


async def plan_to_tell(screen: FichierScreen[Any], arriving: Arriving, contacts: Sequence[int]) -> bool:
    """Plan it for today, for whoever has nothing planned about it yet; whether anything was planned."""
    today = screen.fichier.today()
    try:
        names, planned, channels = await screen.fichier.ask(_read, arriving, contacts, today)
        plans = {
            number: telling_of(arriving, channels.get(number, ()), today)
            for number in contacts
            if number not in planned
        }
        if not plans:
            screen.refuse(_("It is planned already: F8 shows the planner."))
            return False
        await screen.fichier.ask(plan_arrival, arriving, plans)
    except Refusal as refusal:
        screen.refuse(refusal)
        return False
    if len(plans) == 1:
        (number, details), *_none = plans.items()
        kind, day = word(ACTION_KINDS, details.kind), format.day_short(today, today)
        screen.say(done("action.planned", name=f"{names.get(number, '')}, {kind}, {day}"))
    else:
        screen.say(done("actions.planned", name=arriving.name, count=len(plans)))
    return True


def _read(
    session: Session, arriving: Arriving, contacts: Sequence[int], day: dt.date
) -> tuple[dict[int, str], dict[int, dt.date], dict[int, tuple[str, ...]]]:
    """The names, who has something planned about it, and the channels that are open."""
    names = {row.id: row.name for row in read_rows(session, contacts)}
    return names, planned_about(session, arriving, contacts), open_channels(session, contacts, day=day)
