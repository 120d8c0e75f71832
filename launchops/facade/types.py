"""The types a caller of the facade meets: what it hands in and what it gets back, from one place.

Each is imported when it is first asked for, so that asking for one costs no library of another.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from launchops.ingest.parsed import KINDS, Kind, Notice, ReadOptions, Reject, Understanding
    from launchops.metrics.acquired import AcquiredUsers
    from launchops.metrics.kpi import Kpi
    from launchops.metrics.results import ActiveDays, ActiveUsers, KpiSeries, Lifecycle, SecondVisit
    from launchops.metrics.retention_sums import Signups
    from launchops.metrics.tables import Filters
    from launchops.review.abuse_results import AbuseCluster, AbuseFlags
    from launchops.review.activity_record import activity_problems
    from launchops.review.advice import Leaning, advice, lasting_message, leaning
    from launchops.review.comparison import Check, comparison_answer, comparison_checks, verdict_message
    from launchops.review.holdout import plan_messages
    from launchops.review.results import Answer, GoalStatus, Highlight, MilestoneStatus, RiskStatus, TriggerState
    from launchops.review.risk_results import (
        CapacityScenario,
        CapacityStatus,
        CostLine,
        CostStatus,
        FloorStatus,
        FloorStep,
        MatrixCell,
        PlannedLoad,
        RiskMatrix,
    )
    from launchops.review.trigger_words import event_message
    from launchops.stats.goal_results import Forecast, ForecastDay, PastForecast, Signal, WeekValue
    from launchops.stats.holdout_results import HoldoutPlan
    from launchops.stats.results import Comparison, GroupDifference, IntentionToTreat, MatchedEffect, StayDay
    from launchops.stats.risk_results import LossExceedance
    from launchops.store.records import (
        Activity,
        Batch,
        CapacityPlan,
        CheckIn,
        FloorCheck,
        Goal,
        LaunchSettings,
        Milestone,
        Risk,
        TriggerEvent,
    )

__all__ = [
    "KINDS",
    "AbuseCluster",
    "AbuseFlags",
    "AcquiredUsers",
    "ActiveDays",
    "ActiveUsers",
    "Activity",
    "Answer",
    "Batch",
    "CapacityPlan",
    "CapacityScenario",
    "CapacityStatus",
    "Check",
    "CheckIn",
    "Comparison",
    "CostLine",
    "CostStatus",
    "Filters",
    "FloorCheck",
    "FloorStatus",
    "FloorStep",
    "Forecast",
    "ForecastDay",
    "Goal",
    "GoalStatus",
    "GroupDifference",
    "Highlight",
    "HoldoutPlan",
    "IntentionToTreat",
    "Kind",
    "Kpi",
    "KpiSeries",
    "LaunchSettings",
    "Leaning",
    "Lifecycle",
    "LossExceedance",
    "MatchedEffect",
    "MatrixCell",
    "Milestone",
    "MilestoneStatus",
    "Notice",
    "PastForecast",
    "PlannedLoad",
    "ReadOptions",
    "Reject",
    "Risk",
    "RiskMatrix",
    "RiskStatus",
    "SecondVisit",
    "Signal",
    "Signups",
    "StayDay",
    "TriggerEvent",
    "TriggerState",
    "Understanding",
    "WeekValue",
    "activity_problems",
    "advice",
    "comparison_answer",
    "comparison_checks",
    "event_message",
    "lasting_message",
    "leaning",
    "plan_messages",
    "verdict_message",
]

HOMES = {
    "AbuseCluster": "launchops.review.abuse_results",
    "AbuseFlags": "launchops.review.abuse_results",
    "AcquiredUsers": "launchops.metrics.acquired",
    "ActiveDays": "launchops.metrics.results",
    "ActiveUsers": "launchops.metrics.results",
    "Activity": "launchops.store.records",
    "Answer": "launchops.review.results",
    "Batch": "launchops.store.records",
    "CapacityPlan": "launchops.store.records",
    "CapacityScenario": "launchops.review.risk_results",
    "CapacityStatus": "launchops.review.risk_results",
    "Check": "launchops.review.comparison",
    "CheckIn": "launchops.store.records",
    "Comparison": "launchops.stats.results",
    "CostLine": "launchops.review.risk_results",
    "CostStatus": "launchops.review.risk_results",
    "Filters": "launchops.metrics.tables",
    "FloorCheck": "launchops.store.records",
    "FloorStatus": "launchops.review.risk_results",
    "FloorStep": "launchops.review.risk_results",
    "Forecast": "launchops.stats.goal_results",
    "ForecastDay": "launchops.stats.goal_results",
    "Goal": "launchops.store.records",
    "GoalStatus": "launchops.review.results",
    "GroupDifference": "launchops.stats.results",
    "Highlight": "launchops.review.results",
    "HoldoutPlan": "launchops.stats.holdout_results",
    "IntentionToTreat": "launchops.stats.results",
    "KINDS": "launchops.ingest.parsed",
    "Kind": "launchops.ingest.parsed",
    "Kpi": "launchops.metrics.kpi",
    "KpiSeries": "launchops.metrics.results",
    "LaunchSettings": "launchops.store.records",
    "Leaning": "launchops.review.advice",
    "Lifecycle": "launchops.metrics.results",
    "LossExceedance": "launchops.stats.risk_results",
    "MatchedEffect": "launchops.stats.results",
    "MatrixCell": "launchops.review.risk_results",
    "Milestone": "launchops.store.records",
    "MilestoneStatus": "launchops.review.results",
    "Notice": "launchops.ingest.parsed",
    "PastForecast": "launchops.stats.goal_results",
    "PlannedLoad": "launchops.review.risk_results",
    "ReadOptions": "launchops.ingest.parsed",
    "Reject": "launchops.ingest.parsed",
    "Risk": "launchops.store.records",
    "RiskMatrix": "launchops.review.risk_results",
    "RiskStatus": "launchops.review.results",
    "SecondVisit": "launchops.metrics.results",
    "Signal": "launchops.stats.goal_results",
    "Signups": "launchops.metrics.retention_sums",
    "StayDay": "launchops.stats.results",
    "TriggerEvent": "launchops.store.records",
    "TriggerState": "launchops.review.results",
    "Understanding": "launchops.ingest.parsed",
    "WeekValue": "launchops.stats.goal_results",
    "activity_problems": "launchops.review.activity_record",
    "advice": "launchops.review.advice",
    "comparison_answer": "launchops.review.comparison",
    "comparison_checks": "launchops.review.comparison",
    "event_message": "launchops.review.trigger_words",
    "lasting_message": "launchops.review.advice",
    "leaning": "launchops.review.advice",
    "plan_messages": "launchops.review.holdout",
    "verdict_message": "launchops.review.comparison",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(HOMES[name]), name)
