"""Hours with too many sign-ups: what is usual for the hour of the week is none, and a plain excess is found."""

import numpy as np
import pandas as pd

from launchops.stats.bursts import bursts

DAYS = 56


def hours(grid: np.ndarray, channel: str = "ads") -> pd.DataFrame:
    """Rows of a table days × hours; nobody's return is known."""
    day, hour = np.nonzero(grid)
    return pd.DataFrame(
        {"channel": channel, "day": day, "hour": hour, "signups": grid[day, hour], "known": 0, "stayed": 0}
    )


def even(seed: int = 1, level: float = 6.0) -> np.ndarray:
    """Sign-ups by chance alone, three times as many in the evening."""
    usual = np.where(np.arange(24) >= 18, 3 * level, level)
    return np.random.default_rng(seed).poisson(usual, (DAYS, 24))


def test_chance_alone_makes_no_burst():
    assert sum(len(bursts(hours(even(seed)))) for seed in range(5)) <= 1


def test_an_hour_with_ten_times_as_many_is_found_with_what_was_expected():
    grid = even()
    grid[30, 4] = 60
    found = bursts(hours(grid))
    assert found[["day", "hour", "signups"]].to_numpy().tolist() == [[30, 4, 60]]
    assert 4 <= found["expected"].iloc[0] <= 8


def test_what_happens_at_the_same_hour_every_week_is_no_burst():
    grid = even()
    grid[3::7, 20] += 40  # a weekly mail
    assert bursts(hours(grid)).empty


def test_the_same_count_is_a_burst_on_a_quiet_channel_only():
    busy, quiet = even(level=50), even(2, level=0.5)
    busy[20, 10], quiet[20, 10] = 60, 60
    found = bursts(pd.concat([hours(busy, "busy"), hours(quiet, "quiet")]))
    assert found["channel"].tolist() == ["quiet"]


def test_without_sign_ups_there_is_nothing_to_find():
    assert bursts(hours(np.zeros((3, 24), dtype="int64"))).empty
