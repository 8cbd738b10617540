"""A program in a real pseudo-terminal, and the time from a key to what a person would see.

A process of its own (`pump.py`) does nothing but read the terminal and stamp what it read; the emulation of the
screen, slow because it is pure Python, comes behind the stamps and can delay the report, never the figure. A key's
clock starts just before its bytes are written. A frame of synchronised output counts when it is complete.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

PUMP = Path(__file__).with_name("pump.py")
KEYS = {
    "down": b"\x1b[B", "up": b"\x1b[A", "home": b"\x1b[H", "end": b"\x1b[F", "page_down": b"\x1b[6~",
    "page_up": b"\x1b[5~", "enter": b"\r", "escape": b"\x1b", "ctrl+q": b"\x11", "f3": b"\x1bOR", "f5": b"\x1b[15~",
}  # fmt: skip
# What pyte would print as text: private sequences of xterm and kitty, answers asked for, character strings.
_UNKNOWN = re.compile(
    rb"\x1b\[[<=>][0-9;:]*[ -/]*[@-~]|\x1b\[\??[0-9;]*\$[a-z]|\x1b\[\?[0-9;]*u|\x1b[P_^X][^\x1b]*\x1b\\"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*|[\]P_^X][^\x07\x1b]*\x1b?)?$")
_SYNCHRONISED = re.compile(rb"(\x1b\[\?2026[hl])")
SILENCE = 0.1
"""Seconds without a byte after which a screen is taken as settled."""


class NotSeen(Exception):
    """What was waited for did not come; holds the screen."""


class Screen:
    """What the terminal shows."""

    def __init__(self, columns: int, lines: int) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._open_frame = False

    def feed(self, data: bytes) -> Iterator[str]:
        """Take bytes in; the text of the screen each time it can be seen."""
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        data, self._rest = data[:end], data[end:]
        for piece in _SYNCHRONISED.split(data):
            if piece.startswith(b"\x1b[?2026"):
                self._open_frame = piece.endswith(b"h")
            elif piece:
                self._stream.feed(_UNKNOWN.sub(b"", piece))
                if self._open_frame:
                    continue
            if not self._open_frame:
                yield self.text()

    def text(self) -> str:
        """All lines, without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._screen.display)


class Terminal:
    """`with Terminal([program, …]) as terminal: terminal.wait("Bonjour"); terminal.press("down")`."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        lines: int = 24,
        environment: Mapping[str, str] | None = None,
        patience: float = 60.0,
    ) -> None:
        self.screen = Screen(columns, lines)
        self.patience = patience
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._pump = subprocess.Popen(
            [sys.executable, "-I", "-S", str(PUMP), str(self._master)],
            stdout=subprocess.PIPE, pass_fds=(self._master,), start_new_session=True,
        )  # fmt: skip
        assert self._pump.stdout is not None
        self._stamped = self._pump.stdout.fileno()
        os.read(self._stamped, 1)  # it is ready: the program's first byte will not wait for it
        self._buffer = b""
        dropped = ("COLUMNS", "LINES", "NO_COLOR", "TMUX")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", **(environment or {})}
        self.started = time.monotonic_ns()
        self._program = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, close_fds=True, env=kept
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the program and the pump, and nothing else."""
        for process in (self._program, self._pump):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(2)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        os.close(self._master)
        if self._pump.stdout is not None:
            self._pump.stdout.close()

    def wait(self, seen: str | Callable[[str], bool]) -> float:
        """Milliseconds from the start of the program to the first screen on which `seen` holds."""
        holds = (lambda text: seen in text) if isinstance(seen, str) else seen
        if holds(self.screen.text()):
            raise NotSeen(f"seen already: {seen!r}")
        return self._until(holds, self.started)

    def press(self, key: str, seen: Callable[[str], bool] | None = None) -> float:
        """Milliseconds from a key, by its name or its text, to the first screen that changed, or has what is meant."""
        before = self.screen.text()
        data = KEYS.get(key) or key.encode()
        pressed = time.monotonic_ns()
        os.write(self._master, data)
        return self._until(seen or (lambda text: text != before), pressed)

    def settle(self, silence: float = SILENCE) -> str:
        """The screen, once nothing more was written for so many seconds."""
        while (chunk := self._read(silence)) is not None:
            for _text in self.screen.feed(chunk[1]):
                pass
        return self.screen.text()

    def _until(self, holds: Callable[[str], bool], since: int) -> float:
        end = time.monotonic() + self.patience
        while (left := end - time.monotonic()) > 0:
            chunk = self._read(left)
            if chunk is None:
                break
            # Every frame of the chunk is fed, even behind the one that was waited for.
            if any([holds(text) for text in self.screen.feed(chunk[1])]):
                return (chunk[0] - since) / 1e6
        raise NotSeen(self.screen.text())

    def _read(self, timeout: float) -> tuple[int, bytes] | None:
        """One stamp and what was read then, or None after `timeout` seconds or at the end."""
        end = time.monotonic() + timeout
        while True:
            if len(self._buffer) >= 12:
                stamp, length = struct.unpack_from("<QI", self._buffer)
                if len(self._buffer) >= 12 + length:
                    chunk, self._buffer = self._buffer[12 : 12 + length], self._buffer[12 + length :]
                    return stamp, chunk
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._stamped], [], [], left)[0]:
                return None
            data = os.read(self._stamped, 1 << 20)
            if not data:
                return None
            self._buffer += data
