"""`fichier search` and `stats`: the contacts, a line at a time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written


@click.command("search", cls=Verb, help=N_("Find contacts by name, telephone or its end, e-mail, town, card."))
@on_file
@argument("text")
@option("--limit", default=20, show_default=True, help=N_("How many at most."))
def search(asked: Asked, text: str, limit: int) -> None:
    """`fichier search`."""
    from fichier_tui.cli.listing import kept_back_lines, listed, values_of
    from fichier_tui.storage import find_contacts

    with opened(asked) as file:
        found = file.call(find_contacts, text, abbreviated=True)
        shown = listed(asked, file, "search", found.ids, limit, reached=True)

    def lines() -> Iterator[str]:
        for place, row in enumerate(shown.rows):
            near = "≈" if place >= found.exact else ""
            parts = (str(row.id), near, row.name, row.town, written.phone(row.phone), row.email)
            yield "  ".join(part for part in parts if part)
        yield from kept_back_lines(shown.kept_back)
        yield ngettext("{count} contact found.", "{count} contacts found.", len(found.ids)).format(count=len(found.ids))
        if found.forgiven:
            yield _("Nothing fits exactly: these are near.")

    counts = {"count": len(found.ids), "exact": found.exact, "forgiven": found.forgiven}
    answer(asked.as_json, {**counts, "contacts": values_of(shown)}, lines)


@click.command("stats", cls=Verb, help=N_("The counts of the whole file."))
@on_file
def stats(asked: Asked) -> None:
    """`fichier stats`."""
    from fichier_tui.storage import read_settings, read_statistics

    with opened(asked) as file:
        figures = file.call(read_statistics, file.call(read_settings).inactive_after_days)

    def lines() -> Iterator[str]:
        yield written.contacts(figures.contacts)
        yield ", ".join(
            words.format(count=written.number(count))
            for words, count in (
                (ngettext("{count} client", "{count} clients", figures.clients), figures.clients),
                (ngettext("{count} prospect", "{count} prospects", figures.prospects), figures.prospects),
                (ngettext("{count} inactive client", "{count} inactive clients", figures.inactive), figures.inactive),
            )
        )
        yield f"{written.purchases(figures.purchases)}, {written.money(figures.revenue_cents)}"
        yield written.visits(figures.visits)
        to_do = ngettext("{open} action to do, {late} late", "{open} actions to do, {late} late", figures.actions_open)
        yield to_do.format(open=figures.actions_open, late=figures.actions_late)
        yield _("Consents: {email} to e-mail, {sms} to SMS, {phone} to calls, {post} to post").format(
            email=figures.email_consents,
            sms=figures.sms_consents,
            phone=figures.phone_consents,
            post=figures.post_consents,
        )
        if figures.loyalty_cards or figures.referred:
            yield _("Loyalty: {cards} cards, {points} points; {referred} contacts sent by another").format(
                cards=written.number(figures.loyalty_cards),
                points=written.number(figures.loyalty_points),
                referred=written.number(figures.referred),
            )

    answer(asked.as_json, dataclasses.asdict(figures), lines)
