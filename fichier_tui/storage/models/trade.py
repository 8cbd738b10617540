"""Tables: products, visits, purchases, what is planned, what was offered."""

from __future__ import annotations

import peewee as pw

from fichier_tui.storage.models.base import InstantField, Noun, Table
from fichier_tui.storage.models.people import Contact
from fichier_tui.storage.models.staff import Staff


class Product(Noun):
    """What the shop sells."""

    name = pw.CharField()
    name_key = pw.CharField(unique=True)  # folded
    category = pw.CharField(default="")
    reference = pw.CharField(default="")
    price_cents = pw.IntegerField(null=True)
    cost_cents = pw.IntegerField(null=True)
    by_night = pw.BooleanField(default=False)
    retired_at = InstantField(null=True)


class Visit(Noun):
    """The contact came, or called in, and was received."""

    contact = pw.ForeignKeyField(Contact, backref="visits", on_delete="CASCADE")
    day = pw.DateField()
    time = pw.CharField(default="")  # HH:MM
    channel = pw.CharField(default="counter")  # counter | phone | event | other
    people = pw.IntegerField(null=True)
    note = pw.TextField(default="")
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    created_at = InstantField()


class Purchase(Noun):
    """What was sold. Money is in cents, of the whole line."""

    contact = pw.ForeignKeyField(Contact, backref="purchases", on_delete="CASCADE", index=False)
    product = pw.ForeignKeyField(Product, null=True, backref="purchases", on_delete="SET NULL", index=False)
    day = pw.DateField()
    quantity = pw.IntegerField(default=1)
    amount_cents = pw.IntegerField(default=0)
    cost_cents = pw.IntegerField(null=True)
    nights = pw.IntegerField(null=True)
    people = pw.IntegerField(null=True)
    note = pw.TextField(default="")
    reference = pw.CharField(default="")  # the number of an invoice or a booking
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    visit = pw.ForeignKeyField(Visit, null=True, backref="purchases", on_delete="SET NULL")
    created_at = InstantField()

    class Meta:
        """What a period and a contact are read by."""

        # What segments sum and look for stands in an index whole.
        indexes = (
            (("contact", "day", "amount_cents"), False),
            (("product", "day", "contact"), False),
            (("day",), False),
        )


class Offer(Noun):
    """A special offer of the shop."""

    name = pw.CharField()
    kind = pw.CharField(default="")
    product = pw.ForeignKeyField(Product, null=True, backref="offers", on_delete="SET NULL")
    starts_on = pw.DateField(null=True)
    ends_on = pw.DateField(null=True)
    text = pw.TextField(default="")


class Segment(Noun):
    """A saved condition over contacts, as text."""

    name = pw.CharField(unique=True)
    definition = pw.TextField()
    created_at = InstantField()
    created_by = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    seen_at = InstantField(null=True)  # when it was saved, or somebody said that they had seen who is in it
    seen_count = pw.IntegerField(null=True)  # how many were in it then


class SegmentMember(Table):
    """Who was in a segment when it was saved, or seen."""

    segment = pw.ForeignKeyField(Segment, backref="members", on_delete="CASCADE", index=False)
    contact = pw.ForeignKeyField(Contact, backref="+", on_delete="CASCADE")

    class Meta:
        """Once each."""

        indexes = ((("segment", "contact"), True),)


class Campaign(Noun):
    """An offer made to a segment, on dates, by a channel."""

    name = pw.CharField()
    offer = pw.ForeignKeyField(Offer, null=True, backref="campaigns", on_delete="SET NULL")
    segment = pw.ForeignKeyField(Segment, null=True, backref="campaigns", on_delete="SET NULL")
    channel = pw.CharField(default="email")
    starts_on = pw.DateField(null=True)
    ends_on = pw.DateField(null=True)


class Series(Noun):
    """A recurrence: one living action at a time, the next made when it is done."""

    rule = pw.TextField()  # a text form of domain.recurrence
    counted_from = pw.CharField(default="due")  # due | done


class SeriesPattern(Table):
    """What the actions of a series have, while the living one alone has it otherwise."""

    series = pw.ForeignKeyField(Series, backref="patterns", on_delete="CASCADE", unique=True)
    content = pw.TextField()  # JSON of columns of the action


class Action(Noun):
    """What the shop does toward a contact, planned or done."""

    contact = pw.ForeignKeyField(Contact, null=True, backref="actions", on_delete="CASCADE")
    kind = pw.CharField()  # a code of domain.action.KINDS
    subject = pw.CharField(default="")
    day = pw.DateField(null=True)  # due, or done
    time = pw.CharField(default="")  # HH:MM
    minutes = pw.IntegerField(null=True)
    place = pw.CharField(default="")
    priority = pw.IntegerField(default=0)  # 0 normal, 1 high, 2 urgent
    assigned_to = pw.ForeignKeyField(Staff, null=True, backref="actions", index=False)
    state = pw.CharField(default="open")  # open | done | cancelled
    done_at = InstantField(null=True)
    done_by = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    result = pw.TextField(default="")
    note = pw.TextField(default="")
    offer = pw.ForeignKeyField(Offer, null=True, backref="actions", on_delete="SET NULL")
    product = pw.ForeignKeyField(Product, null=True, backref="actions", on_delete="SET NULL")
    campaign = pw.ForeignKeyField(Campaign, null=True, backref="actions", on_delete="SET NULL")
    series = pw.ForeignKeyField(Series, null=True, backref="actions", on_delete="SET NULL")
    created_at = InstantField()
    created_by = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)

    class Meta:
        """What the planner reads."""

        indexes = ((("state", "day"), False),)


class CalendarLink(Table):
    """An action that came from another program's calendar, and what that program said of it last."""

    uid = pw.CharField(unique=True)  # its identity there (RFC 5545)
    action = pw.ForeignKeyField(Action, backref="calendar_links", on_delete="CASCADE")
    sequence = pw.IntegerField(default=0)
    digest = pw.CharField()  # of domain.calendar_event: the same event read twice changes nothing


class BehaviourEvent(Noun):
    """What a contact did without buying: a form filled, a page visited, an event attended, a quote asked."""

    contact = pw.ForeignKeyField(Contact, backref="behaviour", on_delete="CASCADE")
    kind = pw.CharField()  # form | page | event | newsletter | quote | booking | other
    day = pw.DateField()
    detail = pw.TextField(default="")
    created_at = InstantField()


class LoyaltyEntry(Noun):
    """A line of the points ledger; the balance is the sum of the lines."""

    contact = pw.ForeignKeyField(Contact, backref="loyalty", on_delete="CASCADE")
    points = pw.IntegerField()
    reason = pw.CharField()  # earned | used | corrected
    purchase = pw.ForeignKeyField(Purchase, null=True, backref="loyalty", on_delete="SET NULL")
    day = pw.DateField()
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    note = pw.TextField(default="")


class Satisfaction(Noun):
    """A score, a review or a complaint."""

    contact = pw.ForeignKeyField(Contact, backref="satisfaction", on_delete="CASCADE")
    kind = pw.CharField()  # score | review | complaint
    score = pw.IntegerField(null=True)  # 0 to 10
    text = pw.TextField(default="")
    day = pw.DateField()
    state = pw.CharField(default="")  # open | closed, for a complaint
    closed_at = InstantField(null=True)
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)


class Dismissal(Noun):
    """A proposal that somebody does not want to see: for good, or until a day (`domain.proposals`)."""

    contact = pw.ForeignKeyField(Contact, backref="dismissals", on_delete="CASCADE")
    kind = pw.CharField()  # a code of domain.proposals.KINDS
    product = pw.ForeignKeyField(Product, null=True, backref="+", on_delete="CASCADE", index=False)
    category = pw.CharField(default="")
    day = pw.DateField()
    until = pw.DateField(null=True)  # none: for good
    staff = pw.ForeignKeyField(Staff, null=True, backref="+", index=False)
    created_at = InstantField()
