"""A workbook of 100,000 rows × 20 columns brought in, against reading it and inserting its rows, and nothing more."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from fichier_tui.domain.text import fold_joined
from fichier_tui.exchange.importing import plan_foreign_file, read_foreign_file, write_foreign_file
from fichier_tui.storage.demonstration import open_new_demonstration
from fichier_tui.storage.demonstration.names import SURNAMES
from tests.benchmarks.bare import bare_database
from tests.benchmarks.figures import Measured, timed
from tests.benchmarks.files import DAY, folder, opened, scratch

ROWS = 100_000
HEADINGS = (
    "Nom", "Prénom", "Civilité", "Société", "Téléphone", "Portable", "E-mail", "Adresse", "Code postal", "Ville",
    "Pays", "Date de naissance", "Sexe", "Profession", "Langue", "Origine", "N° de carte de fidélité", 
    "Centres d'intérêt", "Remarques", "Accepte les e-mails",
)  # fmt: skip
FIRST_NAMES = ("Anne", "Marie", "Paul", "Jean", "Léa", "Hugo", "Zoé", "Louis", "Emma", "Jules", "Inès", "Noé", "Chloé")
TOWNS = (("74000", "Annecy"), ("38000", "Grenoble"), ("69003", "Lyon"), ("73100", "Aix-les-Bains"), ("01000", "Bourg"))
STAGES = ("read", "planned", "written")


def workbook() -> Path:
    """The workbook, made once: every row another person, drawn by chance that falls the same."""
    path = folder() / f"import-{ROWS}.xlsx"
    if not path.exists():
        print(f"making a workbook of {ROWS:,} rows…", file=sys.stderr)
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Clients")
        sheet.append(HEADINGS)
        chance = random.Random(7)
        for number in range(ROWS):
            sheet.append(row(number, chance))
        partial = path.with_suffix(".part")
        book.save(partial)
        partial.replace(path)
    return path


def row(number: int, chance: random.Random) -> list[object]:
    """One person, as a shop's own workbook writes it."""
    last, first = chance.choice(SURNAMES), chance.choice(FIRST_NAMES)
    postcode, town = chance.choice(TOWNS)
    woman = chance.random() < 0.5
    return [
        last, first, "Mme" if woman else "M.", "" if number % 9 else f"Hôtel {last}",
        f"04{50_000_000 + number:08}", f"06 {number // 10_000:02} {number // 100 % 100:02} {number % 100:02} 31",
        f"{fold_joined(first)}.{fold_joined(last)}{number}@exemple.fr", f"{number % 200} rue des Alpages",
        postcode, town, "France", dt.date(1940, 1, 1) + dt.timedelta(days=chance.randrange(25_000)),
        "F" if woman else "H", chance.choice(("retraité", "enseignante", "artisan", "")), "français",
        chance.choice(("internet", "bouche à oreille", "salon", "")), f"C{number:06}",
        chance.choice(("ski", "randonnée, vélo", "gastronomie", "")), "" if number % 5 else "Préfère le matin.",
        "oui" if number % 3 else "non",
    ]  # fmt: skip


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """Into a new file each time; the stages are told as well, each against the whole floor."""
    path = workbook()
    floors: list[float] = []
    stages: list[tuple[float, ...]] = []
    for _run in range(runs):
        floors.append(timed(lambda: bare_import(path)))
        stages.append(our_import(path))
    floor = tuple(floors)
    yield Measured(f"import of {ROWS:,} rows × {len(HEADINGS)} columns", tuple(map(sum, stages)), floor, 2.5)
    for place, stage in enumerate(STAGES):
        yield Measured(f"  of which {stage}", tuple(times[place] for times in stages), floor, 2.5)


def our_import(path: Path) -> tuple[float, ...]:
    """Milliseconds to read, to plan, to write."""
    with scratch() as place:
        open_new_demonstration(place / "ours.fichier", DAY, scale=0.01).close()
        with opened(place / "ours.fichier") as file:
            read = []
            reading = timed(lambda: read.append(read_foreign_file(file, path)))
            planned = []
            planning = timed(lambda: planned.append(plan_foreign_file(file, read[0])))
            outcome = []
            writing = timed(lambda: outcome.append(write_foreign_file(file, read[0], planned[0])))
            if outcome[0].created < ROWS * 0.999:
                raise AssertionError(f"{outcome[0]}")
            return reading, planning, writing


def bare_import(path: Path) -> None:
    """Read by calamine, inserted in one transaction into one table with one index."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    names = [f"c{place}" for place in range(len(HEADINGS))]
    with scratch() as place, bare_database(place / "bare") as database:
        database.execute(f"CREATE TABLE row ({', '.join(names)})")
        database.execute("CREATE INDEX row_name ON row (c0)")
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            f"INSERT INTO row VALUES ({', '.join('?' * len(names))})",
            ([cell.isoformat() if isinstance(cell, dt.date) else cell for cell in row] for row in rows),
        )
        database.execute("COMMIT")
