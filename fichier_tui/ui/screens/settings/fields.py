"""The fields of the shop's own: the list in which they are made, changed, put in order, retired and deleted."""

from __future__ import annotations

from textual import on
from textual.content import Content

from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import (
    UsedField,
    delete_own_field,
    every_own_field,
    move_own_field,
    restore_own_field,
    retire_own_field,
)
from fichier_tui.ui import format, keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import OWN_FIELD_KINDS, word
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.settings.field_form import OwnFieldDialog
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList

NEW = keys.Key(
    "fields.new", "n,insert", "new", N_("New field"), "", N_("A field of the shop's own."), 5,
    synonyms=N_("create add own custom field"),
)  # fmt: skip
UP = keys.Key("fields.up", "shift+up,h", "move(-1)", N_("Move up"), N_("Up"), N_("Before the one above it."), 20)
DOWN = keys.Key(
    "fields.down", "shift+down,b", "move(1)", N_("Move down"), N_("Down"), N_("After the one below it."), 21
)
RETIRE = keys.Key(
    "fields.retire", "r", "retire", N_("Retire, or bring back"), N_("Retire"),
    N_("Shown nowhere any more, its values kept; pressed again, it is back."), 25,
)  # fmt: skip
REMOVE = keys.Key(
    "fields.remove", "delete", "remove", N_("Delete the field"), N_("Delete"),
    N_("With its values, if it has any: that is asked first."), 30,
)  # fmt: skip

COLUMNS = (
    Column[UsedField]("label", N_("Field"), lambda used: _label(used), width=18, flex=2, most=34),
    Column[UsedField]("kind", N_("Type"), lambda used: _kind(used), width=16, flex=1, most=44, priority=2),
    Column[UsedField](
        "purpose", N_("Serves to"), lambda used: shown(used.field.purpose), width=18, flex=3, priority=3
    ),
    Column[UsedField](
        "values", N_("Contacts"), lambda used: Content(format.number(used.values)), width=8, align="right"
    ),
)  # fmt: skip


def _label(used: UsedField) -> Content:
    if used.field.retired:
        return Content.assemble(shown(used.field.label, "$text-muted"), " ", shown(_("(retired)"), "$text-warning"))
    return shown(used.field.label, "bold")


def _kind(used: UsedField) -> Content:
    words = word(OWN_FIELD_KINDS, used.field.kind)
    return shown(", ".join(used.field.choices) if used.field.choices else words)


class OwnFieldsScreen(ListScreen[UsedField]):
    """A line for each field."""

    TITLE_WORDS = N_("Own fields")
    HELP_WORDS = (
        N_("A field of the shop's own stands in the form and the card of each contact. It can be a column of the list, "
           "or a condition of a segment; imports and exports know it."),
        N_("N makes one, Enter changes the one under the cursor, R retires it: its values stay."),
    )  # fmt: skip
    KEYS = (NEW, UP, DOWN, RETIRE, REMOVE)
    EMPTY = N_("No field of your own yet.\nN makes the first: a size, a level, a wedding day…")
    NO_ROW = N_("There is no field yet: N makes the first.")
    ON_ROW = ("edit", "move", "retire", "remove")
    FRAMED = True

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}

    def columns(self) -> tuple[Column[UsedField], ...]:
        """Its label, its type, what it serves to."""
        return COLUMNS

    def crumbs(self) -> tuple[str, ...]:
        """The settings, then its name."""
        return (_("Settings"), _(self.TITLE_WORDS))

    def number_of(self, row: UsedField) -> int:
        """A field is known by its key: it is given a number when it is first seen."""
        return self._numbers.setdefault(row.field.key, len(self._numbers))

    async def read(self, app: FichierApp) -> None:
        """Every field, with how many contacts have a value in it."""
        self.take(await app.ask(every_own_field))

    def heading(self) -> Content:
        """How many are in use."""
        return Content(fields_words(sum(not used.field.retired for used in self.rows.values())))

    # Keys

    async def action_new(self) -> None:
        """N."""
        await show_form(self.fichier, OwnFieldDialog())

    @on(PagedList.Selected)
    async def action_edit(self) -> None:
        """Enter, or F4."""
        if self.chosen is not None:
            await show_form(self.fichier, OwnFieldDialog(self.chosen.field))

    async def action_move(self, step: int) -> None:
        """The cursor goes with the field."""
        if (chosen := self.chosen) is None:
            return
        in_use = [used for used in self.rows.values() if not used.field.retired]
        if chosen.field.retired or not 0 <= in_use.index(chosen) + step < len(in_use):
            self.note(_("It goes no further."))
            return
        await self.do(move_own_field, chosen.id, step)

    async def action_retire(self) -> None:
        """R: out of use, or back."""
        if (chosen := self.chosen) is None:
            return
        if chosen.field.retired:
            await self.do(restore_own_field, chosen.id, said="custom.restored", name=chosen.field.label)
        else:
            await self.do(retire_own_field, chosen.id, said="custom.retired", name=chosen.field.label)

    async def action_remove(self) -> None:
        """Del: at once when no contact has a value, else it is asked."""
        if (chosen := self.chosen) is None:
            return
        if not chosen.values:
            await self.do(delete_own_field, chosen.id, said="custom.removed", name=chosen.field.label)
            return
        count = format.contacts(chosen.values)
        question = confirmation(
            _("Delete a field and its values"),
            Content.assemble(
                shown(chosen.field.label, "bold"),
                "\n\n",
                shown(_("A value is kept for {contacts}. R retires the field and keeps them.").format(contacts=count)),
            ),
            _("Yes, delete them too"),
        )

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                name = chosen.field.label
                await self.do(delete_own_field, chosen.id, with_values=True, said="custom.removed", name=name)

        await self.app.push_screen(question, answered)


def fields_words(count: int) -> str:
    """ "3 fields"."""
    return ngettext("{count} field", "{count} fields", count).format(count=format.number(count))
