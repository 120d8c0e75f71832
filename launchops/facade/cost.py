"""`launch.cost`: is cost under control?"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from launchops.facade.facts import LaunchFacts
from launchops.facade.kpi_records import spend_plans
from launchops.metrics.kpi import SpendPlan
from launchops.metrics.kpi_return import RETAINED_DAYS
from launchops.metrics.spend_days import channel_users, spend_days
from launchops.review.cost import Plan, SpentLine, cost_status
from launchops.review.risk_results import CostStatus
from launchops.stats.pace import RECENT_DAYS, overspend_chance
from launchops.store import Store

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Spend:
    """Spend on every day from `first_day` to the last day on which spend is known, before `end_day`."""

    frame: pd.DataFrame
    first_day: int
    end_day: int

    def daily(self, rows: "pd.Series[bool] | None" = None) -> Values:
        """Money a day, of some rows or of all; a day without a row cost nothing."""
        chosen = self.frame if rows is None else self.frame[rows]
        by_day = chosen.groupby("day")["spend"].sum().reindex(range(self.first_day, self.end_day), fill_value=0.0)
        money: Values = by_day.to_numpy(dtype=np.float64)
        return money


class Cost:
    """Spend against plan by channel and activity. Money with a budgeted activity's name counts against that budget."""

    def __init__(self, store: Store, facts: LaunchFacts) -> None:
        self._store = store
        self._facts = facts

    def status(self, as_of: int | None = None) -> CostStatus:
        """Spend to date against plan to date, the day on which the money is gone, and the cost per user by channel."""
        as_of_day = self._facts.as_of(as_of)
        key = (self._facts.version(), self._store.versions()[1], "cost", as_of_day)
        return self._facts.remember(key, lambda: self._status(as_of_day))

    def _status(self, as_of_day: int) -> CostStatus:
        frame = spend_days(self._facts.tables(), as_of_day=as_of_day)
        currency = self._store.settings().currency
        if frame.empty:
            return cost_status(None, (), as_of_day=as_of_day, currency=currency, days=())
        spend = _Spend(frame, int(frame["day"].min()), int(frame["day"].max()) + 1)
        plans = list(spend_plans(self._store))
        return cost_status(
            _line("total", "", "", plans, spend, None),
            [*self._channels(spend, plans), *self._activities(spend, plans)],
            as_of_day=spend.end_day,
            currency=currency,
            days=_days(spend, plans),
        )

    def _channels(self, spend: _Spend, plans: Sequence[SpendPlan]) -> Iterator[SpentLine]:
        budgeted = {plan.activity for plan in plans if plan.activity}
        own = ~spend.frame["activity"].isin(list(budgeted))
        names = {channel.key: channel.name for channel in self._store.channels.list()}
        planned = {plan.channel for plan in plans if plan.channel}
        costs = self._costs(spend)
        for key in sorted(planned | set(spend.frame.loc[own, "channel"])):
            mine = [plan for plan in plans if plan.channel == key]
            per_user = costs(key)
            yield _line(
                "channel", key, names.get(key, key), mine, spend, own & (spend.frame["channel"] == key), per_user
            )

    def _activities(self, spend: _Spend, plans: Sequence[SpendPlan]) -> Iterator[SpentLine]:
        names = {activity.key: activity.name for activity in self._store.activities.list()}
        planned = {plan.activity for plan in plans if plan.activity}
        for key in sorted(planned | set(spend.frame["activity"]) - {""}):
            mine = [plan for plan in plans if plan.activity == key]
            yield _line("activity", key, names.get(key, key), mine, spend, spend.frame["activity"] == key)

    def _costs(self, spend: _Spend) -> Callable[[str], tuple[float | None, float | None]]:
        """By channel: money per activated user (K7) and per retained user (K8), all its money counted."""
        tables = self._facts.tables()
        activated = (spend.end_day - RECENT_DAYS, spend.end_day)
        retained_end = spend.end_day - RETAINED_DAYS[1]
        retained = (retained_end - RECENT_DAYS, retained_end)
        users = channel_users(tables, activated=activated, retained=retained).set_index("channel")

        def per_user(key: str) -> tuple[float | None, float | None]:
            mine = spend.frame[spend.frame["channel"] == key]
            found: list[float | None] = []
            for column, (start, end) in (("activated", activated), ("retained", retained)):
                count = int(users[column].get(key, 0))
                money = float(mine.loc[(mine["day"] >= start) & (mine["day"] < end), "spend"].sum())
                found.append(money / count if count else None)
            return found[0], found[1]

        return per_user


def _line(
    kind: str,
    key: str,
    name: str,
    plans: Sequence[SpendPlan],
    spend: _Spend,
    rows: "pd.Series[bool] | None",
    per_user: tuple[float | None, float | None] = (None, None),
) -> SpentLine:
    daily = spend.daily(rows)
    return SpentLine(
        kind=kind,
        key=key,
        name=name,
        spent=float(daily.sum()),
        plans=tuple(Plan(plan.start_day, plan.end_day, plan.amount) for plan in plans),
        per_day=float(daily[-RECENT_DAYS:].mean()),
        chance=_chance(daily, plans, spend.first_day),
        chance_before=_chance(daily[:-1], plans, spend.first_day),
        per_activated=per_user[0],
        per_retained=per_user[1],
    )


def _chance(daily: Values, plans: Sequence[SpendPlan], first_day: int) -> float | None:
    """The chance that more is spent than planned by the end of the plans."""
    if not plans:
        return None
    left = sum(plan.amount for plan in plans) - float(daily.sum())
    days_left = max(plan.end_day for plan in plans) - (first_day + len(daily))
    if left <= 0:
        return 1.0
    return overspend_chance(daily, first_day=first_day, left=left, days_left=days_left)


def _days(spend: _Spend, plans: Sequence[SpendPlan]) -> tuple[tuple[int, float, float], ...]:
    """(day, spent, planned) at the end of each day."""
    whole = [Plan(plan.start_day, plan.end_day, plan.amount) for plan in plans]
    spent = np.cumsum(spend.daily())
    return tuple(
        (day, float(spent[place]), sum(plan.by(day + 1) for plan in whole) if whole else math.nan)
        for place, day in enumerate(range(spend.first_day, spend.end_day))
    )
