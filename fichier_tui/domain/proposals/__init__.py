"""What the file itself proposes: whom to turn to today, and why. One module a rule, pure, for a given day.

A rule gives out `Proposal`s with their evidence (`because`: dates, counts, figures); the words are the screens'.
"""

from __future__ import annotations

from fichier_tui.domain.proposals.arrival import Arriving, Buyer, best_buyers
from fichier_tui.domain.proposals.cross_sell import Association, associations
from fichier_tui.domain.proposals.drifting import drifting, drifting_client
from fichier_tui.domain.proposals.due import birthday, complaint, consent_due, retention_due
from fichier_tui.domain.proposals.habits import Article, Circumstances, Line, Planned, seasons_of
from fichier_tui.domain.proposals.proposal import (
    BIRTHDAY,
    COMPLAINT,
    CONSENT_DUE,
    CROSS_SELL,
    DRIFTING,
    KINDS,
    RETENTION_DUE,
    SEASON,
    BirthdayBecause,
    BoughtTogetherBecause,
    ComplaintBecause,
    ConsentBecause,
    DriftingBecause,
    Proposal,
    RetentionBecause,
    SeasonBecause,
    in_turn,
    rank,
)
from fichier_tui.domain.proposals.season import SeasonRules, Seasons, Sold, coming_season

__all__ = [
    "BIRTHDAY",
    "COMPLAINT",
    "CONSENT_DUE",
    "CROSS_SELL",
    "DRIFTING",
    "KINDS",
    "RETENTION_DUE",
    "SEASON",
    "Arriving",
    "Article",
    "Association",
    "BirthdayBecause",
    "BoughtTogetherBecause",
    "Buyer",
    "Circumstances",
    "ComplaintBecause",
    "ConsentBecause",
    "DriftingBecause",
    "Line",
    "Planned",
    "Proposal",
    "RetentionBecause",
    "SeasonBecause",
    "SeasonRules",
    "Seasons",
    "Sold",
    "associations",
    "best_buyers",
    "birthday",
    "coming_season",
    "complaint",
    "consent_due",
    "drifting",
    "drifting_client",
    "in_turn",
    "rank",
    "retention_due",
    "seasons_of",
]
