"""Files that come in and go out."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "export.cancelled": N_("The export was stopped, and nothing was left behind."),
    "export.exists": N_("There is already a file {path}, and it was left as it is. Choose another name."),
    "export.nobody": N_("Nobody, of {count}, may be contacted so: {why}. Choose another channel."),
    "export.format": N_("{name} is neither a .xlsx nor a .csv. End the name with one of the two."),
    "export.too_many": N_("A workbook holds {limit} lines at most. Export to .csv, or choose fewer contacts."),
    "import.empty": N_("The file {path} is empty. Choose another one."),
    "import.kind_unknown": N_(
        "Files such as {path} are not read. Save it as .xlsx or .csv in the program it comes from, "
        "then choose it again."
    ),
    "import.no_file": N_("The file {path} cannot be opened. Check its name, and that it is not on a disk taken out."),
    "import.stopped": N_("The import was stopped: nothing of it was written."),
    "import.too_large": N_(
        "The file {path} unpacks to more than can be read safely. Nothing was imported: save its first sheet alone, "
        "or cut it in two."
    ),
    "import.too_many_columns": N_("The file {path} has more than {limit} columns. Delete those that do not matter."),
    "import.too_many_rows": N_(
        "The file {path} has more than {limit} rows. Cut it in two, and import one after the other."
    ),
    "import.too_slow": N_(
        "The file {path} was not read within {limit} seconds. Nothing was imported: save it as .csv, or cut it in two."
    ),
    "import.unreadable": N_(
        "The file {path} is damaged, protected by a password, or not what its name says. "
        "Open it in the program it comes from, save it again, then choose it."
    ),
    "import.no_column": N_("The file has no column called {column}. Write its heading as it stands there."),
    "import.no_field": N_("There is no field called {field} to import into."),
}
