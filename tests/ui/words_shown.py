"""Which words a screen shows, and which of them may stand on a French one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import python_calamine

from fichier_tui import i18n
from fichier_tui.domain.calendar_words import MONTHS
from fichier_tui.domain.law import SOURCES
from fichier_tui.domain.letter import MERGE_FIELDS
from fichier_tui.domain.notice import default_notice
from fichier_tui.domain.retention import CATEGORIES
from fichier_tui.domain.text import fold
from fichier_tui.storage import Session
from fichier_tui.ui.dialogs.dialog import Dialog
from hatch_build import read_catalogue
from screenshots.scenes import LETTER
from screenshots.stage import SAMPLES, Player, Stage, opened, text_of

WORD = re.compile(r"([^\W\d_]{3,})(…?)")
# Paths, long e-mail addresses, which go on in the next line in the middle of a word, and the last four digits of the
# journal's chain, which are another in each file and one time in twelve have three letters together.
NO_WORD = re.compile(r"/\S+|tmp\w+|\S+@\S+|\S+\.example\S*|…[0-9a-f]{4}\b")
# What is written alike in both languages and stands in no catalogue; what the scenes type.
ALIKE = frozenset(
    (
        "ctrl",
        "fichier",
        "valmont",
        "documents",
        "francais",
        "english",
        "lacroix",
        "office",
        "mail",
        "xxxxx",
        "per",
        "downloads",
        "tmp",
        "zzz",
        "xlsx",
    )
)


def french_words(office: Stage) -> str:
    """Every word that a French screen may show, folded, between blanks: of the catalogue, of the file, of its codes."""
    catalogue = read_catalogue(Path(i18n.LOCALE_FOLDER) / "fr", "fr")
    texts = [text for message in catalogue for text in _strings_of(message.string)]
    with opened(office) as file:
        texts.append(file.call(_every_text))
    # The names of laws, of the fields of a letter, and the letter that a scene types, which keeps its own language.
    texts += [*SOURCES.values(), *(names.fr for names in MERGE_FIELDS.values()), *LETTER["en"], *LETTER["fr"]]
    texts += [*(category.source for category in CATEGORIES.values()), default_notice("fr", "Office")]
    texts.append("Subject Objet Madame Monsieur Cher Chère Dear Mrs")
    sheets = python_calamine.CalamineWorkbook.from_path(SAMPLES / office.workbook)
    texts += [str(sheets.get_sheet_by_name(name).to_python()) for name in sheets.sheet_names]
    words = {fold(word) for text in texts for word, _cut in WORD.findall(re.sub(r"{\w+}", " ", text))}
    return " ".join(["", *sorted(words | MONTHS.keys() | ALIKE), ""])


def _strings_of(translated: str | Sequence[str] | None) -> Sequence[str]:
    """One French sentence, or several for the numbers."""
    return (translated,) if isinstance(translated, str) else translated or ()


def _every_text(session: Session) -> str:
    """All that is written in the file."""
    tables = [name for (name,) in session.database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for name in tables for row in session.database.execute_sql(f'SELECT * FROM "{name}"').fetchall()]
    return "\n".join(value for row in rows for value in row if isinstance(value, str))


def not_in(words: str, player: Player) -> set[str]:
    """The words shown that are none of these; one that is cut by an ellipsis must begin like one of these."""
    screen = player.app.screen
    part = screen.query_one(".dialog--box").region if isinstance(screen, Dialog) else None
    shown = WORD.findall(NO_WORD.sub(" ", text_of(player.lines(part))))
    return {word for word, cut in shown if f" {fold(word)}{'' if cut else ' '}" not in words}
