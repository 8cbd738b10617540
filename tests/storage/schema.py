"""`python -m tests.storage.schema`: write the first step of the file from the models. Before the first release only."""

from __future__ import annotations

from pathlib import Path

from fichier_tui.storage import migrations
from fichier_tui.storage.connection import connect
from fichier_tui.storage.models import TABLES, bound_database


def schema_of_models(folder: Path) -> list[str]:
    """The statements that create the tables of the models, in order."""
    database = connect(folder / "schema.db", bytes(32))
    bound_database.initialize(database)
    database.create_tables(TABLES)
    rows = database.execute_sql(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'index', rowid"
    ).fetchall()
    database.close()
    return [row[0].replace(", ", ",\n    ") if row[0].startswith("CREATE TABLE") else row[0] for row in rows]


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        text = "".join(f"{statement};\n" for statement in schema_of_models(Path(folder)))
    (Path(migrations.__file__).parent / "m0001_first.sql").write_text(text, encoding="utf-8")
