"""Rule R1 and R2: the encoding is decided on the whole file, and what is no CSV is refused."""

import gzip
import io
import zipfile

import pytest

from launchops.errors import RefusedFile
from tests.ingest.reading import read

HEADER = "用户ID,注册日期,渠道,分群\n"
ROWS = "U001,2026-01-05,抖音,新用户\nU002,2026-01-06,微信公众号,老用户\n"
JAPANESE = "user_id,signup_date,channel\nU001,2026-01-05,るいは検索エンジン\nU002,2026-01-06,友達の紹介\n"
TAIWAN = "user_id,signup_date,channel\nU001,2026-01-05,臉書廣告\nU002,2026-01-06,搜尋引擎\nU003,2026-01-07,會員\n"


def refusal(data: bytes, **options: str) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read(data, "users", **options)
    return refused.value


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_the_same_table_is_read_from_every_encoding_we_decide(codec: str, name: str) -> None:
    result = read((HEADER + ROWS).encode(codec), "users")
    assert result.upload.understanding.encoding == name
    assert result.column("channel") == ["抖音", "微信公众号"]


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("user_id,signup_date,channel\nU1,2026-01-05,Café première\n", "latin-1"),
        ("user_id,signup_date,channel\nU1,2026-01-05,Señal\nU2,2026-01-05,Müller\n", "cp1252"),
        ("user_id,signup_date,channel\nU1,2026-01-05,реклама\n", "cp1251"),
        (TAIWAN, "big5"),
        (JAPANESE, "shift_jis"),
        ("user_id,signup_date,channel\nU1,2026-01-05,るい\n", "shift_jis"),
    ],
)
def test_an_encoding_that_cannot_be_told_is_asked_for_and_the_answer_is_honoured(text: str, codec: str) -> None:
    asked = refusal(text.encode(codec))
    assert asked.code == "encoding_uncertain"
    first = read(text.encode(codec), "users", encoding=codec)
    assert first.column("channel") == read(text, "users").column("channel")


@pytest.mark.parametrize("good_rows", [1, 3, 2000])
def test_a_file_that_turns_from_utf8_to_gbk_is_refused_with_the_line(good_rows: int) -> None:
    rows = "".join(f"U{number},2026-01-05,抖音,新用户\n" for number in range(good_rows))
    found = refusal((HEADER + rows).encode() + "V1,2026-01-05,微信,老用户\n".encode("gbk"))
    assert (found.code, found.line) == ("encoding_mixed", good_rows + 2)


def test_a_file_that_turns_from_gbk_to_utf8_is_refused() -> None:
    rows = "".join(f"U{number},2026-01-05,抖音,新用户\n" for number in range(50))
    found = refusal((HEADER + rows).encode("gbk") + "V1,2026-01-05,微信,老用户\n".encode())
    assert (found.code, found.line) == ("encoding_mixed", 1)


def test_accented_utf8_with_one_latin1_cell_is_mixed() -> None:
    data = "user_id,signup_date,channel\nU1,2026-01-05,Café\n".encode() + "U2,2026-01-05,Señal\n".encode("latin-1")
    found = refusal(data)
    assert (found.code, found.line) == ("encoding_mixed", 3)


def test_a_byte_order_mark_does_not_excuse_bytes_of_another_encoding() -> None:
    found = refusal((HEADER + ROWS).encode("utf-8-sig") + "U3,2026-01-05,微信,x\n".encode("gbk"))
    assert (found.code, found.line) == ("encoding_mixed", 4)
    assert refusal((HEADER + ROWS).encode("utf-16") + b"\x00").code == "encoding_mixed"


def test_gbk_cells_that_happen_to_be_valid_utf8_stay_gbk() -> None:
    assert "联通".encode("gbk") == b"\xc1\xaa\xcd\xa8"
    rows = "U1,2026-01-05,一,联通\nU2,2026-01-05,移动,丁\n"
    assert read((HEADER + rows).encode("gbk"), "users").column("segment") == ["联通", "丁"]


def test_a_chosen_encoding_that_does_not_fit_is_refused_with_the_line() -> None:
    found = refusal((HEADER + ROWS).encode("gbk"), encoding="utf-8")
    assert (found.code, found.line) == ("encoding_wrong", 1)
    assert refusal(b"x", encoding="rot13").code == "encoding_unknown"
    assert refusal(b"x", encoding="no such thing").code == "encoding_unknown"


@pytest.mark.parametrize("data", [b"", b"\n\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_without_any_text_is_empty(data: bytes) -> None:
    assert refusal(data).code == "empty_file"


def zipped(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "user_id,signup_date\n")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped("users.csv"), "filetype_zip"),
        (zipped("xl/workbook.xml"), "filetype_xlsx"),
        (gzip.compress(b"user_id,signup_date\n", mtime=0), "filetype_gzip"),
        (b"%PDF-1.7\n", "filetype_pdf"),
        (b"\x89PNG\r\n\x1a\n", "filetype_image"),
        (b"SQLite format 3\x00" + bytes(100), "filetype_sqlite"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "filetype_ole2"),
        (b"\n <!DOCTYPE html><html><table>", "filetype_html"),
        ("<html><body><table><tr><td>用户ID".encode("gbk"), "filetype_html"),
        ("<html><table>用户ID".encode("utf-16"), "filetype_html"),
        (b'<?xml version="1.0"?><Workbook>', "filetype_html"),
        (b'[{"user_id": "U1"}]', "filetype_json"),
        (b'{"rows": []}', "filetype_json"),
        (b"user_id,signup_date\n" + bytes(range(8)) * 4, "filetype_binary"),
    ],
)
def test_what_is_no_csv_is_refused_by_name(data: bytes, what: str) -> None:
    found = refusal(data)
    assert found.code == "not_csv"
    assert found.message.params["what"].code == what  # type: ignore[attr-defined]


def test_the_line_of_a_bad_byte_counts_every_kind_of_line_end() -> None:
    for end in ("\n", "\r\n", "\r"):
        data = end.join(["user_id,signup_date", "U1,2026-01-05", "U2,2026-01-05", ""]).encode() + b"U\xff3,x"
        assert refusal(data).line == 4
