"""The one-line entry: what a counter says, and what is read of it."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.line.reading import read_line

TODAY = dt.date(2026, 9, 16)


def test_a_visit_with_a_purchase_of_a_new_client_is_one_line() -> None:
    line = read_line("v c Durand Paul 0493123456 spa =60 ok:mail", TODAY)
    assert (line.verb, line.new, line.who, line.product) == ("visit", True, "Durand Paul", "spa")
    assert (line.amount_cents, line.phone, line.consents) == (6000, "+33493123456", (("email", "yes"),))
    assert not line.unread
