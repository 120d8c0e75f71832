"""What the signals of abuse rest on (METHODS §5): users tied to others by a device, an address or an invitation.

The engine leaves out everybody whom nothing ties to others; of the rest the rows themselves are needed, since a flag
is about a user. How strong a tie is, the statistics say; here groups are only left out that cannot matter.
"""

import ibis
import pandas as pd

from launchops.metrics.abuse_results import ADDRESS, ADDRESS_DAY, ADDRESS_HOUR, DEVICE, INVITER, Suspects
from launchops.metrics.tables import FactTables

RETURN_DAYS = 7  # an account that comes on none of these days after its sign-up is a one-day user
LEAST = {DEVICE: 3, ADDRESS_HOUR: 3, ADDRESS_DAY: 5, ADDRESS: 5, INVITER: 4}  # accounts in a group
PACKED_SECONDS = 3_600  # from the first to the last sign-up of an address on a day
# Standard deviations below the usual return: groups above it cannot be told from so many others.
FEW_STAYED = {ADDRESS_HOUR: 1.3, ADDRESS_DAY: 3.0, ADDRESS: 3.0, INVITER: 1.6}
CROWD = 20  # accounts on an address from which on its return tells a crowd from a farm
FAST_SECONDS = 60  # from sign-up to reward
SECONDS_A_DAY, SECONDS_AN_HOUR = 86_400, 3_600


def suspects(tables: FactTables, *, as_of_day: int) -> Suspects:
    """Everything that ties users together as of a day (`Suspects`): columns, units and grain stand there."""
    hours = tables.run(_hours(tables.users, as_of_day))
    known = int(hours["known"].sum()) if len(hours) else 0
    usual = float(hours["stayed"].sum()) / known if known else 0.0
    kinds = [tables.run(group) for group in _groups(tables.users, as_of_day, usual)]
    rewards = _rewards(tables, as_of_day)
    return Suspects(
        as_of_day=as_of_day,
        hours=hours,
        groups=pd.concat(kinds, ignore_index=True),
        crowds=tables.run(_crowds(tables.users, as_of_day)),
        invitations=tables.run(_invitations(tables.users, as_of_day)),
        rewards=tables.run(_fast(rewards)),
        reward_counts=tables.run(_reward_counts(rewards)),
        can_see=signals_seen(tables, as_of_day=as_of_day),
    )


def one_day_users(tables: FactTables, *, as_of_day: int, hours: pd.DataFrame) -> pd.DataFrame:
    """One row per user who signed up in one of `hours` (channel, day, hour) and came on none of the days after it.

    Columns: user_id, signup_day, hour, channel. Users whose seven days are not over are not among them.
    """
    users = tables.users
    moments = sorted({int(day) * 24 + int(hour) for day, hour in zip(hours["day"], hours["hour"], strict=True)})
    channels = sorted(set(hours["channel"]))
    is_chosen = (users.signup_day * 24 + _hour(users)).isin(moments or [0]) & users.channel.isin(channels or [""])
    chosen = users.filter(is_chosen, _known(users, as_of_day), ~_stayed(users))
    found = tables.run(chosen.select("user_id", "signup_day", "channel", hour=_hour(chosen)))
    return found.merge(hours[["channel", "day", "hour"]].rename(columns={"day": "signup_day"}))


def signals_seen(tables: FactTables, *, as_of_day: int) -> frozenset[str]:
    """Which columns that a signal needs were uploaded: device, ip, invited_by, time (of sign-up), reward."""
    users, taken = tables.users, tables.participations
    given = users.aggregate(
        device=users.device.count(),
        ip=users.ip.count(),
        invited_by=users.invited_by.count(),
        time=users.signup_second.count(),
    )
    rewards = taken.filter(taken.second.notnull(), taken.reward > 0, taken.day < as_of_day)
    counts = pd.concat([tables.run(given), tables.run(rewards.aggregate(reward=rewards.count()))], axis=1).iloc[0]
    return frozenset(str(name) for name in counts.index[counts > 0])


def _known(users: ibis.Table, as_of_day: int) -> ibis.Value:
    """Whether the days of return are over."""
    return users.signup_day < as_of_day - RETURN_DAYS


def _stayed(users: ibis.Table) -> ibis.Value:
    return (users.returned_day <= users.signup_day + RETURN_DAYS).fill_null(False)


def _hour(users: ibis.Table) -> ibis.Value:
    return (users.signup_second // SECONDS_AN_HOUR).fill_null(-1).cast("int32")


def _sums(users: ibis.Table, as_of_day: int, name: str) -> dict[str, ibis.Value]:
    known = _known(users, as_of_day)
    return {name: users.count(), "known": _flag(known).sum(), "stayed": _flag(known & _stayed(users)).sum()}


def _hours(users: ibis.Table, as_of_day: int) -> ibis.Table:
    rows = users.filter(users.signup_day < as_of_day)
    return rows.group_by("channel", day="signup_day", hour=_hour(rows)).aggregate(**_sums(rows, as_of_day, "signups"))


def _groups(users: ibis.Table, as_of_day: int, usual: float) -> list[ibis.Table]:
    """One row per user and group that may matter: a table for devices, address and day, address, inviter.

    A device alone says enough; of the others only groups of which clearly fewer stayed than usual are looked at.
    """
    devices = _counted(users, as_of_day, "device")
    addresses = _counted(users, as_of_day, "ip")
    inviters = _counted(users, as_of_day, "invited_by")
    return [
        _members(users, as_of_day, _tested(devices, DEVICE), "device"),
        _members(users, as_of_day, _low(_tested_by_day(_counted_by_day(users, as_of_day)), usual), "ip"),
        _members(users, as_of_day, _low(_tested(addresses, ADDRESS), usual), "ip"),
        _members(users, as_of_day, _low(_tested(inviters, INVITER), usual), "invited_by"),
    ]


def _counted(users: ibis.Table, as_of_day: int, key: str) -> ibis.Table:
    rows = users.filter(users[key] >= 0, users.signup_day < as_of_day)
    return rows.group_by(group=rows[key]).aggregate(**_sums(rows, as_of_day, "accounts"))


def _counted_by_day(users: ibis.Table, as_of_day: int) -> ibis.Table:
    rows = users.filter(users.ip >= 0, users.signup_day < as_of_day)
    second = rows.signup_second
    return rows.group_by(group="ip", day="signup_day").aggregate(
        span=second.max() - second.min(), timed=second.count(), **_sums(rows, as_of_day, "accounts")
    )


def _tested(groups: ibis.Table, kind: int) -> ibis.Table:
    """Groups of enough accounts, with how many of them there are."""
    groups = groups.filter(groups.accounts >= LEAST[kind])
    return groups.mutate(kind=_int(kind), day=_int(-1), tested=groups.count().over())


def _tested_by_day(groups: ibis.Table) -> ibis.Table:
    """The same of an address on a day, where its sign-ups lie within an hour, and where they do not."""
    is_packed = ((groups.timed == groups.accounts) & (groups.span <= PACKED_SECONDS)).fill_null(False)
    groups = groups.mutate(kind=ibis.ifelse(is_packed, _int(ADDRESS_HOUR), _int(ADDRESS_DAY)))
    least = ibis.ifelse(groups.kind == ADDRESS_HOUR, LEAST[ADDRESS_HOUR], LEAST[ADDRESS_DAY])
    groups = groups.filter(groups.accounts >= least)
    return groups.mutate(tested=groups.count().over(group_by=groups.kind))


def _low(groups: ibis.Table, usual: float) -> ibis.Table:
    """Groups of which clearly fewer stayed than usual, by FEW_STAYED deviations.

    In squares, which every engine has: (usual · known - stayed)² > FEW_STAYED² · known · usual · (1 - usual).
    """
    missing = groups.known.cast("float64") * usual - groups.stayed.cast("float64")
    limits = [(groups.kind == kind, deviations**2 * usual * (1 - usual)) for kind, deviations in FEW_STAYED.items()]
    variance = groups.known.cast("float64") * ibis.cases(*limits, else_=1.0)
    return groups.filter((missing > 0) & (missing * missing > variance))


def _members(users: ibis.Table, as_of_day: int, groups: ibis.Table, key: str) -> ibis.Table:
    chosen = groups.select("kind", "group", "tested", group_day="day")
    rows = users.join(chosen, users[key] == chosen.group)
    is_day = (rows.group_day == -1) | (rows.group_day == rows.signup_day)
    rows = rows.filter(is_day, rows.signup_day < as_of_day)
    known = _known(rows, as_of_day)
    return rows.select(
        "kind",
        "group",
        "tested",
        "user_id",
        "signup_day",
        "signup_second",
        "channel",
        "ip",
        day="group_day",
        known=_flag(known).cast("int32"),
        stayed=_flag(known & _stayed(rows)).cast("int32"),
    )


def _crowds(users: ibis.Table, as_of_day: int) -> ibis.Table:
    groups = _counted(users, as_of_day, "ip")
    return groups.filter(groups.accounts >= CROWD).rename(ip="group")


def _invitations(users: ibis.Table, as_of_day: int) -> ibis.Table:
    """Invitations of oneself, of older accounts, on one's own device, and between users who do both."""
    hosts = users.filter(users.signup_day < as_of_day).select(
        host_id="user_id",
        host_day="signup_day",
        host_second="signup_second",
        host_device="device",
        host_invited_by="invited_by",
    )
    invited = users.filter(users.invited_by >= 0)
    inviters = invited.select(inviter_id="invited_by").distinct()
    joined = invited.join(hosts, invited.invited_by == hosts.host_id).filter(ibis._.signup_day < as_of_day)
    joined = joined.left_join(inviters, joined.user_id == inviters.inviter_id)
    is_before = (joined.signup_second < joined.host_second).fill_null(False)
    is_older = (joined.signup_day < joined.host_day) | ((joined.signup_day == joined.host_day) & is_before)
    is_inside = (joined.host_invited_by >= 0).fill_null(False) & joined.inviter_id.notnull()
    rows = joined.select(
        "user_id",
        inviter="invited_by",
        is_older=_flag(is_older),
        is_same_device=_flag((joined.device == joined.host_device).fill_null(False)),
        is_inside=_flag(is_inside),
    )
    return rows.filter((rows.is_older + rows.is_same_device + rows.is_inside) > 0)


def _flag(value: ibis.Value) -> ibis.Value:
    return ibis.ifelse(value, 1, 0)


def _rewards(tables: FactTables, as_of_day: int) -> ibis.Table:
    """One row per user and activity: seconds from sign-up to the first reward, both with a time of day."""
    taken, users = tables.participations, tables.users
    taken = taken.filter(taken.reward > 0, taken.second.notnull(), taken.day < as_of_day)
    users = users.filter(users.signup_second.notnull()).select(
        own_id="user_id", from_day="signup_day", at="signup_second"
    )
    joined = taken.join(users, taken.user_id == users.own_id)
    seconds = (joined.day - joined.from_day) * SECONDS_A_DAY + joined.second - joined.at
    rows = joined.select("activity", "user_id", seconds=seconds)
    rows = rows.filter(rows.seconds >= 0)
    return rows.group_by("activity", "user_id").aggregate(seconds=rows.seconds.min())


def _fast(rewards: ibis.Table) -> ibis.Table:
    return rewards.filter(rewards.seconds <= FAST_SECONDS).select("user_id", "activity", "seconds")


def _reward_counts(rewards: ibis.Table) -> ibis.Table:
    return rewards.group_by("activity").aggregate(
        rewarded=rewards.count(), fast=ibis.ifelse(rewards.seconds <= FAST_SECONDS, 1, 0).sum()
    )


def _int(number: int) -> ibis.Value:
    return ibis.literal(number, "int32")
