"""`launch.forecasts`: works out what goals are forecast, beside the server, and keeps it in the store."""

import json
import logging
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from launchops.errors import LaunchopsError
from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.forecast_documents import forecast_document
from launchops.facade.goals import Goals
from launchops.facade.results import ForecastState
from launchops.review.landing import ForecastTask
from launchops.store import Store
from launchops.store.records import Goal, StoredForecast

Progress = Callable[[float], None]
Tasks = Sequence[tuple[Goal, ForecastTask]]
COMMAND = (sys.executable, "-m", "launchops.stats.forecaster")
LOG = logging.getLogger(__name__)


class Forecasts:
    """Forecasts that are not there yet, made in a process of their own; goals on one KPI share its models."""

    def __init__(self, store: Store, facts: LaunchFacts, goals: Goals, clock: Clock) -> None:
        self._store = store
        self._facts = facts
        self._goals = goals
        self._clock = clock
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._share = 0.0

    def state(self) -> ForecastState:
        """How many forecasts there can be, how many of them are not there yet, whether they are being made."""
        tasks = self._goals.tasks()
        return ForecastState(len(tasks), len(self._pending(tasks)), self._is_running(), self._share)

    def start(self) -> bool:
        """Make what is missing in the background; False where nothing is missing or it is being made already."""
        with self._lock:
            if self._is_running() or not self._pending(self._goals.tasks()):
                return False
            self._share = 0.0
            self._thread = threading.Thread(target=self._run, name="forecasts", daemon=True)
            self._thread.start()
            return True

    def wait(self, timeout: float | None = None) -> None:
        """Until what runs in the background is done, or `timeout` seconds."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout)

    def compute(self, progress: Progress | None = None) -> int:
        """Make what is missing here and now; returns how many forecasts were kept. Raises LaunchopsError.

        `progress` is told the share of the work done, 0 to 1.
        """
        pending = self._pending(self._goals.tasks())
        if not pending:
            return 0
        version, groups = self._facts.version(), _by_series(pending)
        kept = []
        for place, (group, documents) in enumerate(_answers(groups), start=1):
            at = self._clock.now()
            for (goal, task), document in zip(group, documents, strict=True):
                kept.append(StoredForecast(goal.id or 0, task.basis, version, at, document))
            if progress is not None:
                progress(place / len(groups))
        self._store.forecasts.keep(kept)
        return len(kept)

    def _pending(self, tasks: Tasks) -> Tasks:
        stored = self._store.forecasts.all()
        known = {goal_id: forecast.basis for goal_id, forecast in stored.items()}
        return [(goal, task) for goal, task in tasks if known.get(goal.id or 0) != task.basis]

    def _is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _run(self) -> None:
        """In the background: again where an upload came meanwhile, until nothing is missing."""
        try:
            while self.compute(self._tell):
                pass
        except (LaunchopsError, OSError, subprocess.SubprocessError) as error:
            LOG.warning("forecasts were not made: %s", error)

    def _tell(self, share: float) -> None:
        self._share = share


def _by_series(pending: Tasks) -> Sequence[Tasks]:
    """The tasks, those on the same series together."""
    groups: dict[tuple[object, ...], list[tuple[Goal, ForecastTask]]] = defaultdict(list)
    for goal, task in pending:
        groups[task.first_day, task.history].append((goal, task))
    return list(groups.values())


def _answers(groups: Sequence[Tasks]) -> Iterator[tuple[Tasks, list[str]]]:
    """Each group with the documents of its forecasts, as they are made. LaunchopsError forecaster_failed."""
    done = 0
    order = json.dumps({"series": [_order(group) for group in groups]})
    with tempfile.TemporaryFile("w+") as file:  # no pipe: a process that dies early leaves nobody writing
        file.write(order + "\n")
        file.seek(0)
        with subprocess.Popen(COMMAND, stdin=file, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
            try:
                for group, line in zip(groups, process.stdout or (), strict=False):
                    yield group, [forecast_document(plain) for plain in json.loads(line)["forecasts"]]
                    done += 1
            finally:
                process.kill()
    if done < len(groups):
        raise LaunchopsError("forecaster_failed")


def _order(group: Tasks) -> dict[str, Any]:
    first = group[0][1]
    questions = [asdict(task.question) for _, task in group]
    return {"history": first.history, "first_day": first.first_day, "questions": questions}
