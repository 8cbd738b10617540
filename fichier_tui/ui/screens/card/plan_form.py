"""Something to do: what, when, where, by whom. What it overlaps for the same person is said before it is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from textual.content import Content

from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.recurrence import Recurrence
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.schedule import USUAL_MINUTES, clashes
from fichier_tui.domain.sending import CHANNEL_OF_KIND
from fichier_tui.i18n import N_, _
from fichier_tui.storage import Session, actions_between, change_action, list_staff, plan_action
from fichier_tui.storage.actions.planning import change_recurrence, read_recurrence
from fichier_tui.storage.concurrent_edit import ACTION
from fichier_tui.storage.consents.contactability import answers as law_answers
from fichier_tui.ui import format as written
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.code_words import ACTION_KINDS, word
from fichier_tui.ui.contactability_words import answer_words, source_words
from fichier_tui.ui.dialogs.question import Question, confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.recurrence import proposed_rhythms
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import keys as card_keys
from fichier_tui.ui.screens.card.form_dialog import KIND_CHOICES, FormDialog, choices
from fichier_tui.ui.screens.card.free_slots import later_than, offer_slots, slot_choices, slot_of
from fichier_tui.ui.screens.card.recurrence_fields import (
    ALONE,
    recurrence_from,
    recurrence_specs,
    recurrence_values,
    which,
)
from fichier_tui.ui.widgets.choosers import Choice, ChoiceInput, Suggestion
from fichier_tui.ui.widgets.status_line import PARTLY

PRIORITIES = {"0": N_("normal"), "1": N_("high"), "2": N_("urgent")}

LONG_PAST = dt.timedelta(days=366)
"""A day further back is a slip of the hand."""


class PlanDialog(FormDialog):
    """Something new to do for a contact (or for nobody in particular), or something to be corrected."""

    KEYS = (*FormDialog.KEYS, card_keys.FREE)

    def __init__(
        self,
        contact: int | None,
        name: str,
        action: Action | None = None,
        proposed: ActionDetails | None = None,
    ) -> None:
        """`proposed` is what a new one starts from: the planner knows the day."""
        super().__init__(f"action_line.{action.id}" if action else f"plan.{contact or 0}")
        self.contact, self.contact_name, self.action = contact, name, action
        self.correct(ACTION, action.id if action else None)
        self.proposed = proposed or ActionDetails("call")
        self.known: Recurrence | None = None
        """How what is corrected comes again."""
        self.which = ""
        """Whether a change is for one alone or for the series, once it was asked."""

    def heading(self) -> Content:
        """For whom."""
        return shown(_("To do: {name}").format(name=self.contact_name)) if self.contact_name else shown(_("To do"))

    def specs(self) -> Sequence[FieldSpec]:
        """What and when first."""
        return (
            FieldSpec("kind", N_("What"), "choice", choices=KIND_CHOICES, free=False, required=True),
            FieldSpec("subject", N_("About"), about_person=True),
            FieldSpec("day", N_("Day"), "day", hint=N_("+3d, monday, 15/9")),
            FieldSpec("time", N_("Time"), "time", hint="14h30"),
            FieldSpec("minutes", N_("Minutes"), "number", least=1, most=100_000),
            FieldSpec("place", N_("Place")),
            FieldSpec("assigned_to", N_("In charge"), "choice", free=False),
            FieldSpec("priority", N_("Priority"), "choice", choices=choices(PRIORITIES), free=False),
            *recurrence_specs(self.find_rhythms),
            FieldSpec("note", N_("Note"), "note", rows=2, about_person=True),
        )

    async def find_rhythms(self, typed: str) -> Sequence[Suggestion]:
        """How often, as it is typed: the words of the counter's line, the weekday of the day first."""
        return proposed_rhythms(typed, self.form.answers()["day"])

    async def values(self) -> Mapping[str, Any]:
        """Those of the action; for a new one, whoever is at the keyboard is in charge."""
        staff = await self.fichier.ask(list_staff)
        in_charge: ChoiceInput = self.form.entry("assigned_to")
        in_charge.choices = tuple(Choice(member.login, member.name) for member in staff if member.name)
        details = self.editing.details if self.editing else self.proposed
        self.known = await self.fichier.ask(read_recurrence, self.action.id) if self.action else None
        answers = {name: getattr(details, name) for name in ActionDetails.__slots__}
        return answers | {
            "priority": str(details.priority),
            "assigned_to": details.assigned_to or await self.fichier.ask(my_login),
            **recurrence_values(self.known),
        }

    @property
    def itself(self) -> int | None:
        """The number of what is being corrected, which is not in its own way."""
        return self.action.id if self.action else None

    async def action_free(self) -> None:
        """Ctrl+T: the next free slots; Enter puts one in the form, or shows later ones."""
        wanted = details_from(self.form.answers() | {"kind": self.form.answers()["kind"] or self.proposed.kind})
        await self._offer_slots(wanted)

    async def _offer_slots(self, wanted: ActionDetails) -> None:
        def answered(answer: str | None) -> None:
            if answer is None:
                return
            if (later := later_than(answer, wanted)) is not None:
                self.call_later(self._offer_slots, later)
            elif (slot := slot_of(answer)) is not None:
                self.take_slot(slot)
                self.form.go_to("time")

        if question := await offer_slots(self.fichier, wanted, self.itself):
            await self.app.push_screen(question, answered)

    async def write(self, answers: dict[str, Any]) -> bool:
        """Plan or correct it, after having said what it overlaps."""
        details = details_from(answers)
        readable, recurrence = recurrence_from(self.form, answers)
        if not readable:
            return False
        self._check_ahead(details)
        question = await overlap(self.fichier, details, itself=self.itself, offer=True)
        if not await self.agree(question, answers):
            return False
        if self.editing is None:
            await self.plan(details, recurrence)
        elif self.known is not None and recurrence == self.known and details != self.editing.details and not self.which:
            await self._ask_which(answers)
            return False
        elif self.which == ALONE or (self.known is None and recurrence is None):
            if not await self.editing.save(details, partial(change_action, alone=bool(self.which))):
                return False
        elif not await self.editing.save(details, partial(change_recurrence, recurrence=recurrence)):
            return False
        verb = "action.changed" if self.action else "action.planned"
        said = done(verb, name=named(self.contact_name, details, self.fichier.today()))
        if closed := await self._not_to_sell(details):
            self.fichier.tell(Content(" · ").join([said, shown(closed)]), PARTLY)
        else:
            self.tell_done(said)
        return True

    def _check_ahead(self, details: ActionDetails) -> None:
        """Raises Refusal "action.long_past": what is planned lies ahead, or just behind where it is noted late."""
        known = self.action.details.day if self.action else None
        if details.day is not None and details.day != known and (self.fichier.today() - details.day) > LONG_PAST:
            raise Refusal("action.long_past", day=written.day(details.day))

    async def _not_to_sell(self, details: ActionDetails) -> str:
        """Why what was planned may not be about selling; empty where it may, or where nobody is turned to. Calling
        about their own booking stays open, so that nothing is refused.
        """
        channel = CHANNEL_OF_KIND.get(details.kind, "")
        if self.contact is None or not channel:
            return ""
        found = await self.fichier.ask(law_answers, (self.contact,), channel, PROSPECTING, details.day)
        answer = found[self.contact]
        if answer.allowed:
            return ""
        words = _("not to sell, {why} ({source})")
        return words.format(why=answer_words(answer, channel), source=source_words(answer))

    async def plan(self, details: ActionDetails, recurrence: Recurrence | None) -> None:
        """Plan it; a child may plan it about something."""
        await self.fichier.ask(plan_action, self.contact, details, recurrence)

    async def _ask_which(self, answers: dict[str, Any]) -> None:
        """Ask once whether the change is for this one alone, and save again."""

        async def save() -> None:
            await self._save(answers)
            self.which = ""

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.which, self.agreed = answer, True
                in_background(self, save, group="save")

        await self.app.push_screen(which(), answered)


def my_login(session: Session) -> str:
    """Who is at the keyboard."""
    return session.staff.login


def details_from(answers: Mapping[str, Any]) -> ActionDetails:
    """The answers of the form as the file takes them."""
    return ActionDetails(
        kind=answers["kind"],
        subject=answers["subject"],
        day=answers["day"],
        time=answers["time"] or "",
        minutes=answers["minutes"],
        place=answers["place"],
        priority=int(answers["priority"] or 0),
        assigned_to=answers["assigned_to"] or "",
        note=answers["note"],
    )


def named(contact_name: str, details: ActionDetails, today: dt.date) -> str:
    """ "Péron Hélène, call, 15/08, 14 h 30": what the status line says was planned."""
    parts = [contact_name, word(ACTION_KINDS, details.kind), written.day_short(details.day, today)]
    if details.time:
        parts.append(written.clock(details.time))
    return ", ".join(part for part in parts if part)


async def overlap(
    app: FichierApp, details: ActionDetails, *, itself: int | None = None, offer: bool = False
) -> Question | None:
    """What to ask before saving: the names and hours that it overlaps; None where there are none.

    `offer` proposes free slots too, for who asks can take one (`FormDialog.agree`).
    """
    if details.day is None or not details.time:
        return None
    around = dt.timedelta(days=1)
    others = await app.ask(actions_between, details.day - around, details.day + around, states=("open",))
    found = clashes(details, others, itself=itself)
    if not found:
        return None
    lines = [
        Content.assemble(
            shown(span(action.details), "bold"),
            "  ",
            shown(word(ACTION_KINDS, action.details.kind)),
            "  ",
            shown(action.contact_name or action.details.subject),
        )
        for action in found
    ]
    body = Content("\n").join(
        [shown(_("{hours} overlaps, for the same person:").format(hours=span(details))), Content(""), *lines]
    )
    question = confirmation(_("Already taken"), body, _("Yes, plan it all the same"), _("No, choose another hour"))
    if offer:
        refuse, agree = question.choices
        question.choices = (refuse, *await slot_choices(app, details, itself), agree)
    return question


def span(details: ActionDetails) -> str:
    """ "14 h 30 – 15 h": when it begins and ends; without a length the usual one."""
    hours, minutes = (int(part) for part in details.time.split(":"))
    end = hours * 60 + minutes + (details.minutes or USUAL_MINUTES)
    return f"{written.clock(details.time)} – {written.clock(f'{end // 60 % 24:02}:{end % 60:02}')}"
