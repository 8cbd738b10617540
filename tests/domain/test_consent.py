"""What holds of a consent is read from its whole history, and doubt is no."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.consent import (
    ANSWERS,
    OPEN_STATES,
    consent_line,
    consent_state,
    consent_states,
    has_ended,
    last_day,
    state_after,
    states_on,
)
from fichier_tui.domain.consent_wording import WORDING_LANGUAGES, default_wording, wording_language
from fichier_tui.domain.history import CONSENT_CHANNELS, CONSENT_STATES, NOT_ASKED, ConsentLine

FIRST = dt.date(2026, 1, 1)


def line(state: str, day: int = 1, hour: int = 9, medium: str = "counter", channel: str = "email") -> ConsentLine:
    """A line of January 2026, recorded at that hour of its own day."""
    date = dt.date(2026, 1, day)
    return ConsentLine(channel, state, date, dt.datetime(2026, 1, day, hour, tzinfo=dt.UTC), medium)


HISTORIES: list[tuple[str, list[ConsentLine], str]] = [
    ("never asked", [], "not_asked"),
    ("asked on another channel", [line("given", channel="sms")], "not_asked"),
    ("given", [line("given")], "given"),
    ("given then confirmed", [line("given"), line("confirmed", 2)], "confirmed"),
    ("given then withdrawn", [line("given"), line("withdrawn", 2)], "withdrawn"),
    ("withdrawn then given again", [line("withdrawn"), line("given", 2)], "given"),
    ("the day counts, not the order of entry", [line("withdrawn", 5), line("given", 2)], "withdrawn"),
    ("the same day, the later instant", [line("given", 1, 10), line("refused", 1, 9)], "given"),
    ("the same instant, the later line", [line("given"), line("refused")], "refused"),
    ("the same instant, the other way", [line("refused"), line("given")], "given"),
    ("opposed", [line("given"), line("opposed", 2)], "opposed"),
    ("opposed, then an import says yes", [line("opposed"), line("given", 2, medium="import")], "opposed"),
    ("opposed, an older import", [line("given", 1, medium="import"), line("opposed", 2)], "opposed"),
    ("opposed, an import says no", [line("opposed"), line("withdrawn", 2, medium="import")], "withdrawn"),
    ("opposed, then told at the counter", [line("opposed"), line("given", 2)], "given"),
    (
        "opposed once: no import opens it any more",
        [line("opposed"), line("given", 2), line("refused", 3), line("given", 4, medium="import")],
        "refused",
    ),
    ("withdrawn, then an import says yes", [line("withdrawn"), line("given", 2, medium="import")], "given"),
]


@pytest.mark.parametrize(("what", "history", "state"), HISTORIES, ids=[what for what, _, _ in HISTORIES])
def test_the_latest_word_holds_and_an_opposition_is_remembered(
    what: str, history: list[ConsentLine], state: str
) -> None:
    assert consent_state(history, "email") == state


def test_every_channel_has_a_state() -> None:
    assert consent_states([line("given")]) == {
        "email": "given",
        "sms": "not_asked",
        "phone": "not_asked",
        "post": "not_asked",
    }


lines = st.builds(
    line,
    st.sampled_from(CONSENT_STATES),
    st.integers(1, 3),
    st.integers(0, 2),
    st.sampled_from(("counter", "import")),
    st.sampled_from(CONSENT_CHANNELS),
)


@given(st.lists(lines, max_size=8))
def test_no_consent_without_somebody_who_gave_it(history: list[ConsentLine]) -> None:
    for channel in CONSENT_CHANNELS:
        held = consent_line(history, channel)
        if consent_state(history, channel) in OPEN_STATES:
            assert held is not None
            assert held.state in OPEN_STATES
            later = [other for other in history if other.channel == channel and other.day > held.day]
            assert all(other.medium == "import" and other.state in OPEN_STATES for other in later)


# Every state by every answer: yes, no, not now, objection.
ANSWERED: list[tuple[str, str | None, str | None, str | None, str | None]] = [
    (NOT_ASKED, "given", "refused", None, "opposed"),
    ("given", "given", "withdrawn", None, "opposed"),
    ("confirmed", "confirmed", "withdrawn", None, "opposed"),
    ("refused", "given", "refused", None, "opposed"),
    ("withdrawn", "given", "withdrawn", None, "opposed"),
    ("opposed", "given", "opposed", None, "opposed"),
]


@pytest.mark.parametrize(("state", "after"), [(row[0], row[1:]) for row in ANSWERED], ids=[row[0] for row in ANSWERED])
def test_what_an_answer_makes_of_a_state(state: str, after: tuple[str | None, ...]) -> None:
    assert tuple(state_after(state, answer) for answer in ANSWERS) == after


def test_the_table_of_answers_has_every_state() -> None:
    assert [row[0] for row in ANSWERED] == [NOT_ASKED, *CONSENT_STATES]


ENDS = [
    # channel, state, days after it was said, whether it is too old
    ("phone", "given", 0, False),
    ("phone", "given", 364, False),
    ("phone", "given", 365, True),
    ("phone", "confirmed", 365, True),
    ("phone", "refused", 9_999, False),
    ("email", "given", 9_999, False),
    ("sms", "given", 9_999, False),
    ("post", "given", 9_999, False),
]


@pytest.mark.parametrize(("channel", "state", "days", "ended"), ENDS)
def test_a_yes_to_calls_lasts_a_year_and_the_others_until_taken_back(
    channel: str, state: str, days: int, ended: bool
) -> None:
    said = line(state, channel=channel)
    assert has_ended(said, FIRST + dt.timedelta(days=days)) == ended
    assert (last_day(said) is None) == (channel != "phone" or state == "refused")


def test_a_yes_that_has_ended_is_to_be_asked_again() -> None:
    history = [line("given", channel=channel) for channel in CONSENT_CHANNELS]
    ended = {"email": "given", "sms": "given", "phone": NOT_ASKED, "post": "given"}
    assert states_on(history, FIRST + dt.timedelta(days=364)) == consent_states(history)
    assert states_on(history, FIRST + dt.timedelta(days=365)) == ended
    refused = [line("refused", channel="phone")]
    assert states_on(refused, FIRST + dt.timedelta(days=9_999))["phone"] == "refused"


@pytest.mark.parametrize("language", WORDING_LANGUAGES)
@pytest.mark.parametrize("channel", CONSENT_CHANNELS)
def test_each_sentence_names_who_asks_by_which_channel_and_how_to_take_it_back(channel: str, language: str) -> None:
    said = default_wording(channel, language, "Les Bains de Valmont")
    assert "Les Bains de Valmont" in said
    named = {"email": "e-mail", "sms": "SMS|text message", "phone": "téléphone|calls you", "post": "courrier|post"}
    assert any(word in said for word in named[channel].split("|"))
    assert {"fr": "à tout moment", "en": "at any time"}[language] in said
    assert ("an au plus" in said or "one year at most" in said) == (channel == "phone")
    nameless = default_wording(channel, language, "")
    assert "{" not in nameless
    assert nameless[0].isupper()


LANGUAGES = [("en", "fr", "en"), ("", "en", "en"), ("de", "en", "en"), ("de", "de", "fr"), ("fr", "en", "fr")]


@pytest.mark.parametrize(("contact", "shop", "asked"), LANGUAGES)
def test_one_is_asked_in_one_s_own_language_where_there_is_a_sentence(contact: str, shop: str, asked: str) -> None:
    assert wording_language(contact, shop) == asked


@pytest.mark.parametrize(("business", "said"), [("OT Menton", "qu'OT Menton"), ("Élan", "qu'Élan"), ("Spa", "que Spa")])
def test_a_name_that_begins_with_a_vowel_is_elided_in_french(business: str, said: str) -> None:
    assert default_wording("email", "fr", business).startswith(f"Acceptez-vous {said} vous envoie")
