"""Whom letters, labels and text messages are for: each contact's address and values of fields, read in batches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.letter import LetterFacts
from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.postal_address import postal_block
from fichier_tui.domain.progress import Counting
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import GONE, Chosen, LeftOut, SendingDetails
from fichier_tui.exchange.letters.values import merge_values
from fichier_tui.storage import OpenFile, Session, read_letter_facts
from fichier_tui.storage.offers.offering import read_offer
from fichier_tui.storage.shop import read_settings
from fichier_tui.storage.shop_fields import own_fields

BATCH = 500
_NOBODY = ContactDetails()


@dataclass(frozen=True, slots=True)
class Recipient:
    """One contact. `lines` is its postal address, and why it has none is `reason`."""

    contact: int
    facts: LetterFacts
    values: Mapping[str, str]
    lines: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Common:
    """What is the same for every letter."""

    own: tuple[OwnField, ...]
    business: str
    language: str
    day: dt.date
    offer: str = ""
    offer_until: dt.date | None = None

    @property
    def labels(self) -> dict[str, str]:
        """The labels of the shop's own fields by key."""
        return {field.key: field.label for field in self.own}

    @property
    def today(self) -> str:
        """The day in the words of the letters."""
        return self.values(LetterFacts(0, _NOBODY))["today"]

    def values(self, facts: LetterFacts, address: Sequence[str] = ()) -> dict[str, str]:
        """The fields of one contact in the words of the letters; `address` the lines of its postal address."""
        return merge_values(
            facts,
            language=self.language,
            today=self.day,
            business=self.business,
            own=self.own,
            address=address,
            offer=self.offer,
            offer_until=self.offer_until,
        )

    def recipient(self, facts: LetterFacts) -> Recipient:
        """One contact with its postal address, or the reason why it has none."""
        block = postal_block(facts.details, employer=facts.employer)
        values = self.values(facts, block.lines)
        if block.street:
            values["street"] = "\n".join(block.street)
        return Recipient(facts.contact, facts, values, block.lines, block.reason)


def read_common(session: Session, details: SendingDetails) -> Common:
    """What every letter, e-mail or text message of a sending says alike. Raises Refusal: row.unknown (the offer)."""
    offer = None if details.offer is None else read_offer(session, details.offer).details
    return Common(
        own_fields(session),
        read_settings(session).business,
        details.language,
        session.today,
        offer="" if offer is None else offer.name,
        offer_until=None if offer is None else offer.ends_on,
    )


def gather(
    file: OpenFile, common: Common, chosen: Chosen, progress: Counting | None = None, *, by_post: bool = True
) -> Iterator[Recipient]:
    """Those who are retained, in their order, each with what is said to it. Never call it on the thread of a screen.

    Raises Refusal("export.cancelled") where `progress` says so.
    """
    numbers = [contact for contact, _address in chosen.retained]
    for start in range(0, len(numbers), BATCH):
        if progress is not None and not progress(start, len(numbers)):
            raise Refusal("export.cancelled")
        some = numbers[start : start + BATCH]
        facts = file.call(read_letter_facts, some)
        for number in some:
            if number not in facts:
                yield Recipient(number, LetterFacts(number, _NOBODY), {}, reason=GONE)
                continue
            found = common.recipient(facts[number])
            yield found if by_post else replace(found, reason="")
    if progress is not None:
        progress(len(numbers), len(numbers))


def without(chosen: Chosen, reasons: Mapping[int, str]) -> Chosen:
    """The choice without those who get nothing after all, each with its reason."""
    return replace(
        chosen,
        retained=tuple(one for one in chosen.retained if one[0] not in reasons),
        left_out=(*chosen.left_out, *(LeftOut(contact, reason) for contact, reason in reasons.items())),
    )
