"""Uploads beyond reading and loading: kind by header, memory for columns, days, effect on a copy, what each brought."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from launchops.cli_shapes import import_json
from launchops.errors import RefusedFile
from launchops.facade import uploads
from launchops.facade.results import FileToLoad
from launchops.facade.types import ReadOptions
from launchops.facade.uploads import READING
from launchops.launch import Launch, create_launch, open_launch
from launchops.locale import say
from launchops.periods import day_number

TODAY = date(2026, 3, 20)
USERS = b"user_id,signup_date\nu1,2026-03-01\nu2,2026-03-02\n"
EVENTS = b"user_id,date\nu1,2026-03-01\nu1,2026-03-02\nu2,2026-03-02\n"
OWN_NAMES = b"who,began\nu1,2026-03-01\nu2,2026-03-02\n"
NAMED = ReadOptions(mapping={"who": "user_id", "began": "signup_date"})


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    launch = create_launch(f"sqlite:///{folder / 'launch.db'}", today=TODAY)
    launch.close()
    return folder


@pytest.fixture
def launch(empty: Path, tmp_path: Path) -> Launch:
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    return open_launch(f"sqlite:///{tmp_path / 'launch.db'}", today=TODAY, user="ops")


def day(text: str) -> int:
    return day_number(date.fromisoformat(text))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("用户ID,注册日期", "users"),
        ("user_id,timestamp,event", "events"),
        ("activity,user_id,date", "participation"),
        ("date,channel,spend", "spend"),
        ("date,kpi,value", "readings"),
        ("colour,shape", None),
    ],
)
def test_the_header_tells_the_kind(launch: Launch, header: str, kind: str | None) -> None:
    row = ",".join(["1"] * len(header.split(",")))
    assert launch.uploads.suggest(f"{header}\n{row}\n".encode()) == kind


def test_the_kind_is_told_although_the_dates_leave_a_question_open(launch: Launch) -> None:
    assert launch.uploads.suggest(b"user_id,signup_date\nu1,03/04/2026\n") == "users"


def test_what_columns_stand_for_is_remembered_once_the_file_is_loaded(launch: Launch) -> None:
    assert launch.uploads.suggest(OWN_NAMES) is None
    assert launch.uploads.inspect("users", OWN_NAMES, "own.csv", NAMED).rows_good == 2
    with pytest.raises(RefusedFile):  # looking is not choosing
        launch.uploads.inspect("users", OWN_NAMES, "own.csv")
    launch.uploads.load("users", OWN_NAMES, "own.csv", NAMED)
    assert launch.uploads.suggest(OWN_NAMES) == "users"
    report = launch.uploads.inspect("users", OWN_NAMES, "own.csv")
    assert (report.rows_good, report.remembered) == (2, ("who", "began"))


def test_a_choice_of_today_comes_before_memory(launch: Launch) -> None:
    launch.uploads.load("users", OWN_NAMES, "own.csv", NAMED)
    both = b"who,began,start\nu1,2026-03-01,2026-03-05\n"
    report = launch.uploads.inspect("users", both, "own.csv", ReadOptions(mapping={"start": "signup_date"}))
    assert dict(report.understanding.mapping) == {"who": "user_id", "start": "signup_date"}


def test_days_without_a_row_and_a_last_day_with_too_few_are_told(launch: Launch) -> None:
    counts = {1: 4, 2: 4, 3: 4, 6: 4, 7: 4, 8: 4, 9: 4, 10: 1}  # no row on the 4th and 5th
    rows = "".join(f"u{n},2026-03-{on:02}\n" for on, count in counts.items() for n in range(count))
    days = launch.uploads.inspect("events", f"user_id,date\n{rows}".encode(), "e.csv").days
    assert days is not None
    assert (days.first_day, days.last_day) == (day("2026-03-01"), day("2026-03-10"))
    assert days.gaps == ((day("2026-03-04"), day("2026-03-05")),)
    assert (days.missing_days, days.is_last_short) == (2, True)


def test_a_day_that_is_not_over_looks_incomplete_and_months_of_spend_are_no_gap(launch: Launch) -> None:
    spend = f"date,channel,spend\n2026-01-01,ads,5\n2026-02-01,ads,5\n{TODAY},ads,5\n".encode()
    days = launch.uploads.inspect("spend", spend, "s.csv").days
    assert days is not None
    assert (days.gaps, days.is_last_short) == ((), True)


def test_the_report_keeps_a_few_examples_of_each_reason_and_counts_all(launch: Launch) -> None:
    rows = "".join(f"u{n},no day\n" for n in range(9)) + ",2026-03-01\n"
    report = launch.uploads.inspect("users", f"user_id,signup_date\n{rows}".encode(), "u.csv")
    assert report.reject_counts == (("bad_date", 9), ("missing_value", 1))
    assert [reject.line for reject in report.reject_examples] == [2, 3, 4, 11]


def test_an_open_date_order_is_asked_with_both_readings_of_the_files_own_cells(launch: Launch) -> None:
    file = b"user_id,signup_date\nu1,03/04/2026\nu2,05/06/2026\n"
    with pytest.raises(RefusedFile) as refused:
        launch.uploads.inspect("users", file, "u.csv")
    question = launch.uploads.question(refused.value, file)
    assert question is not None and question.field == "date_order"
    assert {reading.code: reading.examples[0] for reading in question.readings} == {
        "dmy": ("03/04/2026", date(2026, 4, 3)),
        "mdy": ("03/04/2026", date(2026, 3, 4)),
    }


def test_an_uncertain_encoding_is_asked_with_the_text_in_each_that_fits(launch: Launch) -> None:
    file = "user_id,signup_date,channel\nu1,2026-03-01,café\n".encode("cp1252")
    with pytest.raises(RefusedFile) as refused:
        launch.uploads.inspect("users", file, "u.csv")
    question = launch.uploads.question(refused.value, file)
    assert question is not None and question.field == "encoding"
    assert ("cp1252", (("u1,2026-03-01,café", None),)) in [(r.code, r.examples) for r in question.readings]
    assert all(reading.code != "gb18030" for reading in question.readings)  # café ends in half a letter there


def test_the_effect_told_before_is_the_effect_of_loading_and_the_store_stays_as_it_was(launch: Launch) -> None:
    launch.uploads.load("users", USERS, "users.csv")
    before, versions = launch.uploads.figures(), launch.versions()
    folder = set(launch.uploads._place.folder.iterdir())
    told = launch.uploads.effect([FileToLoad("events", EVENTS, "events.csv")])
    assert launch.versions() == versions
    assert set(launch.uploads._place.folder.iterdir()) == folder  # the copy is gone
    launch.uploads.load("events", EVENTS, "events.csv")
    after = {figure.key: figure.value for figure in launch.uploads.figures().figures}
    earlier = {figure.key: figure.value for figure in before.figures}
    assert {say(move.name): (move.before, move.after) for move in told.figures} == {
        say(figure.name): (earlier[figure.key], after[figure.key])
        for figure in launch.uploads.figures().figures
        if earlier[figure.key] != after[figure.key]
    }
    assert (earlier["events"], after["events"]) == (0, 3)


def test_a_file_that_is_loaded_already_changes_nothing(launch: Launch) -> None:
    launch.uploads.load("users", USERS, "users.csv")
    effect = launch.uploads.effect([FileToLoad("users", USERS, "again.csv")])
    assert (effect.figures, effect.statuses) == ((), ())


def test_each_upload_says_its_days_and_the_users_it_was_the_first_to_name(launch: Launch) -> None:
    launch.uploads.load("users", USERS, "users.csv")
    launch.uploads.load("users", b"user_id,signup_date\nu2,2026-03-02\nu3,2026-03-04\n", "more.csv")
    launch.uploads.load("events", EVENTS, "events.csv")
    shares = launch.uploads.shares()
    assert [shares[number].new_users for number in (1, 2, 3)] == [2, 1, None]
    assert (shares[3].first_day, shares[3].last_day) == (day("2026-03-01"), day("2026-03-02"))
    launch.uploads.undo(1)  # now the second file is the first to name u2
    assert [launch.uploads.shares()[number].new_users for number in (1, 2)] == [None, 2]


def test_refused_rows_load_after_mending(launch: Launch) -> None:
    bad = b"user_id;signup_date\nu1;2026-03-01\nu2;2026-13-01\n"
    batch_id = launch.uploads.load("users", bad, "bad.csv").batch_id
    assert batch_id is not None
    mended = launch.uploads.rejects_csv(batch_id).replace(b"2026-13-01", b"2026-03-11")
    again = launch.uploads.load("users", mended, "mended.csv")
    assert (again.rows_loaded, again.rows_rejected) == (1, 0)


def test_refused_rows_with_decimal_commas_load_after_mending(launch: Launch) -> None:
    bad = b"date;channel;spend\n2026-03-01;ads;12,50\nno day;ads;7,25\n"
    batch_id = launch.uploads.load("spend", bad, "bad.csv").batch_id
    assert batch_id is not None
    mended = launch.uploads.rejects_csv(batch_id).replace(b"no day", b"2026-03-02")
    assert launch.uploads.load("spend", mended, "mended.csv").rows_loaded == 1


def test_the_refused_rows_speak_the_language_asked_for(launch: Launch) -> None:
    batch_id = launch.uploads.load("users", b"user_id,signup_date\n,2026-03-01\n", "bad.csv").batch_id
    assert batch_id is not None
    assert "必填" in launch.uploads.rejects_csv(batch_id, "zh").decode("utf-8-sig")


def test_names_that_no_database_can_keep_are_kept_as_far_as_they_go(launch: Launch, tmp_path: Path) -> None:
    result = launch.uploads.load("users", USERS, "a\x00b\udcff.csv")
    assert (result.status, result.file) == ("loaded", "ab?.csv")
    odd = tmp_path / "odd\udcff.csv"
    odd.write_bytes(b"user_id,signup_date\nu7,2026-03-01\n")
    (loaded,) = launch.uploads.load_files("users", [odd])
    assert loaded.status == "loaded"


def test_a_result_with_fewer_refused_rows_than_the_file_had_says_how_many_are_left_out(
    launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "RESULT_REJECTS", 2)
    bad = b"user_id,signup_date\nu1,never\nu2,never\nu3,never\nu4,2026-03-01\n"
    result = launch.uploads.load("users", bad, "bad.csv")
    document = import_json(result, "en")
    assert (result.rows_rejected, len(document["rejects"])) == (3, 2)
    assert document["warnings"] == [{"code": "rejects_cut", "count": 1, "detail": ""}]
    assert import_json(launch.uploads.load("users", bad, "bad.csv"), "en")["warnings"] == []  # already loaded
    assert launch.uploads.rejects_csv(result.batch_id or 0).count(b"bad_date") == 3


def test_progress_goes_up_through_reading_and_writing_to_the_whole_file(launch: Launch) -> None:
    rows = "".join(f"u{n},2026-03-{1 + n % 9:02}\n" for n in range(2000))
    shares: list[float] = []
    launch.uploads.load("users", f"user_id,signup_date\n{rows}".encode(), "u.csv", progress=shares.append)
    assert shares == sorted(shares)
    assert any(share <= READING for share in shares)
    assert any(share > READING for share in shares[:-1])  # told while rows are written, before all is kept
    assert shares[-1] == 1.0


def test_progress_of_a_file_without_a_good_row_ends_as_well(launch: Launch) -> None:
    shares: list[float] = []
    launch.uploads.load("users", b"user_id,signup_date\nu1,never\n", "u.csv", progress=shares.append)
    assert shares == [1.0]
