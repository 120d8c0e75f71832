"""KPIs on sign-ups: how many, how many of them activated, and whether they are the people meant."""

import ibis
import pandas as pd

from launchops.locale import Message
from launchops.metrics.daily import complete_days, per_day, ratio_frame, series_frame, trailing_sum
from launchops.metrics.kpi import Asked

ACTIVATION_DAYS = 7  # K1: activated at most so many days after sign-up


def signups(asked: Asked) -> pd.DataFrame:
    """Users by sign-up day, every complete day."""
    days = complete_days(asked)
    return series_frame(days, per_day(signup_counts(asked), days))


def activated_users(asked: Asked) -> pd.DataFrame | Message:
    """K1: users who did the activation action within 7 days after sign-up, by the day they did it."""
    if not asked.extent.has_activation:
        return Message("kpi_needs_activation")
    days = complete_days(asked)
    return series_frame(days, per_day(activation_counts(asked), days))


def activation_rate(asked: Asked) -> pd.DataFrame | Message:
    """K2: activated within 7 days ÷ sign-ups, over the sign-ups of the 28 days to each, all 7 days old."""
    if not asked.extent.has_activation:
        return Message("kpi_needs_activation")
    days = complete_days(asked, lag=ACTIVATION_DAYS)
    activated = per_day(asked.tables.run(_by_signup_day(_activated(asked))), days)
    return ratio_frame(days, trailing_sum(activated), trailing_sum(per_day(signup_counts(asked), days)))


def target_fit(asked: Asked) -> pd.DataFrame | Message:
    """K9: sign-ups in a target segment ÷ sign-ups with a known segment, trailing 28 days."""
    if not asked.target_segments:
        return Message("kpi_needs_target")
    users = _users(asked)
    classified = users.filter(users.segment != "")
    meant = classified.filter(classified.segment.isin(list(asked.target_segments)))
    days = complete_days(asked)
    numerator = per_day(asked.tables.run(_by_signup_day(meant)), days)
    denominator = per_day(asked.tables.run(_by_signup_day(classified)), days)
    return ratio_frame(days, trailing_sum(numerator), trailing_sum(denominator))


def signup_counts(asked: Asked) -> pd.DataFrame:
    """day, value: users by sign-up day; days without sign-ups are absent."""
    return asked.tables.run(_by_signup_day(_users(asked)))


def activation_counts(asked: Asked) -> pd.DataFrame:
    """day, value: users activated within 7 days after sign-up, by the day of activation."""
    activated = _activated(asked)
    return asked.tables.run(activated.group_by(day=activated.activated_day).aggregate(value=ibis._.count()))


def _users(asked: Asked) -> ibis.Table:
    return asked.filters.apply(asked.tables.users)


def _activated(asked: Asked) -> ibis.Table:
    users = _users(asked)
    return users.filter(users.activated_day <= users.signup_day + ACTIVATION_DAYS)


def _by_signup_day(users: ibis.Table) -> ibis.Table:
    return users.group_by(day=users.signup_day).aggregate(value=ibis._.count())
