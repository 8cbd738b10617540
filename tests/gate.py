"""`python -m tests.gate`: every check of the project, in order, each with its time; stops at the first fault.

`--quick` leaves out what is marked slow. Other arguments go to pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def steps(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """The checks as (what it holds, command)."""
    python = [sys.executable, "-m"]
    quick = ["-m", "not slow"] if "--quick" in arguments else []
    others = [argument for argument in arguments if argument != "--quick"]
    # Stealing, because the long tests stand together: the last worker would go on alone for minutes.
    workers = ["-n", str(min(4, os.cpu_count() or 2)), "--dist", "worksteal"]
    return [
        ("lint", [*python, "ruff", "check", "."]),
        ("format", [*python, "ruff", "format", "--check", "."]),
        ("types", [*python, "mypy"]),
        ("rooms", [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]),
        ("spelling", [*python, "codespell_lib", "."]),
        ("translations", [*python, "tests.translations"]),
        ("tests", [*python, "pytest", *workers, *quick, *others]),
    ]


def main() -> int:
    """Run the steps; return the exit status of the first that fails, or 0."""
    for name, command in steps(sys.argv[1:]):
        started = time.monotonic()
        print(f"── {name}", flush=True)
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        print(
            f"   {name}: {'ok' if status == 0 else 'FAILED'} in {time.monotonic() - started:.1f} s",
            flush=True,
        )
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
