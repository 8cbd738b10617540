"""Reads a terminal, stamps each reading, answers what a real terminal would answer at once: a process of its own.

`python -I -S pump.py DESCRIPTOR`: writes to its output one byte when ready, then for each reading the nanoseconds of
the monotonic clock (8 bytes), a length (4 bytes) and what was read. It knows the standard library only, to start fast.
"""

from __future__ import annotations

import os
import re
import struct
import sys
import time

_QUESTION = re.compile(rb"\x1b\[(?:0)?c|\x1b\[6n|\x1b\[\?(\d+)\$p")


def answer(question: re.Match[bytes]) -> bytes:
    """What xterm says of itself, of its cursor, of a mode: 2026 (synchronised output) is known, others are not."""
    if question.group(1):
        return b"\x1b[?%s;%d$y" % (question.group(1), 2 if question.group(1) == b"2026" else 0)
    return b"\x1b[1;1R" if question.group().endswith(b"n") else b"\x1b[?62;22c"


def pump(terminal: int, target: int) -> None:
    """Read, stamp and answer until the terminal is closed."""
    os.write(target, b"!")
    while True:
        try:
            data = os.read(terminal, 65_536)
        except OSError:
            return
        stamp = time.monotonic_ns()
        if not data:
            return
        for question in _QUESTION.finditer(data):
            os.write(terminal, answer(question))
        record = memoryview(struct.pack("<QI", stamp, len(data)) + data)
        while record:
            record = record[os.write(target, record) :]


if __name__ == "__main__":
    pump(int(sys.argv[1]), sys.stdout.fileno())
