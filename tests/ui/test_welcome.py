"""The first run: from nothing to an open, empty file; going back loses nothing; a weak passphrase is refused."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from fichier_tui import i18n
from fichier_tui.settings import UserSettings
from fichier_tui.storage import keyring, open_file, read_settings, read_statistics
from fichier_tui.storage.staff.passphrase import estimate_strength, suggest_passphrase
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.person import person_of
from fichier_tui.ui.screens.welcome import WelcomeScreen
from fichier_tui.ui.screens.welcome.answers import Answers, file_name, passphrase_complaint
from fichier_tui.ui.screens.welcome.steps import Meter, RecoveryStep
from fichier_tui.ui.widgets.footer import KeyFooter
from tests.hostile import CONTROL, HOSTILE
from tests.ui.example_screen import ExampleScreen
from tests.ui.front_app import PASSPHRASE, answered, at_rest, front_app


def welcome() -> WelcomeScreen:
    return WelcomeScreen(kdf=keyring.CHEAPEST)


async def test_from_nothing_to_an_open_empty_file(tmp_path: Path) -> None:
    settings = UserSettings(language="en", path=tmp_path / "settings.toml")
    app = front_app(welcome, settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        await pilot.press("up", "enter")
        assert i18n.language() == "fr"
        assert app.settings.language_chosen
        await pilot.press(*"Office du lac", "enter", *"Anne Roux", "enter")
        assert "en tant que" in (told := str(screen.query_one("#login").render()))
        assert told.endswith(" anne")
        place = screen.query_one("#place", Input)
        assert place.value.endswith("Office du lac.fichier")
        place.value = str(tmp_path / "Office du lac")
        await pilot.press("enter")
        await at_rest(pilot)
        assert screen.step == "passphrase"
        screen.query_one("#first", Input).value = PASSPHRASE
        await pilot.press("enter")
        screen.query_one("#again", Input).value = PASSPHRASE
        await pilot.press("enter")
        await at_rest(pilot)
        assert screen.step == "recovery"
        assert screen.query_one("#first", Input).value == ""
        numbered = str(screen.query_one("#code").render()).replace("\n", "   ").split("   ")
        assert [group.split()[0] for group in numbered] == list("12345678")
        code = [group.split()[1] for group in numbered]
        await pilot.press("enter")
        assert answered(pilot).startswith("! Tapez les deux groupes demandés")
        await pilot.press(*"AAAAA", "enter")
        assert answered(pilot).startswith("! Ce ne sont pas")
        screen.query_one("#groups", Input).value = ""
        await pilot.press("7")
        assert not answered(pilot)
        asked = screen.query_one(RecoveryStep).asked
        screen.query_one("#groups", Input).value = " ".join(code[group] for group in asked).lower()
        await pilot.press("enter")
        assert screen.step == "begin"
        assert code[0] not in str(screen.query_one("#code").render())
        assert all(slot.key.words != "Retour" for slot in screen.query_one(KeyFooter).slots())
        beginnings = screen.query_one("#beginnings", OptionList)
        beginnings.highlighted = beginnings.get_option_index("empty")
        await pilot.press("enter")
        await at_rest(pilot)
        assert isinstance(app.screen, ExampleScreen)
        assert app.settings.last_file == str(tmp_path / "Office du lac.fichier")
        assert app.file is not None
    app.file.close()
    file = open_file(tmp_path / "Office du lac.fichier", PASSPHRASE)
    shop = file.call(read_settings)
    assert (shop.business, shop.language) == ("Office du lac", "fr")
    assert file.call(lambda session: (session.staff.name, session.staff.login)) == ("Anne Roux", "anne")
    assert file.call(read_statistics, shop.inactive_after_days).contacts == 0
    file.close()


async def test_the_name_that_the_system_knows_is_proposed_and_nobody_is_made_to_have_one(tmp_path: Path) -> None:
    app = front_app(welcome)
    app.person = "Léa Martin"
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        await pilot.press("enter", *"Lac", "enter")
        assert (screen.answers().name, screen.answers().login) == ("Léa Martin", "lea")
        assert "as: lea" in str(screen.query_one("#login").render())
        screen.query_one("#name", Input).value = ""
        await pilot.pause()
        assert "owner" not in str(screen.query_one("#login").render()), "no word of the program before a name is typed"
        assert screen.answers().login == "owner"


@pytest.mark.parametrize(
    ("account", "name"),
    [
        ((1000, "anne", "Anne Roux,,,"), "Anne Roux"),
        ((0, "root", "System Administrator"), ""),
        ((1000, "anne", "anne"), ""),
        ((501, "anne", ""), ""),
    ],
)
def test_who_sits_here_is_asked_of_the_system(account: tuple[int, str, str], name: str) -> None:
    assert person_of(*account) == name


async def test_a_workbook_can_be_brought_in_at_the_end_where_the_program_knows_how(tmp_path: Path) -> None:
    asked: list[str] = []

    class Importing(FichierApp):
        async def import_workbook(self, path: Path | None = None) -> None:
            asked.append(self.shop.business)

    made = front_app(welcome)
    app = Importing(
        settings=made.settings, today=made.today, now=made.now, places=made.places, first=welcome, language="en"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.query_one("#business", Input).value = "Lac"
        await pilot.pause()
        screen.query_one("#place", Input).value = str(tmp_path / "Lac")
        screen.show_step("passphrase")
        for field in ("#first", "#again"):
            screen.query_one(field, Input).value = PASSPHRASE
        await pilot.press("ctrl+s")
        await at_rest(pilot)
        await pilot.press("f7", "y")
        await pilot.pause()
        screen.query_one("#beginnings", OptionList).highlighted = 0
        await pilot.press("enter")
        await at_rest(pilot)
        assert asked == ["Lac"]
        assert app.file is not None
    app.file.close()


async def test_going_back_loses_nothing(tmp_path: Path) -> None:
    app = front_app(welcome)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *"Lac", "enter", *"Anne", "enter")
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.query_one("#place", Input).value = str(tmp_path / "Lac")
        await pilot.press("up", "up", "up")
        assert screen.focused is screen.query_one("#business")
        await pilot.press("down", "down")
        assert screen.focused is screen.query_one("#place")
        await pilot.press("enter")
        await at_rest(pilot)
        await pilot.press(*"abc", "escape", "escape")
        assert screen.step == "language"
        await pilot.press("escape")
        assert screen.is_current
        await pilot.press("enter", "ctrl+s")
        await at_rest(pilot)
        assert screen.answers() == Answers("Lac", "Anne", tmp_path / "Lac", "abc")


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("", "", "Choose a passphrase"),
        ("trop court", "trop court", "too short"),
        ("passwordpassword", "passwordpassword", "too easy to guess"),
        ("Office du lac!", "Office du lac!", "too easy to guess"),
        (PASSPHRASE, "", "once more"),
        (PASSPHRASE, PASSPHRASE + "!", "not the same"),
    ],
)
async def test_a_passphrase_that_will_not_do_is_refused_with_the_reason(first: str, again: str, said: str) -> None:
    app = front_app(welcome)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.query_one("#business", Input).value = "Office du lac"
        screen.show_step("passphrase")
        screen.query_one("#first", Input).value = first
        screen.query_one("#again", Input).value = again
        await pilot.press("ctrl+s")
        await at_rest(pilot)
        assert said in answered(pilot)
        assert screen.step == "passphrase"
        assert first not in answered(pilot) or not first


@pytest.mark.parametrize(("typed", "said"), [("chloe", "too short"), ("passwordpassword", "too easy to guess")])
async def test_what_will_not_do_is_said_before_it_is_typed_twice(typed: str, said: str) -> None:
    app = front_app(welcome)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.show_step("passphrase")
        await pilot.press(*typed, "enter")
        await at_rest(pilot)
        assert said in answered(pilot)
        assert screen.query_one("#first", Input).has_focus


async def test_both_phrases_are_shown_or_hidden_together() -> None:
    app = front_app(welcome)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.show_step("passphrase")
        fields = [screen.query_one(name, Input) for name in ("#first", "#again")]
        await pilot.press("f6")  # shows the first
        for hidden in (False, True, False):
            await pilot.press("f5")
            assert [field.password for field in fields] == [hidden] * 2


async def test_the_estimate_is_live_and_a_suggestion_is_strong() -> None:
    app = front_app(welcome)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.show_step("passphrase")
        await pilot.press(*"soleil")
        await at_rest(pilot)
        assert screen.query_one(Meter).strength == "weak"
        await pilot.press("f6")
        await at_rest(pilot)
        assert screen.query_one(Meter).strength == "strong"
        assert len(screen.query_one("#first", Input).value.split()) == 5
        assert screen.query_one("#again", Input).has_focus


async def test_the_recovery_code_may_be_skipped_after_a_warning(tmp_path: Path) -> None:
    app = front_app(welcome)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.query_one("#business", Input).value = "Lac"
        await pilot.pause()
        screen.query_one("#place", Input).value = str(tmp_path / "Lac")
        screen.show_step("passphrase")
        for field in ("#first", "#again"):
            screen.query_one(field, Input).value = PASSPHRASE
        await pilot.press("ctrl+s")
        await at_rest(pilot)
        assert screen.step == "recovery"
        await pilot.press("escape")
        assert screen.step == "recovery"
        await pilot.press("f7", "enter")
        await pilot.pause()
        assert screen.step == "recovery"
        await pilot.press("f7", "y")
        await pilot.pause()
        assert screen.step == "begin"


async def test_a_place_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Lac.fichier").mkdir()
    app = front_app(welcome)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.query_one("#business", Input).value = "Lac"
        screen.show_step("shop")
        await pilot.pause()
        for place, said in ((str(tmp_path / "Lac"), "already something"), (str(tmp_path / "a" / "b"), "no folder")):
            screen.query_one("#place", Input).value = place
            await pilot.press("ctrl+s")
            await at_rest(pilot)
            assert said in answered(pilot)
            assert screen.step == "shop"


async def test_the_demonstration_and_a_file_that_exists_are_ways_out() -> None:
    app = front_app(welcome)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert not isinstance(app.screen, WelcomeScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        await pilot.press("f4")
    assert app.return_value == "demo"


@pytest.mark.parametrize(
    ("business", "name"),
    [
        ("Office du lac", "Office du lac.fichier"),
        ("", "Fichier.fichier"),
        ("../../etc/passwd", "etc passwd.fichier"),
        ('Chez "Léa" : bar/tabac', "Chez Léa bar tabac.fichier"),
        ("con", "con file.fichier"),
        (".caché.", "caché.fichier"),
    ],
)
def test_the_folders_name_comes_from_the_business(business: str, name: str) -> None:
    assert file_name(business) == name


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_business_gives_a_harmless_folder(text: str) -> None:
    name = file_name(text)
    assert not CONTROL.search(name)
    assert Path(name).name == name
    assert len(name) < 80


def test_a_suggestion_is_new_each_time_and_typed_alike_on_both_keyboards() -> None:
    drawn = {suggest_passphrase() for _turn in range(20)}
    assert len(drawn) == 20
    assert not set("".join(drawn)) & set("aqwzmAQWZM;,.:!?0123456789")
    assert {estimate_strength(phrase).code for phrase in drawn} == {"strong"}


def test_a_suggestion_has_no_word_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, draw = list("tedoru" * 2), secrets.choice
    monkeypatch.setattr(secrets, "choice", lambda letters: drawn.pop(0) if drawn else draw(letters))
    words = suggest_passphrase().split()
    assert words.count("tedoru") == 1
    assert len(words) == 5


def test_answers_show_no_passphrase_and_complaints_quote_none() -> None:
    assert PASSPHRASE not in repr(Answers(passphrase=PASSPHRASE))
    assert passphrase_complaint(PASSPHRASE, PASSPHRASE, "fair") == ""


async def test_the_field_that_has_the_cursor_is_marked_without_colour() -> None:
    app = front_app(welcome)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.show_step("shop")
        await pilot.pause()
        marked = [field.id for field in screen.query(Input) if field.styles.border_left[0] == "outer"]
        assert marked == ["business"]
        assert screen.query_one("#business", Input).size.height == 1
