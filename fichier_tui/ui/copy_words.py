"""The words for the safety copies: why one was made, what differs since, how big it is, how a place is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from fichier_tui.domain.backup_rotation import BackupName, read_backup_name
from fichier_tui.domain.copies import CopiesKnown, PlaceKnown
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.backup.copy_list import KeptCopy
from fichier_tui.storage.backup.restores import Difference
from fichier_tui.ui import format as written
from fichier_tui.ui.copies_kept import place_name
from fichier_tui.ui.words import sentence

BEFORE = {
    "": N_("usual"),
    "erasure": N_("before an erasure"),
    "import": N_("before an import"),
    "migration": N_("before a new version"),
    "rekey": N_("before a new key"),
    "restore": N_("before a restore"),
    "retention": N_("before old contacts left"),
}
PLACE_FAULTS = {
    "copies.place_gone": N_("not there now"),
    "copies.place_unsound": N_("gives back something else than was written"),
    "disk.full": N_("full"),
    "disk.faulty": N_("answers with errors"),
    "folder.readonly": N_("cannot be written to"),
}
MEGABYTE = 1_000_000


def why(before: str) -> str:
    """What a copy was made for; a word of a newer version is shown as it is."""
    return _(BEFORE[before]) if before in BEFORE else before


def size(count: int) -> str:
    """ "12.4 MB"."""
    return _("{count} MB").format(count=written.number(count / MEGABYTE, 1))


def when(copy: KeptCopy) -> str:
    """The day and the hour of a copy; of the clock of its machine, where it cannot be read."""
    return _moment(copy.name) if copy.manifest is None else written.instant(copy.manifest.made_at)


def named(name: str) -> str:
    """The same of a copy known by the name of its file; that name, where it is none of a copy."""
    read = read_backup_name(name)
    return name if read is None else _moment(read)


def _moment(name: BackupName) -> str:
    clock = written.clock(f"{name.time[:2]}:{name.time[2:4]}")
    return _("{day} at {time}").format(day=written.day(name.day), time=clock)


def since(differences: Iterable[Difference]) -> str:
    """What was added and removed since a copy: "+12 contacts, −3 visits"."""
    return ", ".join(_one(difference) for difference in differences) or _("as now")


def _one(difference: Difference) -> str:
    if not difference.count:
        return _("another journal")
    sign = "+" if difference.count > 0 else written.MINUS
    return sign + rows_words(difference.table, abs(difference.count))


def rows_words(table: str, count: int) -> str:
    """So many rows of one of the tables by which two states are told apart: "12 contacts"."""
    words = {
        "contact": ngettext("{count} contact", "{count} contacts", count),
        "visit": ngettext("{count} visit", "{count} visits", count),
        "purchase": ngettext("{count} purchase", "{count} purchases", count),
        "action": ngettext("{count} action", "{count} actions", count),
        "note": ngettext("{count} note", "{count} notes", count),
        "journal_entry": ngettext("{count} journal line", "{count} journal lines", count),
    }[table]
    return words.format(count=written.number(count))


def how_long_ago(instant: dt.datetime, today: dt.date) -> str:
    """ "today at 14 h 30", "3 days ago"."""
    local = instant.astimezone()
    if local.date() == today:
        return _("today at {time}").format(time=written.clock(f"{local:%H:%M}"))
    return written.relative(local.date(), today)


def last_copy(known: CopiesKnown, today: dt.date) -> str:
    """When the last good copy was made."""
    if known.made_at is None:
        return _("No safety copy yet: N makes one.")
    return _("Last good copy: {when}.").format(when=how_long_ago(known.made_at, today))


def last_drill(known: CopiesKnown) -> str:
    """When a copy was taken out for the last time, and whether it was sound."""
    if known.drilled_at is None:
        return _("No restore drill yet: X makes one.")
    day, copy = written.day(known.drilled_at.astimezone().date()), named(known.drilled)
    if known.drill_code:
        failed = _("Last restore drill: {day} (copy of {copy}): failed.").format(day=day, copy=copy)
        return " ".join((failed, sentence(Refusal(known.drill_code, path=copy))))
    return _("Last restore drill: {day} (copy of {copy}): sound.").format(day=day, copy=copy)


def kept_in_doubt(known: CopiesKnown, count: int) -> str:
    """Why copies whose turn to go has come stay; "" where the newest is as big as it should be."""
    if not known.held_for:
        return ""
    small = _("The copy of {copy} is less than half the size of the one before.").format(copy=named(known.held_for))
    if not count:
        return " ".join((small, _("Look at what it holds: nothing old is thrown away for it.")))
    words = ngettext(
        "{count} old copy stays for it although its turn to go has come: see first what is missing.",
        "{count} old copies stay for it although their turn to go has come: see first what is missing.",
        count,
    )
    return " ".join((small, words.format(count=written.number(count))))


def place_state(place: str, known: CopiesKnown, today: dt.date, *, is_there: bool = True) -> tuple[str, bool]:
    """How a place is, and whether that is well; `is_there` is what the disk said just now."""
    of_place = known.places.get(place, PlaceKnown())
    last = (
        _("last copy there: {when}").format(when=how_long_ago(of_place.good_at, today))
        if of_place.good_at is not None
        else _("no copy there yet")
    )
    code = of_place.code if is_there else "copies.place_gone"
    if not code:
        return last, True
    fault = PLACE_FAULTS.get(code)
    return f"{_(fault) if fault else sentence(Refusal(code, path=place))} · {last}", False


def where(copy: KeptCopy) -> str:
    """The places of a copy: "here, USB"."""
    return ", ".join(place_name(place) if place else _("here") for place in copy.places)


def every(hours: int) -> str:
    """How often a copy is made."""
    return ngettext("every {count} hour", "every {count} hours", hours).format(count=hours)


def copies_words(count: int) -> str:
    """ "14 safety copies"."""
    return ngettext("{count} safety copy", "{count} safety copies", count).format(count=written.number(count))
