"""A disk that is taken out; what is saved out of a damaged file; a keyring put back."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "folder.gone": N_(
        "The folder {path} is there no more: a stick that was taken out, a share that is away? Put it back, then try "
        "again: what was saved is in it."
    ),
    "keyring.none_kept": N_(
        "No other keyring that opens {path} was found, neither the previous one nor that of a copy. Look for a copy on "
        "another disk, and make a new file of it: fichier restore COPY NEW"
    ),
    "keyring.not_confirmed": N_("Nothing was changed. To put that keyring back, run the same again with --yes."),
    "keyring.sound": N_("The keyring of {path} is sound. It was left as it is: nothing is to be done."),
    "salvage.copy_elsewhere": N_(
        "A safety copy on another disk or a stick may have it. Name it: fichier check {path} --repair NEW --copy COPY"
    ),
    "salvage.nothing": N_(
        "Not one page of {path} can be read with this key. It was left as it is. Make a new file of the latest copy "
        "in its folder backups: fichier restore COPY NEW"
    ),
}
