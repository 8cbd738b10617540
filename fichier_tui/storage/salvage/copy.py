"""What the newest sound copy of a damaged file holds, wherever copies of it are."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.backup import container, list_backups, verify_backup
from fichier_tui.storage.backup.checking import open_encrypted
from fichier_tui.storage.backup.manifest import BackupManifest
from fichier_tui.storage.backup.places import copies_in
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.keyring.opening import raw_key
from fichier_tui.storage.salvage.pages import Pages
from fichier_tui.storage.salvage.rows import Value, read_tree
from fichier_tui.storage.salvage.tables import roots_of, shapes_of

Row = dict[str, Value]
_COPIES = "copies:"
"""How the setting begins that names the places of a machine (`backup.copy_settings`)."""


@dataclass
class Copy:
    """What a copy holds: its last journal entry, its version, where its tables begin; its rows when they are asked for.

    One without a connection is that of no copy.
    """

    sequence: int = 0
    version: int = 0
    roots: dict[str, int] = field(default_factory=dict)
    connection: Any = None
    tables: frozenset[str] = frozenset()
    """Those whose rows are the file's own, not reckoned."""

    def numbers(self, table: str) -> set[int]:
        """The numbers of its rows of a table."""
        if table not in self.tables:
            return set()
        return {number for (number,) in self.connection.execute(f'SELECT rowid FROM "{table}"')}

    def row(self, table: str, number: int) -> Row | None:
        """One row; None where it has none of that number."""
        if table not in self.tables:
            return None
        cursor = self.connection.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', (number,))
        values = cursor.fetchone()
        return None if values is None else dict(zip((one[0] for one in cursor.description), values, strict=True))

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table."""
        if table in self.tables:
            cursor = self.connection.execute(f'SELECT * FROM "{table}"')
            names = [one[0] for one in cursor.description]
            yield from (dict(zip(names, values, strict=True)) for values in cursor)


@contextmanager
def newest_copy(
    place: FichierFolder, key: UnlockedKey, scratch: Path, places: Sequence[Path], chosen: Path | None = None
) -> Iterator[tuple[Copy, Path | None]]:
    """The newest copy that is sound and of this key, taken out into `scratch`, and where it lies; none where there is
    none.

    Looked for beside the file and in `places`, as far as they are there; `chosen` is the one that is wanted, and
    raises the refusals of `verify_backup`.
    """
    found = _newest_sound(place, key, scratch, places) if chosen is None else _sound(chosen, key, scratch)
    if found is None:
        yield Copy(), None
        return
    path, manifest = found
    taken_out = scratch / f".{secrets.token_hex(8)}.part"
    try:
        with container.open_container(path) as archive:
            container.extract(archive, container.BASE, taken_out)
        with open_encrypted(taken_out, raw_key(key.dek)) as connection:
            tables = frozenset(name for name, shape in shapes_of(connection).items() if shape.kept)
            roots = roots_of(connection)
            yield Copy(manifest.journal_sequence, manifest.schema_version, roots, connection, tables), path
    finally:
        taken_out.unlink(missing_ok=True)


def _newest_sound(
    place: FichierFolder, key: UnlockedKey, scratch: Path, places: Sequence[Path]
) -> tuple[Path, BackupManifest] | None:
    copies = [*list_backups(place), *(copy for one in places for copy in copies_in(one, key.fichier_id))]
    # By the journal and not by the clock, which may have been set back since; the file's own first.
    for path, _name in sorted(copies, key=lambda one: (one[1].generation, one[1].sequence), reverse=True):
        try:
            return _sound(path, key, scratch)
        except (Refusal, sqlcipher.Error):
            continue
    return None


def _sound(path: Path, key: UnlockedKey, scratch: Path) -> tuple[Path, BackupManifest]:
    return path, verify_backup(path, key, scratch)


def known_places(pages: Pages) -> tuple[Path, ...]:
    """Where copies of the file go, from whatever machine, as far as its settings can be read."""
    roots = [row[3] for row in read_tree(pages, 1).rows.values() if row[:2] == ("table", "setting")]
    found: dict[Path, None] = {}
    for root in (root for root in roots if isinstance(root, int)):
        for row in read_tree(pages, root).rows.values():
            texts = [value for value in row if isinstance(value, str)]
            if len(texts) == 2 and texts[0].startswith(_COPIES):
                try:
                    found |= dict.fromkeys(map(Path, map(str, json.loads(texts[1])["places"])))
                except (ValueError, KeyError, TypeError):
                    continue
    return tuple(found)
