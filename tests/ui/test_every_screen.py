"""What holds on every screen and in every dialog: each scene of `screenshots/scenes.py` is played and looked at.

A new screen adds a scene there; `test_every_screen_has_a_scene` says which one has none.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Sequence
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input

import fichier_tui.ui
from fichier_tui.ui import keys
from fichier_tui.ui.base import FichierScreen, TooSmall
from fichier_tui.ui.dialogs.dialog import Dialog, Hints
from fichier_tui.ui.keyed_screen import KeyedScreen
from fichier_tui.ui.widgets.footer import KeyFooter
from screenshots.scenes import SCENES, Scene
from screenshots.stage import SIZES, Player, Stage, demonstration_stage, playing, text_of
from tests.hostile import CONTROL
from tests.ui.hostile_file import hostile_stage
from tests.ui.scanned_here import a_scan_opens_the_card
from tests.ui.words_shown import french_words, not_in

pytestmark = pytest.mark.slow
EVERY_SCENE = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
# What ends the program, or leaves the screen for another: nothing would be left to look at.
ENDINGS = frozenset(("quit", "lock"))
LEAVING = " enter ctrl+s escape"
"""The keys that mostly close what is shown, in the order in which they are tried."""
# Esc is heard by the work, and none runs here.
HEARD_BY_THE_WORK = ("copy-work", "leaving-progress", "export-progress", "sending-progress", "retention-progress")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A small demonstration."""
    return demonstration_stage(tmp_path_factory.mktemp("office"), scale=0.15)


@pytest.fixture(scope="session")
def french(office: Stage) -> str:
    """Every word that a French screen may show."""
    return french_words(office)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A file that somebody filled to harm."""
    return hostile_stage(tmp_path_factory.mktemp("hostile"))


def every_screen_class() -> set[type[KeyedScreen[Any]]]:
    """The screens and dialogs of the package that are shown, not those that others are made from."""
    for module in pkgutil.walk_packages(fichier_tui.ui.__path__, "fichier_tui.ui."):
        importlib.import_module(module.name)
    found: set[type[KeyedScreen[Any]]] = set()
    waiting: list[type[KeyedScreen[Any]]] = [KeyedScreen]
    while waiting:
        kind = waiting.pop()
        waiting += [child for child in kind.__subclasses__() if child.__module__.startswith("fichier_tui.")]
        if not kind.__subclasses__() or kind.__dict__.get("TITLE_WORDS"):
            found.add(kind)
    return {kind for kind in found if kind.__module__.startswith("fichier_tui.")}


def test_every_screen_has_a_scene() -> None:
    missing = {kind.__name__ for kind in every_screen_class()} - {scene.shows for scene in SCENES}
    assert not missing, f"add a scene to screenshots/scenes.py for {missing}"


@EVERY_SCENE
async def test_hostile_texts_are_only_letters(hostile: Stage, scene: Scene) -> None:
    rang: list[bool] = []
    async with playing(hostile, "fr", (140, 36), first=scene.first) as player:
        player.app.bell = lambda: rang.append(True)  # type: ignore[method-assign]
        await scene.play(player)
        assert type(player.app.screen).__name__ == scene.shows
        assert_harmless(player.lines())
        for _step in range(4):
            if scene.moves:
                await step(player, scene)
                assert_harmless(player.lines())
        if scene.first is None:
            assert "[@c" in text_of(player.lines()), "the markup of the business's name is not shown as it was written"
        # On the name itself, wherever it stands in the first line.
        for found in re.finditer(r"\[@c", text_of(player.lines()[:1])):
            await player.pilot.click(offset=(found.start() + 1, 0))
        assert player.app.is_running
        assert player.app.return_value is None
    assert not rang


def assert_harmless(lines: Sequence[Sequence[Segment]]) -> None:
    """No control byte in any cell, no link, no action of somebody else's (scroll bars have their own)."""
    for line in lines:
        for segment in line:
            assert not CONTROL.search(segment.text), repr(segment.text)
            style = segment.style
            if style is not None:
                assert style.link is None, style.link
                assert "@click" not in style.meta, style.meta


async def step(player: Player, scene: Scene) -> None:
    """Move the cursor once."""
    if scene.moves.startswith("="):
        await player.type(scene.moves[1:])
    else:
        await player.press(scene.moves)


@EVERY_SCENE
async def test_all_that_holds_everywhere_holds_here(office: Stage, french: str, scene: Scene) -> None:
    """To play a scene is dear, to look at it is not: one play for every look, and more only as keys end it."""
    # The settings, where the language is changed, are not reached from a dialog: it is opened in its language.
    is_dialog = scene.shows not in names_of(FichierScreen)
    async with playing(office, "fr" if is_dialog else "en", first=scene.first, no_color=True) as player:
        await scene.play(player)
        assert type(player.app.screen).__name__ == scene.shows
        if not is_dialog:
            player.app.use_language("fr")
            player.app.hush()
            await player.settled()
        await nothing_leaves_the_screen(player)
        assert not not_in(french, player), "these words did not follow the language"
        await so_small_a_window_is_told(player)
        await the_cursor_is_seen_without_colours(player, scene)
        await a_scan_opens_the_card(player, scene)
        left = await no_key_is_dead(player, scene)
    while left:
        async with playing(office, first=scene.first) as player:
            await scene.play(player)
            left = await no_key_is_dead(player, scene, left)


def names_of(kind: type[Widget]) -> set[str]:
    """This class, and all that are made from it."""
    return {kind.__name__}.union(*(names_of(child) for child in kind.__subclasses__()))


async def the_cursor_is_seen_without_colours(player: Player, scene: Scene) -> None:
    """The cells change with the cursor, also for who sees no colours."""
    assert player.app.no_color
    if scene.moves:
        before = without_colours(player)
        await step(player, scene)
        assert without_colours(player) != before, "the cursor is not seen without colours"


def without_colours(player: Player) -> list[list[tuple[str, bool, bool, bool, bool]]]:
    """What is left of the cells when nobody sees colours: letters, bold, underline, reverse, light or dark ground."""
    plain = []
    for line in player.lines():
        cells = []
        for segment in line:
            style = segment.style or Style()
            look = (bool(style.bold), bool(style.underline), bool(style.reverse), on_light(style))
            cells += [(letter, *look) for letter in segment.text]
        plain.append(cells)
    return plain


def on_light(style: Style) -> bool:
    """Whether the ground is nearer to white than to black: the block of a text field's cursor."""
    return style.bgcolor is not None and sum(style.bgcolor.get_truecolor()) > 3 * 128


async def nothing_leaves_the_screen(player: Player) -> None:
    """In each size, the last of which is the largest, all can be seen, and the keys are told in the last line."""
    for size in ((80, 24), (60, 16), (120, 36)):
        await player.pilot.resize_terminal(*size)
        await player.settled()
        screen = player.app.screen
        outside = [widget for widget in screen.query("*") if overflows(widget, Region(0, 0, *size))]
        assert not outside, size
        last = screen.query_one(Hints) if isinstance(screen, Dialog) else screen.query_one(KeyFooter)
        assert last.region.height == 1, f"no line of keys at {size}"
        assert last.region.bottom <= size[1], f"the line of keys is outside at {size}"
        assert {sum(segment.cell_length for segment in line) for line in player.lines()} == {size[0]}


def overflows(widget: Widget, screen: Region) -> bool:
    """Whether a part of a widget can be seen by no means: it is outside the screen, and nothing around it scrolls."""
    if not (widget.display and widget.region.area) or isinstance(widget, TooSmall):
        return False
    if any(parent.max_scroll_y or parent.max_scroll_x for parent in widget.ancestors if isinstance(parent, Widget)):
        return False
    return not screen.contains_region(widget.region)


async def so_small_a_window_is_told(player: Player) -> None:
    """Below the smallest size a sentence stands there instead; then the window is as it was when the scene began."""
    await player.pilot.resize_terminal(59, 15)
    await player.settled()
    # Without colours a dialog hides what is beneath it: what nobody can see says nothing.
    seen = [*player.app._background_screens, player.app.screen]
    assert all(screen.query_one(TooSmall).display for screen in seen if isinstance(screen, FichierScreen))
    await player.pilot.resize_terminal(*SIZES[0])
    await player.settled()


def shown_keys(player: Player) -> list[str]:
    """The keys that the footer or the last line of the dialog shows, as Textual names them."""
    screen = player.app.screen
    if isinstance(screen, Dialog):
        active = [active for active in screen.active_bindings.values() if active.enabled]
        known = {keys.declared(one.binding.id): one.binding.key for one in active}
        return [key for declared, key in known.items() if declared is not None and declared.in_footer]
    return [slot.key.key for slot in screen.query_one(KeyFooter).slots() if slot.key.id not in ENDINGS]


def state(player: Player) -> tuple[object, ...]:
    """Everything that a key may change and somebody may see."""
    app = player.app
    return (
        app.is_running,
        id(app.screen),
        id(app.focused),
        text_of(player.lines()),
        app.status.content.plain,
        app.return_value,
        [(field.value, field.password) for field in app.screen.query(Input)],
    )


async def no_key_is_dead(player: Player, scene: Scene, left: Sequence[str] | None = None) -> list[str]:
    """Press each key that is shown, Esc after what it opened; those that a key which ended the scene left over."""
    if scene.name in HEARD_BY_THE_WORK:
        return []
    player.app.hush()
    await player.settled()
    screen = player.app.screen
    # What leaves comes last: nothing is played again for it.
    waiting = sorted(shown_keys(player) if left is None else left, key=LEAVING.find)
    while waiting:
        key = waiting.pop(0)
        before = state(player)
        await player.press(key)
        assert state(player) != before, f"{key} does nothing, and does not say why"
        player.app.hush()
        if player.app.is_running and state(player) != before:
            await player.press("escape")
            player.app.hush()
        if not player.app.is_running or player.app.screen is not screen or not {*waiting} <= {*shown_keys(player)}:
            break
    return waiting


@pytest.mark.parametrize(
    ("name", "key"), [("campaigns", "w"), ("plan-slots", "l"), ("segment", "a"), ("segment-changes", "v")]
)
async def test_who_opens_and_leaves_in_one_movement_of_the_hand_ends_nothing(
    office: Stage, name: str, key: str
) -> None:
    scene = next(scene for scene in SCENES if scene.name == name)
    async with playing(office, first=scene.first) as player:
        await scene.play(player)
        for struck in (key, "escape", "escape"):
            player.app.post_message(events.Key(struck, struck if len(struck) == 1 else None))
        await player.settled()
        assert player.app.is_running
        assert player.app.screen in player.app.every_screen()
