"""Official files of communes, each written as one operation: what is known is left alone, undo takes it all back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fichier_tui.domain.commune import Commune, with_parts
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.storage import models
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session

Figures = Mapping[str, Mapping[str, int]]
"""By the name of the figure, then by INSEE code, in hundredths."""


@dataclass(frozen=True, slots=True)
class CommunesOutcome:
    """How many lines of communes were new and known, and of how many figures the value was new, another, the same."""

    added: int = 0
    known: int = 0
    figures_added: int = 0
    figures_changed: int = 0
    figures_known: int = 0


def take_communes(
    session: Session, communes: Sequence[Commune], figures: Figures, *, name: str, dry_run: bool = False
) -> CommunesOutcome:
    """Add communes and figures to what the file knows; `name` is that of the foreign file, for the journal.

    With `dry_run` nothing is written. The same files twice change nothing.
    """
    session.require(SETTINGS)
    execute = session.database.connection().execute
    known = {tuple(row) for row in execute("SELECT insee, postcode, key FROM town")}
    lines = {(one.insee, one.postcode, one.key): one for one in reversed(communes)}
    fresh = [one for line, one in sorted(lines.items()) if line not in known]
    had = {(row[0], row[1]): (row[2], row[3]) for row in execute("SELECT name, insee, id, hundredths FROM town_figure")}
    new: list[tuple[str, str, int]] = []
    changed: list[tuple[int, int]] = []
    same = 0
    for label, values in figures.items():
        for insee, hundredths in sorted(with_parts(values).items()):
            if (label, insee) not in had:
                new.append((label, insee, hundredths))
            elif had[label, insee][1] != hundredths:
                changed.append((had[label, insee][0], hundredths))
            else:
                same += 1
    outcome = CommunesOutcome(len(fresh), len(lines) - len(fresh), len(new), len(changed), same)
    if not dry_run and (fresh or new or changed):
        with session.operation("communes.taken", name=name) as operation:
            _write(operation, fresh, new, changed)
    return outcome


def _write(
    operation: Operation,
    communes: Sequence[Commune],
    figures: Sequence[tuple[str, str, int]],
    changed: Sequence[tuple[int, int]],
) -> None:
    operation.create_many(
        models.Town,
        ("insee", "name", "key", "postcode", "area"),
        [(one.insee, one.name, one.key, one.postcode, one.area) for one in communes],
    )
    operation.create_many(models.TownFigure, ("name", "insee", "hundredths"), figures)
    rows = {row.id: row for row in models.TownFigure.select()} if changed else {}
    for number, hundredths in changed:
        operation.change(rows[number], hundredths=hundredths)
