"""The ledger of points: earned with a purchase, in its own operation; used for a reward; corrected by hand."""

from __future__ import annotations

import json

import peewee as pw

from fichier_tui.domain.loyalty import CORRECTED, EARNED, USED, LoyaltyAccount, LoyaltyRules, Reward
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.storage import models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting
from fichier_tui.storage.shop import read_settings


def loyalty_rules(session: Session) -> LoyaltyRules:
    """The rule of the shop and its rewards."""
    settings = read_settings(session)
    rewards = tuple(Reward(name, points) for name, points in settings.loyalty_rewards)
    return LoyaltyRules(max(settings.loyalty_points_per_euro, 0), max(settings.loyalty_per_euros, 1), rewards)


def set_loyalty_rules(session: Session, rules: LoyaltyRules) -> LoyaltyRules:
    """Set the rule and the rewards, in one operation. Points that were earned stay as they are.

    Raises Refusal: loyalty.wrong_rule (below zero), loyalty.reward_incomplete (without a name, or for nothing).
    """
    session.require(SETTINGS)
    if rules.points < 0 or rules.euros < 1:
        raise Refusal("loyalty.wrong_rule")
    rewards = [(clean_line(reward.name), reward.points) for reward in rules.rewards]
    if any(not name or points < 1 for name, points in rewards):
        raise Refusal("loyalty.reward_incomplete")
    wanted = {
        "loyalty_points_per_euro": rules.points,
        "loyalty_per_euros": rules.euros,
        "loyalty_rewards": sorted(rewards, key=lambda reward: reward[1]),
    }
    with session.operation("loyalty.rules_changed") as operation:
        for key, value in wanted.items():
            keep_setting(operation, key, value)
    return loyalty_rules(session)


def read_loyalty(session: Session, contact: int) -> LoyaltyAccount:
    """The points of a contact. Raises Refusal("row.unknown")."""
    row = row_numbered(models.Contact, contact)
    entry = models.LoyaltyEntry
    counted = entry.select(pw.fn.COALESCE(pw.fn.SUM(entry.points), 0), pw.fn.COUNT(entry.id))
    balance, entries = counted.where(entry.contact == contact).tuples().get()
    return LoyaltyAccount(row.card_number, int(balance), int(entries), loyalty_rules(session))


def use_points(session: Session, contact: int, points: int, note: str = "") -> LoyaltyAccount:
    """Use points; `note` is what was given for them.

    Raises Refusal: row.unknown, loyalty.no_points, loyalty.too_few.
    """
    if points < 1:
        raise Refusal("loyalty.no_points")
    with session.operation("loyalty.used", contact, name=name_of(contact), points=points) as operation:
        # Read within the write: at another counter the same points may be used meanwhile.
        balance = read_loyalty(session, contact).balance
        if points > balance:
            raise Refusal("loyalty.too_few", points=points, balance=balance)
        _write(operation, contact, -points, USED, note=note)
    return read_loyalty(session, contact)


def correct_points(session: Session, contact: int, balance: int, reason: str) -> LoyaltyAccount:
    """Bring the balance to what it should be. Raises Refusal: row.unknown, loyalty.no_reason, loyalty.below_zero."""
    reason = clean_text(reason)
    if not reason:
        raise Refusal("loyalty.no_reason")
    if balance < 0:
        raise Refusal("loyalty.below_zero")
    with session.operation("loyalty.corrected", contact, name=name_of(contact), points=balance) as operation:
        if missing := balance - read_loyalty(session, contact).balance:
            _write(operation, contact, missing, CORRECTED, note=reason)
    return read_loyalty(session, contact)


# What purchases do to it, within their own operation


def earn(operation: Operation, purchase: models.Purchase) -> None:
    """Write the points of a new purchase, and say how many in the journal too; only for who has a card."""
    if not models.Contact.get_by_id(purchase.contact_id).card_number:
        return
    points = loyalty_rules(operation.session).earned(purchase.amount_cents)
    if points:
        _write(operation, purchase.contact_id, points, EARNED, purchase)
        before = operation.detail.get("points")  # a line may tell of two purchases
        operation.detail["points"] = points + (before if isinstance(before, int) else 0)


def follow_correction(operation: Operation, purchase: models.Purchase, cents_before: int) -> None:
    """A purchase has another amount than `cents_before`: the ledger gets the difference."""
    already = given(purchase)
    if not already and not models.Contact.get_by_id(purchase.contact_id).card_number:
        return
    wanted = loyalty_rules(operation.session).corrected(already, cents_before, purchase.amount_cents)
    if wanted != already:
        _write(operation, purchase.contact_id, wanted - already, CORRECTED, purchase)


def follow_removal(operation: Operation, purchase: models.Purchase) -> None:
    """A purchase is about to go: what it gave goes too, and its lines stay without it."""
    already = given(purchase)
    for entry in models.LoyaltyEntry.select().where(models.LoyaltyEntry.purchase == purchase):
        operation.change(entry, purchase=None)
    if already:
        product = purchase.product.name if purchase.product_id else ""
        _write(operation, purchase.contact_id, -already, CORRECTED, note=product)


def earned_in(session: Session, entry: int) -> int:
    """The points that an operation gave, by its entry in the journal."""
    row = models.JournalEntry.get_or_none(models.JournalEntry.id == entry)
    return 0 if row is None else int(json.loads(row.detail).get("points", 0))


def given(purchase: models.Purchase) -> int:
    """The points that a purchase gave, its corrections included."""
    entry = models.LoyaltyEntry
    return int(entry.select(pw.fn.COALESCE(pw.fn.SUM(entry.points), 0)).where(entry.purchase == purchase).scalar())


def _write(
    operation: Operation,
    contact: int,
    points: int,
    reason: str,
    purchase: models.Purchase | None = None,
    note: str = "",
) -> None:
    session = operation.session
    operation.create(
        models.LoyaltyEntry,
        contact=contact,
        points=points,
        reason=reason,
        purchase=purchase,
        # Dated by the purchase, so that the history tells both together.
        day=session.today if purchase is None else purchase.day,
        staff=session.staff.id or None,
        note=clean_text(note),
    )
