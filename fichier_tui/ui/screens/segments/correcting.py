"""A saved segment that is being changed, and may be changed by somebody else at the same time."""

from __future__ import annotations

from typing import Any

from fichier_tui.domain.segment import Node, write_segment
from fichier_tui.storage.concurrent_edit import SEGMENT, Begun, SegmentConditions
from fichier_tui.storage.segments.saved import SavedSegment, load_segment
from fichier_tui.ui.editing import Editing
from fichier_tui.ui.form import Form
from fichier_tui.ui.keyed_screen import KeyedScreen


class SegmentEditing(Editing[SegmentConditions]):
    """The segment as it was opened, until it is saved: its conditions are one thing."""

    def __init__(self, screen: KeyedScreen[Any], segment: SavedSegment) -> None:
        super().__init__(screen, SEGMENT, segment.id, lambda: Form(()))
        self.segment = segment

    async def begin(self) -> SegmentConditions:
        """It is corrected from what stands on the screen, whatever the file says by now."""
        await super().begin()
        assert self.begun is not None
        self.begun = Begun(SegmentConditions(self.segment.text), self.begun.entry)
        return self.details

    async def save_tree(self, tree: Node) -> SavedSegment | None:
        """Save; what somebody else made of it meanwhile is asked about. None where one went back. Raises Refusal."""
        if not await self.save(SegmentConditions(write_segment(tree, "en"))):
            return None
        return await self.screen.fichier.ask(load_segment, self.segment.name)
