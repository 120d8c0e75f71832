"""The folder of the facts: what stays in it and what goes."""

from pathlib import Path

from launchops.facts.files import remove_unfinished


def test_whatever_an_unfinished_build_left_goes_and_the_rest_stays(tmp_path: Path) -> None:
    for name in ("7.duckdb", "current", "build.lock", ".8.99.building", ".8.99.building.wal", ".current.99"):
        (tmp_path / name).touch()
    (tmp_path / ".8.99.building.spill").mkdir()
    (tmp_path / ".8.99.building.spill" / "part").touch()
    remove_unfinished(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"7.duckdb", "current", "build.lock"}
