"""Retention on launches small enough to count by hand, and against a second implementation."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.errors import RecordError, UnknownName
from launchops.metrics.results import RetentionCounts
from launchops.metrics.retention import retention
from launchops.metrics.tables import FactTables, Filters
from launchops.periods import PeriodUnit
from tests.make import Participation, launch, user
from tests.metrics import reference
from tests.metrics.launches import SOME, SmallLaunch, launches

MONDAY = 20150  # 2025-03-03
GRAINS: list[tuple[PeriodUnit, PeriodUnit]] = [
    ("day", "day"),
    ("day", "month"),
    ("week", "day"),
    ("week", "week"),
    ("week", "month"),
    ("month", "month"),
]


def cell(result: RetentionCounts, cohort_day: int, age: int | str, group: str = "") -> pd.Series:
    cells = result.cells
    found = cells[(cells["cohort_day"] == cohort_day) & (cells["age"] == age) & (cells["group"] == group)]
    assert len(found) == 1
    return found.iloc[0]


def test_a_user_counts_once_in_a_week_however_often_they_come():
    tables = launch(user(signup=MONDAY, days=[MONDAY + 7, MONDAY + 9, MONDAY + 13]), user(signup=MONDAY + 6))
    result = retention(tables, period="week", mode="on", as_of_day=MONDAY + 14)
    assert cell(result, MONDAY, 1).eligible == 2
    assert cell(result, MONDAY, 1).active == 1
    assert cell(result, MONDAY, 0).active == 0


def test_a_week_not_yet_over_is_unknown_not_zero_and_says_when_it_is_readable():
    result = retention(launch(user(signup=MONDAY)), period="week", mode="on", as_of_day=MONDAY + 13)
    assert cell(result, MONDAY, 0).active == 0
    assert pd.isna(cell(result, MONDAY, 1).active)
    assert cell(result, MONDAY, 1).readable_day == MONDAY + 14


def test_an_unfinished_cohort_has_its_size_and_no_numbers():
    tables = launch(user(signup=MONDAY, days=[MONDAY, MONDAY + 1]))
    result = retention(tables, period="day", cohort="week", mode="on", as_of_day=MONDAY + 3)
    assert list(result.cohorts["size"]) == [1]
    assert result.cells["active"].isna().all()
    assert result.average.empty


def test_a_cell_waits_for_the_last_joiner_of_the_cohort():
    tables = launch(user(signup=MONDAY, days=[MONDAY + 1]), user(signup=MONDAY + 4))
    early = retention(tables, period="day", cohort="week", mode="on", as_of_day=MONDAY + 11)
    late = retention(tables, period="day", cohort="week", mode="on", as_of_day=MONDAY + 12)
    assert pd.isna(cell(early, MONDAY, 7).active)  # the last joiner's day 7 is MONDAY + 11
    assert cell(late, MONDAY, 7).active == 0


def test_the_average_is_a_ratio_of_sums_over_mature_cohorts():
    big = [user(signup=MONDAY, days=[MONDAY + 1]) for _ in range(3)]
    small = user(signup=MONDAY + 1)
    young = user(signup=MONDAY + 9, days=[MONDAY + 9])
    result = retention(launch(*big, small, young), period="day", mode="on", as_of_day=MONDAY + 10)
    after_a_day = result.average.set_index("age").loc[1]
    assert (after_a_day.eligible, after_a_day.active, after_a_day.cohorts) == (4, 3, 2)


def test_on_or_after_counts_later_visits_up_to_as_of():
    tables = launch(user(signup=MONDAY, days=[MONDAY, MONDAY + 3]), user(signup=MONDAY, days=[MONDAY, MONDAY + 5]))
    result = retention(tables, period="day", mode="on_or_after", as_of_day=MONDAY + 5)
    assert [cell(result, MONDAY, age).active for age in range(5)] == [2, 1, 1, 1, 0]


def test_brackets_count_days_after_each_users_own_signup():
    tables = launch(user(signup=MONDAY, days=[MONDAY + 1, MONDAY + 7]), user(signup=MONDAY + 2, days=[MONDAY + 10]))
    result = retention(
        tables, period="day", cohort="week", mode="bracket", brackets=((1, 7), (8, 14)), as_of_day=MONDAY + 10
    )
    assert cell(result, MONDAY, "1-7").active == 1
    assert pd.isna(cell(result, MONDAY, "8-14").active)
    assert cell(result, MONDAY, "8-14").readable_day == MONDAY + 17


def test_months_are_calendar_months():
    january_31 = 20119
    tables = launch(user(signup=january_31, days=[january_31, january_31 + 1, january_31 + 28]))
    result = retention(tables, period="month", mode="on", as_of_day=january_31 + 29)  # 1 March
    assert list(result.cells["active"].astype("object")[:2]) == [1, 1]
    assert list(result.cells["readable_day"][:2]) == [january_31 + 1, january_31 + 29]


def test_a_sunday_week_start_moves_the_weeks():
    sunday = MONDAY + 6
    tables = launch(user(signup=MONDAY, days=[sunday]), week_start="sunday")
    result = retention(tables, period="week", mode="on", as_of_day=sunday + 7)
    assert list(result.cohorts["cohort_day"]) == [MONDAY - 1]
    assert cell(result, MONDAY - 1, 1).active == 1


def test_a_breakdown_splits_users_by_their_trait_at_signup():
    tables = launch(
        user(signup=MONDAY, days=[MONDAY + 1], channel="ads"),
        user(signup=MONDAY, channel="seo"),
        user(signup=MONDAY),
    )
    result = retention(tables, period="day", mode="on", by="channel", as_of_day=MONDAY + 2)
    assert [(row.group, row.size) for row in result.cohorts.itertuples()] == [("", 1), ("ads", 1), ("seo", 1)]
    assert cell(result, MONDAY, 1, "ads").active == 1
    assert cell(result, MONDAY, 1, "seo").active == 0


def test_by_activity_means_signed_up_on_the_day_of_first_taking_part():
    tables = launch(
        user(signup=MONDAY, days=[MONDAY + 1]),
        user(signup=MONDAY, days=[MONDAY + 1]),
        user(signup=MONDAY + 1),
        user(signup=MONDAY),
        participations=[
            Participation("quiz", 1, MONDAY),
            Participation("quiz", 2, MONDAY + 1),  # joined a day after signing up
            Participation("tea week", 3, MONDAY),  # took part before signing up …
            Participation("quiz", 3, MONDAY + 1),  # … so this is not the first time
            Participation("quiz", 4, MONDAY, "offered"),  # an offer is not taking part
        ],
    )
    result = retention(tables, period="day", mode="on", by="activity", as_of_day=MONDAY + 3)
    sizes = {(row.group, row.cohort_day): row.size for row in result.cohorts.itertuples()}
    assert sizes == {("quiz", MONDAY): 1, ("", MONDAY): 2, ("", MONDAY + 1): 1}
    assert cell(result, MONDAY, 1, "quiz").active == 1


def test_filters_choose_users_by_their_traits():
    tables = launch(user(signup=MONDAY, days=[MONDAY + 1], channel="ads", segment="shops"), user(signup=MONDAY))
    chosen = Filters(channels=("ads", "seo"), segments=("shops",))
    result = retention(tables, period="day", mode="on", as_of_day=MONDAY + 2, filters=chosen)
    assert list(result.cohorts["size"]) == [1]


def test_an_empty_launch_has_no_rows_but_the_same_columns():
    for mode in ("on", "bracket"):
        empty = retention(launch(), period="week", mode=mode, as_of_day=MONDAY)
        full = retention(launch(user(signup=MONDAY)), period="week", mode=mode, as_of_day=MONDAY)
        for name in ("cohorts", "cells"):
            assert getattr(empty, name).empty
            assert dict(getattr(empty, name).dtypes) == dict(getattr(full, name).dtypes)


def test_what_cannot_be_asked_is_refused_by_name():
    tables = launch(user(signup=MONDAY))
    with pytest.raises(UnknownName, match="breakdown by “shoe size”"):
        retention(tables, period="day", mode="on", by="shoe size", as_of_day=MONDAY)
    with pytest.raises(RecordError, match="8-3"):
        retention(tables, period="day", mode="bracket", brackets=((8, 3),), as_of_day=MONDAY)
    with pytest.raises(RecordError, match="rolling"):
        retention(tables, period="day", mode="rolling", as_of_day=MONDAY)
    with pytest.raises(RecordError, match="year"):
        retention(tables, period="year", mode="on", as_of_day=MONDAY)  # type: ignore[arg-type]


def counted(result: RetentionCounts) -> dict[tuple[str, int, int], tuple[int, int | None]]:
    return {
        (row.group, row.cohort_day, row.age): (row.eligible, None if pd.isna(row.active) else row.active)
        for row in result.cells.itertuples()
    }


@SOME
@given(launches())
def test_agrees_with_the_slow_reference_on_every_grain(small: SmallLaunch):
    tables = launch(*small.users, week_start=small.week_start)
    for period, cohort in GRAINS:
        for mode in ("on", "on_or_after"):
            agree(tables, small, period, cohort, mode)


def agree(tables: FactTables, small: SmallLaunch, period: PeriodUnit, cohort: PeriodUnit, mode: str) -> None:
    result = retention(tables, period=period, cohort=cohort, mode=mode, by="channel", as_of_day=small.as_of)
    ages = sorted(set(result.cells["age"]))
    assert ages == list(range(len(ages)))
    expected = reference.retention(
        small.users,
        period=period,
        cohort=cohort,
        mode=mode,
        ages=ages,
        as_of=small.as_of,
        week_start=small.week_start,
        group=lambda one: one.channel,
    )
    assert counted(result) == expected
    averages = {(row.group, row.age): (row.eligible, row.active, row.cohorts) for row in result.average.itertuples()}
    sums: dict[tuple[str, int], tuple[int, int, int]] = {}
    for (group, _, age), (size, active) in expected.items():
        if active is not None:
            before = sums.get((group, age), (0, 0, 0))
            sums[group, age] = (before[0] + size, before[1] + active, before[2] + 1)
    assert averages == sums


@SOME
@given(launches(), st.sampled_from(["day", "week", "month"]))
def test_brackets_agree_with_the_slow_reference(small: SmallLaunch, cohort: PeriodUnit):
    brackets = ((0, 0), (1, 7), (5, 9), (22, 28))
    tables = launch(*small.users, week_start=small.week_start)
    result = retention(tables, period="day", cohort=cohort, mode="bracket", brackets=brackets, as_of_day=small.as_of)
    found = {(start, age): cell for (_, start, age), cell in counted(result).items()}
    expected = reference.bracket_retention(
        small.users, cohort=cohort, brackets=brackets, as_of=small.as_of, week_start=small.week_start
    )
    assert found == expected


@SOME
@given(launches(), st.sampled_from(["on", "on_or_after", "bracket"]))
def test_no_cell_of_an_unfinished_period_is_ever_a_number(small: SmallLaunch, mode: str):
    tables = launch(*small.users, week_start=small.week_start)
    cells = retention(tables, period="week", mode=mode, as_of_day=small.as_of).cells
    unfinished = cells["readable_day"] > small.as_of
    assert cells.loc[unfinished, "active"].isna().all()
    assert cells.loc[~unfinished, "active"].notna().all()
    assert (cells["mature"] == ~unfinished).all()
