"""The one thread that owns the connection. Screens wait for it without ever touching the database themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from fichier_tui.storage.session import Session

P = ParamSpec("P")
T = TypeVar("T")


class OpenFile:
    """A file that is open: verbs are run on its thread, one after the other."""

    def __init__(self, opening: Callable[[], Session]) -> None:
        """Run `opening` on the new thread; what it raises is raised here, and the thread ends."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="fichier")
        try:
            self._session = self._thread.submit(opening).result()
        except BaseException:
            self._thread.shutdown()
            raise

    async def run(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a verb of `storage/`, awaited by a screen."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(verb, self._session, *args, **kwargs))

    def call(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a verb, waited for: for the command line and the tests, never for a screen."""
        return self._thread.submit(partial(verb, self._session, *args, **kwargs)).result()

    def interrupt(self) -> None:
        """Stop the query that is running now, if any; it raises `sqlcipher3.OperationalError` where it ran."""
        self._session.database.connection().interrupt()

    def close(self) -> None:
        """Close the connection and end the thread. The file cannot be used any more."""
        if self._thread._shutdown:
            return
        self._thread.submit(self._session.database.close).result()
        self._thread.shutdown()
