"""The sentences by which a consent is asked when the shop wrote none of its own.

They are not words of the screens but what is kept in the file as proof (CONSENT R17): the sentence that was said, in
the language in which it was said. Each says who asks, for what and by which channel, that one is free to say no, and
that one may take it back at any time (RGPD art. 4.11, 7 and 21; CPCE L. 34-5; C. conso. L. 223-1; CONSENT R08, R11,
R16). Not legal advice.
"""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.text import fold

WORDING_LANGUAGES = ("fr", "en")
"""The languages in which there are sentences to say."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is to be said. `version` is 0 for the program's own sentence, which nobody was asked by yet."""

    channel: str
    language: str
    version: int
    text: str


_NAMELESS = {"fr": "notre établissement", "en": "our business"}
_ELIDING = ("a", "e", "i", "o", "u")
_SENTENCES = {
    ("email", "fr"): (
        "Acceptez-vous que {business} vous envoie par e-mail ses offres et ses nouvelles ? Vous êtes libre de dire "
        "non, cela ne change rien à vos achats. Vous pourrez retirer votre accord à tout moment, par le lien de "
        "chaque message ou d'un mot ici."
    ),
    ("sms", "fr"): (
        "Acceptez-vous que {business} vous envoie par SMS ses offres et ses nouvelles ? Vous êtes libre de dire non, "
        "cela ne change rien à vos achats. Vous pourrez retirer votre accord à tout moment, en répondant STOP ou "
        "d'un mot ici."
    ),
    ("phone", "fr"): (
        "Acceptez-vous que {business} vous appelle au téléphone pour vous proposer ses offres ? Vous êtes libre de "
        "dire non, cela ne change rien à vos achats. Votre accord vaut un an au plus ; vous pourrez le retirer à tout "
        "moment, au téléphone ou d'un mot ici."
    ),
    ("post", "fr"): (
        "{business} peut vous écrire par courrier pour vous faire connaître ses offres. En êtes-vous d'accord ? Vous "
        "pouvez vous y opposer maintenant ou à tout moment, sans frais et sans donner de raison."
    ),
    ("email", "en"): (
        "Do you agree that {business} sends you its offers and news by e-mail? You are free to say no, it changes "
        "nothing for your purchases. You can withdraw your consent at any time, by the link in each message or by "
        "telling us here."
    ),
    ("sms", "en"): (
        "Do you agree that {business} sends you its offers and news by text message? You are free to say no, it "
        "changes nothing for your purchases. You can withdraw your consent at any time, by answering STOP or by "
        "telling us here."
    ),
    ("phone", "en"): (
        "Do you agree that {business} calls you to tell you about its offers? You are free to say no, it changes "
        "nothing for your purchases. Your consent lasts one year at most; you can withdraw it at any time, on the "
        "telephone or by telling us here."
    ),
    ("post", "en"): (
        "{business} may write to you by post to tell you about its offers. Is that all right with you? You can object "
        "now or at any time, free of charge and without giving a reason."
    ),
}


def default_wording(channel: str, language: str, business: str) -> str:
    """The sentence for a channel in one of `WORDING_LANGUAGES`; `business` is the name of the shop, or empty."""
    named = business or _NAMELESS[language]
    text = _SENTENCES[channel, language].format(business=named)
    if language == "fr" and fold(named)[:1] in _ELIDING:
        text = text.replace(f"que {named}", f"qu'{named}")
    return text[:1].upper() + text[1:]


def wording_language(contact: str, shop: str) -> str:
    """In which language to ask: the contact's where it is known and there are sentences in it, else the shop's."""
    return next((language for language in (contact, shop) if language in WORDING_LANGUAGES), WORDING_LANGUAGES[0])
