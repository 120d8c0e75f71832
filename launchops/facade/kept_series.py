"""KPI series kept as files beside the facts, so that a page after a restart, and every command, only reads them."""

import contextlib
import functools
import hashlib
import json
import os
import shutil
from pathlib import Path

import pandas as pd

import launchops.metrics
import launchops.stats
from launchops.locale import Message
from launchops.metrics.results import KpiSeries

FOLDER = "series"
KEPT = 2  # versions of the facts whose series are kept
TYPES = {"day": "int64", "value": "float64", "numerator": "float64", "denominator": "float64"}


class KeptSeries:
    """One JSON file a series. Whatever cannot be written or read is as if it had not been kept."""

    def __init__(self, facts_dir: Path) -> None:
        self._folder = facts_dir / FOLDER

    def find(self, version: int, basis: str) -> KpiSeries | None:
        """The series kept under this basis for a version of the facts; None where there is none."""
        try:
            kept = json.loads(self._path(version, basis).read_text(encoding="utf-8"))
            unknown = Message(*kept["unknown"]) if kept["unknown"] else None
            return KpiSeries(kept["kpi"], pd.DataFrame(kept["columns"]).astype(TYPES), unknown)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, version: int, basis: str, series: KpiSeries) -> None:
        """Write the series; a reader sees the whole file or none."""
        unknown = (series.unknown.code, dict(series.unknown.params)) if series.unknown else None
        kept = {"kpi": series.kpi, "unknown": unknown, "columns": series.frame[list(TYPES)].to_dict("list")}
        path = self._path(version, basis)
        beside = path.with_name(f".{basis}.{os.getpid()}")
        with contextlib.suppress(OSError, TypeError):  # TypeError: a reason with parameters that are no plain values
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True)
                self._remove_old()
            beside.write_text(json.dumps(kept), encoding="utf-8")
            beside.replace(path)

    def forget(self, version: int) -> None:
        """Remove what is kept for a version."""
        shutil.rmtree(self._folder / str(version), ignore_errors=True)

    def _path(self, version: int, basis: str) -> Path:
        return self._folder / str(version) / f"{basis}.json"

    def _remove_old(self) -> None:
        versions = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in versions[KEPT:]:
            shutil.rmtree(path, ignore_errors=True)


def series_basis(*parts: object) -> str:
    """A fingerprint of everything a series is made from: the parts, and the code that works it out."""
    return hashlib.sha256(repr((code_fingerprint(), *parts)).encode()).hexdigest()[:32]


@functools.cache
def code_fingerprint() -> str:
    """Of the files of the metrics and statistics: a changed formula makes every series anew."""
    found = hashlib.sha256()
    for package in (launchops.metrics, launchops.stats):
        for path in sorted(Path(package.__path__[0]).glob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()
