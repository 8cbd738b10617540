"""The sentences of what a segment asks that nobody in the file can meet."""

from __future__ import annotations

from collections.abc import Iterable

from fichier_tui.domain.segment import field_of
from fichier_tui.domain.segment import fields as kinds
from fichier_tui.domain.segment.doubts import ABSENT, TO_COME, Doubt
from fichier_tui.domain.segment.event_fields import EVENTS
from fichier_tui.i18n import _
from fichier_tui.ui.segment_words import Labels, condition_sentence, language


def doubt_sentences(doubts: Iterable[Doubt], labels: Labels) -> tuple[str, ...]:
    """What is to be said of each, with the words that may have been meant."""
    return tuple(_sentence(doubt, labels) for doubt in doubts)


def _sentence(doubt: Doubt, labels: Labels) -> str:
    asked = condition_sentence(doubt.condition, labels)
    if doubt.code == TO_COME:
        return _("“{condition}” is still to come.").format(condition=asked)
    if doubt.code != ABSENT:
        other = "" if doubt.other is None else condition_sentence(doubt.other, labels)
        return _("“{condition}” and “{other}” exclude each other.").format(condition=asked, other=other)
    words = _("Nobody in the file: “{condition}”.").format(condition=asked)
    near = doubt.near.of(language())
    is_department = field_of(doubt.condition.field).kind == kinds.DEPARTMENT
    if near:
        template = _("There is: {words}") if is_department else _("Close words: {words}")
        words += " " + template.format(words=", ".join(near))
    elif _is_like_a_period(doubt):
        words += " " + _("A period is written 2025, 3/2025, T1/2025 or 01/03/2025..30/04/2025.")
    return words


def _is_like_a_period(doubt: Doubt) -> bool:
    """Whether a text of an event has figures in it, as a day or a quarter that was written otherwise."""
    event = EVENTS.get(field_of(doubt.condition.field).event)
    is_text = event is not None and event.main == doubt.condition.field
    return is_text and any(letter.isdigit() for letter in str(doubt.condition.value))
