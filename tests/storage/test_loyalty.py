"""The ledger of points on real files: it follows purchases, undo and redo, and its sum is the balance, always."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact
from fichier_tui.domain.line.reading import read_line
from fichier_tui.domain.loyalty import LoyaltyRules, Reward
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    Session,
    change_purchase,
    correct_points,
    create_contact,
    delete_contact,
    import_contacts,
    log_purchase,
    loyalty_rules,
    models,
    purchases_of,
    read_loyalty,
    read_statistics,
    redo,
    remove_purchase,
    set_loyalty_rules,
    set_sponsor,
    timeline,
    undo,
    use_points,
)
from fichier_tui.storage.counter import CounterEntry, enter
from fichier_tui.storage.line.reading import enter_line
from tests.storage.conftest import DAY, new_session
from tests.storage.test_operations import every_table

RULES = LoyaltyRules(1, 10, (Reward("Thé", 3), Reward("Spa pour deux", 80)))


def faithful(session: Session, rules: LoyaltyRules = RULES, card: str = "2900000000018") -> int:
    """A contact with a card, in a shop with rules."""
    set_loyalty_rules(session, rules)
    return create_contact(session, ContactDetails(last_name="Péron", card_number=card)).id


def bought(cents: int, product: str = "Spa") -> PurchaseDetails:
    return PurchaseDetails(DAY, product, cents)


def lines(session: Session, contact: int) -> list[tuple[str, int]]:
    query = models.LoyaltyEntry.select().where(models.LoyaltyEntry.contact == contact).order_by(models.LoyaltyEntry.id)
    return [(row.reason, row.points) for row in query]


def test_a_purchase_earns_in_its_own_operation(session: Session) -> None:
    contact = faithful(session)
    before = every_table(session)
    log_purchase(session, contact, bought(8_500))
    assert lines(session, contact) == [("earned", 8)]
    assert read_loyalty(session, contact).balance == 8
    assert timeline(session, contact, kinds=("loyalty",))[0].quantity == 8
    undo(session)
    assert read_loyalty(session, contact).entries == 0
    after = every_table(session)
    assert {name: rows for name, rows in after.items() if name != "product"} == {
        name: rows for name, rows in before.items() if name != "product"
    }
    redo(session)
    assert read_loyalty(session, contact).balance == 8


def test_a_correction_and_a_removal_are_followed_by_lines_of_their_own(session: Session) -> None:
    contact = faithful(session)
    purchase = log_purchase(session, contact, bought(8_500)).id
    change_purchase(session, purchase, bought(4_000))
    assert lines(session, contact) == [("earned", 8), ("corrected", -4)]
    change_purchase(session, purchase, bought(4_000, "Massage"))
    assert len(lines(session, contact)) == 2
    remove_purchase(session, purchase)
    assert lines(session, contact) == [("earned", 8), ("corrected", -4), ("corrected", -4)]
    assert read_loyalty(session, contact).balance == 0
    assert timeline(session, contact, kinds=("loyalty",))[0].text == "Massage"
    undo(session)
    assert read_loyalty(session, contact).balance == 4
    undo(session)
    undo(session)
    assert lines(session, contact) == [("earned", 8)]


def test_nothing_without_a_card_nor_without_a_rule_nor_from_an_import(session: Session) -> None:
    without_card = faithful(session, card="")
    purchase = log_purchase(session, without_card, bought(8_500)).id
    change_purchase(session, purchase, bought(9_500))
    assert lines(session, without_card) == []
    details = ContactDetails(last_name="Durand", card_number="2900000000025")
    import_contacts(session, ImportPlan((PlannedContact(details, (2,), (bought(50_000),)),)), name="old.xlsx")
    imported = models.Contact.get(models.Contact.last_name == "Durand").id
    old = purchases_of(session, imported)[0]
    change_purchase(session, old.id, bought(60_000))
    remove_purchase(session, old.id)
    assert lines(session, imported) == []
    set_loyalty_rules(session, LoyaltyRules())
    log_purchase(session, imported, bought(8_500))
    assert lines(session, imported) == []


def test_an_entry_at_the_counter_earns_too(session: Session) -> None:
    contact = faithful(session)
    enter(session, contact, CounterEntry(purchase=bought(12_000)))
    assert read_loyalty(session, contact).balance == 12


def test_a_line_says_the_points_of_all_its_purchases(session: Session) -> None:
    contact = faithful(session)
    line = read_line("a péron =85 puis a =40", DAY)
    entered = enter_line(session, line, contact)
    assert entered.points == read_loyalty(session, contact).balance == 12
    assert enter_line(session, read_line("v péron", DAY), contact).points == 0


def test_cards_and_points_are_counted(session: Session) -> None:
    contact = faithful(session)
    other = create_contact(session, ContactDetails(last_name="Durand", card_number="2900000000025")).id
    set_sponsor(session, other, contact)
    for number in (contact, other):
        log_purchase(session, number, bought(50_000))
    use_points(session, contact, 20)
    counted = read_statistics(session, 548)
    assert (counted.loyalty_cards, counted.loyalty_points, counted.referred) == (2, 80, 1)
    delete_contact(session, other)
    counted = read_statistics(session, 548)
    assert (counted.loyalty_cards, counted.loyalty_points, counted.referred) == (1, 30, 0)


def test_a_reward_is_used_and_refused_when_the_points_are_too_few(session: Session) -> None:
    contact = faithful(session)
    log_purchase(session, contact, bought(85_000))
    account = use_points(session, contact, 80, "Spa pour deux")
    assert account.balance == 5
    assert account.next_reward is not None
    assert account.next_reward.reward.name == "Thé"
    for points, code in ((6, "loyalty.too_few"), (0, "loyalty.no_points"), (-3, "loyalty.no_points")):
        with pytest.raises(Refusal) as refused:
            use_points(session, contact, points)
        assert refused.value.code == code
    assert lines(session, contact) == [("earned", 85), ("used", -80)]
    undo(session)
    assert read_loyalty(session, contact).balance == 85


def test_a_correction_by_hand_says_why(session: Session) -> None:
    contact = faithful(session)
    log_purchase(session, contact, bought(85_000))
    assert correct_points(session, contact, 100, "carte papier reprise").balance == 100
    assert correct_points(session, contact, 100, "encore").entries == 2, "nothing to correct: no line"
    for balance, reason, code in ((5, " ", "loyalty.no_reason"), (-1, "erreur", "loyalty.below_zero")):
        with pytest.raises(Refusal) as refused:
            correct_points(session, contact, balance, reason)
        assert refused.value.code == code
    assert lines(session, contact) == [("earned", 85), ("corrected", 15)]


def test_rules_are_kept_with_the_file_and_taken_back(session: Session) -> None:
    assert loyalty_rules(session) == LoyaltyRules()
    kept = set_loyalty_rules(session, LoyaltyRules(2, 5, (Reward("  Spa ", 80), Reward("Thé", 3))))
    assert kept == LoyaltyRules(2, 5, (Reward("Thé", 3), Reward("Spa", 80)))
    undo(session)
    assert loyalty_rules(session) == LoyaltyRules()
    for rules, code in (
        (LoyaltyRules(-1), "loyalty.wrong_rule"),
        (LoyaltyRules(1, 0), "loyalty.wrong_rule"),
        (LoyaltyRules(1, 1, (Reward(" ", 5),)), "loyalty.reward_incomplete"),
        (LoyaltyRules(1, 1, (Reward("Spa", 0),)), "loyalty.reward_incomplete"),
    ):
        with pytest.raises(Refusal) as refused:
            set_loyalty_rules(session, rules)
        assert refused.value.code == code


BY_HAND = "by hand"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("log", "log", "change", "remove", "use", "correct", "undo", "undo", "redo")),
        st.integers(-30_000, 90_000),
    ),
    max_size=25,
)


def _step(session: Session, contact: int, what: str, number: int, begun: dt.datetime) -> None:
    purchases = purchases_of(session, contact)
    if what == "log":
        log_purchase(session, contact, bought(number))
    elif what in ("change", "remove") and purchases:
        purchase = purchases[abs(number) % len(purchases)].id
        if what == "change":
            change_purchase(session, purchase, bought(number // 2))
        else:
            remove_purchase(session, purchase)
    elif what == "use":
        use_points(session, contact, abs(number) % 60 + 1)
    elif what == "correct":
        correct_points(session, contact, abs(number) % 500, BY_HAND)
    elif what == "undo":
        undo(session, since=begun)
    elif what == "redo":
        redo(session)


@given(steps=STEPS)
@settings(max_examples=25, deadline=None)
def test_whatever_is_done_and_taken_back_the_ledger_says_what_the_purchases_say(steps: list[tuple[str, int]]) -> None:
    """Each purchase has the points of its amount, what is gone has none, and the balance is the sum of all lines."""
    with tempfile.TemporaryDirectory() as folder:
        session = new_session(Path(folder))
        contact = faithful(session)
        begun = session.now()
        for what, number in steps:
            try:
                _step(session, contact, what, number, begun)
            except Refusal as refusal:
                if refusal.code not in ("undo.nothing", "undo.later", "redo.nothing", "loyalty.too_few"):
                    raise
            _agree(session, contact)
        session.database.close()


def _agree(session: Session, contact: int) -> None:
    entries = list(models.LoyaltyEntry.select().where(models.LoyaltyEntry.contact == contact))
    for purchase in purchases_of(session, contact):
        given = sum(entry.points for entry in entries if entry.purchase_id == purchase.id)
        assert given == RULES.earned(purchase.details.amount_cents)
    gone = [
        entry for entry in entries if entry.purchase_id is None and entry.reason != "used" and entry.note != BY_HAND
    ]
    assert sum(entry.points for entry in gone) == 0
    assert read_loyalty(session, contact).balance == sum(entry.points for entry in entries)
