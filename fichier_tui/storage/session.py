"""An open file as its verbs see it: who is at the keyboard, which day it is, and the way to write.

A session belongs to the one thread that opened it (see `storage.thread`). The clock is given from outside, so
that a test, a screenshot or a demonstration chooses its day.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fichier_tui.domain.history import StaffMember
from fichier_tui.domain.permission import may
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import summary
from fichier_tui.storage.connection import Database
from fichier_tui.storage.models import JournalEntry
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rows import NOBODY
from fichier_tui.storage.search import index as search_index
from fichier_tui.storage.segments.rfm_counts import MANY, Figures, RfmCounts, all_summed, figures_of
from fichier_tui.storage.typing_here import TypingHere


@dataclass
class Session:
    """What every verb of `storage/` takes first."""

    database: Database
    staff: StaffMember
    clock: Callable[[], dt.datetime]
    """The present instant, in UTC."""
    day: dt.date | None = None
    """The day to reckon from, when it is not the clock's own."""
    vocabulary: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The words of the search index, kept between two searches while no word changes."""
    by_name: array[int] = field(default_factory=lambda: array("q"))
    """All contacts in the order of their names, kept as long (`search_order`)."""
    proposals: Any = None
    """What was reckoned of the proposals of the day, kept until a write touches it (`storage.offers.proposals`)."""
    rfm: RfmCounts | None = None
    """What the ranks are reckoned from, once asked for; it follows each write (`storage.segments.rfm`)."""

    rfm_reading: RfmCounts | None = None
    """The same while it is read by pieces."""
    typing_here: TypingHere | None = None
    """The drafts that this window is typing, once there was one (`storage.drafts`)."""
    whole_group: Any = None
    """What the whole file counts, that segments are compared with, kept until a write (`storage.segments.profile`)."""

    def now(self) -> dt.datetime:
        """The present instant, in UTC."""
        return self.clock()

    @property
    def today(self) -> dt.date:
        """The day that rules are reckoned from."""
        return self.day or self.clock().astimezone().date()

    def require(self, permission: str) -> None:
        """Refuse what this member's role does not allow: the first line of every verb that asks for a permission.

        Raises Refusal("staff.not_allowed", `permission`, `role`).
        """
        if not self.may(permission):
            raise Refusal("staff.not_allowed", permission=permission, role=self.role)

    def may(self, permission: str) -> bool:
        """Whether this member's role allows it now."""
        return may(self.role, permission)

    @property
    def role(self) -> str:
        """What this member is at this moment, as the file says: an owner may have changed it while it was open.

        Empty, which allows nothing, for who left meanwhile.
        """
        row = (
            self.database.connection()
            .execute("SELECT role, left_on FROM staff WHERE id = ?", (self.staff.id,))
            .fetchone()
        )
        if row is None:
            return self.staff.role
        role, left_on = row
        return "" if left_on else str(role)

    @contextmanager
    def operation(self, verb: str, contact: int | None = None, **detail: object) -> Iterator[Operation]:
        """One write: all that the block does, its summaries, search index and journal entry, or nothing at all.

        `verb` is a code that the screens word ("visit.logged"), `contact` whom it is about, `detail` what the
        sentence needs. A block that changes nothing leaves no entry.
        """
        with self.database.atomic("IMMEDIATE"):
            if contact is not None:
                self._refuse_nobody(contact)
            operation = Operation(self, verb, contact, dict(detail))
            yield operation
            before = self._figures_before(operation)
            words = summary.refresh(self.database, operation.touched, worded=operation.worded, added=operation.added)
            for table, contacts in operation.counted.items():
                summary.recount(self.database, table, contacts - operation.touched)
            operation.enter_in_journal()
            after = [] if before is None else figures_of(self.database, operation.touched)
        if operation.entry is not None and self.rfm is not None:
            followed = before is not None and self.rfm.follow(before, after, operation.entry)
            self.rfm = self.rfm if followed else None
        if operation.entry is not None and (operation.worded or operation.added):
            self.vocabulary = search_index.with_words(self.vocabulary, words)

    def _refuse_nobody(self, contact: int) -> None:
        """A card that was emptied for good takes nothing any more, from whatever screen still shows it.

        Raises Refusal("row.unknown").
        """
        row = self.database.connection().execute("SELECT kept FROM contact WHERE id = ?", (contact,)).fetchone()
        if row is not None and row[0] in NOBODY:
            raise Refusal("row.unknown")

    def _figures_before(self, operation: Operation) -> list[Figures] | None:
        """What the contacts of a write counted for in the ranks; None where that is lost, or much."""
        if self.rfm is None or len(operation.touched) > MANY:
            return None
        known = operation.touched - operation.added
        return figures_of(self.database, known) if all_summed(self.database, known) else None

    def last_entry(self) -> int:
        """The number of the latest journal entry, 0 in a file without any: it grows with every write."""
        row = JournalEntry.select(JournalEntry.id).order_by(JournalEntry.id.desc()).limit(1).scalar()
        return int(row or 0)

    def close(self) -> None:
        """Close the connection; what is typed here is offered to other windows from now on."""
        if self.typing_here is not None:
            self.typing_here.close()
        self.database.close()
