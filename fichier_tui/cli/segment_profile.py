"""`fichier segment … --profile`: who the contacts are, and what is typical of them beside the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fichier_tui.domain.profile import AXES, Group, Profile
from fichier_tui.storage.segments.profile import segment_profile, segment_reach

if TYPE_CHECKING:
    from fichier_tui.domain.segment import Node
    from fichier_tui.storage.thread import OpenFile

WIDTH = 100
"""Cells of a line of the profile where it is read line by line."""


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """A profile with the number of contacts that may be prospected by each channel."""

    profile: Profile
    reach: dict[str, int]

    def values(self) -> dict[str, object]:
        """As JSON gives it: the segment, the whole file, what is typical."""
        return {
            "segment": _flat(self.profile.group) | {"reach": self.reach},
            "whole": _flat(self.profile.whole),
            "typical": [
                {
                    "axis": one.axis,
                    "value": one.value,
                    "contacts": one.contacts,
                    "share": round(one.share, 4),
                    "whole_share": round(one.whole_share, 4),
                    "lift": round(one.lift, 2),
                }
                for one in self.profile.typical
            ],
        }

    def lines(self) -> Iterator[str]:
        """The same for people."""
        from fichier_tui.ui.profile_words import facts_lines, typical_lines

        facts = facts_lines(self.profile.group, self.profile.whole, self.reach, WIDTH)
        yield from (line.plain for line in (*facts, *typical_lines(self.profile, bars=False)))


def profile_of(file: OpenFile, tree: Node) -> ReadProfile:
    """Read the profile of a segment."""
    return ReadProfile(file.call(segment_profile, tree), file.call(segment_reach, tree))


def _flat(group: Group) -> dict[str, object]:
    return {
        "contacts": group.contacts,
        "companies": group.companies,
        "clients": group.clients,
        "median_age": group.median_age,
        "purchases": group.purchases,
        "revenue_cents": group.revenue_cents,
        "mean_basket_cents": group.mean_basket_cents,
        "visits": group.visits,
        "median_recency_days": group.median_recency_days,
        "traits": {axis: dict(group.most(axis, len(group.traits))) for axis in AXES},
    }
