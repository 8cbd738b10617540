"""Segments: conditions over contacts as values that are read, written, evaluated, completed."""

from __future__ import annotations

from fichier_tui.domain.segment.evaluation import holds
from fichier_tui.domain.segment.facts import (
    ActionFacts,
    BehaviourFacts,
    Circumstances,
    ContactFacts,
    OfferFacts,
    OpinionFacts,
    PurchaseFacts,
    VisitFacts,
)
from fichier_tui.domain.segment.fault import Fault, SegmentError
from fichier_tui.domain.segment.fields import AXES, FIELDS, Field, field_named, field_of, fields_by_axis
from fichier_tui.domain.segment.grammar import Language
from fichier_tui.domain.segment.reading import read_segment
from fichier_tui.domain.segment.tree import (
    EVERYBODY,
    NOBODY,
    And,
    Condition,
    Duration,
    Node,
    Not,
    Or,
    SameEvent,
    conditions_of,
    normal,
    replace_conditions,
)
from fichier_tui.domain.segment.writing import write_condition, write_segment

__all__ = [
    "AXES",
    "EVERYBODY",
    "FIELDS",
    "NOBODY",
    "ActionFacts",
    "And",
    "BehaviourFacts",
    "Circumstances",
    "Condition",
    "ContactFacts",
    "Duration",
    "Fault",
    "Field",
    "Language",
    "Node",
    "Not",
    "OfferFacts",
    "OpinionFacts",
    "Or",
    "PurchaseFacts",
    "SameEvent",
    "SegmentError",
    "VisitFacts",
    "conditions_of",
    "field_named",
    "field_of",
    "fields_by_axis",
    "holds",
    "normal",
    "read_segment",
    "replace_conditions",
    "write_condition",
    "write_segment",
]
