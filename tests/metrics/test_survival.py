"""Days until users are lost, by hand and against a second implementation."""

from hypothesis import given

from launchops.metrics.results import SurvivalCounts
from launchops.metrics.survival import survival
from tests.make import launch, user
from tests.metrics import reference
from tests.metrics.launches import SOME, SmallLaunch, launches


def times(result: SurvivalCounts) -> dict[int, tuple[int, int]]:
    return {row.time: (row.lost, row.censored) for row in result.frame.itertuples()}


def test_the_time_is_that_of_the_last_active_day_before_28_without_plus_one():
    tables = launch(user(signup=0, days=[0, 27, 55, 60]))  # 28 days from 27 to 55: the days 28 … 54 are 27
    assert times(survival(tables, as_of_day=100)) == {28: (1, 0)}
    never_so_long = launch(user(signup=0, days=[0, 27, 54, 60]))
    assert times(survival(never_so_long, as_of_day=100)) == {61: (1, 0)}


def test_a_loss_that_cannot_be_known_yet_is_censored_28_days_before_as_of():
    tables = launch(user(signup=0, days=[0, 20]), user(signup=0, days=[0, 20, 40]))
    assert times(survival(tables, as_of_day=48)) == {20: (0, 2)}
    assert times(survival(tables, as_of_day=49)) == {21: (1, 1)}


def test_who_never_came_is_lost_at_once_and_who_came_late_too():
    tables = launch(user(signup=0), user(signup=0, days=[28]), user(signup=0, days=[27]))
    assert times(survival(tables, as_of_day=90)) == {0: (2, 0), 28: (1, 0)}


def test_users_who_signed_up_too_late_to_be_watched_are_in_no_row():
    tables = launch(user(signup=3), user(signup=4))
    assert times(survival(tables, as_of_day=31)) == {0: (1, 0)}
    assert survival(launch(), as_of_day=31).frame.empty


def test_a_breakdown_counts_each_group():
    tables = launch(user(signup=0, channel="ads"), user(signup=0, days=[4], channel="seo"))
    frame = survival(tables, as_of_day=60, by="channel").frame
    assert [(row.group, row.time, row.lost) for row in frame.itertuples()] == [("ads", 0, 1), ("seo", 5, 1)]


@SOME
@given(launches())
def test_agrees_with_the_slow_reference(small: SmallLaunch):
    result = survival(launch(*small.users), as_of_day=small.as_of)
    assert times(result) == reference.survival(small.users, as_of=small.as_of)
