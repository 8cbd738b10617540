"""The sections of the settings and of what the law asks, the sendings and the campaigns, in the menu from anywhere.

On a bad day somebody types « restore » or « passphrase », and does not read a list of sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from fichier_tui.domain.permission import SEND
from fichier_tui.i18n import N_, _
from fichier_tui.ui.command import Command
from fichier_tui.ui.safe import shown

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

OF_SETTINGS = {
    "general": N_("language colours theme lock business hours inactive"),
    "fields": N_("custom column own field size"),
    "templates": N_("model shortcut alt visit"),
    "sentences": N_("consent wording agreement opt-in"),
    "similar": N_("opt-in products similar soft"),
    "loyalty": N_("points card reward gift"),
    "proposals": N_("season habit weeks propose"),
    "communes": N_("zip postcode town insee poste"),
    "mail": N_("server smtp sender host port unsubscribe mailbox sendings e-mails"),
    "staff": N_("team staff member employee user role password passphrase login departure recovery sheet"),
    "copies": N_("backup copy copies restore restoration save drill stick usb disk"),
    "place": N_("folder network cloud disk nas path"),
}
"""Other words for a section of the settings, by its code."""
OF_RIGHTS = {
    "requests": N_("request answer month access rectification"),
    "retention": N_("keep kept storage period years purge clean erase"),
    "archive": N_("archived invoices kept"),
    "processing": N_("article 30 cnil treatment record"),
    "exports": N_("files left who wrote excel"),
    "breaches": N_("stolen lost leak cnil 72 theft"),
    "use": N_("purpose ground minimisation"),
    "notes": N_("health belief sensitive opinion"),
    "notice": N_("information told privacy poster"),
}
"""The same of what the law asks."""
SENDINGS = N_("sendings sent mailing history interrupted bounce register")


def section_commands(app: FichierApp) -> Iterator[Command]:
    """A command for each section; one that one's role does not open says why."""
    from fichier_tui.ui.screens.offers.opening import open_campaigns
    from fichier_tui.ui.screens.rights.entries import ENTRIES
    from fichier_tui.ui.screens.sending.opening import open_model, open_register
    from fichier_tui.ui.screens.settings.sections import SECTIONS

    for place, sections, synonyms in (("settings", SECTIONS, OF_SETTINGS), ("rights", ENTRIES, OF_RIGHTS)):
        for section in sections:
            if section.code in synonyms:
                yield Command(
                    f"{place}.{section.code}",
                    shown(_(section.words)),
                    partial(section.opener, app),
                    synonyms=_(synonyms[section.code]),
                    permission=section.permission,
                )
    yield Command(
        "sending.register",
        shown(_("What was sent")),
        partial(open_register, app),
        synonyms=_(SENDINGS),
        permission=SEND,
    )
    yield Command(
        "offers.campaigns",
        shown(_("Campaigns")),
        partial(open_campaigns, app),
        synonyms=_("mailing newsletter send segment"),
    )
    yield Command(
        "sending.model",
        shown(_("Make a Word model")),
        partial(open_model, app),
        synonyms=_("model template letter docx word merge"),
        permission=SEND,
    )
