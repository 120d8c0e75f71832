"""Active users on launches small enough to count by hand, and against a second implementation."""

import pandas as pd
import pytest
from hypothesis import given

from launchops.metrics.active_users import active_users
from launchops.metrics.tables import Filters
from tests.make import launch, user
from tests.metrics import reference
from tests.metrics.launches import SOME, SmallLaunch, launches


def test_counts_each_user_once_in_a_trailing_window():
    tables = launch(user(signup=0, days=[0, 1, 8]), user(signup=1, days=[1]), user(signup=2))
    frame = active_users(tables, as_of_day=9).frame.set_index("day")
    assert list(frame["dau"]) == [1, 2, 0, 0, 0, 0, 0, 0, 1]
    assert list(frame["wau"]) == [1, 2, 2, 2, 2, 2, 2, 2, 1]  # day 7 still sees day 1; day 8 sees days 2 … 8
    assert list(frame["mau"]) == [1, 2, 2, 2, 2, 2, 2, 2, 2]


def test_every_calendar_day_has_a_row_and_a_day_without_activity_is_zero():
    frame = active_users(launch(user(signup=5, days=[5, 9])), as_of_day=10).frame
    assert list(frame["day"]) == [5, 6, 7, 8, 9]
    assert list(frame["dau"]) == [1, 0, 0, 0, 1]


def test_figures_from_as_of_on_are_unknown_not_zero():
    frame = active_users(launch(user(signup=5, days=[5, 6, 7])), as_of_day=6).frame
    assert list(frame["complete"]) == [True, False, False]
    unknown = frame.loc[frame["day"] >= 6, ["dau", "wau", "mau", "dau_mean", "stickiness"]]
    assert unknown.isna().all(axis=None)


def test_stickiness_is_mean_daily_users_over_monthly_users_from_the_28th_day():
    every_day = user(signup=0, days=range(28))
    once = user(signup=0, days=[0])
    result = active_users(launch(every_day, once), as_of_day=28)
    frame = result.frame.set_index("day")
    assert result.stickiness_from_day == 27
    assert frame["stickiness"].loc[:26].isna().all()
    assert frame.loc[27, "dau_mean"] == pytest.approx(29 / 28)
    assert frame.loc[27, "stickiness"] == pytest.approx(29 / 28 / 2)


def test_a_channel_opened_later_warms_up_later():
    tables = launch(user(signup=0, days=range(40), channel="seo"), user(signup=10, days=range(10, 40), channel="ads"))
    result = active_users(tables, as_of_day=40, filters=Filters(channels=("ads",)))
    assert result.stickiness_from_day == 37
    assert list(result.frame["day"]) == list(range(40))
    assert list(result.frame["dau"])[8:12] == [0, 0, 1, 1]
    assert result.frame.set_index("day")["stickiness"].first_valid_index() == 37


def test_nobody_behind_a_filter_is_zero_users_and_no_stickiness():
    result = active_users(launch(user(signup=0, days=range(30))), as_of_day=30, filters=Filters(channels=("ads",)))
    assert list(result.frame["mau"]) == [0] * 30
    assert result.frame["stickiness"].isna().all()


def test_an_empty_launch_has_no_rows_but_the_same_columns():
    empty, full = active_users(launch(), as_of_day=3), active_users(launch(user(signup=1)), as_of_day=3)
    assert empty.frame.empty
    assert list(empty.frame.dtypes) == list(full.frame.dtypes)
    assert list(empty.frame) == list(full.frame)


@SOME
@given(launches())
def test_agrees_with_the_slow_reference(small: SmallLaunch):
    frame = active_users(launch(*small.users, week_start=small.week_start), as_of_day=small.as_of).frame
    expected = reference.active_users(small.users, as_of=small.as_of)
    assert len(frame) == len(expected)
    for row, counted in zip(frame.itertuples(), expected, strict=True):
        if len(counted) == 2:
            assert row.day == counted[0] and pd.isna(row.dau) and pd.isna(row.wau) and pd.isna(row.mau)
            assert pd.isna(row.stickiness)
            continue
        assert (row.day, row.dau, row.wau, row.mau) == counted[:4]
        if counted[4] == -1 or counted[3] == 0:
            assert pd.isna(row.stickiness)
        else:
            assert row.stickiness == pytest.approx(counted[4] / 28 / counted[3])
