"""Does anybody come? Sign-ups since the launch against the floor agreed for T+3, T+7 and T+14. Days are arguments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from launchops.locale import Message
from launchops.review.alarms import alarm, loudest
from launchops.review.risk_results import FloorStatus, FloorStep
from launchops.store.records import FloorCheck

Chance = Callable[[Sequence[float], int, float], float | None]  # daily sign-ups, days left, missing
Path = tuple[tuple[int, float, float], ...]


@dataclass(frozen=True)
class Arrivals:
    """Sign-ups a day from the launch day to the day before `as_of_day`; `path`: with the floor, for the picture."""

    launch_day: int
    as_of_day: int
    daily: tuple[float, ...]
    path: Path


def floor_status(
    checks: Sequence[FloorCheck], arrivals: Arrivals | None, *, as_of_day: int, chance_of_fewer: Chance
) -> FloorStatus:
    """The checks by day, each with its measure; `arrivals` None: the launch has no date.

    A check is made on T + days_after, over the days before it: met or missed then; before that it is coming, or below
    where fewer have come than the straight path to it asks for. `chance_of_fewer` gives the chance to miss it.
    """
    if arrivals is None:
        return FloorStatus(as_of_day, None, Message("floor_without_date"), "unknown")
    if not checks:
        return FloorStatus(
            as_of_day, arrivals.launch_day, Message("floor_without_checks"), "unknown", path=arrivals.path
        )
    ordered = sorted(checks, key=lambda check: check.days_after)
    steps = tuple(_step(check, arrivals, chance_of_fewer) for check in ordered)
    return FloorStatus(
        as_of_day=as_of_day,
        launch_day=arrivals.launch_day,
        sentence=_sentence(steps, arrivals),
        alarm=loudest([step.alarm for step in steps if step.state not in ("met", "missed")] or [_last_alarm(steps)]),
        steps=steps,
        path=arrivals.path,
    )


def _last_alarm(steps: Sequence[FloorStep]) -> str:
    return "happened" if steps[-1].state == "missed" else "quiet"


def _step(check: FloorCheck, arrivals: Arrivals, chance_of_fewer: Chance) -> FloorStep:
    floor, known = float(check.floor), len(arrivals.daily)
    elapsed = min(known, check.days_after)
    so_far = sum(arrivals.daily[:elapsed]) if known else None
    today = _chance(check, arrivals.daily, chance_of_fewer)
    yesterday = _chance(check, arrivals.daily[:-1], chance_of_fewer) if known > 1 else None
    floor_now = floor * elapsed / check.days_after if known else None
    state = _state(check, so_far, floor_now, known)
    loud = {"met": "quiet", "missed": "happened", "unknown": "unknown"}.get(state) or alarm(today, yesterday)
    return FloorStep(
        check=check,
        due_day=arrivals.launch_day + check.days_after,
        state=state,
        signups=so_far,
        floor_now=floor_now,
        chance=today,
        alarm=loud,
        sentence=_step_sentence(check, state, so_far, arrivals.launch_day + check.days_after, today),
    )


def _chance(check: FloorCheck, daily: Sequence[float], chance_of_fewer: Chance) -> float | None:
    known = daily[: check.days_after]
    return chance_of_fewer(known, check.days_after - len(known), float(check.floor) - sum(known)) if known else None


def _state(check: FloorCheck, so_far: float | None, floor_now: float | None, known: int) -> str:
    if so_far is None or floor_now is None:
        return "unknown"
    if so_far >= float(check.floor):
        return "met"
    if known >= check.days_after:
        return "missed"
    return "below" if so_far < floor_now else "coming"


def _step_sentence(check: FloorCheck, state: str, so_far: float | None, due_day: int, chance: float | None) -> Message:
    params = {
        "days": check.days_after,
        "day": due_day,
        "signups": so_far,
        "floor": float(check.floor),
        "chance": chance,
        "measure": check.measure,
    }
    if state in ("below", "missed") and check.measure:
        return Message(f"floor_{state}_do", params)
    return Message(f"floor_{state}", params)


def _sentence(steps: Sequence[FloorStep], arrivals: Arrivals) -> Message:
    """The check that decides now: the next one, else the last one made."""
    open_steps = [step for step in steps if step.state not in ("met", "missed")]
    missed = [step for step in steps if step.state == "missed"]
    if not arrivals.daily:
        return Message("floor_not_started", {"day": arrivals.launch_day})
    if open_steps:
        return open_steps[0].sentence if not missed else _with_missed(missed[-1], open_steps[0])
    if missed:
        return missed[-1].sentence
    return Message("floor_all_met", {"n": len(steps)})


def _with_missed(missed: FloorStep, following: FloorStep) -> Message:
    return Message("floor_missed_and_next", {"missed": missed.sentence, "next": following.sentence})
