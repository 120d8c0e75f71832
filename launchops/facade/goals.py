"""`launch.goals`: operating goals with their status, forecast and signal. Every page and command asks here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.forecast_documents import read_forecast
from launchops.facade.history import record_history
from launchops.facade.kpis import Kpis
from launchops.facade.results import HistoryEntry
from launchops.locale import Message
from launchops.metrics.kpi import READING_PREFIX
from launchops.metrics.results import KpiSeries
from launchops.periods import day_number
from launchops.review.goal_checks import check_goal
from launchops.review.goal_path import goal_path
from launchops.review.goal_words import with_outlook
from launchops.review.goals import goal_status, goals_answer
from launchops.review.landing import ForecastTask, forecast_task
from launchops.review.last_known import with_last_known
from launchops.review.milestones import goal_warnings
from launchops.review.progress import goal_progress
from launchops.review.results import Answer, GoalStatus, LastKnown
from launchops.review.weekly import weekly_values
from launchops.stats.goal_results import Signal
from launchops.stats.signal import weekly_signal
from launchops.store import Store
from launchops.store.records import Goal, LaunchSettings, StoredForecast

WARM_UP = {"trailing_7": 6, "trailing_14": 13, "trailing_28": 27}  # grain of a level -> days until its window is full


@dataclass(frozen=True)
class _Asked:
    """One question about all goals: up to which day, judged on which day, under which settings."""

    as_of_day: int
    today_day: int
    settings: LaunchSettings
    stored: dict[int, StoredForecast]
    is_present: bool  # as_of is today's; forecasts are kept for that one alone
    series: dict[str, KpiSeries] = field(default_factory=dict)  # by KPI: goals on the same one share it
    signals: dict[str, Signal | None] = field(default_factory=dict)


class Goals:
    """Goals on KPIs; a status is computed whenever it is asked for, from complete days only."""

    def __init__(self, store: Store, facts: LaunchFacts, kpis: Kpis, clock: Clock, user: str) -> None:
        self._store = store
        self._facts = facts
        self._kpis = kpis
        self._clock = clock
        self._user = user

    def list(self, as_of: int | None = None) -> list[GoalStatus]:
        """Every goal with its status, sentence, forecast and signal, in the order of the page. No model is fitted."""
        asked = self._asked(as_of)
        return [self._status(goal, asked) for goal in self._store.goals.list()]

    def answer(self, statuses: Sequence[GoalStatus]) -> Answer:
        """The sentence over all goals: how many are on course, and which one most needs a person."""
        return goals_answer(statuses)

    def warnings(self) -> tuple[Message, ...]:
        """More than five outcome goals at a time; goals due more than 90 days ahead."""
        today_day = self._facts.review_day(None, self._store.settings())
        return goal_warnings(self._store.goals.list(), today_day=today_day)

    def series(self, goal: Goal, as_of: int | None = None) -> KpiSeries:
        """The goal's own value on each readable day (totals summed since its start); empty without such a KPI."""
        series = self._kpis.series(goal.kpi, as_of_day=self._facts.as_of(as_of))
        return goal_path(goal, series, self.kind(goal))

    def kpi_series(self, goal: Goal, as_of: int | None = None) -> KpiSeries:
        """The goal's KPI on each readable day; empty without such a KPI."""
        return self._kpis.series(goal.kpi, as_of_day=self._facts.as_of(as_of))

    def kind(self, goal: Goal) -> str:
        """flow, level or rate: what the values of the goal's KPI are."""
        kpi = self._kpis.find(goal.kpi)
        return kpi.kind if kpi else "level"

    def unit(self, goal: Goal) -> str:
        """The unit of the goal's values: its own where its KPI is a reading, else the KPI's."""
        kpi = self._kpis.find(goal.kpi)
        return goal.unit or (kpi.unit if kpi else "count")

    def get(self, goal_id: int) -> Goal:
        """One goal; UnknownName record_unknown."""
        return self._store.goals.get(goal_id)

    def save(self, goal: Goal) -> Goal:
        """The goal as saved. Raises RecordError with the field that is wrong, and changed_by_other."""
        kpi = self._kpis.find(goal.kpi)
        is_unit_open = kpi is not None and kpi.is_reading and goal.unit
        check_goal(goal, kpi_unit=kpi.unit if kpi else None, latest=self._latest(goal) if is_unit_open else None)
        return self._store.goals.save(goal, who=self._user, at=self._clock.now())

    def delete(self, goal_id: int) -> None:
        """Remove a goal with its check-ins. Raises UnknownName record_unknown."""
        self._store.goals.delete(goal_id, who=self._user, at=self._clock.now())

    def history(self, goal_id: int) -> tuple[HistoryEntry, ...]:
        """Every save of a goal, newest first: who, when, which fields from what to what."""
        return record_history(self._store, "goals", goal_id)

    def tasks(self) -> tuple[tuple[Goal, ForecastTask], ...]:
        """What is to be forecast at present: each goal that allows it, with its series and question."""
        asked = self._asked(None)
        found = ((goal, self._task(goal, asked)) for goal in self._store.goals.list())
        return tuple((goal, task) for goal, task in found if isinstance(task, ForecastTask))

    def today_day(self) -> int:
        """The day on which goals are judged: today, or the last day of the sample."""
        return self._facts.review_day(None, self._store.settings())

    def _asked(self, as_of: int | None) -> _Asked:
        settings = self._store.settings()
        as_of_day = self._facts.as_of(as_of)
        return _Asked(
            as_of_day=as_of_day,
            today_day=self._facts.review_day(as_of, settings),
            settings=settings,
            stored=self._store.forecasts.all(),
            is_present=as_of_day == self._facts.as_of(None),
        )

    def _status(self, goal: Goal, asked: _Asked) -> GoalStatus:
        kpi = self._kpis.find(goal.kpi)
        status = goal_status(
            goal,
            self._series(goal.kpi, asked),
            self.kind(goal),
            as_of_day=asked.as_of_day,
            today_day=asked.today_day,
            unit=self.unit(goal),
            currency=asked.settings.currency,
            lag_days=kpi.lag_days if kpi else 0,
        )
        if status.actual is None:
            status = with_last_known(status, self._last_known(goal, asked), is_figure_gone=kpi is None)
        task = self._task(goal, asked)
        stored = asked.stored.get(goal.id or 0)
        is_kept = isinstance(task, ForecastTask) and stored is not None and stored.basis == task.basis
        return with_outlook(
            status,
            forecast=read_forecast(stored.document) if is_kept and stored is not None else None,
            no_forecast=task if isinstance(task, Message) else Message("forecast_failed"),
            is_pending=isinstance(task, ForecastTask) and not is_kept and asked.is_present,
            signal=self._signal(goal, asked),
        )

    def _last_known(self, goal: Goal, asked: _Asked) -> LastKnown | None:
        """Of a reading the latest value of an undone upload; else the value of the last check-in that has one."""
        if goal.kpi.startswith(READING_PREFIX):
            name = goal.kpi.removeprefix(READING_PREFIX)
            undone = self._store.last_undone_reading(name, before_day=asked.as_of_day)
            if undone is not None:
                return LastKnown(*undone, is_undone=True)
        said = [entry for entry in self._store.check_ins.list(goal_id=goal.id) if entry.value is not None]
        latest = max(said, key=lambda entry: (entry.checked_on, entry.id or 0), default=None)
        if latest is None or latest.value is None:
            return None
        return LastKnown(day_number(latest.checked_on), float(latest.value), is_undone=False)

    def _task(self, goal: Goal, asked: _Asked) -> ForecastTask | Message:
        kpi, kind = self._kpis.find(goal.kpi), self.kind(goal)
        series = self._series(goal.kpi, asked)
        return forecast_task(
            goal,
            series,
            kind,
            goal_progress(goal, series, kind, as_of_day=asked.as_of_day),
            as_of_day=asked.as_of_day,
            unit=self.unit(goal),
            warm_up_days=WARM_UP.get(kpi.grain, 0) if kpi and kpi.kind == "level" else 0,
        )

    def _series(self, key: str, asked: _Asked) -> KpiSeries:
        if key not in asked.series:
            asked.series[key] = self._kpis.series(key, as_of_day=asked.as_of_day)
        return asked.series[key]

    def _signal(self, goal: Goal, asked: _Asked) -> Signal | None:
        if goal.kpi not in asked.signals:
            kpi = self._kpis.find(goal.kpi)
            weeks = weekly_values(
                self._series(goal.kpi, asked),
                self.kind(goal),
                as_of_day=asked.as_of_day,
                week_start=asked.settings.week_start,
                lag_days=kpi.lag_days if kpi else 0,
            )
            asked.signals[goal.kpi] = weekly_signal(weeks)
        return asked.signals[goal.kpi]

    def _latest(self, goal: Goal) -> float | None:
        values = self.kpi_series(goal).frame["value"].dropna()
        return None if values.empty else float(values.iloc[-1])
