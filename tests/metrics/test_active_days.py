"""Active-days distribution on launches small enough to count by hand, and against a second implementation."""

import pytest
from hypothesis import given

from launchops.errors import UnknownName
from launchops.metrics.active_days import active_days
from tests.make import Participation, launch, user
from tests.metrics import reference
from tests.metrics.launches import SOME, SmallLaunch, launches


def test_users_by_number_of_active_days_with_those_who_never_came():
    tables = launch(
        user(signup=0, days=[0, 5, 6, 7]),  # days 5 and 6 count: the end is not inside
        user(signup=0, days=[4]),
        user(signup=6),  # signed up inside the period, never came
        user(signup=7, days=[7]),  # signed up after it
    )
    frame = active_days(tables, start_day=5, end_day=7).frame
    assert list(frame["active_days"]) == [0, 1, 2]
    assert list(frame["users"]) == [2, 0, 1]
    assert list(frame["users_at_least"]) == [3, 1, 1]


def test_a_breakdown_has_one_distribution_per_group():
    tables = launch(
        user(signup=0, days=[0], channel="ads"),
        user(signup=0, channel="seo"),
        participations=[Participation("quiz", 2, 0)],
    )
    by_channel = active_days(tables, start_day=0, end_day=1, by="channel").frame
    assert list(by_channel["group"]) == ["ads", "ads", "seo", "seo"]
    assert list(by_channel["users"]) == [0, 1, 1, 0]
    by_activity = active_days(tables, start_day=0, end_day=1, by="activity").frame
    assert list(by_activity["group"]) == ["", "", "quiz", "quiz"]
    assert list(by_activity["users"]) == [0, 1, 1, 0]


def test_nobody_signed_up_gives_no_rows():
    assert active_days(launch(), start_day=0, end_day=7).frame.empty
    assert active_days(launch(user(signup=9)), start_day=0, end_day=7).frame.empty


def test_a_period_without_days_holds_everybody_at_zero():
    frame = active_days(launch(user(signup=0, days=[0])), start_day=3, end_day=3).frame
    assert list(frame["users"]) == [1]


def test_an_unknown_breakdown_is_refused():
    with pytest.raises(UnknownName):
        active_days(launch(), start_day=0, end_day=7, by="height")


@SOME
@given(launches())
def test_agrees_with_the_slow_reference(small: SmallLaunch):
    start, end = small.as_of - 20, small.as_of
    frame = active_days(launch(*small.users), start_day=start, end_day=end).frame
    expected = reference.active_days(small.users, start=start, end=end)
    found = dict(zip(frame["active_days"], frame["users"], strict=True))
    assert found == (expected if sum(expected.values()) else {})
    assert list(frame["users_at_least"]) == [sum(list(found.values())[i:]) for i in found]
