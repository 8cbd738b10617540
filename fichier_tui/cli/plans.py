"""`fichier agenda` and `segment`: what is to be done, and with whom."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fichier_tui.cli.channels import channels_option, counts_of, members_of, purpose_option, said_of
from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import ConditionVerb, Verb, argument, option
from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.history import CONSENT_CHANNELS, Action
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import ACTION_KINDS, word

if TYPE_CHECKING:
    from fichier_tui.domain.segment import Node
    from fichier_tui.storage import Session
    from fichier_tui.storage.thread import OpenFile


@click.command("agenda", cls=Verb, help=N_("What is late and what is to be done, by day and hour."))
@on_file
@option("--days", type=click.IntRange(1, 3660), help=N_("How many days, the first included; 1 unless it is said."))
@option("--ics", type=click.Path(path_type=Path), metavar="OUT.ics", help=N_("Write the appointments as a calendar."))
@option("--months", type=click.IntRange(0, 120), help=N_("With --ics: months before and after the day, else 3."))
@option("--action", type=int, metavar="NUMBER", help=N_("With --ics: this one alone."))
@option("--tasks", is_flag=True, help=N_("With --ics: calls, letters and tasks too."))
@option("--names", is_flag=True, help=N_("With --ics: write the names of the contacts, in clear."))
@option("--purpose", default="", help=N_("What for: it is written in the register of exports."))
@option("--overwrite", is_flag=True, help=N_("Replace a file that is there."))
@option("--import-ics", type=click.Path(path_type=Path), metavar="IN.ics", help=N_("Take a calendar into the planner."))
@option("--sheet", type=click.Path(path_type=Path), metavar="OUT", help=N_("Write a sheet of the day, .pdf or .txt."))
@option("--brief", is_flag=True, help=N_("One line for a status bar: how many are late, the next appointment."))
@option("--dry-run", is_flag=True, help=N_("Say what would be done, and write nothing."))
def agenda(
    asked: Asked,
    days: int | None,
    ics: Path | None,
    months: int | None,
    action: int | None,
    tasks: bool,
    names: bool,
    purpose: str,
    overwrite: bool,
    import_ics: Path | None,
    sheet: Path | None,
    brief: bool,
    dry_run: bool,
) -> None:
    """`fichier agenda`."""
    from fichier_tui.cli.agenda_files import CalendarWish, only_one, print_sheet, read_ics, say_brief, write_ics

    only_one(**{"--ics": ics, "--import-ics": import_ics, "--sheet": sheet, "--brief": brief})
    if ics is not None:
        write_ics(asked, CalendarWish(ics, days, months, action, tasks, names, purpose, overwrite))
    elif import_ics is not None:
        read_ics(asked, import_ics, dry_run=dry_run)
    elif sheet is not None:
        print_sheet(asked, sheet, purpose=purpose, overwrite=overwrite)
    elif brief:
        say_brief(asked)
    else:
        _show(asked, days or 1)


def _show(asked: Asked, days: int) -> None:
    """What is late and what is to be done."""
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
    cls=ConditionVerb,
    help=N_("Who meets a condition (F 60+ achat:printemps ok:mail) or is in a segment."),
)
@on_file
@argument("text")
@option("--limit", default=100_000, show_default=True, help=N_("How many contacts to list at most."))
@option("--why", "contact", metavar="CONTACT", default="", help=N_("Say why this contact is in it, or is not."))
@option("--profile", is_flag=True, help=N_("Say who they are, and what is typical of them beside the whole file."))
@channels_option
@purpose_option
def segment(
    asked: Asked,
    text: str,
    limit: int,
    contact: str,
    profile: bool,
    channels: tuple[str, ...],
    purpose: str | None,
) -> None:
    """`fichier segment`."""
    from fichier_tui.cli.listing import kept_back_lines, listed, values_of
    from fichier_tui.cli.ranking import later_words
    from fichier_tui.cli.segment_profile import profile_of
    from fichier_tui.cli.segment_why import why
    from fichier_tui.domain.permission import EXPORT
    from fichier_tui.domain.segment import write_segment
    from fichier_tui.storage.consents.contactability import retained
    from fichier_tui.storage.segments.rfm import later_purchases

    aim = purpose or PROSPECTING
    if purpose is not None and not channels:
        channels = CONSENT_CHANNELS
    with opened(asked) as file:
        tree, ids = find_members(file, text)
        warnings = doubts_about(file, tree) if asked.as_json else ()
        later = asked.day is not None and file.call(later_purchases)
        if later:
            click.echo(f"! {later_words(file.call(_day))}", err=True)
        explained = why(file, tree, contact) if contact else None
        portrait = profile_of(file, tree) if profile else None
        allowed = {channel: file.call(retained, ids, channel, aim) for channel in dict.fromkeys(channels)}
        is_list = asked.as_json or (explained is None and portrait is None)
        shown = listed(asked, file, "segment", ids, limit if is_list else 0)
        counts = members_of if file.call(lambda session: session.may(EXPORT)) else counts_of

    def lines() -> Iterator[str]:
        if explained is not None:
            yield from explained.lines()
            return
        if portrait is not None:
            yield from portrait.lines()
            return
        for row in shown.rows:
            yield "  ".join(part for part in (str(row.id), row.name, row.town, row.email) if part)
        yield from kept_back_lines(shown.kept_back)
        yield written.contacts(len(ids))
        for channel, found in allowed.items():
            yield from said_of(found, channel, aim)

    values: dict[str, object] = {
        "count": len(ids),
        "later_purchases": later,
        "text": write_segment(tree, "fr"),
        "text_en": write_segment(tree, "en"),
        "contacts": values_of(shown),
        "warnings": warnings,
    }
    if explained is not None:
        values["why"] = explained.values()
    if portrait is not None:
        values["profile"] = portrait.values()
    if allowed:
        values |= {"purpose": aim, "channels": {channel: counts(found) for channel, found in allowed.items()}}
    if len(allowed) == 1:
        values |= counts_of(*allowed.values())
    answer(asked.as_json, values, lines)


def _day(session: Session) -> dt.date:
    return session.today


def find_members(file: OpenFile, text: str) -> tuple[Node, Sequence[int]]:
    """The condition written in `text`, or saved under that name, and the contacts that meet it, by name.

    What nobody in the file can meet is said on the error output.
    """
    from fichier_tui.storage import find_segment

    tree = _read(file, text)
    for words in doubts_about(file, tree):
        click.echo(f"! {words}", err=True)
    return tree, file.call(find_segment, tree)


def _read(file: OpenFile, text: str) -> Node:
    from fichier_tui.domain.segment import read_segment
    from fichier_tui.storage import list_segments

    saved = {known.name: known.tree for known in file.call(list_segments)}
    return saved.get(text) or read_segment(text)


def doubts_about(file: OpenFile, tree: Node) -> tuple[str, ...]:
    """What a condition asks that nobody in the file can meet, in sentences."""
    from fichier_tui.storage import exported_fields
    from fichier_tui.storage.segments.doubts import segment_doubts
    from fichier_tui.ui.segment_doubts import doubt_sentences

    labels = {one.key: one.label for one in file.call(exported_fields)}
    return doubt_sentences(file.call(segment_doubts, tree), labels)
