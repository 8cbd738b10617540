"""The demonstration is the same for the same day, true to life, and holds what it says it holds."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import peewee as pw
import pytest

from fichier_tui.domain.contact import SOURCES
from fichier_tui.domain.history import (
    ACTION_KINDS,
    ACTION_STATES,
    BEHAVIOUR_KINDS,
    CONSENT_CHANNELS,
    CONSENT_MEDIA,
    CONSENT_STATES,
    VISIT_CHANNELS,
)
from fichier_tui.domain.segment import read_segment
from fichier_tui.domain.sensitive_text import judge_text
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import models
from fichier_tui.storage.demonstration import (
    BUSINESS_NAME,
    PASSPHRASE,
    Demonstration,
    demonstration,
    demonstration_blocks,
    fill_with_demonstration,
    open_new_demonstration,
    table_rows,
)
from fichier_tui.storage.models.base import InstantField
from fichier_tui.storage.opening import open_file
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings

DAY = dt.date(2026, 11, 22)
MODELS: dict[str, type[pw.Model]] = {model._meta.table_name: model for model in models.TABLES}
# 01 99 00, 02 61 91, 03 53 01, 04 65 71, 05 36 49 and 06 39 98 are kept for fiction by ARCEP; 07700 900 by Ofcom;
# 030 23125 by the Bundesnetzagentur. Elsewhere no subscriber's number begins with 00.
NUMBERS_OF_FICTION = (
    "+3319900",
    "+3326191",
    "+3335301",
    "+3346571",
    "+3353649",
    "+3363998",
    "+447700900",
    "+493023125",
    "+412200",
    "+321000",
    "+39011000",
)


@cache
def demo() -> Demonstration:
    """The demonstration of one day, made once for all tests that only read it."""
    return demonstration(DAY)


def digest(whole: Demonstration) -> str:
    """A fingerprint of every row of every table."""
    return hashlib.sha256(repr(table_rows(whole)).encode()).hexdigest()


def columns(kind: type[pw.Field]) -> list[tuple[str, int, list[NamedTuple]]]:
    """(table.column, its place in the rows, the rows) of every column of that kind."""
    return [
        (f"{table}.{field.column_name}", names.index(field.column_name), rows)
        for table, names, rows in table_rows(demo())
        for field in MODELS[table]._meta.sorted_fields
        if isinstance(field, kind)
    ]


def test_the_same_day_gives_the_same_file_and_another_day_other_dates() -> None:
    again, later = demonstration(DAY), demonstration(DAY + dt.timedelta(days=1))
    assert digest(again) == digest(demo())
    assert [row.day for row in later.purchases] != [row.day for row in again.purchases]
    names = [(row.last_name, row.first_name, row.company_name) for row in again.contacts]
    assert [(row.last_name, row.first_name, row.company_name) for row in later.contacts] == names


def test_every_python_and_platform_gives_these_very_rows() -> None:
    """Fails when the content is changed on purpose, too: then the new beginning of the digest is written here."""
    assert digest(demo())[:16] == "6327605e0c6a949e"


def test_requests_under_the_rgpd_are_of_ordinary_people() -> None:
    """They are the first thing that one sees in the centre of personal data."""
    names = {row.id: f"{row.last_name} {row.first_name}" for row in demo().contacts}
    asking = [names[row.contact_id] for row in demo().requests]
    assert len(set(asking)) == 4
    assert all(re.fullmatch(r"[\w' -]{5,30}", name) for name in asking), asking
    assert not {row.contact_id for row in demo().requests} & set(demo().planted.hostile)


def test_rows_have_the_columns_of_the_tables() -> None:
    for table, names, rows in table_rows(demo()):
        # A setting is known by its key; its number is given by the file.
        assert set(names) | {"id"} == set(MODELS[table]._meta.columns), table
        assert rows, table


def test_there_is_about_as_much_as_promised() -> None:
    whole = demo()
    assert 1_950 <= len(whole.contacts) <= 2_050
    assert 6_500 <= len(whole.purchases) <= 7_800
    assert 4_300 <= len(whole.visits) <= 5_700
    clients = {row.contact_id for row in whole.purchases}
    assert 0.55 <= len(clients) / len(whole.contacts) <= 0.75
    assert (DAY - dt.date.fromisoformat(min(row.day for row in whole.purchases))).days > 4 * 365 - 30


def test_numbers_run_from_one_and_public_ids_are_unique() -> None:
    for table, names, rows in table_rows(demo()):
        if "id" in names:
            assert sorted(row[0] for row in rows) == list(range(1, len(rows) + 1)), table
        if "public_id" in names:
            ids = [row[1] for row in rows]
            assert len(set(ids)) == len(ids), table
            assert all(len(text) == 32 and int(text, 16) >= 0 for text in ids[:50]), table


def test_whatever_a_row_refers_to_exists() -> None:
    numbers = {table: {row[0] for row in rows} for table, _, rows in table_rows(demo())}
    for table, names, rows in table_rows(demo()):
        for field in MODELS[table]._meta.sorted_fields:
            if isinstance(field, pw.ForeignKeyField):
                place, target = names.index(field.column_name), field.rel_model._meta.table_name
                missing = {row[place] for row in rows} - numbers[target] - ({None} if field.null else set())
                assert not missing, (table, field.name)


def test_nothing_that_happened_lies_after_the_day() -> None:
    today, plans = DAY.isoformat(), ("action.day", "offer.ends_on", "campaign.ends_on", "rights_request.due_on")
    for name, place, rows in columns(pw.DateField):
        for row in rows:
            value = row[place]
            if value is not None:
                dt.date.fromisoformat(value)
                assert value <= today or name in plans, (name, row)
    assert all(row.day is None or row.day <= today for row in demo().actions if row.state != "open")
    for name, place, rows in columns(InstantField):
        for value in {row[place] for row in rows} - {None}:
            assert dt.datetime.fromisoformat(value).tzinfo is not None, name
            assert value[:10] < today, (name, value)
            assert value == InstantField().db_value(InstantField().python_value(value)), name


def test_nothing_happened_before_the_first_contact() -> None:
    whole = demo()
    since = {row.id: row.first_contact_on or "" for row in whole.contacts}
    for rows in (whole.visits, whole.purchases, whole.consents, whole.behaviour, whole.satisfaction, whole.notes):
        assert all(row.day >= since[row.contact_id] for row in rows)
    assert all(row.updated_at >= row.created_at for row in whole.contacts)


def test_codes_are_those_of_the_trade() -> None:
    whole = demo()
    assert {row.channel for row in whole.visits} <= set(VISIT_CHANNELS)
    assert {row.kind for row in whole.actions} <= set(ACTION_KINDS)
    assert {row.state for row in whole.actions} == set(ACTION_STATES)
    assert {row.kind for row in whole.behaviour} <= set(BEHAVIOUR_KINDS)
    assert {row.channel for row in whole.consents} == set(CONSENT_CHANNELS)
    assert {row.state for row in whole.consents} == set(CONSENT_STATES)
    assert {row.medium for row in whole.consents} <= set(CONSENT_MEDIA)
    assert {row.source for row in whole.contacts} <= {"", *SOURCES}


def test_nobody_can_be_reached_by_mistake() -> None:
    assert not [row for row in demo().phones if not row.number.startswith(NUMBERS_OF_FICTION)]
    assert not [row for row in demo().emails if not row.address.endswith(("example.org", "example.com", "example.net"))]
    assert not [row for row in demo().emails if len(row.address.partition("@")[0]) > 64]


def test_every_text_is_clean() -> None:
    for table, _, rows in table_rows(demo()):
        for text in {value for row in rows for value in row if isinstance(value, str)}:
            assert clean_line(text) == text, table


def test_regulars_bought_the_same_at_the_same_time_of_the_year() -> None:
    whole = demo()
    days = defaultdict(list)
    for row in whole.purchases:
        days[row.contact_id, row.product_id].append(dt.date.fromisoformat(row.day))
    assert len(whole.planted.regulars) >= 80
    for regular in whole.planted.regulars:
        bought = sorted(days[regular.contact_id, regular.product_id])
        assert len(bought) == regular.years >= 3
        gaps = [(later - earlier).days for earlier, later in pairwise(bought)]
        assert all(abs(gap - 365) <= 13 for gap in gaps), bought
        assert (DAY - bought[-1]).days <= 380


def test_sleepers_came_often_and_then_no_more() -> None:
    last: dict[int, str] = {}
    count = Counter(row.contact_id for row in demo().purchases)
    for row in demo().purchases:
        last[row.contact_id] = max(row.day, last.get(row.contact_id, ""))
    assert len(demo().planted.sleepers) >= 40
    for contact in demo().planted.sleepers:
        assert count[contact] >= 7
        assert (DAY - dt.date.fromisoformat(last[contact])).days > 548


def test_households_share_an_address_and_a_telephone() -> None:
    place = {row.contact_id: (row.street, row.postcode, row.town) for row in demo().addresses}
    phones = defaultdict(set)
    for row in demo().phones:
        phones[row.contact_id].add(row.number)
    for members in demo().planted.households:
        assert len(members) >= 2
        assert len({place[member] for member in members}) == 1
        assert set.intersection(*(phones[member] for member in members))


def test_homonyms_are_two_people_and_duplicates_are_one() -> None:
    cards = {row.id: row for row in demo().contacts}
    towns = {row.contact_id: row.town for row in demo().addresses}
    reach = defaultdict(set)
    for phone in demo().phones:
        reach[phone.contact_id].add(phone.number)
    for email in demo().emails:
        reach[email.contact_id].add(email.address)
    assert len(demo().planted.homonyms) >= 8
    for one, other in demo().planted.homonyms:
        assert (cards[one].last_name, cards[one].first_name) == (cards[other].last_name, cards[other].first_name)
        assert towns.get(one) != towns.get(other)
        assert not reach[one] & reach[other]
    assert len(demo().planted.duplicates) >= 20
    for one, other in demo().planted.duplicates:
        assert cards[one].last_name != cards[other].last_name
        assert reach[one] & reach[other]


def test_hostile_names_are_on_show() -> None:
    names = {row.id: f"{row.last_name} {row.first_name} {row.company_name}" for row in demo().contacts}
    shown = [names[number] for number in demo().planted.hostile]
    assert any("[/b]" in name for name in shown)
    assert any("@click" in name for name in shown)
    assert any(name.strip().startswith("=") for name in shown)
    assert any(len(name) > 120 for name in shown)


def test_the_planner_is_never_empty() -> None:
    opened = [row for row in demo().actions if row.state == "open" and row.day is not None]
    today, week = DAY.isoformat(), (DAY + dt.timedelta(days=7)).isoformat()
    assert sum(row.day < today for row in opened if row.day) >= 8
    of_today = [row for row in opened if row.day == today]
    assert len({row.assigned_to_id for row in of_today}) == 3
    assert sum(bool(row.time) for row in of_today) >= 5
    assert sum(today < row.day <= week for row in opened if row.day) >= 8
    assert sum(row.day > week for row in opened if row.day) >= 5
    birthdays = {(DAY + dt.timedelta(days=ahead)).isoformat()[4:] for ahead in range(10)}
    assert sum(row.birth[4:] in birthdays for row in demo().contacts if row.birth) >= 5
    assert sum(row.kind == "complaint" and row.state == "open" for row in demo().satisfaction) >= 3


def test_campaigns_went_only_to_those_who_agreed() -> None:
    """The last line of the channel before the campaign says yes; a rented file never brought one."""
    lines = defaultdict(list)
    for row in demo().consents:
        lines[row.contact_id, row.channel].append((row.day, row.recorded_at, row.state))
    sent = [row for row in demo().actions if row.campaign_id]
    assert len(sent) > 200
    for action in sent:
        before = [line for line in sorted(lines[action.contact_id or 0, action.kind]) if line[0] <= (action.day or "")]
        assert before, action
        assert before[-1][2] in ("given", "confirmed"), action
    rented = {row.id for row in demo().contacts if row.source == "rented_file"}
    assert rented
    assert not rented & {row.contact_id for row in demo().consents}


def test_ledgers_never_go_below_zero_and_sponsors_never_in_a_loop() -> None:
    balance: Counter[int] = Counter()
    for row in demo().loyalty:
        balance[row.contact_id] += row.points
        assert balance[row.contact_id] >= 0
    cards = [row.card_number for row in demo().contacts if row.card_number]
    assert len(set(cards)) == len(cards) > 150
    assert all((3 * sum(map(int, card[1::2])) + sum(map(int, card[::2]))) % 10 == 0 for card in cards)
    sponsored = [row for row in demo().contacts if row.sponsor_id is not None]
    assert len(sponsored) > 30
    assert all(row.sponsor_id is not None and row.sponsor_id < row.id for row in sponsored)


@pytest.mark.parametrize(
    "day",
    ["2024-02-29", "2025-01-01", "2025-03-30", "2026-04-11", "2026-07-01", "2026-10-25", "2027-12-31", "2028-02-29"],
)
def test_any_day_will_do(day: str) -> None:
    whole = demonstration(dt.date.fromisoformat(day), 0.25)
    assert len(whole.planted.regulars) > 10
    assert max(row.day for row in whole.purchases) < day
    assert [row for row in whole.actions if row.day == day]


def test_a_larger_file_comes_in_blocks_that_fit_together() -> None:
    blocks = list(demonstration_blocks(DAY, 2.5))
    assert len(blocks) == 3
    contacts = [row.id for block in blocks for row in block.contacts]
    assert contacts == list(range(1, len(contacts) + 1))
    assert 4_950 <= len(contacts) <= 5_100
    assert not blocks[1].products
    for first, second in ((blocks[0], blocks[1]), (blocks[1], blocks[2])):
        assert not {row.public_id for row in first.contacts} & {row.public_id for row in second.contacts}
        assert not {row.address for row in first.emails} & {row.address for row in second.emails}
        assert not {row.number for row in first.phones} & {row.number for row in second.phones}


def test_it_is_written_into_a_new_file_with_its_summaries(session: Session) -> None:
    whole = demonstration(DAY, 0.2)
    assert fill_with_demonstration(session, DAY, 0.2) == len(whole.contacts)
    for table, _, rows in table_rows(whole):
        assert MODELS[table].select().count() == len(rows), table
    assert session.database.execute_sql("PRAGMA foreign_key_check").fetchall() == []
    revenue = models.ContactSummary.select(pw.fn.SUM(models.ContactSummary.revenue_cents)).scalar()
    assert revenue == sum(row.amount_cents for row in whole.purchases)
    assert session.database.execute_sql("SELECT COUNT(*) FROM contact_words WHERE text MATCH 'cimes*'").fetchone()[0]
    assert read_settings(session).business == BUSINESS_NAME
    assert models.JournalEntry.select().count() == 0


def test_what_belongs_to_a_season_sells_in_it() -> None:
    months = {"Ski": (12, 1, 2, 3, 4), "Spa": range(1, 13), "Été": (6, 7, 8, 9), "Événements": (9, 10, 11)}
    categories = {row.id: row.category for row in demo().products}
    for row in demo().purchases:
        category = categories[row.product_id or 0]
        assert int(row.day[5:7]) in months.get(category, range(1, 13)), (category, row)


def test_cards_may_come_without_their_history() -> None:
    (block,) = demonstration_blocks(DAY, 0.1, cards_only=True)
    assert len(block.contacts) >= 200
    assert block.phones
    assert [*block.purchases, *block.visits, *block.consents, *block.actions] == []


def test_its_segments_can_be_read_and_the_first_has_people_in_it() -> None:
    for row in demo().segments:
        read_segment(row.definition)
    said: dict[int, str] = {}
    for line in sorted(demo().consents, key=lambda line: (line.day, line.recorded_at)):
        if line.channel == "email":
            said[line.contact_id] = line.state
    spring = {row.contact_id for row in demo().purchases if row.day[5:7] in ("03", "04", "05")}
    old_enough = f"{DAY.year - 60}{DAY.isoformat()[4:]}"
    found = [
        row.id
        for row in demo().contacts
        if row.sex == "f" and not row.birth.startswith("-") and "" < row.birth <= old_enough and row.id in spring
    ]
    assert sum(said.get(number) in ("given", "confirmed") for number in found) >= 10


def test_a_demonstration_file_opens_at_once_and_again(tmp_path: Path) -> None:
    path = tmp_path / "Valmont.fichier"
    file = open_new_demonstration(path, DAY, scale=0.1)
    contacts = file.call(_count_contacts)
    file.close()
    again = open_file(path, PASSPHRASE, day=DAY)
    assert again.call(_count_contacts) == contacts >= 200
    assert again.call(lambda session: session.staff.name) == "Hélène"
    again.close()
    assert not [found for found in path.rglob("*") if found.is_file() and b"Valmont" in found.read_bytes()]


@pytest.mark.parametrize(("role", "name"), [("reception", "Camille"), ("sales", "Léa"), ("owner", "Hélène")])
def test_a_demonstration_opens_as_whom_one_wants(tmp_path: Path, role: str, name: str) -> None:
    path = tmp_path / "Valmont.fichier"
    file = open_new_demonstration(path, DAY, scale=0.02, cards_only=True, role=role)
    assert file.call(lambda session: (session.staff.name, session.role)) == (name, role)
    file.close()
    for login in ("helene", "camille", "lea"):
        open_file(path, PASSPHRASE, login, day=DAY).close()


def _count_contacts(session: Session) -> int:
    return int(models.Contact.select().count())


def test_one_card_shows_everything() -> None:
    (card,) = [row for row in demo().contacts if (row.last_name, row.first_name) == ("Péron", "Hélène")]
    whole = demo()
    for rows in (whole.purchases, whole.visits, whole.consents, whole.notes, whole.contact_tags, whole.satisfaction):
        assert [row for row in rows if row.contact_id == card.id]
    assert {row.state for row in whole.consents if row.contact_id == card.id} >= {"confirmed", "refused", "withdrawn"}
    assert [row for row in whole.actions if row.contact_id == card.id and row.state == "open"]
    assert [row for row in whole.purchases if row.contact_id == card.id and row.day[5:7] in ("03", "04", "05")]


def test_its_ordinary_texts_give_no_false_alarm() -> None:
    found = [
        (table, value, judge_text(value))
        for table, _names, rows in table_rows(demo())
        for row in rows
        for value in row
        if isinstance(value, str) and judge_text(value)
    ]
    assert found == []
