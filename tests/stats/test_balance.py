"""Standardised differences by hand, by statsmodels, and where chance explains them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import DescrStatsW

from launchops.stats.balance import trait_balance

Visit = tuple[int, int, float, str]  # took part, age, weight, platform


def frame_of(visits: list[Visit]) -> pd.DataFrame:
    """The table the engine gives, from single visits."""
    rows = pd.DataFrame(visits, columns=["took_part", "age", "weight", "platform"])
    rows["age_square"], rows["weight_square"] = rows["age"] ** 2, rows["weight"] ** 2
    rows["weighted_age"], rows["visits"], rows["region"] = rows["age"] * rows["weight"], 1, ""
    return rows.groupby(["platform", "region", "took_part"], as_index=False).sum()


def test_a_share_of_three_quarters_against_one_half() -> None:
    ones = [(1, 5, 1.0, "ios")] * 3 + [(1, 5, 1.0, "web")]
    zeros = [(0, 5, 1.0, "ios")] * 2 + [(0, 5, 1.0, "web")] * 2
    found = {(row.trait, row.level): row for row in trait_balance(frame_of([*ones, *zeros]))}
    assert found["platform", "ios"].before == pytest.approx(0.25 / np.sqrt((0.75 * 0.25 + 0.5 * 0.5) / 2))
    assert found["tenure", ""].before is None  # everybody signed up as long ago
    assert ("region", "") not in found  # everybody is of the same region


def test_weights_make_the_others_alike() -> None:
    ones = [(1, 5, 1.0, "ios")] * 300 + [(1, 9, 1.0, "web")] * 100
    zeros = [(0, 5, 1.5, "ios")] * 200 + [(0, 9, 0.5, "web")] * 200
    for row in trait_balance(frame_of([*ones, *zeros])):
        assert abs(row.before or 0) > 0.25
        assert row.after == pytest.approx(0.0)
        assert row.state == "good"


@pytest.mark.parametrize(("users", "state"), [(2, "caution"), (2_000, "bad")])
def test_a_large_difference_is_bad_only_where_chance_does_not_explain_it(users: int, state: str) -> None:
    ones = [(1, age, 1.0, "") for age in (3, 5, 7)] * users
    zeros = [(0, age, 1.0, "") for age in (2, 4, 6)] * users
    (tenure,) = trait_balance(frame_of([*ones, *zeros]))
    assert tenure.after == pytest.approx(1 / np.sqrt(8 / 3))
    assert tenure.state == state


@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 90), st.floats(0.1, 5), st.sampled_from(["ios", "web", ""])),
        min_size=8,
        max_size=60,
    )
)
def test_differences_agree_with_statsmodels(visits: list[Visit]) -> None:
    sides = [[visit for visit in visits if visit[0] == side] for side in (1, 0)]
    if not all(sides):
        assert trait_balance(frame_of(visits)) == ()
        return
    plain = [DescrStatsW([age for _, age, _, _ in side]) for side in sides]
    weighted = [DescrStatsW([a for _, a, _, _ in side], weights=[w for _, _, w, _ in side]) for side in sides]
    spread = np.sqrt((plain[0].var + plain[1].var) / 2)
    (tenure,) = [row for row in trait_balance(frame_of(visits)) if row.trait == "tenure"]
    if spread < 1e-6:
        assert tenure.before is None
        return
    assert tenure.before == pytest.approx((plain[0].mean - plain[1].mean) / spread, abs=1e-6)
    assert tenure.after == pytest.approx((weighted[0].mean - weighted[1].mean) / spread, abs=1e-6)
