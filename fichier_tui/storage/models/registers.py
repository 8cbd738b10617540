"""Tables: what people were told of their data, whose card is not to go yet, what went wrong."""

from __future__ import annotations

import peewee as pw

from fichier_tui.storage.models.base import InstantField, Noun
from fichier_tui.storage.models.people import Contact
from fichier_tui.storage.models.staff import Staff
from fichier_tui.storage.models.trust import Wording


class Information(Noun):
    """A contact was told what its data serves for (RGPD 13, 14): by which words, when, how."""

    contact = pw.ForeignKeyField(Contact, backref="informed", on_delete="CASCADE")
    wording = pw.ForeignKeyField(Wording, null=True, backref="+", index=False)  # the version of the notice
    day = pw.DateField()
    way = pw.CharField(default="counter")  # counter | paper | email | phone | post | web
    calls = pw.BooleanField(default=False)  # and that selling by telephone needs consent (C. conso. L. 223-2)
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    recorded_at = InstantField()


class RetentionHold(Noun):
    """A card that does not go although its time has come, and why: a lawsuit, an unpaid invoice."""

    contact = pw.ForeignKeyField(Contact, backref="holds", on_delete="CASCADE", unique=True)
    reason = pw.TextField()
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    at = InstantField()


class Breach(Noun):
    """Personal data was lost, changed, seen by others: a line of the register of RGPD 33.5."""

    known_at = InstantField()  # from then on, 72 hours
    kind = pw.CharField()  # a code of domain.breach.KINDS
    nature = pw.TextField()
    data = pw.TextField(default="")  # which data
    people = pw.IntegerField(null=True)
    records = pw.IntegerField(null=True)
    consequences = pw.TextField(default="")
    measures = pw.TextField(default="")
    risk = pw.CharField(default="")  # a code of domain.breach.RISKS
    cnil_at = InstantField(null=True)  # first told to the CNIL
    cnil_completed_at = InstantField(null=True)  # the rest told: the second step
    late_reason = pw.TextField(default="")  # why after 72 hours, or why not at all
    people_told_on = pw.DateField(null=True)
    closed_at = InstantField(null=True)
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    recorded_at = InstantField()
