"""The process that builds facts: `python -m launchops.facts.builder`, started by `launchops.facts.build`.

It takes its order as JSON on standard input and answers in JSON lines: shares of the work done, at last the
path or the reason why not. It reads the store through ADBC and uses no other SQLite (see
`launchops.facts.source`).
"""

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from launchops.arrow_alone import leave_pandas_out
from launchops.errors import FactsError
from launchops.facts.base import find_base, has_present_shape, write_built_from
from launchops.facts.files import facts_path, is_built, point_at, remove_old, remove_unfinished
from launchops.facts.increment import NotExactError, add_uploads
from launchops.facts.resolve import build_all
from launchops.facts.source import Source, StoreReader, open_source

MEMORY_LIMIT = "400MB"
THREADS = 2
LOCK_SECONDS = 600  # how long a build waits for another one
Progress = Callable[[float], None]


def build_here(store_url: str, out_dir: Path, *, progress: Progress) -> Path:
    """Build in this process, unless another one has built the version already; returns the file.

    FactsError facts_build_busy, facts_store_unknown, facts_number_too_large.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out_dir / "build.lock", timeout=LOCK_SECONDS), open_source(store_url) as reader:
            source = reader.source()
            version = source.facts_version
            remove_unfinished(out_dir)
            if not is_built(out_dir, version) or not has_present_shape(facts_path(out_dir, version)):
                beside = out_dir / f".{version}.{os.getpid()}.building"
                try:
                    _write(beside, reader, source, progress)
                    beside.replace(facts_path(out_dir, version))
                finally:
                    remove_unfinished(out_dir)  # a build that failed leaves nothing
            point_at(out_dir, version)
            remove_old(out_dir, version)
            return facts_path(out_dir, version)
    except Timeout:
        raise FactsError("facts_build_busy", seconds=LOCK_SECONDS) from None
    except (duckdb.ConversionException, pa.ArrowInvalid) as error:
        raise FactsError("facts_number_too_large", reason=_first_line(error)) from error


def _write(path: Path, reader: StoreReader, source: Source, progress: Progress) -> None:
    """All tables into a new file: from an earlier version where that is exact and quicker, else from the store."""
    base = find_base(path.parent, source)
    if base is not None:
        shutil.copyfile(base.path, path)
        try:
            with _writable(path) as facts:
                write_built_from(facts, source, loose_rows=add_uploads(facts, reader, source, base))
            progress(1)
            return
        except NotExactError:
            path.unlink()
    with _writable(path) as facts:
        build_all(facts, reader, source, progress)
        write_built_from(facts, source, loose_rows=0)


def _writable(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to a file of our own; closing it writes everything down."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "threads": THREADS,
        "temp_directory": str(path.with_name(f"{path.name}.spill")),
        "perfect_ht_threshold": 20,  # bits; days and reaches are counted without hashing
        "max_vacuum_tasks": 0,  # rows that an increment takes out leave gaps; closing them takes longer than the rest
    }
    return duckdb.connect(str(path), config=settings)


def _first_line(error: Exception) -> str:
    return str(error).split("\n", maxsplit=1)[0]


def _is_disk_full(error: Exception) -> bool:
    """DuckDB tells it in words only; Python has a number for it."""
    return getattr(error, "errno", None) == errno.ENOSPC or "no space left" in str(error).lower()


def _say(**answer: object) -> None:
    sys.stdout.write(json.dumps(answer, default=str) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Read the order, build, answer; the exit code is 1 where there is no path."""
    leave_pandas_out()
    order = json.loads(sys.stdin.read())
    try:
        path = build_here(order["store_url"], Path(order["out_dir"]), progress=lambda share: _say(share=share))
    except FactsError as error:
        _say(code=error.code, params=dict(error.message.params))
        return 1
    except Exception as error:
        code = "facts_disk_full" if _is_disk_full(error) else "facts_build_failed"
        _say(code=code, params={"reason": _first_line(error)})
        raise
    _say(path=str(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
