"""The fields that a letter may hold, by their names in both languages.

Names are compared folded and joined: {Prénom}, {prenom}, {first name} and {first_name} are one field. A field of the
shop's own is called by its key or by its label: {champ.taille}, {field.size}.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from fichier_tui.domain.text import fold_joined

OWN_PREFIX = "own."
"""What the code of a field of the shop's own begins with, before its key."""
_OWN_SPELLINGS = ("champ.", "field.", OWN_PREFIX)
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a field: those that are shown, then others that are understood."""

    fr: str
    en: str
    others: tuple[str, ...] = ()

    def shown(self, language: str) -> str:
        """The name in a language ("fr", "en")."""
        return self.fr if language == "fr" else self.en

    def every(self) -> tuple[str, ...]:
        """All spellings."""
        return (self.fr, self.en, *self.others)


MERGE_FIELDS: Mapping[str, Names] = {
    # How one is called. `dear` and `e` agree with the sex: "{cher|Bonjour} {prénom}, vous êtes invité{e}".
    "salutation": Names("salutation", "salutation"),
    "dear": Names("cher", "dear", ("chère",)),
    "e": Names("e", "e"),
    "civility": Names("civilité", "title", ("civility", "titre")),
    "titled_name": Names("civilité_nom", "titled_name"),
    "first_name": Names("prénom", "first_name", ("firstname",)),
    "last_name": Names("nom", "last_name", ("nom de famille", "name", "surname")),
    "full_name": Names("prénom_nom", "full_name", ("nom complet",)),
    "company": Names("société", "company", ("entreprise", "raison sociale", "nom de société", "company name")),
    "job_title": Names("fonction", "job_title", ("poste", "job")),
    # Where it is.
    "address": Names("adresse", "address"),
    "street": Names("rue", "street", ("voie", "adresse 1", "adresse ligne 1", "address line 1")),
    "postcode": Names("code_postal", "postcode", ("cp",)),
    "town": Names("ville", "town", ("commune", "city")),
    "email": Names("courriel", "email", ("e-mail", "mail", "adresse de messagerie", "e-mail address")),
    "phone": Names("téléphone", "phone", ("tél", "telephone", "téléphone domicile", "home phone")),
    # What it did here.
    "last_visit": Names("dernière_visite", "last_visit"),
    "last_purchase": Names("dernier_achat", "last_purchase"),
    "favourite_product": Names("produit_préféré", "favourite_product", ("favorite product", "préféré")),
    "points": Names("points", "points"),
    "card_number": Names("carte", "card_number", ("numéro de carte", "card")),
    "birthday": Names("anniversaire", "birthday"),
    "sponsor": Names("parrain", "sponsor", ("marraine",)),
    # The shop's own.
    "business": Names("établissement", "business", ("magasin", "boutique", "enseigne", "shop")),
    "today": Names("date", "today", ("aujourd'hui", "date du jour", "jour", "day")),
    "offer": Names("offre", "offer"),
    "offer_until": Names("fin_offre", "offer_until", ("fin de l'offre", "offer end")),
}
"""The names of each field by its code, in the order in which they are shown."""

_BY_FOLD: Mapping[str, str] = {
    fold_joined(spelling): code for code, names in MERGE_FIELDS.items() for spelling in (code, *names.every())
}


def field_names(language: str, own: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Every name as it is written in a letter of that language; `own` are the labels of the shop's fields by key."""
    prefix = _OWN_SPELLINGS[0] if language == "fr" else _OWN_SPELLINGS[1]
    return (*(names.shown(language) for names in MERGE_FIELDS.values()), *(prefix + key for key in own or ()))


def find_field(name: str, own: Mapping[str, str] | None = None) -> str | None:
    """The code of the field called so in either language ("first_name", "own.size"); None where there is none."""
    written = name.strip()
    for prefix in _OWN_SPELLINGS:
        if written.casefold().startswith(prefix):
            return _own_code(written[len(prefix) :], own or {})
    return _BY_FOLD.get(fold_joined(written))


def near_fields(name: str, own: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The names nearest to one that is unknown, at most three: a suggestion, never a guess."""
    known = {fold_joined(spelling): spelling for names in MERGE_FIELDS.values() for spelling in names.every()}
    prefix = next((one for one in _OWN_SPELLINGS if name.strip().casefold().startswith(one)), _OWN_SPELLINGS[0])
    for key, label in (own or {}).items():
        for spelling in (key, label, prefix + key, prefix + label):
            known[fold_joined(spelling)] = prefix + key
    near = difflib.get_close_matches(fold_joined(name), list(known), n=2 * _NEAREST, cutoff=0.6)
    return tuple(dict.fromkeys(known[word] for word in near))[:_NEAREST]


def _own_code(called: str, own: Mapping[str, str]) -> str | None:
    if called in own:
        return OWN_PREFIX + called
    folded = fold_joined(called)
    return next(
        (OWN_PREFIX + key for key, label in own.items() if folded and folded in (fold_joined(key), fold_joined(label))),
        None,
    )
