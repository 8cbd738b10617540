"""To whom a sending goes, in words: how many are retained, and why the others are left out."""

from __future__ import annotations

from collections import Counter

from fichier_tui.domain.paper_reasons import PAPER_REASONS
from fichier_tui.domain.sending import ALREADY, BOUNCED, GONE, OWN_REASONS, SAME_ADDRESS, Chosen
from fichier_tui.i18n import _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.contactability_words import counted
from fichier_tui.ui.paper_words import paper_reason_words


def chosen_words(chosen: Chosen, channel: str) -> str:
    """ "312 retained, 41 left out: 17 without consent to e-mail, 9 opposed, 2 with an address that another has"."""
    kept = ngettext("{count} retained", "{count} retained", len(chosen.retained))
    kept = kept.format(count=written.number(len(chosen.retained)))
    if not chosen.left_out:
        return _("{retained}, nobody left out").format(retained=kept)
    left = ngettext("{count} left out", "{count} left out", len(chosen.left_out))
    left = left.format(count=written.number(len(chosen.left_out)))
    reasons = Counter(one.reason for one in chosen.left_out).most_common()
    why = ", ".join(reason_words(reason, count, channel) for reason, count in reasons)
    return _("{retained}, {left_out}").format(
        retained=kept, left_out=_("{left_out}: {reasons}").format(left_out=left, reasons=why)
    )


def reason_words(reason: str, count: int, channel: str) -> str:
    """How many are left out for a reason: of the law, or of the sending itself."""
    if reason in PAPER_REASONS:
        return paper_reason_words(reason, count)
    if reason not in OWN_REASONS:
        return counted(reason, count, channel)
    words = {
        ALREADY: ngettext("{count} in this campaign already", "{count} in this campaign already", count),
        SAME_ADDRESS: ngettext("{count} with the address of another", "{count} with the address of another", count),
        BOUNCED: ngettext(
            "{count} whose address refused a message for good",
            "{count} whose address refused a message for good",
            count,
        ),
        GONE: ngettext("{count} no more in the file", "{count} no more in the file", count),
    }
    return words[reason].format(count=written.number(count))
