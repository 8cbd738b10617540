"""A proposal in words: what it is, why it is made with the dates and counts that it rests on, what one would do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

from fichier_tui.domain.history import ActionDetails
from fichier_tui.domain.proposals import (
    BirthdayBecause,
    BoughtTogetherBecause,
    ComplaintBecause,
    ConsentBecause,
    DriftingBecause,
    Proposal,
    RetentionBecause,
    SeasonBecause,
)
from fichier_tui.domain.season import season_of
from fichier_tui.domain.sending import KIND_OF_CHANNEL
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written

KIND_WORDS = {
    "complaint": N_("complaint"),
    "birthday": N_("birthday"),
    "consent_due": N_("agreement"),
    "season": N_("season"),
    "drifting": N_("not seen"),
    "cross_sell": N_("to go with"),
    "retention_due": N_("to keep?"),
}
SEASONS = {
    "spring": N_("{what} every spring: {dates}"),
    "summer": N_("{what} every summer: {dates}"),
    "autumn": N_("{what} every autumn: {dates}"),
    "winter": N_("{what} every winter: {dates}"),
    "easter": N_("{what} every Easter: {dates}"),
}
TASK = "task"
# By which channel one turns to somebody first.
_PREFERRED = ("phone", "email", "sms", "post")
# Whether one may call is asked at a visit, never by a call.
AT_A_VISIT = ("consent_due",)
# A year that no purchase is of, so that every date is written with its own.
_WITH_YEAR = dt.date.min
_DATES = 4


def why(proposal: Proposal, today: dt.date | None = None) -> str:
    """Why it is made, in plain words; a plain string that holds users' text. `today` tells what was due already."""
    because = proposal.because
    if isinstance(because, SeasonBecause):
        what = proposal.product or proposal.category
        season = because.feast or season_of(because.expected_on)
        return _(SEASONS[season]).format(what=what, dates=_dates(because.dates))
    if isinstance(because, DriftingBecause):
        return _("nothing for {since}, since {date}; usually {usual} between two purchases").format(
            usual=_days(because.usual_days), since=_days(because.since_days), date=_date(because.dates[-1])
        )
    if isinstance(because, BoughtTogetherBecause):
        return _("{product}, with {has}: {both} of {buyers} clients, {lift} times the usual").format(
            product=proposal.product,
            has=because.has,
            both=written.number(because.both),
            buyers=written.number(because.buyers),
            lift=written.number(because.lift, 1),
        )
    return _due(because, today)


def _due(because: BirthdayBecause | ComplaintBecause | ConsentBecause | RetentionBecause, today: dt.date | None) -> str:
    if isinstance(because, BirthdayBecause):
        day = written.day_long(because.dates[0], year=False)
        if because.years is None:
            return day
        age = ngettext("{count} year old", "{count} years old", because.years).format(count=because.years)
        return f"{age}, {day}"
    if isinstance(because, ComplaintBecause):
        return _("complaint open for {since}, since {date}: {said}").format(
            since=_days(because.days), date=_date(because.dates[0]), said=because.said
        )
    if isinstance(because, ConsentBecause):
        return _("ask again for calls: the yes of {date} ends on {ends}").format(
            date=_date(because.dates[0]), ends=_date(because.ends_on)
        )
    if today is not None and because.due_on < today:
        return _("to stay in the file? nothing heard since {date}, was to be asked by {due}").format(
            date=_date(because.dates[0]), due=_date(because.due_on)
        )
    return _("to stay in the file? nothing heard since {date}, to ask by {due}").format(
        date=_date(because.dates[0]), due=_date(because.due_on)
    )


def subject(proposal: Proposal) -> str:
    """What the action made of it is about."""
    if proposal.kind == "complaint":
        because = proposal.because
        return because.said if isinstance(because, ComplaintBecause) else ""
    words = {
        "birthday": _("Wish a happy birthday"),
        "consent_due": _("Ask again whether we may call"),
        "drifting": _("Ask for news"),
        "retention_due": _("Ask whether to stay in the file"),
    }
    return words.get(proposal.kind) or _("Propose {what}").format(what=proposal.product or proposal.category)


def kind_by(channels: Container[str]) -> str:
    """The kind of action by the best of these channels; by none, a task: one speaks of it at the next visit."""
    return next((KIND_OF_CHANNEL[channel] for channel in _PREFERRED if channel in channels), TASK)


def proposed_action(proposal: Proposal, channels: tuple[str, ...], day: dt.date) -> ActionDetails:
    """The action made of it: by a channel that the law allows for it; by none, at the next visit."""
    kind = TASK if proposal.kind in AT_A_VISIT else kind_by(channels)
    return ActionDetails(kind, subject(proposal), day=day, note=why(proposal, day))


def _date(day: dt.date) -> str:
    return written.day_short(day, _WITH_YEAR)


def _dates(days: tuple[dt.date, ...]) -> str:
    """The last few, oldest first."""
    shown = ", ".join(_date(day) for day in days[-_DATES:])
    return f"… {shown}" if len(days) > _DATES else shown


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=written.number(count))
