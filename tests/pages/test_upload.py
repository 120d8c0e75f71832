"""The upload page: look before loading, answer what is open, name columns, load, undo."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from launchops.errors import FactsError
from launchops.facade import facts
from launchops.launch import open_launch
from launchops.ui import upload_effect
from tests.conftest import SHARED
from tests.pages.conftest import USERS, dashboard, healthy
from tests.pages.fake_pages import texts_of

PARTLY_BAD = "用户ID,注册日期\nu4,2026-03-03\nu5,2026-13-45\n".encode("gb18030")  # month 13
OPEN_DATES = b"user_id,signup_date\nu1,03/04/2026\nu2,05/06/2026\n"
OWN_NAMES = b"who,began\nu1,2026-03-01\nu2,2026-03-02\n"


@pytest.fixture(autouse=True)
def only_tried_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trial on a copy builds facts; only its own test waits for that."""
    monkeypatch.setattr(upload_effect, "TRIED_BYTES", 0)


def with_files(*files: tuple[str, bytes], language: str = "en") -> AppTest:
    """The upload page with files dropped on it."""
    at = dashboard("upload", language=language)
    for name, content in files:
        at.file_uploader(key="files_0").upload(name, content)
    return at.run()


def with_file(name: str, content: bytes, language: str = "en") -> AppTest:
    return with_files((name, content), language=language)


def file_id(at: AppTest) -> str:
    return str(at.session_state["files_0"][0].file_id)


def counts(at: AppTest) -> list[str]:
    """Rows to load and rows refused, of every file."""
    return [metric.value for metric in healthy(at).metric if metric.label in ("Rows to load", "Rows refused")]


def test_the_header_tells_what_each_file_holds(empty_store: str) -> None:
    at = healthy(with_files(("a.csv", USERS), ("b.csv", b"user_id,date\nu1,2026-03-02\n")))
    assert "a.csv** :gray[· Users]" in texts_of(at)
    assert "b.csv** :gray[· Events]" in texts_of(at)
    assert at.button(key="load").label == "Load 2 files"


def test_a_dropped_file_is_told_but_not_written(empty_store: str) -> None:
    at = with_file("sign-ups.csv", USERS)
    assert counts(at) == ["2", "0"]
    assert open_launch(empty_store).uploads.batches() == []


def test_a_partly_bad_file_names_its_bad_row_before_anything_is_written(empty_store: str) -> None:
    at = with_file("注册.csv", PARTLY_BAD)
    assert counts(at) == ["1", "1"]
    reasons = at.dataframe[0].value
    assert reasons["rows"].tolist() == [1]
    assert reasons["lines"].tolist() == ["3"]
    assert reasons["values"].tolist() == ["2026-13-45"]


def test_days_without_a_row_are_named(empty_store: str) -> None:
    rows = "".join(f"u{day},2026-03-{day:02}\n" for day in (1, 2, 5, 6, 8))
    at = healthy(with_file("sign-ups.csv", f"user_id,signup_date\n{rows}".encode()))
    assert "3 days have no row: 3 Mar – 4 Mar, 7 Mar." in texts_of(at)


def test_load_writes_the_file_and_undo_takes_it_back(empty_store: str) -> None:
    at = with_file("sign-ups.csv", USERS)
    healthy(at.button(key="load").click().run())
    launch = open_launch(empty_store)
    assert [(b.file_name, b.rows_loaded, b.status) for b in launch.uploads.batches()] == [("sign-ups.csv", 2, "loaded")]
    assert "2 users" in at.title[0].value
    assert "0 → **2**" in texts_of(at)  # what it changed: the users
    assert "2 new users · 1 Mar – 2 Mar" in texts_of(at)  # what it brought, in the list
    healthy(at.button(key="undo_1").click().run())
    assert [batch.status for batch in launch.uploads.batches()] == ["undone"]
    healthy(at.button(key="redo_1").click().run())
    assert [batch.status for batch in launch.uploads.batches()] == ["loaded"]


def test_what_became_of_a_file_is_shown_also_where_the_figures_cannot_be_made(
    empty_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = with_file("sign-ups.csv", USERS)

    def no_room(*_: object, **__: object) -> Path:
        raise FactsError("facts_disk_full", reason="no space left")

    monkeypatch.setattr(facts, "build", no_room)
    at.button(key="load").click().run()
    assert [box.value for box in at.exception] == []
    assert "2 rows loaded, 0 refused" in texts_of(at)
    assert "goals and risks could not be judged anew" in at.warning[0].value
    assert "1 file is loaded" in at.title[0].value
    assert at.button(key="result_undo_1").label == "Undo"


def test_a_file_that_is_no_csv_is_refused_in_a_sentence_and_cannot_be_loaded(empty_store: str) -> None:
    at = with_file("sign-ups.csv", b"PK\x03\x04" + bytes(200))
    assert len(at.error) == 1
    assert at.button(key="load").disabled
    assert [box.value for box in at.exception] == []


def test_dates_that_can_be_read_two_ways_are_asked_for_with_both_readings(empty_store: str) -> None:
    at = healthy(with_file("dates.csv", OPEN_DATES))
    assert len(at.warning) == 1
    assert at.button(key="load").disabled
    question = at.radio[0]
    assert question.value is None
    captions = [caption.replace("\\", "") for caption in question.proto.captions]
    assert captions[0].startswith("03/04/2026 → 3 Apr 2026")
    assert captions[1].startswith("03/04/2026 → 4 Mar 2026")
    assert counts(question.set_value("dmy").run()) == ["2", "0"]


def test_text_that_can_be_read_in_several_encodings_is_asked_for_as_it_would_read(empty_store: str) -> None:
    at = with_file("café.csv", "user_id,signup_date,channel\nu1,2026-03-01,café\n".encode("cp1252"))
    readings = dict(zip(at.radio[0].options, at.radio[0].proto.captions, strict=True))
    assert any("café" in caption for caption in readings.values())
    assert counts(at.radio[0].set_value("cp1252").run()) == ["1", "0"]


def test_columns_with_names_of_ones_own_are_named_once_and_remembered(empty_store: str) -> None:
    at = with_file("own.csv", OWN_NAMES)
    assert len(at.warning) == 1  # the header does not tell the kind
    at.button_group(key=f"kind_of_{file_id(at)}:en").set_value("users").run()
    assert "needs the column user_id" in at.warning[0].value.replace("\\", "")
    at.selectbox(key=f"column_0_{file_id(at)}_users:en").select("user_id").run()
    at.selectbox(key=f"column_1_{file_id(at)}_users:en").select("signup_date").run()
    assert counts(at) == ["2", "0"]
    healthy(at.button(key="load").click().run())
    later = with_file("own.csv", OWN_NAMES + b"u3,2026-03-03\n")
    assert counts(later) == ["3", "0"]
    assert "Remembered from an earlier file: who, began" in texts_of(later)


def test_a_column_given_to_another_header_leaves_the_first(empty_store: str) -> None:
    at = with_file("two.csv", b"user_id,signup_date,first seen\nu1,2026-03-01,2026-02-01\n")
    at.selectbox(key=f"column_2_{file_id(at)}_users:en").select("signup_date").run()
    assert at.selectbox(key=f"column_1_{file_id(at)}_users:en").value == ""
    assert [m.value for m in healthy(at).metric if m.label == "Days"] == ["1 Feb 2026"]


def test_what_loading_would_change_is_told_before_and_nothing_is_written(empty_store: str) -> None:
    at = with_file("sign-ups.csv", USERS)
    healthy(at.button(key="try_effect").click().run())
    assert "0 → **2**" in texts_of(at)
    assert open_launch(empty_store).uploads.batches() == []


def test_the_way_for_larger_files_is_said_in_words(empty_store: str) -> None:
    assert "Up to 200 MB a file. Load a larger one on the command line" in texts_of(dashboard("upload"))


@pytest.mark.skipif(not SHARED.exists(), reason="the hostile file names are not here")
def test_hostile_file_names_are_shown_as_text_and_touch_no_path(empty_store: str) -> None:
    names = json.loads((SHARED / "corpus" / "filenames.json").read_text(encoding="utf-8"))
    launch = open_launch(empty_store)
    for number, name in enumerate(names):
        result = launch.uploads.load("users", f"user_id,signup_date\nu{number},2026-03-01\n".encode(), name)
        assert result.status == "loaded"
    at = healthy(dashboard("upload"))
    at.toggle(key="uploads_all").set_value(True).run()
    shown = texts_of(healthy(at))
    assert shown.count("1 new user ") == len(names)
    assert "<img src=x onerror=window.__xss=1>.csv" in shown
    assert "\u202e" not in shown
    assert "\x00" not in shown


def test_the_report_speaks_chinese(empty_store: str) -> None:
    at = healthy(with_file("注册.csv", PARTLY_BAD, language="zh"))
    assert [metric.label for metric in at.metric] == ["将载入的行", "被拒绝的行", "日期范围"]
    assert "不是日期" in at.dataframe[0].value["reason"][0]
