"""`unshare -rm python -m tests.faults.small_disk FOLDER SIZES`: a real disk in memory, full at each size.

In a namespace of its own, so that a disk may be mounted there without any right on the machine. Prints JSON.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import keyring
from fichier_tui.storage.backup import list_backups, verify_backup
from fichier_tui.storage.backup.copies import keep_copy
from fichier_tui.storage.folder import FichierFolder
from tests.faults.opened import copied, is_sound, known, made, opened, wrong_with
from tests.faults.work import Work, written_since

ROOMY = 64 * 1024  # KiB
SMALLEST = 8  # KiB of room, then more and more
SMALL = 60
"""Things done in the file before."""


def resize(place: Path, kibibytes: int) -> None:
    """Give the disk that size."""
    subprocess.run(["mount", "-o", f"remount,size={kibibytes}k", place], check=True)


def used(place: Path) -> int:
    """KiB that its files take."""
    return sum(-(-path.stat().st_size // 4096) * 4 for path in place.rglob("*") if path.is_file())


class FullDisk:
    """One size: a day's work on it, what was said, and what was lost."""

    def __init__(self, place: Path, number: int) -> None:
        resize(place, ROOMY)
        self.place = place
        self.folder: FichierFolder = copied(place, f"Shop{number}", SMALL)
        self.said: Counter[str] = Counter()
        self.wrong: list[object] = []

    def tries(self, what: str, work: Callable[[], object]) -> None:
        """Do it; a refusal is counted, anything else that is raised is a fault."""
        try:
            work()
        except Refusal as refusal:
            self.said[refusal.code] += 1
        except Exception as error:
            self.wrong.append((what, type(error).__name__, str(error)))

    def day(self, room: int) -> None:
        """Open, work, copy, save the keyring with so many KiB of room; then make room, and look at everything."""
        file = opened(self.folder, SMALL)
        acknowledged, entry = known(file)
        file.close()
        resize(self.place, used(self.place) + room)
        self.tries("open", lambda: opened(self.folder, SMALL).close())
        resize(self.place, max(used(self.place) + room, used(self.place) + 96))
        file = opened(self.folder, SMALL)
        resize(self.place, used(self.place) + room)
        work = file.call(lambda session: Work(session, room))

        def step() -> None:
            nonlocal entry
            file.call(lambda _session: work.step())
            acknowledged.update(file.call(written_since, entry))
            entry = file.call(lambda session: session.last_entry())

        for _step in range(40):
            self.tries("step", step)
        present = {name: row for name, row in acknowledged.items() if row is not None}
        self.wrong += wrong_with(file, present, entry)  # full as it is, everything can still be read
        self.tries("copy", lambda: file.call(keep_copy, self.folder, made(SMALL).unlocked))
        self.tries("keyring", lambda: keyring.save(self.folder, keyring.load(self.folder)))
        resize(self.place, ROOMY)
        self.tries("work again", step)
        if not is_sound(file):
            self.wrong.append("unsound")
        file.close()
        for path, _name in list_backups(self.folder):
            verify_backup(path, made(SMALL).unlocked)
        left = [path.name for path in self.folder.path.rglob(".*")]
        if left:
            self.wrong.append(("left over", left))
        file = opened(self.folder, SMALL)
        present = {name: row for name, row in acknowledged.items() if row is not None}
        self.wrong += wrong_with(file, present, entry)
        file.close()


def main(place: Path, sizes: int) -> None:
    """Try so many sizes on a disk mounted at `place`."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOMY}k", "none", place], check=True)
    said: Counter[str] = Counter()
    wrong: list[object] = []
    for number in range(sizes):
        disk = FullDisk(place, number)
        disk.day(SMALLEST + number * 1_200 // sizes)
        shutil.rmtree(disk.folder.path)
        said += disk.said
        wrong += disk.wrong
    sys.stdout.write(json.dumps({"said": said, "wrong": wrong}, default=str))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
