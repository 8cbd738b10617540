"""The nine templates: what Alt and each digit notes for the contact that is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.line import Line
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.template import Template
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import Session
from fichier_tui.storage.templates import change_template, read_template, read_templates
from fichier_tui.ui import format, keys
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.settings.template_form import TemplateDialog, reading_words
from fichier_tui.ui.templates import template_name
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList

FREE = keys.Key(
    "templates.free", "delete", "free", N_("Free this key"), N_("Free"), N_("The key notes nothing any more."), 30
)


@dataclass(frozen=True, slots=True)
class Place:
    """One line: the digit, its template, what its line is read as."""

    id: int
    template: Template
    line: Line


def read_places(session: Session) -> tuple[Place, ...]:
    """The nine templates, each read by the words of the file."""
    return tuple(
        Place(place, template, read_template(session, template.line))
        for place, template in enumerate(read_templates(session), 1)
    )


class TemplatesScreen(FichierScreen[None]):
    """A line for each key."""

    TITLE_WORDS = N_("Templates")
    HELP_WORDS = (
        N_("Alt and a digit note what the shop usually notes for the contact chosen, in the list or on its card."),
        N_("On a French keyboard no Shift is needed: Alt and & é \" ' ( - è _ ç are the same."),
        N_("Enter changes the one under the cursor. A terminal that keeps Alt for itself has them in the menu, F10."),
    )  # fmt: skip
    KEYS = (FREE,)
    AUTO_FOCUS = "PagedList"
    DEFAULT_CSS = """
    TemplatesScreen #templates-box {
        height: 1fr; margin: 0 1; border: round $line; border-title-color: $accent; border-title-style: bold;
        &:focus-within { border: round $accent; }
    }
    """

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.places = tuple(places)

    def crumbs(self) -> tuple[str, ...]:
        """The settings, then its name."""
        return (_("Settings"), _(self.TITLE_WORDS))

    def compose_body(self) -> Iterable[Widget]:
        """The list."""
        columns = (
            Column[Place]("key", N_("Key"), lambda place: Content(f"Alt+{place.id}"), width=6),
            Column[Place]("name", N_("Name"), self._called, width=14, flex=1, most=28),
            Column[Place]("line", N_("Line"), lambda place: shown(place.template.line), width=14, flex=1, most=28),
            Column[Place]("reading", N_("What is noted"), self._reading, width=20, flex=2, priority=2),
        )
        self.list: PagedList[Place] = PagedList(columns, self._load)
        yield Vertical(self.list, id="templates-box")

    def _called(self, place: Place) -> Content:
        if not place.template.line:
            return shown(_("free"), "$text-muted")
        return shown(template_name(place.template, self.fichier.today()), "bold")

    def _reading(self, place: Place) -> Content:
        return reading_words(place.line, self.fichier.today()) if place.template.line else Content("")

    def on_mount(self) -> None:
        """As they were read before they were shown."""
        self._show()

    async def reread(self) -> None:
        """The file changed."""
        try:
            self.places = await self.fichier.ask(read_places)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self._show()

    def _show(self) -> None:
        self.list.show([place.id for place in self.places])
        self.list.reload()
        count = sum(bool(place.template.line) for place in self.places)
        self.query_one("#templates-box").border_title = Content(templates_words(count))
        self.refresh_bindings()

    async def _load(self, ids: Sequence[int]) -> Sequence[Place]:
        return [self.places[number - 1] for number in ids]

    @property
    def chosen(self) -> Place:
        """The key under the cursor."""
        return self.places[(self.list.cursor_id or 1) - 1]

    def disabled_reason(self, action: str) -> str | None:
        """A free key cannot be freed."""
        if action == "free" and self.is_mounted and not self.chosen.template.line:
            return _("This key is free.")
        return super().disabled_reason(action)

    @on(PagedList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def refresh_words(self) -> None:
        """The count is stored translated."""
        super().refresh_words()
        self._show()

    @on(PagedList.Selected)
    async def action_edit(self) -> None:
        """Enter, or F4."""
        await show_form(self.fichier, TemplateDialog(self.chosen.id, self.chosen.template))

    async def action_free(self) -> None:
        """Del: the key notes nothing any more."""
        place = self.chosen.id
        try:
            await self.fichier.ask(change_template, place, Template())
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("template.changed", name=f"Alt+{place}"))
        await self.fichier.changed()


def templates_words(count: int) -> str:
    """ "3 templates"."""
    return ngettext("{count} template", "{count} templates", count).format(count=format.number(count))
