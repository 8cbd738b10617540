"""What a line of the journal did, in words: which rows, their fields before and after, never as the file keeps them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping

from textual.content import Content

from fichier_tui.i18n import _
from fichier_tui.storage.journal.detail import FieldChange, LineDetail, RowChange, Value
from fichier_tui.storage.operation import CHANGED
from fichier_tui.ui import code_words, format
from fichier_tui.ui.done import operation_words
from fichier_tui.ui.import_words import reason_words
from fichier_tui.ui.journal_fields import CODED, DONE, FIELDS, NOUNS, OF_CODES
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.table_words import table_word

MUTED = "$text-muted"
_YES_NO = ("by_night", "noted", "calls")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
_OF_JSON = ("[", "{", '"')


def detail_lines(line: LineDetail, numbered: str = "") -> Iterator[Content]:
    """A line and all it did; `numbered` says which line it is."""
    entry = line.entry
    yield shown(operation_words(entry.verb, entry.detail, is_erased=entry.is_erased), "bold")
    who = entry.staff or _("nobody in particular")
    yield shown(f"{who}, {format.instant(entry.at)}", MUTED)
    if numbered:
        yield shown(numbered, MUTED)
    if entry.undone:
        yield shown("↶ " + _("Taken back since then."), MUTED)
    if entry.is_erased:
        yield shown(_("Content erased: it concerned somebody whose data were erased since."), "$text-warning")
    yield from _unclear_lines(entry.detail)
    if line.changes:
        yield Content("")
        yield from change_lines(line, blank=True)


def _unclear_lines(detail: Mapping[str, object]) -> Iterator[Content]:
    """What an import did not understand: where in the foreign file, and why."""
    rows, count = detail.get("unclear_rows"), detail.get("unclear")
    if not isinstance(rows, list) or not isinstance(count, int):
        return
    yield Content("")
    yield shown(_("Not understood"), "$accent")
    for row, column, reason in rows:
        where = " · ".join(filter(None, (_("Row {row}").format(row=format.number(row)), column)))
        yield Content.assemble("  ", shown(where, MUTED), " ", shown(reason_words(reason)))
    if count > len(rows):
        yield shown(_("and {count} more").format(count=format.number(count - len(rows))), MUTED)


def change_lines(line: LineDetail, *, blank: bool = False) -> Iterator[Content]:
    """Each row that a line touched, with its fields; `blank` puts an empty line between them."""
    is_first = True
    for change in line.changes:
        told = list(_change_lines(change))
        # A row of which only what nobody reads is another (a version, an instant) is not worth a line.
        if len(told) > 1 or change.kind != CHANGED:
            if blank and not is_first:
                yield Content("")
            yield from told
            is_first = False
    if line.more and blank:
        yield Content("")
    if line.more:
        yield shown(_("and {count} more").format(count=format.number(line.more)), MUTED)


def _change_lines(change: RowChange) -> Iterator[Content]:
    noun = _(NOUNS[change.table]) if change.count == 1 and change.table in NOUNS else table_word(change.table)
    many = f" ({format.number(change.count)})" if change.count > 1 else ""
    about = f" — {change.about}" if change.about else ""
    done = _(DONE[change.kind]) if change.kind in DONE else change.kind
    yield shown(f"{done} — {noun}{many}{about}", "$accent")
    if change.is_erased:
        yield Content.assemble("  ", shown(_("content erased"), MUTED))
        return
    for field in change.fields:
        if field.column in FIELDS and (field.before, field.after) != (None, None):
            yield from _field_lines(change, field)


def _field_lines(change: RowChange, field: FieldChange) -> Iterator[Content]:
    before, after = (value_words(change.table, field.column, value) for value in (field.before, field.after))
    if not (before or after):
        return
    told = f"{before or '—'} → {after or '—'}" if change.kind == CHANGED else after or before
    yield Content.assemble("  ", shown(_(FIELDS[field.column]), MUTED), " ", shown_lines(told))


def value_words(table: str, column: str, value: Value) -> str:
    """A value as the file keeps it, as a person says it; "" for none. Never JSON."""
    if value is None or value == "":
        return ""
    if column in _YES_NO:
        return _("yes") if value else _("no")
    if (table, column) in OF_CODES:
        return code_words.word(OF_CODES[table, column], str(value))
    if column == "language":
        return code_words.word(code_words.LANGUAGES, str(value))
    if column in CODED:
        return ""
    if column == "priority":
        return {1: _("high"), 2: _("urgent")}.get(int(value), "")
    if column == "channel":
        return code_words.word(code_words.CHANNELS, str(value))
    if isinstance(value, int | float):
        return format.money(int(value)) if column.endswith("_cents") else format.number(value)
    if column.endswith("_at") or column == "at":
        return _instant(value)
    if column in ("day", "until") or column.endswith("_on"):
        return _day(value)
    if column == "birth":
        return format.birth_day(value)
    if (table, column) == ("phone", "number"):
        return format.phone(value)
    return _plain(value)


def _plain(value: str) -> str:
    """Words as they are; a list as its words; what has parts is not told part by part."""
    if _DAY.fullmatch(value):
        return _day(value)
    if _INSTANT.fullmatch(value):
        return _instant(value)
    if value[:1] not in _OF_JSON and value not in ("true", "false"):
        return value
    try:
        read = json.loads(value)
    except ValueError:
        return value
    if isinstance(read, bool):
        return _("yes") if read else _("no")
    if isinstance(read, list):
        return ", ".join(str(one) for one in read if not isinstance(one, dict | list)) or _("several values")
    return _("several values") if isinstance(read, dict) else _plain(str(read))


def _instant(value: str) -> str:
    try:
        return format.instant(dt.datetime.fromisoformat(value))
    except ValueError:
        return value


def _day(value: str) -> str:
    try:
        return format.day(dt.date.fromisoformat(value[:10]))
    except ValueError:
        return value
