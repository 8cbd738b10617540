"""The columns of the best clients."""

from __future__ import annotations

from textual.content import Content

from fichier_tui.i18n import N_
from fichier_tui.storage import TopClient
from fichier_tui.ui import format
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.columns import Column

# What is measured: code of storage, its words, and the heading of its column.
MEASURES: dict[str, str] = {
    "revenue": N_("Revenue"),
    "margin": N_("Margin"),
    "purchases": N_("Purchases"),
    "referrals": N_("Sent us"),
}
COUNTS = ("purchases", "referrals")
"""Those that are numbers, not amounts."""


def top_columns(measure: str) -> tuple[Column[TopClient], ...]:
    """The columns for a measure; a number needs no second column."""
    bought = Column("purchases", N_("Purchases"), _purchases, width=10, align="right", priority=2)
    counted = Column("value", MEASURES[measure], _number, width=10, align="right")
    value = Column("value", MEASURES[measure], _money, width=14, align="right")
    return (
        Column("rank", N_("Rank"), _rank, width=5, align="right"),
        Column("name", N_("Name"), _name, width=18, flex=3, most=40),
        Column("town", N_("Town"), _town, width=12, flex=2, most=24, priority=3),
        *((counted,) if measure in COUNTS else (bought, value)),
        Column("share", N_("Share"), _share, width=8, align="right"),
        Column("cumulated", N_("Together"), _together, width=9, align="right"),
    )


def _rank(row: TopClient) -> Content:
    return Content(format.number(row.rank)).stylize("$text-muted")


def _name(row: TopClient) -> Content:
    return shown(row.name)


def _town(row: TopClient) -> Content:
    return shown(row.town)


def _purchases(row: TopClient) -> Content:
    return Content(format.number(row.purchases))


def _number(row: TopClient) -> Content:
    return Content(format.number(row.value))


def _money(row: TopClient) -> Content:
    return Content(format.money(row.value))


def _share(row: TopClient) -> Content:
    return Content(format.percent(row.share, 1))


def _together(row: TopClient) -> Content:
    return Content(format.percent(row.cumulated_share, 1)).stylize("$text-muted")
