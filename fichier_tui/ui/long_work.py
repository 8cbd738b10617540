"""Long work (an import, a sending) in a thread of its own: it tells how far it is, and stops when it is asked to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

from fichier_tui.domain.refusal import Refusal

T = TypeVar("T")


class LongWork:
    """One piece of work. The screen looks at `fraction` from time to time rather than being told a thousand times."""

    def __init__(self, stopped: str) -> None:
        """`stopped` is the code of the refusal that it ends with when it is asked to."""
        self.stopped_code = stopped
        self.fraction = 0.0
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Ask it to stop: at its next step it raises the refusal `stopped`."""
        self._stopped.set()

    def tell(self, fraction: float) -> None:
        """Called by the work."""
        if self._stopped.is_set():
            raise Refusal(self.stopped_code)
        self.fraction = fraction

    def goes_on(self, done: int, total: int) -> bool:
        """Called by work that ends by itself what it has begun: whether it is to go on."""
        self.fraction = done / total if total else 0.0
        return not self._stopped.is_set()

    def waits(self, seconds: float) -> bool:
        """Wait that long; whether to go on after it, which is no as soon as it is asked to stop."""
        return not self._stopped.wait(seconds)

    async def run(self, job: Callable[[LongWork], T]) -> T:
        """The result of the job, which is given this work. Raises its refusals."""
        return await asyncio.to_thread(job, self)
