"""Is cost under control? Spend against plan, when the money is gone, and what a user costs. Days are arguments."""

from collections.abc import Sequence
from dataclasses import dataclass

from launchops.locale import Message
from launchops.review.alarms import alarm, loudest
from launchops.review.risk_results import CostLine, CostStatus
from launchops.review.values import value_message

RUNGS = (100, 90, 75, 50)  # per cent of the plan that is spent (usual ladder of budget alarms)


@dataclass(frozen=True)
class Plan:
    """An amount to be spent evenly in [start_day, end_day)."""

    start_day: int
    end_day: int
    amount: float

    def by(self, day: int) -> float:
        """What the plan expects to be spent before a day."""
        elapsed = min(max(day - self.start_day, 0), self.end_day - self.start_day)
        return self.amount * elapsed / (self.end_day - self.start_day)


@dataclass(frozen=True)
class SpentLine:
    """Spend of one channel or activity up to as_of. `kind`, `key`, `name` and costs per user as in `CostLine`.

    `plans`: what is planned for it. `per_day`: the mean of the last 28 days on which spend is known. `chance`,
    `chance_before`: of spending more than planned by the end, today and a day earlier.
    """

    kind: str
    key: str
    name: str
    spent: float
    plans: tuple[Plan, ...]
    per_day: float
    chance: float | None
    chance_before: float | None
    per_activated: float | None = None
    per_retained: float | None = None


def cost_line(line: SpentLine, *, as_of_day: int, currency: str) -> CostLine:
    """The line against its plan: ratio to date, rung of the ladder, the day on which the money is gone."""
    planned = sum(plan.amount for plan in line.plans) if line.plans else None
    to_date = sum(plan.by(as_of_day) for plan in line.plans) if line.plans else None
    end_day = max((plan.end_day for plan in line.plans), default=None)
    used = line.spent / planned if planned else None
    is_running = end_day is not None and as_of_day < end_day
    burn_out = _burn_out_day(line, planned, as_of_day, end_day) if is_running else None
    return CostLine(
        kind=line.kind,
        key=line.key,
        name=line.name,
        spent=line.spent,
        planned=planned,
        planned_to_date=to_date,
        ratio=line.spent / to_date if to_date else None,
        used_share=used,
        rung=next((rung for rung in RUNGS if used is not None and used * 100 >= rung), 0),
        burn_out_day=burn_out,
        end_day=end_day,
        chance=line.chance,
        alarm=_alarm(line, planned, is_running=is_running),
        sentence=_sentence(line, planned, to_date, burn_out, end_day, is_running=is_running, currency=currency),
        per_activated=line.per_activated,
        per_retained=line.per_retained,
    )


def _alarm(line: SpentLine, planned: float | None, *, is_running: bool) -> str:
    if planned is None:
        return "unknown"
    if line.spent > planned or (is_running and line.spent >= planned):
        return "happened"
    return alarm(line.chance, line.chance_before) if is_running else "quiet"


def _burn_out_day(line: SpentLine, planned: float | None, as_of_day: int, end_day: int | None) -> int | None:
    """The day on which the plan's money is used up at the present pace; None: not before the plan's end."""
    if planned is None or end_day is None:
        return None
    if line.spent >= planned:
        return as_of_day
    if line.per_day <= 0:
        return None
    day = as_of_day + int((planned - line.spent) / line.per_day)
    return day if day < end_day else None


def _sentence(
    line: SpentLine,
    planned: float | None,
    to_date: float | None,
    burn_out: int | None,
    end_day: int | None,
    *,
    is_running: bool,
    currency: str,
) -> Message:
    spent, plan, so_far = (
        value_message(value, unit="money", currency=currency) for value in (line.spent, planned, to_date)
    )
    params = {"spent": spent, "planned": plan, "so_far": so_far, "day": burn_out, "end": end_day and end_day - 1}
    if planned is None:
        return Message("cost_without_plan", params)
    if line.spent > planned:
        return Message("cost_over", params)
    if not is_running:
        return Message("cost_ended", params)
    if line.spent >= planned:
        return Message("cost_gone", params)
    return Message("cost_holds" if burn_out is None else "cost_burns_out", params)


def cost_status(
    total: SpentLine | None,
    lines: Sequence[SpentLine],
    *,
    as_of_day: int,
    currency: str,
    days: tuple[tuple[int, float, float], ...],
) -> CostStatus:
    """Everything together; `total` None: no spend is known. Lines furthest over their plan first."""
    if total is None:
        return CostStatus(as_of_day, currency, Message("cost_no_spend"), "unknown")
    judged = [cost_line(line, as_of_day=as_of_day, currency=currency) for line in lines]
    whole = cost_line(total, as_of_day=as_of_day, currency=currency)
    by_ratio = sorted(judged, key=lambda line: (-(line.ratio or 0.0), line.name))
    over = [line for line in by_ratio if line.alarm in ("alert", "happened")]
    lead = Message("cost_total", {"line": whole.sentence})
    if over:
        names = [Message("record_name", {"name": line.name}) for line in over]
        lead = Message("cost_total_over", {"line": whole.sentence, "names": names})
    return CostStatus(
        as_of_day=as_of_day,
        currency=currency,
        sentence=lead,
        alarm=loudest([whole.alarm, *(line.alarm for line in by_ratio if line.alarm != "unknown")]),
        total=whole,
        channels=tuple(line for line in by_ratio if line.kind == "channel"),
        activities=tuple(line for line in by_ratio if line.kind == "activity"),
        days=days,
    )
