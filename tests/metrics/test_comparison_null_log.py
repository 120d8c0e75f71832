"""A log without any campaign yields no lift, whatever users are called participants; longer under make prove."""

from collections.abc import Callable
from dataclasses import replace

import ibis
import numpy as np
import pytest

from launchops.metrics.comparison import comparison_counts
from launchops.metrics.tables import FactTables
from launchops.stats.comparison import compare
from tests.conftest import PROVING
from tests.simulate import HORIZON, START, World, simulated_launch

LAUNCHES = 200 if PROVING else 3
WINDOW = (START, START + 13)
LIFTS = ("associated_higher", "raised")
WORLDS = {"steady": World(), "bursty": World(bursty=True)}


def any_quarter(days: ibis.Table) -> ibis.Table:
    """A quarter of the users: numbers tell nothing about behaviour."""
    return days.filter(days.user_id % 4 == 0)


def the_keenest(days: ibis.Table) -> ibis.Table:
    """Those with the most active days in the whole log, before, during and after."""
    seen = days.group_by("user_id").aggregate(count=days.count())
    return days.semi_join(seen.filter(seen["count"] >= 18), "user_id")


def those_who_return(days: ibis.Table) -> ibis.Table:
    """Those who come often in the three weeks before."""
    before = days.filter(days.day.between(START - 21, START - 1))
    seen = before.group_by("user_id").aggregate(count=before.count())
    return days.semi_join(seen.filter(seen["count"] >= 5), "user_id")


def called_participants(tables: FactTables, chosen: Callable[[ibis.Table], ibis.Table]) -> FactTables:
    """The chosen users take part on their first day in the window."""
    days = chosen(tables.user_days.select("user_id", "day"))
    inside = days.filter(days.day.between(*WINDOW))
    first = inside.group_by("user_id").aggregate(day=inside.day.min())
    return replace(tables, participations=first.mutate(activity=ibis.literal("fest"), arm=ibis.literal("participant")))


@pytest.mark.prove
@pytest.mark.parametrize("name", WORLDS if PROVING else ["steady"])
@pytest.mark.parametrize("chosen", [any_quarter, the_keenest, those_who_return])
def test_no_lift_comes_out_of_a_log_without_a_campaign(name: str, chosen: Callable[[ibis.Table], ibis.Table]) -> None:
    verdicts = []
    for seed in range(LAUNCHES):
        tables = called_participants(simulated_launch(WORLDS[name], seed=seed).tables, chosen)
        counts = comparison_counts(tables, activity="fest", window=WINDOW, as_of_day=HORIZON)
        verdicts.append(compare(counts).verdict)
    print(f"\n{name}, {chosen.__name__}: { {verdict: verdicts.count(verdict) for verdict in set(verdicts)} }")  # noqa: T201
    # The interval itself lets 2.5 % of launches without effect look higher.
    assert np.mean([verdict in LIFTS for verdict in verdicts]) <= (0.06 if PROVING else 0.0)
