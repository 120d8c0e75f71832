"""What counts say of a group of accounts, and which accounts hang together."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.stats import binom, false_discovery_control

LEAST_USERS = 100  # of a channel, before its own return is used instead of everybody's


def usual_return(hours: pd.DataFrame) -> pd.Series:
    """Share of users who stayed by channel (index), over users whose return is known; everybody's for small channels.

    `hours`: channel, known, stayed (counts).
    """
    sums = hours.groupby("channel")[["known", "stayed"]].sum()
    everybody = sums["stayed"].sum() / max(int(sums["known"].sum()), 1)
    share = sums["stayed"] / sums["known"].clip(lower=1)
    return share.where(sums["known"] >= LEAST_USERS, everybody)


def low_return_pvalues(known: pd.Series, stayed: pd.Series, usual: pd.Series) -> NDArray[np.float64]:
    """The chance that so few or fewer of `known` users stay where the share `usual` does (binomial, one-sided)."""
    return np.asarray(binom.cdf(stayed, known, usual), dtype="float64")


def adjusted(pvalues: pd.Series, tested: int) -> NDArray[np.float64]:
    """p-values adjusted for a false discovery rate, where only the smallest of `tested` are given."""
    unseen = np.ones(max(tested - len(pvalues), 0))
    every = np.concatenate([pvalues.to_numpy(dtype="float64"), unseen])
    return np.asarray(false_discovery_control(every)[: len(pvalues)], dtype="float64") if len(every) else every


def share_beyond_usual(known: pd.Series, stayed: pd.Series, usual: pd.Series) -> pd.Series:
    """Of those who left, the share that is beyond what honest users would leave, given how many stayed.

    If nobody made stays, stayed / usual of the users are honest, and (1 - usual) of these leave.
    """
    honest_leavers = stayed * (1 - usual) / usual.clip(lower=0.01)
    return (1 - honest_leavers / (known - stayed).clip(lower=1)).clip(lower=0.0)


def rings(invitations: pd.DataFrame) -> pd.Series:
    """For users in a closed ring of invitations: its number of users (index: user_id).

    `invitations`: user_id, inviter. A ring is a strongly connected part of two users or more.
    """
    codes, users = pd.factorize(pd.concat([invitations["user_id"], invitations["inviter"]], ignore_index=True))
    labels = _components(codes[: len(invitations)], codes[len(invitations) :], len(users), is_directed=True)
    sizes = np.bincount(labels, minlength=1)[labels]
    return pd.Series(sizes, index=users)[sizes >= 2]


def hanging_together(ties: pd.DataFrame) -> pd.Series:
    """The number of the part each user belongs to (index: user_id), 0 for the first.

    `ties`: user_id, hub (text): users are together that share a hub, or a chain of them.
    """
    users, user_names = pd.factorize(ties["user_id"])
    hubs, hub_names = pd.factorize(ties["hub"])
    labels = _components(users, hubs + len(user_names), len(user_names) + len(hub_names), is_directed=False)
    return pd.Series(labels[: len(user_names)], index=user_names)


def _components(
    left: NDArray[np.int64], right: NDArray[np.int64], count: int, *, is_directed: bool
) -> NDArray[np.int64]:
    edges = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(count, count))
    connection = "strong" if is_directed else "weak"
    _, labels = connected_components(edges.tocsr(), directed=is_directed, connection=connection)
    return np.asarray(labels, dtype=np.int64)


def judged_bursts(bursts: pd.DataFrame, hours: pd.DataFrame) -> pd.DataFrame:
    """`bursts` with usual (share that stays), pvalue_return (so few stay by chance, adjusted) and beyond."""
    usual = bursts["channel"].map(usual_return(hours)).astype("float64")
    low = pd.Series(low_return_pvalues(bursts["known"], bursts["stayed"], usual), index=bursts.index)
    return bursts.assign(
        usual=usual,
        pvalue_return=adjusted(low, len(low)),
        beyond=share_beyond_usual(bursts["known"], bursts["stayed"], usual),
    )


def judged_groups(members: pd.DataFrame, hours: pd.DataFrame) -> pd.DataFrame:
    """One row per group of accounts, and what its return says.

    `members`: one row per account and group (`Suspects.groups`); `hours`: sign-ups by channel (`Suspects.hours`).
    Columns: kind, group, day, accounts, known, stayed (users), usual (share that stays elsewhere on their channels),
    pvalue (so few stay by chance; adjusted for the groups of a kind), beyond (`share_beyond_usual`).
    """
    rows = members.assign(usual=members["channel"].map(usual_return(hours)).fillna(0.0).astype("float64"))
    found = rows.groupby(["kind", "group", "day"], as_index=False).agg(
        tested=("tested", "first"),
        accounts=("user_id", "size"),
        known=("known", "sum"),
        stayed=("stayed", "sum"),
        usual=("usual", "mean"),
    )
    found["pvalue"] = low_return_pvalues(found["known"], found["stayed"], found["usual"])
    for _kind, mine in found.groupby("kind"):
        found.loc[mine.index, "pvalue"] = adjusted(mine["pvalue"], int(mine["tested"].iloc[0]))
    found["beyond"] = share_beyond_usual(found["known"], found["stayed"], found["usual"])
    return found.drop(columns="tested")
