"""How many contacts a segment has, while it is typed: the SQL that we make against SQL written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fichier_tui.domain.segment import Node, read_segment
from fichier_tui.storage import OpenFile, Session, count_segment
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import demonstration_of, opened

LIVE = "SELECT COUNT(*) FROM contact_summary s NOT INDEXED JOIN contact c ON c.id = s.contact_id WHERE s.live"
SUMMARY = "SELECT COUNT(*) FROM contact_summary s WHERE s.live"
_OPEN_TO_EMAIL = (
    " AND s.contact_id IN (SELECT contact_id FROM consent WHERE channel = 'email' AND state IN ('given', 'confirmed'))"
    " AND (SELECT state FROM consent k WHERE k.contact_id = s.contact_id AND k.channel = 'email'"
    " ORDER BY k.day DESC, k.recorded_at DESC, k.id DESC LIMIT 1) IN ('given', 'confirmed')"
)
_SPRING = (
    " AND s.purchases > 0 AND EXISTS (SELECT 1 FROM purchase p WHERE p.contact_id = s.contact_id"
    " AND substr(p.day, 6, 2) IN ('03', '04', '05'))"
)
_OF_2025 = (
    " AND s.last_purchase >= '2025-01-01' AND s.first_purchase <= '2025-12-31' AND EXISTS (SELECT 1 FROM purchase p"
    " WHERE p.contact_id = s.contact_id AND p.day BETWEEN '2025-01-01' AND '2025-12-31')"
)
_CAMILLE = "(SELECT id FROM staff WHERE name = 'Camille')"
_SPA = "(SELECT id FROM product WHERE name LIKE '%spa%')"
# What is typed, and the best that we could write by hand for the day of the file, 15 June 2026.
SEGMENTS = {
    "clients revenue>500": f"{SUMMARY} AND s.purchases > 0 AND s.revenue_cents > 50000",
    "last>18m revenue>500": f"{SUMMARY} AND s.last_purchase < '2024-12-15' AND s.revenue_cents > 50000",
    "women 60+": f"{LIVE} AND c.sex = 'f' AND c.birth BETWEEN '1' AND '1966-06-15'",
    # By hand without a thought for accents, which is what ours costs more.
    "town:Annecy": f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM address WHERE lower(town) = 'annecy')",
    "74*": (
        f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM address WHERE REPLACE(postcode, ' ', '') LIKE '74%')"
    ),
    "bought:2025": SUMMARY + _OF_2025,
    "bought:spring": SUMMARY + _SPRING,
    "bought(product:*spa* 12m)": (
        f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM purchase"
        f" WHERE product_id IN {_SPA} AND day >= '2025-06-15')"
    ),
    "revenue(12m)>500": (
        f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM purchase WHERE day >= '2025-06-15'"
        " GROUP BY contact_id HAVING SUM(amount_cents) > 50000)"
    ),
    "ok:email": SUMMARY + _OPEN_TO_EMAIL,
    "women 60+ bought:spring ok:email": (
        f"{LIVE} AND c.sex = 'f' AND c.birth BETWEEN '1' AND '1966-06-15'{_SPRING}{_OPEN_TO_EMAIL}"
    ),
    "told(* 6m)": (
        f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM action WHERE state = 'done' AND kind <> 'task'"
        " AND substr(COALESCE(done_at, day, created_at), 1, 10) >= '2025-12-15' AND (product_id IS NOT NULL"
        " OR offer_id IS NOT NULL OR campaign_id IN (SELECT id FROM campaign WHERE offer_id IS NOT NULL)))"
    ),
    "score<=5": f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM satisfaction WHERE score <= 5)",
    "phone:06*": f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM phone WHERE number LIKE '+336%')",
    "street:gare": f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM address WHERE street LIKE '% gare%')",
    "card:2*": f"{LIVE} AND c.card_number LIKE '2%'",
    "born:1958": f"{LIVE} AND c.birth BETWEEN '1958-01-01' AND '1958-12-31'",
    "birth<1960": f"{LIVE} AND c.birth BETWEEN '1' AND '1959-12-31'",
    "sponsor:dupont": (
        f"{SUMMARY} AND s.contact_id IN (SELECT h.id FROM contact h JOIN contact b ON b.id = h.sponsor_id"
        " WHERE ' ' || b.last_name || ' ' || b.first_name || ' ' || b.company_name LIKE '% dupont%')"
    ),
    "seller:Camille": (f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM purchase WHERE staff_id IN {_CAMILLE})"),
    "invoice:R25*": f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM purchase WHERE reference LIKE 'R25%')",
    "in_charge:Camille": (
        f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM action WHERE assigned_to_id IN {_CAMILLE})"
    ),
    "priority:urgent": f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM action WHERE priority = 2)",
    "result:*rappel*": f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM action WHERE result LIKE '%rappel%')",
    "agreed_on<2025": (
        f"{SUMMARY} AND s.contact_id IN (SELECT contact_id FROM consent"
        " WHERE state IN ('given', 'confirmed') AND day < '2025-01-01')"
    ),
}


def measure(runs: int, million: bool) -> Iterator[Measured]:
    """On 100,000 contacts with their history, 1,000,000 where asked; everything read before."""
    contacts = 1_000_000 if million else 100_000
    with opened(demonstration_of(contacts)) as file:
        for text, sql in SEGMENTS.items():
            ours = partial(counted_by_us, file, read_segment(text))
            by_hand = partial(counted_by_hand, file, sql)
            counted, told = ours(), by_hand()
            if counted != told:
                raise AssertionError(f"{text}: {counted} by our SQL, {told} by hand")
            yield side_by_side(
                f"“{text}”, {counted:,} of {contacts:,}",
                1.5,
                max(runs, 7),
                partial(timed, ours),
                partial(timed, by_hand),
            )


def counted_by_us(file: OpenFile, tree: Node) -> int:
    """What the product counts."""
    return file.call(count_segment, tree)


def counted_by_hand(file: OpenFile, sql: str) -> int:
    """What a statement written by hand counts."""

    def count(session: Session) -> int:
        return int(session.database.connection().execute(sql).fetchone()[0])

    return file.call(count)
