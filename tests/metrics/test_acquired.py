"""Users an activity brought: by week and channel, activated, retained and what they cost, counted by hand."""

import pandas as pd
import pytest

from launchops.metrics.acquired import acquired_users
from launchops.metrics.tables import Filters
from tests.make import Participation, Spend, launch, user

# Day 4 is Monday 5 January 1970: the weeks begin on days 4, 11, 18 …
TABLES = launch(
    user(signup=4, days=[4, 26], channel="ads", activated=5),  # 1: activated, back on day 22
    user(signup=5, days=[5, 34], channel="ads", activated=13),  # 2: activated on day 8: too late; back on day 29
    user(signup=6, days=[6, 34], channel="seo", activated=13),  # 3: activated on day 7, back on day 28
    user(signup=12, days=[12, 34], channel="ads", activated=12),  # 4: second week
    user(signup=4, days=[4, 8], channel="ads"),  # 5: took part four days after sign-up: not brought
    user(signup=4, days=[4], channel="ads"),  # 6: brought by another activity on the same day (quiz < tea)
    participations=[
        Participation("tea", 1, 4), Participation("tea", 2, 5), Participation("tea", 3, 6),
        Participation("tea", 4, 12), Participation("tea", 5, 8),
        Participation("tea", 6, 4), Participation("quiz", 6, 4),
        Participation("tea", 1, 20),  # a second time changes nothing
    ],
    spend=[
        Spend(4, 60.0, "ads", "tea"), Spend(10, 40.0, "ads", "tea"), Spend(5, 500.0, "ads", ""),
        Spend(12, 30.0, "ads", "tea"), Spend(60, 900.0, "ads", "tea"),
    ],
)  # fmt: skip


def found(as_of_day: int, **options: object):
    return acquired_users(TABLES, activity="tea", as_of_day=as_of_day, **options)  # type: ignore[arg-type]


def rows(frame: pd.DataFrame) -> dict[tuple[int, str], dict[str, object]]:
    return {(row["week_day"], row["channel"]): row for row in frame.to_dict("records")}


def test_signups_stand_in_their_week_and_channel():
    table = rows(found(50).frame)
    assert {key: row["signups"] for key, row in table.items()} == {(4, "ads"): 2, (4, "seo"): 1, (11, "ads"): 1}


def test_activated_within_seven_days_and_retained_on_days_22_to_28():
    table = rows(found(50).frame)
    assert (table[4, "ads"]["activated"], table[4, "ads"]["retained"]) == (1, 1)
    assert (table[4, "seo"]["activated"], table[4, "seo"]["retained"]) == (1, 1)
    assert (table[11, "ads"]["activated"], table[11, "ads"]["retained"]) == (1, 1)


def test_only_spend_that_names_the_activity_counts_and_a_channel_without_it_is_blank():
    table = rows(found(50).frame)
    assert (table[4, "ads"]["spend"], table[4, "ads"]["cost_per_activated"]) == (100.0, 100.0)
    assert pd.isna(table[4, "seo"]["spend"]) and pd.isna(table[4, "seo"]["cost_per_activated"])


def test_the_total_sets_all_spend_against_all_users_brought():
    total = found(50).total.iloc[0]
    assert (total["signups"], total["activated"], total["retained"]) == (4, 3, 3)
    assert total["spend"] == 130.0
    assert total["cost_per_activated"] == total["cost_per_retained"] == pytest.approx(130 / 3)


@pytest.mark.parametrize(
    ("as_of_day", "activated", "retained"),
    [(12, False, False), (13, True, False), (33, True, False), (34, True, True)],
)
def test_a_cohort_is_known_once_its_last_user_had_the_time(as_of_day: int, activated: bool, retained: bool):
    row = rows(found(as_of_day).frame)[4, "ads"]  # last sign-up on day 5: day 7 is 12, day 28 is 33
    assert pd.notna(row["activated"]) is activated
    assert pd.notna(row["retained"]) is retained
    assert (row["activated_from_day"], row["retained_from_day"]) == (13, 34)


def test_a_total_cost_takes_spend_and_users_of_the_same_known_weeks():
    total = found(34).total.iloc[0]  # ads of the first week are known; seo and the second week are not
    assert (total["retained"], total["retained_signups"]) == (1, 2)
    assert total["cost_per_retained"] == 100.0  # without the 30 of the second week
    assert total["signups"] == 4


def test_without_an_activation_event_activation_is_unknown():
    tables = launch(user(signup=4, days=[4]), participations=[Participation("tea", 1, 4)], has_activation=False)
    result = acquired_users(tables, activity="tea", as_of_day=50)
    assert not result.has_activation
    assert pd.isna(result.frame["activated"].iloc[0]) and result.frame["retained"].iloc[0] == 0
    assert pd.isna(result.total["cost_per_retained"].iloc[0])


def test_spend_is_filed_by_channel_so_another_filter_makes_it_unknown():
    assert found(50, filters=Filters(channels=("ads",))).total["spend"].iloc[0] == 130.0
    assert pd.isna(found(50, filters=Filters(segments=("new",))).total["spend"].iloc[0])


def test_an_activity_that_brought_nobody_gives_no_rows_and_no_zero_costs():
    result = acquired_users(TABLES, activity="none", as_of_day=50)
    assert result.frame.empty
    assert result.total["signups"].iloc[0] == 0
    assert result.total[["spend", "activated", "retained", "cost_per_activated"]].isna().all(axis=None)
