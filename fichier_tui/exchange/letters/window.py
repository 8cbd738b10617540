"""Where the address of a letter stands so that it shows in a window envelope, whichever way the letter is made.

Source: La Poste's frame for the addressee of a letter in a window envelope: 110 mm from the left of the sheet and 55 mm
from its top, 85 × 33 mm. A DL envelope (110 × 220 mm) has its window of 35 × 100 mm at 20 mm from its right and from
its bottom; a sheet folded in three (99 mm high) has 11 mm of play in it, so what shows whichever way it slides is from
55 to 79 mm and up to 190 mm: six lines of 4 mm. La Poste reads letters of 9 points and more.
"""

from __future__ import annotations

LEFT, TOP, WIDTH, HEIGHT = 110.0, 55.0, 85.0, 33.0
"""Millimetres on the sheet."""
SHOWN_WIDTH = 80.0
"""What always shows of it, from `LEFT`."""
LINE = 4.0
"""From a line to the next."""
FOLDS = (99.0, 198.0)
"""Where the sheet is folded, from the top."""
