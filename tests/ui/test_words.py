"""Every refusal has its sentence, in both languages, and no detail of it can harm the sentence."""

from __future__ import annotations

import ast
import shlex
import string
import sys
from pathlib import Path

import pytest

from fichier_tui import i18n
from fichier_tui.domain.refusal import Refusal
from fichier_tui.ui.refusals import REFUSALS
from fichier_tui.ui.words import sentence

PACKAGE = Path(i18n.__file__).parent


def codes_in_the_program() -> dict[str, str]:
    """Each code given to a `Refusal(…)` somewhere in the package, with the place."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "Refusal" or not node.args:
                continue
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    found[part.value] = f"{path.relative_to(PACKAGE)}:{node.lineno}"
    return found


def test_every_code_raised_in_the_program_has_words() -> None:
    codes = codes_in_the_program()
    assert "passphrase.wrong" in codes
    assert {code: place for code, place in codes.items() if code not in REFUSALS} == {}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_each_sentence_says_what_is_so_and_what_to_do(code: str, language: str) -> None:
    i18n.use_language(language)
    names = {name for _, name, _, _ in string.Formatter().parse(REFUSALS[code]) if name}
    said = sentence(Refusal(code, **dict.fromkeys(names, "¤")))
    assert said.count("¤") >= len(names)
    assert "{" not in said
    assert said == " ".join(said.split(" "))
    if language == "fr":
        assert said != sentence_in_english(code, names)


def sentence_in_english(code: str, names: set[str]) -> str:
    """The same sentence in English."""
    i18n.use_language("en")
    return sentence(Refusal(code, **dict.fromkeys(names, "¤")))


def test_details_are_cleaned_and_may_be_missing() -> None:
    hostile = "\x1b]52;c;AAAA\x07 {0.__class__} [/b]\u202e\n"
    said = sentence(Refusal("login.unknown", login=hostile))
    assert "{0.__class__} [/b]" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "—" in sentence(Refusal("login.unknown"))
    assert "some.code" in sentence(Refusal("some.code"))


@pytest.mark.skipif(sys.platform == "win32", reason="another shell quotes otherwise")
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("code", ["file.damaged", "file.missing", "keyring.missing", "key.unsound", "backup.unsound"])
def test_a_command_that_a_sentence_tells_can_be_typed_as_it_is(code: str, language: str) -> None:
    path = "/home/léa/Ma Boutique d'été $.fichier"
    i18n.use_language(language)
    told = sentence(Refusal(code, path=path, folder=path))
    command = told[told.rindex("fichier ") if code == "file.missing" else told.index("fichier check") :]
    assert path in shlex.split(command)
