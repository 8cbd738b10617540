"""Who may open the file, and who may do what."""

from __future__ import annotations

from fichier_tui.i18n import N_

# Of staff.not_allowed, by what was needed: the keys of the screens are greyed with the same sentence.
REFUSALS: dict[str, str] = {
    "attempts.wait": N_("The next attempt can be made in {seconds} s."),
    "keyring.altered": N_(
        "The keyring of this file was changed by something other than Fichier, so it was not used. Make "
        "a new file of the latest copy: fichier restore COPY NEW"
    ),
    "keyring.between": N_("A departure from this file is not finished. An owner has to open it first, then try again."),
    "keyring.damaged": N_(
        "The keyring {path} is damaged; your passphrase is not in question. An owner puts an earlier one back: "
        "fichier check {folder} --restore-keyring"
    ),
    "keyring.foreign": N_(
        "The keyring of this folder belongs to another file, or the beginning of base.db is damaged. Put "
        "back the base.db and the keyring.json that go together, or make a new file of the latest copy: "
        "fichier restore COPY NEW"
    ),
    "keyring.full": N_("The keyring holds as many people as it can ({limit} KiB). Remove someone who has left."),
    "keyring.missing": N_(
        "The keyring {path} is missing, and nothing opens without it. An owner puts an earlier one back: "
        "fichier check {folder} --restore-keyring"
    ),
    "keyring.newer": N_(
        "The keyring of this file was written by a newer version of Fichier. "
        "Install that version to open it: nothing was changed."
    ),
    "keyring.signer": N_(
        "The keyring {path} was signed by somebody who is no owner: who opens the file may not be whom an owner let in."
        " Look through the staff, as an owner."
    ),
    "keyring.slot_gone": N_(
        "Somebody gave you another passphrase since you opened the file. Close it, and open it with that one."
    ),
    "login.invalid": N_("A login has 1 to {limit} characters. Use for instance a first name."),
    "login.needed": N_("Several people open this file: {logins}. Say who you are."),
    "login.taken": N_("{login} is the login of somebody already, or of somebody who left. Choose another one."),
    "login.unknown": N_("Nobody called {login} opens this file. Check the login."),
    "passphrase.empty": N_("The passphrase is empty. Type it, then press Enter."),
    "passphrase.same": N_("That is the passphrase you have already. Choose another one."),
    "passphrase.wrong": N_(
        "That passphrase does not open this file. Check Caps Lock and the keyboard, then try again."
    ),
    "passphrase.wrong_for": N_(
        "That is not the passphrase of {login}. Choose who you are with ↑ and ↓, check Caps Lock, then try again."
    ),
    "recovery.incomplete": N_(
        "The recovery code has {expected} characters, and {found} were typed. Type the eight groups."
    ),
    "recovery.mistyped": N_("Group {group} of the recovery code has a typing mistake. Compare it with the sheet."),
    "recovery.wrong": N_(
        "That recovery code is not the one of this file. Check that the sheet is the latest one printed."
    ),
    "staff.leaving_stopped": N_("Stopped: nobody has left, and the file is as it was."),
    "staff.last_owner": N_("{name} is the only owner, and a file needs one. Make somebody else an owner first."),
    "staff.nameless": N_("A member of staff needs a name. Type what everybody calls her or him."),
    "staff.not_allowed": N_("That is not for your role here. Ask the owner."),
    "staff.oneself": N_("{name} is you. Another owner has to do that."),
    "staff.own_passphrase": N_("{name} is you. Change your passphrase, with the one that you have."),
    "staff.sheet": N_("You opened the file with the recovery sheet. Choose a new passphrase for an owner first."),
    "staff.sheet_for_owner": N_(
        "{name} is not an owner. With the recovery sheet, choose a new passphrase for an owner first."
    ),
    "staff.left": N_("{login} has left already, and opens the file no more. There is nothing to do."),
    "staff.unknown": N_("Nobody called {login} works here. Choose somebody of the list."),
    "staff.unknown_role": N_("There is no role called {role}. Choose one of: reception, sales, owner."),
}
