"""`fichier journal`: who did what, when, on whom; with before and after on request."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened, read_day
from fichier_tui.cli.spoken import Verb, option
from fichier_tui.domain.permission import JOURNAL
from fichier_tui.i18n import N_, _
from fichier_tui.storage.journal.filter import KINDS
from fichier_tui.ui import format as written
from fichier_tui.ui.done import operation_words


@click.command("journal", cls=Verb, help=N_("Who did what, when, the latest first; one's own lines for the reception."))
@on_file
@option("--contact", type=int, metavar="NUMBER", help=N_("Only about this contact."))
@option("--by", metavar="LOGIN", help=N_("Only what this member of staff did."))
@option("--kind", type=click.Choice(KINDS), help=N_("Only what is of this kind."))
@option("--since", callback=read_day, metavar="YYYY-MM-DD", help=N_("Only from this day on."))
@option("--until", callback=read_day, metavar="YYYY-MM-DD", help=N_("Only up to this day."))
@option("--words", default="", help=N_("Only the lines that name this: a contact, a file, an offer."))
@option("--changes", is_flag=True, help=N_("With what each line changed, field by field, before and after."))
@option("--limit", type=click.IntRange(min=0), default=50, show_default=True, help=N_("How many at most."))
def journal(asked: Asked, by: str | None, kind: str | None, changes: bool, limit: int, **wanted: Any) -> None:
    """`fichier journal`."""
    from fichier_tui.storage import JournalFilter, journal_end, journal_numbers, journal_rows, read_line
    from fichier_tui.storage.journal.entries import author_called

    with opened(asked) as file:
        staff = None if by is None else file.call(author_called, by)
        numbers = file.call(journal_numbers, JournalFilter(staff=staff, kind=kind or "", **wanted))
        entries = file.call(journal_rows, numbers[:limit])
        details = {entry.id: file.call(read_line, entry.id) for entry in entries} if changes else {}
        number, mark = file.call(journal_end)
        reads_all = file.call(lambda session: session.may(JOURNAL))

    def lines() -> Iterator[str]:
        for entry in entries:
            taken, who = "↶ " if entry.undone else "", f"  {entry.staff}" if entry.staff else ""
            words = operation_words(entry.verb, entry.detail, is_erased=entry.is_erased)
            yield f"{entry.id}  {written.instant(entry.at)}{who}  {taken}{words}"
            if entry.id in details:
                from fichier_tui.ui.journal_words import change_lines

                yield from (f"    {line.plain}" for line in change_lines(details[entry.id]))
        yield _("{shown} of {count}; the journal ends with no. {number}, …{mark}").format(
            shown=written.operations(len(entries)),
            count=written.number(len(numbers)),
            number=written.number(number),
            mark=mark[-4:],
        )
        if not reads_all:
            yield _("These are your own lines alone: sales and the owner read those of everybody.")

    found = [
        dataclasses.asdict(entry)
        | {"words": operation_words(entry.verb, entry.detail, is_erased=entry.is_erased)}
        | ({"changes": dataclasses.asdict(details[entry.id])["changes"]} if entry.id in details else {})
        for entry in entries
    ]
    answer(asked.as_json, {"count": len(numbers), "last": number, "hash": mark, "lines": found}, lines)
