"""A page rests on one version of the data; while a newer one is built it is the last good one."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from launchops.errors import FactsError
from launchops.facts.build import build
from launchops.launch import Launch, create_launch

USERS = "user_id,signup_date\n{0},2026-03-01\n"


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Launch]:
    made = create_launch(f"sqlite:///{tmp_path / 'launch.db'}", name="Night Market")
    yield made
    made.close()


def add_user(launch: Launch, name: str) -> None:
    launch.uploads.load("users", USERS.format(name).encode(), f"{name}.csv")


def test_a_page_keeps_its_version_while_data_comes_and_the_next_page_has_the_new_one(launch: Launch) -> None:
    add_user(launch, "ann")
    with launch.facts.held():
        assert launch.facts.info().user_count == 1
        version = launch.versions()
        add_user(launch, "bob")
        assert (launch.facts.info().user_count, launch.versions()[0]) == (1, version[0])
    with launch.facts.held(patience=60):
        assert launch.facts.info().user_count == 2


def test_inside_newest_nothing_is_held(launch: Launch) -> None:
    add_user(launch, "ann")
    with launch.facts.held():
        add_user(launch, "bob")
        with launch.facts.newest():
            assert launch.facts.info().user_count == 2
        assert launch.facts.info().user_count == 1


def test_the_last_good_version_is_shown_while_a_newer_one_is_built(
    launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_user(launch, "ann")
    assert launch.facts.info().user_count == 1
    may_go_on = threading.Event()

    def slow_build(*arguments: object, **options: object) -> Path:
        may_go_on.wait(60)
        return build(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("launchops.facade.facts.build", slow_build)
    add_user(launch, "bob")
    with launch.facts.held(patience=0):
        assert launch.facts.info().user_count == 1
        assert launch.facts.freshness() == "building"
    may_go_on.set()
    with launch.facts.held(patience=60):
        assert launch.facts.info().user_count == 2
        assert launch.facts.freshness() == "current"


def test_a_build_that_fails_leaves_the_last_good_figures(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    add_user(launch, "ann")
    assert launch.facts.info().user_count == 1

    def no_room(*_: object, **__: object) -> Path:
        raise FactsError("facts_disk_full", reason="no space")

    monkeypatch.setattr("launchops.facade.facts.build", no_room)
    add_user(launch, "bob")
    with launch.facts.held(patience=60):
        assert launch.facts.info().user_count == 1
        assert launch.facts.freshness() == "building"
