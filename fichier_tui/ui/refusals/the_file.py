"""The file, the disk under it, its safety copies."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "backup.altered": N_(
        "The copy {path} was changed by something other than Fichier. Nothing was changed here: choose another one."
    ),
    "backup.damaged": N_("The copy {path} is damaged. Nothing was changed: choose another one."),
    "backup.foreign": N_("The copy {path} belongs to another file, or to a key that was replaced. Choose another one."),
    "backup.folder": N_("{path} is a folder, no safety copy. Name one of its files that end in .fclbak."),
    "backup.gone": N_("There is no safety copy at {path}. Choose one of those in the list of the copies."),
    "backup.newer": N_(
        "The copy {path} was made by a newer version of Fichier. Install that version to read it: nothing was changed."
    ),
    "backup.unsound": N_(
        "The safety copy just made is not sound, so it was not kept. Check the disk, then run: fichier check {path}"
    ),
    "disk.faulty": N_("The disk answered with an error, so nothing was written in {path}. Save your work elsewhere."),
    "disk.full": N_("The disk is full, so nothing was written in {path}. Make some room, then try again."),
    "file.busy": N_("Another program is writing in {path}. Wait a moment, then try again: nothing was lost."),
    "file.damaged": N_(
        "The file {path} is damaged. It was left as it is. Save all that can be read into a new one: "
        "fichier check {path} --repair NEW"
    ),
    "file.empty": N_(
        "The file {path} is empty. It was left as it is. Make a new one of the latest copy in its folder "
        "backups: fichier restore COPY NEW"
    ),
    "file.exists": N_("There is already something at {path}, and it was left as it is. Choose another name."),
    "file.locked": N_("The file is locked. Type your passphrase to open it."),
    "file.missing": N_("There is no Fichier file at {path}. Check the name, or make one with: fichier new {path}"),
    "file.gone": N_(
        "The database {path} is gone, though its keyring is there. Look in the recycle bin, "
        "or make a new file of the latest copy in its folder backups: fichier restore COPY NEW"
    ),
    "file.name": N_("{path} cannot be the name of a file here. Choose a shorter or simpler name."),
    "file.newer": N_(
        "The file {path} was written by a newer version of Fichier: it is of form {version}, and this program reads "
        "up to {known}. Install the newer Fichier to open it: nothing was changed."
    ),
    "file.not_encrypted": N_(
        "{path} is not encrypted, so it was not opened. Make a new file of the latest copy: fichier restore COPY NEW"
    ),
    "file.not_fichier": N_("{path} is not a Fichier file. Choose a folder whose name ends in .fichier."),
    "file.truncated": N_(
        "The end of the file {path} is missing. It was left as it is. Make a new one of the latest copy "
        "in its folder backups: fichier restore COPY NEW"
    ),
    "file.unreadable": N_("{path} cannot be read. Check that this account has the right to read it."),
    "file.readonly": N_(
        "Nothing can be written in {path}, and even who only reads a file writes beside it. Ask for the permission; if "
        "the disk is read only, copy the folder to this computer first."
    ),
    "file.others": N_(
        "The file is open in another window or at another post, and all of it is to be replaced. "
        "Close it there, and try again: {path}"
    ),
    "folder.missing": N_("There is no folder {path}. Make it first, or choose another place."),
    "folder.readonly": N_(
        "You have no permission to write in {path}. Ask for it, or move that folder into your Documents."
    ),
    "folder.unwritable": N_(
        "{path} takes no file of that name, so nothing was written. Choose another place, such as your documents."
    ),
    "key.changed": N_(
        "The key of {path} was changed while you were opening it: somebody has left. Type your passphrase again."
    ),
    "key.unsound": N_(
        "What was written under the new key was not sound, so the file was left as it was. "
        "Check the disk, then run: fichier check {path}"
    ),
    "memory.short": N_(
        "This computer has too little free memory to check the passphrase: {mebibytes} MiB are needed. "
        "Close other programs, then try again."
    ),
    "query.interrupted": N_("That search was stopped."),
    "row.unknown": N_("That is no longer in the file: somebody took it away. Go back and look again."),
    "sqlite.temporary_files": N_(
        "The sqlcipher3 of this computer would write temporary files in clear, so the file was not opened. "
        "Install Fichier again: pip install --upgrade fichier-tui"
    ),
    "sqlite.too_old": N_(
        "The SQLite of this computer's sqlcipher3 is too old ({found}, {needed} is needed) and could damage the file. "
        "Install Fichier again: pip install --upgrade fichier-tui"
    ),
    "text.no_file": N_("There is no file of the name {path}. Check how it is written."),
}
