"""A few screens in the themes that the README does not show, held to the cell.

`pytest tests/ui/test_snapshots.py --snapshot-update` takes them anew; the default theme is held by
`tests/test_screenshots.py`. The pictures are ours, not Rich's, whose bytes change with its version.
"""

from __future__ import annotations

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion

from fichier_tui.ui import themes
from screenshots.scenes import BY_NAME
from screenshots.stage import SIZES, Stage, demonstration_stage, playing
from screenshots.svg import picture

SCENES = ("list-search", "card", "planner-today", "segment", "lock")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A small demonstration."""
    return demonstration_stage(tmp_path_factory.mktemp("snapshots"), scale=0.15)


@pytest.mark.slow
@pytest.mark.parametrize("theme", [themes.PAPER, themes.CONTRAST])
@pytest.mark.parametrize("name", SCENES)
async def test_a_screen_in_another_theme(office: Stage, snapshot: SnapshotAssertion, name: str, theme: str) -> None:
    scene = BY_NAME[name]
    async with playing(office, "en", SIZES[0], first=scene.first, theme=theme) as player:
        await scene.play(player)
        player.still()
        await player.settled()
        assert picture(player.lines(), SIZES[0][0]) == snapshot(extension_class=SVGImageExtension)
