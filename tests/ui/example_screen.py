"""How a screen is written on the frame: the smallest one that has everything. `docs/screens.md` walks through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fichier_tui.i18n import N_
from fichier_tui.settings import UserSettings
from fichier_tui.ui import keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.base import FichierScreen, Words
from fichier_tui.ui.places import Place, Shop
from fichier_tui.ui.safe import shown

NOW = dt.datetime(2026, 8, 12, 12, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 8, 12)
NAMES = ("Péron Hélène", "Lefèvre-Cœur Anne", "[/b] Dupont [SARL]", "[@click=app.exit]Gratuit[/]", "O'Brien Séan")


class ExampleScreen(FichierScreen[None]):
    """A list of names: a visit can be logged for the one under the cursor, when there is one."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Contacts")
    HELP_WORDS = (N_("Type a few letters of what you want to do, or of a name; the arrows choose, Enter does it."),)
    KEYS = (keys.OPEN,)
    DEFAULT_CSS = """
    ExampleScreen {
        Vertical { border: round $line; border-title-color: $accent; margin: 0 1; height: 1fr; }
        OptionList, OptionList:focus {
            height: 1fr; border: none; background: $surface; background-tint: $foreground 0%;
        }
        Words { color: $text-muted; padding: 0 1; }
    }
    """

    def compose_body(self) -> Iterable[Widget]:
        """A heading and the list."""
        box = Vertical(Words(keys.VISIT.tooltip), OptionList(*(Option(shown(name)) for name in NAMES)))
        box.border_title = Content("5 / 18 305")
        yield box

    def crumbs(self) -> tuple[str, ...]:
        """The name under the cursor."""
        options = self.query(OptionList)
        chosen = options.first().highlighted if options else None
        return () if chosen is None else (NAMES[chosen],)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What can be done depends on there being a name."""
        self.refresh_title()
        self.refresh_bindings()

    def disabled_reason(self, action: str) -> str | None:
        """A visit needs somebody."""
        if action == "visit" and not self.crumbs():
            return "Choose a contact first: F3 shows the list."
        return super().disabled_reason(action)

    async def action_new_contact(self) -> None:
        """Only its result in the status line."""
        self.say(shown("Créé"))

    def action_visit(self) -> None:
        """Say what was done and how to take it back; the name is never markup."""
        self.say(Content.assemble("Visit noted: ", shown(self.crumbs()[0]), " — Ctrl+Z undoes"))

    def arrive(self) -> None:
        """F3 again: back to the list."""
        self.query_one(OptionList).focus()


class OtherScreen(FichierScreen[None]):
    """Another place, empty."""

    PLACE = "planner"
    TITLE_WORDS = N_("Planner")


EXAMPLE_PLACES = (Place("contacts", keys.SEARCH, ExampleScreen), Place("planner", keys.PLANNER, OtherScreen))
SHOP = Shop("Office de tourisme du lac", "Léa", locked=False)


def example_app(language: str = "en", theme: str = "slate", shop: Shop = SHOP, **others: Any) -> FichierApp:
    """The application on the example screens, on a fixed day, its settings kept nowhere."""
    return FichierApp(
        settings=UserSettings(language=language, theme=theme),
        today=lambda: TODAY,
        now=lambda: NOW,
        shop=shop,
        places=EXAMPLE_PLACES,
        **others,
    )
