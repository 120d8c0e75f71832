"""Where facts lie: one immutable file a version, and a pointer file that names the current one."""

import contextlib
import os
import shutil
from pathlib import Path

from launchops.errors import FactsError

POINTER = "current"
KEPT = 2  # versions kept: the current one and the newest other, for whoever is about to open it


def facts_path(directory: Path, version: int) -> Path:
    """The file of a version, whether it exists or not."""
    return directory / f"{version}.duckdb"


def is_built(directory: Path, version: int) -> bool:
    """Whether the facts of a version are there."""
    return facts_path(directory, version).is_file()


def current_version(directory: Path) -> int | None:
    """The version built last; None before the first build."""
    try:
        return int((directory / POINTER).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except ValueError:
        raise FactsError("facts_unreadable", path=str(directory / POINTER)) from None


def point_at(directory: Path, version: int) -> None:
    """Name the current version; readers see the old name or the new one, nothing between."""
    beside = directory / f".{POINTER}.{os.getpid()}"
    beside.write_text(str(version), encoding="ascii")
    beside.replace(directory / POINTER)


def remove_old(directory: Path, version: int) -> None:
    """Remove all but the current version and the newest other.

    Only while the build lock is held. A process that has a removed file open keeps reading it.
    """
    others = [path for path in directory.glob("*.duckdb") if path != facts_path(directory, version)]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT - 1 :]:
        with contextlib.suppress(OSError):
            path.unlink()


def lend_versions(directory: Path, other: Path) -> None:
    """Put the built versions into another folder of the same disk, where a new version can be made from them."""
    other.mkdir(parents=True, exist_ok=True)
    for path in directory.glob("*.duckdb"):
        with contextlib.suppress(OSError):  # gone meanwhile, or a disk without links: then all is built anew
            os.link(path, other / path.name)


def remove_unfinished(directory: Path) -> None:
    """Remove what a build that failed or died left behind: its file, its log, what it had spilled, a pointer.

    Only while the build lock is held.
    """
    for path in [*directory.glob(".*.building*"), *directory.glob(f".{POINTER}.*")]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
