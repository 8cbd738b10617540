"""The saved segments: their names, what they say, how many are in each; a preview where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from textual import events, on
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Not, editing
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import exported_fields
from fichier_tui.storage.segments.saved import (
    SavedSegment,
    delete_segment,
    find_segment,
    list_segments,
    rename_segment,
)
from fichier_tui.ui import format
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.ranking.opening import RANKING, open_ranking
from fichier_tui.ui.screens.segments.builder import BuilderScreen
from fichier_tui.ui.screens.segments.changes import CHANGES, ChangesScreen
from fichier_tui.ui.screens.segments.conditions import lines_of
from fichier_tui.ui.screens.segments.keys import NEW, REMOVE
from fichier_tui.ui.screens.segments.name_dialog import NameDialog
from fichier_tui.ui.screens.segments.profile import PROFILE, ProfileScreen
from fichier_tui.ui.screens.segments.reachable import count_segment_reachable, reachable_words
from fichier_tui.ui.screens.segments.segment_rows import COLUMNS, UNCHANGED_COLUMNS, SegmentRow, count_row
from fichier_tui.ui.screens.segments.showing import SHOW_IN_LIST, show_in_list
from fichier_tui.ui.screens.sending.keys import REGISTER, WRITE
from fichier_tui.ui.screens.sending.opening import open_register, open_sending
from fichier_tui.ui.segment_words import Labels, outermost_sentence, piece_sentence
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList


class SegmentsScreen(ListScreen[SegmentRow]):
    """The list of the saved segments."""

    PLACE = "segments"
    TITLE_WORDS = N_("Segments")
    HELP_WORDS = (
        N_("A segment is a group of contacts chosen by conditions: women over 60 who bought in spring, for instance."),
        N_("N makes one, Enter opens the one under the cursor, F4 gives it another name, Ctrl+L shows who is in it."),
    )
    KEYS = (NEW, REMOVE, SHOW_IN_LIST, PROFILE, CHANGES, RANKING, WRITE, REGISTER)
    EMPTY = N_("No segment yet.\nN makes the first: F 60+ bought:spring ok:mail, for instance.")
    NO_ROW = N_("There is no segment yet: N makes the first.")
    ON_ROW = ("remove", "show_in_list", "export", "edit", "profile", "changes", "write_to")
    FRAMED = True
    DEFAULT_CSS = """
    SegmentsScreen {
        #panes { height: 1fr; layout: horizontal; padding: 0 1; }
        #listed.-framed { margin: 0; width: 3fr; }
        #preview {
            display: none; height: 1fr; width: 2fr; padding: 0 1; scrollbar-size-vertical: 1;
            border: round $line; border-title-color: $accent; border-title-style: bold;
        }
        &.-two-panes #preview { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.labels: Labels = {}
        self.opened: BuilderScreen | None = None
        """Where one comes back from: the cursor goes to the segment that was saved there."""

    def columns(self) -> tuple[Column[SegmentRow], ...]:
        """Its name, what it says, how many are in it."""
        return UNCHANGED_COLUMNS

    def compose_body(self) -> Iterable[Widget]:
        """The list, and the sentences of the one under the cursor."""
        with Container(id="panes"):
            yield from super().compose_body()
            yield VerticalScroll(Static(id="sentences", markup=False), id="preview", can_focus=False)

    def crumbs(self) -> tuple[str, ...]:
        """The place itself."""
        return ()

    def on_resize(self, event: events.Resize) -> None:
        """The preview came, in a window that became wide: what was not counted while it was hidden is counted."""
        self.call_after_refresh(self._show_preview)

    @property
    def segment(self) -> SavedSegment | None:
        """The segment under the cursor."""
        return None if self.chosen is None else self.chosen.segment

    async def on_screen_resume(self) -> None:
        """Back from the builder: a draft may have been left there."""
        if self.is_mounted and self.rows:
            in_background(self, self.reread, group="reading", exclusive=True)

    async def read(self, app: FichierApp) -> None:
        """The segments, each with what was known of it: they are counted behind."""
        self.labels = {one.key: one.label for one in await app.ask(exported_fields)}
        self.take(replace(self.rows.get(one.id, SegmentRow(one)), segment=one) for one in await app.ask(list_segments))

    async def reread(self) -> None:
        """Read the segments, then count each: a slow one never holds up the list."""
        await super().reread()
        try:
            for number, row in tuple(self.rows.items()):
                self.rows[number] = await self.fichier.ask(count_row, row.segment)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.show_rows()
        self.opened = None

    def heading(self) -> Content:
        """How many."""
        words = ngettext("{count} segment", "{count} segments", len(self.rows))
        return Content(words.format(count=format.number(len(self.rows))))

    def show_rows(self) -> None:
        """The list, the cursor on the segment that was saved in the builder one comes from."""
        self.list.set_columns(COLUMNS if any(any(row.changes) for row in self.rows.values()) else UNCHANGED_COLUMNS)
        super().show_rows()
        if self.opened is not None and self.opened.segment is not None and self.opened is not self.app.screen:
            self.list.go_to(self.opened.segment.id)
        self._show_preview()

    def moved(self) -> None:
        """The preview follows."""
        super().moved()
        self._show_preview()

    def _show_preview(self) -> None:
        segment = self.segment
        box = self.query_one("#preview")
        box.border_title = shown("" if segment is None else segment.name)
        self.query_one("#sentences", Static).update(Content("") if segment is None else self._sentences(segment))
        if segment is not None and box.display:
            in_background(self, partial(self._count_reachable, segment), group="reachable", exclusive=True)

    async def _count_reachable(self, segment: SavedSegment) -> None:
        try:
            counts = await self.fichier.ask(count_segment_reachable, segment.tree)
        except Refusal:
            return  # it refers to one that is gone: its line says so
        if segment == self.segment and self.is_mounted:
            words = shown(reachable_words(counts), "$text-muted")
            self.query_one("#sentences", Static).update(Content.assemble(self._sentences(segment), "\n\n", words))

    def _sentences(self, segment: SavedSegment) -> Content:
        lines = []
        for line in lines_of(editing.flattened(segment.tree)):
            if not line.path:
                lines.append(shown(outermost_sentence(editing.outermost(line.node)), "bold"))
                continue
            joint = Content(f"{_(line.joint)} " if line.joint else "").stylize("$text-muted")
            negation = shown(_("not") + " ", "bold $text-warning") if isinstance(line.node, Not) else Content("")
            indent = Content("  " * len(line.path))
            sentence = shown(piece_sentence(line.node, self.labels))
            lines.append(
                Content.assemble(indent, joint, " " if joint else "", negation, " " if negation else "", sentence)
            )
        return Content("\n").join(lines)

    # Keys

    async def action_new(self) -> None:
        """N."""
        await self._push(None)

    async def _push(self, segment: SavedSegment | None) -> None:
        self.opened = BuilderScreen(segment)
        await self.app.push_screen(self.opened)

    @on(PagedList.Selected)
    async def _open(self) -> None:
        if self.segment is not None:
            await self._push(self.segment)

    async def action_remove(self) -> None:
        """Delete, once asked: an operation, Ctrl+Z takes it back."""
        segment = self.segment
        if segment is None:
            return

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                await self.do(delete_segment, segment.name, said="segment.removed", name=segment.name)

        title = shown(_("Delete {name}?").format(name=segment.name))
        body = _("Its conditions go, its contacts stay in the file; Ctrl+Z brings it back.")
        question = confirmation(title, body, _("Yes, delete the segment"), by_enter=True)
        await self.app.push_screen(question, answered)

    def action_edit(self) -> None:
        """F4: another name."""
        segment = self.segment
        if segment is None:
            return

        async def rename(name: str | None) -> None:
            if name and name != segment.name:
                await self.do(rename_segment, segment.name, name, said="segment.renamed", name=name)

        self.app.push_screen(NameDialog(segment.name), rename)

    async def _contacts(self, segment: SavedSegment) -> Sequence[int]:
        """Who is in it; where there is nobody, or it is refused, that is said."""
        try:
            found = await self.fichier.ask(find_segment, segment.tree)
        except Refusal as refusal:
            self.refuse(refusal)
            return ()
        if not found:
            self.note(_("Nobody is in this segment."))
        return found

    async def action_export(self) -> None:
        """F9."""
        segment = self.segment
        if segment is not None and (ids := await self._contacts(segment)):
            export_from(self, ids, segment.name)

    async def action_profile(self) -> None:
        """P: who its contacts are."""
        if self.segment is not None:
            await self.app.push_screen(ProfileScreen(self.segment.name, self.segment.tree))

    async def action_changes(self) -> None:
        """C: who entered and left since it was seen."""
        if self.segment is not None:
            await self.app.push_screen(ChangesScreen(self.segment))

    async def action_ranking(self) -> None:
        """R: the classes of clients."""
        await open_ranking(self.fichier)

    async def action_show_in_list(self) -> None:
        """Ctrl+L."""
        segment = self.segment
        if segment is not None and (ids := await self._contacts(segment)):
            await show_in_list(self.fichier, segment.name, ids)

    async def action_write_to(self) -> None:
        """W: by e-mail, SMS or letter."""
        segment = self.segment
        if segment is not None and (ids := await self._contacts(segment)):
            await open_sending(self.fichier, ids, segment.name)

    async def action_register(self) -> None:
        """E: what was sent."""
        await open_register(self.fichier)
