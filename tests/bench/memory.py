"""Peak memory of one piece of work in a process of its own: python -m tests.bench.memory WORK FILE FOLDER"""

import resource
import subprocess
import sys
from pathlib import Path

from launchops.facts.build import build
from tests.bench.bench_store import store_url
from tests.bench.product_ways import open_tables, product_mau, product_retention

MIB_IN_KIB = 1_024


def peak_mib(work: str, file: Path, folder: Path) -> float:
    """Peak memory of `work` (libraries, retention, mau or build) in MiB, measured in a fresh process."""
    command = [sys.executable, "-m", "tests.bench.memory", work, str(file), str(folder)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _work(work: str, file: Path, folder: Path) -> float:
    """Do it here and return this process's (for build: its builder's) peak in MiB.

    Its own peak is read from /proc: getrusage would give a process the size of the one that started it.
    """
    if work == "build":
        build(store_url(file), folder)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB_IN_KIB
    tables = open_tables(store_url(file), folder)
    if work == "retention":
        product_retention(tables)
    if work == "mau":
        product_mau(tables)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / MIB_IN_KIB


if __name__ == "__main__":
    print(_work(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))  # noqa: T201
