"""Two programs on one file correct the same things: by the real verbs, nothing is overwritten without being asked."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.domain.concurrent_edit import BOTH, MINE, THEIRS, EditClash, changed_fields, merge_edits
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress, cleaned
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, StaffMember, VisitDetails
from fichier_tui.domain.offer import OfferDetails
from fichier_tui.domain.own_field import CHOICE, OwnFieldDetails
from fichier_tui.domain.proposals import SeasonRules
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.template import Template
from fichier_tui.storage import (
    Session,
    add_note,
    create_contact,
    create_offer,
    create_own_field,
    log_purchase,
    log_visit,
    models,
    plan_action,
    undo,
)
from fichier_tui.storage import concurrent_edit as edits
from fichier_tui.storage.concurrent_edit import Begun, Editable, HoldReason, begin_edit, save_edit, saved_since
from fichier_tui.storage.connection import connect
from fichier_tui.storage.rights.retention import held_because
from fichier_tui.storage.summary import count_stale
from tests.faults.scale import many, tell
from tests.storage.conftest import Clock, new_session

DAY = dt.date(2026, 11, 21)
CARD = ContactDetails(last_name="Péron", first_name="Hélène", phones=(PhoneNumber("+33612345678"),), tags=("vip",))


class Counters:
    """Two programs on one file, in one process: Peewee's tables are bound to the one that acts."""

    def __init__(self, folder: Path) -> None:
        helene = new_session(folder)
        lea = models.Staff.create(login="lea", name="Léa", role="owner", created_at=Clock()())
        database = connect(folder / "base.db", bytes(range(32)))
        self.helene = helene
        self.lea = Session(database, StaffMember(lea.id, lea.login, lea.name, lea.role), helene.clock, DAY)

    def of(self, session: Session, verb: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """What the program of that session answers."""
        models.bound_database.initialize(session.database)
        return verb(session, *arguments, **options)


@pytest.fixture
def counters(tmp_path: Path) -> Iterator[Counters]:
    """Hélène's program and Léa's."""
    both = Counters(tmp_path)
    yield both
    both.lea.database.close()
    both.helene.database.close()


def edited_by_both(
    counters: Counters, what: Editable[Any], key: Any, mine: Callable[[Any], Any], theirs: Callable[[Any], Any]
) -> Callable[[], Any]:
    """Both open the form, Léa saves; what saves Hélène's."""
    begun = counters.of(counters.helene, begin_edit, what, key)
    hers = counters.of(counters.lea, begin_edit, what, key)
    counters.of(counters.lea, save_edit, what, key, hers, theirs(hers.details))
    return lambda: counters.of(counters.helene, save_edit, what, key, begun, mine(begun.details))


def test_what_each_typed_is_kept_and_told_with_the_name(counters: Counters) -> None:
    contact = counters.of(counters.helene, create_contact, CARD).id
    save = edited_by_both(
        counters,
        edits.CONTACT,
        contact,
        lambda card: replace(card, profession="notaire"),
        lambda card: replace(card, phones=(*card.phones, PhoneNumber("+33493000000", "home"))),
    )
    saved = save()
    assert (saved.taken, saved.both, saved.who) == (("phones",), (), ("Léa",))
    assert [phone.number for phone in saved.details.phones] == ["+33612345678", "+33493000000"]
    now = counters.of(counters.lea, begin_edit, edits.CONTACT, contact).details
    assert (now.profession, now.phones) == ("notaire", saved.details.phones)


def test_the_same_field_is_refused_with_both_values_and_nothing_is_written(counters: Counters) -> None:
    contact = counters.of(counters.helene, create_contact, CARD).id
    save = edited_by_both(
        counters,
        edits.CONTACT,
        contact,
        lambda card: replace(card, profession="notaire", birth="1958-07-14"),
        lambda card: replace(card, profession="avocate"),
    )
    before = counters.helene.last_entry()
    with pytest.raises(EditClash) as refused:
        save()
    (clash,) = refused.value.clashes
    assert (clash.field, clash.mine, clash.theirs, refused.value.who) == (
        "profession",
        "notaire",
        "avocate",
        ("Léa",),
    )
    assert counters.helene.last_entry() == before
    # A visit meanwhile is nobody's edit of the card.
    counters.of(counters.lea, log_visit, contact, VisitDetails(DAY))
    assert refused.value.theirs == counters.of(counters.lea, begin_edit, edits.CONTACT, contact).details


def test_it_is_seen_while_one_types(counters: Counters) -> None:
    contact = counters.of(counters.helene, create_contact, CARD).id
    begun = counters.of(counters.helene, begin_edit, edits.CONTACT, contact)
    assert counters.of(counters.helene, saved_since, edits.CONTACT, contact, begun) is None
    hers = counters.of(counters.lea, begin_edit, edits.CONTACT, contact)
    counters.of(counters.lea, save_edit, edits.CONTACT, contact, hers, replace(hers.details, birth="1958-07-14"))
    seen = counters.of(counters.helene, saved_since, edits.CONTACT, contact, begun)
    assert (seen.fields, seen.who, seen.details.birth) == (("birth",), ("Léa",), "1958-07-14")


def test_what_was_taken_away_meanwhile_is_said(counters: Counters) -> None:
    contact = counters.of(counters.helene, create_contact, CARD).id
    note = counters.of(counters.helene, add_note, contact, "Chien").id
    begun = counters.of(counters.helene, begin_edit, edits.NOTE, note)
    counters.of(counters.lea, lambda session: undo(session, session.last_entry()))
    with pytest.raises(Refusal, match=r"row\.unknown"):
        counters.of(counters.helene, save_edit, edits.NOTE, note, begun, edits.NoteText("Chat"))


@pytest.mark.parametrize(
    ("what", "make", "mine", "theirs", "clashing"),
    [
        pytest.param(
            edits.PURCHASE, lambda s, c: log_purchase(s, c, PurchaseDetails(DAY, "Spa", 2_800)).id,
            {"amount_cents": 3_000}, {"reference": "F12"}, {"amount_cents": 3_100}, id="purchase",
        ),
        pytest.param(
            edits.VISIT, lambda s, c: log_visit(s, c, VisitDetails(DAY)).id,
            {"people": 2}, {"note": "avec le chien"}, {"people": 3}, id="visit",
        ),
        pytest.param(
            edits.ACTION, lambda s, c: plan_action(s, c, ActionDetails("call", "Spa", DAY)).id,
            {"subject": "Massage"}, {"day": DAY + dt.timedelta(3)}, {"subject": "Forfait"}, id="action",
        ),
        pytest.param(
            edits.NOTE, lambda s, c: add_note(s, c, "Chien").id, {"text": "Chat"}, {}, {"text": "Âne"}, id="note",
        ),
        pytest.param(
            edits.OFFER, lambda s, _c: create_offer(s, OfferDetails("Été")).id,
            {"text": "Dix pour cent"}, {"ends_on": DAY}, {"text": "Vingt pour cent"}, id="offer",
        ),
        pytest.param(
            edits.OWN_FIELD,
            lambda s, _c: create_own_field(s, OwnFieldDetails("Taille", CHOICE, ("S", "M"), "vêtements")).key,
            {"choices": ("S", "M", "L")}, {"purpose": "peignoirs"}, {}, id="own field",
        ),
        pytest.param(
            edits.SEASON, lambda _s, _c: 0, {"years": 4}, {"weeks_ahead": 8}, {"years": 5}, id="season",
        ),
        pytest.param(
            edits.TEMPLATE, lambda _s, _c: 2, {"name": "nuit", "line": "a nuit"}, {}, {"line": "v", "name": "là"},
            id="template",
        ),
        pytest.param(
            edits.CONTROLLER, lambda _s, _c: "", {"phone": "04 93 00 00 00"}, {"dpo": "Maître Roux"},
            {"email": "valmont@example.org"}, id="controller",
        ),
    ],
)  # fmt: skip
def test_every_form_keeps_both(
    counters: Counters, what: Editable[Any], make: Any, mine: Any, theirs: Any, clashing: Any
) -> None:
    contact = counters.of(counters.helene, create_contact, CARD).id
    key = counters.of(counters.helene, make, contact)
    saved = edited_by_both(counters, what, key, lambda one: replace(one, **mine), lambda one: replace(one, **theirs))()
    now = counters.of(counters.lea, begin_edit, what, key).details
    assert now == saved.details
    assert all(getattr(now, name) == value for name, value in {**mine, **theirs}.items())
    if not clashing:
        return
    save = edited_by_both(
        counters,
        what,
        key,
        lambda one: replace(one, **clashing),
        lambda one: replace(one, **{name: _other(what, name) for name in clashing}),
    )
    with pytest.raises(EditClash) as refused:
        save()
    assert {clash.field for clash in refused.value.clashes} == set(clashing)


def _other(what: Editable[Any], name: str) -> Any:
    if what is edits.TEMPLATE:
        return {"line": "r +7d", "name": "rappel"}[name]
    return {"amount_cents": 9_900, "people": 7, "years": 6}.get(name, "Autre chose")


def test_the_settings_tell_the_seasons_apart(counters: Counters) -> None:
    begun = counters.of(counters.helene, begin_edit, edits.SEASON, 0)
    assert begun.details == SeasonRules()
    counters.of(counters.lea, save_edit, edits.TEMPLATE, 3, Begun(Template(), 0), Template("nuit", "a nuit"))
    assert counters.of(counters.helene, saved_since, edits.SEASON, 0, begun) is None


NAMES = ("", "Péron", "Durand", "Œuvre", "d'Été")
NUMBERS = tuple(PhoneNumber(f"+3361234567{figure}", kind) for figure in range(4) for kind in ("mobile", "work"))
MAILS = tuple(EmailAddress(f"{name}@example.org") for name in "abcd")
PLACES = tuple(PostalAddress(street, "06000", town) for street in ("", "1 rue Haute") for town in ("Nice", "Èze"))


def changed(chance: random.Random, card: ContactDetails) -> ContactDetails:
    """One to four fields of a card edited anyhow, as two hurried people would."""

    def some(lines: tuple[Any, ...]) -> tuple[Any, ...]:
        numbers = {getattr(line, "number", line): line for line in chance.sample(lines, chance.randint(0, 3))}
        return tuple(numbers.values())

    kinds: dict[str, Callable[[], Any]] = {
        "first_name": lambda: chance.choice(NAMES),
        "profession": lambda: chance.choice(NAMES),
        "important": lambda: chance.choice(NAMES),
        "phones": lambda: some(NUMBERS),
        "emails": lambda: some(MAILS),
        "addresses": lambda: some(PLACES),
        "tags": lambda: tuple(sorted(some(("vip", "ski", "spa", "golf")))),
    }
    names = chance.sample(list(kinds), chance.randint(1, 4))
    return replace(card, **{name: kinds[name]() for name in names})


def test_random_conflicting_edits_lose_nothing_and_each_can_be_taken_back(counters: Counters) -> None:
    count = many(50, 1_000)
    chance = random.Random(20261122)
    contact = counters.of(counters.helene, create_contact, CARD).id
    what, asked, apart = edits.CONTACT, 0, 0

    def now() -> ContactDetails:
        read: ContactDetails = counters.of(counters.helene, begin_edit, what, contact).details
        return read

    for _edit in range(count):
        base = now()
        mine, theirs = changed(chance, base), changed(chance, base)
        begun = counters.of(counters.helene, begin_edit, what, contact)
        first = counters.lea.last_entry()
        hers = counters.of(counters.lea, begin_edit, what, contact)
        counters.of(counters.lea, save_edit, what, contact, hers, theirs)
        theirs, their_entry = now(), counters.lea.last_entry()
        asked += _saved_or_asked(counters, chance, contact, begun, mine)
        merged, my_entry = now(), counters.helene.last_entry()
        _nothing_overwritten(base, mine, theirs, merged)
        # Each is taken back by who made it, in either order where they touched different fields.
        if my_entry > their_entry > first and not {*changed_fields(base, mine)} & {*changed_fields(base, theirs)}:
            apart += 1
            counters.of(counters.lea, undo, their_entry)
            assert now() == mine
            counters.of(counters.lea, undo, counters.lea.last_entry())
            assert now() == merged
        if my_entry > their_entry:
            counters.of(counters.helene, undo, my_entry)
            assert now() == theirs
        if their_entry > first:
            counters.of(counters.lea, undo, their_entry)
            assert now() == base
        if chance.random() < 0.5 and my_entry > their_entry > first:
            # And done again, both, for the next round to begin elsewhere.
            counters.of(counters.helene, save_edit, what, contact, begun, merged)
            assert now() == merged
    assert count // 10 < asked < count
    assert apart > count // 10
    assert count_stale(counters.helene.database) == 0
    tell("two edit one card at once", edits=count, asked=asked, overwritten=0)


def _saved_or_asked(
    counters: Counters, chance: random.Random, contact: int, begun: Begun[ContactDetails], mine: ContactDetails
) -> bool:
    """Save Hélène's edit; where it clashes nothing is written, both are offered, and what is chosen is saved."""
    theirs = counters.of(counters.helene, begin_edit, edits.CONTACT, contact).details
    clash = counters.of(counters.helene, _clash, contact, begun, mine)
    if clash is None:
        return False
    assert clash.theirs == theirs == counters.of(counters.lea, begin_edit, edits.CONTACT, contact).details
    assert clash.clashes
    for one in clash.clashes:
        assert one.mine != one.theirs
        assert one.before not in (one.mine, one.theirs)
    choices = {one.path: chance.choice((MINE, THEIRS)) for one in clash.clashes}
    settled = merge_edits(begun.details, mine, theirs, choices).merged
    saved = counters.of(counters.helene, save_edit, edits.CONTACT, contact, Begun(theirs, clash.entry), settled)
    assert (saved.taken, saved.details) == ((), cleaned(settled))
    return True


def _clash(session: Session, contact: int, begun: Begun[ContactDetails], mine: ContactDetails) -> EditClash | None:
    try:
        save_edit(session, edits.CONTACT, contact, begun, mine)
    except EditClash as clash:
        return clash
    return None


def _nothing_overwritten(base: ContactDetails, mine: ContactDetails, theirs: ContactDetails, merged: Any) -> None:
    """Reckoned without the merge: what only one changed stands; what both changed is one of the two."""
    for name in ("first_name", "profession", "important"):
        before, one, other, kept = (getattr(card, name) for card in (base, mine, theirs, merged))
        wanted = {other} if one == before else {one} if other == before else {one, other}
        assert kept in wanted, (name, before, one, other, kept)
    for name, told_by in (("phones", "number"), ("emails", "address")):
        before, one, other, kept = (
            {getattr(line, told_by) for line in getattr(card, name)} for card in (base, mine, theirs, merged)
        )
        assert before & one & other <= kept, (name, before, one, other, kept)
        assert kept <= one | other
    before, one, other, kept = (set(card.tags) for card in (base, mine, theirs, merged))
    assert kept == (before & one & other) | (one - before) | (other - before)


def test_two_reasons_to_keep_a_card_stand_beside_each_other(counters: Counters) -> None:
    contact = counters.of(counters.helene, create_contact, CARD).id
    save = edited_by_both(
        counters, edits.HOLD, contact, lambda _hold: HoldReason("procès"), lambda _hold: HoldReason("impayé")
    )
    with pytest.raises(EditClash) as refused:
        save()
    (clash,) = refused.value.clashes
    assert clash.may_keep_both
    begun = Begun(refused.value.theirs, refused.value.entry)
    both = merge_edits(HoldReason(""), HoldReason("procès"), begun.details, {clash.path: BOTH}).merged
    counters.of(counters.helene, save_edit, edits.HOLD, contact, begun, both)
    assert counters.of(counters.lea, held_because, contact) == "impayé · procès"
