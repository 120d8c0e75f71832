"""Up to which day data is complete."""

from hypothesis import given
from hypothesis import strategies as st

from launchops.facts.as_of import complete_before

LONG_AGO = 10_000  # a loading long after every day


def days(*counts: int) -> dict[int, int]:
    """Users active on days 0, 1, 2 …; 0 means no data that day."""
    return {day: count for day, count in enumerate(counts) if count}


def complete(active: dict[int, int], loaded_on: dict[int, int] | None = None) -> int:
    loaded = loaded_on if loaded_on is not None else dict.fromkeys(active, LONG_AGO)
    return complete_before(active, loaded, first_day=min(loaded), last_day=max(loaded))


def test_an_ordinary_last_day_is_complete():
    assert complete(days(*[10] * 20)) == 20


def test_a_stray_row_after_the_true_end_is_not_the_end():
    assert complete(days(*[10] * 20, 0, 1)) == 20


def test_a_last_day_under_half_the_usual_is_not_complete():
    assert complete(days(*[10] * 20, 4)) == 20
    assert complete(days(*[10] * 20, 5)) == 21


def test_with_under_a_week_of_history_size_is_not_asked():
    assert complete(days(10, 10, 10, 10, 10, 10, 1)) == 7  # six days before it
    assert complete(days(10, 10, 10, 10, 10, 10, 10, 1)) == 7  # seven: day 7 is too small


def test_days_without_data_count_as_zero_in_the_usual():
    """Of the 14 days before day 14, eight are empty: the median is 0, so one user is enough."""
    assert complete(days(*[10] * 6, *[0] * 8, 1)) == 15


def test_a_day_loaded_before_it_ended_is_not_complete():
    active = days(*[10] * 10)
    assert complete(active, dict.fromkeys(active, 9)) == 9
    assert complete(active, dict.fromkeys(active, 10)) == 10


def test_where_no_day_is_complete_the_first_day_is_given():
    assert complete(days(3), {0: 0}) == 0


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40).filter(any))
def test_it_lies_after_the_first_day_and_at_most_one_after_the_last(counts: list[int]):
    active = days(*counts)
    assert min(active) < complete(active) <= max(active) + 1
