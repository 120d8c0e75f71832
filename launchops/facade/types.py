"""The types a caller of the facade meets: what it hands in and what it gets back, from one place.

Each is imported when it is first asked for, so that asking for one costs no library of another.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from launchops.ingest.parsed import KINDS, Kind, Notice, ReadOptions, Reject, Understanding
    from launchops.metrics.kpi import Kpi
    from launchops.metrics.results import ActiveDays, ActiveUsers, KpiSeries, Lifecycle, SecondVisit
    from launchops.metrics.retention_sums import Signups
    from launchops.metrics.tables import Filters
    from launchops.review.comparison import Check, comparison_answer, comparison_checks, verdict_message
    from launchops.review.results import Answer, GoalStatus, Highlight, RiskStatus, TriggerState
    from launchops.stats.results import Comparison, GroupDifference, MatchedEffect
    from launchops.store.records import Activity, Batch, Goal, LaunchSettings, Risk

__all__ = [
    "KINDS",
    "ActiveDays",
    "ActiveUsers",
    "Activity",
    "Answer",
    "Batch",
    "Check",
    "Comparison",
    "Filters",
    "Goal",
    "GoalStatus",
    "GroupDifference",
    "Highlight",
    "Kind",
    "Kpi",
    "KpiSeries",
    "LaunchSettings",
    "Lifecycle",
    "MatchedEffect",
    "Notice",
    "ReadOptions",
    "Reject",
    "Risk",
    "RiskStatus",
    "SecondVisit",
    "Signups",
    "TriggerState",
    "Understanding",
    "comparison_answer",
    "comparison_checks",
    "verdict_message",
]

HOMES = {
    "ActiveDays": "launchops.metrics.results",
    "ActiveUsers": "launchops.metrics.results",
    "Activity": "launchops.store.records",
    "Answer": "launchops.review.results",
    "Batch": "launchops.store.records",
    "Check": "launchops.review.comparison",
    "Comparison": "launchops.stats.results",
    "Filters": "launchops.metrics.tables",
    "Goal": "launchops.store.records",
    "GoalStatus": "launchops.review.results",
    "GroupDifference": "launchops.stats.results",
    "Highlight": "launchops.review.results",
    "KINDS": "launchops.ingest.parsed",
    "Kind": "launchops.ingest.parsed",
    "Kpi": "launchops.metrics.kpi",
    "KpiSeries": "launchops.metrics.results",
    "LaunchSettings": "launchops.store.records",
    "Lifecycle": "launchops.metrics.results",
    "MatchedEffect": "launchops.stats.results",
    "Notice": "launchops.ingest.parsed",
    "ReadOptions": "launchops.ingest.parsed",
    "Reject": "launchops.ingest.parsed",
    "Risk": "launchops.store.records",
    "RiskStatus": "launchops.review.results",
    "SecondVisit": "launchops.metrics.results",
    "Signups": "launchops.metrics.retention_sums",
    "TriggerState": "launchops.review.results",
    "Understanding": "launchops.ingest.parsed",
    "comparison_answer": "launchops.review.comparison",
    "comparison_checks": "launchops.review.comparison",
    "verdict_message": "launchops.review.comparison",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(HOMES[name]), name)
