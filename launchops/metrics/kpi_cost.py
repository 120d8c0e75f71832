"""KPIs on money: what is spent, and what an activated or a retained user costs."""

import ibis
import numpy as np
import pandas as pd

from launchops.locale import Message
from launchops.metrics.daily import Days, Values, per_day, ratio_frame, series_frame, trailing_sum
from launchops.metrics.kpi import Asked, SpendPlan
from launchops.metrics.kpi_return import RETAINED_DAYS, retained_counts
from launchops.metrics.kpi_signups import activation_counts


def spend(asked: Asked) -> pd.DataFrame | Message:
    """Money spent per day, first to last day of the spend files; a day without a row cost nothing."""
    spent = _spent(asked)
    if isinstance(spent, Message):
        return spent
    days = _spend_days(asked, spent)
    return series_frame(days, per_day(spent, days))


def cost_per_activated(asked: Asked) -> pd.DataFrame | Message:
    """K7: spend of the trailing 28 days ÷ users activated (K1) in them; only days on which spend is known."""
    if not asked.extent.has_activation:
        return Message("kpi_needs_activation")
    spent = _spent(asked)
    if isinstance(spent, Message):
        return spent
    days = _spend_days(asked, spent)
    return ratio_frame(days, trailing_sum(per_day(spent, days)), trailing_sum(per_day(activation_counts(asked), days)))


def cost_per_retained(asked: Asked) -> pd.DataFrame | Message:
    """K8: spend of the 28 days to each day ÷ users who signed up in them and were active on any of days
    22–28.

    Only days whose sign-ups have had their day 28: spend and users are those of the same, mature cohorts.
    """
    spent = _spent(asked)
    if isinstance(spent, Message):
        return spent
    days = _spend_days(asked, spent, lag=RETAINED_DAYS[1])
    return ratio_frame(days, trailing_sum(per_day(spent, days)), trailing_sum(per_day(retained_counts(asked), days)))


def spend_pace(asked: Asked) -> pd.DataFrame | Message:
    """K13: spend since the first plan began ÷ what the plans expect up to the day, each spread evenly over its days.

    Only days on which spend is known; with a choice of channels, the plans of these channels.
    """
    channels = asked.filters.channels
    plans = [plan for plan in asked.records.spend_plans if not channels or plan.channel in channels]
    if not plans:
        return Message("kpi_needs_spend_plan")
    spent = _spent(asked)
    if isinstance(spent, Message):
        return spent
    begin = min(plan.start_day for plan in plans)
    days = _spend_days(asked, spent)
    days = days[days >= begin]
    actual = np.cumsum(per_day(spent, days))
    return ratio_frame(days, actual, sum((_planned(plan, days) for plan in plans), np.zeros(len(days))))


def _planned(plan: SpendPlan, days: Days) -> Values:
    """What a plan expects to be spent by the end of each day."""
    elapsed = np.clip(days + 1 - plan.start_day, 0, plan.end_day - plan.start_day)
    planned: Values = plan.amount * elapsed / (plan.end_day - plan.start_day)
    return planned


def _spent(asked: Asked) -> pd.DataFrame | Message:
    """day, value: spend per day, or why it is not known: spend is filed by channel, not by other traits."""
    filters = asked.filters
    if filters.segments or filters.platforms or filters.regions:
        return Message("kpi_spend_by_channel")
    rows = asked.tables.spend
    every_day = asked.tables.run(rows.group_by("day").aggregate(value=ibis._.spend.sum()))
    if every_day.empty:
        return Message("kpi_needs_spend")
    if not filters.channels:
        return every_day
    chosen = rows.filter(rows.channel.isin(list(filters.channels)))
    counts = asked.tables.run(chosen.group_by("day").aggregate(value=ibis._.spend.sum()))
    # The known days are those of the files as a whole: a channel without a row that day cost nothing.
    return pd.concat([every_day.assign(value=0), counts], ignore_index=True)


def _spend_days(asked: Asked, spent: pd.DataFrame, *, lag: int = 0) -> Days:
    first = int(spent["day"].min())
    end = min(int(spent["day"].max()) + 1, asked.as_of_day - lag)
    return np.arange(first, max(first, end), dtype=np.int64)
