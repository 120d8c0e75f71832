"""Every metric gives the same counts on DuckDB, on a real PostgreSQL and on a real cluster of Spark Connect."""

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from launchops.facts.opened import OpenFacts
from launchops.metrics.kpi_reading import reading_names
from launchops.metrics.participation import participation_counts
from launchops.metrics.tables import FactTables, Filters
from launchops.metrics.values import trait_values
from launchops.periods import day_number
from launchops.starter.sample import sample_files, sample_start
from tests.engines.held import on_duckdb, on_postgres, on_spark, tables_of, write_facts
from tests.engines.questions import Question, Subject, questions
from tests.engines.sameness import difference
from tests.make import Participation, Reading, Spend, User, launch, user
from tests.starter.facts import sample_tables

pytestmark = [pytest.mark.engines, pytest.mark.prove]

BEGIN = day_number(date(2024, 2, 22))  # a leap day a week later
SAMPLE_END = date(2026, 3, 31)
SUBJECT = Subject(
    first_day=BEGIN,
    as_of_day=BEGIN + 55,
    activity="quiz",
    filters=Filters(channels=("ads", "Zeta")),
    target_segment="shops",
    reading="nps",
    trial="Tea week",
)
SEEDS = (1, 2)


def random_launch(seed: int) -> FactTables:
    """40 users with everything a launch can have; names that a dictionary and a byte order sort differently."""
    chance = random.Random(seed)
    users = [_random_user(chance) for _ in range(40)]
    took_part = [
        Participation(
            chance.choice(["quiz", "Tea week", "äther"]),
            chance.randint(1, 40),
            BEGIN + chance.randint(0, 30),
            reward=chance.choice([None, 2.0]),
            second=chance.choice([None, 20, 3_050]),
        )
        for _ in range(60)
    ]
    first_days = [Participation(name, 1, users[0].signup) for name in ("quiz", "Tea week", "äther")]
    offered = [Participation("quiz", number, BEGIN, arm="holdout", reward=1.5) for number in range(30, 36)]
    by_lot = [
        Participation("Tea week", number, BEGIN + number % 5, arm=chance.choice(["holdout", "offered"]))
        for number in range(1, 40)
    ]
    return launch(
        *users,
        participations=list(dict.fromkeys([*took_part, *first_days, *offered, *by_lot])),
        spend=[
            Spend(BEGIN + day, chance.randint(0, 9) + 0.1, chance.choice(["ads", "Zeta"])) for day in range(0, 50, 3)
        ],
        readings=[Reading("nps", BEGIN + day, chance.randint(-90, 90) / 8) for day in range(0, 60, 7)],
        as_of=BEGIN + 55,
        week_start=chance.choice(["monday", "sunday", "saturday"]),
    )


def _random_user(chance: random.Random) -> User:
    signup = BEGIN + chance.randint(0, 30)
    days = {signup + chance.randint(0, chance.choice([9, 60])) for _ in range(chance.randint(0, 14))}
    traits = {
        name: chance.choice(["", "ads", "Zeta", "shops"]) for name in ("channel", "segment", "platform", "region")
    }
    ties = {name: chance.choice([None, 1, 2]) for name in ("device", "ip", "invited_by")}
    second = chance.choice([None, 0, 3_000, 50_000])
    activated = chance.choice([None, signup + 2, signup + 9])
    return user(signup=signup, days=sorted(days), activated=activated, second=second, **traits, **ties)


def sample(folder: Path) -> tuple[str, Path, Subject]:
    """The sample launch and what to ask about it."""
    tables = sample_tables(sample_files(SAMPLE_END), str(folder), SAMPLE_END)
    activities = participation_counts(tables).frame
    subject = Subject(
        first_day=day_number(sample_start(SAMPLE_END)),
        as_of_day=day_number(SAMPLE_END) + 1,
        activity=str(activities.sort_values("participants")["activity"].iloc[-1]),
        filters=Filters(channels=trait_values(tables, "channel")[:2]),
        target_segment=trait_values(tables, "segment")[0],
        reading=reading_names(tables)[0],
    )
    return "sample", write_facts(tables, folder / "sample.duckdb"), subject


@dataclass(frozen=True)
class Launch:
    """A launch in a DuckDB file, and what DuckDB answers to every question about it."""

    name: str
    file: Path
    asked: tuple[tuple[Question, Any], ...]
    seconds: float


def launch_of(name: str, file: Path, subject: Subject) -> Launch:
    """Ask DuckDB, once for all engines."""
    begin = time.perf_counter()
    facts = on_duckdb(file)
    asked = tuple((question, question.ask(tables_of(facts))) for question in questions(subject))
    facts.close()
    return Launch(name, file, asked, time.perf_counter() - begin)


@pytest.fixture(scope="module")
def launches(tmp_path_factory: pytest.TempPathFactory) -> list[Launch]:
    """The sample and some random launches."""
    folder = tmp_path_factory.mktemp("launches")
    drawn = [(f"random {seed}", write_facts(random_launch(seed), folder / f"{seed}.duckdb"), SUBJECT) for seed in SEEDS]
    return [launch_of(*one) for one in (sample(folder), *drawn)]


def assert_same(engine: str, hold: Callable[[Path, str], OpenFacts], url: str, launches: Sequence[Launch]) -> None:
    """Put every question to the engine and compare with DuckDB's answer; tells the time it took."""
    for one in launches:
        facts = hold(one.file, url)
        tables = tables_of(facts)
        begin = time.perf_counter()
        found = {str(question): difference(answer, question.ask(tables)) for question, answer in one.asked}
        took = time.perf_counter() - begin
        facts.close()
        sys.stdout.write(f"{engine}, {one.name}: {len(found)} questions, {took:.1f} s; DuckDB {one.seconds:.1f} s\n")
        differences = [f"{question}: {text}" for question, text in found.items() if text]
        assert not differences, f"{one.name}: {len(differences)} differ\n" + "\n".join(differences[:5])


def test_postgresql_counts_as_duckdb_does(postgres_url, launches):
    assert_same("PostgreSQL", on_postgres, postgres_url, launches)


def test_spark_connect_counts_as_duckdb_does(spark_url, launches):
    assert_same("Spark Connect", on_spark, spark_url, launches)
