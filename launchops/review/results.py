"""Verdicts: a status code, the reason as a message, and the values it rests on."""

from dataclasses import dataclass

from launchops.locale import Message
from launchops.stats.goal_results import Forecast, Signal
from launchops.store.records import Goal, Milestone, Risk

# Goal status codes: on_track, behind, at_risk, met, missed, in_tolerance, out_of_tolerance, not_started,
# stale, no_data, too_few_data.
# Risk status codes: triggered, open, accepted, closed. Trigger states: green, amber, red, stale, unknown.


@dataclass(frozen=True)
class LastKnown:
    """The last value of a figure that has none now: of an upload that was undone, else of a check-in."""

    day: int
    value: float
    is_undone: bool


@dataclass(frozen=True)
class GoalStatus:
    """A goal as it stands on complete days before `as_of_day`."""

    goal: Goal
    status: str
    reason: Message  # one clause, e.g. "0.79 of pace"
    as_of_day: int
    actual: float | None
    actual_day: int | None  # the day of the actual value
    expected: float | None  # None for stay goals
    pace_ratio: float | None
    needed_per_day: float | None
    trailing_per_day: float | None  # mean of the last 28 days, for totals
    elapsed_share: float | None  # complete days ÷ days of the goal
    readable_on_day: int | None = None  # when an unknown value becomes known, where that can be said
    unit: str = "count"  # unit of actual, expected and target: users, percent, money, days, count, ratio
    days_left: int | None = None  # days until the goal's last day is over, 0 once it is
    currency: str = ""  # of money values
    baseline: float | None = None  # where the pace line begins; None while it is not known
    computed_status: str = ""  # what the figures say where `status` is set by hand, else the same
    sentence: Message | None = None  # the whole line: share of target and time, pace, needed a day, landing
    at_pace: float | None = None  # where the goal lands if every day brings what the last 28 did; totals only
    forecast: Forecast | None = None
    forecast_note: Message | None = None  # the forecast in words, or why there is none
    is_forecast_pending: bool = False  # it can be made and is not yet: `launch.forecasts.start()` makes it
    signal: Signal | None = None  # None without a week of figures
    signal_note: Message | None = None  # "within normal noise" or "a signal since 3 Mar"
    last_known: LastKnown | None = None  # only where there is no value now


@dataclass(frozen=True)
class MilestoneStatus:
    """A milestone as it stands: its recorded state, and what the figures say of its exit criterion.

    suggested_state: met once the criterion is reached, missed once its day is over, else the recorded state; it is
    never saved by itself. Without a criterion a person says it.
    """

    milestone: Milestone
    suggested_state: str  # planned, met, missed, dropped
    reason: Message  # one clause, e.g. "812 of 1,000"
    value: float | None  # of the exit criterion's KPI; None without one
    value_day: int | None
    days_left: int  # to the end of its day, negative once it is over
    is_far: bool  # its day lies more than 90 days ahead
    unit: str = "count"
    currency: str = ""


@dataclass(frozen=True)
class TriggerState:
    """A risk's key risk indicator on the latest readings."""

    kpi: str
    state: str
    value: float | None
    value_day: int | None
    amber: float | None
    red: float | None
    consecutive: int  # readings in a row at or beyond the red limit
    is_fired: bool = False  # fired and not yet cleared; stays true while the readings are stale
    needed: int = 1  # readings in a row that fire it
    fired_day: int | None = None  # since when it is fired
    last_alarm_day: int | None = None  # the last reading at or beyond amber, None: there was none
    first_day: int | None = None  # of the readings
    readings: int = 0  # how many there are
    lowest: float | None = None  # of all readings
    highest: float | None = None


@dataclass(frozen=True)
class RiskStatus:
    """A risk, ranked by expected loss; triggered ones stand first."""

    risk: Risk
    status: str
    reason: Message
    expected_loss: float | None
    trigger: TriggerState | None
    currency: str = ""  # of the expected loss
    unit: str = "count"  # of the trigger's value and limits
    mean_loss: float | None = None  # of the loss if it happens
    review_overdue_days: int = 0  # days since the review date, 0 while it is not over
    is_acceptance_over: bool = False  # a person accepted it, and the last day of that has passed
    warnings: tuple[Message, ...] = ()  # about this risk: review overdue, perpetual green, extreme without a trigger


@dataclass(frozen=True)
class Highlight:
    """A phrase of an answer that needs a person.

    Said in the same language, it stands word for word in the answer's sentence, so a page can find it.
    """

    message: Message
    tone: str  # warn (amber) or bad (red)


@dataclass(frozen=True)
class Answer:
    """The sentence on top of a page: a message, how worried to be, and the phrases to colour in it."""

    message: Message
    tone: str = "neutral"  # neutral, good, warn, bad
    highlights: tuple[Highlight, ...] = ()
