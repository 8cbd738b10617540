"""What the journal of a file says that was made of a damaged one."""

from __future__ import annotations

SALVAGED = "file.salvaged"
"""The file was made of all that could be read in a damaged one; nothing that could be taken back."""
LOST_LINE = "journal.lost"
"""A line of which only its changes are left."""
