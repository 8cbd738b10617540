"""The ranks of clients from a real file: equal to a second reckoning from the purchases, never behind a write."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from fnmatch import fnmatch

import pytest

from fichier_tui import storage
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.domain.rfm import CLASS_OF, CLASSES
from fichier_tui.domain.segment import Condition, Not
from fichier_tui.storage import models, summary
from fichier_tui.storage.segments import rfm, rfm_counts
from fichier_tui.storage.segments.rfm import ranked_clients, read_ranks, rfm_classes, rfm_of, rfm_thresholds
from fichier_tui.storage.segments.rfm_counts import RfmCounts
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY

Figures = dict[int, tuple[int, int, int]]


def second_reckoning() -> tuple[Figures, Figures]:
    """Days, purchases and cents of each client, and their scores: from the purchases themselves, by sorting."""
    bought: dict[int, list[models.Purchase]] = {}
    for row in models.Purchase.select().join(models.Contact).where(models.Contact.deleted_at.is_null()):
        bought.setdefault(row.contact_id, []).append(row)
    figures = {
        contact: (
            max(0, min((DAY - row.day).days for row in rows)),
            len(rows),
            sum(row.amount_cents for row in rows),
        )
        for contact, rows in bought.items()
    }
    columns = [sorted(column) for column in zip(*figures.values(), strict=True)]
    bounds = [[column[-(-len(column) * fifth // 5) - 1] for fifth in (1, 2, 3, 4)] for column in columns]
    passed = {
        contact: [sum(value > bound for bound in row) for value, row in zip(values, bounds, strict=True)]
        for contact, values in figures.items()
    }
    return figures, {contact: (5 - r, 1 + f, 1 + m) for contact, (r, f, m) in passed.items()}


def fill(session: Session, seed: int) -> None:
    """Sixty contacts, many of them with the same few days, numbers and amounts."""
    chance = random.Random(seed)
    now = session.now()
    with session.database.atomic():
        for number in range(1, 61):
            deleted = now if chance.random() < 0.1 else None
            models.Contact.create(last_name=f"N{number}", created_at=now, updated_at=now, deleted_at=deleted)
            for _purchase in range(chance.choice((0, 1, 1, 1, 2, 3, 7))):
                models.Purchase.create(
                    contact=number,
                    day=DAY - dt.timedelta(chance.choice((-20, 0, 1, 30, 31, 200, 700))),
                    amount_cents=chance.choice((0, 1000, 1000, 5000, -200)),
                    created_at=now,
                )
    summary.refresh_all(session.database)


def holds_what_the_second_reckoning_gives(session: Session) -> None:
    """The figures, the scores, the classes, each by its own way."""
    figures, scores = second_reckoning()
    ranked = list(ranked_clients(session))
    assert {row.id: (row.recency_days, row.frequency, row.amount_cents) for row in ranked} == figures
    assert {row.id: row.scores for row in ranked} == scores
    assert {contact: rfm_of(session, contact) for contact in scores} == scores
    revenue: Counter[str] = Counter()
    for contact, found in scores.items():
        revenue[CLASS_OF[found]] += figures[contact][2]
    counts = Counter(CLASS_OF[found] for found in scores.values())
    assert {one.code: (one.clients, one.revenue_cents) for one in rfm_classes(session)} == {
        code: (counts[code], revenue[code]) for code in CLASSES
    }
    for wanted in (*CLASSES, "5**", "*1*", "**3", "111"):
        expected = {
            contact
            for contact, found in scores.items()
            if CLASS_OF[found] == wanted or fnmatch("".join(map(str, found)), wanted.replace("*", "?"))
        }
        assert set(storage.find_segment(session, Condition("rfm", "=", wanted))) == expected, wanted


@pytest.mark.parametrize("seed", range(4))
def test_scores_and_classes_are_those_of_a_second_reckoning(session: Session, seed: int) -> None:
    fill(session, seed)
    holds_what_the_second_reckoning_gives(session)


def test_no_write_leaves_the_thresholds_behind(session: Session) -> None:
    fill(session, 7)
    before = rfm_thresholds(session)
    for amount in (999_900, 999_901, 999_902):
        for _again in range(4):
            contact = storage.create_contact(session, ContactDetails(last_name="Neuf")).id
            storage.log_purchase(session, contact, PurchaseDetails(day=DAY, amount_cents=amount))
        holds_what_the_second_reckoning_gives(session)
    assert rfm_thresholds(session) != before
    storage.undo(session)
    holds_what_the_second_reckoning_gives(session)
    storage.delete_contact(session, contact - 1)
    holds_what_the_second_reckoning_gives(session)


def test_what_follows_the_writes_is_what_is_read_anew(session: Session) -> None:
    """Random writes and undos; after each, the counts kept up are those of the whole summary."""
    fill(session, 11)
    chance = random.Random(11)
    rfm_thresholds(session)
    for _step in range(60):
        kept = session.rfm
        contact = chance.choice([row.id for row in models.Contact.select()])
        action = chance.randrange(6)
        if action == 0:
            storage.create_contact(session, ContactDetails(last_name="Neuf"))
        elif action == 1:
            storage.undo(session)
        elif action == 2:
            storage.log_visit(session, contact, VisitDetails(day=DAY))
        elif action == 3 and (rows := storage.purchases_of(session, contact)):
            storage.remove_purchase(session, rows[0].id)
        elif action == 4 and storage.read_contact(session, contact).deleted_at is None:
            storage.delete_contact(session, contact)
        else:
            storage.log_purchase(session, contact, PurchaseDetails(day=DAY, amount_cents=chance.choice((0, 1000))))
        followed = rfm_thresholds(session)
        assert kept is not None
        anew = RfmCounts.read(session.database, session.last_entry())
        assert session.rfm is not None
        assert (session.rfm.days, session.rfm.frequency, session.rfm.amounts) == (
            anew.days,
            anew.frequency,
            anew.amounts,
        )
        assert followed == anew.thresholds(DAY)


def test_a_visit_is_followed_without_reading_everything_anew(session: Session) -> None:
    fill(session, 2)
    rfm_thresholds(session)
    kept = session.rfm
    storage.log_visit(session, 1, VisitDetails(day=DAY))
    storage.log_purchase(session, 1, PurchaseDetails(day=DAY, amount_cents=100))
    rfm_thresholds(session)
    assert session.rfm is kept


def test_ranks_read_by_pieces_are_those_read_at_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rfm_counts, "PIECE", 7)
    monkeypatch.setattr(rfm, "PIECE", 7)
    fill(session, 9)
    contact = next(iter(ranked_clients(session))).id
    session.rfm = None
    card = storage.read_card(session, contact)
    assert not card.ranked
    assert card.rfm is None
    assert not read_ranks(session)
    storage.log_purchase(session, contact, PurchaseDetails(day=DAY, amount_cents=77_700))  # all begins anew
    turns = 1
    while not read_ranks(session):
        turns += 1
    assert turns > 3
    assert session.rfm is not None
    assert session.rfm.days == RfmCounts.read(session.database, 0).days
    holds_what_the_second_reckoning_gives(session)
    assert storage.read_card(session, contact).rfm == rfm_of(session, contact)


def test_what_another_program_writes_is_reckoned_too(session: Session) -> None:
    fill(session, 3)
    rfm_thresholds(session)
    other = Session(session.database, session.staff, session.clock, DAY)
    contact = storage.create_contact(other, ContactDetails(last_name="Neuf")).id
    storage.log_purchase(other, contact, PurchaseDetails(day=DAY, amount_cents=500_000))
    holds_what_the_second_reckoning_gives(session)


def test_another_day_has_other_recencies(session: Session) -> None:
    fill(session, 5)
    before = rfm_thresholds(session).recency_days
    session.day = DAY + dt.timedelta(10)
    assert rfm_thresholds(session).recency_days != before


def test_without_clients_there_is_no_class(session: Session) -> None:
    contact = storage.create_contact(session, ContactDetails(last_name="Neuf")).id
    assert rfm_of(session, contact) is None
    assert [one.clients for one in rfm_classes(session)] == [0] * len(CLASSES)
    assert storage.count_segment(session, Condition("rfm", "=", "champions")) == 0


def test_a_class_of_nobody_is_not_everybody_less_it(session: Session) -> None:
    """Unknown is false, and its negation true: a prospect is in no class, and in the negation of each."""
    storage.create_contact(session, ContactDetails(last_name="Neuf"))
    assert storage.count_segment(session, Not(Condition("rfm", "=", "lost"))) == 1
