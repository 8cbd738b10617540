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
from fichier_tui.domain.segment import EVERYBODY, Condition, Node, editing, write_segment
from fichier_tui.domain.segment.completion import Vocabulary
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import exported_fields, list_segments, read_rows
from fichier_tui.storage.segments.doubts import segment_doubts
from fichier_tui.storage.segments.saved import SavedSegment, save_segment, segment_vocabulary
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.draft import Draft
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.contacts.acting import ActingScreen
from fichier_tui.ui.screens.segments.condition_dialog import ConditionDialog
from fichier_tui.ui.screens.segments.conditions import ConditionList
from fichier_tui.ui.screens.segments.correcting import SegmentEditing
from fichier_tui.ui.screens.segments.keys import SAVE, SAVE_AS, WHY
from fichier_tui.ui.screens.segments.line import LineHint, SegmentLine
from fichier_tui.ui.screens.segments.name_dialog import NameDialog
from fichier_tui.ui.screens.segments.profile import PROFILE, ProfileScreen
from fichier_tui.ui.screens.segments.reachable import count_reachable, reachable_words
from fichier_tui.ui.screens.segments.segment_rows import draft_key
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


class BuilderScreen(ActingScreen[None]):
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
        super().__init__()
        self.segment = segment
        self.segment_tree: Node = EVERYBODY if segment is None else segment.tree
        self.past: list[Node] = []
        """The trees before the changes made here, for Ctrl+Z."""
        self.vocabulary = Vocabulary()
        self.survey: Survey | None = None
        self.reachable: dict[str, int] = {}
        """How many of it may be told of something, by channel."""
        self._surveyor: Surveyor | None = None
        self.editing = None if segment is None else SegmentEditing(self, segment)
        self._counted: Node | None = None
        """Of which tree the survey is."""
        self.draft: Draft | None = None
        """None until it is read: what is not read is not overwritten."""

    @property
    def draft_key(self) -> str:
        """Under which what is not saved is kept."""
        return draft_key(self.segment)

    @property
    def is_saved(self) -> bool:
        """Whether the file knows what is shown."""
        return self.segment_tree == (EVERYBODY if self.segment is None else editing.flattened(self.segment.tree))

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
        self.watch(self.line, "fault", lambda _fault: self._show_titles(), init=False)
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
    def line(self) -> SegmentLine:
        """The text form."""
        return self.query_one(SegmentLine)

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
            self._show_titles(waiting=self._counted != tree)

    @on(Input.Changed, "#line")
    def _line_typed(self) -> None:
        """What can be saved or exported depends on whether the line can be read; so does the count that is shown."""
        self.refresh_bindings()
        if not self.line.is_read:
            self._show_titles(waiting=True)

    @on(ConditionList.Changed)
    def _conditions_changed(self, event: ConditionList.Changed) -> None:
        self._keep_past()
        self.segment_tree = event.tree
        self.line.put(write_segment(event.tree, language()))
        self._tree_changed()

    @on(SegmentLine.Left)
    def _to_conditions(self) -> None:
        self.set_focus(self.conditions)

    @on(SegmentLine.Moved)
    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        """Which part has the keys is seen without colours too."""
        self.query_one(LineHint).refresh()
        self._show_titles(waiting=self.survey is None)

    def _title(self, box: str, title: Content) -> None:
        part = self.query_one(box)
        part.border_title = Content.assemble("▸ ", title) if part.has_focus_within else title

    def _keep_past(self) -> None:
        self.past = [*self.past[-200:], self.segment_tree]

    def _tree_changed(self) -> None:
        self.reachable = {}
        self.line.doubts = ()
        self._show_titles(waiting=True)
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
        self._show_titles()
        self.refresh_bindings()

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
            self._show_titles()
            in_background(self, partial(self._count_reachable, found, tree), group="reachable", exclusive=True)

    async def _count_reachable(self, found: Survey, tree: Node) -> None:
        counts = await self.fichier.ask(count_reachable, found.ids)
        if found is self.survey and self.is_mounted:
            self.reachable = counts
            self._show_titles()
            doubts = await self.fichier.ask(segment_doubts, tree, self.vocabulary)
            if found is self.survey and self.is_mounted:
                self.line.doubts = doubt_sentences(doubts, self.conditions.labels)

    def _show_titles(self, *, waiting: bool = False) -> None:
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
        words = ngettext("{count} of {total} contact", "{count} of {total} contacts", total)
        said = Content(words.format(count=format.number(count), total=format.number(total)))
        self._title("#who-box", said)
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
        self._show_titles()
        self.refresh_bindings()
        self.say(done("segment.saved", name=saved.name))
        await self.fichier.changed()

    async def action_write_to(self) -> None:
        """W, from the conditions or the names: to those who are counted, saved or not."""
        if self.survey is not None and self.survey.ids:
            name = self.segment.name if self.segment is not None and self.is_saved else self.line.value
            await open_sending(self.fichier, self.survey.ids, name)

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
            self._show_titles()
        self.line.speak()
