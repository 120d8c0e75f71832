"""What keeps an activity from being saved, field by field."""

from collections.abc import Mapping

from launchops.locale import Message
from launchops.store.records import Activity

MOST_HELD_OUT = 0.9


def activity_problems(activity: Activity) -> Mapping[str, Message]:
    """Field -> what is wrong with it; empty where the activity can be saved."""
    found: dict[str, Message] = {}
    for field in ("name", "key"):
        if not getattr(activity, field).strip():
            found[field] = Message("field_required")
    if activity.start_on and activity.end_on and activity.end_on < activity.start_on:
        found["end_on"] = Message("activity_ends_before_start")
    if activity.holdout_share is not None and not 0 < activity.holdout_share <= MOST_HELD_OUT:
        found["holdout_share"] = Message("activity_holdout_share", {"most": MOST_HELD_OUT})
    for field in ("budget", "per_person_cap"):
        amount = getattr(activity, field)
        if amount is not None and amount < 0:
            found[field] = Message("activity_amount_negative")
    budget, cap = activity.budget, activity.per_person_cap
    if budget is not None and cap is not None and cap > budget:
        found.setdefault("per_person_cap", Message("activity_cap_over_budget"))
    return found
