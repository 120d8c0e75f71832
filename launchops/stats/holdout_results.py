"""Results of planning a holdout. Shares and differences are fractions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GroupSizes:
    """Users offered the activity and users held out."""

    offered: int
    holdout: int

    @property
    def users(self) -> int:
        """Both groups together."""
        return self.offered + self.holdout


@dataclass(frozen=True)
class HoldoutPlan:
    """What holding out a share of the users at random would show, from the launch's own figures.

    `users`: who could be chosen from today; `newcomers_per_day`: how many join them. `earlier_users` and
    `earlier_returned`: what the share that comes back without an activity (`baseline`) rests on; None: not known
    yet. `needed`: users on each side to see `difference` (a fraction) in 8 of 10 cases; `visible`: the smallest
    difference the present users would show; `enough_share`: the smallest share to hold out with which they show
    `difference`, None where none does; `days_to_fill`: days until enough newcomers have joined, 0 where there are
    enough users, None where nobody joins. `readable_day`: the as_of from which all outcome days are over.
    """

    days: tuple[int, int]
    difference: float
    holdout_share: float
    users: int
    newcomers_per_day: float
    earlier_users: int
    earlier_returned: int
    baseline: float | None
    needed: GroupSizes | None
    visible: float | None
    enough_share: float | None
    days_to_fill: int | None
    start_day: int
    readable_day: int | None
