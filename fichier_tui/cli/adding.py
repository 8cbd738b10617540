"""`fichier add`: one line as at the counter, or a name with options."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened, refuse
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress, cleaned
from fichier_tui.domain.history import CONSENT_CHANNELS, PurchaseDetails, VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.ui.words import sentence

if TYPE_CHECKING:
    from fichier_tui.storage.thread import OpenFile


LONGEST_LINE = 2_000
"""In characters. What is longer is no line, and would be cut."""


@click.command(
    "add",
    cls=Verb,
    help=N_(
        "Write all that one line says, as at the counter: v péron h spa =85 ; très contente puis rdv mardi 14h\n\n"
        "With --new, --visit, --product and so on, LINE is only the name of the contact."
    ),
)
@on_file
@argument("line")
@option("--dry-run", is_flag=True, help=N_("Say what the line would write, and write nothing."))
@option("--contact", default="", metavar="NUMBER", help=N_("The contact that is meant: its number or public number."))
@option("--as-new", is_flag=True, help=N_("Create the contact, whoever has a similar name."))
@option("--new", "is_new", is_flag=True, help=N_("LINE is a new contact, 'LAST First', even if one is called so."))
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
def add(asked: Asked, line: str, dry_run: bool, contact: str, as_new: bool, is_new: bool, **given: Any) -> None:
    """`fichier add`."""
    by_options = is_new or any(value for name, value in given.items() if name != "quantity") or given["quantity"] != 1
    if by_options and (dry_run or contact or as_new):
        raise click.UsageError("--dry-run, --contact, --as-new: LINE")
    with opened(asked) as file:
        if by_options:
            _add_by_options(asked, file, line, is_new, given)
        else:
            _add_line(asked, file, line, contact, dry_run=dry_run, as_new=as_new)


def _add_line(asked: Asked, file: OpenFile, text: str, contact: str, *, dry_run: bool, as_new: bool) -> None:
    """Read one line, and write what it says unless it is a `dry_run` or something forbids it."""
    from fichier_tui.cli.line_answer import line_answer
    from fichier_tui.cli.line_words import choices, line_words
    from fichier_tui.domain.line.reading import read_line
    from fichier_tui.domain.text import clean_line
    from fichier_tui.storage import enter_line, line_vocabulary, resolve_line
    from fichier_tui.storage.contact_said import contact_said

    number = file.call(contact_said, contact) if contact else None
    today = file.call(lambda session: session.today)
    if len(text) > LONGEST_LINE:
        raise Refusal("line.too_long", limit=LONGEST_LINE)
    line = read_line(clean_line(text, LONGEST_LINE), today, file.call(line_vocabulary))
    resolution = file.call(resolve_line, line, number, as_new=as_new)
    entered = None
    refused = resolution.faults[0].refusal() if resolution.faults else None
    if resolution.segment:
        dry_run = True  # a segment is looked at: there is nothing to write
    if refused is None and not dry_run:
        try:
            entered = file.call(enter_line, line, number, as_new=as_new, sentences_shown=False)
        except Refusal as refusal:  # the file changed meanwhile
            refused = refusal
    if asked.as_json:
        answer(True, file.call(line_answer, line, resolution, entered, refused), lambda: iter(()))
    elif refused is None or dry_run:
        answer(False, {}, lambda: line_words(line, resolution, entered, today))
    if refused is not None and not resolution.segment:
        refuse("\n".join([sentence(refused), *([] if asked.as_json else choices(resolution))]))


def _add_by_options(asked: Asked, file: OpenFile, who: str, is_new: bool, given: dict[str, Any]) -> None:
    """Add what the options say to the contact called `who`."""
    from fichier_tui.storage import find_contacts, read_contact, read_rows
    from fichier_tui.storage.counter import CounterEntry, enter
    from fichier_tui.storage.rights.erased import erased_before

    day = file.call(lambda session: session.today)
    contact: int | None = None
    if not is_new:
        found = file.call(find_contacts, who)
        exact = list(found.ids[: found.exact])
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
    if entry.new is not None and (gone := file.call(erased_before, cleaned(entry.new))) is not None:
        # The person comes back of its own will: said once more, by a line.
        raise Refusal("contact.erased_before", name=entry.new.display_name, day=gone.isoformat())
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
