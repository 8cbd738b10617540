"""The demonstration file: four years of an invented tourist office in the Alps, drawn by chance that falls the same.

`demonstration` and `demonstration_blocks` make the rows and touch no file; `fill_with_demonstration` writes them into
an open one; `open_new_demonstration` is all of it at once.
"""

from fichier_tui.storage.demonstration.catalogue import BUSINESS_NAME, OWNER_LOGIN, OWNER_NAME
from fichier_tui.storage.demonstration.content import TABLES, Demonstration, Planted, Regular, table_rows
from fichier_tui.storage.demonstration.generate import demonstration, demonstration_blocks
from fichier_tui.storage.demonstration.make import PASSPHRASE, login_of, open_new_demonstration
from fichier_tui.storage.demonstration.write import fill_with_demonstration, write_demonstration

__all__ = [
    "BUSINESS_NAME",
    "OWNER_LOGIN",
    "OWNER_NAME",
    "PASSPHRASE",
    "TABLES",
    "Demonstration",
    "Planted",
    "Regular",
    "demonstration",
    "demonstration_blocks",
    "fill_with_demonstration",
    "login_of",
    "open_new_demonstration",
    "table_rows",
    "write_demonstration",
]
