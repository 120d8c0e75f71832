"""Measure the import of a large events file beside the sqlite3 shell's .import: python -m tests.bench.imports --help"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.conftest import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "performance.md"
BEGIN, END = "<!-- import: begin -->", "<!-- import: end -->"
ROWS, USERS = 5_000_000, 1_000_000
LOOK_SECONDS = 0.02
MOST_TIMES, MOST_MIB = 2.0, 400
LAUNCHOPS = (sys.executable, "-m", "launchops")


@dataclass(frozen=True)
class Cost:
    """What one command took: seconds on the clock, seconds of processor time, peak memory in MiB."""

    seconds: float
    processor: float
    peak_mib: float


def make_events(file: Path, rows: int) -> None:
    """An events file in order of time: user, instant, event and, of one row in twenty, a value."""
    random = np.random.default_rng(1)
    times = np.datetime64("2026-01-01T00:00:00") + np.sort(random.integers(0, 180 * 86_400, rows))
    with file.open("w", encoding="utf-8") as out:
        out.write("user_id,timestamp,event,value\n")
        for start in range(0, rows, 500_000):
            some = times[start : start + 500_000].astype(str).tolist()
            users = random.integers(0, USERS, len(some)).tolist()
            kinds = random.integers(0, 20, len(some)).tolist()
            out.writelines(
                f"u{user},{at},{'buy,19.90' if kind == 0 else 'open,'}\n"
                for user, at, kind in zip(users, some, kinds, strict=True)
            )


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command to its end; CalledProcessError where it fails."""
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL) as process:
        stat, status = (Path(f"/proc/{process.pid}/{name}") for name in ("stat", "status"))
        ticks, peak = 0, 0.0
        while process.poll() is None:
            ticks, peak = max(ticks, _ticks(stat)), max(peak, _peak_mib(status))
            time.sleep(LOOK_SECONDS)
        seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, ticks / 100, peak)


def _ticks(stat: Path) -> int:
    """Hundredths of a second of processor time so far; 0 where the process has ended."""
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _peak_mib(status: Path) -> float:
    lines = status.read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def measured(folder: Path, rows: int, rounds: int) -> tuple[list[Cost], list[Cost]]:
    """Costs of our import and of the shell's, each into an empty database, in turn."""
    file = folder / "events.csv"
    make_events(file, rows)
    ours: list[Cost] = []
    shell: list[Cost] = []
    for number in range(rounds):
        columns = "user_id TEXT, at TEXT, event TEXT, value TEXT"
        plain, place = folder / f"plain-{number}.db", folder / f"launch-{number}"
        shell.append(
            cost_of(
                [
                    "sqlite3",
                    str(plain),
                    f"CREATE TABLE events ({columns})",
                    ".mode csv",
                    f".import --skip 1 {file} events",
                ]
            )
        )
        store = ("--store", f"sqlite:///{place}/launch.db")
        place.mkdir()
        cost_of([*LAUNCHOPS, "init", *store])
        ours.append(cost_of([*LAUNCHOPS, "import", "events", str(file), *store]))
        plain.unlink()
        shutil.rmtree(place)
    return ours, shell


def table(ours: Sequence[Cost], shell: Sequence[Cost], rows: int) -> str:
    """The run as Markdown, and the ratios."""

    def line(name: str, costs: Sequence[Cost]) -> str:
        middle = (statistics.median(getattr(cost, field) for cost in costs) for field in ("seconds", "processor"))
        seconds, processor = middle
        return f"| {name} | {seconds:.1f} | {processor:.1f} | {max(cost.peak_mib for cost in costs):.0f} |"

    times = statistics.median(one.seconds / other.seconds for one, other in zip(ours, shell, strict=True))
    return "\n".join(
        [
            f"{rows:,} events of {USERS:,} users; medians of {len(ours)} interleaved runs; facts are built later.",
            "",
            "| import | seconds | processor seconds | peak MiB |",
            "|---|---|---|---|",
            line("launchops, every row checked", ours),
            line("sqlite3 shell, four text columns", shell),
            "",
            f"launchops takes {times:.2f} times as long as the shell.",
        ]
    )


def main() -> None:
    """Measure, print, and fail where a bar is missed; --write keeps the table in docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options, _others = parser.parse_known_args()
    if shutil.which("sqlite3") is None:
        sys.exit("The sqlite3 shell is needed to compare with; Debian has it in the package sqlite3.")
    with tempfile.TemporaryDirectory(prefix="launchops-bench-") as folder:
        ours, shell = measured(Path(folder), options.rows, options.rounds)
    text = table(ours, shell, options.rows)
    print(text)  # noqa: T201
    if options.write:
        document = DOCUMENT.read_text(encoding="utf-8")
        before, after = document.partition(BEGIN)[0], document.partition(END)[2]
        DOCUMENT.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    times = statistics.median(one.seconds / other.seconds for one, other in zip(ours, shell, strict=True))
    if times > MOST_TIMES or max(cost.peak_mib for cost in ours) > MOST_MIB:
        sys.exit(f"The bar is {MOST_TIMES} times as long and {MOST_MIB} MiB.")


if __name__ == "__main__":
    main()
