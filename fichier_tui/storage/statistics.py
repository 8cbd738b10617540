"""The counts of the whole file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fichier_tui.domain.consent import LASTS
from fichier_tui.domain.permission import TOTALS
from fichier_tui.storage.counted import counted_among
from fichier_tui.storage.session import Session


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the file holds; contacts that were put aside do not count.

    What was sold to those who were archived, erased or anonymised does (`domain.erasing`). Money in cents.
    """

    contacts: int
    companies: int
    clients: int
    prospects: int
    inactive: int
    purchases: int
    revenue_cents: int
    nights: int
    visits: int
    actions_open: int
    actions_late: int
    email_consents: int
    sms_consents: int
    phone_consents: int
    post_consents: int
    complaints_open: int
    first_purchase: dt.date | None
    last_purchase: dt.date | None
    loyalty_cards: int
    """Contacts with a card."""
    loyalty_points: int
    """Points that were earned and not used yet, of everybody together."""
    referred: int
    """Contacts whom another one sent."""


# What the shop sold, to the archived and the forgotten too: its totals are those of its accounts.
_SOLD = (
    "SELECT COALESCE(SUM(purchases), 0), COALESCE(SUM(revenue_cents), 0), COALESCE(SUM(nights), 0),"
    " COALESCE(SUM(visits), 0), MIN(first_purchase), MAX(last_purchase) FROM contact_summary"
    f" WHERE live OR {counted_among('contact_id')}"
)
_LATEST = (
    "SELECT channel, COUNT(*) FROM (SELECT contact_id, channel, state, day, ROW_NUMBER() OVER"
    " (PARTITION BY contact_id, channel ORDER BY day DESC, recorded_at DESC, id DESC) AS place FROM consent AS line"
    " JOIN contact_summary USING (contact_id) WHERE live"
    # An opposition closes a channel to imports for good: the same rule as `domain.consent.consent_line`.
    " AND NOT (medium = 'import' AND state IN ('given', 'confirmed') AND EXISTS (SELECT 1 FROM consent AS other"
    " WHERE other.contact_id = line.contact_id AND other.channel = line.channel AND other.state = 'opposed')))"
    # A yes to calls ends after a year: `domain.consent.has_ended`.
    " WHERE place = 1 AND state IN ('given', 'confirmed') AND NOT (channel = 'phone' AND day <= ?)"
    " GROUP BY channel"
)


def read_statistics(session: Session, inactive_after_days: int) -> Statistics:
    """Count the file as it stands on the session's day."""
    session.require(TOTALS)
    execute = session.database.connection().execute
    limit = (session.today - dt.timedelta(days=inactive_after_days)).isoformat()
    totals = execute(
        "SELECT COUNT(*), COALESCE(SUM(purchases > 0), 0), COALESCE(SUM(purchases > 0 AND last_purchase < ?), 0),"
        " COALESCE(SUM(open_complaints), 0) FROM contact_summary WHERE live",
        (limit,),
    ).fetchone()
    sold = execute(_SOLD).fetchone()
    companies = execute("SELECT COUNT(*) FROM contact WHERE kind = 'company' AND deleted_at IS NULL").fetchone()[0]
    actions = execute(
        "SELECT COUNT(*), COALESCE(SUM(action.day < ?), 0) FROM action LEFT JOIN contact ON contact.id = contact_id"
        " WHERE state = 'open' AND contact.deleted_at IS NULL",
        (session.today.isoformat(),),
    ).fetchone()
    loyalty = execute(
        "SELECT COALESCE(SUM(card_number > ''), 0), COALESCE(SUM(sponsor_id IS NOT NULL), 0) FROM contact"
        " WHERE deleted_at IS NULL"
    ).fetchone()
    points = execute(
        "SELECT COALESCE(SUM(points), 0) FROM loyalty_entry JOIN contact_summary USING (contact_id) WHERE live"
    ).fetchone()
    ended = (session.today - dt.timedelta(days=LASTS["phone"])).isoformat()
    consents = dict(execute(_LATEST, (ended,)).fetchall())
    return Statistics(
        contacts=totals[0],
        companies=companies,
        clients=totals[1],
        prospects=totals[0] - totals[1],
        inactive=totals[2],
        purchases=sold[0],
        revenue_cents=sold[1],
        nights=sold[2],
        visits=sold[3],
        actions_open=actions[0],
        actions_late=actions[1],
        email_consents=consents.get("email", 0),
        sms_consents=consents.get("sms", 0),
        phone_consents=consents.get("phone", 0),
        post_consents=consents.get("post", 0),
        complaints_open=totals[3],
        first_purchase=_day(sold[4]),
        last_purchase=_day(sold[5]),
        loyalty_cards=loyalty[0],
        loyalty_points=points[0],
        referred=loyalty[1],
    )


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
