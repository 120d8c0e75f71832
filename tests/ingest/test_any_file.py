"""What must hold for any file at all: exact round trips, conservation of records, no other error than a refusal."""

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from launchops.errors import RefusedFile
from launchops.ingest import KINDS, Kind
from launchops.ingest.codes import reason_of
from launchops.ingest.faults import FAULT_CODES
from launchops.locale import say
from tests.conftest import PROVING
from tests.ingest.reading import read

pytestmark = pytest.mark.prove
SOME = settings(max_examples=2_000 if PROVING else 60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEADERS: dict[Kind, str] = {
    "users": "user_id,signup_date,channel,ip",
    "events": "user_id,timestamp,event,value",
    "participation": "activity,user_id,date,arm",
    "spend": "date,channel,spend,clicks",
    "readings": "date,kpi,value,note",
}
# Letters of every encoding used below; quotes, delimiters and spaces inside a cell included.
LETTERS = "abzXYZ059 ,;|'\"=-_.@抖音微信公众号用户新老活动一联通"
cells = st.text(LETTERS, max_size=12).map(str.strip).filter(lambda text: not text.startswith('="'))
names = st.text("abcXYZ0189_抖音用户", min_size=1, max_size=8)


@SOME
@given(
    rows=st.lists(
        st.tuples(names, cells, cells, st.text(LETTERS + "\n\t", max_size=12)),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[0],
    ),
    delimiter=st.sampled_from(",;\t|"),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    chunk=st.integers(1, 5),
)
def test_random_tables_come_back_exactly(
    rows: list[tuple[str, ...]], delimiter: str, codec: str, end: str, quoting: Any, chunk: int
) -> None:
    text = io.StringIO(newline="")
    if end == "\r":
        quoting = csv.QUOTE_ALL  # the standard writer leaves a line feed bare where it is not the line end
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(["user_id", "signup_date", "channel", "segment", "备注"])
    writer.writerows([f"u{user}", "2026-01-05", channel, segment, note] for user, channel, segment, note in rows)
    options = {"encoding": codec} if codec == "gb18030" else {}
    result = read(text.getvalue().encode(codec), "users", rows=chunk, **options)
    assert result.rejects == []
    found = [(row["user_id"], row["channel"], row["segment"]) for row in result.rows]
    assert found == [(f"u{user}", channel, segment) for user, channel, segment, _ in rows]


def tried(data: bytes, kind: Kind, **options: Any) -> tuple[int, int] | None:
    """(rows, rejects), None where the file is refused; every reject must have its place and its words."""
    try:
        result = read(data, kind, **options)
    except RefusedFile as refused:
        assert "{" not in str(refused)
        return None
    places = [row["data_row"] for row in result.rows] + [reject.data_row for reject in result.rejects]
    assert sorted(places) == list(range(1, len(places) + 1))
    for reject in result.rejects:
        assert reject.code in FAULT_CODES
        assert say(reason_of(reject)) != reject.code
    return len(result.rows), len(result.rejects)


@SOME
@given(st.binary(max_size=400), st.sampled_from(KINDS))
def test_random_bytes_are_refused_or_accounted_for(data: bytes, kind: Kind) -> None:
    tried(data, kind)


@SOME
@given(st.binary(max_size=300), st.sampled_from(KINDS))
def test_random_bytes_under_a_good_header_are_refused_or_accounted_for(data: bytes, kind: Kind) -> None:
    tried(HEADERS[kind].encode() + b"\n" + data, kind)


PIECES = st.sampled_from(
    ['"', '""', ",", "\n", "\r\n", "\r", "U1", "2026-01-05", "01/02/2026", "46000", "1,5", "合计", " ", "\x00",
     "\u200b", "=1+1", "1e400", "NULL", "user_id", "下午3:04", "-", "'", "\ufeff", "é", "9" * 20]
)  # fmt: skip


@SOME
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(KINDS), st.sampled_from(["\n", "\r\n"]))
def test_pieces_of_trouble_are_refused_or_accounted_for(text: str, kind: Kind, end: str) -> None:
    tried(f"{HEADERS[kind]}{end}{text}".encode(), kind)


@SOME
@given(st.lists(PIECES, max_size=40).map("".join))
def test_records_are_those_that_the_standard_reader_counts(text: str) -> None:
    """Where every quote is well formed, our records are the `csv` module's, line for line."""
    data = "user_id,signup_date,note\nU0,2026-01-05,x\n" + text + "\nZ,2026-01-05,\n"
    found = tried(data.encode(), "users")
    if found is None:
        return
    reader = csv.reader(io.StringIO(data, newline=""), strict=True)
    try:
        expected = sum(1 for record in reader if record) - 1
    except csv.Error:
        return  # text after a closing quote: the standard reader gives up
    assert sum(found) == expected


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_the_size_of_a_chunk_changes_nothing(size: int) -> None:
    text = "user_id,timestamp\n" + "".join(f"U{n % 5},2026-01-0{n % 3 + 1}\nU{n},x\n" for n in range(20))
    whole, parts = read(text, "events"), read(text, "events", rows=size)
    assert (parts.rows, parts.rejects) == (whole.rows, whole.rejects)


def test_big_odd_files_are_read_in_linear_time() -> None:
    """Cells of 10 MB, 200,000 quotes, 5,000 columns: not timed here, but a quadratic reader would not come back."""
    head = b"user_id,signup_date,note\n"
    assert tried(head + b"U1,2026-01-05," + b"x" * 10_000_000 + b"\n", "users") == (0, 1)
    assert tried(head + b'U1,2026-01-05,"' + b'""' * 200_000 + b'"\n', "users") == (0, 1)
    assert tried(head + b"U1,2026-01-05," + b'"a"b' * 100_000 + b"\n", "users") == (0, 1)
    assert tried(b",".join([b"x"] * 5000) + b"\n", "users") is None
