"""Who is in the file already, told above the form while a new contact is typed, with what agrees, the surest first.

Nothing is refused. A household and a homonym are only mentioned; of a certain duplicate one must have had the time to
read: who strikes Ctrl+S sooner is told once, and saves by striking it again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from fichier_tui.domain import likeness as alike
from fichier_tui.domain.likeness import Evidence
from fichier_tui.i18n import N_, _
from fichier_tui.storage import LikelyDuplicate
from fichier_tui.ui import format as written
from fichier_tui.ui.screens.card import keys
from fichier_tui.ui.widgets.cells import harmless

READ_WITHIN = 1.0
"""Seconds that a certain duplicate has stood there before Ctrl+S passes by: less is a key struck without looking."""
LEADS = {
    alike.CERTAIN: N_("In the file already"),
    alike.LIKELY: N_("In the file already?"),
    alike.HOUSEHOLD: N_("Same household?"),
    alike.HOMONYM: N_("Of that name"),
}
BETWEEN = " — "
SIGNS = {alike.CERTAIN: "!", alike.LIKELY: "?"}
REASONS = {
    alike.CARD: N_("same card"),
    alike.EMAIL: N_("same e-mail"),
    alike.PHONE: N_("same telephone"),
    alike.BIRTH: N_("same birth"),
    alike.ADDRESS: N_("same address"),
    alike.POSTCODE: N_("same postcode"),
    alike.TOWN: N_("same town"),
    alike.NAME: N_("same name"),
    alike.NEAR_NAME: N_("a name close to it"),
}


class AlikeNotice(Static):
    """The lines above the form; nothing where nobody is alike."""

    DEFAULT_CSS = """
    AlikeNotice {
        height: auto; max-height: 3; padding: 0 2; margin-top: 1; color: $text-warning; display: none;
        text-wrap: nowrap; text-overflow: ellipsis;
        &.-there { display: block; }
    }
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds: how long something has stood there."""
        super().__init__(markup=False, id="alike")
        self.clock = clock
        self.found: tuple[LikelyDuplicate, ...] = ()
        self._seen_at: dict[int, float] = {}

    @property
    def first(self) -> LikelyDuplicate | None:
        """The one that the key opens."""
        return self.found[0] if self.found else None

    def tell(self, found: Sequence[LikelyDuplicate]) -> None:
        """Show these; none takes the lines away."""
        self.found = tuple(found)
        for one in self.found:
            self._seen_at.setdefault(one.row.id, self.clock())
        self.set_class(bool(self.found), "-there")
        self.refresh(layout=True)

    def unread(self, found: Sequence[LikelyDuplicate]) -> list[LikelyDuplicate]:
        """Those of `found` that are certain and that nobody can have read yet."""
        now = self.clock()
        return [one for one in found if one.certain and now - self._seen_at.get(one.row.id, now) < READ_WITHIN]

    def warned(self) -> None:
        """What stands there was pointed at: it counts as read."""
        self._seen_at |= {one.row.id: self.clock() - READ_WITHIN for one in self.found}

    def render(self) -> Content:
        """A line for each; homonyms, of which there is little to say, on one."""
        lines = [self._line(one) for one in self.found if one.kind != alike.HOMONYM]
        homonyms = [one for one in self.found if one.kind == alike.HOMONYM]
        if homonyms:
            names = " · ".join(_name(one) for one in homonyms)
            lines.append(_calm(f"  {self._lead(homonyms[0])}{names}"))
        return Content("\n").join(lines)

    def _line(self, one: LikelyDuplicate) -> Content:
        reasons = ", ".join(_reason(evidence) for evidence in _telling(one.evidence))
        lead = f"{SIGNS.get(one.kind, ' ')} {self._lead(one)}"
        # The town gives way before the reason does: that is what one decides by.
        room = self.content_size.width - cell_len(lead) - cell_len(reasons) - len(BETWEEN)
        name = _name(one) if cell_len(_name(one)) <= room else one.row.name
        line = f"{lead}{name}{BETWEEN}{reasons}"
        return Content(harmless(line)) if one.kind in SIGNS else _calm(line)

    def _lead(self, one: LikelyDuplicate) -> str:
        """ "In the file already (F4 opens it): "."""
        lead = _(LEADS[one.kind])
        if one is self.first:
            lead = _("{words} ({key} opens it)").format(words=lead, key=keys.INSTEAD.shown_key)
        return _("{words}: ").format(words=lead)


def _telling(evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """What is worth saying: the name stands there already, two places are one."""
    told = [one for one in evidence if one.code not in (alike.NAME, alike.NEAR_NAME)]
    return told or evidence


def _calm(line: str) -> Content:
    """What is only mentioned."""
    return Content(harmless(line)).stylize("$text-muted")


def _name(one: LikelyDuplicate) -> str:
    return f"{one.row.name}, {one.row.town}" if one.row.town else one.row.name


def _reason(evidence: Evidence) -> str:
    """In words; of a place that the line does not name, which one."""
    words = _(REASONS[evidence.code])
    if evidence.code == alike.BIRTH:
        return f"{words} ({written.birth_day(evidence.value)})"
    return words
