"""The columns of the best buyers of what arrives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from textual.content import Content

from fichier_tui.domain.proposals.arrival import AMOUNT, QUANTITY, RECENCY
from fichier_tui.i18n import N_, _
from fichier_tui.storage import ArrivalRow
from fichier_tui.ui import format
from fichier_tui.ui.code_words import CHANNELS, word
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.columns import Column

# The measure that holds is never dropped; of the others there is as much as the width allows.
_FIRST, _AFTER = 1, 3


def arrival_columns(today: Callable[[], dt.date], by: str) -> tuple[Column[ArrivalRow], ...]:
    """Who, what they bought and when, what they know already, and by what they may be told."""

    def last(row: ArrivalRow) -> Content:
        return Content(format.day_short(row.buyer.last_on, today()))

    def known(row: ArrivalRow) -> Content:
        if row.planned_on is not None:
            return Content(_("to do {day}").format(day=format.day_short(row.planned_on, today())))
        told = row.awareness.last_told
        if told is None:
            return Content("—").stylize("$text-muted")
        return Content("✓ " + _("told {day}").format(day=format.day_short(told, today())))

    def priority(measure: str) -> int:
        return _FIRST if measure == by else _AFTER

    return (
        Column("rank", N_("Rank"), lambda row: _muted(format.number(row.rank)), width=5, align="right", priority=4),
        Column("name", N_("Name"), lambda row: shown(row.name), width=18, flex=3, most=40),
        Column("town", N_("Town"), lambda row: shown(row.town), width=12, flex=1, most=24, priority=5),
        Column("phone", N_("Telephone"), lambda row: shown(format.phone(row.phone)), width=16, priority=4),
        Column(
            "amount", N_("Amount"), lambda row: Content(format.money(row.buyer.amount_cents, whole=True)), width=10,
            align="right", priority=priority(AMOUNT), sort=AMOUNT, descending_first=True,
        ),
        Column(
            "quantity", N_("Qty"), lambda row: Content(format.number(row.buyer.quantity)), width=5, align="right",
            priority=priority(QUANTITY), sort=QUANTITY, descending_first=True,
        ),
        Column("last", N_("Last"), last, width=10, priority=priority(RECENCY), sort=RECENCY, descending_first=True),
        Column("known", N_("Knows"), known, width=16, priority=2),
        Column("channels", N_("May be told by"), _channels, width=14, flex=1, most=36),
    )  # fmt: skip


def _muted(text: str) -> Content:
    return Content(text).stylize("$text-muted")


def _channels(row: ArrivalRow) -> Content:
    words = ", ".join(word(CHANNELS, channel) for channel in row.channels)
    return Content(words) if words else _muted(_("at a visit"))
