"""The front door: the verbs of the program as commands. Wires the rooms, nothing else."""

from __future__ import annotations

import click

from fichier_tui import __version__


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Fichier, the customer file that lives in a terminal."""
