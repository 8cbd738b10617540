"""Whom a one-line entry means: which of its words name somebody of the file, and which are left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from fichier_tui.domain.additions import contradicted, with_added
from fichier_tui.domain.contact import ContactDetails, ContactRow, cleaned
from fichier_tui.domain.import_values import read_civility
from fichier_tui.domain.line import Line
from fichier_tui.domain.line.resolution import (
    BEGINNING,
    CARD,
    CHOSEN,
    EMAIL,
    EXACT_NAME,
    NEAR,
    OTHER,
    PHONE,
    Candidate,
    Resolution,
)
from fichier_tui.domain.line.tokens import QUOTES
from fichier_tui.domain.text import fold, fold_joined
from fichier_tui.storage import models
from fichier_tui.storage.contacts import read_rows
from fichier_tui.storage.details import read_details
from fichier_tui.storage.loyalty_card import card_holders
from fichier_tui.storage.search.finding import find_contacts
from fichier_tui.storage.search.index import national_digits
from fichier_tui.storage.session import Session

MOST_CANDIDATES = 8
"""How many who may be meant are given."""
LOOKED_AT = 60
"""Enough of one name for who came last, and behind a civility those of the right sex, to be among them."""
_WHOLE = (EXACT_NAME, PHONE, EMAIL, CARD)
_EXACT = (*_WHOLE, BEGINNING, OTHER)
# In words. A name among other words is seldom longer; more words are a sentence, of which only the ends are looked for.
_LONGEST_NAME, _LONGEST_INSIDE, _MOST_WORDS = 4, 2, 6
# Below this many letters, a slip of the finger can make any word of any other.
_FORGIVEN_FROM = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Who may be meant. `clear` is the one that Enter takes; `fitting` is how many fit, as far as they are looked at.

    `named` and `left` are the words that name the contact, and those that do not.
    """

    candidates: tuple[Candidate, ...] = ()
    clear: int | None = None
    named: str = ""
    left: str = ""
    fitting: int = 0

    @property
    def more(self) -> bool:
        """Whether others fit beside the candidates."""
        return self.fitting > len(self.candidates)


def without_civility(words: Sequence[str]) -> list[str]:
    """The words without "Mme", "M.", "Mr" before a name: nobody is found by these."""
    return list(words[1:]) if len(words) > 1 and read_civility(words[0]) else list(words)


def chosen_person(session: Session, line: Line, contact: int, *, inside_card: bool) -> Person:
    """The contact that was chosen by hand, and which words name it; inside its card, none do."""
    rows = tuple(Candidate(row, CHOSEN) for row in read_rows(session, [contact]))
    if inside_card:
        return Person(rows, contact, "", line.who)
    details = read_details(session, [contact]).get(contact, ContactDetails())
    known = fold(" ".join(_words_of(details))).split()
    words = line.who.split()
    windows = [window for window in _windows(len(words)) if _may_name(line, words, *window)]
    for start, end in windows:
        asked = fold(" ".join(without_civility(words[start:end]))).split()
        if asked and all(_is_near(word, known) for word in asked):
            return Person(rows, contact, *_cut(words, start, end))
    # What the search forgives beyond that, a sound for instance.
    for start, end in windows:
        if contact in find_contacts(session, " ".join(without_civility(words[start:end])), limit=MOST_CANDIDATES).ids:
            return Person(rows, contact, *_cut(words, start, end))
    return Person(rows, contact, "", line.who)


def _may_name(line: Line, words: list[str], start: int, end: int) -> bool:
    """Whether a run of the words may name who was chosen by hand: what stands in quotes is not cut, and neither "2" nor
    "h" of a product is a name because a card's number or a first name begins so."""
    for piece in line.pieces:
        quoted = str(piece.value).split()
        if piece.slot != "who" or piece.words[:1] not in QUOTES or len(quoted) < 2:
            continue
        at = next((place for place in range(len(words)) if words[place : place + len(quoted)] == quoted), None)
        if at is not None and start < at + len(quoted) and end > at and not start <= at < at + len(quoted) <= end:
            return False
    return (start, end) == (0, len(words)) or _can_name(words[start:end])


def without_name(who: str, name: str) -> str:
    """The words said of what comes next, without the name of the contact where they begin with it once more."""
    words, known = who.split(), fold(name).split()
    rest = without_civility(words)
    while rest and set(fold(rest[0]).split()) <= set(known):
        rest = rest[1:]
    said = {part for word in words[: len(words) - len(rest)] for part in fold(word).split()}
    return " ".join(rest) if known and known[0] in said else who


def compared(session: Session, resolution: Resolution, said: ContactDetails) -> Resolution:
    """With whether what is said of a known contact adds to what the file has, or says otherwise."""
    if resolution.contact is None or said == ContactDetails():
        return resolution
    known = read_details(session, [resolution.contact]).get(resolution.contact)
    if known is None:
        return resolution
    said = cleaned(said)
    numbers, addresses = [phone.number for phone in known.phones], [email.address for email in known.emails]
    return replace(
        resolution,
        adds=with_added(known, said) != known,
        contradicts=contradicted(known, said),
        beside=(next(iter(numbers), ""), next(iter(addresses), "")),
    )


def find_person(session: Session, line: Line) -> Person:
    """Who fits the words of the line, or is reached by what it says of a telephone, an e-mail or a card."""
    person = _by_words(session, line) if line.who else Person()
    reached = _by_reach(session, line)
    if not reached:
        return person
    if not line.who:
        return Person(reached, reached[0].contact.id if len(reached) == 1 else None)
    # Several of that name: the one who has that telephone.
    ids = {candidate.contact.id for candidate in reached}
    both = [candidate for candidate in person.candidates if candidate.contact.id in ids]
    if len(both) == 1:
        others = tuple(one for one in person.candidates if one is not both[0])
        return replace(person, candidates=(*both, *others), clear=both[0].contact.id)
    return person if person.candidates else Person(reached)


def _by_words(session: Session, line: Line) -> Person:
    """Who fits all the words; else who fits some of them: by the surname, nearly so, by a first name, by beginnings.

    Of some of the words, only two that follow each other, or the first, tell clearly who is meant, and only with the
    surname: "petit" in "commande petit commerce" may be anybody, and so may "paul" in "zorglub paul".
    """
    words = line.who.split()
    asked: dict[str, tuple[Person, bool]] = {}
    for place, whys, by_surname in _attempts(len(words), quoted=line.quoted):
        part = without_civility(words[slice(*place)])
        is_whole = place == (0, len(words))
        if not is_whole and not _can_name(part):
            continue
        text = " ".join(part)
        if text not in asked:
            asked[text] = _candidates(session, text, _civility_of(words[slice(*place)]))
        found, has_surname = asked[text]
        if found.candidates and found.candidates[0].why in whys and (has_surname or not by_surname):
            named, left = _cut(words, *place)
            tells = is_whole or (by_surname and (len(part) > 1 or not place[0]))
            return replace(found, clear=found.clear if tells else None, named=named, left=left)
    return Person()


def _attempts(count: int, *, quoted: bool) -> Iterator[tuple[tuple[int, int], tuple[str, ...], bool]]:
    """The runs of words to look for, as what the first must be found then, and whether by the surname."""
    whole = (0, count)
    yield whole, _EXACT, False
    if quoted:
        return
    yield whole, (NEAR,), False
    for whys, by_surname in ((_WHOLE, True), ((NEAR,), False), (_WHOLE, False), ((BEGINNING,), False)):
        for place in _windows(count, inside=whys == _WHOLE):
            if place != whole:
                yield place, whys, by_surname


def _civility_of(words: Sequence[str]) -> str:
    """The code of the "Mme" or "M." before a name; "" without one."""
    return (read_civility(words[0]) or "") if len(words) > 1 else ""


def _candidates(session: Session, text: str, civility: str) -> tuple[Person, bool]:
    """Those that these words fit, whole names first, near ones last; whether the first is found by more than a first
    name. Behind a civility, those who are known to have another come after the others."""
    found = find_contacts(session, text, limit=LOOKED_AT)
    ids = list(found.ids)
    exact = set(ids[: found.exact])
    details = read_details(session, ids)
    candidates = [
        Candidate(row, why_found(text, details[row.id]) if row.id in exact else NEAR) for row in read_rows(session, ids)
    ]
    candidates.sort(key=lambda one: _order(one, text, civility, details[one.contact.id]))
    fitting = [candidate for candidate in candidates if candidate.why != NEAR]
    clear = fitting if len(fitting) == 1 else [one for one in fitting if one.why in _WHOLE]
    if not clear and len(candidates) <= MOST_CANDIDATES:
        clear = [one for one in fitting if one.why == BEGINNING]  # "leclercq s": no town against Leclercq Sylvie
    is_named = len(clear) == 1 and (clear[0].why != OTHER or _names_part(text, details[clear[0].contact.id]))
    has_surname = False
    if candidates:
        best = details[candidates[0].contact.id]
        first_names = {*fold(best.first_name).split(), fold_joined(best.first_name)}
        has_surname = not set(fold(text).split()) <= first_names
    person = Person(
        tuple(candidates[:MOST_CANDIDATES]),
        clear[0].contact.id if is_named else None,
        fitting=len(fitting) or len(candidates),
    )
    return person, has_surname


def _order(one: Candidate, text: str, civility: str, details: ContactDetails) -> tuple[int, bool, bool, int]:
    """By how it was found, then those of the civility, those of that surname, who came last; near ones as they were
    found."""
    if one.why == NEAR:
        return _rank(NEAR), False, False, 0
    first = fold(text).partition(" ")[0]
    by_surname = any(fold(name).startswith(first) for name in (details.last_name, details.company_name))
    seen = one.contact.last_seen
    return (
        _rank(one.why),
        not _may_be_called(civility, details),
        not by_surname,
        -seen.toordinal() if seen else 0,
    )


def _rank(why: str) -> int:
    """Whole names first, then their beginnings, then towns and the like, what was forgiven last."""
    return 0 if why in _WHOLE else (BEGINNING, OTHER, NEAR).index(why) + 1


def _may_be_called(civility: str, details: ContactDetails) -> bool:
    """Whether nothing speaks against "Mme" or "M." before that name."""
    known = details.civility or {"f": "mrs", "m": "mr"}.get(details.sex, "")
    return not civility or known in ("", civility)


def _by_reach(session: Session, line: Line) -> tuple[Candidate, ...]:
    """Those who have the telephone, the e-mail or the loyalty card of the line."""
    found: dict[int, str] = {}
    for table, column, value, why in (
        (models.Phone, models.Phone.number, line.phone, PHONE),
        (models.Email, models.Email.address, line.email, EMAIL),
    ):
        if value:
            query = table.select(table.contact).where(column == value).limit(MOST_CANDIDATES)
            for row in query:
                found.setdefault(row.contact_id, why)
    if line.card:
        found |= {holder.contact_id: CARD for holder in card_holders(session, line.card)[:MOST_CANDIDATES]}
    rows: list[ContactRow] = read_rows(session, list(found))
    return tuple(Candidate(row, found[row.id]) for row in rows if not row.deleted)


def why_found(text: str, details: ContactDetails) -> str:
    """Why this contact was found by these words, where nothing had to be forgiven."""
    if digits := national_digits(text):
        if text.strip() == details.card_number:
            return CARD
        if any(digits in national_digits(phone.number) for phone in details.phones):
            return PHONE
    folded = fold(text)
    if details.card_number and folded == fold(details.card_number):
        return CARD
    if "@" in text and any(email.address == text.strip().lower() for email in details.emails):
        return EMAIL
    asked = folded.split()
    names = _names(details)
    if all(word in names for word in asked):
        return EXACT_NAME
    return BEGINNING if all(any(name.startswith(word) for name in names) for word in asked) else OTHER


def _names(details: ContactDetails) -> list[str]:
    """The words of its names, and each name as one word: Le Clerc is typed "leclerc"."""
    names = (details.last_name, details.first_name, details.company_name)
    return [*fold(" ".join(names)).split(), *filter(None, map(fold_joined, names))]


def _names_part(text: str, details: ContactDetails) -> bool:
    """Whether one of the words at least begins a name: a town alone means nobody in it."""
    return any(name.startswith(word) for word in fold(text).split() for name in _names(details))


def _can_name(words: Sequence[str]) -> bool:
    """Whether some words out of several may name somebody: one letter alone, or "de", names nobody."""
    return any(len(word) > 2 for word in fold(" ".join(words)).split())


def _windows(count: int, *, inside: bool = True) -> Iterator[tuple[int, int]]:
    """The runs of words, the longest first; of one length the first, then the last, then one or two `inside`."""
    for length in range(min(count, _LONGEST_NAME), 0, -1):
        between = range(1, count - length) if inside and length <= _LONGEST_INSIDE and count <= _MOST_WORDS else ()
        for start in dict.fromkeys((0, count - length, *between)):
            yield start, start + length


def _cut(words: Sequence[str], start: int, end: int) -> tuple[str, str]:
    """(the words of the run, all others)."""
    return " ".join(words[start:end]), " ".join([*words[:start], *words[end:]])


def _words_of(details: ContactDetails) -> list[str]:
    """What a contact may be called by."""
    return [
        details.last_name,
        details.first_name,
        details.company_name,
        details.card_number,
        *(place.town for place in details.addresses),
        *(national_digits(phone.number) for phone in details.phones),
        *(email.address for email in details.emails),
    ]


def _is_near(word: str, known: Sequence[str]) -> bool:
    """Whether a word begins one of those, or is one slip of the finger from it."""
    if any(name.startswith(word) for name in known):
        return True
    if word.isdecimal():
        return len(word) >= 3 and any(word in name for name in known if name.isdecimal())
    return len(word) >= _FORGIVEN_FROM and any(OSA.distance(word, name, score_cutoff=1) <= 1 for name in known)
