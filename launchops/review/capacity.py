"""At how many users does it break? Pure over the forecast path; days are arguments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from launchops.locale import Message
from launchops.periods import day_number
from launchops.review.alarms import alarm
from launchops.review.risk_results import CapacityScenario, CapacityStatus, PlannedLoad
from launchops.stats.risk_results import LimitOutlook
from launchops.store.records import Activity, CapacityPlan

FACTORS = (1, 3, 15)  # launches have brought fifteen times the estimate (SRE launch checklist)
RECENT_DAYS = 7
SHOWN_DAYS = 112

Level = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class CapacityFacts:
    """What is known of the load. `basis`: measured, planned or "". `users_limit`: users a day at the tested limit.

    `history`, `path`: (day, users a day) before and from as_of; `outlook`, `outlook_before`: of today and of yesterday.
    """

    plan: CapacityPlan | None
    basis: str
    users_limit: float | None
    limit: float | None
    history: Level
    path: Level
    outlook: LimitOutlook | None
    outlook_before: LimitOutlook | None


def capacity_status(facts: CapacityFacts, activities: Sequence[Activity], *, as_of_day: int) -> CapacityStatus:
    """Headroom today, the day at which each multiple of the forecast is too much, and the planned activities."""
    recent = [users for day, users in facts.history if day >= as_of_day - RECENT_DAYS]
    now = max(recent, default=None)
    status = CapacityStatus(
        plan=facts.plan,
        basis=facts.basis,
        as_of_day=as_of_day,
        users_now=now,
        users_limit=facts.users_limit,
        peak=None,
        limit=facts.limit,
        headroom=None,
        alarm="unknown",
        chance=facts.outlook.chance if facts.outlook else None,
        sentence=Message("capacity_unknown"),
        path=facts.path,
        history=facts.history[-SHOWN_DAYS:],
        horizon_day=as_of_day + len(facts.path),
    )
    if facts.users_limit is None:
        return status
    if now is None:
        return replace(status, sentence=Message("capacity_no_users", {"limit": about(facts.users_limit)}))
    share = now / facts.users_limit
    scenarios = tuple(_scenario(factor, now, status) for factor in FACTORS)
    return replace(
        status,
        peak=None if facts.limit is None else share * facts.limit,
        headroom=1 - share,
        alarm=_alarm(share, facts),
        scenarios=scenarios,
        planned=tuple(_planned(activities, status)),
        sentence=_sentence(now, facts.users_limit, scenarios[0], status),
    )


def about(value: float) -> float:
    """A number with two leading figures, since nobody knows it better: 36,412 → 36,000."""
    return float(f"{value:.2g}")


def _alarm(share: float, facts: CapacityFacts) -> str:
    if share >= 1:
        return "happened"
    today, before = facts.outlook, facts.outlook_before
    return alarm(today.chance if today else None, before.chance if before else None)


def _scenario(factor: int, now: float, status: CapacityStatus) -> CapacityScenario:
    limit = status.users_limit or 1.0
    is_full = now * factor >= limit
    later = (day for day, users in status.path if users * factor >= limit)
    breaks_day = status.as_of_day if is_full else next(later, None)
    params = {"factor": factor, "share": now * factor / limit, "day": breaks_day, "horizon": status.horizon_day}
    if is_full:
        code = "capacity_scenario_full"
    elif breaks_day is not None:
        code = "capacity_scenario_day"
    else:
        code = "capacity_scenario_far" if status.path else "capacity_scenario_young"
    return CapacityScenario(factor, now * factor, now * factor / limit, breaks_day, Message(code, params))


def _planned(activities: Sequence[Activity], status: CapacityStatus) -> Iterator[PlannedLoad]:
    """Activities that are running or to come within the path, with the fullest day of each."""
    for activity in activities:
        if activity.start_on is None:
            continue
        start_day = day_number(activity.start_on)
        end_day = day_number(activity.end_on or activity.start_on) + 1
        users = [users for day, users in status.path if start_day <= day < end_day]
        if users:
            yield _load_of(activity, start_day, end_day, max(users) / (status.users_limit or 1.0))


def _load_of(activity: Activity, start_day: int, end_day: int, share: float) -> PlannedLoad:
    breaks_at = next((factor for factor in FACTORS if share * factor >= 1), None)
    params = {"name": activity.name, "day": start_day, "share": share, "factor": breaks_at}
    code = "capacity_activity_holds" if breaks_at is None else "capacity_activity_breaks"
    shares = tuple((factor, share * factor) for factor in FACTORS)
    return PlannedLoad(activity, start_day, end_day, shares, breaks_at, Message(code, params))


def _sentence(now: float, limit: float, at_one: CapacityScenario, status: CapacityStatus) -> Message:
    if now >= limit:
        return Message("capacity_full", {"limit": about(limit), "now": now})
    if at_one.breaks_day is not None:
        when = Message("capacity_reached_on", {"day": at_one.breaks_day})
    elif status.path:
        when = Message("capacity_not_before", {"day": status.horizon_day})
    else:
        when = Message("capacity_too_young")
    params = {"limit": about(limit), "now": now, "headroom": 1 - now / limit, "when": when}
    return Message("capacity_now", params)
