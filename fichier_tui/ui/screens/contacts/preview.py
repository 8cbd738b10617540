"""A look at the contact under the cursor, beside the list on a wide screen: what one needs before opening the card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import Worker

from fichier_tui.domain.consent import OPEN_STATES, consent_states
from fichier_tui.domain.contact import Contact, status
from fichier_tui.domain.history import Action, Purchase
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import (
    Session,
    ShopSettings,
    consent_history,
    open_actions,
    purchases_of,
    read_contact,
    read_settings,
)
from fichier_tui.ui import code_words, format
from fichier_tui.ui.safe import shown, shown_lines

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

# The cursor may pass by: a contact is read once it stays this long (seconds).
REST = 0.06
PURCHASES = 4
ACTIONS = 3
PHONES = 3
HEAD = "bold $accent"
MUTED = "$text-muted"


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of one contact."""

    contact: Contact
    purchases: tuple[Purchase, ...]
    actions: tuple[Action, ...]
    consents: dict[str, str]
    settings: ShopSettings


def read_look(session: Session, contact: int) -> Look:
    """Everything for the preview, in one go. Raises Refusal("row.unknown")."""
    return Look(
        read_contact(session, contact),
        purchases_of(session, contact)[:PURCHASES],
        open_actions(session, contact=contact)[:ACTIONS],
        consent_states(consent_history(session, contact)),
        read_settings(session),
    )


class Preview(VerticalScroll, can_focus=False):
    """Reads a contact when the cursor rests on it; what comes too late is dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Look | None = None
        self.words = Content("")
        """What is shown."""
        self._wanted: int | None = None
        self._timer: Timer | None = None
        self._reading: Worker[None] | None = None

    @property
    def fichier(self) -> FichierApp:
        """The application, by its own type."""
        return cast("FichierApp", self.app)

    def on_mount(self) -> None:
        """One text, which scrolls."""
        self.mount(Static(markup=False))

    def on_show(self) -> None:
        """The screen became wide enough."""
        self.look_at(self._wanted, again=True)

    def look_at(self, contact: int | None, *, again: bool = False) -> None:
        """Show this contact soon; None for nobody. `again` reads it although it is shown already."""
        if contact == self._wanted and not again:
            return
        self._wanted = contact
        if self._timer is not None:
            self._timer.stop()
        if contact is None:
            self._show(None)
        elif self.display:
            self._timer = self.set_timer(REST, self._start)

    def _start(self) -> None:
        if self._reading is None:
            self._reading = self.run_worker(self._read(), group="preview")

    async def _read(self) -> None:
        """Read the contact wanted, and again while another one is wanted meanwhile."""
        try:
            read: int | None = None
            while self._wanted is not None and read != self._wanted:
                read = self._wanted
                try:
                    look = await self.fichier.ask(read_look, read)
                except Refusal:
                    look = None
                if read == self._wanted:
                    self._show(look)
        finally:
            self._reading = None

    def _show(self, look: Look | None) -> None:
        self.look = look
        self.border_title = "" if look is None else shown(look.contact.name)
        self.words = Content("") if look is None else Content("\n").join(self._lines(look))
        for text in self.query(Static):
            text.update(self.words)
        self.scroll_home(animate=False)

    def _lines(self, look: Look) -> Iterator[Content]:
        yield from self._who(look)
        yield from self._reach(look.contact)
        yield from self._planned(look)
        yield from self._bought(look)
        yield from self._may(look)

    def _who(self, look: Look) -> Iterator[Content]:
        """The recognition of the contact, in two or three lines."""
        today = self.fichier.today()
        summary, details = look.contact.summary, look.contact.details
        state = status(summary.purchases, summary.last_purchase, today, look.settings.inactive_after_days)
        parts = [code_words.word(code_words.STATUSES, state)]
        if details.birth and (age := format.age(details.birth, today)):
            parts.append(age)
        if details.profession or details.job_title:
            parts.append(details.profession or details.job_title)
        yield shown(" · ".join(parts), "bold")
        if summary.open_complaints:
            yield shown("! " + _("open complaint"), "bold $text-error")
        if details.important:
            yield shown_lines(details.important, "bold $text-warning")
        if summary.last_seen is not None:
            seen = _("seen {when}").format(when=format.relative(summary.last_seen, today))
            yield shown(f"{format.visits(summary.visits)} · {seen}" if summary.visits else seen)
        if summary.purchases and summary.mean_basket_cents is not None:
            basket = _("mean basket {amount}").format(amount=format.money(summary.mean_basket_cents))
            yield shown(f"{format.money(summary.revenue_cents)} · {basket}")

    def _reach(self, contact: Contact) -> Iterator[Content]:
        details = contact.details
        lines = [format.phone(phone.number) for phone in details.phones[:PHONES]]
        lines += [email.address for email in details.emails[:PHONES]]
        for place in details.addresses[:1]:
            lines += [*place.street.splitlines()[:2], f"{place.postcode} {place.town}".strip()]
        if lines:
            yield Content("")
            yield from (shown(line) for line in lines if line)

    def _planned(self, look: Look) -> Iterator[Content]:
        if look.actions:
            yield Content("")
            yield shown(_("To do"), HEAD)
        today = self.fichier.today()
        for action in look.actions:
            day = action.details.day
            late = day is not None and day < today
            when = "" if day is None else f"{format.day_short(day, today)} {format.clock(action.details.time)}".rstrip()
            what = action.details.subject or code_words.word(code_words.ACTION_KINDS, action.details.kind)
            yield Content.assemble(
                Content("! " if late else "  ").stylize("bold $text-warning"), shown(when, MUTED), " ", shown(what)
            )

    def _bought(self, look: Look) -> Iterator[Content]:
        if look.purchases:
            yield Content("")
            yield shown(format.purchases(look.contact.summary.purchases).capitalize(), HEAD)
        today = self.fichier.today()
        room = max(12, self.content_size.width - 22)
        for purchase in look.purchases:
            details = purchase.details
            product = shown(details.product or "—").truncate(room, ellipsis=True, pad=True)
            amount = format.money(details.amount_cents)
            yield Content.assemble(
                Content(f"{format.day_short(details.day, today):<9} ").stylize(MUTED), product, f" {amount:>11}"
            )

    def _may(self, look: Look) -> Iterator[Content]:
        yield Content("")
        yield shown(_("May we write or call?"), HEAD)
        for channel, state in look.consents.items():
            opened = state in OPEN_STATES
            yield Content.assemble(
                Content("● ").stylize("$text-success") if opened else Content("○ ").stylize(MUTED),
                f"{code_words.word(code_words.CHANNELS, channel):<14} ",
                shown(code_words.word(code_words.CONSENT_STATES, state), MUTED),
            )
