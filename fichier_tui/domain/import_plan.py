"""What an import would do, before anything is written: plain frozen records, no row of the database, no word shown.

`storage` writes them in one operation; the screens show them first. `rows` are numbered from 1 as a
spreadsheet shows them, title rows and headings counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.sensitive_text import worst

# Why a cell was not understood. Its contact comes in all the same, with the cell in its import note.
CELL_NOT_EMAIL = "cell.not_email"
CELL_NOT_PHONE = "cell.not_phone"
CELL_NOT_DAY = "cell.not_day"
CELL_NOT_BIRTH = "cell.not_birth"
CELL_NOT_AMOUNT = "cell.not_amount"
CELL_NOT_NUMBER = "cell.not_number"
CELL_NOT_DECIMAL = "cell.not_decimal"
CELL_NOT_YES_NO = "cell.not_yes_no"
CELL_TAKEN_AS_NO = "cell.taken_as_no"  # an opposition that cannot be read closes all the same
CELL_NOT_CHOICE = "cell.not_choice"
CELL_NO_DAY = "cell.no_day"  # an amount or a product with no date of purchase on its row
CELL_TOO_LONG = "cell.too_long"  # cut; what was beyond is not kept
CELL_DIFFERS = "cell.differs"  # another line of the same person says otherwise; kept in the note
CELL_RENTED = "cell.rented"  # a consent in a bought or rented file proves nothing (CONSENT R38)
CELL_UNDATED_YES = "cell.undated_yes"  # a yes to calls lasts one year from a day that the file does not say (R11)
CELL_DEAD_ADDRESS = "cell.dead_address"  # a newsletter could not be delivered there: no yes is taken from it
ROW_NOBODY = "row.nobody"  # nothing on the row says who it is about: not imported
ROW_TOTAL = "row.total"  # a total, not a purchase: left out
REASONS = (
    CELL_NOT_EMAIL,
    CELL_NOT_PHONE,
    CELL_NOT_DAY,
    CELL_NOT_BIRTH,
    CELL_NOT_AMOUNT,
    CELL_NOT_NUMBER,
    CELL_NOT_DECIMAL,
    CELL_NOT_YES_NO,
    CELL_TAKEN_AS_NO,
    CELL_NOT_CHOICE,
    CELL_NO_DAY,
    CELL_TOO_LONG,
    CELL_DIFFERS,
    CELL_RENTED,
    CELL_UNDATED_YES,
    CELL_DEAD_ADDRESS,
    ROW_NOBODY,
    ROW_TOTAL,
)


@dataclass(frozen=True, slots=True)
class PlannedConsent:
    """One line to add to the history of a consent. `proof` is what the file said of it."""

    channel: str
    state: str
    day: dt.date
    proof: str = ""
    medium: str = "import"


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action to plan (`open`), or one that was done before (`done`)."""

    details: ActionDetails
    state: str = "open"


@dataclass(frozen=True, slots=True)
class PlannedBehaviour:
    """What the contact did without buying: `kind` of domain.history.BEHAVIOUR_KINDS."""

    kind: str
    day: dt.date
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """One contact of the file, all its lines together.

    `notes` are the remarks of the file itself; `import_note` holds, one "Heading = value" a line, what could not
    be understood or has no place of its own: nothing of a row is lost.
    """

    details: ContactDetails
    rows: tuple[int, ...]
    purchases: tuple[PurchaseDetails, ...] = ()
    visits: tuple[VisitDetails, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    consents: tuple[PlannedConsent, ...] = ()
    behaviour: tuple[PlannedBehaviour, ...] = ()
    notes: tuple[str, ...] = ()
    import_note: str = ""

    def texts(self) -> Iterator[str]:
        """All that was written freely about the contact."""
        yield from (self.details.important, self.import_note, *self.notes)
        yield from (*self.details.tags, *self.details.interests, *self.details.custom.values())
        yield from (visit.note for visit in self.visits)
        yield from (purchase.note for purchase in self.purchases)
        for action in self.actions:
            yield from (action.details.subject, action.details.note)


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that was not understood, or a row left out (`column` empty). `reason` is one of REASONS."""

    row: int
    column: str
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that an import would write, and what it would not."""

    contacts: tuple[PlannedContact, ...]
    refused: tuple[Refused, ...] = ()
    custom_labels: dict[str, str] = field(default_factory=dict)
    """Label by key of the shop's own fields that the mapping asks for, and that may have to be made."""

    @property
    def purchases(self) -> int:
        """How many purchases there are in all."""
        return sum(len(contact.purchases) for contact in self.contacts)

    @property
    def to_check(self) -> int:
        """How many contacts come with a text that says what the law does not want in a note (RGPD 9, 10)."""
        return sum(any(map(worst, contact.texts())) for contact in self.contacts)

    @property
    def cents(self) -> int:
        """The amount of all purchases."""
        return sum(purchase.amount_cents for contact in self.contacts for purchase in contact.purchases)
