"""What holds on every screen and in every dialog: each scene of `screenshots/scenes.py` is played and looked at.

A new screen adds a scene there; `test_every_screen_has_a_scene` says which one has none.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input

import fichier_tui.ui
from fichier_tui import i18n
from fichier_tui.domain.calendar_words import MONTHS
from fichier_tui.domain.law import SOURCES
from fichier_tui.domain.letter import MERGE_FIELDS
from fichier_tui.domain.notice import default_notice
from fichier_tui.domain.retention import CATEGORIES
from fichier_tui.domain.text import fold
from fichier_tui.storage import Session
from fichier_tui.ui import keys
from fichier_tui.ui.base import FichierScreen, TooSmall
from fichier_tui.ui.dialogs.dialog import Dialog, Hints
from fichier_tui.ui.keyed_screen import KeyedScreen
from fichier_tui.ui.widgets.footer import KeyFooter
from hatch_build import read_catalogue
from screenshots.scenes import LETTER, SCENES, Scene
from screenshots.stage import SAMPLES, Player, Stage, demonstration_stage, opened, playing, text_of
from tests.hostile import CONTROL
from tests.ui.hostile_file import hostile_stage

pytestmark = pytest.mark.slow
EVERY_SCENE = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
# What ends the program, or leaves the screen for another: nothing would be left to look at.
ENDINGS = frozenset(("quit", "lock"))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A small demonstration."""
    return demonstration_stage(tmp_path_factory.mktemp("office"), scale=0.15)


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
        for column in range(0, 120, 9):
            await player.pilot.click(offset=(column, 0))
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


@EVERY_SCENE
async def test_no_key_of_the_footer_is_dead(office: Stage, scene: Scene) -> None:
    if scene.name in ("copy-work", "leaving-progress", "export-progress", "sending-progress", "retention-progress"):
        pytest.skip("Esc is heard by the work, and none runs here")
    waiting: list[str] | None = None
    while waiting is None or waiting:
        async with playing(office, first=scene.first) as player:
            await scene.play(player)
            player.app.hush()
            await player.settled()
            waiting = shown_keys(player) if waiting is None else waiting
            before = state(player)
            while waiting:
                key = waiting.pop()
                await player.press(key)
                assert state(player) != before, f"{key} does nothing, and does not say why"
                player.app.hush()
                if player.app.is_running and state(player) != before:
                    await player.press("escape")
                    player.app.hush()
                if not player.app.is_running or state(player) != before:
                    break


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


WORD = re.compile(r"([^\W\d_]{3,})(…?)")
# What is written alike in both languages and stands in no catalogue; what the scenes type.
ALIKE = frozenset(
    (
        "ctrl",
        "fichier",
        "valmont",
        "documents",
        "francais",
        "english",
        "lacroix",
        "office",
        "mail",
        "xxxxx",
        "per",
        "downloads",
        "tmp",
        "zzz",
        "xlsx",
    )
)


@pytest.fixture(scope="session")
def french(office: Stage) -> str:
    """Every word that a French screen may show, folded, between blanks: of the catalogue, of the file, of its codes."""
    catalogue = read_catalogue(Path(i18n.LOCALE_FOLDER) / "fr", "fr")
    texts = [text for message in catalogue for text in strings_of(message.string)]
    with opened(office) as file:
        texts.append(file.call(every_text))
    # The names of laws, of the fields of a letter, and the letter that a scene types, which keeps its own language.
    texts += [*SOURCES.values(), *(names.fr for names in MERGE_FIELDS.values()), *LETTER["en"], *LETTER["fr"]]
    texts += [*(category.source for category in CATEGORIES.values()), default_notice("fr", "Office")]
    texts.append("Subject Objet Madame Monsieur Cher Chère Dear Mrs")
    sheets = python_calamine.CalamineWorkbook.from_path(SAMPLES / office.workbook)
    texts += [str(sheets.get_sheet_by_name(name).to_python()) for name in sheets.sheet_names]
    words = {fold(word) for text in texts for word, _cut in WORD.findall(re.sub(r"{\w+}", " ", text))}
    return " ".join(["", *sorted(words | MONTHS.keys() | ALIKE), ""])


def strings_of(translated: str | Sequence[str] | None) -> Sequence[str]:
    """One French sentence, or several for the numbers."""
    return (translated,) if isinstance(translated, str) else translated or ()


def every_text(session: Session) -> str:
    """All that is written in the file."""
    tables = [name for (name,) in session.database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for name in tables for row in session.database.execute_sql(f'SELECT * FROM "{name}"').fetchall()]
    return "\n".join(value for row in rows for value in row if isinstance(value, str))


@EVERY_SCENE
async def test_every_word_follows_the_language(office: Stage, french: str, scene: Scene) -> None:
    # The settings, where the language is changed, are not reached from a dialog: it is opened in its language.
    is_dialog = scene.shows not in names_of(FichierScreen)
    async with playing(office, "fr" if is_dialog else "en", (120, 36), first=scene.first) as player:
        await scene.play(player)
        assert type(player.app.screen).__name__ == scene.shows
        if not is_dialog:
            player.app.use_language("fr")
            player.app.hush()
            await player.settled()
        assert not not_in(french, player)


def names_of(kind: type[Widget]) -> set[str]:
    """This class, and all that are made from it."""
    return {kind.__name__}.union(*(names_of(child) for child in kind.__subclasses__()))


def not_in(words: str, player: Player) -> set[str]:
    """The words shown that are none of these; one that is cut by an ellipsis must begin like one of these."""
    screen = player.app.screen
    part = screen.query_one(".dialog--box").region if isinstance(screen, Dialog) else None
    # Paths, and long e-mail addresses, which go on in the next line in the middle of a word.
    shown = WORD.findall(re.sub(r"/\S+|tmp\w+|\S+@\S+|\S+\.example\S*", " ", text_of(player.lines(part))))
    return {word for word, cut in shown if f" {fold(word)}{'' if cut else ' '}" not in words}


@EVERY_SCENE
async def test_the_cursor_is_seen_without_colours(office: Stage, scene: Scene) -> None:
    async with playing(office, first=scene.first, no_color=True) as player:
        await scene.play(player)
        assert player.app.no_color
        if scene.moves:
            before = without_colours(player)
            await step(player, scene)
            assert without_colours(player) != before


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


@EVERY_SCENE
async def test_nothing_leaves_the_screen(office: Stage, scene: Scene) -> None:
    async with playing(office, "fr", (80, 24), first=scene.first) as player:
        await scene.play(player)
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
        await player.pilot.resize_terminal(59, 15)
        await player.settled()
        below = next(screen for screen in reversed(player.app.screen_stack) if isinstance(screen, FichierScreen))
        assert below.query_one(TooSmall).display


def overflows(widget: Widget, screen: Region) -> bool:
    """Whether a part of a widget can be seen by no means: it is outside the screen, and nothing around it scrolls."""
    if not (widget.display and widget.region.area) or isinstance(widget, TooSmall):
        return False
    if any(parent.max_scroll_y or parent.max_scroll_x for parent in widget.ancestors if isinstance(parent, Widget)):
        return False
    return not screen.contains_region(widget.region)
