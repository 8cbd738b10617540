"""The contacts that test a screen: names like markup, long or empty cards, birthdays near the day.

They stand in every demonstration, first in the file, so that hostile text is always on show.
"""

from __future__ import annotations

from fichier_tui.storage.demonstration.book import Book, Guest
from fichier_tui.storage.demonstration.companies import company, employee
from fichier_tui.storage.demonstration.furnished import be_furnished
from fichier_tui.storage.demonstration.people import (
    be_reachable,
    birth,
    email_address,
    live_somewhere,
    new_guest,
    telephone,
)
from fichier_tui.storage.demonstration.places import FICTION_MOBILE

# name, line of work, persons who work there.
COMPANIES: tuple[tuple[str, str, int], ...] = (
    ("[SARL] Les Cimes [/b]", "Location saisonnière", 1),
    ("=SOMME Sports SARL", "Commerce de sport", 0),
    ("CSE Mécanique de Cluses", "Comité social et économique", 2),
    ("Club alpin de Bonneville", "Association", 1),
    ("Lycée de Sallanches", "Enseignement", 3),
    ("Résidence Les Arolles", "Hôtellerie", 1),
    ("Hôtel Le Belvédère", "Hôtellerie", 2),
    ("Amicale des retraités d'Ugine", "Association", 1),
    ("Colonie Les Marmottons", "Association", 1),
)
_HOSTILE_COMPANIES = 2
# last name, first name, sex, age, habit.
PERSONS: tuple[tuple[str, str, str, int, str], ...] = (
    ("[bold red]Rossi[/]", "Marco", "m", 44, "once"),
    ("Dupont", "[@click=app.quit]Jean[/]", "m", 61, "once"),
    (
        "de La Tour du Pin-Chambly d'Entremont-le-Vieux de Saint-Exupère et de La Rochefoucauld-Montbel",
        "Marie-Charlotte Éléonore Anne-Sophie Guillemette",
        "f",
        71,
        "stays",
    ),
    ("Lœuillet-Bœuf", "Cœlia", "f", 36, "stays"),
    ("O'Brien-N'Guyen", "Seán", "m", 39, "local"),
    ("d'Anjou", "Marie-Thérèse", "f", 66, "local"),
    ("Péron", "Hélène", "f", 64, "local"),
    ("L'Hermite", "Côme", "m", 28, "once"),
    ("Ba", "Li", "f", 25, "once"),
)
_HOSTILE_PERSONS = 3
_FURNISHED = 6
# They are known for nearly four years: the day's number.
_KNOWN_SINCE = 20
# How many days after the day these persons of the list have their birthday.
_BIRTHDAYS = {3: 0, 4: 2, 5: 3, 6: 5, 7: 9}
_DAYS_OF_A_YEAR = 365


def oddities(book: Book) -> None:
    """All of them."""
    for position, (name, trade, workers) in enumerate(COMPANIES):
        employer = company(book, name, trade)
        if position < _HOSTILE_COMPANIES:
            book.rows.planted.hostile.append(employer.number)
        for _ in range(workers):
            employee(book, employer)
    for position, (last_name, first_name, sex, age, habit) in enumerate(PERSONS):
        guest = new_guest(book, habit)
        guest.since = _KNOWN_SINCE + position
        _name(book, guest, (last_name, first_name, sex, age))
        if position == _FURNISHED:
            be_furnished(book, guest)
        if position in _BIRTHDAYS:
            guest.birth = _birth_before(book, age, _BIRTHDAYS[position])
        if position < _HOSTILE_PERSONS:
            book.rows.planted.hostile.append(guest.number)
    _nearly_empty(book)
    book.odd = len(book.guests)


def _name(book: Book, guest: Guest, identity: tuple[str, str, str, int]) -> None:
    guest.last_name, guest.first_name, guest.sex, guest.age = identity
    guest.civility, guest.language = ("mrs" if guest.sex == "f" else "mr"), "fr"
    live_somewhere(book, guest)
    be_reachable(book, guest)


def _birth_before(book: Book, age: int, days_to_birthday: int) -> str:
    if days_to_birthday == 0:
        return birth(book, age, 0)
    return birth(book, age - 1, _DAYS_OF_A_YEAR - days_to_birthday)


def _nearly_empty(book: Book) -> None:
    """Cards of which only one thing is known: nothing more is ever required (FEATURES K16)."""
    only_last, only_first, only_email, only_phone = (new_guest(book, "none") for _ in range(4))
    only_last.last_name = "Le Goff"
    only_first.first_name = "Zoé"
    only_first.phones.append((telephone(book, FICTION_MOBILE, 4), "mobile"))
    only_email.emails.append((email_address(book, "vacances|2020"), "home"))
    only_phone.phones.append((telephone(book, FICTION_MOBILE, 4), "mobile"))
