"""What one does with a planned action: complete it and plan the next in the same gesture, or put it off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from textual.content import Content

from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.i18n import N_, _
from fichier_tui.storage import complete_action, postpone_action
from fichier_tui.ui.code_words import ACTION_KINDS, word
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import KIND_CHOICES, FormDialog
from fichier_tui.ui.screens.card.plan_form import named, overlap


class CompleteDialog(FormDialog):
    """The result of an action; with a day below, the next one is planned too."""

    HELP_WORDS = (
        N_("Type the result, then Ctrl+S. With a day in “Next on”, the next action is planned in the same gesture."),
    )

    def __init__(self, action: Action) -> None:
        super().__init__(f"complete.{action.id}")
        self.action = action

    def heading(self) -> Content:
        """Which action."""
        return shown(_("Done: {action}").format(action=_titled(self.action)))

    def specs(self) -> Sequence[FieldSpec]:
        """The result, then what comes next."""
        return (
            FieldSpec("result", N_("Result"), about_person=True),
            FieldSpec("day", N_("Next on"), "day", hint=N_("+3d, monday, 15/9")),
            FieldSpec("time", N_("Time"), "time", hint="14h30"),
            FieldSpec("kind", N_("What"), "choice", choices=KIND_CHOICES, free=False),
            FieldSpec("subject", N_("About"), about_person=True),
        )

    async def values(self) -> Mapping[str, Any]:
        """The next is of the same kind about the same thing, unless one says otherwise."""
        return {"kind": self.action.details.kind, "subject": self.action.details.subject}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Complete it, and plan the next where a day says so."""
        then = None
        if answers["day"] is not None:
            then = replace(
                self.action.details,
                kind=answers["kind"] or self.action.details.kind,
                subject=answers["subject"],
                day=answers["day"],
                time=answers["time"] or "",
                note="",
            )
            if not await self.agree(await overlap(self.fichier, then, itself=self.action.id, offer=True), answers):
                return False
        elif answers["time"]:
            self.form.refuse("day", _("On which day? Type it, or take the hour away."))
            return False
        await self.fichier.ask(complete_action, self.action.id, answers["result"], then, seen=(self.action,))
        name = _titled(self.action)
        if then is not None:
            name += " → " + named("", then, self.fichier.today())
        self.fichier.tell(done("action.done", name=name))
        return True


class PostponeDialog(FormDialog):
    """Another day for an action: tomorrow stands there, Enter twice takes it."""

    def __init__(self, action: Action) -> None:
        super().__init__()
        self.action = action

    def heading(self) -> Content:
        """Which action."""
        return shown(_("Postpone: {action}").format(action=_titled(self.action)))

    def specs(self) -> Sequence[FieldSpec]:
        """The day, and the hour it had."""
        return (
            FieldSpec("day", N_("To"), "day", required=True, hint=N_("+3d, monday, 15/9")),
            FieldSpec("time", N_("Time"), "time", hint="14h30"),
        )

    async def values(self) -> Mapping[str, Any]:
        """The day after it was due, or after today when it is late."""
        today = self.fichier.today()
        due = max(self.action.details.day or today, today)
        return {"day": due + dt.timedelta(days=1), "time": self.action.details.time}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Put it off."""
        moved = replace(self.action.details, day=answers["day"], time=answers["time"] or "")
        if not await self.agree(await overlap(self.fichier, moved, itself=self.action.id, offer=True), answers):
            return False
        await self.fichier.ask(
            postpone_action, self.action.id, answers["day"], answers["time"] or "", seen=(self.action,)
        )
        name = named(self.action.contact_name, moved, self.fichier.today())
        self.fichier.tell(done("action.postponed", name=name))
        return True


def _titled(action: Action) -> str:
    """ "Péron Hélène, call, about the quote"."""
    details: ActionDetails = action.details
    return ", ".join(part for part in (action.contact_name, word(ACTION_KINDS, details.kind), details.subject) if part)
