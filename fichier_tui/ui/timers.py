"""A timer that rings once always rings.

Textual's own leaves out each ringing whose moment has passed before it began to wait, as is right for one that rings
again and again. One that rings once never rings then: on a machine that was busy elsewhere for some milliseconds just
then, a window made larger stayed as small as it was, and a key that was held back never came.
"""

from __future__ import annotations

from textual import message_pump
from textual.timer import Timer


class SureTimer(Timer):
    """A timer that leaves out nothing if it is to ring but once."""

    def _start(self) -> None:
        if self._repeat == 0:
            self._skip = False
        super()._start()


def teach() -> None:
    """Let Textual make these; done once for the process."""
    vars(message_pump)["Timer"] = SureTimer
