"""Results of metrics: small frames of counts, each column documented with unit and grain.

Unknown is NA, never zero: integer columns are pandas ``Int64``, shares ``Float64``.
"""

from dataclasses import dataclass

import pandas as pd

from launchops.locale import Message


@dataclass(frozen=True)
class ActiveUsers:
    """Daily, weekly and monthly active users.

    `frame`: one row per calendar day from the first to the last data day (ascending):
    day (int), dau, wau, mau (Int64, users; NA from `as_of_day` on), dau_mean (Float64, mean DAU over the 28 days to
    this one, the numerator of stickiness), stickiness (Float64, dau_mean ÷ mau; NA before the 28th day of data and
    from as_of on), complete (bool, day < as_of_day). WAU / MAU: distinct users in the trailing 7 / 28 days
    including the day.
    """

    as_of_day: int
    frame: pd.DataFrame
    stickiness_from_day: int  # first day on which stickiness is readable


@dataclass(frozen=True)
class RetentionCounts:
    """Counts of retention; rates and intervals are added by the facade.

    `cohorts`: one row per cohort [and group]: group (text, "" without breakdown), cohort_day (int, first day of the
    cohort's period), size (Int64, users).
    `cells`: one row per cohort, group and age: group, cohort_day, age (int periods, or text "1-7" for brackets),
    eligible (Int64, = size), active (Int64; NA where not mature), mature (bool), readable_day (int, the as_of from
    which the cell is mature).
    `average`: one row per group and age over mature cohorts only: group, age, eligible, active (sums), cohorts (count);
    ages without a mature cohort are absent.
    """

    as_of_day: int
    period: str
    cohort: str
    mode: str
    by: str
    cohorts: pd.DataFrame
    cells: pd.DataFrame
    average: pd.DataFrame


@dataclass(frozen=True)
class ActiveDays:
    """Users by their number of distinct active days in [start_day, end_day).

    `frame`: group (text), active_days (int, 0 … length), users (Int64, exactly so many), users_at_least (Int64).
    """

    start_day: int
    end_day: int
    frame: pd.DataFrame


@dataclass(frozen=True)
class ActiveDayRate:
    """Active days per user in [start_day, end_day), as sums from which a mean and its interval follow.

    `frame`: one row per group: group (text), users (Int64, signed up by the first day, so that everybody had every
    day), active_days (Int64, sum over the users), square_sum (Int64, sum of each user's active days squared).
    """

    start_day: int
    end_day: int
    frame: pd.DataFrame


@dataclass(frozen=True)
class Lifecycle:
    """Users by what they did from one week to the next.

    `frame`: one row per calendar week from the first to the last data day (ascending): week_day (int, first day of
    the week), new, returning, resurrecting, dormant (Int64, users; NA where the week is not over), complete (bool),
    readable_day (int, the as_of from which the week is over).
    """

    as_of_day: int
    frame: pd.DataFrame


@dataclass(frozen=True)
class SurvivalCounts:
    """How long users stayed, as counts; the curve is worked out by `launchops.stats.survival`.

    `frame`: one row per group and number of days (ascending): group (text), time (int, days since sign-up), lost
    (Int64, users lost after so many days), censored (Int64, users still there when their time was over, so that it
    is not known how long they stay). Rows with neither are absent. `gap`: days without activity that mean lost.
    """

    as_of_day: int
    gap: int
    frame: pd.DataFrame


@dataclass(frozen=True)
class SecondVisit:
    """Days from the first active day to the second, of users whose first lies at least `within` complete days back.

    `frame`: one row per group and day 1 … within: group (text), days (int), eligible (Int64, users with a first
    active day so long ago), users (Int64, second active day exactly so many days later), users_within (Int64, at
    most so many). `waiting`: users whose first active day is too young to tell; they are in no row.
    """

    as_of_day: int
    within: int
    waiting: int
    frame: pd.DataFrame


@dataclass(frozen=True)
class KpiSeries:
    """One KPI over time.

    `frame`: one row per readable day or reading, ascending: day (int), value (float), numerator, denominator
    (float, NaN where the KPI is no ratio). Days that are not complete or not mature are absent.
    `unknown`: why there is no row at all; None where there is one.
    """

    kpi: str
    frame: pd.DataFrame
    unknown: Message | None = None


@dataclass(frozen=True)
class ParticipationCounts:
    """`frame`: one row per activity: activity, first_day, last_day (int, first and last participation), participants,
    offered, holdout (Int64, distinct known users by arm), users (Int64, of any arm), rewards (float, sum)."""

    frame: pd.DataFrame


@dataclass(frozen=True)
class ComparisonCells:
    """Matched cells of one outcome (METHODS §3.4): counts only, no estimate.

    `days`: outcome days after the day of the visit, both included; negative for the control (looks back).
    `level`: coarseness of the strata, 0 = finest.
    `unit`: the sums below count in 1 / unit (1: came back or not; 7: active days of a week).
    `cells`: one row per stratum with both sides, int64: participants (n₁), others (n₀, user-days),
    participant_sum, participant_square_sum, other_sum, other_square_sum (Σy and Σy² in units), later_joiners
    (others who take part after the day and before the middle of the outcome days).
    `residual_square_sum`: Σ over users of (Σ residual terms)² over the cells, in units², not yet divided by N₁².
    People (distinct users): `participants` whose outcome days are all before as_of, `participants_active` of
    them seen on their day, `participants_unfinished` whose outcome days are not over; `others` on any eligible
    day with known outcome, `others_matched` in the cells.
    """

    days: tuple[int, int]
    level: int
    unit: int
    cells: pd.DataFrame
    residual_square_sum: float
    participants: int
    participants_active: int
    participants_unfinished: int
    others: int
    others_matched: int


@dataclass(frozen=True)
class OutcomeSums:
    """Users of one side, and the sums of their outcome in 1 / unit (a yes/no outcome is its own square)."""

    users: int
    total: int
    square_sum: int


@dataclass(frozen=True)
class NaiveCounts:
    """Users who signed up by the window's last day, and their outcome on the days counted from it."""

    participants: OutcomeSums
    others: OutcomeSums


@dataclass(frozen=True)
class ReactivatedCounts:
    """Participants with no active day in the 28 before, all after sign-up, and how many came on the outcome days."""

    users: int
    still_active: int


@dataclass(frozen=True)
class DependenceCounts:
    """Participants' days in the window and in a period of 14 days more on each side, summed over users.

    active_…: active days; possible_…: calendar days since each user's sign-up. earlier_…: the same for the window of
    the same length that ends 15 days before the activity, None where the data do not reach back so far.
    only_during: users active on days of the window and on no other day.
    """

    participants: int
    active_window: int
    active_period: int
    possible_window: int
    possible_period: int
    earlier_window: tuple[int, int]
    earlier_active_window: int | None
    earlier_active_period: int | None
    earlier_possible_window: int | None
    earlier_possible_period: int | None
    only_during: int


@dataclass(frozen=True)
class SignupCounts:
    """Return of users by the day of their sign-up, from 28 days before the window to 28 after it.

    `frame`: one row per calendar day with sign-ups whose outcome days are over: day (int), users, total, square_sum
    (Int64, the outcome on days after the own sign-up, in 1 / unit), in_window, is_quiet (bool; quiet: no activity ran).
    """

    days: tuple[int, int]
    frame: pd.DataFrame


@dataclass(frozen=True)
class AssignedCounts:
    """Users assigned at random to one arm (METHODS §3.7); Int64 counts by arm ("offered", "holdout").

    `arms`: one row per arm: arm, users (assigned), took_part, unfinished (outcome days not over).
    `channels`: one row per arm and channel: arm, channel, users.
    `outcomes`: one row per arm and span of days after the assignment (negative: before): arm, first, last, users
    (whose span is over), total, square_sum (in 1 / unit).
    `by_day`: one row per arm and day 1 … 28: arm, day, users (whose day is over), active.
    Not among them: two_arms (users assigned to both), before_signup, not_seen (triggered: not active in the window
    since). `is_triggered`: counted from the first active day in the window since the assignment.
    """

    arms: pd.DataFrame
    channels: pd.DataFrame
    outcomes: pd.DataFrame
    by_day: pd.DataFrame
    two_arms: int
    before_signup: int
    not_seen: int
    is_triggered: bool


@dataclass(frozen=True)
class StaySide:
    """How long the users of one side stayed after their visit (days until they were lost).

    `times`: one row per time with anybody in it: time (int, days after the visit), lost, censored (float, weights of
    the visits: 1, but n₁/n₀ for matched others). `weight`, `weight_square`: Σ over users of the weights of their
    visits, and of its square.
    """

    times: pd.DataFrame
    weight: float
    weight_square: float


@dataclass(frozen=True)
class ComparisonCounts:
    """Everything the engine counts for one activity: input of `launchops.stats.comparison.compare`.

    `outcome_name`: active (on any of the days) or active_day_rate (share of the days); `unit`: what the sums of the
    outcome count in (1, or the number of days).
    `participants`: distinct known users within the filters who took part before as_of. Of these, in no cell:
    `before_signup` (took part before they signed up), `outside_window` (took part first on a day outside the
    window). `window`: first and last day, None where neither the activity nor an upload says one. `naive`: None
    while the outcome days after the window are not over.
    `without_activity`: days inside the window do not count; only visits with a day after it. None where all outcome
    days of every visit lie in the window; the same as `outcome` where none does.
    `by_day`: one row per day 1 … 28 after the visit, over cells with both sides whose day is over: day (int),
    participants (n₁), participant_active, other_active (Σ n₁·active₀/n₀), other_weight (Σ n₁²/n₀).
    `balance`: one row per platform, region and side, over visits whose outcome is known: platform, region, took_part
    (0/1), visits, age, age_square (sums of days since sign-up), weight (1 for participants and n₁/n₀ for others, in
    cells with both sides, else 0), weight_square, weighted_age.
    `assigned`: None unless both arms, offered and holdout, were uploaded; then the cells are empty.
    """

    activity: str
    window: tuple[int, int] | None
    days: tuple[int, int]
    as_of_day: int
    participants: int
    before_signup: int
    outside_window: int
    outcome: ComparisonCells
    by_week: tuple[ComparisonCells, ...]
    negative_control: ComparisonCells
    naive: NaiveCounts | None
    outcome_name: str
    unit: int
    weeks_before: tuple[ComparisonCells, ...]
    without_activity: ComparisonCells | None
    by_day: pd.DataFrame
    balance: pd.DataFrame
    reactivated: ReactivatedCounts | None
    dependence: DependenceCounts | None
    signups: SignupCounts | None
    assigned: AssignedCounts | None
