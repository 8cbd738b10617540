"""A line of the list of segments: what it says, how many are in it, how many entered and left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import write_segment
from fichier_tui.i18n import N_, _
from fichier_tui.storage import Session, read_draft
from fichier_tui.storage.segments.changes import count_changes
from fichier_tui.storage.segments.saved import SavedSegment
from fichier_tui.ui import format
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.segments.changes import change_counts
from fichier_tui.ui.segment_words import language
from fichier_tui.ui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One line: a saved segment, how many are in it (None before it is counted or where it cannot be), its draft."""

    segment: SavedSegment
    count: int | None = None
    draft: str = ""
    changes: tuple[int, int] = (0, 0)
    """How many entered and left since it was seen."""
    day: dt.date | None = None
    """The day on which it was counted."""

    @property
    def id(self) -> int:
        """The number of the segment."""
        return self.segment.id


def draft_key(segment: SavedSegment | None) -> str:
    """Under which what is not saved of a segment is kept."""
    return f"segment.{'new' if segment is None else segment.id}"


def draft_of(session: Session, segment: SavedSegment | None) -> str:
    """What was left unsaved of a segment, as it was typed."""
    kept = read_draft(session, draft_key(segment))
    return kept.values.get("text", "") if kept else ""


def count_row(session: Session, segment: SavedSegment) -> SegmentRow:
    """A segment with its count and its draft; one that refers to a segment that is gone has no count."""
    draft = draft_of(session, segment)
    try:
        counts = count_changes(session, segment)
    except Refusal:
        return SegmentRow(segment, None, draft)
    return SegmentRow(segment, counts.inside, draft, (counts.entered, counts.left), session.today)


COLUMNS = (
    Column[SegmentRow]("name", N_("Segment"), lambda row: shown(row.segment.name, "bold"), width=22, flex=3, most=44),
    Column[SegmentRow]("text", N_("Conditions"), lambda row: _text(row), width=14, flex=2, priority=4),
    Column[SegmentRow](
        "count",
        N_("Contacts"),
        lambda row: _count(row),
        width=9,
        align="right",
    ),
    Column[SegmentRow]("changes", N_("Changes"), lambda row: _changes(row), width=21, priority=3),
)
UNCHANGED_COLUMNS = COLUMNS[:-1]
"""Where nobody entered nor left: the names have the room."""


def _changes(row: SegmentRow) -> Content:
    counts, since = change_counts(*row.changes), row.segment.seen_at
    if not counts or since is None or row.day is None:
        return Content("")
    day = format.day_short(since.astimezone().date(), row.day)
    return Content(_("{counts} since {day}").format(counts=counts, day=day))


def _count(row: SegmentRow) -> Content:
    """How many are in it; where what is not saved is shown, a number of what is saved would be one of another text."""
    return Content("–" if row.count is None or row.draft else format.number(row.count))


def _text(row: SegmentRow) -> Content:
    words = shown(row.draft or write_segment(row.segment.tree, language()))
    return Content.assemble(shown(_("unsaved:"), "$text-warning"), " ", words) if row.draft else words
