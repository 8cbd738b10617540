"""Names that a field of the shop's own may not bear: what the law forbids a customer file to hold (CONSENT R30).

A name is refused when one of its words, folded, names such data; some words only come near it ("allergies"), and are
warned of. Words are compared whole, and what sounds alike but is harmless is left out first ("syndicat d'initiative").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fichier_tui.domain.text import fold

# What the data is about. RGPD 9: the first seven; RGPD 10: offences; loi Informatique et Libertés 30: the number.
HEALTH, BELIEFS, POLITICS, UNION, SEX_LIFE, ORIGIN, BODY, OFFENCES, NATIONAL_NUMBER = CATEGORIES = (
    "health",
    "beliefs",
    "politics",
    "union",
    "sex_life",
    "origin",
    "body",
    "offences",
    "national_number",
)
_ANIMALS = r"chien|chienne|chat|chatte|cheval|jument|poney|animal|animaux|dog|cat|horse|pet"
# Said of an animal, of a sport, of a trade, of a contract: no data on a person.
_HARMLESS = (
    rf"\w+ (?:du |de la |de l |des |de |de son |of the )?(?:{_ANIMALS})s?\b|(?:{_ANIMALS})(?: s)? \w+"
    r"|syndicats? (?:d initiative|de coproprie\w+|mixtes?|intercommuna\w+)|handicap (?:de |du |au )?golf|golf handicap"
    r"|politiques? (?:de|des|du|d|tarifaires?|commerciales?|qualite|prix)\b|films? cultes?"
    r"|race (?:number|result|time|day)s?"
    r"|(?:secteurs?|professionnels?|professions?|etablissements?|maisons?|metiers?) (?:de )?(?:la )?sante|health club"
    r"|diagnostics? (?:energetiques?|immobiliers?|techniques?|numeriques?|de performance)"
    r"|regimes? (?:matrimonia\w+|fisca\w+|de tva|tva|hydriques?)"
    r"|(?:redressement|liquidation|administrateur|administration) judiciaire|clauses? penales?"
)
_FORBIDDEN: dict[str, str] = {
    HEALTH: r"sante|maladies?|malades?|handicap\w*|invalidite|pathologies?|medical\w*|medicaux|medicaments?|medicin\w+"
    r"|medications?|medecins?|diagnostics?|diagnosis|grossesses?|enceinte|groupe sanguin|blood (?:group|type)|diabet\w+"
    r"|cancers?|vih|hiv|sida|aids|depressions?|depressi\w+|addictions?|affection longue duree|health|illness\w*"
    r"|diseases?|disab\w+|pregnan\w+|vaccin\w*",
    BELIEFS: r"religi\w+|confessions?|cultes?|croyances?|(?<!criminal )convictions?|catholiques?|musulmane?s?|juifs?"
    r"|juives?|protestante?s?|orthodoxes?|bouddhistes?|chretien\w*|athees?|islam|faith|beliefs?|muslims?|jewish"
    r"|hindous?|hindus?",
    POLITICS: r"politiques?|political\w*|politics|electeurs?|intentions? de vote",
    UNION: r"syndicat\w*|syndical\w*|syndicaux|syndique\w*|trade unions?|labou?r unions?|union membership",
    SEX_LIFE: r"sexualit\w+|sexuel\w*|homosexu\w+|heterosexu\w+|bisexu\w+|lesbienne\w*|lgbt\w*|gays?|sexual\w*"
    r"|sex life",
    ORIGIN: r"ethni\w+|races?|racia\w+|couleur de (?:la )?peau|skin colou?r",
    BODY: r"biometri\w+|geneti\w+|empreintes? digitales?|fingerprints?|dna|adn",
    OFFENCES: r"infractions?|condamnations?|delits?|judiciaires?|penale?s?|penaux|crimes?|crimin\w+|offences?|offenses?"
    r"|prison\w*",
    NATIONAL_NUMBER: r"nir|nss|securite sociale|secu|no? ss|numero insee|carte vitale|social security",
}
# Not forbidden in itself, but it may tell of health, belief or origin: to be kept only where the service needs it.
_NEAR: dict[str, str] = {
    HEALTH: r"allerg\w+|intoleran\w+|regimes?|gluten|pmr|mobilite reduite|fauteuil roulant|wheelchairs?|diets?|dietary",
    BELIEFS: r"halal|casher\w*|kasher\w*|kascher\w*|cacheres?|kosher|careme|ramadan|shabbat|mosquees?|synagogues?"
    r"|eglises?|messes?|paroisses?|church|mosque",
    ORIGIN: r"nationalites?|nationality|pays d origine|country of origin",
}


def _of(patterns: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((category, re.compile(rf"\b(?:{words})\b")) for category, words in patterns.items())


_HARMLESS_WORDS = re.compile(rf"\b(?:{_HARMLESS})")
_FORBIDDEN_WORDS, _NEAR_WORDS = _of(_FORBIDDEN), _of(_NEAR)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a name: the category of data, the word that says so, and whether it is forbidden."""

    category: str
    word: str
    forbidden: bool


def judge_name(name: str) -> Judgement | None:
    """What is wrong with the name of a field; None for an ordinary one."""
    words = _HARMLESS_WORDS.sub(" ", fold(name))
    for patterns, forbidden in ((_FORBIDDEN_WORDS, True), (_NEAR_WORDS, False)):
        for category, pattern in patterns:
            if found := pattern.search(words):
                return Judgement(category, found[0], forbidden)
    return None
