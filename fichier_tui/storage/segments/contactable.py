"""Whom the law lets a segment write to: asked of the one rule, only for the contacts of whom it matters.

The rule is Python and reads much of each contact. Where `F 60+ contactable:mail` is asked, it is put to the women of
sixty alone: whoever is in or out whatever the rule says is not asked about. Of the others SQL decides what is clear
(`contactable_sql`), and the rule the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import product

from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.segment import EVERYBODY, NOBODY, Circumstances, Condition, Node, conditions_of
from fichier_tui.domain.segment.tree import And, Not, Or, replace_conditions
from fichier_tui.storage.consents.contactability import answers, listed_among
from fichier_tui.storage.segments.contactable_sql import candidates, verdict
from fichier_tui.storage.segments.sql import sql_of
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings

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
    allowed = {channel: _allowed(session, tree, circumstances, channel, asked, go_on) for channel in asked}
    return replace(circumstances, contactable=allowed)


def _allowed(
    session: Session,
    tree: Node,
    circumstances: Circumstances,
    channel: str,
    channels: list[str],
    go_on: Callable[[], None] | None,
) -> list[int]:
    """Of those of whom it matters, whom the rule allows to contact by a channel."""
    clear, doubtful = _decided(session, _matters(tree, channels), circumstances, channel)
    if go_on is not None:
        go_on()
    listed = listed_among(session, clear, channel)
    doubtful += [number for number in clear if number in listed]
    allowed = [number for number in clear if number not in listed] if listed else clear
    for start in range(0, len(doubtful), _AT_A_TIME):
        if go_on is not None:
            go_on()
        found = answers(session, doubtful[start : start + _AT_A_TIME], channel, PROSPECTING)
        allowed += [contact for contact, answer in found.items() if answer.allowed]
    return allowed


def _decided(
    session: Session, matters: Node, circumstances: Circumstances, channel: str
) -> tuple[list[int], list[int]]:
    """Of these contacts, those who clearly may be contacted, and those of whom the rule itself must be asked."""
    informs = read_settings(session).informs_at_sale
    clear, known = verdict(channel, circumstances.today, informs_at_sale=informs)
    among, of_whom = candidates(channel, informs_at_sale=informs)
    query = sql_of(matters, circumstances, with_card=True)
    # The limit keeps SQLite from reckoning the verdict once for each list.
    row = session.database.connection().execute(
        "SELECT json_group_array(id) FILTER (WHERE verdict), json_group_array(id) FILTER (WHERE verdict IS NULL)"
        f" FROM ({query.select(f's.contact_id AS id, {clear} AS verdict', f'AND {among} LIMIT -1')})",
        (*known, *query.parameters, *of_whom),
    )
    yes, doubtful = row.fetchone()
    return json.loads(yes), json.loads(doubtful)


def _matters(tree: Node, channels: list[str]) -> Node:
    """The contacts who are in the segment or not according to what the rule says of these channels."""
    either = [
        _assumed(tree, dict(zip(channels, answer, strict=True))) for answer in product(_EITHER, repeat=len(channels))
    ]
    return And((Or(tuple(either)), Not(And(tuple(either)))))


def _assumed(tree: Node, answers_of: dict[str, Node]) -> Node:
    """The tree as if the rule said so for each channel."""

    def assumed(condition: Condition) -> Node:
        return answers_of[str(condition.value)] if condition.field == CONTACTABLE else condition

    return replace_conditions(tree, assumed)
