"""What a line comes to in the trade: the price of a product, the action that is done, the channels that are closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fichier_tui.domain.contact import SOURCES
from fichier_tui.domain.history import CONSENT_CHANNELS, Action
from fichier_tui.domain.line import YES, Line
from fichier_tui.domain.line.cancelling import cancelled_plan, names_plan, no_show_words
from fichier_tui.domain.line.line import OF_AN_ACTION
from fichier_tui.domain.line.resolution import Fault, Resolution
from fichier_tui.domain.postponing import read_postponement
from fichier_tui.domain.recurrence import first_day, read_rule
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line, fold
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import open_actions
from fichier_tui.storage.consents.wordings import sentences_for
from fichier_tui.storage.counter import said_consents
from fichier_tui.storage.line.entry import PLANS
from fichier_tui.storage.session import Session
from fichier_tui.storage.towns import towns_of_postcode

# How many of its latest purchases tell the usual price of a product that has none.
_LATEST = 20
# What is usual is told by so many of the latest purchases and contacts: the whole file would take too long.
_OF_LATE = 5_000
_PRODUCTS = """
    SELECT product.name FROM product LEFT JOIN (
        SELECT product_id, COUNT(*) AS sold FROM (SELECT product_id FROM purchase ORDER BY id DESC LIMIT ?)
        GROUP BY product_id
    ) ON product_id = product.id
    WHERE retired_at IS NULL ORDER BY COALESCE(sold, 0) DESC, name_key
"""
_SOURCES = "SELECT DISTINCT source FROM (SELECT source FROM contact ORDER BY id DESC LIMIT ?) WHERE source <> ''"


def town_of(session: Session, postcode: str) -> str:
    """The town of a postcode, where only one has it; else ""."""
    towns = towns_of_postcode(session, postcode) if postcode else ()
    return towns[0] if len(towns) == 1 else ""


def priced(session: Session, line: Line, resolution: Resolution) -> Resolution:
    """With the product by its own name and the amount: as said, else the usual price of what is bought."""
    name = clean_line(resolution.product)
    row = models.Product.get_or_none(models.Product.name_key == (fold(name) or name)) if name else None
    usual = None
    if row is not None and (unit := _unit_price(row)) is not None:
        usual = unit * (line.quantity or 1) * ((line.nights or 1) if row.by_night else 1)
    amount = usual if line.amount_cents is None else line.amount_cents
    return replace(
        resolution,
        product=row.name if row is not None else name,
        product_known=row is not None,
        amount_cents=amount,
        price_from_product=amount is not None and line.amount_cents is None,
        usual_cents=usual,
    )


def _unit_price(product: models.Product) -> int | None:
    """Its price, or without one the most frequent of its latest purchases, in cents for one piece or one night."""
    if product.price_cents is not None:
        return int(product.price_cents)
    latest = (
        models.Purchase.select(models.Purchase.amount_cents, models.Purchase.quantity, models.Purchase.nights)
        .where(models.Purchase.product == product)
        .order_by(models.Purchase.id.desc())
        .limit(_LATEST)
    )
    units: dict[int, int] = {}
    for row in latest:
        pieces = row.quantity * ((row.nights or 1) if product.by_night else 1)
        if pieces > 0 and row.amount_cents % pieces == 0:
            unit = row.amount_cents // pieces
            units[unit] = units.get(unit, 0) + 1
    return max(units, key=lambda unit: units[unit], default=None)


def scheduled(session: Session, line: Line, resolution: Resolution) -> Resolution:
    """With the day that would be written: as said; today for what has happened, and for a plan without a day."""
    day = line.date
    if day is None and line.verb in PLANS and line.every:
        try:
            day = first_day(read_rule(line.every), session.today)
        except Refusal:
            return resolution
    if day is None and line.verb in ("visit", "purchase", "note", *PLANS):
        day = session.today
    return replace(resolution, day=day)


def choose_action(session: Session, line: Line, resolution: Resolution, chosen: int | None) -> Resolution:
    """With the action that is done, postponed or cancelled: the one chosen, the only one, the one whose turn it is."""
    resolution = scheduled(session, line, resolution)
    if line.verb not in OF_AN_ACTION or resolution.contact is None:
        return resolution
    actions = open_actions(session, contact=resolution.contact)
    if line.verb == "cancel":
        actions = _to_cancel(line, actions, session.today)
    action = next((one for one in actions if one.id == chosen), None) or _whose_turn(actions, resolution.left)
    resolution = replace(resolution, actions=actions, action=action)
    left = fold(resolution.left)
    if action is not None and left and (left in fold(action.details.subject) or _calls_it(line, left)):
        # The words named the action: they are no result of it.
        resolution = replace(resolution, left="", left_as="", ambiguous=())
    if line.verb == "postpone" and action is not None:
        return _postponed(session, line, resolution, action)
    return resolution


def _to_cancel(line: Line, actions: tuple[Action, ...], today: dt.date) -> tuple[Action, ...]:
    """Those of the kind that is named, of the day and hour that are said. Without a day what is to come is cancelled,
    and somebody did not come to the last there was: the others only where there is none of these."""
    kind = PLANS[cancelled_plan(line)]
    said = [
        one
        for one in actions
        if one.details.kind == kind and line.date in (None, one.details.day) and line.time in ("", one.details.time)
    ]
    ahead = [one for one in said if one.details.day is None or one.details.day >= today]
    until_now = [one for one in reversed(said) if one.details.day is not None and one.details.day <= today]
    return tuple((until_now if no_show_words(line) else ahead) or said)


def names_action(session: Session, line: Line, contact: int, words: str) -> bool:
    """Whether the words are in the subject of something open for that contact, or what is cancelled is called so."""
    subjects = (fold(action.details.subject) for action in open_actions(session, contact=contact))
    return _calls_it(line, words) or any(fold(words) in subject for subject in subjects)


def _calls_it(line: Line, words: str) -> bool:
    return line.verb == "cancel" and names_plan(words)


def _whose_turn(actions: tuple[Action, ...], words: str) -> Action | None:
    """The only one; else that whose subject has the words; else the first in time, where it stands alone there."""
    if words:
        named = [one for one in actions if fold(words) in fold(one.details.subject)]
        actions = tuple(named) or actions
    if len(actions) < 2:
        return actions[0] if actions else None
    first, second = (action.details for action in actions[:2])
    tied = (first.day, first.time) == (second.day, second.time)
    return None if tied else actions[0]


def _postponed(session: Session, line: Line, resolution: Resolution, action: Action) -> Resolution:
    """ "+3j" counts from the day it is due, as everywhere; an hour alone leaves the day."""
    words = next((piece.words for piece in line.pieces if piece.slot == "date"), "")
    due, today = action.details.day, session.today
    counted = read_postponement(words, due, today) if words.startswith("+") else None
    day = counted.day if counted else line.date
    if day is None and line.time:
        day = max(due or today, today)
    return replace(resolution, day=day)


def said_of_consents(session: Session, line: Line, resolution: Resolution) -> Resolution:
    """With the lines of consent that would be recorded; a stop without a channel is an opposition to all."""
    stop = line.verb == "stop"
    if stop and {channel for channel, _answer in line.consents} in (set(), set(CONSENT_CHANNELS)):
        return replace(resolution, opposed=True, consents=tuple((channel, "opposed") for channel in CONSENT_CHANNELS))
    said = tuple((channel, answer == YES) for channel, answer in line.consents)
    to_say = () if stop or not said else sentences_for(session, resolution.contact, dict(said))
    return replace(resolution, consents=said_consents(session, resolution.contact, said, stop=stop), to_say=to_say)


def segment_meant(session: Session, line: Line) -> Resolution:
    """The saved segment that the words name: of exactly that name, else the only one that begins so."""
    asked = fold(line.who or line.note)
    names = {row.name: fold(row.name) for row in models.Segment.select(models.Segment.name)}
    exact = [name for name, key in names.items() if key == asked]
    found = exact or [name for name, key in names.items() if asked and key.startswith(asked)]
    if len(found) == 1:
        return Resolution(segment=found[0], faults=(Fault("line.segment", {"name": found[0]}),))
    return Resolution(faults=(Fault("line.no_segment", {"words": line.who}, line.who),))


def product_names(session: Session) -> list[str]:
    """The products on sale, those sold most often of late first."""
    rows = session.database.connection().execute(_PRODUCTS, (_OF_LATE,))
    return [row[0] for row in rows]


def own_sources(session: Session) -> list[str]:
    """Where the latest contacts came from, in the shop's own words."""
    rows = session.database.connection().execute(_SOURCES, (_OF_LATE,))
    return [row[0] for row in rows if row[0] not in SOURCES]
