"""What stands against a list of risks: too many, unwatched extremes, triggers that are always green, old reviews."""

from collections.abc import Callable, Sequence

from launchops.locale import Message
from launchops.periods import day_number
from launchops.review.results import RiskStatus, TriggerState
from launchops.store.records import Risk

MOST_OPEN = 20
EXTREME_BELOW = 0.05  # a probability under this is an extreme
GREEN_DAYS = 90  # of readings without one at amber: the limits may be out of reach
GREEN_READINGS = 8
MOST_NAMES = 5  # of risks in one warning; the rest are counted


def review_overdue_days(risk: Risk, *, today_day: int) -> int:
    """Days since the review date of an open risk; 0 while it is not over, without a date and of a closed risk."""
    if risk.review_on is None or risk.status == "closed":
        return 0
    return max(0, today_day - day_number(risk.review_on))


def is_acceptance_over(risk: Risk, *, today_day: int) -> bool:
    """Whether a person accepted the risk and the last day of that has passed."""
    until = risk.accepted_until
    return risk.status == "accepted" and until is not None and day_number(until) < today_day


def is_extreme(risk: Risk) -> bool:
    """An improbable risk that nothing watches: the far-fetched kind."""
    is_watched = bool(risk.trigger_kpi) and risk.trigger_red is not None
    return risk.probability is not None and risk.probability < EXTREME_BELOW and not is_watched


def green_days(trigger: TriggerState | None, *, as_of_day: int) -> int | None:
    """How long the trigger has been green, where its limits seem out of reach; else None.

    That is: never at amber in 90 days or more, and amber further from the worst reading than all readings lie apart.
    """
    if trigger is None or trigger.state != "green" or trigger.last_alarm_day is not None:
        return None
    limit = trigger.red if trigger.amber is None else trigger.amber
    if limit is None or trigger.first_day is None or trigger.lowest is None or trigger.highest is None:
        return None
    is_far = min(abs(limit - trigger.lowest), abs(limit - trigger.highest)) > trigger.highest - trigger.lowest
    days = as_of_day - trigger.first_day
    return days if is_far and days >= GREEN_DAYS and trigger.readings >= GREEN_READINGS else None


def risk_notes(risk: Risk, trigger: TriggerState | None, *, as_of_day: int, today_day: int) -> tuple[Message, ...]:
    """The warnings about one risk, each a sentence; none about a closed one."""
    if risk.status == "closed":
        return ()
    overdue = review_overdue_days(risk, today_day=today_day)
    green = green_days(trigger, as_of_day=as_of_day)
    notes = (
        Message("risk_acceptance_is_over", {"day": risk.accepted_until})
        if is_acceptance_over(risk, today_day=today_day)
        else None,
        Message("risk_is_overdue", {"days": overdue}) if overdue else None,
        Message("risk_is_extreme") if is_extreme(risk) else None,
        None if green is None else Message("risk_is_perpetual_green", {"days": green}),
    )
    return tuple(note for note in notes if note is not None)


def risk_warnings(statuses: Sequence[RiskStatus]) -> tuple[Message, ...]:
    """The warnings about the whole list, the most pressing first; closed risks do not count."""
    open_risks = [status for status in statuses if status.status != "closed"]
    found = []
    if len(open_risks) > MOST_OPEN:
        found.append(Message("risks_too_many", {"count": len(open_risks), "most": MOST_OPEN}))
    found += _named("risks_acceptance_over", open_risks, lambda status: status.is_acceptance_over)
    found += _named("risks_overdue", open_risks, lambda status: status.review_overdue_days > 0)
    found += _named("risks_extreme", open_risks, lambda status: is_extreme(status.risk), limit=EXTREME_BELOW)
    found += _named("risks_perpetual_green", open_risks, _is_perpetual_green, days=GREEN_DAYS)
    return tuple(found)


def _is_perpetual_green(status: RiskStatus) -> bool:
    return any(note.code == "risk_is_perpetual_green" for note in status.warnings)


def _named(
    code: str, statuses: Sequence[RiskStatus], is_meant: Callable[[RiskStatus], bool], **params: object
) -> list[Message]:
    names = [Message("record_name", {"name": status.risk.name}) for status in statuses if is_meant(status)]
    if len(names) > MOST_NAMES:
        names = [*names[:MOST_NAMES], Message("risks_named_more", {"n": len(names) - MOST_NAMES})]
    return [Message(code, {"names": names, **params})] if names else []
