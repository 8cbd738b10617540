"""`fichier import` and `export`: foreign files in and out."""

from __future__ import annotations

import dataclasses
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fichier_tui import settings
from fichier_tui.cli.channels import aim_of, channel_option, counts_of, said_of
from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.domain.contactability import COPY, POST
from fichier_tui.domain.import_fields import CUSTOM_PREFIX, FIELDS
from fichier_tui.domain.import_mapping import Mapping
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.import_words import erased_words, held_words, notes_to_check, reason_words, resembles_words

if TYPE_CHECKING:
    from fichier_tui.storage import Decision

SHOWN_REFUSALS = 20


@click.command("import", cls=Verb, help=N_("Import a workbook or a .csv: .xlsx .xls .xlsb .ods .csv .txt."))
@on_file
@argument("source", type=click.Path(path_type=Path), required=False)
@option("--sheet", default="", help=N_("The sheet of a workbook; else the first that looks like a table."))
@option("--header-row", type=click.IntRange(0), help=N_("The row of the headings, from 1; 0 where there is none."))
@option("--map", "changes", multiple=True, metavar="COLUMN=FIELD", help=N_("Map a column (its heading) otherwise."))
@option(
    "--others",
    default="",
    metavar="ROWS|all",
    help=N_("Rows (3,7) with the telephone or e-mail of somebody erased that are other people: create them."),
)
@option("--dry-run", is_flag=True, help=N_("Say what would be done, and write nothing."))
def import_(
    asked: Asked,
    source: Path | None,
    sheet: str,
    header_row: int | None,
    changes: tuple[str, ...],
    others: str,
    dry_run: bool,
) -> None:
    """`fichier import`."""
    from fichier_tui.exchange.importing import plan_foreign_file, read_foreign_file, write_foreign_file
    from fichier_tui.storage import count_outcome, preview_import
    from fichier_tui.storage.backup.copying import copy_beside
    from fichier_tui.storage.imports import HELD
    from fichier_tui.ui.copies_kept import told_words

    if source is None:  # `fichier import customers.xlsx`: into the file that was opened last
        asked, source = dataclasses.replace(asked, path=_opened_last()), asked.path
    with opened(asked) as file:
        foreign = read_foreign_file(file, source, sheet=sheet, header_row=header_row)
        foreign = dataclasses.replace(foreign, mapping=_changed(foreign.mapping, changes))
        plan = plan_foreign_file(file, foreign)
        decisions = file.call(preview_import, plan)
        chosen = _others(decisions, others)
        decisions = file.call(preview_import, plan, chosen) if chosen else decisions
        held = [decision for decision in decisions if decision.outcome == HELD]
        to_check = plan.to_check
        outcome = count_outcome(decisions) if dry_run else write_foreign_file(file, foreign, plan, others=chosen)
        copied = None if dry_run else copy_beside(file, platform.node())

    def lines() -> Iterator[str]:
        if dry_run:
            yield _("Nothing was written. It would give:")
        yield _("{created} created, {updated} updated, {unchanged} unchanged, {purchases}").format(
            created=written.number(outcome.created),
            updated=written.number(outcome.updated),
            unchanged=written.number(outcome.unchanged),
            purchases=written.purchases(outcome.purchases),
        )
        if outcome.erased:
            yield f"! {erased_words(outcome.erased)}"
        for decision in held[:SHOWN_REFUSALS]:
            who = f"{', '.join(map(str, decision.planned.rows))}, {decision.planned.details.display_name}"
            yield _("? row {row}: {reason}").format(row=who, reason=resembles_words(decision))
        if held:
            yield f"! {held_words(len(held))}. " + _("If they are other people: --others with their rows, or all.")
        if to_check:
            yield f"! {notes_to_check(to_check)}"
        if copied is not None:
            yield told_words(copied)
        for refused in plan.refused[:SHOWN_REFUSALS]:
            yield _("! row {row}, {column}: {reason}").format(
                row=refused.row,
                column=refused.column or "—",
                reason=f"{reason_words(refused.reason)} {refused.value}".strip(),
            )
        if (more := len(plan.refused) - SHOWN_REFUSALS) > 0:
            yield ngettext("… and {count} more.", "… and {count} more.", more).format(count=more)

    table = foreign.table
    values: dict[str, object] = {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "erased": outcome.erased,
        "held": [
            {"rows": one.planned.rows, "name": one.planned.details.display_name, "by": one.resembles} for one in held
        ],
        "purchases": outcome.purchases,
        "refused": [
            {"row": refused.row, "column": refused.column, "reason": refused.reason, "value": refused.value}
            for refused in plan.refused
        ],
        "mapping": {column.heading: column.field for column in foreign.mapping.columns},
        "notes_to_check": to_check,
        "header_row": table.header_row,
        "encoding": table.sheet.encoding,
        "delimiter": table.sheet.delimiter,
        "sheet": table.sheet.name,
        "rows": len(table.rows),
        "written": not dry_run,
        "copy": None if copied is None or copied.path is None else str(copied.path),
    }
    answer(asked.as_json, values, lines)


def _others(decisions: Sequence[Decision], rows: str) -> tuple[int, ...]:
    """The places of those who resemble somebody erased and stand in one of these rows; "all": of all of them."""
    wanted = {row.strip() for row in rows.split(",")}
    return tuple(
        place
        for place, decision in enumerate(decisions)
        if decision.resembles and (rows == "all" or wanted & set(map(str, decision.planned.rows)))
    )


def _opened_last() -> Path:
    """The file that the program opened last on this machine."""
    kept = settings.read_settings().last_file
    if not kept:
        raise click.UsageError(_("Say into which file: fichier import FILE SOURCE"))
    return Path(kept)


def _changed(mapping: Mapping, changes: tuple[str, ...]) -> Mapping:
    """The mapping with the columns that `--map` names filling other fields."""
    headings = [column.heading for column in mapping.columns]
    for change in changes:
        heading, _sign, field = change.partition("=")
        if heading not in headings:
            raise Refusal("import.no_column", column=heading)
        if field not in FIELDS and not field.startswith(CUSTOM_PREFIX):
            raise Refusal("import.no_field", field=field)
        mapping = mapping.changed(headings.index(heading), field)
    return mapping


@click.command("export", cls=Verb, help=N_("Export contacts to a .xlsx, or to a .csv that a French Excel opens."))
@on_file
@argument("target", type=click.Path(path_type=Path))
@option("--segment", "condition", default="", help=N_("Only those who meet this condition, or are in this segment."))
@channel_option
@option(
    "--purpose",
    default="",
    help=N_("What for: prospecting, service or stay with --channel; any other words are for the register of exports."),
)
@option("--overwrite", is_flag=True, help=N_("Replace a file that is there."))
def export(asked: Asked, target: Path, condition: str, channel: str | None, purpose: str, overwrite: bool) -> None:
    """`fichier export`."""
    from fichier_tui.cli.plans import find_members
    from fichier_tui.exchange.exporting import export_contacts
    from fichier_tui.storage import ListQuery, list_contacts
    from fichier_tui.ui.contactability_words import left_out_sentence

    aim, note = aim_of(purpose)
    with opened(asked) as file:
        ids = find_members(file, condition)[1] if condition else file.call(list_contacts, ListQuery()).ids
        exported = export_contacts(file, ids, target, purpose=note, channel=channel or "", aim=aim, overwrite=overwrite)

    def lines() -> Iterator[str]:
        if channel is not None:
            yield from said_of(exported.chosen, channel, aim)
        else:
            yield _("A copy of the shop's own data: nobody is to be contacted with it.")
            if exported.chosen.left_out:
                yield left_out_sentence(exported.chosen, POST)
        yield _("{contacts} written to {path}").format(contacts=written.contacts(exported.contacts), path=exported.path)

    values: dict[str, object] = {"path": str(exported.path), "contacts": exported.contacts, "format": exported.format}
    values |= {"channel": channel, "purpose": aim if channel else COPY}
    values |= counts_of(exported.chosen)
    answer(asked.as_json, values, lines)
