"""The ways to write to contacts: by which channel each goes, what it asks for, what it makes."""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.i18n import N_

SUBJECT, TEXT, MODEL, SHEET, START, PATH, FOLDER, OFFER = (
    "subject",
    "text",
    "model",
    "sheet",
    "start",
    "path",
    "folder",
    "offer",
)
"""What may be asked for, by the key of its field."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of them."""

    code: str
    channel: str
    """One of `domain.history.CONSENT_CHANNELS`."""
    words: str
    """Marked by `N_()`."""
    told: str
    """What one does with what it makes; marked by `N_()`."""
    asks: tuple[str, ...]
    suffixes: tuple[str, ...] = ()
    """How the name of the file that it writes may end, the usual one first."""
    file_words: str = ""
    """What tells its file from those of other ways to the same people; marked by `N_()`."""

    @property
    def merges(self) -> bool:
        """Whether a text is filled for each contact."""
        return TEXT in self.asks


SMTP = Way(
    "smtp",
    "email",
    N_("E-mail, sent from here"),
    N_("One message for each, through the mail server of the settings, in batches."),
    (SUBJECT, TEXT, OFFER),
)
EML = Way(
    "eml",
    "email",
    N_("E-mail, one file each (.eml)"),
    N_("A folder of messages that any mail program opens and sends."),
    (SUBJECT, TEXT, FOLDER, OFFER),
)
ADDRESSES = Way(
    "addresses",
    "email",
    N_("List of e-mail addresses"),
    N_("For a service of newsletters."),
    (PATH, OFFER),
    (".csv", ".txt"),
    N_("addresses"),
)
SMS = Way(
    "sms",
    "sms",
    N_("SMS list"),
    N_("Mobile numbers with the text of each, for a service that sends SMS."),
    (TEXT, PATH, OFFER),
    (".csv", ".xlsx", ".txt"),
    N_("SMS"),
)
LETTERS = Way(
    "letters",
    "post",
    N_("Letters, ready to print (PDF)"),
    N_("One letter for each, its address where the window of a DL envelope is."),
    (SUBJECT, TEXT, PATH, OFFER),
    (".pdf",),
)
WORD = Way(
    "word",
    "post",
    N_("Letters from a Word model"),
    N_("Your own model, its merge fields filled for each contact."),
    (MODEL, PATH, OFFER),
    (".docx",),
)
LABELS = Way(
    "labels",
    "post",
    N_("Address labels (PDF)"),
    N_("On sheets of the usual sizes, from the first label that is left."),
    (SHEET, START, PATH, OFFER),
    (".pdf",),
    N_("labels"),
)
WAYS: tuple[Way, ...] = (SMTP, EML, ADDRESSES, SMS, LETTERS, WORD, LABELS)
