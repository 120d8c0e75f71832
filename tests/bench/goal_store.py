"""The made-up launch with 50 goals on every KPI: spend, an activity and readings beside its users and events."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from launchops.ingest.parsed import Kind
from launchops.launch import Launch, open_launch
from launchops.metrics.kpi import Kpi
from launchops.periods import day_date
from launchops.store import open_store
from launchops.store.records import Goal
from tests.bench.bench_store import store_url
from tests.bench.population import CHANNELS, DAYS, FIRST_DAY, user_ids

GOALS = 50
STORE = "launch.db"
READINGS = ("answers_within_a_day", "newsletter_readers", "peak_load")
ACTIVITY_DAYS = (DAYS - 60, DAYS - 46)
TAKES_PART = 20  # one user in so many
BEGUN_DAYS, AHEAD_DAYS = 60, 30  # a goal began so long before the last day of the data, and is due so long after
NEVER_STALE = 36_500  # days: the made-up data ends on a fixed day, whatever today is
MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)


def goal_store(folder: Path, plain: Path, user_count: int) -> Path:
    """A copy of the store `plain` with the goals, their facts and forecasts; made the first time."""
    place, making = folder / f"goals-{user_count}", folder / f"making-goals-{user_count}"
    if not place.exists():
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        shutil.copyfile(plain, making / STORE)
        _add_all(making / STORE, user_count)
        making.rename(place)
    file = place / STORE
    launch = open_launch(store_url(file))
    launch.forecasts.compute()
    launch.close()
    return file


def _add_all(file: Path, user_count: int) -> None:
    launch = open_launch(store_url(file), user="bench")
    launch.settings.save(replace(launch.settings.get(), activation_event="active"))
    files: dict[Kind, Iterator[str]] = {
        "spend": _spend(),
        "participation": _participations(user_count),
        "readings": _readings(),
    }
    for kind, lines in files.items():
        launch.uploads.load(kind, "\n".join(lines).encode(), f"{kind}.csv")
    goals = list(_goals(launch))
    launch.close()
    store = open_store(store_url(file))
    store.goals.save_all(goals, who="bench", at=MADE_AT)
    store.close()


def _spend() -> Iterator[str]:
    yield "date,channel,spend"
    for day in range(DAYS):
        yield from (f"{day_date(FIRST_DAY + day)},{channel},{100 + day}" for channel in CHANNELS)


def _participations(user_count: int) -> Iterator[str]:
    """Every twentieth user, on a day of the activity."""
    yield "activity,user_id,date"
    days = range(*ACTIVITY_DAYS)
    for place, user in enumerate(user_ids(np.arange(0, user_count, TAKES_PART)).to_pylist()):
        yield f"spring,{user},{day_date(FIRST_DAY + days[place % len(days)])}"


def _readings() -> Iterator[str]:
    yield "date,kpi,value"
    for day in range(DAYS):
        yield from (f"{day_date(FIRST_DAY + day)},{name},{50 + (day * 7 + len(name)) % 40}" for name in READINGS)


def _goals(launch: Launch) -> Iterator[Goal]:
    """One KPI after the other, and around again with other days, until there are fifty."""
    last_on = day_date(FIRST_DAY + DAYS - 1)
    for place, kpi in enumerate(islice(cycle(launch.metrics.kpis()), GOALS)):
        yield _goal(place, kpi, _latest(launch, kpi), last_on)


def _goal(place: int, kpi: Kpi, latest: float, last_on: date) -> Goal:
    target = latest * (BEGUN_DAYS + AHEAD_DAYS if kpi.kind == "flow" else 1.2)
    return Goal(
        id=None,
        name=f"Goal {place + 1}: {kpi.name}",
        kpi=kpi.key,
        target_type="rise_to",
        target=Decimal(f"{target:.4f}"),
        baseline=Decimal(0),
        start_on=last_on - timedelta(days=BEGUN_DAYS - place % 7),
        due_on=last_on + timedelta(days=AHEAD_DAYS + place % 5),
        owner=("Lin", "Sam", "")[place % 3],
        stale_after_days=NEVER_STALE,
        position=place,
    )


def _latest(launch: Launch, kpi: Kpi) -> float:
    """Its last value; 100 where it has none."""
    values: Sequence[float] = launch.metrics.kpi(kpi.key).frame["value"].dropna().tolist()
    return float(values[-1]) if values else 100.0
