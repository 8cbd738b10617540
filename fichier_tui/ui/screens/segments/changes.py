"""Who entered a segment and who left it since it was seen, each with the condition that turned and what did it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Condition, Not, field_of
from fichier_tui.domain.segment.changing import (
    BIRTHDAY,
    BOUGHT,
    CAME,
    CARD,
    CONSENT,
    CREATED,
    DAY,
    PUT_ASIDE,
)
from fichier_tui.domain.segment.explaining import Reason
from fichier_tui.domain.segment.field import ORDERED_KINDS
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import exported_fields
from fichier_tui.storage.segments.changes import (
    ChangedContact,
    SegmentChanges,
    changed_contacts,
    mark_segment_seen,
    segment_changes,
)
from fichier_tui.storage.segments.saved import SavedSegment
from fichier_tui.ui import format, keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.code_words import word
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.contacts.acting import ActingScreen
from fichier_tui.ui.screens.segments.keys import WHY
from fichier_tui.ui.screens.segments.why_dialog import WhyDialog
from fichier_tui.ui.segment_reasons import MET, NOT_MET, reason_line
from fichier_tui.ui.segment_words import Labels, summary_sentence
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList

CHANGES = keys.Key(
    "segments.changes",
    "c",
    "changes",
    N_("Who entered, who left"),
    N_("Changes"),
    N_("Since the segment was saved, or somebody said that they had seen who is in it; and why."),
    rank=19,
    synonyms=N_("entered left new gone since why"),
)
SEEN = keys.Key(
    "segments.seen",
    "v",
    "seen",
    N_("Seen: count from now on"),
    N_("Seen"),
    N_("Takes note of who is in the segment now; what changes from here on is told. Ctrl+Z takes it back."),
    rank=6,
)
CAUSE_WORDS: dict[str, str] = {
    CREATED: N_("new card"),
    PUT_ASIDE: N_("deleted"),
    BIRTHDAY: N_("birthday"),
    DAY: N_("time went by"),
    BOUGHT: N_("bought"),
    CAME: N_("came"),
    CONSENT: N_("consent"),
    CARD: N_("card changed"),
}


def change_counts(entered: int, left: int) -> str:
    """ "+12 −3"; nothing where nothing changed."""
    parts = (f"+{format.number(entered)}" if entered else "", f"{format.MINUS}{format.number(left)}" if left else "")
    return " ".join(part for part in parts if part)


def _turned(reason: Reason, labels: Labels, today: dt.date) -> str:
    """What turned: a bound with what is known of the contact, anything else as a sentence, with its mark."""
    asked = reason.asked
    mark = MET if reason.holds else NOT_MET
    if isinstance(asked, Condition) and field_of(asked.field).kind in ORDERED_KINDS:
        return f"{mark} {reason_line(reason, labels, today)}"
    node = Not(asked) if reason.negated else asked
    return f"{mark} {summary_sentence(node, labels)}"


def _cause(row: ChangedContact) -> Content:
    return Content(word(CAUSE_WORDS, row.change.cause))


def _sign(row: ChangedContact) -> Content:
    return shown("+", "bold $text-success") if row.entered else shown(format.MINUS, "bold $text-warning")


class ChangesScreen(ActingScreen[None]):
    """A line for each contact: in or out, why."""

    PLACE = "segments"
    TITLE_WORDS = N_("Who entered, who left")
    HELP_WORDS = (
        N_("Who is in the segment and was not when it was saved or seen last, then who was and is no more; and why."),
        N_("V says that you have seen it: from then on only what changes next is told, to everybody."),
    )
    KEYS = (SEEN, WHY)
    AUTO_FOCUS = "PagedList"
    DEFAULT_CSS = """
    ChangesScreen #changes-box {
        height: 1fr; border-top: solid $line; border-title-color: $accent; border-title-style: bold;
    }
    """

    def __init__(self, segment: SavedSegment) -> None:
        super().__init__()
        self.segment = segment
        self.changes: SegmentChanges | None = None
        self.labels: Labels = {}

    def compose_body(self) -> Iterable[Widget]:
        """The list."""
        columns = (
            Column[ChangedContact]("sign", "", _sign, width=1),
            Column[ChangedContact]("name", N_("Name"), lambda row: shown(row.name), width=16, flex=2, most=32),
            Column[ChangedContact]("town", N_("Town"), lambda row: shown(row.town), width=12, flex=1, priority=3),
            Column[ChangedContact]("cause", N_("Why"), _cause, width=16),
            Column[ChangedContact]("reason", "", self._reason, width=36, flex=4, priority=2),
        )
        self.list: PagedList[ChangedContact] = PagedList(columns, self._load, letters=True)
        yield Vertical(self.list, id="changes-box")

    def on_mount(self) -> None:
        """Read what changed."""
        in_background(self, self.reread, group="changes", exclusive=True)

    def crumbs(self) -> tuple[str, ...]:
        """The segment, then what this is."""
        return (self.segment.name, _("Changes"))

    @property
    def contact_shown(self) -> int | None:
        """The contact under the cursor."""
        return self.list.cursor_id

    async def reread(self) -> None:
        """Read what changed."""
        ask = self.fichier.ask
        try:
            self.labels = {one.key: one.label for one in await ask(exported_fields)}
            self.changes = await ask(segment_changes, self.segment.name)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self._show()

    async def _load(self, ids: Sequence[int]) -> Sequence[ChangedContact]:
        return () if self.changes is None else await self.fichier.ask(changed_contacts, self.changes, list(ids))

    def _show(self) -> None:
        changes = self.changes
        if changes is None:
            return
        self.segment = changes.segment
        since = changes.segment.seen_at
        box = self.query_one("#changes-box")
        if since is None:
            box.border_title = Content(_("Never seen yet"))
            words = _("V takes note of who is in the segment now:\nwho enters and leaves from then on is told here.")
            self.list.set_empty(Content(words))
        else:
            counts = change_counts(len(changes.entered), len(changes.left)) or _("nobody")
            day = format.instant(since)
            title = _("{counts} since {day}").format(counts=counts, day=day)
            if changes.erased:
                erased = ngettext("and {count} person erased", "and {count} people erased", changes.erased)
                title = f"{title}, {erased.format(count=format.number(changes.erased))}"
            box.border_title = Content(title)
            self.list.set_empty(Content(_("Nobody entered, nobody left.")))
        self.list.show([*changes.entered, *changes.left])
        self.refresh_title()
        self.refresh_bindings()

    def _reason(self, row: ChangedContact) -> Content:
        today = self.fichier.today()
        lines = (_turned(reason, self.labels, today) for reason in row.change.reasons)
        return shown(" · ".join(lines), "$text-muted")

    @on(PagedList.Selected)
    async def _open(self, message: PagedList.Selected) -> None:
        await self.fichier.open_contact(message.row_id)

    async def action_seen(self) -> None:
        """V."""
        try:
            await self.fichier.ask(mark_segment_seen, self.segment.name)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("segment.seen", name=self.segment.name))
        await self.fichier.changed()

    def action_why(self) -> None:
        """?: all the reasons of the one under the cursor, whole."""
        self.app.push_screen(WhyDialog(self.segment.tree, self.labels, self.contact_shown))

    def refresh_words(self) -> None:
        """The title and the reasons are in the language of the moment."""
        super().refresh_words()
        self._show()
