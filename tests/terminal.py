"""A real terminal for the tests: a pseudo-terminal, the program in it, and what a person would see on the screen.

    with Terminal(["-m", "fichier_tui", str(path)], environment) as terminal:
        terminal.until("Passphrase")
        terminal.type(passphrase, ENTER)

Waits for what is shown, never for a length of time; a wait that comes to nothing fails with the screen in its message.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

ROOT = Path(__file__).parent.parent
ENTER, ESCAPE, TAB = "\r", "\x1b", "\t"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
CTRL_D, CTRL_Q, CTRL_S, CTRL_Z = "\x04", "\x11", "\x13", "\x1a"
F1, F2, F3, F4 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"
F5, F6, F7, F8, F9, F10, F12 = "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~", "\x1b[24~"
ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
_ALTERNATE = re.compile(rb"\x1b\[\?1049[hl]")
SYNC_ASKED, SYNC_IS_KNOWN, SYNC_ON, SYNC_OFF = b"\x1b[?2026$p", b"\x1b[?2026;2$y", b"\x1b[?2026h", b"\x1b[?2026l"
PATIENCE = 120.0
"""Seconds: a machine that runs every test at once is slow; nothing waits so long when all is well."""
WHOLE = 0.05
"""Seconds in which no further picture is drawn after the one that shows what was waited for."""


class Terminal:
    """`python WORDS…` in a pseudo-terminal of `columns` × `lines`."""

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], columns: int = 80, lines: int = 24
    ) -> None:
        self.raw = bytearray()
        """Every byte that the program wrote."""
        self._held = b""
        self._answered = 0
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env=inherited | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | dict(environment),
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if self._ours >= 0:
            os.close(self._ours)

    @property
    def shown(self) -> str:
        """The screen, a line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def process_id(self) -> int:
        """The number of the program that runs here."""
        return self._process.pid

    @property
    def title(self) -> str:
        """The title that the program gave to the window."""
        return str(self._screen.title)

    def type(self, *texts: str) -> None:
        """Strike these keys."""
        for text in texts:
            os.write(self._ours, text.encode())

    def rest(self, seconds: float) -> None:
        """Let the hands rest: what is struck next is no part of what was struck before."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def until(self, wanted: str | Callable[[str], bool]) -> str:
        """Wait until the screen shows this; give the screen."""
        is_there = wanted if callable(wanted) else lambda shown: wanted in shown
        end = time.monotonic() + PATIENCE
        while True:
            # Not in the middle of a picture that comes in pieces: under its first lines still stands the one before.
            seen = self._is_whole and is_there(self.shown)
            more = self._read(WHOLE if seen else 1.0)
            if seen and not more:
                return self.shown
            if time.monotonic() > end or not (seen or more or self._process.poll() is None):
                raise AssertionError(f"not shown: {wanted}\n{self.shown}")

    def ended(self) -> int:
        """Wait until the program has ended; its exit status."""
        end = time.monotonic() + PATIENCE
        while self._process.poll() is None or self._read(0):
            self._read(0.1)
            if time.monotonic() > end:
                raise AssertionError(f"did not end\n{self.shown}")
        return self._process.returncode

    def kill(self) -> None:
        """End the program as a cut of the current would: kill -9."""
        self._process.kill()
        self._process.wait()

    def vanish(self) -> int:
        """Take the terminal away without a signal; the program's exit status."""
        os.close(self._ours)
        self._ours = -1
        return self._process.wait(PATIENCE)

    def hang_up(self) -> None:
        """What a window that is closed sends."""
        self._process.send_signal(signal.SIGHUP)

    def left_behind(self) -> bytes:
        """What stays in the window and its history: all that was written outside of the alternate screen."""
        parts = bytes(self.raw).split(ALTERNATE_ON)
        return parts[0] + b"".join(part.partition(ALTERNATE_OFF)[2] for part in parts[1:])

    @property
    def _is_whole(self) -> bool:
        """Whether the program has ended the picture that it began."""
        return self.raw.rfind(SYNC_ON) <= self.raw.rfind(SYNC_OFF)

    def _read(self, seconds: float) -> bool:
        """Take in what the program writes within this time; whether there was anything."""
        ready, _, _ = select.select([self._ours], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # Linux says so when the other side is closed.
            return False
        self.raw += data
        # As terminals do that draw a picture only when it is whole: so the program tells where each begins and ends.
        if (asked := self.raw.count(SYNC_ASKED)) > self._answered:
            self._answered = asked
            os.write(self._ours, SYNC_IS_KNOWN)
        self._show(data)
        return bool(data)

    def _show(self, data: bytes) -> None:
        """Feed the screen; where the program enters or leaves the alternate screen, begin on an empty one.

        A terminal has two screens; pyte has one, and would leave there what was shown before.
        """
        data = self._held + data
        tail = data[data.rfind(b"\x1b") :] if b"\x1b" in data else b""
        is_cut = len(tail) < len(ALTERNATE_ON) and ALTERNATE_ON.startswith(
            tail
        )  # the last byte alone tells on from off
        self._held = tail if is_cut else b""
        data = data.removesuffix(self._held)
        while found := _ALTERNATE.search(data):
            self._stream.feed(data[: found.start()])
            self._screen.reset()
            data = data[found.end() :]
        self._stream.feed(data)
