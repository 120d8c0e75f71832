"""What stands beside the estimate, on launches countable by hand: arms, daily return, dependence, sign-ups, balance."""

from collections.abc import Sequence

import pytest

from launchops.metrics.comparison import comparison_counts
from launchops.metrics.results import AssignedCounts, ComparisonCounts, ReactivatedCounts
from launchops.stats.comparison import compare
from launchops.stats.results import Group, LeftOut
from tests.make import Participation, User, launch, user
from tests.metrics.written_once import written_once

FEST = (40, 46)


def counts_of(
    users: Sequence[User],
    took_part: dict[int, int],
    *,
    arms: Sequence[tuple[int, int, str]] = (),
    as_of: int = 90,
    **options: object,
) -> ComparisonCounts:
    """`took_part`: user number -> day; `arms`: user number, day, arm."""
    rows = [Participation("fest", number, day) for number, day in took_part.items()]
    rows += [Participation("fest", number, day, arm=arm) for number, day, arm in arms]
    options = {"window": FEST, **options}
    return comparison_counts(
        written_once(launch(*users, participations=rows)), activity="fest", as_of_day=as_of, **options
    )


def assigned_of(users: Sequence[User], arms: Sequence[tuple[int, int, str]], **options: object) -> AssignedCounts:
    assigned = counts_of(users, {}, arms=arms, **options).assigned
    assert assigned is not None
    return assigned


def by_arm(counts: AssignedCounts, column: str, days: tuple[int, int] = (8, 14)) -> dict[str, int]:
    frame = counts.outcomes
    chosen = frame[(frame["first"] == days[0]) & (frame["last"] == days[1])]
    return dict(zip(chosen["arm"], chosen[column], strict=True))


def there(*days: int, signup: int = 0, **traits: str) -> User:
    return user(signup=signup, days=days, **traits)


# ---------------------------------------------------------------- users assigned at random


def test_users_count_as_assigned_from_the_day_of_the_assignment() -> None:
    users = [there(48), there(54), there(55), there(47), there(50)]
    arms = [(1, 40, "offered"), (2, 40, "offered"), (3, 40, "offered"), (4, 40, "holdout"), (5, 40, "holdout")]
    counts = assigned_of(users, arms)
    assert by_arm(counts, "users") == {"offered": 3, "holdout": 2}
    assert by_arm(counts, "total") == {"offered": 2, "holdout": 1}  # days 48 … 54 count, 47 and 55 do not


def test_triggered_counts_from_the_first_day_seen_in_the_window() -> None:
    users = [there(42, 52), there(39, 60), there(45, 53), there(47)]
    arms = [(1, 40, "offered"), (2, 40, "offered"), (3, 41, "holdout"), (4, 41, "holdout")]
    counts = assigned_of(users, arms, triggered=True)
    assert by_arm(counts, "users") == {"offered": 1, "holdout": 1}
    assert by_arm(counts, "total") == {"offered": 1, "holdout": 1}  # 10 days after day 42, 8 after day 45
    assert counts.not_seen == 2


def test_two_arms_and_an_assignment_before_sign_up_stand_on_no_side() -> None:
    users = [there(41), there(41), there(41), there(43, signup=42)]
    arms = [(1, 40, "offered"), (2, 40, "holdout"), (3, 40, "offered"), (3, 41, "holdout"), (4, 41, "offered")]
    counts = assigned_of(users, arms)
    assert (counts.two_arms, counts.before_signup) == (1, 1)
    assert counts.arms["users"].tolist() == [1, 1]


def test_users_whose_days_are_not_over_are_left_out_and_counted() -> None:
    users = [there(41) for _ in range(4)]
    arms = [(1, 40, "offered"), (2, 44, "offered"), (3, 40, "holdout"), (4, 44, "holdout")]
    counts = assigned_of(users, arms, as_of=55)  # day 40 + 14 is over, 44 + 14 is not
    assert by_arm(counts, "users") == {"offered": 1, "holdout": 1}
    assert counts.arms["unfinished"].tolist() == [1, 1]
    assert counts.by_day["day"].max() == 14


def test_who_took_part_although_held_out_is_counted_as_held_out() -> None:
    comparison = compare(
        counts_of(
            [there(41, 50), there(41), there(41, 50), there(41)],
            {1: 41, 3: 41},
            arms=[(1, 40, "offered"), (2, 40, "offered"), (3, 40, "holdout"), (4, 40, "holdout")],
        )
    )
    assert comparison.design == "randomised"
    assert comparison.matched is None
    assert comparison.itt is not None
    assert comparison.itt.holdout == Group(2, 1)
    assert comparison.itt.takers is None  # half of both sides took part


def test_one_arm_alone_is_no_randomised_design() -> None:
    assert counts_of([there(41), there(41)], {}, arms=[(1, 40, "offered"), (2, 40, "offered")]).assigned is None


def test_the_window_of_an_activity_without_dates_or_participants_comes_from_the_assignments() -> None:
    arms = [(1, 40, "offered"), (2, 43, "holdout")]
    counts = counts_of([there(41), there(44)], {}, arms=arms, window=None)
    assert counts.window == (40, 43)


def test_the_active_day_rate_counts_days() -> None:
    users = [there(48, 49, 54), there(50)]
    counts = assigned_of(users, [(1, 40, "offered"), (2, 40, "holdout")], outcome="active_day_rate")
    assert by_arm(counts, "total") == {"offered": 3, "holdout": 1}
    assert by_arm(counts, "square_sum") == {"offered": 9, "holdout": 1}


# ---------------------------------------------------------------- beside the matched estimate


def test_the_share_of_active_days_is_compared_within_cells() -> None:
    users = [there(42, 50, 51), there(42, 50)]
    counts = counts_of(users, {1: 42}, outcome="active_day_rate")
    matched = compare(counts).matched
    assert matched is not None
    assert matched.difference == pytest.approx(2 / 7 - 1 / 7)


def test_return_by_day_sets_participants_beside_the_others_of_their_cells() -> None:
    users = [there(42, 43), there(42, 43), there(42), there(42), there(42, 70)]
    frame = counts_of(users, {1: 42, 2: 42, 3: 42}).by_day.set_index("day")
    assert frame.loc[1].tolist() == [3, 2, 0.0, pytest.approx(9 / 2)]
    assert frame.loc[28].tolist() == [3, 0, pytest.approx(3 / 2), pytest.approx(9 / 2)]  # one of two others


def test_days_inside_the_window_do_not_count_without_the_activity() -> None:
    # The window ends on day 46: of the days 1 … 7 after day 42 only 47, 48 and 49 count.
    users = [there(42, 44), there(42, 48), there(42), there(42)]
    counts = counts_of(users, {1: 42, 2: 42}, days=(1, 7))
    assert counts.outcome.cells["participant_sum"].tolist() == [2]
    assert counts.without_activity is not None
    assert counts.without_activity.cells["participant_sum"].tolist() == [1]


def test_without_the_activity_is_the_same_where_all_days_lie_after_it() -> None:
    counts = counts_of([there(42, 52), there(42)], {1: 42})
    assert counts.without_activity is counts.outcome


def test_users_brought_back_are_counted_apart() -> None:
    # Neither was active for 28 days; the second signed up only 27 days before.
    users = [there(10, 42, 51), there(42, 51, signup=15), there(14, 42), there(13, 42)]
    assert counts_of(users, {1: 42, 2: 42, 3: 42, 4: 42}).reactivated == ReactivatedCounts(2, 1)


def test_dependence_sets_active_days_against_possible_days() -> None:
    # Window of 7 days in a period of 35: possible 7 and 35, active 2 and 3. Day 5 lets the data begin early.
    users = [there(5, 30, 42, 43), there(42)]
    found = compare(counts_of(users, {1: 42})).dependence
    assert found is not None
    assert found.active_share == pytest.approx(2 / 3)
    assert found.calendar_share == pytest.approx(7 / 35)
    assert found.ratio == pytest.approx((2 / 3) / (7 / 35))
    assert found.earlier_window == (19, 25)
    assert found.earlier_ratio == pytest.approx(0.0)  # day 30 in the period 5 … 39, none in 19 … 25; day 5 too
    assert found.only_during == 0


def test_dependence_counts_only_days_since_sign_up() -> None:
    counts = counts_of([there(42, 50, signup=40), there(5)], {1: 42}).dependence
    assert counts is not None
    assert (counts.possible_window, counts.possible_period) == (7, 21)


@pytest.mark.parametrize(("as_of", "is_known"), [(61, True), (60, False)])
def test_dependence_waits_for_the_14_days_after_the_window(as_of: int, is_known: bool) -> None:
    found = counts_of([there(5, 42), there(42)], {1: 42}, as_of=as_of).dependence
    assert (found is not None) is is_known


def test_users_active_only_during_the_activity_are_counted() -> None:
    users = [there(42, 43), there(41, 47), there(5, 42), there(44)]
    found = counts_of(users, {1: 42, 2: 41, 3: 42}).dependence
    assert found is not None
    assert found.only_during == 1


def test_sign_ups_of_the_activity_are_set_beside_those_of_quiet_days() -> None:
    users = [
        there(49, signup=41),  # in the window, back 8 days later
        there(55, signup=46),  # in the window, back 9 days later
        there(38, signup=30),  # quiet, back 8 days later
        there(signup=20),  # quiet, not back
        there(33, signup=25),  # another activity ran
        there(signup=11),  # 29 days before: too far
        there(42),
    ]
    counts = counts_of(users, {7: 42}, other_windows=[(24, 26)])
    signups = compare(counts).signups
    assert signups is not None
    assert (signups.difference.first, signups.difference.second) == (Group(2, 2), Group(2, 1))
    assert signups.quiet_days == 2


def test_balance_tells_platforms_before_and_after_matching() -> None:
    users = [there(42, platform="ios"), there(42, platform="web"), there(43, platform="web")]
    found = {row.level: row for row in compare(counts_of(users, {1: 42})).balance if row.trait == "platform"}
    # Before: 1 of 1 and 0 of 2. After: the other of day 43 has no participant beside it.
    assert found["ios"].before is None  # nobody varies within a side
    assert set(found) == {"ios", "web"}


def test_everybody_left_out_of_a_randomised_design_has_a_reason() -> None:
    users = [there(41) for _ in range(6)]
    arms = [(1, 40, "offered"), (2, 40, "holdout"), (3, 40, "offered"), (3, 40, "holdout"), (4, 44, "offered")]
    comparison = compare(counts_of(users, {}, arms=arms, as_of=55))
    assert comparison.left_out == LeftOut(unfinished=1, two_arms=1)
