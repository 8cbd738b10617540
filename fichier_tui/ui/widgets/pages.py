"""Rows of a long list, kept by pages: a vector of ids in order, and the few pages that were looked at last."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

R = TypeVar("R")

PAGE = 128
"""Rows read at once: some screens' worth, under a millisecond in the encrypted file."""

KEPT = 48
"""Pages kept, about 6,000 rows: a few megabytes, whatever the length of the list."""


class Pages(Generic[R]):
    """The ids of a list in order, and its rows as far as they were read.

    Reads nothing by itself: `missing` says what to read, `store` takes it in, unless the list changed meanwhile.
    """

    def __init__(self, id_of: Callable[[R], int]) -> None:
        self.ids: array[int] = array("q")
        """All ids, in order: 8 bytes a row."""
        self.generation = 0
        """Grows at each change of the list: what was read for another generation is dropped."""
        self._id_of = id_of
        self._pages: OrderedDict[int, dict[int, R]] = OrderedDict()
        self._before: dict[int, R] = {}

    def replace(self, ids: Iterable[int]) -> None:
        """Take another vector of ids. Rows already read are shown until they are read again."""
        for page in self._pages.values():
            self._before.update(page)
        while len(self._before) > PAGE * KEPT:
            self._before.pop(next(iter(self._before)))
        self._pages.clear()
        self.ids = ids if isinstance(ids, array) and ids.typecode == "q" else array("q", ids)
        self.generation += 1

    def row(self, index: int) -> R | None:
        """The row at `index`, or None where it was not read yet, or is no longer in the file."""
        number = self.ids[index]
        page = self._pages.get(index // PAGE)
        if page is None:
            return self._before.get(number)
        return page.get(number)

    def is_read(self, index: int) -> bool:
        """Whether the page of `index` was read for this very list."""
        return index // PAGE in self._pages

    def missing(self, first: int, last: int) -> int | None:
        """The first page not read yet among those that hold rows `first` to `last` (both included)."""
        last = min(last, len(self.ids) - 1)
        for page in range(max(0, first) // PAGE, last // PAGE + 1):
            if page not in self._pages:
                return page
            self._pages.move_to_end(page)
        return None

    def ids_of(self, page: int) -> array[int]:
        """The ids to read for `page`."""
        return self.ids[page * PAGE : (page + 1) * PAGE]

    def store(self, generation: int, page: int, rows: Sequence[R]) -> bool:
        """Keep the rows read for `page`; False, and nothing kept, when the list changed since they were asked for."""
        if generation != self.generation:
            return False
        self._pages[page] = {self._id_of(row): row for row in rows}
        if len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return True
