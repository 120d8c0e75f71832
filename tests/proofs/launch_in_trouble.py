"""A launch that runs into three troubles on days that are known, as files to upload.

Day 0 is the first day with data, the launch is on day `LAUNCH`. `FOLLOWERS` people signed up before it; how many of
them come on a day grows straight until it is too much for the servers, in a weekly rhythm. Hardly anybody new comes.
From day `DEARER` on, twice as much is spent. Everything that is random is drawn from one seed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

FIRST = date(2026, 1, 5)  # a Monday
DAYS = 100
LAUNCH = 10
FOLLOWERS = 700
RHYTHM = np.array([0.9, 0.95, 1.0, 1.0, 1.0, 1.1, 1.05])
GROWTH = (100.0, 3.0)  # users a day at first, and more each day
FULL_AT = 360.0  # users a day that the servers bear: 3.6 requests a second × 3,600 ÷ (0.1 of a day's users × 360)
NEWCOMERS = 8.0  # a day, where 20 a day were agreed to be the fewest
DEARER, SPENDS, BUDGET = 40, (80.0, 150.0), 10_000.0  # the budget is for DAYS days

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Trouble:
    """What is true, in days from the first: `full_day` the first day expected to be too much; `gone_day` the day on
    which the money is used up."""

    full_day: int
    gone_day: int


def expected_users(days: int = DAYS + 60) -> Values:
    """Users a day as the world is made, before chance."""
    day = np.arange(days)
    first, more = GROWTH
    expected: Values = (first + more * day) * RHYTHM[day % 7]
    return expected


def truth() -> Trouble:
    """When it happens."""
    spent = np.cumsum(expected_spend())
    return Trouble(int(np.argmax(expected_users() >= FULL_AT)), int(np.argmax(spent >= BUDGET)))


def expected_spend(days: int = DAYS + 60) -> Values:
    """Money a day before chance."""
    before, after = SPENDS
    return np.where(np.arange(days) < DEARER, before, after)


def on(day: int) -> date:
    """The date of a day."""
    return FIRST + timedelta(days=day)


def files(seed: int) -> dict[str, bytes]:
    """users, events and spend files of all days."""
    rng = np.random.default_rng(seed)
    users = [f"f{number},{FIRST}" for number in range(FOLLOWERS)]
    events, spend = [], []
    for day in range(DAYS):
        come = min(FOLLOWERS, int(rng.poisson(expected_users()[day])))
        events += [f"f{number},{on(day)}" for number in rng.choice(FOLLOWERS, come, replace=False)]
        if day >= LAUNCH:
            users += [f"n{day}-{number},{on(day)}" for number in range(int(rng.poisson(NEWCOMERS)))]
        spend.append(f"{on(day)},ads,{expected_spend()[day] * rng.uniform(0.8, 1.2):.2f}")
    return {
        "users": "\n".join(["user_id,signup_date", *users]).encode(),
        "events": "\n".join(["user_id,date", *events]).encode(),
        "spend": "\n".join(["date,channel,spend", *spend]).encode(),
    }
