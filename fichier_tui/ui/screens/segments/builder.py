"""A segment being built: the line of text, the sentences, and who is in it, three views of one tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from textual import events, on
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.permission import TOTALS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Condition, Node, editing, write_segment
from fichier_tui.domain.segment.completion import Vocabulary
from fichier_tui.i18n import N_, _
from fichier_tui.storage import exported_fields, read_rows
from fichier_tui.storage.segments.doubts import segment_doubts
from fichier_tui.storage.segments.saved import SavedSegment, segment_vocabulary
from fichier_tui.ui import format, keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.draft import Draft
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.segments.condition_dialog import ConditionDialog
from fichier_tui.ui.screens.segments.conditions import CHANGE, INTO, ConditionList
from fichier_tui.ui.screens.segments.keys import SAVE, SAVE_AS, WHY
from fichier_tui.ui.screens.segments.line import DOWN, TAKE, LineHint, SegmentLine
from fichier_tui.ui.screens.segments.profile import PROFILE, ProfileScreen
from fichier_tui.ui.screens.segments.reachable import count_reachable, reachable_words
from fichier_tui.ui.screens.segments.saving import SavingScreen
from fichier_tui.ui.screens.segments.showing import SHOW_IN_LIST, show_in_list
from fichier_tui.ui.screens.segments.survey import Survey, Surveyor
from fichier_tui.ui.screens.segments.why_dialog import WhyDialog
from fichier_tui.ui.screens.sending.keys import WRITE
from fichier_tui.ui.screens.sending.opening import open_sending
from fichier_tui.ui.segment_doubts import doubt_sentences
from fichier_tui.ui.segment_words import language
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList

COLUMNS = (
    Column[ContactRow]("name", N_("Name"), lambda row: shown(row.name), width=16, flex=2),
    Column[ContactRow]("town", N_("Town"), lambda row: shown(row.town), width=10, flex=1, priority=2),
    Column[ContactRow](
        "revenue",
        N_("Purchases"),
        lambda row: Content(format.money(row.revenue_cents, whole=True) if row.purchases else ""),
        width=11,
        align="right",
        priority=3,
    ),
)


OF_WHAT_IS_READ = ("save", "save_as", "export", "show_in_list", "write_to")
"""What cannot be done while the line is not understood."""


class BuilderScreen(SavingScreen):
    """One segment. Leaves a draft behind when it was not saved."""

    PLACE = "segments"
    AT_WORK = True
    TITLE_WORDS = N_("A segment")
    HELP_WORDS = (
        N_("Who is in the segment: type it as one line of text, or add conditions one by one. Both say the same."),
        N_("Tab takes the word that is proposed. On the conditions, A adds one, N turns it into its contrary."),
        N_("O chooses between all conditions and at least one of them; G puts two of them in a group."),
        N_("The contacts found are counted as you go. Ctrl+S saves the segment, F9 exports its contacts."),
        N_("The question mark says why the contact under the cursor is in, or why anybody else is out."),
    )
    KEYS = (SAVE, SAVE_AS, SHOW_IN_LIST, WHY, PROFILE, WRITE)
    DEFAULT_CSS = """
    BuilderScreen {
        SegmentLine { margin: 0 1; width: 1fr; max-width: 100%; }
        #panes { height: 1fr; width: 100%; layout: vertical; padding: 0 1; }
        #conditions-box, #who-box {
            border: round $line; border-title-color: $accent; border-title-style: bold; height: 1fr; width: 1fr;
            border-subtitle-color: $text-muted;
        }
        #conditions-box:focus-within, #who-box:focus-within { border: round $accent; }
        &.-two-panes #panes { layout: horizontal; }
        &.-one-pane #conditions-box { height: 3fr; }
        &.-one-pane #who-box { height: 2fr; }
    }
    """

    def __init__(self, segment: SavedSegment | None = None) -> None:
        super().__init__(segment)
        self.vocabulary = Vocabulary()
        self.survey: Survey | None = None
        self.reachable: dict[str, int] = {}
        """How many of it may be told of something, by channel."""
        self._surveyor: Surveyor | None = None
        self._counted: Node | None = None
        """Of which tree the survey is."""

    def crumbs(self) -> tuple[str, ...]:
        """The segment's name."""
        return (_("New segment") if self.segment is None else self.segment.name,)

    def compose_body(self) -> Iterable[Widget]:
        """The line with its hint, then the two boxes."""
        line = SegmentLine(self.vocabulary, id="line")
        yield line
        yield LineHint(line)
        with Container(id="panes"):
            yield Vertical(ConditionList(id="conditions"), id="conditions-box")
            shown_columns = COLUMNS if self.fichier.shop.may(TOTALS) else COLUMNS[:-1]
            yield Vertical(PagedList(shown_columns, self._read_rows, id="who", letters=True), id="who-box")

    # Opening

    def on_mount(self) -> None:
        """Read the file's words and the draft, then show the segment."""
        super().on_mount()
        file = self.fichier.file
        if file is not None:
            self._surveyor = Surveyor(file.run, file.interrupt)
        self.watch(self.line, "fault", lambda _fault: self.show_titles(), init=False)
        self.line.focus()
        in_background(self, self._open, group="opening")

    async def _open(self) -> None:
        ask = self.fichier.ask
        self.vocabulary = self.line.vocabulary = await ask(segment_vocabulary)
        self.conditions.labels = {one.key: one.label for one in await ask(exported_fields)}
        if self.editing is not None:
            await self.editing.begin()
        draft = Draft(self, self.draft_key)
        kept = await draft.read()
        self.show_tree(editing.flattened(self.segment_tree))
        if kept.get("text"):
            self.line.set_typed(kept["text"])
            self.note(_("What you had not saved is here again. Ctrl+Z goes back to what was saved."))
        self.draft = draft

    @property
    def conditions(self) -> ConditionList:
        """The sentences."""
        return self.query_one(ConditionList)

    @property
    def who(self) -> PagedList[ContactRow]:
        """Who is in it."""
        return self.query_one(PagedList)

    # One tree, two ways to change it

    def show_tree(self, tree: Node) -> None:
        """Show a tree in both views, and ask who is in it."""
        self.segment_tree = tree
        self.line.put(write_segment(tree, language()))
        self.conditions.show(tree)
        self._tree_changed()

    @on(SegmentLine.Read)
    def _line_read(self, event: SegmentLine.Read) -> None:
        tree = editing.flattened(event.tree)
        if tree != self.segment_tree:
            self._keep_past()
            self.segment_tree = tree
            self.conditions.show(tree)
            self._tree_changed()
        else:
            self.show_titles(waiting=self._counted != tree)

    @on(Input.Changed, "#line")
    def _line_typed(self) -> None:
        """What can be saved or exported depends on whether the line can be read; so does the count that is shown."""
        self.refresh_bindings()
        if not self.line.is_read:
            self.show_titles(waiting=True)

    @on(ConditionList.Changed)
    def _conditions_changed(self, event: ConditionList.Changed) -> None:
        self._keep_past()
        self.segment_tree = event.tree
        self.line.put(write_segment(event.tree, language()))
        self._tree_changed()

    @on(SegmentLine.Left)
    def _to_conditions(self) -> None:
        self.set_focus(self.conditions)

    def footer_words(self, key: keys.Key) -> tuple[str, str]:
        """Where no word is proposed, Tab leads to the conditions; from the line of a group, Enter leads to its own."""
        if key is TAKE and self.is_mounted and not self.line.takes:
            key = DOWN
        elif key is CHANGE and self.is_mounted and self.conditions.on_group:
            key = INTO
        return super().footer_words(key)

    @on(ConditionList.OptionHighlighted)
    def _condition_reached(self) -> None:
        """Enter does something else on the line of a group."""
        self.refresh_bindings()

    @on(SegmentLine.Moved)
    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        """Which part has the keys is seen without colours too."""
        self.query_one(LineHint).refresh()
        self.show_titles(waiting=self.survey is None)

    def _title(self, box: str, title: Content) -> None:
        part = self.query_one(box)
        part.border_title = Content.assemble("▸ ", title) if part.has_focus_within else title

    def _keep_past(self) -> None:
        self.past = [*self.past[-200:], self.segment_tree]

    def _tree_changed(self) -> None:
        self.reachable = {}
        self.line.doubts = ()
        self.show_titles(waiting=True)
        self.refresh_bindings()
        in_background(self, partial(self._count, self.segment_tree), group="count")

    @on(ConditionList.Asked)
    def _condition_asked(self, event: ConditionList.Asked) -> None:
        path, new = event.path, event.new
        here = editing.positive(editing.node_at(self.segment_tree, path))
        dialog = ConditionDialog(
            self.vocabulary,
            self.conditions.labels,
            condition=here if isinstance(here, Condition) and not new else None,
            event=editing.event_around(self.segment_tree, path, new=new),
        )

        def put(chosen: Node | None) -> None:
            if chosen is not None:
                edit = editing.added if new else editing.replaced
                self.conditions.edit(edit(self.segment_tree, path, chosen))

        self.app.push_screen(dialog, put)

    # Who is in it

    async def _count(self, tree: Node) -> None:
        if self._surveyor is None:
            return
        try:
            found = await self._surveyor.survey(tree)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if found is not None and tree == self.segment_tree:
            self.survey, self._counted = found, tree
            self.who.show(found.ids, keep_cursor=False)
            self.show_titles()
            in_background(self, partial(self._count_reachable, found, tree), group="reachable", exclusive=True)

    async def _count_reachable(self, found: Survey, tree: Node) -> None:
        counts = await self.fichier.ask(count_reachable, found.ids)
        if found is self.survey and self.is_mounted:
            self.reachable = counts
            self.show_titles()
            doubts = await self.fichier.ask(segment_doubts, tree, self.vocabulary)
            if found is self.survey and self.is_mounted:
                self.line.doubts = doubt_sentences(doubts, self.conditions.labels)

    def show_titles(self, *, waiting: bool = False) -> None:
        title = Content(_("Conditions"))
        self.who.visible = self.line.fault is None
        if self.line.fault is not None:
            unread = Content(_("(the line is not read)")).stylize("$text-error")
            self._title("#conditions-box", Content.assemble(title, " ", unread))
            self._title("#who-box", Content(_("Not read: nobody is counted")))
            self.query_one("#who-box").border_subtitle = ""
            return
        if not self.is_saved:
            title = Content.assemble(title, " ", Content(_("(not saved)")).stylize("$text-muted"))
        self._title("#conditions-box", title)
        if waiting or self.survey is None or not self.line.is_read:
            self._title("#who-box", Content("…"))
            self.query_one("#who-box").border_subtitle = ""
            return
        count, total = len(self.survey.ids), self.survey.total
        words = _("{contacts} of {total}").format(contacts=format.contacts(count), total=format.number(total))
        self._title("#who-box", Content(words))
        self.query_one("#who-box").border_subtitle = Content(reachable_words(self.reachable))

    @property
    def contact_shown(self) -> int | None:
        """The name under the cursor, while one is among the names: F5, F6 and F7 are for it."""
        return self.who.cursor_id if self.is_mounted and self.focused is self.who else None

    @on(PagedList.Selected, "#who")
    async def _open_contact(self, event: PagedList.Selected) -> None:
        """Enter on a name: its card, from which Esc comes back here."""
        await self.fichier.open_contact(event.row_id)

    async def _read_rows(self, ids: Sequence[int]) -> Sequence[ContactRow]:
        return await self.fichier.ask(read_rows, ids)

    async def reread(self) -> None:
        """Contacts or segments changed."""
        self.vocabulary = self.line.vocabulary = await self.fichier.ask(segment_vocabulary)
        self._tree_changed()

    # Keys

    def disabled_reason(self, action: str) -> str | None:
        """A segment that is saved as it stands, or whose line cannot be read, is not saved again."""
        if action in OF_WHAT_IS_READ and self.is_mounted and not self.line.is_read:
            return _("The line cannot be read yet: what is wrong is underlined.")
        if action == "save" and self.segment is not None and self.is_saved:
            return _("The segment is saved as it is.")
        if action in ("export", "show_in_list", "write_to") and (self.survey is None or not self.survey.ids):
            return _("Nobody is in this segment.")
        return super().disabled_reason(action)

    async def action_write_to(self) -> None:
        """W, from the conditions or the names: to those who are counted, saved or not."""
        if self.survey is not None and self.survey.ids:
            name = self.segment.name if self.segment is not None and self.is_saved else self.line.value
            await open_sending(self.fichier, self.survey.ids, name)

    def action_export(self) -> None:
        """F9."""
        if self.survey is not None:
            export_from(self, self.survey.ids, self.crumbs()[0])

    def action_why(self) -> None:
        """?: why the one under the cursor is in, or anybody else out."""
        self.app.push_screen(WhyDialog(self.segment_tree, self.conditions.labels, self.contact_shown))

    async def action_profile(self) -> None:
        """P: who its contacts are, as it stands now."""
        await self.app.push_screen(ProfileScreen(self.crumbs()[0], self.segment_tree))

    def action_show_in_list(self) -> None:
        """Ctrl+L."""
        if self.survey is not None:
            # Not awaited: opened from a draft it stands over the list, and is taken away, which waits for its keys.
            self.app.call_later(show_in_list, self.fichier, self.crumbs()[0], self.survey.ids)

    def refresh_words(self) -> None:
        """The language changed: the line is written in it, the sentences too."""
        super().refresh_words()
        if self.line.is_read:
            self.show_tree(self.segment_tree)
        else:
            self.conditions.show(self.segment_tree)
            self.show_titles()
        self.line.speak()
