"""Texts that a file from elsewhere may hold, to be shown in every cell and every field: nothing may come of them."""

from __future__ import annotations

import re

HOSTILE: tuple[str, ...] = (
    "[/b] Dupont [SARL]",
    "[@click=app.quit]cliquez[/]",
    "[@click=app.bell()]Péron[/@click]",
    "[link=https://example.org]ici[/link]",
    "[red on blue]rouge",
    "[",
    "]]]][[[[",
    "\\[b]échappé\\[/b]",
    "$primary $error {0} {name} %s %(a)s",
    "\x1b[31mRouge\x1b[0m",
    "\x1b]52;c;ZXZpbA==\x07Durand",
    "\x1b]0;titre\x1b\\Martin",
    "\x1b]8;;https://example.org\x1b\\lien\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[Hvide",
    "\x1b[?1049lfenêtre",
    "\x1bP$q\x1b\\dcs",
    "\x9b31mC1",
    "\x90dcs\x9c",
    "cloche\x07\x08\x08\x7f",
    "nul\x00milieu",
    "retour\rdébut",
    "deux\nlignes\r\ntrois",
    "tab\tulation\x0bverticale\x0cpage",
    "\u202eesrever\u202c",
    "\u2066isolé\u2069 \u200fdroite",
    "An\u200bne\u200d\ufeff\u2060Zéro",
    "e\u0301\u0300\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309tour",
    "Z\u0337\u0322\u0321\u0327\u0328\u0321\u0322a\u0337\u0322l\u0338\u0322go",
    "\u0301commence par un accent",
    "山田太郎様御一行様",
    "😀👨‍👩‍👧‍👦🇫🇷 emoji",
    "ﷺ ﷽ arabe",
    "\u1160\u3164\uffa0rempli",
    "\ud800moitié\udfff",
    "\U000e0041\U000e0042étiquette",
    "\u2028ligne\u2029paragraphe",
    '=HYPERLINK("https://example.org")',
    "'; DROP TABLE contact; --",
    "../../etc/passwd",
    "x" * 5_000,
    "mot " * 2_000,
    "漢" * 600,
    " \u00a0\u202f\u3000 ",
    "",
)

CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What may never reach the terminal from a text."""
