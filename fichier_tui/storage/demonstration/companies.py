"""Companies of the demonstration, and the persons who work there."""

from __future__ import annotations

from fichier_tui.domain.text import fold
from fichier_tui.storage.demonstration.book import Book, Guest
from fichier_tui.storage.demonstration.people import be_somebody, live_somewhere, new_guest, telephone
from fichier_tui.storage.demonstration.places import (
    COMPANY_FORMS,
    FICTION_MOBILE,
    JOB_TITLES,
    LODGING_NAMES,
    landline_prefix,
    of_town,
)

_ADDRESSES_OF_ALL = ("contact", "accueil", "info", "groupes")


def company(book: Book, name: str = "", trade: str = "") -> Guest:
    """A company with its telephone and generic address; without a `name`, one is made up."""
    chance = book.people
    guest = new_guest(book, "company")
    guest.kind, guest.language = "company", "fr"
    live_somewhere(book, guest)
    form, line, named = chance.pick(COMPANY_FORMS)
    guest.profession = trade or line
    guest.company_name = name or (f"{form} {chance.pick(LODGING_NAMES)}" if named else f"{form} {of_town(guest.town)}")
    guest.phones.append((telephone(book, landline_prefix(guest.postcode), 4), "work"))
    if chance.draw() < 0.85:
        label = fold(guest.company_name).replace(" ", "-")[:40].strip("-") or "entreprise"
        guest.emails.append((f"{chance.pick(_ADDRESSES_OF_ALL)}@{label}-{guest.number}.example.com", "work"))
    return guest


def employee(book: Book, employer: Guest) -> Guest:
    """Somebody who works for `employer`, reached there."""
    chance = book.people
    guest = new_guest(book, "none")
    be_somebody(book, guest)
    guest.company, guest.company_name = employer.number, employer.company_name
    guest.job_title, guest.profession = chance.pick(JOB_TITLES)[guest.civility == "mrs"], ""
    guest.birth = ""
    guest.postcode, guest.town, guest.street = employer.postcode, employer.town, employer.street
    guest.phones.append((telephone(book, FICTION_MOBILE, 4), "work"))
    if employer.emails:
        domain = employer.emails[0][0].partition("@")[2]
        name = fold(f"{guest.first_name} {guest.last_name}").replace(" ", ".")
        guest.emails.append((f"{name}@{domain}", "work"))
    return guest


def company_with_people(book: Book) -> None:
    """A company and none to three persons of it."""
    employer = company(book)
    for _ in range(book.people.below(4)):
        employee(book, employer)
