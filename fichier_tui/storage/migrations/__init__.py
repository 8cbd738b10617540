"""Steps from one version of the file to the next. A step that has been released is never changed: another is added.

Each step is an `.sql` file beside this one, run in one transaction together with the new version number, and with the
function of its name in `_AFTERWARDS` for what SQL cannot reckon. Such a function reads and writes by SQL alone: the
models are those of a later day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.connection import APPLICATION_ID, Database, pragma
from fichier_tui.storage.journal.chaining import chain_everything

STEPS: tuple[Path, ...] = tuple(sorted(Path(__file__).parent.glob("m*.sql")))
CURRENT_VERSION = len(STEPS)
# After these steps the summaries and search words of every contact are reckoned anew: minutes for 1,000,000 of them.
_SUMMARIES_ANEW = ("m0001_first", "m0002_search", "m0005_sounds")
_AFTERWARDS: Mapping[str, Callable[[Database], None]] = {"journal_chain": chain_everything}


def version_of(database: Database) -> int:
    """The version of the file's tables: 0 for a new one."""
    return int(pragma(database, "user_version"))


def pending(database: Database) -> int:
    """How many steps are to be run. Raises Refusal("file.newer") for a file of a later program."""
    version = version_of(database)
    if version > CURRENT_VERSION:
        path = str(Path(database.database).parent)
        raise Refusal("file.newer", path=path, version=version, known=CURRENT_VERSION)
    return CURRENT_VERSION - version


def leaves_summaries_stale(database: Database) -> bool:
    """Whether one of the steps that the file lacks asks for summaries and search words to be reckoned anew."""
    return any(step.stem in _SUMMARIES_ANEW for step in STEPS[version_of(database) :])


def migrate(database: Database, until: int = CURRENT_VERSION) -> None:
    """Run the steps that the file lacks, each wholly or not at all, up to the version `until`."""
    for number in range(version_of(database) + 1, until + 1):
        with database.atomic("IMMEDIATE"):
            if version_of(database) >= number:  # another program did it while this one waited
                continue
            for statement in statements(STEPS[number - 1]):
                database.execute_sql(statement)
            if (reckoning := _AFTERWARDS.get(STEPS[number - 1].stem.partition("_")[2])) is not None:
                reckoning(database)
            database.execute_sql(f"PRAGMA user_version = {number}")
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def statements(step: Path) -> list[str]:
    """The statements of a step: they are separated by a semicolon at the end of a line."""
    text = step.read_text(encoding="utf-8")
    return [part.strip() for part in text.split(";\n") if part.strip()]
