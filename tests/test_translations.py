"""What `tests.translations` holds is only as good as what it sees."""

from __future__ import annotations

import re

import pytest

from hatch_build import read_catalogue
from tests.translations import PACKAGE, faults, messages_in


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ('_("Visit")', [("Visit", None)]),
        ("""words = f"{words}, {_('tell the people')}\"""", [("tell the people", None)]),
        ("""f"{N_('a')} {ngettext('{count} b', '{count} bs', 2)}\"""", [("a", None), ("{count} b", None)]),
        ('pgettext("of a day", "long")', [("long", "of a day")]),
        ('_("one " "sentence")', [("one sentence", None)]),
        ("_(KINDS[kind])", []),
    ],
)
def test_every_message_is_seen_wherever_it_is_asked_for(source: str, seen: list[tuple[str, str | None]]) -> None:
    assert [(words, context) for _line, words, context in messages_in(source)] == seen


def test_to_take_back_is_annuler_and_to_take_up_again_is_reprendre() -> None:
    catalogue = read_catalogue(PACKAGE / "locale" / "fr", "fr")
    undone = [str(entry.string) for entry in catalogue if "Ctrl+Z" in str(entry.id) or "taken back" in str(entry.id)]
    assert undone
    assert [words for words in undone if "repren" in words.lower() or "repris" in words.lower()] == []


def test_every_message_has_its_french() -> None:
    assert faults() == []


_COUNTS = "count|told|bought|open|clients|prospects|inactive|created|updated|changed|unchanged|known|left"
COUNTED = rf"\{{(?:{_COUNTS})\}}\s(?!(?:sans|dans|des)\b)\w+s\b"
ALWAYS_SEVERAL = {
    "A sheet has {count} labels, so it cannot begin at label {start}. Choose another label.",
    "Export the {count} marked",
    "No free slot within {count} days. Choose an hour yourself.",
    "Postpone {count} actions",
    "{count} actions",
    "{count} contacts are called “{who}”: {names}. Say the number of the one you mean.",
}


def test_in_french_nought_and_one_are_singular() -> None:
    """A message of one form alone would say "1 contacts": `ngettext`, or the number behind a colon."""
    catalogue = read_catalogue(PACKAGE / "locale" / "fr", "fr")
    plural = {
        message.id for message in catalogue if re.search(COUNTED, str(message.string)) and not message.pluralizable
    }
    assert plural == ALWAYS_SEVERAL
