"""A form made from declarations: fields in one column, or two where there is room; keys that go on; nothing typed lost.

The screen declares the fields, fills in the answers it has, and is told: `Saved` with the answers once they can all be
read, `Left` with the draft when Esc is pressed. It keeps the draft, and may put it back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from fichier_tui.i18n import N_, _
from fichier_tui.ui.form_spec import FieldSpec, Kind, Search, make_entry
from fichier_tui.ui.personal_text import PersonalTextNotice
from fichier_tui.ui.widgets.chooser import Chooser
from fichier_tui.ui.widgets.entries import Today
from fichier_tui.ui.widgets.field import Field
from fichier_tui.ui.widgets.keys_in_order import KeyedForm

__all__ = ["FieldSpec", "Form", "Kind", "Search", "make_entry"]

TWO_COLUMNS = 106
"""Cells from which fields stand in two columns: a screen of 110, less its margins."""
LABEL_LEAST = 8
LABEL_MOST = {False: 32, True: 28}
"""Cells of the labels at most, in one column and in two."""


class Form(VerticalScroll, KeyedForm, can_focus=False):
    """Fields one under another. Enter goes to the next and saves from the last, Ctrl+S saves, Esc leaves a draft."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("Save"), show=False, id="form.save"),
        Binding("escape", "leave", N_("Leave, the draft is kept"), show=False, id="form.leave"),
        Binding("enter", "go_on", N_("Next field, or save"), show=False, id="form.go_on"),
        Binding("tab", "next_stop", N_("Next field"), show=False, id="form.tab"),
        Binding("shift+tab", "previous_stop", N_("Previous field"), show=False, id="form.back_tab"),
        Binding("down", "next_field", N_("Next field"), show=False, id="form.next"),
        Binding("up", "previous_field", N_("Previous field"), show=False, id="form.previous"),
    ]
    DEFAULT_CSS = """
    Form {
        height: auto;
        max-height: 1fr;
        layout: grid;
        grid-size: 1;
        grid-gutter: 0 4;
        grid-rows: auto;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        &.-two-columns { grid-size: 2; }
    }
    """

    @dataclass
    class Saved(Message):
        """Everything can be read: these are the answers, by key. Empty is "" for texts, None for all else."""

        form: Form
        answers: dict[str, Any]

        @property
        def control(self) -> Form:
            """The form, for `@on`."""
            return self.form

    @dataclass
    class Left(Message):
        """Esc. `draft` is what was typed, by key; empty where nothing was changed."""

        form: Form
        draft: dict[str, str]

        @property
        def control(self) -> Form:
            """The form, for `@on`."""
            return self.form

    @dataclass
    class Edited(Message):
        """Something was typed in the field `key`. Of several only the last is worth handling."""

        form: Form
        key: str

        @property
        def control(self) -> Form:
            """The form, for `@on`."""
            return self.form

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        *,
        today: Today | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`today` is needed where there is a day or a birth among the fields."""
        super().__init__(id=id, classes=classes)
        self.specs = tuple(specs)
        self.fields: dict[str, Field] = {}
        today = today if today is not None else _no_day
        for spec in self.specs:
            self.fields[spec.key] = Field(
                spec.label,
                make_entry(spec, today),
                id=f"field-{spec.key}",
                notice=PersonalTextNotice() if spec.about_person else None,
            )
        self._kept: dict[str, str] = self.typed()

    def compose(self) -> ComposeResult:
        self._align_labels()
        yield from self.fields.values()

    # What the screen asks and tells

    def entry(self, key: str) -> Any:
        """The field to type in of this key (an `AmountInput`, …)."""
        return self.fields[key].entry

    def answers(self) -> dict[str, Any]:
        """What the fields mean, by key; what cannot be read is as if it were empty."""
        return {key: field.answering.answer for key, field in self.fields.items()}

    def typed(self) -> dict[str, str]:
        """What was typed, by key."""
        return {key: field.answering.typed for key, field in self.fields.items()}

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what the form was filled with."""
        return self.typed() != self._kept

    def fill(self, answers: Mapping[str, Any]) -> None:
        """Show these answers, the other fields empty; the form is not dirty."""
        for key, field in self.fields.items():
            field.answering.set_answer(answers.get(key))
            field.forgive()
        self._kept = self.typed()

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back over what the form was filled with."""
        for key, typed in draft.items():
            if key in self.fields:
                self.fields[key].answering.set_typed(typed)

    def draft(self) -> dict[str, str]:
        """What was changed, by key: enough for `restore` after the same `fill`; of what is secret nothing."""
        secret = {spec.key for spec in self.specs if spec.secret}
        return {key: typed for key, typed in self.typed().items() if typed != self._kept[key] and key not in secret}

    def refuse(self, key: str, sentence: str) -> None:
        """Say under the field `key` why it was refused, and go there."""
        self.fields[key].complain(sentence)
        self.go_to(key)

    def go_to(self, key: str) -> None:
        """Put the cursor in the field `key`."""
        self._focus(self.fields[key].entry)

    def check(self) -> bool:
        """Whether everything can be read; else each fault is said, and the cursor is in the first."""
        faulty = [key for key, field in self.fields.items() if field.complain()]
        if faulty:
            self.go_to(faulty[0])
        return not faulty

    def refresh_words(self) -> None:
        """The language changed: the widths of the labels, and the words of what was chosen, follow."""
        changed = self.draft()
        for field in self.fields.values():
            if hasattr(field.entry, "refresh_words"):
                field.entry.refresh_words()
        self._kept = {key: kept if key in changed else self.typed()[key] for key, kept in self._kept.items()}
        self._align_labels()

    # Keys

    def action_save(self) -> None:
        """Save, if everything can be read."""
        focused = self.screen.focused
        if isinstance(focused, Chooser):
            focused.take()
        if self.check():
            self.post_message(self.Saved(self, self.answers()))

    def action_leave(self) -> None:
        """Leave; the screen keeps the draft."""
        self.post_message(self.Left(self, self.draft()))

    def action_go_on(self) -> None:
        """Enter: to the next field; from the last, save, unless this Enter has just taken a choice there."""
        focused = self.screen.focused
        if not self._go_on(1) and not (isinstance(focused, Chooser) and focused.just_took):
            self.action_save()

    def action_next_stop(self) -> None:
        """Tab: to whatever takes keys next, in the form or after it."""
        self.screen.focus_next()

    def action_previous_stop(self) -> None:
        """Shift+Tab: to whatever takes keys before."""
        self.screen.focus_previous()

    def action_next_field(self) -> None:
        """To the next field; the last stays."""
        self._go_on(1)

    def action_previous_field(self) -> None:
        """To the field before."""
        self._go_on(-1)

    def _go_on(self, step: int) -> bool:
        shown = [field for field in self.fields.values() if field.display and not field.entry.disabled]
        index = next((number for number, field in enumerate(shown) if field.has_focus_within), -1) + step
        if not 0 <= index < len(shown):
            return False
        self._focus(shown[index].entry)
        return True

    def _focus(self, entry: Widget) -> None:
        """At once: `entry.focus()` waits its turn, and the next key would come before."""
        self.screen.set_focus(entry)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that something was typed."""
        event.stop()
        self._tell_edited(event.input)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The same for a note."""
        event.stop()
        self._tell_edited(event.text_area)

    def _tell_edited(self, entry: Widget) -> None:
        key = next((key for key, field in self.fields.items() if field.entry is entry), None)
        if key is not None:
            self.post_message(self.Edited(self, key))

    # Looks

    def on_resize(self, event: events.Resize) -> None:
        """One column or two."""
        self.lay_out(two_columns=event.size.width >= TWO_COLUMNS)

    def lay_out(self, *, two_columns: bool) -> None:
        """Put the fields that are displayed in one column or two; call it again after hiding some."""
        self.set_class(two_columns, "-two-columns")
        self._align_labels()
        before: Field | None = None
        for spec in self.specs:
            field = self.fields[spec.key]
            wide = two_columns and (spec.wide or spec.kind == "note")
            field.styles.column_span = 2 if wide else 1
            if not field.display:
                continue
            if wide and before is not None:
                # A wide field begins a line: the one alone on the line before it takes the whole of that.
                before.styles.column_span = 2
            before = field if two_columns and not wide and before is None else None

    def _align_labels(self) -> None:
        """All labels as wide as the longest."""
        longest = max((cell_len(_(spec.label)) + 2 * spec.required for spec in self.specs), default=0)
        width = min(max(longest, LABEL_LEAST), LABEL_MOST[self.has_class("-two-columns")])
        for field in self.fields.values():
            field.set_label_width(width)


def _no_day() -> dt.date:
    raise ValueError("this form has a day: give it `today`")
