"""Why somebody whom the law lets be written to gets no letter, no label, no text message all the same."""

from __future__ import annotations

from fichier_tui.domain.postal_address import REASONS

LABEL_TOO_SMALL = "label_too_small"
"""The address would not be read any more on a label of that size."""
UNPRINTABLE = "unprintable"
"""It has letters that no font here prints."""
UNREACHABLE = "unreachable"
"""No number of it takes text messages: the law's own reason, so that it is said and counted once."""
SAME_NUMBER = "same_number"
"""Another contact of the list has that number."""
EMPTY_MESSAGE = "empty_message"
"""The text says nothing for this contact."""
PAPER_REASONS = (*REASONS, LABEL_TOO_SMALL, UNPRINTABLE, SAME_NUMBER, EMPTY_MESSAGE)
