"""`launch.risks`: operating risks with their triggers, what triggered, and what all could cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.history import record_history
from launchops.facade.kpis import Kpis
from launchops.facade.results import HistoryEntry
from launchops.facade.risk_table import risk_table
from launchops.locale import Message
from launchops.metrics.results import KpiSeries
from launchops.periods import day_date
from launchops.review.firings import Judged, judge
from launchops.review.results import Answer, RiskStatus
from launchops.review.risk_checks import check_risk
from launchops.review.risk_matrix import risk_matrix
from launchops.review.risk_results import RiskMatrix
from launchops.review.risk_warnings import risk_warnings
from launchops.review.risks import rank_risks, risk_status, risks_answer
from launchops.review.trigger_words import event_message
from launchops.review.triggers import trigger_path, trigger_state
from launchops.starter.risks import starter_risks
from launchops.stats.exceedance import loss_exceedance
from launchops.stats.risk import LossEstimate, loss_estimate
from launchops.stats.risk_results import LossExceedance
from launchops.store import Store
from launchops.store.records import Risk, TriggerEvent


@dataclass(frozen=True)
class _Indicator:
    """The figure of a risk's trigger: its readings, their unit, and how they are to be read."""

    series: KpiSeries | None
    unit: str
    lag_days: int
    needs_people: bool  # shares of users: one of too few is no reading


class Risks:
    """Risks, each with an expected loss and, where it has one, a trigger on a KPI."""

    def __init__(self, store: Store, facts: LaunchFacts, kpis: Kpis, clock: Clock, user: str) -> None:
        self._store = store
        self._facts = facts
        self._kpis = kpis
        self._clock = clock
        self._user = user

    def list(self, as_of: int | None = None) -> list[RiskStatus]:
        """Every risk: triggered first, then by expected loss, closed ones at the end."""
        settings = self._store.settings()
        as_of_day = self._facts.as_of(as_of)
        today = self._facts.review_day(as_of, settings)
        key = (self._facts.version(), self._store.versions()[1], "risks", as_of_day, today)
        return [*self._facts.remember(key, lambda: self._ranked(as_of_day, today, settings.currency))]

    def answer(self, statuses: Sequence[RiskStatus]) -> Answer:
        """What has already triggered, else what would cost most."""
        return risks_answer(statuses)

    def warnings(self) -> tuple[Message, ...]:
        """What stands against the list as a whole: too many, extremes, always green, overdue reviews."""
        return risk_warnings(self.list())

    def matrix(self) -> RiskMatrix | None:
        """The picture of 5 × 5 with its disagreements; None where no open risk has an estimate."""
        return risk_matrix(self.list())

    def exceedance(self) -> LossExceedance | None:
        """How likely it is that all open and accepted risks cost more than an amount; None without an estimate."""
        key = (self._store.versions()[1], "exceedance")
        return self._facts.remember(key, self._exceedance)

    def series(self, risk: Risk, as_of: int | None = None) -> KpiSeries:
        """The KPI of a risk's trigger over its readable days; empty where there is none."""
        return self._kpis.series(risk.trigger_kpi, as_of_day=self._facts.as_of(as_of))

    def evaluate(self, as_of: int | None = None, at: datetime | None = None) -> tuple[TriggerEvent, ...]:
        """Judge every trigger on the newest data and store what it did since it was judged last; returns that.

        Nothing is written where no reading is new. Raises FactsError, StoreError.
        """
        recorded_at = at or self._clock.now()
        watches = self._store.trigger_log.watches()
        judged: list[Judged] = []
        with self._facts.newest():
            as_of_day = self._facts.as_of(as_of)
            known: dict[str, KpiSeries] = {}
            for risk in self._store.risks.list():
                indicator = self._indicator(risk, as_of_day, known)
                path = trigger_path(risk, indicator.series, as_of_day=as_of_day, needs_people=indicator.needs_people)
                if path is not None:
                    before = watches.get(risk.id or 0)
                    judged.append(judge(risk, path, before, unit=indicator.unit, recorded_at=recorded_at))
        changed = [one for one in judged if one.watch != watches.get(one.watch.risk_id)]
        events = tuple(event for one in changed for event in one.events)
        return self._store.trigger_log.add(events, [one.watch for one in changed], judged_from=watches)

    def events(self, risk_id: int | None = None, since_day: int | None = None) -> tuple[TriggerEvent, ...]:
        """What triggers did, newest first; of one risk, or since a day."""
        since = None if since_day is None else day_date(since_day)
        return tuple(self._store.trigger_log.list(risk_id=risk_id, since=since))

    def event_message(self, event: TriggerEvent) -> Message:
        """An event in words: the values, and of a firing what was agreed and who does it."""
        name = self._store.risks.get(event.risk_id).name
        return event_message(event, name=name, currency=self._store.settings().currency)

    def get(self, risk_id: int) -> Risk:
        """One risk; UnknownName record_unknown."""
        return self._store.risks.get(risk_id)

    def save(self, risk: Risk) -> Risk:
        """The risk as saved, its trigger judged. Raises RecordError with the field that is wrong, changed_by_other."""
        settings = self._store.settings()
        kpi = self._kpis.find(risk.trigger_kpi)
        check_risk(
            risk,
            before=None if risk.id is None else self._store.risks.get(risk.id),
            kpi_unit=kpi.unit if kpi else None,
            today=day_date(self._facts.review_day(None, settings)),
            latest=self._latest(risk) if kpi and kpi.is_reading and risk.trigger_unit else None,
        )
        saved = self._store.risks.save(risk, who=self._user, at=self._clock.now())
        self.evaluate()
        return saved

    def delete(self, risk_id: int) -> None:
        """Remove a risk with the events of its trigger. Raises UnknownName record_unknown."""
        self._store.risks.delete(risk_id, who=self._user, at=self._clock.now())

    def history(self, risk_id: int) -> tuple[HistoryEntry, ...]:
        """Every save of a risk, newest first: who, when, which fields from what to what."""
        return record_history(self._store, "risks", risk_id)

    def starters(self) -> tuple[Risk, ...]:
        """The starter risks that are not on the list yet, by name; not saved."""
        known = {risk.name for risk in self._store.risks.list()}
        return tuple(risk for risk in starter_risks() if risk.name not in known)

    def add_starters(self) -> tuple[Risk, ...]:
        """Save the starter risks that are not on the list yet; returns them as saved."""
        saved = self._store.risks.save_all(self.starters(), who=self._user, at=self._clock.now())
        self.evaluate()
        return saved

    def export(self) -> pd.DataFrame:
        """One row a risk in the order of the page: every field of its record, and how it stands (see `risk_table`)."""
        return risk_table(self.list())

    def _ranked(self, as_of_day: int, today_day: int, currency: str) -> Sequence[RiskStatus]:
        known: dict[str, KpiSeries] = {}
        return rank_risks(
            self._status(
                risk,
                self._indicator(risk, as_of_day, known),
                as_of_day=as_of_day,
                today_day=today_day,
                currency=currency,
            )
            for risk in self._store.risks.list()
        )

    def _status(
        self, risk: Risk, indicator: _Indicator, *, as_of_day: int, today_day: int, currency: str
    ) -> RiskStatus:
        trigger = trigger_state(
            risk,
            indicator.series,
            as_of_day=as_of_day,
            today_day=today_day,
            lag_days=indicator.lag_days,
            needs_people=indicator.needs_people,
        )
        estimate = _estimate(risk)
        return risk_status(
            risk,
            trigger=trigger,
            expected_loss=None if estimate is None else estimate.expected_loss,
            mean_loss=None if estimate is None else estimate.mean_loss,
            today_day=today_day,
            as_of_day=as_of_day,
            unit=indicator.unit,
            currency=currency,
        )

    def _indicator(self, risk: Risk, as_of_day: int, known: dict[str, KpiSeries]) -> _Indicator:
        """The risk's figure; `known`: the series read so far, by KPI, because risks share them."""
        kpi = self._kpis.find(risk.trigger_kpi)
        if kpi is None:
            return _Indicator(None, "count", 0, needs_people=False)
        if kpi.key not in known:
            known[kpi.key] = self._kpis.series(kpi.key, as_of_day=as_of_day)
        return _Indicator(
            series=known[kpi.key],
            unit=risk.trigger_unit or kpi.unit,
            lag_days=kpi.lag_days,
            needs_people=kpi.kind == "rate" and kpi.unit == "percent",
        )

    def _exceedance(self) -> LossExceedance | None:
        risks = [risk for risk in self._store.risks.list() if risk.status != "closed"]
        estimates = [estimate for risk in risks if (estimate := _estimate(risk)) is not None]
        return loss_exceedance(estimates, unknown_count=len(risks) - len(estimates))

    def _latest(self, risk: Risk) -> float | None:
        values = self.series(risk).frame["value"].dropna()
        return None if values.empty else float(values.iloc[-1])


def _estimate(risk: Risk) -> LossEstimate | None:
    low, high = (None if value is None else float(value) for value in (risk.loss_low, risk.loss_high))
    return loss_estimate(probability=risk.probability, loss_low=low, loss_high=high)
