"""Results of statistics on counts. Shares and differences are fractions (0.061 = 6.1 points)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True)
class Share:
    """x of n with its Wilson interval; low and high are 0…1."""

    n: int
    x: int
    low: float
    high: float

    @property
    def rate(self) -> float | None:
        """x ÷ n, None for an empty group."""
        return self.x / self.n if self.n else None


@dataclass(frozen=True)
class Group:
    """Users of one side and how many of them came back.

    x ÷ n is the side's rate. With the outcome active_day_rate x is the sum of the users' shares of active days.
    """

    n: int
    x: float


@dataclass(frozen=True)
class GroupDifference:
    """Two groups and the difference of their shares (first − second), Newcombe interval; None where a side is empty."""

    first: Group
    second: Group
    difference: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class MatchedEffect:
    """The matched difference among participants (METHODS §3.4).

    difference / low / high are corrected for later joiners; diluted_difference is not. standard_error belongs to
    difference, diluted_standard_error to diluted_difference.
    """

    difference: float
    low: float
    high: float
    standard_error: float
    diluted_difference: float
    diluted_standard_error: float
    participants: int
    participants_matched: int
    others: int  # others in matched cells
    strata: int  # cells with both sides
    level: int  # coarseness of the strata, 0 = finest
    joined_later: float  # weighted share of others who joined before the middle of the outcome window
    participant_rate: float | None = None  # mean outcome of the matched participants, 0…1
    other_rate: float | None = None  # the same of the others in their cells, weighted like the participants

    @property
    def share_matched(self) -> float:
        """Matched participants ÷ all participants."""
        return self.participants_matched / self.participants if self.participants else 0.0


@dataclass(frozen=True)
class LeftOut:
    """Users who stand on no side, by the first reason that applies.

    Of a randomised design these are assigned users, of any other participants.
    """

    before_signup: int = 0  # took part, or were assigned, before they signed up
    outside_window: int = 0  # took part first on a day outside the activity's window
    unfinished: int = 0  # the outcome days are not over
    inactive: int = 0  # not active on the day they took part
    without_peers: int = 0  # nobody else alike on that day
    two_arms: int = 0  # randomised: assigned to both arms
    not_seen: int = 0  # randomised and triggered: not active in the window since the assignment


@dataclass(frozen=True)
class DayReturn:
    """Active exactly `day` days after the visit: participants beside matched others, with 95 % intervals (0…1).

    Randomised: the offered beside the held out, counted from the assignment. Others weigh like the participants of
    their cells; their number is the effective one, below the number of their visits.
    """

    day: int  # 1 … 28
    participants: int  # users whose day is over
    participant_rate: float
    participant_low: float
    participant_high: float
    others: float
    other_rate: float
    other_low: float
    other_high: float


@dataclass(frozen=True)
class StayDay:
    """Not lost yet `day` days after the visit: participants beside matched others, with 95 % intervals (0…1).

    Lost: 28 days without activity for the first time. Randomised: the offered beside the held out, since the
    assignment. participants, others: users still watched on that day; of weighted others the effective number.
    """

    day: int  # from 0 on
    participants: float
    participant_rate: float
    participant_low: float
    participant_high: float
    others: float
    other_rate: float
    other_low: float
    other_high: float


@dataclass(frozen=True)
class EValue:
    """How strong an unseen trait would have to be to explain a difference away (VanderWeele & Ding 2017).

    It would have to make users so many times likelier both to take part and to come back: `estimate` for the
    difference itself, `limit` for the end of its interval nearest to none (1: nothing is needed).
    """

    estimate: float
    limit: float


@dataclass(frozen=True)
class TraitBalance:
    """How alike the two sides are in a trait that is not matched: standardised mean differences.

    trait: tenure, platform or region; level: the value of a platform or region, "" for tenure. `before` and `after`
    matching; None where the trait does not vary or nobody is matched. state (of `after`): good up to .10, caution,
    bad over .25 where chance alone does not explain it.
    """

    trait: str
    level: str
    before: float | None
    after: float | None
    state: str


@dataclass(frozen=True)
class ChannelRatio:
    """Assigned users of one channel; pvalue None where too few are expected on a side."""

    channel: str
    offered: int
    holdout: int
    pvalue: float | None


@dataclass(frozen=True)
class SampleRatio:
    """Whether users were assigned in the declared ratio: chi-squared test, in total and by channel.

    pvalue: None without a declared share. state: good, caution (p < .01) or bad (p < .001); the channels' p-values
    count times the number of channels.
    """

    holdout_share: float | None  # as declared
    offered: int
    holdout: int
    pvalue: float | None
    channels: tuple[ChannelRatio, ...]
    state: str


@dataclass(frozen=True)
class TakersEffect:
    """Effect on those who took the offer: intention to treat ÷ difference of the take-up. Secondary."""

    difference: float
    low: float
    high: float
    offered: Group  # x took part
    holdout: Group  # x took part although held out


@dataclass(frozen=True)
class IntentionToTreat:
    """Everybody as assigned, from the assignment on (triggered: from the first day seen after it).

    difference: offered − held out with Newcombe's interval (active_day_rate: Welch's); None where a side is empty.
    """

    offered: Group
    holdout: Group
    difference: float | None
    low: float | None
    high: float | None
    is_triggered: bool
    by_week: tuple[tuple[tuple[int, int], GroupDifference], ...]  # ((1, 7), difference) …; None while not over
    weeks_before: tuple[tuple[tuple[int, int], GroupDifference], ...]  # ((-28, -22), …) … ((-14, -8), …)
    takers: TakersEffect | None  # None where nobody took part, or no more of the offered than of the held out


@dataclass(frozen=True)
class Dependence:
    """How much of the participants' activity falls on activity days (1 = as on any other day).

    Over the window and 14 days on each side, counting for each user only days since sign-up.
    """

    ratio: float  # active_share ÷ calendar_share
    active_share: float  # of participants' active days
    calendar_share: float  # of the days on which they could have been active
    participants: int
    earlier_window: tuple[int, int]  # as long, before the activity
    earlier_ratio: float | None  # the same users in the earlier window; None without activity then
    only_during: int  # participants active on days of the window and on no other day


@dataclass(frozen=True)
class Reactivated:
    """Participants without an active day in the 28 days before (all after sign-up), whose outcome days are over.

    They have no peers: no comparison.
    """

    users: int
    still_active: int  # of them on the outcome days


@dataclass(frozen=True)
class SignupsDifference:
    """Users who signed up while the activity ran (first) against those of quiet days around it (second).

    Came back: active on any of `days` after their own sign-up; only users whose days are over. Quiet: up to 28 days
    on each side on which no activity ran.
    """

    days: tuple[int, int]
    difference: GroupDifference
    quiet_days: int  # calendar days


@dataclass(frozen=True)
class Comparison:
    """Activity or no activity: everything one page or one line of JSON says. None: not applicable or not known."""

    activity: str
    design: str  # observational or randomised
    days: tuple[int, int]  # outcome days, both included
    as_of_day: int
    window: tuple[int, int] | None  # first and last day of the activity's window, both included
    naive: GroupDifference | None  # participants against all others
    matched: MatchedEffect | None  # None in a randomised design, where `itt` stands
    negative_control: MatchedEffect | None  # the same two groups two weeks earlier; should include 0
    by_week: tuple[tuple[tuple[int, int], MatchedEffect | None], ...]  # ((1, 7), effect), ((8, 14), effect) …
    verdict: str  # a verdict code of DESIGN §4
    smallest_visible: float | None  # 2.8 × standard error
    participants: int = 0  # everybody who took part before as_of: matched + all of left_out
    others: int = 0  # users there on a day of the window, not taking part, whose outcome days are over
    left_out: LeftOut = LeftOut()
    readable_day: int | None = None  # the as_of from which the outcome days of the whole window are over
    outcome: str = "active"  # active (on any of the days) or active_day_rate (share of the days)
    weeks_before: tuple[
        tuple[tuple[int, int], MatchedEffect | None], ...
    ] = ()  # ((-28, -22), effect) …: a picture only
    by_day: tuple[DayReturn, ...] = ()  # day 1 … 28 as far as known
    without_activity: MatchedEffect | None = None  # as matched, but days inside the window do not count
    evalue: EValue | None = None  # None where randomised, or where a side never came back
    balance: tuple[TraitBalance, ...] = ()
    itt: IntentionToTreat | None = None  # None where not randomised
    ratio: SampleRatio | None = None  # None where not randomised
    dependence: Dependence | None = None  # None until 14 days after the window are over, or without 14 before it
    reactivated: Reactivated | None = None
    signups: SignupsDifference | None = None
    unknown_users: int | None = 0  # took part or were assigned, but no users file names them; stand nowhere above
