"""`launch.acquired`: the users an activity brought."""

from launchops.facade.facts import LaunchFacts
from launchops.metrics.acquired import AcquiredUsers, acquired_users
from launchops.metrics.tables import Filters

EVERYBODY = Filters()


class Acquired:
    """Sign-ups that came through an activity, who of them stayed, and what they cost."""

    def __init__(self, facts: LaunchFacts) -> None:
        self._facts = facts

    def by_week(self, activity: str, as_of: int | None = None, filters: Filters = EVERYBODY) -> AcquiredUsers:
        """By calendar week of sign-up and channel (columns: `AcquiredUsers`); empty for an unknown activity."""
        return acquired_users(
            self._facts.tables(filters), activity=activity, as_of_day=self._facts.as_of(as_of), filters=filters
        )
