"""A fresh store for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from launchops.store import Store, create_store
from launchops.store.records import LaunchSettings
from tests.store.rows import NOW


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/launch.db"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    made = create_store(url, LaunchSettings("Launch"), at=NOW, who="ops")
    yield made
    made.close()
