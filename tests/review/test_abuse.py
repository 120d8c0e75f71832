"""From signals to flags: what an account is held to be, on tables small enough to read."""

from dataclasses import replace

import pandas as pd
import pytest

from launchops.metrics.abuse_results import ADDRESS_HOUR, DEVICE, Suspects
from launchops.review.abuse import FLAG_FROM, abuse_answer, abuse_flags, flagged_evidence, scores
from launchops.review.abuse_signals import EVIDENCE, WEIGHTS, evidence

NOTHING = {
    "hours": ["channel", "day", "hour", "signups", "known", "stayed"],
    "groups": [
        *("kind", "group", "day", "tested", "user_id"),
        *("signup_day", "signup_second", "channel", "ip", "known", "stayed"),
    ],
    "crowds": ["ip", "accounts", "known", "stayed"],
    "invitations": ["user_id", "inviter", "is_older", "is_same_device", "is_inside"],
    "rewards": ["user_id", "activity", "seconds"],
    "reward_counts": ["activity", "rewarded", "fast"],
}
BURSTS = pd.DataFrame({name: [] for name in ("channel", "day", "hour", "signups", "pvalue_return", "beyond")})
LEAVERS = pd.DataFrame({name: [] for name in ("user_id", "signup_day", "hour", "channel")})
NO_RINGS = pd.Series([], dtype="int64")
SUSPECTS = Suspects(
    as_of_day=40,
    can_see=frozenset({"device"}),
    **{name: pd.DataFrame({column: [] for column in columns}) for name, columns in NOTHING.items()},
)
GROUP = {"kind": DEVICE, "group": 7, "day": -1, "tested": 1, "signup_day": 1, "signup_second": 1, "channel": "ads"}


def weighed(suspects: Suspects, **found: object) -> dict[int, dict[str, float]]:
    """User -> signal -> weight; `found`: what the statistics say of the one group."""
    said = {"accounts": len(suspects.groups), "known": 3, "stayed": 0, "usual": 0.5, "pvalue": 0.2, "beyond": 1.0}
    judged = pd.DataFrame([{"kind": GROUP["kind"], "group": 7, "day": -1, **said, **found}])
    rows = evidence(suspects, judged, BURSTS, LEAVERS, NO_RINGS)
    return {
        int(str(user)): dict(zip(mine["signal"], mine["weight"], strict=True)) for user, mine in rows.groupby("user_id")
    }


def on_device(count: int, stayed: int = 0, ip: float = float("nan")) -> Suspects:
    """So many accounts on a device, of which the first `stayed` came back."""
    rows = [
        {**GROUP, "user_id": number, "ip": ip, "known": 1, "stayed": int(number <= stayed)}
        for number in range(1, count + 1)
    ]
    return replace(SUSPECTS, groups=pd.DataFrame(rows))


def flagged(suspects: Suspects, **found: object) -> set[int]:
    """Users whose signals together reach the score of a flag."""
    return {
        user
        for user, signals in weighed(suspects, **found).items()
        if 1 - pd.Series([1 - weight for weight in signals.values()]).prod() >= FLAG_FROM
    }


def test_three_accounts_on_a_device_that_all_left_are_flagged():
    assert flagged(on_device(3)) == {1, 2, 3}


def test_a_family_that_comes_back_is_not():
    assert flagged(on_device(3, stayed=2), stayed=2) == set()


def test_a_schools_computer_is_spared_by_the_return_of_its_address():
    crowd = pd.DataFrame({"ip": [5.0], "accounts": [200], "known": [200], "stayed": [90]})
    assert flagged(replace(on_device(4, ip=5.0), crowds=crowd), known=4) == set()
    assert flagged(replace(on_device(4, ip=5.0), crowds=crowd), known=4, pvalue=0.001) == {1, 2, 3, 4}


def test_of_an_address_only_those_who_left_are_flagged_and_only_where_chance_does_not_explain_it():
    rows = on_device(6, stayed=1).groups.assign(kind=ADDRESS_HOUR)
    suspects = replace(SUSPECTS, groups=rows)
    assert flagged(suspects, kind=ADDRESS_HOUR, known=6, stayed=1, pvalue=0.001, beyond=0.9) == {2, 3, 4, 5, 6}
    assert flagged(suspects, kind=ADDRESS_HOUR, known=6, stayed=1, pvalue=0.05, beyond=0.9) == set()


def test_a_fast_reward_says_nothing_where_many_are_rewarded_at_sign_up():
    rewards = pd.DataFrame({"user_id": [1, 2], "activity": ["welcome", "quiz"], "seconds": [5, 5]})
    counts = pd.DataFrame({"activity": ["welcome", "quiz"], "rewarded": [100, 100], "fast": [90, 2]})
    found = evidence(replace(SUSPECTS, rewards=rewards, reward_counts=counts), _no_groups(), BURSTS, LEAVERS, NO_RINGS)
    assert found[["user_id", "signal"]].to_numpy().tolist() == [[2, "fast_reward"]]


def test_an_invitation_of_oneself_is_enough_and_an_older_account_alone_is_not():
    rows = pd.DataFrame(
        {"user_id": [1, 2], "inviter": [1, 9], "is_older": [0, 1], "is_same_device": [1, 0], "is_inside": [1, 0]}
    )
    found = evidence(replace(SUSPECTS, invitations=rows), _no_groups(), BURSTS, LEAVERS, NO_RINGS)
    assert scores(found).to_dict() == pytest.approx({1: WEIGHTS["self_invite"], 2: WEIGHTS["older_than_inviter"]})


def test_signals_of_one_kind_count_once_with_the_strongest():
    rows = pd.DataFrame(
        [[1, "address", 0.5, "a", "address", 3, 1], [1, "address", 0.6, "a", "address", 3, -1],
         [1, "fast_reward", 0.5, "", "", 9, -1]], columns=EVIDENCE,
    )  # fmt: skip
    assert scores(rows).to_dict() == pytest.approx({1: 1 - 0.4 * 0.5})


def test_flags_say_why_strongest_first_and_clusters_are_numbered_by_size():
    rows = pd.DataFrame(
        [[1, "shared_device", 0.85, "device 7", "device", 4, -1],
         [2, "shared_device", 0.85, "device 7", "device", 4, -1],
         [9, "self_invite", 0.9, "inviter 9", "inviter", 0, -1], [2, "one_day", 0.3, "", "", 0, -1]], columns=EVIDENCE,
    )  # fmt: skip
    found = abuse_flags(SUSPECTS, flagged_evidence(rows), pd.Series({1: 4, 2: 4, 9: 2}))
    assert found.flags[["user_id", "cluster", "signal"]].to_numpy().tolist() == [
        [9, 2, "self_invite"], [2, 1, "shared_device"], [1, 1, "shared_device"],
    ]  # fmt: skip
    assert [message.code for message in found.flags["reasons"][1]] == ["abuse_shared_device", "abuse_one_day"]
    assert [(cluster.number, cluster.accounts, cluster.signals) for cluster in found.clusters] == [
        (1, 2, ("shared_device", "one_day")), (2, 1, ("self_invite",)),
    ]  # fmt: skip


def test_without_flags_the_answer_says_so_and_without_columns_what_to_upload():
    nothing = abuse_flags(SUSPECTS, flagged_evidence(pd.DataFrame(columns=EVIDENCE)), pd.Series([], dtype="int64"))
    assert abuse_answer(nothing).message.code == "abuse_none"
    assert abuse_answer(replace(nothing, can_see=frozenset())).message.code == "abuse_blind"


def _no_groups() -> pd.DataFrame:
    names = ("kind", "group", "day", "accounts", "known", "stayed", "usual", "pvalue", "beyond")
    return pd.DataFrame({name: [] for name in names})
