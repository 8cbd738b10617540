"""What the list reads of the file in one go, so that a key waits for the database's thread only once."""

from __future__ import annotations

from collections.abc import Sequence

from fichier_tui.domain.contact import ContactRow
from fichier_tui.storage import ListQuery, ListResult, Session, list_contacts
from fichier_tui.storage.own_columns import rows_with_own
from fichier_tui.ui.widgets.pages import PAGE


def first_lines(session: Session, asked: ListQuery, own: Sequence[str] = ()) -> tuple[ListResult, list[ContactRow]]:
    """The first page of the list and its rows: milliseconds, however many there are."""
    result = list_contacts(session, asked, PAGE)
    return result, rows_with_own(session, result.ids[:PAGE], own)
