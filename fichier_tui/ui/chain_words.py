"""What is wrong with the journal, a sentence for each fault."""

from __future__ import annotations

from fichier_tui.i18n import N_, _
from fichier_tui.storage.journal.chain import ChainFault
from fichier_tui.ui import format

FAULTS: dict[str, str] = {
    "anchor": N_("Line {entry} of the journal is not the one a safety copy knows: it was written anew, or removed."),
    "changed": N_("Line {entry} of the journal was changed: who, when, what or about whom."),
    "content": N_("Line {entry} of the journal was changed: its words, or what it tells of before and after."),
    "end": N_("The end of the journal was not written by this program with the key of the file."),
    "erased": N_("The content of line {entry} of the journal was erased, and no line says by whom."),
    "inserted": N_("Line {entry} of the journal was put in afterwards."),
    "mark": N_("Line {entry} of the journal is said to be taken back, or to stand, against what the other lines say."),
    "moved": N_("Line {entry} of the journal was line {other}: they were put in another order."),
    "removed": N_("Lines {entry} to {other} of the journal were removed."),
    "truncated": N_("The end of the journal was cut off: lines {entry} to {other} are gone."),
}  # fmt: skip

OF_ONE = {
    "removed": N_("Line {entry} of the journal was removed."),
    "truncated": N_("The end of the journal was cut off: line {entry} is gone."),
}
"""The same where it is one line alone."""


def chain_sentence(fault: ChainFault) -> str:
    """The fault in words."""
    words = FAULTS[fault.code]
    if fault.entry == fault.other:
        words = OF_ONE.get(fault.code, words)
    return _(words).format(entry=format.number(fault.entry), other=format.number(fault.other))
