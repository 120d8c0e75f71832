"""A disk of a few megabytes, seen by one process only; needs the right to mount."""

import contextlib
import ctypes
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from launchops import cli
from tests.proofs.processes import FORKS

P = ParamSpec("P")
R = TypeVar("R")
CLONE_NEWNS = 0x0002_0000  # <linux/sched.h>: a process with mounts of its own
FILLER = "filler"


class SmallDisk:
    """`folder` is on a disk of its own for every function that `run` calls, and an empty folder for anybody else."""

    def __init__(self, pool: ProcessPoolExecutor, folder: Path) -> None:
        self._pool = pool
        self.folder = folder

    def run(self, function: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        """What a function named at the top of a module returns or raises in the process that sees the disk."""
        return self._pool.submit(function, *given, **named).result()


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Skips the test, with the reason, where nothing may be mounted."""
    folder.mkdir()
    with ProcessPoolExecutor(1, mp_context=FORKS) as pool:
        reason = pool.submit(_mount, folder, megabytes).result()
        if reason:
            pytest.skip(f"a small disk cannot be mounted here: {reason}")
        yield SmallDisk(pool, folder)


def _mount(folder: Path, megabytes: int) -> str:
    if not hasattr(ctypes.CDLL(None), "unshare"):
        return "not a Linux system"
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNS) != 0:
        return os.strerror(ctypes.get_errno())
    for words in (
        ["mount", "--make-rprivate", "/"],
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)],
    ):
        done = subprocess.run(words, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            return done.stderr.strip()
    return ""


def fill_up(folder: Path, *, but: int) -> None:
    """Leave `but` bytes free."""
    empty(folder)
    with (folder / FILLER).open("wb") as filler:
        size = shutil.disk_usage(folder).free - but
        if size > 0:
            os.posix_fallocate(filler.fileno(), 0, size)


def empty(folder: Path) -> None:
    """Take the filler away: there is room again."""
    (folder / FILLER).unlink(missing_ok=True)


def command(*words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `launchops` in this process."""
    sys.argv = ["launchops", *words]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            cli.main()
        except SystemExit as end:
            return int(end.code or 0), out.getvalue(), err.getvalue()
    raise AssertionError("a command ends by itself")
