"""The wait after a passphrase that was wrong: 1, 2, 4 … 60 seconds, never for good; whatever one opens with.

The failures are kept on this machine in a small file beside the settings, so that starting the program anew does not
shorten the wait, and whoever opens the file learns of them. A disk that refuses does not stop anybody.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

from fichier_tui.domain.refusal import Refusal

FILE_NAME = "failed-attempts.json"
# Somebody tried to guess.
GUESSED = frozenset(("passphrase.wrong", "login.unknown", "recovery.wrong"))
LONGEST = 60
KEPT = 100
FORGOTTEN_AFTER = dt.timedelta(hours=1)
"""Older failures are told, but make nobody wait."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One that failed: when, and by whose login; "" for the recovery sheet, or where that is not known."""

    at: dt.datetime
    login: str = ""

    def __str__(self) -> str:
        """As it is kept."""
        return f"{self.at.isoformat()} {self.login}".rstrip()


def _read(kept: str) -> Attempt:
    """Raises ValueError, AttributeError."""
    instant, _space, login = kept.partition(" ")
    return Attempt(dt.datetime.fromisoformat(instant).astimezone(dt.UTC), login)


def wait_after(failures: int) -> int:
    """Seconds to wait after so many failures in a row."""
    return min(LONGEST, 2 ** (failures - 1)) if failures else 0


def _key(file: Path) -> str:
    """The same for each way to name a file: its folder, with or without its ending."""
    if not file.exists() and (ended := file.with_name(f"{file.name}.fichier")).exists():
        file = ended
    return os.path.realpath(file)


class Patience:
    """The failures of every file opened on this machine; `path` is None when they are kept in memory only."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._failures: dict[str, list[Attempt]] = {}
        if path is not None:
            with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
                kept = json.loads(path.read_text(encoding="utf-8"))
                self._failures = {name: [_read(one) for one in attempts] for name, attempts in kept.items()}

    def failed(self, file: Path, now: dt.datetime, login: str = "") -> None:
        """Somebody could not open `file`; `login` is one that the file has."""
        attempts = self._failures.setdefault(_key(file), [])
        attempts.append(Attempt(now, login))
        del attempts[:-KEPT]
        self._write()

    def refused(self, file: Path, refusal: Refusal, now: dt.datetime, login: str) -> None:
        """Somebody was kept out of `file`: it counts where it was a guess. `login` is as it was typed or chosen."""
        if refusal.code in GUESSED:
            # A login that there is not may be anything, a passphrase too: it is kept nowhere.
            self.failed(file, now, login if refusal.code == "passphrase.wrong" else "")

    def seconds_left(self, file: Path, now: dt.datetime) -> int:
        """How long to wait before the next attempt; a clock set back makes nobody wait longer than a minute."""
        attempts = self._failures.get(_key(file), [])
        if any(one.at > now for one in attempts):  # the clock was set back: they count from now on
            attempts[:] = [Attempt(min(one.at, now), one.login) for one in attempts]
            self._write()
        recent = [one.at for one in attempts if now - one.at < FORGOTTEN_AFTER]
        if not recent:
            return 0
        wait = wait_after(len(recent))
        left = wait - (now - recent[-1]).total_seconds()
        return min(wait, max(0, -int(-left // 1)))

    def failures(self, file: Path) -> tuple[Attempt, ...]:
        """Those since it was last opened."""
        return tuple(self._failures.get(_key(file), ()))

    def opened(self, file: Path) -> tuple[Attempt, ...]:
        """The file was opened: the failures before it, which are then forgotten."""
        attempts = tuple(self._failures.pop(_key(file), ()))
        if attempts:
            self._write()
        return attempts

    def _write(self) -> None:
        if self.path is None:
            return
        values = {name: [str(one) for one in attempts] for name, attempts in self._failures.items()}
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            partial = self.path.with_suffix(".part")
            partial.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
            partial.replace(self.path)
