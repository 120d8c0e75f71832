"""What is said of users assigned at random, in both languages: only there may a sentence be causal."""

from dataclasses import replace

import pytest

from launchops.locale import LANGUAGES, say
from launchops.review.comparison import comparison_checks, verdict_message
from launchops.stats.results import (
    ChannelRatio,
    Comparison,
    Group,
    IntentionToTreat,
    LeftOut,
    SampleRatio,
    TraitBalance,
)
from tests.review.test_comparison import EFFECT, RAISED

ITT = IntentionToTreat(
    Group(900, 360), Group(100, 30), 0.038, 0.021, 0.055, is_triggered=False, by_week=(), weeks_before=(), takers=None
)
SPLIT = SampleRatio(0.1, 900, 100, 1.0, (ChannelRatio("ads", 500, 0, 1e-9),), "good")
LOT = replace(RAISED, design="randomised", matched=None, negative_control=None, itt=ITT, ratio=SPLIT, verdict="raised")
CASES: dict[str, tuple[Comparison, str]] = {
    "raised": (LOT, "The activity raised return on days 8–14 by 3.8 points (2.1 to 5.5)."),
    "lowered": (
        replace(LOT, verdict="lowered", itt=replace(ITT, difference=-0.04, low=-0.07, high=-0.01)),
        "lowered return on days 8–14 by 4.0 points (1.0 to 7.0)",
    ),
    "share of days": (replace(LOT, outcome="active_day_rate"), "raised the share of active days on days 8–14"),
    "unclear": (replace(LOT, verdict="no_clear_difference"), "between users offered the activity and users held out"),
    "broken in total": (
        replace(LOT, verdict="assignment_broken", ratio=replace(SPLIT, pvalue=1e-9, state="bad")),
        "100 of 1,000 users were held out, but 10 % was planned",
    ),
    "broken in a channel": (
        replace(LOT, verdict="assignment_broken", ratio=replace(SPLIT, state="bad")),
        "in the channel ads: 0 of 500 users",
    ),
    "few": (replace(LOT, verdict="too_early", itt=replace(ITT, holdout=Group(9, 3))), "900 were offered"),
    "not over": (
        replace(LOT, verdict="too_early", left_out=LeftOut(unfinished=5)),
        "after the assignment are not over",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_verdict_says_what_chance_allows_to_say(name: str) -> None:
    comparison, words = CASES[name]
    assert words in say(verdict_message(comparison))
    for language in LANGUAGES:
        assert "{" not in say(verdict_message(comparison), language)


def test_the_split_is_among_the_checks() -> None:
    states = {check.code: check.state for check in comparison_checks(LOT)}
    assert states == {"enough_people": "good", "planned_split": "good", "by_lot": "good"}
    unknown = replace(LOT, ratio=replace(SPLIT, holdout_share=None, pvalue=None))
    assert {check.code: check.state for check in comparison_checks(unknown)}["planned_split"] == "caution"


def test_who_was_left_out_of_a_randomised_design_is_said() -> None:
    words = say(comparison_checks(replace(LOT, left_out=LeftOut(two_arms=3, not_seen=4)))[0].message)
    assert "3 in both groups" in words and "4 not seen" in words


def test_another_kind_of_users_is_no_fair_comparison() -> None:
    other = TraitBalance("platform", "ios", 0.5, 0.4, "bad")
    comparison = replace(RAISED, verdict="not_comparable", balance=(other,), matched=EFFECT)
    assert "another kind than the others (platform)" in say(verdict_message(comparison))
    assert {check.code: check.state for check in comparison_checks(comparison)}["same_kind"] == "bad"
