"""What every test may ask for: the shared validation files, and how thorough a proof is to be."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

# Small models are fitted many times faster by one thread; the libraries read this when they are first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import hypothesis
import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"

# `make prove` sets LAUNCHOPS_PROVE: the same properties on many more random cases. Under `make test` the
# cases are the same in every run, so that a red test is red for everybody.
PROVING = bool(os.environ.get("LAUNCHOPS_PROVE"))
hypothesis.settings.register_profile("test", max_examples=50, deadline=None, derandomize=True)
hypothesis.settings.register_profile("prove", max_examples=2_000, deadline=None)
hypothesis.settings.load_profile("prove" if PROVING else "test")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the project."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the corpus and the validation data; the test is skipped where it is not at hand."""
    if not SHARED.is_dir():
        pytest.skip("the shared corpus and validation files are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def proving() -> bool:
    """Whether this run is `make prove`, where a proof is to be run at full length."""
    return PROVING


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """A page's test leaves its script behind as the main module, which a process started later would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
