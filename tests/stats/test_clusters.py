"""Groups of accounts: what their return says, and which accounts hang together. Counted by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.stats.clusters import (
    adjusted,
    hanging_together,
    low_return_pvalues,
    rings,
    share_beyond_usual,
    usual_return,
)


def test_few_who_stay_are_as_unlikely_as_so_few_heads():
    """None of 4 at one half: 1/16; at most 1 of 4: 5/16."""
    found = low_return_pvalues(pd.Series([4, 4]), pd.Series([0, 1]), pd.Series([0.5, 0.5]))
    assert found.tolist() == pytest.approx([1 / 16, 5 / 16])


def test_p_values_are_adjusted_for_all_groups_tested_not_only_those_at_hand():
    assert adjusted(pd.Series([0.001]), tested=1).tolist() == pytest.approx([0.001])
    assert adjusted(pd.Series([0.001]), tested=50).tolist() == pytest.approx([0.05])


def test_who_left_beyond_the_usual_is_told_from_those_who_stayed():
    """At one half: 10 stayed, so 10 honest left; of 40 who left, 30 are beyond. If nobody stayed, all are."""
    found = share_beyond_usual(pd.Series([50, 8, 20]), pd.Series([10, 0, 10]), pd.Series([0.5, 0.5, 0.5]))
    assert found.tolist() == pytest.approx([0.75, 1.0, 0.0])


def test_a_small_channel_takes_the_return_of_everybody():
    hours = pd.DataFrame({"channel": ["ads", "ads", "qa"], "known": [150, 50, 4], "stayed": [30, 30, 4]})
    found = usual_return(hours)
    assert found["ads"] == pytest.approx(0.3)
    assert found["qa"] == pytest.approx(64 / 204)


def test_a_circle_of_invitations_is_a_ring_and_a_chain_is_none():
    invitations = pd.DataFrame({"user_id": [1, 2, 3, 5, 6, 7], "inviter": [3, 1, 2, 4, 5, 7]})
    assert rings(invitations).to_dict() == {1: 3, 2: 3, 3: 3}
    assert rings(invitations.iloc[:0]).empty


def test_users_hang_together_through_a_chain_of_hubs():
    ties = pd.DataFrame({"user_id": [1, 2, 2, 3, 9], "hub": ["device a", "device a", "ip b", "ip b", "ip c"]})
    parts = hanging_together(ties)
    assert parts[1] == parts[2] == parts[3] != parts[9]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 5)), min_size=1, max_size=30))
def test_users_who_share_a_hub_are_always_together(pairs: list[tuple[int, int]]):
    ties = pd.DataFrame(pairs, columns=["user_id", "hub"]).astype({"hub": str})
    parts = hanging_together(ties)
    assert set(parts.index) == set(ties["user_id"])
    assert (ties["user_id"].map(parts).groupby(ties["hub"]).nunique() == 1).all()
