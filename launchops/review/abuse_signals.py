"""The signals of abuse, each with a weight: how likely an account is made by somebody, given that signal alone.

A signal is never proof. Weights are judgements (docs/abuse.md); what spares honest crowds stands beside each.
"""

import numpy as np
import pandas as pd

from launchops.metrics.abuse_results import ADDRESS, ADDRESS_DAY, ADDRESS_HOUR, DEVICE, INVITER, Suspects

FALSE_DISCOVERIES = 0.01
USUAL_ENOUGH = 0.5  # of the usual return: a group that keeps so much of it behaves like people
MANY_ON_DEVICE = 8  # accounts on a device that no family has
UNLIKELY = 0.01  # a device's low return by chance
FAST_IS_USUAL = 0.2  # of an activity's rewards: a gift at sign-up says nothing of the one who gets it
WEIGHTS = {
    "shared_device": 0.85,
    "family_device": 0.4,
    "crowd_device": 0.3,
    "address": 0.95,
    "burst": 0.95,
    "invites_leave": 0.85,
    "self_invite": 0.9,
    "ring": 0.9,
    "own_device": 0.7,
    "older_than_inviter": 0.5,
    "fast_reward": 0.5,
    "one_day": 0.3,
}
EVIDENCE = ["user_id", "signal", "weight", "hub", "kind", "amount", "day"]


def evidence(
    suspects: Suspects, groups: pd.DataFrame, bursts: pd.DataFrame, leavers: pd.DataFrame, rings: pd.Series
) -> pd.DataFrame:
    """One row per account and signal: user_id, signal, weight (0 … 1), hub (what ties it to others, "" if nothing),
    kind (of the hub), amount (accounts of the group, or seconds), day (-1 unknown).

    `groups`: `stats.clusters.judged_groups`. `bursts`: hours with too many sign-ups, with `beyond`, and `leavers`,
    their one-day users. `rings`: users in closed rings of invitations, with the size.
    """
    members = suspects.groups.merge(groups, on=["kind", "group", "day"], suffixes=("", "_all"))
    found = [
        _devices(members[members["kind"] == DEVICE], suspects.crowds),
        _addresses(members[members["kind"].isin([ADDRESS_HOUR, ADDRESS_DAY, ADDRESS])]),
        _invitees(members[members["kind"] == INVITER]),
        _bursts(bursts, leavers),
        _invitations(suspects.invitations),
        _rings(rings, suspects.invitations),
        _rewards(suspects),
    ]
    every = pd.concat([frame for frame in found if len(frame)] or [_evidence(suspects.groups.iloc[:0])])
    return pd.concat([every, _one_day(members, leavers, every)], ignore_index=True)


def _evidence(rows: pd.DataFrame, **columns: object) -> pd.DataFrame:
    given = {"hub": "", "kind": "", "amount": 0, "day": -1, "signal": "", "weight": 0.0} | columns
    kinds = {"user_id": "int64", "weight": "float64", "amount": "int64", "day": "int64"}
    return rows.assign(**given)[EVIDENCE].astype(kinds)


def _devices(rows: pd.DataFrame, crowds: pd.DataFrame) -> pd.DataFrame:
    """Three accounts or more on a device.

    A family whose accounts stay, and a device of a crowd (a school's computer: many accounts on its address, who
    come back as people do), weigh little.
    """
    rows = rows.merge(crowds, on="ip", how="left", suffixes=("", "_crowd"))
    share = rows["usual"] * USUAL_ENOUGH
    keeps = (rows["known_all"] > 0) & (rows["stayed_all"] >= share * rows["known_all"])
    is_crowd = (rows["stayed_crowd"] >= share * rows["known_crowd"]) & (rows["known_crowd"] > 0)
    few = rows["accounts"] < MANY_ON_DEVICE
    signal = np.select(
        [is_crowd & (rows["pvalue"] > UNLIKELY), keeps & few], ["crowd_device", "family_device"], "shared_device"
    )
    return _evidence(
        rows,
        signal=signal,
        weight=pd.Series(signal, index=rows.index).map(WEIGHTS),
        hub="device " + rows["group"].astype("int64").astype(str),
        kind="device",
        amount=rows["accounts"],
    )


def _left(rows: pd.DataFrame) -> pd.DataFrame:
    """Of groups that kept fewer than chance explains, those who left."""
    return rows[(rows["pvalue"] <= FALSE_DISCOVERIES) & (rows["known"] == 1) & (rows["stayed"] == 0)]


def _addresses(rows: pd.DataFrame) -> pd.DataFrame:
    """Accounts on an address that nearly all left: an office, a carrier or a school keeps its people."""
    rows = _left(rows)
    return _evidence(
        rows,
        signal="address",
        weight=WEIGHTS["address"] * rows["beyond"],
        hub="address " + rows["group"].astype("int64").astype(str),
        kind="address",
        amount=rows["accounts"],
        day=rows["day"],
    )


def _invitees(rows: pd.DataFrame) -> pd.DataFrame:
    rows = _left(rows)
    return _evidence(
        rows,
        signal="invites_leave",
        weight=WEIGHTS["invites_leave"] * rows["beyond"],
        hub="inviter " + rows["group"].astype("int64").astype(str),
        kind="inviter",
        amount=rows["accounts"],
    )


def _bursts(bursts: pd.DataFrame, leavers: pd.DataFrame) -> pd.DataFrame:
    """One-day users of an hour with too many sign-ups; after a real mention in the press people stay as usual."""
    odd = bursts[bursts["pvalue_return"] <= FALSE_DISCOVERIES].rename(columns={"day": "signup_day"})
    rows = leavers.merge(odd, on=["channel", "signup_day", "hour"])
    when = rows["signup_day"].astype(str) + " " + rows["hour"].astype(str)
    return _evidence(
        rows,
        signal="burst",
        weight=WEIGHTS["burst"] * rows["beyond"],
        hub="burst " + when + " " + rows["channel"].astype(str),
        kind="burst",
        amount=rows["signups"],
        day=rows["signup_day"],
    )


def _invitations(rows: pd.DataFrame) -> pd.DataFrame:
    own = rows["user_id"] == rows["inviter"]
    hub = "inviter " + rows["inviter"].astype("int64").astype(str)
    chosen = {
        "self_invite": own,
        "own_device": (rows["is_same_device"] == 1) & ~own,
        "older_than_inviter": (rows["is_older"] == 1) & ~own,
    }
    return pd.concat(
        [
            _evidence(rows[mask], signal=signal, weight=WEIGHTS[signal], hub=hub[mask], kind="inviter")
            for signal, mask in chosen.items()
        ]
    )


def _rings(rings: pd.Series, invitations: pd.DataFrame) -> pd.DataFrame:
    rows = invitations[invitations["user_id"].isin(rings.index) & (invitations["user_id"] != invitations["inviter"])]
    hub = "inviter " + rows["inviter"].astype("int64").astype(str)
    count = rows["user_id"].map(rings)
    return _evidence(rows, signal="ring", weight=WEIGHTS["ring"], hub=hub, kind="inviter", amount=count)


def _rewards(suspects: Suspects) -> pd.DataFrame:
    counts = suspects.reward_counts
    usual = counts.loc[counts["fast"] > FAST_IS_USUAL * counts["rewarded"], "activity"]
    rows = suspects.rewards[~suspects.rewards["activity"].isin(usual)].drop_duplicates("user_id")
    return _evidence(rows, signal="fast_reward", weight=WEIGHTS["fast_reward"], amount=rows["seconds"])


def _one_day(members: pd.DataFrame, leavers: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Whoever came on one day only, where something else speaks against them too."""
    left = members.loc[(members["known"] == 1) & (members["stayed"] == 0), "user_id"]
    users = pd.Index(left).union(pd.Index(leavers["user_id"])).intersection(pd.Index(others["user_id"]))
    rows = pd.DataFrame({"user_id": users})
    return _evidence(rows, signal="one_day", weight=WEIGHTS["one_day"])
