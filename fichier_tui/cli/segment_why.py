"""`fichier segment FILE TEXT --why CONTACT`: why a contact is in the segment, or out of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fichier_tui.domain.segment import Node
    from fichier_tui.domain.segment.explaining import Explanation
    from fichier_tui.storage import OpenFile
    from fichier_tui.ui.segment_words import Labels


@dataclass(frozen=True, slots=True)
class Why:
    """What is answered of one contact."""

    contact: int
    name: str
    explained: Explanation
    labels: Labels
    today: dt.date

    def lines(self) -> Iterator[str]:
        """The verdict and the reasons, the deciding ones first."""
        from fichier_tui.ui.segment_reasons import MET, NOT_MET, reason_line, verdict

        yield verdict(self.explained, self.name)
        for reason in self.explained.reasons:
            yield f"  {MET if reason.holds else NOT_MET} {reason_line(reason, self.labels, self.today)}"

    def values(self) -> dict[str, object]:
        """The same for --json."""
        from fichier_tui.ui.segment_reasons import reason_line, reason_text

        return {
            "contact": self.contact,
            "name": self.name,
            "in": self.explained.inside,
            "reasons": [
                {
                    "asked": reason_text(reason),
                    "holds": reason.holds,
                    "negated": reason.negated,
                    "deciding": reason.deciding,
                    "known": reason.known,
                    "answer": None if reason.answer is None else dataclasses.asdict(reason.answer),
                    "words": reason_line(reason, self.labels, self.today),
                }
                for reason in self.explained.reasons
            ],
        }


def why(file: OpenFile, tree: Node, contact: str) -> Why:
    """Why that contact, by its number or identifier, is in or out. Raises Refusal where there is none."""
    from fichier_tui.storage import Session, exported_fields, read_contact
    from fichier_tui.storage.contact_said import contact_said
    from fichier_tui.storage.segments.saved import explain_segment

    number = file.call(contact_said, contact)

    def day(session: Session) -> dt.date:
        return session.today

    return Why(
        number,
        file.call(read_contact, number).name,
        file.call(explain_segment, tree, number),
        {one.key: one.label for one in file.call(exported_fields)},
        file.call(day),
    )
