"""`python -m tests.gate`: every check of the project, in order, each with its time; stops at the first fault.

It is to end within ten minutes on two cores, whatever else runs there: its last lines say how far it is from that.
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
    workers = ["-n", str(min(4, cores())), "--dist", "worksteal", "--durations", "10"]
    return [
        ("lint", [*python, "ruff", "check", "."]),
        ("format", [*python, "ruff", "format", "--check", "."]),
        ("types", [*python, "mypy"]),
        ("rooms", [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]),
        ("spelling", [*python, "codespell_lib", "."]),
        ("translations", [*python, "tests.translations"]),
        # One process compiles every test; the workers, which would each compile all of them, read what it wrote.
        ("collected", [*python, "pytest", "--collect-only", "-qq", *quick, *others]),
        ("tests", [*python, "pytest", *workers, *quick, *others]),
    ]


def surroundings() -> dict[str, str]:
    """The variables of each check: what one of its many processes has compiled is kept for the others."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2


def main() -> int:
    """Run the steps; return the exit status of the first that fails, or 0."""
    taken: list[tuple[str, float]] = []
    status = 0
    for name, command in steps(sys.argv[1:]):
        started = time.monotonic()
        print(f"── {name}", flush=True)
        to = subprocess.PIPE if name == "collected" else None
        done = subprocess.run(command, cwd=ROOT, env=surroundings(), stdout=to, text=True, check=False)
        if status := done.returncode:
            print(done.stdout or "", end="")
        taken.append((name, time.monotonic() - started))
        print(f"   {name}: {'FAILED' if status else 'ok'} in {taken[-1][1]:.1f} s", flush=True)
        if status:
            break
    print(f"── {sum(seconds for _name, seconds in taken):.0f} s on {cores()} cores", end=": ")
    print(", ".join(f"{name} {seconds:.1f}" for name, seconds in taken))
    return status


if __name__ == "__main__":
    sys.exit(main())
