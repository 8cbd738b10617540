"""Tables: what was sent to whom, how far it went, and the codes by which an address is confirmed."""

from __future__ import annotations

import peewee as pw

from fichier_tui.storage.models.base import InstantField, Noun, Table
from fichier_tui.storage.models.people import Contact
from fichier_tui.storage.models.staff import Staff
from fichier_tui.storage.models.trade import Campaign, Offer


class Sending(Noun):
    """One text sent to many by one channel."""

    name = pw.CharField()
    channel = pw.CharField()  # email | sms | post
    medium = pw.CharField()  # smtp | eml | csv | docx | pdf …: how it left
    subject = pw.CharField(default="")
    text = pw.TextField(default="")  # before its fields were filled
    language = pw.CharField(default="fr")
    segment = pw.TextField(default="")  # as it was typed
    offer = pw.ForeignKeyField(Offer, null=True, backref="sendings", on_delete="SET NULL")
    campaign = pw.ForeignKeyField(Campaign, null=True, backref="sendings", on_delete="SET NULL")
    purpose = pw.CharField()  # a code of domain.contactability.PURPOSES
    sender = pw.CharField(default="")
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    created_at = InstantField()
    begun_at = InstantField(null=True)
    ended_at = InstantField(null=True)


class SendingRecipient(Table):
    """One contact of a sending. Its state is how far the message went: no operation, and never taken back."""

    sending = pw.ForeignKeyField(Sending, backref="recipients", on_delete="CASCADE", index=False)
    contact = pw.ForeignKeyField(Contact, backref="sent", on_delete="CASCADE")
    address = pw.CharField(default="", index=True)  # as it was written on the message
    state = pw.CharField()  # queued | sending | sent | failed | left_out
    reason = pw.CharField(default="")  # why it was left out, a code
    rule = pw.CharField(default="")  # by which rule of the law
    message_id = pw.CharField(default="")
    at = InstantField(null=True)
    error = pw.CharField(default="")  # what the server answered
    bounced_at = InstantField(null=True)  # the address was refused for good
    noted = pw.BooleanField(default=False)  # the action is on the card

    class Meta:
        """The next to be sent."""

        indexes = ((("sending", "state"), False),)


class Confirmation(Noun):
    """A code sent to an address, to be read out by whoever owns it. Of the code only a keyed fingerprint is kept."""

    contact = pw.ForeignKeyField(Contact, backref="confirmations", on_delete="CASCADE")
    channel = pw.CharField(default="email")
    address = pw.CharField()
    fingerprint = pw.CharField()  # HMAC-SHA-256 of the code, hexadecimal
    wording = pw.TextField(default="")  # the sentence that was agreed to
    language = pw.CharField(default="fr")
    content = pw.CharField(default="")  # SHA-256 of the message, hexadecimal
    message_id = pw.CharField(default="")
    sent_at = InstantField()
    expires_at = InstantField()
    attempts = pw.IntegerField(default=0)  # codes that were wrong
    ended_at = InstantField(null=True)  # confirmed, replaced or given up
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
