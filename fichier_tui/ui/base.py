"""What every screen stands on: a title line, a body, a status line, our footer, and keys that speak both languages.

A screen gives its `PLACE`, its `KEYS`, its `HELP_WORDS` and `compose_body`; for a key that cannot be used now, it
says why in `disabled_reason`. It never asks the database itself: `await self.fichier.ask(verb, …)`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.css.query import NoMatches, QueryType
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.permission import OWNER
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.command import Command
from fichier_tui.ui.keyed_screen import KeyedScreen, Result
from fichier_tui.ui.places import COUNTER
from fichier_tui.ui.safe import shown
from fichier_tui.ui.staff_words import role_words
from fichier_tui.ui.widgets.footer import KeyFooter
from fichier_tui.ui.widgets.keys_in_order import KeysInOrder
from fichier_tui.ui.widgets.status_line import DONE, NOTE, Status, StatusLine
from fichier_tui.ui.widgets.title_bar import Title, TitleBar

if TYPE_CHECKING:
    pass

SMALLEST = (60, 16)
TWO_PANES = 110
# What the keys of every screen do with an open file only.
NEEDS_FILE = frozenset(
    (
        "new_contact",
        "go",
        "counter",
        "edit",
        "visit",
        "purchase",
        "plan",
        "export",
        "import_workbook",
        "undo",
        "template",
        "journal",
        "drafts",
        "offers",
    )
)


class Words(Static):
    """A label of the program's own words (a message id), which follows the language; `values` fill its placeholders."""

    def __init__(self, message: str, *, id: str | None = None, classes: str | None = None, **values: object) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self.message = message
        self.values = values

    def render(self) -> Content:
        """The words in the language of the moment."""
        words = _(self.message)
        return shown(words.format(**self.values) if self.values else words)


class TooSmall(Widget):
    """What stands instead of a screen below 60 columns or 16 lines."""

    def render(self) -> Content:
        """One sentence, with both sizes."""
        return Content(
            _("This window is {width} × {height}. Fichier needs at least {least_width} × {least_height}.").format(
                width=self.app.size.width,
                height=self.app.size.height,
                least_width=SMALLEST[0],
                least_height=SMALLEST[1],
            )
        )


class FichierScreen(KeyedScreen[Result]):
    """A full screen of the program."""

    PLACE: ClassVar[str] = ""
    """Code of the place it belongs to: "contacts", "planner", "segments"; empty for a screen outside them."""
    AT_WORK: ClassVar[bool] = False
    """Whether something is being made on it, a letter or a segment: its place shows it again when one comes back."""
    WAITED: ClassVar[str] = N_("What you were making was waiting here. Tab goes on; the same key once more leaves it.")
    """What is said where it is shown again."""
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(*keys.GLOBAL_KEYS, *keys.TEMPLATES)
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (TWO_PANES, "-two-panes")]
    DEFAULT_CSS = """
    FichierScreen {
        background: $surface; color: $foreground; layers: base dialog over; overflow: hidden hidden;
        TooSmall {
            layer: over; display: none; width: 100%; height: 100%; content-align: center middle; text-align: center;
            background: $surface; color: $foreground; padding: 1 2;
        }
        &.-too-small TooSmall { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        """The frame; the body is the screen's own."""
        yield TitleBar()
        yield from self.compose_body()
        yield KeyFooter()
        yield StatusLine()
        yield TooSmall()

    def compose_body(self) -> Iterable[Widget]:
        """The widgets between the title line and the status line."""
        return ()

    def crumbs(self) -> tuple[str, ...]:
        """Where one is inside the place: the contact's name, the import's step. Users' text is welcome."""
        return ()

    def arrive(self) -> None:
        """Called when the key of this place is pressed, also when one is there already (the list: search again)."""

    def commands(self) -> Iterable[Command]:
        """What the palette offers here beyond the keys."""
        return ()

    async def scanned_in_vain(self, number: str) -> None:
        """A loyalty card that nobody has was scanned: a screen that can use its number does."""

    async def scanned_contact(self, contact: int) -> bool:
        """A loyalty card was scanned: whether the screen takes its contact, instead of the card being opened."""
        return False

    seen_since: tuple[int, dt.datetime] | None = None
    """On a card: whose it is, and when one came to it."""

    stale: bool = False
    """Whether the file changed since this screen read it."""

    async def reread(self) -> None:
        """Read from the file again what is shown: it changed. Screens that show the file's content override it."""

    async def reread_if_stale(self) -> None:
        """Read again if the file changed since."""
        if self.stale:
            self.stale = False
            try:
                await self.reread()
            except NoMatches:
                if not self.is_left:
                    raise

    def on_mount(self) -> None:
        """Follow the application's title and status."""
        self.watch(self.app, "status", self._show_status)
        self.watch(self.app, "ahead", self._show_ahead)
        self.watch(self.app, "shop", lambda _shop: self.refresh_title())

    def _show_status(self, status: Status) -> None:
        self.query_one(StatusLine).status = status

    def _show_ahead(self, ahead: str) -> None:
        self.query_one(StatusLine).ahead = ahead

    def on_screen_suspend(self) -> None:
        """Something stands over it: none of its keys works, so none is shown."""
        for footer in self.query(KeyFooter):
            footer.covered = True

    async def on_screen_resume(self) -> None:
        """Back on top: the title and the file may have changed meanwhile."""
        for footer in self.query(KeyFooter):
            footer.covered = False
        self.fichier.arrived(self)
        self.refresh_title()
        await self.reread_if_stale()

    def on_resize(self, event: events.Resize) -> None:
        """Too small a window gets a sentence instead; nothing is lost behind it."""
        width, height = event.size
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "-too-small")

    def refresh_title(self) -> None:
        """Show the title line anew; call it when `crumbs` changes."""
        app = self.fichier
        self.query_one(TitleBar).heading = Title(
            business=app.shop.business,
            crumbs=self.crumbs(),
            staff=app.shop.staff,
            role="" if app.shop.role == OWNER else role_words(app.shop.role),
            locked=app.shop.locked,
            place=self.PLACE,
            places=() if app.shop.locked else tuple((place.code, place.key) for place in app.places),
        )

    def refresh_words(self) -> None:
        """The title's crumbs may hold translated words."""
        super().refresh_words()
        self.refresh_title()

    _left_in: Widget | None = None
    """Where one typed before another place was shown."""

    def focus_next(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """Tab: after another place back to where one typed, nothing selected that a letter would replace."""
        before, self._left_in = self._left_in, None
        if before is not None and self.focused is None and before.is_attached:
            self.set_focus(before, from_app_focus=True)
            return before
        return super().focus_next(selector)

    def stand_again(self) -> None:
        """What is being made here is shown by the key of its place, whose first screen was perhaps meant: it is said,
        and no key is typed into a text before Tab or the mouse goes back to it."""
        if isinstance(self.focused, KeysInOrder):
            self._left_in = self.focused
            # Once it is resumed: a screen where nothing has the focus gives it to its first field, and selects that.
            self.call_later(self.set_focus, None)
        self.note(_(self.WAITED))

    def say(self, content: Content | str) -> None:
        """What was done and how to take it back, in the status line."""
        self.fichier.tell(content, DONE)

    def note(self, content: Content | str) -> None:
        """Something to know, neither done nor refused."""
        self.fichier.tell(content, NOTE)

    def refuse(self, reason: Refusal | Content | str) -> None:
        """Why nothing was done, and what to do, in the status line."""
        self.fichier.refuse(reason)

    async def contact_meant(self) -> int | None:
        """The contact that a key just pressed is for; screens that show one say which."""
        return None

    def acted(self) -> None:
        """Something was noted for the contact: the next one may be looked for."""

    def words_of(self, key: keys.Key) -> str | None:
        """A template is called as the shop does; one whose place is free is not told."""
        if key in keys.TEMPLATES:
            from fichier_tui.ui.templates import template_name

            place = keys.TEMPLATES.index(key)
            templates = self.fichier.templates
            free = place >= len(templates) or not templates[place].line
            return None if free else template_name(templates[place], self.fichier.today())
        return super().words_of(key)

    def disabled_reason(self, action: str) -> str | None:
        """Adds what the frame itself knows: whether there is a way back, or a contact for a template."""
        if action == "template" and type(self).contact_meant is FichierScreen.contact_meant:
            return _(keys.TEMPLATES[0].elsewhere)
        if action == "back" and self in self.app.screen_stack[:1]:
            return _(keys.BACK.elsewhere)
        return super().disabled_reason(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs an open file is not offered at all while it is locked, nor a place that does not exist yet."""
        if self.fichier.shop.locked and action in NEEDS_FILE:
            return False
        wanted = COUNTER if action == "counter" else parameters[0] if action == "go" and parameters else None
        if wanted is not None and wanted not in {place.code for place in self.fichier.places}:
            return False
        return super().check_action(action, parameters)

    async def action_go(self, place: str) -> None:
        """Go to the first screen of a place, which is as one left it."""
        await self.fichier.go(place)

    async def action_counter(self) -> None:
        """`:`: the counter's line. A screen that shows one contact, or where something is typed, brings it along."""
        await self.fichier.to_counter()

    async def action_back(self) -> None:
        """Leave this screen for the one under it."""
        self.dismiss()

    async def action_new_contact(self) -> None:
        """F2: a new contact, from anywhere."""
        await self.fichier.new_contact()

    async def action_import_workbook(self) -> None:
        """Ctrl+N: bring in a workbook, from anywhere."""
        await self.fichier.import_workbook()

    async def action_help(self) -> None:
        """F1: what one does here."""
        from fichier_tui.ui.dialogs.help import HelpDialog
        from fichier_tui.ui.templates import refresh_templates

        await refresh_templates(self.fichier)
        await self.app.push_screen(HelpDialog(self))

    async def action_template(self, place: int) -> None:
        """Alt+1 to Alt+9: what the shop notes usually, for the contact that is chosen."""
        from fichier_tui.ui.templates import use_template

        await use_template(self, place)

    async def action_palette(self) -> None:
        """F10: every command by its name."""
        from fichier_tui.ui.palette import Palette
        from fichier_tui.ui.templates import refresh_templates

        await refresh_templates(self.fichier)
        await self.app.push_screen(Palette(self))

    async def action_journal(self) -> None:
        """Ctrl+Y: what was done in the file."""
        from fichier_tui.ui.screens.journal.screen import JournalScreen

        await self.app.push_screen(JournalScreen())

    async def action_offers(self) -> None:
        """Ctrl+E: the offers of the shop."""
        from fichier_tui.ui.screens.offers.opening import open_offers

        await open_offers(self.fichier)

    async def action_drafts(self) -> None:
        """Ctrl+D: what was typed and not saved."""
        from fichier_tui.ui.dialogs.drafts import show_drafts

        await show_drafts(self.fichier)

    async def action_settings(self) -> None:
        """Ctrl+O: what is set on this computer and for the shop."""
        from fichier_tui.ui.screens.settings.screen import open_settings

        await open_settings(self.fichier)

    async def action_undo(self) -> None:
        """Ctrl+Z: take back the last operation."""
        await self.fichier.undo()
