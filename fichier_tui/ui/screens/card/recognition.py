"""The line by which a contact is recognised, in words; what it rests on is reckoned by `domain.recognition`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from textual.content import Content

from fichier_tui.domain.history import Action
from fichier_tui.domain.recognition import Birthday, Recognition
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import ACTION_KINDS, word
from fichier_tui.ui.safe import shown

IN_SEASON = {
    "spring": N_("in spring"),
    "summer": N_("in summer"),
    "autumn": N_("in autumn"),
    "winter": N_("in winter"),
}


def recognition_line(found: Recognition, today: dt.date) -> Content:
    """ "4th visit, the last on 12/08, mostly Spa découverte (5 of 9) in spring, basket €85, birthday in 4 days"."""
    return Content(" · ").join(list(_alerts(found)) + list(_habits(found, today)) + list(_coming(found, today)))


def _alerts(found: Recognition) -> Iterator[Content]:
    if found.open_complaints:
        words = ngettext("{count} open complaint", "{count} open complaints", found.open_complaints)
        yield shown("! " + words.format(count=found.open_complaints), "bold $text-error")


def _habits(found: Recognition, today: dt.date) -> Iterator[Content]:
    yield _seen(found, today)
    usual = []
    if found.product is not None:
        usual.append(
            Content.assemble(
                _("mostly") + " ",
                shown(found.product.what, "bold"),
                _counted(found.product.times, found.product.out_of),
            )
        )
    if found.season is not None:
        season = _(IN_SEASON[found.season.what]) if found.season.what in IN_SEASON else found.season.what
        usual.append(Content.assemble(season, _counted(found.season.times, found.season.out_of)))
    if usual:
        yield Content(" ").join(usual)
    if found.mean_basket_cents is not None:
        yield shown(_("basket {amount}").format(amount=written.money(found.mean_basket_cents, whole=True)))


def _counted(times: int, out_of: int) -> Content:
    """The counts that a habit rests on."""
    counted = _("{times} of {out_of}").format(times=times, out_of=out_of)
    return Content.assemble(" ", shown(f"({counted})", "$text-muted"))


def _seen(found: Recognition, today: dt.date) -> Content:
    if found.here_today:
        here = ngettext("first visit, today", "visit no. {count}, today", found.visits).format(count=found.visits)
        return shown(here, "bold $text-success")
    last = found.last_seen
    if last is None:
        return shown(_("never seen yet"))
    ago = written.relative(last, today)
    when = f"{written.day_short(last, today)} ({ago})"
    if not found.visits:
        return shown(_("no visit noted, last purchase on {day}").format(day=when))
    words = ngettext("{count} visit, seen last on {day}", "{count} visits, seen last on {day}", found.visits)
    return shown(words.format(count=found.visits, day=when))


def _coming(found: Recognition, today: dt.date) -> Iterator[Content]:
    if found.birthday is not None:
        yield shown("♪ " + _birthday(found.birthday), "bold $text-warning")
    if found.next_action is not None:
        yield _next(found.next_action, today, late=found.next_action_late)


def _birthday(birthday: Birthday) -> str:
    if birthday.in_days == 0:
        words = _("birthday today")
    elif birthday.in_days == 1:
        words = _("birthday tomorrow")
    else:
        words = ngettext("birthday in {count} day", "birthday in {count} days", birthday.in_days)
        words = words.format(count=birthday.in_days)
    if birthday.age is None:
        return words
    return words + " (" + ngettext("{count} year", "{count} years", birthday.age).format(count=birthday.age) + ")"


def _next(action: Action, today: dt.date, *, late: bool) -> Content:
    kind = word(ACTION_KINDS, action.details.kind)
    if action.details.day is None:
        return shown(_("to do: {action}").format(action=kind))
    day = written.day_short(action.details.day, today)
    if late:
        return shown("! " + _("late: {action} of {day}").format(action=kind, day=day), "bold $text-warning")
    return shown(_("to do: {action} on {day}").format(action=kind, day=day))
