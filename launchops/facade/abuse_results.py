"""What the flagged users change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FlagDifference:
    """A figure of everybody and without the flagged users; None while it is not known.

    `figure`: monthly_active, stickiness, week1_retention, matched_difference. `unit`: users, percent (0 … 1), points.
    """

    figure: str
    unit: str
    everybody: float | None
    without: float | None
