"""What every test starts from: current words, English, no variable of Textual's."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from fichier_tui import i18n  # noqa: E402
from fichier_tui.storage import keyring  # noqa: E402
from hatch_build import compile_catalogues  # noqa: E402
from screenshots.quiet import PATIENCE, install  # noqa: E402
from tests import parsed_once  # noqa: E402
from tests.faults.scale import is_full  # noqa: E402

# In the gate the same examples each time, and no count of milliseconds: by default Hypothesis draws others every time
# and fails an example that takes 200 ms, which is told by whatever else the machine does. All by chance with `--full`.
settings.register_profile(
    "gate", deadline=None, derandomize=not is_full(), database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("gate")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before any worker of pytest-xdist starts."""
    install()
    parsed_once.install()
    if not hasattr(config, "workerinput"):
        compile_catalogues(ROOT)
    for name in [name for name in os.environ if name.startswith("TEXTUAL")] + ["NO_COLOR"]:
        os.environ.pop(name, None)


def pytest_collection_finish() -> None:
    """Python's search for garbage walks none of what was imported, and begins after 10,000 new objects, not 700.

    It was a third of the time of the tests of the screens, whose objects are many and live as long as their test.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


@pytest.fixture(autouse=True, scope="session")
def cheap_keys() -> Iterator[None]:
    """A file made by a test costs the least that a keyring may name to open, and not half a second as in a shop.

    How dear it is chosen is `storage/test_keyring.py`'s; `test_story_terminal.py` makes and opens one as dear as that.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyring, "choose_parameters", lambda: keyring.CHEAPEST)
        yield


@pytest.fixture(autouse=True, scope="session")
def patient() -> Iterator[None]:
    """On a laden machine the file may answer late: no screen loses patience, unless a test is about that."""
    from fichier_tui.ui import scanner
    from fichier_tui.ui.dialogs import export

    with pytest.MonkeyPatch.context() as patch:
        for module in (scanner, export):
            patch.setattr(module, "PATIENCE", PATIENCE)
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test starts and leaves in English; one about French says so itself."""
    i18n.ask_for("")  # what a test asked for by --lang is no other's
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture
def in_paris() -> Iterator[None]:
    """A shop whose clock is that of Paris, wherever the test runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Paris")
        time.tzset()
        yield
    time.tzset()
