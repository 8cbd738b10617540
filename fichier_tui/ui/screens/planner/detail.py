"""What the action under the cursor says, beside the list on a wide screen."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from fichier_tui.domain.history import Action
from fichier_tui.i18n import _
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import ACTION_KINDS, ACTION_STATES, word
from fichier_tui.ui.contactability_words import call_words
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.screens.planner.lines import HIGH, URGENT
from fichier_tui.ui.screens.planner.reading import Planned

MUTED = "$text-muted"


class ActionDetail(Static):
    """A few lines; nothing for a birthday."""

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, action: Action | None, planned: Planned | None) -> None:
        """Show this action."""
        self.display = action is not None
        if action is not None and planned is not None:
            self.update(Content("\n").join(self._lines(action, planned)))

    def _lines(self, action: Action, planned: Planned) -> Iterator[Content]:
        details = action.details
        kind = word(ACTION_KINDS, details.kind)
        yield shown(kind[:1].upper() + kind[1:], "bold $accent")
        if details.subject:
            yield shown(details.subject, "bold")
        when = [written.day_long(details.day, year=False) if details.day else _("Without a day")]
        if details.time:
            when.append(written.clock(details.time))
        if details.minutes:
            when.append(written.duration(details.minutes))
        yield shown(", ".join(when))
        if details.place:
            yield shown(details.place)
        name = next((member.name for member in planned.staff if member.login == details.assigned_to), "")
        if name:
            yield Content.assemble(shown(_("In charge"), MUTED), " ", shown(name))
        if details.priority:
            words = f"{URGENT} {_('urgent')}" if details.priority > 1 else f"{HIGH} {_('high')}"
            yield shown(words, "$text-warning")
        call = planned.calls.get(action.contact_id or 0)
        if call is not None and (details.kind, action.state) == ("call", "open"):
            yield shown(_("To sell: {whether}").format(whether=call_words(call, planned.today)), MUTED)
        if action.state != "open":
            yield shown(word(ACTION_STATES, action.state), MUTED)
        for text in (details.note, action.result):
            if text:
                yield shown_lines(text, MUTED)
