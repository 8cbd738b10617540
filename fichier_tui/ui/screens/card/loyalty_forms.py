"""The points of a contact: what can be had for them, in one key; other points, a correction, the card itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from fichier_tui.domain.keyboard import azerty_digit
from fichier_tui.domain.loyalty import LoyaltyAccount
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import correct_points, give_card, use_points
from fichier_tui.ui import format as written
from fichier_tui.ui.dialogs.question import Choice, Question, answer_line
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.widgets.marked_options import MarkedOptions

USE, CORRECT, CARD = "use", "correct", "card"


def points_words(points: int) -> str:
    """ "135 points"."""
    return ngettext("{count} point", "{count} points", abs(points)).format(count=written.number(points))


class LoyaltyDialog(Question):
    """Gives the place of a reward among those of the account ("0"), or USE, CORRECT, CARD; None for nothing."""

    HELP_WORDS = (
        N_("A reward is used by its number, or chosen with the arrows and Enter: its points are taken off at once."),
        N_("C corrects the balance, with a reason; N gives another card. Every line of the ledger stays."),
    )

    def __init__(self, name: str, account: LoyaltyAccount) -> None:
        self.account = account
        choices = [
            Choice(
                str(place),
                f"{reward.name} — {points_words(reward.points)}",
                str(place + 1) if place < 9 and reward.points <= account.balance else "",
            )
            for place, reward in enumerate(account.rules.rewards)
        ]
        if account.balance > 0:
            choices.append(Choice(USE, _("Use other points"), "u"))
        choices += [Choice(CORRECT, _("Correct the balance"), "c"), Choice(CARD, _("Number of the card"), "n")]
        super().__init__(shown(_("Loyalty: {name}").format(name=name)), _account_words(account), choices)

    def compose_box(self) -> Iterable[Widget]:
        """The balance, then what can be done; a reward that is too dear says what is missing."""
        return (
            Static(self.body, markup=False),
            MarkedOptions(*(self._option(choice) for choice in self.choices)),
        )

    def _option(self, choice: Choice) -> Option:
        missing = self._missing(choice)
        if not missing:
            return Option(answer_line(choice), id=choice.code)
        words = ngettext("{count} point more", "{count} points more", missing).format(count=written.number(missing))
        said = Content.assemble(answer_line(choice), "  ", shown(words, "$text-muted"))
        return Option(said, id=choice.code, disabled=True)

    def _missing(self, choice: Choice) -> int:
        if not choice.code.isdecimal():
            return 0
        return max(self.account.rules.rewards[int(choice.code)].points - self.account.balance, 0)

    def on_key(self, event: events.Key) -> None:
        """A letter, or a digit with Shift or without, answers at once."""
        typed = azerty_digit((event.character or "").lower())
        for choice in self.choices:
            if typed and typed == choice.letter:
                event.stop()
                event.prevent_default()
                self.dismiss(choice.code)
                return


def _account_words(account: LoyaltyAccount) -> Content:
    balance = shown(points_words(account.balance), "bold")
    if not account.card_number:
        return Content.assemble(balance, " · ", shown(_("no card: nothing is earned"), "$text-warning"))
    card = _("card {number}").format(number=account.card_number)
    parts = [balance, shown(card, "$text-muted")]
    if not account.rules.points:
        parts.append(shown(_("purchases give no points: settings, Ctrl+O"), "$text-warning"))
    return Content(" · ").join(parts)


class _LoyaltyForm(FormDialog):
    """A form about the loyalty of one contact."""

    def __init__(self, contact: int, name: str, account: LoyaltyAccount) -> None:
        super().__init__()
        self.contact, self.contact_name, self.account = contact, name, account

    def heading(self) -> Content:
        """Whose."""
        return shown(_("Loyalty: {name}").format(name=self.contact_name))


class UseDialog(_LoyaltyForm):
    """Points used for something that is no reward of the settings."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (N_("How many points are used, and for what. Ctrl+S takes them off."),)

    def specs(self) -> Sequence[FieldSpec]:
        """How many, for what."""
        return (
            FieldSpec("points", N_("Points"), "number", least=1, most=max(self.account.balance, 1), required=True),
            FieldSpec("note", N_("For what"), about_person=True),
        )

    async def write(self, answers: dict[str, Any]) -> bool:
        """Take them off."""
        await self.fichier.ask(use_points, self.contact, answers["points"], answers["note"])
        self.fichier.tell(done("loyalty.used", name=self.contact_name, points=answers["points"]))
        return True


class CorrectionDialog(_LoyaltyForm):
    """The balance that should be, and why."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Type the balance that should be, and why: the difference is added as a line of the history."),
    )

    def specs(self) -> Sequence[FieldSpec]:
        """The right balance, the reason."""
        return (
            FieldSpec("balance", N_("Right balance"), "number", required=True),
            FieldSpec("reason", N_("Reason"), required=True, about_person=True),
        )

    async def values(self) -> Mapping[str, Any]:
        """The present one."""
        return {"balance": max(self.account.balance, 0)}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Add the line."""
        await self.fichier.ask(correct_points, self.contact, answers["balance"], answers["reason"])
        self.fichier.tell(done("loyalty.corrected", name=self.contact_name, points=answers["balance"]))
        return True


class CardNumberDialog(_LoyaltyForm):
    """The number of the card, typed or scanned."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Scan the card, or type its number and press Enter. A card of somebody else is refused."),
    )

    def __init__(self, contact: int, name: str, account: LoyaltyAccount, proposed: str = "") -> None:
        """`proposed` is a number that was scanned already."""
        super().__init__(contact, name, account)
        self.proposed = proposed

    def specs(self) -> Sequence[FieldSpec]:
        """One field; the scanner leaves a scan there."""
        return (FieldSpec("card_number", N_("Card no."), hint=N_("scan the card, or type its number")),)

    async def values(self) -> Mapping[str, Any]:
        """The one that was scanned, else the present one."""
        return {"card_number": self.proposed or self.account.card_number}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Give it."""
        await self.fichier.ask(give_card, self.contact, answers["card_number"])
        self.fichier.tell(done("card.given", name=self.contact_name))
        return True
