"""The plan of a holdout, on an audience countable by hand."""

from dataclasses import replace

import pytest

from launchops.metrics.audience import AudienceCounts
from launchops.stats.holdout import holdout_plan

# 3,000 users now, 280 of them new in 28 days: 10 a day; of 1,000 earlier ones 200 came back: 20 %
AUDIENCE = AudienceCounts(
    as_of_day=100, days=(8, 14), users=3_000, newcomers=280, earlier_users=1_000, earlier_returned=200
)


def test_enough_users_need_not_wait():
    plan = holdout_plan(AUDIENCE, difference=0.05, holdout_share=0.5, start_day=101)
    assert plan.baseline == 0.2
    assert plan.needed is not None and plan.needed.users == 2_188
    assert (plan.days_to_fill, plan.readable_day) == (0, 101 + 14 + 1)


def test_too_few_users_wait_for_newcomers_at_the_rate_of_the_last_weeks():
    plan = holdout_plan(AUDIENCE, difference=0.05, holdout_share=0.1, start_day=101)
    assert plan.needed is not None and plan.needed.users == 6_216
    assert plan.days_to_fill == 322  # 3,216 missing at 10 a day
    assert plan.readable_day == 101 + 322 + 15
    assert plan.visible == pytest.approx(0.073, abs=0.001)  # larger than the 5 points wished for
    assert plan.enough_share is not None and 0.1 < plan.enough_share < 0.5


def test_without_newcomers_there_is_no_day_on_which_it_is_full():
    plan = holdout_plan(replace(AUDIENCE, newcomers=0), difference=0.05, holdout_share=0.1, start_day=101)
    assert (plan.days_to_fill, plan.readable_day) == (None, None)


@pytest.mark.parametrize("known", [0, 29])
def test_a_return_seen_on_fewer_than_30_users_is_unknown_not_zero(known: int):
    plan = holdout_plan(
        replace(AUDIENCE, earlier_users=known, earlier_returned=0), difference=0.05, holdout_share=0.1, start_day=101
    )
    assert (plan.baseline, plan.needed, plan.visible, plan.enough_share) == (None, None, None, None)
    assert plan.readable_day is None


def test_a_difference_past_everybody_is_not_planned():
    audience = replace(AUDIENCE, earlier_returned=980)
    plan = holdout_plan(audience, difference=0.05, holdout_share=0.1, start_day=101)
    assert plan.baseline == 0.98
    assert (plan.needed, plan.days_to_fill) == (None, None)


def test_nobody_ever_came_back_is_a_baseline_of_zero():
    plan = holdout_plan(replace(AUDIENCE, earlier_returned=0), difference=0.05, holdout_share=0.5, start_day=101)
    assert plan.baseline == 0.0
    assert plan.needed is not None and plan.needed.users > 0
