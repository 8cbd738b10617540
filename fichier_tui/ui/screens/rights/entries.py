"""What the RGPD centre holds, in the order shown. A new register is a line in `ENTRIES`.

What an opener shows is imported when it is first asked for: the program starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fichier_tui.domain.permission import RIGHTS, SETTINGS
from fichier_tui.i18n import N_
from fichier_tui.ui.screens.settings.sections import Section, requests_state

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


async def _open_requests(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.rights.requests import RequestsScreen

    await show_list(app, RequestsScreen())


async def _open_retention(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.registers.retention import RetentionScreen

    await show_list(app, RetentionScreen())


async def _retention_state(app: FichierApp) -> str:
    from fichier_tui.storage.rights.retention import due_cards, due_lines
    from fichier_tui.ui.screens.registers.retention import plan_words

    cards = [card for card in await app.ask(due_cards) if not card.due.held and card.due.action != "tell"]
    return plan_words(cards, await app.ask(due_lines))


async def _open_processing(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.registers.processing import ProcessingScreen

    await show_list(app, ProcessingScreen())


async def _open_exports(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.registers.exports import ExportsScreen

    await show_list(app, ExportsScreen())


async def _exports_state(app: FichierApp) -> str:
    from fichier_tui.storage.rights.processing import list_exports
    from fichier_tui.ui.register_words import exports_words

    return exports_words(len(await app.ask(list_exports)))


async def _open_breaches(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.registers.breaches import BreachesScreen

    await show_list(app, BreachesScreen())


async def _breaches_state(app: FichierApp) -> str:
    from fichier_tui.storage.rights.breaches import breaches_waiting
    from fichier_tui.ui.register_words import breaches_words

    return breaches_words(await app.ask(breaches_waiting))


async def _open_use(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.registers.fields import FieldsScreen

    await show_list(app, FieldsScreen())


async def _use_state(app: FichierApp) -> str:
    from fichier_tui.storage.rights.field_use import hardly_used
    from fichier_tui.ui.register_words import hardly_used_words

    return hardly_used_words(len(await app.ask(hardly_used)))


async def open_notes(app: FichierApp) -> None:
    """The notes that tell of health, beliefs…: from the centre, and from the menu by their name."""
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.registers.notes import NotesScreen

    await show_list(app, NotesScreen())


async def _notes_state(app: FichierApp) -> str:
    from fichier_tui.storage.rights.notes_to_review import is_review_due, reviewed_on
    from fichier_tui.ui.register_words import review_words

    return review_words(await app.ask(reviewed_on), due=await app.ask(is_review_due))


async def _open_notice(app: FichierApp) -> None:
    from fichier_tui.storage.rights.notices import current_notice
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.registers.notice import NoticeDialog

    await show_form(app, NoticeDialog(await app.ask(current_notice)))


async def _open_archive(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.rights.archive import ArchiveScreen

    await show_list(app, ArchiveScreen())


async def _archive_state(app: FichierApp) -> str:
    from fichier_tui.storage.rights.archiving import list_archive
    from fichier_tui.ui.screens.rights.archive import archive_words

    return archive_words(len(await app.ask(list_archive)))


ENTRIES: tuple[Section, ...] = (
    Section(
        "requests",
        N_("Requests"),
        N_("What people ask about their own data: access, correction, erasure… Each is answered within a month."),
        _open_requests,
        requests_state,
    ),
    Section(
        "retention",
        N_("Retention"),
        N_("What has been kept long enough, with its day and why; one step archives, erases and removes it."),
        _open_retention,
        _retention_state,
        permission=RIGHTS,
    ),
    Section(
        "archive",
        N_("Archive"),
        N_("Cards kept for their invoices alone: in no list, no search, no sending; each reading is told."),
        _open_archive,
        _archive_state,
        permission=RIGHTS,
    ),
    Section(
        "processing",
        N_("Register of processing"),
        N_("What the law asks every business for (article 30), filled from the file itself; F9 writes it."),
        _open_processing,
        permission=RIGHTS,
    ),
    Section(
        "exports",
        N_("Register of exports"),
        N_("Every file of contacts that left: who wrote it, why, how many, who was left out."),
        _open_exports,
        _exports_state,
        permission=RIGHTS,
    ),
    Section(
        "breaches",
        N_("Register of breaches"),
        N_("Something lost, stolen, sent to the wrong person: noted at once, told to the CNIL within 72 hours."),
        _open_breaches,
        _breaches_state,
        permission=RIGHTS,
    ),
    Section(
        "use",
        N_("What each field serves for"),
        N_("Purpose, ground and use of every field; those hardly anybody fills are proposed for removal."),
        _open_use,
        _use_state,
        permission=RIGHTS,
    ),
    Section(
        "notes",
        N_("Notes to go through"),
        N_("Notes that tell of health, beliefs, opinions…: to be gone through once a year."),
        open_notes,
        _notes_state,
        permission=RIGHTS,
    ),
    Section(
        "notice",
        N_("Information notice"),
        N_("What people are told of the use of their data when it is taken, version by version."),
        _open_notice,
        permission=SETTINGS,
    ),
)
