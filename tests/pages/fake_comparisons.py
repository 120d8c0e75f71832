"""A comparison for each of the nine verdicts, by hand; the words on the page come from the real review."""

from dataclasses import replace
from datetime import date

from launchops.periods import day_number
from launchops.stats.results import (
    ChannelRatio,
    Comparison,
    DayReturn,
    Dependence,
    EValue,
    Group,
    GroupDifference,
    IntentionToTreat,
    LeftOut,
    MatchedEffect,
    Reactivated,
    SampleRatio,
    SignupsDifference,
    StayDay,
    TakersEffect,
    TraitBalance,
)

FIRST_DAY = day_number(date(2026, 2, 1))
AS_OF_DAY = day_number(date(2026, 4, 3))
WINDOW = (FIRST_DAY + 20, FIRST_DAY + 33)  # 21 February to 6 March
WEEKS = ((1, 7), (8, 14), (15, 21), (22, 28))
BEFORE = ((-28, -22), (-21, -15), (-14, -8))


def effect(difference: float, half: float, *, joined_later: float = 0.1) -> MatchedEffect:
    """A matched difference with its interval; 2,054 of 2,209 participants matched."""
    return MatchedEffect(
        difference=difference, low=difference - half, high=difference + half, standard_error=half / 1.96,
        diluted_difference=difference * 0.9, diluted_standard_error=half / 2.1, participants=2209,
        participants_matched=2054, others=3181, strata=254, level=0, joined_later=joined_later,
        participant_rate=0.3 + difference, other_rate=0.3,
    )  # fmt: skip


def weekly(*differences: float) -> tuple[tuple[tuple[int, int], MatchedEffect], ...]:
    """The matched difference of each of the four weeks."""
    return tuple((days, effect(lift, 0.022)) for days, lift in zip(WEEKS, differences, strict=True))


def daily(lift: float, *, last: int = 28) -> tuple[DayReturn, ...]:
    """Return by day: it falls from a third to a sixth; participants stand `lift` above, fading."""
    days = []
    for day in range(1, last + 1):
        other = 0.17 + 0.15 / day**0.5 + (0.02 if day % 7 == 0 else 0)
        mine = other + lift * (1 - day / 36)
        days.append(DayReturn(day, 2054, mine, mine - 0.015, mine + 0.015, 1900.0, other, other - 0.017, other + 0.017))
    return tuple(days)


STAY = tuple(
    StayDay(day, 1800.0 - 20 * day, one, one - 0.02, min(1.0, one + 0.02), 1500.0 - 17 * day, other, other - 0.02,
            min(1.0, other + 0.02))
    for day, one, other in ((day, 1 - 0.012 * day, 1 - 0.015 * day) for day in range(41))
)  # fmt: skip

BALANCE = (
    TraitBalance("tenure", "", 0.41, 0.06, "good"),
    TraitBalance("platform", "ios", 0.12, 0.03, "good"),
    TraitBalance("platform", "android", -0.1, -0.02, "good"),
    TraitBalance("region", "north", 0.05, -0.04, "good"),
    TraitBalance("region", "", 0.02, 0.01, "good"),
)

ASSOCIATED_HIGHER = Comparison(
    activity="spring", design="observational", days=(8, 14), as_of_day=AS_OF_DAY, window=WINDOW,
    naive=GroupDifference(Group(2209, 1790), Group(9000, 3200), 0.454, 0.434, 0.474),
    matched=effect(0.061, 0.023), negative_control=effect(0.004, 0.022),
    by_week=(((1, 7), effect(0.082, 0.016)), ((8, 14), effect(0.061, 0.023)), ((15, 21), effect(0.024, 0.024)),
             ((22, 28), None)),
    verdict="associated_higher", smallest_visible=0.033, participants=2209, others=3181,
    left_out=LeftOut(inactive=40, without_peers=115), readable_day=AS_OF_DAY,
    weeks_before=tuple(zip(BEFORE, (effect(-0.008, 0.02), effect(0.003, 0.021), effect(0.004, 0.022)), strict=True)),
    by_day=daily(0.08, last=26), without_activity=effect(0.052, 0.025), evalue=EValue(1.7, 1.4), balance=BALANCE,
    dependence=Dependence(1.4, 0.47, 0.33, 2209, (FIRST_DAY - 8, FIRST_DAY + 5), 1.05, 312),
    reactivated=Reactivated(88, 21),
    signups=SignupsDifference(
        (8, 14), GroupDifference(Group(640, 211), Group(1210, 387), 0.0099, -0.034, 0.055), 36
    ),
)  # fmt: skip

_ITT_WEEKS = tuple(
    (days, GroupDifference(Group(8000, 8000 * (0.3 + lift)), Group(900, 270), lift, lift - 0.03, lift + 0.03))
    for days, lift in zip(WEEKS, (0.05, 0.038, 0.034, 0.033), strict=True)
)
_ITT_BEFORE = tuple((days, GroupDifference(Group(8000, 2400), Group(900, 268), 0.002, -0.03, 0.033)) for days in BEFORE)
RATIO = SampleRatio(
    0.1, 8000, 900, 0.72, (ChannelRatio("seo", 5000, 560, 0.8), ChannelRatio("qa", 3000, 340, 0.6)), "good"
)


def _itt(difference: float, half: float) -> IntentionToTreat:
    return IntentionToTreat(
        Group(8000, 8000 * (0.3 + difference)), Group(900, 270), difference, difference - half, difference + half,
        is_triggered=False, by_week=_ITT_WEEKS, weeks_before=_ITT_BEFORE,
        takers=TakersEffect(difference * 3, (difference - half) * 3, (difference + half) * 3, Group(8000, 2700),
                            Group(900, 4)),
    )  # fmt: skip


RAISED = replace(
    ASSOCIATED_HIGHER, design="randomised", verdict="raised", matched=None, negative_control=None, evalue=None,
    by_week=tuple((days, None) for days in WEEKS), weeks_before=(), without_activity=None, balance=BALANCE,
    itt=_itt(0.038, 0.017), ratio=RATIO, participants=2704, others=0, left_out=LeftOut(two_arms=12),
    smallest_visible=0.024, by_day=daily(0.04),
)  # fmt: skip

VERDICTS: dict[str, Comparison] = {
    "too_early": replace(
        ASSOCIATED_HIGHER, verdict="too_early", naive=None, matched=None, negative_control=None,
        by_week=tuple((days, None) for days in WEEKS), weeks_before=(), by_day=daily(0.08, last=4),
        without_activity=None, evalue=None, balance=(), dependence=None, reactivated=None, signups=None,
        smallest_visible=None, participants=212, others=0, left_out=LeftOut(unfinished=200), readable_day=AS_OF_DAY + 9,
        window=(AS_OF_DAY - 7, AS_OF_DAY - 6),
    ),
    "assignment_broken": replace(
        RAISED, verdict="assignment_broken", itt=replace(_itt(0.038, 0.017), holdout=Group(1200, 360)),
        ratio=SampleRatio(
            0.1, 8000, 1200, 2e-9, (ChannelRatio("seo", 5000, 900, 3e-12), ChannelRatio("qa", 3000, 300, 0.1)), "bad"
        ),
    ),
    "not_comparable": replace(
        ASSOCIATED_HIGHER, verdict="not_comparable",
        matched=replace(effect(0.09, 0.06), participants_matched=880, level=3),
        left_out=LeftOut(inactive=210, without_peers=1119),
        balance=(TraitBalance("tenure", "", 0.6, 0.31, "bad"), *BALANCE[1:]),
    ),
    "already_different": replace(
        ASSOCIATED_HIGHER, verdict="already_different", negative_control=effect(0.048, 0.019),
        weeks_before=tuple((days, effect(0.045, 0.02)) for days in BEFORE),
    ),
    "no_clear_difference": replace(
        ASSOCIATED_HIGHER, verdict="no_clear_difference", matched=effect(0.009, 0.021),
        without_activity=effect(0.002, 0.025), by_week=weekly(0.02, 0.009, 0.003, -0.004),
        by_day=daily(0.012), evalue=EValue(1.2, 1.0),
    ),
    "associated_higher": ASSOCIATED_HIGHER,
    "associated_lower": replace(
        ASSOCIATED_HIGHER, verdict="associated_lower", matched=effect(-0.047, 0.022),
        without_activity=effect(-0.05, 0.024), by_week=weekly(0.01, -0.047, -0.05, -0.06),
        by_day=daily(-0.04),
        dependence=Dependence(1.9, 0.62, 0.33, 2209, (FIRST_DAY - 8, FIRST_DAY + 5), 1.05, 1100),
    ),
    "raised": RAISED,
    "lowered": replace(RAISED, verdict="lowered", itt=_itt(-0.031, 0.017), by_day=daily(-0.03)),
}  # fmt: skip
