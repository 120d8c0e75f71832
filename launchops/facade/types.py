"""The types a caller of the facade meets: what it hands in and what it gets back, from one place."""

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
