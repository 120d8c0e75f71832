"""Every metric, as questions that can be put to any engine."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from launchops.metrics.abuse import suspects
from launchops.metrics.acquired import acquired_users
from launchops.metrics.active_day_rate import active_day_rate
from launchops.metrics.active_days import active_days
from launchops.metrics.active_users import active_users
from launchops.metrics.audience import audience_counts
from launchops.metrics.breakdown import BREAKDOWNS, TRAITS
from launchops.metrics.comparison import comparison_counts
from launchops.metrics.comparison_survival import comparison_survival
from launchops.metrics.kpi import FloorPath, LaunchRecords
from launchops.metrics.kpis import KPIS, kpi_series, registry
from launchops.metrics.left_out import without_users
from launchops.metrics.lifecycle import lifecycle
from launchops.metrics.participation import participation_counts
from launchops.metrics.retention import retention
from launchops.metrics.second_visit import second_visit
from launchops.metrics.spend_days import channel_users, spend_days
from launchops.metrics.survival import survival
from launchops.metrics.tables import FactTables, Filters
from launchops.metrics.values import trait_values
from launchops.periods import Period

Metric = Callable[..., Any]
UNITS = ("day", "week", "month")
GRAINS = (("day", "week"), ("day", "month"), ("week", "day"), ("week", "month"), ("month", "month"))


@dataclass(frozen=True)
class Question:
    """A metric with its options."""

    metric: Metric
    options: Mapping[str, Any]

    def ask(self, tables: FactTables) -> Any:
        """The answer of the engine behind `tables`."""
        return self.metric(tables, **self.options)

    def __str__(self) -> str:
        return f"{self.metric.__name__}({', '.join(f'{key}={value}' for key, value in self.options.items())})"


@dataclass(frozen=True)
class Subject:
    """What of a launch is asked about: its first day, the as_of, an activity, and some of its users."""

    first_day: int
    as_of_day: int
    activity: str
    filters: Filters
    target_segment: str
    reading: str
    trial: str = ""  # an activity whose users were assigned at random, if there is one


def questions(about: Subject) -> Iterator[Question]:
    """Every metric, in all its modes and breakdowns, on all users and on some."""
    yield from _presence(about)
    yield from _retention(about)
    yield from _activities(about)
    yield from _kpis(about)
    yield from _abuse(about)
    yield from _spend(about)
    for column in TRAITS:
        yield Question(trait_values, {"column": column})


def _presence(about: Subject) -> Iterator[Question]:
    span = {"start_day": about.first_day + 3, "end_day": about.as_of_day}
    for filters in (Filters(), about.filters):
        yield Question(active_users, {"as_of_day": about.as_of_day, "filters": filters})
        yield Question(lifecycle, {"as_of_day": about.as_of_day, "filters": filters})
    for by in BREAKDOWNS:
        yield Question(active_days, {**span, "by": by})
        yield Question(active_day_rate, {**span, "by": by})
        yield Question(survival, {"as_of_day": about.as_of_day, "by": by})
        yield Question(second_visit, {"as_of_day": about.as_of_day, "by": by})


def _retention(about: Subject) -> Iterator[Question]:
    modes = [(unit, mode) for unit in UNITS for mode in ("on", "on_or_after")] + [("week", "bracket")]
    for period, mode in modes:
        for by in BREAKDOWNS:
            yield _retention_of(about, period=period, mode=mode, by=by)
    for period, cohort in GRAINS:
        yield _retention_of(about, period=period, cohort=cohort, mode="on", filters=about.filters)
    yield _retention_of(about, period="week", mode="bracket", brackets=((0, 0), (3, 9)), filters=about.filters)


def _retention_of(about: Subject, **options: Any) -> Question:
    return Question(retention, {"as_of_day": about.as_of_day, **options})


def _activities(about: Subject) -> Iterator[Question]:
    yield Question(participation_counts, {})
    for filters in (Filters(), about.filters):
        some = {"as_of_day": about.as_of_day, "filters": filters}
        yield Question(acquired_users, {"activity": about.activity, **some})
        for is_recent in (True, False):
            yield Question(audience_counts, {"is_recent": is_recent, **some})
    chosen = (
        {},
        {"filters": about.filters},
        {"days": (1, 7), "window": (about.first_day + 5, None)},
        {"outcome": "active_day_rate", "other_windows": ((about.first_day, about.first_day + 3),)},
    )
    for options in chosen:
        yield Question(comparison_counts, {"activity": about.activity, "as_of_day": about.as_of_day, **options})
    for options in ({}, {"triggered": True, "days": (20, 60), "outcome": "active_day_rate"}):
        trial = about.trial or about.activity
        yield Question(comparison_counts, {"activity": trial, "as_of_day": about.as_of_day, **options})
    late = about.as_of_day + 20  # so that some can be watched for 28 days
    for activity, options in ((about.activity, {"level": 1}), (trial, {}), (trial, {"triggered": True})):
        yield Question(comparison_survival, {"activity": activity, "as_of_day": late, **options})


def _kpis(about: Subject) -> Iterator[Question]:
    yield Question(registry, {})
    some = {"filters": about.filters, "target_segments": (about.target_segment,)}
    recorded = {"activity_days": (Period(about.first_day + 5, about.first_day + 12),)}
    for key in (*KPIS, f"reading:{about.reading}"):
        for options in ({}, {**some, **recorded}):
            yield Question(kpi_series, {"key": key, "as_of_day": about.as_of_day, **options})
    watched = LaunchRecords(
        users_limit=50.0, floor=FloorPath(about.first_day, ((3, 6.0),)), reward_caps=((about.activity, 4.0),)
    )
    for key in ("peak_share", "floor_ratio", "reward_cap_use"):
        yield Question(kpi_series, {"key": key, "as_of_day": about.as_of_day, "records": watched})


def _spend(about: Subject) -> Iterator[Question]:
    weeks = {"activated": (about.first_day, about.first_day + 28), "retained": (about.first_day, about.first_day + 14)}
    yield Question(spend_days, {"as_of_day": about.as_of_day})
    yield Question(channel_users, weeks)


def _abuse(about: Subject) -> Iterator[Question]:
    yield Question(suspects, {"as_of_day": about.as_of_day})
    yield Question(active_users_of_others, {"as_of_day": about.as_of_day})


def active_users_of_others(tables: FactTables, *, as_of_day: int) -> Any:
    """Active users without every third of the first users."""
    return active_users(without_users(tables, range(1, 30, 3)), as_of_day=as_of_day)
