"""Segments: conditions over contacts as values that are read, written, evaluated, completed."""

from __future__ import annotations

from fichier_tui.domain.segment.evaluation import holds
from fichier_tui.domain.segment.facts import Circumstances, ContactFacts, PurchaseFacts
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
    SamePurchase,
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
    "And",
    "Circumstances",
    "Condition",
    "ContactFacts",
    "Duration",
    "Fault",
    "Field",
    "Language",
    "Node",
    "Not",
    "Or",
    "PurchaseFacts",
    "SamePurchase",
    "SegmentError",
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
