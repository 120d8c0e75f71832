"""The facts: seven tables every engine holds. Metric expressions rely on these names and types alone.

`user_id` is the store's internal number of a user, so no personal identifier reaches the facts. A `day` is the
number of days since 1970-01-01 in the launch's time zone. Users without a users-file row (unknown users) and
activity before sign-up are not in the facts; `facts_info` counts them.
"""

from collections.abc import Mapping

AWAY_DAYS = 28
LONGEST_REACH = 28  # days

# One row per known user. Empty text: the attribute was never given. activated_day: first day with the activation
# event at or after sign-up, null if none (or no activation event is chosen). returned_day: first active day after that
# of sign-up, null if none. signup_second: of the local day, null where only a date was given. device, ip: a number
# made of the keyed hash, equal where the device or address is, null if none was given. invited_by: user_id of the
# inviter, -1 for one who is in no upload, null if none was given.
USERS: Mapping[str, str] = {
    "user_id": "int64",
    "signup_day": "int32",
    "channel": "string",
    "segment": "string",
    "platform": "string",
    "region": "string",
    "activated_day": "int32",
    "returned_day": "int32",
    "signup_second": "int32",
    "device": "int64",
    "ip": "int64",
    "invited_by": "int64",
}

# One row per known user and active day, sorted by user_id, day. Sign-up traits repeat here so that a breakdown
# needs no join. age = day - signup_day (0 or more). gap = days to the user's next active day, null at the last.
# since = days since the user's active day before, null at the first. away = how often before this day the user had
# been without an active day for AWAY_DAYS or more since sign-up or an active day.
# visits = active events that day; value = their summed value, null if none carried one.
USER_DAYS: Mapping[str, str] = {
    "user_id": "int64",
    "day": "int32",
    "age": "int32",
    "gap": "int32",
    "since": "int32",
    "away": "int32",
    "visits": "int32",
    "value": "decimal(18,6)",
    "channel": "string",
    "segment": "string",
    "platform": "string",
    "region": "string",
}

# One row per active day and reach: how many users were active that day and next so many days later (LONGEST_REACH:
# so many or more, or never). Users in any trailing window of every day follow from it (`launchops.metrics.presence`).
REACHES: Mapping[str, str] = {"day": "int32", "reach": "int32", "users": "int64"}

# One row per activity, known user, day and arm (participant, offered, holdout), from loaded batches. second: of the
# local day, null where only a date was given.
PARTICIPATIONS: Mapping[str, str] = {
    "activity": "string",
    "user_id": "int64",
    "day": "int32",
    "arm": "string",
    "reward": "decimal(18,6)",
    "second": "int32",
}

# One row per day, channel, activity and campaign after "latest batch wins" by (day, channel).
SPEND: Mapping[str, str] = {
    "day": "int32",
    "channel": "string",
    "activity": "string",
    "campaign": "string",
    "spend": "decimal(18,6)",
    "impressions": "int64",
    "clicks": "int64",
}

# One row per KPI and day after "latest batch wins".
READINGS: Mapping[str, str] = {"kpi": "string", "day": "int32", "value": "decimal(18,6)"}

# One row: what the facts were built from. as_of_day: data is complete before this day (the default of --as-of);
# first_day / last_day: first and last day with data (sign-ups or activity of known users), null in an empty store.
FACTS_INFO: Mapping[str, str] = {
    "facts_version": "int64",
    "time_zone": "string",
    "week_start": "string",
    "has_activation": "boolean",
    "first_day": "int32",
    "last_day": "int32",
    "as_of_day": "int32",
    "user_count": "int64",
    "unknown_users": "int64",
    "unknown_user_events": "int64",
    "before_signup_events": "int64",
    "event_count": "int64",
}

TABLES: Mapping[str, Mapping[str, str]] = {
    "users": USERS,
    "user_days": USER_DAYS,
    "reaches": REACHES,
    "participations": PARTICIPATIONS,
    "spend": SPEND,
    "readings": READINGS,
    "facts_info": FACTS_INFO,
}
