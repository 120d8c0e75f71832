"""Randomised designs: intention to treat, the ratio check, and the effect on takers (METHODS §3.7)."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import chisquare

from launchops.stats.counted import Assigned, Columns
from launchops.stats.differences import group_difference, outcome_difference
from launchops.stats.proportions import wilson
from launchops.stats.results import (
    ChannelRatio,
    DayReturn,
    Group,
    GroupDifference,
    IntentionToTreat,
    SampleRatio,
    TakersEffect,
)

Days = tuple[int, int]

WEEKS: tuple[Days, ...] = ((1, 7), (8, 14), (15, 21), (22, 28))
WEEKS_BEFORE: tuple[Days, ...] = ((-28, -22), (-21, -15), (-14, -8))
BROKEN, DOUBTFUL = 0.001, 0.01  # p-values of the ratio check
LEAST_EXPECTED = 5  # users; with fewer on a side the chi-squared test does not hold


@dataclass(frozen=True)
class _Sums:
    """Users of an arm and the sums of their outcome."""

    users: int
    total: int
    square_sum: int


def intention_to_treat(counts: Assigned, *, days: Days, is_rate: bool) -> IntentionToTreat:
    """Offered against held out, everybody as assigned. `is_rate`: the outcome is the share of the days."""
    main = _difference(counts, days, is_rate=is_rate)
    return IntentionToTreat(
        offered=main.first,
        holdout=main.second,
        difference=main.difference,
        low=main.low,
        high=main.high,
        is_triggered=counts.is_triggered,
        by_week=tuple((week, _difference(counts, week, is_rate=is_rate)) for week in WEEKS),
        weeks_before=tuple((week, _difference(counts, week, is_rate=is_rate)) for week in WEEKS_BEFORE),
        takers=_takers(counts, main),
    )


def sample_ratio(counts: Assigned, *, holdout_share: float | None) -> SampleRatio:
    """Were users assigned in the declared ratio? `holdout_share`: as declared, 0…1; None: not declared."""
    arms = {arm: int(_row(counts.arms, "users", arm=arm)) for arm in ("offered", "holdout")}
    pvalue = _ratio_pvalue(arms["offered"], arms["holdout"], holdout_share)
    channels = tuple(_channel_ratio(counts.channels, str(name), holdout_share) for name in _names(counts.channels))
    tested = [channel.pvalue for channel in channels if channel.pvalue is not None]
    by_channel = min((p * len(tested) for p in tested), default=1.0)  # Bonferroni: one of many is low by chance
    smallest = min(by_channel, 1.0 if pvalue is None else pvalue)
    state = "bad" if smallest < BROKEN else "caution" if smallest < DOUBTFUL else "good"
    return SampleRatio(
        holdout_share=holdout_share,
        offered=arms["offered"],
        holdout=arms["holdout"],
        pvalue=pvalue,
        channels=channels,
        state=state,
    )


def daily_return(counts: Assigned) -> tuple[DayReturn, ...]:
    """Active exactly on day 1 … 28 after the assignment: the offered beside the held out."""
    days = sorted({int(day) for day in counts.by_day["day"]})
    return tuple(_day(counts.by_day, day) for day in days)


def _day(frame: Columns, day: int) -> DayReturn:
    users = [_row(frame, "users", arm=arm, day=day) for arm in ("offered", "holdout")]
    active = [_row(frame, "active", arm=arm, day=day) for arm in ("offered", "holdout")]
    low, high = wilson(active, users)
    return DayReturn(
        day=day,
        participants=int(users[0]),
        participant_rate=active[0] / users[0],
        participant_low=float(low[0]),
        participant_high=float(high[0]),
        others=users[1],
        other_rate=active[1] / users[1],
        other_low=float(low[1]),
        other_high=float(high[1]),
    )


def _difference(counts: Assigned, span: Days, *, is_rate: bool) -> GroupDifference:
    unit = span[1] - span[0] + 1 if is_rate else 1
    sides = [
        _Sums(*(int(_row(counts.outcomes, name, arm=arm, first=span[0], last=span[1])) for name in SUMS))
        for arm in ("offered", "holdout")
    ]
    return outcome_difference(*sides, unit=unit)


SUMS = ("users", "total", "square_sum")


def _takers(counts: Assigned, main: GroupDifference) -> TakersEffect | None:
    """The difference ÷ the difference in take-up (Angrist, Imbens & Rubin 1996), of all who were assigned."""
    offered, holdout = (
        Group(n=int(_row(counts.arms, "users", arm=arm)), x=int(_row(counts.arms, "took_part", arm=arm)))
        for arm in ("offered", "holdout")
    )
    take_up = group_difference(offered, holdout).difference
    if take_up is None or take_up <= 0 or main.difference is None or main.low is None or main.high is None:
        return None
    return TakersEffect(main.difference / take_up, main.low / take_up, main.high / take_up, offered, holdout)


def _names(channels: Columns) -> list[str]:
    return sorted({str(name) for name in channels["channel"]})


def _channel_ratio(channels: Columns, name: str, share: float | None) -> ChannelRatio:
    offered, holdout = (int(_row(channels, "users", arm=arm, channel=name)) for arm in ("offered", "holdout"))
    return ChannelRatio(name, offered, holdout, _ratio_pvalue(offered, holdout, share))


def _ratio_pvalue(offered: int, holdout: int, share: float | None) -> float | None:
    """χ² of the counts against the declared share; None without one, or where too few are expected on a side."""
    if share is None or not 0 < share < 1:
        return None
    expected = [(offered + holdout) * (1 - share), (offered + holdout) * share]
    if min(expected) < LEAST_EXPECTED:
        return None
    return float(chisquare([offered, holdout], expected).pvalue)


def _row(frame: Columns, column: str, **where: object) -> float:
    """The value of the row with these values; 0 where there is none."""
    wanted = np.ones(len(frame), dtype=bool)
    for name, value in where.items():
        wanted &= np.asarray(frame[name]) == value
    return float(np.asarray(frame[column], dtype=np.float64)[wanted].sum())
