"""`launch.abuse`: accounts that look made rather than come, for a person to look at."""

from launchops.facade.abuse_search import find_abuse
from launchops.facade.facts import LaunchFacts
from launchops.review.abuse import abuse_answer
from launchops.review.abuse_results import AbuseFlags
from launchops.review.results import Answer


class Abuse:
    """Flags with their evidence. Nothing is ever done to a user: the flags are for review."""

    def __init__(self, facts: LaunchFacts) -> None:
        self._facts = facts

    def flags(self, as_of: int | None = None) -> AbuseFlags:
        """Accounts flagged as of a day, their clusters and why (`AbuseFlags`)."""
        as_of_day = self._facts.as_of(as_of)
        return self._facts.remember(
            (self._facts.version(), "abuse", as_of_day), lambda: find_abuse(self._facts.tables(), as_of_day=as_of_day)
        )

    def answer(self, as_of: int | None = None) -> Answer:
        """How many accounts to look at, or what an upload would have to hold."""
        return abuse_answer(self.flags(as_of))
