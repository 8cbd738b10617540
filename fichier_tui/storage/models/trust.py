"""Tables: consents, requests, what left the file, and the journal of every operation."""

from __future__ import annotations

import peewee as pw

from fichier_tui.storage.models.base import InstantField, Noun, Table
from fichier_tui.storage.models.people import Contact
from fichier_tui.storage.models.staff import Staff


class Wording(Noun):
    """A version of the sentence by which a consent is asked."""

    channel = pw.CharField()
    version = pw.IntegerField()
    language = pw.CharField(default="fr")
    text = pw.TextField()
    created_at = InstantField()

    class Meta:
        """A version never changes: another is made."""

        indexes = ((("channel", "version", "language"), True),)


class Consent(Noun):
    """One line of the history of a consent. Only ever added to, never changed."""

    contact = pw.ForeignKeyField(Contact, backref="consents", on_delete="CASCADE", index=False)
    channel = pw.CharField()  # email | sms | phone | post
    state = pw.CharField()  # given | confirmed | refused | withdrawn | opposed
    day = pw.DateField()
    recorded_at = InstantField()
    medium = pw.CharField(default="")  # counter | paper | web | phone | email | import | list
    wording = pw.ForeignKeyField(Wording, null=True, backref="+")
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    proof = pw.TextField(default="")

    class Meta:
        """The latest line of a channel is what holds: of one contact, and of everybody without reading the rows."""

        indexes = (
            (("contact", "channel", "day"), False),
            (("channel", "contact", "day", "recorded_at", "id", "state", "medium"), False),
        )


class Opposition(Noun):
    """A keyed fingerprint of somebody who objected to a channel. It outlives the contact (CONSENT R07)."""

    fingerprint = pw.CharField()  # HMAC-SHA-256 of an identifier (domain.opposition), hexadecimal
    channel = pw.CharField()
    day = pw.DateField()
    recorded_at = InstantField()

    class Meta:
        """Once an identifier and channel."""

        indexes = ((("fingerprint", "channel"), True),)


class RightsRequest(Noun):
    """A request under the RGPD, with its clock (`domain.rights`)."""

    contact = pw.ForeignKeyField(Contact, null=True, backref="requests", on_delete="SET NULL")
    kind = pw.CharField()  # access | rectification | erasure | restriction | portability | objection | …
    received_on = pw.DateField()
    due_on = pw.DateField()
    done_on = pw.DateField(null=True)
    state = pw.CharField(default="open")  # open | done | refused
    note = pw.TextField(default="")
    who = pw.CharField(default="")  # typed, for somebody who is not in the file
    way = pw.CharField(default="")  # counter | phone | email | post | web | other
    identity = pw.CharField(default="")  # known | number | reached | details | not_checked
    answer = pw.TextField(default="")  # what was answered, or why it was refused
    extended_on = pw.DateField(null=True)  # the day on which the person was told of it
    extension_reason = pw.TextField(default="")
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    recorded_at = InstantField()


class Erasure(Noun):
    """Somebody was erased: what tells a copy of the file, and an import, not to bring the person back."""

    contact = pw.IntegerField()  # the number of the emptied card
    contact_public_id = pw.FixedCharField(32, index=True)  # that of the card in every copy
    kind = pw.CharField()  # erased | anonymised
    at = InstantField()
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)


class ErasedFingerprint(Table):
    """A keyed fingerprint of what an erased person was known by (`domain.opposition`), hexadecimal."""

    erasure = pw.ForeignKeyField(Erasure, backref="fingerprints", on_delete="CASCADE")
    fingerprint = pw.CharField(index=True)


class ExportRecord(Noun):
    """A file of contacts that left the program: what, how many, by whom, why."""

    at = InstantField()
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    format = pw.CharField()
    contacts = pw.IntegerField()
    purpose = pw.TextField(default="")
    name = pw.CharField(default="")
    channel = pw.CharField(null=True)  # by which they may be contacted with it; none for a copy of one's own data
    aim = pw.CharField(null=True)  # prospecting | service | stay | copy (domain.contactability); access | portability
    left_out = pw.TextField(null=True)  # JSON: how many were left out by "reason rule"
    # Whose file it is, of one contact alone: its name goes with the person. No foreign key: it survives erasure.
    contact_id = pw.IntegerField(null=True)


class ImportMapping(Noun):
    """How the columns of a kind of file were read, so that the next one is read alike."""

    signature = pw.CharField(unique=True)  # the folded headings
    mapping = pw.TextField()  # JSON
    used_at = InstantField()


class JournalEntry(Noun):
    """One operation: who did what, when."""

    at = InstantField(index=True)
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    verb = pw.CharField()  # a code, worded by the screens
    contact = pw.IntegerField(null=True, index=True)  # whom it is about, no foreign key: it survives erasure
    detail = pw.TextField(default="{}")  # JSON, for the words of the status line
    undoes = pw.ForeignKeyField("self", null=True, backref="+", index=False)
    undone_by = pw.ForeignKeyField("self", null=True, backref="+", index=False)
    undid = pw.IntegerField(null=True)  # the number of what it takes back, once that line was purged
    salt = pw.BlobField(null=True)  # none: some of the content was erased
    seal = pw.BlobField(null=True)  # then: the salt of the detail, or what is left of it (storage.journal.links)
    commitment = pw.BlobField(null=True)
    previous = pw.BlobField(null=True)  # the hash of the line before
    hash = pw.BlobField(null=True)

    @classmethod
    def is_no_undo(cls) -> pw.Expression:
        """The condition that a line takes back no other."""
        return cls.undoes.is_null() & cls.undid.is_null()


class JournalChange(Table):
    """What an operation did to one row, or to a run of rows that it created or removed together."""

    entry = pw.ForeignKeyField(JournalEntry, backref="changes", on_delete="CASCADE", index=False)
    position = pw.IntegerField()
    table = pw.CharField(column_name="table_name")
    kind = pw.CharField()  # created | changed | removed
    first_id = pw.IntegerField()
    last_id = pw.IntegerField()
    before = pw.BlobField(null=True)  # JSON, compressed for a run
    after = pw.BlobField(null=True)
    seal = pw.BlobField(null=True)  # as that of the detail

    class Meta:
        """Who touched this row last?"""

        indexes = ((("table", "first_id"), False), (("entry", "position"), True))


class JournalHead(Table):
    """Where the journal ends, sealed with the file's key: one row (storage.journal.head)."""

    number = pw.IntegerField()
    hash = pw.BlobField()
    first = pw.IntegerField()
    previous = pw.BlobField()
    mac = pw.BlobField()
