"""What the palette finds beyond the commands: contacts by whatever one remembers of them, saved segments by name.

The file's room is imported when something is looked for: the program starts without it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import fold
from fichier_tui.ui.command import Command, Finder
from fichier_tui.ui.safe import shown

if TYPE_CHECKING:
    from fichier_tui.domain.contact import ContactRow
    from fichier_tui.storage import SavedSegment, Session
    from fichier_tui.ui.app import FichierApp

CONTACTS_OFFERED = 8
SEGMENTS_OFFERED = 5


def finders_of(app: FichierApp) -> list[Finder]:
    """The finders of an application, in the order in which their answers stand."""
    return [partial(contacts_named, app), partial(segments_named, app)]


async def contacts_named(app: FichierApp, typed: str) -> list[Command]:
    """The contacts that fit best, each a command that opens its card."""
    try:
        rows = await app.ask(_found_rows, typed)
    except Refusal:
        return []  # No file is open, or it is busy for a moment: the commands are offered all the same.
    return [
        Command(
            f"contact.{row.id}",
            Content.assemble(
                Content("" if fits else "≈ ").stylize("$text-warning"),
                shown(row.name),
                Content(" · " if row.town else "").stylize("$text-muted"),
                shown(row.town, "$text-muted"),
            ),
            partial(app.open_contact, row.id),
        )
        for row, fits in rows
    ]


def _found_rows(session: Session, typed: str) -> list[tuple[ContactRow, bool]]:
    """The rows, and whether each fits exactly."""
    from fichier_tui.storage import find_contacts, read_rows

    found = find_contacts(session, typed, CONTACTS_OFFERED, abbreviated=True)
    exact = frozenset(found.ids[: found.exact])
    return [(row, row.id in exact) for row in read_rows(session, found.ids)]


async def segments_named(app: FichierApp, typed: str) -> list[Command]:
    """The saved segments that hold every word typed, each a command that shows it in the list of contacts."""
    from fichier_tui.storage import list_segments

    wanted = fold(typed).split()
    try:
        saved = await app.ask(list_segments)
    except Refusal:
        return []
    fitting = [segment for segment in saved if _fits(segment.name, wanted)]
    return [
        Command(
            f"segment.{segment.id}",
            Content.assemble("◆ ", shown(segment.name)),
            partial(_show_segment, app, segment),
        )
        for segment in fitting[:SEGMENTS_OFFERED]
    ]


def _fits(name: str, wanted: list[str]) -> bool:
    """Whether every word wanted begins one of the name's."""
    words = fold(name).split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


async def _show_segment(app: FichierApp, segment: SavedSegment) -> None:
    """Go to the list, restricted to the segment."""
    from fichier_tui.storage import find_segment
    from fichier_tui.ui.screens.segments.showing import show_in_list

    try:
        await show_in_list(app, segment.name, await app.ask(find_segment, segment.tree))
    except Refusal as refusal:
        app.refuse(refusal)
