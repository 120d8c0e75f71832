"""Rejected rows: what is kept of them, and that their CSV loads after mending."""

import csv
import io
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.ingest import KINDS, Kind, ReadOptions, open_upload, rejects_csv, template_csv
from launchops.ingest.formula import formula_restored, formula_safe
from tests.ingest.reading import KEY, TODAY, read

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")


def written(result: object, **options: str) -> bytes:
    upload, rejects = result.upload, result.rejects  # type: ignore[attr-defined]
    return rejects_csv(upload.understanding.header, rejects, **options)  # type: ignore[arg-type]


def cells_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_unmended_rejects_are_rejected_again_for_the_same_reasons() -> None:
    text = (
        "user_id,signup_date,channel\n=1+1,never,ads\nU2,2026-01-05\nU3,2026-01-05,a,b\n,,\n合计,,3\n"
        "user_id,signup_date,channel\n-001,x,\n"
    )
    first = read(text, "users")
    again = read(written(first), "users")
    assert [code for _, code in again.codes] == [code for _, code in first.codes]
    assert [reject.cells for reject in again.rejects] == [reject.cells for reject in first.rejects]
    assert again.upload.understanding.header == first.upload.understanding.header


def test_mended_rejects_load_with_their_ids_unchanged() -> None:
    ids = ["=1+1", "@SUM(A1)", "+8613800138000", "-001", "'=1", "00123", "＝1"]
    first = read("user_id,signup_date\n" + "".join(f"{user},never\n" for user in ids), "users")
    mended = written(first).replace(b"never", b"2026-01-05")
    straight = read("user_id,signup_date\n" + "".join(f"{user},2026-01-05\n" for user in ids), "users")
    assert read(mended, "users").column("user_id") == straight.column("user_id")


def test_names_that_look_like_formulas_come_back_verbatim() -> None:
    names = ["=1+1", "'=1+1", "''=x", "+a", "-1+1", "@x", "'quoted'", " =1"]
    rows = "".join(f"U1,never,{name}\n" for name in names)
    mended = written(read(f"user_id,date,event\n{rows}", "events")).replace(b"never", b"2026-01-05")
    assert read(mended, "events").column("event") == [name.strip() for name in names]


def test_no_cell_of_the_rejects_starts_like_a_formula() -> None:
    corpus = [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1+1)",
        "\t=1+1",
        "＝1+1",
        "＋1",
        "－1+1",
        "＠SUM(1)",
        " =1+1",
        "\r=1",
        "\x00=1",
    ]
    rows = "".join('U1,never,"' + name + '",' + "x" * 200 + "\n" for name in corpus)
    for row in cells_of(written(read(f"user_id,date,event,note\n{rows}", "events")))[1:]:
        assert not any(cell.lstrip(" ").startswith(RISKY) for cell in row)


def test_a_file_with_decimal_commas_is_written_with_its_own_delimiter() -> None:
    first = read("date;channel;spend\n2026-01-01;a;1,5\nnever;a;99,90\n", "spend")
    mended = written(first, delimiter=first.upload.understanding.delimiter).replace(b"never", b"2026-01-02")
    assert read(mended, "spend").column("spend") == ["99.9"]


def test_rejects_hold_hashes_instead_of_device_ids_and_nothing_of_unused_personal_columns() -> None:
    text = "user_id,signup_date,device_id,phone,ip\nU1,never,dev-77,13800138000,10.9.8.7\n"
    text += "U2,2026-01-05,dev-77,13800138000,10.9.8.7,extra\nU3,dev-77,13800138000,10.9.8.7\n"
    text += 'U4,2026-01-05,"dev-77"x,13800138000,10.9.8.7\nU5,2026-01-05,dev\x01-77,13800138000,10.9.8.7\n'
    result = read(text, "users")
    assert len(result.rejects) == 5
    for reject in result.rejects:
        everything = " ".join((reject.value, *reject.cells))
        assert not any(secret in everything for secret in ("dev-77", "13800138000", "10.9.8.7"))
    good = read("user_id,signup_date,device_id\nU1,2026-01-05,dev-77\n", "users").column("device_hash")
    mended = written(result).decode("utf-8-sig").splitlines()[:2]
    loaded = read("\n".join(mended).replace("never", "2026-01-05"), "users")
    assert loaded.column("device_hash") == good


def test_a_value_is_cut_at_200_characters() -> None:
    result = read(f"user_id,signup_date\n{'x' * 500},2026-01-05\n", "users")
    assert len(result.rejects[0].value) == 200
    assert len(result.rejects[0].cells[0]) == 500


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rejected_row_has_its_reason_in_words(language: str) -> None:
    first = read("user_id,signup_date\nU1,never\n", "users")
    reason = cells_of(written(first, language=language))[1][2]
    assert "never" in reason
    assert "{" not in reason


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_loads_as_it_is(kind: Kind) -> None:
    data = template_csv(kind)
    assert data.startswith(b"\xef\xbb\xbf")
    result = read(data, kind)
    assert (len(result.rows), result.codes, result.notices) == (2, [], {})


@given(st.text())
def test_formula_guard_is_exactly_undone(cell: str) -> None:
    assert formula_restored(formula_safe(cell)) == cell


@given(st.sampled_from(["'", "''", ""]), st.sampled_from([*RISKY, "x", "5", " "]), st.text())
def test_guarded_cells_are_inert_or_plain_numbers(quotes: str, start: str, rest: str) -> None:
    safe = formula_safe(quotes + start + rest)
    assert not safe.startswith(RISKY) or safe.removeprefix("-").replace(".", "", 1).isdecimal()
    assert formula_restored(safe) == quotes + start + rest


def test_streams_and_paths_read_like_bytes(tmp_path: Path) -> None:
    data = b"user_id,signup_date\nU1,2026-01-05\n"
    path = tmp_path / "users.csv"
    path.write_bytes(data)
    expected = read(data, "users").rows
    assert read(path, "users").rows == expected
    stream = io.BytesIO(data)
    assert read(stream, "users").rows == expected
    assert not stream.closed
    with path.open("rb", buffering=0) as unbuffered:
        assert read(unbuffered, "users").rows == expected


def test_chunks_can_be_read_again_with_the_same_result() -> None:
    upload = open_upload(
        b"user_id,date\n" + b"U1,2026-01-05\n" * 3,
        "events",
        options=ReadOptions(),
        zone=ZoneInfo("UTC"),
        today=TODAY,
        hash_key=KEY,
    )
    first, second = ([chunk.rows.to_pylist() for chunk in upload.chunks()] for _ in range(2))
    assert first == second
