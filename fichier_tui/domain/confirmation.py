"""Double opt-in: a code that only whoever reads the mailbox can know, read out at the counter (CONSENT R17).

Six digits: few enough to be said over a counter or a telephone. They are worth nothing for long, and not many may be
tried; of a code only a keyed fingerprint is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

VALID_DAYS = 7
ATTEMPTS = 5
DIGITS = 6
_BETWEEN = re.compile(r"[\s.\-\u00a0\u202f]+")
_CODE = re.compile(rf"[0-9]{{{DIGITS}}}")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A code that waits to be read out."""

    id: int
    contact: int
    address: str
    sent_at: dt.datetime
    expires_at: dt.datetime
    attempts_left: int
    message_id: str = ""


def read_code(typed: str) -> str | None:
    """The six digits of what was typed ("483 915"), None where it is no code."""
    digits = _BETWEEN.sub("", typed)
    return digits if _CODE.fullmatch(digits) else None


def write_code(code: str) -> str:
    """The digits as they are read out: "483 915"."""
    return f"{code[:3]} {code[3:]}"
