"""Tables: contacts and companies, how to reach them, what the business knows of them."""

from __future__ import annotations

import peewee as pw

from fichier_tui.storage.models.base import InstantField, Noun, Table
from fichier_tui.storage.models.staff import Staff


class Contact(Noun):
    """A person or a company in the file."""

    kind = pw.CharField(default="person")  # person | company
    company = pw.ForeignKeyField("self", null=True, backref="people", on_delete="SET NULL")
    civility = pw.CharField(default="")  # mrs | mr | "" (codes of domain.contact)
    last_name = pw.CharField(default="")
    first_name = pw.CharField(default="")
    company_name = pw.CharField(default="")  # a company's own name, or where a person works
    job_title = pw.CharField(default="")
    sex = pw.CharField(default="")  # f | m | ""
    birth = pw.CharField(default="")  # ISO date, or --MM-DD where the year is unknown
    profession = pw.CharField(default="")
    language = pw.CharField(default="")  # ISO 639-1
    source = pw.CharField(default="")  # a code of domain.contact.SOURCES, or free words
    source_detail = pw.CharField(default="")
    first_contact_on = pw.DateField(null=True)
    card_number = pw.CharField(default="", index=True)
    sponsor = pw.ForeignKeyField("self", null=True, backref="sponsored", on_delete="SET NULL")
    household = pw.CharField(default="", index=True)
    important = pw.TextField(default="")  # what whoever opens the card must see first
    verified_on = pw.DateField(null=True)
    verified_by = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    restricted_on = pw.DateField(null=True)  # RGPD 18: shown greyed, no mailing
    deceased_on = pw.DateField(null=True)
    created_at = InstantField()
    created_by = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    updated_at = InstantField()
    version = pw.IntegerField(default=1)
    deleted_at = InstantField(null=True)
    kept = pw.CharField(null=True)  # a code of domain.erasing.KEPT: what a card out of all lists is kept for


class Phone(Table):
    """A telephone number of a contact: E.164 when it could be read, else as it was written."""

    contact = pw.ForeignKeyField(Contact, backref="phones", on_delete="CASCADE")
    number = pw.CharField(index=True)
    kind = pw.CharField(default="mobile")  # mobile | home | work | fax | other
    position = pw.IntegerField(default=0)


class Email(Table):
    """An e-mail address of a contact."""

    contact = pw.ForeignKeyField(Contact, backref="emails", on_delete="CASCADE")
    address = pw.CharField(index=True)
    kind = pw.CharField(default="home")  # home | work | other
    position = pw.IntegerField(default=0)


class Address(Table):
    """A postal address of a contact."""

    contact = pw.ForeignKeyField(Contact, backref="addresses", on_delete="CASCADE")
    street = pw.TextField(default="")  # one or several lines
    postcode = pw.CharField(default="", index=True)
    town = pw.CharField(default="")
    region = pw.CharField(default="")
    country = pw.CharField(default="FR")  # ISO 3166-1 alpha-2, or as written
    kind = pw.CharField(default="home")
    position = pw.IntegerField(default=0)


class Tag(Noun):
    """A label put on contacts: a tag of the shop, or an interest of the contact."""

    name = pw.CharField()
    kind = pw.CharField(default="tag")  # tag | interest

    class Meta:
        """One name a kind."""

        indexes = ((("kind", "name"), True),)


class ContactTag(Table):
    """A label on a contact."""

    contact = pw.ForeignKeyField(Contact, backref="contact_tags", on_delete="CASCADE", index=False)
    tag = pw.ForeignKeyField(Tag, backref="contact_tags", on_delete="CASCADE")

    class Meta:
        """A label stands on a contact once."""

        indexes = ((("contact", "tag"), True),)


class CustomField(Noun):
    """A field of the shop's own, with the purpose that the law asks for."""

    key = pw.CharField(unique=True)
    label = pw.CharField()
    kind = pw.CharField()  # text | number | date | choice | yes_no
    choices = pw.TextField(default="[]")  # JSON list of words
    purpose = pw.TextField()
    position = pw.IntegerField(default=0)
    retired_at = InstantField(null=True)


class CustomValue(Table):
    """The value of a field of the shop's own for one contact."""

    contact = pw.ForeignKeyField(Contact, backref="custom_values", on_delete="CASCADE", index=False)
    field = pw.ForeignKeyField(CustomField, backref="values", on_delete="CASCADE")
    value = pw.TextField()

    class Meta:
        """One value a field and contact."""

        indexes = ((("contact", "field"), True),)


class Note(Noun):
    """Something that the staff wrote about a contact."""

    contact = pw.ForeignKeyField(Contact, backref="notes", on_delete="CASCADE")
    kind = pw.CharField(default="note")  # note | idea | import
    day = pw.DateField()
    text = pw.TextField()
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    created_at = InstantField()


def _reckoned() -> pw.IntegerField:
    """A figure that summaries had not from the beginning: a step of the file added it, which needs a default."""
    return pw.IntegerField(default=0, constraints=[pw.SQL("DEFAULT 0")])


class ContactSummary(Table):
    """What is reckoned of one contact, kept in the same transaction as the rows that it rests on."""

    contact = pw.ForeignKeyField(Contact, primary_key=True, on_delete="CASCADE")
    sort_key = pw.CharField(default="")  # folded "last first company"
    display_name = pw.CharField(default="")
    town = pw.CharField(default="")
    town_key = pw.CharField(default="")
    phone = pw.CharField(default="")
    email = pw.CharField(default="")
    purchases = pw.IntegerField(default=0)
    revenue_cents = pw.IntegerField(default=0)
    margin_cents = pw.IntegerField(default=0)
    nights = pw.IntegerField(default=0)
    first_purchase = pw.DateField(null=True)
    last_purchase = pw.DateField(null=True)
    gap_mean_days = pw.FloatField(null=True)  # between days of purchase
    gap_deviation_days = pw.FloatField(null=True)
    visits = pw.IntegerField(default=0)
    last_visit = pw.DateField(null=True)
    last_seen = pw.DateField(null=True)  # the later of last visit and last purchase
    open_actions = pw.IntegerField(default=0)
    next_action = pw.DateField(null=True)
    open_complaints = pw.IntegerField(default=0)
    completeness = pw.IntegerField(default=0)  # per cent
    live = pw.BooleanField(default=True)  # the contact is not deleted
    paid_cents = _reckoned()  # of the purchases, without what was given back
    bought_months = _reckoned()  # one bit each, 1 for January
    bought_weekdays = _reckoned()  # one bit each, 1 for Sunday

    class Meta:
        """The order in which the list is shown first. Others are sorted when asked for: an index costs each import."""

        indexes = ((("live", "sort_key"), False),)
