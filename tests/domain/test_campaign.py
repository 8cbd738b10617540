"""Who may be sent a campaign: every reason, its boundary, and that a doubt is a no."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.campaign import (
    DECEASED,
    MINOR,
    REASONS,
    RESTRICTED,
    SENT,
    UNREACHABLE,
    Recipient,
    audience,
    left_out_because,
)
from fichier_tui.domain.consent import OPEN_STATES
from fichier_tui.domain.history import CONSENT_STATES, NOT_ASKED

DAY = dt.date(2026, 11, 21)
WILLING = Recipient(1, "given")


@pytest.mark.parametrize(
    ("recipient", "reason"),
    [
        (WILLING, None),
        (replace(WILLING, consent="confirmed"), None),
        (replace(WILLING, sent=True), SENT),
        (replace(WILLING, deceased=True), DECEASED),
        (replace(WILLING, restricted=True), RESTRICTED),
        (replace(WILLING, reachable=False), UNREACHABLE),
        (replace(WILLING, birth="2011-11-22"), MINOR),
        (replace(WILLING, birth="2011-11-21"), None),  # fifteen today
        (replace(WILLING, birth="--11-22"), None),
        *((replace(WILLING, consent=state), state) for state in ("refused", "withdrawn", "opposed", NOT_ASKED)),
    ],
)
def test_each_reason(recipient: Recipient, reason: str | None) -> None:
    assert left_out_because(recipient, DAY) == reason
    found = audience([recipient], DAY)
    assert (found.contacts, found.left_out) == (((1,), {}) if reason is None else ((), {reason: 1}))


RECIPIENTS = st.builds(
    Recipient,
    contact=st.integers(1, 99),
    consent=st.sampled_from((*CONSENT_STATES, NOT_ASKED)),
    reachable=st.booleans(),
    birth=st.sampled_from(["", "2015-01-01", "1960-02-29", "--02-29"]),
    deceased=st.booleans(),
    restricted=st.booleans(),
    sent=st.booleans(),
)


@given(st.lists(RECIPIENTS))
def test_without_consent_nobody_is_ever_sent_anything(recipients: list[Recipient]) -> None:
    found = audience(recipients, DAY)
    assert len(found.contacts) + sum(found.left_out.values()) == len(recipients)
    assert set(found.left_out) <= set(REASONS)
    willing = [one.contact for one in recipients if one.consent in OPEN_STATES and one.reachable and not one.sent]
    assert set(found.contacts) <= set(willing)
