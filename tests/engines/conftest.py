"""The servers, started once for all tests of a run; without them a test is skipped, or fails where they must be."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from tests.conftest import PROVING
from tests.engines.servers import ServerMissingError, postgres_server, spark_server

REQUIRED = bool(os.environ.get("LAUNCHOPS_REQUIRE_ENGINES"))


def _started(server: AbstractContextManager[str]) -> Iterator[str]:
    if not (REQUIRED or PROVING):
        pytest.skip("other engines are started by `make engines` and `make prove` only")
    try:
        with server as url:
            yield url
    except ServerMissingError as missing:
        if REQUIRED:
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL of our own."""
    yield from _started(postgres_server())


@pytest.fixture(scope="session")
def spark_url() -> Iterator[str]:
    """A Spark Connect server of our own, with several workers."""
    yield from _started(spark_server())
