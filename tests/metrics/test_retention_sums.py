"""The same cohorts throughout, and chosen sign-ups at one age."""

from hypothesis import given
from hypothesis import strategies as st

from launchops.metrics.retention import retention
from launchops.metrics.retention_sums import Signups, same_cohorts, shared_cohorts, sums_of, widest_age
from tests.make import launch, user
from tests.metrics.launches import SOME, SmallLaunch, launches

MONDAY = 20150


def two_cohorts():
    old = [user(signup=MONDAY, days=[MONDAY + 7, MONDAY + 14], channel="ads") for _ in range(2)]
    young = [user(signup=MONDAY + 7, channel="seo") for _ in range(3)]
    return retention(launch(*old, *young), period="week", mode="on", by="channel", as_of_day=MONDAY + 21)


def test_the_same_cohorts_stand_at_every_age():
    old = [user(signup=MONDAY, days=[MONDAY + 7, MONDAY + 14]) for _ in range(2)]
    tables = launch(*old, *[user(signup=MONDAY + 7) for _ in range(3)])
    result = retention(tables, period="week", mode="on", as_of_day=MONDAY + 21)
    pooled = result.average.set_index("age")
    assert list(pooled["eligible"]) == [5, 5, 2]
    assert list(pooled["active"]) == [0, 2, 2]  # rises as the younger cohort drops out
    frame = same_cohorts(result.cells, through=2).set_index("age")
    assert list(frame["eligible"]) == [2, 2, 2]
    assert list(frame["active"]) == [0, 2, 2]
    assert list(same_cohorts(result.cells, through=1)["eligible"]) == [5, 5]
    assert same_cohorts(result.cells, through=None).empty
    assert widest_age(result.average, [0, 1, 2]) == 1  # age 2 rests on 2 of 5


def test_chosen_signups_are_summed_over_mature_cells_of_one_age():
    cells = two_cohorts().cells
    assert (sums_of(cells, 1, Signups()).eligible, sums_of(cells, 1, Signups()).active) == (5, 2)
    assert sums_of(cells, 2, Signups()).eligible == 2
    assert sums_of(cells, 1, Signups(start_day=MONDAY + 7)).eligible == 3
    assert sums_of(cells, 1, Signups(end_day=MONDAY + 7)).active == 2
    assert sums_of(cells, 1, Signups(group="seo")).cohorts == 1
    assert sums_of(cells, 1, Signups(start_day=MONDAY + 7, group="ads")).eligible == 0


def test_two_groups_are_compared_over_cohorts_that_both_have():
    users = [user(signup=MONDAY + week, channel=c) for week, c in ((0, "ads"), (0, "seo"), (7, "ads"))]
    cells = retention(launch(*users), period="week", mode="on", by="channel", as_of_day=MONDAY + 21).cells
    assert set(shared_cohorts(cells, 1, ("ads", "seo"))["cohort_day"]) == {MONDAY}


@SOME
@given(launches(), st.sampled_from(["on", "on_or_after", "bracket"]))
def test_no_average_ever_holds_an_unfinished_cell(small: SmallLaunch, mode: str):
    tables = launch(*small.users, week_start=small.week_start)
    result = retention(tables, period="day", cohort="week", mode=mode, as_of_day=small.as_of)
    ages = list(dict.fromkeys(result.cells["age"]))
    through = widest_age(result.average, ages)
    mature = result.cells[result.cells["readable_day"] <= small.as_of]
    sums = {age: (int(m["eligible"].sum()), int(m["active"].sum())) for age, m in mature.groupby("age")}
    pooled = {row.age: (row.eligible, row.active) for row in result.average.itertuples()}
    assert pooled == sums
    frame = same_cohorts(result.cells, through=through)
    assert len(set(frame["eligible"])) <= 1
    assert all((row.eligible, row.active) <= sums[row.age] for row in frame.itertuples())
    if through is not None:
        last = frame.set_index("age").loc[through]
        assert (last["eligible"], last["active"]) == sums[through]
