"""Whom the law lets a segment write to: asked of the one rule, only for the contacts of whom it matters.

The rule is Python and reads much of each contact. Where `F 60+ contactable:mail` is asked, it is put to the women of
sixty alone: whoever is in or out whatever the rule says is not asked about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.segment import EVERYBODY, NOBODY, Circumstances, Condition, Node, conditions_of
from fichier_tui.domain.segment.tree import replace_conditions
from fichier_tui.storage.consents.contactability import answers
from fichier_tui.storage.segments.sql import sql_of
from fichier_tui.storage.session import Session

CONTACTABLE = "contactable"
# So many contacts are asked about between two looks at whether the answer is still wanted.
_AT_A_TIME = 5_000
_EITHER: tuple[Node, Node] = (NOBODY, EVERYBODY)


def with_contactable(
    session: Session, tree: Node, circumstances: Circumstances, go_on: Callable[[], None] | None = None
) -> Circumstances:
    """The circumstances with what the rule answers, for a tree whose references are resolved.

    `go_on` is called now and then; it may raise, to stop.
    """
    asked = sorted({str(one.value) for one in conditions_of(tree) if one.field == CONTACTABLE})
    if not asked:
        return circumstances
    matters = _matters(session, tree, circumstances, asked)
    allowed: dict[str, list[int]] = {channel: [] for channel in asked}
    for channel in asked:
        for start in range(0, len(matters), _AT_A_TIME):
            if go_on is not None:
                go_on()
            found = answers(session, matters[start : start + _AT_A_TIME], channel, PROSPECTING)
            allowed[channel] += [contact for contact, answer in found.items() if answer.allowed]
    return replace(circumstances, contactable=allowed)


def _matters(session: Session, tree: Node, circumstances: Circumstances, channels: list[str]) -> list[int]:
    """The contacts who are in the segment or not according to what the rule says of these channels."""
    sometimes: set[int] = set()
    always: set[int] | None = None
    for answer in product(_EITHER, repeat=len(channels)):
        found = _members(session, _assumed(tree, dict(zip(channels, answer, strict=True))), circumstances)
        sometimes |= found
        always = found if always is None else always & found
    return sorted(sometimes - (always or set()))


def _assumed(tree: Node, answers_of: dict[str, Node]) -> Node:
    """The tree as if the rule said so for each channel."""

    def assumed(condition: Condition) -> Node:
        return answers_of[str(condition.value)] if condition.field == CONTACTABLE else condition

    return replace_conditions(tree, assumed)


def _members(session: Session, tree: Node, circumstances: Circumstances) -> set[int]:
    query = sql_of(tree, circumstances)
    rows = session.database.connection().execute(query.select("s.contact_id"), query.parameters)
    return {row[0] for row in rows}
