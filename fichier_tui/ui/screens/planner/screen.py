"""The planner: one question to the file (`asked`) says what is shown; whatever changes it, the view is read again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.dates import add_months
from fichier_tui.domain.history import Action
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.schedule import month_weeks
from fichier_tui.domain.sending import CHANNEL_OF_KIND
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import TWO_PANES
from fichier_tui.ui.command import Command
from fichier_tui.ui.contactability_words import call_words
from fichier_tui.ui.proposal_words import AT_A_VISIT, why
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import opening
from fichier_tui.ui.screens.contacts.preview import Preview
from fichier_tui.ui.screens.planner import keys as own
from fichier_tui.ui.screens.planner.agenda_list import AgendaList
from fichier_tui.ui.screens.planner.calendar_grid import Calendar, CalendarGrid
from fichier_tui.ui.screens.planner.detail import ActionDetail
from fichier_tui.ui.screens.planner.last_said import LastSaid, Telling
from fichier_tui.ui.screens.planner.lines import ACTION, DONE_TOGETHER, GROUPINGS, PROPOSAL, Row, lines_of, start_of
from fichier_tui.ui.screens.planner.proposed import MARK, ProposalDetail, ProposedActions, with_proposals
from fichier_tui.ui.screens.planner.reading import DAY, MONTH, WEEK, Asked, Planned, read_planned
from fichier_tui.ui.screens.sending.opening import open_register
from fichier_tui.ui.widgets.chips import Chips

VIEW_WORDS = {
    DAY: (N_("1 Day"), N_("1 Day")),
    WEEK: (N_("2 Week"), N_("2 Week")),
    MONTH: (N_("3 Month"), N_("3 Month")),
}


class PlannerScreen(ProposedActions):
    """What is to be done: a day, a week, a month."""

    PLACE = "planner"
    TITLE_WORDS = N_("Planner")
    HELP_WORDS = (
        N_("What is late comes first, then today by the hour, then the seven days to come."),
        N_("C notes the result and plans the next. + and a number puts off: +1, Enter. Space marks several lines."),
        N_("Under the day ◇ is what the file proposes, and why. V makes it an action; D: not this season; !: never."),
        N_("A ! is late, ▲ a high priority, ▲▲ urgent, ✓ done, × given up, ♪ a birthday."),
    )
    KEYS = own.ALL
    CSS_PATH = "planner.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.asked = Asked(dt.date.min)
        """What is shown, or will be as soon as it is read."""
        self.grouped = ""
        """One of GROUPINGS."""

    def compose_body(self) -> Iterable[Widget]:
        """The three views, then the list or the calendar; from 110 columns a look at what the cursor is on."""
        self.agenda, self.grid = AgendaList(id="list"), CalendarGrid(id="calendar")
        yield Chips(VIEW_WORDS, DAY)
        side = Vertical(ActionDetail(), ProposalDetail(), Preview(), id="side")
        self.last_said = LastSaid()
        yield Horizontal(Vertical(self.agenda, self.grid, self.last_said, id="agenda"), side, id="panes")

    @on(events.Mount)
    async def _first(self) -> None:
        """Today, read before any key is taken: what is typed after F8 finds the list."""
        self.grid.display = False
        self.query_one("#side").can_focus = False
        await self.ask_view(Asked(self.fichier.today()))

    # What is shown

    async def ask_view(self, asked: Asked, *, keep_cursor: bool = True) -> None:
        """Read what `asked` says and show it."""
        today = self.fichier.today()
        if self.planned is not None and asked.day == self.planned.today != today:
            # The night passed while the planner stood on the present day.
            asked = replace(asked, day=today)
        self.asked = asked
        try:
            self.planned = await self.fichier.ask(read_planned, asked, today)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.mark(frozenset(number for number in self.marked if self.planned.action(number) is not None))
        self._show(keep_cursor)
        in_background(self, self.read_proposals, group="proposals", exclusive=True)

    async def show_proposals(self) -> None:
        """What is proposed, from wherever one comes: under the present day."""
        today = self.fichier.today()
        if self.planned is None or not self.planned.is_present:
            await self.ask_view(Asked(today, in_charge=self.asked.in_charge), keep_cursor=False)
        await self.to_proposals()

    def go_to_proposals(self) -> bool:
        """Put the cursor on the first of what is proposed."""
        return not self.grid.display and self.agenda.go_to(PROPOSAL)

    def show_again(self) -> None:
        """What is proposed was read."""
        self._show()

    async def reread(self) -> None:
        """The file changed."""
        await self.ask_view(self.asked)

    def _show(self, keep_cursor: bool = True) -> None:
        planned = self.planned
        if planned is None:
            return
        as_grid = self.asked.view == MONTH or (self.asked.view == WEEK and self.size.width >= TWO_PANES)
        self.agenda.display, self.grid.display, self.last_said.display = not as_grid, as_grid, not as_grid
        self.query_one("#side").set_class(as_grid, "-hidden")
        if as_grid:
            self.grid.show(_calendar(planned), self.asked.day)
        else:
            grouped = self.grouped if self.asked.view == DAY else ""
            self.agenda.empty = self._nothing(planned)
            lines = lines_of(planned, grouped)
            if self.proposes:
                lines = with_proposals(lines, self.offered, today=self.fichier.today(), idle=self.idle, free=self.free)
            self.agenda.show(lines, dated=bool(grouped), keep_cursor=keep_cursor, start=start_of(lines, self.asked.day))
        self.set_focus(self.grid if as_grid else self.agenda)
        self._show_words()

    def _show_words(self) -> None:
        chips = self.query_one(Chips)
        chips.chosen = self.asked.view
        login = self.asked.in_charge
        names = {member.login: member.name for member in self.planned.staff} if self.planned else {}
        chips.chip = names.get(login, login)
        self.query_one("#agenda").border_title = self._title()
        self.refresh_bindings()

    def _title(self) -> Content:
        """The period and the counts."""
        day, today = self.asked.day, self.fichier.today()
        if self.asked.view == MONTH:
            period = f"{written.month(day.month)} {day.year}"
        elif self.asked.view == WEEK:
            first, last = self.asked.period
            month = "" if first.month == last.month else f" {written.month(first.month)}"
            period = _("Week {number}: {first} to {last}").format(
                number=day.isocalendar().week,
                first=f"{first.day}{month}",
                last=f"{last.day} {written.month(last.month)} {last.year}",
            )
        else:
            period = written.day_long(day)
        parts = [shown(period[:1].upper() + period[1:])]
        if self.planned is not None:
            plan = self.planned.plan
            if plan.late:
                parts.append(shown("! " + _("{count} late").format(count=len(plan.late)), "$text-warning"))
            if self.asked.view == DAY and (plan.today or day != today):
                parts.append(shown(_("{count} today").format(count=len(plan.today))))
        if self.proposes and (count := self.offered.count):
            words = ngettext("{count} proposed", "{count} proposed", count).format(count=written.number(count))
            parts.append(shown(f"{MARK} {words}"))
        if self.marked:
            parts.append(
                shown(
                    ngettext("{count} marked", "{count} marked", len(self.marked)).format(count=len(self.marked)) + " ✓"
                )
            )
        elif self.asked.view != DAY:
            words = _("Shift+← →: another month") if self.asked.view == MONTH else _("Shift+← →: another week")
            parts.append(shown(words, "$text-muted"))
        return Content(" · ").join(parts)

    def _nothing(self, planned: Planned) -> Content:
        """What an empty day says."""
        words = (
            _("Nothing to do here.")
            if self.asked.day != planned.today
            else _("Nothing late, nothing today, nothing soon.")
        )
        keys = _("N adds something. F shows everybody's.") if self.asked.in_charge else _("N adds something.")
        return Content(f"{words}\n{keys}")

    # What is under the cursor

    @property
    def action_shown(self) -> Action | None:
        """The action under the cursor, in the list or in a week."""
        if self.grid.display:
            return self.grid.action
        row = self.agenda.row
        return self.planned.action(row.id) if self.planned and row is not None and row.kind == ACTION else None

    def _what_for(self) -> str:
        """What is to be done, or why it is proposed, in full."""
        if self.action_shown is not None:
            return self.action_shown.details.subject
        return "" if self.proposal_shown is None else why(self.proposal_shown.proposal, self.fichier.today())

    def _telling(self) -> Telling | None:
        """What the law is asked about the line: by which channel one would tell what it is about."""
        action, one = self.action_shown, self.proposal_shown
        if one is not None and one.proposal.kind not in AT_A_VISIT:
            return Telling(_("May be told: {channels}"), purpose=one.proposal.purpose)
        if action is None or action.state != "open" or action.details.kind not in CHANNEL_OF_KIND:
            return None
        call = self.planned.calls.get(action.contact_id or 0) if self.planned else None
        hours = call_words(call, self.fichier.today()) if call and action.details.kind == "call" else ""
        return Telling(_("To sell: {whether}"), CHANNEL_OF_KIND[action.details.kind], hours=hours)

    @property
    def row_shown(self) -> Row | None:
        """The line under the cursor of the list."""
        return None if self.grid.display else self.agenda.row

    @property
    def contact_shown(self) -> int | None:
        """The contact of the line under the cursor."""
        if self.grid.display:
            return self.grid.action.contact_id if self.grid.action else None
        return self.agenda.row.contact if self.agenda.row else None

    @property
    def marked(self) -> frozenset[int]:
        """The actions marked, in the list or in the calendar."""
        return self.grid.marked if self.grid.display else self.agenda.marked

    def mark(self, marked: frozenset[int]) -> None:
        """Mark exactly these actions."""
        self.agenda.set_marked(marked)
        self.grid.set_marked(marked)
        self._show_words()

    @on(AgendaList.Highlighted)
    @on(CalendarGrid.Highlighted)
    def _look(self) -> None:
        """The keys, and the pane beside, follow the cursor."""
        if self.grid.display:
            self.asked = replace(self.asked, day=self.grid.day)
        self.query_one(ActionDetail).show(self.action_shown, self.planned)
        self.query_one(ProposalDetail).show(self.proposal_shown)
        self.query_one(Preview).look_at(self.contact_shown)
        self.last_said.look_at(self.contact_shown, self._what_for(), self._telling())
        self.refresh_bindings()

    @on(AgendaList.Marked)
    @on(CalendarGrid.Marked)
    def _mark(self, event: AgendaList.Marked | CalendarGrid.Marked) -> None:
        self.mark(event.actions)

    @on(AgendaList.Opened)
    async def _open_row(self, event: AgendaList.Opened) -> None:
        """An action opens its form; those done together the register; a birthday and a proposal their card."""
        if event.row.kind == ACTION:
            await opening.change_action(self.fichier, event.row.id)
        elif event.row.kind == DONE_TOGETHER:
            await open_register(self.fichier)
        elif event.row.contact is not None:
            await self.fichier.open_contact(event.row.contact)

    @on(CalendarGrid.Opened)
    async def _open_cell(self, event: CalendarGrid.Opened) -> None:
        """An action opens its form, a day its list."""
        if event.action is not None:
            await opening.change_action(self.fichier, event.action.id)
        else:
            await self.ask_view(replace(self.asked, view=DAY, day=event.day), keep_cursor=False)

    @on(CalendarGrid.Left)
    async def _beyond(self, event: CalendarGrid.Left) -> None:
        """An arrow led to another week or month."""
        await self.ask_view(replace(self.asked, day=event.day))

    # Views and periods

    @on(Chips.Chosen)
    async def _chip(self, event: Chips.Chosen) -> None:
        await self.action_view(event.code)

    @on(Chips.Removed)
    async def _everybody(self) -> None:
        await self.ask_view(replace(self.asked, in_charge=""))

    async def action_view(self, view: str) -> None:
        """1, 2, 3: the day, the week, the month of the day one is on."""
        await self.ask_view(replace(self.asked, view=view), keep_cursor=self.asked.view == view)

    async def action_today(self) -> None:
        """T: the present day."""
        await self.ask_view(replace(self.asked, day=self.fichier.today()), keep_cursor=False)

    async def action_turn(self, step: int) -> None:
        """The period before or after."""
        day = self.asked.day
        if self.asked.view == MONTH:
            day = add_months(day, step)
        else:
            day += dt.timedelta(days=step * (7 if self.asked.view == WEEK else 1))
        await self.ask_view(replace(self.asked, day=day), keep_cursor=False)

    def action_group(self) -> None:
        """G: by contact, by person in charge, or by day."""
        self.grouped = GROUPINGS[(GROUPINGS.index(self.grouped) + 1) % len(GROUPINGS)]
        self._show()

    async def action_whose(self) -> None:
        """F: everybody's, then one's own, then each colleague's."""
        if self.planned is not None:
            mine = self.fichier.shop.staff
            members = sorted(self.planned.staff, key=lambda member: (member.name != mine, member.name))
            logins = ["", *(member.login for member in members if member.name)]
            place = logins.index(self.asked.in_charge) if self.asked.in_charge in logins else -1
            await self._only(logins[(place + 1) % len(logins)])

    async def _only(self, login: str) -> None:
        await self.ask_view(replace(self.asked, in_charge=login))

    def commands(self) -> Iterable[Command]:
        """The actions of each member of staff by name."""
        for member in self.planned.staff if self.planned else ():
            if member.name:
                words = shown(_("Planner of {name}").format(name=member.name))
                yield Command(f"planner.only.{member.login}", words, partial(self._only, member.login))

    def disabled_reason(self, action: str) -> str | None:
        """Esc has something to take back here."""
        if action == "back" and self._to_leave():
            return None
        return super().disabled_reason(action)

    def _to_leave(self) -> bool:
        return bool(self.marked or self.asked.in_charge or not (self.planned and self.planned.is_present))

    async def action_back(self) -> None:
        """Esc: no marks, then everybody's, then the present day."""
        if self.marked:
            self.mark(frozenset())
        elif self.asked.in_charge:
            await self._only("")
        else:
            await self.ask_view(Asked(self.fichier.today()))

    @on(events.Resize)
    def _fit(self) -> None:
        """A week is a calendar where there is room."""
        self._show()

    def refresh_words(self) -> None:
        """The lines hold words of the program."""
        super().refresh_words()
        self._show()
        self.query_one(ActionDetail).show(self.action_shown, self.planned)
        self.query_one(ProposalDetail).show(self.proposal_shown)
        self.query_one(Preview).look_at(self.contact_shown, again=True)
        self.last_said.look_at(self.contact_shown, self._what_for(), self._telling(), again=True)


def _calendar(planned: Planned) -> Calendar:
    """The days of a week or of a month with their actions."""
    first, _last = planned.asked.period
    in_month = planned.asked.view == MONTH
    weeks = month_weeks(planned.asked.day)
    if not in_month:
        weeks = (tuple(first + dt.timedelta(days=offset) for offset in range(7)),)
    actions: dict[dt.date, list[Action]] = {}
    for action in planned.actions:
        if action.details.day is not None:
            actions.setdefault(action.details.day, []).append(action)
    return Calendar(weeks, actions, planned.today, planned.asked.day.month if in_month else 0)
