"""`fichier communes`: postcodes, towns and figures by commune, from the official files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.domain.segment import field_of
from fichier_tui.domain.segment.fields import FIGURE_PREFIX
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format as written
from fichier_tui.ui.segment_words import language

_PATH = click.Path(path_type=Path)


@click.command("communes", cls=Verb, help=N_("Take over postcodes, towns and figures by commune from official files."))
@on_file
@argument("source", type=_PATH, required=False)
@option("--figures", "figures_source", type=_PATH, help=N_("A .csv of INSEE with figures by commune."))
@option("--column", "columns", multiple=True, metavar="COLUMN[=NAME]", help=N_("Which column; else those known."))
@option("--dry-run", is_flag=True, help=N_("Say what would be done, and write nothing."))
def communes(
    asked: Asked, source: Path | None, figures_source: Path | None, columns: tuple[str, ...], dry_run: bool
) -> None:
    """`fichier communes`."""
    from fichier_tui.exchange.communes import read_communes, read_figures
    from fichier_tui.storage import CommunesOutcome, count_communes, list_figures, take_communes
    from fichier_tui.ui.communes_words import fault_lines, figures_words, in_file_words, postcodes_words

    if columns and figures_source is None:
        raise click.UsageError(_("--column says which column of the file of --figures."))
    outcome = CommunesOutcome()
    with opened(asked) as file:
        towns = read_communes(source) if source else None
        figures = read_figures(figures_source, columns) if figures_source else None
        if towns or figures:
            outcome = file.call(
                take_communes,
                towns.communes if towns else (),
                figures.figures if figures else {},
                name=", ".join(path.name for path in (source, figures_source) if path),
                dry_run=dry_run,
            )
        count, known = file.call(count_communes), file.call(list_figures)
    faults = (*(towns.faults if towns else ()), *(figures.faults if figures else ()))

    def lines() -> Iterator[str]:
        if dry_run:
            yield _("Nothing was written. It would give:")
        if towns:
            yield postcodes_words(outcome)
        if figures:
            yield figures_words(outcome)
        yield from fault_lines(faults)
        yield in_file_words(count)
        for name, of in known:
            yield _("  {figure}, of {count} communes").format(figure=_asked_by(name), count=written.number(of))

    values: dict[str, object] = {
        "added": outcome.added,
        "known": outcome.known,
        "figures_added": outcome.figures_added,
        "figures_changed": outcome.figures_changed,
        "figures_known": outcome.figures_known,
        "communes": count,
        "figures": {_asked_by(name, "en"): of for name, of in known},
        "columns": figures.headings if figures else {},
        "refused": [{"row": fault.row, "column": fault.column, "value": fault.value} for fault in faults],
        "written": bool(towns or figures) and not dry_run,
    }
    answer(asked.as_json, values, lines)


def _asked_by(name: str, spoken: str = "") -> str:
    """How a segment asks for a figure: "commune.revenu_median"."""
    names = field_of(FIGURE_PREFIX + name).names
    return names.first("en" if (spoken or language()) == "en" else "fr")
