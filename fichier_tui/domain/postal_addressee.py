"""The first lines of an address: who it is for.

Source: AFNOR NF Z10-011. A person has one line, title, first name, last name; a company has its name, then the person
to whose attention it goes. What is too long is abbreviated: the title, the first names to their initials; then broken.
"""

from __future__ import annotations

from fichier_tui.domain.contact import COMPANY, ContactDetails
from fichier_tui.domain.postal_shortening import LINE_LIMIT, as_short_as_may_be, broken, shortened
from fichier_tui.domain.text import clean_line

_TITLES = {
    "fr": {"mrs": ("Madame", "Mme"), "mr": ("Monsieur", "M.")},
    "en": {"mrs": ("Mrs", "Mrs"), "mr": ("Mr", "Mr")},
    "de": {"mrs": ("Frau", "Frau"), "mr": ("Herr", "Herr")},
    "it": {"mrs": ("Signora", "Sig.ra"), "mr": ("Signor", "Sig.")},
    "es": {"mrs": ("Señora", "Sra."), "mr": ("Señor", "Sr.")},
}
"""The title and its abbreviation, by the contact's language: that of the country, for one who reads no French."""


def addressee_lines(details: ContactDetails, company: str = "", *, tight: bool = False) -> tuple[str, ...]:
    """Who it is for, on one line or more; nothing where there is no name. `company` is that of a person at work.

    `tight` leaves out the attention of whom a company's letter is: for an address that has no line for it.
    """
    person = _person(details)
    if details.kind == COMPANY:
        company = details.company_name
    company = clean_line(company)
    if not company:
        return person or _fitted_firm(clean_line(details.company_name))
    head = _fitted_firm(company)
    return head if tight and details.kind == COMPANY else (*head, *_attention(details))


def _fitted_firm(name: str) -> tuple[str, ...]:
    if not name:
        return ()
    short = shortened(name, firm=True)
    if short is not None:
        return (short,)
    whole = broken(name)
    return whole if len(whole) == 2 else broken(as_short_as_may_be(name, firm=True)) or (name,)


def _attention(details: ContactDetails) -> tuple[str, ...]:
    names = _forms(details)
    for before in ("à l'attention de ", "à l'att. de ", ""):
        for name in names[:2]:
            if name and len(before + name) <= LINE_LIMIT:
                return (before + name,)
    return _person(details)


def _person(details: ContactDetails) -> tuple[str, ...]:
    """The line of a person, the least abbreviated that fits."""
    forms = _forms(details)
    fitting = next((form for form in forms if len(form) <= LINE_LIMIT), None)
    if fitting is not None:
        return (fitting,) if fitting else ()
    return broken(forms[-1]) or (forms[-1],)


def _forms(details: ContactDetails) -> tuple[str, ...]:
    """How a person may be written, from the longest to the shortest."""
    first, last = clean_line(details.first_name), clean_line(details.last_name)
    if not last:
        return (first,)
    words = _TITLES.get(details.language or "fr", _TITLES["fr"])
    title, short = words.get(details.civility, ("", ""))
    initials = " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in first.split())
    forms = ((title, first, last), (short, first, last), (short, initials, last), (initials, last), (short, last))
    return tuple(" ".join(part for part in form if part) for form in forms)
