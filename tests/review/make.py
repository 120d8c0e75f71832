"""Goals, risks and KPI series for review tests, with days counted from day 0 of the goal."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

from launchops.locale import Message
from launchops.metrics.results import KpiSeries
from launchops.periods import day_number
from launchops.review.results import GoalStatus, RiskStatus
from launchops.store.records import Goal, Risk

START = date(2026, 3, 2)
START_DAY = day_number(START)


def on(day: int) -> date:
    """The date of day `day` of the goal."""
    return START + timedelta(days=day)


def day(number: int) -> int:
    """The day number of day `number` of the goal."""
    return START_DAY + number


def goal(target: float, *, days: int = 100, **fields: Any) -> Goal:
    """A goal from day 0 that lasts `days` days; rises from 0 unless told otherwise."""
    known: dict[str, Any] = {
        "id": 1,
        "name": "Activated users",
        "kpi": "activated_users",
        "target_type": "rise_to",
        "start_on": START,
        "due_on": on(days - 1),
        "baseline": Decimal(0),
    }
    fields = {key: Decimal(str(value)) if isinstance(value, float) else value for key, value in fields.items()}
    return Goal(target=Decimal(str(target)), **known | fields)


def series(values: dict[int, float], *, denominator: float | None = None) -> KpiSeries:
    """Values by day of the goal."""
    frame = pd.DataFrame({"day": [day(number) for number in values], "value": list(values.values())})
    frame["numerator"] = float("nan")
    frame["denominator"] = float("nan") if denominator is None else denominator
    return KpiSeries("kpi", frame.astype({"day": "int64", "value": "float64"}))


def constant(value: float, days: int, *, first: int = 0, denominator: float | None = None) -> KpiSeries:
    """The same value on each of `days` days."""
    return series(dict.fromkeys(range(first, first + days), value), denominator=denominator)


def risk(**fields: Any) -> Risk:
    """A risk with a trigger above 0.6 / 0.7."""
    known: dict[str, Any] = {
        "id": 1,
        "name": "Capacity runs out",
        "trigger_kpi": "reading:peak_share_of_limit",
        "trigger_amber": Decimal("0.6"),
        "trigger_red": Decimal("0.7"),
    }
    return Risk(**known | fields)


def judged(status: str, *, name: str = "Activated users", **fields: Any) -> GoalStatus:
    """A goal status as the judgement would hand it on, for tests of sentences."""
    position = fields.pop("position", 0)
    known: dict[str, Any] = {
        "goal": goal(7000, name=name, position=position, id=position + 1, **fields.pop("goal_fields", {})),
        "status": status,
        "reason": Message("goal_no_data"),
        "as_of_day": day(62),
        "actual": 4040.0,
        "actual_day": day(61),
        "expected": 4744.0,
        "pace_ratio": 0.85,
        "needed_per_day": 78.0,
        "trailing_per_day": 66.0,
        "elapsed_share": 0.68,
    }
    return GoalStatus(**known | fields)


def ranked(status: str, loss: float | None, *, number: int = 1, **fields: Any) -> RiskStatus:
    """A risk status for tests of ranking and sentences."""
    known: dict[str, Any] = {"currency": "CNY", "trigger": None, "reason": Message("risk_closed")}
    name = fields.pop("name", f"Risk {number}")
    contingency = fields.pop("contingency", "")
    record = Risk(id=number, name=name, contingency=contingency)
    return RiskStatus(risk=record, status=status, expected_loss=loss, **known | fields)
