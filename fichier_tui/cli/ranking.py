"""`fichier rfm`: the clients ranked by recency, frequency and amount."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, option
from fichier_tui.domain.rfm import CLASSES, scores_text
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=written.number(count))


def later_words(day: dt.date) -> str:
    """What is said of a day of the past."""
    return _("Purchases made after {day} are counted too.").format(day=written.day(day))


@click.command(
    "rfm",
    cls=Verb,
    help=N_("Rank the clients by how lately, how often and for how much they bought: three scores, 5 the best."),
)
@on_file
@option("--class", "code", type=click.Choice(CLASSES), help=N_("Only the clients of this class."))
@option("--limit", type=click.IntRange(min=0), help=N_("How many contacts to list at most."))
def rfm(asked: Asked, code: str | None, limit: int | None) -> None:
    """`fichier rfm`."""
    from fichier_tui.cli.listing import note
    from fichier_tui.storage import ranked_clients, rfm_classes, rfm_thresholds
    from fichier_tui.storage.segments.rfm import later_purchases

    with opened(asked) as file:
        today = file.call(lambda session: session.today)
        thresholds = file.call(rfm_thresholds)
        classes = file.call(rfm_classes)
        ranked = file.call(lambda session: [row for row in ranked_clients(session) if code in (None, row.code)])
        later = asked.day is not None and file.call(later_purchases)
        note(asked, file, "rfm", len(ranked[:limit]))

    def lines() -> Iterator[str]:
        from fichier_tui.ui.code_words import word
        from fichier_tui.ui.rfm_words import CLASS_NAMES

        yield _("Scores: how lately, how often, for how much; 5 is best.")
        if later:
            yield later_words(today)
        for row in ranked[:limit]:
            figures = (_days(row.recency_days), written.purchases(row.frequency), written.money(row.amount_cents))
            yield "  ".join((scores_text(row.scores), word(CLASS_NAMES, row.code), row.name, *figures))
        for one in classes:
            if code in (None, one.code):
                yield _("{name}: {clients}, {revenue}").format(
                    name=word(CLASS_NAMES, one.code),
                    clients=written.contacts(one.clients),
                    revenue=written.money(one.revenue_cents),
                )

    flat = [
        {
            "id": row.id,
            "name": row.name,
            "recency_days": row.recency_days,
            "frequency": row.frequency,
            "amount_cents": row.amount_cents,
            "r": row.scores[0],
            "f": row.scores[1],
            "m": row.scores[2],
            "class": row.code,
        }
        for row in ranked[:limit]
    ]
    values = {
        "day": today,
        "later_purchases": later,
        "count": len(ranked),
        "thresholds": thresholds,
        "classes": classes,
        "contacts": flat,
    }
    answer(asked.as_json, values, lines)
