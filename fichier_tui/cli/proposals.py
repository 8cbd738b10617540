"""`fichier proposals`: whom to turn to, and why."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, option
from fichier_tui.domain.proposals import KINDS, in_turn
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written


@click.command(
    "proposals",
    cls=Verb,
    help=N_("Whom to turn to, and why: seasons that come, clients who drift away, what comes due."),
)
@on_file
@option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help=N_("Of this kind alone; several may be given.")
)
@option("--limit", type=click.IntRange(min=1), help=N_("How many at most, the best of each kind first."))
def proposals(asked: Asked, kinds: tuple[str, ...], limit: int | None) -> None:
    """`fichier proposals`."""
    from fichier_tui.cli.listing import kept_back_lines, note
    from fichier_tui.domain.permission import TOTALS
    from fichier_tui.storage import proposals as read_proposals
    from fichier_tui.storage.listed import most_listed

    with opened(asked) as file:
        today = file.call(lambda session: session.today)
        adds_up = file.call(lambda session: session.may(TOTALS))
        found = file.call(read_proposals, kinds=kinds or KINDS, limit=limit, channels=True)
        count = len(found) if limit is None else len(file.call(read_proposals, kinds=kinds or KINDS))
        wanted = count if limit is None else min(limit, count)
        given = file.call(most_listed, wanted)
        kept = set(in_turn((one.proposal for one in found), given))
        found = tuple(one for one in found if one.proposal in kept)
        note(asked, file, "proposals", len(found))

    def lines() -> Iterator[str]:
        from fichier_tui.ui.code_words import word
        from fichier_tui.ui.proposal_words import KIND_WORDS, why

        for one in found:
            yield "  ".join((word(KIND_WORDS, one.proposal.kind), one.name, why(one.proposal, today)))
        if not found:
            yield _("Nothing to propose.")
        yield from kept_back_lines(wanted - given)
        yield ngettext("{count} proposal.", "{count} proposals.", count).format(count=written.number(count))

    flat = [
        {
            "kind": one.proposal.kind,
            "contact": {"id": one.proposal.contact, "public_id": one.public_id, "name": one.name},
            "product": one.proposal.product,
            "category": one.proposal.category,
            "because": one.proposal.because,
            "until": one.proposal.until,
            "worth_cents": one.proposal.worth_cents if adds_up else None,
            "channels": one.channels,
        }
        for one in found
    ]
    answer(asked.as_json, {"day": today, "count": count, "proposals": flat}, lines)
