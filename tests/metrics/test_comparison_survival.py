"""How long both sides stay: by hand, and against plain Python on random small launches."""

from collections import defaultdict

import pytest

from launchops.errors import RecordError
from launchops.metrics.comparison_survival import comparison_survival
from launchops.metrics.results import StaySide
from tests.conftest import PROVING
from tests.make import Participation, User, launch, user
from tests.metrics.comparison_reference import KEYS, Visit, first_days, visits
from tests.metrics.test_comparison_reference import random_launch

SILENT = 28
SEEDS = range(100 if PROVING else 4)


def times_of(side: StaySide) -> dict[int, tuple[float, float]]:
    """Days after the visit -> lost, censored."""
    return {int(row.time): (row.lost, row.censored) for row in side.times.itertuples()}


def test_each_is_watched_until_28_silent_days():
    tables = launch(
        user(signup=0, days=(10, 12)),  # takes part on day 10, lost 3 days after it
        user(signup=0, days=(10, 20, 60)),  # stays out, lost 11 days after, though back later
        user(signup=0, days=(10, 30, 57, 84)),  # stays out, never 28 silent days: watched to the end
        participations=[Participation("fest", 1, 10)],
    )
    sides = comparison_survival(tables, activity="fest", as_of_day=90)
    assert sides is not None
    took_part, others = sides
    assert times_of(took_part) == {3: (1.0, 0.0)}
    assert times_of(others) == {11: (0.5, 0.0), 90 - 28 - 10: (0.0, 0.5)}  # one participant, two others
    assert (others.weight, others.weight_square) == (1.0, 0.5)


@pytest.mark.parametrize(("as_of", "expected"), [(58, {20: (0.0, 1.0)}), (59, {21: (1.0, 0.0)})])
def test_a_loss_that_cannot_be_known_yet_is_none(as_of: int, expected: dict[int, tuple[float, float]]):
    tables = launch(
        user(signup=0, days=(10, 30)), user(signup=0, days=(10,)), participations=[Participation("fest", 1, 10)]
    )
    sides = comparison_survival(tables, activity="fest", as_of_day=as_of)
    assert sides is not None
    assert times_of(sides[0]) == expected  # last seen on day 30; 28 silent days after it are over before day 59


def test_who_never_came_after_the_lot_was_lost_on_day_0():
    users = [user(signup=0, days=days) for days in ((5, 10, 12), (10,), (50,), ())]
    rows = [Participation("fest", number, 10, arm="offered") for number in (1, 3)]
    rows += [Participation("fest", number, 10, arm="holdout") for number in (2, 4)]
    tables = launch(*users, participations=rows)
    sides = comparison_survival(tables, activity="fest", as_of_day=100)
    assert sides is not None
    assert times_of(sides[0]) == {0: (1.0, 0.0), 3: (1.0, 0.0)}  # the third came, but after 28 silent days
    assert times_of(sides[1]) == {0: (1.0, 0.0), 1: (1.0, 0.0)}
    seen = comparison_survival(tables, activity="fest", as_of_day=100, triggered=True)
    assert seen is not None
    assert times_of(seen[0]) == {3: (1.0, 0.0)} and times_of(seen[1]) == {1: (1.0, 0.0)}


def test_nothing_known_of_the_activity_is_no_curve_and_a_level_is_one_of_four():
    tables = launch(user(signup=0, days=(1,)))
    assert comparison_survival(tables, activity="fest", as_of_day=90) is None
    with pytest.raises(RecordError) as refused:
        comparison_survival(tables, activity="fest", as_of_day=90, level=4)
    assert refused.value.code == "compare_level_unknown"


@pytest.mark.prove
@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_watches_as_plain_python_does(seed: int):
    users, participations = random_launch(seed)
    level, as_of = seed % 4, 88
    found = comparison_survival(
        launch(*users, participations=participations),
        activity="fest", as_of_day=as_of, window=(20, 30), level=level,
    )  # fmt: skip
    expected = watched(users, participations, level=level, as_of=as_of)
    if found is None:
        assert not participations
        return
    for side, (times, weight_square) in zip(found, expected, strict=True):
        assert times_of(side) == {time: pytest.approx(counts) for time, counts in times.items()}
        assert side.weight_square == pytest.approx(weight_square)


def watched(
    users: list[User], participations: list[Participation], *, level: int, as_of: int
) -> tuple[tuple[dict[int, list[float]], float], ...]:
    """Of participants and of others: days after the visit -> lost and censored weights, and Σ (weight of a user)²."""
    cells: dict[tuple[object, ...], list[Visit]] = defaultdict(list)
    for row in visits(users, first_days(participations, "fest", as_of), (20, 30), as_of):
        cells[tuple(row[key] for key in KEYS[level])].append(row)
    answers = []
    for side in (True, False):
        times: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
        people: dict[int, float] = defaultdict(float)
        for cell in cells.values():
            ones = [row for row in cell if row["took_part"]]
            zeros = [row for row in cell if not row["took_part"]]
            if not ones or not zeros:
                continue
            for row in ones if side else zeros:
                time, is_lost = stay_of(row, as_of)
                if time < 0:
                    continue
                weight = 1.0 if side else len(ones) / len(zeros)
                times[time][0 if is_lost else 1] += weight
                people[row["user"]] += weight
        answers.append(({time: tuple(counts) for time, counts in times.items()}, sum(w * w for w in people.values())))
    return tuple(answers)


def stay_of(row: Visit, as_of: int) -> tuple[int, bool]:
    """Days from the visit to the loss, or to the last day on which a loss could be known."""
    last = row["day"]
    for day in sorted(day for day in row["seen"] if day > row["day"]):
        if day - last >= SILENT:
            break
        last = day
    if last + SILENT < as_of:
        return last - row["day"] + 1, True
    return as_of - SILENT - row["day"], False
