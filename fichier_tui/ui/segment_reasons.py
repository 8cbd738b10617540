"""Why a contact is in a segment or out of it, in words: "Last purchase: 12/03/2026, asked: before 22/05/2025".

The lines hold users' words (products, towns): give them to widgets as `Content` only.
"""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.rfm import CLASS_OF, scores_in
from fichier_tui.domain.segment import Condition, Duration, SameEvent, field_of, write_segment
from fichier_tui.domain.segment.evaluation import event_of
from fichier_tui.domain.segment.explaining import Explanation, Reason, asked_on
from fichier_tui.domain.segment.field import ORDERED_KINDS, RFM, Known
from fichier_tui.domain.segment.tree import AT_LEAST, AT_MOST, EQUAL, LESS, MORE
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format
from fichier_tui.ui.code_words import word
from fichier_tui.ui.contactability_words import answer_words
from fichier_tui.ui.rfm_words import CLASS_NAMES
from fichier_tui.ui.segment_words import (
    Labels,
    condition_sentence,
    field_words,
    language,
    summary_sentence,
    value_words,
)

MET, NOT_MET = "✓", "✗"
_NUMBERS = {
    AT_LEAST: N_("{value} or more"),
    MORE: N_("more than {value}"),
    AT_MOST: N_("{value} or less"),
    LESS: N_("less than {value}"),
    EQUAL: N_("{value}"),
}
_DAYS = {
    AT_LEAST: N_("since {value}"),
    MORE: N_("after {value}"),
    AT_MOST: N_("{value} or before"),
    LESS: N_("before {value}"),
    EQUAL: N_("{value}"),
}
_YES_OR_NO = ("has", "missing", "situation")
_IN_WORDS = ("kind", "status", "sex", "civility")
SHOWN = 4
"""Values of the contact that a line tells, of a field that has several."""


def verdict(explained: Explanation, name: str) -> str:
    """ "Péron Hélène is in this segment." """
    if explained.put_aside:
        return _("{name} was deleted: in no segment.").format(name=name)
    words = _("{name} is in this segment.") if explained.inside else _("{name} is not in this segment.")
    return words.format(name=name)


def reason_line(reason: Reason, labels: Labels, today: dt.date) -> str:
    """One reason, without its mark: what is asked and what is known of the contact."""
    asked = reason.asked
    if isinstance(asked, Condition) and not reason.events and not reason.negated and _is_ordered(asked):
        return _("{field}: {known}, asked: {asked}").format(
            field=field_words(asked.field, labels), known=_known(reason), asked=_bound(asked, today)
        )
    words = summary_sentence(asked, labels) if isinstance(asked, SameEvent) else _sentence(asked, labels, today)
    if reason.negated:
        words = _("Not: {condition}").format(condition=words)
    fact = _fact(reason)
    return words if fact == words else f"{words} – {fact}"


def reason_text(reason: Reason) -> str:
    """What is asked, in the text form."""
    return write_segment(reason.asked, language())


def _is_ordered(condition: Condition) -> bool:
    return field_of(condition.field).kind in ORDERED_KINDS or condition.operator != EQUAL


def _sentence(condition: Condition, labels: Labels, today: dt.date) -> str:
    """The condition as a sentence, with the day that a time elapsed comes to."""
    if isinstance(condition.value, Duration):
        return _("{field}: {value}").format(field=field_words(condition.field, labels), value=_bound(condition, today))
    return condition_sentence(condition, labels)


def _bound(condition: Condition, today: dt.date) -> str:
    meant = asked_on(condition, today)
    words = _DAYS if isinstance(meant.value, dt.date) else _NUMBERS
    return _(words[meant.operator]).format(value=value_words(meant))


def _fact(reason: Reason) -> str:
    """What is known of the contact."""
    asked = reason.asked
    if isinstance(asked, SameEvent):
        counted = _counted(event_of(asked), reason)
        if asked.tally is None:
            return counted
        words = _("{counted}, in all {known}")
        return words.format(counted=counted, known=_value(asked.tally.field, reason.known[0]) if reason.known else "–")
    if reason.answer is not None:
        return answer_words(reason.answer, str(asked.value))
    if asked.field in _YES_OR_NO:
        return _("yes") if reason.holds != reason.negated else _("no")
    event = field_of(asked.field).event
    if event:
        counted = _counted(event, reason)
        return f"{counted} ({_known(reason)})" if reason.known else counted
    return _known(reason)


def _counted(event: str, reason: Reason) -> str:
    """ "2 of 3 purchases"."""
    count = reason.events
    if not count:
        return _("nothing of the kind")
    words = {
        "purchase": ngettext("{meeting} of {count} purchase", "{meeting} of {count} purchases", count),
        "visit": ngettext("{meeting} of {count} visit", "{meeting} of {count} visits", count),
        "action": ngettext("{meeting} of {count} action", "{meeting} of {count} actions", count),
        "telling": ngettext("{meeting} time of {count} told", "{meeting} times of {count} told", count),
        "behaviour": ngettext("{meeting} of {count} interest shown", "{meeting} of {count} interests shown", count),
        "opinion": ngettext("{meeting} of {count} opinion", "{meeting} of {count} opinions", count),
    }[event]
    return words.format(meeting=format.number(reason.meeting), count=format.number(count))


def _known(reason: Reason) -> str:
    """The contact's own values; of days that do not meet what is asked, the last ones."""
    asked = reason.asked
    if isinstance(asked, SameEvent) or not reason.known:
        return _("nothing known")
    known = list(reason.known)
    if not reason.meeting and isinstance(known[0], dt.date):
        known.reverse()
    words = [_value(asked.field, value) for value in known[:SHOWN]]
    return ", ".join(words) + (", …" if len(known) > SHOWN else "")


def _value(code: str, value: Known) -> str:
    if isinstance(value, float):
        return format.number(value, 1)
    if code == RFM:
        # What was asked may be the scores themselves, or the class that they make.
        return f"{word(CLASS_NAMES, CLASS_OF[scores_in(str(value))])} ({value})"
    if code in _IN_WORDS:
        return condition_sentence(Condition(code, EQUAL, value), {})
    return value_words(Condition(code, EQUAL, value))
