"""Who may be somebody erased under another name: asked about before an import, never decided by the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fichier_tui.i18n import _, ngettext
from fichier_tui.storage import Decision
from fichier_tui.storage.imports import HELD
from fichier_tui.ui import format
from fichier_tui.ui.dialogs.question import Choice, Question

LOOK, WITHOUT, OTHERS = "look", "without", "others"


def question_about(count: int) -> Question:
    """What about those of whom nothing is said yet; the answer is LOOK, WITHOUT or OTHERS."""
    body = ngettext(
        "{count} contact has the telephone or the e-mail of somebody who asked to be forgotten, under another name. "
        "The same person, written otherwise? Then it must not come back. Somebody of the household? Then it may.",
        "{count} contacts have the telephone or the e-mail of somebody who asked to be forgotten, under another name. "
        "The same person, written otherwise? Then it must not come back. Somebody of the household? Then it may.",
        count,
    )
    answers = ((LOOK, _("Look at them first")), (WITHOUT, _("Import without them")), (OTHERS, _("Create them: others")))
    choices = [Choice(code, words, words[:1]) for code, words in answers]
    return Question(_("Erased, or another person?"), body.format(count=format.number(count)), choices)


def turned(decisions: Sequence[Decision], place: int) -> tuple[Decision, ...]:
    """The same, with the one at that place said to be another person, or no longer."""
    decision = decisions[place]
    return (*decisions[:place], replace(decision, is_other=not decision.is_other), *decisions[place + 1 :])


def all_others(decisions: Sequence[Decision]) -> tuple[int, ...]:
    """The places of all who are, or may be, other people."""
    return tuple(place for place, decision in enumerate(decisions) if decision.is_other or decision.outcome == HELD)


def said_others(decisions: Sequence[Decision]) -> tuple[int, ...]:
    """The places of those of whom it was said."""
    return tuple(place for place, decision in enumerate(decisions) if decision.is_other)
