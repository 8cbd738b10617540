"""How a screen declares the fields of a form, and the field to type in that each declaration asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual.widget import Widget

from fichier_tui.ui.widgets.choosers import Choice, ChoiceInput, SuggestInput, Suggestion
from fichier_tui.ui.widgets.entries import (
    AmountInput,
    BirthInput,
    DayInput,
    DecimalInput,
    EmailInput,
    NumberInput,
    PhoneInput,
    TimeInput,
    Today,
)
from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.widgets.proposed import ProposedInput
from fichier_tui.ui.widgets.reach import KindEmailInput, KindPhoneInput

Kind = Literal[
    "line",
    "amount",
    "number",
    "decimal",
    "day",
    "time",
    "birth",
    "phone",
    "email",
    "phone_and_kind",
    "email_and_kind",
    "choice",
    "suggest",
    "proposed",
    "digits",
    "note",
]
Search = Callable[[str], Awaitable[Sequence[Suggestion]]]


@dataclass(frozen=True)
class FieldSpec:
    """One field, as a screen declares it."""

    key: str
    """Its name among the answers."""

    label: str
    """Marked by `N_()`."""

    kind: Kind = "line"

    required: bool = False

    hint: str = ""
    """Stands in the field while it is empty; marked by `N_()`."""

    choices: Sequence[Choice] = ()
    """For "choice"."""

    search: Search | None = None
    """For "suggest", "proposed" and "digits"."""

    free: bool = True
    """For "choice" and "suggest": whether any other text is an answer too."""

    past: bool = False
    """For "day": whether a bare date has happened."""

    least: int = 0
    """For "number"."""

    most: int = 1_000_000
    """For "number"."""

    wide: bool = False
    """Whether it takes the whole width where there are two columns, and a choice all the room beside its label; a note
    always does."""

    rows: int = 3
    """For "note": its lines."""

    secret: bool = False
    """A passphrase, a password: never in a draft."""

    about_person: bool = False
    """Whether it is free text on a person: words that the law does not want there are told under it, never refused."""


def make_entry(spec: FieldSpec, today: Today) -> Widget:
    """The field to type in that a declaration asks for."""
    hint, needed = spec.hint, spec.required
    match spec.kind:
        case "amount":
            return AmountInput(placeholder=hint, required=needed)
        case "number":
            return NumberInput(placeholder=hint, required=needed, least=spec.least, most=spec.most)
        case "decimal":
            return DecimalInput(placeholder=hint, required=needed)
        case "day":
            return DayInput(placeholder=hint, required=needed, today=today, past=spec.past)
        case "time":
            return TimeInput(placeholder=hint, required=needed)
        case "birth":
            return BirthInput(placeholder=hint, required=needed, today=today)
        case "phone":
            return PhoneInput(placeholder=hint, required=needed)
        case "phone_and_kind":
            return KindPhoneInput(placeholder=hint, required=needed)
        case "email_and_kind":
            return KindEmailInput(placeholder=hint, required=needed)
        case "email":
            return EmailInput(placeholder=hint, required=needed)
        case "choice":
            return ChoiceInput(spec.choices, placeholder=hint, required=needed, free=spec.free, wide=spec.wide)
        case "suggest":
            if spec.search is None:
                raise ValueError(f"the field {spec.key!r} needs a search")
            return SuggestInput(spec.search, placeholder=hint, required=needed, free=spec.free)
        case "proposed" | "digits":
            if spec.search is None:
                raise ValueError(f"the field {spec.key!r} needs a search")
            return ProposedInput(spec.search, placeholder=hint, required=needed, digits=spec.kind == "digits")
        case "note":
            # Imported here: Textual's TextArea is slow to load, and few forms have one.
            from fichier_tui.ui.widgets.note_input import NoteInput

            note = NoteInput(placeholder=hint, required=needed)
            note.styles.height = spec.rows
            return note
        case _:
            return LineInput(placeholder=hint, required=needed)
