"""Accounts that may not be people, as the engine finds them: only those that something ties to others."""

from dataclasses import dataclass

import pandas as pd

DEVICE, ADDRESS_HOUR, ADDRESS_DAY, ADDRESS, INVITER = range(5)  # kinds of groups


@dataclass(frozen=True)
class Suspects:
    """What the signals of abuse rest on. Known: seven days of return are over; stayed: came back within them.

    `hours`: one row per channel, day and hour with sign-ups: channel (text), day, hour (0 … 23, -1 where files gave
    dates only), signups, known, stayed (users).
    `groups`: one row per user and suspicious group: kind (0 device, 1 address and hour, 2 address and day, 3 address,
    4 inviter), group (its number, of address groups the address), day (of kinds 1 and 2, else -1), tested (groups of
    that kind with enough accounts), user_id, signup_day, signup_second (NaN unknown), channel, ip (NaN unknown),
    known, stayed (0 or 1). A group is there with all its users, or not at all.
    `crowds`: one row per address with many accounts: ip, accounts, known, stayed; for addresses of device groups.
    `invitations`: one row per invited user who may be invited by themselves: user_id, inviter, is_older (signed up
    before the inviter), is_same_device (0 or 1), is_inside (1 where the inviter was invited too and the user invites).
    `rewards`: one row per user rewarded within a minute of signing up: user_id, activity (text), seconds.
    `can_see`: what was uploaded of users at all: device, ip, invited_by, time (of day), reward.
    `reward_counts`: one row per activity: activity, rewarded (users, both times known), fast (in a minute).
    """

    as_of_day: int
    hours: pd.DataFrame
    groups: pd.DataFrame
    crowds: pd.DataFrame
    invitations: pd.DataFrame
    rewards: pd.DataFrame
    reward_counts: pd.DataFrame
    can_see: frozenset[str]
