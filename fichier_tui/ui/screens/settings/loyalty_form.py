"""The rules of the loyalty points: so many for so many euros, and what they are given for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.domain.loyalty import LoyaltyRules, read_rewards
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.concurrent_edit import LOYALTY
from fichier_tui.ui import format as written
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog


class LoyaltyRulesDialog(FormDialog):
    """Three fields; without points, nothing is earned."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("So many points for each so many euros of a purchase, rounded down. Without points nothing is earned."),
        N_("A reward a line: its points, then its name. What was earned before stays as it is."),
        N_("Only contacts with a card earn points, and only at the counter: an import gives none."),
    )

    def __init__(self) -> None:
        super().__init__("loyalty_rules")
        self.correct(LOYALTY, "")

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Loyalty points"))

    def specs(self) -> Sequence[FieldSpec]:
        """The rule, the rewards."""
        return (
            FieldSpec("points", N_("Points"), "number", most=1_000, hint=N_("none")),
            FieldSpec("euros", N_("for each (euros)"), "number", least=1, most=10_000),
            FieldSpec("rewards", N_("Rewards"), "note", rows=5, hint=N_("80 Spa for two")),
        )

    async def values(self) -> Mapping[str, Any]:
        """The present rules."""
        rules: LoyaltyRules = self.editing.details if self.editing else LoyaltyRules()
        rewards = "\n".join(f"{reward.points} {reward.name}" for reward in rules.rewards)
        return {"points": rules.points or None, "euros": rules.euros, "rewards": rewards}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Set them."""
        rules = LoyaltyRules(answers["points"] or 0, answers["euros"] or 1, read_rewards(answers["rewards"]))
        if self.editing is not None and not await self.editing.save(rules):
            return False
        self.tell_done(done("loyalty.rules_changed"))
        return True


def rules_words(rules: LoyaltyRules) -> str:
    """ "1 point for 10 euros · 2 rewards"; "no points" where nothing is earned."""
    if not rules.points:
        return _("no points")
    points = ngettext("{count} point", "{count} points", rules.points).format(count=written.number(rules.points))
    euros = ngettext("{count} euro", "{count} euros", rules.euros).format(count=written.number(rules.euros))
    rule = _("{points} for {euros}").format(points=points, euros=euros)
    count = len(rules.rewards)
    rewards = ngettext("{count} reward", "{count} rewards", count).format(count=count)
    return f"{rule} · {rewards}"
