"""`launch.readings`: one value of a figure measured elsewhere, typed instead of uploaded."""

import csv
import io
from collections.abc import Callable
from datetime import date

from launchops.facade.facts import LaunchFacts
from launchops.facade.goals import Goals
from launchops.facade.kpis import Kpis
from launchops.facade.results import ImportResult
from launchops.facade.uploads import Uploads
from launchops.metrics.kpi import READING_PREFIX
from launchops.periods import day_date, day_number
from launchops.review.goal_checks import check_reading
from launchops.store import Store


class Readings:
    """Typed readings become an upload of one row: they can be undone like any other."""

    def __init__(
        self,
        store: Store,
        facts: LaunchFacts,
        kpis: Kpis,
        goals: Goals,
        uploads: Uploads,
        after_change: Callable[[], None],
    ) -> None:
        self._store = store
        self._facts = facts
        self._kpis = kpis
        self._goals = goals
        self._uploads = uploads
        self._after_change = after_change

    def save(self, kpi: str, on: date, value: float, *, replace: bool = False) -> ImportResult:
        """Load one value of the reading `kpi` (``reading:<name>``) for a day.

        Raises RecordError with the field that is wrong: not_a_reading, day_in_future, a value that does not go with
        the unit of a goal on it, reading_exists where the day has another value and `replace` is not said.
        """
        today = day_date(self._goals.today_day())
        units = [goal.unit for goal in self._store.goals.list() if goal.kpi == kpi and goal.unit]
        known = self._known(kpi, on)
        check_reading(kpi, on, value, known=known, replace=replace, units=units, today=today)
        name = kpi.removeprefix(READING_PREFIX)
        result = self._uploads.load("readings", _one_row(on, name, value), f"{name} {on}.csv")
        self._after_change()
        return result

    def _known(self, kpi: str, on: date) -> float | None:
        """The value of that day so far."""
        if not kpi.startswith(READING_PREFIX) or kpi == READING_PREFIX:
            return None
        day = day_number(on)
        frame = self._kpis.series(kpi, as_of_day=day + 1).frame
        values = frame.loc[frame["day"] == day, "value"]
        return None if values.empty else float(values.iloc[-1])


def _one_row(on: date, name: str, value: float) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([("date", "kpi", "value"), (on.isoformat(), name, repr(value))])
    return text.getvalue().encode()
