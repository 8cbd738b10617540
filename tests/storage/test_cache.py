"""How much of a file is kept decrypted in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from fichier_tui.storage.connection import cache_kibibytes, pragma
from tests.storage.conftest import new_session

GIB = 1 << 30


@pytest.mark.parametrize(
    ("file_bytes", "memory_bytes", "mebibytes"),
    [
        (0, 8 * GIB, 64),
        (100 << 20, 8 * GIB, 64),
        (600 << 20, 8 * GIB, 200),
        (3 * GIB, 8 * GIB, 1024),
        (30 * GIB, 64 * GIB, 1024),
        (3 * GIB, 2 * GIB, 256),
        (3 * GIB, GIB // 4, 64),
        (3 * GIB, None, 1024),
    ],
)
def test_a_third_of_the_file_and_at_most_an_eighth_of_the_memory(
    file_bytes: int, memory_bytes: int | None, mebibytes: int
) -> None:
    assert cache_kibibytes(file_bytes, memory_bytes) == mebibytes << 10


def test_the_connection_has_it(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    assert pragma(session.database, "cache_size") == -(64 << 10)
    session.database.close()
