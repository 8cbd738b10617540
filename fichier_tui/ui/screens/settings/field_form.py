"""The form of a field of the shop's own: its name, its type, its choices, what it serves for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.own_field import CHOICE, TEXT, OwnField, OwnFieldDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sensitive import judge_name
from fichier_tui.i18n import N_, _
from fichier_tui.storage import Session, change_own_field, create_own_field
from fichier_tui.storage.concurrent_edit import OWN_FIELD
from fichier_tui.ui.code_words import OWN_FIELD_KINDS
from fichier_tui.ui.dialogs.question import Question, confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices
from fichier_tui.ui.words import sentence

# Under which field a refusal is said; any other is about the name.
_FAULTY = {
    "custom.purpose": "purpose",
    "custom.choices": "choices",
    "custom.kind_fixed": "kind",
    "custom.unknown_kind": "kind",
}


class OwnFieldDialog(FormDialog):
    """A new field of the shop's own, or one to be changed."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Name it as you say it. A choice has its answers, separated by commas; dates and numbers are checked."),
        N_("The purpose is required: the law (GDPR, article 5) wants each field to serve for something."),
        N_(
            "Health, religion, politics, unions, sex life, origin, offences and the social security number are refused."
        ),
    )

    def __init__(self, field: OwnField | None = None, proposed: OwnFieldDetails | None = None) -> None:
        """`proposed` is what the form of a new one starts from."""
        super().__init__("own_field.new" if field is None and proposed is None else "")
        self.field = field
        self.correct(OWN_FIELD, field.key if field else None)
        self.proposed = proposed or OwnFieldDetails("")
        self.saved: OwnField | None = None
        """The field as it was saved."""

    def heading(self) -> Content:
        """A new one, or which."""
        if self.field is None:
            return shown(_("New field"))
        return shown(_("Field: {name}").format(name=self.field.label))

    def specs(self) -> Sequence[FieldSpec]:
        """Its name and what it serves for are required."""
        return (
            FieldSpec("label", N_("Name"), required=True, hint=N_("Ski level, size, wedding day…")),
            FieldSpec("purpose", N_("Serves to"), required=True, hint=N_("offer a lesson of the right level…")),
            FieldSpec("kind", N_("Type"), "choice", choices=choices(OWN_FIELD_KINDS), free=False, required=True),
            FieldSpec("choices", N_("Answers"), hint=N_("separated by commas")),
        )

    async def values(self) -> Mapping[str, Any]:
        """Those of the field; a new one is a text."""
        what: OwnFieldDetails = self.editing.details if self.editing else self.proposed
        return {
            "label": what.label,
            "kind": what.kind or TEXT,
            "choices": ", ".join(what.choices),
            "purpose": what.purpose,
        }

    async def prepare(self) -> None:
        """The answers are asked of a choice alone."""
        await super().prepare()
        self._show_choices()

    def _show_choices(self) -> None:
        wanted = self.form.answers()["kind"] == CHOICE
        if self.form.fields["choices"].display != wanted:
            self.form.fields["choices"].display = wanted

    def on_form_edited(self, event: Form.Edited) -> None:
        """Another type may have answers, or none."""
        if event.key == "kind":
            self._show_choices()

    async def write(self, answers: dict[str, Any]) -> bool:
        """Save; what is wrong is said under its field."""
        wanted = OwnFieldDetails(
            answers["label"], answers["kind"] or TEXT, tuple(answers["choices"].split(",")), answers["purpose"]
        )
        if not await self.agree(_warning(wanted.label), answers):
            return False
        try:
            if self.editing is None:
                self.saved = await self.fichier.ask(create_own_field, wanted)
            elif not await self.editing.save(wanted, self._change):
                return False
        except Refusal as refusal:
            self.form.refuse(_FAULTY.get(refusal.code, "label"), sentence(refusal))
            return False
        verb = "custom.created" if self.field is None else "custom.changed"
        self.tell_done(done(verb, name=self.saved.label if self.saved else ""))
        return True

    def _change(self, session: Session, key: str, details: OwnFieldDetails) -> None:
        self.saved = change_own_field(session, key, details)


def _warning(label: str) -> Question | None:
    """What is asked before a field whose name comes near what the law forbids; None for any other."""
    judgement = judge_name(label)
    if judgement is None or judgement.forbidden:
        return None
    return confirmation(
        _("A field to think about"),
        Content.assemble(
            shown(label, "bold"),
            "\n\n",
            _(
                "It may tell of health, belief or origin, which may not be kept in a customer file (GDPR, article 9). "
                "Keep only what the service needs, with the person's clear agreement, and not longer."
            ),
        ),
        _("Yes, the service needs it"),
    )
