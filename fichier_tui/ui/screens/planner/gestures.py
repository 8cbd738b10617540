"""What one does with the actions of the planner: done, put off, given up, given to somebody else, opened again.

A gesture applies to every marked action, or else to the one under the cursor; each is one operation, taken back by one
Ctrl+Z.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.postponing import Postponement
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import assign_many, cancel_many, postpone_many, reopen_many
from fichier_tui.ui.code_words import ACTION_KINDS, word
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import opening
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.card.plan_form import named, overlap
from fichier_tui.ui.screens.card.recurrence_fields import given_up
from fichier_tui.ui.screens.contacts.acting import ActingScreen
from fichier_tui.ui.screens.planner import keys as own
from fichier_tui.ui.screens.planner.add_dialog import AddDialog
from fichier_tui.ui.screens.planner.complete_dialog import CompleteManyDialog
from fichier_tui.ui.screens.planner.postpone_dialog import PostponeDialog
from fichier_tui.ui.screens.planner.reading import DAY, MONTH, Asked, Planned

NOON = 12
ON_OPEN = ("complete", "postpone", "postpone_by", "assign", "give_up")


class PlannerActions(ActingScreen[None]):
    """The keys of the planner that write. `PlannerScreen` shows."""

    asked: Asked
    planned: Planned | None = None

    # What the keys stand for now

    @property
    def action_shown(self) -> Action | None:
        """The action under the cursor."""
        raise NotImplementedError

    @property
    def marked(self) -> frozenset[int]:
        """The actions marked."""
        raise NotImplementedError

    def mark(self, marked: frozenset[int]) -> None:
        """Mark exactly these actions."""
        raise NotImplementedError

    def at_hand(self, *states: str) -> tuple[Action, ...]:
        """The marked actions, or else the one under the cursor, as far as they are in one of these states."""
        found: list[Action | None] = [self.action_shown]
        if self.marked and self.planned is not None:
            found = [self.planned.action(number) for number in sorted(self.marked)]
        return tuple(action for action in found if action is not None and action.state in states)

    def disabled_reason(self, action: str) -> str | None:
        """Why a key of the planner does nothing now."""
        if action in ON_OPEN and not self.at_hand("open"):
            return self._nothing_to_do()
        if action == "reopen" and not self.at_hand("done", "cancelled"):
            return _("This is for what was done or given up.")
        if action == "group" and self.asked.view != DAY:
            return _(own.GROUP.elsewhere)
        if action in ("card", "visit", "purchase", "edit", "template") and self.contact_shown is None:
            return _("This line concerns no contact.")
        if action == "plan":
            return None
        return super().disabled_reason(action)

    def _nothing_to_do(self) -> str:
        if self.asked.view == MONTH:
            return _("Choose an action first: Enter opens the day.")
        if self.at_hand("done", "cancelled"):
            return _("This is over already: O opens it again.")
        return _("Choose an action first; N adds one.")

    # Adding and opening

    async def action_add(self) -> None:
        """N: something to do on the day shown."""
        day = max(self.asked.day, self.fichier.today())
        await show_form(self.fichier, AddDialog(ActionDetails("call", day=day)))

    async def action_card(self) -> None:
        """H: the card of the contact of this line."""
        await self.open_meant()

    async def action_sheet(self) -> None:
        """S: a day on paper, the one shown; while the present one is, that one until noon and then tomorrow."""
        from fichier_tui.ui.screens.planner.sheet_dialog import SheetDialog

        today = self.fichier.today()
        following = today if self.fichier.now().astimezone().hour < NOON else today + dt.timedelta(days=1)
        day = self.asked.day if self.asked.day > today else following
        await show_form(self.fichier, SheetDialog(day))

    async def action_calendar(self) -> None:
        """I: to a calendar program, and back."""
        from fichier_tui.ui.screens.planner.calendar_files import offer_calendar_files

        await offer_calendar_files(self)

    async def action_export(self) -> None:
        """F9: what leaves from here is a calendar."""
        await self.action_calendar()

    async def action_plan(self) -> None:
        """F7: something to do for the contact under the cursor, or else for whom one will say."""
        if self.contact_shown is None:
            await self.action_add()
        else:
            await self.fichier.plan_action(self.contact_shown)

    # Done

    async def action_complete(self) -> None:
        """C: the result, and what comes next."""
        actions = self.at_hand("open")
        if len(actions) == 1:
            await opening.complete(self.fichier, actions[0].id)
        elif actions:
            await show_form(self.fichier, CompleteManyDialog(actions))

    async def action_reopen(self) -> None:
        """O: to be done after all."""
        actions = self.at_hand("done", "cancelled")
        await self._write("reopened", actions, lambda ids: self.fichier.ask(reopen_many, ids))

    async def action_give_up(self) -> None:
        """Delete: it will not be done. Ctrl+Z takes it back, so that nothing is asked but of what comes again."""
        actions = self.at_hand("open")

        async def give_up(follow: bool) -> None:
            await self._write(
                "cancelled", actions, lambda ids: self.fichier.ask(cancel_many, ids, follow=follow, seen=actions)
            )

        try:
            await given_up(self.fichier, [action.id for action in actions], give_up)
        except Refusal as refusal:
            self.refuse(refusal)

    # Another day, another person

    async def action_postpone(self) -> None:
        """P: another day."""
        await self._ask_day("")

    async def action_postpone_by(self) -> None:
        """+: another day, counted from its own."""
        await self._ask_day("+")

    async def _ask_day(self, typed: str) -> None:
        actions = self.at_hand("open")

        async def answered(found: dict[int, Postponement] | None) -> None:
            if found:
                await self._postpone(actions, found)

        if actions:
            dialog = PostponeDialog(actions, self.fichier.today(), typed)
            await self.app.push_screen(dialog, answered)
            dialog.start()

    async def _postpone(self, actions: Sequence[Action], found: dict[int, Postponement]) -> None:
        moved = [_moved(action, found[action.id]) for action in actions]
        days = {number: goes.day for number, goes in found.items()}
        time = found[actions[0].id].time
        name = named(actions[0].contact_name or actions[0].details.subject, moved[0], self.fichier.today())

        async def write() -> None:
            put_off = partial(postpone_many, days=days, time=time, seen=actions)
            await self._write("postponed", actions, lambda _ids: self.fichier.ask(put_off), name)

        await self._when_free(actions, moved, write)

    async def action_assign(self) -> None:
        """A: who is in charge."""
        actions = self.at_hand("open")
        staff = [member for member in self.planned.staff if member.name] if self.planned else []
        letters = _letters([member.name for member in staff])
        choices = [Choice(member.login, member.name, letter) for member, letter in zip(staff, letters, strict=True)]

        async def answered(login: str | None) -> None:
            if login:
                await self._assign(actions, login)

        if actions and choices:
            question = Question(_("Person in charge"), shown(self.titled(actions)), choices)
            await self.app.push_screen(question, answered)

    async def _assign(self, actions: Sequence[Action], login: str) -> None:
        moved = [replace(action.details, assigned_to=login) for action in actions]

        async def write() -> None:
            await self._write("assigned", actions, lambda ids: self.fichier.ask(assign_many, ids, login))

        await self._when_free(actions, moved, write)

    async def _when_free(
        self, actions: Sequence[Action], moved: Sequence[ActionDetails], write: Callable[[], Awaitable[None]]
    ) -> None:
        """Write at once where nothing is in the way; else once it is wanted all the same."""

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                await write()

        try:
            for action, details in zip(actions, moved, strict=True):
                if question := await overlap(self.fichier, details, itself=action.id):
                    await self.app.push_screen(question, answered)
                    return
        except Refusal as refusal:
            self.refuse(refusal)
            return
        await write()

    def titled(self, actions: Sequence[Action]) -> str:
        """What they are called in a sentence: the one by its contact and subject, several by their number."""
        if len(actions) > 1:
            return _("{count} actions").format(count=len(actions))
        details = actions[0].details
        return ", ".join(
            part for part in (actions[0].contact_name, word(ACTION_KINDS, details.kind), details.subject) if part
        )

    async def _write(
        self, what: str, actions: Sequence[Action], write: Callable[[list[int]], Awaitable[int]], name: str = ""
    ) -> None:
        """Write, say what was done, take the marks off, and read again."""
        if not actions:
            return
        try:
            await write([action.id for action in actions])
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if len(actions) == 1:
            self.say(done(f"action.{what}", name=name or self.titled(actions)))
        else:
            self.say(done(f"actions.{what}", count=len(actions)))
        self.mark(frozenset())
        await self.fichier.changed()


def _moved(action: Action, goes: Postponement) -> ActionDetails:
    return replace(action.details, day=goes.day, time=action.details.time if goes.time is None else goes.time)


def _letters(names: Sequence[str]) -> list[str]:
    """A letter for each name, its first that is still free; none where all are taken."""
    found: list[str] = []
    for name in names:
        free = (letter for letter in name.lower() if letter.isalpha() and letter not in found)
        found.append(next(free, ""))
    return found
