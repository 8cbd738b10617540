"""When the file proposes a season: how many years make a habit, how long before, how near the same day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.proposals import SeasonRules
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.concurrent_edit import SEASON
from fichier_tui.storage.offers.season_rules import WEEKS_AHEAD, WEEKS_AROUND, YEARS
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog

USUAL = SeasonRules()


class SeasonRulesDialog(FormDialog):
    """Three numbers."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Who bought the same in the same weeks, so many years running, is proposed before the season."),
        N_("With two years more is found, and more of it by chance."),
    )

    def __init__(self) -> None:
        super().__init__("season_rules")
        self.correct(SEASON, "")

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Proposals of the season"))

    def specs(self) -> Sequence[FieldSpec]:
        """The numbers with their bounds."""
        return (
            FieldSpec("years", N_("Years running"), "number", least=YEARS[0], most=YEARS[1]),
            FieldSpec("ahead", N_("Weeks ahead"), "number", least=WEEKS_AHEAD[0], most=WEEKS_AHEAD[1]),
            FieldSpec("around", N_("Weeks around"), "number", least=WEEKS_AROUND[0], most=WEEKS_AROUND[1]),
        )

    async def values(self) -> Mapping[str, Any]:
        """The present ones."""
        rules: SeasonRules = self.editing.details if self.editing else USUAL
        return {"years": rules.years, "ahead": rules.weeks_ahead, "around": rules.weeks_around}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Set them; one left empty is the usual one."""
        rules = SeasonRules(
            answers["years"] or USUAL.years,
            answers["ahead"] or USUAL.weeks_ahead,
            answers["around"] or USUAL.weeks_around,
        )
        if self.editing is not None and not await self.editing.save(rules):
            return False
        self.tell_done(done("season_rules.changed"))
        return True


def rules_words(rules: SeasonRules) -> str:
    """ "3 years, 6 weeks ahead"."""
    years = ngettext("{count} year", "{count} years", rules.years).format(count=rules.years)
    ahead = ngettext("{count} week ahead", "{count} weeks ahead", rules.weeks_ahead).format(count=rules.weeks_ahead)
    return f"{years}, {ahead}"
