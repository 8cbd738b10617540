"""The program locks by being executed anew, which takes most of a second: meanwhile its own screen stays up.

Without that the terminal would show again what stood in it before, and what is typed too early: a passphrase.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.driver import Driver

LEAVES = "\x1b[?1049l"
"""What a terminal takes for "show again what was there before the program"."""
NAME = "F i c h i e r"


def stay(driver: Driver, width: int, height: int) -> None:
    """Let the driver end on a screen of `width` × `height` cells with the program's name alone.

    The program started next must enter the alternate screen, as every program of Textual does, or write `LEAVES`.
    """
    write = driver.write
    row, column = max(1, height // 2), max(1, (width - cell_len(NAME)) // 2 + 1)
    # Concealed from there on: the terminal echoes what is typed until the next program listens.
    cover = f"\x1b[0m\x1b[2J\x1b[{row};{column}H{NAME}\x1b[1;1H\x1b[8m"

    def covered(data: str) -> None:
        write(data.replace(LEAVES, cover))

    vars(driver)["write"] = covered
