"""`launch.planner`: holding some users out of an activity by lot, so that its effect can be seen."""

import csv
import io

from launchops.errors import RecordError
from launchops.facade.facts import LaunchFacts
from launchops.facade.results import Assignment
from launchops.ingest import formula_safe
from launchops.metrics.audience import audience_counts, audience_numbers
from launchops.metrics.tables import Filters
from launchops.periods import day_date
from launchops.stats.holdout import holdout_plan
from launchops.stats.holdout_results import HoldoutPlan
from launchops.stats.lot import is_held_out
from launchops.store import Store
from launchops.store.user_numbers import user_ids

EVERYBODY = Filters()


class Planner:
    """How many users a holdout needs, and the list of who is held out."""

    def __init__(self, store: Store, facts: LaunchFacts) -> None:
        self._store = store
        self._facts = facts

    def plan(
        self,
        *,
        difference: float,
        holdout_share: float,
        start_day: int,
        days: tuple[int, int] = (8, 14),
        is_recent: bool = True,
        as_of: int | None = None,
        filters: Filters = EVERYBODY,
    ) -> HoldoutPlan:
        """What holding out `holdout_share` of the users would show; shares and difference are fractions.

        `is_recent`: of the users active in the last 28 days, else of all. Raises RecordError holdout_share_invalid,
        holdout_difference_invalid.
        """
        _check_share(holdout_share)
        if not 0 < difference < 1:
            raise RecordError("holdout_difference_invalid", field="difference")
        counts = audience_counts(
            self._facts.tables(filters),
            as_of_day=self._facts.as_of(as_of),
            days=days,
            is_recent=is_recent,
            filters=filters,
        )
        return holdout_plan(counts, difference=difference, holdout_share=holdout_share, start_day=start_day)

    def assign(
        self,
        activity: str,
        *,
        holdout_share: float,
        start_day: int,
        salt: str = "",
        is_recent: bool = True,
        as_of: int | None = None,
        filters: Filters = EVERYBODY,
    ) -> Assignment:
        """Every user's arm, holdout or offered, by a lot that only the user's id and the salt decide.

        `salt`: the activity's key where it is empty. The same users and salt give the same bytes. Raises RecordError
        holdout_share_invalid, field_required where the activity has no key.
        """
        _check_share(holdout_share)
        if not activity.strip():
            raise RecordError("field_required", field="activity")
        chosen = audience_numbers(
            self._facts.tables(filters), as_of_day=self._facts.as_of(as_of), is_recent=is_recent, filters=filters
        )
        drawn = salt or activity
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("activity", "user_id", "date", "arm"))
        counted = {True: 0, False: 0}
        with self._store.read() as connection:
            for number, user_id in user_ids(connection):
                if number not in chosen:
                    continue
                held_out = is_held_out(user_id, salt=drawn, share=holdout_share)
                counted[held_out] += 1
                arm = "holdout" if held_out else "offered"
                writer.writerow((formula_safe(activity), formula_safe(user_id), day_date(start_day).isoformat(), arm))
        return Assignment(activity, drawn, counted[False], counted[True], text.getvalue().encode("utf-8-sig"))


def _check_share(holdout_share: float) -> None:
    if not 0 < holdout_share < 1:
        raise RecordError("holdout_share_invalid", field="holdout_share")
