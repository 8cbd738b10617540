"""What the README says exists: its commands, its pictures, its verbs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fichier_tui.cli import VERBS
from screenshots.make import with_keys

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)


def test_the_readme_has_two_commands_and_ci_runs_the_second() -> None:
    assert len(COMMANDS) == 2
    assert COMMANDS[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(((?:screenshots|docs)/[^)#]+)\)", README))))
def test_every_picture_and_page_of_the_readme_is_there(path: str) -> None:
    assert (ROOT / path).is_file()


def test_the_table_of_the_keys_is_what_the_program_declares() -> None:
    assert "| F5 |" in README
    assert with_keys(README) == README, "python -m screenshots.make --keys writes it anew"


def test_every_verb_is_in_the_readme_and_every_verb_of_the_readme_is_one() -> None:
    told = set(re.findall(r"`fichier ([a-z]+)", README))
    assert told == set(VERBS) - {"open"}
