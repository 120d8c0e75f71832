"""Activity or no activity on launches small enough to count by hand: who counts, and who is left out."""

from collections.abc import Sequence
from dataclasses import replace

import ibis
import pandas as pd
import pytest
from ibis.config import Config

from launchops.errors import RecordError
from launchops.metrics.comparison import comparison_counts
from launchops.metrics.comparison_participants import activity_window, takers_expression
from launchops.metrics.results import ComparisonCounts, NaiveCounts, OutcomeSums
from launchops.metrics.tables import Filters
from launchops.stats.comparison import compare
from launchops.stats.results import LeftOut
from tests.make import Participation, User, launch, user
from tests.metrics.written_once import written_once

FEST = (20, 26)  # the activity's first and last day
DONE = 60  # everything is over


class SparkOptions(Config):
    """The one option of Ibis on Spark that compiling needs."""

    treat_nan_as_null: bool = False


def counts_of(
    users: Sequence[User], took_part: dict[int, int], *, as_of: int = DONE, **options: object
) -> ComparisonCounts:
    """Counts of a launch; `took_part`: user number -> day."""
    rows = [Participation("fest", number, day) for number, day in took_part.items()]
    options = {"window": FEST, **options}
    return comparison_counts(
        written_once(launch(*users, participations=rows)), activity="fest", as_of_day=as_of, **options
    )


def naive(participants: tuple[int, int], others: tuple[int, int]) -> NaiveCounts:
    """Users and how many came back, by side."""
    return NaiveCounts(*(OutcomeSums(users, back, back) for users, back in (participants, others)))


def back(**traits: str) -> User:
    """There on day 22, back on day 31 (9 days later)."""
    return user(signup=15, days=[22, 31], **traits)


def gone(**traits: str) -> User:
    """There on day 22 and never again."""
    return user(signup=15, days=[22], **traits)


def test_users_of_the_same_day_are_compared_by_their_return() -> None:
    counts = counts_of([back(), back(), gone(), back(), gone(), gone(), gone()], {1: 22, 2: 22, 3: 22})
    assert counts.outcome.cells.to_dict("records") == [
        {
            "participants": 3,
            "others": 4,
            "participant_sum": 2,
            "participant_square_sum": 2,
            "other_sum": 1,
            "other_square_sum": 1,
            "later_joiners": 0,
        }
    ]
    effect = compare(counts).matched
    assert effect is not None
    assert effect.difference == pytest.approx(2 / 3 - 1 / 4)
    # Residuals: participants (4/9 + 1/9 + 1/9) · 3/2, others (9/16 + 3/16) · (3/4)² · 4/3, over 3².
    assert effect.standard_error == pytest.approx(((1 + 9 / 16) / 9) ** 0.5)


def test_each_stratum_is_a_cell_of_its_own() -> None:
    users = [
        back(channel="ads"),  # takes part
        gone(channel="ads"),
        back(channel="seo"),  # another channel
        back(channel="ads", segment="b"),  # another segment
        user(signup=15, days=[23, 32], channel="ads"),  # another day
        user(signup=15, days=[19, 22, 31], channel="ads"),  # came more often before
        user(signup=15, days=[21, 22, 31], channel="ads"),  # came before within the window
    ]
    counts = counts_of(users, {1: 22})
    assert counts.outcome.cells["others"].tolist() == [1]
    assert counts.outcome.others == 6
    assert counts.outcome.others_matched == 1


def test_a_user_is_an_other_until_the_day_of_taking_part_and_nothing_after_it() -> None:
    users = [user(signup=15, days=[21, 22, 23]), user(signup=15, days=[21]), user(signup=15, days=[21])]
    counts = counts_of(users, {1: 22, 2: 21})
    # Day 21: user 2 takes part; users 1 and 3 are the others, and 1 joins a day later. Day 22: nobody alike.
    cells = counts.outcome.cells[["participants", "others", "later_joiners"]]
    assert cells.to_numpy().tolist() == [[1, 2, 1]]
    assert counts.outcome.participants_active == 2


def test_later_joiners_are_those_before_the_middle_of_the_outcome_days() -> None:
    # Outcome days of day 20 are 28 … 34, the middle is day 31: joined on day 30 counts, on day 31 not.
    users = [user(signup=15, days=[20]) for _ in range(4)]
    counts = counts_of(users, {1: 20, 2: 30, 3: 31})
    assert counts.outcome.cells["later_joiners"].tolist() == [1]
    # By week: middles are days 24, 31, 38, 45.
    assert [int(week.cells["later_joiners"].sum()) for week in counts.by_week] == [0, 1, 2, 2]


def test_outcome_days_count_strictly_after_the_visit_and_include_both_ends() -> None:
    users, took_part = [], {}
    for channel, distance in {"a": 7, "b": 8, "c": 14, "d": 15}.items():
        took_part[len(users) + 1] = 22
        users += [user(signup=15, days=[22, 22 + distance], channel=channel), gone(channel=channel)]
    cells = counts_of(users, took_part).outcome.cells
    assert sorted(cells["participant_sum"]) == [0, 0, 1, 1]  # 8 and 14 days after count, 7 and 15 do not


def test_days_whose_outcome_is_not_over_are_left_out_on_both_sides() -> None:
    users = [gone(), gone(), user(signup=15, days=[23]), user(signup=15, days=[23])]
    counts = counts_of(users, {1: 22, 3: 23}, as_of=37)  # day 22 + 14 = 36 is over, 23 + 14 = 37 is not
    assert counts.outcome.participants == 1
    assert counts.outcome.participants_unfinished == 1
    assert counts.outcome.cells["participants"].tolist() == [1]
    assert counts.outcome.others == 1


def test_a_window_not_over_at_all_has_no_cells_and_no_naive_gap() -> None:
    comparison = compare(counts_of([back(), gone()], {1: 22}, as_of=30))
    assert comparison.matched is None
    assert comparison.naive is None
    assert comparison.verdict == "too_early"
    assert comparison.left_out == LeftOut(unfinished=1)
    assert comparison.readable_day == 26 + 14 + 1


def test_nobody_took_part() -> None:
    comparison = compare(counts_of([back(), gone()], {}))
    assert comparison.participants == 0
    assert comparison.matched is None
    assert comparison.naive is None
    assert comparison.verdict == "too_early"


def test_an_activity_without_dates_or_participants_has_no_window() -> None:
    assert counts_of([back()], {}, window=None).window is None


@pytest.mark.parametrize(
    ("recorded", "window"),
    [((None, None), (18, 22)), ((20, None), (20, 22)), ((None, 30), (18, 30)), ((1, 2), (1, 2))],
)
def test_a_missing_end_of_the_window_comes_from_the_participations(
    recorded: tuple[int | None, int | None], window: tuple[int, int]
) -> None:
    rows = [Participation("fest", 1, 18), Participation("fest", 2, 22), Participation("fest", 3, 3)]
    tables = launch(back(), back(), back(), participations=rows)  # the third before sign-up on day 15
    takers = takers_expression(tables, activity="fest", as_of_day=DONE)
    assert activity_window(tables, takers, recorded, activity="fest", as_of_day=DONE) == window


def test_everybody_took_part() -> None:
    comparison = compare(counts_of([back(), back(), gone()], {1: 22, 2: 22, 3: 22}))
    assert comparison.matched is None
    assert comparison.others == 0
    assert comparison.verdict == "too_early"
    assert comparison.naive is not None
    assert comparison.naive.difference is None
    assert comparison.left_out == LeftOut(without_peers=3)


def test_one_user() -> None:
    comparison = compare(counts_of([back()], {1: 22}))
    assert comparison.matched is None
    assert comparison.participants == 1


def test_an_activity_in_the_future_has_nothing_to_compare() -> None:
    comparison = compare(counts_of([back(), gone()], {}, as_of=20))
    assert comparison.window == FEST
    assert comparison.matched is None
    assert comparison.verdict == "too_early"


def test_participation_from_as_of_on_is_not_looked_at() -> None:
    assert counts_of([back(), gone()], {1: 22, 2: 22}, as_of=22).participants == 0


def test_who_took_part_before_signing_up_stands_on_no_side() -> None:
    comparison = compare(counts_of([back(), back(), gone(), gone()], {1: 10, 2: 22}))
    assert comparison.participants == 2
    assert comparison.left_out == LeftOut(before_signup=1)
    assert comparison.others == 2
    assert comparison.naive is not None
    assert (comparison.naive.first.n, comparison.naive.second.n) == (1, 2)


def test_who_took_part_outside_the_dates_is_reported() -> None:
    users = [user(signup=15, days=[18, 22]), back(), gone()]
    comparison = compare(counts_of(users, {1: 18, 2: 22}))
    assert comparison.left_out == LeftOut(outside_window=1)
    assert comparison.others == 1  # the early one is no other either


def test_participants_not_active_on_their_day_are_left_out_and_counted() -> None:
    comparison = compare(counts_of([user(signup=15, days=[25]), back(), gone()], {1: 22, 2: 22}))
    assert comparison.matched is not None
    assert comparison.left_out == LeftOut(inactive=1)
    assert comparison.matched.share_matched == 0.5


def test_participants_without_a_visit_do_not_make_the_groups_coarser() -> None:
    absent = [user(signup=15, days=[25]) for _ in range(5)]
    counts = counts_of([*absent, back(), gone()], dict.fromkeys(range(1, 7), 22))
    assert counts.outcome.level == 0
    assert counts.outcome.participants == 6


def test_when_no_participant_was_there_the_others_are_still_counted() -> None:
    counts = counts_of([user(signup=15, days=[25]), back(), gone()], {1: 22})
    assert counts.outcome.others == 2
    assert counts.outcome.participants_active == 0


@pytest.mark.parametrize(
    ("prior", "channel", "segment", "level"),
    [
        (3, "ads", "a", 0),
        (4, "ads", "a", 1),  # 3–5 days before are one class
        (4, "ads", "b", 2),
        (4, "seo", "b", 3),
    ],
)
def test_the_ladder_makes_groups_coarser_only_as_far_as_needed(
    prior: int, channel: str, segment: str, level: int
) -> None:
    users = [
        user(signup=0, days=[10, 11, 12, 22, 31], channel="ads", segment="a"),
        user(signup=0, days=[*range(10, 10 + prior), 22], channel=channel, segment=segment),
    ]
    counts = counts_of(users, {1: 22})
    assert counts.outcome.level == level
    assert counts.outcome.cells["participants"].tolist() == [1]
    assert {week.level for week in counts.by_week} == {level}


def test_the_naive_gap_counts_everybody_from_the_windows_end() -> None:
    users = [
        user(signup=15, days=[22, 34]),  # back on the first outcome day after day 26
        user(signup=15, days=[22, 41]),  # took part; day 41 is one too late
        user(signup=2, days=[40]),  # never there in the window, back on the last outcome day
        user(signup=26, days=[33]),  # signed up on the last day; day 33 is one too early
        user(signup=27, days=[34]),  # signed up after the window
    ]
    assert counts_of(users, {1: 22, 2: 22}).naive == naive((2, 1), (2, 1))


def test_the_negative_control_looks_at_days_14_to_8_before_for_equal_tenure() -> None:
    users = [
        user(signup=6, days=[8, 14, 22]),  # both inside 8 … 14
        user(signup=7, days=[7, 15, 22]),  # both outside; as many weeks since sign-up
        user(signup=9, days=[9, 14, 22]),  # one week less: not compared
    ]
    control = counts_of(users, {1: 22}).negative_control
    wanted = ["participants", "others", "participant_sum", "participant_square_sum", "other_sum"]
    assert control.cells[wanted].to_numpy().tolist() == [[1, 1, 2, 4, 0]]
    assert control.unit == 7


def test_only_the_arm_participant_takes_part() -> None:
    arms = [Participation("fest", 1, 22, arm="holdout"), Participation("fest", 2, 22, arm="offered")]
    tables = launch(back(), gone(), participations=arms)
    assert comparison_counts(tables, activity="fest", as_of_day=DONE).participants == 0


def test_filters_choose_users_on_both_sides() -> None:
    users = [back(channel="ads"), gone(channel="ads"), back(channel="seo"), gone(channel="seo")]
    counts = counts_of(users, {1: 22, 3: 22}, filters=Filters(channels=("seo",)))
    assert counts.participants == 1
    assert counts.outcome.others == 1
    assert counts.naive == naive((1, 0), (1, 0))


def test_every_participant_is_matched_or_left_out_for_one_reason() -> None:
    absent, early = user(signup=15, days=[25]), user(signup=15, days=[18])
    users = [back(), gone(), back(), absent, early, back(segment="b")]
    comparison = compare(counts_of(users, {1: 22, 3: 5, 4: 22, 5: 18, 6: 26}, as_of=40))
    left = comparison.left_out
    assert comparison.matched is not None
    assert left == LeftOut(before_signup=1, outside_window=1, unfinished=1, inactive=1, without_peers=0)
    assert comparison.participants == comparison.matched.participants_matched + 4


@pytest.mark.parametrize("days", [(0, 7), (14, 8), (-3, 2)])
def test_outcome_days_that_make_no_sense_are_refused(days: tuple[int, int]) -> None:
    with pytest.raises(RecordError, match="cannot be compared"):
        counts_of([back()], {}, days=days)


def test_the_queries_compile_for_every_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    # Ibis registers Spark's options only where Spark is installed; compiling needs this one.
    monkeypatch.setattr(ibis.options, "pyspark", SparkOptions())
    asked: list[ibis.Expr] = []
    tables = launch(back(), gone(channel="ads"), participations=[Participation("fest", 1, 22)])

    def run(expression: ibis.Expr) -> pd.DataFrame:
        asked.append(expression)
        return tables.run(expression)

    comparison_counts(replace(tables, run=run), activity="fest", as_of_day=DONE)
    # Window, days, assigned, matched, ladder, matched once more, naive, dependence, sign-ups.
    assert len(asked) == 9
    for expression in asked:
        for engine in ("postgres", "pyspark"):
            assert "SELECT" in ibis.to_sql(expression, dialect=engine)
