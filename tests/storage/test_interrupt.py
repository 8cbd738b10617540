"""A question that is running can be stopped from another thread: the next one does not wait for it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from fichier_tui import storage
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.keyring import CHEAPEST

FOREVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"


def test_a_running_question_is_stopped(tmp_path: Path) -> None:
    made = storage.create_file(tmp_path / "Shop", passphrase="été à Saint-Malo, 1987", kdf=CHEAPEST)
    file = storage.open_unlocked(made.folder, made.unlocked)
    running = threading.Event()

    def count_forever(session: storage.Session) -> None:
        # Told from within the query, so that it is stopped while it runs and not before.
        session.database.connection().set_progress_handler(running.set, 1_000)
        session.database.connection().execute(FOREVER)

    def stop() -> None:
        running.wait()
        file.interrupt()

    stopping = threading.Thread(target=stop)
    stopping.start()
    with pytest.raises(Refusal, match=r"query\.interrupted"):
        file.call(count_forever)
    stopping.join()
    assert file.call(storage.list_contacts, storage.ListQuery()).total == 0
    file.close()
