"""The facts of a store, open, as the product's metrics are given them."""

from dataclasses import dataclass
from pathlib import Path

from launchops.facts.build import build
from launchops.facts.connect import Facts, open_facts
from launchops.metrics.tables import FactTables


@dataclass(frozen=True)
class OpenTables:
    """Open facts with what a metric is given."""

    facts: Facts
    tables: FactTables
    as_of_day: int


def open_tables(store_url: str, folder: Path) -> OpenTables:
    """The facts of the store's present version, built where they are not there."""
    path = build(store_url, folder)
    facts = open_facts(path.parent, int(path.stem))
    info = facts.info()
    if info.as_of_day is None:
        raise ValueError("the store is empty")
    tables = FactTables(
        users=facts.users,
        user_days=facts.user_days,
        reaches=facts.reaches,
        participations=facts.participations,
        spend=facts.spend,
        readings=facts.readings,
        facts_info=facts.facts_info,
        run=facts.run,
        week_start=info.week_start,
    )
    return OpenTables(facts, tables, info.as_of_day)
