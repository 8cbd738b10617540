"""Tables: the members of staff, what the shop has set, and the file's own facts."""

from __future__ import annotations

import peewee as pw

from fichier_tui.storage.models.base import InstantField, Noun, Table


class Staff(Noun):
    """A member of staff. Who may open the file is in the keyring; who may do what is here."""

    login = pw.CharField(unique=True)
    name = pw.CharField()
    role = pw.CharField(default="owner")  # reception | sales | owner
    created_at = InstantField()
    left_on = pw.DateField(null=True)
    passphrase_at = InstantField(null=True)  # when it was given or chosen; what it is, is nowhere


class Setting(Table):
    """A thing that the shop has set, kept with the file: key and JSON value."""

    key = pw.CharField(unique=True)
    value = pw.TextField()


class Meta(Table):
    """A fact of the file itself: its identity, the generation of its key, its version."""

    key = pw.CharField(primary_key=True)
    value = pw.TextField()


class Draft(Table):
    """What was typed in a form and not yet saved."""

    key = pw.CharField()  # the form and what it is about
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", on_delete="CASCADE")
    value = pw.TextField()  # JSON
    saved_at = InstantField()

    class Meta:
        """One draft a form and member of staff; more where she has it open in several programs."""

        indexes = ((("staff", "key"), False),)
