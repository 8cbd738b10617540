"""The columns of the table of who knows what, and what a cell says in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from textual.content import Content

from fichier_tui.domain.awareness import BOUGHT, NEVER, Awareness, Coverage
from fichier_tui.domain.offer import Subject
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.offers.awareness_grid import GridRow
from fichier_tui.ui import format
from fichier_tui.ui.code_words import ACTION_KINDS, word
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.columns import GAP, Column
from fichier_tui.ui.widgets.list_painter import GUTTER

NAME, CELL = 17, 12
"""Cells of the name at least, of a cell of the table exactly."""
NEVER_SIGN, TOLD_SIGN, BOUGHT_SIGN = "·", "✓", "€"
HERE = "›"


def columns_in(width: int) -> int:
    """How many offers fit beside the name; one at least."""
    return max(1, (width - GUTTER - NAME - 1) // (CELL + GAP))


def grid_columns(
    subjects: Sequence[Subject], first: int, last: int, column: int, at: Callable[[], int | None], today: dt.date
) -> tuple[Column[GridRow], ...]:
    """The name, then the columns from `first` up to `last`; `column` is that of the cursor, `at` its contact."""
    name = Column[GridRow]("name", N_("Name"), lambda row: shown(row.name), width=NAME, flex=1, most=40)
    return (name, *(_column(subjects[place], place, column, at, today) for place in range(first, last)))


def _column(subject: Subject, place: int, column: int, at: Callable[[], int | None], today: dt.date) -> Column[GridRow]:
    def cell(row: GridRow) -> Content:
        if place >= len(row.cells):  # read before another column was added
            return Content("")
        here = place == column and at() == row.contact_id
        sign = sign_of(row.cells[place], today)
        painted = Content((HERE if here else " ") + sign)
        return painted.stylize("reverse") if here else painted.stylize("$text-muted") if sign == NEVER_SIGN else painted

    # The sign in front keeps a name from being looked for among the program's own words.
    title = (HERE if place == column else " ") + subject.name
    return Column(str(place), title, cell, width=CELL)


def sign_of(knows: Awareness, today: dt.date) -> str:
    """What stands in a cell: a sign, and the day."""
    if knows.state == BOUGHT:
        return f"{BOUGHT_SIGN} {format.day_short(knows.bought, today)}"
    if knows.state == NEVER:
        return NEVER_SIGN
    return f"{TOLD_SIGN} {format.day_short(knows.last_told, today)}"


def cell_words(name: str, subject: Subject, knows: Awareness) -> Content:
    """All that is known of a cell, on one line or two."""
    facts = shown(" · ".join(_facts(knows)), "bold")
    return Content.assemble(shown(name), " — ", shown(subject.name), " — ", facts)


def _facts(knows: Awareness) -> list[str]:
    if knows.last_told is None:
        said = [_("never told")]
        if knows.bought is not None:
            said.append(_("bought on {day} all the same").format(day=format.day(knows.bought)))
        return said
    words = _("told on {day} ({kind}) by {staff}") if knows.staff else _("told on {day} ({kind})")
    kind = word(ACTION_KINDS, knows.kind)
    said = [words.format(day=format.day(knows.last_told), kind=kind, staff=knows.staff)]
    if knows.times > 1:
        said.append(
            ngettext("{count} time, first on {day}", "{count} times, first on {day}", knows.times).format(
                count=format.number(knows.times), day=format.day(knows.first_told)
            )
        )
    if knows.bought is not None:
        said.append(_("bought on {day}").format(day=format.day(knows.bought)))
    return said


def coverage_words(whole: Coverage) -> str:
    """ "261 told (13 %), 1 bought since (0 %)"."""
    return _("{told} told ({share}), {bought} bought since ({used})").format(
        told=format.number(whole.told),
        share=format.percent(whole.share_told or 0),
        bought=format.number(whole.bought),
        used=format.percent(whole.share_bought or 0),
    )


def legend() -> str:
    """What the signs mean."""
    signs = {
        NEVER_SIGN: _("never told"),
        TOLD_SIGN: _("told on that day"),
        BOUGHT_SIGN: _("bought since, on that day"),
    }
    return "   ".join(f"{sign} {words}" for sign, words in signs.items())
