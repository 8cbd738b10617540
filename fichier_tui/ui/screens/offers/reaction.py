"""What followed the telling of an offer, in sentences: an observation, with its intervals, and how it was made."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.offer import Offer, subject_of
from fichier_tui.domain.reaction import WITHIN_DAYS, Reaction, Share, difference
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.offers.reactions import offer_reaction
from fichier_tui.ui import format, keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown

DAYS = keys.Key(
    "reaction.days", "d", "days", N_("Within 7, 30, 90 days"), N_("Days"),
    N_("How long after the telling a purchase counts."), rank=5,
)  # fmt: skip
USUAL_DAYS = 30


class ReactionDialog(Dialog[None]):
    """Those told beside comparable ones not told."""

    TITLE_WORDS = N_("What followed")
    HELP_WORDS = (
        N_("Those told are compared to others who bought as lately, as often and for as much, and were never told."),
        N_("Alike: in the same third by recency, frequency and amount of what they bought before anybody was told."),
        N_("Of those the nearest in amount are taken, none of them twice, and observed over the same days."),
        N_("The interval holds the true share 95 times in 100: the fewer the contacts, the wider it is."),
    )
    KEYS = (DAYS,)
    DEFAULT_CSS = """
    ReactionDialog {
        .dialog--box { width: 74; }
        #sentences { height: auto; }
        VerticalScroll {
            height: auto; max-height: 56vh; scrollbar-size-vertical: 1; background: $panel;
            &:focus { background-tint: $foreground 0%; }
        }
    }
    """

    def __init__(self, offer: Offer, seen: Reaction) -> None:
        super().__init__()
        self.offer, self.seen = offer, seen

    def heading(self) -> Content:
        """Of which offer."""
        return shown(_("What followed: {name}").format(name=self.offer.details.name))

    def compose_box(self) -> Iterable[Widget]:
        """The sentences, which scroll with the arrows in a small window."""
        yield VerticalScroll(Static(self._sentences(), id="sentences", markup=False))

    def refresh_words(self) -> None:
        """The sentences are stored translated."""
        super().refresh_words()
        self.query_one("#sentences", Static).update(self._sentences())

    async def action_days(self) -> None:
        """D: the next of the usual spans."""
        place = WITHIN_DAYS.index(self.seen.days) + 1
        days = WITHIN_DAYS[place % len(WITHIN_DAYS)]
        try:
            self.seen = await self.fichier.ask(offer_reaction, subject_of(self.offer), days)
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            return
        self.refresh_words()

    def _sentences(self) -> Content:
        said = list(reaction_words(self.seen))
        lines = [Content(said[0]).stylize("bold"), *(Content(line) for line in said[1:])]
        how = Content(" ".join(how_words(self.seen))).stylize("$text-muted")
        return Content("\n\n").join([Content("\n").join(lines), how])


def interval_words(share: Share) -> str:
    """ "18 to 45 %"."""
    least, most = share.interval
    return _("{least} to {most}").format(least=format.number(round(least * 100)), most=format.percent(most))


def reaction_words(seen: Reaction) -> Iterable[str]:
    """The observation, a paragraph each; it is said that it proves nothing."""
    days = format.number(seen.days)
    if not seen.told.whole:
        yield _("Nobody was told more than {days} days ago: there is nothing to observe yet.").format(days=days)
        return
    yield _("{count} of {whole} told bought within {days} days ({interval}).").format(
        count=format.number(seen.told.count),
        whole=format.number(seen.told.whole),
        days=days,
        interval=interval_words(seen.told),
    )
    if not seen.others.whole:
        yield _("Nobody comparable was never told: there is nothing to compare to.")
        return
    if seen.alone:
        yield ngettext(
            "Of {whole} told who are like others, {count} did ({interval}).",
            "Of {whole} told who are like others, {count} did ({interval}).",
            seen.compared.count,
        ).format(**_of(seen.compared))
    yield ngettext(
        "Of {whole} comparable contacts not told, {count} did ({interval}).",
        "Of {whole} comparable contacts not told, {count} did ({interval}).",
        seen.others.count,
    ).format(**_of(seen.others))
    gap, least, most = difference(seen.compared, seen.others)
    yield _("Difference: {gap} points ({least} to {most}). This is no proof.").format(
        gap=_points(gap), least=_points(least), most=_points(most)
    )


def _of(share: Share) -> dict[str, str]:
    """A share as a sentence takes it."""
    whole, count = format.number(share.whole), format.number(share.count)
    return {"whole": whole, "count": count, "interval": interval_words(share)}


def how_words(seen: Reaction) -> Iterable[str]:
    """How it was made, and who is not counted."""
    if seen.since is not None and seen.others.whole:
        yield ngettext(
            "Each is compared to {count} contact who was not told, and had bought much as they had.",
            "Each is compared to {count} contacts who were not told, and had bought much as they had.",
            seen.each,
        ).format(count=format.number(seen.each))
        yield _("Somebody chose whom to tell: that alone may explain a difference.")
    if seen.waiting:
        yield ngettext(
            "{count} contact was told too lately to be counted.",
            "{count} contacts were told too lately to be counted.",
            seen.waiting,
        ).format(count=format.number(seen.waiting))
    if seen.alone and seen.others.whole:
        yield ngettext(
            "{count} contact told is like nobody else.", "{count} contacts told are like nobody else.", seen.alone
        ).format(count=format.number(seen.alone))


def _points(part: float) -> str:
    return f"{round(part * 100):+d}".replace("-", "−") if round(part * 100) else "0"


async def open_reaction(app: FichierApp, offer: Offer) -> None:
    """Show what followed an offer, reckoned before it is shown."""
    try:
        seen = await app.ask(offer_reaction, subject_of(offer), USUAL_DAYS)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(ReactionDialog(offer, seen))
