"""The sample's records: complete, in both languages, and with the mix of statuses a launch has."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta

import pytest

from launchops.locale import say
from launchops.locale.catalogue import translations
from launchops.metrics.kpis import kpi_of, kpi_series
from launchops.metrics.results import KpiSeries
from launchops.metrics.tables import FactTables
from launchops.periods import day_number
from launchops.review.goals import goal_status
from launchops.review.overview import overview_answer
from launchops.review.results import GoalStatus, RiskStatus
from launchops.review.risks import rank_risks, risk_status
from launchops.review.triggers import trigger_state
from launchops.starter.checklist import starter_tasks
from launchops.starter.records import SampleRecords, sample_records
from launchops.stats.risk import loss_estimate
from tests.starter.conftest import END_ON

AS_OF = day_number(END_ON) + 1
WORDS = (
    "name", "vision", "question", "cause", "event", "effect", "contingency", "fallback", "owner", "action_owner",
    "purpose", "audience", "comparison_group", "stop_rule", "description", "text", "why", "criterion",
    "waiver_by", "waiver_reason", "accepted_by", "accepted_reason", "measure", "note",
)  # fmt: skip


@pytest.fixture(scope="module")
def records() -> SampleRecords:
    """The records of the sample."""
    return sample_records(END_ON)


def series_of(tables: FactTables, kpi: str) -> KpiSeries:
    """A KPI of the sample on complete days."""
    return kpi_series(tables, kpi, as_of_day=AS_OF, target_segments=("daily_drinker", "newcomer"))


@pytest.fixture(scope="module")
def goals(tables: FactTables, records: SampleRecords) -> list[GoalStatus]:
    """All goals on the last day."""
    statuses = []
    for goal in records.goals:
        kpi = kpi_of(goal.kpi)
        statuses.append(
            goal_status(
                goal,
                series_of(tables, goal.kpi),
                kpi.kind,
                as_of_day=AS_OF,
                today_day=AS_OF,
                unit=kpi.unit,
                currency="CNY",
                lag_days=kpi.lag_days,
            )
        )
    return statuses


@pytest.fixture(scope="module")
def risks(tables: FactTables, records: SampleRecords) -> list[RiskStatus]:
    """All risks on the last day, ranked."""
    statuses = []
    for risk in records.risks:
        lag_days = kpi_of(risk.trigger_kpi).lag_days
        trigger = trigger_state(risk, series_of(tables, risk.trigger_kpi), as_of_day=AS_OF, lag_days=lag_days)
        assert risk.loss_low is not None
        assert risk.loss_high is not None
        estimate = loss_estimate(
            probability=risk.probability, loss_low=float(risk.loss_low), loss_high=float(risk.loss_high)
        )
        loss = None if estimate is None else estimate.expected_loss
        statuses.append(risk_status(risk, trigger=trigger, expected_loss=loss, today_day=AS_OF, currency="CNY"))
    return rank_risks(statuses)


def test_goals_show_every_kind_of_status(goals: list[GoalStatus]) -> None:
    assert {status.goal.kpi: status.status for status in goals} == {
        "activated_users": "behind",
        "d7_retention": "in_tolerance",
        "stickiness": "on_track",
        "cost_per_retained": "at_risk",
        "reading:seed_participation": "stale",
        "signups": "met",
        "mau": "on_track",
        "reading:nps": "on_track",
    }
    assert [status.goal.position for status in goals] == list(range(8))


def test_risks_have_live_triggers_one_of_them_fired(risks: list[RiskStatus]) -> None:
    assert len(risks) == 18
    states = {status.risk.trigger_kpi: status.trigger.state for status in risks if status.trigger}
    assert len(states) == 18
    assert states["peak_share"] == "red"
    assert states["reading:first_reply_hours"] == "amber"
    assert states["reading:seeds_silent_share"] == "stale"
    assert Counter(states.values())["green"] >= 6
    unknown = {kpi for kpi, state in states.items() if state == "unknown"}
    assert unknown == {"spend_pace", "floor_ratio", "reward_cap_use", "without_consent"}  # they stand on records
    assert risks[0].risk.name == "Server capacity runs out"
    assert Counter(status.status for status in risks) == {"triggered": 1, "open": 16, "accepted": 1}


def test_the_overview_says_it_in_two_sentences(goals: list[GoalStatus], risks: list[RiskStatus]) -> None:
    answer = overview_answer(goals, risks)
    words = say(answer.message)
    assert words.startswith("On course for five of eight goals. Cost per retained user far behind plan: ")
    assert words.endswith("; “Server capacity runs out” has triggered.")
    assert say(answer.message, "zh").endswith("；“服务器容量不足”已触发。")
    assert [part.tone for part in answer.highlights] == ["bad", "bad"]


def every_text(records: SampleRecords) -> Iterator[str]:
    """All texts of all records that a person reads."""
    everything = [records.settings, *(record for _, part in records.tables() for record in part)]
    for record in everything:
        for field in fields(record):  # type: ignore[arg-type]
            value = getattr(record, field.name)
            if field.name in WORDS and value:
                yield value


def test_every_text_has_its_chinese(records: SampleRecords) -> None:
    chinese = translations("zh")
    missing = {text for text in every_text(records) if chinese.gettext(text) == text}
    assert missing == set()


def test_every_part_of_the_work_has_tasks_and_gates(records: SampleRecords) -> None:
    parts = {"users", "channels", "activities", "seeds", "goals", "risks"}
    assert len(starter_tasks()) == len(records.tasks) == 39
    assert {task.part for task in records.tasks} == parts
    assert {task.part for task in records.tasks if task.is_blocking} == parts
    assert all(task.why for task in starter_tasks() if task.is_blocking)
    assert Counter(task.state for task in records.tasks) == {"done": 30, "open": 8, "waived": 1}


def test_seed_users_are_numbers_and_not_people(records: SampleRecords) -> None:
    assert all(seed.handle == f"seed-{number:02d}" for number, seed in enumerate(records.seed_users, 1))
    assert not any("@" in text for text in every_text(records))


def test_dates_follow_the_last_data_day(records: SampleRecords) -> None:
    later = sample_records(END_ON + timedelta(days=10))
    assert records.settings.launch_on == date(2025, 12, 2)
    assert later.settings.launch_on == date(2025, 12, 12)
    assert all(goal.start_on == records.settings.launch_on for goal in records.goals)
    assert {goal.due_on - goal.start_on for goal in records.goals} == {timedelta(days=149)}
    assert [risk.name for risk in records.risks if risk.review_on is None or risk.review_on < END_ON] == [
        "Figures wrong or late"
    ]
    assert sample_records(END_ON) == records
