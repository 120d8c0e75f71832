"""`launch.risks`: operating risks with their triggers."""

from collections.abc import Sequence
from decimal import Decimal

from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.kpis import Kpis
from launchops.metrics.results import KpiSeries
from launchops.review.results import Answer, RiskStatus
from launchops.review.risks import rank_risks, risk_status, risks_answer
from launchops.review.triggers import trigger_state
from launchops.stats.risk import expected_loss
from launchops.store import Store
from launchops.store.records import Risk


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
        statuses = [
            self._status(risk, as_of_day=as_of_day, today_day=today, currency=settings.currency)
            for risk in self._store.risks.list()
        ]
        return rank_risks(statuses)

    def answer(self, statuses: Sequence[RiskStatus]) -> Answer:
        """What has already triggered, else what would cost most."""
        return risks_answer(statuses)

    def series(self, risk: Risk, as_of: int | None = None) -> KpiSeries:
        """The KPI of a risk's trigger over its readable days; empty where there is none."""
        return self._kpis.series(risk.trigger_kpi, as_of_day=self._facts.as_of(as_of))

    def save(self, risk: Risk) -> Risk:
        """The risk as saved. Raises RecordError changed_by_other and the like."""
        return self._store.risks.save(risk, who=self._user, at=self._clock.now())

    def _status(self, risk: Risk, *, as_of_day: int, today_day: int, currency: str) -> RiskStatus:
        kpi = self._kpis.find(risk.trigger_kpi)
        trigger = trigger_state(
            risk,
            self._kpis.series(risk.trigger_kpi, as_of_day=as_of_day) if kpi else None,
            as_of_day=as_of_day,
            today_day=today_day,
            lag_days=kpi.lag_days if kpi else 0,
        )
        return risk_status(
            risk,
            trigger=trigger,
            expected_loss=expected_loss(
                probability=risk.probability, loss_low=_float(risk.loss_low), loss_high=_float(risk.loss_high)
            ),
            today_day=today_day,
            unit=kpi.unit if kpi else "count",
            currency=currency,
        )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
