"""Active-day rate as sums over users, by hand and against a second implementation."""

from hypothesis import given

from launchops.metrics.active_day_rate import active_day_rate
from tests.make import launch, user
from tests.metrics import reference
from tests.metrics.launches import SOME, SmallLaunch, launches


def test_active_days_are_summed_and_squared_over_users_there_from_the_first_day():
    tables = launch(
        user(signup=0, days=[4, 5, 6, 7]),  # days 5 and 6 count
        user(signup=5, days=[6]),
        user(signup=5),
        user(signup=6, days=[6]),  # had one day only: not in an equal window
    )
    row = active_day_rate(tables, start_day=5, end_day=7).frame.iloc[0]
    assert (row["users"], row["active_days"], row["square_sum"]) == (3, 3, 5)


def test_a_group_without_activity_has_zero_days_and_one_without_users_no_row():
    tables = launch(
        user(signup=0, days=[1], channel="ads"), user(signup=0, channel="seo"), user(signup=9, channel="qa")
    )
    frame = active_day_rate(tables, start_day=0, end_day=3, by="channel").frame
    assert [(row.group, row.users, row.active_days) for row in frame.itertuples()] == [("ads", 1, 1), ("seo", 1, 0)]
    assert active_day_rate(launch(), start_day=0, end_day=3).frame.empty


@SOME
@given(launches())
def test_agrees_with_the_slow_reference(small: SmallLaunch):
    start, end = small.as_of - 20, small.as_of
    frame = active_day_rate(launch(*small.users), start_day=start, end_day=end).frame
    expected = reference.active_day_rate(small.users, start=start, end=end)
    found = [(row.users, row.active_days, row.square_sum) for row in frame.itertuples()]
    assert found == ([expected] if expected[0] else [])
