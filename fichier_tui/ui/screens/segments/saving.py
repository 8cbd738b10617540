"""How a segment that is being built is kept: under its name, together with what others saved, or as a draft."""

from __future__ import annotations

from functools import partial

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import EVERYBODY, Node, editing
from fichier_tui.i18n import _
from fichier_tui.storage import list_segments
from fichier_tui.storage.segments.saved import SavedSegment, save_segment
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.draft import Draft
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.contacts.acting import ActingScreen
from fichier_tui.ui.screens.segments.correcting import SegmentEditing
from fichier_tui.ui.screens.segments.line import SegmentLine
from fichier_tui.ui.screens.segments.name_dialog import NameDialog
from fichier_tui.ui.screens.segments.segment_rows import draft_key


class SavingScreen(ActingScreen[None]):
    """Has a segment, its tree, and what it was before. Who is made from it shows them, and reads the draft."""

    def __init__(self, segment: SavedSegment | None) -> None:
        super().__init__()
        self.segment = segment
        self.segment_tree: Node = EVERYBODY if segment is None else segment.tree
        self.past: list[Node] = []
        """The trees before the changes made here, for Ctrl+Z."""
        self.editing = None if segment is None else SegmentEditing(self, segment)
        self.draft: Draft | None = None
        """None until it is read: what is not read is not overwritten."""

    @property
    def line(self) -> SegmentLine:
        """The segment as a text."""
        return self.query_one(SegmentLine)

    def show_tree(self, tree: Node) -> None:
        """Show another tree in all views."""
        raise NotImplementedError

    def show_titles(self, *, waiting: bool = False) -> None:
        """Say above the views what they hold; `waiting`: who is in it is being counted."""
        raise NotImplementedError

    @property
    def draft_key(self) -> str:
        """Under which what is not saved is kept."""
        return draft_key(self.segment)

    @property
    def is_saved(self) -> bool:
        """Whether the file knows what is shown."""
        return self.segment_tree == (EVERYBODY if self.segment is None else editing.flattened(self.segment.tree))

    # What is written in the file

    async def action_save(self) -> None:
        """Ctrl+S."""
        if self.editing is None:
            self.action_save_as()
        else:
            in_background(self, partial(self._save_known, self.editing), group="save")

    def action_save_as(self) -> None:
        """Under another name: the segment opened first stays as it is."""

        async def save(name: str | None) -> None:
            if name:
                await self._save(name, replace=False)

        self.app.push_screen(NameDialog("" if self.segment is None else self.segment.name), save)

    async def others_wrote(self) -> None:
        """Somebody saved the same segment: it is said before it is saved here."""
        if self.editing is None:
            return
        try:
            words = await self.editing.look()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if words is not None:
            self.note(words)

    async def _save_known(self, known: SegmentEditing) -> None:
        try:
            saved = await known.save_tree(self.segment_tree)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if saved is not None:
            if (kept := editing.flattened(saved.tree)) != self.segment_tree:
                self.show_tree(kept)
            await self._saved(saved)

    async def _save(self, name: str, *, replace: bool) -> None:
        try:
            saved = await self.fichier.ask(save_segment, name, self.segment_tree, replace=replace)
        except Refusal as refusal:
            if refusal.code != "segment.exists":
                self.refuse(refusal)
                return
            self._ask_to_replace(name)
            return
        await self._saved(saved)

    def _ask_to_replace(self, name: str) -> None:
        async def replace(answer: str | None) -> None:
            if answer == "yes":
                await self._save(name, replace=True)

        title = _("A segment of that name is there already")
        question = confirmation(title, shown(name), _("Yes, replace it"), _("No, keep it"), by_enter=True)
        self.app.push_screen(question, replace)

    async def _saved(self, saved: SavedSegment) -> None:
        self.segment, self.editing = saved, SegmentEditing(self, saved)
        self.past.clear()  # "Ctrl+Z undoes" is said of the saving
        self.line.forget_past()
        await self.editing.begin()
        if self.draft is not None:
            await self.draft.drop()
        self.draft = Draft(self, self.draft_key)
        self.refresh_title()
        self.show_titles()
        self.refresh_bindings()
        self.say(done("segment.saved", name=saved.name))
        await self.fichier.changed()

    # What is taken back

    async def action_undo(self) -> None:
        """Ctrl+Z: the last change of the segment; where there is none, the last operation."""
        if self.past:
            self.show_tree(self.past.pop())
            return
        before = await self._in_file()
        await super().action_undo()
        after = await self._in_file()
        if before is not None and (after is None or after.text != before.text):
            await self._saving_taken_back(after)

    async def _in_file(self) -> SavedSegment | None:
        """The segment as the file has it now."""
        saved = await self.fichier.ask(list_segments)
        return next((one for one in saved if self.segment is not None and one.id == self.segment.id), None)

    async def _saving_taken_back(self, found: SavedSegment | None) -> None:
        """What stands here is not saved any more, and nothing of it is lost."""
        self.segment, self.editing = found, None if found is None else SegmentEditing(self, found)
        if self.editing is not None:
            await self.editing.begin()
        self.draft = Draft(self, self.draft_key)
        self.refresh_title()
        self.show_titles()
        self.refresh_bindings()

    # What is not saved

    async def keep_typed(self) -> None:
        """Keep what is not saved."""
        if self.draft is not None and self.query(SegmentLine):
            await self.draft.keep(self._not_saved())

    def _not_saved(self) -> dict[str, str]:
        return {} if self.is_saved and self.line.is_read else {"text": self.line.value}

    async def action_back(self) -> None:
        """Esc: back to the list of segments; what is not saved is kept as a draft."""
        if self.draft is not None and self.query(SegmentLine):
            if not await self.draft.keep_to_leave(self._not_saved()):
                return
            if self.draft.there:
                self.note(_("Not saved, but kept: open it again to go on."))
        await super().action_back()
