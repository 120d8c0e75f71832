"""What a trigger did since it was judged last, as events to write down."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from launchops.periods import day_date, day_number
from launchops.review.risk_results import Firing
from launchops.review.triggers import TriggerPath
from launchops.review.values import exact
from launchops.store.records import Risk, TriggerEvent, TriggerWatch

BEFORE_ALL = -1


@dataclass(frozen=True)
class Judged:
    """What came of judging one trigger: events to store, and how far was judged."""

    events: tuple[TriggerEvent, ...]
    watch: TriggerWatch


@dataclass(frozen=True)
class _Step:
    """A change of a trigger: fired, cleared or withdrawn, with the readings that did it."""

    day: int
    kind: str
    readings: tuple[tuple[int, float], ...] = ()


def judge(risk: Risk, path: TriggerPath, watch: TriggerWatch | None, *, unit: str, recorded_at: datetime) -> Judged:
    """The events of a trigger after the reading up to which it was judged before (`watch`).

    A risk that was never judged begins with what holds now: firings that were over before it was written down are
    nobody's alarm. Every later one is written down, also one that came to light late or is cleared already. Where the
    readings or limits were changed and the trigger is not where it was left, that is an event too (fired or
    withdrawn). Of a closed risk nothing is written down. Events alternate between fired and the other two.
    """
    steps = () if risk.status == "closed" else _new_steps(path, watch)
    events = tuple(_event(risk, step, unit, recorded_at) for step in steps)
    last = day_date(path.readings[-1][0]) if path.readings else None
    return Judged(events, TriggerWatch(risk.id or 0, last, path.is_fired))


def _new_steps(path: TriggerPath, watch: TriggerWatch | None) -> tuple[_Step, ...]:
    all_steps = [step for firing in path.firings for step in _steps(firing)]
    if watch is None:
        return tuple(all_steps[-1:]) if path.is_fired else ()
    through = BEFORE_ALL if watch.read_through is None else day_number(watch.read_through)
    earlier = [step for step in all_steps if step.day <= through]
    later = tuple(step for step in all_steps if step.day > through)
    is_fired_by_then = bool(earlier) and earlier[-1].kind == "fired"
    if is_fired_by_then and not watch.is_fired:
        return (earlier[-1], *later)
    if watch.is_fired and not is_fired_by_then:
        return (_Step(through, "withdrawn"), *later)
    return later


def _steps(firing: Firing) -> tuple[_Step, ...]:
    fired = _Step(firing.fired_day, "fired", firing.readings)
    if firing.cleared_day is None or firing.cleared_value is None:
        return (fired,)
    return fired, _Step(firing.cleared_day, "cleared", ((firing.cleared_day, firing.cleared_value),))


def _event(risk: Risk, step: _Step, unit: str, recorded_at: datetime) -> TriggerEvent:
    readings: tuple[tuple[date, Decimal], ...] = tuple((day_date(day), exact(value)) for day, value in step.readings)
    return TriggerEvent(
        id=None,
        risk_id=risk.id or 0,
        kind=step.kind,
        happened_on=day_date(step.day),
        readings=readings,
        kpi=risk.trigger_kpi,
        direction=risk.trigger_direction,
        amber=risk.trigger_amber,
        red=risk.trigger_red,
        unit=unit,
        contingency=risk.contingency,
        owner=risk.action_owner or risk.owner,
        recorded_at=recorded_at,
    )
