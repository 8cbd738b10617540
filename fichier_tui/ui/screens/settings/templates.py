"""The nine templates: what Alt and each digit notes for the contact that is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.content import Content

from fichier_tui.domain.line import Line
from fichier_tui.domain.template import Template
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import Session
from fichier_tui.storage.letters.templates import change_template, read_template, read_templates
from fichier_tui.ui import format, keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.list_screen import ListScreen
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


class TemplatesScreen(ListScreen[Place]):
    """A line for each key."""

    TITLE_WORDS = N_("Templates")
    HELP_WORDS = (
        N_("Alt and a digit note what the shop usually notes for the contact chosen, in the list or on its card."),
        N_("On a French keyboard no Shift is needed: Alt and & é \" ' ( - è _ ç are the same."),
        N_("Enter changes the one under the cursor. A terminal that keeps Alt for itself has them in the menu, F10."),
    )  # fmt: skip
    KEYS = (FREE,)
    FRAMED = True

    def columns(self) -> tuple[Column[Place], ...]:
        """The key, its name, its line, what is noted."""
        return (
            Column("key", N_("Key"), lambda place: Content(f"Alt+{place.id}"), width=6),
            Column("name", N_("Name"), self._called, width=14, flex=1, most=28),
            Column("line", N_("Line"), lambda place: shown(place.template.line), width=14, flex=1, most=28),
            Column("reading", N_("What is noted"), self._reading, width=20, flex=2, priority=2),
        )

    def crumbs(self) -> tuple[str, ...]:
        """The settings, then its name."""
        return (_("Settings"), _(self.TITLE_WORDS))

    async def read(self, app: FichierApp) -> None:
        """The nine templates."""
        self.take(await app.ask(read_places))

    def heading(self) -> Content:
        """How many keys note something."""
        return Content(templates_words(sum(bool(place.template.line) for place in self.rows.values())))

    def _called(self, place: Place) -> Content:
        if not place.template.line:
            return shown(_("free"), "$text-muted")
        return shown(template_name(place.template, self.fichier.today()), "bold")

    def _reading(self, place: Place) -> Content:
        return reading_words(place.line, self.fichier.today()) if place.template.line else Content("")

    def disabled_reason(self, action: str) -> str | None:
        """A free key cannot be freed."""
        if action == "free" and self.chosen is not None and not self.chosen.template.line:
            return _("This key is free.")
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def action_edit(self) -> None:
        """Enter, or F4."""
        if self.chosen is not None:
            await show_form(self.fichier, TemplateDialog(self.chosen.id, self.chosen.template))

    async def action_free(self) -> None:
        """Del: the key notes nothing any more."""
        if (chosen := self.chosen) is not None:
            await self.do(change_template, chosen.id, Template(), said="template.changed", name=f"Alt+{chosen.id}")


def templates_words(count: int) -> str:
    """ "3 templates"."""
    return ngettext("{count} template", "{count} templates", count).format(count=format.number(count))
