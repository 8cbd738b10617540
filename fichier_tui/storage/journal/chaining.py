"""A journal that was written before its lines were linked: linked once, when the file is brought up to date."""

from __future__ import annotations

from dataclasses import replace

from fichier_tui.storage.connection import Database
from fichier_tui.storage.journal.head import NEW, write_head
from fichier_tui.storage.journal.lines import lines_of, standing_marks
from fichier_tui.storage.journal.links import hash_of, new_salt

_LINK = "UPDATE journal_entry SET salt = ?, commitment = ?, previous = ?, hash = ?, undone_by_id = ? WHERE id = ?"


def chain_everything(database: Database, first: int = 1) -> None:
    """Link every line to the one before, in the transaction of the caller: about a second for 30,000 lines.

    From line `first` on: what a purge left of older ones is no line of the journal any more.
    """
    connection = database.connection()
    marks = standing_marks(
        connection.execute("SELECT id, undoes_id FROM journal_entry WHERE undoes_id IS NOT NULL ORDER BY id")
    )
    head = NEW
    links: list[tuple[bytes, bytes, bytes, bytes, int | None, int]] = []
    for bare in lines_of(connection, first):
        number = bare.facts.number
        line = replace(bare, salt=new_salt())
        commitment = line.reckoned_commitment()
        hash_ = hash_of(head.hash, line.facts, commitment)
        links.append((line.salt, commitment, head.hash, hash_, marks.get(number), number))
        head = replace(head, number=number, hash=hash_, first=links[0][-1])
    connection.executemany(_LINK, links)
    write_head(connection, head.sealed(database.journal_key))
