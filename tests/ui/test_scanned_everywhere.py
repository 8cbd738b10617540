"""On each scene of `screenshots/scenes.py` a scan opens the card, acts as no command, and leaves no trace behind."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input, TextArea

from fichier_tui.storage import Session, models
from fichier_tui.ui.screens.card.screen import CardScreen
from screenshots.scenes import SCENES, Scene
from screenshots.stage import Player, Stage, demonstration_stage, playing
from tests.ui.scanned import Keyboard

pytestmark = pytest.mark.slow
WRITES_THE_NUMBER = ("loyalty-card",)
"""The scenes whose field is for the number of a card."""
TAKES_THE_CONTACT = ("counter-piece",)
"""The scenes in which something is about to be noted for nobody yet: for whoever's card it is."""
SHOWN_ONCE = ("staff-sheet",)
"""The scenes of what is shown only once: nothing but their own keys takes them away."""
FROM_HERE = [
    scene
    for scene in SCENES
    if scene.first is None and scene.name not in (*WRITES_THE_NUMBER, *TAKES_THE_CONTACT, *SHOWN_ONCE)
]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A small demonstration."""
    return demonstration_stage(tmp_path_factory.mktemp("office"), scale=0.15)


def somebody_else(session: Session, but: int) -> tuple[int, str]:
    """A contact with a card, and its number: it has every digit that is a command somewhere."""
    contact = models.Contact
    row = contact.select().where(contact.card_number != "", contact.id != but).order_by(contact.id.desc()).first()
    return row.id, row.card_number


def written_so_far(session: Session) -> int:
    """How far the journal has come."""
    return session.last_entry()


def fields(screen: Any) -> list[str]:
    """What stands in every field."""
    return [field.value if isinstance(field, Input) else field.text for field in screen.query("Input, TextArea")]


@pytest.mark.parametrize("scene", FROM_HERE, ids=lambda scene: scene.name)
async def test_a_scan_opens_the_card_from_here(office: Stage, scene: Scene) -> None:
    async with playing(office, "fr", (80, 24)) as player:
        await scene.play(player)
        # A reader that sends the unshifted keys of AZERTY is the harder one; both are tried where a picture is drawn.
        for unshifted in (False, True) if scene.pictured else (True,):
            await scanned(player, scene, unshifted=unshifted)
            await player.press("escape")


async def scanned(player: Player, scene: Scene, *, unshifted: bool) -> None:
    """Scan a card there."""
    app = player.app
    contact, number = await app.ask(somebody_else, player.stage.contact)
    below, focused, before, entry = app.screen, app.focused, fields(app.screen), await app.ask(written_so_far)
    sent = number.translate(str.maketrans("0123456789", "à&é\"'(-è_ç")) if unshifted else number
    await Keyboard(player.pilot).scan(sent)
    await player.settled()
    assert isinstance(app.screen, CardScreen), f"{scene.name}: {type(app.screen).__name__}"
    assert app.screen.contact == contact
    assert await app.ask(written_so_far) == entry
    assert app.screen_stack[-2] is below, "a digit was a command"
    assert below.focused is focused
    assert fields(below) == before
    assert not [area for area in below.query(TextArea) if number in area.text]
