"""What is switched off before anything else is imported: crash dumps, tracing, Textual's debugging, Peewee's log.

A core dump holds the key and the clients; `TEXTUAL_SCREENSHOT` writes a picture of the screen; Peewee's log at
DEBUG writes names. The front door calls `harden()` before it imports the screens.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import sys
from dataclasses import dataclass

PR_SET_DUMPABLE = 4  # Linux: <sys/prctl.h>
PREFIX = "TEXTUAL"
KEPT = "TEXTUAL_SNAPSHOT_"  # the test suite's own, which Textual does not read
# Textual's only setting that is ours: frames a second. At its own 60 the list that answers a letter waits for two of
# them, 33 ms; at 120 the two take half of that, and nothing is drawn more often where nothing changes.
FRAMES = ("TEXTUAL_FPS", "120")
# Peewee logs values, asyncio the message of an exception that nobody waited for.
QUIET_LOGGERS = ("asyncio", "peewee", "peewee.pool", "playhouse")


@dataclass(frozen=True, slots=True)
class Hardening:
    """What this system let us switch off. `cleared` names the variables of the environment that were dropped."""

    no_core_dump: bool
    not_dumpable: bool
    cleared: tuple[str, ...]


def harden() -> Hardening:
    """Switch off what could show a client or a key outside the file; may be called again.

    Raises RuntimeError when Textual was imported with its variables still set: it has read them already.
    """
    if os.environ.get(FRAMES[0]) == FRAMES[1]:
        del os.environ[FRAMES[0]]
    variables = tuple(sorted(name for name in os.environ if name.startswith(PREFIX) and not name.startswith(KEPT)))
    if variables and "textual.constants" in sys.modules:
        raise RuntimeError("hardening must come before Textual is imported")
    for name in variables:
        del os.environ[name]
    os.environ[FRAMES[0]] = FRAMES[1]
    for name in QUIET_LOGGERS:
        _silence(logging.getLogger(name))
    os.umask(0o077)  # what the program writes is for whoever runs it: the file, its copies, its exports
    return Hardening(_forbid_core_dumps(), _forbid_dumping(), variables)


def _silence(logger: logging.Logger) -> None:
    """Drop every record, whatever level somebody sets later: their arguments are names."""
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    if not any(isinstance(known, _Nothing) for known in logger.filters):
        logger.addFilter(_Nothing())
        logger.addHandler(logging.NullHandler())


class _Nothing(logging.Filter):
    """Lets no record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never."""
        return False


def _forbid_core_dumps() -> bool:
    """Whether a crash leaves no image of the memory. Windows has no such limit to set."""
    if sys.platform == "win32":
        return False
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def _forbid_dumping() -> bool:
    """Whether other programs of the same user can no longer read our memory (Linux only)."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return False
    return bool(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
