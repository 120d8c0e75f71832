"""KPI series kept beside the facts: read instead of worked out, until something they are made from changes."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import launchops
from launchops.facade.kept_series import KEPT, KeptSeries
from launchops.launch import Launch
from launchops.locale import Message
from launchops.metrics.kpis import kpi_series
from launchops.metrics.results import KpiSeries
from launchops.metrics.tables import FactTables
from launchops.store.records import TargetUser
from tests.facade.test_launch import store_url
from tests.review.make import constant

FIRST = date(2025, 3, 3)
TODAY = FIRST + timedelta(days=3)
USERS = b"user_id,signup_date,segment\na,2025-03-03,shops\nb,2025-03-04,shops\nc,2025-03-05,families\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    launch = launchops.create_launch(store_url(folder), name="By hand", today=TODAY)
    launch.uploads.load("users", USERS, "users.csv")
    launch.uploads.load("events", b"user_id,date\na,2025-03-03\nb,2025-03-04\nc,2025-03-05\n", "events.csv")
    launch.facts.info()
    launch.close()
    return folder


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the KPIs that the engine was asked for."""
    asked: list[str] = []

    def counted(tables: FactTables, key: str, **said: Any) -> KpiSeries:
        asked.append(key)
        return kpi_series(tables, key, **said)

    monkeypatch.setattr("launchops.facade.kpis.kpi_series", counted)
    return asked


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def opened(folder: Path) -> Launch:
    return launchops.open_launch(store_url(folder), today=TODAY)


def test_a_process_reads_what_another_worked_out(folder: Path, worked_out: list[str]) -> None:
    first = opened(folder).metrics.kpi("signups")
    again = opened(folder).metrics.kpi("signups")
    assert worked_out == ["signups"]
    assert again.frame.equals(first.frame)
    assert again.frame["value"].tolist() == [1, 1, 1]


def test_the_reason_why_there_is_no_series_is_kept_too(folder: Path, worked_out: list[str]) -> None:
    reason = opened(folder).metrics.kpi("reading:nps").unknown
    assert reason == Message("kpi_no_reading", {"day": reason.params["day"]}) if reason else False
    assert opened(folder).metrics.kpi("reading:nps").unknown == reason
    assert worked_out == ["reading:nps"]


def test_new_data_and_records_that_matter_make_it_anew_and_nothing_else_does(
    folder: Path, worked_out: list[str]
) -> None:
    launch = opened(folder)
    launch.metrics.kpi("signups")
    launch.metrics.kpi("target_fit")
    segment = TargetUser(None, "Shops", segment="shops")
    launch._store.target_users.save(segment, who="ops", at=launch._clock.now())
    assert launch.metrics.kpi("target_fit").frame["value"].tolist() == [1, 1, 2 / 3]
    worked_out.clear()
    launch.settings.save(launch.settings.get())  # a record on which no series rests
    launch.metrics.kpi("signups")
    assert worked_out == []
    launch.uploads.load("users", b"user_id,signup_date\nd,2025-03-05\n", "more.csv")
    assert launch.metrics.kpi("signups").frame["value"].tolist() == [1, 1, 2]


def test_facts_built_anew_by_hand_take_the_series_with_them(folder: Path, worked_out: list[str]) -> None:
    launch = opened(folder)
    launch.metrics.kpi("signups")
    launch.facts.rebuild()
    opened(folder).metrics.kpi("signups")
    assert worked_out == ["signups", "signups"]


def test_a_broken_file_is_as_if_there_were_none(folder: Path, worked_out: list[str]) -> None:
    opened(folder).metrics.kpi("signups")
    (file,) = folder.rglob("series/*/*.json")
    file.write_bytes(b'{"kpi": "signups"}')
    assert opened(folder).metrics.kpi("signups").frame["value"].tolist() == [1, 1, 1]
    assert len(worked_out) == 2


@pytest.mark.parametrize("broken", [b"", b"{}", b"[1]", b'{"kpi": "a", "unknown": 0, "columns": {"day": 1}}', b"\xff"])
def test_what_is_no_series_is_not_read(tmp_path: Path, broken: bytes) -> None:
    kept = KeptSeries(tmp_path)
    kept.keep(1, "basis", constant(1, days=2))
    (tmp_path / "series" / "1" / "basis.json").write_bytes(broken)
    assert kept.find(1, "basis") is None


def test_series_of_the_last_two_versions_are_kept(tmp_path: Path) -> None:
    kept = KeptSeries(tmp_path)
    for version in range(1, 5):
        kept.keep(version, "basis", constant(version, days=2))
    assert len(list((tmp_path / "series").iterdir())) == KEPT
    found = kept.find(4, "basis")
    assert found is not None
    assert found.frame["value"].tolist() == [4, 4]
    assert kept.find(1, "basis") is None
