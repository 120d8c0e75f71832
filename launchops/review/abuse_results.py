"""Flags of abuse: for a person to look at, never a ban."""

from dataclasses import dataclass

import pandas as pd

from launchops.locale import Message


@dataclass(frozen=True)
class AbuseCluster:
    """Flagged accounts that hang together, by devices, addresses, bursts or invitations.

    `number`: 1 is the one with most flagged accounts. `score`: the mean of the accounts' scores (0 … 1). `reasons`: a
    sentence for each of `signals` (codes), the one with most accounts first.
    """

    number: int
    accounts: int
    score: float
    reasons: tuple[Message, ...]
    signals: tuple[str, ...]


@dataclass(frozen=True)
class AbuseFlags:
    """Accounts that look made rather than come, as of a day.

    `flags`: one row per flagged account, highest score first: user_id (the facts' number), score (0 … 1), cluster
    (number), signal (its strongest), reasons (tuple of Message, strongest first).
    `clusters`: largest first. `ties`: one row per flagged account and what ties it to others, for the picture:
    user_id, hub (text), kind (device, address, burst, inviter), cluster.
    `accounts`: users looked at; `can_see`: the signals that the uploaded columns allow.
    """

    as_of_day: int
    accounts: int
    flags: pd.DataFrame
    clusters: tuple[AbuseCluster, ...]
    ties: pd.DataFrame
    can_see: frozenset[str]
