"""A fault of the program itself is told by where it happened, never by its words: these may quote a client."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

FAULTY = 3
"""The exit status of a program that met a fault of its own."""


@contextmanager
def telling_only_where() -> Iterator[None]:
    """Print the incident and leave with status 3; what Click and a closed pipe say is theirs."""
    _quieten_the_rest()
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        _tell(error)
        raise SystemExit(FAULTY) from None


def _quieten_the_rest() -> None:
    """The same for what nobody catches: in another thread, in a thing that is thrown away. A test's own hooks stay."""
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda fault: _tell(fault.exc_value)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda fault: _tell(fault.exc_value)
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = lambda kind, error, _trace: None if issubclass(kind, KeyboardInterrupt) else _tell(error)


def _tell(error: BaseException | None) -> None:
    from fichier_tui.ui.incident import incident_text

    if error is not None and sys.stderr is not None:
        sys.stderr.write(incident_text(error) + "\n")
