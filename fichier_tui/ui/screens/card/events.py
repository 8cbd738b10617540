"""The lines of the history, and what is to be done, as the two lists of the card show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from fichier_tui.domain.history import Action, TimelineEvent
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import (
    ACTION_KINDS,
    ACTION_STATES,
    BEHAVIOUR_KINDS,
    CHANNELS,
    CONSENT_STATES,
    LOYALTY_REASONS,
    NOTE_KINDS,
    SATISFACTION_KINDS,
    TIMELINE_KINDS,
    VISIT_CHANNELS,
    word,
)
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.facts import consent_mark
from fichier_tui.ui.widgets.columns import Column

Today = Callable[[], dt.date]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history with its place in it: lines of several kinds have no number in common."""

    id: int
    event: TimelineEvent


def history_columns(today: Today, title: str) -> tuple[Column[Line], ...]:
    """Day, kind, what, amount, who; `title`, which says what is shown and how much, heads the widest."""
    return (
        Column("mark", "", partial(_mark, today), width=1),
        Column("day", N_("Day"), partial(_day, today), width=9),
        Column("kind", N_("Kind"), _kind, width=12, priority=2),
        Column("what", title, what, width=29, flex=1),
        Column("amount", N_("Amount"), _amount, width=10, align="right"),
        Column("staff", N_("By"), _staff, width=10, priority=3),
    )


def action_columns(today: Today) -> tuple[Column[Action], ...]:
    """When, what, who is in charge."""
    return (
        Column("mark", "", partial(_late_mark, today), width=1),
        Column("day", N_("When"), partial(_due, today), width=17),
        Column("what", N_("To do"), action_words, width=24, flex=1),
        Column("staff", N_("In charge"), _in_charge, width=11, priority=3),
    )


def _in_charge(action: Action) -> Content:
    return shown(action.in_charge, "$text-muted")


def action_words(action: Action) -> Content:
    """ "call · about the quote" """
    details = action.details
    parts = [shown(word(ACTION_KINDS, details.kind), "bold")]
    parts += [shown(text) for text in (details.subject, details.place) if text]
    if details.priority:
        parts.insert(0, shown("!" * min(details.priority, 2), "bold $text-warning"))
    return Content(" · ").join(parts)


def what(line: Line) -> Content:
    """What happened, in a few words and what was written of it."""
    return _WHAT.get(line.event.kind, _plain)(line.event)


def _visit(event: TimelineEvent) -> Content:
    clock = written.clock(event.time) if event.time else ""
    return _joined(clock, word(VISIT_CHANNELS, event.subject), _people(event), event.text)


def _purchase(event: TimelineEvent) -> Content:
    times = f" × {written.number(event.quantity)}" if event.quantity != 1 else ""
    nights = ngettext("{count} night", "{count} nights", event.nights or 0).format(count=event.nights)
    name = shown((event.subject or _("without a product")) + times, "bold")
    rest = _joined(nights if event.nights else "", _people(event), event.text)
    return Content.assemble(name, " · ", rest) if rest.plain else name


def _action(event: TimelineEvent) -> Content:
    clock = written.clock(event.time) if event.time else ""
    state = "" if event.state == "open" else word(ACTION_STATES, event.state)
    subject = " → ".join(part for part in event.text.splitlines() if part)
    return _joined(clock, word(ACTION_KINDS, event.subject), subject, state)


def _consent(event: TimelineEvent) -> Content:
    version = _("sentence no. {version}").format(version=event.quantity) if event.quantity else ""
    return _joined(word(CHANNELS, event.subject), word(CONSENT_STATES, event.state), version, event.text)


def _note(event: TimelineEvent) -> Content:
    kind = "" if event.subject == "note" else word(NOTE_KINDS, event.subject)
    return _joined(kind, event.text)


def _behaviour(event: TimelineEvent) -> Content:
    return _joined(word(BEHAVIOUR_KINDS, event.subject), event.text)


def _satisfaction(event: TimelineEvent) -> Content:
    score = f"{event.quantity}/10" if event.quantity >= 0 else ""
    state = {"open": _("open"), "closed": _("closed")}.get(event.state, event.state)
    said = " → ".join(event.text.splitlines())  # what was said, then what was answered
    return _joined(word(SATISFACTION_KINDS, event.subject), score, state, said)


def _loyalty(event: TimelineEvent) -> Content:
    sign = "+" if event.quantity > 0 else ""
    points = ngettext("{count} point", "{count} points", abs(event.quantity))
    said = points.format(count=sign + written.number(event.quantity))
    return _joined(word(LOYALTY_REASONS, event.subject), said, event.text)


def _plain(event: TimelineEvent) -> Content:
    return _joined(event.subject, event.text)


_WHAT: dict[str, Callable[[TimelineEvent], Content]] = {
    "visit": _visit,
    "purchase": _purchase,
    "action": _action,
    "consent": _consent,
    "note": _note,
    "behaviour": _behaviour,
    "satisfaction": _satisfaction,
    "loyalty": _loyalty,
}


def _joined(*parts: str) -> Content:
    return Content(" · ").join([shown(part) for part in parts if part])


def _people(event: TimelineEvent) -> str:
    if not event.people:
        return ""
    return ngettext("{count} person", "{count} people", event.people).format(count=event.people)


def _mark(today: Today, line: Line) -> Content:
    """What wants an eye: late, to do, done, a consent, a complaint."""
    event = line.event
    if event.kind == "consent":
        return shown(*consent_mark(event.state))
    if event.kind == "action":
        if event.state == "open":
            return shown("!", "bold $text-warning") if event.day < today() else shown("○", "$accent")
        return shown("✓" if event.state == "done" else "✕", "$text-muted")
    if event.kind == "satisfaction" and event.state == "open":
        return shown("!", "bold $text-error")
    return Content("")


def _day(today: Today, line: Line) -> Content:
    return shown(written.day_short(line.event.day, today()))


def _kind(line: Line) -> Content:
    return shown(word(TIMELINE_KINDS, line.event.kind), "$text-muted")


def _amount(line: Line) -> Content:
    return Content("") if line.event.amount_cents is None else shown(written.money(line.event.amount_cents))


def _staff(line: Line) -> Content:
    return shown(line.event.staff, "$text-muted")


def _late_mark(today: Today, action: Action) -> Content:
    late = action.details.day is not None and action.details.day < today()
    return shown("!", "bold $text-warning") if late else shown("○", "$accent")


def _due(today: Today, action: Action) -> Content:
    details = action.details
    if details.day is None:
        return shown(_("some day"), "$text-muted")
    clock = " " + written.clock(details.time) if details.time else ""
    return shown(written.day_short(details.day, today()) + clock)
