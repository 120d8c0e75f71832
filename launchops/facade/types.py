"""The types a caller of the facade meets: what it hands in and what it gets back, from one place."""

from launchops.ingest.parsed import KINDS, Kind, Notice, ReadOptions, Reject, Understanding
from launchops.metrics.results import ActiveUsers, KpiSeries
from launchops.metrics.tables import Filters
from launchops.review.results import Answer, GoalStatus, Highlight, RiskStatus, TriggerState
from launchops.stats.results import Comparison, GroupDifference, MatchedEffect
from launchops.store.records import Activity, Batch, Goal, LaunchSettings, Risk

__all__ = [
    "KINDS",
    "ActiveUsers",
    "Activity",
    "Answer",
    "Batch",
    "Comparison",
    "Filters",
    "Goal",
    "GoalStatus",
    "GroupDifference",
    "Highlight",
    "Kind",
    "KpiSeries",
    "LaunchSettings",
    "MatchedEffect",
    "Notice",
    "ReadOptions",
    "Reject",
    "Risk",
    "RiskStatus",
    "TriggerState",
    "Understanding",
]
