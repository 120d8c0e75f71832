"""Planning a holdout: what it would show with the users there are, and how long it would take."""

import math
from typing import Protocol

from launchops.stats.holdout_results import GroupSizes, HoldoutPlan
from launchops.stats.power import sizes_needed, smallest_share, smallest_visible

ENOUGH_USERS = 30  # below, the share that comes back is not known well enough to plan on
NEWCOMER_DAYS = 28


class Audience(Protocol):
    """Counts of an audience (`launchops.metrics.audience.AudienceCounts`)."""

    @property
    def days(self) -> tuple[int, int]: ...
    @property
    def users(self) -> int: ...
    @property
    def newcomers(self) -> int: ...
    @property
    def earlier_users(self) -> int: ...
    @property
    def earlier_returned(self) -> int: ...


def holdout_plan(audience: Audience, *, difference: float, holdout_share: float, start_day: int) -> HoldoutPlan:
    """What would be seen when `holdout_share` of the users are held out from `start_day` on (fractions).

    The share that comes back without an activity is unknown under 30 users; nothing can be planned then, nor for a
    difference that would lead past 100 %. Newcomers are reckoned at the rate of the last 28 days.
    """
    known = audience.earlier_users >= ENOUGH_USERS
    baseline = audience.earlier_returned / audience.earlier_users if known else None
    needed = _needed(baseline, difference, holdout_share)
    per_day = audience.newcomers / NEWCOMER_DAYS
    wait = _days_to_fill(needed, audience.users, per_day)
    return HoldoutPlan(
        days=audience.days,
        difference=difference,
        holdout_share=holdout_share,
        users=audience.users,
        newcomers_per_day=per_day,
        earlier_users=audience.earlier_users,
        earlier_returned=audience.earlier_returned,
        baseline=baseline,
        needed=needed,
        visible=_visible(audience.users, baseline, holdout_share),
        enough_share=_enough_share(audience.users, baseline, difference, needed),
        days_to_fill=wait,
        start_day=start_day,
        readable_day=None if wait is None else start_day + wait + audience.days[1] + 1,
    )


def _needed(baseline: float | None, difference: float, holdout_share: float) -> GroupSizes | None:
    if baseline is None or baseline + difference > 1:
        return None
    return sizes_needed(difference=difference, baseline=baseline, holdout_share=holdout_share)


def _visible(users: int, baseline: float | None, holdout_share: float) -> float | None:
    return None if baseline is None else smallest_visible(users=users, baseline=baseline, holdout_share=holdout_share)


def _enough_share(users: int, baseline: float | None, difference: float, needed: GroupSizes | None) -> float | None:
    if baseline is None or needed is None:
        return None
    return smallest_share(users=users, baseline=baseline, difference=difference)


def _days_to_fill(needed: GroupSizes | None, users: int, per_day: float) -> int | None:
    """Days until newcomers have made up what is missing; None where nothing is planned or nobody joins."""
    if needed is None:
        return None
    missing = max(0, needed.users - users)
    if missing and not per_day:
        return None
    return math.ceil(missing / per_day) if missing else 0
