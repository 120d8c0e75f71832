"""A goal's whole line, its forecast and its noise, as people read them."""

from dataclasses import replace
from typing import Any

import pytest

from launchops.locale import Message, say
from launchops.review.check_in_draft import draft_confidence, draft_message
from launchops.review.goal_words import odds, with_outlook
from launchops.review.goals import goal_status
from launchops.review.results import GoalStatus
from launchops.stats.goal_results import Forecast, PastForecast, Signal
from launchops.store.records import Goal
from tests.review.make import constant, day, goal, on, series

NOISE = Signal(10, 5, 15, (), None, "", False)


def past(held: int, missed: int) -> tuple[PastForecast, ...]:
    kept, lost = PastForecast(0, 9, 10, 8, 12, 11), PastForecast(0, 9, 10, 8, 12, 20)
    return (kept,) * held + (lost,) * missed


def outlook(status: GoalStatus, forecast: Forecast | None = None, **options: Any) -> GoalStatus:
    known: dict[str, Any] = {"no_forecast": Message("forecast_no_data"), "is_pending": False, "signal": NOISE}
    return with_outlook(status, forecast=forecast, **known | options)


def judged(the_goal: Goal, values: Any, kind: str = "flow", *, as_of: int, unit: str = "users") -> GoalStatus:
    return goal_status(the_goal, values, kind, as_of_day=day(as_of), today_day=day(as_of), unit=unit, currency="CNY")


def example() -> GoalStatus:
    """434 of 700 after 71 of 91 days, 187 of them in the last 28 (METHODS §4)."""
    values = dict.fromkeys(range(43), 247 / 43) | dict.fromkeys(range(43, 71), 187 / 28)
    return judged(goal(700, days=91), series(values), as_of=71)


def test_the_worked_example_in_one_line() -> None:
    # the last 28 days bring 187/28 = 6.68 a day; 20 days left: 434 + 133.6 = 568
    forecast = Forecast("ets", 560, 480, 650, chance=0.19, past=past(10, 2))
    found = outlook(example(), forecast)
    assert found.sentence is not None and found.forecast_note is not None
    assert say(found.sentence) == (
        "62 % of target at 78 % of the time: behind (0.79). "
        "At today's pace 568 of 700; you need 13.3 a day, you get 6.7. About 1 in 5 to make it."
    )
    assert say(found.sentence, "zh") == (
        "时间过去 78 %，完成目标的 62 %：落后（进度比 0.79）。"
        "按目前速度到期为 568，目标 700；每天需 13.3，实际 6.7。约有 5 分之 1 的把握达成。"
    )
    assert say(found.forecast_note) == (
        "It will land at 560; in 8 of 10 cases between 480 and 650. Of the last twelve forecasts ten held the result."
    )


def test_a_provisional_forecast_gives_its_range_and_no_chance() -> None:
    forecast = Forecast("weekday", 560, 480, 650, is_provisional=True, past=past(1, 0))
    found = outlook(example(), forecast)
    assert found.sentence is not None and found.forecast_note is not None
    assert say(found.sentence).endswith("It will land between 480 and 650; this range is provisional.")
    assert say(found.forecast_note).endswith("Provisional: one earlier forecast has a result so far.")


def test_without_a_forecast_the_note_says_why_and_what_is_pending_is_said_to_be() -> None:
    why = Message("forecast_too_early", {"days": 12, "needed": 28})
    found = outlook(example(), no_forecast=why)
    assert found.forecast_note is not None
    assert say(found.forecast_note) == "Too early for a forecast: 12 of 28 days of figures."
    waiting = outlook(example(), is_pending=True)
    assert waiting.forecast_note == Message("forecast_pending")
    assert waiting.is_forecast_pending


def test_a_level_says_where_it_should_be_and_what_is_to_go() -> None:
    # from 100 to 200 in 100 days: 150 after 50; 140 is 0.8 of it
    found = outlook(judged(goal(200, baseline=100.0), series({49: 140.0}), "level", as_of=50))
    assert found.sentence is not None
    assert say(found.sentence) == "Now 140, planned 150: behind (0.80). 60 to go, 50 days left."
    assert found.at_pace is None
    share = judged(goal(0.2, baseline=0.1), series({49: 0.14}, denominator=99), "rate", as_of=50, unit="percent")
    told = outlook(share).sentence
    assert told is not None
    assert say(told).endswith("6.0 points to go, 50 days left.")


def test_a_total_on_a_baseline_counts_its_own_way() -> None:
    # from 500 to 1,500: 860 after 40 of 100 days is 36 % of the way
    found = outlook(judged(goal(1500, baseline=500.0), constant(9, 40), as_of=40)).sentence
    assert found is not None
    assert say(found).startswith("36 % of the way at 40 % of the time: behind (0.90).")


def test_a_goal_that_is_decided_says_so_and_no_more() -> None:
    forecast = Forecast("ets", 1600, 1500, 1700, chance=0.95, past=past(9, 1))
    met = outlook(judged(goal(1000), constant(25, 40), as_of=40), forecast).sentence
    missed = outlook(judged(goal(1000), constant(9, 100), as_of=100)).sentence
    assert met is not None and missed is not None
    assert say(met) == "Status: met, target of 1,000 reached."
    assert say(missed) == "Status: missed, ended at 900, target 1,000."


def test_a_stay_goal_is_told_as_kept_or_not() -> None:
    floor = goal(0.2, target_type="stay_above", baseline=None)
    status = judged(floor, series({49: 0.25}, denominator=99), "rate", as_of=50, unit="percent")
    found = outlook(status, Forecast("ets", 0.24, 0.2, 0.28, chance=0.88, past=past(8, 2))).sentence
    assert found is not None
    assert say(found) == (
        "Status: within tolerance, above the floor of 20.0 %. About 9 in 10 to stay there until the end."
    )


def test_a_status_set_by_hand_is_told_with_its_reason_and_the_computed_one_is_kept() -> None:
    by_hand = goal(1000, override_status="at_risk", override_reason="partner left", override_until=on(60))
    status = outlook(judged(by_hand, constant(10, 50), as_of=50))
    assert (status.status, status.computed_status) == ("at_risk", "on_track")
    assert status.sentence is not None
    assert say(status.sentence).startswith("Status: at risk, set by hand: partner left.")
    expired = judged(replace(by_hand, override_until=on(49)), constant(10, 50), as_of=50)
    assert (expired.status, expired.computed_status) == ("on_track", "on_track")


@pytest.mark.parametrize(
    ("chance", "said"), [(0.05, (1, 20)), (0.19, (1, 5)), (0.48, (1, 2)), (0.66, (2, 3)), (0.95, (19, 20))]
)
def test_chances_are_said_as_odds(chance: float, said: tuple[int, int]) -> None:
    assert odds(chance) == said


@pytest.mark.parametrize(
    ("signal", "said"),
    [
        (NOISE, "within normal noise"),
        (replace(NOISE, since_day=day(1), direction="above"), "a signal since 3 Mar: higher than usual"),
        (replace(NOISE, is_provisional=True), "within normal noise (provisional, 0 weeks)"),
    ],
)
def test_noise_or_signal_in_words(signal: Signal, said: str) -> None:
    note = outlook(example(), signal=signal).signal_note
    assert note is not None
    assert say(note) == said
    assert outlook(example(), signal=None).signal_note is None


def test_the_draft_of_a_check_in_puts_the_last_week_beside_the_one_before() -> None:
    values = series(dict.fromkeys(range(36, 43), 5.0) | dict.fromkeys(range(43, 50), 8.0))
    status = outlook(judged(goal(1000), values, as_of=50))
    draft = draft_message(status, values, "flow")
    assert say(draft) == "56 in the last 7 days, 35 in the 7 days before; within normal noise."
    level = draft_message(status, series({40: 30.0, 49: 33.0}), "level")
    assert say(level) == "33 now, 30 a week ago; within normal noise."
    assert say(draft_message(status, series({49: 33.0}), "level")) == "33 so far."
    assert say(draft_message(status, series({}), "flow")) == "No figures yet."


def test_the_confidence_to_start_from_is_the_chance_in_tenths_or_the_status() -> None:
    assert draft_confidence(outlook(example(), Forecast("ets", 1, 1, 1, chance=0.19))) == 2
    assert draft_confidence(outlook(example())) == 5  # behind
    assert draft_confidence(judged(goal(1000), constant(10, 40), as_of=40)) == 8
    assert draft_confidence(judged(goal(1000), constant(1, 40), as_of=40)) == 3
