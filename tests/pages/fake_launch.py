"""A launch made of fixed results, for page tests that need no store: what the facade would answer, by hand.

The launch began on 1 February 2026; data is complete before 3 April. Statuses and sentences come from the real
review, so that a page shows what it would show.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pandas as pd

from launchops.facade.results import ActivitySummary, Assignment, Change, FactsInfo
from launchops.locale import Message
from launchops.metrics.acquired import AcquiredUsers
from launchops.metrics.audience import AudienceCounts
from launchops.metrics.results import ActiveUsers, KpiSeries
from launchops.periods import day_number
from launchops.review.goal_path import goal_path
from launchops.review.goals import goal_status, goals_answer
from launchops.review.overview import overview_answer
from launchops.review.results import Answer, GoalStatus, RiskStatus
from launchops.review.risks import rank_risks, risk_status, risks_answer
from launchops.review.triggers import trigger_state
from launchops.stats.holdout import holdout_plan
from launchops.stats.results import Comparison
from launchops.store.records import Activity, Batch, Goal, LaunchSettings, Risk
from tests.pages import fake_risks
from tests.pages.fake_comparisons import ASSOCIATED_HIGHER, STAY

FIRST_DAY = day_number(date(2026, 2, 1))
AS_OF_DAY = day_number(date(2026, 4, 3))
EVIL = "<b>Win</b> $1$ ![x](http://evil.example/p.png)"  # a name from data that must be shown letter by letter


def _series(kpi: str, values: Sequence[float], *, first: int = FIRST_DAY, n: float | None = None) -> KpiSeries:
    days = range(first, first + len(values))
    numerators = [v * n if n else float("nan") for v in values]
    columns = {"day": days, "value": values, "numerator": numerators, "denominator": n or float("nan")}
    return KpiSeries(kpi, pd.DataFrame(columns))


def _days() -> range:
    return range(AS_OF_DAY - FIRST_DAY)


SERIES = {
    "activated_users": (_series("activated_users", [66.0 - i % 7 for i in _days()]), "flow", "users"),
    "d7_retention": (_series("d7_retention", [0.19 + 0.0005 * i for i in range(50)], n=1200), "rate", "percent"),
    "stickiness": (
        _series("stickiness", [0.2 + 0.001 * i for i in range(34)], first=FIRST_DAY + 27, n=8400), "rate", "percent",
    ),
    "cost_per_retained": (_series("cost_per_retained", [52 + 0.3 * i for i in range(30)], n=840), "rate", "money"),
    "reading:seed_active": (_series("reading:seed_active", []), "level", "percent"),
    "reading:peak_share": (_series("reading:peak_share", [0.4 + 0.005 * i for i in _days()]), "level", "percent"),
}  # fmt: skip


def _goal(id_: int, name: str, kpi: str, target_type: str, target: str, **more: Any) -> Goal:
    fields = {"start_on": date(2026, 2, 1), "due_on": date(2026, 5, 1), "owner": "Growth lead", "position": id_, **more}
    return Goal(id_, name, kpi, target_type, Decimal(target), **fields)


GOALS = (
    _goal(1, "Activated users", "activated_users", "rise_to", "7000", baseline=Decimal(0)),
    _goal(2, "Day-7 retention", "d7_retention", "stay_above", "0.2"),
    _goal(3, "Stickiness, DAU ÷ MAU", "stickiness", "rise_to", "0.25", baseline=Decimal("0.2")),
    _goal(4, "Cost per retained user", "cost_per_retained", "stay_below", "55", stale_after_days=40),
    _goal(5, "Seed users active", "reading:seed_active", "stay_above", "0.5"),
    _goal(6, EVIL, "activated_users", "rise_to", "3000", baseline=Decimal(0)),
)
RISKS = (
    Risk(
        1, "Capacity runs out", cause="more users than tested", event="the servers answer too slowly",
        effect="new users give up", owner="Operations", probability=0.1, loss_low=Decimal(100_000),
        loss_high=Decimal(1_000_000), trigger_kpi="reading:peak_share", trigger_amber=Decimal("0.6"),
        trigger_red=Decimal("0.69"), contingency="Add two nodes and pause the pushes.",
    ),
    Risk(2, "Nobody comes", probability=0.2, loss_low=Decimal(20_000), loss_high=Decimal(90_000), owner="Growth lead"),
    Risk(3, EVIL, cause=EVIL, owner="Growth lead"),
)  # fmt: skip


COMPARISON = ASSOCIATED_HIGHER

ACTIVITIES = (
    ActivitySummary("invite", "Invite week", None, FIRST_DAY + 5, FIRST_DAY + 11, 800, 0, 0),
    ActivitySummary(
        "spring", "Spring festival",
        Activity(1, "spring", "Spring festival", start_on=date(2026, 2, 21), end_on=date(2026, 3, 6)),
        FIRST_DAY + 20, FIRST_DAY + 33, 2209, 0, 0,
    ),
)  # fmt: skip


AUDIENCE = AudienceCounts(
    AS_OF_DAY, (8, 14), users=13_367, newcomers=5_108, earlier_users=11_998, earlier_returned=4_919
)


def acquired() -> AcquiredUsers:
    """Users brought in two weeks: the second is not mature, and in one channel nothing was spent."""
    frame = pd.DataFrame(
        {
            "week_day": [FIRST_DAY + 15, FIRST_DAY + 15, FIRST_DAY + 22],
            "channel": ["seo", EVIL, "seo"],
            "signups": pd.array([120, 40, 60], dtype="Int64"),
            "activated": pd.array([66, 20, 31], dtype="Int64"),
            "retained": pd.array([30, 9, None], dtype="Int64"),
            "spend": pd.array([3300.0, None, 900.0], dtype="Float64"),
            "cost_per_activated": pd.array([50.0, None, 29.03], dtype="Float64"),
            "cost_per_retained": pd.array([110.0, None, None], dtype="Float64"),
            "activated_from_day": [FIRST_DAY + 29] * 2 + [FIRST_DAY + 36],
            "retained_from_day": [FIRST_DAY + 50] * 2 + [FIRST_DAY + 65],
        }
    )
    total = {"signups": 220, "spend": 4200.0, "activated": 117, "activated_signups": 220, "cost_per_activated": 35.9}
    total |= {"retained": 39, "retained_signups": 160, "cost_per_retained": 84.62}
    return AcquiredUsers("spring", AS_OF_DAY, True, frame, pd.DataFrame([total]))


def _plan(**chosen: Any) -> Any:
    wanted = {name: chosen[name] for name in ("difference", "holdout_share", "start_day")}
    return holdout_plan(AUDIENCE, **wanted)


def _assign(activity: str, *, salt: str = "", **_: Any) -> Assignment:
    return Assignment(activity, salt or activity, 9, 1, b"activity,user_id,date,arm\n")


def active_users() -> ActiveUsers:
    """Active users of the launch; the last day is not over."""
    days = range(FIRST_DAY, AS_OF_DAY + 1)  # one day more than is complete
    frame = pd.DataFrame({"day": days, "dau": [60 + 28 * i + 90 * (i % 7 > 4) for i in range(len(days))]})
    frame["wau"], frame["mau"] = frame["dau"] * 2 + 100, frame["dau"] * 4 + 200
    frame["complete"] = frame["day"] < AS_OF_DAY
    for name in ("dau", "wau", "mau"):
        frame[name] = frame[name].astype("Int64").where(frame["complete"])
    frame["dau_mean"] = frame["dau"].astype("Float64").rolling(28).mean()
    frame["stickiness"] = (frame["dau_mean"] / frame["mau"]).where(frame["day"] >= FIRST_DAY + 27)
    return ActiveUsers(AS_OF_DAY, frame, FIRST_DAY + 27)


def path(goal: Goal) -> KpiSeries:
    """The goal's value day by day, by the real review."""
    series, kind, _unit = SERIES[goal.kpi]
    return goal_path(goal, series, kind)


def goal_statuses() -> list[GoalStatus]:
    """Every goal as the real review judges it."""
    return [
        goal_status(
            goal, SERIES[goal.kpi][0], SERIES[goal.kpi][1], as_of_day=AS_OF_DAY, today_day=AS_OF_DAY,
            unit=SERIES[goal.kpi][2], currency="CNY", lag_days=14,
        )
        for goal in GOALS
    ]  # fmt: skip


def risk_statuses() -> list[RiskStatus]:
    """Every risk as the real review judges it."""
    losses = {1: 40_400.0, 2: 9_500.0, 3: None}
    found = []
    for risk in RISKS:
        series = SERIES[risk.trigger_kpi][0] if risk.trigger_kpi else None
        trigger = trigger_state(risk, series, as_of_day=AS_OF_DAY)
        unit = SERIES[risk.trigger_kpi][2] if risk.trigger_kpi else "count"
        found.append(
            risk_status(
                risk, trigger=trigger, expected_loss=losses[risk.id or 0], today_day=AS_OF_DAY, unit=unit,
                currency="CNY",
            )
        )  # fmt: skip
    return rank_risks(found)


BATCH = Batch(
    2, "events", "events week 9.csv", "0" * 64, "utf-8", 51216, 51204, 12, "",
    datetime(2026, 4, 3, 9, 30, tzinfo=UTC), "loaded",
)  # fmt: skip


def _change(status: str, name: str, reason: str, subject: str, day: int) -> Change:
    message = Message("status_change", {"name": name, "reason": Message(reason)})
    return Change(status, message, subject, 1, datetime(2026, 4, day, 8, tzinfo=UTC))


CHANGES = [
    _change("triggered", "Capacity runs out", "risk_closed", "risk", 2),
    _change("behind", EVIL, "goal_no_data", "goal", 1),
]


@dataclass
class FakeLaunch:
    """The facade's calls with fixed answers; `is_empty`: a new store without anything."""

    is_empty: bool = False
    comparison: Comparison = COMPARISON
    settings_record: LaunchSettings = field(
        default_factory=lambda: LaunchSettings("Tea Garden", launch_on=date(2026, 2, 1), currency="CNY")
    )

    saved: list[Any] = field(default_factory=list)  # the records that a page saved

    def versions(self) -> tuple[int, int]:
        """Never changes."""
        return (int(self.is_empty), id(self))

    def today(self) -> date:
        """The day on which the data was uploaded: data is complete before it."""
        return date(2026, 4, 3)

    def __getattr__(self, noun: str) -> Any:
        nouns = _empty_nouns() if self.is_empty else _full_nouns(self.comparison)
        nouns["settings"] = SimpleNamespace(get=lambda: self.settings_record, event_names=tuple)
        nouns["facts"].held, nouns["facts"].freshness = nullcontext, lambda: "current"
        nouns["goals"].warnings, nouns["goals"].history = tuple, lambda _id: ()
        nouns["abuse"] = SimpleNamespace(can_see=lambda: False)
        nouns["milestones"] = SimpleNamespace(list=list, warnings=tuple)
        nouns["check_ins"] = SimpleNamespace(list=lambda _id: [])
        if noun not in nouns:
            raise AttributeError(noun)
        nouns[noun].save = self.saved.append
        return nouns[noun]


def _facts(*, is_empty: bool) -> FactsInfo:
    days = (None, None, None) if is_empty else (FIRST_DAY, AS_OF_DAY, AS_OF_DAY)
    count = 0 if is_empty else 20_000
    return FactsInfo(1, "UTC", "monday", True, *days, count, 0, 0, 0, count * 10)


def _kpis() -> list[Any]:
    return [
        SimpleNamespace(key=key, name=key, unit=unit, is_reading=key.startswith("reading:"))
        for key, (_s, _k, unit) in SERIES.items()
    ]


def _full_nouns(comparison: Comparison) -> dict[str, Any]:
    goals, risks = goal_statuses(), risk_statuses()
    return {
        "facts": SimpleNamespace(info=lambda: _facts(is_empty=False)),
        "uploads": SimpleNamespace(batches=lambda: [BATCH]),
        "metrics": SimpleNamespace(
            active_users=lambda **_: active_users(), kpi=lambda key: SERIES[key][0], kpis=_kpis,
            values=lambda _column: (),
        ),
        "goals": SimpleNamespace(list=lambda: goals, answer=goals_answer, series=path),
        "risks": SimpleNamespace(
            list=lambda: risks, answer=risks_answer, series=lambda risk: SERIES[risk.trigger_kpi][0],
            exceedance=lambda: fake_risks.EXCEEDANCE, matrix=lambda: fake_risks.MATRIX, **_risk_calls(),
        ),
        "capacity": SimpleNamespace(status=lambda: fake_risks.CAPACITY),
        "cost": SimpleNamespace(status=lambda: fake_risks.COST),
        "floor": SimpleNamespace(status=lambda: fake_risks.FLOOR, checks=lambda: list(fake_risks.FLOOR_CHECKS)),
        "activities": SimpleNamespace(list=lambda: list(ACTIVITIES), compare=lambda _key, **_: comparison,
                                      survival=lambda _key, **_: STAY),
        "acquired": SimpleNamespace(by_week=lambda _key, **_: acquired()),
        "planner": SimpleNamespace(plan=_plan, assign=_assign),
        "overview": SimpleNamespace(answer=lambda: overview_answer(goals, risks), changes=lambda _day: CHANGES),
    }  # fmt: skip


def _risk_calls() -> dict[str, Any]:
    """What the risks page asks beside the list."""
    return {
        "evaluate": tuple,
        "warnings": lambda: (Message("risk_needs_name"),),
        "events": lambda _id: list(fake_risks.EVENTS),
        "event_message": lambda _event: Message("risk_no_reading"),
        "starters": tuple,
        "history": lambda _id: (),
    }


def _empty_nouns() -> dict[str, Any]:
    empty = ActiveUsers(0, pd.DataFrame({"day": [], "dau": [], "wau": [], "mau": [], "complete": []}), 0)
    return {
        "facts": SimpleNamespace(info=lambda: _facts(is_empty=True)),
        "uploads": SimpleNamespace(batches=list),
        "metrics": SimpleNamespace(active_users=lambda **_: empty, kpis=_kpis, values=lambda _column: ()),
        "goals": SimpleNamespace(list=list, answer=goals_answer),
        "risks": SimpleNamespace(
            list=list, answer=risks_answer, exceedance=lambda: None, matrix=lambda: None, **_risk_calls()
        ),
        "capacity": SimpleNamespace(status=lambda: fake_risks.NOTHING_PLANNED),
        "cost": SimpleNamespace(status=lambda: fake_risks.NO_SPEND),
        "floor": SimpleNamespace(status=lambda: fake_risks.NO_FLOOR, checks=list, starters=lambda: fake_risks.PROPOSED),
        "activities": SimpleNamespace(list=list),
        "overview": SimpleNamespace(answer=lambda: Answer(Message("overview_empty")), changes=lambda _day: []),
    }
