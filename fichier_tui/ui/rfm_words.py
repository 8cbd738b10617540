"""The classes of clients by recency, frequency and amount: their names, and what each is in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from fichier_tui.domain.rfm import (
    ASLEEP,
    AT_RISK,
    ATTENTION,
    CANNOT_LOSE,
    CHAMPIONS,
    CLASS_OF,
    LOST,
    LOYAL,
    NEW,
    PROMISING,
    RULES,
    SCORES,
    Scores,
    Span,
    Thresholds,
)
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format

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


def class_words(scores: Scores, *, whole: bool = True) -> str:
    """ "class Loyal (recency 4, frequency 4, amount 3)": the class of a client, with its scores where there is room."""
    if not whole:
        return _("class {name}").format(name=_(CLASS_NAMES[CLASS_OF[scores]]))
    recency, frequency, amount = scores
    return _("class {name} (recency {recency}, frequency {frequency}, amount {amount})").format(
        name=_(CLASS_NAMES[CLASS_OF[scores]]), recency=recency, frequency=frequency, amount=amount
    )


def rule_words(code: str) -> Content:
    """By which scores one is in a class: "R 4–5   F 1   M 1–5   or   …"."""
    lines = []
    for rule in RULES:
        if rule.code == code:
            spans = zip("RFM", (rule.box.recency, rule.box.frequency, rule.box.amount), strict=True)
            parts = [Content.assemble((f"{letter} ", "$text-muted"), (_span(span), "bold")) for letter, span in spans]
            lines.append(Content("   ").join(parts))
    return Content.assemble("   ", (_("or"), "$text-muted"), "   ").join(lines)


def rules_table(code: str) -> list[Content]:
    """Every rule, in the order of the classes: the three spans of scores, the name; those of `code` stand out."""
    lines = [Content("R     F     M").stylize("$text-muted")]
    for rule in RULES:
        spans = (rule.box.recency, rule.box.frequency, rule.box.amount)
        said = "".join(_span(span).ljust(6) for span in spans)
        line = Content.assemble(said, " ", _(CLASS_NAMES[rule.code]))
        lines.append(line.stylize("bold $accent") if rule.code == code else line)
    return lines


def scores_table(thresholds: Thresholds) -> list[Content]:
    """What each score of each figure stands for on the day, a line for each score, the best first."""
    if not thresholds.frequency:
        return [Content(_("Nobody has bought anything yet."))]
    whole = not any(cents % 100 for cents in thresholds.amount_cents)
    columns = (
        (_("R last purchase"), [_limit(5 - score, thresholds.recency_days, _days) for score in SCORES]),
        (_("F purchases"), [_limit(score - 1, thresholds.frequency, format.number) for score in SCORES]),
        (
            _("M amount"),
            [
                _limit(score - 1, thresholds.amount_cents, lambda cents: format.money(cents, whole=whole))
                for score in SCORES
            ],
        ),
    )
    widths = [max(len(head), *map(len, cells)) + 3 for head, cells in columns]
    heads = "".join(head.ljust(width) for (head, _cells), width in zip(columns, widths, strict=True))
    lines = [Content("    " + heads.rstrip()).stylize("$text-muted")]
    for score in reversed(SCORES):
        cells = "".join(cells[score - 1].ljust(width) for (_head, cells), width in zip(columns, widths, strict=True))
        lines.append(Content.assemble((f"{score}   ", "bold"), cells.rstrip()))
    return lines


def _span(span: Span) -> str:
    """ "4–5", "3", "1–5"."""
    low, high = span
    return str(low) if low == high else f"{low}–{high}"


def _limit(fifth: int, values: tuple[int, ...], said: Callable[[int], str]) -> str:
    """What the values of a fifth (0 the lowest) are bounded by; a dash where equal values leave it to nobody."""
    if 0 < fifth < len(values) and values[fifth] == values[fifth - 1]:
        return "–"
    if fifth == len(values):
        return f"> {said(values[-1])}"
    return f"≤ {said(values[fifth])}"


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=format.number(count))
