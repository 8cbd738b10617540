"""How each person left the list: kept with that person's drafts, inside the encrypted file."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.storage import FILTERS, SORTS, Session, keep_draft, read_draft
from fichier_tui.storage.own_columns import OWN_PREFIX

_KEY = "screen.contacts"


@dataclass(frozen=True, slots=True)
class ListHabits:
    """What is found again the next day."""

    columns: tuple[str, ...] = ()
    """Empty where nobody chose."""
    filter: str = "all"
    sort: str = ""
    descending: bool = False


def recall(session: Session) -> ListHabits:
    """As this person left it; what another version of the program kept and this one does not know is left out."""
    draft = read_draft(session, _KEY)
    kept = draft.values if draft else {}
    chosen = kept.get("filter", "all")
    sort = kept.get("sort", "")
    return ListHabits(
        columns=tuple(kept.get("columns", "").split()),
        filter=chosen if chosen in FILTERS else "all",
        sort=sort if sort in SORTS or sort.startswith(OWN_PREFIX) else "",
        descending=bool(kept.get("descending")),
    )


def keep(session: Session, habits: ListHabits) -> None:
    """Keep it for the next time."""
    values = {"columns": " ".join(habits.columns), "filter": habits.filter, "sort": habits.sort}
    keep_draft(session, _KEY, {**values, "descending": "1" if habits.descending else ""})
