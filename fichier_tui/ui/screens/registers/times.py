"""How long each kind of data is kept: the time, its source, what is done at its end; a shorter one may be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.content import Content

from fichier_tui.domain.retention import CATEGORIES, CLIENT, PROSPECT, Category, months_of
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.concurrent_edit import RETENTION_TIME, RetentionTime
from fichier_tui.storage.rights.notices import current_notice
from fichier_tui.storage.rights.retention_choices import retention_choices
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import word
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.register_words import COUNTED_FROM, RETENTION, end_words, months_words
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, show_form
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList


@dataclass(frozen=True, slots=True)
class Time:
    """A category with the time in use."""

    id: int
    category: Category
    months: int


class TimesScreen(ListScreen[Time]):
    """A line for each category."""

    TITLE_WORDS = N_("How long")
    BELOW = (N_("Personal data"), N_("Retention"))
    HELP_WORDS = (
        N_("Each kind of data has its time, with the text it comes from. Enter chooses a shorter one; a longer one, "
           "or one shorter than the law wants, is refused with why. Not legal advice."),
    )  # fmt: skip
    KEYS = (common.OPEN,)
    EMPTY = N_("Nothing is read yet.")
    NO_ROW = N_("Nothing is read yet.")
    ON_ROW = ("open", "edit")
    FRAMED = True

    def columns(self) -> Sequence[Column[Time]]:
        """What, how long, since when, then what, says who."""
        return (
            Column("what", N_("Data"), lambda row: shown(word(RETENTION, row.category.code), "bold"), width=26, flex=1),
            Column("time", N_("How long"), _time, width=16, most=28),
            Column("from", N_("Counted from"), _counted_from, width=20, flex=2, priority=3),
            Column("then", N_("Then"), lambda row: shown(end_words(row.category.code)), width=23, most=26, priority=2),
            Column("source", N_("Source of the rule"), _source, width=20, flex=2, priority=4),
        )

    def make_list(self) -> PagedList[Time]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    async def read(self, app: FichierApp) -> None:
        """Every category."""
        chosen = await app.ask(retention_choices)
        self.take(
            Time(number, category, months_of(category.code, chosen))
            for number, category in enumerate(CATEGORIES.values(), start=1)
        )

    def heading(self) -> Content:
        """How many are the shop's own."""
        own = sum(row.months != row.category.months for row in self.rows.values())
        words = ngettext("{count} time chosen by the shop", "{count} times chosen by the shop", own)
        return Content(words.format(count=format.number(own)))

    def disabled_reason(self, action: str) -> str | None:
        """Some are not to be chosen."""
        if action in ("open", "edit") and self.chosen is not None and self.chosen.category.fixed:
            return _("This time is not the shop's to choose ({source}).").format(source=self.chosen.category.source)
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: another time."""
        await self.action_edit()

    async def action_edit(self) -> None:
        """F4: the same."""
        if self.chosen is not None and not self.chosen.category.fixed:
            await show_form(self.fichier, TimeDialog(self.chosen))
        elif self.chosen is not None:
            self.note(self.disabled_reason("edit") or "")


class TimeDialog(FormDialog):
    """How many months."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (N_("In months. The bounds and their source stand above."),)
    DEFAULT_CSS = """
    TimeDialog .time--source { height: auto; margin-bottom: 1; }
    """

    def __init__(self, time: Time) -> None:
        super().__init__()
        self.time = time
        self.correct(RETENTION_TIME, time.category.code)

    def heading(self) -> Content:
        """Of what."""
        return shown(word(RETENTION, self.time.category.code))

    def compose_box(self) -> Sequence[Any]:
        """The bounds and the source above the field."""
        from textual.widgets import Static

        category = self.time.category
        words = _("From {least} to {most} months {since}. Source: {source}.").format(
            least=category.least,
            most=category.most,
            since=word(COUNTED_FROM, category.code),
            source=category.source,
        )
        return (Static(shown(words, "$text-muted"), classes="time--source", markup=False), *super().compose_box())

    def specs(self) -> Sequence[FieldSpec]:
        """The months."""
        return (FieldSpec("months", N_("Months"), "number", least=1, most=1_200, required=True),)

    async def values(self) -> Mapping[str, Any]:
        """Those in use by now."""
        return {"months": self.time.months if self.editing is None else self.editing.details.months}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Choose it."""
        if self.editing is not None and not await self.editing.save(RetentionTime(answers["months"])):
            return False
        told = done("retention.changed")
        if self.time.category.code in (PROSPECT, CLIENT) and (await self.fichier.ask(current_notice)).is_own:
            # The program's own words follow the time by themselves; the shop's do not.
            told = Content.assemble(told, " · ", shown(_("does your information notice say it?"), "$text-warning"))
        self.tell_done(told)
        return True


def _time(row: Time) -> Content:
    own = row.months != row.category.months
    # "As long as the file" would be cut in a column.
    words = months_words(row.months) if row.months else _("like the file")
    return shown(words + (" *" if own else ""), "$accent" if own else "")


def _counted_from(row: Time) -> Content:
    return shown(word(COUNTED_FROM, row.category.code))


def _source(row: Time) -> Content:
    return shown(row.category.source, "$text-muted")
