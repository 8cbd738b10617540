"""`fichier rights`: what the law asks, without a screen: a person's file, requests, erasure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened, refuse
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.i18n import N_, _

ACCESS, PORTABILITY, REQUESTS, ERASE, ANONYMISE = "access", "portability", "requests", "erase", "anonymise"


@click.command(
    "rights",
    cls=Verb,
    help=N_(
        "What the law asks of who keeps a file: access CONTACT OUT.pdf|.json gives everything known of somebody, "
        "portability CONTACT OUT.json|.csv what that person gave; requests lists what waits for an answer; erase "
        "CONTACT forgets somebody for good, anonymise CONTACT too, without keeping who asked. CONTACT is a number, as "
        "search shows it, or a whole name that only one has."
    ),
)
@on_file
@argument("what", type=click.Choice((ACCESS, PORTABILITY, REQUESTS, ERASE, ANONYMISE)))
@argument("contact", required=False, default="")
@argument("out", required=False, type=click.Path(path_type=Path))
@option("--overwrite", is_flag=True, help=N_("Replace a file of that name."))
@option("--yes", is_flag=True, help=N_("Do it: an erasure is never taken back. Without it, what would go is told."))
def rights(asked: Asked, what: str, contact: str, out: Path | None, overwrite: bool, yes: bool) -> None:
    """`fichier rights`."""
    if what == REQUESTS:
        _requests(asked)
        return
    if not contact or (out is None) == (what in (ACCESS, PORTABILITY)):
        raise click.UsageError(
            _("rights FILE access|portability CONTACT OUT, rights FILE erase|anonymise CONTACT [--yes]")
        )
    if out is not None:
        _person(asked, what, contact, out, overwrite=overwrite)
    else:
        _erase(asked, what, contact, yes=yes)


def _person(asked: Asked, what: str, contact: str, out: Path, *, overwrite: bool) -> None:
    from fichier_tui.exchange.rights.writing import write_person
    from fichier_tui.storage.contact_said import contact_said
    from fichier_tui.storage.rights.person_file import read_person
    from fichier_tui.ui.person_page import person_document
    from fichier_tui.ui.rights_words import KINDS, unreachable_words

    with opened(asked) as file:
        person = file.call(read_person, file.call(contact_said, contact))
        path = write_person(
            file, person, person_document(person), out, right=what, purpose=_(KINDS[what]), overwrite=overwrite
        )

    def lines() -> Iterator[str]:
        yield str(path)
        if person.hidden:
            yield _("Names of others were hidden: {count}. Read the file through before you hand it out.").format(
                count=person.hidden
            )
        if what == ACCESS and (missing := unreachable_words(person.holder)):
            yield missing

    values = {"path": str(path), "contact": person.contact.id, "name": person.contact.name, "hidden": person.hidden}
    answer(asked.as_json, values, lines)


def _requests(asked: Asked) -> None:
    from fichier_tui.domain.rights import OPEN
    from fichier_tui.storage.rights.requests import list_requests
    from fichier_tui.ui.rights_words import KINDS, left_words

    with opened(asked) as file:
        today = file.call(lambda session: session.today)
        found = file.call(list_requests)

    def lines() -> Iterator[str]:
        for one in found:
            yield f"{one.id}  {left_words(one, today)}  {_(KINDS[one.details.kind])}  {one.name}".rstrip()

    flat: list[dict[str, Any]] = [
        {
            "id": one.id,
            "contact": one.contact_id,
            "name": one.name,
            "kind": one.details.kind,
            "received_on": one.details.received_on,
            "due_on": one.due_on,
            "days_left": one.days_left(today) if one.state == OPEN else None,
            "state": one.state,
            "done_on": one.done_on,
            "extended_on": one.extended_on,
        }
        for one in found
    ]
    late = sum(one.is_late(today) for one in found)
    waiting = sum(one.state == OPEN for one in found)
    answer(asked.as_json, {"day": today, "waiting": waiting, "late": late, "requests": flat}, lines)


def _erase(asked: Asked, what: str, contact: str, *, yes: bool) -> None:
    from fichier_tui.domain.erasing import ANONYMISED, ERASED
    from fichier_tui.storage.backup.swapping import kept_aside
    from fichier_tui.storage.contact_said import contact_said
    from fichier_tui.storage.details import read_details
    from fichier_tui.storage.rights.cleaning import clean_pages
    from fichier_tui.storage.rights.erasing import erase_contacts, what_goes
    from fichier_tui.ui import format as written
    from fichier_tui.ui.erasing_words import goes_lines, stays_lines

    with opened(asked) as file:
        number = file.call(contact_said, contact)
        told = file.call(what_goes, [number])
        details = file.call(read_details, [number])[number]
        today = file.call(lambda session: session.today)
        aside = kept_aside(file.folder)
        if yes:
            file.call(erase_contacts, [number], kind=ERASED if what == ERASE else ANONYMISED)
            file.call(clean_pages)

    def lines() -> Iterator[str]:
        # Whom, before what: one digit amiss would forget somebody else, unseen and for good.
        who = _("{name}, card {number}").format(name=told.name, number=number)
        birth = written.birth_day(details.birth) if details.birth else ""
        yield ", ".join(filter(None, (who, birth, *(place.town for place in details.addresses))))
        yield from goes_lines(told)
        yield from stays_lines(told, today, asked_for=what == ERASE, aside=aside)

    values = {
        "contact": number,
        "name": told.name,
        "erased": yes,
        "purchases": told.purchases,
        "revenue_cents": told.cents,
        "invoices": told.invoices,
        "visits": told.visits,
        "notes": told.notes,
        "actions": told.actions,
        "consents": told.consents,
        "messages": told.messages,
        "mentions": told.mentions,
    }
    answer(asked.as_json, values, lines)
    if not yes:
        refuse(_("Nothing was erased. Give --yes to do it: it is never taken back."))
