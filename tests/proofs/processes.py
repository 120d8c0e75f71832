"""Processes of the product's own command line, started fast: forked from one that has imported everything.

A forked process runs `launchops.cli.main` as a terminal would start it, and can be killed at any instant.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from launchops import cli

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.proofs.processes", "launchops.facade.overview"])
Prepare = Callable[[], None]  # called in the new process first; named at the top of a module


def start_command(words: list[str], out: Path, prepare: Prepare | None = None) -> ForkServerProcess:
    """`launchops` with these words, in a process group of its own; standard output goes to the file `out`."""
    process = FORKS.Process(target=_run, args=(words, out, prepare))
    process.start()
    return process


def run_command(words: list[str], out: Path, prepare: Prepare | None = None) -> int:
    """The exit code of a command, negative where a signal ended it."""
    process = start_command(words, out, prepare)
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def _run(words: list[str], out: Path, prepare: Prepare | None) -> None:
    os.setsid()
    for stream, path in ((1, out), (2, out.with_suffix(".err"))):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, stream)
    sys.argv = ["launchops", *words]
    if prepare is not None:
        prepare()
    cli.main()


class FastBuilder:
    """Stands in for `launchops.facts.build.build`: the same builder, in one process that is kept for the next build.

    Like the real one that process reads the store through ADBC alone and never uses `sqlite3`.
    """

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1, mp_context=FORKS)

    def __call__(self, store_url: str, out_dir: Path, *, progress: Callable[[float], None] | None = None) -> Path:
        return self._pool.submit(_build, store_url, out_dir).result()

    def close(self) -> None:
        self._pool.shutdown()


def _build(store_url: str, out_dir: Path) -> Path:
    from launchops.facts.builder import build_here  # noqa: PLC0415 - brings ADBC, which has no place elsewhere

    return build_here(store_url, out_dir, progress=lambda share: None)
