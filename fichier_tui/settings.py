"""What the user may set on this machine: the language, the colours, the file opened last. Nothing of any client.

A small TOML file in the user's configuration folder (`FICHIER_CONFIG_DIR` puts it elsewhere). A file that cannot be
read or holds nonsense is as no file: the program starts all the same.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from fichier_tui.i18n import LANGUAGES

FILE_NAME = "settings.toml"
THEME = "slate"
AUTO_LOCK_MINUTES = 5
AUTO_LOCK_BOUNDS = (1, 60)


@dataclasses.dataclass(frozen=True, slots=True)
class UserSettings:
    """The settings as they are used; `path` is where they are kept, None when they are not kept (tests, pictures)."""

    language: str = "fr"
    theme: str = THEME
    last_file: str = ""
    last_login: str = ""
    """Who opened it last on this machine: proposed at the lock screen, where several people open the file."""
    auto_lock_minutes: int = AUTO_LOCK_MINUTES
    """Minutes without a key or the mouse after which the file locks itself, 1 to 60."""
    told_places: str = ""
    """The files of which it was told that they lie in a dangerous place, a path a line: it is told once."""
    language_chosen: bool = False
    """Whether somebody chose the language on this machine; until then it is the machine's, then the shop's."""
    argon2_memory: int = 0
    """How much memory, in KiB, a passphrase may cost here within half a second; 0 before this machine was measured."""
    argon2_measured_on: str = ""
    """The day of that, in ISO form."""
    path: Path | None = None

    def changed(self, **values: str | int) -> UserSettings:
        """The settings with these values, written to their place. A disk that refuses does not stop the work."""
        chosen = self.language_chosen or "language" in values
        settings = dataclasses.replace(self, language_chosen=chosen, **values)  # type: ignore[arg-type]
        with contextlib.suppress(OSError):
            settings.write()
        return settings

    def write(self) -> None:
        """Write the file whole, by a new one put in its place. Raises OSError. Nothing when `path` is None."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        partial = self.path.with_suffix(".part")
        partial.write_text(self.as_toml(), encoding="utf-8")
        partial.replace(self.path)

    def as_toml(self) -> str:
        """The file's text. A JSON string with its escapes is a TOML basic string, so no library is needed to write."""
        values: dict[str, str | int] = {"language": self.language} if self.language_chosen else {}
        values |= {"theme": self.theme, "last_file": self.last_file}
        values |= {"last_login": self.last_login} if self.last_login else {}
        values |= {} if self.auto_lock_minutes == AUTO_LOCK_MINUTES else {"auto_lock_minutes": self.auto_lock_minutes}
        values |= {"told_places": self.told_places} if self.told_places else {}
        if self.argon2_memory:
            values |= {"argon2_memory": self.argon2_memory, "argon2_measured_on": self.argon2_measured_on}
        return "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())


def system_language(environment: Mapping[str, str]) -> str:
    """The language that the machine asks for when it is one of ours, else French; works with no locale at all."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        asked = environment.get(name, "")[:2].lower()
        if asked in LANGUAGES:
            return asked
    return "fr"


def settings_path(environment: Mapping[str, str]) -> Path:
    """Where the settings of this user are kept on this machine."""
    if folder := environment.get("FICHIER_CONFIG_DIR"):
        return Path(folder) / FILE_NAME
    from platformdirs import user_config_path

    return user_config_path("fichier", appauthor=False) / FILE_NAME


def read_settings(environment: Mapping[str, str] | None = None) -> UserSettings:
    """The settings of this user, with defaults for what is missing or wrong."""
    environment = os.environ if environment is None else environment
    path = settings_path(environment)
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}

    def text(name: str) -> str:
        value = kept.get(name)
        return value if isinstance(value, str) else ""

    language = text("language")
    chosen = language in LANGUAGES
    minutes = kept.get("auto_lock_minutes")
    least, most = AUTO_LOCK_BOUNDS
    memory = kept.get("argon2_memory")
    return UserSettings(
        language=language if chosen else system_language(environment),
        language_chosen=chosen,
        auto_lock_minutes=min(most, max(least, minutes)) if type(minutes) is int else AUTO_LOCK_MINUTES,
        theme=text("theme") or THEME,
        last_file=text("last_file"),
        argon2_memory=memory if type(memory) is int and memory > 0 else 0,
        argon2_measured_on=text("argon2_measured_on"),
        last_login=text("last_login"),
        told_places=text("told_places"),
        path=path,
    )
