"""How much of each fault is tried, and the figures that come of it: few in the gate, all with `--full`."""

from __future__ import annotations

import json
import os
from pathlib import Path

FULL = "FICHIER_FAULTS_FULL"
"""Set to anything: each test takes its whole number, as docs/faults.md tells."""
FIGURES = "FICHIER_FAULTS_FIGURES"
"""The file to which each test adds its line of figures."""


def is_full() -> bool:
    """Whether the whole numbers were asked for."""
    return bool(os.environ.get(FULL))


def many(few: int, full: int) -> int:
    """How many times: `few` in the gate, `full` when all was asked for."""
    return full if is_full() else few


def tell(fault: str, **figures: object) -> None:
    """Add a line of figures to the table."""
    if path := os.environ.get(FIGURES):
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"fault": fault, **figures}) + "\n")
