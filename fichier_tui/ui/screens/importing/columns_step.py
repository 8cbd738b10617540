"""The second step: what each column of the file becomes. Enter, or a letter, changes the one under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from fichier_tui.domain import import_mapping
from fichier_tui.domain.import_fields import CUSTOM_PREFIX, IGNORE, KEEP, PURCHASE_FIELDS, REPEATED
from fichier_tui.domain.import_mapping import UNKNOWN, MappedColumn
from fichier_tui.domain.import_values import plain
from fichier_tui.domain.own_field import OwnField
from fichier_tui.exchange.importing import ForeignFile
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format
from fichier_tui.ui.dialogs.picking import Pick
from fichier_tui.ui.import_words import field_words, proposed_by
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.importing import keys as own
from fichier_tui.ui.screens.importing.field_groups import GROUPS, NAMING, OWN
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList

SAMPLES = 3
NEW_FIELD = "new own field"
"""The pick that makes a field for the column."""
SEARCHED = 300
"""Rows in which the samples are looked for."""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One line of this step."""

    id: int
    mapped: MappedColumn
    samples: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    """What the shop calls its own fields, by key."""

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows what it is: it stands out."""
        return self.mapped.field == KEEP and self.mapped.reason == UNKNOWN


class ColumnList(Lines[ShownColumn]):
    """The columns; a letter begins to say what the one under the cursor becomes."""

    BINDINGS: ClassVar[list[BindingType]] = [own.CHOOSE.binding("select")]

    class Letter(Message):
        """A letter was typed."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    def on_key(self, event: events.Key) -> None:
        """A letter opens the choice."""
        if event.character and event.character.isalpha():
            event.stop()
            self.post_message(self.Letter(event.character))


class ColumnsStep(Vertical):
    """The columns of the file, one a line."""

    DEFAULT_CSS = """
    ColumnsStep { border-top: solid $line; border-title-color: $accent; border-title-style: bold; margin-top: 1; }
    """

    class Choose(Message):
        """The column at `place` is to become something else; `typed` begins the choice."""

        def __init__(self, place: int, typed: str = "") -> None:
            super().__init__()
            self.place = place
            self.typed = typed

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: list[ShownColumn] = []

    def compose(self) -> ComposeResult:
        """One list."""
        columns = (
            Column[ShownColumn]("heading", N_("In the file"), _heading, width=17, flex=2, most=34),
            Column[ShownColumn]("samples", N_("For instance"), _samples, width=17, flex=3, priority=2),
            Column[ShownColumn]("field", N_("Becomes"), _field, width=21, flex=1, most=34),
            Column[ShownColumn]("reason", N_("Why"), _reason, width=15, flex=1, most=22, priority=3),
        )
        self.columns_list = ColumnList(columns, self._rows, id="columns-list")
        yield self.columns_list

    async def _rows(self, ids: Sequence[int]) -> list[ShownColumn]:
        return [self._lines[number] for number in ids if number < len(self._lines)]

    def show(self, foreign: ForeignFile, *, keep_cursor: bool = False) -> None:
        """Show the columns of a file as they are mapped now; the cursor begins on one that is not known."""
        self._lines = shown_columns(foreign)
        unknown = [line.id for line in self._lines if line.is_unknown]
        self.columns_list.show(range(len(self._lines)), keep_cursor=keep_cursor)
        if not keep_cursor and unknown:
            self.columns_list.go_to(unknown[0])
        count = len(self._lines)
        words = ngettext("{count} column", "{count} columns", count).format(count=format.number(count))
        if unknown:
            many = len(unknown)
            words += " · " + ngettext("{count} not recognised", "{count} not recognised", many).format(count=many)
        self.border_title = Content(words)

    @on(PagedList.Selected)
    def _enter(self, message: PagedList.Selected) -> None:
        message.stop()
        self.post_message(self.Choose(message.row_id))

    @on(ColumnList.Letter)
    def _letter(self, message: ColumnList.Letter) -> None:
        if (place := self.columns_list.cursor_id) is not None:
            self.post_message(self.Choose(place, message.letter))


def shown_columns(foreign: ForeignFile) -> list[ShownColumn]:
    """The lines of this step: each column with a few of its values, all different."""
    samples = foreign.table.samples(SEARCHED)
    labels = {own.key: own.label for own in foreign.own}
    return [
        ShownColumn(
            place,
            mapped,
            tuple(dict.fromkeys(text for cell in cells if (text := plain(cell).strip())))[:SAMPLES],
            labels,
        )
        for place, (mapped, cells) in enumerate(zip(foreign.mapping.columns, samples, strict=True))
    ]


def field_picks(heading: str, own_fields: Sequence[OwnField] = ()) -> list[Pick]:
    """What a column with this heading may become, by groups; NEW_FIELD makes a field of the shop's own for it."""
    picks = []
    for group, codes in GROUPS:
        for code in codes.split():
            if code == OWN:
                picks += [Pick(CUSTOM_PREFIX + one.key, one.label, group=_(group)) for one in own_fields]
                words = _("A new field of the shop's own: {heading}").format(heading=heading)
                picks.append(Pick(NEW_FIELD, words, group=_(group)))
            else:
                picks.append(Pick(code, field_words(code), group=_(group)))
    return picks


def remapped(mapping: import_mapping.Mapping, place: int, field: str) -> import_mapping.Mapping:
    """The mapping with the column at `place` becoming `field`, as the user chose.

    Where only one column can be that, the one that was is kept in the note; a second purchase gets its own slot.
    """
    others = [
        (other, column) for other, column in enumerate(mapping.columns) if column.field == field and other != place
    ]
    if field in PURCHASE_FIELDS:
        slots = {column.slot for _other, column in others}
        return mapping.changed(place, field, next(slot for slot in range(1, len(slots) + 2) if slot not in slots))
    if field not in REPEATED:
        for other, _column in others:
            mapping = mapping.changed(other, KEEP)
    return mapping.changed(place, field)


def names_somebody(mapping: import_mapping.Mapping) -> bool:
    """Whether some column says whom a row is about."""
    return bool(mapping.fields() & NAMING)


def _heading(line: ShownColumn) -> Content:
    return shown(line.mapped.heading)


def _samples(line: ShownColumn) -> Content:
    return shown(" · ".join(line.samples), "$text-muted")


def _field(line: ShownColumn) -> Content:
    mapped = line.mapped
    words = field_words(mapped.field, line.labels)
    if mapped.slot > 1:
        words += f" ({mapped.slot})"
    if line.is_unknown:
        return shown(f"? {words}", "bold $text-warning")
    return shown(f"→ {words}", "$text-muted" if mapped.field in (IGNORE, KEEP) else "")


def _reason(line: ShownColumn) -> Content:
    return shown(proposed_by(line.mapped.reason), "$text-warning" if line.is_unknown else "$text-muted")
