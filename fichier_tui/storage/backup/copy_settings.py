"""Where copies go and how often, set by machine; and what is remembered of those that were made.

The settings are operations of the journal, which Ctrl+Z takes back. What is remembered is no operation: a copy that
was made does not make the file differ from that copy.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fichier_tui.domain.copies import EVERY_HOURS, HOURS, CopiesKnown, CopySettings, PlaceKnown
from fichier_tui.domain.permission import RESTORE
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import models
from fichier_tui.storage.backup.places import make_shelf
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting, kept_setting

KNOWN = "copies"
RESTORED = "restored"
MOST_CHECKED = 100


def _key(machine: str) -> str:
    return f"copies:{clean_line(machine)}"


def read_copy_settings(session: Session, machine: str) -> CopySettings:
    """Where copies of this file go from this machine, and how often."""
    kept = kept_setting(_key(machine), {})
    hours = kept.get("hours")
    return CopySettings(tuple(map(str, kept.get("places", ()))), hours if hours in HOURS else EVERY_HOURS)


def every_place(session: Session) -> tuple[str, ...]:
    """Where copies go, from whatever machine: a path may be another thing here, or nothing."""
    rows = session.database.connection().execute("SELECT value FROM setting WHERE key LIKE ?", (_key("") + "%",))
    return tuple(dict.fromkeys(str(place) for (value,) in rows for place in json.loads(value).get("places", ())))


def add_place(session: Session, machine: str, path: Path, folder: FichierFolder, fichier_id: str) -> CopySettings:
    """Copies go there too from now on; a folder for them is made there, or found again.

    Raises Refusal "copies.place_missing" ("copies.place_gone" for one that is set), "copies.place_own",
    "folder.readonly", "disk.full".
    """
    session.require(RESTORE)
    place = path.absolute()
    if place.is_relative_to(folder.path.absolute()):
        raise Refusal("copies.place_own", path=str(place))
    present = read_copy_settings(session, machine)
    if str(place) in present.places and not place.is_dir():
        raise Refusal("copies.place_gone", path=str(place))
    make_shelf(place, folder, fichier_id)
    places = (*(known for known in present.places if known != str(place)), str(place))
    return _keep(session, machine, dataclasses.replace(present, places=places), "copies.place_added", place.name)


def remove_place(session: Session, machine: str, place: str) -> CopySettings:
    """No copy goes there any more; those that are there stay there."""
    session.require(RESTORE)
    present = read_copy_settings(session, machine)
    places = tuple(known for known in present.places if known != place)
    return _keep(session, machine, dataclasses.replace(present, places=places), "copies.place_removed", place)


def copy_every(session: Session, machine: str, hours: int) -> CopySettings:
    """A copy is made after so many hours of use, one of `HOURS`."""
    session.require(RESTORE)
    if hours not in HOURS:
        raise Refusal("setting.wrong_kind", key="hours")
    present = read_copy_settings(session, machine)
    return _keep(session, machine, dataclasses.replace(present, hours=hours), "copies.every", str(hours))


def _keep(session: Session, machine: str, settings: CopySettings, verb: str, name: str) -> CopySettings:
    with session.operation(verb, name=clean_line(name)) as operation:
        keep_setting(operation, _key(machine), {"places": settings.places, "hours": settings.hours})
    return settings


@dataclass(frozen=True, slots=True)
class Restored:
    """The file was once a copy: when it was put back, and how far its journal had come then."""

    at: dt.datetime
    sequence: int

    def has_overtaken(self, made_at: dt.datetime, sequence: int) -> bool:
        """Whether a copy tells of a journal that went on from there otherwise, and was put aside with its file."""
        return made_at <= self.at and sequence > self.sequence


@dataclass(frozen=True, slots=True)
class PlacesKept:
    """Where copies go, of every machine: it belongs to the present, and outlives a copy put in the file's place."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    """What is set, by the key of each machine."""
    known: Mapping[str, Any] = field(default_factory=dict)
    """What is remembered of the places, by machine."""


def read_places_kept(session: Session) -> PlacesKept:
    """What a restored file takes over of the one whose place it takes."""
    rows = session.database.connection().execute("SELECT key, value FROM setting WHERE key LIKE ?", (_key("") + "%",))
    return PlacesKept({key: json.loads(value) for key, value in rows}, _known_document().get("places", {}))


def last_restore(session: Session) -> tuple[str, dt.datetime] | None:
    """The name of the copy that the file was made of last, and when; None where it never was."""
    query = models.JournalEntry.select().where(models.JournalEntry.verb == "file.restored")
    row = query.order_by(models.JournalEntry.id.desc()).first()
    return None if row is None else (str(json.loads(row.detail).get("name", "")), row.at)


def enter_restore(session: Session, copy: str, sequence: int, places: PlacesKept | None = None) -> None:
    """The file was made of this copy: a line of its journal says so. `places` are those of the one it replaces."""
    kept = places or PlacesKept()
    if kept.known:
        _remember(session, lambda known: known.update(places=dict(kept.known)))
    restores = [*kept_setting(RESTORED, ()), {"at": _text(session.now()), "sequence": sequence}]
    with session.operation("file.restored", name=clean_line(copy)) as operation:
        keep_setting(operation, RESTORED, restores)
        for key, settings in kept.settings.items():
            keep_setting(operation, key, settings)


def read_restores(session: Session) -> tuple[Restored, ...]:
    """Every time that the file was made of a copy, the oldest first."""
    row = session.database.execute_sql("SELECT value FROM setting WHERE key = ?", (RESTORED,)).fetchone()
    kept = [] if row is None else json.loads(row[0])
    return tuple(Restored(dt.datetime.fromisoformat(one["at"]), int(one["sequence"])) for one in kept)


# What is remembered


def read_copies_known(session: Session, machine: str) -> CopiesKnown:
    """What is remembered of the copies, and of the places of this machine."""
    kept = _known_document()
    drill = kept.get("drill", {})
    places = kept.get("places", {}).get(clean_line(machine), {})
    return CopiesKnown(
        made_at=_instant(kept.get("made_at")),
        sequence=int(kept.get("sequence", -1)),
        since=_instant(kept.get("since")),
        drilled_at=_instant(drill.get("at")),
        drill_code=str(drill.get("code", "")),
        drilled=str(drill.get("name", "")),
        held_for=str(kept.get("held_for", "")),
        checked={name: at for name, text in kept.get("checked", {}).items() if (at := _instant(text)) is not None},
        places={path: _place(place) for path, place in places.items()},
    )


def _place(kept: dict[str, Any]) -> PlaceKnown:
    return PlaceKnown(
        _instant(kept.get("good_at")), str(kept.get("name", "")), str(kept.get("code", "")), _instant(kept.get("since"))
    )


def copies_looked_at(session: Session) -> None:
    """Copies are looked after from today on: a file without any is not late on its first day."""
    if "since" not in _known_document():
        _remember(session, lambda kept: kept.setdefault("since", _text(session.now())))


def remember_copy(session: Session, name: str, sequence: int, *, rotation_held: bool = False) -> None:
    """A copy was made in the file's own folder, and verified; `rotation_held` as in `Backup`."""

    def change(kept: dict[str, Any]) -> None:
        kept["made_at"], kept["sequence"] = _text(session.now()), sequence
        kept["held_for"] = name if rotation_held else ""
        _note_checked(kept, name, session.now())

    _remember(session, change)


def remember_checked(session: Session, name: str) -> None:
    """A copy was read whole again, and is sound."""
    _remember(session, lambda kept: _note_checked(kept, name, session.now()))


def remember_drill(session: Session, name: str, code: str) -> None:
    """A copy was taken out and looked at; `code` is "" when it is sound."""

    def change(kept: dict[str, Any]) -> None:
        kept["drill"] = {"at": _text(session.now()), "name": name, "code": code}

    _remember(session, change)


def remember_place(session: Session, machine: str, place: str, code: str, name: str = "") -> None:
    """A copy of that name was found good in a place, or `code` says why there is none."""

    def change(kept: dict[str, Any]) -> None:
        of_machine = kept.setdefault("places", {}).setdefault(clean_line(machine), {})
        of_place = of_machine.setdefault(place, {"since": _text(session.now())})
        of_place["code"] = code
        if not code:
            of_place |= {"good_at": _text(session.now()), "name": name}

    _remember(session, change)


def _note_checked(kept: dict[str, Any], name: str, now: dt.datetime) -> None:
    checked = kept.get("checked", {}) | {name: _text(now)}
    latest = sorted(checked, key=lambda known: checked[known], reverse=True)[:MOST_CHECKED]
    kept["checked"] = {known: checked[known] for known in latest}


def _known_document() -> dict[str, Any]:
    row = models.Meta.get_or_none(models.Meta.key == KNOWN)
    kept: dict[str, Any] = {} if row is None else json.loads(row.value)
    return kept


def _remember(session: Session, change: Callable[[dict[str, Any]], object]) -> None:
    with session.database.atomic("IMMEDIATE"):
        kept = _known_document()
        change(kept)
        text = json.dumps(kept, ensure_ascii=False)
        models.Meta.insert(key=KNOWN, value=text).on_conflict_replace().execute()


def _text(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).isoformat(timespec="seconds")


def _instant(text: object) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if isinstance(text, str) and text else None
