"""Two edits of the same card put together: what one changed stands, what both changed is asked, lines one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.concurrent_edit import BOTH, MINE, THEIRS, merge_edits
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails

A, B, C = PhoneNumber("+33611111111"), PhoneNumber("+33622222222"), PhoneNumber("+33633333333")
NICE = PostalAddress("1 rue Pastorelli", "06000", "Nice")
CARD = ContactDetails(last_name="Péron", first_name="Hélène", phones=(A,), addresses=(NICE,), tags=("vip",))


def test_different_fields_are_both_kept_and_told() -> None:
    merge = merge_edits(CARD, replace(CARD, profession="notaire"), replace(CARD, birth="1958-07-14", phones=(A, B)))
    assert merge.merged == replace(CARD, profession="notaire", birth="1958-07-14", phones=(A, B))
    assert (merge.clashes, merge.taken, merge.both) == ((), ("birth", "phones"), ())


def test_the_same_field_changed_twice_is_asked_with_both_values() -> None:
    mine, theirs = replace(CARD, profession="notaire"), replace(CARD, profession="avocate")
    (clash,) = merge_edits(CARD, mine, theirs).clashes
    assert (clash.path, clash.before, clash.mine, clash.theirs) == (("profession",), "", "notaire", "avocate")
    assert not clash.may_keep_both
    for choice, kept in ((MINE, "notaire"), (THEIRS, "avocate")):
        settled = merge_edits(CARD, mine, theirs, {clash.path: choice})
        assert (settled.merged.profession, settled.clashes) == (kept, ())


def test_the_same_change_is_no_clash() -> None:
    both = replace(CARD, profession="notaire", phones=(A, B))
    merge = merge_edits(CARD, both, both)
    assert (merge.clashes, merge.taken) == ((), ())


def test_two_long_texts_may_stand_one_after_the_other() -> None:
    mine, theirs = replace(CARD, important="chien"), replace(CARD, important="allergique au pollen")
    (clash,) = merge_edits(CARD, mine, theirs).clashes
    assert clash.may_keep_both
    assert merge_edits(CARD, mine, theirs, {clash.path: BOTH}).merged.important == "allergique au pollen\nchien"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        pytest.param((A,), (A, B), (A, C), (A, C, B), id="each adds one"),
        pytest.param((A, B), (B,), (A, B, C), (B, C), id="one takes one away, the other adds"),
        pytest.param((A, B), (B,), (A,), (), id="each takes another away"),
        pytest.param((A, B), (B, A), (A, B, C), (B, C, A), id="one puts them in another order"),
        pytest.param((A,), (replace(A, kind="work"),), (A, B), (replace(A, kind="work"), B), id="another kind"),
        pytest.param((A,), (replace(A, kind="work"),), (C,), (replace(C, kind="work"),), id="kind and number"),
        pytest.param((), (A,), (A,), (A,), id="the same added by both"),
        pytest.param((), (A,), (B,), (B, A), id="the first two"),
    ],
)
def test_the_lines_of_a_list_are_merged_one_by_one(base: Any, mine: Any, theirs: Any, merged: Any) -> None:
    base, mine, theirs = (replace(CARD, phones=phones) for phones in (base, mine, theirs))
    merge = merge_edits(base, mine, theirs)
    assert (merge.merged.phones, merge.clashes) == (merged, ())


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "path"),
    [
        pytest.param((A,), (B,), (C,), ("phones", "0", "number"), id="corrected otherwise"),
        pytest.param((A, B), (A,), (A, replace(B, kind="work")), ("phones", "1"), id="taken away and corrected"),
        pytest.param((A, B, C), (B, A, C), (A, C, B), ("phones",), id="two other orders"),
        pytest.param((), (A,), (replace(A, kind="work"),), ("phones", "+0"), id="added with two kinds"),
    ],
)
def test_the_same_line_changed_twice_is_asked(base: Any, mine: Any, theirs: Any, path: tuple[str, ...]) -> None:
    base, mine, theirs = (replace(CARD, phones=phones) for phones in (base, mine, theirs))
    assert {clash.path for clash in merge_edits(base, mine, theirs).clashes} == {path}
    assert merge_edits(base, mine, theirs, {path: THEIRS}).merged == theirs
    assert merge_edits(base, mine, theirs, {path: MINE}).merged == mine


def test_an_address_is_one_thing_and_so_are_the_day_and_the_hour() -> None:
    moved = replace(CARD, addresses=(PostalAddress("3 rue Haute", "74400", "Chamonix"),))
    corrected = replace(CARD, addresses=(replace(NICE, street="11 rue Pastorelli"),))
    (clash,) = merge_edits(CARD, corrected, moved).clashes
    assert clash.mine == ("11 rue Pastorelli", "06000", "Nice", "FR")
    assert clash.theirs == ("3 rue Haute", "74400", "Chamonix", "FR")
    call = ActionDetails("call", day=dt.date(2026, 11, 23), time="10:00")
    assert merge_edits(call, replace(call, day=dt.date(2026, 11, 24)), replace(call, time="15:00")).clashes
    assert not merge_edits(call, replace(call, day=dt.date(2026, 11, 24)), replace(call, subject="Spa")).clashes


def test_the_shops_own_fields_are_merged_by_field() -> None:
    card = replace(CARD, custom={"size": "M"})
    merge = merge_edits(card, replace(card, custom={"size": "M", "ski": "red"}), replace(card, custom={"size": "L"}))
    assert merge.merged.custom == {"size": "L", "ski": "red"}
    (clash,) = merge_edits(card, replace(card, custom={"size": "S"}), replace(card, custom={"size": "L"})).clashes
    assert clash.path == ("custom", "size")


WORDS = st.sampled_from(("", "a", "b", "c"))
PHONES = st.lists(
    st.builds(PhoneNumber, st.sampled_from("123"), st.sampled_from(("mobile", "work"))), max_size=4, unique=True
).map(tuple)
EMAILS = st.lists(st.builds(EmailAddress, st.sampled_from("xyz")), max_size=3, unique=True).map(tuple)
PLACES = st.lists(st.builds(PostalAddress, WORDS, WORDS, WORDS), max_size=2, unique=True).map(tuple)
TAGS = st.lists(st.sampled_from(("vip", "ski", "spa")), unique=True).map(tuple)
CUSTOM = st.dictionaries(st.sampled_from(("size", "ski")), st.sampled_from(("1", "2")))
CARDS = st.builds(
    ContactDetails,
    last_name=WORDS, profession=WORDS, important=WORDS, phones=PHONES, emails=EMAILS, addresses=PLACES, tags=TAGS,
    custom=CUSTOM,
)  # fmt: skip
SIDES = st.sampled_from((MINE, THEIRS))


@given(CARDS, CARDS, CARDS, st.data())
def test_nothing_that_one_changed_is_lost_and_nothing_is_overwritten_without_being_asked(
    base: ContactDetails, mine: ContactDetails, theirs: ContactDetails, data: Any
) -> None:
    merge = merge_edits(base, mine, theirs)
    asked = {clash.path[0] for clash in merge.clashes}
    for name in ("last_name", "profession", "important"):
        before, one, other = (getattr(card, name) for card in (base, mine, theirs))
        if len({before, one, other}) == 3:
            assert name in asked
        elif name not in asked:
            assert getattr(merge.merged, name) == (other if one == before else one)
    for name in ("phones", "emails", "addresses", "tags"):
        before, one, other = (set(getattr(card, name)) for card in (base, mine, theirs))
        if name not in asked:
            merged = set(getattr(merge.merged, name))
            # Untouched by both: there. Taken away by one, let be by the other: gone.
            assert before & one & other <= merged
            if not before:
                assert merged == one | other
    choices = {clash.path: data.draw(SIDES) for clash in merge.clashes}
    settled = merge_edits(base, mine, theirs, choices)
    assert not settled.clashes
    # What was settled and saved may be merged again, by whoever saves next.
    assert merge_edits(theirs, settled.merged, theirs).merged == settled.merged


@given(CARDS, CARDS, CARDS)
def test_it_asks_the_same_whoever_comes_first(base: ContactDetails, one: ContactDetails, other: ContactDetails) -> None:
    there, back = merge_edits(base, one, other), merge_edits(base, other, one)
    assert {clash.path[:1] for clash in there.clashes} == {clash.path[:1] for clash in back.clashes}
    if not there.clashes:
        for name in ("phones", "emails", "addresses", "tags"):
            assert set(getattr(there.merged, name)) == set(getattr(back.merged, name))


@given(CARDS, CARDS)
def test_what_nobody_else_touched_is_saved_as_it_was_typed(base: ContactDetails, mine: ContactDetails) -> None:
    assert merge_edits(base, mine, base).merged == mine
    assert merge_edits(base, base, mine).merged == mine
