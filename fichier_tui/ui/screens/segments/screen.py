"""The saved segments: their names, what they say, how many are in each; a preview where there is room."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from textual import on
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Not, editing, write_segment
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import Session, exported_fields
from fichier_tui.storage.segment_changes import segment_changes
from fichier_tui.storage.segments import (
    SavedSegment,
    count_segment,
    delete_segment,
    find_segment,
    list_segments,
    rename_segment,
)
from fichier_tui.ui import format, keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.ranking.opening import RANKING, open_ranking
from fichier_tui.ui.screens.segments.builder import BuilderScreen, draft_of
from fichier_tui.ui.screens.segments.changes import CHANGES, ChangesScreen, change_counts
from fichier_tui.ui.screens.segments.conditions import lines_of
from fichier_tui.ui.screens.segments.name_dialog import NameDialog
from fichier_tui.ui.screens.segments.profile import PROFILE, ProfileScreen
from fichier_tui.ui.screens.segments.reachable import count_segment_reachable, reachable_words
from fichier_tui.ui.screens.segments.showing import SHOW_IN_LIST, show_in_list
from fichier_tui.ui.screens.sending.keys import REGISTER, WRITE
from fichier_tui.ui.screens.sending.opening import open_register, open_sending
from fichier_tui.ui.segment_words import Labels, language, outermost_sentence, piece_sentence
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList

NEW = keys.Key(
    "segments.new",
    "n,insert",
    "new",
    N_("New segment"),
    "",
    N_("Choose contacts by conditions."),
    rank=5,
    synonyms=N_("create add filter"),
)
REMOVE = keys.Key(
    "segments.remove",
    "delete",
    "remove",
    N_("Delete the segment"),
    N_("Delete"),
    N_("The contacts stay; Ctrl+Z brings the segment back."),
    rank=30,
)

ON_SEGMENT = ("remove", "show_in_list", "export", "edit", "profile", "changes", "write_to")
"""What is done to the segment under the cursor."""


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


def count_row(session: Session, segment: SavedSegment) -> SegmentRow:
    """A segment with its count and its draft; one that refers to a segment that is gone has no count."""
    draft = draft_of(session, segment)
    try:
        count = count_segment(session, segment.tree)
        changes = segment_changes(session, segment.name)
    except Refusal:
        return SegmentRow(segment, None, draft)
    return SegmentRow(segment, count, draft, (len(changes.entered), len(changes.left)), session.today)


COLUMNS = (
    Column[SegmentRow]("name", N_("Segment"), lambda row: shown(row.segment.name, "bold"), width=16, flex=2, most=44),
    Column[SegmentRow]("text", N_("Conditions"), lambda row: _text(row), width=12, flex=3, priority=2),
    Column[SegmentRow](
        "count",
        N_("Contacts"),
        lambda row: Content("–" if row.count is None else format.number(row.count)),
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


def _text(row: SegmentRow) -> Content:
    words = shown(row.draft or write_segment(row.segment.tree, language()))
    return Content.assemble(shown(_("unsaved:"), "$text-warning"), " ", words) if row.draft else words


class SegmentsScreen(FichierScreen[None]):
    """The list of the saved segments."""

    PLACE = "segments"
    TITLE_WORDS = N_("Segments")
    HELP_WORDS = (
        N_("A segment is a group of contacts chosen by conditions: women over 60 who bought in spring, for instance."),
        N_("N makes one, Enter opens the one under the cursor, F4 gives it another name, Ctrl+L shows who is in it."),
    )
    KEYS = (NEW, REMOVE, SHOW_IN_LIST, PROFILE, CHANGES, RANKING, WRITE, REGISTER)
    DEFAULT_CSS = """
    SegmentsScreen {
        #panes { height: 1fr; layout: horizontal; padding: 0 1; }
        #list-box, #preview {
            border: round $line; border-title-color: $accent; border-title-style: bold; height: 1fr; width: 3fr;
        }
        #list-box:focus-within { border: round $accent; }
        #preview { display: none; width: 2fr; padding: 0 1; scrollbar-size-vertical: 1; }
        &.-two-panes #preview { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[int, SegmentRow] = {}
        self.labels: Labels = {}
        self.opened: BuilderScreen | None = None
        """Where one comes back from: the cursor goes to the segment that was saved there."""

    def compose_body(self) -> Iterable[Widget]:
        """The list, and the sentences of the one under the cursor."""
        with Container(id="panes"):
            yield Vertical(PagedList(UNCHANGED_COLUMNS, self._load, id="segments", letters=False), id="list-box")
            yield VerticalScroll(Static(id="sentences", markup=False), id="preview", can_focus=False)

    def on_mount(self) -> None:
        """Read the segments."""
        super().on_mount()
        self.list.focus()
        in_background(self, self.reread, group="reading", exclusive=True)

    @property
    def list(self) -> PagedList[SegmentRow]:
        """The list."""
        return self.query_one(PagedList)

    @property
    def chosen(self) -> SavedSegment | None:
        """The segment under the cursor."""
        row = self.rows.get(self.list.cursor_id or 0)
        return None if row is None else row.segment

    async def on_screen_resume(self) -> None:
        """Back from the builder: a draft may have been left there."""
        await super().on_screen_resume()
        if self.is_mounted and self.rows:
            in_background(self, self.reread, group="reading", exclusive=True)

    async def reread(self) -> None:
        """Read the segments, then count each: a slow one never holds up the list."""
        ask = self.fichier.ask
        self.labels = {one.key: one.label for one in await ask(exported_fields)}
        segments = await ask(list_segments)
        self.rows = {one.id: self.rows.get(one.id, SegmentRow(one)) for one in segments}
        self.rows = {one.id: replace(self.rows[one.id], segment=one) for one in segments}
        self._show()
        for segment in segments:
            self.rows[segment.id] = await ask(count_row, segment)
        self._show()
        self.opened = None

    def _show(self) -> None:
        words = ngettext("{count} segment", "{count} segments", len(self.rows))
        self.query_one("#list-box").border_title = Content(words.format(count=format.number(len(self.rows))))
        self.list.set_empty(
            Content(_("No segment yet.\nN makes the first: F 60+ bought:spring ok:mail, for instance."))
        )
        self.list.set_columns(COLUMNS if any(any(row.changes) for row in self.rows.values()) else UNCHANGED_COLUMNS)
        self.list.show(array("q", self.rows))
        if self.opened is not None and self.opened.segment is not None and self.opened is not self.app.screen:
            self.list.go_to(self.opened.segment.id)
        self._show_preview()
        self.refresh_bindings()

    async def _load(self, ids: Sequence[int]) -> Sequence[SegmentRow]:
        return [self.rows[number] for number in ids if number in self.rows]

    @on(PagedList.Highlighted)
    def _moved(self) -> None:
        self._show_preview()
        self.refresh_bindings()

    def _show_preview(self) -> None:
        segment = self.chosen
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
        if segment == self.chosen and self.is_mounted:
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

    def disabled_reason(self, action: str) -> str | None:
        """All but a new one needs a segment under the cursor."""
        if action in ON_SEGMENT and self.is_mounted and self.chosen is None:
            return _("There is no segment yet: N makes the first.")
        return super().disabled_reason(action)

    async def action_new(self) -> None:
        """N."""
        await self._push(None)

    async def _push(self, segment: SavedSegment | None) -> None:
        self.opened = BuilderScreen(segment)
        await self.app.push_screen(self.opened)

    @on(PagedList.Selected)
    async def _open(self) -> None:
        if self.chosen is not None:
            await self._push(self.chosen)

    async def action_remove(self) -> None:
        """Delete: an operation, Ctrl+Z takes it back."""
        segment = self.chosen
        if segment is None:
            return
        try:
            await self.fichier.ask(delete_segment, segment.name)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("segment.removed", name=segment.name))
        await self.fichier.changed()

    def action_edit(self) -> None:
        """F4: another name."""
        segment = self.chosen
        if segment is None:
            return

        async def rename(name: str | None) -> None:
            if name and name != segment.name:
                await self._rename(segment, name)

        self.app.push_screen(NameDialog(segment.name), rename)

    async def _rename(self, segment: SavedSegment, name: str) -> None:
        try:
            await self.fichier.ask(rename_segment, segment.name, name)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("segment.renamed", name=name))
        await self.fichier.changed()

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
        segment = self.chosen
        if segment is not None and (ids := await self._contacts(segment)):
            export_from(self, ids, segment.name)

    async def action_profile(self) -> None:
        """P: who its contacts are."""
        if self.chosen is not None:
            await self.app.push_screen(ProfileScreen(self.chosen.name, self.chosen.tree))

    async def action_changes(self) -> None:
        """C: who entered and left since it was seen."""
        if self.chosen is not None:
            await self.app.push_screen(ChangesScreen(self.chosen))

    async def action_ranking(self) -> None:
        """R: the classes of clients."""
        await open_ranking(self.fichier)

    async def action_show_in_list(self) -> None:
        """Ctrl+L."""
        segment = self.chosen
        if segment is not None and (ids := await self._contacts(segment)):
            await show_in_list(self.fichier, segment.name, ids)

    async def action_write_to(self) -> None:
        """W: by e-mail, SMS or letter."""
        segment = self.chosen
        if segment is not None and (ids := await self._contacts(segment)):
            await open_sending(self.fichier, ids, segment.name)

    async def action_register(self) -> None:
        """E: what was sent."""
        await open_register(self.fichier)

    def refresh_words(self) -> None:
        """Sentences and text forms are in the language of the moment."""
        super().refresh_words()
        self._show()
