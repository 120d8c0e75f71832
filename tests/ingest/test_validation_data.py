"""The data with known answers loads whole."""

import gzip
from pathlib import Path

import pytest

from launchops.ingest import Kind
from tests.ingest.reading import read

VALIDATION = Path(__file__).parents[3] / "shared" / "validation"
pytestmark = pytest.mark.skipif(not VALIDATION.is_dir(), reason="the validation data is not on this machine")


@pytest.mark.parametrize("kind", ["users", "events"])
def test_the_small_launch_loads_whole(kind: Kind) -> None:
    path = VALIDATION / "mini" / f"{kind}.csv"
    result = read(path, kind)
    assert result.rejects == []
    assert len(result.rows) == len(path.read_text(encoding="utf-8").split()) - 1
    if kind == "events":
        assert sum(result.column("ordinal")) == 1  # one row is repeated: two events on one day


@pytest.mark.parametrize("world", ["null_selection", "true_effect"])
@pytest.mark.parametrize("kind", ["users", "events", "participation"])
def test_the_simulated_launches_load_whole_and_their_archives_are_refused(world: str, kind: Kind) -> None:
    packed = (VALIDATION / "sim" / world / f"{kind}.csv.gz").read_bytes()
    data = gzip.decompress(packed)
    result = read(data, kind)
    assert result.rejects == []
    assert len(result.rows) == data.count(b"\n") - 1
    with pytest.raises(Exception, match="gzip"):
        read(packed, kind)
