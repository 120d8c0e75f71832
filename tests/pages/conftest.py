"""Pages over real stores: an empty launch and one filled through the import, run without a browser."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from launchops.launch import create_launch
from tests.conftest import REPOSITORY

USERS = b"user_id,signup_date,channel\nu1,2026-03-01,seo\nu2,2026-03-02,qa\n"


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    """No answer of one test reaches another."""
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a launch without data and its facts, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("empty")
    launch = create_launch(
        f"sqlite:///{folder / 'own.db'}",
        name="Tea Garden",
        launch_on=date(2026, 3, 1),
        time_zone="Asia/Shanghai",
    )
    launch.facts.info()
    launch.close()
    return folder


@pytest.fixture
def empty_store(empty_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a launch without data, which the dashboard opens."""
    shutil.copytree(empty_folder, tmp_path, dirs_exist_ok=True)
    url = f"sqlite:///{tmp_path / 'own.db'}"
    monkeypatch.setenv("LAUNCHOPS_STORE", url)
    return url


def dashboard(page: str = "", *, language: str = "", shared: bool = False) -> AppTest:
    """The dashboard in a tab without a browser, on a page (its file's name) and in a language."""
    at = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=60)
    if language:
        at.query_params["lang"] = language
    if shared:
        at.query_params["tv"] = "1"
    at.run()
    return at.switch_page(f"pages/{page}.py").run() if page else at


def healthy(at: AppTest) -> AppTest:
    """The same tab; fails where the page shows an error or an exception."""
    assert [box.value for box in at.error] == []
    assert [box.value for box in at.exception] == []
    return at
