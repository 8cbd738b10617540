"""The columns that the list of contacts can show, and those that it shows as long as nobody chose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from fichier_tui.domain.contact import COMPANY, ContactRow
from fichier_tui.domain.own_field import NUMBER, OwnField
from fichier_tui.i18n import N_
from fichier_tui.storage.own_columns import OWN_PREFIX
from fichier_tui.ui import format
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.facts import own_value
from fichier_tui.ui.widgets.columns import Column

COMPLAINT = "!"
TO_DO = "●"
NEAR = "≈"
OF_COMPANY = "▪"
NAME = "name"
REVENUE = "revenue"
# The order in which columns stand; the least important give way first on a narrow screen.
DEFAULT = ("name", "mark", "town", "phone", "last_seen", "revenue", "purchases", "next_action", "email")

Today = Callable[[], dt.date]
IsNear = Callable[[int], bool]


def nobody_near(_contact: int) -> bool:
    """Where nothing is looked for, nobody is only near."""
    return False


def contact_columns(today: Today, is_near: IsNear = nobody_near) -> tuple[Column[ContactRow], ...]:
    """Every column there is; `today` says which day is late, and which year need not be written, `is_near` who does
    not quite fit what is looked for."""
    return (
        Column(NAME, N_("Name"), partial(_name, is_near), width=18, flex=3, comfort=26, most=40, sort="name"),
        Column("mark", "!", partial(_mark, today), width=1, sort="complaints", descending_first=True),
        Column("town", N_("Town"), _town, width=12, flex=2, comfort=17, most=24, priority=3, sort="town"),
        Column("phone", N_("Telephone"), _phone, width=14, priority=2, sort="phone"),
        Column(
            "last_seen", N_("Last seen"), partial(_last_seen, today), width=9, priority=3, sort="last_seen",
            descending_first=True,
        ),
        Column(
            REVENUE, N_("Revenue"), _revenue, width=11, align="right", priority=4, sort=REVENUE,
            descending_first=True,
        ),
        Column(
            "purchases", N_("Bought"), _purchases, width=6, align="right", priority=6, sort="purchases",
            descending_first=True,
        ),
        Column(
            "visits", N_("Visits"), _visits, width=7, align="right", priority=7, sort="visits", descending_first=True
        ),
        Column("next_action", N_("Planned"), partial(_next_action, today), width=9, priority=5, sort="next_action"),
        Column("email", N_("E-mail"), _email, width=20, flex=2, most=36, priority=8, sort="email"),
        Column(
            "last_purchase", N_("Bought on"), partial(_last_purchase, today), width=9, priority=7,
            sort="last_purchase", descending_first=True,
        ),
        Column(
            "completeness", N_("Filled"), _completeness, width=6, align="right", priority=9, sort="completeness"
        ),
    )  # fmt: skip


def chosen_columns(
    today: Today, keys: Iterable[str], is_near: IsNear, own: Sequence[OwnField] = (), hidden: Collection[str] = ()
) -> tuple[Column[ContactRow], ...]:
    """The columns of these names in their own order, the shop's own fields last; the name is always there."""
    wanted = {NAME, *keys}.difference(hidden)
    every = (*contact_columns(today, is_near), *map(_own_column, own))
    return tuple(column for column in every if column.key in wanted)


def _own_column(field: OwnField) -> Column[ContactRow]:
    """A field of the shop's own: whoever chooses it wants to see it, so it gives way late."""
    return Column(
        OWN_PREFIX + field.key,
        field.label,
        partial(_own, field),
        width=min(max(8, cell_len(field.label)), 12),
        flex=1,
        most=24,
        align="right" if field.kind == NUMBER else "left",
        priority=2,
        sort=OWN_PREFIX + field.key,
    )


def _own(field: OwnField, row: ContactRow) -> Content:
    value = row.own.get(field.key, "")
    return shown(own_value(field, value)) if value else Content("")


def _name(is_near: IsNear, row: ContactRow) -> Content:
    name = shown(row.name)
    if row.kind == COMPANY:
        name = Content.assemble(OF_COMPANY, " ", name).stylize("$secondary")
    return Content.assemble(Content(f"{NEAR} ").stylize("$text-warning"), name) if is_near(row.id) else name


def _mark(today: Today, row: ContactRow) -> Content:
    """What should not be missed: an open complaint, else something to do today or before."""
    if row.open_complaints:
        return Content(COMPLAINT).stylize("bold $text-error")
    if row.next_action is not None and row.next_action <= today():
        return Content(TO_DO).stylize("$text-warning")
    return Content("")


def _town(row: ContactRow) -> Content:
    return shown(row.town)


def _phone(row: ContactRow) -> Content:
    return shown(format.phone(row.phone))


def _email(row: ContactRow) -> Content:
    return shown(row.email)


def _last_seen(today: Today, row: ContactRow) -> Content:
    return shown(format.day_short(row.last_seen, today()))


def _last_purchase(today: Today, row: ContactRow) -> Content:
    return shown(format.day_short(row.last_purchase, today()))


def _next_action(today: Today, row: ContactRow) -> Content:
    late = row.next_action is not None and row.next_action < today()
    return shown(format.day_short(row.next_action, today()), "$text-warning" if late else "")


def _revenue(row: ContactRow) -> Content:
    return Content(format.money(row.revenue_cents)) if row.purchases else Content("")


def _purchases(row: ContactRow) -> Content:
    return Content(format.number(row.purchases)) if row.purchases else Content("")


def _visits(row: ContactRow) -> Content:
    return Content(format.number(row.visits)) if row.visits else Content("")


def _completeness(row: ContactRow) -> Content:
    return Content(format.percent(row.completeness / 100)).stylize("$text-muted")
