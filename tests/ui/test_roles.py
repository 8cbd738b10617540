"""What each role is offered: keys that it may not use are out of the footer and say why; its day goes unhindered."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import OptionList

from fichier_tui import i18n
from fichier_tui.domain.permission import OWNER, PERMISSIONS, RECEPTION, SALES, may
from fichier_tui.storage import Session, models, read_journal
from fichier_tui.storage.staff.members import list_staff
from fichier_tui.ui import keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.dialogs.export import ExportDialog
from fichier_tui.ui.dialogs.help import HelpText
from fichier_tui.ui.key import declared
from fichier_tui.ui.palette import Palette, commands_of, ranked
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.contacts.choices import ColumnsDialog, SortDialog
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.offers.screen import OffersScreen
from fichier_tui.ui.screens.rights.entries import ENTRIES
from fichier_tui.ui.screens.sending.opening import open_sending
from fichier_tui.ui.screens.sending.screen import SendingScreen
from fichier_tui.ui.screens.sending.way_step import WayStep
from fichier_tui.ui.screens.settings.copies import CopiesScreen
from fichier_tui.ui.screens.settings.screen import SettingsScreen
from fichier_tui.ui.screens.settings.section_page import SectionList
from fichier_tui.ui.screens.settings.sections import SECTIONS, Section
from fichier_tui.ui.screens.top_clients.screen import TopClientsScreen
from fichier_tui.ui.section_commands import OF_RIGHTS, OF_SETTINGS
from fichier_tui.ui.staff_words import NOT_ALLOWED
from fichier_tui.ui.widgets.footer import KeyFooter
from fichier_tui.ui.widgets.status_line import REFUSED
from tests.ui.app_on_demo import settled, to_section


def footer_of(app: FichierApp) -> set[str]:
    """The ids of the keys in the footer, were it wide enough for all."""
    footer = app.screen.query_one(KeyFooter)
    return {slot.key.id for slot in footer.slots()}


def barred_in(app: FichierApp, role: str) -> set[str]:
    """Keys of the footer that this role may not use."""
    found = {declared(name) for name in footer_of(app)}
    return {key.id for key in found if key is not None and key.permission and not may(role, key.permission)}


async def go(pilot: Any, *pressed: str) -> None:
    """Press, and wait until all is read and shown."""
    await pilot.press(*pressed)
    await settled(pilot)


PLACES = (
    ("f3",), ("f3", "enter"), ("f8",), ("ctrl+g",), ("ctrl+g", "enter"), ("ctrl+e",), ("ctrl+e", "c"),
    ("ctrl+e", "enter"), ("ctrl+e", "w"), ("ctrl+o",), ("ctrl+y",), ("f3", "enter", "ctrl+y"), ("f3", "colon"),
)  # fmt: skip


@pytest.mark.parametrize("role", [RECEPTION, SALES, OWNER])
async def test_no_place_that_opens_refuses_anything_nor_shows_a_key_in_vain(opened_as: Any, role: str) -> None:
    app = opened_as(role)
    async with app.run_test(size=(200, 40)) as pilot:
        await settled(pilot)
        for place in PLACES:
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            app.hush()
            await go(pilot, *place)
            assert app.status.kind != REFUSED or not app.status.content.plain, (place, app.status.content.plain)
            assert barred_in(app, role) == set(), place
            if role == OWNER:
                assert all(isinstance(app.screen, FichierScreen) and app.shop.may(one) for one in PERMISSIONS)


async def test_each_key_that_is_not_for_the_reception_says_so(opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key, permission in ((keys.EXPORT, "export"), (keys.IMPORT, "import")):
            await go(pilot, key.keys)
            assert (app.status.kind, app.status.content.plain) == (REFUSED, NOT_ALLOWED[permission])
        await go(pilot, "ctrl+t")
        assert app.status.content.plain == NOT_ALLOWED["totals"]
        assert isinstance(app.screen, ContactsScreen)
        await go(pilot, "f1")
        told = " ".join(app.screen.query_one(HelpText).render().plain.split())
        for permission in ("export", "import", "totals"):
            assert NOT_ALLOWED[permission] in told


async def test_the_settings_that_are_not_for_the_reception_say_so_without_colour(opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "f3", "ctrl+o")
        page = app.screen
        assert isinstance(page, SettingsScreen)
        lines = {section.code: page._line(section, 30).plain for section in page.SECTIONS}
        kept = {section.code for section in page.SECTIONS if not app.shop.may(section.permission)}
        assert kept
        assert {code for code, line in lines.items() if line.endswith("reserved")} == kept


async def test_a_menu_that_finds_nothing_has_no_cursor(opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "f3", "f10", *"xqzxq")
        options = app.screen.query_one(OptionList)
        assert (options.option_count, options.highlighted) == (1, None)
        await go(pilot, "down", "enter")
        assert isinstance(app.screen, Palette)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_menu_leads_to_the_settings_and_registers_from_anywhere(opened_as: Any, language: str) -> None:
    typed = {
        "fr": {
            "settings.staff": ("équipe", "equip", "employ", "phrase secrète", "mot de passe", "feuille de secours"),
            "settings.copies": ("copie", "sauvegarde", "sauvegarder", "restaur", "exercice"),
            "settings.mail": ("serveur", "smtp"),
            "sending.register": ("envois", "historique"),
            "rights.retention": ("conservation",),
        },
        "en": {
            "settings.staff": ("team", "employee", "password", "passphrase", "recovery sheet"),
            "settings.copies": ("backup", "copies", "restore", "drill"),
            "settings.mail": ("server", "smtp"),
            "sending.register": ("sendings", "what was sent"),
            "rights.retention": ("retention", "storage period"),
        },
    }[language]
    app = opened_as(OWNER)
    async with app.run_test(size=(80, 24)) as pilot:
        i18n.use_language(language)
        for place in (("f2",), ("f3",), ("enter",), ("f5",), ("ctrl+o",)):
            await go(pilot, *place)
            found = commands_of(app.screen)
            for command, wordings in typed.items():
                for words in wordings:
                    assert command in [one.id for one in ranked(found, words, [])][:3], (place, words)
        await go(pilot, "f10", *typed["settings.copies"][2], "enter")
        assert isinstance(app.screen, CopiesScreen)


def test_every_section_of_the_settings_has_other_words() -> None:
    assert {section.code for section in SECTIONS} == {*OF_SETTINGS, "rights"}, "personal data have a command of old"
    assert {section.code for section in ENTRIES} == set(OF_RIGHTS)


async def test_the_menu_tells_the_reason_of_each_command_that_is_not_for_the_reception(opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "f3", "enter")
        reasons = {command.id: command.why_not for command in commands_of(app.screen)}
        for command, permission in {
            "export": "export", "import": "import", "ranking.open": "totals", "offers.arrival": "totals",
            "card.put_aside": "delete", "sending.model": "send",
        }.items():  # fmt: skip
            assert reasons[command] == NOT_ALLOWED[permission], command
        assert reasons["offers.campaigns"] == "", "to be looked at by everybody"
        assert reasons["contact.visit"] == reasons["card.merge"] == reasons["offers.grid"] == ""
        await go(pilot, "escape", "f10", *"classes", "enter")
        assert app.status.content.plain == NOT_ALLOWED["totals"]


async def test_the_day_of_a_receptionist_goes_unhindered(opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "f3", "f5")
        await go(pilot, "f5", "ctrl+z")
        await go(pilot, "enter", "n", *"Comes back on Friday", "ctrl+s")
        await go(pilot, "f6", *"Spa", "tab", *"85", "ctrl+s")
        await go(pilot, "f7", *"call", "ctrl+s")
        await go(pilot, "escape", "f2", *"Nouveau", "ctrl+s")
        file: Any = app.file
        done = [entry.verb for entry in file.call(read_journal)]
    assert {"visit.logged", "note.added", "purchase.logged", "undo"} <= set(done)
    assert {"contact.created", "action.planned"} & set(done)


async def test_the_reception_may_give_up_a_plan_but_not_take_a_visit_away(opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "f3", "f5", "enter")
        card = app.screen
        assert isinstance(card, CardScreen)
        event = card.event()
        assert event is not None
        assert event.kind == "visit"
        before = len(card.history.ids)
        await go(pilot, "delete")
        assert app.status.content.plain == NOT_ALLOWED["delete"]
        assert len(card.history.ids) == before
        await go(pilot, "ctrl+z")
        assert len(card.history.ids) == before - 1


async def test_the_list_of_the_reception_has_no_revenue(opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(160, 30)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ContactsScreen)
        assert "revenue" not in {column.key for column in screen.contacts._painter.columns}
        await go(pilot, "ctrl+r")
        assert isinstance(app.screen, SortDialog)
        assert "revenue" not in {code for code, *_rest in app.screen.sorts}
        await go(pilot, "escape", "ctrl+l")
        assert isinstance(app.screen, ColumnsDialog)
        assert "revenue" not in app.screen.columns


async def test_sales_sell_and_leave_the_settings_to_the_owner(opened_as: Any) -> None:
    app = opened_as(SALES)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ContactsScreen)
        assert "revenue" in {column.key for column in screen.contacts._painter.columns}
        await go(pilot, "ctrl+t")
        assert isinstance(app.screen, TopClientsScreen)
        await go(pilot, "escape", "ctrl+e")
        assert isinstance(app.screen, OffersScreen)
        assert keys.EXPORT.id in footer_of(app) or "offers.new" in footer_of(app)
        await go(pilot, "escape", "ctrl+o")
        await to_section(pilot, "fields")
        assert isinstance(app.screen, SettingsScreen)
        assert app.status.content.plain == NOT_ALLOWED["settings"]
        # Who sends e-mails is one of them: whom to ask is said with the ways, before a text is written.
        await open_sending(app, [1], "Spring")
        await settled(pilot)
        assert isinstance(app.screen, SendingScreen)
        owner = next(one.name for one in await app.ask(list_staff) if one.role == OWNER)
        assert f"Ask {owner} to set it" in app.screen.query_one(WayStep).lacks


def test_every_permission_has_its_sentence() -> None:
    assert set(NOT_ALLOWED) == set(PERMISSIONS)


async def test_another_role_holds_at_once(opened_as: Any) -> None:
    app = opened_as(SALES)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "f9")
        assert isinstance(app.screen, ExportDialog)
        await go(pilot, "escape")
        file: Any = app.file
        file.call(_make_reception)
        await app.look()
        await settled(pilot)
        assert app.shop.role == RECEPTION
        await go(pilot, "f9")
        assert app.status.content.plain == NOT_ALLOWED["export"]


def _make_reception(session: Session) -> None:
    with session.operation("staff.role_changed", name="Léa") as operation:
        operation.change(models.Staff.get(models.Staff.login == "lea"), role=RECEPTION)


@pytest.mark.slow
@pytest.mark.parametrize("role", [RECEPTION])
async def test_every_section_of_the_settings_opens_or_says_whose_it_is(opened_as: Any, role: str) -> None:
    app = opened_as(role)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for sections, way in ((SECTIONS, ("ctrl+o",)), (ENTRIES, ("ctrl+o", "rights"))):
            for section in sections:
                while len(app.screen_stack) > 1:
                    await app.pop_screen()
                await go(pilot, *way[:1])
                for code in way[1:]:
                    await to_section(pilot, code)
                app.hush()
                before = app.screen
                app.screen.query_one(SectionList).highlighted = sections.index(section)
                await go(pilot, "enter")
                if may_open(role, section):
                    assert app.screen is not before, section.code
                    assert app.status.kind != REFUSED or not app.status.content.plain, section.code
                else:
                    assert app.screen is before
                    assert app.status.content.plain == NOT_ALLOWED[section.permission]


def may_open(role: str, section: Section) -> bool:
    """What the matrix says of a section."""
    return not section.permission or may(role, section.permission)


@pytest.mark.slow
async def test_every_command_of_the_menu_runs_or_says_why_not(opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        place = ("f3", "enter")
        await go(pilot, *place)
        for command in [command.id for command in commands_of(app.screen)]:
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            await go(pilot, *place)
            wanted = next((one for one in commands_of(app.screen) if one.id == command), None)
            if wanted is None or wanted.why_not or wanted.id in ("quit", "lock", "how_to_quit"):
                continue
            app.hush()
            done = wanted.run()
            if done is not None:
                await done
            await settled(pilot)
            said = app.status.content.plain if app.status.kind == REFUSED else ""
            assert said not in NOT_ALLOWED.values(), (place, command, said)


async def test_the_journal_of_the_reception_says_whose_lines_it_shows(opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.screen.run_action("journal")
        await settled(pilot)
        assert "your own lines alone" in app.screen.heading().plain
