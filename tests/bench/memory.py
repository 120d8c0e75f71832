"""Peak memory of one piece of work in a process of its own: python -m tests.bench.memory WORK FILE FOLDER"""

import resource
import subprocess
import sys
from pathlib import Path

from launchops.facts.build import build
from tests.bench.bench_store import store_url
from tests.bench.open_tables import open_tables
from tests.bench.questions import QUESTIONS

MIB_IN_KIB = 1_024
LIBRARIES, EVERYTHING, BUILD = "libraries", "everything", "build"


def peak_mib(work: str, file: Path, folder: Path) -> float:
    """Peak memory of `work` in MiB, measured in a fresh process."""
    command = [sys.executable, "-m", "tests.bench.memory", work, str(file), str(folder)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _work(work: str, file: Path, folder: Path) -> float:
    """Do it here and return this process's (for a build: its builder's) peak in MiB.

    Its own peak is read from /proc: getrusage would give a process the size of the one that started it.
    """
    if work == BUILD:
        build(store_url(file), folder)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB_IN_KIB
    opened = open_tables(store_url(file), folder)
    if work == EVERYTHING:
        for question in QUESTIONS:
            question.ours(opened)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / MIB_IN_KIB


if __name__ == "__main__":
    print(_work(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))  # noqa: T201
