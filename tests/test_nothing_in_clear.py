"""Nothing in clear on the disk: every byte that the program wrote is searched for what it knows of people."""

from __future__ import annotations

import base64
import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.history import VisitDetails
from fichier_tui.storage import find_contacts, keep_copy, keep_draft, log_visit, undo
from fichier_tui.storage.demonstration import open_new_demonstration

DAY = dt.date(2026, 11, 21)


def forms(text: str) -> Iterator[bytes]:
    """The ways in which a text might stand in a file."""
    for encoding in ("utf-8", "utf-16-le", "cp1252"):
        raw = text.encode(encoding, "ignore")
        yield raw
        yield raw.hex().encode()
        yield base64.b64encode(raw)[: len(raw) * 4 // 3 // 4 * 4]


def everything_written(*folders: Path) -> bytes:
    """All bytes of all files under these folders."""
    return b"\n".join(path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file())


def found_in(written: bytes, looked_for: Iterable[bytes]) -> list[bytes]:
    """Those that stand there: one walk over the bytes finds which beginnings are met; only those are searched for."""
    all_forms = list(looked_for)
    length = min(map(len, all_forms))
    begun = {form[:length] for form in all_forms}
    met = begun.intersection(written[place : place + length] for place in range(len(written) - length + 1))
    return [form for form in all_forms if form[:length] in met and form in written]


def planted(names: list[str]) -> list[bytes]:
    """What to look for: names of seven letters or more, which chance does not write in 10 MB."""
    return sorted({form for name in names if len(name) >= 7 for form in forms(name) if len(form) >= 7})


@pytest.mark.slow
def test_no_name_phone_or_address_is_readable_in_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    file = open_new_demonstration(tmp_path / "Shop", DAY, scale=0.25)
    known = file.call(
        lambda session: [
            str(row[0])
            for table, column in (("contact", "last_name"), ("phone", "number"), ("email", "address"))
            for row in session.database.connection().execute(f"SELECT DISTINCT {column} FROM {table}")
        ]
    )
    first = file.call(find_contacts, "a").ids[0]
    file.call(log_visit, first, VisitDetails(DAY, note="mot-que-personne-ne-lira"))
    file.call(keep_draft, "contact.new", {"last_name": "brouillon-que-personne-ne-lira"})
    while_open = everything_written(tmp_path)
    file.call(keep_copy, file.folder, file.key, "import")
    file.call(undo)
    file.close()
    written = while_open + everything_written(tmp_path)
    looked_for = planted([*known, "mot-que-personne-ne-lira", "brouillon-que-personne-ne-lira"])
    assert len(looked_for) > 2_000
    assert found_in(written, looked_for) == []
    assert b"SQLite format 3" not in written


def test_the_search_can_see(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes("x Hélène-Péron y".encode())
    assert found_in(everything_written(tmp_path), planted(["Hélène-Péron", "Personne-ici"]))
    assert not found_in(everything_written(tmp_path), planted(["Personne-ici"]))
