"""`python -m tests.faults [--full] [pytest's arguments]`: try the faults and print the table of figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.scale import FIGURES, FULL

ROOT = Path(__file__).parent.parent.parent
TOGETHER = ("tests/storage/test_locks.py", "tests/storage/test_concurrent_edit.py", "tests/test_together_terminal.py")
"""Several programs at once: their figures stand in the same table."""


def main(arguments: list[str]) -> int:
    """Run the tests of this folder, then tell their figures; return pytest's exit status."""
    variables = dict(os.environ)
    if "--full" in arguments:
        arguments = [argument for argument in arguments if argument != "--full"]
        variables[FULL] = "1"
    with tempfile.TemporaryDirectory() as place:
        variables[FIGURES] = str(Path(place) / "figures")
        command = [sys.executable, "-m", "pytest", "-q", str(Path(__file__).parent), *TOGETHER, *arguments]
        status = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
        path = Path(variables[FIGURES])
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for line in sorted(lines):
        figures = json.loads(line)
        told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items() if name != "fault")
        print(f"{figures['fault']}: {told}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
