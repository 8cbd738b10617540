"""The words for the codes that the rooms below speak in: what was refused, and what to do about it."""

from __future__ import annotations

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _

# One sentence for what is so, one for what to do. A placeholder is a detail of the refusal.
REFUSALS: dict[str, str] = {
    "action.unknown_kind": N_("There is no kind of action called {kind}. Choose one of the list."),
    "backup.altered": N_(
        "The copy {path} was changed by something other than Fichier. Nothing was changed here: choose another one."
    ),
    "backup.damaged": N_("The copy {path} is damaged. Nothing was changed: choose another one."),
    "backup.foreign": N_("The copy {path} belongs to another file, or to a key that was replaced. Choose another one."),
    "backup.newer": N_(
        "The copy {path} was made by a newer version of Fichier. Install that version to read it: nothing was changed."
    ),
    "backup.unsound": N_(
        "The safety copy just made is not sound, so it was not kept. Check the disk, then run: fichier check {path}"
    ),
    "campaign.dates": N_("{name} would end before it starts. Change one of the two days."),
    "campaign.nameless": N_("A campaign needs a name. Type what it is called."),
    "campaign.no_offer": N_("A campaign is about an offer. Choose which one {name} makes known."),
    "campaign.nobody": N_("Nobody is left to whom {name} may be sent. Choose another segment or another channel."),
    "campaign.unknown_channel": N_("There is no channel called {channel}. Choose one of the list."),
    "card.taken": N_("The card {number} is that of {name} already. Take another card, or change that contact first."),
    "complaint.closed": N_("That complaint was answered already. Its answer stands in the history."),
    "complaint.empty": N_("The complaint is empty. Type what the contact said, or press Esc."),
    "complaint.no_answer": N_("A complaint is closed with its answer. Type what was answered, or press Esc."),
    "confirmation.expired": N_("The code sent to {name} has expired. Send another one."),
    "confirmation.no_address": N_("{name} has no e-mail address that can be used. Ask for it first."),
    "confirmation.no_yes": N_(
        "{name} did not say yes to e-mails, or may not be written to. Ask first: a code confirms a yes."
    ),
    "confirmation.none": N_("No code waits for {name}. Send one first."),
    "confirmation.other_address": N_(
        "The code was sent to {address}, which is not the contact's address any more. Send another one."
    ),
    "confirmation.too_many": N_("Too many codes were tried for {name}. Send another one."),
    "confirmation.wrong": N_("That is not the code: it has six digits. {left} more may be tried."),
    "consent.unknown": N_("There is no consent {state} for the channel {channel}. Choose one of the list."),
    "contact.changed_elsewhere": N_(
        "{name} was saved by somebody else meanwhile, so nothing was overwritten. Open the card again and compare."
    ),
    "contact.nameless": N_("A contact needs a name, an e-mail or a telephone number. Type one of them."),
    "custom.choices": N_("{name} is a choice: give it at least two answers, separated by commas."),
    "custom.exists": N_("There is a field called {name} already. Give this one another name."),
    "custom.has_values": N_(
        "{count} contacts have a value in {name}: it was not deleted. Retire it, and they are kept."
    ),
    "custom.kind_fixed": N_(
        "{name} holds values already, so its type cannot change. Retire it and make another field."
    ),
    "custom.nameless": N_("A field needs a name. Type what it is called."),
    "custom.purpose": N_(
        "What will {name} serve for? The law (GDPR, article 5) asks for a purpose: write it in a few words."
    ),
    "custom.sensitive_beliefs": N_(
        "{name} was refused: beliefs and religion may not be kept in a customer file (GDPR, article 9). "
        "Note what to do instead, not why."
    ),
    "custom.sensitive_body": N_(
        "{name} was refused: biometric and genetic data may not be kept in a customer file (GDPR, article 9). "
        "Do without it."
    ),
    "custom.sensitive_health": N_(
        "{name} was refused: health may not be kept in a customer file (GDPR, article 9). "
        "Note what to prepare instead: “ground-floor room”."
    ),
    "custom.sensitive_number": N_(
        "{name} was refused: the social security number may not be kept in a customer file (GDPR, article 87; "
        "decree 2019-341). Use the card number or your own."
    ),
    "custom.sensitive_offences": N_(
        "{name} was refused: offences and convictions may not be kept in a customer file (GDPR, article 10). "
        "Do without it."
    ),
    "custom.sensitive_origin": N_(
        "{name} was refused: racial or ethnic origin may not be kept in a customer file (GDPR, article 9). "
        "The language of the contact has its own field."
    ),
    "custom.sensitive_politics": N_(
        "{name} was refused: political opinions may not be kept in a customer file (GDPR, article 9). Do without it."
    ),
    "custom.sensitive_sex_life": N_(
        "{name} was refused: sex life may not be kept in a customer file (GDPR, article 9). Do without it."
    ),
    "custom.sensitive_union": N_(
        "{name} was refused: union membership may not be kept in a customer file (GDPR, article 9). Do without it."
    ),
    "custom.unknown": N_("The shop has no field called {field}. Create it in the settings first."),
    "custom.unknown_kind": N_("There is no type of field called {kind}. Choose one of the list."),
    "custom.wrong_value": N_("“{value}” is no value of {field}. Type one of its own kind."),
    "disk.faulty": N_("The disk answered with an error, so nothing was written in {path}. Save your work elsewhere."),
    "disk.full": N_("The disk is full, so nothing was written in {path}. Make some room, then try again."),
    "file.busy": N_("Another program is writing in {path}. Wait a moment, then try again: nothing was lost."),
    "export.cancelled": N_("The export was stopped, and nothing was left behind."),
    "export.exists": N_("There is already a file {path}, and it was left as it is. Choose another name."),
    "export.nobody": N_("None of the {count} contacts may be contacted so; F9 says why. Choose another channel."),
    "export.format": N_("{name} is neither a .xlsx nor a .csv. End the name with one of the two."),
    "export.too_many": N_("A workbook holds {limit} lines at most. Export to .csv, or choose fewer contacts."),
    "file.damaged": N_(
        "The file {path} is damaged. It was left as it is. Make a new one of the latest copy in its "
        "folder backups: fichier restore COPY NEW"
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
        "The file {path} was written by a newer version of Fichier. "
        "Install that version to open it: nothing was changed."
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
    "folder.missing": N_("There is no folder {path}. Make it first, or choose another place."),
    "folder.readonly": N_(
        "You have no permission to write in {path}. Ask for it, or move that folder into your Documents."
    ),
    "folder.unwritable": N_(
        "{path} takes no file of that name, so nothing was written. Choose another place, such as your documents."
    ),
    "communes.no_code": N_(
        "No column of {path} holds INSEE codes of communes (its columns: {columns}). Choose the file of "
        "La Poste or INSEE as it was downloaded."
    ),
    "communes.no_figure": N_("The figures wanted are not in {path}. Name one of its columns with --column: {columns}."),
    "action.long_past": N_(
        "{day} is more than a year ago: what is planned lies ahead. Correct the day; what was done is noted as a visit."
    ),
    "calendar.format": N_("{name} is no calendar: end the name with .ics."),
    "calendar.too_many": N_("The calendar {path} has more than {limit} events. Export a shorter period."),
    "calendar.unreadable": N_("{path} is no calendar, or a damaged one. Export it again as .ics."),
    "communes.no_name": N_(
        "No column of {path} holds the names of communes (its columns: {columns}). For figures, give it with --figures."
    ),
    "communes.nothing": N_("Not one commune could be read in {path}. Choose another file, or another column."),
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
    "keyring.altered": N_(
        "The keyring of this file was changed by something other than Fichier, so it was not used. Make "
        "a new file of the latest copy: fichier restore COPY NEW"
    ),
    "keyring.damaged": N_(
        "The keyring {path} is damaged; your passphrase is not in question. Put keyring.previous.json in "
        "its place if it is there, or make a new file of the latest copy: fichier restore COPY NEW"
    ),
    "keyring.foreign": N_(
        "The keyring of this folder belongs to another file, or the beginning of base.db is damaged. Put "
        "back the base.db and the keyring.json that go together, or make a new file of the latest copy: "
        "fichier restore COPY NEW"
    ),
    "keyring.full": N_("The keyring holds as many people as it can ({limit} KiB). Remove someone who has left."),
    "keyring.missing": N_(
        "The keyring {path} is missing, and nothing opens without it. Put keyring.previous.json in its "
        "place if it is there, or make a new file of the latest copy: fichier restore COPY NEW"
    ),
    "keyring.newer": N_(
        "The keyring of this file was written by a newer version of Fichier. "
        "Install that version to open it: nothing was changed."
    ),
    "labels.start": N_("A sheet has {count} labels, so it cannot begin at label {start}. Choose another label."),
    "labels.unknown": N_("There is no sheet of labels called {name}. Choose one of these: {codes}."),
    "letter.doubled": N_(
        "One brace on each side of “{piece}” is enough (character {position}): with two it would be sent as it stands."
    ),
    "letter.empty": N_("The letter is empty. Write its text, then try again."),
    "letter.format": N_("{name} would hold something else than its name says. End the name with {suffix}."),
    "letter.model_active": N_(
        "The model {name} holds macros or something else that runs, so it was not read. Save it as a plain .docx."
    ),
    "letter.model_crowded": N_(
        "The model {name} is no letter: it holds more than {limit} fields, or pieces of text in one paragraph. "
        "Simplify it."
    ),
    "letter.model_kind": N_("{name} is no Word document. Save your model as .docx in Word, then choose it again."),
    "letter.model_missing": N_("There is no model {path}, or it cannot be read. Choose another one."),
    "letter.model_no_field": N_(
        "The model {name} holds no field, so every letter would be the same. "
        "Write in it the field prénom or adresse, between braces."
    ),
    "letter.model_rule": N_(
        "The model holds a Word field that cannot be filled here: {piece}. "
        "Take it out, or write the words it stands for."
    ),
    "letter.model_too_large": N_("The model {name} is too large: {limit} MB at most. Make its pictures smaller."),
    "letter.model_unreadable": N_("The model {name} is damaged. Open it in Word, save it again, then choose it again."),
    "letter.empty_text": N_("The text is empty. Write it, or leave the option out where there is to be none."),
    "letter.nobody": N_("There is nobody to write to. Choose another segment."),
    "letter.not_closed": N_(
        "A field begins at character {position} (“{piece}”) and never ends. Close it with a brace."
    ),
    "letter.stray_brace": N_(
        "There is a closing brace that nothing opened (character {position}). Take it away, or write it twice."
    ),
    "letter.too_many": N_(
        "One document holds {limit} letters at most. Choose a smaller segment, or one document for each contact."
    ),
    "letter.too_long": N_("This text is too long: a letter holds {limit} characters at most. Shorten it."),
    "letter.unknown_field": N_(
        "No field is called “{piece}” (character {position}). Nothing was sent. Close names: {suggestions}"
    ),
    "line.alike": N_("{name} is in the file already and resembles this contact."),
    "line.contradicted": N_("“{words}” was not written: the card of {name} says something else. Correct it there."),
    "line.for_nobody": N_("“{words}” names nobody: it is a task of the shop."),
    "line.future": N_("“{words}” is still to come. Say a day that is past, or plan it: rdv, rappel."),
    "line.huge_amount": N_("“{words}” makes far more than usual. Check the amount before Enter."),
    "line.known_already": N_(
        "{name} is in the file already, with the same name. Choose that one, or ask for a new one."
    ),
    "line.left": N_(
        "“{words}” is no name of {name}. Choose that contact, say the words after a ; or add “c” for a new one."
    ),
    "line.near": N_("Nobody is called “{words}”; {name} is near. Choose that one, or type the name again."),
    "line.new_product": N_("{product} is a new product: it is added to those of the shop."),
    "line.no_amount": N_("For how much was {product} sold? Type for instance =38; =0 for a gift."),
    "line.no_channel": N_("Say which channel: ok:mail,sms or non:tel."),
    "line.no_contact": N_("The line names nobody. Type a name, or the end of a telephone number."),
    "line.no_day": N_("Until when? Type a day: +3j, lundi, 12/12."),
    "line.no_product": N_("What was sold, or for how much? Type a product, or an amount as =38."),
    "line.no_segment": N_("There is no segment called “{words}”. Type the name of one that is saved."),
    "line.nobody": N_("Nobody in the file fits “{words}”. Type it otherwise, or add “c” for a new contact."),
    "line.nothing": N_("The line says nothing to write. Begin for instance with v for a visit, a for a purchase."),
    "line.nothing_open": N_("Nothing is planned for {name}: there is nothing to mark as done or to postpone."),
    "line.past": N_("“{words}” is past already: it will stand among what is late."),
    "line.segment": N_("{name} is a segment: nothing was written. Open it with the key of the segments."),
    "line.several": N_("Several contacts fit “{words}”: {names}. Say more, or choose one."),
    "line.several_actions": N_("Several things are planned for {name}: {subjects}. Say which."),
    "line.too_long": N_("A line has {limit} characters at most. Say less of it at once."),
    "line.unread": N_("“{words}” cannot be read, or says again what was said already. Correct it, or put it after a ;"),
    "line.unused": N_("“{words}” says nothing of that: it was kept as a note."),
    "line.usual_price": N_("The amount is the usual price of {product}."),
    "login.invalid": N_("A login has 1 to {limit} characters. Use for instance a first name."),
    "login.needed": N_("Several people open this file: {logins}. Say who you are."),
    "login.unknown": N_("Nobody called {login} opens this file. Check the login."),
    "loyalty.below_zero": N_("A balance is not below zero. Type the points that the contact should have."),
    "loyalty.no_points": N_("No points were said. Type how many are used."),
    "loyalty.no_reason": N_("A correction needs a reason: it stays in the history. Type a few words."),
    "loyalty.reward_incomplete": N_("A reward needs a name and its points. Write for instance: 80 Spa for two"),
    "loyalty.too_few": N_("{points} points are wanted, and there are only {balance}. Choose another reward."),
    "loyalty.wrong_rule": N_("Points cannot be below zero, nor be given for less than one euro. Type another number."),
    "memory.short": N_(
        "This computer has too little free memory to check the passphrase: {mebibytes} MiB are needed. "
        "Close other programs, then try again."
    ),
    "mail.address": N_("{address} is no e-mail address that servers take. Correct it."),
    "mail.certificate": N_(
        "{host} (port {port}) did not prove that it is {host}: {why}. Nothing was sent, and the password was not given."
    ),
    "mail.empty": N_("A message needs a subject and a text. Write them."),
    "mail.host": N_("{host} is no name of a server. Your provider's help says it, for example smtp.example.org"),
    "mail.login": N_("{host} refused the user {user} or the password. Correct them in the settings: nothing was sent."),
    "mail.lost": N_("The connection to {host} was lost several times. What was not sent waits: go on later."),
    "mail.no_address": N_("Messages need a sender's address. Set it in the settings, under Sending e-mails."),
    "mail.no_login": N_(
        "{host} asks for a way to log in that Fichier does not know. Ask your provider for a password for programs."
    ),
    "mail.no_starttls": N_(
        "{host} (port {port}) offers no encryption, so nothing was sent. Ask your provider for its secured port."
    ),
    "mail.not_set": N_(
        "Sending e-mails is not set. Give the server and the sender's address in the settings, Sending e-mails."
    ),
    "mail.pace": N_("A batch has at least one message, and a pause is not below zero. Correct them."),
    "mail.page": N_("{page} is no page to unsubscribe by: its address begins with https://"),
    "mail.port": N_("{port} is no port. It is mostly 587 (STARTTLS) or 465 (TLS)."),
    "mail.recipient": N_("No server takes the address {address}. Correct it on the card."),
    "mail.refused": N_("The server refused the message to {address}: {answer}"),
    "mail.security": N_("{security} is no way to secure the connection. Choose starttls or tls."),
    "mail.sender_refused": N_(
        "The server takes no message from {address} ({answer}). Correct the address in the settings; the others wait."
    ),
    "mail.tls": N_(
        "{host} (port {port}) does not speak TLS in this way. Choose the other one in the settings: nothing was sent."
    ),
    "mail.unreachable": N_(
        "{host} (port {port}) does not answer. Check the network and the settings: nothing was sent."
    ),
    "merge.kinds": N_("{person} is a person and {company} a company: they cannot become one card."),
    "merge.same": N_("That is one card already. Mark two different ones."),
    "note.empty": N_("The note is empty. Type something, or press Esc."),
    "opinion.empty": N_("There is nothing to note. Type a score, or what the contact said."),
    "opinion.score": N_("A score goes from 0 to {highest}. Type another number."),
    "offer.dates": N_("{name} would end before it starts. Change one of the two days."),
    "offer.ended": N_("{name} has ended already. Enter changes its days."),
    "offer.nameless": N_("An offer needs a name. Type what it is called."),
    "offer.unknown_kind": N_("There is no kind of offer called {kind}. Choose one of the list."),
    "passphrase.empty": N_("The passphrase is empty. Type it, then press Enter."),
    "passphrase.wrong": N_(
        "That passphrase does not open this file. Check Caps Lock and the keyboard, then try again."
    ),
    "proposal.unknown_kind": N_("There is no kind of proposal called {kind}. Choose one of the list."),
    "query.interrupted": N_("That search was stopped."),
    "recovery.incomplete": N_(
        "The recovery code has {expected} characters, and {found} were typed. Type the eight groups."
    ),
    "recovery.mistyped": N_("Group {group} of the recovery code has a typing mistake. Compare it with the sheet."),
    "recovery.wrong": N_(
        "That recovery code is not the one of this file. Check that the sheet is the latest one printed."
    ),
    "recurrence.over": N_("That recurrence has no day to come. Say another one."),
    "recurrence.unreadable": N_("“{rule}” is no recurrence. Say for instance: chaque mois, tous les lundis."),
    "redo.nothing": N_("There is nothing to do again."),
    "row.unknown": N_("That is no longer in the file: somebody took it away. Go back and look again."),
    "segment.exists": N_("There is already a segment called {name}. Choose another name."),
    "segment.in_use": N_("The segment {name} is used by the segment {user}. Change that one first."),
    "segment.loop": N_("The segment {name} refers to itself. Take that reference away."),
    "segment.missing_condition": N_("Something is missing at character {position}: a condition is expected there."),
    "segment.missing_value": N_("A value is missing at character {position}. For instance: town:Nice"),
    "segment.nameless": N_("A segment needs a name. Type one."),
    "segment.not_a_day": N_(
        "“{text}” (character {position}) is neither a date nor a length of time. For instance: 31/12/2025, 2025, 18m"
    ),
    "segment.not_a_number": N_("“{text}” (character {position}) is not a number. For instance: age >= 60"),
    "segment.not_closed": N_("What opens with {text} (character {position}) is not closed. Close it."),
    "segment.not_of_event": N_(
        "“{text}” (character {position}) cannot be asked between these parentheses. What can: {suggestions}"
    ),
    "segment.not_ordered": N_("{text} (character {position}) does not apply here. Use a colon instead."),
    "segment.too_deep": N_("There are too many parentheses within one another. Save a part as a segment of its own."),
    "segment.too_long": N_("This segment is too long. Save a part as a segment of its own."),
    "segment.unexpected": N_("“{text}” (character {position}) was not expected there. Take it away."),
    "segment.unknown": N_("There is no segment called {name}. Choose one of the list."),
    "segment.unknown_field": N_(
        "There is nothing called “{text}” to ask about (character {position}). Close words: {suggestions}"
    ),
    "segment.unknown_value": N_(
        "“{text}” (character {position}) is not one of the possible values. Close words: {suggestions}"
    ),
    "segment.unknown_word": N_("“{text}” (character {position}) is not understood. Close words: {suggestions}"),
    "sending.ended": N_("{name} has ended already. Prepare a new sending."),
    "sending.list_format": N_("{name} is neither a .csv nor a .txt. End the name with one of the two."),
    "sending.nameless": N_("A sending needs a name. Type what it is about."),
    "sending.never_sent": N_("Nothing was sent to {address}. Check how it is written."),
    "sending.no_token": N_("That token stands for nobody. Look at the subject of the message, or at its Message-ID."),
    "sending.nobody": N_(
        "Nobody is left to send this to: {count} contacts are left out. Look at the reasons, and choose others."
    ),
    "sending.paused": N_("The sending was stopped. What was not sent waits: go on when you like."),
    "sending.unfinished": N_(
        "The same message is on its way already: sending {number}, {waiting} wait. Resume it, or give it up first; "
        "nobody is to get it twice."
    ),
    "sending.unknown": N_("There is no sending number {number}. Choose one of the list."),
    "setting.unknown": N_("There is no setting called {key}."),
    "setting.wrong_kind": N_("That is no value for the setting {key}."),
    "sponsor.itself": N_("Nobody sends themselves. Choose another contact."),
    "sponsor.loop": N_(
        "{sponsor} was sent by {name}, perhaps through others: it cannot be the other way round too. "
        "Choose another sponsor."
    ),
    "sqlite.temporary_files": N_(
        "The sqlcipher3 of this computer would write temporary files in clear, so the file was not opened. "
        "Install Fichier again: pip install --upgrade fichier-tui"
    ),
    "sqlite.too_old": N_(
        "The SQLite of this computer's sqlcipher3 is too old ({found}, {needed} is needed) and could damage the file. "
        "Install Fichier again: pip install --upgrade fichier-tui"
    ),
    "staff.unknown": N_("Nobody called {login} works here. Choose somebody of the list."),
    "template.empty": N_("{key} is free: Ctrl+O, Templates, says what it notes."),
    "template.no_verb": N_(
        "“{line}” does not say what is noted. Begin with v (visit), a (purchase), r (call), n (note)…"
    ),
    "template.note": N_("A note needs its words: type them after n."),
    "template.person": N_("“{line}” says whom, and a template is for whoever is chosen. Take that away."),
    "template.unread": N_("“{words}” cannot be read. Correct it, or take it away."),
    "template.verb": N_("“{line}” cannot be a template: it notes visits, purchases, plans and notes. Change its verb."),
    "text.no_file": N_("There is no file of the name {path}. Check how it is written."),
    "undo.already": N_("That was taken back already."),
    "undo.consent": N_(
        "What a person said of its consent another day is not taken back: record what it says today, a withdrawal."
    ),
    "undo.later": N_("That cannot be taken back: something done later rests on it. Take that back first."),
    "undo.nothing": N_("There is nothing to take back."),
    "undo.sent": N_("A message that was sent cannot be taken back: it has left, and the register keeps its line."),
    "undo.standing": N_("An export cannot be taken back: the file has left, and the register keeps its line."),
    "sheet.format": N_("{name} is neither a .pdf nor a .txt. End the name with one of the two."),
    "sms.format": N_("{name} is neither a .csv, a .xlsx nor a .txt. End the name with one of the three."),
    "wording.empty": N_("Write the sentence to be said: a consent that nobody was asked for proves nothing."),
}


class _Details(dict[str, object]):
    """Details for a sentence: one that is missing or empty shows as a dash rather than stopping the program."""

    def __missing__(self, key: str) -> str:
        return "—"


def sentence(refusal: Refusal) -> str:
    """The refusal in the language spoken now. Plain text, one line: give it to a widget as `Content`."""
    words = REFUSALS.get(refusal.code)
    if words is None:
        return _("This was refused ({code}). Nothing was changed.").format(code=clean_line(refusal.code))
    words = _(words)
    if "{suggestions}" in words and not refusal.details.get("suggestions"):
        # The close words are the last sentence, in every language; where there are none it is left out.
        words = words.rpartition(". ")[0] + "."
    details = {
        name: detail if isinstance(detail, int | float) else clean_line(str(detail)) or "—"
        for name, detail in refusal.details.items()
    }
    return words.format_map(_Details(details))
