"""Letters, labels and text messages in words: who gets none and why, what to know before they are printed or sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fichier_tui.domain.paper_reasons import (
    EMPTY_MESSAGE,
    LABEL_TOO_SMALL,
    SAME_NUMBER,
    UNPRINTABLE,
)
from fichier_tui.domain.postal_address import (
    NO_ADDRESS,
    NO_NAME,
    NO_POSTCODE,
    NO_STREET,
    NO_TOWN,
    TOO_LONG,
    UNKNOWN_COUNTRY,
    WRONG_POSTCODE,
)
from fichier_tui.i18n import _, ngettext
from fichier_tui.ui import format as written

if TYPE_CHECKING:
    from fichier_tui.exchange.letters.paper import Composed


def paper_reason_words(reason: str, count: int) -> str:
    """How many get none for a reason of `domain.paper_reasons`: "3 without a postcode"."""
    words = {
        NO_NAME: ngettext("{count} without a name", "{count} without a name", count),
        NO_ADDRESS: ngettext("{count} without a postal address", "{count} without a postal address", count),
        NO_STREET: ngettext("{count} without a street", "{count} without a street", count),
        NO_POSTCODE: ngettext("{count} without a postcode", "{count} without a postcode", count),
        WRONG_POSTCODE: ngettext("{count} with a wrong postcode", "{count} with a wrong postcode", count),
        NO_TOWN: ngettext("{count} without a town", "{count} without a town", count),
        UNKNOWN_COUNTRY: ngettext(
            "{count} in a country that is unknown", "{count} in a country that is unknown", count
        ),
        TOO_LONG: ngettext(
            "{count} with an address too long for six lines", "{count} with an address too long for six lines", count
        ),
        LABEL_TOO_SMALL: ngettext(
            "{count} whose address is too long for such a label",
            "{count} whose address is too long for such a label",
            count,
        ),
        UNPRINTABLE: ngettext(
            "{count} with letters that cannot be printed", "{count} with letters that cannot be printed", count
        ),
        SAME_NUMBER: ngettext("{count} with the number of another", "{count} with the number of another", count),
        EMPTY_MESSAGE: ngettext("{count} for whom the text is empty", "{count} for whom the text is empty", count),
    }
    return words[reason].format(count=written.number(count))


def print_warnings(made: Composed) -> Iterator[str]:
    """What to know of printed pages."""
    if made.repeats_address:
        yield _("! every letter bears the address already, in its window: the text says it a second time")
    if made.replaced:
        yield _("! no font here has {letters}: printed without their accents").format(letters=" ".join(made.replaced))


def sms_warnings(no_stop: int, dear: int, outside: tuple[str, ...]) -> Iterator[str]:
    """What to know of text messages before they leave."""
    if dear:
        yield ngettext(
            "! {count} message is dearer for its letters {letters}",
            "! {count} messages are dearer for their letters {letters}",
            dear,
        ).format(count=written.number(dear), letters=" ".join(letter for letter in outside if letter.strip()))
    if no_stop:
        yield ngettext(
            "! {count} message does not say “STOP” and a number: the law asks for it (CPCE L. 34-5)",
            "! {count} messages do not say “STOP” and a number: the law asks for it (CPCE L. 34-5)",
            no_stop,
        ).format(count=written.number(no_stop))
