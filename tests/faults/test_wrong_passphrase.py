"""A wrong passphrase, a thousand times: refused, in the time of an unknown login, without a line on the terminal."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.opening import unlock_file
from tests.faults import scale
from tests.faults.opened import copied
from tests.storage.opened import fingerprint

ATTEMPTS = scale.many(8, 500)
"""Of each of the two."""
TOLERANCE = 0.1 if scale.is_full() else 0.5
"""The gate measures little."""
CLOCK = time.perf_counter if scale.is_full() else time.process_time
"""In the gate the work that each costs: how long it takes is told by the tests that run beside it."""


def seconds_of(folder: Path, login: str, number: int, code: str) -> float:
    """How long one refusal takes."""
    started = CLOCK()
    with pytest.raises(Refusal) as refused:
        unlock_file(folder, f"une phrase fausse {number}", login)
    assert refused.value.code == code
    return CLOCK() - started


@pytest.mark.slow
def test_a_wrong_passphrase_and_an_unknown_login_are_refused_alike(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    before = fingerprint(folder.path)
    wrong, unknown = [], []
    for number in range(ATTEMPTS):
        wrong.append(seconds_of(folder.path, "marie", number, "passphrase.wrong"))
        unknown.append(seconds_of(folder.path, "personne", number, "login.unknown"))
    printed = capfd.readouterr()
    ratio = statistics.median(unknown) / statistics.median(wrong)
    scale.tell(
        "wrong passphrase",
        attempts=2 * ATTEMPTS,
        milliseconds=round(1_000 * statistics.median(wrong), 1),
        unknown_login=f"{100 * ratio - 100:+.1f} %",
        lines_printed=len((printed.out + printed.err).splitlines()),
    )
    assert printed == ("", "")
    assert fingerprint(folder.path) == before
    assert abs(ratio - 1) < TOLERANCE
