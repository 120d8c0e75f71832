"""From signals to flags: the score of each account, which accounts hang together, and why, in sentences."""

from collections.abc import Iterable

import pandas as pd

from launchops.locale import Message
from launchops.metrics.abuse_results import Suspects
from launchops.review.abuse_results import AbuseCluster, AbuseFlags
from launchops.review.results import Answer

FLAG_FROM = 0.8  # of the score: about four in five such accounts are made by somebody


def scores(evidence: pd.DataFrame) -> pd.Series:
    """The score of each account (index: user_id): the chance that at least one of its signals is right.

    Signals of the same kind count once, with the strongest, since they say the same thing twice.
    """
    kinds = evidence["signal"].where(evidence["kind"] == "", evidence["kind"])
    strongest = evidence.assign(kind_of=kinds).groupby(["user_id", "kind_of"])["weight"].max()
    return 1 - (1 - strongest).groupby("user_id").prod()


def flagged_evidence(evidence: pd.DataFrame) -> pd.DataFrame:
    """The evidence of accounts whose score reaches FLAG_FROM, with score, the strongest signals of each first."""
    every = scores(evidence)
    chosen = evidence[evidence["user_id"].isin(every.index[every >= FLAG_FROM])]
    chosen = chosen.assign(score=chosen["user_id"].map(every))
    return chosen.sort_values(["score", "user_id", "weight"], ascending=[False, True, False], ignore_index=True)


def abuse_flags(suspects: Suspects, evidence: pd.DataFrame, parts: pd.Series) -> AbuseFlags:
    """Flags and clusters of `flagged_evidence`; `parts` says which accounts hang together (index: user_id)."""
    numbers = _numbered(parts)
    rows = evidence.assign(cluster=evidence["user_id"].map(numbers).astype("int64"))
    strongest = rows.drop_duplicates("user_id")
    flags = strongest[["user_id", "score", "cluster", "signal"]].reset_index(drop=True)
    flags["reasons"] = flags["user_id"].map(_reasons(rows.drop_duplicates(["user_id", "signal"])))
    ties = rows.loc[rows["hub"] != "", ["user_id", "hub", "kind", "cluster"]].drop_duplicates(ignore_index=True)
    return AbuseFlags(
        as_of_day=suspects.as_of_day,
        accounts=int(suspects.hours["signups"].sum()) if len(suspects.hours) else 0,
        flags=flags,
        clusters=tuple(_clusters(rows)),
        ties=ties,
        can_see=suspects.can_see,
    )


def abuse_answer(found: AbuseFlags) -> Answer:
    """How many accounts to look at, and why; or what an upload would have to hold."""
    if not found.can_see:
        return Answer(Message("abuse_blind", {}))
    if found.flags.empty:
        return Answer(Message("abuse_none", {"users": found.accounts}), tone="good")
    count = len(found.flags)
    params = {"n": count, "users": found.accounts, "share": count / found.accounts, "clusters": len(found.clusters)}
    return Answer(Message("abuse_found", params), tone="warn")


def _numbered(parts: pd.Series) -> pd.Series:
    """1 for the part with most accounts, and so on."""
    sizes = parts.value_counts(sort=True)
    return parts.map({part: place for place, part in enumerate(sizes.index, start=1)})


def _clusters(rows: pd.DataFrame) -> Iterable[AbuseCluster]:
    """In the order of their numbers."""
    sizes = rows.drop_duplicates("user_id").groupby("cluster")["score"].agg(["size", "mean"])
    said = rows.groupby(["cluster", "signal"]).agg(users=("user_id", "nunique"), hubs=("hub", "nunique")).reset_index()
    said = said.sort_values(["cluster", "users"], ascending=[True, False], kind="stable")
    signals: dict[int, list[tuple[str, int, int]]] = {}
    for number, signal, users, hubs in zip(said["cluster"], said["signal"], said["users"], said["hubs"], strict=True):
        signals.setdefault(int(number), []).append((str(signal), int(users), int(hubs)))
    for number, size, score in zip(sizes.index, sizes["size"], sizes["mean"], strict=True):
        mine = signals[int(number)]
        yield AbuseCluster(
            number=int(number),
            accounts=int(size),
            score=float(score),
            reasons=tuple(
                Message(f"abuse_cluster_{signal}", {"n": users, "hubs": hubs}) for signal, users, hubs in mine
            ),
            signals=tuple(signal for signal, *_ in mine),
        )


def _reasons(rows: pd.DataFrame) -> dict[int, tuple[Message, ...]]:
    """A sentence for each signal of an account, in the order of the rows."""
    found: dict[int, list[Message]] = {}
    for user, signal, amount, day in zip(rows["user_id"], rows["signal"], rows["amount"], rows["day"], strict=True):
        found.setdefault(int(user), []).append(Message(f"abuse_{signal}", {"n": int(amount), "day": int(day)}))
    return {user: tuple(messages) for user, messages in found.items()}
