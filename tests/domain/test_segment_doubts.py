"""What a segment asks that nobody in the file can meet is said, with what may have been meant."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.segment import Condition, read_segment
from fichier_tui.domain.segment.completion import Vocabulary
from fichier_tui.domain.segment.doubts import ABSENT, CONTRADICTORY, TO_COME, doubts_of

TODAY = dt.date(2026, 11, 22)
VOCABULARY = Vocabulary(
    {
        "bought": ("Soins", "Entrée spa 2 h", "Massage"),
        "tags": ("Presse", "Groupe"),
        "towns": ("Saint-Gervais-les-Bains", "Annecy"),
        "departments": ("74", "73"),
    }
)


def _is_met(condition: Condition) -> bool:
    """Beside what the vocabulary knows: a product of long ago."""
    return condition.value in ("Sauna", "74")


@pytest.mark.parametrize(
    ("text", "code", "value", "near"),
    [
        ("achat:printempz", ABSENT, "printempz", "printemps"),
        ("bought:sprng", ABSENT, "sprng", "spring"),
        ("achat:masage", ABSENT, "masage", "Massage"),
        ("achat:T1", ABSENT, "T1", None),
        ("achat(samedi massage 2p)", ABSENT, "2p", None),
        ("achat:spa", ABSENT, "spa", '"Entrée spa 2 h"'),
        ("tag:pres", ABSENT, "pres", "Presse"),
        ("F ou -(60+ tag:inconnu)", ABSENT, "inconnu", None),
        ("ville:Annecy,st-gervais-les-bains", ABSENT, "st-gervais-les-bains", "Saint-Gervais-les-Bains"),
        ("dép:7", ABSENT, "7", "74"),
        ("achat:2027", TO_COME, dt.date(2027, 1, 1), None),
        ("vu>22/11/2026", TO_COME, dt.date(2026, 11, 22), None),
        ("montant:500..100", CONTRADICTORY, 50000, None),
        ("achat(01/05/2025-01/03/2025)", CONTRADICTORY, dt.date(2025, 5, 1), None),
        ("âge>60 âge<=60", CONTRADICTORY, 60, None),
    ],
)
def test_what_nobody_can_meet_is_said(text: str, code: str, value: object, near: str | None) -> None:
    (doubt,) = doubts_of(read_segment(text), TODAY, VOCABULARY, _is_met)
    assert (doubt.code, doubt.condition.value) == (code, value)
    assert near is None or near in doubt.near


@pytest.mark.parametrize(
    "text",
    [
        "",
        "F 60+ achat:printemps ok:mail",
        "achat:massage achat:Sauna tag:PRESSE tag:*",
        "achat(*spa*)",
        'achat:"Entrée spa 2 h"',
        "dép:74",
        "rfm:champions",
        "source:salon",
        "prévu>2027 action:2027",
        "achat:2026 vu>12m",
        "montant:100..500",
        "achat:2025 achat:2024",
        "non (H et F)",
    ],
)
def test_what_can_be_met_is_no_doubt(text: str) -> None:
    assert doubts_of(read_segment(text), TODAY, VOCABULARY, _is_met) == ()
