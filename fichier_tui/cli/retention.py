"""`fichier retention`: what has been kept long enough; told, never done."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, option
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written


@click.command(
    "retention",
    cls=Verb,
    help=N_("What has been kept long enough, with its day and why. The program shows it and does it once confirmed."),
)
@on_file
@option("--soon", is_flag=True, help=N_("Those of the coming thirty days too, who may be asked whether to stay."))
def retention(asked: Asked, soon: bool) -> None:
    """`fichier retention`."""
    from fichier_tui.domain.retention import CATEGORIES, months_of
    from fichier_tui.storage.rights.retention import due_cards, due_lines
    from fichier_tui.storage.rights.retention_choices import retention_choices
    from fichier_tui.ui.code_words import word
    from fichier_tui.ui.register_words import DONE_TO, HELD, RETENTION

    with opened(asked) as file:
        today = file.call(lambda session: session.today)
        cards = file.call(due_cards, soon=soon)
        lines_due = file.call(due_lines)
        chosen = file.call(retention_choices)

    def lines() -> Iterator[str]:
        for card in cards:
            yield "  ".join(
                (
                    written.day(card.due.day),
                    _("waits: {why}").format(why=word(HELD, card.due.held))
                    if card.due.held
                    else word(DONE_TO, card.due.action),
                    card.name,
                    word(RETENTION, card.due.category),
                )
            )
        for due in lines_due:
            count = ngettext("{count} line", "{count} lines", due.count).format(count=written.number(due.count))
            yield f"{word(RETENTION, due.category)}  {count}"
        if not cards and not lines_due:
            yield _("Nothing has been kept too long.")

    values: dict[str, object] = {
        "day": today,
        "cards": [
            {
                "contact": card.id,
                "name": card.name,
                "category": card.due.category,
                "action": card.due.action,
                "since": card.due.since,
                "due_on": card.due.day,
                "due": card.due.is_due(today),
                "held": card.due.held or None,
                "reason": card.hold,
                "may_be_asked": card.may_be_asked,
            }
            for card in cards
        ],
        "lines": [{"category": due.category, "count": due.count, "by": due.by} for due in lines_due],
        "times": {
            code: {
                "months": months_of(code, chosen),
                "least": category.least,
                "most": category.most,
                "action": category.action,
                "source": category.source,
            }
            for code, category in CATEGORIES.items()
        },
    }
    answer(asked.as_json, values, lines)
