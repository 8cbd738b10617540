"""The settings of this machine: kept, read again, and never a reason not to start."""

from __future__ import annotations

from pathlib import Path

import pytest

from fichier_tui import i18n
from fichier_tui.cli.spoken import choose_language
from fichier_tui.settings import UserSettings, read_settings, settings_path, system_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "C"}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
    ],
)
def test_the_language_of_the_machine_or_french(environment: dict[str, str], language: str) -> None:
    assert system_language(environment) == language


@pytest.mark.parametrize("words", [["--lang", "fr", "demo"], ["demo", "--lang=fr"]])
def test_lang_is_for_one_run_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("FICHIER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("LANGUAGE", "")
    choose_language(words)
    assert (i18n.language(), i18n.asked_for()) == ("fr", True)
    read_settings().changed(last_file="Valmont")
    choose_language(["demo"])
    assert (i18n.language(), i18n.asked_for()) == ("en", False)
    read_settings().changed(language="fr")
    choose_language(["demo"])
    assert i18n.language() == "fr"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    environment = {"FICHIER_CONFIG_DIR": str(tmp_path / "new" / "folder")}
    settings = read_settings(environment).changed(
        language="en", theme="paper", last_file='/tmp/L\'Été "à" la plage\\é.fichier'
    )
    assert read_settings(environment) == settings
    assert settings.last_file == '/tmp/L\'Été "à" la plage\\é.fichier'
    assert settings.path == tmp_path / "new" / "folder" / "settings.toml"


@pytest.mark.parametrize("content", [b"", b"language = 3\n", b"\xff\xfe", b'language = "xx"\ntheme = []', b"[[["])
def test_nonsense_is_as_no_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(content)
    settings = read_settings({"FICHIER_CONFIG_DIR": str(tmp_path)})
    assert settings == UserSettings("fr", path=tmp_path / "settings.toml")


def test_a_disk_that_refuses_does_not_stop_the_work(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("")
    settings = UserSettings(path=tmp_path / "a-file" / "settings.toml").changed(language="en")
    assert settings.language == "en"


def test_without_the_variable_they_are_in_the_users_own_folder() -> None:
    assert settings_path({}).name == "settings.toml"
    assert "fichier" in str(settings_path({}))
