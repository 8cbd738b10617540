"""Official files of communes in the settings: looked at first, written by the second Enter, undone by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from fichier_tui.storage import OpenFile, count_communes
from fichier_tui.ui.screens.settings.communes import CommunesDialog, open_communes
from tests.ui.app_on_demo import app_on_demo, settled

DATA = Path(__file__).parent.parent / "data"


def told(pilot: Pilot[str]) -> str:
    """What the dialog says."""
    return str(pilot.app.screen.query_one("#told", Static).content).replace("\u00a0", " ")


async def looked_at(pilot: Pilot[str], path: Path) -> None:
    """The dialog, after Enter on this path."""
    await settled(pilot)
    await open_communes(pilot.app)  # type: ignore[arg-type]
    assert isinstance(pilot.app.screen, CommunesDialog)
    # All at once, as a file that is dropped on a terminal which marks no paste.
    for letter in f"'{path}'":
        pilot.app.post_message(events.Key(letter, letter))
    pilot.app.post_message(events.Key("enter", "\r"))
    await settled(pilot)


async def test_postcodes_are_told_then_written_then_taken_back(demo_file: OpenFile) -> None:
    before = demo_file.call(count_communes)
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_at(pilot, DATA / "laposte.csv")
        assert "Codes postaux : " in told(pilot)
        assert "Rien n'est encore écrit" in told(pilot)
        assert demo_file.call(count_communes) == before
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(app.screen, CommunesDialog)
        assert app.status.content.plain.replace("\u00a0", " ").startswith("Communes reprises : laposte.csv")
        assert demo_file.call(count_communes) == 11
        await looked_at(pilot, DATA / "laposte.csv")
        assert "Il n'apporte rien de nouveau." in told(pilot)
        await pilot.press("escape", "ctrl+z")
        await settled(pilot)
        assert demo_file.call(count_communes) == before


async def test_figures_are_known_from_postcodes_and_rows_left_out_are_told(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await looked_at(pilot, DATA / "insee_figures.csv")
        assert "Figures: " in told(pilot)
        assert "! row 8, CODGEO: Total" in told(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert told(pilot).endswith("in the file"), "another path: nothing is known of it"


@pytest.mark.parametrize("name", ["salon_clients.csv", "nothing.csv"])
async def test_another_file_is_refused_in_words(demo_file: OpenFile, name: str) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await looked_at(pilot, DATA / name)
        assert name in told(pilot)
        assert "Enter takes it over" not in told(pilot)
        assert isinstance(pilot.app.screen, CommunesDialog)
