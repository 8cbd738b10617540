"""Segments: who is in one, and those that were saved by name.

A saved segment is kept in the text form, in English whatever language it was typed in; screens write it back in
their own. References to other segments are by name, accents and case aside; they follow a new name.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Callable
from dataclasses import dataclass

import peewee as pw

from fichier_tui.domain.own_field import DATE, KINDS
from fichier_tui.domain.permission import DELETE
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.region import REGION_OF_DEPARTMENT
from fichier_tui.domain.rfm import NO_THRESHOLDS
from fichier_tui.domain.segment import Circumstances, Node, conditions_of, read_segment, write_segment
from fichier_tui.domain.segment.completion import Vocabulary
from fichier_tui.domain.segment.explaining import Explanation, explain
from fichier_tui.domain.segment.fields import CUSTOM_PREFIX, FIGURE_PREFIX, RFM
from fichier_tui.domain.segment.own_names import asks_own_fields, with_own_keys
from fichier_tui.domain.segment.reference import references_of, renamed, resolved, same_segment_name
from fichier_tui.domain.text import clean_line, fold
from fichier_tui.storage import models
from fichier_tui.storage.search.order import by_name
from fichier_tui.storage.segments.contactable import with_contactable
from fichier_tui.storage.segments.facts import read_facts, with_file
from fichier_tui.storage.segments.rfm import rfm_thresholds
from fichier_tui.storage.segments.seen import keep_members, remove_members
from fichier_tui.storage.segments.sql import SegmentQuery, prepare, sql_of
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings
from fichier_tui.storage.shop_fields import own_fields

# The names of one kind that are offered while a segment is typed: the most used first.
VOCABULARY_LIMIT = 500
# Enough to tell which départements the clients live in; the whole of a large file would take too long.
_LATEST_ADDRESSES = "(SELECT postcode, country FROM address ORDER BY id DESC LIMIT 20000)"
_DEPARTMENT = (
    "CASE WHEN country NOT IN ('', 'FR') OR length(postcode) <> 5 THEN '' WHEN postcode GLOB '97*'"
    " THEN substr(postcode, 1, 3) WHEN postcode GLOB '20[01]*' THEN '2A' WHEN postcode GLOB '20*' THEN '2B'"
    " ELSE substr(postcode, 1, 2) END"
)


@dataclass(frozen=True, slots=True)
class SavedSegment:
    """A segment saved by name; `text` is its form in English, `tree` its value."""

    id: int
    name: str
    text: str
    tree: Node
    created_at: dt.datetime
    seen_at: dt.datetime | None = None
    """When it was saved, or somebody said last that they had seen who is in it (`storage.segments.changes`)."""
    seen_count: int = 0  # how many were in it then


def count_segment(session: Session, tree: Node) -> int:
    """How many contacts are in the segment. Raises Refusal: segment.unknown, segment.loop, custom.unknown."""
    query = segment_query(session, tree)
    return int(session.database.connection().execute(query.select("COUNT(*)"), query.parameters).fetchone()[0])


def find_segment(
    session: Session,
    tree: Node,
    limit: int | None = None,
    offset: int = 0,
    *,
    go_on: Callable[[], None] | None = None,
) -> array[int]:
    """The numbers of the contacts in the segment, in the order of names. Raises as `count_segment`.

    `go_on` is called between the parts of a long question; what it raises stops it.
    """
    query = segment_query(session, tree, go_on)
    execute = session.database.connection().execute
    if limit is None and not offset:
        # In one piece: a number at a time takes as long again as the whole question.
        (numbers,) = execute(query.select("json_group_array(s.contact_id)"), query.parameters).fetchone()
        return by_name(session, json.loads(numbers))
    rows = execute(
        query.select("s.contact_id", "ORDER BY s.sort_key, s.contact_id LIMIT ? OFFSET ?"),
        (*query.parameters, -1 if limit is None else limit, offset),
    )
    return array("q", [row[0] for row in rows])


def explain_segment(session: Session, tree: Node, contact: int) -> Explanation:
    """Why a contact is in the segment, or out of it.

    Raises as `count_segment`, and Refusal("row.unknown") for a contact that is no more.
    """
    tree = _resolved(tree)
    found = read_facts(session, [contact])
    if contact not in found:
        raise Refusal("row.unknown")
    return explain(tree, found[contact], with_file(session, circumstances_of(session, tree), found.values()))


def save_segment(session: Session, name: str, tree: Node, *, replace: bool = False) -> SavedSegment:
    """Save a segment by name, and who is in it now; `replace` one that has that name already.

    Raises Refusal: segment.nameless, segment.exists, segment.unknown (a reference), segment.loop, custom.unknown.
    """
    name = clean_line(name)
    if not name:
        raise Refusal("segment.nameless")
    row = _row(name)
    if row is not None and not replace:
        raise Refusal("segment.exists", name=row.name)
    _resolved(tree, within=(name,))
    text = write_segment(_keyed(tree), "en")
    is_same = row is not None and row.definition == text
    inside = () if is_same else find_segment(session, tree)
    with session.operation("segment.saved", name=name) as operation:
        if row is None:
            row = operation.create(
                models.Segment,
                name=name,
                definition=text,
                created_at=session.now(),
                created_by=session.staff.id or None,
            )
        else:
            operation.change(row, definition=text)
        if not is_same:
            keep_members(operation, row, inside)
    return _saved(row)


def list_segments(session: Session) -> tuple[SavedSegment, ...]:
    """The saved segments, in the order of their names."""
    rows = [_saved(row) for row in models.Segment.select()]
    return tuple(sorted(rows, key=lambda segment: (fold(segment.name), segment.id)))


def load_segment(session: Session, name: str) -> SavedSegment:
    """The segment of that name, accents and case aside. Raises Refusal("segment.unknown")."""
    return _saved(_known_row(name))


def rename_segment(session: Session, name: str, new_name: str) -> SavedSegment:
    """Give a segment another name, in the segments that refer to it too.

    Raises Refusal: segment.unknown, segment.nameless, segment.exists.
    """
    row, new_name = _known_row(name), clean_line(new_name)
    if not new_name:
        raise Refusal("segment.nameless")
    other = _row(new_name)
    if other is not None and other.id != row.id:
        raise Refusal("segment.exists", name=other.name)
    old = row.name
    with session.operation("segment.renamed", name=new_name, old=old) as operation:
        for user in _users_of(old):
            operation.change(
                user, definition=write_segment(renamed(read_segment(user.definition), old, new_name), "en")
            )
        operation.change(row, name=new_name)
    return _saved(row)


def delete_segment(session: Session, name: str) -> None:
    """Take a saved segment away; the contacts stay. Raises Refusal: segment.unknown, segment.in_use."""
    session.require(DELETE)
    row = _known_row(name)
    if users := _users_of(row.name):
        raise Refusal("segment.in_use", name=row.name, user=users[0].name)
    with session.operation("segment.removed", name=row.name) as operation:
        for campaign in models.Campaign.select().where(models.Campaign.segment == row):
            operation.change(campaign, segment=None)
        remove_members(operation, row)
        operation.remove(row)


def segment_vocabulary(session: Session) -> Vocabulary:
    """The file's own words, for the completion of a segment that is being typed."""
    connection = session.database.connection()

    def words(sql: str) -> tuple[str, ...]:
        return tuple(row[0] for row in connection.execute(f"{sql} LIMIT {VOCABULARY_LIMIT}"))

    def most_used(column: str, table: str) -> tuple[str, ...]:
        return words(f"SELECT {column} FROM {table} WHERE {column} <> '' GROUP BY {column} ORDER BY COUNT(*) DESC, 1")

    products = words(
        "SELECT r.name FROM product r LEFT JOIN purchase p ON p.product_id = r.id GROUP BY r.id"
        " ORDER BY COUNT(p.id) DESC, r.name"
    )
    offers = words("SELECT name FROM offer ORDER BY id DESC")
    categories = most_used("category", "product")
    departments = most_used(_DEPARTMENT, _LATEST_ADDRESSES)
    lived_in = (REGION_OF_DEPARTMENT[code] for code in departments if code in REGION_OF_DEPARTMENT)
    return Vocabulary(
        {
            "towns": most_used("town", "address"),
            "departments": departments,
            "regions": tuple(dict.fromkeys((*lived_in, *most_used("region", "address")))),
            "professions": most_used("profession", "contact"),
            "sources": most_used("source", "contact"),
            "products": products,
            "categories": categories,
            "bought": (*categories, *products),
            "tags": words("SELECT name FROM tag WHERE kind = 'tag' ORDER BY name"),
            "interests": words("SELECT name FROM tag WHERE kind = 'interest' ORDER BY name"),
            "staff": words("SELECT name FROM staff ORDER BY left_on IS NOT NULL, name"),
            "offers": offers,
            "subjects": (*offers, *products),
            "campaigns": words("SELECT name FROM campaign ORDER BY id DESC"),
            "segments": words("SELECT name FROM segment ORDER BY name"),
            "figures": tuple(
                FIGURE_PREFIX + name for name in words("SELECT DISTINCT name FROM town_figure ORDER BY name")
            ),
            **_own_words(session),
        }
    )


def _own_words(session: Session) -> dict[str, tuple[str, ...]]:
    """The codes of the shop's own fields, those of each type, and what may be chosen in each choice."""
    own = own_fields(session)
    found = {"custom": tuple(CUSTOM_PREFIX + field.key for field in own)}
    for kind in KINDS:
        found[f"custom {kind}"] = tuple(CUSTOM_PREFIX + field.key for field in own if field.kind == kind)
    return found | {CUSTOM_PREFIX + field.key: field.choices for field in own if field.choices}


def resolved_segment(tree: Node) -> Node:
    """The tree with the segments that it refers to put in their places. Raises as `count_segment`."""
    return _resolved(tree)


def segment_query(session: Session, tree: Node, go_on: Callable[[], None] | None = None) -> SegmentQuery:
    """The query of a tree. Raises as `count_segment`."""
    prepare(session.database.connection())
    tree = _resolved(tree)
    return sql_of(tree, with_contactable(session, tree, circumstances_of(session, tree), go_on))


def circumstances_of(session: Session, tree: Node) -> Circumstances:
    """What a tree whose references are resolved is reckoned from."""
    asked = any(condition.field == RFM for condition in conditions_of(tree))
    thresholds = rfm_thresholds(session) if asked else NO_THRESHOLDS
    return Circumstances(session.today, read_settings(session).inactive_after_days, rfm=thresholds)


def _keyed(tree: Node) -> Node:
    """The tree with the shop's own fields called by their keys. Raises Refusal("custom.unknown")."""
    if not asks_own_fields(tree):
        return tree
    field = models.CustomField
    rows = list(
        field.select(field.key, field.label, field.kind).order_by(field.retired_at.is_null(), field.id).tuples()
    )
    return with_own_keys(tree, {row[0]: row[1] for row in rows}, {row[0] for row in rows if row[2] == DATE})


def _resolved(tree: Node, within: tuple[str, ...] = ()) -> Node:
    if not references_of(tree):
        return _keyed(tree)

    def lookup(name: str) -> Node | None:
        row = _row(name)
        return None if row is None else read_segment(row.definition)

    return _keyed(resolved(tree, lookup, within))


def _row(name: str) -> models.Segment | None:
    rows: pw.ModelSelect = models.Segment.select()
    return next((row for row in rows if same_segment_name(row.name, name)), None)


def _known_row(name: str) -> models.Segment:
    row = _row(name)
    if row is None:
        raise Refusal("segment.unknown", name=clean_line(name))
    return row


def _users_of(name: str) -> list[models.Segment]:
    """The rows of the segments that refer to this one."""
    return [
        row
        for row in models.Segment.select().order_by(models.Segment.name)
        if any(same_segment_name(name, used) for used in references_of(read_segment(row.definition)))
    ]


def _saved(row: models.Segment) -> SavedSegment:
    definition, seen = row.definition, (row.seen_at, row.seen_count or 0)
    return SavedSegment(row.id, row.name, definition, read_segment(definition), row.created_at, *seen)
