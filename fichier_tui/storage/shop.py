"""What the shop has set, kept in the file with the rest: its name, its language, its thresholds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from fichier_tui.domain.contact import INACTIVE_AFTER_DAYS
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import models
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The settings that go with the file; those of one machine (theme) are elsewhere."""

    business: str = ""
    """The name of the business."""
    language: str = "fr"
    """The language of the screens until somebody chooses another on that machine."""
    country: str = "FR"
    """Where numbers without a prefix are dialled, ISO 3166-1 alpha-2."""
    inactive_after_days: int = INACTIVE_AFTER_DAYS
    """A client who bought nothing for longer is inactive."""
    opening_hour: str = "09:00"
    closing_hour: str = "18:00"
    opening_days: str = "12345"
    """The weekdays on which it receives, Monday 1; never on a public holiday."""
    templates: tuple[tuple[str, str], ...] = (("", "v"),)
    """The name and the line of each template, from Alt+1 on. Written by `storage.letters.templates`."""
    loyalty_points_per_euro: int = 0
    """Points for each `loyalty_per_euros` euros of a purchase; 0 where the shop has no loyalty points."""
    loyalty_per_euros: int = 1
    loyalty_rewards: tuple[tuple[str, int], ...] = ()
    """The name of each reward and its points, the cheapest first. Written by `storage.loyalty`."""
    season_years: int = 3
    """How many years running the same purchase makes a habit of the season; at least two."""
    season_weeks_ahead: int = 6
    """How many weeks before its season a purchase is proposed."""
    season_weeks_around: int = 3
    """How many weeks before or after the same day of the year a purchase of the season may lie."""
    informs_at_sale: bool = False
    """Whether each client is told, as it gives its address, of messages on similar products, and may refuse (R09)."""
    controller_address: str = ""
    """Of who answers for the file (RGPD 30): what the register of processing cannot know by itself."""
    controller_email: str = ""
    controller_phone: str = ""
    controller_name: str = ""
    """The person who answers for it: the owner, the manager."""
    dpo: str = ""
    """The data protection officer and how to reach them; empty where there is none, as most small businesses have."""
    transfers: str = ""
    """Countries outside the European Union that data goes to, with what covers it; empty for none."""
    notes_reviewed_on: str = ""
    """The day the notes were last gone through (CNIL, 28 Feb 2019), ISO. By `storage.rights.notes_to_review`."""
    hidden_fields: tuple[str, ...] = ()
    """Built-in fields that the form of a contact leaves out, codes. Written by `storage.field_purposes`."""
    calendar_path: str = ""
    """The calendar file that is kept up to date meanwhile; empty for none. By `storage.actions.calendar_kept`."""
    calendar_machine: str = ""
    """The machine that keeps it: the path is one of that machine."""
    calendar_names: bool = False
    """Whether it names contacts."""
    calendar_tasks: bool = False
    """Whether it holds what is no appointment, too."""


def read_settings(session: Session) -> ShopSettings:
    """What is set, defaults included."""
    stored = {row.key: json.loads(row.value) for row in models.Setting.select()}
    known = {field.name for field in fields(ShopSettings)}
    return ShopSettings(**{key: _as_set(value) for key, value in stored.items() if key in known})


def _as_set(value: Any) -> Any:
    """What JSON keeps as lists is given out as tuples."""
    return tuple(map(_as_set, value)) if isinstance(value, list) else value


def change_setting(session: Session, key: str, value: str | int) -> ShopSettings:
    """Set one thing. Raises Refusal("setting.unknown") or Refusal("setting.wrong_kind")."""
    session.require(SETTINGS)
    return change_settings(session, {key: value}, key)


def change_settings(session: Session, values: Mapping[str, str | int], name: str) -> ShopSettings:
    """Set several things in one operation, which the journal knows by `name`. Raises as `change_setting`."""
    session.require(SETTINGS)
    kinds = {field.name: type(field.default) for field in fields(ShopSettings)}
    for key, value in values.items():
        if key not in kinds:
            raise Refusal("setting.unknown", key=key)
        if not isinstance(value, kinds[key]):
            raise Refusal("setting.wrong_kind", key=key)
    with session.operation("setting.changed", key=name) as operation:
        for key, value in values.items():
            keep_setting(operation, key, clean_line(value) if isinstance(value, str) else value)
    return read_settings(session)
