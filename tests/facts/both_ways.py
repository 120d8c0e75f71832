"""Build the facts of some states of a store twice: each from the version before it, and each from the beginning.

A process of its own, as every build: python -m tests.facts.both_ways FOLDER STORE_FILE…
"""

import json
import sys
from pathlib import Path

import duckdb

from launchops.facts import builder
from launchops.facts.schema import TABLES

KEPT = {
    "kept.outside_days": "FROM kept.outside_days",
    "kept.loaded_days": "SELECT day, max(loaded_day) FROM kept.loaded_days GROUP BY day",
    "kept.unknown_participants": "FROM kept.unknown_participants",
}
QUERIES = {**{table: f"FROM {table}" for table in TABLES}, **KEPT}


def build_both_ways(folder: Path, store_file: Path) -> dict[str, object]:
    """Whether an earlier version served, and the tables in which the two files differ."""
    url = f"sqlite:///{store_file}"
    served: list[int] = []

    def noted(*given: object) -> int:
        loose_rows = add_uploads(*given)
        served.append(loose_rows)
        return loose_rows

    builder.add_uploads = noted
    later = builder.build_here(url, folder / "one", progress=lambda share: None)
    anew = builder.build_here(url, folder / store_file.stem, progress=lambda share: None)
    return {
        "served": bool(served),
        "differ": [table for table, query in QUERIES.items() if rows(later, query) != rows(anew, query)],
        "user_days": len(rows(anew, QUERIES["user_days"])),
    }


def rows(path: Path, query: str) -> list[str]:
    """The rows of a query in an order of their own."""
    with duckdb.connect(str(path), read_only=True) as facts:
        return sorted(str(row) for row in facts.execute(query).fetchall())


add_uploads = builder.add_uploads

if __name__ == "__main__":
    for file in sys.argv[2:]:
        print(json.dumps(build_both_ways(Path(sys.argv[1]), Path(file))))  # noqa: T201 - the answer
