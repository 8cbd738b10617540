"""What the shop calls a habit of the season: read from its settings, and set in one operation."""

from __future__ import annotations

from fichier_tui.domain.permission import SETTINGS
from fichier_tui.domain.proposals import SeasonRules
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting
from fichier_tui.storage.shop import read_settings

YEARS, WEEKS_AHEAD, WEEKS_AROUND = (2, 6), (1, 20), (1, 6)
"""The least and the most of each: a window before and after a season stays shorter than a year."""


def season_rules(session: Session) -> SeasonRules:
    """The rules, within their bounds whatever was written in the file."""
    settings = read_settings(session)
    return SeasonRules(
        _within(settings.season_years, YEARS),
        _within(settings.season_weeks_ahead, WEEKS_AHEAD),
        _within(settings.season_weeks_around, WEEKS_AROUND),
    )


def set_season_rules(session: Session, rules: SeasonRules) -> SeasonRules:
    """Set the three numbers, each brought within its bounds; returns them."""
    session.require(SETTINGS)
    wanted = {
        "season_years": _within(rules.years, YEARS),
        "season_weeks_ahead": _within(rules.weeks_ahead, WEEKS_AHEAD),
        "season_weeks_around": _within(rules.weeks_around, WEEKS_AROUND),
    }
    with session.operation("season_rules.changed") as operation:
        for key, value in wanted.items():
            keep_setting(operation, key, value)
    return season_rules(session)


def _within(value: int, bounds: tuple[int, int]) -> int:
    return max(bounds[0], min(value, bounds[1]))
