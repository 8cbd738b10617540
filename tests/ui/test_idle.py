"""The file locks itself after the minutes that are set, by a clock that the test moves; F12 locks at once."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from fichier_tui.domain.refusal import Refusal
from fichier_tui.settings import AUTO_LOCK_MINUTES, UserSettings
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.places import Shop
from tests.ui.example_screen import EXAMPLE_PLACES, SHOP, TODAY, ExampleScreen
from tests.ui.front_app import SetClock


def app_with(clock: SetClock, minutes: int = AUTO_LOCK_MINUTES, shop: Shop = SHOP) -> FichierApp:
    return FichierApp(
        settings=UserSettings(language="en", auto_lock_minutes=minutes),
        today=lambda: TODAY,
        now=clock,
        shop=shop,
        places=EXAMPLE_PLACES,
    )


async def looked(pilot: Pilot[str], clock: SetClock, seconds: float) -> bool:
    """Whether the program locked itself after these seconds more."""
    assert isinstance(pilot.app, FichierApp)
    clock.move(seconds)
    await pilot.app.look_whether_idle()
    await pilot.pause()
    return pilot.app.return_value == "lock"


@pytest.mark.parametrize("minutes", [1, 5, 60])
async def test_it_locks_after_the_minutes_that_are_set_and_not_before(minutes: int) -> None:
    clock = SetClock()
    app = app_with(clock, minutes)
    async with app.run_test(size=(80, 24)) as pilot:
        assert not await looked(pilot, clock, 0)
        assert not await looked(pilot, clock, minutes * 60 - 1)
        await pilot.press("down")
        assert not await looked(pilot, clock, minutes * 60 - 1)
        assert await looked(pilot, clock, 1)


async def test_a_touch_of_the_mouse_keeps_it_open_and_the_end_is_announced() -> None:
    clock = SetClock()
    app = app_with(clock)
    async with app.run_test(size=(80, 24)) as pilot:
        assert not await looked(pilot, clock, 0)
        assert not await looked(pilot, clock, 281)
        assert "locks itself in 19 seconds" in app.status.content.plain
        await pilot.click(offset=(5, 5))
        assert not await looked(pilot, clock, 281)
        await pilot.press("f1")
        assert not await looked(pilot, clock, 299)
        assert await looked(pilot, clock, 1)


async def test_a_machine_that_slept_wakes_up_locked_and_a_locked_one_does_nothing() -> None:
    clock = SetClock()
    app = app_with(clock, shop=Shop(locked=True))
    async with app.run_test(size=(80, 24)) as pilot:
        assert not await looked(pilot, clock, 86_400)
        app.shop = SHOP
        assert not await looked(pilot, clock, 0)
        assert await looked(pilot, clock, 86_400)


class Typing(ExampleScreen):
    """A form that keeps a draft, or cannot."""

    kept = ""
    refuses = False

    def compose_body(self) -> Iterable[Widget]:
        yield Input(id="typed")

    async def leaving(self) -> None:
        if self.refuses:
            raise Refusal("disk.full")
        self.kept = self.query_one("#typed", Input).value

    def crumbs(self) -> tuple[str, ...]:
        return ()


@pytest.mark.parametrize("refuses", [False, True])
async def test_f12_blanks_every_screen_and_keeps_what_was_typed(refuses: bool) -> None:
    app = app_with(SetClock())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Typing()
        screen.refuses = refuses
        await app.push_screen(screen)
        await pilot.press(*"Péron", "f12")
        await pilot.pause()
        assert screen.kept == ("" if refuses else "Péron")
        assert all(not widget.visible for shown in app.every_screen() for widget in shown.query("*"))
    assert app.return_value == "lock"
