"""Which column means what: proposed from the headings and the values, changed by the user, remembered as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from fichier_tui.domain.import_fields import (
    CUSTOM_PREFIX,
    FIELDS,
    KEEP,
    PURCHASE_FIELDS,
    REPEATED,
    SECOND,
    heading_key,
    known_field,
)
from fichier_tui.domain.import_values import Cell, plain, read_civility, read_yes_no
from fichier_tui.domain.phone import read_french_phone
from fichier_tui.domain.text import fold

# Why a column is proposed as it is.
BY_HEADING, BY_WORDS, BY_VALUES, REMEMBERED, CHOSEN, UNKNOWN = (
    "heading",
    "words",
    "values",
    "remembered",
    "chosen",
    "unknown",
)
_CONFIDENCE = {BY_HEADING: 100, REMEMBERED: 100, CHOSEN: 100, BY_WORDS: 80, BY_VALUES: 70, UNKNOWN: 0}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
_CONSENT = re.compile(
    r"\b(accord|accords|consent|consentement|optin|opt in|accepte|acceptes|prospection|rgpd|autorise)\b"
)
_OPPOSED = re.compile(
    r"\b(refuse|refus|opposition|oppose|optout|opt out|blacklist|blacklisted|unsubscribed|stop|ne pas)\b"
)
_CHANNELS = (
    ("email", re.compile(r"\b(e ?mails?|mails?|courriels?|newsletters?|emailing)\b")),
    ("sms", re.compile(r"\b(sms|textos?)\b")),
    ("phone", re.compile(r"\b(tel|telephone|telephonique|appels?|appeler|call|phone)\b")),
    ("post", re.compile(r"\b(courriers?|post|postal|postale|mailing)\b")),
)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column: the field that it fills (a code of domain.import_fields, or "custom:" + a key).

    `slot` counts the purchases that stand side by side on one row; `confidence` is per cent; `reason` says where
    the proposal comes from.
    """

    heading: str
    field: str
    slot: int = 1
    reason: str = UNKNOWN

    @property
    def confidence(self) -> int:
        """How sure the proposal is, per cent."""
        return _CONFIDENCE[self.reason]


@dataclass(frozen=True, slots=True)
class Mapping:
    """All the columns of a table, in order."""

    columns: tuple[MappedColumn, ...]

    @property
    def signature(self) -> str:
        """By what the mapping is remembered: the folded headings."""
        return signature(column.heading for column in self.columns)

    def changed(self, place: int, field: str, slot: int = 1) -> Mapping:
        """The mapping with the column at `place` (from 0) filling another field, as the user chose."""
        columns = list(self.columns)
        columns[place] = replace(columns[place], field=field, slot=slot, reason=CHOSEN)
        return Mapping(tuple(columns))

    def to_json(self) -> str:
        """The mapping as text, to be remembered under its signature."""
        return json.dumps([[column.heading, column.field, column.slot] for column in self.columns], ensure_ascii=False)

    def fields(self) -> frozenset[str]:
        """The fields that some column fills."""
        return frozenset(column.field for column in self.columns)


def signature(headings: Iterable[str]) -> str:
    """What is alike in two exports of one program: the headings, folded."""
    return "|".join(map(heading_key, headings))


def remembered_mapping(text: str, headings: Sequence[str]) -> Mapping | None:
    """The mapping kept as `text` (`Mapping.to_json`) for these headings; None where it is not for them."""
    try:
        kept = [
            MappedColumn(str(heading), str(field), int(slot), REMEMBERED) for heading, field, slot in json.loads(text)
        ]
    except (ValueError, TypeError):
        return None
    fits = signature(column.heading for column in kept) == signature(headings)
    known = all(column.field in FIELDS or column.field.startswith(CUSTOM_PREFIX) for column in kept)
    return Mapping(tuple(kept)) if fits and known else None


def propose_mapping(headings: Sequence[str], samples: Sequence[Sequence[Cell]]) -> Mapping:
    """What each column seems to mean. `samples` holds for each column some of its cells, blanks among them or not.

    What is not known stays: its cells go to the import note ("keep").
    """
    filled = [[cell for cell in cells if cell != ""] for cells in samples]
    columns = [_propose(heading, cells) for heading, cells in zip(headings, filled, strict=True)]
    columns = _settle_names(columns, filled)
    columns = _settle_status(columns)
    return Mapping(tuple(_settle_purchases(_settle_repeats(columns))))


def _propose(heading: str, cells: Sequence[Cell]) -> MappedColumn:
    """One column, looked at alone."""
    key = heading_key(heading)
    if key in ("titre", "title"):
        civil = not cells or _share(cells, lambda cell: read_civility(cell) is not None) > 0.5
        return MappedColumn(heading, "civility" if civil else "job_title", reason=BY_HEADING)
    if key in ("client", "clients") and _share(cells, _is_flag) > 0.9:
        return MappedColumn(heading, "contact_type", reason=BY_HEADING)
    field = known_field(heading)
    if field == "street" and _share(cells, _is_email) > 0.5:
        return MappedColumn(heading, "email", reason=BY_VALUES)
    if field == "consent_email" and cells and _share(cells, lambda cell: read_yes_no(cell) is not None) < 0.3:
        return MappedColumn(heading, KEEP)
    if field is not None:
        return MappedColumn(heading, field, reason=BY_HEADING)
    field = _consent_field(fold(heading))
    if field is not None:
        return MappedColumn(heading, field, reason=BY_WORDS)
    field = _field_of_values(cells)
    return MappedColumn(heading, field, reason=BY_VALUES) if field else MappedColumn(heading, KEEP)


def _share(cells: Sequence[Cell], holds: Callable[[Cell], bool]) -> float:
    """Which part of the cells a question holds for; 0 where there are none."""
    return sum(map(holds, cells)) / len(cells) if cells else 0.0


def _is_email(cell: Cell) -> bool:
    """Whether a cell looks like an e-mail address."""
    return isinstance(cell, str) and _EMAIL.fullmatch(cell) is not None


def _is_phone(cell: Cell) -> bool:
    """Whether a cell looks like a French telephone number."""
    return read_french_phone(plain(cell)) is not None


def _is_flag(cell: Cell) -> bool:
    """Whether a cell is a code such as 0 to 3, or yes or no, and so no name."""
    return read_yes_no(cell) is not None or plain(cell) in ("2", "3")


def _consent_field(words: str) -> str | None:
    """The consent that a heading speaks of: "J'accepte les SMS", "RGPD mail"."""
    opposed = _OPPOSED.search(words)
    if opposed is None and _CONSENT.search(words) is None:
        return None
    channel = next((channel for channel, pattern in _CHANNELS if pattern.search(words)), None)
    return None if channel is None else f"{'opposed' if opposed else 'consent'}_{channel}"


def _field_of_values(cells: Sequence[Cell]) -> str | None:
    """The field that the values alone tell."""
    if _share(cells, _is_email) > 0.6:
        return "email"
    if _share(cells, _is_phone) > 0.8:
        return "phone"
    return (
        "civility"
        if _share(cells, lambda cell: isinstance(cell, str) and read_civility(cell) is not None) > 0.8
        else None
    )


def _settle_names(columns: list[MappedColumn], filled: Sequence[Sequence[Cell]]) -> list[MappedColumn]:
    """ "Nom" is the full name where no column is the first name, or where another is the family name."""
    fields = [column.field for column in columns]
    first_names = "first_name" in fields
    last_names = fields.count("last_name")
    settled = []
    for column, cells in zip(columns, filled, strict=True):
        if column.field == "last_name" and (
            (not first_names and _share(cells, lambda cell: " " in plain(cell)) > 0.3)
            or (last_names > 1 and heading_key(column.heading) == "nom")
        ):
            column = replace(column, field="full_name", reason=BY_VALUES)
        settled.append(column)
    return settled


def _settle_status(columns: list[MappedColumn]) -> list[MappedColumn]:
    """ "Status" is that of a booking where there are bookings, else the kind of contact."""
    booked = any(column.field in ("purchase_day", "purchase_reference") for column in columns)
    return [
        replace(column, field="contact_type") if column.field == "purchase_status" and not booked else column
        for column in columns
    ]


def _settle_repeats(columns: list[MappedColumn]) -> list[MappedColumn]:
    """Headings that occur twice: the second address is that of work, a second purchase has its own slot."""
    seen: dict[str, int] = {}
    settled = []
    for column in columns:
        field = column.field
        if field in seen and field not in REPEATED:
            if field in PURCHASE_FIELDS or field == "full_name":
                seen[field] += 1
                column = replace(column, slot=seen[field])
            else:
                field = SECOND.get(field, KEEP)
                field = KEEP if field in seen and field not in REPEATED else field
                column = replace(column, field=field, reason=UNKNOWN if field == KEEP else column.reason)
        seen.setdefault(field, 1)
        settled.append(column)
    return settled


def _settle_purchases(columns: list[MappedColumn]) -> list[MappedColumn]:
    """An amount with no day is no purchase (a turnover, a mean basket), a day with nothing bought neither."""
    days = {column.slot for column in columns if column.field == "purchase_day"}
    goods = {
        column.slot
        for column in columns
        if column.field in ("purchase_amount", "purchase_product", "purchase_reference", "purchase_end")
    }
    # "Date achat 1, Montant 1, Montant 2": the day of the first slot stands for all.
    whole = goods if days else set()
    return [
        replace(column, field=KEEP, slot=1, reason=UNKNOWN)
        if column.field in PURCHASE_FIELDS and (column.slot not in whole or not goods)
        else column
        for column in columns
    ]
