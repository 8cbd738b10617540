"""`fichier agenda` and `segment`: what is to be done, and with whom."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, option
from fichier_tui.domain.history import Action
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import ACTION_KINDS, word

if TYPE_CHECKING:
    from fichier_tui.domain.segment import Node
    from fichier_tui.storage.thread import OpenFile


@click.command("agenda", cls=Verb, help=N_("What is late and what is to be done, by day and hour."))
@on_file
@option("--days", default=1, show_default=True, help=N_("How many days, the first included."))
def agenda(asked: Asked, days: int) -> None:
    """`fichier agenda`."""
    from fichier_tui.storage import open_actions

    with opened(asked) as file:
        today = file.call(lambda session: session.today)
        actions = file.call(open_actions, until=today + dt.timedelta(days - 1))
    late = [action for action in actions if action.details.day is not None and action.details.day < today]
    due = [action for action in actions if action not in late]

    def lines() -> Iterator[str]:
        for action in late:
            yield _("! late  {line}").format(line=_line(action))
        for action in due:
            yield _line(action)
        if not actions:
            yield _("Nothing to do.")
        yield ngettext("{count} action, {late} late.", "{count} actions, {late} late.", len(actions)).format(
            count=len(actions), late=len(late)
        )

    answer(asked.as_json, {"day": today, "late": [_flat(a) for a in late], "due": [_flat(a) for a in due]}, lines)


def _flat(action: Action) -> dict[str, object]:
    """An action with its details beside its number."""
    values = dataclasses.asdict(action)
    details: dict[str, object] = values.pop("details")
    return values | details


def _line(action: Action) -> str:
    details = action.details
    parts = (
        "" if details.day is None else written.day(details.day),
        written.clock(details.time) if details.time else "",
        word(ACTION_KINDS, details.kind),
        action.contact_name,
        details.subject,
    )
    return "  ".join(part for part in parts if part)


@click.command(
    "segment",
    cls=Verb,
    help=N_("Who meets a condition (F 60+ achat:printemps ok:mail) or is in a segment."),
)
@on_file
@click.argument("text")
@option("--limit", default=100_000, show_default=True, help=N_("How many contacts to list at most."))
def segment(asked: Asked, text: str, limit: int) -> None:
    """`fichier segment`."""
    from fichier_tui.domain.segment import write_segment
    from fichier_tui.storage import read_rows

    with opened(asked) as file:
        tree, ids = find_members(file, text)
        rows = file.call(read_rows, list(ids)[:limit])

    def lines() -> Iterator[str]:
        for row in rows:
            yield "  ".join(part for part in (str(row.id), row.name, row.town, row.email) if part)
        yield written.contacts(len(ids))

    values: dict[str, object] = {
        "count": len(ids),
        "text": write_segment(tree, "fr"),
        "text_en": write_segment(tree, "en"),
        "contacts": rows,
    }
    answer(asked.as_json, values, lines)


def find_members(file: OpenFile, text: str) -> tuple[Node, Sequence[int]]:
    """The condition written in `text`, or saved under that name, and the contacts that meet it, by name."""
    from fichier_tui.domain.segment import read_segment
    from fichier_tui.storage import find_segment, list_segments

    saved = {known.name: known.tree for known in file.call(list_segments)}
    tree = saved.get(text) or read_segment(text)
    return tree, file.call(find_segment, tree)
