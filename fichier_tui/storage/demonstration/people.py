"""Who is in the demonstration: persons, households, homonyms, near-duplicates."""

from __future__ import annotations

from fichier_tui.domain.text import fold
from fichier_tui.storage.demonstration.book import Book, Guest
from fichier_tui.storage.demonstration.names import (
    FEMALE,
    FOREIGN_NAMES,
    GENERATION_AGES,
    LANGUAGES,
    MALE,
    PROFESSIONS,
    RETIRED,
    SURNAMES,
)
from fichier_tui.storage.demonstration.places import (
    FICTION_ABROAD,
    FICTION_MOBILE,
    FOREIGN_COUNTRIES,
    FOREIGN_PLACES,
    SPARE_NUMBERS,
    STREETS,
    TOWNS,
    landline_prefix,
)

# Domains that RFC 2606 keeps for examples: no letter ever arrives there.
EMAIL_DOMAINS = ("example.org", "example.org", "example.com", "example.net")
# Habit by the share of the persons who have it; the rest never bought.
_HABITS = (("once", 0.32), ("stays", 0.50), ("regular", 0.565), ("local", 0.64), ("sleeper", 0.68))
# Source by cumulated share.
_SOURCES = (
    ("reception", 0.34),
    ("booking", 0.50),
    ("web_form", 0.60),
    ("referral", 0.67),
    ("fair", 0.74),
    ("phone", 0.80),
    ("newsletter", 0.84),
    ("prize_game", 0.88),
    ("document_request", 0.91),
    ("social_network", 0.94),
    ("loyalty_card", 0.96),
    ("rented_file", 0.985),
    ("", 1.0),
)
_FOREIGN_SHARE = 0.11
_RETIRED_FROM = 65
# What stands before the @ holds 64 characters at most (RFC 5321), a number at the end included.
_LOCAL_PART = 50
_LONG_ENOUGH = 4


def telephone(book: Book, prefix: str, digits: int) -> str:
    """The next number of a range, in an order that looks like chance; from the spare ones when it is used up."""
    given = book.numbers.telephones.get(prefix, 0)
    size = 10**digits
    if given == size:
        return telephone(book, *SPARE_NUMBERS)
    book.numbers.telephones[prefix] = given + 1
    return f"{prefix}{(given * 7_919 + 4_211) % size:0{digits}d}"


def email_address(book: Book, name: str) -> str:
    """An address made of a name, with a number where others of the name have one."""
    base = ".".join(fold(part).replace(" ", "-") for part in name.split("|") if part)[:_LOCAL_PART].rstrip("-")
    taken = book.addresses_given.get(base, 0) + 1
    book.addresses_given[base] = taken
    ending = ("" if taken == 1 else str(taken)) if book.block == 0 else f".{book.block}.{taken}"
    return f"{base}{ending}@{book.people.pick(EMAIL_DOMAINS)}"


def live_somewhere(book: Book, guest: Guest) -> None:
    """Give the guest an address: near the mountains mostly."""
    chance = book.people
    if guest.country == "FR":
        guest.postcode, guest.town = chance.pick_early(TOWNS)
        guest.street = f"{chance.between(1, 88)} {chance.pick(STREETS)}"
        return
    places, streets = FOREIGN_PLACES[guest.country]
    guest.postcode, guest.town = chance.pick(places)
    street, house = chance.pick(streets), chance.between(1, 88)
    guest.street = f"{house} {street}" if guest.country == "GB" else f"{street} {house}"


def be_reachable(book: Book, guest: Guest) -> None:
    """Give the guest telephones and an e-mail address, as far as the card is complete."""
    chance = book.people
    if guest.country != "FR":
        guest.phones.append((telephone(book, *FICTION_ABROAD[guest.country]), "mobile"))
    elif chance.draw() < 0.84:
        guest.phones.append((telephone(book, FICTION_MOBILE, 4), "mobile"))
    if guest.country == "FR" and chance.draw() < (0.5 if (guest.age or 0) > 58 else 0.1):
        guest.phones.append((telephone(book, landline_prefix(guest.postcode), 4), "home"))
    if chance.draw() < 0.76:
        guest.emails.append((email_address(book, f"{guest.first_name}|{guest.last_name}"), "home"))


def new_guest(book: Book, habit: str) -> Guest:
    """A guest with a number, a source and a day of first contact; no name yet."""
    chance = book.people
    guest = Guest(book.numbers.contact(), habit)
    draw = chance.draw()
    guest.source = next(source for source, share in _SOURCES if draw < share)
    today = book.days.today
    guest.since = chance.below(40) if habit in ("regular", "sleeper") else chance.below(today - 8)
    guest.last_event = guest.since
    book.guests.append(guest)
    return guest


def habit_of_chance(book: Book) -> str:
    """How the next person buys."""
    draw = book.people.draw()
    return next((habit for habit, share in _HABITS if draw < share), "none")


def be_somebody(book: Book, guest: Guest, last_name: str = "") -> None:
    """Give the guest a sex, an age, a name, a language and a profession."""
    chance = book.people
    guest.sex = "f" if chance.draw() < 0.54 else "m"
    guest.age = 19 + chance.below(36) + chance.below(38)
    generation = sum(guest.age < age for age in GENERATION_AGES)
    if guest.country == "FR":
        guest.last_name = last_name or chance.pick_early(SURNAMES)
        guest.first_name = chance.pick((FEMALE if guest.sex == "f" else MALE)[generation])
    else:
        last_names, women, men = FOREIGN_NAMES[guest.country]
        guest.last_name = last_name or chance.pick(last_names)
        guest.first_name = chance.pick(women if guest.sex == "f" else men)
    guest.language = LANGUAGES[guest.country]
    draw = chance.draw()
    if draw < 0.58:
        guest.birth = birth(book, guest.age, chance.below(365))
    elif draw < 0.61:
        guest.birth = "-" + birth(book, guest.age, chance.below(365))[4:]
    if chance.draw() < 0.4:
        guest.profession = (RETIRED if guest.age >= _RETIRED_FROM else chance.pick(PROFESSIONS))[guest.sex == "f"]
    if chance.draw() < 0.95:
        guest.civility = "mrs" if guest.sex == "f" else "mr"
    else:
        guest.sex = ""


def birth(book: Book, age: int, days_since_birthday: int) -> str:
    """The ISO date of birth of somebody of that age, whose birthday was so many days ago (0 to 364)."""
    birthday = book.days.iso[book.days.today - days_since_birthday]
    year = int(birthday[:4]) - age
    # Nobody is born on a 29 February here: not every year has one.
    return f"{year}-02-28" if birthday.endswith("02-29") else f"{year}{birthday[4:]}"


def person(book: Book, last_name: str = "", habit: str = "") -> Guest:
    """One person with everything that the card usually holds."""
    guest = new_guest(book, habit or habit_of_chance(book))
    if not last_name and book.people.draw() < _FOREIGN_SHARE:
        guest.country = book.people.pick(FOREIGN_COUNTRIES)
    be_somebody(book, guest, last_name)
    if book.people.draw() < 0.9:
        live_somewhere(book, guest)
    be_reachable(book, guest)
    return guest


def household(book: Book) -> None:
    """Two to four persons of one name at one address, with one landline."""
    first = person(book, book.people.pick_early(SURNAMES))
    if not first.town:
        live_somewhere(book, first)
    name = f"F{book.numbers.household():05d}"
    landline = (telephone(book, landline_prefix(first.postcode), 4), "home")
    members = [first]
    for _ in range(book.people.between(1, 3)):
        other = new_guest(book, habit_of_chance(book))
        be_somebody(book, other, first.last_name)
        other.postcode, other.town, other.street = first.postcode, first.town, first.street
        be_reachable(book, other)
        members.append(other)
    for member in members:
        member.household = name
        member.phones = [phone for phone in member.phones if phone[1] != "home"] + [landline]
    book.rows.planted.households.append(tuple(member.number for member in members))


def homonyms(book: Book) -> None:
    """Two different persons of the same last and first name, who live in different towns."""
    first = person(book, book.people.pick_early(SURNAMES))
    second = person(book, first.last_name)
    second.first_name, second.sex, second.civility = first.first_name, first.sex, first.civility
    while second.town == first.town:
        live_somewhere(book, second)
    if second.emails:
        second.emails = [(email_address(book, f"{second.first_name}|{second.last_name}"), "home")]
    book.rows.planted.homonyms.append((first.number, second.number))


def duplicate(book: Book) -> None:
    """One person entered twice: a letter wrong, the same telephone or e-mail."""
    chance = book.people
    first = person(book, book.people.pick_early(SURNAMES))
    again = new_guest(book, "once")
    again.last_name, again.first_name = misspelt(book, first.last_name), first.first_name
    again.civility, again.sex, again.language = first.civility, first.sex, first.language
    again.postcode, again.town = first.postcode, first.town
    if not first.phones and not first.emails:
        first.phones.append((telephone(book, FICTION_MOBILE, 4), "mobile"))
    again.phones, again.emails = list(first.phones), list(first.emails)
    if first.phones and first.emails:
        if chance.draw() < 0.5:
            again.phones = []
        else:
            again.emails = []
    book.rows.planted.duplicates.append((first.number, again.number))


def misspelt(book: Book, name: str) -> str:
    """The name with one thing wrong: a letter missing, doubled or swapped, or the accents lost."""
    chance = book.people
    place = chance.between(1, max(1, len(name) - 2))
    draw = chance.below(4)
    if draw == 0 and len(name) > _LONG_ENOUGH:
        return name[:place] + name[place + 1 :]
    if draw == 1:
        return name[:place] + name[place] + name[place:]
    if draw == 2 and len(name) > _LONG_ENOUGH and name[place] != name[place + 1]:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return fold(name).title() if fold(name).title() != name else name + name[-1]
