"""Tables: communes and their figures, learned from the official files that the shop gives."""

from __future__ import annotations

import peewee as pw

from fichier_tui.storage.models.base import Table


class Town(Table):
    """A commune with one of its postcodes; without one it tells how the name is written."""

    insee = pw.CharField(index=True)  # code officiel géographique: 06088, 2A004
    name = pw.CharField()
    key = pw.CharField()  # domain.commune.town_key
    postcode = pw.CharField(default="", index=True)
    area = pw.CharField(default="")  # domain.commune.area_of

    class Meta:
        """By the name of an address and its area, the commune that it is in."""

        indexes = ((("key", "area"), False),)


class TownFigure(Table):
    """A figure of a commune: its median income, its population."""

    name = pw.CharField()  # domain.commune.figure_name
    insee = pw.CharField()
    hundredths = pw.IntegerField()

    class Meta:
        """One figure of a name a commune."""

        indexes = ((("name", "insee"), True),)
