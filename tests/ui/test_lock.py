"""The lock screen on real files: what opens, what does not and why, and that nothing is altered by trying."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import ContentSwitcher, Input, OptionList

from fichier_tui import i18n
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.permission import RECEPTION
from fichier_tui.patience import Patience, wait_after
from fichier_tui.settings import UserSettings
from fichier_tui.storage import create_contact, open_file
from fichier_tui.storage.backup.copying import copy_beside
from fichier_tui.storage.backup.restores import restore_for_swap
from fichier_tui.storage.backup.swapping import lately_aside, swap
from fichier_tui.storage.folder import SUFFIX as SUFFIX_OF_FOLDER
from fichier_tui.storage.keyring.form import canonical
from fichier_tui.storage.staff.members import add_member
from fichier_tui.ui.places import Shop
from fichier_tui.ui.screens.front import SecretInput
from fichier_tui.ui.screens.lock import LockScreen
from fichier_tui.ui.screens.lock.files import SUFFIX, typed_path
from fichier_tui.ui.screens.lock.forms import FileName
from fichier_tui.ui.screens.settings.staff_passphrases import ForgottenDialog
from fichier_tui.ui.screens.welcome import WelcomeScreen
from fichier_tui.ui.widgets.footer import KeyFooter
from tests.hostile import CONTROL, HOSTILE
from tests.rights import bound_by_rights
from tests.ui.example_screen import ExampleScreen
from tests.ui.front_app import PASSPHRASE, SetClock, answered, at_rest, bytes_of, front_app, made_file


async def test_a_wrong_passphrase_is_said_in_place_then_the_right_one_opens(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    settings, clock = UserSettings(language="en", language_chosen=True, path=tmp_path / "settings.toml"), SetClock()
    app = front_app(lambda: LockScreen(path), settings=settings, clock=clock)
    before = bytes_of(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await pilot.press(*"something else", "enter")
        await at_rest(pilot)
        assert answered(pilot).startswith("! That passphrase does not open this file.")
        assert app.screen.query_one(SecretInput).value == ""
        assert bytes_of(path) == before
        clock.move(1)
        app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await at_rest(pilot)
        assert isinstance(app.screen, ExampleScreen)
        assert app.shop == Shop("Office du lac", "Léa", locked=False)
        assert app.settings.last_file == str(path)
        assert "Failed attempts before: 1" in app.status.content.plain
        assert app.file is not None
        app.file.close()


async def test_the_language_of_the_shop_is_spoken_until_somebody_chooses(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path, language="fr")
    for chosen, language in ((False, "fr"), (True, "en")):
        settings = UserSettings(language="en", language_chosen=chosen)
        app = front_app(lambda: LockScreen(path), settings=settings)
        async with app.run_test() as pilot:
            await at_rest(pilot)
            app.screen.query_one(SecretInput).value = PASSPHRASE
            await pilot.press("enter")
            await at_rest(pilot)
            assert i18n.language() == language
            assert app.settings.language == "en", "what a file speaks is not what this machine chose"
            assert app.settings.language_chosen == chosen
            assert app.file is not None
            app.file.close()


async def test_each_attempt_waits_longer_also_after_a_new_start(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    clock, settings = SetClock(), UserSettings(language="en", language_chosen=True, path=tmp_path / "settings.toml")
    for _start in range(2):
        app = front_app(lambda: LockScreen(path), settings=settings, clock=clock)
        async with app.run_test(size=(80, 24)) as pilot:
            await at_rest(pilot)
            await pilot.press(*"wrong", "enter")
            await at_rest(pilot)
            await pilot.press(*"again", "enter")
            await at_rest(pilot)
            assert "The next attempt can be made in " in answered(pilot)
            assert app.screen.query_one(SecretInput).value == "again"
            clock.move(1)
    assert Patience(tmp_path / "failed-attempts.json").seconds_left(path, clock()) == 1


def test_the_wait_doubles_to_a_minute_and_never_for_good(tmp_path: Path) -> None:
    assert [wait_after(failures) for failures in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    patience, clock = Patience(), SetClock()
    for _failure in range(20):
        patience.failed(tmp_path, clock())
    assert patience.seconds_left(tmp_path, clock()) == 60
    clock.move(-86_400)
    assert patience.seconds_left(tmp_path, clock()) == 60
    clock.move(86_400 + 60)
    assert patience.seconds_left(tmp_path, clock()) == 0
    assert len(patience.opened(tmp_path)) == 20
    assert patience.opened(tmp_path) == ()


@pytest.mark.parametrize("content", ["", "[]", '{"a": 3}', '{"a": ["yesterday"]}', "\x00"])
def test_nonsense_in_the_file_of_failures_is_as_no_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "failed").write_text(content)
    assert Patience(tmp_path / "failed").opened(Path("a")) == ()


def _swap_salt(path: Path) -> None:
    base = path / "base.db"
    base.write_bytes(bytes(16) + base.read_bytes()[16:])


def _make_newer(path: Path) -> None:
    document = json.loads((path / "keyring.json").read_bytes()) | {"version": 99}
    del document["checksum"]
    document["checksum"] = hashlib.sha256(canonical(document)).hexdigest()
    (path / "keyring.json").write_bytes(canonical(document))


FAULTS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "missing": (lambda path: path.rename(path.with_name("elsewhere")), "There is no Fichier file", "Il n'y a pas de"),
    "empty": (lambda path: (path / "base.db").write_bytes(b""), "is empty", "est vide"),
    "truncated": (
        lambda path: os.truncate(path / "base.db", (path / "base.db").stat().st_size - 100),
        "The end of the file",
        "Il manque la fin",
    ),
    "plain": (lambda path: (path / "base.db").write_bytes(b"SQLite format 3\0" + bytes(4080)), "is not a", "n'est pas"),
    "no keyring": (lambda path: (path / "keyring.json").unlink(), "is missing", "manque"),
    "torn keyring": (lambda path: (path / "keyring.json").write_text("{"), "is damaged", "est abîmé"),
    "newer keyring": (
        _make_newer,
        "newer version",
        "version plus récente",
    ),
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_each_fault_has_its_sentence_and_its_ways_out(tmp_path: Path, fault: str, language: str) -> None:
    path, _code = made_file(tmp_path)
    damage, *sentences = FAULTS[fault]
    damage(path)
    before = bytes_of(tmp_path)
    app = front_app(lambda: LockScreen(path), language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        assert sentences[language == "fr"] in answered(pilot)
        assert app.screen.query_one(ContentSwitcher).current == "fault"
        assert app.screen.query_one("#ways", OptionList).has_focus
        assert app.file is None
        app.use_language("en")
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_what_only_the_opening_finds_has_its_sentence_too(tmp_path: Path, language: str) -> None:
    path, _code = made_file(tmp_path)
    base = path / "base.db"
    content = bytearray(base.read_bytes())
    content[2000] ^= 1
    base.write_bytes(bytes(content))
    before = bytes_of(path)
    app = front_app(lambda: LockScreen(path), language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await at_rest(pilot)
        assert ("est abîmé" if language == "fr" else "is damaged") in answered(pilot)
    assert bytes_of(path) == before


async def test_a_keyring_of_another_file_is_told_from_a_wrong_passphrase(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    _swap_salt(path)
    app = front_app(lambda: LockScreen(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await at_rest(pilot)
        assert "belongs to another file" in answered(pilot)


async def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    path.chmod(0o500)
    app = front_app(lambda: LockScreen(path))
    with bound_by_rights():
        async with app.run_test(size=(80, 24)) as pilot:
            await at_rest(pilot)
            assert "even who only reads a file writes beside it" in answered(pilot)
    path.chmod(0o700)


async def test_the_recovery_sheet_opens_and_a_slip_names_its_group(tmp_path: Path) -> None:
    path, code = made_file(tmp_path)
    app = front_app(lambda: LockScreen(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await pilot.press("f4")
        wrong = code[:13] + ("0" if code[13] != "0" else "1") + code[14:]
        app.screen.query_one("#code", Input).value = wrong
        await pilot.press("enter")
        await at_rest(pilot)
        assert "Group 3 of the recovery code" in answered(pilot)
        assert app.screen.query_one("#code", Input).value == wrong
        app.screen.query_one("#code", Input).value = code.replace("-", " ").lower()
        await pilot.press("enter")
        await at_rest(pilot)
        assert isinstance(app.screen, ForgottenDialog), "whoever came by the sheet is asked for a new passphrase"
        assert isinstance(app.screen_stack[-2], ExampleScreen)
        await pilot.press("escape")
        await at_rest(pilot)
        assert app.status.content.plain.startswith("Nothing was changed: the passphrase of before still opens the file")
        assert app.file is not None
        app.file.close()


async def test_keys_of_the_lock_screen(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    app = front_app(lambda: LockScreen(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        secret = app.screen.query_one(SecretInput)
        named = app.screen.query_one(KeyFooter).render().plain
        assert "Enter Open" in named
        assert "F4 Recovery" in named, "who lost the passphrase sees what to do"
        await pilot.press(*"SECRET")
        assert "Caps Lock" in answered(pilot)
        assert secret.password
        assert "SECRET" not in repr(secret) + repr(app.screen)
        await pilot.press("f5")
        assert not secret.password
        await pilot.press("f5", "f4", "escape")
        await at_rest(pilot)
        assert app.screen.query_one(ContentSwitcher).current == "passphrase"
        assert secret.value == ""
        await pilot.press("f1", "escape", "f10", "escape", "f12")
        assert app.is_running
        await pilot.press("ctrl+q")
    assert app.return_value == "quit"


async def test_another_file_is_chosen_from_those_near_or_typed(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    other, _code = made_file(tmp_path, "Zoé")
    app = front_app(lambda: LockScreen(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        for chosen in ("list", "typed"):
            await pilot.press("f3")
            if chosen == "list":
                await pilot.press("down", "enter")
            else:
                app.screen.query_one("#path", Input).value = f"'{path}'"
                app.screen.query_one("#path", Input).focus()
                await pilot.press("enter")
            await at_rest(pilot)
            screen = app.screen
            assert isinstance(screen, LockScreen)
            assert screen.path == (other if chosen == "list" else path)
            assert screen.query_one(ContentSwitcher).current == "passphrase"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("  ", None),
        ("/a/Shop.fichier", Path("/a/Shop.fichier")),
        ("'/a/My shop.fichier' ", Path("/a/My shop.fichier")),
        ("file:///a/My%20shop.fichier", Path("/a/My shop.fichier")),
        ("~/Shop.fichier", Path.home() / "Shop.fichier"),
    ],
)
def test_a_path_however_it_is_given(typed: str, meant: Path | None) -> None:
    assert typed_path(typed) == meant


def test_the_suffix_is_that_of_the_folder() -> None:
    assert SUFFIX == SUFFIX_OF_FOLDER


async def test_the_demonstration_tells_its_passphrase_and_is_not_remembered(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    app = front_app(lambda: LockScreen(path, hint=PASSPHRASE))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        shown = [widget.render() for widget in app.screen.query(".hint")]
        assert PASSPHRASE in str(shown[0])
        app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await at_rest(pilot)
        assert app.settings.last_file == ""
        assert app.file is not None
        app.file.close()


async def test_hostile_names_of_folders_are_only_letters(tmp_path: Path) -> None:
    for text in HOSTILE:
        app = front_app(lambda text=text: LockScreen(tmp_path / (text.replace("/", " ")[:80] + SUFFIX)))  # type: ignore[misc]
        async with app.run_test(size=(80, 24)) as pilot:
            await at_rest(pilot)
            name = app.screen.query_one(FileName).render().plain.replace("\n", " ")
            assert not CONTROL.search(name)
            assert not CONTROL.search(answered(pilot))
            assert app.is_running


async def test_among_several_a_wrong_passphrase_is_said_for_whom_and_both_notices_are_told(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    file = open_file(path, PASSPHRASE)
    file.call(add_member, file.folder, file.key, "zoe", "Zoé", RECEPTION, "cinq mots pour commencer")
    file.close()
    clock, settings = SetClock(), UserSettings(language="en", language_chosen=True, path=tmp_path / "settings.toml")
    app = front_app(lambda: LockScreen(path, login="zoe"), settings=settings, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await pilot.press(*"something else", "enter")
        await at_rest(pilot)
        assert answered(pilot).startswith("! That is not the passphrase of zoe. Choose who you are")
        clock.move(1)
        app.screen.query_one(SecretInput).value = "cinq mots pour commencer"
        await pilot.press("enter")
        await at_rest(pilot)
        told = app.status.content.plain
        assert "This passphrase was handed over to you." in told
        assert "Failed attempts before (Zoé): 1" in told
        assert app.file is not None
        app.file.close()


async def test_after_a_restore_in_place_the_lock_screen_and_the_first_one_say_so(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    file, clock = open_file(path, PASSPHRASE), SetClock()
    copy = copy_beside(file, "office").path
    assert copy is not None
    file.call(create_contact, ContactDetails(last_name="Durand"))
    restored = restore_for_swap(file, copy, file.key)
    file.close()
    kept = swap(restored, file.folder, clock())
    app = front_app(lambda: LockScreen(path), clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        assert answered(pilot) == f"A safety copy is in place now; the file that was there is kept as “{kept.name}”."
        app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await at_rest(pilot)
        assert app.status.content.plain.startswith("The copy of ")
        assert app.status.content.plain.endswith(f"is in place; the other file is kept as “{kept.name}”.")
        assert app.shop.restored_from == copy.name
        assert app.file is not None
        app.file.close()
    clock.move(3_600)
    assert lately_aside(file.folder, clock()) is None
