"""What `tests.translations` holds is only as good as what it sees."""

from __future__ import annotations

import pytest

from tests.translations import faults, messages_in


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


def test_every_message_has_its_french() -> None:
    assert faults() == []
