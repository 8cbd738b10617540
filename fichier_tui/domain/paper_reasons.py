"""Why somebody whom the law lets be written to gets no letter, no label, no text message all the same."""

from __future__ import annotations

from fichier_tui.domain.postal_address import REASONS

LABEL_TOO_SMALL = "label_too_small"
"""The address would not be read any more on a label of that size."""
UNPRINTABLE = "unprintable"
"""It has letters that no font here prints."""
NO_MOBILE = "no_mobile"
"""No number of it takes text messages."""
SAME_NUMBER = "same_number"
"""Another contact of the list has that number."""
EMPTY_MESSAGE = "empty_message"
"""The text says nothing for this contact."""
PAPER_REASONS = (*REASONS, LABEL_TOO_SMALL, UNPRINTABLE, NO_MOBILE, SAME_NUMBER, EMPTY_MESSAGE)
