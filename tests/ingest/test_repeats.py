"""Rule V5: what repeats an earlier row of the file."""

import numpy as np
import pyarrow as pa
import pytest

from launchops.ingest.duplicates import RowHasher, SeenRows
from tests.ingest.reading import read


def test_a_user_named_twice_is_identical_or_a_conflict_with_the_first() -> None:
    text = (
        "user_id,signup_date,channel,note\nU1,2026-01-05,ads,a\nU1,2026/1/5, ads ,b\nU1,2026-01-06,ads,a\n"
        "u1,2026-01-05,ads,a\nU1,2026-01-05,ads,a\n"
    )
    result = read(text, "users")
    assert result.codes == [(2, "duplicate_identical"), (3, "duplicate_conflict"), (5, "duplicate_identical")]


def test_a_refused_row_is_no_first_row() -> None:
    text = "user_id,signup_date\nU1,never\nU1,2026-01-05\n"
    assert read(text, "users").codes == [(1, "bad_date")]


def test_events_with_a_time_repeat_and_events_with_a_date_add_up() -> None:
    rows = [
        "2026-01-05 10:00,1",
        "2026-01-05 10:00,1.0",
        "2026-01-05 10:00,2",
        "2026-01-05,1",
        "2026-01-05,1",
        "2026-01-05,1",
    ]
    result = read("user_id,timestamp,value\n" + "".join(f"U1,{row}\n" for row in rows), "events")
    assert result.codes == [(2, "duplicate_identical")]
    assert result.column("ordinal") == [0, 0, 0, 1, 2]


def test_the_same_instant_in_two_zones_is_the_same_event() -> None:
    text = "user_id,timestamp\nU1,2026-01-05T10:00:00Z\nU1,2026-01-05T18:00:00+08:00\nU1,2026-01-05 18:00:00\n"
    assert read(text, "events", zone="Asia/Shanghai").codes == [(2, "duplicate_identical"), (3, "duplicate_identical")]


def test_participation_is_one_row_a_day_and_arm() -> None:
    text = (
        "activity,user_id,date,arm,reward\nA,U1,2026-01-05,,5\nA,U1,2026-01-05,participant,5\nA,U1,2026-01-05,,6\n"
        "A,U1,2026-01-05,offered,\nA,U1,2026-01-06,,5\nB,U1,2026-01-05,,5\n"
    )
    assert read(text, "participation").codes == [(2, "duplicate_identical"), (3, "duplicate_conflict")]


def test_spend_of_two_campaigns_is_no_conflict() -> None:
    text = "date,channel,spend,campaign\n2026-01-05,a,1,x\n2026-01-05,a,1,y\n2026-01-05,a,2,x\n"
    assert read(text, "spend").codes == [(3, "duplicate_conflict")]


@pytest.mark.parametrize("distance", [1, 70_000, 120_000])
def test_repeats_are_found_however_far_apart(distance: int) -> None:
    rows = [f"U{number},2026-01-05 10:00\n" for number in range(distance)]
    dated = [f"U{number},2026-01-05\n" for number in range(distance)]
    result = read("user_id,timestamp\n" + "".join([*rows, rows[0], *dated, dated[0]]), "events", rows=1000)
    assert result.codes == [(distance + 1, "duplicate_identical")]
    assert result.column("ordinal")[-1] == 1
    assert sum(result.column("ordinal")) == 1


def test_hashes_tell_apart_what_differs_only_in_where_the_columns_part() -> None:
    hasher = RowHasher(b"seed")
    high, low = hasher.rows([pa.array(["ab", "a", "", "ab", "a\x00"]), pa.array(["c", "bc", "abc", "c", "bc"])])
    assert len({(int(a), int(b)) for a, b in zip(high, low, strict=True)}) == 4
    assert (high[0], low[0]) == (high[3], low[3])


def test_keys_that_share_their_first_word_are_told_apart_by_the_second() -> None:
    seen = SeenRows()
    high = np.array([7, 7, 7, 7], dtype=np.uint64)
    low = np.array([1, 2, 1, 2], dtype=np.uint64)
    assert seen.repeats(high, low)[0].tolist() == [False, False, True, True]
    assert seen.repeats(high[:2], low[:2])[0].tolist() == [True, True]
