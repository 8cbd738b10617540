"""The register of processing that RGPD 30 asks for, as the file knows it: codes and figures, worded by the rooms above.

What the program can see of itself is never asked for: the purposes that are really used, the data really there, who
got any, for how long, how it is kept safe. The rest is typed once and kept (`Controller`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from fichier_tui.domain.field_use import FieldUse

CLIENTS, PLANNING, OFFERS, LOYALTY, OPINIONS, ACCOUNTS, RIGHTS, SAFETY = ACTIVITIES = (
    "clients",
    "planning",
    "offers",
    "loyalty",
    "opinions",
    "accounts",
    "rights",
    "safety",
)
CLIENT, PROSPECT, COMPANY, STAFF = PEOPLE = ("client", "prospect", "company", "staff")
EXPORTED, SENT, SERVER = ("exported", "sent", "server")


@dataclass(frozen=True, slots=True)
class Controller:
    """Who answers for the file. Only the name of the business is always there."""

    business: str
    name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    dpo: str = ""
    transfers: str = ""

    def missing(self) -> tuple[str, ...]:
        """What the article asks for and nobody has typed yet; a DPO and transfers may well not exist."""
        asked = {"business": self.business, "name": self.name, "address": self.address}
        return (
            *(name for name, value in asked.items() if not value),
            *(() if self.email or self.phone else ("contact",)),
        )


@dataclass(frozen=True, slots=True)
class Activity:
    """One processing: what for, on which ground, of whom, with which data (codes of fields), for how long."""

    code: str
    basis: str
    people: tuple[str, ...]
    data: tuple[str, ...]
    retention: tuple[str, ...]
    """Codes of `domain.retention.CATEGORIES`."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who, or what, got data: why or by which way, how often, how many contacts in all, when last."""

    kind: str
    name: str
    times: int
    contacts: int
    last_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """How this very file is kept safe, as it is today."""

    members: int
    owners: int
    key_generation: int
    journal_lines: int
    last_copy_on: dt.date | None = None
    own_places: int = 0
    """Further places that copies go to."""


@dataclass(frozen=True, slots=True)
class ProcessingRegister:
    """The whole register, on a day."""

    day: dt.date
    controller: Controller
    activities: tuple[Activity, ...]
    fields: tuple[FieldUse, ...]
    recipients: tuple[Recipient, ...]
    measures: Measures
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many people of each kind of `PEOPLE`."""
    chosen: Mapping[str, int] = field(default_factory=dict)
    """The times that the shop chose (`domain.retention`)."""

    def own_fields(self) -> tuple[FieldUse, ...]:
        """The shop's own fields that hold something, with their purposes."""
        return tuple(use for use in self.fields if use.own and use.filled)


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A line of the register of exports. `left_out` is how many by (reason, rule)."""

    id: int
    at: dt.datetime
    staff: str
    format: str
    contacts: int
    purpose: str
    name: str
    channel: str = ""
    aim: str = ""
    left_out: Mapping[tuple[str, str], int] = field(default_factory=dict)
