"""The sentences of a holdout plan."""

from dataclasses import replace

from launchops.locale import say
from launchops.metrics.audience import AudienceCounts
from launchops.review.holdout import plan_messages
from launchops.stats.holdout import holdout_plan

# 20 % of 1,000 came back; 10 newcomers a day
AUDIENCE = AudienceCounts(
    as_of_day=100, days=(8, 14), users=3_000, newcomers=280, earlier_users=1_000, earlier_returned=200
)


def sentences(audience: AudienceCounts = AUDIENCE, *, difference: float = 0.05, share: float = 0.5) -> list[str]:
    plan = holdout_plan(audience, difference=difference, holdout_share=share, start_day=20_500)
    return [say(message).replace("\u00a0", " ") for message in plan_messages(plan)]


def test_enough_users_read_as_three_sentences():
    assert sentences() == [
        "There are 3,000 users to choose from. Of such users 20 % come back on days 8–14 anyway (seen on 1,000 users).",
        "To see a difference of 5.0 points, hold out 1,094 users and offer the activity to 1,094.",
        "There are enough: with 50 % of all held out even 4.2 points would show. Read the result from 3 Mar 2026 on.",
    ]


def test_too_few_users_are_told_how_long_and_what_else_they_could_do():
    _known, _needed, wait, visible, larger = sentences(share=0.1)
    assert wait.startswith("There are too few: 3,216 more must join first, about 322 days at 10 a day.")
    assert visible == "With the users there are now, 7.3 points or more would show."
    assert larger.startswith("Or hold out 2")  # percent of all, between the tenth chosen and half


def test_nobody_joining_has_no_date():
    found = sentences(replace(AUDIENCE, newcomers=0), share=0.1)
    assert found[2] == "There are too few: 3,216 more are needed, and nobody joins at present."
    assert not any("2026" in sentence for sentence in found)


def test_an_unknown_return_is_not_planned_on():
    (only,) = sentences(replace(AUDIENCE, earlier_users=29, earlier_returned=6))
    assert only.startswith("How many come back on days 8–14 without an activity is not known yet.")


def test_a_difference_past_everybody_asks_for_a_smaller_one():
    assert sentences(difference=0.81)[1] == "81.0 points more would be over 100 %. Look for a smaller difference."
