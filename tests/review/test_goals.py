"""Goal status: every rule with numbers worked by hand beside the assertion."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.locale import Message, say
from launchops.metrics.results import KpiSeries
from launchops.review.goals import goal_status, goals_answer
from launchops.review.results import GoalStatus
from launchops.store.records import Goal
from tests.review.make import constant, day, goal, judged, on, series


def status_of(the_goal: Goal, values: KpiSeries, kind: str = "flow", *, as_of: int, **options: Any) -> GoalStatus:
    """The goal's status when days 0 … as_of − 1 are complete and today is the day after them."""
    options = {"today_day": day(as_of)} | options
    return goal_status(the_goal, values, kind, as_of_day=day(as_of), **options)


def test_worked_example_of_the_methods() -> None:
    # 434 of 700 after 71 of 91 days: 62 % of the target at 78 % of the time, 0.62 ÷ 0.780 = 0.795.
    # 20 days left: (700 − 434) ÷ 20 = 13.3 a day. The last 28 days brought 187, 6.7 a day.
    values = dict.fromkeys(range(43), 247 / 43) | dict.fromkeys(range(43, 71), 187 / 28)
    assert sum(values.values()) == pytest.approx(434)
    result = status_of(goal(700, days=91), series(values), as_of=71)
    assert result.status == "behind"
    assert result.actual == pytest.approx(434)
    assert result.elapsed_share == pytest.approx(71 / 91)
    assert result.expected == pytest.approx(700 * 71 / 91)
    assert result.pace_ratio == pytest.approx(0.7946, abs=0.0001)
    assert result.days_left == 20
    assert result.needed_per_day == pytest.approx(13.3)
    assert result.trailing_per_day == pytest.approx(187 / 28)
    assert say(result.reason) == "0.79 of pace · needs 13.3 a day, gets 6.7"
    assert say(result.reason, "zh") == "进度比 0.79 · 每天需 13.3，实际 6.7"


@pytest.mark.parametrize(
    ("per_day", "expected"),
    [
        (10.0, "on_track"),
        (9.5, "on_track"),
        (9.4, "behind"),
        (7.5, "behind"),
        (7.4, "at_risk"),
        (0.0, "at_risk"),
    ],
)
def test_on_track_from_95_percent_of_pace_and_behind_from_75(per_day: float, expected: str) -> None:
    assert status_of(goal(1000), constant(per_day, 40), as_of=40).status == expected


def test_the_baseline_counts_in_a_total_and_not_in_its_pace() -> None:
    # from 500 to 1,500 in 100 days: after 40 days 900 are planned; 500 + 40 × 9 = 860 is 360 of 400
    result = status_of(goal(1500, baseline=500.0), constant(9, 40), as_of=40)
    assert result.actual == 860
    assert result.expected == pytest.approx(900)
    assert result.pace_ratio == pytest.approx(0.9)


def test_days_before_the_start_and_from_as_of_on_do_not_count_in_a_total() -> None:
    values = series({-1: 1000.0, 0: 10.0, 1: 10.0, 2: 5000.0})
    assert status_of(goal(1000), values, as_of=2).actual == 20


def test_a_level_is_its_latest_value_against_the_plan() -> None:
    # from 100 to 200 in 100 days, 150 planned after 50; 140 is 0.8 of the way
    result = status_of(goal(200, baseline=100.0), series({10: 300.0, 49: 140.0}), "level", as_of=50)
    assert result.pace_ratio == pytest.approx(0.8)
    assert result.status == "behind"
    assert result.trailing_per_day is None
    assert say(result.reason) == "0.80 of pace · 150 planned by now"


def test_a_falling_target_has_its_pace_downwards() -> None:
    # from 80 down to 60 in 100 days: 70 planned after 50; 71 is 9 of 10
    falling = goal(60, target_type="fall_to", baseline=80.0)
    assert status_of(falling, series({49: 71.0}), "level", as_of=50).pace_ratio == pytest.approx(0.9)
    assert status_of(falling, series({49: 60.0}), "level", as_of=50).status == "met"
    worse = status_of(falling, series({49: 90.0}), "level", as_of=50)
    assert worse.status == "at_risk"
    assert worse.pace_ratio == pytest.approx(-1.0)


def test_phased_targets_are_interpolated() -> None:
    # 100 by the end of day 49, then 1,000 by the end of day 99: 550 planned after 75 days
    phased = goal(1000, phased=((on(49), Decimal(100)),))
    assert status_of(phased, constant(1, 25), as_of=25).expected == pytest.approx(50)
    assert status_of(phased, constant(1, 50), as_of=50).expected == pytest.approx(100)
    assert status_of(phased, constant(1, 75), as_of=75).expected == pytest.approx(550)


def test_target_equal_to_baseline_has_no_pace_but_a_status() -> None:
    level = goal(100, baseline=100.0)
    below = status_of(level, series({49: 90.0}), "level", as_of=50)
    assert (below.status, below.pace_ratio) == ("behind", None)
    assert status_of(level, series({49: 100.0}), "level", as_of=50).status == "met"


def test_a_rising_goal_below_its_baseline_is_never_on_track_by_sign() -> None:
    odd = goal(80, baseline=100.0)  # rise to 80 from 100
    result = status_of(odd, series({49: 70.0}), "level", as_of=50)
    assert (result.status, result.pace_ratio) == ("behind", None)


def test_without_a_baseline_a_level_starts_where_it_was() -> None:
    level = goal(200, baseline=None)
    before = status_of(level, series({-3: 100.0, 49: 140.0}), "level", as_of=50)
    assert before.pace_ratio == pytest.approx(0.8)  # 100 before the start, 150 planned
    after = status_of(level, series({2: 120.0, 49: 140.0}), "level", as_of=50)
    assert after.expected == pytest.approx(160)  # first value 120


@pytest.mark.parametrize(
    ("target_type", "value", "status", "words"),
    [
        ("stay_above", 0.21, "in_tolerance", "above the floor of 20.0 %"),
        ("stay_above", 0.19, "in_tolerance", "just below the floor of 20.0 %, within tolerance"),
        ("stay_above", 0.17, "out_of_tolerance", "below the floor of 20.0 %"),
        ("stay_below", 0.19, "in_tolerance", "below the limit of 20.0 %"),
        ("stay_below", 0.21, "in_tolerance", "just above the limit of 20.0 %, within tolerance"),
        ("stay_below", 0.23, "out_of_tolerance", "above the limit of 20.0 %"),
    ],
)
def test_stay_goals_have_a_tolerance_and_no_pace(target_type: str, value: float, status: str, words: str) -> None:
    stay = goal(0.20, target_type=target_type, tolerance=0.02, baseline=None)
    result = status_of(stay, series({49: value}, denominator=500), "rate", as_of=50, unit="percent")
    assert (result.status, result.expected, result.pace_ratio) == (status, None, None)
    assert result.needed_per_day is None
    assert say(result.reason).replace("\xa0", " ") == words


def test_a_budget_counts_its_total_since_the_start() -> None:
    budget = goal(1000, target_type="stay_below", baseline=None)
    assert status_of(budget, constant(20, 50), as_of=50).status == "in_tolerance"  # 1,000 of 1,000
    assert status_of(budget, constant(20, 51), as_of=51).status == "out_of_tolerance"  # 1,020


def test_a_daily_floor_looks_at_the_last_seven_days() -> None:
    floor = goal(10, target_type="stay_above", baseline=None)
    values = dict.fromkeys(range(43), 100.0) | dict.fromkeys(range(43, 50), 9.0)
    result = status_of(floor, series(values), as_of=50)
    assert (result.actual, result.status) == (9, "out_of_tolerance")


def test_days_not_reported_yet_do_not_pull_a_mean_down() -> None:
    floor = goal(10, target_type="stay_above", baseline=None)
    result = status_of(floor, constant(12, 47), as_of=50)  # days 47 to 49 are missing
    assert (result.actual, result.trailing_per_day) == (12, 12)


def test_met_before_the_end_and_missed_after_it() -> None:
    assert status_of(goal(1000), constant(25, 40), as_of=40).status == "met"  # 1,000
    ended = status_of(goal(1000), constant(9, 100), as_of=100)
    assert (ended.status, ended.actual, ended.days_left) == ("missed", 900, 0)
    assert ended.needed_per_day is None
    assert say(ended.reason) == "ended at 900, target 1,000"


def test_a_goal_that_has_ended_is_judged_by_its_own_days() -> None:
    values = constant(9, 150)  # 900 by its end, 1,350 by now
    assert status_of(goal(1000), values, as_of=150).status == "missed"
    kept = goal(5, target_type="stay_above", baseline=None)
    late = series({99: 6.0, 149: 1.0})
    assert status_of(kept, late, "level", as_of=150).status == "met"
    assert status_of(kept, series({99: 4.0, 149: 9.0}), "level", as_of=150).status == "missed"


def test_the_last_day_is_missed_only_once_it_is_over() -> None:
    assert status_of(goal(1000), constant(9, 99), as_of=99).status == "behind"
    assert status_of(goal(1000), constant(9, 100), as_of=100).status == "missed"


def test_a_goal_of_the_future_has_not_started() -> None:
    result = status_of(goal(1000), constant(5, 10, first=-10), as_of=-3)
    assert result.status == "not_started"
    assert (result.actual, result.pace_ratio, result.elapsed_share) == (None, None, 0.0)
    assert result.readable_on_day == day(1)  # its first complete day is over on the next
    assert say(result.reason) == "starts on 2 Mar"
    assert status_of(goal(1000), constant(5, 10, first=-10), as_of=0).status == "not_started"


def test_no_value_is_no_data_and_never_zero() -> None:
    result = status_of(goal(1000), series({}), as_of=50)
    assert (result.status, result.actual, result.pace_ratio, result.needed_per_day) == (
        "no_data",
        None,
        None,
        None,
    )
    only_unknown = status_of(goal(1000), series({10: float("nan")}), as_of=50)
    assert (only_unknown.status, only_unknown.actual) == ("no_data", None)


def test_a_kpi_that_says_why_it_is_unknown_is_quoted() -> None:
    why = Message("kpi_needs_activation")
    silent = replace(series({}), unknown=why)
    result = status_of(goal(1000), silent, as_of=50)
    assert (result.status, result.reason) == ("no_data", why)
    assert say(goals_answer([result, judged("met")]).message).endswith("Activated users: no figures yet.")


def test_a_value_older_than_its_cadence_is_stale() -> None:
    level = goal(200, baseline=100.0)
    values = series({41: 150.0})
    assert status_of(level, values, "level", as_of=49).status == "on_track"  # 8 days old
    old = status_of(level, values, "level", as_of=50)
    assert old.status == "stale"
    assert say(old.reason) == "last value 9 days ago, on 12 Apr"
    assert status_of(level, values, "level", as_of=42, today_day=day(50)).status == "stale"


def test_a_value_that_needs_days_to_be_readable_is_not_stale_for_them() -> None:
    level = goal(200, baseline=100.0)
    assert status_of(level, series({21: 150.0}), "rate", as_of=50, lag_days=28).status == "on_track"


def test_a_total_that_reached_its_target_stays_met_however_old() -> None:
    assert status_of(goal(100), constant(10, 10), as_of=50).status == "met"


def test_an_ended_goal_does_not_turn_stale_later() -> None:
    assert status_of(goal(1000), constant(9, 100), as_of=300).status == "missed"


def test_a_rate_of_fewer_than_thirty_people_says_too_little() -> None:
    floor = goal(0.2, target_type="stay_above", baseline=None)
    few = status_of(floor, series({49: 0.1}, denominator=18), "rate", as_of=50)
    assert few.status == "too_few_data"
    assert say(few.reason) == "18 of 30 people needed"
    assert status_of(floor, series({49: 0.1}, denominator=30), "rate", as_of=50).status == "out_of_tolerance"


def test_a_person_overrules_the_computed_status_until_the_chosen_day() -> None:
    overruled = goal(1000, override_status="at_risk", override_reason="partner left", override_until=on(50))
    result = status_of(overruled, constant(10, 50), as_of=50)
    assert (result.status, say(result.reason)) == ("at_risk", "set by hand: partner left")
    assert result.pace_ratio == pytest.approx(1.0)  # the figures stay
    assert status_of(overruled, constant(10, 51), as_of=51).status == "on_track"


@given(
    per_day=st.integers(0, 40),
    as_of=st.integers(1, 120),
    target=st.integers(1, 3000),
    days=st.integers(1, 120),
)
def test_needed_per_day_for_the_days_left_reaches_the_target(per_day: int, as_of: int, target: int, days: int) -> None:
    result = status_of(goal(target, days=days), constant(per_day, as_of), as_of=as_of)
    assert result.actual is not None
    assert result.days_left == max(0, days - as_of)
    if result.needed_per_day and result.days_left:
        assert result.actual + result.needed_per_day * result.days_left == pytest.approx(target)
    if as_of >= days:
        assert result.status in ("met", "missed")


@given(value=st.floats(-500, 500), better=st.floats(0.1, 500), as_of=st.integers(1, 99))
def test_a_better_value_never_has_a_worse_status(value: float, better: float, as_of: int) -> None:
    order = ["at_risk", "behind", "on_track", "met"]
    level = goal(200, baseline=100.0)
    first, second = (
        status_of(level, series({as_of - 1: number}), "level", as_of=as_of).status for number in (value, value + better)
    )
    assert order.index(first) <= order.index(second)


def test_answer_names_the_goal_that_most_needs_a_person() -> None:
    statuses = [judged("on_track", position=place) for place in range(5)]
    statuses += [judged("behind", name="My goal", position=5), judged("stale", position=6)]
    statuses += [judged("behind", position=7)]
    answer = goals_answer(statuses)
    assert say(answer.message) == ("On course for five of eight goals. My goal behind plan: 4,040 instead of 4,744.")
    assert answer.tone == "warn"
    assert say(answer.message, "zh") == "8 个目标中有 5 个进展正常。My goal落后于计划：4,040，应为 4,744。"
    for language in ("en", "zh"):
        assert say(answer.highlights[0].message, language) in say(answer.message, language)


def test_at_risk_comes_before_behind_and_lower_pace_before_higher() -> None:
    statuses = [
        judged("behind", name="A", pace_ratio=0.76),
        judged("at_risk", name="B", pace_ratio=0.7),
        judged("at_risk", name="C", pace_ratio=0.5),
    ]
    answer = goals_answer(statuses)
    assert say(answer.message).startswith("On course for none of three goals. C far behind plan")
    assert answer.tone == "bad"


def test_answer_when_all_is_well_or_nothing_is_known() -> None:
    assert say(goals_answer([judged("on_track"), judged("met")]).message) == "On course for all two goals."
    assert say(goals_answer([judged("met")]).message) == "The goal is on course."
    assert goals_answer([judged("met")]).tone == "good"
    unknown = goals_answer([judged("no_data"), judged("not_started")])
    assert unknown.tone == "neutral"
    assert say(unknown.message) == "None of the goals can be judged yet (2 in all)."
    assert say(goals_answer([]).message) == "There are no goals yet. Add the first one."


def test_an_unknown_goal_is_named_when_nothing_is_off_course() -> None:
    answer = goals_answer([judged("met"), judged("no_data", name="Seed users", position=1)])
    assert say(answer.message) == "On course for one of two goals. Seed users: no figures yet."


def test_stay_goals_and_missed_goals_have_their_own_words() -> None:
    over = judged(
        "out_of_tolerance", name="Cost per activated user", actual=61.0, expected=None, pace_ratio=None,
        unit="money", currency="CNY", goal_fields={"target_type": "stay_below", "baseline": None},
    )  # fmt: skip
    words = say(goals_answer([over]).message).replace("\xa0", " ")
    assert words.endswith("Cost per activated user at ¥ 61.00, above the limit of ¥ 7,000.")
    assert say(goals_answer([judged("missed")]).message).endswith("Activated users missed: 4,040 of 7,000.")


# --- the rhythm of the week ---


def rhythmic(days: int) -> KpiSeries:
    """Ten a day, twenty on Saturdays and none on Sundays: 70 a week. Day 0 is a Monday."""
    return series({number: (10.0, 10.0, 10.0, 10.0, 10.0, 20.0, 0.0)[number % 7] for number in range(days)})


def test_once_four_weeks_exist_the_plan_follows_the_weekdays() -> None:
    # 1,000 in 100 days: 14 weeks and two days of ten, 1,000 in the rhythm of the KPI. After 34 days, a Saturday last:
    # four weeks and six days = 280 + 70 = 350 are planned, where a straight line says 340.
    result = status_of(goal(1000), rhythmic(34), as_of=34)
    assert result.expected == pytest.approx(350)
    assert (result.actual, result.pace_ratio) == (350, pytest.approx(1.0))
    # the day after, a Sunday, nothing is asked for
    assert status_of(goal(1000), rhythmic(35), as_of=35).expected == pytest.approx(350)


def test_under_four_weeks_the_plan_is_a_straight_line() -> None:
    assert status_of(goal(1000), rhythmic(27), as_of=27).expected == pytest.approx(270)
    # 28 days: four whole weeks by the rhythm, 280
    assert status_of(goal(1000), rhythmic(28), as_of=28).expected == pytest.approx(280)


def test_the_rhythm_holds_within_each_phase() -> None:
    # 70 by the end of the fifth week, 700 by the end of the sixth: all of the last 630 are due by its Saturday
    phased = goal(700, days=42, phased=((on(34), Decimal(70)),))
    assert status_of(phased, rhythmic(41), as_of=41).expected == pytest.approx(700)  # only a Sunday is left
    assert status_of(phased, rhythmic(35), as_of=35).expected == pytest.approx(70)


def test_a_stage_of_days_on_which_nothing_ever_happens_is_a_straight_line() -> None:
    phased = goal(700, days=42, phased=((on(40), Decimal(600)),))  # the last stage is one Sunday
    assert status_of(phased, rhythmic(42), as_of=42).expected == pytest.approx(700)


def test_levels_have_no_rhythm() -> None:
    assert status_of(goal(200, baseline=100.0), rhythmic(50), "level", as_of=50).expected == pytest.approx(150)


def test_the_limits_of_the_pace_are_the_goals_own() -> None:
    strict = goal(1000, on_track_from=Decimal("1"), behind_from=Decimal("0.9"))
    assert status_of(strict, constant(9.6, 40), as_of=40).status == "behind"
    assert status_of(strict, constant(8.9, 40), as_of=40).status == "at_risk"


def test_at_todays_pace_is_what_the_last_28_days_bring() -> None:
    # 40 days of 5, then 28 of 8: 424 so far, 32 days left at 8
    values = series(dict.fromkeys(range(40), 5.0) | dict.fromkeys(range(40, 68), 8.0))
    assert status_of(goal(1000), values, as_of=68).at_pace == pytest.approx(424 + 32 * 8)
    assert status_of(goal(1000), constant(9, 100), as_of=100).at_pace is None
    assert status_of(goal(10, target_type="stay_above", baseline=None), constant(9, 50), as_of=50).at_pace is None
