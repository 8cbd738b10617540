"""Two cards of one contact made one: what differs is chosen line by line, everything else is put together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.domain.contact import Contact, ContactRow
from fichier_tui.domain.merging import OWN, Difference
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import TwoCards, compare_cards, find_duplicates, merge_contacts, own_fields, read_contact
from fichier_tui.ui import code_words, format, keys
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.widgets.marked_options import MarkedOptions

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

LABEL_CELLS, VALUE_CELLS = 14, 24
After = Callable[[int | None], Awaitable[None]]
MERGE = keys.Key(
    "merge.merge", "enter", "merge", N_("Make them one"), N_("Make one"),
    N_("The other card joins this one with all its history; Ctrl+Z separates them again."), rank=5, first=True,
)  # fmt: skip
CHOOSE = keys.Key(
    "merge.choose", "space,left,right", "choose", N_("The other value"), N_("Choose"),
    N_("Keep the value of the one card or of the other."), rank=10, first=True,
)  # fmt: skip
CODES: dict[str, Mapping[str, str]] = {
    "civility": code_words.CIVILITIES,
    "sex": code_words.SEXES,
    "language": code_words.LANGUAGES,
    "source": code_words.SOURCES,
}


class MergeDialog(Dialog[int]):
    """Gives the number of the card that is kept, once it was done."""

    KEYS = (MERGE, CHOOSE)
    HELP_WORDS = (
        N_(
            "Two cards of one person become one: telephones, e-mails, addresses and the whole history are put together."
        ),
        N_("Where both say something else, the arrows choose which is kept. Enter does it, Ctrl+Z takes it back."),
    )
    DEFAULT_CSS = """
    MergeDialog .dialog--box { width: 76; }
    MergeDialog OptionList { margin-top: 1; }
    MergeDialog.-low #cards { max-height: 6; }
    MergeDialog.-low OptionList { margin-top: 0; max-height: 4; }
    """

    def __init__(self, cards: TwoCards, own_labels: Mapping[str, str]) -> None:
        super().__init__()
        self.cards = cards
        self.own_labels = own_labels
        self.chosen: set[str] = set()
        """The fields whose value comes from the card that goes."""

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Two cards, one person"))

    def compose_box(self) -> Iterable[Widget]:
        """The two cards, then what differs."""
        yield Static(self._cards(), id="cards")
        options = MarkedOptions(*self._options())
        options.display = bool(self.cards.differences)
        yield options

    def _cards(self) -> Content:
        lines = [
            Content.assemble(shown(_("Kept:"), "bold"), " ", _described(self.cards.kept)),
            Content.assemble(shown(_("Joins it:"), "bold"), " ", _described(self.cards.other)),
        ]
        if not self.cards.differences:
            lines.append(shown(_("Nothing contradicts: everything is put together."), "$text-muted"))
        return Content("\n").join(lines)

    def _options(self) -> list[Option]:
        return [Option(self._line(difference), id=difference.field) for difference in self.cards.differences]

    def _line(self, difference: Difference) -> Content:
        """ "Last name   ✓ Péron      Peron"."""
        field = difference.field
        label = fitted(self.own_labels.get(field) or _(code_words.CONTACT_FIELDS[field]), LABEL_CELLS)
        line = Content.assemble(label, " " * (LABEL_CELLS - label.cell_length))
        for value, is_kept in ((difference.kept, field not in self.chosen), (difference.other, field in self.chosen)):
            words = _(CODES[field][value]) if value in CODES.get(field, {}) else value
            cell = fitted(words, VALUE_CELLS)
            cell = cell.stylize("bold") if is_kept else cell.stylize("$text-muted")
            line = Content.assemble(
                line, "  ✓ " if is_kept else "    ", cell, " " * (VALUE_CELLS - cell_len(cell.plain))
            )
        return line

    def disabled_reason(self, action: str) -> str | None:
        """There must be something to choose."""
        if action == "choose" and not self.cards.differences:
            return _("Nothing contradicts: everything is put together.")
        return super().disabled_reason(action)

    def action_choose(self) -> None:
        """The other value of the line under the cursor."""
        options = self.query_one(OptionList)
        cursor = options.highlighted or 0
        self.chosen ^= {self.cards.differences[cursor].field}
        self._show()

    def _show(self) -> None:
        self.query_one(MarkedOptions).replace(self._options())

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        """A click chooses; Enter never comes here."""
        event.stop()
        self.action_choose()

    async def action_merge(self) -> None:
        """Make them one."""
        try:
            contact = await self.fichier.ask(merge_contacts, self.cards, frozenset(self.chosen))
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            return
        self.fichier.tell(done("contacts.merged", name=contact.name))
        await self.fichier.changed()
        self.dismiss(contact.id)

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        super().refresh_words()
        self.query_one("#cards", Static).update(self._cards())
        self._show()


async def merge_two(app: FichierApp, one: int, other: int, after: After) -> None:
    """Show two cards, and make them one if it is wanted; `after` is given the number of the card kept, or None."""
    try:
        cards = await app.ask(compare_cards, one, other)
        labels = {OWN + field.key: field.label for field in await app.ask(own_fields)}
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(MergeDialog(cards, labels), after)


async def merge_with_another(app: FichierApp, contact: int, after: After) -> bool:
    """Choose among the cards that may be of the same person, then show both. False, and told, where none is alike."""
    try:
        card = await app.ask(read_contact, contact)
        alike = await app.ask(find_duplicates, card.details, apart_from=contact)
    except Refusal as refusal:
        app.refuse(refusal)
        return True
    if not alike:
        app.tell(_("No other card looks like this one. In the list, mark two with Space, then press Ctrl+U."), "note")
        return False

    async def show_both(chosen: str | None) -> None:
        if chosen is not None:
            await merge_two(app, contact, int(chosen), after)

    choices = [Choice(str(one.row.id), _line_of(one.row)) for one in alike]
    await app.push_screen(Question(_("Which card is of the same person?"), shown(card.name), choices), show_both)
    return True


def _line_of(row: ContactRow) -> str:
    """ "Péron Hélène · Nice · 06 12 34 56 78"."""
    return " · ".join(filter(None, (row.name, row.town, format.phone(row.phone), row.email)))


def _described(contact: Contact) -> Content:
    """ "Péron Hélène — 3 visits, 2 purchases", and below it how it is reached."""
    details, summary = contact.details, contact.summary
    words = f"{format.visits(summary.visits)}, {format.purchases(summary.purchases)}"
    reach = [format.phone(phone.number) for phone in details.phones] + [email.address for email in details.emails]
    places = [" ".join(filter(None, (place.street, place.postcode, place.town))) for place in details.addresses]
    lines = [shown(f"{contact.name} — {words}")]
    if reached := " · ".join(reach + places):
        lines.append(shown(f"  {reached}", "$text-muted"))
    return Content("\n").join(lines)
