"""What holds of a scan on every screen: it opens the card, acts as no command, and leaves no trace behind."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input, TextArea

from fichier_tui.storage import Session, models
from fichier_tui.ui.screens.card.screen import CardScreen
from screenshots.scenes import Scene
from screenshots.stage import Player
from tests.ui.scanned import Keyboard

WRITES_THE_NUMBER = ("loyalty-card",)
"""The scenes whose field is for the number of a card."""
TAKES_THE_CONTACT = ("counter-piece",)
"""The scenes in which something is about to be noted for nobody yet: for whoever's card it is."""
SHOWN_ONCE = ("staff-sheet",)
"""The scenes of what is shown only once: nothing but their own keys takes them away."""


async def a_scan_opens_the_card(player: Player, scene: Scene) -> None:
    """Scan a card there, and come back; nothing happens where another thing is meant by a scan."""
    if scene.first is not None or scene.name in (*WRITES_THE_NUMBER, *TAKES_THE_CONTACT, *SHOWN_ONCE):
        return
    # A reader that sends the unshifted keys of AZERTY is the harder one; both are tried where a picture is drawn.
    for unshifted in (False, True) if scene.pictured else (True,):
        await _scanned(player, scene, unshifted=unshifted)
        await player.press("escape")


async def _scanned(player: Player, scene: Scene, *, unshifted: bool) -> None:
    app = player.app
    contact, number = await app.ask(_somebody_else, player.stage.contact)
    below, focused, before, entry = app.screen, app.focused, _fields(app.screen), await app.ask(_written_so_far)
    sent = number.translate(str.maketrans("0123456789", "à&é\"'(-è_ç")) if unshifted else number
    await Keyboard(player.pilot).scan(sent)
    await player.settled()
    assert isinstance(app.screen, CardScreen), f"{scene.name}: {type(app.screen).__name__}"
    assert app.screen.contact == contact
    assert await app.ask(_written_so_far) == entry
    assert app.screen_stack[-2] is below, "a digit was a command"
    assert below.focused is focused
    assert _fields(below) == before
    assert not [area for area in below.query(TextArea) if number in area.text]


def _somebody_else(session: Session, but: int) -> tuple[int, str]:
    """A contact with a card, and its number: it has every digit that is a command somewhere."""
    contact = models.Contact
    row = contact.select().where(contact.card_number != "", contact.id != but).order_by(contact.id.desc()).first()
    return row.id, row.card_number


def _written_so_far(session: Session) -> int:
    return session.last_entry()


def _fields(screen: Any) -> list[str]:
    """What stands in every field."""
    return [field.value if isinstance(field, Input) else field.text for field in screen.query("Input, TextArea")]
