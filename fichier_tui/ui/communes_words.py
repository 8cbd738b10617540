"""What an official file of communes brings, or brought, in words: for the settings and for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fichier_tui.exchange.communes import FAULTS_TOLD, Fault
from fichier_tui.i18n import _, ngettext
from fichier_tui.storage import CommunesOutcome
from fichier_tui.ui import format as written


def postcodes_words(outcome: CommunesOutcome) -> str:
    """ "Postcodes: 35,000 new, 12 known"."""
    return _("Postcodes: {added} new, {known} known").format(
        added=written.number(outcome.added), known=written.number(outcome.known)
    )


def figures_words(outcome: CommunesOutcome) -> str:
    """ "Figures: 35,000 new, 3 changed, 0 the same"."""
    return _("Figures: {added} new, {changed} changed, {known} the same").format(
        added=written.number(outcome.figures_added),
        changed=written.number(outcome.figures_changed),
        known=written.number(outcome.figures_known),
    )


def fault_lines(faults: Sequence[Fault], most: int = FAULTS_TOLD) -> Iterator[str]:
    """The rows that were left out, so many of them one by one. Holds text of the file."""
    for fault in faults[:most]:
        yield _("! row {row}, {column}: {value}").format(row=fault.row, column=fault.column, value=fault.value)
    if (more := len(faults) - most) > 0:
        yield ngettext("… and {count} more.", "… and {count} more.", more).format(count=more)


def in_file_words(count: int) -> str:
    """ "35,000 communes in the file"."""
    words = ngettext("{count} commune in the file", "{count} communes in the file", count)
    return words.format(count=written.number(count))
