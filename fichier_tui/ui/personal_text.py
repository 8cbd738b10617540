"""What is told of a free text on a person while it is typed: the word, the article of law; nothing is ever refused."""

from __future__ import annotations

from fichier_tui.domain.sensitive import Judgement
from fichier_tui.domain.sensitive_text import judge_text, warning_of, worst
from fichier_tui.domain.text import fold
from fichier_tui.i18n import _, ngettext
from fichier_tui.ui import format
from fichier_tui.ui.words import sentence

ALSO_SHOWN = 4
"""So many of the words that were told of before are recalled; of the others the number."""


class PersonalTextNotice:
    """What is told under one field: a sentence about the word that came last, and the words that were told of before.

    Each word has its own sentence as it is typed, wherever in the text; of a text that comes whole, the one that the
    law wants least.
    """

    def __init__(self) -> None:
        self._known: tuple[str, ...] = ()
        self._told = ""

    def __call__(self, text: str) -> str:
        """What to say of the text now; empty for an ordinary one."""
        found = {fold(one.word): one for one in judge_text(text)}
        new = [word for word in found if word not in self._known]
        if len(new) == 1:
            self._told = new[0]
        elif new or self._told not in found:
            judged = worst(text)
            self._told = fold(judged.word) if judged is not None else ""
        self._known = tuple(found)
        if not found:
            return ""
        return " ".join(filter(None, (sentence(warning_of(found.pop(self._told))), _also([*found.values()]))))


def _also(others: list[Judgement]) -> str:
    """ "Also: “Diabétique”, “messe”."."""
    if not others:
        return ""
    words = [_("“{word}”").format(word=one.word) for one in others[-ALSO_SHOWN:]]
    if more := len(others) - len(words):
        words.append(ngettext("{count} more", "{count} more", more).format(count=format.number(more)))
    return _("Also: {words}.").format(words=", ".join(words))
