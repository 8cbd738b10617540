"""What the file proposes, under the day's list: a few lines, each with its reason, and three keys to answer them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from fichier_tui.domain.proposals import BIRTHDAY, CROSS_SELL, KINDS, in_turn
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _, ngettext
from fichier_tui.storage import Proposed, Session, count_proposals, dismiss_proposal, plan_proposal, proposals
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import ACTION_KINDS, CHANNELS, word
from fichier_tui.ui.done import done
from fichier_tui.ui.keys import Key
from fichier_tui.ui.proposal_words import AT_A_VISIT, KIND_WORDS, proposed_action, why
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import opening
from fichier_tui.ui.screens.planner import keys as own
from fichier_tui.ui.screens.planner.gestures import ON_OPEN, PlannerActions
from fichier_tui.ui.screens.planner.lines import PROPOSAL, Heading, Line, Row
from fichier_tui.ui.screens.planner.reading import DAY

SHOWN = 6
"""The day comes first: so many lines, the others are counted. E shows more."""
SHOWN_IDLE = 12
"""Where nothing is planned they are what the day is made of."""
SHOWN_MORE = 60
AHEAD = dt.timedelta(days=31)
"""How far ahead a free day is offered what is proposed now."""
MARK = "◇"
# Birthdays have their own lines.
OF_THE_PLANNER = tuple(kind for kind in KINDS if kind != BIRTHDAY)
MUTED = "$text-muted"


@dataclass(frozen=True, slots=True)
class Offered:
    """What the file proposes on the day: the best, and how many in all, cross-selling aside."""

    best: tuple[Proposed, ...] = ()
    count: int = 0


def read_offered(session: Session, today: dt.date, most: int, day: dt.date | None = None) -> Offered:
    """The best proposals of each kind in turn, at most so many; those that still hold on `day`, if one is given."""
    found = proposals(session, today, kinds=OF_THE_PLANNER, limit=most, channels=True)
    chosen = in_turn((one.proposal for one in found if day is None or one.proposal.until >= day), most)
    by_proposal = {one.proposal: one for one in found}
    return Offered(
        tuple(by_proposal[proposal] for proposal in chosen), count_proposals(session, today, kinds=OF_THE_PLANNER)
    )


def proposed_lines(offered: Offered, *, today: dt.date, idle: bool, free: bool = False) -> Iterator[Line]:
    """The heading with how many others there are, and a line for each.

    `idle` where nothing else presses; `free` for another day, on which nothing is planned yet.
    """
    if not offered.best:
        return
    words = _("Nothing presses; proposed") if idle else _("Proposed")
    if free:
        words = _("This day is free; proposed")
    left = 0 if free else offered.count - sum(one.proposal.kind != CROSS_SELL for one in offered.best)
    if left > 0:
        words = f"{words} — " + ngettext("and {count} other", "and {count} others", left).format(
            count=written.number(left)
        )
        words += f" ({own.MORE.shown_key})"
    yield Heading(words)
    for place, one in enumerate(offered.best):
        yield Row(PROPOSAL, place, one.proposal.contact, "", MARK, "", one.name, why(one.proposal, today), "")


class ProposalDetail(Static):
    """The whole reason, beside the list on a wide screen."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False

    def show(self, one: Proposed | None) -> None:
        """Show this proposal; nothing for None."""
        self.display = one is not None
        if one is not None:
            self.update(Content("\n").join(self._lines(one)))

    def _lines(self, one: Proposed) -> Iterator[Content]:
        proposal = one.proposal
        kind = word(KIND_WORDS, proposal.kind)
        yield shown(kind[:1].upper() + kind[1:], "bold $accent")
        yield shown(why(proposal))
        if proposal.worth_cents:
            yield Content.assemble(shown(_("Worth about"), MUTED), " ", shown(written.money(proposal.worth_cents)))
        yield Content.assemble(shown(_("Until"), MUTED), " ", shown(written.day_long(proposal.until)))
        if proposal.kind not in AT_A_VISIT:
            accepted = ", ".join(word(CHANNELS, channel) for channel in one.channels)
            yield shown(
                _("May be told by: {channels}").format(channels=accepted) if accepted else _("To be told at a visit")
            )


class ProposedActions(PlannerActions):
    """The keys on what is proposed."""

    offered = Offered()
    unfolded = False
    """Whether more than the best few are asked for."""

    @property
    def row_shown(self) -> Row | None:
        """The line under the cursor of the list."""
        raise NotImplementedError

    def show_again(self) -> None:
        """Paint what was read."""
        raise NotImplementedError

    @property
    def proposal_shown(self) -> Proposed | None:
        """The proposal under the cursor."""
        row = self.row_shown
        if row is None or row.kind != PROPOSAL or row.id >= len(self.offered.best):
            return None
        return self.offered.best[row.id]

    def disabled_reason(self, action: str) -> str | None:
        """Why a key on proposals does nothing now."""
        if action in ON_OPEN and self.proposal_shown is not None and not self.at_hand("open"):
            return _("This is only proposed: V makes it an action.")
        if action in ("take_up", "turn_down") and self.proposal_shown is None:
            return _(own.TAKE_UP.elsewhere)
        if action == "more" and not self.proposes:
            return _(own.MORE.elsewhere)
        return super().disabled_reason(action)

    @property
    def free(self) -> bool:
        """Whether another day to come is shown, on which nothing is to be done."""
        planned = self.planned
        if planned is None or self.asked.view != DAY:
            return False
        if not dt.timedelta(0) < self.asked.day - planned.today <= AHEAD:
            return False
        return not any(action.state == "open" for action in planned.actions)

    @property
    def proposes(self) -> bool:
        """Whether proposals stand under what is shown."""
        return self.planned is not None and (self.planned.is_present or self.free)

    @property
    def day_meant(self) -> dt.date:
        """The day on which what is taken up is to be done."""
        return max(self.asked.day, self.fichier.today()) if self.free else self.fichier.today()

    @property
    def idle(self) -> bool:
        """Whether nothing is late, for today or soon."""
        return self.planned is not None and not self.planned.plan.shown

    async def read_proposals(self) -> None:
        """Once the day is shown: in a large file the first reading takes a moment."""
        if not self.proposes:
            return
        try:
            found = await self.fichier.ask(read_offered, self.fichier.today(), self._most(), self.day_meant)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if found != self.offered:
            self.offered = found
            self.show_again()

    def go_to_proposals(self) -> bool:
        """Put the cursor on the first; False where none is shown."""
        raise NotImplementedError

    def footer_words(self, key: Key) -> tuple[str, str]:
        """Above the proposals E leads to them."""
        return own.TO_PROPOSED if key is own.MORE and self.proposal_shown is None else super().footer_words(key)

    def words_of(self, key: Key) -> str | None:
        """The same in the menu."""
        return _(self.footer_words(key)[0]) if key is own.MORE else super().words_of(key)

    async def action_more(self) -> None:
        """E: to the first of them; from there more of them, or the best few."""
        if self.proposal_shown is None:
            await self.to_proposals()
            return
        self.unfolded = not self.unfolded
        await self.read_proposals()

    async def to_proposals(self) -> None:
        """To the first, once they are read; or say that there is none."""
        await self.read_proposals()
        if not self.go_to_proposals():
            self.note(_("Nothing is proposed now: nobody's season comes, and nobody stays away."))

    def _most(self) -> int:
        return SHOWN_MORE if self.unfolded else SHOWN_IDLE if self.idle or self.free else SHOWN

    async def action_plan(self) -> None:
        """F7 on a proposal: the form filled with what it is about."""
        one = self.proposal_shown
        if one is None:
            await super().action_plan()
            return
        details = proposed_action(one.proposal, one.channels, self.day_meant)
        await opening.plan_action(self.fichier, one.proposal.contact, details)

    async def action_take_up(self) -> None:
        """V: it becomes an action of the day shown."""
        one = self.proposal_shown
        if one is None:
            return
        details = proposed_action(one.proposal, one.channels, self.day_meant)
        try:
            await self.fichier.ask(plan_proposal, one.proposal, details)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        what = (one.name, word(ACTION_KINDS, details.kind), details.subject)
        self.say(done("proposal.planned", name=", ".join(part for part in what if part)))
        await self.fichier.changed()

    async def action_turn_down(self, for_good: bool) -> None:
        """D: not this season; !: never again."""
        one = self.proposal_shown
        if one is None:
            return
        try:
            await self.fichier.ask(dismiss_proposal, one.proposal, for_good=for_good)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.say(done("proposal.dismissed_for_good" if for_good else "proposal.dismissed", name=one.name))
        await self.fichier.changed()


def with_proposals(
    lines: Sequence[Line], offered: Offered, *, today: dt.date, idle: bool, free: bool = False
) -> tuple[Line, ...]:
    """The day's lines, then what is proposed."""
    return (*lines, *proposed_lines(offered, today=today, idle=idle, free=free))
