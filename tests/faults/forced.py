"""`python -m tests.faults.forced COUNT`: exceptions forced in every place, with a client and a passphrase at hand.

What it prints is what the program prints; it ends by aborting, as a program does that is to leave a core.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle

from fichier_tui.hardening import harden

harden()  # before Textual, as the front door does

import click  # noqa: E402
import peewee as pw  # noqa: E402
from sqlcipher3 import dbapi2 as sqlcipher  # noqa: E402
from textual.app import ComposeResult  # noqa: E402
from textual.widgets import Static  # noqa: E402

from fichier_tui.cli.common import speaks  # noqa: E402
from fichier_tui.cli.spoken import Verb  # noqa: E402
from fichier_tui.domain.refusal import Refusal  # noqa: E402
from fichier_tui.ui.quiet import QuietApp  # noqa: E402

CLIENT = "Philibert Enfouissement"
PASSPHRASE = "mot de passe enfoui sous la dune"


def kinds() -> Iterator[Callable[[str, str], BaseException]]:
    """Exceptions as they come, each with the client and the passphrase in its words, for ever."""
    return cycle(
        (
            lambda name, words: ValueError(f"{name}: {words}"),
            lambda name, words: KeyError(name, words),
            lambda name, words: pw.IntegrityError(f"UNIQUE constraint failed: {name} {words}"),
            lambda name, words: sqlcipher.OperationalError(f"near {name}: {words}"),
            lambda name, words: UnicodeDecodeError("utf-8", f"{name} {words}".encode(), 0, 3, name),
            lambda name, words: ExceptionGroup(name, [ValueError(words)]),
            lambda name, words: FileNotFoundError(2, name, words),
            lambda name, words: type("Odd", (Exception,), {"__str__": lambda _self: f"{name} {words}"})(),
            lambda name, words: RecursionError(name, words),
            lambda name, words: Refusal("no.such_code_at_all", name=name, words=words),
        )
    )


def deep(kind: Callable[[str, str], BaseException], depth: int = 5) -> None:
    """Raise it from deep below, with the client in the variables of each step, and another one as its cause."""
    client, passphrase, both = CLIENT, PASSPHRASE, {"client": CLIENT, "words": [PASSPHRASE]}
    if depth:
        return deep(kind, depth - 1)
    try:
        raise LookupError(client, both)
    except LookupError as error:
        raise kind(client, passphrase) from error


class Forced(QuietApp):
    """A screen that fails at one place."""

    def __init__(self, place: str, kind: Callable[[str, str], BaseException]) -> None:
        super().__init__()
        self.place, self.kind = place, kind

    def compose(self) -> ComposeResult:
        """A line with a client, on the screen when it fails."""
        yield Static(CLIENT, markup=False)

    def fail(self) -> None:
        """Fail."""
        deep(self.kind)

    async def fail_later(self) -> None:
        """Fail in a task."""
        await asyncio.sleep(0)
        deep(self.kind)

    def on_mount(self) -> None:
        """Fail at once, or have it done elsewhere; and end where nothing stops the program."""
        self.set_timer(60, self.exit)  # each ends it far earlier, on a laden machine too
        match self.place:
            case "mount":
                self.fail()
            case "timer":
                self.set_timer(0.001, self.fail)
            case "later":
                self.call_later(self.fail)
            case "refresh":
                self.call_after_refresh(self.fail)
            case "worker":
                self.run_worker(self.fail_later())
            case "thread":
                self.run_worker(self.fail, thread=True)
            case _:
                self.forgotten = asyncio.create_task(self.fail_later())
                self.set_timer(0.02, self.forget)

    def forget(self) -> None:
        """Throw away the task that nobody waited for."""
        del self.forgotten
        gc.collect()
        self.exit()


class Thrown:
    """Fails when it is thrown away."""

    def __init__(self, kind: Callable[[str, str], BaseException]) -> None:
        self.kind = kind

    def __del__(self) -> None:
        deep(self.kind)


def command(place: str, kind: Callable[[str, str], BaseException]) -> None:
    """Fail in a verb of the command line: itself, in a thread of its own, in a thing that it throws away."""

    @click.command("forced", cls=Verb)
    @speaks
    def forced() -> None:
        if place == "verb":
            deep(kind)
        elif place == "thread of a verb":
            thread = threading.Thread(target=deep, args=(kind,))
            thread.start()
            thread.join()
        else:
            Thrown(kind)

    with suppress(SystemExit):
        forced.main([])


APP = ("mount", "timer", "later", "refresh", "worker", "thread", "task")
COMMAND = ("verb", "thread of a verb", "thrown away")


def main(count: int) -> None:
    """Force so many, each at the next place and of the next kind."""
    for place, kind, _number in zip(cycle((*APP, *COMMAND)), kinds(), range(count), strict=False):
        if place in APP:
            Forced(place, kind).run(headless=True)
        else:
            command(place, kind)
        sys.stderr.write(f"forced: {place}\n")
    sys.stderr.flush()
    client, passphrase = CLIENT, PASSPHRASE  # in the memory of which no image is to be left
    os.abort() if client and passphrase else None


if __name__ == "__main__":
    main(int(sys.argv[1]))
