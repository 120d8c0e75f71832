"""Triggers over gaps and silences, what they did on the way, and what of it is written down."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.locale import say
from launchops.review.firings import judge
from launchops.review.trigger_words import event_message
from launchops.review.triggers import TriggerPath, trigger_path, trigger_state
from launchops.store.records import Risk, TriggerEvent, TriggerWatch
from tests.review.make import day, on, risk, series

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
TWO = {"trigger_readings": 2}

# amber 0.6, red 0.7, stale after 8 days. readings needed, readings by day, today -> state, row, fired on, cleared on
GAPS = [
    (2, {0: 0.9, 8: 0.9}, 9, "red", 2, [(8, None)]),  # eight days apart: still in a row
    (2, {0: 0.9, 9: 0.9}, 10, "amber", 1, []),  # nine days apart: nobody knows what happened between
    (3, {0: 0.9, 1: 0.9, 10: 0.9}, 11, "amber", 1, []),
    (3, {0: 0.9, 1: 0.9, 10: 0.9, 11: 0.9, 12: 0.9}, 13, "red", 3, [(12, None)]),
    (2, {0: 0.9, 1: 0.9, 20: 0.9}, 21, "red", 1, [(1, None)]),  # a silence clears nothing
    (2, {0: 0.9, 1: 0.9, 20: 0.5}, 21, "green", 0, [(1, 20)]),
    (2, {0: 0.9, 1: 0.9, 2: 0.65, 3: 0.5, 4: 0.9, 5: 0.9}, 6, "red", 2, [(1, 3), (5, None)]),
    (1, {0: 0.5}, 8, "green", 0, []),
    (1, {0: 0.5}, 9, "stale", 0, []),
    (1, {0: 0.9}, 9, "stale", 1, [(0, None)]),  # stale, and still fired
    (1, {}, 5, "unknown", 0, []),
]


@pytest.mark.parametrize(("needs", "readings", "today", "state", "row", "firings"), GAPS)
def test_gaps_and_silences(
    needs: int,
    readings: dict[int, float],
    today: int,
    state: str,
    row: int,
    firings: list[tuple[int, int | None]],
) -> None:
    the_risk = risk(trigger_readings=needs)
    found = trigger_state(the_risk, series(readings), as_of_day=day(today))
    assert found is not None
    assert (found.state, found.consecutive) == (state, row)
    path = path_of(the_risk, readings, today)
    expected = [(day(fired), None if cleared is None else day(cleared)) for fired, cleared in firings]
    assert [(firing.fired_day, firing.cleared_day) for firing in path.firings] == expected
    assert found.is_fired == (bool(firings) and firings[-1][1] is None)


def path_of(the_risk: Risk, readings: dict[int, float], today: int = 99) -> TriggerPath:
    """What the trigger did over readings by day."""
    path = trigger_path(the_risk, series(readings), as_of_day=day(today))
    assert path is not None
    return path


@given(
    readings=st.dictionaries(st.integers(0, 40), st.floats(0, 1), max_size=25),
    needs=st.integers(1, 4),
    today=st.integers(1, 60),
)
def test_never_fires_on_fewer_readings_than_agreed_and_never_green_without_fresh_ones(
    readings: dict[int, float], needs: int, today: int
) -> None:
    in_order = dict(sorted(readings.items()))
    the_risk = risk(trigger_readings=needs)
    state = trigger_state(the_risk, series(in_order), as_of_day=day(today))
    assert state is not None
    known = [place for place in in_order if place < today]
    if not known or today - max(known) > the_risk.trigger_stale_days:
        assert state.state in ("unknown", "stale")
    for firing in path_of(the_risk, in_order, today).firings:
        assert len(firing.readings) == needs
        assert all(value >= 0.7 * (1 - 1e-6) for _, value in firing.readings)


def test_a_share_of_under_thirty_users_is_no_reading() -> None:
    few, many = series({0: 0.9}, denominator=29), series({0: 0.9}, denominator=30)
    states = [trigger_state(risk(), one, as_of_day=day(1), needs_people=True) for one in (few, many)]
    assert [state and state.state for state in states] == ["unknown", "red"]


# what was known when it was judged last, what is known now -> the events of today
JUDGED = [
    (None, {0: 0.9, 1: 0.9}, [("fired", 1)]),  # a new risk that is red already
    (None, {0: 0.9, 1: 0.9, 2: 0.5}, []),  # over before anybody wrote the risk down
    ({0: 0.5}, {0: 0.5, 1: 0.9, 2: 0.9}, [("fired", 2)]),
    ({0: 0.5}, {0: 0.5, 1: 0.9, 2: 0.9, 3: 0.5}, [("fired", 2), ("cleared", 3)]),  # both in one upload
    ({0: 0.9, 1: 0.9}, {0: 0.9, 1: 0.9}, []),  # nothing new
    ({0: 0.9, 1: 0.9}, {0: 0.9, 1: 0.9, 2: 0.65}, []),  # not below amber yet
    ({0: 0.9, 1: 0.9}, {0: 0.9, 1: 0.9, 2: 0.5}, [("cleared", 2)]),
    ({0: 0.9}, {0: 0.9, 1: 0.9}, [("fired", 1)]),  # the row began before
    ({0: 0.9, 1: 0.9}, {0: 0.9, 1: 0.5}, [("withdrawn", 1)]),  # corrected
    ({0: 0.9, 1: 0.9}, {0: 0.9}, [("withdrawn", 1)]),  # the upload was undone
    ({0: 0.9, 1: 0.9}, {}, [("withdrawn", 1)]),
    ({0: 0.9, 1: 0.5}, {0: 0.9, 1: 0.9}, [("fired", 1)]),  # corrected the other way
    ({}, {0: 0.9, 1: 0.9, 2: 0.5}, [("fired", 1), ("cleared", 2)]),  # the first readings of a risk that was watched
]


@pytest.mark.parametrize(("before", "now", "events"), JUDGED)
def test_every_firing_after_the_last_judgement_is_written_down_once(
    before: dict[int, float] | None, now: dict[int, float], events: list[tuple[str, int]]
) -> None:
    watch = None if before is None else judged(before).watch
    assert [(event.kind, event.happened_on) for event in judged(now, watch).events] == [
        (kind, on(place)) for kind, place in events
    ]


def judged(readings: dict[int, float], watch: TriggerWatch | None = None, **fields: Any) -> Any:
    """The judgement of a trigger that fires on two readings in a row."""
    the_risk = risk(**TWO | fields)
    return judge(the_risk, path_of(the_risk, readings), watch, unit="percent", recorded_at=NOW)


def test_a_firing_keeps_its_values_limits_and_what_was_agreed() -> None:
    (event,) = judged({0: 0.71, 1: 0.72}, contingency="Add servers.", owner="Product lead", action_owner="Ops").events
    assert event.readings == ((on(0), Decimal("0.71")), (on(1), Decimal("0.72")))
    assert (event.amber, event.red, event.contingency, event.owner) == (
        *(Decimal("0.6"), Decimal("0.7")),
        *("Add servers.", "Ops"),
    )
    assert words(event) == (
        "“Capacity” triggered on 3 Mar: 71.0 %, 72.0 %, red limit 70.0 %. What Ops does: Add servers."
    )


def words(event: TriggerEvent) -> str:
    """The event in English, with plain blanks."""
    return say(event_message(event, name="Capacity")).replace("\xa0", " ")


def test_clearing_and_withdrawing_are_said() -> None:
    fired = judged({0: 0.9, 1: 0.9})
    (cleared,) = judged({0: 0.9, 1: 0.9, 2: 0.5}, fired.watch).events
    assert words(cleared) == "“Capacity” cleared on 4 Mar: 50.0 %, back on the good side of 60.0 %."
    (withdrawn,) = judged({0: 0.9}, fired.watch).events
    assert words(withdrawn).startswith("“Capacity” is no longer triggered as of 3 Mar:")


def test_nothing_is_written_down_of_a_closed_risk() -> None:
    assert judged({0: 0.9, 1: 0.9}, status="closed").events == ()


@given(
    values=st.lists(st.sampled_from([0.5, 0.65, 0.9]), min_size=1, max_size=20),
    cuts=st.sets(st.integers(1, 20), max_size=5),
)
def test_the_events_do_not_depend_on_how_the_readings_came_in(values: list[float], cuts: set[int]) -> None:
    readings = dict(enumerate(values))
    start = TriggerWatch(1, None, is_fired=False)
    at_once = [(event.kind, event.happened_on) for event in judged(readings, start).events]
    piecewise, watch = [], start
    for end in sorted({*(cut for cut in cuts if cut < len(values)), len(values)}):
        result = judged({place: value for place, value in readings.items() if place < end}, watch)
        piecewise += [(event.kind, event.happened_on) for event in result.events]
        watch = result.watch
    assert piecewise == at_once
    assert all(one[0] != other[0] for one, other in pairwise(at_once))
