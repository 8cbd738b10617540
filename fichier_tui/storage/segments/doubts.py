"""Which words of a segment nobody in the file has: a tag, a product, a town that was mistyped, a day to come."""

from __future__ import annotations

from fichier_tui.domain.segment import Condition, Node
from fichier_tui.domain.segment.completion import Vocabulary
from fichier_tui.domain.segment.doubts import ABSENT, Doubt, doubts_of
from fichier_tui.domain.segment.reference import REFERENCE
from fichier_tui.storage.segments.saved import circumstances_of, resolved_segment, segment_vocabulary
from fichier_tui.storage.segments.sql import prepare, sql_of
from fichier_tui.storage.session import Session


def segment_doubts(session: Session, tree: Node, vocabulary: Vocabulary | None = None) -> tuple[Doubt, ...]:
    """What `tree` asks that nobody can meet; `vocabulary` are the words of the file where they were read already.

    A segment that it refers to is not looked into. Raises Refusal("custom.unknown").
    """
    connection = session.database.connection()
    prepare(connection)

    def is_met(condition: Condition) -> bool:
        if condition.field == REFERENCE:
            return True
        asked = resolved_segment(condition)
        query = sql_of(asked, circumstances_of(session, asked))
        return connection.execute(query.select("1", "LIMIT 1"), query.parameters).fetchone() is not None

    found = doubts_of(tree, session.today, vocabulary or Vocabulary(), is_met)
    if vocabulary is None and any(doubt.code == ABSENT for doubt in found):
        # What may have been meant: read only where something is absent, since it takes a while in a large file.
        found = doubts_of(tree, session.today, segment_vocabulary(session), is_met)
    return found
