"""The words by which a line says what to do, in French and English; folded. The first of each is the short form."""

from __future__ import annotations

from fichier_tui.domain.calendar_words import FEASTS, HOURS, RELATIVE_DAYS, WEEKDAYS
from fichier_tui.domain.line.counts import number_of
from fichier_tui.domain.line.goods import GOODS
from fichier_tui.domain.line.line import OF_AN_ACTION
from fichier_tui.domain.line.marks import CHANNELS
from fichier_tui.domain.line.scan import CIVILITY_WORDS, PLANS, Scan
from fichier_tui.domain.line.tokens import Token

VERB_WORDS: dict[str, tuple[str, ...]] = {
    "visit": (
        "v", "visite", "visit", "visited", "passe", "passee", "passes", "passage", "est passe", "est passee",
        "sont passes", "vient de passer", "vient de venir", "venu", "venue", "venus", "est venu", "est venue",
        "sont venus", "came", "came in", "came by", "dropped in", "stopped by", "walked in", "was here", "est la",
    ),
    "purchase": (
        "a", "achat", "achats", "achete", "achetee", "acheter", "a achete", "ont achete", "vient d'acheter",
        "viennent d'acheter", "a pris", "ont pris", "a paye", "paye", "a regle", "vente", "vendu", "encaisse",
        "buy", "buys", "bought", "has bought", "just bought", "purchase", "purchased", "paid", "took", "sale", "sold",
    ),
    "call": (
        "r", "rappel", "rappeler", "rappelle", "a rappeler", "appel", "appeler", "a appeler", "telephoner",
        "telephoner a", "relance", "relancer", "a relancer", "call", "call back", "callback", "recall", "phone", "ring",
    ),
    "meeting": (
        "rdv", "rv", "rendez-vous", "rendez vous", "reunion", "rencontrer", "a rdv", "a rendez-vous", "prend rdv",
        "a pris rdv", "rdv tel", "rdv telephonique", "a pris rendez-vous",
        "meet", "book", "meeting", "appointment", "appt",
    ),
    "email": (
        "m", "mail", "mel", "email", "e-mail", "courriel", "ecrire", "a ecrire", "envoyer un mail", "envoyer mail",
        "write", "write to", "send mail", "send email", "send an email",
    ),
    "todo": ("t", "tache", "a faire", "penser a", "todo", "to do", "to-do", "task"),
    "note": ("n", "note", "noter", "memo", "remarque"),
    "complaint": (
        "reclamation", "plainte", "se plaint", "se plaint de", "se plaint que", "s'est plaint", "s'est plaint de",
        "s'est plainte", "s'est plainte de", "complaint", "complains", "complains about", "complained",
        "complained about",
    ),
    "done": ("ok", "fait", "c'est fait", "c'est bon", "termine", "terminee", "effectue", "done", "finished"),
    "postpone": (
        "rep", "repousser", "repousse", "reporter", "reporte", "decaler", "decale", "remettre", "push", "push back",
        "postpone", "postponed", "snooze", "delay",
    ),
    "cancel": (
        "annuler", "annule", "annulee", "annulation", "a annule", "rdv annule", "rendez-vous annule", "absent",
        "absente", "absents", "cancel", "cancels", "cancelled", "cancellation", "has cancelled", "meeting cancelled",
        "appointment cancelled", "no-show", "no show",
    ),
    "contact": (
        "c", "client", "cliente", "contact", "nouveau", "nouvelle", "nouveau client", "nouvelle cliente",
        "nouveau contact", "ajouter", "creer", "new", "new client", "new customer", "new contact", "customer", "add",
    ),
    "stop": (
        "stop", "opposition", "desinscrire", "desinscription", "desabonner", "desabonnement", "ne veut plus",
        "ne veut plus de", "ne veut pas de", "plus de", "unsub", "unsubscribe", "opt out", "opt-out", "optout",
        "no more", "wants no", "wants no more",
    ),
    "consent": (
        "consent", "consentement", "accord", "accepte", "accepte les", "accepte le", "d'accord pour", "accepts",
        "agrees to", "opt in", "opt-in", "optin",
    ),
    "segment": ("s", "segment", "seg"),
}  # fmt: skip
"""By verb: the forms that are understood at the beginning of a line."""
VERB_OF: dict[str, str] = {words: verb for verb, forms in VERB_WORDS.items() for words in forms}
_LONGEST = max(words.count(" ") for words in VERB_OF) + 1
# Behind the name too: "Mme Faure est passée ce matin", "dupont rappeler demain", "dupont rdv mardi".
_AFTER_NAME = frozenset(
    words
    for words in VERB_OF
    if (" " in words and words not in ("new client", "new customer", "new contact"))
    or words
    in [
        "rdv",
        "rendez-vous",
        "rappeler",
        "relancer",
        "appeler",
        "passe",
        "passee",
        "passes",
        "venu",
        "venue",
        "venus",
        "came",
        "achete",
        "achetee",
        "paye",
        "vendu",
        "bought",
        "purchased",
        "paid",
        "visite",
        "visited",
        "achat",
        "rappel",
        "relance",
        "stop",
        "desinscrire",
        "desabonner",
        "unsubscribe",
        "accepte",
        "accepts",
        "repousser",
        "reporter",
        "decaler",
        "postpone",
        "annule",
        "absent",
        "absente",
        "absents",
        "cancelled",
        "no-show",
        "reclamation",
        "complaint",
        "complains",
        "complained",
        "callback",
        "meeting",
        "appointment",
    ]
)
# Behind the name these may be part of it, or of what is to be done.
_NOUNS = frozenset(["visite", "achat", "rappel", "relance", "stop", "meeting", "appointment", "passe", "venu", "came"])
NEW_WORDS = ("c", "client", "cliente", "contact", "nouveau", "nouvelle", "nouveau client", "nouvelle cliente", "new",
             "new client", "new customer", "customer")  # fmt: skip
# What was not done, or is taken back, is nothing to write.
_NEGATIONS = frozenset(("pas", "jamais", "not", "never", "annuler", "annule", "annulee", "cancel", "cancelled"))
ACTION_WORDS = {
    words: verb for words, verb in VERB_OF.items() if verb in ("call", "meeting", "email", "todo") and len(words) > 2
}
# What is cancelled is called by a noun: "rappeler" behind it is what comes next.
PLANNED = frozenset(("rdv", "rv", "rendez-vous", "rendez vous", "reunion", "rappel", "appel", "relance", "tache",
                      "meeting", "appointment", "appt", "call", "task"))  # fmt: skip
_WEAK = ("complaint", "cancel")
NO_SHOW = ("absent", "absente", "absents")
"""Somebody did not come."""
# "demain r dupont": a day may come before the verb.
_DAYS_FIRST = frozenset(word for word in (*RELATIVE_DAYS, *WEEKDAYS) if len(word) > 3)
JOINING = frozenset(("avec", "with", "pour", "for", "chez"))
"""Small words that only lead to a name."""
_POLITE = ("il faut", "faut", "merci de", "pense a", "penser a", "please", "pls", "need to", "must")
# "annule son rdv"
_THEIR = ("son", "leur", "his", "her", "their")
# Between the verb and the name: "rdv avec lefevre", "mail à dupont", "meeting with faure".
_AFTER_VERB = frozenset(["avec", "with", "a", "to", "pour", "for", "chez", "from", "by"])


def _verb_at(scan: Scan, first: int) -> tuple[str, int] | None:
    """The verb whose words begin at `first`, the longest form, and where it ends."""
    for last in range(min(first + _LONGEST, len(scan.tokens)), first, -1):
        if scan.free(first, last) and not (verb_words := scan.words(first, last)).startswith(" "):
            verb = VERB_OF.get(verb_words)
            if verb is not None and _is_meant(scan.tokens[first : first + 2], verb_words):
                return verb, last
    return None


def _is_meant(tokens: list[Token], words: str) -> bool:
    """Whether the words are a verb by their shape: "à" is none, nor are the initial "C." or the civility "M."."""
    raw = tokens[0].raw
    if words == "a":
        return raw in ("a", "A")
    if len(words) == 1 and (raw.endswith(".") or not raw.isascii()):
        return False
    return not (words == "m" and raw == "M" and len(tokens) > 1 and tokens[1].capital)


def begins_with_plan(tokens: list[Token]) -> bool:
    """Whether the tokens begin with the words of something to be done."""
    return any(
        VERB_OF.get(" ".join(token.folded for token in tokens[:last])) in PLANS and _is_meant(tokens, tokens[0].folded)
        for last in range(1, min(_LONGEST, len(tokens)) + 1)
    )


def take_verb(scan: Scan) -> None:
    """Find the verb: at the beginning, else behind the name; and whether the contact is new."""
    if not scan.tokens:
        return
    polite = next((words.count(" ") + 1 for words in _POLITE if f"{scan.words(0, 2)} ".startswith(f"{words} ")), 0)
    found, first = (_verb_at(scan, polite) if polite else None) or _verb_at(scan, 0), 0
    if found is None and scan.word(0) in _DAYS_FIRST:
        found, first = _verb_at(scan, 1), 1
    if found is not None and (scan.word(found[1]) in _NEGATIONS or _is_sold(scan, found[1])):
        return
    if found is not None and scan.word(first) in NO_SHOW and _says_more(scan, found[1]):
        found = None
    if found is not None:
        scan.verb, last = found
        _doubt_civility(scan)
        if scan.verb in OF_AN_ACTION:
            last = _after_action(scan, last, scan.verb)
        while last < len(scan.tokens) - 1 and _joins(scan, last):
            last += 1
        scan.take("verb", first, last, scan.verb)
        if (
            scan.verb == "done"
            and scan.words(first, last).startswith("ok ")
            and scan.tokens[last - 1].folded in CHANNELS
        ):
            scan.doubt(first, last, "verb", "consent")
    else:
        _doubt_civility(scan)
        _take_later_verb(scan)
    _take_new(scan)


def _says_more(scan: Scan, place: int) -> bool:
    """Whether another verb is said from there on: "absente dupont rappeler lundi" is a call."""
    found = ((first, _verb_at(scan, first)) for first in range(place + 1, len(scan.tokens)))
    return any(
        verb is not None and verb[0] not in _WEAK and scan.words(first, verb[1]) in _AFTER_NAME - PLANNED
        for first, verb in found
    )


def _is_sold(scan: Scan, last: int) -> bool:
    """Whether the verb is only the beginning of what is sold: "visite guidée dupont"."""
    return last == 1 and scan.words(0, 2) in GOODS and scan.free(0, 2)


def _after_action(scan: Scan, place: int, verb: str) -> int:
    """Where the words end that say which action is done, put off or cancelled: "repousser le rdv de dupont"."""
    last = place + 1 if scan.word(place) in ("le", "la", "the", *_THEIR) else place
    said = scan.word(last).removeprefix("l'")
    if said not in (PLANNED if verb == "cancel" else ACTION_WORDS):
        return place
    if last + 1 >= len(scan.tokens):
        return last + 1 if verb == "cancel" else place
    return last + 2 if scan.word(last + 1) in ("de", "du", "avec", "with", "of") else last + 1


def _joins(scan: Scan, place: int) -> bool:
    """Whether a small word only joins the verb and the name; never behind a verb of one letter."""
    word = scan.word(place)
    if len(scan.tokens[place - 1].folded) < 2 or scan.verb in ("segment", "contact"):
        return False
    if word in ("de", "d'", "du", "of"):
        return scan.tokens[place + 1].folded in CIVILITY_WORDS
    following = scan.tokens[place + 1].folded
    return (
        word in _AFTER_VERB
        and following[:1].isalpha()
        and number_of(following) is None
        and following not in HOURS
        and following not in FEASTS
    )


def _doubt_civility(scan: Scan) -> None:
    """ "M Dupont" and "m. dupont" may be a gentleman, or mail to him."""
    token = scan.tokens[0]
    if token.folded == "m" and token.raw != "M." and len(scan.tokens) > 1:
        if scan.verb == "email" and not (token.raw == "m" and not scan.tokens[1].capital):
            if token.raw == "M":
                scan.doubt(0, 1, "verb", "who")
        elif not scan.verb:
            scan.doubt(0, 1, "who", "verb")


def _take_later_verb(scan: Scan) -> None:
    """The verb behind the name. What is complained of or cancelled gives way to another that is said too: "faure
    absente rappeler lundi" is a call."""
    weak: tuple[int, int, str] | None = None
    first = 1
    while first < len(scan.tokens):
        found = _verb_at(scan, first) if scan.free(first) else None
        if (
            found is None
            or scan.words(first - 1, first) in _NEGATIONS
            or scan.words(first, found[1]) not in _AFTER_NAME
        ):
            first += 1
            continue
        verb, last = found
        if verb in _WEAK:
            last = _after_action(scan, last, verb)
            weak = weak or (first, last, verb)
            first = last
            continue
        if scan.tokens[first].capital and last == first + 1:
            scan.doubt(first, last, "who", "verb")
            first += 1
            continue
        if scan.words(first, last) in _NOUNS:
            scan.doubt(first, last, "verb", "who")
        weak = (first, last, verb)
        break
    if weak is not None:
        first, last, scan.verb = weak
        scan.take("verb", first, last, scan.verb)


def _take_new(scan: Scan) -> None:
    """ "v c Durand Paul": the contact is to be created."""
    if scan.verb == "contact":
        return
    found = scan.value("verb")
    first = found.last if found else 0
    if found is None or found.first > 1 or scan.verb == "segment":
        return
    for last in (first + 2, first + 1):
        words = scan.words(first, last) if scan.free(first, last) else ""
        if words not in NEW_WORDS or scan.tokens[first].raw.endswith("."):
            continue
        if len(words) > 1 and scan.tokens[first].capital and last == first + 1:
            scan.doubt(first, last, "who", "new")
            return
        if len(words) > 1 and last == first + 1:
            scan.doubt(first, last, "new", "who")
        scan.take("new", first, last, "new")
        return
