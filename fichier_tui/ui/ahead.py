"""What waits, in one quiet line: "! 2 late · 14:30 Péron Hélène"."""

from __future__ import annotations

from fichier_tui.i18n import _, ngettext
from fichier_tui.storage.actions.ahead import Ahead
from fichier_tui.ui import format as written


def ahead_words(ahead: Ahead, time: str) -> str:
    """How many are late and the next appointment from that hour (HH:MM) on; empty where nothing waits."""
    parts = ["! " + _("{count} late").format(count=written.number(ahead.late))] if ahead.late else []
    if count := ahead.sendings:
        words = ngettext("{count} sending not finished", "{count} sendings not finished", count)
        parts.insert(0, "! " + words.format(count=written.number(count)))
    if count := ahead.requests_late:
        words = ngettext("{count} late request on personal data", "{count} late requests on personal data", count)
        parts.insert(0, "! " + words.format(count=written.number(count)))
    if (awaited := ahead.following(time)) is not None:
        parts.append(f"{written.clock(awaited.time)} {awaited.name or awaited.subject}".rstrip())
    return " · ".join(parts)
