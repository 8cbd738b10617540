"""The SQL of a segment gives the contacts that its evaluation gives, on real encrypted files, unknowns included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fichier_tui.domain.segment import (
    EVERYBODY,
    NOBODY,
    And,
    Circumstances,
    Condition,
    ContactFacts,
    Node,
    Not,
    field_of,
    holds,
    read_segment,
    write_segment,
)
from fichier_tui.storage.connection import Database
from fichier_tui.storage.segments.sql import prepare, sql_of
from tests.domain.segment_trees import (
    CODES_ASKED,
    COMMUNES,
    CORNERS,
    OFFERS,
    RFM,
    TODAY,
    contactable_among,
    contacts,
    trees,
    values_of,
)
from tests.storage.conftest import new_session
from tests.storage.segment_rows import insert

CIRCUMSTANCES = Circumstances(TODAY, communes=COMMUNES, offers=OFFERS, rfm=RFM)
# One file of contacts that differ in every way: its trees are drawn by the hundred.
HOW_MANY = 240


def found(database: Database, people: Sequence[ContactFacts], tree: Node) -> set[int]:
    """The contacts that the SQL gives."""
    query = sql_of(tree, replace(CIRCUMSTANCES, contactable=contactable_among(people)))
    return {row[0] for row in database.connection().execute(query.select("s.contact_id"), query.parameters)}


def expected(people: list[ContactFacts], tree: Node) -> set[int]:
    """The contacts that the evaluation gives."""
    return {number for number, facts in enumerate(people, start=1) if holds(tree, facts, CIRCUMSTANCES)}


@pytest.fixture(scope="module")
def crowd() -> list[ContactFacts]:
    """The same contacts each time."""
    drawn: list[ContactFacts] = []

    @settings(max_examples=HOW_MANY, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(contacts)
    def draw(facts: ContactFacts) -> None:
        drawn.append(facts)

    draw()
    return [*CORNERS, *drawn[:HOW_MANY]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, crowd: list[ContactFacts]) -> Iterator[Database]:
    """A real file that holds them."""
    session = new_session(Path(tmp_path_factory.mktemp("segments")))
    with session.database.atomic():
        insert(crowd)
    prepare(session.database.connection())
    yield session.database
    session.database.close()


@given(tree=trees)
@settings(max_examples=400, deadline=None)
def test_random_segments_give_what_their_evaluation_gives(
    database: Database, crowd: list[ContactFacts], tree: Node
) -> None:
    assert found(database, crowd, tree) == expected(crowd, tree), write_segment(tree, "fr")


@pytest.mark.parametrize("code", CODES_ASKED)
def test_every_field_and_operator_gives_what_its_evaluation_gives(
    database: Database, crowd: list[ContactFacts], code: str
) -> None:
    definition = field_of(code)
    met: list[int] = []

    @settings(max_examples=60, database=None, derandomize=True, deadline=None)
    @given(st.data())
    def compare(data: st.DataObject) -> None:
        operator = data.draw(st.sampled_from(definition.operators))
        value = data.draw(values_of(definition, operator))
        condition = Condition(code, operator, value)  # type: ignore[arg-type]
        wanted = expected(crowd, condition)
        met.append(len(wanted))
        assert found(database, crowd, condition) == wanted, condition
        assert found(database, crowd, Not(condition)) == expected(crowd, EVERYBODY) - wanted

    compare()
    assert any(met), f"no contact of the test ever meets a condition on {code}"


def test_deleted_contacts_are_in_no_segment(database: Database, crowd: list[ContactFacts]) -> None:
    deleted = {number for number, facts in enumerate(crowd, start=1) if facts.deleted}
    assert deleted
    assert not found(database, crowd, EVERYBODY) & deleted
    assert not found(database, crowd, Not(NOBODY)) & deleted
    assert found(database, crowd, NOBODY) == set()


def test_a_very_long_segment_is_counted(database: Database, crowd: list[ContactFacts]) -> None:
    tree = read_segment(" ".join(["F"] * 1900))
    assert found(database, crowd, tree) == expected(crowd, read_segment("F"))


def test_what_is_typed_never_becomes_sql() -> None:
    hostile = "x'; DROP TABLE contact; --"
    for code in ("town", "postcode", "name", "tag", "custom.taille", "source", "bought"):
        query = sql_of(Condition(code, "=", hostile), CIRCUMSTANCES)
        assert "DROP" not in query.select("s.contact_id")


@pytest.mark.parametrize("typed", ["birth<1960", "without email", "points>=100", "-60+", "sponsor:dupont"])
def test_contacts_are_looked_at_in_the_order_of_numbers(database: Database, typed: str) -> None:
    """In that of names, which an index offers, the rows of each contact lie far apart."""
    query = sql_of(read_segment(typed), CIRCUMSTANCES)
    plan = database.connection().execute(f"EXPLAIN QUERY PLAN {query.select('COUNT(*)')}", query.parameters).fetchall()
    assert not [step for *_numbers, step in plan if "contact_summary_live_sort_key" in step]


def test_an_unresolved_reference_is_an_error() -> None:
    with pytest.raises(ValueError, match="not resolved"):
        sql_of(Condition("segment", "=", "Printemps"), CIRCUMSTANCES)


@pytest.mark.parametrize(
    "typed",
    [
        "F 60+ achat:printemps ok:mail",
        "women 60+ bought:spring ok:email",
        "sexe:f et 60+ et saison:printemps et ok:mail",
    ],
)
def test_women_over_sixty_who_bought_in_spring_and_accept_email(
    database: Database, crowd: list[ContactFacts], typed: str
) -> None:
    tree = read_segment(typed)
    assert isinstance(tree, And)
    assert found(database, crowd, tree) == expected(crowd, tree)


@given(people=st.lists(contacts, max_size=4), tree=trees)
@settings(max_examples=40, deadline=None)
def test_random_files_give_what_the_evaluation_gives(
    tmp_path_factory: pytest.TempPathFactory, people: list[ContactFacts], tree: Node
) -> None:
    session = new_session(Path(tmp_path_factory.mktemp("random")))
    with session.database.atomic():
        insert(people)
    prepare(session.database.connection())
    assert found(session.database, people, tree) == expected(people, tree)
    session.database.close()
