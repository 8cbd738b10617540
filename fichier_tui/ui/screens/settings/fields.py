"""The fields of the shop's own: the list in which they are made, changed, put in order, retired and deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.refusal import Refusal
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
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.code_words import OWN_FIELD_KINDS, word
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
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
ON_FIELD = ("edit", "move", "retire", "remove")

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


class OwnFieldsScreen(FichierScreen[None]):
    """A line for each field."""

    TITLE_WORDS = N_("Own fields")
    HELP_WORDS = (
        N_("A field of the shop's own stands in the form and the card of each contact. It can be a column of the list, "
           "or a condition of a segment; imports and exports know it."),
        N_("N makes one, Enter changes the one under the cursor, R retires it: its values stay."),
    )  # fmt: skip
    KEYS = (NEW, UP, DOWN, RETIRE, REMOVE)
    AUTO_FOCUS = "PagedList"
    DEFAULT_CSS = """
    OwnFieldsScreen #fields-box {
        height: 1fr; margin: 0 1; border: round $line; border-title-color: $accent; border-title-style: bold;
        &:focus-within { border: round $accent; }
    }
    """

    def __init__(self, fields: Sequence[UsedField] = ()) -> None:
        super().__init__()
        self.fields = tuple(fields)

    def crumbs(self) -> tuple[str, ...]:
        """The settings, then its name."""
        return (_("Settings"), _(self.TITLE_WORDS))

    def compose_body(self) -> Iterable[Widget]:
        """The list."""
        by_key = {used.field.key: place for place, used in enumerate(self.fields)}
        self.list: PagedList[UsedField] = PagedList(
            COLUMNS, self._load, id_of=lambda used: self._places.get(used.field.key, -1)
        )
        self._places = by_key
        yield Vertical(self.list, id="fields-box")

    def on_mount(self) -> None:
        """As it was read before it was shown."""
        self._show()

    async def reread(self) -> None:
        """The file changed."""
        try:
            self.fields = await self.fichier.ask(every_own_field)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self._show()

    def _show(self, at: str = "") -> None:
        self._places = {used.field.key: place for place, used in enumerate(self.fields)}
        self.list.set_empty(Content(_("No field of your own yet.\nN makes the first: a size, a level, a wedding day…")))
        self.list.show(range(len(self.fields)))
        self.list.reload()
        if at in self._places:
            self.list.go_to(self._places[at])
        in_use = sum(not used.field.retired for used in self.fields)
        self.query_one("#fields-box").border_title = Content(fields_words(in_use))
        self.refresh_bindings()

    async def _load(self, places: Sequence[int]) -> Sequence[UsedField]:
        return [self.fields[place] for place in places if place < len(self.fields)]

    @property
    def chosen(self) -> UsedField | None:
        """The field under the cursor."""
        place = self.list.cursor_id
        return self.fields[place] if place is not None and place < len(self.fields) else None

    def disabled_reason(self, action: str) -> str | None:
        """All but a new one needs a field under the cursor."""
        if action in ON_FIELD and self.is_mounted and self.chosen is None:
            return _("There is no field yet: N makes the first.")
        return super().disabled_reason(action)

    @on(PagedList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def refresh_words(self) -> None:
        """The count and the empty list are stored translated."""
        super().refresh_words()
        self._show()

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
        in_use = [used for used in self.fields if not used.field.retired]
        if chosen.field.retired or not 0 <= in_use.index(chosen) + step < len(in_use):
            self.note(_("It goes no further."))
            return
        await self._do(move_own_field, chosen, step)
        self._show(chosen.field.key)

    async def action_retire(self) -> None:
        """R: out of use, or back."""
        if (chosen := self.chosen) is None:
            return
        if chosen.field.retired:
            await self._do(restore_own_field, chosen, said="custom.restored")
        else:
            await self._do(retire_own_field, chosen, said="custom.retired")
        self._show(chosen.field.key)

    async def action_remove(self) -> None:
        """Del: at once when no contact has a value, else it is asked."""
        if (chosen := self.chosen) is None:
            return
        if not chosen.values:
            await self._do(delete_own_field, chosen, said="custom.removed")
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
                await self._do(delete_own_field, chosen, said="custom.removed", with_values=True)

        await self.app.push_screen(question, answered)

    async def _do(
        self, verb: Callable[..., Any], chosen: UsedField, *args: object, said: str = "", **options: object
    ) -> None:
        """Write, say so, read again."""
        try:
            await self.fichier.ask(verb, chosen.field.key, *args, **options)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if said:
            self.say(done(said, name=chosen.field.label))
        await self.fichier.changed()


def fields_words(count: int) -> str:
    """ "3 fields"."""
    return ngettext("{count} field", "{count} fields", count).format(count=format.number(count))
