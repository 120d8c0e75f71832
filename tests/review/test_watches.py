"""Capacity, cost and the floor, judged on numbers that can be counted by hand."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from launchops.locale import say
from launchops.review.alarms import alarm, loudest
from launchops.review.capacity import CapacityFacts, about, capacity_status
from launchops.review.cost import Plan, SpentLine, cost_line, cost_status
from launchops.review.floor import Arrivals, floor_status
from launchops.review.risk_results import CapacityStatus, CostLine, FloorStatus
from launchops.stats.risk_results import LimitOutlook
from launchops.store.records import Activity, FloorCheck
from tests.review.make import day, on


def words(message: Any) -> str:
    """In English, with plain blanks."""
    return say(message).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("today", "yesterday", "code"),
    [
        (0.5, 0.5, "alert"),
        (0.9, 0.49, "warn"),  # one odd day is no alert
        (0.2, 0.2, "warn"),
        (0.9, 0.19, "quiet"),
        (0.19, 0.9, "quiet"),
        (0.9, None, "quiet"),
        (None, 0.9, "unknown"),
    ],
)
def test_an_alarm_needs_two_days_running(today: float | None, yesterday: float | None, code: str) -> None:
    assert alarm(today, yesterday) == code
    assert loudest(["quiet", code]) == ("quiet" if code == "unknown" else code)


# --- capacity: 80 users a day now, one more each day, 100 is the limit ------------------------------------------


def capacity(limit: float | None = 100.0, *activities: Activity, **fields: Any) -> CapacityStatus:
    """The status on day 50; users were 31 … 80 on days 0 … 49 and go on from 81 for 30 days."""
    known: dict[str, Any] = {
        "plan": None,
        "basis": "planned",
        "users_limit": limit,
        "limit": 10.0,
        "history": tuple((day(place), 31.0 + place) for place in range(50)),
        "path": tuple((day(place), 31.0 + place) for place in range(50, 80)),
        "outlook": LimitOutlook(day(69), 0.7, day(77)),
        "outlook_before": LimitOutlook(day(69), 0.6, day(76)),
    }
    return capacity_status(CapacityFacts(**known | fields), activities, as_of_day=day(50))


def test_it_is_said_at_how_many_users_it_breaks_and_when() -> None:
    status = capacity()
    assert (status.users_now, status.headroom, status.peak) == (80.0, pytest.approx(0.2), pytest.approx(8.0))
    assert [(one.factor, one.share, one.breaks_day) for one in status.scenarios] == [
        (1, 0.8, day(69)),  # 100 users on day 69
        (3, pytest.approx(2.4), day(50)),
        (15, pytest.approx(12), day(50)),
    ]
    assert words(status.sentence) == (
        "It breaks at about 100 users a day; the fullest of the last seven days had 80, so 20 % are left. At the "
        "present pace that is reached on 10 May 2026."
    )
    assert status.alarm == "alert"


def test_far_limits_full_servers_and_missing_plans() -> None:
    far = capacity(1_000.0, outlook=LimitOutlook(None, 0.05, day(77)), outlook_before=LimitOutlook(None, 0.05, day(76)))
    assert [one.breaks_day for one in far.scenarios] == [None, None, day(50)]
    assert words(far.sentence).endswith("not reached before 21 May 2026.")
    assert far.alarm == "quiet"
    full = capacity(79.0)
    assert (full.alarm, words(full.sentence).split(":")[0]) == ("happened", "Full")
    unknown = capacity(None, basis="")
    assert (unknown.headroom, unknown.alarm) == (None, "unknown")
    assert words(unknown.sentence).startswith("Nobody knows at how many users it breaks.")
    assert words(capacity(history=(), path=()).sentence).endswith("No users are uploaded yet.")


def test_planned_activities_stand_on_the_line_of_the_forecast() -> None:
    status = capacity(
        400.0,
        Activity(1, "draw", "Draw", start_on=on(60), end_on=on(64)),
        Activity(2, "past", "Past", start_on=on(10), end_on=on(12)),
        Activity(3, "far", "Far", start_on=on(200), end_on=on(201)),
        Activity(4, "undated", "Undated"),
    )
    (draw,) = status.planned
    assert dict(draw.shares)[1] == pytest.approx(95 / 400)  # day 64 has 95 users
    assert draw.breaks_at == 15
    assert words(draw.sentence) == (
        "“Draw” from 1 May: 24 % of the limit if users come as forecast, too much at 15× that."
    )


def test_a_limit_is_told_with_two_leading_figures() -> None:
    assert [about(value) for value in (36_412, 2_992.4, 98.6, 7)] == [36_000, 3_000, 99, 7]


# --- cost: 1,000 planned for 100 days, day 50 -----------------------------------------------------------------


def line(spent: float, per_day: float = 10.0, **fields: Any) -> CostLine:
    known: dict[str, Any] = {
        "kind": "channel",
        "key": "ads",
        "name": "Ads",
        "plans": (Plan(day(0), day(100), 1_000.0),),
        "chance": 0.1,
        "chance_before": 0.1,
    }
    return cost_line(
        SpentLine(**known | {"spent": spent, "per_day": per_day} | fields), as_of_day=day(50), currency="CNY"
    )


def test_spend_is_held_against_the_plan_to_date() -> None:
    found = line(600.0, 20.0, chance=0.9, chance_before=0.8)
    assert (found.planned_to_date, found.ratio, found.used_share, found.rung) == (500.0, 1.2, 0.6, 50)
    assert found.burn_out_day == day(70)  # 400 left ÷ 20 a day
    assert found.alarm == "alert"
    assert words(found.sentence) == (
        "¥ 600 spent of ¥ 1,000; ¥ 500 planned by now. At the present pace it is gone on 11 May 2026, and the plan "
        "runs to 9 Jun."
    )


@pytest.mark.parametrize(
    ("spent", "per_day", "rung", "burn_out", "code"),
    [
        (400.0, 10.0, 0, None, "quiet"),
        (500.0, 10.0, 50, None, "quiet"),  # gone on day 100, when the plan is over
        (760.0, 0.0, 75, None, "quiet"),
        (950.0, 10.0, 90, 55, "quiet"),
        (1_000.0, 10.0, 100, 50, "happened"),
        (1_200.0, 10.0, 100, 50, "happened"),
    ],
)
def test_the_ladder_and_the_day_on_which_the_money_is_gone(
    spent: float, per_day: float, rung: int, burn_out: int | None, code: str
) -> None:
    found = line(spent, per_day)
    assert (found.rung, found.alarm) == (rung, code)
    assert found.burn_out_day == (None if burn_out is None else day(burn_out))


def test_a_plan_that_is_over_or_missing() -> None:
    over = line(900.0, plans=(Plan(day(0), day(50), 1_000.0),))
    assert (over.alarm, over.burn_out_day) == ("quiet", None)
    assert words(over.sentence) == "¥ 900 spent of ¥ 1,000, and the plan is over."
    free = line(900.0, plans=())
    assert (free.planned, free.ratio, free.rung, free.alarm) == (None, None, 0, "unknown")
    assert words(free.sentence) == "¥ 900 spent, without a plan."


def test_the_whole_says_who_is_over_and_nothing_without_spend() -> None:
    plan = (Plan(day(0), day(100), 1_000.0),)
    total = SpentLine("total", "", "", 600.0, plan, 10.0, 0.1, 0.1)
    lines = [replace(total, kind="channel", name="Ads", spent=1_100.0), replace(total, kind="activity", name="Draw")]
    status = cost_status(total, lines, as_of_day=day(50), currency="CNY", days=())
    assert words(status.sentence).endswith("Over plan or on the way there: Ads.")
    assert (status.alarm, [one.name for one in status.channels], [one.name for one in status.activities]) == (
        "happened",
        ["Ads"],
        ["Draw"],
    )
    nothing = cost_status(None, (), as_of_day=day(50), currency="CNY", days=())
    assert (nothing.alarm, words(nothing.sentence)) == ("unknown", "No spend is known. Upload a spend file.")


# --- the floor: 30, 70 and 140 sign-ups on T+3, T+7 and T+14 ------------------------------------------------------

CHECKS = [
    FloorCheck(3, 14, Decimal(140), "Move money."),
    FloorCheck(1, 3, Decimal(30), "Call."),
    FloorCheck(2, 7, Decimal(70)),
]


def floor(daily: list[float], checks: list[FloorCheck] = CHECKS) -> FloorStatus:
    """The status after so many days since the launch on day 0; the chance to miss is 0.6 wherever it is asked."""
    arrivals = Arrivals(day(0), day(len(daily)), tuple(daily), ())
    return floor_status(checks, arrivals, as_of_day=day(len(daily)), chance_of_fewer=lambda *_: 0.6)


@pytest.mark.parametrize(
    ("daily", "states", "alarms"),
    [
        ([], ["unknown"] * 3, "unknown"),
        ([10], ["coming"] * 3, "quiet"),  # one day only: no alarm yet
        ([10, 10], ["coming"] * 3, "alert"),
        ([9, 9], ["below"] * 3, "alert"),
        ([30], ["met", "coming", "coming"], "quiet"),
        ([9, 9, 9], ["missed", "below", "below"], "alert"),
        ([9] * 7, ["missed", "missed", "below"], "alert"),
        ([9] * 14, ["missed"] * 3, "happened"),
        ([10] * 14, ["met"] * 3, "quiet"),
        ([50, 50, 50], ["met"] * 3, "quiet"),
    ],
)
def test_the_checks_of_the_first_fortnight(daily: list[float], states: list[str], alarms: str) -> None:
    status = floor(daily)
    assert [step.state for step in status.steps] == states
    assert status.alarm == alarms
    assert [step.due_day for step in status.steps] == [day(3), day(7), day(14)]


def test_a_missed_check_says_what_was_agreed_and_what_comes_next() -> None:
    assert words(floor([9, 9, 9]).sentence) == (
        "T+3: missed with 27 of 30 sign-ups. Agreed for that: Call. T+7 on 9 Mar: 27 of 70 sign-ups, below the path; "
        "60 % chance to fall short."
    )
    assert words(floor([10] * 14).sentence) == "All 3 checks were met: people come."
    assert words(floor([], []).sentence).startswith("No floor is agreed.")
    without_date = floor_status(CHECKS, None, as_of_day=day(0), chance_of_fewer=lambda *_: None)
    assert words(without_date.sentence).startswith("The launch has no date")
