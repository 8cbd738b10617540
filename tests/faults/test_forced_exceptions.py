"""Whatever fails in the program, no client and no passphrase is printed, logged, or left in an image of the memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import scale
from tests.faults.forced import APP, CLIENT, COMMAND, PASSPHRASE

ROOT = Path(__file__).parent.parent.parent
COUNT = scale.many(20, 210)


@pytest.mark.slow
def test_no_client_and_no_passphrase_is_told_by_a_fault(tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "tests.faults.forced", str(COUNT)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TEXTUAL_LOG": "log.txt"},
        capture_output=True,
        check=False,
    )
    printed = (finished.stdout + finished.stderr).decode("utf-8", "replace")
    assert printed.count("forced: ") == COUNT, printed[-2000:]
    told = sum(printed.count(word) for text in (CLIENT, PASSPHRASE) for word in text.split() if len(word) > 4)
    files = [path.name for path in tmp_path.iterdir()]
    scale.tell("forced exceptions", exceptions=COUNT, places=len(APP) + len(COMMAND), words_told=told, files=len(files))
    assert told == 0, printed
    assert files == []
    # Each is told, but for the task that nobody waits for, which is only put in order at the end.
    assert printed.count("Incident ") == COUNT - len([1 for number in range(COUNT) if number % 10 == APP.index("task")])
