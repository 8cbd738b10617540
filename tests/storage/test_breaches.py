"""The register of breaches, and who was informed: written, completed, taken back, refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fichier_tui.domain.breach import BreachDetails
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import create_contact
from fichier_tui.storage.journal.undoing import undo
from fichier_tui.storage.rights.breaches import (
    breaches_waiting,
    change_breach,
    close_breach,
    list_breaches,
    note_breach,
    tell_cnil,
)
from fichier_tui.storage.rights.notices import change_notice, current_notice, inform, notices_of
from fichier_tui.storage.session import Session


def test_a_breach_is_noted_told_in_two_steps_and_closed(session: Session) -> None:
    known_at = session.now() - dt.timedelta(hours=5)
    breach = note_breach(session, BreachDetails(known_at, "stolen_device", " Laptop\x1b stolen ", people=2_000))
    assert breach.details.nature == "Laptop stolen"
    assert breaches_waiting(session) == 1
    with pytest.raises(Refusal, match=r"breach\.waiting"):
        close_breach(session, breach.id)
    change_breach(session, breach.id, replace(breach.details, risk="high", measures="Key changed"))
    first = tell_cnil(session, breach.id, whole=False)
    assert first.details.cnil_at is not None
    assert first.state(session.now()) == "first_step"
    with pytest.raises(Refusal, match=r"breach\.told"):
        tell_cnil(session, breach.id, whole=False)
    told = tell_cnil(session, breach.id, whole=True)
    assert told.details.cnil_at == first.details.cnil_at
    with pytest.raises(Refusal, match=r"breach\.waiting"):
        close_breach(session, breach.id)
    change_breach(session, breach.id, replace(told.details, people_told_on=session.today))
    close_breach(session, breach.id)
    assert breaches_waiting(session) == 0
    with pytest.raises(Refusal, match=r"breach\.closed"):
        change_breach(session, breach.id, told.details)
    undo(session)
    assert list_breaches(session)[0].closed_at is None


def test_who_was_informed_by_which_words(session: Session) -> None:
    contact = create_contact(session, ContactDetails(last_name="Faure")).id
    assert current_notice(session).version == 0
    first = inform(session, contact)
    assert (first.version, first.way, first.calls, first.staff) == (1, "counter", True, "Hélène")
    assert change_notice(session, "fr", "Nous gardons vos coordonnées.").version == 2
    second = inform(session, contact, "email", calls=False, day=session.today)
    assert [one.version for one in notices_of(session, contact)] == [2, 1]
    assert not second.calls
    undo(session)
    undo(session)
    undo(session)
    assert notices_of(session, contact) == ()
    for way, day, code in (("dream", None, "notice.way"), ("web", session.today + dt.timedelta(1), "notice.later")):
        with pytest.raises(Refusal) as refused:
            inform(session, contact, way, day=day)
        assert refused.value.code == code
