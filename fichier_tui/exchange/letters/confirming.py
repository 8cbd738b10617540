"""The message of a double opt-in: what the contact said yes to, and a code to be read out at the counter."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from pathlib import Path

from fichier_tui.domain.confirmation import DIGITS, VALID_DAYS, Confirmation, write_code
from fichier_tui.domain.consent import consent_line
from fichier_tui.domain.consent_wording import Sentence, wording_language
from fichier_tui.domain.letter import LetterFacts
from fichier_tui.domain.mail import MailSettings, ascii_address
from fichier_tui.domain.permission import EXPORT
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters.messages import Message, build_message, message_id
from fichier_tui.exchange.letters.smtp import deliver_bytes
from fichier_tui.exchange.letters.values import day_in_words, merge_values
from fichier_tui.exchange.whole_file import place_for, put_whole
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.consents.lines import consent_history
from fichier_tui.storage.consents.wordings import current_sentences
from fichier_tui.storage.exporting import record_export
from fichier_tui.storage.letters.confirmations import confirmable_address, drop_code, keep_code
from fichier_tui.storage.letters.facts import read_letter_facts
from fichier_tui.storage.letters.mail import mail_password, read_mail
from fichier_tui.storage.shop import read_settings

_SUBJECTS = {"fr": "{business} : confirmez votre adresse", "en": "{business}: confirm your address"}
_TEXTS = {
    "fr": (
        "{salutation},\n\n"
        "{business} a noté que vous acceptez de recevoir ses e-mails, après cette question :\n\n"
        "« {sentence} »\n\n"
        "Pour confirmer que cette adresse est bien la vôtre, donnez-nous ce code, sur place ou au téléphone :\n\n"
        "{code}\n\n"
        "Il est valable jusqu'au {until}. Si vous n'avez rien accepté, répondez NON : plus rien ne vous sera envoyé."
    ),
    "fr, not asked": (
        "{salutation},\n\n"
        "{business} a noté que vous acceptez de recevoir ses e-mails, et voudrait en être sûr. Voici la question :\n\n"
        "« {sentence} »\n\n"
        "Si votre réponse est oui, donnez-nous ce code, sur place ou au téléphone :\n\n"
        "{code}\n\n"
        "Il est valable jusqu'au {until}. Si vous n'avez rien accepté, répondez NON : plus rien ne vous sera envoyé."
    ),
    "en, not asked": (
        "{salutation},\n\n"
        "{business} noted that you agree to receive its e-mails, and would like to be sure. This is the question:\n\n"
        "“{sentence}”\n\n"
        "If your answer is yes, give us this code, here or by telephone:\n\n"
        "{code}\n\n"
        "It is valid until {until}. If you agreed to nothing, answer NO: nothing more will be sent to you."
    ),
    "en": (
        "{salutation},\n\n"
        "{business} noted that you agree to receive its e-mails, after this question:\n\n"
        "“{sentence}”\n\n"
        "To confirm that this address is yours, give us this code, here or by telephone:\n\n"
        "{code}\n\n"
        "It is valid until {until}. If you agreed to nothing, answer NO: nothing more will be sent to you."
    ),
}


def send_confirmation(file: OpenFile, contact: int) -> Confirmation:
    """Send a code to a contact by the shop's mail server. Never call it on the thread of a screen.

    Raises Refusal: as `confirmable_address`, as the server (`mail.…`); then the code is worth nothing.
    """
    mail, password = file.call(read_mail), file.call(mail_password)
    if not mail.may_send:
        raise Refusal("mail.not_set")
    confirmation, to, content = _made(file, contact, mail)
    try:
        deliver_bytes(mail, password, to, content)
    except Refusal:
        file.call(drop_code, confirmation.id)
        raise
    return confirmation


def write_confirmation(file: OpenFile, contact: int, target: Path, *, overwrite: bool = False) -> Confirmation:
    """Write the message with its code to an .eml file, to be sent by another program.

    Raises Refusal: as `confirmable_address`; mail.no_address, export.exists, folder.missing, disk.full.
    """
    file.call(Session.require, EXPORT)
    mail = file.call(read_mail)
    if not mail.may_write:
        raise Refusal("mail.no_address")
    target = place_for(target, overwrite=overwrite)
    confirmation, _to, content = _made(file, contact, mail)
    put_whole(
        target,
        content,
        overwrite=overwrite,
        enter=lambda: file.call(
            record_export, "eml", 1, "service", target.name, channel="email", aim="service", contact=contact
        ),
    )
    return confirmation


def _made(file: OpenFile, contact: int, mail: MailSettings) -> tuple[Confirmation, str, bytes]:
    """The code, kept; to whom, and the bytes of the message."""
    address = file.call(confirmable_address, contact)
    facts = file.call(read_letter_facts, [contact])[contact]
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    message, sentence, now = file.call(_message, facts, address, code)
    content = build_message(message, mail, now, language=sentence.language).as_bytes()
    confirmation = file.call(
        keep_code,
        contact,
        address,
        code,
        sentence=sentence,
        content=hashlib.sha256(content).hexdigest(),
        message_id=message_id(mail, message.token),
    )
    return confirmation, message.to, content


def _message(session: Session, facts: LetterFacts, address: str, code: str) -> tuple[Message, Sentence, dt.datetime]:
    settings, now = read_settings(session), session.now()
    language = wording_language(facts.details.language, settings.language)
    # What was asked is quoted as it was said; nothing is said to have been asked that was not (a yes out of a file).
    line = consent_line(consent_history(session, facts.contact), "email")
    was_asked = line is not None and line.wording != ""
    sentence = next(one for one in current_sentences(session) if (one.channel, one.language) == ("email", language))
    if line is not None and was_asked:
        sentence = Sentence("email", line.wording_language, line.wording_version, line.wording)
    business = settings.business or read_mail(session).address
    values = merge_values(facts, language=language, today=session.today, business=business)
    to = ascii_address(address)
    if to is None:
        raise Refusal("mail.recipient", address=address)
    text = _TEXTS[language if was_asked else f"{language}, not asked"].format(
        salutation=values["salutation"],
        business=business,
        sentence=sentence.text,
        code=write_code(code),
        until=day_in_words((now + dt.timedelta(days=VALID_DAYS)).astimezone().date(), language),
    )
    message = Message(
        to=to,
        name=values.get("full_name", ""),
        subject=_SUBJECTS[language].format(business=business),
        text=text,
        token=f"confirm.{secrets.token_hex(8)}",
    )
    return message, sentence, now
