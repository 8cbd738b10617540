"""What is printed when the program fails: where, never what. No value, no message, no name, no passphrase.

Textual's own crash screen prints the local variables, and an exception's message may quote a client.
"""

from __future__ import annotations

import secrets
import traceback
from pathlib import Path

from textual.worker import WorkerFailed

from fichier_tui.i18n import _

FRAMES = 8


def incident_text(error: BaseException) -> str:
    """A short report to read out or to send: a number, the kind of fault, the lines of the program it went through."""
    if isinstance(error, WorkerFailed):
        error = error.error
    number = secrets.token_hex(3).upper()
    places = [
        f"  {Path(frame.f_code.co_filename).name}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    lines = [
        _("Fichier met a fault of its own and stopped. What was saved is safe in the file."),
        _("Incident {number}: {kind}").format(number=number, kind=type(error).__name__),
        *places[-FRAMES:],
        _("Please report these lines: they hold nothing of your clients."),
    ]
    return "\n".join(lines)
