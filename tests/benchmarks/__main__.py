"""`python -m tests.benchmarks [NAME …] [--runs N] [--quick] [--million]`: ratios against floors of the same run."""

from __future__ import annotations

import argparse
import importlib
import os
import sys

from fichier_tui.hardening import harden
from hatch_build import compile_catalogues
from tests.benchmarks.files import ROOT

NAMES = (
    "starting",
    "opening",
    "searching",
    "finding",
    "duplicates",
    "moving",
    "cards",
    "visits",
    "segments",
    "offers",
    "importing",
    "exporting",
    "proposals",
    "ranking",
    "contacting",
)


def main() -> int:
    """Measure what is named, or everything; always 0: a ratio above its goal is said, it is no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--runs", type=int, default=5, help="how many times each is measured (5)")
    parser.add_argument("--quick", action="store_true", help="once only: to see that all of them run")
    parser.add_argument("--million", action="store_true", help="lists of a file of 1,000,000 contacts as well")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(NAMES)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    harden()
    compile_catalogues(ROOT)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}; median (min–max)")
    for name in asked.names or NAMES:
        module = importlib.import_module(f"tests.benchmarks.{name}")
        for measured in module.measure(1 if asked.quick else asked.runs, asked.million):
            print(measured.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
