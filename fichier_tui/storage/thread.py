"""The one thread that owns the connection. Screens wait for it without ever touching the database themselves."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

import peewee as pw
from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.connection import fault_of
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.session import Session

P = ParamSpec("P")
T = TypeVar("T")


class OpenFile:
    """A file that is open: verbs are run on its thread, one after the other."""

    def __init__(self, opening: Callable[[], Session], folder: FichierFolder, key: UnlockedKey) -> None:
        """Run `opening` on the new thread; what it raises is raised here, and the thread ends."""
        self.folder = folder
        self.key = key
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="fichier")
        self._open = True
        self._since: float | None = None
        """When the verb that runs now began."""
        try:
            self._session = self._thread.submit(self._guarded, opening).result()
            # Peewee gives each thread a connection of its own, and the others none: this one is for `interrupt`.
            self._connection = self._thread.submit(self._session.database.connection).result()
        except BaseException:
            self._thread.shutdown()
            raise

    async def run(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a verb of `storage/`, awaited by a screen. Raises Refusal, also for what the disk refuses."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._thread, lambda: self._guarded(lambda: verb(self._session, *args, **kwargs))
        )

    def call(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a verb, waited for: for the command line and the tests, never for a screen."""
        return self._thread.submit(self._guarded, lambda: verb(self._session, *args, **kwargs)).result()

    def adopt(self, key: UnlockedKey) -> None:
        """Go on with the key of a verb (`storage.staff.members.reset_passphrase`, `storage.staff.rekeying.leave`)."""
        self.key = key
        self._connection = self._thread.submit(self._session.database.connection).result()

    def interrupt(self) -> None:
        """Stop the query that is running now, if any: its verb raises Refusal("query.interrupted")."""
        self._connection.interrupt()

    def close(self) -> None:
        """Close the connection and end the thread. The file cannot be used any more; a second call does nothing."""
        if self._open:
            self._open = False
            self._thread.submit(self._session.close).result()
            self._thread.shutdown()

    def working_for(self) -> float:
        """The seconds that the verb which runs now has taken so far; 0 where none runs."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def _guarded(self, work: Callable[[], T]) -> T:
        self._since = time.monotonic()
        try:
            return work()
        except (pw.DatabaseError, pw.InterfaceError, sqlcipher.Error) as error:
            if code := fault_of(error, self.folder.path):
                raise Refusal(code, path=str(self.folder.path)) from error
            raise
        finally:
            self._since = None
