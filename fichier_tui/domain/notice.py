"""What a person is told of the use of its data when asked for it: the notice of RGPD 13 and 14 (CONSENT R12, R19).

As the sentences of consent, they are no words of the screens but what is kept as proof: the words that were given, in
the language in which they were. The shop writes its own over them; a version never changes. Not legal advice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

NOTICE = "notice"
"""What stands for a channel where the wordings of the file are kept."""
COUNTER, PAPER, EMAIL, PHONE, POST, WEB = WAYS = ("counter", "paper", "email", "phone", "post", "web")
"""How it was given: the card on the counter, a form, a message, by word of mouth, a letter, the site."""
PURPOSES = {
    "fr": "vous servir, tenir votre historique d'achats et, avec votre accord, vous faire connaître ses offres",
    "en": "serve you, keep the history of your purchases and, with your consent, tell you about its offers",
}
_TEXTS = {
    "fr": (
        "{business}{address} enregistre vos coordonnées pour {purposes}. Elles ne sont ni vendues ni louées. Elles "
        "sont gardées trois ans après notre dernier contact, les factures dix ans. Vous pouvez les consulter, les "
        "faire rectifier ou effacer, vous opposer à leur usage ou en demander une copie : au comptoir{contact}. Vous "
        "pouvez aussi vous plaindre à la CNIL (www.cnil.fr).\n\nSi vous nous donnez votre numéro de téléphone : nous "
        "ne vous appellerons pour vous proposer nos offres que si vous y avez consenti (article L. 223-2 du code "
        "de la consommation)."
    ),
    "en": (
        "{business}{address} records your details to {purposes}. They are neither sold nor rented. They are kept for "
        "three years after our last contact, invoices for ten years. You may see them, have them corrected or erased, "
        "object to their use or ask for a copy: at the counter{contact}. You may also complain to the CNIL "
        "(www.cnil.fr).\n\nIf you give us your telephone number: we will call you about our offers only if you have "
        "agreed to it (article L. 223-2 of the French consumer code)."
    ),
}
_NAMELESS = {"fr": "Notre établissement", "en": "Our business"}


@dataclass(frozen=True, slots=True)
class Notice:
    """A version of the notice. 0 is the program's own, which nobody was given yet."""

    language: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Informed:
    """That somebody was given a notice: which version, when, how, by whom; `calls`: and the rule on calls (R12)."""

    id: int
    contact: int
    day: dt.date
    way: str
    version: int = 0
    language: str = ""
    calls: bool = False
    staff: str = ""


def default_notice(language: str, business: str, address: str = "", contact: str = "") -> str:
    """The program's own words, for want of the shop's; in French for a language that it has none for."""
    language = language if language in _TEXTS else "fr"
    return _TEXTS[language].format(
        business=business or _NAMELESS[language],
        address=f" ({address})" if address else "",
        contact=f", {contact}" if contact else "",
        purposes=PURPOSES[language],
    )
