"""A wrong passphrase, a thousand times: refused, in the time of an unknown login, without a line on the terminal."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.keyring.derivation import CHEAPEST, KdfParameters, derive_key
from fichier_tui.storage.opening import unlock_file
from tests.faults import scale
from tests.faults.opened import copied
from tests.storage.opened import fingerprint

ATTEMPTS = scale.many(8, 500)
"""Of each of the two."""
TOLERANCE = 0.1
"""Of the time, with `--full`. In the gate other tests take the processor: there the derivations are counted, which are
nearly all of it."""


def seconds_of(folder: Path, login: str, number: int, code: str) -> float:
    """How long one refusal takes."""
    started = time.perf_counter()
    with pytest.raises(Refusal) as refused:
        unlock_file(folder, f"une phrase fausse {number}", login)
    assert refused.value.code == code
    return time.perf_counter() - started


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[KdfParameters]:
    """What each derivation cost, as they are made."""
    costs: list[KdfParameters] = []

    def counted(passphrase: bytes, salt: bytes, parameters: KdfParameters) -> bytes:
        costs.append(parameters)
        return derive_key(passphrase, salt, parameters)

    for module in ("opening", "envelope"):
        monkeypatch.setattr(f"fichier_tui.storage.keyring.{module}.derive_key", counted)
    return costs


@pytest.mark.slow
def test_a_wrong_passphrase_and_an_unknown_login_are_refused_alike(
    tmp_path: Path, derived: list[KdfParameters], capfd: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    derived.clear()  # those of making the file
    before = fingerprint(folder.path)
    wrong: list[float] = []
    unknown: list[float] = []
    for number in range(ATTEMPTS):
        for taken, login, code in ((wrong, "marie", "passphrase.wrong"), (unknown, "personne", "login.unknown")):
            taken.append(seconds_of(folder.path, login, number, code))
            assert derived == [CHEAPEST], login
            derived.clear()
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
    assert not scale.is_full() or abs(ratio - 1) < TOLERANCE
