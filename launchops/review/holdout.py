"""What a holdout plan says, in sentences for somebody who never planned a trial."""

from launchops.locale import Message
from launchops.stats.holdout_results import HoldoutPlan


def plan_messages(plan: HoldoutPlan) -> tuple[Message, ...]:
    """What is known, how many are needed, whether there are enough, and when the result can be read."""
    days = Message("compare_days", {"first": plan.days[0], "last": plan.days[1]})
    if plan.baseline is None:
        return (Message("plan_no_baseline", {"days": days, "last": plan.days[1]}),)
    known = {"users": plan.users, "baseline": plan.baseline, "earlier": plan.earlier_users, "days": days}
    opening = Message("plan_known", known)
    if plan.needed is None:
        return opening, Message("plan_past_everybody", {"difference": plan.difference})
    needed = {"difference": plan.difference, "holdout": plan.needed.holdout, "offered": plan.needed.offered}
    return opening, Message("plan_needed", needed), *_whether_enough(plan)


def _whether_enough(plan: HoldoutPlan) -> tuple[Message, ...]:
    if plan.days_to_fill == 0:
        found = {"share": plan.holdout_share, "visible": plan.visible, "day": plan.readable_day}
        return (Message("plan_enough", found),)
    missing = plan.needed.users - plan.users if plan.needed else None
    ways = [Message("plan_visible", {"visible": plan.visible})] if plan.visible is not None else []
    if plan.enough_share is not None:
        ways.append(Message("plan_larger_share", {"share": plan.enough_share}))
    if plan.days_to_fill is None:
        waiting = Message("plan_nobody_joins", {"missing": missing})
    else:
        words = {
            "missing": missing,
            "wait": plan.days_to_fill,
            "rate": plan.newcomers_per_day,
            "day": plan.readable_day,
        }
        waiting = Message("plan_wait", words)
    return waiting, *ways
