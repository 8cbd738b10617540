"""The one-line entry: what a counter says, and what is read of it (`line_table.txt`); no word is ever lost."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fichier_tui.domain.dates import plain
from fichier_tui.domain.line import NO_WORDS, SLOTS, VERBS, Line, Piece, Vocabulary, read_line, text_key
from fichier_tui.domain.line.marks import CONSENT_KEYWORDS, SOURCE_KEYWORDS
from fichier_tui.domain.line.recurrence import EVERY_WORDS
from fichier_tui.domain.line.verbs import VERB_WORDS
from tests import pace
from tests.domain.line_table import PRODUCTS, SHOP, Row, as_written, rows

TODAY = dt.date(2026, 9, 16)
TABLE = rows()
FEWEST_ROWS = 250
WORD = re.compile(r"\w+")


@pytest.mark.parametrize("row", TABLE, ids=[f"{row.today} {row.text}" for row in TABLE])
def test_a_line_reads_as_the_counter_means_it(row: Row) -> None:
    line = read_line(row.text, row.today, row.vocabulary, inside_card=row.inside_card)
    assert as_written(line) == row.expected


def test_the_table_is_long_and_says_nothing_twice() -> None:
    said = [(row.text, row.today, row.inside_card, row.vocabulary is NO_WORDS) for row in TABLE]
    assert len(said) >= FEWEST_ROWS
    assert len(set(said)) == len(said)


def test_every_verb_and_every_slot_is_in_the_table() -> None:
    lines = [read_line(row.text, row.today, row.vocabulary, inside_card=row.inside_card) for row in TABLE]
    assert {line.verb for line in lines} == {"", *VERBS}
    assert {piece.slot for line in lines for piece in line.pieces} == set(SLOTS)


# --- What holds for every text.


def _steps(line: Line | None) -> list[Line]:
    return [] if line is None else [line, *_steps(line.then)]


def _all_pieces(line: Line) -> list[Piece]:
    return sorted((piece for step in _steps(line) for piece in step.pieces), key=lambda piece: piece.start)


def _lost_words(line: Line) -> list[str]:
    """The words of the text that stand in no piece and are not unread."""
    covered = [False] * len(line.text)
    for piece in _all_pieces(line):
        covered[piece.start : piece.end] = [True] * (piece.end - piece.start)
    unread = [words for step in _steps(line) for words in step.unread]
    lost = [word[0] for word in WORD.finditer(line.text) if not all(covered[word.start() : word.end()])]
    return [word for word in lost if not any(word in words for words in unread)]


GRAMMAR_WORDS = sorted(
    {word for forms in VERB_WORDS.values() for word in forms}
    | {word for row in TABLE for word in row.text.split()}
    | {f"{word}:" for word in CONSENT_KEYWORDS}
    | {*SOURCE_KEYWORDS, *EVERY_WORDS}
)
ANY_LINE = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(GRAMMAR_WORDS), max_size=12).map(" ".join),
    st.lists(st.one_of(st.sampled_from(GRAMMAR_WORDS), st.text(max_size=6)), max_size=10).map(" ".join),
)
ANY_DAY = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))


@settings(max_examples=400, deadline=None)
@given(ANY_LINE, ANY_DAY, st.booleans(), st.booleans())
@example('v "dupont; > puis', TODAY, False, True)
@example("; > ; > r", TODAY, False, True)
def test_no_text_breaks_the_reading_and_no_word_is_lost(
    text: str, today: dt.date, inside_card: bool, known: bool
) -> None:
    line = read_line(text, today, SHOP if known else NO_WORDS, inside_card=inside_card)
    assert line.text == text
    assert not _lost_words(line)
    pieces = _all_pieces(line)
    for step in _steps(line):
        assert list(step.pieces) == sorted(step.pieces, key=lambda piece: piece.start)
        assert all(text[doubt.start : doubt.end] == doubt.words for doubt in step.ambiguous)
        assert all(words and words in text for words in step.unread)
    for piece in pieces:
        assert text[piece.start : piece.end] == piece.words
        assert piece.words
        assert piece.slot in SLOTS
    for before, after in pairwise(pieces):
        assert before.end <= after.start
    assert read_line(text, today, SHOP if known else NO_WORDS, inside_card=inside_card) == line


@settings(max_examples=400, deadline=None)
@given(ANY_LINE, st.integers(0, 20), st.booleans())
def test_a_piece_turned_back_into_text_is_words_of_the_who(text: str, number: int, inside_card: bool) -> None:
    line = read_line(text, TODAY, SHOP, inside_card=inside_card)
    chips = [piece for piece in line.pieces if piece.slot not in ("who", "note", "then")]
    if not chips:
        return
    chip = chips[number % len(chips)]
    again = read_line(text, TODAY, SHOP, as_text=(text_key(chip.words),), inside_card=inside_card)
    assert not _lost_words(again)
    for piece in again.pieces:
        assert piece.slot == "who" or piece.end <= chip.start or piece.start >= chip.end
    for word in WORD.findall(chip.words):
        assert word in again.who


@pytest.mark.parametrize("row", TABLE[::3], ids=[f"{row.text}" for row in TABLE[::3]])
def test_every_chip_of_the_table_can_be_turned_back(row: Row) -> None:
    line = read_line(row.text, row.today, row.vocabulary, inside_card=row.inside_card)
    for chip in line.pieces:
        if chip.slot in ("who", "note", "then"):
            continue
        again = read_line(
            row.text, row.today, row.vocabulary, as_text=(text_key(chip.words),), inside_card=row.inside_card
        )
        assert all(word in again.who for word in WORD.findall(chip.words))


def test_a_note_and_a_next_step_can_be_turned_back() -> None:
    text = "v dupont ; content puis rdv mardi"
    assert read_line(text, TODAY, as_text=("puis",)).then is None
    assert read_line(text, TODAY, as_text=("puis",)).note == "content puis rdv mardi"
    back = read_line("v dupont ; content", TODAY, as_text=("content",))
    assert (back.who, back.note) == ("dupont content", "")


def test_the_places_of_the_next_step_are_those_of_the_whole_text() -> None:
    line = read_line("v dupont puis rdv mardi", TODAY)
    assert line.then is not None
    assert [(piece.slot, piece.words) for piece in line.then.pieces] == [("verb", "rdv"), ("date", "mardi")]
    assert line.then.pieces[1].start == len("v dupont puis rdv ")


# --- Quick enough to be read at each key.

MANY_PRODUCTS = Vocabulary.of(
    (
        *PRODUCTS,
        *(f"{name} {size} {number}" for number in range(77) for size in ("duo", "solo") for name in PRODUCTS),
    ),
    tags=(f"label {number}" for number in range(200)),
)


@pytest.mark.parametrize(
    "text",
    [character * 2000 for character in "a1=+*!;>\"'«é(.,-@:&/0"]
    + [f"{word} " * (2000 // (len(word) + 1)) for word in ("le", "06", "puis", "12", '"', "«", "M.", "a", "spa")]
    + ["v " + "1.2.3." * 300, "a@" * 1000, "a." * 1000 + "@b", "1" + "0" * 1998 + "€", "=" + "1'" * 999],
)
def test_no_hostile_line_takes_long(text: str) -> None:
    assert pace.is_within(lambda: read_line(text, TODAY, MANY_PRODUCTS), 100), "a second"
    assert not _lost_words(read_line(text, TODAY, MANY_PRODUCTS))


# --- The page for users says what the tables say.

PAGE = (Path(__file__).parents[2] / "docs" / "one-line-entry.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_the_page_names_every_form_of_every_verb(verb: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {verb} | "))
    cells = row.strip("|").split("|")[1:]
    said = {plain(form) for cell in cells for form in cell.split("·") if form.strip()}
    assert said == set(VERB_WORDS[verb])


def _examples(heading: str) -> list[tuple[str, str]]:
    """(what the row is about, an example of it) of the first table after `heading`."""
    rows = PAGE.split(heading, 1)[1].split("\n\n|", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [(row.split("|")[1].strip(), example) for row in rows for example in re.findall("`([^`]+)`", row)]


@pytest.mark.parametrize(("about", "text"), _examples("# The one-line entry"))
def test_the_lines_of_the_page_are_read_whole(about: str, text: str) -> None:
    line = read_line(text, TODAY, SHOP)
    assert line.verb
    assert line.who
    assert not line.unread


SLOTS_OF_PAGE = {
    "amount": ("amount",),
    "quantity": ("quantity",),
    "persons": ("people",),
    "nights": ("nights",),
    "telephone, e-mail, postcode": ("phone", "email", "postcode"),
    "day": ("date",),
    "hour": ("time",),
    "birth": ("birth",),
    "consents": ("consent",),
    "source": ("source",),
    "label": ("tag",),
    "urgency": ("priority",),
    "again": ("every",),
}


@pytest.mark.parametrize(
    ("about", "text"), [(about, text) for about, text in _examples("## Pieces") if about in SLOTS_OF_PAGE]
)
def test_the_pieces_of_the_page_are_those_pieces(about: str, text: str) -> None:
    line = read_line(f"r dupont {text}" if about != "quantity" else f"a dupont {text}", TODAY, SHOP)
    assert any(piece.slot in SLOTS_OF_PAGE[about] for piece in line.pieces)
    assert not line.unread


def test_a_line_is_read_in_far_less_than_a_millisecond() -> None:
    """A mean over the table, with two thousand products."""

    def read_all() -> None:
        for row in TABLE:
            read_line(row.text, row.today, MANY_PRODUCTS, inside_card=row.inside_card)

    assert pace.is_within(read_all, len(TABLE) / 10), "a tenth of a piece of work: a millisecond each"
