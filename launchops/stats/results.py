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
    """Users of one side and how many of them came back."""

    n: int
    x: int


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

    @property
    def share_matched(self) -> float:
        """Matched participants ÷ all participants."""
        return self.participants_matched / self.participants if self.participants else 0.0


@dataclass(frozen=True)
class LeftOut:
    """Participants (users) who stand in no matched cell, by the first reason that applies."""

    before_signup: int = 0  # took part before they signed up
    outside_window: int = 0  # took part first on a day outside the activity's window
    unfinished: int = 0  # the outcome days are not over
    inactive: int = 0  # not active on the day they took part
    without_peers: int = 0  # nobody else alike on that day


@dataclass(frozen=True)
class Comparison:
    """Activity or no activity: everything one page or one line of JSON says. None: not applicable or not known."""

    activity: str
    design: str  # observational or randomised
    days: tuple[int, int]  # outcome days, both included
    as_of_day: int
    window: tuple[int, int] | None  # first and last day of the activity's window, both included
    naive: GroupDifference | None  # participants against all others
    matched: MatchedEffect | None
    negative_control: MatchedEffect | None  # the same two groups two weeks earlier; should include 0
    by_week: tuple[tuple[tuple[int, int], MatchedEffect | None], ...]  # ((1, 7), effect), ((8, 14), effect) …
    verdict: str  # a verdict code of DESIGN §4
    smallest_visible: float | None  # 2.8 × standard error
    participants: int = 0  # everybody who took part before as_of: matched + all of left_out
    others: int = 0  # users there on a day of the window, not taking part, whose outcome days are over
    left_out: LeftOut = LeftOut()
    readable_day: int | None = None  # the as_of from which the outcome days of the whole window are over
