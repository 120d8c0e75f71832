"""A firing of a trigger in words."""

from launchops.locale import Message
from launchops.review.values import value_message
from launchops.store.records import TriggerEvent


def event_message(event: TriggerEvent, *, name: str, currency: str = "") -> Message:
    """What a trigger did on its day, with the values; for a firing what was agreed, and who does it.

    `name` is the risk's, `currency` the launch's.
    """
    params = {
        "name": name,
        "day": event.happened_on,
        "values": [value_message(float(value), unit=event.unit, currency=currency) for _, value in event.readings],
        "limit": _limit(event, currency),
    }
    if event.kind in ("cleared", "withdrawn"):
        return Message(f"trigger_{event.kind}", params)
    if not event.contingency:
        return Message("trigger_fired", params)
    params |= {"contingency": event.contingency, "owner": event.owner}
    return Message("trigger_fired_do_by" if event.owner else "trigger_fired_do", params)


def _limit(event: TriggerEvent, currency: str) -> Message:
    amber = event.red if event.amber is None else event.amber
    limit = amber if event.kind == "cleared" else event.red
    return value_message(None if limit is None else float(limit), unit=event.unit, currency=currency)
