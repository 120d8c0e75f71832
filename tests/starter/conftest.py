"""The sample's files and their fact tables, made once for all tests of the starter."""

from collections.abc import Sequence
from datetime import date

import pytest

from launchops.metrics.tables import FactTables
from launchops.starter.sample import SampleFile, SampleTruth, sample_files, sample_truth
from tests.starter.facts import sample_tables

END_ON = date(2026, 3, 31)  # a Tuesday


@pytest.fixture(scope="package")
def files() -> Sequence[SampleFile]:
    """The sample ending on END_ON."""
    return sample_files(END_ON)


@pytest.fixture(scope="package")
def truth() -> SampleTruth:
    """What is known of it."""
    return sample_truth(END_ON)


@pytest.fixture(scope="package")
def tables(files: Sequence[SampleFile], tmp_path_factory: pytest.TempPathFactory) -> FactTables:
    """The files as fact tables."""
    return sample_tables(files, str(tmp_path_factory.mktemp("sample")), END_ON)
