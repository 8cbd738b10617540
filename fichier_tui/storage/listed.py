"""The lines of contacts as a command gives them, on a terminal or to another program: no more than a role may have.

On the screens everybody turns the pages of the list; what a command prints can be kept as a file, so it is held to what
is said of files (`exporting`) and of totals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.permission import EXPORT, TOTALS
from fichier_tui.storage.contacts import read_rows
from fichier_tui.storage.exporting import record_export
from fichier_tui.storage.session import Session

PAGE = 20
"""How many lines anybody may have at once: about a screen."""


@dataclass(frozen=True, slots=True)
class ListedContacts:
    """The lines, without what the role does not give out; the names of that; how many lines were kept back."""

    rows: tuple[ContactRow, ...]
    hidden: tuple[str, ...] = ()
    kept_back: int = 0


def listed_contacts(session: Session, ids: Sequence[int], limit: int, *, reached: bool) -> ListedContacts:
    """The first `limit` of these contacts.

    Who may not export has a page of them, with how they are reached only where somebody was looked for by name
    (`reached`); who sees no totals has no amount to add up.
    """
    wanted = ids[: max(limit, 0)]
    exports, adds_up = session.may(EXPORT), session.may(TOTALS)
    given = wanted if exports else wanted[:PAGE]
    hidden: tuple[str, ...] = ()
    rows = read_rows(session, list(given))
    if not (exports or reached):
        rows, hidden = [replace(row, phone="", email="") for row in rows], ("phone", "email")
    if not adds_up:
        rows, hidden = [replace(row, revenue_cents=0) for row in rows], (*hidden, "revenue_cents")
    return ListedContacts(tuple(rows), hidden, len(wanted) - len(given))


def most_listed(session: Session, count: int) -> int:
    """How many of so many people a command may name."""
    return count if session.may(EXPORT) else min(count, PAGE)


def note_listed(session: Session, command: str, format: str, count: int) -> None:
    """More than a page of contacts left for another program or a file: a line of the register of exports."""
    if count > PAGE:
        record_export(session, format, count, "copy", command)
