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
        "sont gardées {kept}, les factures dix ans. Vous pouvez les consulter, les "
        "faire rectifier ou effacer, vous opposer à leur usage ou en demander une copie : au comptoir{contact}. Vous "
        "pouvez aussi vous plaindre à la CNIL (www.cnil.fr).\n\nSi vous nous donnez votre numéro de téléphone : nous "
        "ne vous appellerons pour vous proposer nos offres que si vous y avez consenti (article L. 223-2 du code "
        "de la consommation)."
    ),
    "en": (
        "{business}{address} records your details to {purposes}. They are neither sold nor rented. They are kept for "
        "{kept}, invoices for ten years. You may see them, have them corrected or erased, "
        "object to their use or ask for a copy: at the counter{contact}. You may also complain to the CNIL "
        "(www.cnil.fr).\n\nIf you give us your telephone number: we will call you about our offers only if you have "
        "agreed to it (article L. 223-2 of the French consumer code)."
    ),
}
_KEPT = {
    "fr": (
        "{prospect} après notre dernier contact",
        "{prospect} après notre dernier contact ({client} pour nos clients)",
    ),
    "en": ("{prospect} after our last contact", "{prospect} after our last contact ({client} for our clients)"),
}
_UNITS = {"fr": ("an", "ans", "mois", "mois"), "en": ("year", "years", "month", "months")}
_LONGEST_TIME = 80
"""What tells how long takes fewer letters."""
_NAMELESS = {"fr": "Notre établissement", "en": "Our business"}


@dataclass(frozen=True, slots=True)
class Notice:
    """A version of the notice. 0 is the program's own, which nobody was given yet."""

    language: str
    version: int
    text: str
    is_own: bool = False
    """Whether the shop wrote it."""


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


def default_notice(
    language: str, business: str, address: str = "", contact: str = "", *, months: tuple[int, int] = (36, 36)
) -> str:
    """The program's own words, for want of the shop's; in French for a language that it has none for.

    `months`: how long prospects and clients are kept after the last word from them.
    """
    language = language if language in _TEXTS else "fr"
    prospect, client = (_time(language, one) for one in months)
    kept = _KEPT[language][prospect != client].format(prospect=prospect, client=client)
    return _with(language, business, address, contact, kept)


def is_default_notice(text: str, language: str, business: str, address: str = "", contact: str = "") -> bool:
    """Whether a text is the program's own words, whatever time they say: a time chosen since is to stand in them."""
    before, _between, after = _with(language, business, address, contact, "\0").partition("\0")
    return len(text) < len(before) + len(after) + _LONGEST_TIME and text.startswith(before) and text.endswith(after)


def _with(language: str, business: str, address: str, contact: str, kept: str) -> str:
    return _TEXTS[language].format(
        business=business or _NAMELESS[language],
        address=f" ({address})" if address else "",
        contact=f", {contact}" if contact else "",
        purposes=PURPOSES[language],
        kept=kept,
    )


def _time(language: str, months: int) -> str:
    """ "3 ans", "18 mois"."""
    year, years, month, more = _UNITS[language]
    count, one, many = (months, month, more) if months % 12 else (months // 12, year, years)
    return f"{count} {one if count == 1 else many}"
