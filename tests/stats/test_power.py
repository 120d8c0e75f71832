"""How many users a trial needs: textbook sizes, and the inverses agree with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.stats.power import sizes_needed, smallest_share, smallest_visible


def test_twenty_against_twenty_five_percent_needs_1094_on_each_side():
    needed = sizes_needed(difference=0.05, baseline=0.20, holdout_share=0.5)
    assert (needed.offered, needed.holdout, needed.users) == (1094, 1094, 2188)


def test_a_tenth_held_out_is_smaller_than_half_but_needs_more_users_in_all():
    needed = sizes_needed(difference=0.05, baseline=0.20, holdout_share=0.1)
    assert needed.holdout == 622 < 1094  # a tenth of 6,216
    assert needed.offered == 5594
    assert needed.users > 2188


@given(
    users=st.integers(200, 1_000_000),
    baseline=st.floats(0.01, 0.9),
    share=st.floats(0.02, 0.5),
)
def test_the_smallest_visible_difference_needs_the_users_there_are(users: int, baseline: float, share: float):
    visible = smallest_visible(users=users, baseline=baseline, holdout_share=share)
    if visible is None:  # not even 100 % would be seen
        assert sizes_needed(difference=1 - baseline, baseline=baseline, holdout_share=share).users > users
        return
    needed = sizes_needed(difference=visible, baseline=baseline, holdout_share=share)
    assert needed.users <= users + 2 + users * 0.02  # sizes are whole users and the root is found to 1e-6


@given(users=st.integers(2_300, 200_000))
def test_more_users_never_need_a_larger_share_held_out(users: int):
    few = smallest_share(users=users, baseline=0.2, difference=0.05)
    many = smallest_share(users=users + 1_000, baseline=0.2, difference=0.05)
    assert few is not None and many is not None and 0 < many <= few + 1e-5 <= 0.5 + 1e-5


def test_too_few_users_have_no_share_that_is_enough():
    assert smallest_share(users=2_000, baseline=0.2, difference=0.05) is None  # halves need 2,188
    assert smallest_visible(users=4, baseline=0.9, holdout_share=0.5) is None


@pytest.mark.parametrize(
    ("difference", "baseline", "share"),
    [(0.0, 0.2, 0.5), (0.5, 0.6, 0.5), (0.1, -0.1, 0.5), (0.1, 0.2, 0.0), (0.1, 0.2, 1.0)],
)
def test_what_is_no_share_or_no_difference_is_refused(difference: float, baseline: float, share: float):
    with pytest.raises(ValueError, match="share"):
        sizes_needed(difference=difference, baseline=baseline, holdout_share=share)
