"""The upload page: look before loading, load, refuse, undo."""

from streamlit.testing.v1 import AppTest

from launchops.launch import open_launch
from tests.pages.conftest import USERS, dashboard, healthy

PARTLY_BAD = "用户ID,注册日期\nu4,2026-03-03\nu5,2026-13-45\n".encode("gb18030")  # month 13


def with_file(name: str, content: bytes) -> AppTest:
    """The upload page with a file of users dropped on it."""
    at = dashboard("upload")
    return at.file_uploader(key="files_users_0").upload(name, content).run()


def test_a_dropped_file_is_told_but_not_written(empty_store: str) -> None:
    at = healthy(with_file("sign-ups.csv", USERS))
    assert [(metric.label, metric.value) for metric in at.metric] == [("Rows to load", "2"), ("Rows refused", "0")]
    assert open_launch(empty_store).uploads.batches() == []


def test_a_partly_bad_file_names_its_bad_row_before_anything_is_written(empty_store: str) -> None:
    at = healthy(with_file("注册.csv", PARTLY_BAD))
    assert [metric.value for metric in at.metric] == ["1", "1"]
    reasons = at.dataframe[0].value
    assert reasons["rows"].tolist() == [1]
    assert reasons["line"].tolist() == [3]
    assert reasons["value"].tolist() == ["2026-13-45"]


def test_load_writes_the_file_and_undo_takes_it_back(empty_store: str) -> None:
    at = with_file("sign-ups.csv", USERS)
    healthy(at.button(key="load").click().run())
    launch = open_launch(empty_store)
    assert [(b.file_name, b.rows_loaded, b.status) for b in launch.uploads.batches()] == [("sign-ups.csv", 2, "loaded")]
    assert "2 users" in at.title[0].value
    healthy(at.button(key="undo_1").click().run())
    assert [batch.status for batch in launch.uploads.batches()] == ["undone"]
    healthy(at.button(key="redo_1").click().run())
    assert [batch.status for batch in launch.uploads.batches()] == ["loaded"]


def test_a_file_that_is_no_csv_is_refused_in_a_sentence_and_cannot_be_loaded(empty_store: str) -> None:
    at = with_file("sign-ups.csv", b"PK\x03\x04" + bytes(200))
    assert len(at.error) == 1
    assert at.button(key="load").disabled
    assert [box.value for box in at.exception] == []


def test_dates_that_can_be_read_two_ways_are_asked_for(empty_store: str) -> None:
    at = with_file("dates.csv", b"user_id,signup_date\nu1,03/04/2026\nu2,05/06/2026\n")
    assert len(at.error) == 1
    file_id = at.session_state["files_users_0"][0].file_id
    at.selectbox(key=f"date_order_{file_id}").select("dmy").run()
    assert [metric.value for metric in healthy(at).metric] == ["2", "0"]
