"""The words for the codes that the rooms below speak in: what was refused, and what to do about it."""

from __future__ import annotations

import os
import re

from fichier_tui import i18n
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import _
from fichier_tui.ui.staff_words import NOT_ALLOWED

_IN_COMMAND = re.compile(r"(fichier [a-z]+ {[a-z]+)}")
"""A command that one is to type, and the place of what it is given."""


class _Said(str):
    """A detail; `{path:typed}` is as a shell takes it, whatever blanks and signs stand in it."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec != "typed":
            return super().__format__(spec)
        import shlex  # what a fault alone needs
        import subprocess

        return subprocess.list2cmdline([self]) if os.name == "nt" else shlex.quote(self)


class _Details(dict[str, object]):
    """Details for a sentence: one that is missing or empty shows as a dash rather than stopping the program."""

    def __missing__(self, key: str) -> str:
        return "—"


def sentence(refusal: Refusal) -> str:
    """The refusal in the language spoken now. Plain text, one line: give it to a widget as `Content`."""
    from fichier_tui.ui.refusals import REFUSALS  # fifteen tables: not before the first screen is painted

    words = REFUSALS.get(refusal.code)
    if refusal.code == "staff.not_allowed":
        words = NOT_ALLOWED.get(str(refusal.details.get("permission")), words)
    if words is None:
        return _("This was refused ({code}). Nothing was changed.").format(code=clean_line(refusal.code))
    words = _(words)
    later = refusal.details.get("later")
    if later is not None:
        from fichier_tui.ui.done import rests_on_it

        return clean_line(rests_on_it(later))
    near = refusal.details.get("suggestions")
    if isinstance(near, dict):  # in each language those that one types in it
        near = near.get(i18n.language(), "")
    if "{suggestions}" in words and not near:
        # The close words are the last sentence, in every language; where there are none it is left out.
        words = words.rpartition(". ")[0] + "."
    told = {**refusal.details, "suggestions": near} if near else dict(refusal.details)
    if "{why}" in words and not told.get("why"):
        told["why"] = why_words(refusal)
    details = {
        name: detail if isinstance(detail, int | float) else _Said(clean_line(str(detail)) or "—")
        for name, detail in told.items()
    }
    return _IN_COMMAND.sub(r"\1:typed}", words).format_map(_Details(details))


def why_words(refusal: Refusal) -> str:
    """Why nobody may be contacted, or one may not be called, in the words of the law's reasons."""
    from fichier_tui.domain.contactability import Answer, Retained
    from fichier_tui.domain.sending import Chosen
    from fichier_tui.ui.contactability_words import left_out_reasons, when_words
    from fichier_tui.ui.sending_words import reason_words

    chosen, answer = refusal.details.get("chosen"), refusal.details.get("answer")
    if isinstance(answer, Answer):
        return when_words(answer)
    if not isinstance(chosen, Chosen | Retained):
        return ""
    channel = str(refusal.details.get("channel")) or "post"
    return ", ".join(reason_words(reason, count, channel) for reason, count, _rules in left_out_reasons(chosen))
