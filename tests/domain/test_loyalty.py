"""What a purchase earns, what its correction changes, which reward is next."""

from __future__ import annotations

import pytest

from fichier_tui.domain.loyalty import LoyaltyAccount, LoyaltyRules, NextReward, Reward, read_rewards

ONE_A_EURO, ONE_FOR_TEN, THREE_FOR_TWO = LoyaltyRules(1), LoyaltyRules(1, 10), LoyaltyRules(3, 2)


@pytest.mark.parametrize(
    ("rules", "cents", "points"),
    [
        (ONE_A_EURO, 8_500, 85),
        (ONE_A_EURO, 8_599, 85),
        (ONE_A_EURO, 99, 0),
        (ONE_A_EURO, 0, 0),
        (ONE_A_EURO, -8_599, -85),
        (ONE_FOR_TEN, 999, 0),
        (ONE_FOR_TEN, 35_650, 35),
        (THREE_FOR_TWO, 500, 7),
        (LoyaltyRules(), 100_000, 0),
    ],
)
def test_points_are_rounded_down_for_each_purchase(rules: LoyaltyRules, cents: int, points: int) -> None:
    assert rules.earned(cents) == points


@pytest.mark.parametrize(
    ("given", "before", "now", "points"),
    [
        (10, 1_099, 2_198, 21),  # today's rule: 21.98 euros give 21, not twice 10
        (10, 1_099, 0, 0),
        (0, 50, 5_000, 50),  # it was too small to give any
        (0, 5_000, 9_000, 0),  # an import: it gave nothing, and gives nothing
        (100, 5_000, 2_500, 50),  # two a euro then: half of it
        (100, 5_000, 0, 0),
        (100, 5_000, -5_000, -100),
        (-100, -5_000, 5_000, 100),
        (-100, -5_000, -2_500, -50),
        (7, 0, 5_000, 7),  # by hand
    ],
)
def test_a_corrected_amount_gives_other_points(given: int, before: int, now: int, points: int) -> None:
    assert ONE_A_EURO.corrected(given, before, now) == points


def test_the_next_reward_is_the_dearest_within_reach_else_the_cheapest() -> None:
    tea, spa = Reward("Thé", 30), Reward("Spa", 80)
    rules = LoyaltyRules(1, 1, (spa, tea, Reward("nothing", 0)))

    def next_at(balance: int) -> NextReward | None:
        return LoyaltyAccount("1", balance, 1, rules).next_reward

    assert next_at(12) == NextReward(tea, 18)
    assert next_at(30) == NextReward(tea, 0)
    assert next_at(79) == NextReward(tea, 0)
    assert next_at(200) == NextReward(spa, 0)
    assert LoyaltyAccount("1", 200, 1, ONE_A_EURO).next_reward is None


@pytest.mark.parametrize(
    ("text", "rewards"),
    [
        ("80 Spa for two", (Reward("Spa for two", 80),)),
        ("80 points : Spa\n\n 30 = Thé ", (Reward("Spa", 80), Reward("Thé", 30))),
        ("Spa for 2 persons 80", (Reward("Spa for 2 persons", 80),)),
        ("80", (Reward("", 80),)),
        ("Spa", (Reward("Spa", 0),)),
        ("² Spa", (Reward("² Spa", 0),)),
        ("", ()),
    ],
)
def test_rewards_are_read_as_they_are_typed(text: str, rewards: tuple[Reward, ...]) -> None:
    assert read_rewards(text) == rewards
