"""What is typed about a breach: when it was known, what happened, what was done; and the stolen computer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.breach import Breach, BreachDetails, LaptopAnswers, laptop_advice
from fichier_tui.i18n import N_, _
from fichier_tui.storage.concurrent_edit import BREACH
from fichier_tui.storage.rights.breaches import note_breach
from fichier_tui.ui.code_words import word
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.register_words import BREACH_KINDS, LAPTOP_FAULTS, RISKS
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices
from fichier_tui.ui.widgets.choosers import YES_NO


class BreachDialog(FormDialog):
    """A new breach, or what is known of one."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The hour and what happened are enough at first: the 72 hours run from then. Complete it as you learn."),
    )

    def __init__(self, now: dt.datetime, breach: Breach | None = None, proposed: BreachDetails | None = None) -> None:
        super().__init__("breach.new" if breach is None and proposed is None else "")
        self.now, self.breach = now, breach
        self.details = breach.details if breach else proposed or BreachDetails(now)
        self.correct(BREACH, None if breach is None else breach.id)

    def heading(self) -> Content:
        """A new one, or which."""
        if self.breach is None:
            return shown(_("A breach of personal data"))
        return shown(word(BREACH_KINDS, self.details.kind))

    def specs(self) -> Sequence[FieldSpec]:
        """When and what first."""
        return (
            FieldSpec("kind", N_("What"), "choice", choices=choices(BREACH_KINDS), free=False, required=True),
            FieldSpec("day", N_("Known on"), "day", past=True, required=True),
            FieldSpec("time", N_("At"), "time", hint="14h30", required=True),
            FieldSpec("nature", N_("What happened"), "note", rows=2, required=True),
            FieldSpec("risk", N_("Risk"), "choice", choices=choices(RISKS), free=False),
            FieldSpec("data", N_("Which data"), hint=N_("names, telephones, purchases…")),
            FieldSpec("people", N_("People"), "number", hint=N_("about how many")),
            FieldSpec("records", N_("Lines"), "number", hint=N_("about how many")),
            FieldSpec("consequences", N_("Consequences"), hint=N_("what may happen to these people")),
            FieldSpec("measures", N_("Measures"), hint=N_("what was done, what will be")),
            FieldSpec("people_told_on", N_("People told on"), "day", past=True),
            FieldSpec("late_reason", N_("Why so late"), hint=N_("where the CNIL is told after 72 hours, or not")),
        )

    async def values(self) -> Mapping[str, Any]:
        """What is known; the present hour for a new one."""
        if self.editing is not None:
            self.details = self.editing.details
        local = self.details.known_at.astimezone()
        names = ("kind", "nature", "data", "people", "records", "consequences", "measures")
        return {name: getattr(self.details, name) for name in names} | {
            "people_told_on": self.details.people_told_on,
            "late_reason": self.details.late_reason,
            "day": local.date(),
            "time": f"{local:%H:%M}",
            "risk": self.details.risk or None,
        }

    async def write(self, answers: dict[str, Any]) -> bool:
        """Note it, or complete it."""
        details = self._details(answers)
        if self.editing is None:
            await self.fichier.ask(note_breach, details)
        elif not await self.editing.save(details):
            return False
        self.tell_done(done("breach.noted" if self.breach is None else "breach.changed"))
        return True

    def _details(self, answers: Mapping[str, Any]) -> BreachDetails:
        known = dt.datetime.combine(answers["day"], dt.time.fromisoformat(answers["time"])).astimezone(dt.UTC)
        # The hour is typed to the minute: what was not changed keeps its seconds.
        before = self.details.known_at
        if abs(known - before) < dt.timedelta(minutes=1):
            known = before
        return replace(
            self.details,
            known_at=known,
            kind=answers["kind"] or "other",
            nature=answers["nature"],
            risk=answers["risk"] or "",
            data=answers["data"],
            people=answers["people"],
            records=answers["records"],
            consequences=answers["consequences"],
            measures=answers["measures"],
            people_told_on=answers["people_told_on"],
            late_reason=answers["late_reason"],
        )


class LaptopDialog(FormDialog):
    """Four questions about a computer that was stolen or lost; what they come to is noted with it."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The file is encrypted: without the passphrase a thief has nothing. What you do not know counts as bad."),
        N_("Change the passphrases, and let the member leave whose computer it was: that changes the key of the file."),
    )

    def __init__(self, now: dt.datetime) -> None:
        super().__init__()
        self.now = now

    def heading(self) -> Content:
        """Its name."""
        return shown(_("A stolen or lost computer"))

    def specs(self) -> Sequence[FieldSpec]:
        """The four questions."""
        return (
            FieldSpec("strong_phrase", N_("Strong passphrase"), "choice", choices=YES_NO, free=False, wide=True,
                      hint=N_("seven words, told to nobody")),
            FieldSpec("file_closed", N_("Off, or locked"), "choice", choices=YES_NO, free=False, wide=True,
                      hint=N_("off, or the program locked")),
            FieldSpec("key_elsewhere", N_("Key elsewhere"), "choice", choices=YES_NO, free=False, wide=True,
                      hint=N_("passphrase and recovery sheet elsewhere")),
            FieldSpec("no_clear_files", N_("No file in clear"), "choice", choices=YES_NO, free=False, wide=True,
                      hint=N_("no export, no letter, no list on it")),
        )  # fmt: skip

    async def write(self, answers: dict[str, Any]) -> bool:
        """Note the breach with the risk that the answers come to."""
        held = {name: None if answers[name] is None else answers[name] == "1" for name in LaptopAnswers.__slots__}
        advice = laptop_advice(LaptopAnswers(**held))
        because = ", ".join(word(LAPTOP_FAULTS, code) for code in advice.because)
        because = because[:1].upper() + because[1:]
        nature = _("A computer with the encrypted file was stolen or lost.")
        details = BreachDetails(
            self.now,
            "stolen_device",
            f"{nature} {because}{'.' if because else ''}".strip(),
            risk=advice.risk,
            data=_("the whole file, encrypted"),
        )
        await self.fichier.ask(note_breach, details)
        self.fichier.tell(shown(_("Noted: {risk}").format(risk=word(RISKS, advice.risk))))
        return True
