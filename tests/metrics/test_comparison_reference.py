"""The engine's counts and the plain-Python reference agree on random small launches."""

import random
from dataclasses import replace

import pytest

from launchops.metrics.comparison import comparison_counts
from launchops.metrics.comparison_question import WEEKS
from launchops.metrics.results import ComparisonCells
from launchops.stats.matched import matched_effect
from tests.conftest import PROVING
from tests.make import Participation, User, launch
from tests.metrics.comparison_reference import Expected, expected_control, expected_effect

SEEDS = range(400 if PROVING else 8)


def random_launch(seed: int) -> tuple[list[User], list[Participation]]:
    """Up to 60 users over 60 days who share a few pasts, so that some have peers and some have none.

    They take part mostly on a day of a visit, sometimes absent, before sign-up, twice, or in one other arm.
    """
    rng = random.Random(seed)
    lives = [random_life(rng) for _ in range(rng.choice([2, 5, 40]))]
    users, participations = [], []
    arm = rng.choice(["holdout", "offered"])  # one alone makes no randomised design
    for number in range(1, rng.choice([1, 10, 40, 60, 60]) + 1):
        user = with_future(rng.choice(lives), rng)
        users.append(user)
        if rng.random() < 0.4:
            visits = [day for day in user.days if 20 <= day <= 30] or [rng.randint(0, 59)]
            on = rng.choice([*visits, *visits, *visits, rng.randint(15, 35)])
            participations.append(Participation("fest", number, on))
            if rng.random() < 0.2:
                participations.append(Participation("fest", number, on + rng.randint(0, 5)))
        if rng.random() < 0.1:
            participations.append(Participation("fest", number, 22, arm=arm))
            participations.append(Participation("other", number, 21))
    return users, participations


def random_life(rng: random.Random) -> User:
    """A sign-up day, the active days to the end of the activity, and traits."""
    signup, keenness = rng.randint(0, 25), rng.choice([0.2, 0.4, 0.6])
    days = tuple(day for day in range(signup, 31) if rng.random() < keenness)
    channel, segment = rng.choice(["ads", "seo"]), rng.choice(["a", "b", ""])
    return User(signup=signup, days=days, channel=channel, segment=segment)


def with_future(life: User, rng: random.Random) -> User:
    """The same past with active days of the user's own after the activity."""
    after = tuple(day for day in range(31, 60) if rng.random() < 0.1)
    return replace(life, days=life.days + after)


def assert_equal(cells: ComparisonCells, expected: Expected) -> None:
    assert cells.level == expected.level
    assert cells.participants == expected.participants
    assert cells.participants_active == expected.participants_active
    assert cells.others == expected.others
    effect = matched_effect(cells)
    if expected.difference is None or expected.joined_later == 1:
        assert effect is None
        return
    assert effect is not None
    assert effect.participants_matched == expected.participants_matched
    assert effect.others == expected.others_matched
    assert effect.strata == expected.strata
    assert effect.diluted_difference == pytest.approx(expected.difference, abs=1e-12)
    assert effect.diluted_standard_error == pytest.approx(expected.error, abs=1e-9)
    assert effect.joined_later == pytest.approx(expected.joined_later, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_engine_and_reference_agree(seed: int) -> None:
    users, participations = random_launch(seed)
    as_of = random.Random(-seed).choice([40, 50, 60])
    window = (20, 30)
    counts = comparison_counts(
        launch(*users, participations=participations),
        activity="fest",
        window=window,
        days=(8, 14),
        as_of_day=as_of,
    )
    asked = {"activity": "fest", "window": window, "as_of": as_of}
    if counts.participants == counts.before_signup + counts.outside_window:
        assert matched_effect(counts.outcome) is None
        return
    main = expected_effect(users, participations, days=(8, 14), **asked)
    assert_equal(counts.outcome, main)
    for cells, week in zip(counts.by_week, WEEKS, strict=True):
        assert cells.days == week
        assert_equal(cells, expected_effect(users, participations, days=week, level=main.level, **asked))
    assert_equal(counts.negative_control, expected_control(users, participations, **asked))


def test_the_random_launches_reach_every_level_of_the_ladder() -> None:
    reached = set()
    for seed in range(60):
        users, participations = random_launch(seed)
        found = expected_effect(users, participations, activity="fest", window=(20, 30), days=(8, 14), as_of=60)
        if found.participants_matched:
            reached.add(found.level)
    assert reached == {0, 1, 2, 3}
