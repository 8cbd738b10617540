"""A list to read: nothing is marked in it, so the space bar turns the page."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from fichier_tui.ui.widgets.paged_list import PagedList

R = TypeVar("R")


class Lines(PagedList[R]):
    """A list to read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "page_down", show=False)]

    def action_mark(self) -> None:
        """A click in the margin marks nothing either."""

    def _marks_changed(self) -> None:
        self.marked.clear()
        self.refresh()
