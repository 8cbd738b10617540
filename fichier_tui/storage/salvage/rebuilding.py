"""The new file, made of the rows that were found: filled, joined, and all that is reckoned of them reckoned anew."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fichier_tui.domain.salvaging import SALVAGED
from fichier_tui.storage import migrations, summary
from fichier_tui.storage.connection import connect
from fichier_tui.storage.journal.chaining import chain_everything
from fichier_tui.storage.journal.links import Facts
from fichier_tui.storage.journal.writing import next_number, write_entry
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.models.base import InstantField, new_public_id
from fichier_tui.storage.salvage.copy import Copy, Row
from fichier_tui.storage.salvage.joining import Rows
from fichier_tui.storage.salvage.lost import CHANGES, ENTRIES, HEAD, History, is_whole, lost_rows
from fichier_tui.storage.salvage.pages import Pages
from fichier_tui.storage.salvage.tables import find_rows, roots_of, shapes_of

SUMMARY = "contact_summary"
META = "meta"
"""What the file knows of itself, the key of its fingerprints too: nobody's, and taken from the copy without asking."""
_ERASED = "erasure"


@dataclass(frozen=True, slots=True)
class TableSalvage:
    """What became of one table. `saved` rows were read out of the pages.

    `lost` are the rows known to have been on a torn page; of these `from_journal` and `from_copy` were put back, and
    `in_copy` could be, of the newest copy. `stand_ins` are bare rows in the place of lost ones that others point to,
    `left_out` rows that mean nothing without one that is lost.
    """

    table: str
    saved: int
    lost: int = 0
    from_journal: int = 0
    from_copy: int = 0
    in_copy: int = 0
    stand_ins: int = 0
    left_out: int = 0

    @property
    def still_lost(self) -> int:
        """The rows that nothing tells of any more."""
        return self.lost - self.from_journal - self.from_copy


class Rebuilding:
    """The making of the new file; its folder is the caller's."""

    def __init__(self, base: Path, key: UnlockedKey, pages: Pages, copy: Copy, now: dt.datetime) -> None:
        self.key = key
        self.now = str(InstantField().db_value(now))
        self.copy = copy
        self.database = connect(base, key.dek, key.salt)
        first = pages.page(1)
        version = copy.version or migrations.CURRENT_VERSION
        if first is not None:
            version = int.from_bytes(first[60:64], "big")
        migrations.migrate(self.database, until=min(version, migrations.CURRENT_VERSION))
        connection = self.connection
        self.shapes = shapes_of(connection)
        self.found = find_rows(pages, self.shapes, (copy.roots, roots_of(connection)))
        names = self.shapes[SUMMARY].at("display_name")
        summaries = self.found.trees[SUMMARY].rows
        self.rows = Rows(
            connection,
            {name: shape for name, shape in self.shapes.items() if shape.kept and name != SUMMARY},
            lambda number: str(row[names]) if (row := summaries.get(number)) is not None else "",
        )
        self.counts: dict[str, Counter[str]] = {}
        self._nameable: list[int] = []
        """The lost contacts of which nothing is known but, maybe, how lists called them."""
        self.relinked = False
        self.first_line = 1
        """The number of the line that the journal begins with."""

    @property
    def connection(self) -> Any:
        """The bare connection to the new file."""
        return self.database.connection()

    def close(self) -> None:
        """End with the new file."""
        self.database.close()

    def role_of(self, login: str) -> str:
        """The role of a member as the damaged file or its copy tells it, "" where neither does."""
        shape, tree = self.shapes["staff"], self.found.trees["staff"]
        places = shape.at("login"), shape.at("role")
        roles = {str(row["login"]): str(row["role"]) for row in self.copy.rows("staff")}
        roles |= {str(row[places[0]]): str(row[places[1]]) for row in tree.rows.values()}
        return roles.get(login, "")

    def fill(self, *, with_copy: bool, logins: Mapping[str, str]) -> None:
        """Write all rows: those that were read, those that the journal tells, those of the copy if they are wanted."""
        self.database.execute_sql("PRAGMA foreign_keys = OFF")
        own = {str(key): (key, value) for key, value in self.connection.execute("SELECT key, value FROM meta")}
        with self.database.atomic("IMMEDIATE"):
            for name, shape in self.rows.shapes.items():
                self.connection.execute(f'DELETE FROM "{name}"')
                saved = sum(
                    self.rows.write(name, [shape.values(number, row) for number, row in leaf])
                    for leaf in self.found.trees[name].rows.leaves()
                )
                self.counts[name] = Counter(saved=saved)
            history = History(self.connection, self.found, self.shapes)
            self.first_line = history.first
            # All that is to be put back is looked up before any of it is: what the copy tells is no journal.
            broken = sorted(self.found.broken & self.rows.shapes.keys())
            back = [self._lost(name, history, with_copy) for name in broken]
            for name, rows in back:
                for number, row in rows.items():
                    self.rows.add(name, number, row)
            self._name_lost_contacts(dict(back).get("contact", {}))
            self._keep_facts(own, logins)
            self.rows.join(self.now)
        self.database.execute_sql("PRAGMA foreign_keys = ON")

    def _lost(self, table: str, history: History, with_copy: bool) -> tuple[str, dict[int, Row]]:
        """The lost rows of a table that can be put back."""
        lost = lost_rows(self.found, history, self.copy, table)
        told = history.rows(table, lost, Copy())
        copied = history.rows(table, lost, self.copy)
        counts, shape = self.counts[table], self.shapes[table]
        counts["lost"] = len(lost)
        erased = self._erased() if table == "contact" else set()
        back: dict[int, Row] = {}
        for number in sorted(lost):
            if number in told and is_whole(shape, told[number]):
                back[number] = told[number]
                counts["from_journal"] += 1
            elif number in copied and number not in erased and is_whole(shape, copied[number]):
                counts["in_copy"] += 1
                if with_copy or table == META:
                    back[number] = copied[number]
                    counts["from_copy"] += 1
            elif table == "contact":
                self._nameable.append(number)
        return table, back

    def _name_lost_contacts(self, back: Mapping[int, Row]) -> None:
        """A bare card for each lost contact that lists still called by a name."""
        for number in self._nameable:
            if number not in back and self.rows.names(number):
                self.rows.stand_in("contact", number, self.now)

    def _erased(self) -> set[int]:
        """The contacts that were erased: a copy that knows them brings none back."""
        if _ERASED not in self.shapes:
            return set()
        place = self.shapes[_ERASED].at("contact")
        return {int(str(row[place])) for row in self.found.trees[_ERASED].rows.values()}

    def _keep_facts(self, own: dict[str, tuple[Any, Any]], logins: Mapping[str, str]) -> None:
        """What the file cannot be opened without: whose it is, and who opens it. `own` are those of a new file."""
        own |= {
            "fichier_id": ("fichier_id", self.key.fichier_id),
            "generation": ("generation", str(self.key.generation)),
        }
        known = {key for (key,) in self.connection.execute("SELECT key FROM meta")}
        for name in sorted(own.keys() - known):
            self.rows.write(META, [own[name]])
            # Another key of the fingerprints: those that were made with the one that is lost match nobody any more.
            self.counts[META]["lost"] += name not in ("fichier_id", "generation")
        present = {login for (login,) in self.connection.execute("SELECT login FROM staff")}
        for login in sorted(logins.keys() - present):
            number = self.connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM staff").fetchone()[0]
            told: Row = {"public_id": new_public_id(), "login": login, "name": login, "created_at": self.now}
            self.rows.add("staff", number, told | {"role": logins[login]})

    def finish(self) -> None:
        """Bring the new file up to date, and reckon anew what is reckoned: summaries, search words, chain."""
        with self.database.atomic("IMMEDIATE"):
            migrations.migrate(self.database)
            summary.refresh_all(self.database)
            if self.found.broken & {ENTRIES, CHANGES, HEAD}:
                chain_everything(self.database, self.first_line)
                self.relinked = True
            self._enter_in_journal()

    def _enter_in_journal(self) -> None:
        """The last line says what the file was made of, and by whom."""
        row = self.connection.execute("SELECT id FROM staff WHERE login = ?", (self.key.login,)).fetchone()
        lost = sum(table.still_lost + table.left_out for table in self.tables())
        facts = Facts(
            number=next_number(self.connection),
            public_id=new_public_id(),
            at=self.now,
            staff=None if row is None else row[0],
            verb=SALVAGED,
            contact=None,
            undoes=None,
        )
        detail = json.dumps({"pages": len(self.found.torn), "lost": lost}, sort_keys=True)
        write_entry(self.connection, facts, detail, (), self.database.journal_key)

    def tables(self) -> tuple[TableSalvage, ...]:
        """What became of each table, those without any row left out."""
        told = []
        for name, counts in sorted(self.counts.items()):
            stand_ins, left_out = self.rows.stand_ins[name], self.rows.left_out[name]
            # What others point to was there, though nothing else tells of it.
            counts["lost"] = max(counts["lost"], counts["from_journal"] + counts["from_copy"] + stand_ins)
            told.append(TableSalvage(name, stand_ins=stand_ins, left_out=left_out, **counts))
        return tuple(one for one in told if one.saved or one.lost or one.stand_ins)
