"""`launch.abuse`: accounts that look made rather than come, for a person to look at. Nothing is done to a user."""

from collections.abc import Callable

import pandas as pd

from launchops.facade.abuse_results import FlagDifference
from launchops.facade.activities import Activities
from launchops.facade.facts import LaunchFacts
from launchops.facade.metrics import Metrics
from launchops.metrics.abuse import signals_seen
from launchops.metrics.tables import Filters
from launchops.review.abuse import abuse_answer
from launchops.review.abuse_results import AbuseFlags
from launchops.review.results import Answer
from launchops.store import Store
from launchops.store.user_numbers import ids_of

EVERYBODY, WITHOUT_FLAGGED = Filters(), Filters(is_without_flagged=True)


class Abuse:
    """Flags with their evidence, and what the figures are without the flagged users."""

    def __init__(self, store: Store, facts: LaunchFacts, metrics: Metrics, activities: Activities) -> None:
        self._store = store
        self._facts = facts
        self._metrics = metrics
        self._activities = activities

    def flags(self, as_of: int | None = None) -> AbuseFlags:
        """Accounts flagged as of a day, their clusters and why (`AbuseFlags`)."""
        return self._facts.abuse(as_of)

    def can_see(self) -> bool:
        """Whether the uploads hold anything that ties users together: devices, addresses or invitations."""
        return bool(signals_seen(self._facts.tables(), as_of_day=self._facts.as_of(None)) - {"time", "reward"})

    def answer(self, as_of: int | None = None) -> Answer:
        """How many accounts to look at, or what an upload would have to hold."""
        return abuse_answer(self.flags(as_of))

    def accounts(self, as_of: int | None = None) -> pd.DataFrame:
        """One row per flagged account, highest score first: user_id (as uploaded), score (0 … 1), cluster, reasons."""
        flags = self.flags(as_of).flags
        with self._store.read() as connection:
            names = ids_of(connection, [int(number) for number in flags["user_id"]])
        return flags.assign(user_id=flags["user_id"].map(names))[["user_id", "score", "cluster", "reasons"]]

    def differences(self, as_of: int | None = None) -> tuple[FlagDifference, ...]:
        """Monthly active users, stickiness and week-1 retention, of everybody and without flagged users."""
        figures: dict[str, tuple[str, Callable[[Filters], float | None]]] = {
            "monthly_active": ("users", lambda filters: self._active(as_of, filters, "mau")),
            "stickiness": ("percent", lambda filters: self._active(as_of, filters, "stickiness")),
            "week1_retention": ("percent", lambda filters: self._week1(as_of, filters)),
        }
        return tuple(
            FlagDifference(name, unit, everybody=ask(EVERYBODY), without=ask(WITHOUT_FLAGGED))
            for name, (unit, ask) in figures.items()
        )

    def comparison_difference(self, activity: str, as_of: int | None = None) -> FlagDifference:
        """The matched difference of an activity with and without flagged users. Raises UnknownName activity_unknown."""
        both = [self._activities.compare(activity, as_of=as_of, filters=some) for some in (EVERYBODY, WITHOUT_FLAGGED)]
        values = [None if found.matched is None else found.matched.difference for found in both]
        return FlagDifference("matched_difference", "points", everybody=values[0], without=values[1])

    def _active(self, as_of: int | None, filters: Filters, column: str) -> float | None:
        """A figure of the last complete day."""
        frame = self._metrics.active_users(as_of, filters).frame
        known = frame.loc[frame["complete"], column].dropna()
        return None if known.empty else float(known.iloc[-1])

    def _week1(self, as_of: int | None, filters: Filters) -> float | None:
        average = self._metrics.retention("week", as_of=as_of, filters=filters).average
        rows = average.loc[average["age"] == 1, "rate"].dropna()
        return None if rows.empty else float(rows.iloc[0])
