"""`fichier search`, `add` and `stats`: the contacts, a line at a time."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened, refuse
from fichier_tui.cli.spoken import Verb, option
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import CONSENT_CHANNELS, PurchaseDetails, VisitDetails
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written


@click.command("search", cls=Verb, help=N_("Find contacts by name, telephone or its end, e-mail, town, card."))
@on_file
@click.argument("text")
@option("--limit", default=20, show_default=True, help=N_("How many at most."))
def search(asked: Asked, text: str, limit: int) -> None:
    """`fichier search`."""
    from fichier_tui.storage import find_contacts, read_rows

    with opened(asked) as file:
        found = file.call(find_contacts, text)
        rows = file.call(read_rows, found.ids[:limit])

    def lines() -> Iterator[str]:
        for row in rows:
            parts = (str(row.id), row.name, row.town, written.phone(row.phone), row.email)
            yield "  ".join(part for part in parts if part)
        yield ngettext("{count} contact found.", "{count} contacts found.", len(found.ids)).format(count=len(found.ids))
        if found.forgiven:
            yield _("Nothing fits exactly: these are near.")

    answer(asked.as_json, {"count": len(found.ids), "forgiven": found.forgiven, "contacts": rows}, lines)


@click.command("stats", cls=Verb, help=N_("The counts of the whole file."))
@on_file
def stats(asked: Asked) -> None:
    """`fichier stats`."""
    from fichier_tui.storage import read_settings, read_statistics

    with opened(asked) as file:
        figures = file.call(read_statistics, file.call(read_settings).inactive_after_days)

    def lines() -> Iterator[str]:
        yield written.contacts(figures.contacts)
        yield _("{clients} clients, {prospects} prospects, {inactive} inactive clients").format(
            clients=written.number(figures.clients),
            prospects=written.number(figures.prospects),
            inactive=written.number(figures.inactive),
        )
        yield f"{written.purchases(figures.purchases)}, {written.money(figures.revenue_cents)}"
        yield written.visits(figures.visits)
        yield _("{open} actions to do, {late} of them late").format(
            open=figures.actions_open, late=figures.actions_late
        )
        yield _("Consents: {email} to e-mail, {sms} to SMS, {phone} to calls, {post} to post").format(
            email=figures.email_consents,
            sms=figures.sms_consents,
            phone=figures.phone_consents,
            post=figures.post_consents,
        )

    answer(asked.as_json, dataclasses.asdict(figures), lines)


@click.command("add", cls=Verb, help=N_("Add a visit, a purchase and more to a contact, known or new."))
@on_file
@click.argument("who")
@option("--new", "is_new", is_flag=True, help=N_("WHO is a new contact, 'LAST First', even if one is called so."))
@option("--phone", default="", help=N_("A telephone number of a new contact."))
@option("--email", default="", help=N_("An e-mail address of a new contact."))
@option("--postcode", default="", help=N_("The postcode of a new contact."))
@option("--town", default="", help=N_("The town of a new contact."))
@option("--visit", is_flag=True, help=N_("Log a visit."))
@option("--product", default="", help=N_("Log the purchase of that product."))
@option("--amount", default="", help=N_("The amount of the purchase, in euros."))
@option("--quantity", default=1, show_default=True, help=N_("How many were bought."))
@option("--nights", type=int, help=N_("How many nights."))
@option("--note", default="", help=N_("Write a note."))
@option("--consent", multiple=True, metavar="CHANNEL=yes|no", help=N_("Record a consent (email, sms, phone, post)."))
def add(asked: Asked, who: str, is_new: bool, **given: Any) -> None:
    """`fichier add`."""
    from fichier_tui.storage import find_contacts, read_contact, read_rows
    from fichier_tui.storage.counter import CounterEntry, enter

    with opened(asked) as file:
        day = file.call(lambda session: session.today)
        contact: int | None = None
        if not is_new:
            found = file.call(find_contacts, who)
            exact = list(found.ids) if not found.forgiven else []
            if len(exact) > 1:
                names = ", ".join(f"{row.id} {row.name}" for row in file.call(read_rows, exact[:5]))
                refuse(_("Several contacts fit: {names}. Say more, or give --new.").format(names=names))
            if not exact:
                refuse(_("Nobody fits {who}. Give --new to create the contact.").format(who=who))
            contact = exact[0]
        entry = CounterEntry(
            new=_details(who, given) if is_new else None,
            visit=VisitDetails(day) if given["visit"] else None,
            purchase=_purchase(day, given),
            note=given["note"],
            consents=tuple(map(_consent, given["consent"])),
        )
        number = file.call(enter, contact, entry)
        card = file.call(read_contact, number)

    def lines() -> Iterator[str]:
        yield _("Noted: {name}").format(name=card.name)

    values = {
        "id": card.id,
        "public_id": card.public_id,
        "name": card.name,
        "created": is_new,
        "visits": card.summary.visits,
        "purchases": card.summary.purchases,
        "revenue_cents": card.summary.revenue_cents,
    }
    answer(asked.as_json, values, lines)


def _details(who: str, given: dict[str, Any]) -> ContactDetails:
    from fichier_tui.exchange.email_address import read_email
    from fichier_tui.exchange.telephone import read_phone

    last, _space, first = who.strip().partition(" ")
    email = read_email(given["email"]) if given["email"] else None
    if given["email"] and email is None:
        refuse(_("{text} is no e-mail address.").format(text=given["email"]))
    phone = given["phone"] and (read_phone(given["phone"]) or given["phone"])
    return ContactDetails(
        last_name=last,
        first_name=first,
        source="reception",
        phones=(PhoneNumber(phone),) if phone else (),
        emails=(EmailAddress(email),) if email else (),
        addresses=(PostalAddress(postcode=given["postcode"], town=given["town"]),),
    )


def _purchase(day: dt.date, given: dict[str, Any]) -> PurchaseDetails | None:
    from fichier_tui.domain.money import read_amount

    if not given["product"] and not given["amount"]:
        return None
    cents = read_amount(given["amount"]) if given["amount"] else 0
    if cents is None:
        refuse(_("{text} is no amount.").format(text=given["amount"]))
    return PurchaseDetails(day, given["product"], cents, quantity=given["quantity"], nights=given["nights"])


def _consent(text: str) -> tuple[str, str]:
    channel, _sign, said = text.partition("=")
    if channel not in CONSENT_CHANNELS or said not in ("yes", "no"):
        raise click.UsageError(f"--consent {text}: {'|'.join(CONSENT_CHANNELS)}=yes|no")
    return channel, "given" if said == "yes" else "refused"
