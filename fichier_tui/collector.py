"""Python's search for garbage, put off while the program starts: it would walk all that was just imported, in vain."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """Search no more, until `resume` or the end. The front door's, before it imports the screens."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def resume() -> None:
    """Search again, but never in what exists by now: modules and screens stay as long as the program.

    Does nothing where the search was not put off: a test that starts many programs would keep them all.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
