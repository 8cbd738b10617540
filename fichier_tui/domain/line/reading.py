"""One line of the counter, read into what it says. Pure: the same text on the same day always reads the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from fichier_tui.domain.dates import read_day
from fichier_tui.domain.line.counts import take_counts, take_decimals
from fichier_tui.domain.line.days import refuse_false_days, take_azerty_days, take_births
from fichier_tui.domain.line.hours import take_pointed, take_times
from fichier_tui.domain.line.line import TOLD, Line, Piece
from fichier_tui.domain.line.marks import take_marks
from fichier_tui.domain.line.names import keep_civil_names, keep_note_whole, leave_a_person, take_days, take_hour_words
from fichier_tui.domain.line.numbers import keep_card_numbers, refuse_no_names, take_card, take_numbers
from fichier_tui.domain.line.products import refuse_more_products, take_file_product, take_price, take_usual_product
from fichier_tui.domain.line.reach import take_reach
from fichier_tui.domain.line.recurrence import take_recurrence
from fichier_tui.domain.line.scan import Found, Scan
from fichier_tui.domain.line.tokens import Parts, Token, has_word, parts_of, tokens_of
from fichier_tui.domain.line.verbs import JOINING, begins_with_plan, take_verb
from fichier_tui.domain.line.vocabulary import NO_WORDS, Vocabulary

# What comes next, and what comes after that: a line plans no further.
_MOST_STEPS = 3


def read_line(
    text: str,
    today: dt.date,
    vocabulary: Vocabulary = NO_WORDS,
    *,
    as_text: Collection[str] = (),
    inside_card: bool = False,
) -> Line:
    """Read `text`; whatever it is, no word is lost and nothing is raised.

    `as_text` holds the keys (`tokens.text_key`) of pieces that the user turned back into text; `inside_card` is true
    where the contact is known: the words that belong to no piece are the subject then.
    """
    return _read(text, tokens_of(text), today, vocabulary, frozenset(as_text), inside_card=inside_card, step=1)


def _read(
    text: str,
    tokens: list[Token],
    today: dt.date,
    vocabulary: Vocabulary,
    as_text: frozenset[str],
    *,
    inside_card: bool,
    step: int,
) -> Line:
    parts = parts_of(text, tokens, as_text, lambda after: _is_step(after, today), last=step == _MOST_STEPS)
    scan = Scan(parts.tokens, today, vocabulary, inside_card=inside_card, following=step > 1)
    _scan(scan, as_text, noted=parts.note is not None)
    following = None
    if parts.following is not None:
        following = _read(text, parts.following[1], today, vocabulary, as_text, inside_card=True, step=step + 1)
    return _line(text, scan, parts, following)


def _is_step(tokens: list[Token], today: dt.date) -> bool:
    """Whether the words after "puis" in a free note are a step to plan: what is to be done is said, or when."""
    return begins_with_plan(tokens) or any(
        read_day(" ".join(token.folded for token in tokens[:last]), today) is not None for last in (1, 2, 3)
    )


def _scan(scan: Scan, as_text: frozenset[str], *, noted: bool) -> None:
    """Find every piece; `noted` where the line has a free note.

    The order matters: what is sure by its shape first, what may be a name last.
    """
    scan.names.update(place for place, token in enumerate(scan.tokens) if token.quoted)
    scan.keep_as_text(as_text)
    keep_civil_names(scan)
    keep_card_numbers(scan)
    take_verb(scan)
    if scan.verb == "segment":
        return
    take_marks(scan)
    take_births(scan)
    take_reach(scan)
    take_recurrence(scan)
    take_counts(scan)
    take_file_product(scan)
    _presume(scan)
    take_times(scan)
    take_azerty_days(scan)
    take_days(scan)
    take_hour_words(scan)
    take_usual_product(scan)
    refuse_more_products(scan)
    take_price(scan)
    take_pointed(scan)
    take_decimals(scan)
    refuse_false_days(scan)
    take_card(scan)
    leave_a_person(scan)
    if scan.verb in TOLD and not noted:
        keep_note_whole(scan)
    _presume(scan)
    take_numbers(scan)
    refuse_no_names(scan)


def _presume(scan: Scan) -> None:
    """The verb that follows from the rest where none was said."""
    if scan.verb and not scan.presumed:
        return
    scan.verb, scan.presumed = "", False
    if scan.following:
        scan.verb = "todo"
    elif scan.value("amount") or scan.value("product"):
        scan.verb = "purchase"
    elif scan.value("consent"):
        stops = all(
            scan.tokens[found.first].folded.startswith("stop") for found in scan.found if found.slot == "consent"
        )
        scan.verb = "stop" if stops else "consent"
    scan.presumed = bool(scan.verb)


def _line(text: str, scan: Scan, parts: Parts, following: Line | None) -> Line:
    """The scan as data."""
    pieces = [scan.piece(text, found) for found in scan.found]
    pieces.extend(_who_pieces(text, scan))
    note = ""
    if parts.note is not None:
        start, end = parts.note
        note = text[start:end]
        pieces.append(Piece("note", start, end, note, note))
    if parts.following is not None:
        token = parts.following[0]
        pieces.append(Piece("then", token.start, token.end, token.raw, token.raw))
    unread = sorted(scan.unread)
    who = _without_signs(scan)
    return Line(
        text=text,
        verb=scan.verb,
        presumed=scan.presumed,
        who=" ".join(filter(None, (scan.tokens[place].name for place in who))),
        quoted=any(scan.tokens[place].quoted for place in who),
        new=scan.verb == "contact" or scan.value("new") is not None,
        product=_text(scan.value("product")),
        amount_cents=_number(scan.value("amount")),
        quantity=_number(scan.value("quantity")),
        people=_number(scan.value("people")),
        nights=_number(scan.value("nights")),
        date=_day(scan.value("date")),
        time=_text(scan.value("time")),
        phone=_text(scan.value("phone")),
        email=_text(scan.value("email")),
        postcode=_text(scan.value("postcode")),
        card=_text(scan.value("card")),
        birth=_text(scan.value("birth")),
        consents=_consents(scan),
        source=_text(scan.value("source")),
        tags=tuple(str(found.value) for found in sorted(scan.found, key=_place) if found.slot == "tag"),
        priority=_number(scan.value("priority")) or 0,
        every=_text(scan.value("every")),
        note=note,
        then=following,
        unread=tuple(scan.typed(text, first, last) for first, last in unread),
        twice=tuple(scan.typed(text, first, last) for first, last in unread if (first, last) in scan.twice),
        ambiguous=tuple(scan.ambiguity(text, doubt) for doubt in sorted(scan.ambiguities)),
        pieces=tuple(sorted(pieces, key=lambda piece: piece.start)),
    )


def _without_signs(scan: Scan) -> list[int]:
    """Where the words of the who stand, without mere signs and what joins before the first, and signs at the end."""
    who = list(scan.who_places())
    worded = [number for number, place in enumerate(who) if has_word(scan.tokens[place])]
    who = who[worded[0] : worded[-1] + 1] if worded else who
    # "rdv mardi 14h avec dupont": what only leads to the name is in its piece, and not in the name.
    while len(who) > 1 and not scan.nobody_needed and who[0] not in scan.names and scan.word(who[0]) in JOINING:
        who = who[1:]
    return who


def _who_pieces(text: str, scan: Scan) -> list[Piece]:
    """One piece for each run of words that belong to the who; what stands in quotes is a run of its own."""
    runs: list[list[int]] = []
    for place in scan.who_places():
        joined = runs and runs[-1][-1] == place - 1
        if joined and not scan.tokens[place].quoted and not scan.tokens[place - 1].quoted:
            runs[-1].append(place)
        else:
            runs.append([place])
    pieces = []
    for run in runs:
        start, end = scan.tokens[run[0]].start, scan.tokens[run[-1]].end
        name = " ".join(filter(None, (scan.tokens[place].name for place in run)))
        if name:
            pieces.append(Piece("who", start, end, text[start:end], name))
    return pieces


def _place(found: Found) -> int:
    return found.first


def _text(found: Found | None) -> str:
    return "" if found is None else str(found.value)


def _number(found: Found | None) -> int | None:
    return found.value if found is not None and isinstance(found.value, int) else None


def _day(found: Found | None) -> dt.date | None:
    return found.value if found is not None and isinstance(found.value, dt.date) else None


def _consents(scan: Scan) -> tuple[tuple[str, str], ...]:
    """(channel, answer) in the order of the line."""
    answers: list[tuple[str, str]] = []
    for found in sorted(scan.found, key=_place):
        if found.slot == "consent":
            *channels, answer = str(found.value).split()
            answers.extend((channel, answer) for channel in channels)
    return tuple(answers)
