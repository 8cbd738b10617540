"""F10: every command by its name, with its key beside it; accents do not count, the last used come first.

Contacts and segments are found too, by the application's finders; what is slow to find never holds up the commands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets.option_list import Option
from textual.worker import Worker

from fichier_tui.domain.permission import RIGHTS, TOTALS
from fichier_tui.domain.text import fold
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.command import Command
from fichier_tui.ui.dialogs.offering import DOWN, UP, OfferingDialog, OfferingLine
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.ranking.opening import ranking_command
from fichier_tui.ui.section_commands import section_commands
from fichier_tui.ui.staff_words import NOT_ALLOWED
from fichier_tui.ui.widgets.status_line import REFUSED

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

RECENT_KEPT = 20
SAVING = (keys.SAVE.id, "form.save")
"""What a form is for: first before a letter is typed."""
# Cells of a line in the list: the box without its frame, its margins, the cursor and the scroll bar.
LINE = 64
CHOOSE = keys.Key("palette.choose", "enter", "choose", N_("Do it"), tooltip=N_("Do what the cursor is on."), rank=1)


def commands_of(screen: FichierScreen[Any]) -> list[Command]:
    """The keys of the moment and what the screen adds, as commands in the language of the moment."""
    commands: dict[str, Command] = {}
    for active in screen.active_bindings.values():
        key = keys.declared(active.binding.id)
        if key is None or key.id in commands or key.id == keys.PALETTE.id:
            continue
        if (words := screen.words_of(key)) is None:
            continue
        reason = "" if active.enabled else screen.why_not(key.action.partition("(")[0])
        commands[key.id] = Command(
            key.id,
            shown(words),
            partial(_run, screen, active.binding.action, active.node),
            key.shown_key,
            " ".join(_(words) for words in (key.synonyms, key.short)),
            reason or "",
        )
    for command in (*screen.commands(), *_everywhere(screen), *ranking_command(screen)):
        commands.setdefault(command.id, _allowed(screen, command))
    return list(commands.values())


def _allowed(screen: FichierScreen[Any], command: Command) -> Command:
    """The command, greyed where one's role does not allow it."""
    if screen.fichier.shop.may(command.permission):
        return command
    return replace(command, why_not=_(NOT_ALLOWED[command.permission]))


def _everywhere(screen: FichierScreen[Any]) -> Iterable[Command]:
    """What has no key of its own, and is found by its name on every screen of an open file."""
    from fichier_tui.ui.screens.contacts.keys import TOP
    from fichier_tui.ui.screens.offers.arrival_choice import choose_arriving
    from fichier_tui.ui.screens.offers.grid import open_grid
    from fichier_tui.ui.screens.rights.entries import open_notes
    from fichier_tui.ui.screens.rights.screen import open_rights

    if not screen.fichier.shop.locked:
        run = partial(_show_top_clients, screen.fichier)
        yield Command(TOP.id, shown(_(TOP.words)), run, synonyms=_(TOP.synonyms), permission=TOTALS)
        yield Command(
            "offers.arrival",
            shown(_("Arrival of a product")),
            partial(choose_arriving, screen.fichier),
            synonyms=_("product category buyers novelty stock new"),
            permission=TOTALS,
        )
        yield Command(
            "offers.grid",
            shown(_("Who knows what")),
            partial(open_grid, screen.fichier),
            synonyms=_("grid table matrix awareness told heard never coverage who knows"),
        )
        yield Command(
            "planner.proposed",
            shown(_("Whom to turn to today: what is proposed")),
            partial(_show_proposed, screen.fichier),
            synonyms=_("whom to call season forecast drifting away follow up relaunch proposals"),
        )
        yield Command(
            "rights",
            shown(_("Personal data: requests and registers")),
            partial(open_rights, screen.fichier),
            synonyms=_("gdpr rgpd cnil rights access erasure register breach privacy"),
        )
        yield Command(
            "rights.notes",
            shown(_("Notes to go through")),
            partial(open_notes, screen.fichier),
            synonyms=_("check sensitive health beliefs article 9"),
            permission=RIGHTS,
        )
        yield from section_commands(screen.fichier)


async def _show_proposed(app: FichierApp) -> None:
    """What is proposed under the present day of the planner, the cursor on the first."""
    from fichier_tui.ui.screens.planner.screen import PlannerScreen

    await app.go(PlannerScreen.PLACE)
    if isinstance(app.screen, PlannerScreen):
        await app.screen.show_proposals()


async def _show_top_clients(app: FichierApp) -> None:
    """The best clients, from any screen."""
    from fichier_tui.ui.screens.top_clients.screen import TopClientsScreen

    await app.push_screen(TopClientsScreen())


async def _run(screen: FichierScreen[Any], action: str, node: DOMNode) -> None:
    """Do what the key does, where it is bound."""
    await screen.app.run_action(action, node)


def ranked(commands: Iterable[Command], typed: str, recent: list[str]) -> list[Command]:
    """The commands that hold every word typed, in their words or synonyms.

    Those found by their own words, or by the whole of a synonym, come first; before a letter is typed, in a form to
    save it.
    """
    wanted = fold(typed).split()
    found: list[tuple[bool, int, int, int, Command]] = []
    for order, command in enumerate(commands):
        words, others = fold(command.words.plain).split(), fold(command.synonyms).split()
        own = sum(part in others or any(word.startswith(part) for word in words) for part in wanted)
        if not wanted and command.id in SAVING:
            own = 1
        if all(any(word.startswith(part) for word in (*words, *others)) for part in wanted):
            last = recent.index(command.id) if command.id in recent else len(recent)
            found.append((bool(command.why_not), -own, last, order, command))
    return [command for *_rank, command in sorted(found, key=lambda entry: entry[:4])]


class Palette(OfferingDialog[None]):
    """A field, and under it what it finds."""

    KEYS = (CHOOSE, DOWN, UP)
    HELP_WORDS = (N_("Type a few letters of what you want to do, or of a name; the arrows choose, Enter does it."),)
    DEFAULT_CSS = """
    Palette OptionList { max-height: 50vh; }
    """

    def __init__(self, of: FichierScreen[Any]) -> None:
        super().__init__()
        self.of = of
        self.commands_here = commands_of(of)
        self.offered: list[Command] = []
        self._finding: Worker[None] | None = None

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Menu"))

    def compose_box(self) -> Iterable[Widget]:
        """The field and the list."""
        return (OfferingLine(placeholder=_("What to do, or a name"), id="asked"), self.make_options())

    def on_mount(self) -> None:
        """Everything is offered before a letter is typed."""
        self.take_typed()
        self.query_one(OfferingLine).focus()

    def offer(self, typed: str) -> None:
        """Commands at once; names when they come."""
        self.offered_for = typed
        self._offer(ranked(self.commands_here, typed, self.fichier.recent))
        if typed.strip():
            self._finding = in_background(self, partial(self._find, typed), group="finding", exclusive=True)

    async def _find(self, typed: str) -> None:
        """Contacts and segments after the commands; a newer letter drops this search."""
        for finder in self.fichier.finders:
            found = await finder(typed)
            self._offer([*self.offered, *found])

    def _offer(self, commands: list[Command]) -> None:
        """Show these commands, the cursor on the first."""
        self.offered = commands
        lines = [Option(self._line(command)) for command in commands]
        self.options.replace(lines or [Option(shown(_("Nothing of that name.")), disabled=True)])
        if not lines:
            self.options.highlighted = None

    def _line(self, command: Command) -> Content:
        """The words, and the key at the right; muted when it cannot be done now."""
        width = LINE
        words = command.words.truncate(width - len(command.key) - 2, ellipsis=True)
        gap = " " * (width - words.cell_length - len(command.key))
        line = Content.assemble(words, gap, shown(command.key, "bold"))
        return line.stylize("italic $text-disabled") if command.why_not else line

    async def action_choose(self) -> None:
        """Close, then do it; or say why it cannot be done. Where no command fits, a name is waited for."""
        typed = self.take_typed()
        if not self.offered and typed.strip() and self._finding is not None:
            await self._finding.wait()
        if not self.offered:
            return
        command = self.offered[self.options.highlighted or 0]
        self.dismiss(None)
        if command.why_not:
            self.fichier.tell(shown(command.why_not), REFUSED)
            return
        recent = self.fichier.recent
        self.fichier.recent = [command.id, *(kept for kept in recent if kept != command.id)][:RECENT_KEPT]
        self.of.call_later(command.run)
