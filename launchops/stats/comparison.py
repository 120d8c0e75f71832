"""One activity's counts made into a comparison with a verdict: pure arithmetic and gates (METHODS §3.5)."""

from collections.abc import Sequence
from typing import Protocol

from launchops.stats.differences import group_difference
from launchops.stats.matched import MatchedCells, matched_effect
from launchops.stats.results import Comparison, Group, GroupDifference, LeftOut, MatchedEffect

ENOUGH_USERS = 30  # on each side
COMPARABLE_SHARE = 0.5  # of participants matched, at least
SMALLEST_VISIBLE = 2.8  # standard errors: seen in 80 % of cases at the 5 % level


class OutcomeCells(MatchedCells, Protocol):
    """Cells of one outcome and the people behind them (`launchops.metrics.results.ComparisonCells`)."""

    @property
    def days(self) -> tuple[int, int]: ...
    @property
    def participants_active(self) -> int: ...
    @property
    def participants_unfinished(self) -> int: ...
    @property
    def others(self) -> int: ...


class Naive(Protocol):
    """Counts of the naive gap (`launchops.metrics.results.NaiveCounts`)."""

    @property
    def participants(self) -> int: ...
    @property
    def participants_returned(self) -> int: ...
    @property
    def others(self) -> int: ...
    @property
    def others_returned(self) -> int: ...


class Counted(Protocol):
    """All counts of an activity (`launchops.metrics.results.ComparisonCounts`)."""

    @property
    def activity(self) -> str: ...
    @property
    def window(self) -> tuple[int, int] | None: ...
    @property
    def days(self) -> tuple[int, int]: ...
    @property
    def as_of_day(self) -> int: ...
    @property
    def participants(self) -> int: ...
    @property
    def before_signup(self) -> int: ...
    @property
    def outside_window(self) -> int: ...
    @property
    def outcome(self) -> OutcomeCells: ...
    @property
    def by_week(self) -> Sequence[OutcomeCells]: ...
    @property
    def negative_control(self) -> OutcomeCells: ...
    @property
    def naive(self) -> Naive | None: ...


def compare(counts: Counted) -> Comparison:
    """One activity compared: estimates with 95 % intervals, who was left out, and the verdict's code."""
    matched = matched_effect(counts.outcome)
    control = matched_effect(counts.negative_control)
    return Comparison(
        activity=counts.activity,
        design="observational",
        days=counts.days,
        as_of_day=counts.as_of_day,
        window=counts.window,
        naive=_naive(counts.naive),
        matched=matched,
        negative_control=control,
        by_week=tuple((cells.days, _readable(cells)) for cells in counts.by_week),
        verdict=verdict_code(counts.outcome, matched, control),
        smallest_visible=SMALLEST_VISIBLE * matched.standard_error if matched else None,
        participants=counts.participants,
        others=counts.outcome.others,
        left_out=_left_out(counts, matched),
        readable_day=counts.window[1] + counts.days[1] + 1 if counts.window else None,
    )


def verdict_code(cells: OutcomeCells, matched: MatchedEffect | None, control: MatchedEffect | None) -> str:
    """The first gate of METHODS §3.5 that does not open, for an activity that was not randomised.

    Participants whose outcome days are not over are left out, not waited for, so that an activity without an
    end can be judged; too_early means: fewer than 30 users on a side so far.
    """
    if min(cells.participants, cells.others) < ENOUGH_USERS:
        return "too_early"
    if matched is None or matched.share_matched < COMPARABLE_SHARE:
        return "not_comparable"
    if control is not None and not control.low <= 0 <= control.high:
        return "already_different"
    if matched.low <= 0 <= matched.high:
        return "no_clear_difference"
    return "associated_higher" if matched.difference > 0 else "associated_lower"


def _naive(naive: Naive | None) -> GroupDifference | None:
    if naive is None:
        return None
    return group_difference(
        Group(n=naive.participants, x=naive.participants_returned),
        Group(n=naive.others, x=naive.others_returned),
    )


def _readable(cells: OutcomeCells) -> MatchedEffect | None:
    """A week's effect, unknown while fewer than 30 users stand on a side."""
    if min(cells.participants, cells.others) < ENOUGH_USERS:
        return None
    return matched_effect(cells)


def _left_out(counts: Counted, matched: MatchedEffect | None) -> LeftOut:
    """Every participant who stands in no matched cell, each under one reason."""
    outcome = counts.outcome
    in_cells = matched.participants_matched if matched else 0
    return LeftOut(
        before_signup=counts.before_signup,
        outside_window=counts.outside_window,
        unfinished=outcome.participants_unfinished,
        inactive=outcome.participants - outcome.participants_active,
        without_peers=outcome.participants_active - in_cells,
    )
