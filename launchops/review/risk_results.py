"""What is found out about risks beside their list: firings, the picture of 5 × 5, capacity, cost and the floor."""

from dataclasses import dataclass

from launchops.locale import Message
from launchops.store.records import Activity, CapacityPlan, FloorCheck

# Alarm codes: quiet, warn (20 % chance on two days running), alert (50 % on two days running), happened, unknown.


@dataclass(frozen=True)
class Firing:
    """One time a trigger fired: the readings in a row that did it, and when a calm reading cleared it.

    `readings`: (day, value), the n readings at or beyond red, the last of them on `fired_day`.
    """

    fired_day: int
    readings: tuple[tuple[int, float], ...]
    cleared_day: int | None = None
    cleared_value: float | None = None


@dataclass(frozen=True)
class MatrixCell:
    """A risk in the 5 × 5 picture. likelihood, impact: 1 (low) … 5 (high); `score`: their product.

    `note`: where the picture and the ranking by expected loss disagree, with which risk; None where they do not.
    """

    risk_id: int
    name: str
    likelihood: int
    impact: int
    score: int
    expected_loss: float
    note: Message | None = None


@dataclass(frozen=True)
class RiskMatrix:
    """The picture of 5 × 5: a picture only, the order is that of expected loss.

    `likelihood_limits`, `impact_limits`: the four limits between the five bands (probability, money).
    `disagreements`: how many cells have a note. `unknown_count`: open risks without an estimate.
    """

    cells: tuple[MatrixCell, ...]
    likelihood_limits: tuple[float, float, float, float]
    impact_limits: tuple[float, float, float, float]
    disagreements: int
    unknown_count: int


@dataclass(frozen=True)
class CapacityScenario:
    """The forecast times a factor. `users`: users a day now, times the factor; `share`: of the limit (1 = full).

    `breaks_day`: first day at or beyond the limit: `as_of_day` where it is passed today, None: not in the horizon.
    """

    factor: int  # 1, 3 or 15
    users: float
    share: float
    breaks_day: int | None
    sentence: Message


@dataclass(frozen=True)
class PlannedLoad:
    """A planned activity on the line of the forecast: `share` of the limit at its fullest day, by factor."""

    activity: Activity
    start_day: int
    end_day: int  # the first day after it
    shares: tuple[tuple[int, float], ...]  # (factor, share), the factors of the scenarios
    breaks_at: int | None  # the smallest factor at which it passes the limit; None: at none
    sentence: Message


@dataclass(frozen=True)
class CapacityStatus:
    """At how many users it breaks, and when.

    `basis`: measured (the reading peak_share_of_limit of the last days) or planned (the recorded capacity plan);
    "" where neither is known: then numbers are None and `sentence` says what to do. `users_limit`: users a day at
    which the peak reaches the tested limit. `users_now`: highest daily active users of the last 7 complete days.
    `peak`, `limit`: requests a second at the peak and tested; None without a plan. `headroom`: 1 − share of the limit.
    `path`: (day, expected users a day) from as_of on, at 1×. `chance`: of reaching the limit within the horizon.
    """

    plan: CapacityPlan | None
    basis: str
    as_of_day: int
    users_now: float | None
    users_limit: float | None
    peak: float | None
    limit: float | None
    headroom: float | None
    alarm: str
    chance: float | None
    sentence: Message  # "It breaks at about 36,000 users a day; today 21,000. …"
    scenarios: tuple[CapacityScenario, ...] = ()
    planned: tuple[PlannedLoad, ...] = ()
    path: tuple[tuple[int, float], ...] = ()
    history: tuple[tuple[int, float], ...] = ()  # (day, users a day), at most the last 112 days
    horizon_day: int = 0  # the path ends before it


@dataclass(frozen=True)
class CostLine:
    """Spend against plan of one channel or activity, or of all together.

    `kind`: channel, activity or total; `key` "" for the total. Money in the launch's currency. `planned`: the whole
    plan; `planned_to_date`: what it expects by as_of; None without a plan. `ratio` = spent ÷ planned_to_date.
    `used_share` = spent ÷ planned; `rung`: the highest of 50, 75, 90, 100 % it has passed, 0 below. `burn_out_day`: the
    day on which the plan's money is gone at the present pace, None: not before its end (or no plan). `per_activated`,
    `per_retained`: money per user of this channel; None for activities and where it is not known.
    """

    kind: str
    key: str
    name: str
    spent: float
    planned: float | None
    planned_to_date: float | None
    ratio: float | None
    used_share: float | None
    rung: int
    burn_out_day: int | None
    end_day: int | None  # the plan runs before it
    chance: float | None  # of spending more than the plan by its end
    alarm: str
    sentence: Message
    per_activated: float | None = None
    per_retained: float | None = None


@dataclass(frozen=True)
class CostStatus:
    """Is cost under control? `total` is None without spend; lines with the largest overspend first.

    `days`: (day, spent so far, planned so far) of the total, for the picture; planned NaN without a plan.
    """

    as_of_day: int
    currency: str
    sentence: Message
    alarm: str
    total: CostLine | None = None
    channels: tuple[CostLine, ...] = ()
    activities: tuple[CostLine, ...] = ()
    days: tuple[tuple[int, float, float], ...] = ()


@dataclass(frozen=True)
class FloorStep:
    """One check of the floor path. `state`: coming, below (so far), met, missed, or unknown (no data).

    `due_day`: the day of the check, T + days_after; its days are over before it. `signups`: from the launch day to the
    check (or to as_of); `floor_now`: what the path asks for by as_of. `chance`: of missing it, 0–1.
    """

    check: FloorCheck
    due_day: int
    state: str
    signups: float | None
    floor_now: float | None
    chance: float | None
    alarm: str
    sentence: Message


@dataclass(frozen=True)
class FloorStatus:
    """Does anybody come? The checks by day, with the measure agreed for each.

    `path`: (day, sign-ups since the launch, floor since the launch) for the picture; NaN where not known.
    """

    as_of_day: int
    launch_day: int | None
    sentence: Message
    alarm: str
    steps: tuple[FloorStep, ...] = ()
    path: tuple[tuple[int, float, float], ...] = ()
