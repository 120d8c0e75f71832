"""Planted accounts are found, and honest crowds are left alone: on made-up launches whose truth is known."""

from collections.abc import Callable

import pandas as pd
import pytest

from launchops.facade.abuse_search import find_abuse
from tests.proofs.gamed_launch import GamedLaunch, gamed_launch

Tell = Callable[[str], None]
CROWDS = ("office", "carrier", "school", "press")
HONEST = ("honest", *CROWDS)
LEAST_PRECISION, LEAST_RECALL, MOST_OF_A_CROWD = 0.9, 0.7, 0.02


def flagged(world: GamedLaunch) -> pd.DataFrame:
    """One row per user: who they are, is_flagged, is_planted."""
    found = find_abuse(world.tables, as_of_day=world.as_of_day)
    who = world.who.rename("who").to_frame()
    return who.assign(is_flagged=who.index.isin(found.flags["user_id"]), is_planted=~who["who"].isin(HONEST))


@pytest.mark.prove
def test_planted_accounts_are_flagged_and_honest_crowds_are_not(proving: bool, tell: Tell) -> None:
    launches = [
        flagged(gamed_launch(seed, people=12_000 if proving else 5_000)) for seed in range(30 if proving else 1)
    ]
    precisions = [rows.loc[rows["is_flagged"], "is_planted"].mean() for rows in launches]
    recalls = [rows.loc[rows["is_planted"], "is_flagged"].mean() for rows in launches]
    shares = pd.concat(
        [rows.groupby("who")["is_flagged"].mean().rename(seed) for seed, rows in enumerate(launches)], axis=1
    )
    tell(
        f"{len(launches)} launches; precision: mean {sum(precisions) / len(launches):.3f}, least {min(precisions):.3f};"
        f" recall: mean {sum(recalls) / len(launches):.3f}, least {min(recalls):.3f}; share flagged by who they are:\n"
        f"{shares.agg(['mean', 'max'], axis=1).round(4).to_string()}"
    )
    assert min(precisions) >= LEAST_PRECISION
    assert min(recalls) >= LEAST_RECALL
    assert shares.loc[list(HONEST)].max(axis=None) <= MOST_OF_A_CROWD


@pytest.mark.prove
def test_a_launch_without_planted_accounts_has_hardly_any_flags(proving: bool, tell: Tell) -> None:
    launches = [
        flagged(gamed_launch(seed, people=12_000 if proving else 5_000, is_clean=True))
        for seed in range(100, 110 if proving else 101)
    ]
    shares = [float(rows["is_flagged"].mean()) for rows in launches]
    tell(f"launches: {len(shares)}; flagged: mean {sum(shares) / len(shares):.4f}, most {max(shares):.4f}")
    assert max(shares) <= MOST_OF_A_CROWD
