"""How much of the participants' activity an activity rents (METHODS §3.9)."""

from launchops.stats.counted import Leaning
from launchops.stats.results import Dependence


def dependence(counts: Leaning | None) -> Dependence | None:
    """Share of participants' active days in the window ÷ its share of their days; None where there are none."""
    if counts is None or not counts.active_period or not counts.possible_window:
        return None
    active = counts.active_window / counts.active_period
    calendar = counts.possible_window / counts.possible_period
    return Dependence(
        ratio=active / calendar,
        active_share=active,
        calendar_share=calendar,
        participants=counts.participants,
        earlier_window=counts.earlier_window,
        earlier_ratio=_earlier(counts),
        only_during=counts.only_during,
    )


def _earlier(counts: Leaning) -> float | None:
    active, possible = counts.earlier_active_period, counts.earlier_possible_window
    if not active or not possible or not counts.earlier_possible_period or counts.earlier_active_window is None:
        return None
    return counts.earlier_active_window / active / (possible / counts.earlier_possible_period)
