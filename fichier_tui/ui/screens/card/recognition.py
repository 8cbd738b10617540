"""The line by which a contact is recognised, in words; what it rests on is reckoned by `domain.recognition`.

Where there is no room for everything, each thing is first said in fewer words, then the least important is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from fichier_tui.domain.basket import Usual
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
DOT = " · "
# The order in which things are kept, the most important first.
COMPLAINT, LATE, VISITS, BIRTHDAY, USUAL, PLANNED, BASKET = range(7)
# The order in which details give way, the least needed first. The counts that a habit rests on stay long.
BASKET_COUNT, HOW_LONG_AGO, AGE, SEASON_COUNT, PRODUCT_COUNT, VISIT_BEFORE = range(6)


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing to say, from its longest to its shortest words, and which detail each shorter one leaves out."""

    rank: int
    words: tuple[Content, ...]
    details: tuple[int, ...] = ()


def recognition_line(found: Recognition, today: dt.date, width: int = 0, lines: int = 1) -> Content:
    """ "4th visit today, the last on 12/08 · mostly Spa (5 of 9) in spring · basket €85 · birthday in 4 days".

    At most `lines` lines of `width` cells; everything where no width is given. Empty when nothing is known.
    """
    sayings = tuple(_sayings(found, today))

    def fits(said: Content) -> bool:
        return not width or len(said.wrap(width)) <= lines

    return _fitted(sayings, fits)


def _fitted(sayings: tuple[Saying, ...], fits: Callable[[Content], bool]) -> Content:
    chosen = dict.fromkeys(range(len(sayings)), 0)
    least_first = sorted(chosen, key=lambda place: -sayings[place].rank)
    if fits(line := _joined(sayings, chosen)):
        return line
    shorter = sorted((detail, place) for place, saying in enumerate(sayings) for detail in saying.details)
    for _detail, place in shorter:
        chosen[place] += 1
        if fits(line := _joined(sayings, chosen)):
            return line
    for place in least_first[:-1]:
        del chosen[place]
        if fits(line := _joined(sayings, chosen)):
            return line
    return _joined(sayings, chosen)


def _joined(sayings: tuple[Saying, ...], chosen: dict[int, int]) -> Content:
    return Content(DOT).join([sayings[place].words[which] for place, which in sorted(chosen.items())])


def _sayings(found: Recognition, today: dt.date) -> Iterator[Saying]:
    """Everything worth saying, in the order in which it is said."""
    if found.open_complaints:
        words = ngettext("open complaint", "{count} open complaints", found.open_complaints)
        said = shown("! " + words.format(count=found.open_complaints), "bold $text-error")
        yield Saying(COMPLAINT, (said,))
    if seen := tuple(_seen(found, today)):
        yield Saying(VISITS, seen, (VISIT_BEFORE if found.here_today else HOW_LONG_AGO,) * (len(seen) - 1))
    if found.product is not None or found.season is not None:
        yield Saying(USUAL, tuple(_usual(found.product, found.season)), (SEASON_COUNT, PRODUCT_COUNT))
    if found.mean_basket_cents is not None:
        yield Saying(BASKET, tuple(_basket(found.mean_basket_cents, found.purchases)), (BASKET_COUNT,))
    if found.birthday is not None:
        near = tuple(shown(f"♪ {words}", "bold $text-warning") for words in _birthday(found.birthday))
        yield Saying(BIRTHDAY, near, (AGE,) * (len(near) - 1))
    if found.next_action is not None:
        rank = LATE if found.next_action_late else PLANNED
        yield Saying(rank, (_next(found.next_action, today, late=found.next_action_late),))


def _seen(found: Recognition, today: dt.date) -> Iterator[Content]:
    """Which visit this is, or how many there were, and the last one before."""
    if found.here_today:
        yield from _here(found, today)
        return
    last = found.last_seen
    if last is None:
        return
    short = written.day_short(last, today)
    for day in (f"{short} ({written.relative(last, today)})", short):
        if not found.visits:
            yield shown(_("no visit noted, last purchase on {day}").format(day=day))
        elif found.last_visit == last:
            words = ngettext("{count} visit, on {day}", "{count} visits, the last on {day}", found.visits)
            yield shown(words.format(count=found.visits, day=day))
        else:
            yield shown(_("{visits}, last purchase on {day}").format(visits=written.visits(found.visits), day=day))


def _here(found: Recognition, today: dt.date) -> Iterator[Content]:
    style = "bold $text-success"
    nth = written.ordinal_visit(found.visits)
    before = found.seen_before
    if before is not None:
        if before.bought:
            words = _("{nth} visit today, last purchase on {day}")
        elif before.day != today:
            words = _("{nth} visit today, the last on {day}")
        else:
            words = _("{nth} visit today, the last at {time}") if before.time else _("{nth} visit, not the first today")
        day, time = written.day_short(before.day, today), written.clock(before.time)
        yield shown(words.format(nth=nth, day=day, time=time), style)
    yield shown(_("{nth} visit today").format(nth=nth), style)


def _usual(product: Usual | None, season: Usual | None) -> Iterator[Content]:
    """What is bought mostly, and when, with the counts that they rest on as long as there is room."""
    when = _(IN_SEASON[season.what]) if season and season.what in IN_SEASON else ""
    for counts in ((True, True), (True, False), (False, False)):
        parts: list[Content] = [Content(_("mostly"))]
        if product is not None:
            parts.append(shown(product.what, "bold"))
            parts += [_counted(product)] if counts[0] else []
        if season is not None and when:
            parts.append(Content(when))
            parts += [_counted(season)] if counts[1] else []
        yield Content(" ").join(parts)


def _counted(usual: Usual) -> Content:
    """The counts that a habit rests on."""
    counted = _("{times} of {out_of}").format(times=usual.times, out_of=usual.out_of)
    return shown(f"({counted})", "$text-muted")


def _basket(cents: int, purchases: int) -> Iterator[Content]:
    basket = shown(_("basket {amount}").format(amount=written.money(cents, whole=True)))
    yield Content.assemble(basket, " ", shown(f"({written.purchases(purchases)})", "$text-muted"))
    yield basket


def _birthday(birthday: Birthday) -> Iterable[str]:
    if birthday.in_days == 0:
        words = _("birthday today")
    elif birthday.in_days == 1:
        words = _("birthday tomorrow")
    else:
        words = ngettext("birthday in {count} day", "birthday in {count} days", birthday.in_days)
        words = words.format(count=birthday.in_days)
    if birthday.age is not None:
        yield words + " (" + ngettext("{count} year", "{count} years", birthday.age).format(count=birthday.age) + ")"
    yield words


def _next(action: Action, today: dt.date, *, late: bool) -> Content:
    kind = word(ACTION_KINDS, action.details.kind)
    if action.details.day is None:
        return shown(_("to do: {action}").format(action=kind))
    day = written.day_short(action.details.day, today)
    if late:
        return shown("! " + _("late: {action} of {day}").format(action=kind, day=day), "bold $text-warning")
    return shown(_("to do: {action} on {day}").format(action=kind, day=day))
