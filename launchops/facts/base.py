"""Which built version a new one can be made from, and what a version was built from."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from launchops.facts.source import LoadedBatch, Source

SHAPE = 4  # raise it when the tables or their rules change: older files are no base then


@dataclass(frozen=True)
class Base:
    """A built version whose uploads and settings are those of the present, but for uploads that came since.

    `loose_rows`: rows of user_days that stand outside their order because they came later. `last_user_key`: the
    largest number of a user in the store at that time.
    """

    path: Path
    kept: tuple[LoadedBatch, ...]
    added: tuple[LoadedBatch, ...]
    loose_rows: int
    last_user_key: int


def find_base(directory: Path, source: Source) -> Base | None:
    """The version that holds most of the present uploads and nothing else; None where there is none."""
    found = [base for path in directory.glob("*.duckdb") if (base := _base(path, source)) is not None]
    return min(found, key=lambda base: sum(batch.row_count for batch in base.added), default=None)


def has_present_shape(path: Path) -> bool:
    """Whether a built version has the tables of this release."""
    try:
        with duckdb.connect(str(path), read_only=True) as facts:
            return facts.execute("SELECT shape FROM kept.built_from").fetchall() == [(SHAPE,)]
    except duckdb.Error:
        return False


def write_built_from(facts: duckdb.DuckDBPyConnection, source: Source, *, loose_rows: int) -> None:
    """Table kept.built_from: one row on what decides whether a later version can be made from this one."""
    facts.execute(
        """
        CREATE OR REPLACE TABLE kept.built_from AS
        SELECT $shape AS shape, $settings AS settings, $batches AS batches, CAST($loose AS BIGINT) AS loose_rows,
            CAST($last AS BIGINT) AS last_user_key
        """,
        {
            "shape": SHAPE,
            "settings": _settings(source),
            "batches": json.dumps([batch.mark for batch in source.batches]),
            "loose": loose_rows,
            "last": source.last_user_key,
        },
    )


def _base(path: Path, source: Source) -> Base | None:
    try:
        with duckdb.connect(str(path), read_only=True) as facts:
            query = "SELECT shape, settings, batches, loose_rows, last_user_key FROM kept.built_from"
            rows = facts.execute(query).fetchall()
    except duckdb.Error:  # damaged, or of a release that kept nothing
        return None
    shape, settings, batches, loose_rows, last_user_key = rows[0]
    marks: Sequence[str] = json.loads(batches)
    if shape != SHAPE or settings != _settings(source) or set(marks) - {batch.mark for batch in source.batches}:
        return None
    return Base(
        path=path,
        kept=tuple(batch for batch in source.batches if batch.mark in marks),
        added=tuple(batch for batch in source.batches if batch.mark not in marks),
        loose_rows=loose_rows,
        last_user_key=last_user_key,
    )


def _settings(source: Source) -> str:
    """Everything but the uploads that shapes the figures, except the first day of the week, which is only noted."""
    return json.dumps(
        [source.time_zone, source.active_events, source.activation_event, source.signup_is_first_event],
        ensure_ascii=False,
    )
