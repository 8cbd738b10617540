"""A reason names what is known of the contact in words."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.segment import Condition
from fichier_tui.domain.segment.explaining import Reason
from fichier_tui.ui.segment_reasons import reason_line


def test_the_class_that_somebody_is_in_is_named_with_its_scores() -> None:
    reason = Reason(Condition("rfm", "=", "champions"), holds=False, negated=False, deciding=True, known=("255",))
    assert reason_line(reason, {}, dt.date(2026, 11, 22)).endswith("Not to lose (255)")
