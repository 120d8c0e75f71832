"""The forecast: rules with numbers worked by hand where there are any, and the model's duties where there are none."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.stats.daily_paths import daily_path
from launchops.stats.forecast import DailyForecasts
from launchops.stats.goal_results import Forecast, ForecastQuestion
from tests.stats.backtest import Score, simulated
from tests.stats.daily_series import KINDS

ROUND = [10.0, 10.0, 10.0, 10.0, 10.0, 20.0, 0.0]  # a week with a rhythm: 70


def total(days: int, target: float = 0.0, so_far: float = 0.0, *, is_at_least: bool = True) -> ForecastQuestion:
    """What the next days bring on top of what came so far."""
    return ForecastQuestion(days, days, so_far, 1.0, target, is_at_least, is_total=True)


def level(days: int, target: float = 0.0, **options: float) -> ForecastQuestion:
    """The value of the last of the next days."""
    return ForecastQuestion(days, 1, 0.0, 1.0, target, True, **options)  # type: ignore[arg-type]


@cache
def forecasts(history: tuple[float, ...]) -> DailyForecasts:
    """Kept, so that the tests on one history fit its models once."""
    return DailyForecasts(np.array(history, dtype=float), first_day=100)


def ask(history: Sequence[float], question: ForecastQuestion) -> Forecast:
    found = forecasts(tuple(history)).answer(question)
    assert found is not None
    return found


def noisy(days: int, *, seed: int = 1, mean: float = 100) -> list[float]:
    return [float(value) for value in np.random.default_rng(seed).poisson(mean, days)]


def test_under_28_days_there_is_no_forecast() -> None:
    assert DailyForecasts(np.full(27, 5.0), first_day=0).answer(total(7)) is None


def test_from_28_to_55_days_it_is_the_weekday_times_the_mean_of_28_days() -> None:
    found = ask(ROUND * 4, total(10))
    assert found.method == "weekday"
    assert found.point == pytest.approx(70 + 10 + 10 + 10)  # a whole week and three days of ten
    assert ask(ROUND * 4, level(6)).point == pytest.approx(20)
    # a second month of twice as much: the rhythm stays, the level is that of the last 28 days
    assert ask([*ROUND * 3, *[2 * value for value in ROUND * 4]], total(7)).point == pytest.approx(140)


def test_from_56_days_it_is_smoothing_with_a_weekly_season() -> None:
    assert daily_path(np.array(noisy(55)), 7).method == "weekday"  # type: ignore[union-attr]
    found = ask([20 + value for value in ROUND] * 8, level(6))
    assert found.method == "ets"
    assert found.point == pytest.approx(40, rel=0.02)  # the sixth day of the week
    assert ask([20 + value for value in ROUND] * 8, total(14)).point == pytest.approx(2 * (70 + 140), rel=0.02)


def test_only_the_last_112_days_are_looked_at() -> None:
    recent = noisy(112)
    assert ask([900.0] * 50 + recent, total(7)).point == pytest.approx(ask(recent, total(7)).point)


def test_a_total_stands_on_what_came_so_far() -> None:
    history = noisy(60)
    bare, on_top = ask(history, total(10)), ask(history, total(10, so_far=5000.0))
    assert (on_top.point - bare.point, on_top.low - bare.low) == pytest.approx((5000, 5000))


def test_under_eight_past_forecasts_the_range_is_the_models_own_doubled_and_there_is_no_chance() -> None:
    history = noisy(60)
    found = ask(history, total(10, target=1000))
    # forecasts of 10 days with a result: 14, 21 and 28 days back, then there are under 28 days of history
    assert len(found.past) == 3
    assert (found.is_provisional, found.chance) == (True, None)
    path = daily_path(np.array(history), 10)
    assert path is not None
    low, high = np.quantile(path.draws.sum(axis=1), (0.1, 0.9))
    assert found.low == pytest.approx(found.point - 2 * (found.point - low))
    assert found.high == pytest.approx(found.point + 2 * (high - found.point))


def test_the_range_comes_from_the_misses_of_the_last_twelve_weeks_at_the_same_distance() -> None:
    history = noisy(140, seed=3)
    found = ask(history, total(10, target=1000))
    assert len(found.past) == 12
    assert {past.result_day - past.made_day for past in found.past} == {9}
    latest = found.past[-1]
    assert latest.result_day == 100 + 140 - 14 + 9  # made 14 days ago, the last whole week that has its result
    assert latest.actual == sum(history[126:136])
    misses = [np.log((past.actual + 0.5) / (past.point + 0.5)) for past in found.past]
    spread = np.sqrt(np.mean(np.square(misses)))
    away = 1.3634  # t of 11 degrees of freedom, 90 %
    assert found.high == pytest.approx((found.point + 0.5) * np.exp(spread * away) - 0.5, rel=1e-4)
    assert found.low == pytest.approx((found.point + 0.5) * np.exp(-spread * away) - 0.5, rel=1e-4)


def test_an_earlier_forecast_is_what_would_have_been_said_then() -> None:
    history = noisy(140, seed=3)
    found = ask(history, total(10))
    then = ask(history[:126], total(10))
    assert (found.past[-1].point, found.past[-1].low, found.past[-1].high) == pytest.approx(
        (then.point, then.low, then.high)
    )
    assert found.held == sum(past.low <= past.actual <= past.high for past in found.past)


def test_the_chance_is_one_half_at_the_point_and_ten_percent_at_the_end_of_the_range() -> None:
    history = noisy(140, seed=3)
    found = ask(history, total(10))
    assert ask(history, total(10, target=found.point)).chance == pytest.approx(0.5)
    assert ask(history, total(10, target=found.high)).chance == pytest.approx(0.1)
    assert ask(history, total(10, target=found.high, is_at_least=False)).chance == pytest.approx(0.9)


def test_a_chance_is_never_below_5_nor_above_95_percent() -> None:
    history = noisy(140, seed=3)
    assert ask(history, total(10, target=1e6)).chance == 0.05
    assert ask(history, total(10, target=0)).chance == 0.95
    assert ask(history, total(10, target=100, so_far=200.0)).chance == 0.95  # reached already
    assert ask(history, total(10, target=100, so_far=200.0, is_at_least=False)).chance == 0.05  # spent already


def test_a_mean_of_seven_days_reaches_back_to_days_that_are_known() -> None:
    # five days at 10 are known of the seven, two are to come
    question = ForecastQuestion(2, 2, 5 * 10 / 7, 1 / 7, 0.0, True)
    found = ask([10.0] * 60, question)
    assert found.point == pytest.approx(10)
    assert [day.point for day in found.days][-1] == pytest.approx(10)


def test_a_share_never_lands_above_one() -> None:
    found = ask([0.97] * 30 + [0.99] * 30, level(20, ceiling=1.0))
    assert found.high <= 1


def test_the_fan_begins_after_the_last_value_and_ends_at_the_landing() -> None:
    for question in (total(10, so_far=500.0), level(10)):
        found = ask(noisy(140, seed=3), question)
        assert [day.day for day in found.days] == list(range(240, 250))
        end = found.days[-1]
        assert (end.point, end.low, end.high) == pytest.approx((found.point, found.low, found.high), rel=1e-6)
        widths = [day.high - day.low for day in found.days]
        assert widths[0] < widths[-1]


def test_goals_on_one_series_share_its_models(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted = []
    monkeypatch.setattr(
        "launchops.stats.forecast.daily_path", lambda known, days: fitted.append(len(known)) or daily_path(known, days)
    )
    DailyForecasts(np.array(noisy(100)), first_day=0).answers([total(days, target=9) for days in (7, 14, 14, 21)])
    assert len(fitted) == len(set(fitted))


def test_zeros_and_the_same_every_day_are_forecast_too() -> None:
    assert ask([0.0] * 120, total(10)).point == 0
    flat = ask([7.0] * 120, total(10, target=70))
    assert flat.point == pytest.approx(70)
    assert flat.low <= 70 <= flat.high


@given(st.lists(st.integers(0, 500), min_size=28, max_size=50), st.integers(1, 40))
def test_a_forecast_is_never_below_zero_and_lies_in_its_range(history: list[int], days: int) -> None:
    found = ask([float(value) for value in history], total(days, target=100))
    assert 0 <= found.low <= found.point + 1e-9
    assert found.point <= found.high + 1e-9
    assert found == ask([float(value) for value in history], total(days, target=100)), "the same each time"


# --- does it hold? ---


@pytest.fixture(scope="module")
def scores(proving: bool) -> dict[str, Score]:
    """Each kind of series forecast: 300 series of it under `make prove`, 8 otherwise."""
    long, short = (100, 200) if proving else (2, 6)
    found = {kind: simulated(kind, long=long, short=short, seed=11) for kind in KINDS}
    for kind, score in found.items():
        _print_score(kind, score)
    return found


def _print_score(kind: str, score: Score) -> None:
    widened, doubled = (f"{np.mean(held):.0%} of {len(held)}" for held in (score.widened, score.doubled))
    brier = f"Brier {score.brier:.3f}, base rate {score.base_rate_brier:.3f}"
    print(f"forecast {kind}: own misses held {widened}, doubled {doubled}; {brier}")  # noqa: T201 - the proof's figures


@pytest.mark.prove
def test_eighty_percent_ranges_hold_70_to_90_percent(scores: dict[str, Score], proving: bool) -> None:
    low, high = (0.70, 0.90) if proving else (0.50, 0.99)
    everything = Score()
    for score in scores.values():
        everything.add(score)
    assert low <= np.mean(everything.widened) <= high
    assert low <= np.mean(everything.doubled) <= high


@pytest.mark.prove
def test_chances_are_worth_more_than_the_base_rate(scores: dict[str, Score], proving: bool) -> None:
    everything = Score()
    for score in scores.values():
        everything.add(score)
        assert score.brier < score.base_rate_brier or not proving  # of every kind where there are enough
    assert everything.brier < everything.base_rate_brier
