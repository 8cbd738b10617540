"""Letters, e-mails, text messages, and what is written on paper."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
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
    "letter.model_note": N_(
        "A footnote or an endnote of the model holds a field, which cannot be filled there. "
        "Write it in the text, a text box, the header or the footer."
    ),
    "letter.model_nowhere": N_(
        "There is no {name} in any of these folders: {folders}. The down arrow shows the models there are."
    ),
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
        "No field is called “{piece}”: it stands in “{around}”. Nothing was sent. Close names: {suggestions}"
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
    "sending.ended": N_("{name} has ended already. Prepare a new sending."),
    "sending.list_format": N_("{name} is neither a .csv nor a .txt. End the name with one of the two."),
    "sending.nameless": N_("A sending needs a name. Type what it is about."),
    "sending.never_sent": N_("Nothing was sent to {address}. Check how it is written."),
    "sending.no_token": N_("That token stands for nobody. Look at the subject of the message, or at its Message-ID."),
    "sending.nobody": N_("Nobody is left to send this to; left out, of {count}: {why}. Choose others."),
    "text.not_utf8": N_("{path} is not written in UTF-8. Save it as UTF-8 in the editor, then give it again."),
    "sending.paused": N_("The sending was stopped. What was not sent waits: go on when you like."),
    "sending.unfinished": N_(
        "The same message is on its way already: sending {number}, {waiting} wait. Resume it, or give it up first; "
        "nobody is to get it twice."
    ),
    "sending.unknown": N_("There is no sending number {number}. Choose one of the list."),
    "sheet.format": N_("{name} is neither a .pdf nor a .txt. End the name with one of the two."),
    "sms.format": N_("{name} is neither a .csv, a .xlsx nor a .txt. End the name with one of the three."),
}
