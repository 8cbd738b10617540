"""The staff in the settings: who comes, forgets, changes, leaves; on a real keyring, opened again afterwards."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from fichier_tui.domain.permission import OWNER, RECEPTION
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.staffing import PASSPHRASE_CHANGED, login_from
from fichier_tui.patience import FILE_NAME, Patience
from fichier_tui.settings import UserSettings
from fichier_tui.storage import (
    OpenFile,
    Session,
    keyring,
    list_drafts,
    models,
    open_file,
    open_unlocked,
    read_journal,
    unlock_file,
    unlock_with_recovery_sheet,
)
from fichier_tui.storage.demonstration import PASSPHRASE
from fichier_tui.storage.keyring import changing
from fichier_tui.storage.staff.given_passphrase import has_given_passphrase
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.done import operation_words
from fichier_tui.ui.screens.front import SecretInput
from fichier_tui.ui.screens.lock import LockScreen
from fichier_tui.ui.screens.lock.forms import PassphraseForm
from fichier_tui.ui.screens.settings.staff import StaffScreen
from fichier_tui.ui.screens.settings.staff_forms import NewMemberDialog
from fichier_tui.ui.screens.settings.staff_handover import HandoverDialog, SheetDialog
from fichier_tui.ui.screens.settings.staff_passphrases import ForgottenDialog, OwnPassphraseDialog
from fichier_tui.ui.screens.welcome.steps import RecoveryStep
from fichier_tui.ui.widgets.status_line import REFUSED
from tests.ui.app_on_demo import DAY, settled, to_section
from tests.ui.card_app import drawn
from tests.ui.front_app import PASSPHRASE as PASSPHRASE_OF_FRONT
from tests.ui.front_app import front_app, made_file

NEW = "un petit chamois boit du café"


@pytest.fixture
def team(demo_file: OpenFile) -> OpenFile:
    """The demonstration, whose three people have the passphrase of it."""
    kept = keyring.load(demo_file.folder)
    for login in ("camille", "lea"):
        kept = changing.with_member(kept, demo_file.key, login, PASSPHRASE, keyring.CHEAPEST)
    keyring.save(demo_file.folder, kept)
    return demo_file


async def go(pilot: Any, *pressed: str) -> None:
    """Press, and wait until all is read and shown."""
    await pilot.press(*pressed)
    await settled(pilot)


async def to_staff(pilot: Any) -> None:
    """To the screen of the staff, the cursor on Camille."""
    await settled(pilot)
    await go(pilot, "ctrl+o")
    await to_section(pilot, "staff")


def opens(app: FichierApp, login: str, passphrase: str) -> bool:
    """Whether the file on the disk opens so."""
    file: Any = app.file
    with contextlib.suppress(Refusal):
        return bool(unlock_file(file.folder.path, passphrase, login)[1].dek == file.key.dek)
    return False


async def test_somebody_new_gets_a_login_and_a_passphrase_on_paper(team: OpenFile, opened_as: Any) -> None:
    app = opened_as(OWNER)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        screen = app.screen
        assert isinstance(screen, StaffScreen)
        assert [access.member.login for access in screen.rows.values()] == ["camille", "helene", "lea"]
        await go(pilot, "n", *"Élodie Martin")
        form = app.screen
        assert isinstance(form, NewMemberDialog)
        assert form.typed("login") == "elodie"
        assert form.meter.strength == "strong"
        await go(pilot, "ctrl+s")
        handover = app.screen
        assert isinstance(handover, HandoverDialog)
        given = form.typed("passphrase")
        login, phrase, *_told = handover._words().plain.splitlines()
        assert login.index("elodie") == phrase.index(given)
        assert given not in repr(handover)
        assert opens(app, "elodie", given)
        await go(pilot, "enter")
        assert [access.member.role for access in screen.rows.values() if access.member.login == "elodie"] == [RECEPTION]
        assert screen.chosen is not None
        assert screen.chosen.member.login == "elodie"


async def test_what_was_typed_of_somebody_new_is_a_draft_and_the_passphrase_is_in_none(
    team: OpenFile, opened_as: Any
) -> None:
    app = opened_as(OWNER)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        await go(pilot, "n", *"Zoé Martin", "tab")
        form = app.screen
        assert isinstance(form, NewMemberDialog)
        entry = form.form.entry("passphrase")
        entry.value = NEW
        await go(pilot, "escape")
        assert "draft" in app.status.content.plain
        file: Any = app.file
        [draft] = file.call(list_drafts)
        assert draft.values == {"name": "Zoé Martin", "login": "zoe"}
        await go(pilot, "ctrl+d", "enter")
        form = app.screen
        assert isinstance(form, NewMemberDialog)
        assert form.typed("name") == "Zoé Martin"
        assert form.typed("passphrase") not in ("", NEW)


async def test_one_changes_ones_own_passphrase_with_the_one_that_one_has(team: OpenFile, opened_as: Any) -> None:
    app = opened_as(OWNER)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        await go(pilot, "p")
        form = app.screen
        assert isinstance(form, OwnPassphraseDialog)
        assert all(field.password for field in form.query(Input))
        await go(pilot, *"wrong", "tab", *NEW, "tab", *"not the same", "ctrl+s")
        assert app.screen is form
        await go(pilot, *(["backspace"] * 12), *NEW, "ctrl+s")
        assert app.screen is form, "the old one is wrong"
        assert opens(app, "helene", PASSPHRASE)
        form.form.go_to("old")
        await go(pilot, *(["backspace"] * 5), *PASSPHRASE, "ctrl+s")
        assert isinstance(app.screen, StaffScreen)
        assert opens(app, "helene", NEW)
        assert not opens(app, "helene", PASSPHRASE)
        assert opens(app, "camille", PASSPHRASE)


async def test_who_guesses_the_passphrase_of_an_open_file_waits_too(
    team: OpenFile, opened_as: Any, tmp_path: Path
) -> None:
    app = opened_as(OWNER)
    app.settings = replace(app.settings, path=tmp_path / "machine" / "settings.toml")
    waits = Patience(tmp_path / "machine" / FILE_NAME)
    for _failure in range(8):
        waits.failed(team.folder.path, app.now() + dt.timedelta(hours=1), "helene")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        await go(pilot, "p", *PASSPHRASE, "tab", *NEW, "tab", *NEW, "ctrl+s")
        assert isinstance(app.screen, OwnPassphraseDialog)
        assert "The next attempt can be made in 60 s." in drawn(pilot)
        Patience(tmp_path / "machine" / FILE_NAME).opened(team.folder.path)
        await go(pilot, "ctrl+s")
        assert isinstance(app.screen, StaffScreen)
        assert opens(app, "helene", NEW)


async def test_a_passphrase_that_was_forgotten_is_replaced(team: OpenFile, opened_as: Any) -> None:
    app = opened_as(OWNER)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        await go(pilot, "o")
        form = app.screen
        assert isinstance(form, ForgottenDialog)
        given = form.typed("passphrase")
        await go(pilot, "ctrl+s")
        assert isinstance(app.screen, HandoverDialog)
        assert opens(app, "camille", given)
        assert not opens(app, "camille", PASSPHRASE)
        await go(pilot, "escape", "down", "o")
        assert app.status.kind == REFUSED, "one's own is changed, not forgotten"


async def test_another_sheet_is_that_of_the_file_once_it_is_checked(team: OpenFile, opened_as: Any) -> None:
    app = opened_as(OWNER)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        file: Any = app.file
        before = keyring.load(file.folder).recovery
        for leaves in (True, False):
            await go(pilot, "s")
            dialog = app.screen
            assert isinstance(dialog, SheetDialog)
            step = dialog.query_one(RecoveryStep)
            code = "-".join(step._code)
            first, second = step.asked
            groups = step._code[first], step._code[second]
            await go(pilot, *"aaaa", "enter")
            assert app.screen is dialog
            if leaves:
                await go(pilot, "escape")
                assert keyring.load(file.folder).recovery == before, "the sheet that one has stays good"
                continue
            dialog.query_one("#groups", Input).value = " ".join(groups)
            await go(pilot, "enter")
        assert isinstance(app.screen, StaffScreen)
        assert step._code == ()
        assert unlock_with_recovery_sheet(file.folder.path, code)[1].dek == file.key.dek


async def test_who_leaves_opens_nothing_any_more_and_the_others_do(team: OpenFile, opened_as: Any) -> None:
    app = opened_as(OWNER)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        file: Any = app.file
        before = file.key.dek
        await go(pilot, "delete")
        assert isinstance(app.screen, Question)
        await go(pilot, "y")
        screen = app.screen
        assert isinstance(screen, StaffScreen)
        assert file.key.dek != before
        assert not opens(app, "camille", PASSPHRASE)
        assert opens(app, "lea", PASSPHRASE)
        assert opens(app, "helene", PASSPHRASE)
        gone = [access for access in screen.rows.values() if access.member.login == "camille"]
        assert gone[0].left_on == DAY
        await go(pilot, "f3", "f5")
        assert app.status.kind != REFUSED, "the file goes on under its new key"


async def test_the_role_and_the_name_are_changed_and_the_last_owner_stays_one(team: OpenFile, opened_as: Any) -> None:
    app = opened_as(OWNER)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        await go(pilot, "enter", "end", *" Roux", "tab", *"Sales", "ctrl+s")
        screen = app.screen
        assert isinstance(screen, StaffScreen)
        told = {access.member.login: (access.member.name, access.member.role) for access in screen.rows.values()}
        assert told["camille"] == ("Camille Roux", "sales")
        await go(pilot, "down", "enter", "tab", *"Sales", "ctrl+s")
        assert app.screen is not screen, "said under the field: the file needs an owner"


async def test_for_the_others_the_section_is_their_own_passphrase(team: OpenFile, opened_as: Any) -> None:
    app = opened_as(RECEPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        assert isinstance(app.screen, OwnPassphraseDialog)


async def test_the_recovery_sheet_leads_to_a_new_passphrase_and_another_sheet(tmp_path: Path) -> None:
    path, code = made_file(tmp_path)
    app = front_app(lambda: LockScreen(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await go(pilot, "f4")
        app.screen.query_one("#code", Input).value = code
        await go(pilot, "enter")
        form = app.screen
        assert isinstance(form, ForgottenDialog)
        given = form.typed("passphrase")
        await go(pilot, "ctrl+s")
        assert isinstance(app.screen, SheetDialog)
        await go(pilot, "escape")
        assert not isinstance(app.screen, Dialog)
        file: Any = app.file
        assert file.key.signing_key is not None
    open_file(path, given).close()


@pytest.mark.parametrize(
    ("name", "login"), [("Élodie Martin", "elodie"), ("", ""), ("  Jean-Paul  ", "jean"), ("O'Brien", "o")]
)
def test_a_login_is_proposed_from_the_name(name: str, login: str) -> None:
    assert login_from(name) == login


async def test_at_the_lock_one_chooses_who_one_is_with_the_arrows(team: OpenFile, tmp_path: Path) -> None:
    team.close()
    settings = UserSettings(
        language="en", language_chosen=True, last_login="lea", path=tmp_path / "machine" / "settings.toml"
    )
    app = front_app(lambda: LockScreen(team.folder.path), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        form = app.screen.query_one(PassphraseForm)
        assert (form.people, form.chosen) == (("helene", "camille", "lea"), "lea"), "who opened it last is proposed"
        assert app.focused is app.screen.query_one(SecretInput)
        await go(pilot, *"half", "up")
        assert form.chosen == "camille"
        assert app.screen.query_one(SecretInput).value == "", "what was typed was another's"
        await go(pilot, *"wrong", "enter")
        assert form.chosen == "camille"
        app.now.move(1)  # type: ignore[attr-defined]
        await go(pilot, *PASSPHRASE, "enter")
        assert (app.shop.staff, app.shop.role) == ("Camille", RECEPTION)
        assert app.settings.last_login == "camille"
        file: Any = app.file
        file.close()
    read = open_unlocked(team.folder, team.key)
    [told] = [entry for entry in read.call(read_journal) if entry.verb == "opening.failed"]
    read.close()
    assert (told.staff, told.detail["count"]) == ("", 1), "nobody knows who that was"
    words = operation_words(told.verb, told.detail)
    assert words.startswith("Failed attempts to open the file: 1, the last 12 Aug")
    assert words.endswith("; passphrase tried: Camille")


async def test_one_person_alone_is_not_asked_who_she_is(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    app = front_app(lambda: LockScreen(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.screen.query_one(PassphraseForm).chosen is None
        assert not app.screen.query_one("#who").is_on_screen
        await go(pilot, "down", *PASSPHRASE_OF_FRONT, "enter")
        file: Any = app.file
        assert file is not None
        file.close()


async def test_who_opens_with_what_was_handed_over_is_asked_to_choose(team: OpenFile, opened_as: Any) -> None:
    app = opened_as(OWNER)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_staff(pilot)
        await go(pilot, "n", *"Paul", "ctrl+s")
    file: Any = app.file
    file.close()
    assert not has_given(team, "helene")
    assert has_given(team, "paul")
    paul = open_unlocked(team.folder, replace(team.key, login="paul"), day=DAY)
    paul.call(_chooses_another)
    paul.close()
    assert not has_given(team, "paul")


def _chooses_another(session: Session) -> None:
    with session.operation(PASSPHRASE_CHANGED, login=session.staff.login) as operation:
        operation.change(models.Staff.get_by_id(session.staff.id), passphrase_at=session.now())


def has_given(file: OpenFile, login: str) -> bool:
    """What is told to somebody at the opening."""
    again = open_unlocked(file.folder, replace(file.key, login=login), day=DAY)
    try:
        return again.call(has_given_passphrase)
    finally:
        again.close()
