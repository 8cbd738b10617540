"""The classes of clients by recency, frequency and amount: their names, and what each is in a sentence."""

from __future__ import annotations

from fichier_tui.domain.rfm import (
    ASLEEP,
    AT_RISK,
    ATTENTION,
    CANNOT_LOSE,
    CHAMPIONS,
    LOST,
    LOYAL,
    NEW,
    PROMISING,
    Span,
)
from fichier_tui.i18n import N_

CLASS_NAMES: dict[str, str] = {
    CHAMPIONS: N_("Champions"),
    LOYAL: N_("Loyal"),
    PROMISING: N_("Promising"),
    NEW: N_("Newcomers"),
    ATTENTION: N_("To follow up"),
    AT_RISK: N_("At risk"),
    CANNOT_LOSE: N_("Not to lose"),
    ASLEEP: N_("Asleep"),
    LOST: N_("Lost"),
}
CLASS_SENTENCES: dict[str, str] = {
    CHAMPIONS: N_("Came lately, come often, spend much: thank them, never bother them."),
    LOYAL: N_("Come back faithfully: what they like first, before the others hear of it."),
    PROMISING: N_("Came lately, have come before: one more visit makes them loyal."),
    NEW: N_("Came lately for the first times: how was it? when do we see you again?"),
    ATTENTION: N_("Not seen for a while, never very often: a word at the right moment."),
    AT_RISK: N_("Came often or spent much, and have not been back for long: find out why."),
    CANNOT_LOSE: N_("Among the best, and gone for long: call them yourself."),
    ASLEEP: N_("Came little, some time ago: a season or an occasion may wake them."),
    LOST: N_("Came little, very long ago: write to them last."),
}


def span_text(span: Span) -> str:
    """ "4–5", "3", "1–5"."""
    low, high = span
    return str(low) if low == high else f"{low}–{high}"
