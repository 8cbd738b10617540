"""What the big list tells its screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from fichier_tui.ui.widgets.paged_list import PagedList


@dataclass
class ListMessage(Message):
    """Something that happened in a list."""

    paged_list: PagedList[Any]

    @property
    def control(self) -> PagedList[Any]:
        """The list, for `@on`."""
        return self.paged_list


@dataclass
class Highlighted(ListMessage, namespace="paged_list"):
    """The cursor came upon another row. Of several in a row only the last is worth handling."""

    row_id: int | None
    """The id under the cursor; None when the list is empty."""

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Highlighted) and message.paged_list is self.paged_list


@dataclass
class Selected(ListMessage, namespace="paged_list"):
    """Enter, or a click on the row under the cursor."""

    row_id: int


@dataclass
class Marked(ListMessage, namespace="paged_list"):
    """The marks changed."""

    ids: frozenset[int]
    """All that are marked now."""


@dataclass
class SortRequested(ListMessage, namespace="paged_list"):
    """A heading was clicked: show the list in this order, then say so with `set_sort`."""

    sort: str
    descending: bool
