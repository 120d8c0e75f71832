"""Every metric is one set of expressions that other engines understand: integers only, no date functions."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import Any

import ibis
import pytest

from launchops.metrics.acquired import acquired_users
from launchops.metrics.active_day_rate import active_day_rate
from launchops.metrics.active_days import active_days
from launchops.metrics.active_users import active_users
from launchops.metrics.audience import audience_counts
from launchops.metrics.kpi import LaunchRecords, Seed, SpendPlan
from launchops.metrics.kpis import KPIS, kpi_series
from launchops.metrics.lifecycle import lifecycle
from launchops.metrics.participation import participation_counts
from launchops.metrics.retention import retention
from launchops.metrics.second_visit import second_visit
from launchops.metrics.survival import survival
from launchops.metrics.tables import FactTables, Filters
from launchops.metrics.values import trait_values
from tests.make import Participation, Reading, Spend, launch, user

RECORDS = LaunchRecords(
    seeds=(Seed(1, contact_days=(3,)),), spend_plans=(SpendPlan(0, 60, 9.0, "ads"),),
)  # fmt: skip
CHOSEN = Filters(channels=("ads",))
ON_RECORDS_ALONE = {"activity_difference", "contact_coverage", "gate_completion"}
DATE_FUNCTION = re.compile(r"\b(date\w*|extract|to_date|timestamp|interval|year|month|dayof\w+|now)\s*\(", re.I)


def questions() -> Iterator[tuple[str, Callable[[FactTables], Any]]]:
    yield "active users", lambda tables: active_users(tables, as_of_day=60, filters=CHOSEN)
    for period in ("day", "week", "month"):
        for mode in ("on", "on_or_after"):
            yield f"retention {period} {mode}", _retention(period, mode, "")
    yield "retention in brackets by channel", _retention("week", "bracket", "channel")
    yield "retention by activity", _retention("month", "on", "activity")
    yield "active days", lambda tables: active_days(tables, start_day=0, end_day=9, by="activity")
    yield "active-day rate", lambda tables: active_day_rate(tables, start_day=0, end_day=9, by="channel")
    yield "lifecycle", lambda tables: lifecycle(tables, as_of_day=60, filters=CHOSEN)
    yield "survival", lambda tables: survival(tables, as_of_day=60, by="activity")
    yield "second visit", lambda tables: second_visit(tables, as_of_day=60, by="channel")
    yield "participation", participation_counts
    yield "acquired", lambda tables: acquired_users(tables, activity="tea week", as_of_day=60, filters=CHOSEN)
    yield "audience", lambda tables: audience_counts(tables, as_of_day=60, filters=CHOSEN)
    yield "values", lambda tables: trait_values(tables, "channel")
    for key in (*KPIS, "reading:nps"):
        yield key, _kpi(key)


def _retention(period: Any, mode: str, by: str) -> Callable[[FactTables], Any]:
    return lambda tables: retention(tables, period=period, mode=mode, by=by, as_of_day=60)


def _kpi(key: str) -> Callable[[FactTables], Any]:
    return lambda tables: kpi_series(
        tables, key, as_of_day=60, filters=CHOSEN, target_segments=("shops",), records=RECORDS
    )


@pytest.fixture(scope="module")
def small() -> FactTables:
    return launch(
        user(signup=0, days=range(60), channel="ads", segment="shops", activated=2),
        user(signup=9, days=[9, 40], channel="ads"),
        participations=[Participation("quiz", 1, 10)],
        spend=[Spend(day, 5) for day in range(60)],
        readings=[Reading("nps", 3, 4)],
    )


@pytest.mark.parametrize(("name", "ask"), list(questions()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_expression_compiles_for_every_engine(name, ask, small):
    asked: list[ibis.Expr] = []

    def run(expression: ibis.Expr) -> Any:
        asked.append(expression)
        return small.run(expression)

    ask(dataclasses.replace(small, run=run))
    assert asked or name in ON_RECORDS_ALONE, name
    for expression in asked:
        for dialect in ("duckdb", "postgres", "pyspark"):
            sql = str(ibis.to_sql(expression, dialect=dialect))
            assert not DATE_FUNCTION.search(sql), sql
            assert "FLOOR" not in sql, "a division: floating point in some engines\n" + sql
