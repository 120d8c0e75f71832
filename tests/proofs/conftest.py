"""What proofs share: a builder of facts that is quick to start, an empty launch, a way to tell figures."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launchops.launch import create_launch
from tests.proofs.processes import FastBuilder


@pytest.fixture(scope="package")
def builder() -> Iterator[FastBuilder]:
    """One for all proofs."""
    made = FastBuilder()
    yield made
    made.close()


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest, proving: bool) -> Callable[[str], None]:
    """Prints the figures of a proof under `make prove`, for docs/proofs.md."""

    def say(figures: str) -> None:
        if proving:
            with capsys.disabled():
                sys.stdout.write(f"\n{request.node.name}: {figures}\n")

    return say


@pytest.fixture
def fast_facts(builder: FastBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts are built without starting an interpreter each time."""
    monkeypatch.setattr("launchops.facade.facts.build", builder)


@pytest.fixture(scope="package")
def empty_launch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty launch in it, to copy."""
    folder = tmp_path_factory.mktemp("empty")
    create_launch(f"sqlite:///{folder}/launch.db", name="Proof", time_zone="Asia/Shanghai").close()
    return folder
