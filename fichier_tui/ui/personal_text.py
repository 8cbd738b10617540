"""What is told of a free text on a person while it is typed: the word, the article of law; nothing is ever refused."""

from __future__ import annotations

from fichier_tui.domain.sensitive_text import warning
from fichier_tui.ui.words import sentence


def personal_text_notice(text: str) -> str:
    """One sentence about the word that the law wants least in this text; empty for an ordinary one."""
    found = warning(text)
    return "" if found is None else sentence(found)
