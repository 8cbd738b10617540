"""Where a file lies, from what the system says of it: mounts, drives, what lies in the folders above.

Reads a few names and the table of mounts, never a byte of the file; what cannot be read is as if it were not there.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from fichier_tui.domain.file_place import (
    NETWORK,
    FilePlace,
    Mount,
    PlaceFacts,
    conflict_copies,
    judge_place,
)

MOUNTS = Path("/proc/self/mounts")
NAMES_READ = 2_000
"""Names of one folder that are looked at: what marks it stands among the first, and a folder may hold millions."""
_OCTAL = re.compile(r"\\([0-7]{3})")
# "//lea@server/share on /Volumes/share (smbfs, nodev, nosuid)", the lines of macOS's `mount`.
_LINE_OF_MACOS = re.compile(r"(?P<source>.*?) on (?P<point>/.*) \((?P<kind>[^,)]+).*\)")
_REMOTE_DRIVE = 4  # GetDriveTypeW
_ONEDRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def look_at_place(path: Path) -> FilePlace:
    """Where the file at `path` lies, or would lie once it is made."""
    return judge_place(facts_of(path))


def look_for_conflicts(folder: Path) -> tuple[str, ...]:
    """Copies in conflict that a program left beside the base of a file."""
    return conflict_copies(_names_in(folder))


def is_on_network(path: Path) -> bool:
    """Whether the file lies on another computer's disk."""
    return judge_place(_mounted(path)).kind == NETWORK


def facts_of(path: Path) -> PlaceFacts:
    """What the system says of a path, there or not yet."""
    mounted = _mounted(path)
    place = Path(mounted.path)
    names = {str(folder): _names_in(folder) for folder in (place, *place.parents)}
    synced = {os.environ[name]: "OneDrive" for name in _ONEDRIVE if os.environ.get(name)}
    return PlaceFacts(mounted.path, mounted.mounts, names, mounted.on_windows, mounted.remote_drive, synced)


def _mounted(path: Path) -> PlaceFacts:
    on_windows = sys.platform == "win32"
    # Through links: a file is in danger where it is, not where it is called from.
    with suppress(OSError, RuntimeError):
        path = path.resolve()
    path = path.absolute()
    return PlaceFacts(
        str(path), read_mounts(), on_windows=on_windows, remote_drive=on_windows and _is_remote_drive(path.drive)
    )


def read_mounts() -> tuple[Mount, ...]:
    """The table of mounts; empty where there is none (Windows), or where it cannot be read."""
    if sys.platform == "darwin":
        with suppress(OSError, subprocess.SubprocessError):
            said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=True).stdout
            return mounts_of_macos(said)
        return ()
    with suppress(OSError):
        return mounts_of_linux(MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    return ()


def mounts_of_linux(table: str) -> tuple[Mount, ...]:
    """The lines of /proc/self/mounts; a space in a name is written as three octal figures there."""
    lines = (line.split(" ") for line in table.splitlines())
    return tuple(Mount(_unescaped(line[1]), line[2], _unescaped(line[0])) for line in lines if len(line) >= 3)


def mounts_of_macos(said: str) -> tuple[Mount, ...]:
    """The lines of `mount` on macOS."""
    found = (_LINE_OF_MACOS.fullmatch(line) for line in said.splitlines())
    return tuple(Mount(line["point"], line["kind"], line["source"]) for line in found if line)


def _unescaped(text: str) -> str:
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), text)


def _names_in(folder: Path) -> tuple[str, ...]:
    names: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == ".dropbox" and entry.is_dir():
                continue  # in somebody's home: the program's settings; in the folder kept in step it is a file
            names.append(entry.name)
            if len(names) >= NAMES_READ:
                break
    return tuple(names)


def _is_remote_drive(drive: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE)
    return False
