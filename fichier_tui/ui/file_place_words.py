"""Where a file lies, in words: in a few for the settings, in a sentence, and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence

from fichier_tui.domain.file_place import NETWORK, SYNCED, FilePlace
from fichier_tui.i18n import _, ngettext


def place_state(place: FilePlace) -> str:
    """ "on this computer", "! on a network share (SMB)", "! in a folder of Dropbox"."""
    match place.kind:
        case "network":
            return _("! on a network share ({by})").format(by=place.by)
        case "synced":
            return _("! in a folder of {by}").format(by=place.by)
        case _:
            return _("on a disk of this computer")


def place_warning(place: FilePlace) -> str:
    """The danger, in one sentence; "" for a disk of this computer."""
    if place.kind == NETWORK:
        words = _("The file lies on a network share ({by}): one program at a time may open it there.")
    elif place.kind == SYNCED:
        words = _(
            "The file lies in a folder that {by} copies elsewhere while it is written: such copies are torn, and two "
            "computers that write leave two versions."
        )
    else:
        return ""
    return words.format(by=place.by)


def place_explained(place: FilePlace) -> tuple[str, ...]:
    """What is in danger and what to do instead, a paragraph each."""
    if place.kind == NETWORK:
        more: tuple[str, ...] = (
            _(
                "Two computers writing there at once would damage it: it is locked while it is open, and each save is "
                "slower. A cut of the network may interrupt your work."
            ),
            _(
                "Better: keep the file on this computer's own disk, and have the safety copies go to the share. For "
                "two counters, open it over SSH on the computer that holds it: all write there at once, safely."
            ),
        )
    elif place.kind == SYNCED:
        more = (
            _(
                "Better: close the program and move the whole folder to this computer's own disk, and have the safety "
                "copies go to the folder of {by}: those are whole, read again and encrypted."
            ),
        )
    else:
        return (_("The file lies on a disk of this computer: several programs may write in it at once."),)
    return (place_warning(place), *(words.format(by=place.by) for words in more))


def conflict_steps(names: Sequence[str]) -> str:
    """How one looks into a copy in conflict, and brings over what it alone holds; "" where there are none."""
    return (
        _(
            "To see what it holds: close the program, copy the whole folder elsewhere, delete base.db, base.db-wal and "
            "base.db-shm in that copy, give the other version the name base.db there, and open it. What it alone holds "
            "leaves it by an export and comes in here by an import."
        )
        if names
        else ""
    )


def conflict_words(names: Sequence[str]) -> str:
    """That copies in conflict lie beside the file; "" where there are none."""
    if not names:
        return ""
    return ngettext(
        "Beside the file lies another version of it, made by a program that keeps folders in step: {names}. "
        "Do not delete it before you have compared the two.",
        "Beside the file lie {count} other versions of it, made by a program that keeps folders in step: {names}. "
        "Do not delete them before you have compared them all.",
        len(names),
    ).format(count=len(names), names=", ".join(names))
