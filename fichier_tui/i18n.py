"""The two languages: English message ids, a complete French catalogue, switched while the program runs.

Depends on nothing of the operating system's locale: a machine without one shows French all the same.
Never call `_` while a module is imported: mark the words with `N_` there, translate when they are shown.
"""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "fichier"
LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("fr", "en")

_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_asked_for = False


def ask_for(language: str) -> None:
    """Speak what `--lang` says, for this run and whatever the file would speak; "" where it says nothing."""
    global _asked_for
    _asked_for = bool(language)
    if language:
        use_language(language)


def asked_for() -> bool:
    """Whether `--lang` chose the language of this run."""
    return _asked_for


def use_language(language: str) -> None:
    """Speak `language` ("fr" or "en") from now on. Raises ValueError for any other."""
    global _translations, _language
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
    _translations = (
        gettext.NullTranslations()
        if language == "en"
        else gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)
    )
    _language = language


def language() -> str:
    """The language spoken now: "fr" or "en"."""
    return _language


def _(message: str) -> str:
    """The message in the language spoken now."""
    return _translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message in the language spoken now, in the number that `count` asks for."""
    return _translations.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """The message in the language spoken now, where one English word has two French ones."""
    return _translations.pgettext(context, message)


def N_(message: str) -> str:
    """Mark a message for extraction without translating it yet."""
    return message
