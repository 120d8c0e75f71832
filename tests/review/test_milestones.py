"""Steps towards the vision, and the warnings that keep a plan small."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from launchops.locale import say
from launchops.review.milestones import goal_warnings, milestone_status, milestone_warnings
from launchops.review.results import MilestoneStatus
from launchops.store.records import Milestone
from tests.review.make import constant, day, goal, on, series

STEP = Milestone(1, "A thousand notes", on(59), kpi="activated_users", value=Decimal(1000))


def status_of(step: Milestone, values: Any, kind: str = "flow", *, as_of: int = 50) -> MilestoneStatus:
    return milestone_status(step, values, kind, as_of_day=day(as_of), today_day=day(as_of), unit="users")


def test_a_total_counts_everything_so_far() -> None:
    found = status_of(STEP, constant(18, 50))
    assert (found.value, found.value_day, found.suggested_state, found.days_left) == (900, day(49), "planned", 9)
    assert say(found.reason) == "900 of 1,000"
    reached = status_of(STEP, constant(20, 50))
    assert (reached.value, reached.suggested_state) == (1000, "met")
    assert say(reached.reason) == "1,000 of 1,000, reached"


def test_a_level_is_its_latest_value_and_may_have_to_fall() -> None:
    cheaper = replace(STEP, kpi="cost", value=Decimal(20), direction="at_most")
    assert status_of(cheaper, series({40: 15.0, 49: 25.0}), "level").suggested_state == "planned"
    below = status_of(cheaper, series({40: 25.0, 49: 15.0}), "level")
    assert (below.value, below.suggested_state) == (15, "met")
    assert say(below.reason) == "15, at most 20, reached"


def test_figures_suggest_and_never_change_what_a_person_recorded() -> None:
    assert status_of(STEP, constant(18, 61), as_of=61).suggested_state == "met"  # 1,098
    assert status_of(STEP, constant(10, 59), as_of=59).suggested_state == "planned"  # its day is today
    assert status_of(STEP, constant(10, 60), as_of=60).suggested_state == "missed"
    dropped = status_of(replace(STEP, state="dropped"), constant(20, 60), as_of=60)
    assert (dropped.suggested_state, dropped.milestone.state) == ("dropped", "dropped")


def test_without_a_figure_its_owner_says_when_it_is_met() -> None:
    bare = replace(STEP, kpi="", value=None)
    found = status_of(bare, None, as_of=90)
    assert (found.suggested_state, found.value) == ("planned", None)
    assert say(found.reason) == "without a figure; its owner says when it is met"
    assert say(status_of(STEP, series({})).reason) == "no figures yet"


@pytest.mark.parametrize(("days", "is_far"), [(90, False), (91, True)])
def test_a_step_more_than_90_days_ahead_is_too_far(days: int, is_far: bool) -> None:
    found = status_of(replace(STEP, due_on=on(50 + days)), constant(1, 50))
    assert found.is_far is is_far
    assert bool(milestone_warnings([found])) is is_far
    done = status_of(replace(STEP, due_on=on(50 + days), state="dropped"), constant(1, 50))
    assert not done.is_far


def test_more_than_five_outcome_goals_are_too_many() -> None:
    five = [goal(100, days=50, id=number) for number in range(5)]
    assert goal_warnings(five, today_day=day(10)) == ()
    (warning,) = goal_warnings([*five, goal(100, days=50, id=6)], today_day=day(10))
    assert (warning.code, warning.params["count"]) == ("goals_too_many", 6)
    assert goal_warnings([*five, goal(100, days=50, id=6, kind="input")], today_day=day(10)) == ()
    ended = goal(100, days=5, id=7)
    assert goal_warnings([*five, ended], today_day=day(10)) == ()


def test_a_goal_more_than_90_days_ahead_is_named() -> None:
    near = goal(100, days=91)  # its last day is day 90
    far = replace(near, due_on=near.due_on + timedelta(days=1), name="Sign-ups")
    assert goal_warnings([near], today_day=day(0)) == ()
    (warning,) = goal_warnings([near, far], today_day=day(0))
    assert say(warning) == "Planned more than 90 days ahead: Sign-ups. Set a nearer step first."
    assert "注册" in say(warning, "zh")
