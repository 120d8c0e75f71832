"""One activity's counts made into a comparison with a verdict: pure arithmetic and gates (METHODS §3.5)."""

from dataclasses import dataclass, replace

import numpy as np

from launchops.stats.assigned import daily_return, intention_to_treat, sample_ratio
from launchops.stats.balance import trait_balance
from launchops.stats.counted import Assigned, Counted, Naive, OutcomeCells, Signups, Sums
from launchops.stats.dependence import dependence
from launchops.stats.differences import outcome_difference
from launchops.stats.evalue import e_value
from launchops.stats.matched import Z95, design_effect, matched_effect
from launchops.stats.proportions import wilson
from launchops.stats.results import (
    Comparison,
    DayReturn,
    GroupDifference,
    IntentionToTreat,
    LeftOut,
    MatchedEffect,
    Reactivated,
    SampleRatio,
    SignupsDifference,
    TraitBalance,
)

ENOUGH_USERS = 30  # on each side
COMPARABLE_SHARE = 0.5  # of participants matched, at least
SMALLEST_VISIBLE = 2.8  # standard errors: seen in 80 % of cases at the 5 % level
RATE = "active_day_rate"


def compare(counts: Counted, *, holdout_share: float | None = None, unknown_users: int | None = 0) -> Comparison:
    """One activity compared: estimates with 95 % intervals, who was left out, and the verdict's code.

    `holdout_share`: the share of users to be held out as declared, which a randomised design is checked against.
    `unknown_users`: users of the activity whom no users file names; None: not known.
    """
    if counts.assigned is not None:
        found = _randomised(counts, counts.assigned, holdout_share)
    else:
        found = _observational(counts)
    return replace(found, unknown_users=unknown_users)


def _observational(counts: Counted) -> Comparison:
    matched = matched_effect(counts.outcome)
    control = matched_effect(counts.negative_control)
    balance = trait_balance(counts.balance)
    without = counts.without_activity
    return Comparison(
        activity=counts.activity,
        design="observational",
        days=counts.days,
        as_of_day=counts.as_of_day,
        window=counts.window,
        naive=_naive(counts.naive, counts.unit),
        matched=matched,
        negative_control=control,
        by_week=tuple((cells.days, _readable(cells)) for cells in counts.by_week),
        verdict=verdict_code(counts.outcome, matched, control, balance),
        smallest_visible=SMALLEST_VISIBLE * matched.standard_error if matched else None,
        participants=counts.participants,
        others=counts.outcome.others,
        left_out=_left_out(counts, matched),
        readable_day=_readable_day(counts),
        outcome=counts.outcome_name,
        weeks_before=tuple((cells.days, _readable(cells)) for cells in counts.weeks_before),
        by_day=_by_day(counts),
        without_activity=_readable(without) if without else None,
        evalue=e_value(matched) if matched else None,
        balance=balance,
        dependence=dependence(counts.dependence),
        reactivated=_reactivated(counts),
        signups=_signups(counts.signups, counts.unit),
    )


def _randomised(counts: Counted, assigned: Assigned, holdout_share: float | None) -> Comparison:
    itt = intention_to_treat(assigned, days=counts.days, is_rate=counts.outcome_name == RATE)
    ratio = sample_ratio(assigned, holdout_share=holdout_share)
    error = None if itt.low is None or itt.high is None else (itt.high - itt.low) / (2 * Z95)
    return Comparison(
        activity=counts.activity,
        design="randomised",
        days=counts.days,
        as_of_day=counts.as_of_day,
        window=counts.window,
        naive=_naive(counts.naive, counts.unit),
        matched=None,
        negative_control=None,
        by_week=tuple((cells.days, None) for cells in counts.by_week),
        verdict=randomised_verdict(itt, ratio),
        smallest_visible=None if error is None else SMALLEST_VISIBLE * error,
        participants=counts.participants,
        others=itt.holdout.n,
        left_out=LeftOut(
            before_signup=assigned.before_signup,
            unfinished=int(np.asarray(assigned.arms["unfinished"], dtype=np.int64).sum()),
            two_arms=assigned.two_arms,
            not_seen=assigned.not_seen,
        ),
        readable_day=_readable_day(counts),
        outcome=counts.outcome_name,
        by_day=daily_return(assigned),
        itt=itt,
        ratio=ratio,
        dependence=dependence(counts.dependence),
        signups=_signups(counts.signups, counts.unit),
    )


def verdict_code(
    cells: OutcomeCells,
    matched: MatchedEffect | None,
    control: MatchedEffect | None,
    balance: tuple[TraitBalance, ...] = (),
) -> str:
    """The first gate of METHODS §3.5 that does not open, for an activity that was not randomised.

    Participants whose outcome days are not over are left out, not waited for, so that an activity without an
    end can be judged; too_early means: fewer than 30 users on a side so far.
    """
    if min(cells.participants, cells.others) < ENOUGH_USERS:
        return "too_early"
    if matched is None or matched.share_matched < COMPARABLE_SHARE:
        return "not_comparable"
    if any(trait.state == "bad" for trait in balance):
        return "not_comparable"
    if control is not None and not control.low <= 0 <= control.high:
        return "already_different"
    if matched.low <= 0 <= matched.high:
        return "no_clear_difference"
    return "associated_higher" if matched.difference > 0 else "associated_lower"


def randomised_verdict(itt: IntentionToTreat, ratio: SampleRatio) -> str:
    """The first gate that does not open, for users assigned at random; chance made the sides alike before."""
    if min(itt.offered.n, itt.holdout.n) < ENOUGH_USERS:
        return "too_early"
    if ratio.state == "bad":
        return "assignment_broken"
    if itt.difference is None or itt.low is None or itt.high is None or itt.low <= 0 <= itt.high:
        return "no_clear_difference"
    return "raised" if itt.difference > 0 else "lowered"


def _naive(naive: Naive | None, unit: int) -> GroupDifference | None:
    return None if naive is None else outcome_difference(naive.participants, naive.others, unit=unit)


def _readable(cells: OutcomeCells) -> MatchedEffect | None:
    """A week's effect, unknown while fewer than 30 users stand on a side."""
    if min(cells.participants, cells.others) < ENOUGH_USERS:
        return None
    return matched_effect(cells)


def _readable_day(counts: Counted) -> int | None:
    return counts.window[1] + counts.days[1] + 1 if counts.window else None


def _by_day(counts: Counted) -> tuple[DayReturn, ...]:
    """Return day by day of the matched; the others' interval is as wide as their weights and repeated visits make it.

    Repeated visits widen single days as they widen the chosen outcome.
    """
    frame = counts.by_day
    if not len(frame):
        return ()
    n1, x1, x0, weight = (
        np.asarray(frame[name], dtype=np.float64)
        for name in ("participants", "participant_active", "other_active", "other_weight")
    )
    others = n1**2 / weight / design_effect(counts.outcome)
    low1, high1 = wilson(x1, n1)
    low0, high0 = wilson(np.minimum(x0 / n1, 1.0) * others, others)
    columns = (frame["day"], n1, x1 / n1, low1, high1, others, x0 / n1, low0, high0)
    return tuple(
        DayReturn(int(day), int(users), *(float(value) for value in values))
        for day, users, *values in zip(*columns, strict=True)
    )


def _reactivated(counts: Counted) -> Reactivated | None:
    back = counts.reactivated
    return None if back is None else Reactivated(users=back.users, still_active=back.still_active)


@dataclass(frozen=True)
class _Total:
    """Sums over sign-up days."""

    users: int
    total: int
    square_sum: int


def _signups(signups: Signups | None, unit: int) -> SignupsDifference | None:
    """None where nobody signed up on one of the sides, or nobody's days are over yet."""
    if signups is None or not len(signups.frame):
        return None
    sides = [_total(signups, np.asarray(signups.frame[name], dtype=bool)) for name in ("in_window", "is_quiet")]
    if not all(side.users for side in sides):
        return None
    one, other = sides
    quiet_days = int(np.asarray(signups.frame["is_quiet"], dtype=bool).sum())
    return SignupsDifference(signups.days, outcome_difference(one, other, unit=unit), quiet_days)


def _total(signups: Signups, chosen: np.typing.NDArray[np.bool_]) -> Sums:
    names = ("users", "total", "square_sum")
    return _Total(*(int(np.asarray(signups.frame[name], dtype=np.int64)[chosen].sum()) for name in names))


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
