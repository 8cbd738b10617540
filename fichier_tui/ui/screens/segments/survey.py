"""Who is in a segment, asked while it is being built: a question that is superseded is stopped, never waited for."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Node
from fichier_tui.storage import Session
from fichier_tui.storage.contact_list import total_contacts
from fichier_tui.storage.segments.saved import find_segment

INTERRUPTED = "query.interrupted"


@dataclass(frozen=True, slots=True)
class Survey:
    """The contacts of a segment in the order of their names, and how many contacts the file holds."""

    ids: array[int]
    total: int


class Surveyor:
    """Asks the file one segment after the other. Only its own query is ever stopped: never another screen's verb."""

    def __init__(self, ask: Callable[..., Awaitable[Any]], interrupt: Callable[[], None]) -> None:
        self._ask = ask
        self._interrupt = interrupt
        self._lock = threading.Lock()
        self._running = False
        self._asked = 0

    async def survey(self, tree: Node) -> Survey | None:
        """Who is in the segment; None where another question was asked meanwhile. Raises Refusal (a reference)."""
        self._asked += 1
        mine = self._asked
        with self._lock:
            if self._running:
                self._interrupt()
        try:
            found: Survey | None = await self._ask(self._find, tree, mine)
        except Refusal as refusal:
            if refusal.code == INTERRUPTED:
                return None
            raise
        return found if mine == self._asked else None

    def _stop_if_superseded(self, mine: int) -> None:
        if mine != self._asked:
            raise Refusal(INTERRUPTED)

    def _find(self, session: Session, tree: Node, mine: int) -> Survey | None:
        """On the thread of the file. A question that waited in the queue until it was superseded is not put at all."""
        with self._lock:
            if mine != self._asked:
                return None
            self._running = True
        try:
            ids = find_segment(session, tree, go_on=partial(self._stop_if_superseded, mine))
            return Survey(ids, total_contacts(session))
        finally:
            with self._lock:
                self._running = False
