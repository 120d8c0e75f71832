"""The checks of the days after a launch, each with the measure agreed for the case that nobody comes."""

from decimal import Decimal

from launchops.locale.sentences import N_
from launchops.starter import roles
from launchops.store.records import FloorCheck


def starter_floor_checks() -> tuple[FloorCheck, ...]:
    """T+3, T+7 and T+14, not saved; every launch sets its own floors (0 here, which cannot be saved)."""
    return (
        FloorCheck(
            id=None,
            days_after=3,
            floor=Decimal(0),
            measure=N_("Call every seed user today and ask each to bring one friend."),
            owner=roles.COMMUNITY,
        ),
        FloorCheck(
            id=None,
            days_after=7,
            floor=Decimal(0),
            measure=N_("Swap announcements with two partners and rewrite the first sentence everywhere."),
            owner=roles.GROWTH,
        ),
        FloorCheck(
            id=None,
            days_after=14,
            floor=Decimal(0),
            measure=N_("Move the money of the weakest channel to the best one, and put the next activity forward."),
            owner=roles.GROWTH,
        ),
    )
