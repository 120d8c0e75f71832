"""Rules R3 to R11 and V6: delimiters, quotes, widths, headers and rows that are no data."""

import pytest

from launchops.errors import RefusedFile
from launchops.ingest import suggest_kind
from tests.ingest.reading import read

HEADER = "user_id,signup_date,channel,segment\n"
ONE = "U001,2026-01-05,ads,new\n"


def refusal(source: object, kind: str = "users", **options: object) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read(source, kind, **options)  # type: ignore[arg-type]
    return refused.value


def codes(text: str, kind: str = "users") -> list[tuple[int, str]]:
    return read(text, kind).codes  # type: ignore[arg-type]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quoted", [False, True])
def test_every_delimiter_line_end_and_quoting_gives_the_same_rows(delimiter: str, end: str, quoted: bool) -> None:
    lines = [["user_id", "signup_date", "channel"], ["U1", "2026-01-05", "ads"], ["U2", "2026-01-06", "seo"]]
    text = end.join(delimiter.join(f'"{cell}"' if quoted else cell for cell in line) for line in lines)
    for last in ("", end):
        result = read(text + last, "users")
        assert result.column("user_id") == ["U1", "U2"]
        assert result.column("line") == [2, 3]
        assert result.upload.understanding.delimiter == delimiter


def test_a_sep_line_is_honoured_and_counted_as_a_line() -> None:
    result = read("sep=^\r\nuser_id^signup_date\r\nU1^2026-01-05\r\nU2^never\r\n", "users")
    assert result.column("line") == [3]
    assert [reject.line for reject in result.rejects] == [4]
    assert result.notices == {}


def test_a_chosen_delimiter_comes_first() -> None:
    assert read("user_id~signup_date\nU1~2026-01-05\n", "users", delimiter="~").column("user_id") == ["U1"]


def test_text_after_a_closing_quote_is_one_bad_row() -> None:
    assert codes(HEADER + 'U1,2026-01-05,"ads"x,new\n' + ONE) == [(1, "bad_quote")]
    assert codes(HEADER + ONE + 'U1,2026-01-05,"a""b" ,new\n') == [(2, "bad_quote")]
    kept = read(HEADER + 'U1,2026-01-05,"ads"x,new\n', "users").rejects[0].cells
    assert kept == ("U1", "2026-01-05", '"ads"x', "new")


def test_a_quote_inside_an_unquoted_cell_is_a_letter() -> None:
    assert read(HEADER + 'U1,2026-01-05,5" screen,a"b"c\n', "users").column("segment") == ['a"b"c']


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADER + ONE + 'U2,2026-01-06,"ads,new\n' + ONE, 3),
        (HEADER + 'U1,2026-01-05,"x\ny","z\n' + ONE, 3),
        (HEADER + ONE * 5 + 'U2,2026-01-06,"', 7),
        (HEADER + 'U2,2026-01-06,"ads""\n', 2),
        ('"report\n' + HEADER + ONE, 1),
        ('report\n"title\n' + HEADER + ONE, 2),
    ],
)
def test_a_quote_that_never_closes_refuses_the_file_with_the_line_it_opened(text: str, line: int) -> None:
    found = refusal(text)
    assert (found.code, found.line) == ("unclosed_quote", line)


def test_line_breaks_in_unused_columns_are_free_and_counted() -> None:
    text = 'user_id,signup_date,note\nU1,2026-01-05,"a\nb\r\nc"\nU2,2026-01-06,"d\x01"\nU3,never,\n'
    result = read(text, "users")
    assert result.column("line") == [2, 5]
    assert [(reject.line, reject.data_row) for reject in result.rejects] == [(6, 3)]


def test_widths_are_judged_row_by_row() -> None:
    text = HEADER + "U1,2026-01-05\nU2,2026-01-05,a,b,c\nU3,2026-01-05,a,b,, ,\n,,\n" + ONE
    assert codes(text) == [(1, "too_few_fields"), (2, "too_many_fields"), (4, "blank_row")]


def test_nameless_columns_at_the_end_of_the_header_may_be_missing() -> None:
    text = "user_id,signup_date,,\nU1,2026-01-05\nU2,2026-01-05,,\nU3,2026-01-05,x,y\nU4,2026-01-05,,,z\n"
    assert codes(text) == [(4, "too_many_fields")]


def test_blank_rows_are_reported_and_empty_lines_are_none() -> None:
    assert codes(HEADER + "\n,,,\n\n \t,\u3000,,\n" + ONE + '""\n   \n\n') == [
        (1, "blank_row"),
        (2, "blank_row"),
        (4, "blank_row"),
        (5, "blank_row"),
    ]


@pytest.mark.parametrize("before", [0, 1, 9])
def test_a_header_within_the_first_ten_records_is_found(before: int) -> None:
    result = read("用户导出报表,,,\n" * before + HEADER + ONE, "users")
    assert result.column("line") == [before + 2]
    assert result.notices == ({"preamble_skipped": before} if before else {})


def test_a_header_after_the_tenth_record_is_not_looked_for() -> None:
    assert refusal("title,,,\n" * 10 + HEADER + ONE).code == "missing_required_columns"


@pytest.mark.parametrize(
    "header",
    [
        "user_id,signup_date,uid",
        "user_id,signup_date,User ID",
        "user_id,signup_date,来源,渠道",
        "user_id,signup_date,note,Note",
    ],
)
def test_two_headers_for_one_column_refuse_the_file(header: str) -> None:
    assert refusal(f"{header}\nU1,2026-01-05,x,y\n").code == "duplicate_header"


def test_a_repeated_header_and_totals_are_reported() -> None:
    spend = "日期,渠道,花费\n2026-01-05,抖音,100\n日期,渠道,花费\n2026-01-05,小计,100\n合 计：,,100\nGrand Total,,100\n"
    assert codes(spend, "spend") == [
        (2, "repeated_header"),
        (3, "totals_row"),
        (4, "totals_row"),
        (5, "totals_row"),
    ]
    assert codes(HEADER + ONE + "Total,1,,\n总计：1,,,\n") == [(2, "totals_row"), (3, "totals_row")]
    assert codes("user_id,date\nTotally,2026-01-05\ntotal_user,2026-01-05\n", "events") == []


def test_totals_do_not_spoil_a_column_of_excel_dates() -> None:
    text = "date,channel,spend\n46000,ads,1\n46001,ads,2\n合计,,3\ndate,channel,spend\n"
    result = read(text, "spend")
    assert result.codes == [(3, "totals_row"), (4, "repeated_header")]
    assert result.notices == {"excel_serial": 2}


def test_limits_of_columns_and_cells() -> None:
    wide = ",".join(["user_id", "signup_date", *(f"c{number}" for number in range(199))])
    assert refusal(wide + "\n" + "x," * 200 + "\n").code == "too_many_columns"
    long = "x" * 32_768
    assert codes(f"user_id,signup_date,note\nU1,2026-01-05,{long}\nU2,2026-01-05,{long[1:]}\n") == [
        (1, "cell_too_long")
    ]
    assert codes(f'user_id,signup_date,note\nU1,2026-01-05,"{long}"\nU2,2026-01-05,"a\n{long}"\n') == [
        (1, "cell_too_long"),
        (2, "cell_too_long"),
    ]


def test_a_swallowed_half_file_stays_one_reported_row() -> None:
    rows = "".join(f"U{number},2026-01-05,ads,new\n" for number in range(270_000))
    text = HEADER + 'U1,2026-01-05,"ads,new\n' + rows + 'Z,2026-01-05,"\nV1,2026-01-05,ads,new\n'
    result = read(text, "users")
    assert [code for _, code in result.codes] == ["cell_too_long"]
    assert len(result.rejects[0].cells[0]) <= 32_767
    assert result.column("user_id") == ["V1"]


def test_missing_columns_are_named_with_a_hint_that_fits() -> None:
    def hint(text: str, kind: str = "users") -> str:
        return refusal(text, kind).message.params["hint"].code  # type: ignore[attr-defined]

    assert hint("user_id，signup_date\nU1，2026-01-05\n") == "hint_full_width_comma"
    assert hint("user_id,timestamp,event\nU1,2026-01-05,login\n") == "hint_looks_like"
    assert hint("U1,2026-01-05\nU2,2026-01-05\n") == "hint_no_header"
    assert hint("user_id,channel\nU1,ads\n") == "hint_name_columns"
    assert refusal("user_id,value\nU1,3\n", "events").message.params["missing"] == ("timestamp or date",)


def test_a_mapping_names_columns_we_do_not_know() -> None:
    text = "who,when,来源,channel\nU1,2026-01-05,ads,x\n"
    chosen = {"who": "user_id", "when": "signup_date", "来源": "channel", "channel": ""}
    result = read(text, "users", mapping=chosen)
    assert (result.column("user_id"), result.column("channel")) == (["U1"], ["ads"])
    assert refusal(text, mapping={"who": "nobody"}).code == "mapping_unknown_column"


@pytest.mark.parametrize("length", [41, 199, 200, 201, 5_000])
def test_a_wide_file_with_long_names_can_be_mapped_by_what_its_refusal_gives(length: int) -> None:
    names = [f"{number:03d}" + "x" * (length - 3) for number in range(200)]
    text = ",".join(names) + "\n" + ",".join(["U1", *[""] * 198, "2026-01-05"]) + "\n"
    given = refusal(text).message.params["header"]
    assert given == [name[:200] for name in names]
    result = read(text, "users", mapping={given[0]: "user_id", given[199]: "signup_date"})  # type: ignore[index]
    assert result.column("user_id") == ["U1"]


def test_a_refusal_gives_no_more_of_a_header_than_a_file_may_have() -> None:
    given = refusal(",".join(f"c{number}" for number in range(1_000)) + "\n" + "1," * 999 + "1\n").message
    assert given.params["header"] == [f"c{number}" for number in range(200)]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("用户编号,注册时间,来源渠道", "users"),
        ("ＵＳＥＲ＿ＩＤ,Sign-Up Date", "users"),
        ("userId,registerTime", "users"),
        ("uid,event_time,event_name", "events"),
        ("user_id,event_date", "events"),
        ("用户ID,日期", "events"),
        ("活动,用户ID,日期", "participation"),
        ("user_id,activity_id,participated_date", "participation"),
        ("日期,渠道,消耗", "spend"),
        ("日期,指标,数值", "readings"),
        ("a,b,c", None),
    ],
)
def test_a_header_suggests_its_kind(header: str, kind: str | None) -> None:
    assert suggest_kind(header.split(",")) == kind


def test_a_file_with_time_and_date_uses_the_time() -> None:
    result = read("user_id,date,timestamp\nU1,2026-01-05,2026-01-05 10:00\n", "events")
    assert result.column("is_date") == [False]
    assert result.notices == {"unused_column": 1}


def test_the_preview_shows_the_first_rows_without_personal_data() -> None:
    text = "user_id,signup_date,ip,phone\n" + "U1,2026-01-05,10.0.0.1,13800138000\n" * 7
    preview = read(text, "users").upload.understanding.first_rows
    assert len(preview) == 5
    assert preview[0][2].startswith("h:")
    assert preview[0][3] == ""
