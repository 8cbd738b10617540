"""Loyalty points: what a purchase earns, what a reward costs. A ledger is only added to; the balance is its sum.

The rule of the shop is "so many points for each so many euros", rounded down for each purchase on its own. A purchase
that is corrected or taken away is followed by a compensating line, never by a change of an older one.
"""

from __future__ import annotations

from dataclasses import dataclass

EARNED, USED, CORRECTED = "earned", "used", "corrected"
REASONS = (EARNED, USED, CORRECTED)
# What people write between the points of a reward and its name.
_BETWEEN = frozenset(("points", "point", "pts", "pt", ":", "=", "-", "–", "—"))


@dataclass(frozen=True, slots=True)
class Reward:
    """What points are given for."""

    name: str
    points: int


def read_rewards(text: str) -> tuple[Reward, ...]:
    """Rewards as they are typed, one a line: "80 Spa for two", also "80 points : Spa" or "Spa for two 80".

    A line without a number is a reward for nothing, one without words a reward without a name: both are refused when
    they are kept.
    """
    rewards = []
    for line in text.splitlines():
        words = line.split()
        if not words:
            continue
        place = next((place for place in (0, -1) if words[place].isascii() and words[place].isdecimal()), None)
        points = 0 if place is None else int(words.pop(place)[:9])
        while words and place == 0 and words[0].casefold() in _BETWEEN:
            words.pop(0)
        rewards.append(Reward(" ".join(words), points))
    return tuple(rewards)


@dataclass(frozen=True, slots=True)
class LoyaltyRules:
    """The rule of the shop; without points nothing is earned. `euros` is at least 1."""

    points: int = 0
    euros: int = 1
    rewards: tuple[Reward, ...] = ()

    def earned(self, cents: int) -> int:
        """The points of a purchase of that amount; a refund takes as many as the purchase gave."""
        points = abs(cents) * self.points // (100 * self.euros)
        return points if cents >= 0 else -points

    def corrected(self, given: int, cents_before: int, cents_now: int) -> int:
        """The points that a purchase should have given, once its amount is corrected; `given` is what it gave.

        One that gave what today's rule gives follows today's rule; one of an older rule keeps its proportion; one that
        gave nothing where it should have (an import, a contact who had no card) still gives nothing.
        """
        if given == self.earned(cents_before):
            return self.earned(cents_now)
        if not given or not cents_before:
            return given
        share = abs(given) * abs(cents_now) // abs(cents_before)
        return share if (given > 0) == ((cents_before > 0) == (cents_now > 0)) else -share


@dataclass(frozen=True, slots=True)
class NextReward:
    """The reward that comes next, and how many points are missing for it: 0 when it can be had."""

    reward: Reward
    missing: int


@dataclass(frozen=True, slots=True)
class LoyaltyAccount:
    """The points of a contact, and the rules that they follow."""

    card_number: str
    balance: int
    entries: int
    """How many lines its ledger has."""
    rules: LoyaltyRules

    @property
    def next_reward(self) -> NextReward | None:
        """The dearest reward that can be had; else the cheapest, and what is missing; None where there is none."""
        rewards = sorted((reward for reward in self.rules.rewards if reward.points > 0), key=lambda r: r.points)
        within = [reward for reward in rewards if reward.points <= self.balance]
        if within:
            return NextReward(within[-1], 0)
        return NextReward(rewards[0], rewards[0].points - self.balance) if rewards else None


NO_ACCOUNT = LoyaltyAccount("", 0, 0, LoyaltyRules())
"""That of a contact without a card, in a shop without points."""
