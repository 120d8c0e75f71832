"""Rules V2, V3, V4 and V8: text, ids, dates and numbers, cell by cell and column by column."""

from datetime import UTC, date, datetime, timedelta

import pytest

from launchops.errors import RefusedFile
from tests.ingest.reading import KEY, TODAY, read


def instant(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


def csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def id_code(text: str) -> str:
    # the note keeps one control character below the two in a hundred that make a file binary
    result = read(f"user_id,signup_date,note\n{csv_cell(text)},2026-01-05,{'x' * 100}\n", "users")
    return result.rejects[0].code if result.rejects else f"={result.rows[0]['user_id']}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" \tU1\u00a0\u3000\r\n", "=U1"),
        ("U\u30001", "=U\u30001"),
        ("e\u0301", "=é"),
        ("00123", "=00123"),
        ('="00123"', "=00123"),
        (' ="00123" ', "=00123"),
        ("NA", "=NA"),
        ("12E5", "=12E5"),
        ("1e5", "=1e5"),
        ("-001", "=-001"),
        ("'=1+1", "==1+1"),
        ("x" * 128, "=" + "x" * 128),
        ("用" * 128, "=" + "用" * 128),
        ("用" * 129, "id_too_long"),
        ("x" * 129, "id_too_long"),
        ("1.2E+11", "id_mangled"),
        ("1e+21", "id_mangled"),
        ("1.5E12", "id_mangled"),
        ("NULL", "missing_value"),
        (" none ", "missing_value"),
        ("#N/A", "missing_value"),
        ("--", "missing_value"),
        ("\\N", "missing_value"),
        ("U\u200d1", "invisible_character"),
        ("\u2060U1", "invisible_character"),
        ("U1\u202c", "invisible_character"),
        ("U\u31641", "invisible_character"),
        ("U\x001", "control_character"),
        ("U\t1", "control_character"),
        ("U\x7f1", "control_character"),
        ("U\n1", "line_break_in_field"),
        ("U\u20281", "line_break_in_field"),
    ],
)
def test_an_id_is_read_as_text_or_refused_by_name(text: str, found: str) -> None:
    assert id_code(text) == found


@pytest.mark.parametrize(
    "text", ["a  b", "é", "e\u0301", "微信 公众号", "'x", "=1+1", "👨\u200d👩\u200d👧", "NULL", "a\u00a0b"]
)
def test_a_name_is_kept_verbatim_inside(text: str) -> None:
    result = read(f"user_id,signup_date,channel\nU1,2026-01-05,{csv_cell(' ' + text + chr(9))}\n", "users")
    assert result.column("channel") == [text]


def test_events_without_an_event_are_active() -> None:
    assert read("user_id,date,event\nU1,2026-01-05,\n", "events").column("event") == ["active"]
    assert read("user_id,date\nU1,2026-01-05\n", "events").column("event") == ["active"]


def test_arms_are_read_from_the_words_people_use() -> None:
    text = "activity,user_id,date,arm\n" + "".join(
        f"A,U{number},2026-01-05,{arm}\n" for number, arm in enumerate(["", "Holdout", "对照组", "offered", "maybe"])
    )
    result = read(text, "participation")
    assert result.column("arm") == ["participant", "holdout", "holdout", "offered"]
    assert result.codes == [(5, "unknown_arm")]


FIFTH = instant("2026-01-05")


@pytest.mark.parametrize(
    ("text", "at", "is_date"),
    [
        ("2026-1-5", FIFTH, True),
        ("2026年1月5号", FIFTH, True),
        ("Monday, January 5th, 2026", FIFTH, True),
        ("5 January 2026", FIFTH, True),
        ("05-Jan-2026 08:30", instant("2026-01-05 08:30"), False),
        ("Jan 5, 2026 3:04:05 PM", instant("2026-01-05 15:04:05"), False),
        ("2026/1/5 12:00 AM", FIFTH, False),
        ("2026/1/5 12:15 pm", instant("2026-01-05 12:15"), False),
        ("2026年1月5日 晚上8点30分", instant("2026-01-05 20:30"), False),
        ("2026-01-05 上午 9:00", instant("2026-01-05 09:00"), False),
        ("2026-01-05 中午12:30", instant("2026-01-05 12:30"), False),
        ("2026-01-05T08:30:00.5+00:00", instant("2026-01-05 08:30") + 500_000, False),
        ("2026-01-05 08:30:00,250", instant("2026-01-05 08:30") + 250_000, False),
        ("2026-01-05T08:30:00.123456789Z", instant("2026-01-05 08:30") + 123_456, False),
        ("2026-01-05 08:30:00 +0800", instant("2026-01-05 00:30"), False),
        ("2026-01-05T08:30-05:30", instant("2026-01-05 14:00"), False),
        ("2026-01-05 08:30 UTC", instant("2026-01-05 08:30"), False),
        ("20260105T083000Z", instant("2026-01-05 08:30"), False),
        ("20260105083000", instant("2026-01-05 08:30"), False),
        ('="2026-01-05"', FIFTH, True),
        ("'2026-01-05", FIFTH, True),
    ],
)
def test_ways_to_write_a_date(text: str, at: int, is_date: bool) -> None:
    result = read(f"user_id,timestamp\nU0,2026-01-04\nU1,{csv_cell(text)}\n", "events")
    assert result.codes == []
    assert (result.rows[1]["ts"], result.rows[1]["is_date"]) == (at, is_date)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29", "2026-00-10", "0000-01-01", "2026-01-05 24:00", "2026-01-05 10:60", "2026-01-05T10:00:60",
        "26-01-05", "05-01-26", "1/5/26", "2026-01", "2026", "20260231", "yesterday", "NULL", "２０２６-01-05",
        "2026-01-05 13:00 PM", "2026-01-05 10:00 +15:00", "2026-1/5", "2026年13月1日", "5-Foo-2026", "12:30",
        "2026-01-05 8", "46000", "1767571200", "2026-01-05x", "1900-01-00",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    assert read(f"user_id,timestamp\nU0,2026-01-04\nU1,{text}\n", "events").codes == [(2, "bad_date")]


def test_dates_reach_from_1990_to_tomorrow() -> None:
    dates = ["1989-12-31", "1990-01-01", str(TODAY + timedelta(days=1)), str(TODAY + timedelta(days=2)), "9999-12-31"]
    text = "user_id,timestamp\n" + "".join(f"U{number},{day}\n" for number, day in enumerate(dates))
    assert read(text, "events").codes == [(1, "too_old_date"), (4, "future_date"), (5, "future_date")]
    # in Shanghai the day after tomorrow begins at 16:00 UTC
    late = "user_id,timestamp\nU1,2026-11-23T15:59:59Z\nU2,2026-11-23T16:00:00Z\nU3,2026-11-23 23:59:59\n"
    assert read(late, "events", zone="Asia/Shanghai").codes == [(2, "future_date")]


@pytest.mark.parametrize(("mark", "tail"), [("/", ""), ("-", " 10:00"), (".", "T10:00:00Z")])
def test_day_and_month_are_decided_on_the_whole_column(mark: str, tail: str) -> None:
    def column(*days: str) -> str:
        return "user_id,timestamp\n" + "".join(f"U{n},{day.replace('/', mark)}{tail}\n" for n, day in enumerate(days))

    def months(text: str, **options: str) -> list[int]:
        return [datetime.fromtimestamp(ts / 1e6, tz=UTC).month for ts in read(text, "events", **options).column("ts")]

    assert months(column("01/02/2026", "13/02/2026")) == [2, 2]
    assert months(column("01/02/2026", "02/13/2026")) == [1, 2]
    assert months(column("03/03/2026", "10/10/2026")) == [3, 10]
    for open_column in (column("01/02/2026", "03/03/2026"), column("13/02/2026", "02/13/2026")):
        with pytest.raises(RefusedFile, match="Day and month"):
            read(open_column, "events")
    assert months(column("01/02/2026"), date_order="dmy") == [2]
    assert months(column("01/02/2026"), date_order="mdy") == [1]
    assert read(column("13/02/2026", "02/13/2026"), "events", date_order="dmy").codes == [(2, "bad_date")]


def test_the_question_of_day_and_month_carries_examples_and_the_line() -> None:
    with pytest.raises(RefusedFile) as asked:
        read("user_id,signup_date\nU1,2026-01-05\nU2,01/02/2026\nU3,05/06/2026\n", "users")
    assert (asked.value.code, asked.value.line, asked.value.column) == ("ambiguous_date_order", 3, "signup_date")
    assert asked.value.message.params["examples"] == ["01/02/2026", "05/06/2026"]


def test_the_decision_may_stand_far_from_the_question() -> None:
    rows = "".join(f"U{number},0{number % 9 + 1}/02/2026\n" for number in range(120_000))
    result = read("user_id,signup_date\n" + rows + "V,31/01/2026\n", "users")
    assert result.upload.understanding.date_order == "dmy"
    assert result.codes == []


@pytest.mark.parametrize(
    ("cells", "code", "first"),
    [
        (["46027", "46027.5", ""], "excel_serial", FIFTH),
        (["1767571200", "1767571200.5"], "epoch_seconds", FIFTH),
        (["1767571200000"], "epoch_milliseconds", FIFTH),
        (["1767571200000001"], "epoch_microseconds", FIFTH + 1),
    ],
)
def test_numbers_are_dates_where_the_whole_column_is_so(cells: list[str], code: str, first: int) -> None:
    text = "user_id,timestamp\n" + "".join(f"U{number},{cell}\n" for number, cell in enumerate(cells))
    result = read(text, "events")
    assert result.rows[0]["ts"] == first
    assert result.notices == {code: len([cell for cell in cells if cell])}
    mixed = read(text + "V,2026-01-05\n", "events")
    assert mixed.column("user_id") == ["V"]


def test_local_times_across_a_change_of_clocks() -> None:
    text = "user_id,timestamp\n" + "".join(
        f"U{number},{time}\n"
        for number, time in enumerate(
            ["2026-03-29 01:59:00", "2026-03-29 02:30:00", "2026-03-29 03:00:00", "2026-10-25 02:30:00", "2026-07-01"]
        )
    )
    result = read(text, "events", zone="Europe/Berlin")
    expected = ["2026-03-29 00:59", "2026-03-29 01:30", "2026-03-29 01:00", "2026-10-25 00:30", "2026-07-01 00:00"]
    assert result.column("ts") == [instant(time) for time in expected]
    assert result.column("is_date") == [False, False, False, False, True]


def test_a_day_column_takes_the_local_day_of_an_instant() -> None:
    text = "date,kpi,value\n2026-01-05T16:30:00Z,dau,1\n2026-01-05 23:59,mau,2\n2026-01-05,wau,3\n"
    days = read(text, "readings", zone="Asia/Shanghai").column("day")
    assert [date(1970, 1, 1) + timedelta(days=day) for day in days] == [
        date(2026, 1, 6),
        date(2026, 1, 5),
        date(2026, 1, 5),
    ]


def number(text: str, *, neighbours: tuple[str, ...] = (), delimiter: str = ",") -> str:
    lines = [["date", "kpi", "value", "x" * 100]]
    lines += [[f"2026-01-0{n}", "k", csv_cell(cell), ""] for n, cell in enumerate([text, *neighbours], start=1)]
    result = read("\n".join(delimiter.join(line) for line in lines), "readings")
    bad = [reject.code for reject in result.rejects if reject.data_row == 1]
    return bad[0] if bad else f"={result.rows[0]['value']}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12", "=12"), ("-5", "=-5"), ("+7", "=7"), ("007", "=7"), ("1.50", "=1.5"), (".5", "=0.5"), ("-0", "=0"),
        ("1e3", "=1000"), ("1.5E-2", "=0.015"), ("1,234.56", "=1234.56"), ("12,345,678", "=12345678"),
        ("0.1234567890123456789", "=0.1234567890123456789"), (" 3 ", "=3"), ('="4"', "=4"), ("100", "=100"),
        ("", "missing_value"), ("12,34", "bad_number"), ("1,2345", "bad_number"), ("0,123", "bad_number"),
        ("1.2.3", "bad_number"), ("1 234", "bad_number"), ("12%", "bad_number"), ("$9", "bad_number"),
        ("１２", "bad_number"), ("0x1F", "bad_number"), ("1_000", "bad_number"), ("#DIV/0!", "bad_number"),
        ("NaN", "not_finite"), ("-Infinity", "not_finite"), ("1e309", "not_finite"), ("1e15", "number_too_large"),
        ("1e999999", "not_finite"), ("1e-999999", "=0"), ("1\n2", "line_break_in_field"),
        ("1\x002", "control_character"),
    ],
)  # fmt: skip
def test_numbers_are_exact_or_refused_by_name(text: str, found: str) -> None:
    assert number(text) == found


def test_a_decimal_comma_is_read_where_every_number_of_a_semicolon_file_fits_it() -> None:
    assert number("1.234,5", delimiter=";") == "=1234.5"
    assert number("1,234", delimiter=";") == "ambiguous_number"
    assert number("1,234", neighbours=("0,5",), delimiter=";") == "=1.234"
    assert number("1,234", neighbours=("0.5",), delimiter=";") == "=1234"
    assert number("1,234", neighbours=("0.5", "0,5"), delimiter=";") == "ambiguous_number"
    assert number("0,5", neighbours=("0.5",), delimiter=";") == "bad_number"
    assert number("17", neighbours=("abc",), delimiter=";") == "=17"
    assert number("99,90", delimiter="\t") == "bad_number"


def test_spend_and_counts_are_not_negative_and_counts_are_whole() -> None:
    text = "date,channel,spend,clicks\n2026-01-01,a,-0,\n2026-01-02,a,-1,1\n2026-01-03,a,1,1.5\n2026-01-04,a,1,12.0\n"
    result = read(text, "spend")
    assert result.codes == [(2, "negative_not_allowed"), (3, "bad_number")]
    assert (result.column("spend"), result.column("clicks")) == (["0", "1"], [None, 12])


def test_device_ids_and_addresses_are_kept_as_hashes_only() -> None:
    text = "user_id,signup_date,device_id,ip\nU1,2026-01-05, abc ,10.0.0.1\nU2,2026-01-05,abc,\nU3,2026-01-05,null,-\n"
    devices = read(text, "users").column("device_hash")
    assert devices[0] == devices[1]
    assert devices[0].startswith("h:")
    assert devices[2] == ""
    again = f"user_id,signup_date,device_id\nU1,2026-01-05,{devices[0]}\n"
    assert read(again, "users").column("device_hash") == [devices[0]]
    assert b"abc" not in KEY
