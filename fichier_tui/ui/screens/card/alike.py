"""Who is in the file already, told above the form while a new contact is typed, with what agrees, the surest first.

Nothing is refused. A household and a homonym are only mentioned; of a certain duplicate one is told once more when one
saves, and saves by striking Ctrl+S again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from fichier_tui.domain import likeness as alike
from fichier_tui.domain.contact import COMPANY, ContactDetails
from fichier_tui.domain.full_name import split_typed
from fichier_tui.domain.likeness import Evidence
from fichier_tui.i18n import N_, _
from fichier_tui.storage import LikelyDuplicate, find_duplicates
from fichier_tui.storage.duplicates import SHOWN
from fichier_tui.ui import format as written
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.screens.card import keys
from fichier_tui.ui.widgets.cells import harmless

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

    def __init__(self) -> None:
        super().__init__(markup=False, id="alike")
        self.found: tuple[LikelyDuplicate, ...] = ()
        self._warned_of: set[int] = set()

    @property
    def first(self) -> LikelyDuplicate | None:
        """The one that the key opens."""
        return self.found[0] if self.found else None

    def tell(self, found: Sequence[LikelyDuplicate]) -> None:
        """Show these; none takes the lines away."""
        self.found = tuple(found)
        self.set_class(bool(self.found), "-there")
        self.refresh(layout=True)

    def to_warn_of(self, found: Sequence[LikelyDuplicate]) -> list[LikelyDuplicate]:
        """Those of `found` that are certain and that saving was not stopped for yet; it is from now on."""
        certain = [one for one in found if one.certain and one.row.id not in self._warned_of]
        self._warned_of.update(one.row.id for one in certain)
        return certain

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


async def find_alike(app: FichierApp, details: ContactDetails) -> tuple[LikelyDuplicate, ...]:
    """Whom the contact being typed may be; a whole name in the last name is taken apart. Raises Refusal."""
    surest: dict[int, LikelyDuplicate] = {}
    for typed in (details, *_taken_apart(details)):
        for one in await app.ask(find_duplicates, typed):
            before = surest.setdefault(one.row.id, one)
            if one.likeness.weight < before.likeness.weight:
                surest[one.row.id] = one
    return tuple(sorted(surest.values(), key=lambda one: one.likeness.weight)[:SHOWN])


def _taken_apart(details: ContactDetails) -> Iterator[ContactDetails]:
    """A name typed in one go, last name first, then first name first."""
    if details.first_name or details.kind == COMPANY:
        return
    last, first = split_typed(details.last_name)
    if first:
        yield replace(details, last_name=last, first_name=first)
        given, _space, family = details.last_name.rpartition(" ")
        yield replace(details, last_name=family, first_name=given)


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
