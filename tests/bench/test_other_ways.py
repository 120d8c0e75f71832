"""The other ways of `make bench` answer the same question as the product, on a small launch."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.bench import other_ways
from tests.bench.bench_store import make_store, read_only
from tests.bench.population import DAYS, FIRST_DAY, Population, made_up

USERS = 2_000


@pytest.fixture(scope="module")
def population() -> Population:
    return made_up(USERS, seed=3)


@pytest.fixture(scope="module")
def user_days(population: Population) -> pd.DataFrame:
    """user_id, day, age by user and day, straight from the population."""
    joined = population.signup_day[population.active_user]
    day = population.active_day
    return pd.DataFrame({"user_id": population.active_user, "day": day, "age": day - joined})


@pytest.fixture(scope="module")
def store_file(population: Population, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bench") / "launchops.db"
    make_store(file, population).close()
    return file


def every_day(curve: other_ways.Curve) -> dict[int, int]:
    """A curve on every day of the launch: between two changes it stays as it was."""
    values, current = {}, 0
    for day in range(FIRST_DAY, FIRST_DAY + DAYS):
        current = curve.get(day, current)
        values[day] = current
    return values


def mau_by_definition(population: Population) -> dict[int, int]:
    """Distinct users in the last 28 days, one set for every day."""
    seen: dict[int, set[int]] = {}
    for user, day in zip(population.active_user.tolist(), population.active_day.tolist(), strict=True):
        seen.setdefault(day, set()).add(user)
    return {
        day: len(set().union(*(seen.get(day - back, set()) for back in range(28))))
        for day in range(FIRST_DAY, FIRST_DAY + DAYS)
    }


def test_the_same_seed_makes_the_same_launch() -> None:
    one, other = made_up(300, seed=5), made_up(300, seed=5)
    assert one.active_day.tolist() == other.active_day.tolist()
    assert one.active_day.tolist() != made_up(300, seed=6).active_day.tolist()


def test_nobody_is_active_before_signing_up(population: Population) -> None:
    assert (population.active_day >= population.signup_day[population.active_user]).all()


def test_sql_and_pandas_count_the_same_mau_as_sets_of_users(
    population: Population, user_days: pd.DataFrame, store_file: Path
) -> None:
    truth = mau_by_definition(population)
    assert every_day(other_ways.store_mau(read_only(store_file))) == truth
    assert every_day(other_ways.pandas_mau(user_days)) == truth


def test_the_range_join_counts_the_same_mau(population: Population, user_days: pd.DataFrame) -> None:
    facts = duckdb.connect()
    facts.register("user_days", user_days)
    truth = mau_by_definition(population)
    found = other_ways.range_join_mau(facts)
    assert found == {day: truth[day] for day in found}
    assert len(found) > DAYS / 2


def test_sql_and_pandas_count_the_same_retention(user_days: pd.DataFrame, store_file: Path) -> None:
    by_sql = other_ways.store_retention(read_only(store_file))
    assert by_sql == other_ways.pandas_retention(user_days)
    assert sum(by_sql.values()) > USERS
