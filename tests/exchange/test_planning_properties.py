"""Any table of any text gives a plan, and no cell of it is lost: it is in a field, in a note, or refused."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.import_fields import ALIASES, FIELDS, IGNORE, field_kind
from fichier_tui.domain.import_mapping import MappedColumn, Mapping, propose_mapping
from fichier_tui.domain.import_plan import REASONS, ImportPlan
from fichier_tui.domain.import_values import (
    DMY,
    MDY,
    Cell,
    is_no_day,
    plain,
    read_cell_amount,
    read_cell_birth,
    read_cell_count,
    read_cell_day,
    read_civility,
    read_country,
    read_language,
    read_postcode,
    read_sex,
    read_source,
    read_yes_no,
)
from fichier_tui.domain.matching import choose_match, matching_keys
from fichier_tui.domain.text import clean_text, fold_joined
from fichier_tui.exchange.planning import plan_import
from fichier_tui.exchange.table import Column, Sheet, Table, encode, find_table

TODAY = dt.date(2026, 11, 22)
_SAID = (
    "Dupont|Marie|DUPONT Marie|h@x.fr|x@|06 12 34 56 78|0612345678 / 0450000001|12/03/2024|2024-02-30|03/26|oui|N|x|"
    "29,90 €|1,234|2 nuits|Femme|Mme|France|75011|Salon|Fichier loué|a;b|VIP, Blog|annulé|SARL Péron|ligne 1\nligne 2|"
    "Total|10000 €|-|0/0/00|Rappeler|Péron, Hélène|1 semaine|12 345|Société"
)
WORDS = st.sampled_from(_SAID.split("|"))
TEXTS = st.text("abcéœÀN 019@./-,;()=+'", max_size=12).map(clean_text)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.just(""),
    WORDS,
    TEXTS,
    st.floats(-1e6, 1e9).map(float),
    st.sampled_from([612345678.0, 6000.0, 45000.0, 1.0, 0.0]),
    st.dates(dt.date(1930, 1, 1), dt.date(2027, 1, 1)),
)
HEADINGS = st.one_of(st.sampled_from(sorted(ALIASES)), TEXTS)

PEOPLE = (
    ("Dupont", "DUPONT", "Martin", ""),
    ("Marie", "Jean", ""),
    ("a@x.fr", "b@x.fr", ""),
    ("0611111111", "0622222222", ""),
    ("01/02/1960", "03/04/1990", ""),
    ("75011", "69003", ""),
    ("A1", "", "", ""),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with headings of all kinds and cells of all kinds."""
    headings = draw(st.lists(HEADINGS, min_size=1, max_size=8))
    width = len(headings)
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8))
    cells: list[list[Cell]] = [list(headings), *rows]
    columns = tuple(Column(*encode([row[place] for row in cells])) for place in range(width))
    return find_table(Sheet("a", columns, len(cells)), 1)


def traces(field: str, cell: Cell) -> list[object]:
    """What may stand in the plan for a cell: its text, or what it was read as."""
    text = plain(cell)
    read: list[object] = []
    match field_kind(field):
        case "day":
            read += [read_cell_day(cell, order, TODAY) for order in (DMY, MDY)]
        case "birth":
            read += [read_cell_birth(cell, order, TODAY) for order in (DMY, MDY)]
        case "amount":
            read += [read_cell_amount(cell), read_cell_amount(cell, english=True)]
        case "count":
            read += [read_cell_count(cell)]
        case "phone":
            read += [text[-9:], *(part.strip()[1:] for part in text.split("/"))]
    if field in ("civility", "sex"):
        read += [read_civility(cell), read_sex(cell)]
    if field.endswith("country"):
        read += [read_country(cell)]
    if field.endswith("postcode"):
        read += [read_postcode(cell)]
    if field in ("source", "language"):
        read += [read_source(cell), read_language(cell)]
    read += [day.isoformat() for day in read if isinstance(day, dt.date)]
    return [text, *(value for value in read if value not in (None, ""))]


def says_nothing(field: str, cell: Cell) -> bool:
    """Cells that say nothing by themselves: no date, "Non spécifié", not blacklisted, a status that all is well."""
    text = plain(cell)
    return (
        not fold_joined(text)
        or ((field_kind(field) in ("day", "birth") or field.startswith("opposed_")) and is_no_day(cell))
        or (field == "sex" and read_sex(cell) == "")
        or (field.startswith(("consent_", "opposed_")) and read_yes_no(cell) is not None)
        or field in ("contact_type", "purchase_status", IGNORE)
        or (field.endswith("country") and read_country(cell) == "FR")
    )


def check_nothing_is_lost(table: Table, mapping: Mapping, plan: ImportPlan) -> None:
    """Every cell of every row that says something is somewhere in the plan."""
    kept: dict[int, str] = {}
    for contact in plan.contacts:
        for row in contact.rows:
            kept[row] = kept.get(row, "") + fold_joined(repr(contact))
    for refused in plan.refused:
        assert refused.reason in REASONS
        kept[refused.row] = kept.get(refused.row, "") + fold_joined(refused.value)
    for place, row in enumerate(table.rows):
        assert row + 1 in kept
        for column, cells in zip(mapping.columns, table.columns, strict=True):
            cell = cells.cell(place)
            if cell == "" or says_nothing(column.field, cell):
                continue
            wanted = [
                fold_joined(str(trace) if not isinstance(trace, dt.date) else repr(trace))
                for trace in traces(column.field, cell)
            ]
            words = [fold_joined(part) for part in plain(cell).replace(",", " ").replace(";", " ").split()]
            assert any(trace and trace in kept[row + 1] for trace in wanted) or all(
                word in kept[row + 1] for word in words
            ), (column, cell, kept[row + 1])


@settings(max_examples=150, deadline=None)
@given(tables())
def test_any_table_as_proposed_gives_a_plan_that_loses_nothing(table: Table) -> None:
    mapping = propose_mapping(table.headings, table.samples())
    plan = plan_import(table, mapping, TODAY)
    check_nothing_is_lost(table, mapping, plan)
    rows = [row for contact in plan.contacts for row in contact.rows]
    assert len(rows) == len(set(rows)) <= len(table.rows)


@settings(max_examples=150, deadline=None)
@given(tables(), st.data())
def test_any_mapping_that_the_user_chooses_loses_nothing(table: Table, data: st.DataObject) -> None:
    fields = st.sampled_from([*FIELDS, "custom:taille"])
    mapping = Mapping(tuple(MappedColumn(heading, data.draw(fields)) for heading in table.headings))
    check_nothing_is_lost(table, mapping, plan_import(table, mapping, TODAY))


@settings(max_examples=150, deadline=None)
@given(tables())
def test_the_same_table_again_finds_each_contact_that_it_made(table: Table) -> None:
    plan = plan_import(table, propose_mapping(table.headings, table.samples()), TODAY)
    check_each_finds_itself([contact.details for contact in plan.contacts])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(*map(st.sampled_from, PEOPLE)), max_size=10))
def test_households_and_homonyms_find_themselves_again(people: list[tuple[str, ...]]) -> None:
    cells: list[tuple[str, ...]] = [("Nom", "Prénom", "Email", "Téléphone", "Naissance", "CP", "N° carte"), *people]
    columns = tuple(Column(*encode([row[place] for row in cells])) for place in range(7))
    table = find_table(Sheet("a", columns, len(cells)), 1)
    plan = plan_import(table, propose_mapping(table.headings, table.samples()), TODAY)
    details = [contact.details for contact in plan.contacts]
    check_each_finds_itself(details)
    for contact in plan.contacts:
        rows = [people[row - 2] for row in contact.rows]
        assert len({fold_joined(row[1]) for row in rows if row[1]}) <= 1, "a household is not one person"
        assert len({row[6] for row in rows if row[6]}) <= 1, "two cards are two clients"


def check_each_finds_itself(contacts: list[ContactDetails]) -> None:
    """Each contact, looked for among all by its keys, is found: the second import makes no new one."""
    by_key: dict[str, list[int]] = {}
    for place, details in enumerate(contacts):
        for key in matching_keys(details):
            by_key.setdefault(key, []).append(place)
    for details in contacts:
        places = list(dict.fromkeys(place for key in matching_keys(details) for place in by_key[key]))
        chosen = choose_match(details, [contacts[place] for place in places])
        assert chosen is not None
        assert contacts[places[chosen]] == details
