"""Days to the second visit, by hand and against a second implementation."""

from hypothesis import given

from launchops.metrics.second_visit import second_visit
from tests.make import launch, user
from tests.metrics import reference
from tests.metrics.launches import SOME, SmallLaunch, launches


def test_users_by_the_days_from_their_first_to_their_second_visit():
    tables = launch(
        user(signup=0, days=[2, 3, 9]), user(signup=0, days=[0, 3]), user(signup=0, days=[1, 9]), user(signup=0)
    )
    result = second_visit(tables, as_of_day=10, within=4)
    assert list(result.frame["users"]) == [1, 0, 1, 0]
    assert list(result.frame["users_within"]) == [1, 1, 2, 2]
    assert set(result.frame["eligible"]) == {3}  # without a first visit there is no second


def test_first_visits_without_the_whole_time_since_are_not_counted_yet():
    tables = launch(user(signup=0, days=[5, 6]), user(signup=0, days=[6, 7]))
    early = second_visit(tables, as_of_day=10, within=4)
    assert (early.frame["eligible"].max(), early.waiting) == (1, 1)
    assert second_visit(tables, as_of_day=9, within=4).frame.empty
    assert second_visit(launch(), as_of_day=9, within=4).waiting == 0


def test_a_breakdown_counts_each_group():
    tables = launch(user(signup=0, days=[0, 2], channel="ads"), user(signup=0, days=[0], channel="seo"))
    frame = second_visit(tables, as_of_day=9, within=2, by="channel").frame
    assert [(row.group, row.days, row.users) for row in frame.itertuples()] == [
        ("ads", 1, 0), ("ads", 2, 1), ("seo", 1, 0), ("seo", 2, 0),
    ]  # fmt: skip


@SOME
@given(launches())
def test_agrees_with_the_slow_reference(small: SmallLaunch):
    for within in (1, 28):
        result = second_visit(launch(*small.users), as_of_day=small.as_of, within=within)
        eligible, counts, waiting = reference.second_visit(small.users, as_of=small.as_of, within=within)
        assert result.waiting == waiting
        assert dict(zip(result.frame["days"], result.frame["users"], strict=True)) == (counts if eligible else {})
        assert set(result.frame["eligible"]) == ({eligible} if eligible else set())
