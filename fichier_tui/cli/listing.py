"""Contacts named on the output: held to what the role may have, and told to the register where they leave."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fichier_tui.cli.common import Asked
from fichier_tui.i18n import ngettext
from fichier_tui.ui import format as written

if TYPE_CHECKING:
    from fichier_tui.storage import OpenFile
    from fichier_tui.storage.listed import ListedContacts


def listed(
    asked: Asked, file: OpenFile, command: str, ids: Sequence[int], limit: int, *, reached: bool = False
) -> ListedContacts:
    """The lines that the role may have of these contacts; noted where they go to a file or to another program."""
    from fichier_tui.storage.listed import listed_contacts

    found = file.call(listed_contacts, ids, limit, reached=reached)
    note(asked, file, command, len(found.rows))
    return found


def note(asked: Asked, file: OpenFile, command: str, count: int) -> None:
    """The line of the register; none for what is only read on a terminal."""
    from fichier_tui.storage.listed import note_listed

    if not sys.stdout.isatty():
        file.call(note_listed, f"fichier {command}", "json" if asked.as_json else "txt", count)


def values_of(found: ListedContacts) -> Sequence[object]:
    """The lines for --json: what is not given out is null."""
    if not found.hidden:
        return found.rows
    nothing = dict.fromkeys(found.hidden)
    return [dataclasses.asdict(row) | nothing for row in found.rows]


def kept_back_lines(count: int) -> Iterator[str]:
    """What to do about those that one's role does not list."""
    if count:
        yield ngettext(
            "{count} more is not listed: sales or the owner give out whole lists. Narrow the condition.",
            "{count} more are not listed: sales or the owner give out whole lists. Narrow the condition.",
            count,
        ).format(count=written.number(count))
