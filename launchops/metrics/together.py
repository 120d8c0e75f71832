"""Several small tables asked of the engine in one query, so that what they share is worked out once.

The tables are laid over each other: their numbers side by side in number_0 …, their texts in text_0 …, and which
table a row belongs to in part.
"""

from collections.abc import Mapping

import ibis
import pandas as pd

from launchops.metrics.tables import FactTables


def run_together(tables: FactTables, parts: Mapping[str, ibis.Table]) -> dict[str, pd.DataFrame]:
    """The rows of each part, by its name, with its own columns.

    Columns are numbers or texts; integers stay integers (floats with NaN where some are not known).
    """
    frame = tables.run(_laid_over(parts))
    return {name: _own_columns(frame[frame["part"] == name], part) for name, part in parts.items()}


def _places(part: ibis.Table) -> dict[str, str]:
    """The part's column -> its column in the common table."""
    texts = [name for name, kind in part.schema().items() if kind.is_string()]
    numbers = [name for name in part.columns if name not in texts]
    return {name: f"text_{place}" for place, name in enumerate(texts)} | {
        name: f"number_{place}" for place, name in enumerate(numbers)
    }


def _laid_over(parts: Mapping[str, ibis.Table]) -> ibis.Table:
    places = {name: _places(part) for name, part in parts.items()}
    common = sorted({place for mine in places.values() for place in mine.values()})
    rows = []
    for name, part in parts.items():
        mine = {place: column for column, place in places[name].items()}
        columns = {place: _value(part, mine.get(place), place) for place in common}
        rows.append(part.select(part=ibis.literal(name), **columns))
    return ibis.union(rows[0], *rows[1:]) if len(rows) > 1 else rows[0]


def _value(part: ibis.Table, column: str | None, place: str) -> ibis.Value:
    kind = "string" if place.startswith("text") else "float64"
    return ibis.null(kind) if column is None else part[column].cast(kind)


def _own_columns(frame: pd.DataFrame, part: ibis.Table) -> pd.DataFrame:
    own = pd.DataFrame({column: frame[place] for column, place in _places(part).items()}).reset_index(drop=True)
    for column, kind in part.schema().items():
        if kind.is_integer() and own[column].notna().all():
            own[column] = own[column].round().astype("int64")  # Sail's casts may miss a whole number by a hair
    return own[list(part.columns)]
