"""What pages ask of the launch: opened once a store, every answer kept until the data or a record changes."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import streamlit as st

from launchops.facade.results import ActivitySummary, Change, FactsInfo
from launchops.facade.types import (
    AcquiredUsers,
    ActiveUsers,
    Answer,
    Batch,
    Comparison,
    Filters,
    Goal,
    GoalStatus,
    HoldoutPlan,
    KpiSeries,
    LaunchSettings,
    RiskStatus,
    StayDay,
)
from launchops.launch import Launch, open_launch
from launchops.periods import day_number

DEFAULT_STORE = "sqlite:///data/launchops.db"
KEPT_ANSWERS = 512
Basis = tuple[str, tuple[int, int], date]


def store_url() -> str:
    """The store this server shows: LAUNCHOPS_STORE, or the launch beside the dashboard."""
    return os.environ.get("LAUNCHOPS_STORE") or DEFAULT_STORE


def launch() -> Launch:
    """The launch, opened once per process for all sessions; raises StoreError where there is none."""
    return _open(store_url(), os.environ.get("LAUNCHOPS_FACTS") or None)


@st.cache_resource(max_entries=8, show_spinner=False)
def _open(store: str, facts: str | None) -> Launch:
    return open_launch(store, facts)


def reopen() -> None:
    """Forget the open launch and all answers: another store stands at the same place now."""
    _open.clear()
    _answer.clear()


def ask(noun: str, call: str, *arguments: Any, **options: Any) -> Any:
    """`launch.<noun>.<call>(…)`, kept until the user data, a record or the date changes."""
    keyed = tuple(sorted(options.items()))
    return _answer(basis(), noun, call, arguments, keyed)


def basis() -> Basis:
    """What every answer rests on: the store, its versions and the date. The key of what a page keeps."""
    return store_url(), launch().versions(), today()


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _answer(
    basis: Basis,  # noqa: ARG001 - what the answer rests on is part of its key
    noun: str,
    call: str,
    arguments: tuple[Any, ...],
    options: tuple[tuple[str, Any], ...],
) -> Any:
    return getattr(getattr(launch(), noun), call)(*arguments, **dict(options))


@contextmanager
def one_version() -> Iterator[None]:
    """All answers inside rest on one version of the data: the last good one while a newer is being built."""
    with launch().facts.held():
        yield


def freshness() -> str:
    """Whether the figures are those of the newest data: current, building or elsewhere (`LaunchFacts.freshness`)."""
    return launch().facts.freshness()


def settings() -> LaunchSettings:
    """The launch itself: always as saved, never from memory."""
    found: LaunchSettings = launch().settings.get()
    return found


def today() -> date:
    """Today in the launch's time zone."""
    return launch().today()


def today_day() -> int:
    """Today as a day number."""
    return day_number(today())


def event_names() -> tuple[str, ...]:
    """Events seen in the data."""
    return tuple(ask("settings", "event_names"))


def facts_info() -> FactsInfo:
    """What the figures rest on; builds them first where an upload is newer."""
    found: FactsInfo = ask("facts", "info")
    return found


def has_data() -> bool:
    """Whether any users or events are loaded."""
    info = facts_info()
    return info.as_of_day is not None or info.user_count > 0


def values(column: str) -> tuple[str, ...]:
    """Values of channel, segment, platform or region, most users first."""
    return tuple(ask("metrics", "values", column))


def batches() -> list[Batch]:
    """All uploads as they stand in the store, which may be newer than the figures."""
    return list(launch().uploads.batches())


def active_users(filters: Filters | None = None) -> ActiveUsers:
    """Daily, weekly and monthly active users."""
    found: ActiveUsers = ask("metrics", "active_users", filters=filters or Filters())
    return found


def kpi(key: str) -> KpiSeries:
    """One KPI over time."""
    found: KpiSeries = ask("metrics", "kpi", key)
    return found


def goals() -> list[GoalStatus]:
    """Every goal with its status, in the order of the page."""
    return list(ask("goals", "list"))


def goals_answer(statuses: Sequence[GoalStatus]) -> Answer:
    """The sentence of the goals page."""
    found: Answer = launch().goals.answer(statuses)
    return found


def goal_series(goal: Goal) -> KpiSeries:
    """The KPI of a goal over time."""
    found: KpiSeries = ask("goals", "series", goal)
    return found


def risks() -> list[RiskStatus]:
    """Every risk: triggered first, then by expected loss."""
    return list(ask("risks", "list"))


def risks_answer() -> Answer:
    """The sentence of the risks page."""
    found: Answer = launch().risks.answer(risks())
    return found


def overview_answer() -> Answer:
    """The launch in one sentence."""
    found: Answer = ask("overview", "answer")
    return found


def changes(since_day: int) -> list[Change]:
    """What happened since a day."""
    return list(ask("overview", "changes", since_day))


def activities() -> list[ActivitySummary]:
    """Activities with what the uploads say of them."""
    return list(ask("activities", "list"))


def comparison(
    activity: str,
    *,
    days: tuple[int, int] = (8, 14),
    outcome: str = "active",
    triggered: bool = False,
    filters: Filters | None = None,
) -> Comparison:
    """Those who took part against comparable others, or everybody as assigned (`triggered`: those who came)."""
    found: Comparison = ask(
        "activities", "compare", activity, days=days, outcome=outcome, triggered=triggered, filters=filters or Filters()
    )
    return found


def stay(comparison: Comparison, *, filters: Filters | None = None) -> tuple[StayDay, ...]:
    """How long both sides of a comparison stay."""
    level = comparison.matched.level if comparison.matched else 0
    reached = bool(comparison.itt and comparison.itt.is_triggered)
    found: tuple[StayDay, ...] = ask(
        "activities", "survival", comparison.activity, level=level, triggered=reached, filters=filters or Filters()
    )
    return found


def acquired_users(activity: str, *, filters: Filters | None = None) -> AcquiredUsers:
    """Users the activity brought, by week and channel."""
    found: AcquiredUsers = ask("acquired", "by_week", activity, filters=filters or Filters())
    return found


def holdout_plan(**chosen: Any) -> HoldoutPlan:
    """What a holdout would show (`launch.planner.plan`)."""
    found: HoldoutPlan = ask("planner", "plan", **chosen)
    return found
