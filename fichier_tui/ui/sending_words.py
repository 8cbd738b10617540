"""To whom a sending goes, in words: how many get it, why the others do not, and what became of each."""

from __future__ import annotations

from textual.content import Content

from fichier_tui.domain.law import PROGRAM, source_of
from fichier_tui.domain.paper_reasons import PAPER_REASONS
from fichier_tui.domain.sending import ALREADY, BOUNCED, GIVEN_UP, GONE, SAME_ADDRESS, Chosen
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import NOT_SENT, word
from fichier_tui.ui.contactability_words import (
    WHY_NO,
    WITHOUT,
    counted,
    left_out_reasons,
    retained_counts,
    with_reasons,
)
from fichier_tui.ui.paper_words import paper_reason_words
from fichier_tui.ui.refusals import REFUSALS
from fichier_tui.ui.safe import shown

WRITTEN_WORDS = N_("written")
"""What `sent` is called of a sending that the program wrote to a file."""


def chosen_words(chosen: Chosen, channel: str) -> str:
    """ "312 retained, 41 left out: 17 without consent to e-mail, 9 opposed, 2 with an address that another has"."""
    reasons = (reason_words(reason, count, channel) for reason, count, _rules in left_out_reasons(chosen))
    return with_reasons(retained_counts(chosen), reasons)


def left_out_lines(chosen: Chosen, channel: str, *, sources: bool = True) -> list[Content]:
    """A line for each reason why some are left out, the most first, with the texts of law that it rests on."""
    lines = []
    for reason, count, rules in left_out_reasons(chosen):
        texts = dict.fromkeys(source_of(rule, reason) for rule in rules if rule and rule != PROGRAM)
        law = shown("  " + " · ".join(texts) if sources else "", "$text-muted")
        lines.append(Content.assemble("  ", shown(reason_words(reason, count, channel)), "  ", law))
    return lines


def reason_words(reason: str, count: int, channel: str) -> str:
    """How many are left out for a reason: of the law, of the sending itself, of what is printed."""
    if reason in PAPER_REASONS:
        return paper_reason_words(reason, count)
    words = {
        ALREADY: ngettext("{count} in this campaign already", "{count} in this campaign already", count),
        SAME_ADDRESS: ngettext("{count} with the address of another", "{count} with the address of another", count),
        BOUNCED: ngettext(
            "{count} whose address refused a message for good",
            "{count} whose address refused a message for good",
            count,
        ),
        GIVEN_UP: ngettext("{count} whose turn never came", "{count} whose turn never came", count),
        GONE: ngettext("{count} no more in the file", "{count} no more in the file", count),
    }
    return words[reason].format(count=written.number(count)) if reason in words else counted(reason, count, channel)


def why_words(reason: str, channel: str) -> str:
    """Why one contact is left out."""
    if reason == "unreachable":
        return _(WITHOUT[channel])
    if reason in PAPER_REASONS:
        return paper_reason_words(reason, 1)
    return _(WHY_NO[reason]) if reason in WHY_NO else word(NOT_SENT, reason)


def error_words(error: str) -> str:
    """What a server answered, or in words why no message could be made."""
    return _(REFUSALS[error]) if error in REFUSALS and "{" not in REFUSALS[error] else error
