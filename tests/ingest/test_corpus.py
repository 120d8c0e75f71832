"""Every file of the corpus of bad and odd CSV files: verdict, counts and row codes as expected."""

import csv
from pathlib import Path

import pytest

from launchops.errors import RefusedFile
from tests.ingest.reading import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of bad CSV files is not on this machine")


def expected() -> list[dict[str, str]]:
    if not CORPUS.is_dir():
        return []
    with (CORPUS / "EXPECTED.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def expected_rows(file: str) -> list[tuple[int, str]]:
    with (CORPUS / "EXPECTED_ROWS.csv").open(encoding="utf-8", newline="") as text:
        return [(int(row["data_row"]), row["code"]) for row in csv.DictReader(text) if row["file"] == file]


REFUSALS = {  # the code each refused file must give, from the reasons of EXPECTED.csv
    "users_latin1.csv": ("encoding_uncertain", None),
    "users_mixed_utf8_then_gbk.csv": ("encoding_mixed", 5),
    "users_utf8_bad_byte_row2.csv": ("encoding_mixed", 3),
    "users_fullwidth_comma.csv": ("missing_required_columns", 1),
    "users_unclosed_quote_mid.csv": ("unclosed_quote", 3),
    "empty_0_bytes.csv": ("empty_file", None),
    "header_only.csv": ("no_data_rows", None),
    "no_header.csv": ("missing_required_columns", None),
    "dup_header_exact.csv": ("duplicate_header", 1),
    "missing_signup_date.csv": ("missing_required_columns", 1),
    "wrong_kind_events_as_users.csv": ("missing_required_columns", 1),
    "dates_ambiguous_all.csv": ("ambiguous_date_order", 2),
    "dates_contradictory.csv": ("ambiguous_date_order", 3),
}


@pytest.mark.parametrize("case", expected(), ids=lambda case: case["file"])
def test_a_corpus_file_gets_its_verdict(case: dict[str, str]) -> None:
    kind = case["kind"].split(":")[0]
    path = CORPUS / "files" / case["file"]
    if case["expect"] == "refuse":
        with pytest.raises(RefusedFile) as refused:
            read(path, "users" if kind == "notcsv" else kind)  # type: ignore[arg-type]
        code, line = REFUSALS.get(case["file"], ("not_csv", None))
        assert refused.value.code == code
        assert line is None or refused.value.line == line
        return
    result = read(path, kind)  # type: ignore[arg-type]
    assert (len(result.rows), len(result.rejects)) == (int(case["rows_ok"]), int(case["rows_bad"]))
    assert result.codes == expected_rows(case["file"])


def test_the_notes_of_the_corpus_are_given_as_notices() -> None:
    def notices(file: str, kind: str) -> dict[str, int]:
        return read(CORPUS / "files" / file, kind).notices  # type: ignore[arg-type]

    assert notices("users_ok_gbk_cn.csv", "users") == {"decoded_as_gb18030": 1}
    assert notices("extra_reordered_columns.csv", "users") == {"unused_column": 2}
    assert notices("preamble_title_rows.csv", "users") == {"preamble_skipped": 3}
    assert notices("dates_excel_serial.csv", "events") == {"excel_serial": 3}
    assert notices("dates_epoch_s.csv", "events") == {"epoch_seconds": 2}
    assert notices("sec_pii_users.csv", "users") == {"unused_column": 4, "personal_data": 4}
    assert notices("users_ok_utf8.csv", "users") == {}


def test_the_values_the_corpus_names_are_read() -> None:
    day = 86_400_000_000

    def column(file: str, kind: str, name: str, zone: str = "UTC") -> list[object]:
        return read(CORPUS / "files" / file, kind, zone=zone).column(name)  # type: ignore[arg-type]

    assert column("users_excel_text_trick.csv", "users", "user_id") == ["00123", "00124"]
    assert column("spend_semicolon_decimal_comma.csv", "spend", "spend") == ["1234.5", "99.9"]
    assert column("dates_excel_serial.csv", "events", "ts") == [
        20431 * day,
        20458 * day,
        20458 * day + day // 2,
    ]
    assert column("dates_epoch_s.csv", "events", "ts") == [20458 * day, 20459 * day]
    assert [ts // day for ts in column("dates_many_formats.csv", "events", "ts")] == [20458] * 15  # type: ignore[operator]
    assert column("dates_dmy_resolvable.csv", "events", "ts")[0] == 20485 * day  # 1 February
    shanghai = column("dates_tz_offsets.csv", "events", "ts", zone="Asia/Shanghai")
    assert [(ts + 8 * day // 24) // day - 20453 for ts in shanghai] == [5, 6, 6, 5]  # type: ignore[operator]
    assert column("ids_leading_zeros.csv", "users", "user_id") == ["00123", "0123", "123"]
    assert column("sec_formula_user_ids.csv", "users", "user_id") == [
        "=1+1",
        "@SUM(A1)",
        "+8613800138000",
        "-001",
    ]
    assert column("sec_formula_event_names.csv", "events", "event")[13] == "'=1+1"
