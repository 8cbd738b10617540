"""Why somebody entered a segment or left it since it was last looked at: which condition is another, and what did it.

What the contact was then is what it is now without what was noted since: purchases, visits, consents. Where nothing of
that makes the difference, the card itself was changed: what it said before is not known any more, what decides now is.
"""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.segment.explaining import Reason, explain
from fichier_tui.domain.segment.facts import Circumstances, ContactFacts
from fichier_tui.domain.segment.tree import Condition, Node, SameEvent

CREATED, PUT_ASIDE, BIRTHDAY, DAY, BOUGHT, CAME, CONSENT, CARD = (
    "created",
    "put_aside",
    "birthday",
    "day",
    "bought",
    "came",
    "consent",
    "card",
)


@dataclass(frozen=True, slots=True)
class Change:
    """What made the difference, and the conditions that it made true or false."""

    cause: str
    reasons: tuple[Reason, ...] = ()


def why_changed(
    tree: Node, before: ContactFacts | None, now: ContactFacts, then: Circumstances, today: Circumstances
) -> Change:
    """Why a contact is in the segment now and was not then, or the other way round.

    `before` is what it was then, None for a contact that was not in the file. The references of the tree are resolved.
    """
    if now.deleted:
        return Change(PUT_ASIDE)
    explained = explain(tree, now, today)
    if before is None:
        return Change(CREATED, explained.deciding)
    were = {_key(reason): reason.holds for reason in explain(tree, before, then).reasons}
    turned = tuple(reason for reason in explained.reasons if were[_key(reason)] != reason.holds)
    if not turned:
        return Change(CARD, explained.deciding)
    # With what is known now, on the day of then: what is not another by that is another by the day alone.
    aged = {_key(reason): reason.holds for reason in explain(tree, now, then).reasons}
    if all(aged[_key(reason)] == were[_key(reason)] for reason in turned):
        birthday = any(isinstance(reason.asked, Condition) and reason.asked.field == "age" for reason in turned)
        return Change(BIRTHDAY if birthday else DAY, turned)
    if len(now.purchases) != len(before.purchases):
        return Change(BOUGHT, turned)
    return Change(CAME if len(now.visits) != len(before.visits) else CONSENT, turned)


def _key(reason: Reason) -> tuple[Condition | SameEvent, bool]:
    return reason.asked, reason.negated
