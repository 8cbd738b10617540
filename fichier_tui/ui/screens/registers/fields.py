"""What each field serves for, how much it is used; those hardly used are proposed for removal, and taken away."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content

from fichier_tui.domain.field_use import FieldUse, is_hardly_used
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import restore_own_field, retire_own_field
from fichier_tui.storage.rights.field_use import field_use, hide_field
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import word
from fichier_tui.ui.register_documents import field_name, field_purpose
from fichier_tui.ui.register_words import BASES
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.registers import keys
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList


class FieldsScreen(ListScreen[FieldUse]):
    """A line for each field, those proposed for removal first."""

    TITLE_WORDS = N_("What each field serves for")
    BELOW = (N_("Personal data"),)
    HELP_WORDS = (
        N_("The law (GDPR, article 5) wants each field to serve for something, and no more of them than that needs."),
        N_("A field that fewer than two cards in a hundred have, after six months and a hundred cards, is proposed for "
           "removal: R takes it away. What cards hold in it stays, and comes back with it."),
    )  # fmt: skip
    KEYS = (common.OPEN, keys.TAKE_AWAY)
    EMPTY = N_("Nothing is read yet.")
    NO_ROW = N_("Nothing is read yet.")
    ON_ROW = ("open", "take_away")
    FRAMED = True

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[tuple[bool, str], int] = {}

    def columns(self) -> Sequence[Column[FieldUse]]:
        """Its name, its use, its purpose, its ground."""
        return (
            Column("name", N_("Field"), self._field_name, width=14, flex=1, most=34),
            Column("filled", N_("Filled"), _filled, width=8, align="right"),
            Column("state", N_("State"), self._state, width=14, most=24),
            Column("purpose", N_("Serves to"), lambda row: shown(field_purpose(row)), width=30, flex=2, priority=2),
            Column("basis", N_("Legal basis"), _basis, width=20, flex=2, priority=4),
        )

    def make_list(self) -> PagedList[FieldUse]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, id_of=self.number_of, letters=True)

    def number_of(self, row: FieldUse) -> int:
        """A field is known by its code: it is given a number when it is first seen."""
        return self._numbers.setdefault((row.own, row.code), len(self._numbers) + 1)

    async def read(self, app: FichierApp) -> None:
        """Those proposed for removal, then the others as they stand."""
        today = app.today()
        self.take(sorted(await app.ask(field_use), key=lambda use: not is_hardly_used(use, today)))

    def heading(self) -> Content:
        """How many are proposed for removal."""
        today = self.fichier.today()
        count = sum(is_hardly_used(use, today) for use in self.rows.values())
        if not count:
            return Content(_("Every field serves."))
        words = ngettext("{count} field hardly used", "{count} fields hardly used", count)
        return Content("! " + words.format(count=format.number(count))).stylize("$text-warning")

    def _field_name(self, row: FieldUse) -> Content:
        return shown(field_name(row), "$text-muted" if row.hidden else "bold")

    def _state(self, row: FieldUse) -> Content:
        if row.hidden:
            return shown(_("taken away"), "$text-muted")
        if is_hardly_used(row, self.fichier.today()):
            return Content("! " + _("hardly used")).stylize("$text-warning")
        return Content("")

    def disabled_reason(self, action: str) -> str | None:
        """Some the form cannot do without."""
        chosen = self.chosen
        if action == "take_away" and chosen is not None and not chosen.hidden and not chosen.may_go():
            return _("The form cannot do without this field.")
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: the whole line, which the columns may cut."""
        if (chosen := self.chosen) is not None:
            held = _("{count} of {contacts}").format(
                count=format.number(chosen.filled), contacts=format.contacts(chosen.contacts)
            )
            parts = (field_name(chosen), field_purpose(chosen), word(BASES, chosen.basis), held)
            self.note(shown(" · ".join(parts)))

    async def action_take_away(self) -> None:
        """R: out of the form, or back."""
        chosen = self.chosen
        if chosen is None or not (chosen.hidden or chosen.may_go()):
            return
        if not chosen.own:
            said = "field.shown" if chosen.hidden else "field.hidden"
            await self.do(hide_field, chosen.code, hidden=not chosen.hidden, said=said)
        elif chosen.hidden:
            await self.do(restore_own_field, chosen.code, said="custom.restored", name=chosen.label)
        else:
            await self.do(retire_own_field, chosen.code, said="custom.retired", name=chosen.label)


def _filled(row: FieldUse) -> Content:
    return Content(format.percent(row.filled / row.contacts) if row.contacts else "—")


def _basis(row: FieldUse) -> Content:
    return shown(word(BASES, row.basis), "$text-muted")
