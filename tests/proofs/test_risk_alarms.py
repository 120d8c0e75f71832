"""Three troubles whose days are known, and the days on which the alarms said so."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest

import launchops
from launchops.launch import Launch
from launchops.periods import day_number
from launchops.review.alarms import alarm
from launchops.stats.arrivals import chance_of_fewer
from launchops.stats.pace import limit_outlook, overspend_chance
from launchops.store.records import CapacityPlan, Channel, FloorCheck, Goal
from tests.proofs import launch_in_trouble as world

ZERO = day_number(world.FIRST)


@pytest.fixture(scope="module")
def launch(tmp_path_factory: pytest.TempPathFactory) -> Launch:
    """The launch in trouble, with its plans, all data uploaded."""
    url = f"sqlite:///{tmp_path_factory.mktemp('trouble')}/launch.db"
    launch = launchops.create_launch(
        url, name="Trouble", launch_on=world.on(world.LAUNCH), today=world.on(world.DAYS + 30)
    )
    for kind, content in world.files(seed=3).items():
        launch.uploads.load(kind, content, f"{kind}.csv")  # type: ignore[arg-type]
    launch.capacity.save(CapacityPlan(None, Decimal("3.6"), Decimal("0.1"), Decimal(360)))
    for days_after, floor in ((3, 60), (7, 140), (14, 280)):
        launch.floor.save(FloorCheck(None, days_after, Decimal(floor), measure="Call the seed users."))
    end_on = world.on(world.DAYS - 1)
    launch.goals.save(Goal(None, "Sign-ups", "signups", "rise_to", Decimal(900), world.FIRST, end_on, Decimal(0)))
    channel = Channel(None, "ads", "Ads", planned_spend=Decimal(int(world.BUDGET)), live_on=world.FIRST)
    launch._store.channels.save(channel, who="ops", at=launch._clock.now())
    return launch


def first_alert(alarms: Callable[[int], str], days: range) -> int | None:
    """The first day (from the first) on which the alarm said alert."""
    return next((day for day in days if alarms(ZERO + day) == "alert"), None)


def test_the_servers_are_said_to_be_full_weeks_before_they_are(launch: Launch, tell: Callable[[str], None]) -> None:
    full_day = world.truth().full_day
    alert = first_alert(lambda as_of: launch.capacity.status(as_of).alarm, range(full_day - 40, full_day))
    assert alert is not None
    foretold = launch.capacity.status(ZERO + alert).scenarios[0].breaks_day
    assert foretold is not None
    tell(f"full on day {full_day}; alert on day {alert}, which foretold day {foretold - ZERO}")
    assert 14 <= full_day - alert <= 35
    assert abs(foretold - ZERO - full_day) <= 7
    sentence = launchops.locale.say(launch.capacity.status(ZERO + alert).sentence)
    assert "It breaks at about 360 users a day" in sentence


def test_the_money_is_said_to_be_gone_weeks_before_it_is(launch: Launch, tell: Callable[[str], None]) -> None:
    gone_day = world.truth().gone_day

    def alarms(as_of: int) -> str:
        total = launch.cost.status(as_of).total
        assert total is not None
        return total.alarm

    assert first_alert(alarms, range(14, world.DEARER + 1, 6)) is None, "until then the plan is kept"
    alert = first_alert(alarms, range(world.DEARER, gone_day))
    assert alert is not None
    later = launch.cost.status(ZERO + world.DEARER + 28).total
    assert later is not None
    assert later.burn_out_day is not None
    tell(
        f"dearer from day {world.DEARER}, gone on day {gone_day}; alert on day {alert}; "
        f"four weeks after the change day {later.burn_out_day - ZERO} was foretold"
    )
    assert alert - world.DEARER <= 21
    assert abs(later.burn_out_day - ZERO - gone_day) <= 3


def test_a_launch_to_which_nobody_comes_is_told_before_its_first_check(
    launch: Launch, tell: Callable[[str], None]
) -> None:
    check_day = world.LAUNCH + 3
    alert = first_alert(lambda as_of: launch.floor.status(as_of).alarm, range(world.LAUNCH, check_day))
    assert alert is not None
    tell(f"launched on day {world.LAUNCH}, first check on day {check_day}; alert on day {alert}")
    assert alert < check_day
    states = [step.state for step in launch.floor.status(ZERO + check_day).steps]
    assert states == ["missed", "below", "below"]
    assert launch.floor.status(ZERO + world.LAUNCH + 14).alarm == "happened"
    assert "Call the seed users." in launchops.locale.say(launch.floor.status(ZERO + check_day).sentence)


def test_how_often_and_how_early_alarms_come_over_many_launches(proving: bool, tell: Callable[[str], None]) -> None:
    seeds = range(100 if proving else 3)
    leads = [lead_of_capacity(seed) for seed in seeds]
    found = [lead for lead in leads if lead is not None]
    late = np.quantile(found, 0.1) if found else 0
    quiet = {
        "capacity": np.mean([is_alarmed_by_steady_users(seed) for seed in seeds]),
        "cost": np.mean([is_alarmed_by_planned_spend(seed) for seed in seeds]),
        "floor": np.mean([is_alarmed_by_enough_people(seed) for seed in seeds]),
    }
    told = np.mean([is_told_that_nobody_comes(seed) for seed in seeds])
    tell(
        f"{len(seeds)} launches: full told in {len(found) / len(seeds):.1%}, {np.median(found):.0f} days ahead in the "
        f"middle, {late:.0f} in the latest tenth; nobody comes told before T+3 in {told:.1%}; false alerts "
        + ", ".join(f"{name} {share:.1%}" for name, share in quiet.items())
    )
    assert len(found) / len(seeds) >= 0.95
    assert late >= 7
    assert told >= 0.95
    assert all(share <= 0.1 for share in quiet.values())


def lead_of_capacity(seed: int) -> int | None:
    """Days from the first alert to the first day that is expected to be too much; None without an alert before it."""
    users = np.random.default_rng(seed).poisson(world.expected_users()).astype(float)
    full_day = world.truth().full_day
    return next(
        (full_day - day for day in range(full_day - 45, full_day) if is_full_ahead(users[:day], world.FULL_AT)), None
    )


def is_full_ahead(users: world.Values, limit: float) -> bool:
    """Whether the alarm of the day is an alert."""
    chances = [
        limit_outlook(known, first_day=0, limit=limit, horizon=91, chance_within=28).chance
        for known in (users, users[:-1])
    ]
    return alarm(chances[0], chances[1]) == "alert"


def is_alarmed_by_steady_users(seed: int) -> bool:
    """Whether 200 users a day, never more, raise an alert at a limit of 300 within a month of judging."""
    users = np.random.default_rng(seed).poisson(200 * world.RHYTHM[np.arange(90) % 7]).astype(float)
    return any(is_full_ahead(users[:day], 300.0) for day in range(60, 90, 3))


def is_alarmed_by_planned_spend(seed: int) -> bool:
    """Whether spending a fifth less than planned raises an alert."""
    spent = 80 * np.random.default_rng(seed).uniform(0.8, 1.2, 90)
    days = range(30, 90)
    chances = [
        overspend_chance(spent[:day], first_day=0, left=10_000 - float(spent[:day].sum()), days_left=100 - day)
        for day in days
    ]
    return any(alarm(now, before) == "alert" for before, now in pairwise(chances))


def is_alarmed_by_enough_people(seed: int) -> bool:
    """Whether 30 a day raise an alert where 20 are the floor, before T+14."""
    came = np.random.default_rng(seed).poisson(30.0, 14).astype(float)
    return any(alarm(missing_by(came[:day], 14), missing_by(came[: day - 1], 14)) == "alert" for day in range(2, 14))


def is_told_that_nobody_comes(seed: int) -> bool:
    """Whether 8 a day raise an alert by T+2 where 60 are needed by T+3."""
    came = np.random.default_rng(seed).poisson(world.NEWCOMERS, 3).astype(float)
    return alarm(missing_by(came[:2], 3), missing_by(came[:1], 3)) == "alert"


def missing_by(came: world.Values, days: int) -> float | None:
    """The chance to have fewer than 20 a day by the check."""
    return chance_of_fewer(came.tolist(), days_left=days - len(came), missing=20.0 * days - float(came.sum()))


def test_the_files_of_the_launch_are_the_same_for_the_same_seed() -> None:
    assert world.files(seed=3) == world.files(seed=3)
    assert world.on(1) - world.FIRST == timedelta(days=1)
