"""Which lines of the journal are shown: who, what kind, which days, which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.i18n import N_, _
from fichier_tui.storage import JournalFilter
from fichier_tui.ui import format
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.journal_fields import KINDS
from fichier_tui.ui.key import Key
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices
from fichier_tui.ui.screens.card.keys import LEAVE
from fichier_tui.ui.screens.journal.keys import SHOW
from fichier_tui.ui.widgets.choosers import Choice


class JournalFilterDialog(FormDialog):
    """An empty field asks nothing."""

    KEYS: ClassVar[tuple[Key, ...]] = (SHOW, LEAVE)
    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("An empty field asks nothing. The words are looked for in what a line names: a contact, a file, an offer."),
    )

    def __init__(
        self, wanted: JournalFilter, staff: Sequence[tuple[int, str]], take: Callable[[JournalFilter], None]
    ) -> None:
        """`staff` are the numbers and names of who may be asked for; `take` is given the filter."""
        super().__init__()
        self.wanted, self.staff, self.take = wanted, staff, take

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Show only"))

    def specs(self) -> Sequence[FieldSpec]:
        """Who, what, when, which words."""
        people = tuple(Choice(str(number), name) for number, name in self.staff)
        return (
            FieldSpec("staff", N_("Who"), "choice", choices=people, free=False),
            FieldSpec("kind", N_("Kind"), "choice", choices=choices(KINDS), free=False),
            FieldSpec("since", N_("From"), "day", past=True),
            FieldSpec("until", N_("Until"), "day", past=True),
            FieldSpec("words", N_("Words")),
        )

    async def values(self) -> Mapping[str, Any]:
        """The present filter."""
        return {
            "staff": None if self.wanted.staff is None else str(self.wanted.staff),
            "kind": self.wanted.kind or None,
            "since": self.wanted.since,
            "until": self.wanted.until,
            "words": self.wanted.words,
        }

    async def write(self, answers: dict[str, Any]) -> bool:
        """Nothing is written in the file."""
        staff = answers["staff"]
        self.take(
            replace(
                self.wanted,
                staff=int(staff) if staff else None,
                kind=answers["kind"] or "",
                since=answers["since"],
                until=answers["until"],
                words=answers["words"] or "",
            )
        )
        return True


def filter_words(wanted: JournalFilter, staff: Sequence[tuple[int, str]]) -> str:
    """The filter in words, "" where nothing is asked."""
    return ", ".join(_parts(wanted, staff))


def _parts(wanted: JournalFilter, staff: Sequence[tuple[int, str]]) -> Iterator[str]:
    if wanted.staff is not None:
        yield dict(staff).get(wanted.staff, "—")
    if wanted.kind:
        yield _(KINDS[wanted.kind])
    if wanted.since:
        yield _("from {day}").format(day=format.day(wanted.since))
    if wanted.until:
        yield _("until {day}").format(day=format.day(wanted.until))
    if wanted.words.strip():
        yield f"“{wanted.words.strip()}”"
