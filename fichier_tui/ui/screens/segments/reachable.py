"""How many of a segment may be told of something by each channel, under its list: before anything is prepared."""

from __future__ import annotations

from collections.abc import Sequence

from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.segment import Node
from fichier_tui.i18n import _
from fichier_tui.storage import Session
from fichier_tui.storage.consents.contactability import open_channels
from fichier_tui.storage.segments.saved import find_segment
from fichier_tui.ui import format
from fichier_tui.ui.contactability_words import SHORT_CHANNELS

MOST = 5_000
"""Of more it would be waited for: the export says it."""


def count_reachable(session: Session, contacts: Sequence[int]) -> dict[str, int]:
    """How many of these may be told of what the shop sells today, by channel; nothing of too many."""
    if not 0 < len(contacts) <= MOST:
        return {}
    allowed = open_channels(session, contacts, PROSPECTING).values()
    return {channel: sum(channel in channels for channels in allowed) for channel in CONSENT_CHANNELS}


def count_segment_reachable(session: Session, tree: Node) -> dict[str, int]:
    """The same of a segment. Raises Refusal as `find_segment`."""
    return count_reachable(session, find_segment(session, tree, limit=MOST + 1))


def reachable_words(counts: dict[str, int]) -> str:
    """ "May be told: e-mail 12 · SMS 3 · telephone 4 · letters 20"; nothing where nothing was counted."""
    if not counts:
        return ""
    parts = " · ".join(f"{_(SHORT_CHANNELS[channel])} {format.number(count)}" for channel, count in counts.items())
    return _("May be told: {channels}").format(channels=parts)
