"""The keys of the counter, besides those of every screen. They are done in the order in which they are struck."""

from __future__ import annotations

from fichier_tui.i18n import N_
from fichier_tui.ui import keys

ENTER = keys.Key(
    "counter.enter", "enter", "enter_line", N_("Note it"), N_("Note"),
    N_("Write everything that the line says, at once; a name alone opens its card."), rank=5,
    synonyms=N_("save write record"),
)  # fmt: skip
ENTER_ON_PIECE = (N_("Back to the line"), N_("Line"))
"""What Enter does while a piece is chosen."""
DOWN = keys.Key(
    "counter.down", "down", "choose(1)", N_("Next person"), "",
    N_("The one below in the list: it is the one that is meant."), rank=82, group=keys.LIST, in_footer=False,
)  # fmt: skip
UP = keys.Key(
    "counter.up", "up", "choose(-1)", N_("Previous person"), "",
    N_("The one above in the list; from the first, to the pieces of the line."), rank=83, group=keys.LIST,
    in_footer=False,
)  # fmt: skip
PIECES = keys.Key(
    "counter.pieces", "tab", "pieces", N_("Pieces of the line"), N_("Pieces"),
    N_("Look at what was understood, piece by piece; Tab again comes back to the line."), rank=32,
    synonyms=N_("chips ambiguous understood correct"), elsewhere=N_("Nothing is understood yet: type a line."),
)  # fmt: skip
AS_TEXT = keys.Key(
    "counter.as_text", "backspace", "as_text", N_("Only words"), "",
    N_("The piece means nothing in particular: its words belong to the name, or to what is noted."), rank=6,
)  # fmt: skip
NEXT_READING = keys.Key(
    "counter.next_reading", "space", "next_reading", N_("Other meaning"), "",
    N_("Take the piece, marked by a ?, as the next thing that it may mean."), rank=7,
)  # fmt: skip
PIECE_LEFT = keys.Key(
    "counter.piece_left", "left", "turn_piece(-1)", N_("Piece before"), "", N_("The piece before."), rank=84,
    in_footer=False,
)  # fmt: skip
PIECE_RIGHT = keys.Key(
    "counter.piece_right", "right", "turn_piece(1)", N_("Piece after"), "", N_("The piece after."), rank=85,
    in_footer=False,
)  # fmt: skip
OF_PIECES = ("as_text", "next_reading", "turn_piece")
"""What is done while a piece of the line is chosen, and not otherwise."""
EVERY = (ENTER, PIECES, DOWN, UP, AS_TEXT, NEXT_READING, PIECE_LEFT, PIECE_RIGHT)
