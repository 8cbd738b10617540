"""What is started beside the keys leaves nothing behind, whenever it is cancelled."""

from __future__ import annotations

import gc
import warnings
from pathlib import Path

from textual.app import App

import fichier_tui
from fichier_tui.ui.background import in_background


async def test_a_worker_cancelled_before_its_first_step_leaves_no_coroutine() -> None:
    stepped: list[int] = []

    class Shown(App[None]):
        async def step(self) -> None:
            stepped.append(1)

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        app = Shown()
        async with app.run_test():
            first = in_background(app, app.step, group="steps", exclusive=True)
            second = in_background(app, app.step, group="steps", exclusive=True)
            await app.workers.wait_for_complete([second])
            assert first.is_cancelled
            assert second.is_finished
        # A coroutine that nobody awaited warns when it is collected.
        del app, first, second
        gc.collect()
    assert stepped == [1]
    assert not [str(warning.message) for warning in said if "never awaited" in str(warning.message)]


def test_every_worker_is_started_there() -> None:
    package = Path(fichier_tui.__file__).parent
    starting = [path.name for path in package.rglob("*.py") if ".run_worker(" in path.read_text("utf-8")]
    assert starting == ["background.py"]
