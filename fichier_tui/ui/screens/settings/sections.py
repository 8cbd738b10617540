"""The sections of the settings, in the order they are shown. A new one is a line in `SECTIONS`.

What an opener shows is imported when it is first asked for: the program starts without it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fichier_tui.domain.permission import SETTINGS
from fichier_tui.i18n import N_

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the settings."""

    code: str
    """Unique, stable: "fields"."""
    words: str
    """What it is called (a message id)."""
    tooltip: str
    """What one sets there, in a sentence (a message id)."""
    opener: Callable[[FichierApp], Awaitable[None]]
    """Shows its screen or dialog."""
    state: Callable[[FichierApp], Awaitable[str]] | None = None
    """What is set now, in a few translated words ("3 fields"); may raise Refusal."""
    permission: str = ""
    """What one's role must allow to open it (`domain.permission`); empty for what is everybody's."""


async def _open_general(app: FichierApp) -> None:
    from fichier_tui.ui.dialogs.settings import SettingsDialog

    await app.push_screen(SettingsDialog())


async def _general_state(app: FichierApp) -> str:
    from fichier_tui.storage import read_settings

    return (await app.ask(read_settings)).business


async def _open_staff(app: FichierApp) -> None:
    from fichier_tui.ui.screens.settings.staff import open_staff

    await open_staff(app)


async def _staff_state(app: FichierApp) -> str:
    from fichier_tui.ui.screens.settings.staff import staff_state

    return await staff_state(app)


async def _open_fields(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.settings.fields import OwnFieldsScreen

    await show_list(app, OwnFieldsScreen())


async def _fields_state(app: FichierApp) -> str:
    from fichier_tui.storage import own_fields
    from fichier_tui.ui.screens.settings.fields import fields_words

    return fields_words(len(await app.ask(own_fields)))


async def _open_sentences(app: FichierApp) -> None:
    from fichier_tui.ui.screens.settings.sentences import open_sentences

    await open_sentences(app)


async def _sentences_state(app: FichierApp) -> str:
    from fichier_tui.ui.screens.settings.sentences import sentences_state

    return await sentences_state(app)


async def _open_similar(app: FichierApp) -> None:
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.settings.similar_form import SimilarProductsDialog

    await show_form(app, SimilarProductsDialog())


async def _similar_state(app: FichierApp) -> str:
    from fichier_tui.storage import read_settings
    from fichier_tui.ui.screens.settings.similar_form import similar_words

    return similar_words((await app.ask(read_settings)).informs_at_sale)


async def _open_loyalty(app: FichierApp) -> None:
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.settings.loyalty_form import LoyaltyRulesDialog

    await show_form(app, LoyaltyRulesDialog())


async def _loyalty_state(app: FichierApp) -> str:
    from fichier_tui.storage import loyalty_rules
    from fichier_tui.ui.screens.settings.loyalty_form import rules_words

    return rules_words(await app.ask(loyalty_rules))


async def _open_proposals(app: FichierApp) -> None:
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.settings.proposals_form import SeasonRulesDialog

    await show_form(app, SeasonRulesDialog())


async def _proposals_state(app: FichierApp) -> str:
    from fichier_tui.storage import season_rules
    from fichier_tui.ui.screens.settings.proposals_form import rules_words

    return rules_words(await app.ask(season_rules))


async def _open_templates(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.settings.templates import TemplatesScreen

    await show_list(app, TemplatesScreen())


async def _templates_state(app: FichierApp) -> str:
    from fichier_tui.storage.letters.templates import read_templates
    from fichier_tui.ui.screens.settings.templates import templates_words

    return templates_words(sum(bool(template.line) for template in await app.ask(read_templates)))


async def _open_communes(app: FichierApp) -> None:
    from fichier_tui.ui.screens.settings.communes import open_communes

    await open_communes(app)


async def _communes_state(app: FichierApp) -> str:
    from fichier_tui.storage import count_communes
    from fichier_tui.ui.communes_words import in_file_words

    return in_file_words(await app.ask(count_communes))


async def _open_mail(app: FichierApp) -> None:
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.settings.mail_form import MailDialog

    await show_form(app, MailDialog())


async def _mail_state(app: FichierApp) -> str:
    from fichier_tui.storage.letters.mail import has_mail_password, read_mail
    from fichier_tui.ui.screens.settings.mail_form import mail_words

    return mail_words(await app.ask(read_mail), await app.ask(has_mail_password))


async def _open_rights(app: FichierApp) -> None:
    from fichier_tui.ui.screens.rights.screen import open_rights

    await open_rights(app)


async def requests_state(app: FichierApp) -> str:
    """How many requests under the RGPD wait, and whether one is late."""
    from fichier_tui.storage.rights.requests import requests_due
    from fichier_tui.ui.rights_words import due_words

    return due_words(await app.ask(requests_due))


async def _open_copies(app: FichierApp) -> None:
    from fichier_tui.ui.screens.settings.copies import open_copies

    await open_copies(app)


async def _copies_state(app: FichierApp) -> str:
    from fichier_tui.ui.screens.settings.copies import copies_state

    return await copies_state(app)


async def _open_place(app: FichierApp) -> None:
    from fichier_tui.ui.dialogs.file_place import open_place

    await open_place(app)


async def _place_state(app: FichierApp) -> str:
    from fichier_tui.ui.dialogs.file_place import place_of
    from fichier_tui.ui.file_place_words import place_state

    return place_state(await place_of(app))


SECTIONS: tuple[Section, ...] = (
    Section(
        "general",
        N_("This computer and the shop"),
        N_("Language, colours, lock; name of the business, hours, when a client is inactive."),
        _open_general,
        _general_state,
    ),
    Section(
        "fields",
        N_("Own fields"),
        N_("What this shop notes of its contacts besides: a size, a level, a wedding day."),
        _open_fields,
        _fields_state,
        SETTINGS,
    ),
    Section(
        "templates",
        N_("Templates"),
        N_("What Alt and a digit note for the contact that is chosen: a visit, a night, a spa."),
        _open_templates,
        _templates_state,
        SETTINGS,
    ),
    Section(
        "sentences",
        N_("Sentences of consent"),
        N_("What is said, word for word, when a contact is asked for its consent, in French and in English."),
        _open_sentences,
        _sentences_state,
        SETTINGS,
    ),
    Section(
        "similar",
        N_("Similar products"),
        N_("Whether clients are told, as they give their address, that they will hear of similar products."),
        _open_similar,
        _similar_state,
        SETTINGS,
    ),
    Section(
        "loyalty",
        N_("Loyalty points"),
        N_("How many points a purchase gives to who has a card, and the rewards that they are used for."),
        _open_loyalty,
        _loyalty_state,
        SETTINGS,
    ),
    Section(
        "proposals",
        N_("Proposals of the season"),
        N_("How many years make a habit, and how many weeks before its season it is proposed in the planner."),
        _open_proposals,
        _proposals_state,
        SETTINGS,
    ),
    Section(
        "communes",
        N_("Postcodes and communes"),
        N_("Postcodes, towns and figures by commune, from the files of La Poste and INSEE."),
        _open_communes,
        _communes_state,
        SETTINGS,
    ),
    Section(
        "mail",
        N_("Sending e-mails"),
        N_("The server by which letters and codes leave, who signs them, how one unsubscribes; and trying it."),
        _open_mail,
        _mail_state,
        SETTINGS,
    ),
    Section(
        "staff",
        N_("Staff and passphrases"),
        N_("Your own passphrase; for an owner, who opens the file and as what, and the recovery sheet."),
        _open_staff,
        _staff_state,
    ),
    Section(
        "rights",
        N_("Personal data"),
        N_("What people ask about their data and by when it is answered; the registers that the law asks for."),
        _open_rights,
        requests_state,
    ),
    Section(
        "copies",
        N_("Safety copies"),
        N_("Made by themselves, also on a stick; verified, restored; when the last restore drill was."),
        _open_copies,
        _copies_state,
    ),
    Section(
        "place",
        N_("Where the file lies"),
        N_("On a disk of this computer, on a network share, in a folder kept in step: what that means."),
        _open_place,
        _place_state,
    ),
)
