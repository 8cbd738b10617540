"""Why a contact is in a segment, or out of it: each condition with what is known of the contact, the deciding first.

A condition decides when turning it alone, or with others that fail like it, is what the answer hangs on: of "all of
this" every part that fails, or all of them where none does; of "one of these" every part that holds, or all where none
does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fichier_tui.domain.contactability import PROSPECTING, Answer, may_contact
from fichier_tui.domain.segment.evaluation import REVERSED, event_of, events_meeting, holds, meets, values_of
from fichier_tui.domain.segment.event_fields import EVENTS, TALLIES
from fichier_tui.domain.segment.facts import Circumstances, ContactFacts
from fichier_tui.domain.segment.field import Known
from fichier_tui.domain.segment.fields import field_of
from fichier_tui.domain.segment.tree import And, Condition, Duration, Node, Not, Or, SameEvent


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition of a segment, and what a contact has of it."""

    asked: Condition | SameEvent
    holds: bool
    """Whether the contact meets what is asked, its negation included."""
    negated: bool = False
    deciding: bool = True
    known: tuple[Known, ...] = ()
    """The contact's own values, those that meet the condition first; none where nothing is known."""
    events: int = 0
    """Of how many events they are, where the field is of one; of a `SameEvent` how many there are in all."""
    meeting: int = 0
    """How many of them meet all that is asked."""
    answer: Answer | None = None
    """What the law says, where it was asked whether the contact may be contacted."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether a contact is in a segment, and why. Of one that was put aside nothing else is asked."""

    inside: bool
    put_aside: bool
    reasons: tuple[Reason, ...]

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """What the answer hangs on."""
        return tuple(reason for reason in self.reasons if reason.deciding)


def explain(tree: Node, facts: ContactFacts, circumstances: Circumstances) -> Explanation:
    """Why. The references of the tree are resolved; raises ValueError where one is not."""
    deciding = set(map(id, _deciding(tree, facts, circumstances)))
    reasons = [
        replace(_reason(leaf, facts, circumstances, negated=negated), deciding=id(leaf) in deciding)
        for leaf, negated in _leaves(tree)
    ]
    reasons.sort(key=lambda reason: not reason.deciding)
    unique = tuple(dict.fromkeys(reasons))
    return Explanation(holds(tree, facts, circumstances), facts.deleted, unique)


def asked_on(condition: Condition, today: dt.date) -> Condition:
    """The condition with the day that a time elapsed comes to: "more than 18 months ago" is "before 22/05/2025"."""
    if not isinstance(condition.value, Duration):
        return condition
    return Condition(condition.field, REVERSED[condition.operator], condition.value.before(today))


def _leaves(tree: Node, *, negated: bool = False) -> Iterator[tuple[Condition | SameEvent, bool]]:
    if isinstance(tree, Not):
        yield from _leaves(tree.part, negated=not negated)
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from _leaves(part, negated=negated)
    else:
        yield tree, negated


def _deciding(tree: Node, facts: ContactFacts, circumstances: Circumstances) -> Iterator[Condition | SameEvent]:
    """The conditions on which it hangs whether the contact meets `tree`."""
    if isinstance(tree, Not):
        yield from _deciding(tree.part, facts, circumstances)
    elif isinstance(tree, And | Or):
        living = replace(facts, deleted=False)
        results = [holds(part, living, circumstances) for part in tree.parts]
        # Of all, what fails decides; of one of these, what holds does; where there is none of it, every part does.
        decisive = isinstance(tree, Or)
        chosen = [part for part, result in zip(tree.parts, results, strict=True) if result == decisive]
        for part in chosen or tree.parts:
            yield from _deciding(part, facts, circumstances)
    else:
        yield tree


def _reason(leaf: Condition | SameEvent, facts: ContactFacts, circumstances: Circumstances, *, negated: bool) -> Reason:
    met = holds(leaf, replace(facts, deleted=False), circumstances)
    reason = Reason(leaf, met != negated, negated)
    if isinstance(leaf, SameEvent):
        return _of_event(reason, leaf, facts, circumstances)
    definition = field_of(leaf.field)
    known = tuple(dict.fromkeys(values_of(leaf.field, facts, circumstances)))
    known = tuple(sorted(known, key=lambda value: not meets(definition, leaf, (value,), circumstances.today)))
    events = len(EVENTS[definition.event].read(facts)) if definition.event else 0
    meeting = len(events_meeting(SameEvent((leaf,)), facts, circumstances)) if definition.event else 0
    answer = None
    if leaf.field == "contactable":
        answer = may_contact(facts.contactability, str(leaf.value), PROSPECTING, circumstances.today)
    return replace(reason, known=known, events=events, meeting=meeting, answer=answer)


def _of_event(reason: Reason, same: SameEvent, facts: ContactFacts, circumstances: Circumstances) -> Reason:
    found = events_meeting(same, facts, circumstances)
    reason = replace(reason, events=len(EVENTS[event_of(same)].read(facts)), meeting=len(found))
    if same.tally is None:
        return reason
    counted = TALLIES[same.tally.field][1](found)
    return replace(reason, known=() if counted is None else (counted,))
