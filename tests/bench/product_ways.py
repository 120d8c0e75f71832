"""The product's own way to answer, on the facts of a store."""

from dataclasses import dataclass
from pathlib import Path

from launchops.facts.build import build
from launchops.facts.connect import Facts, open_facts
from launchops.metrics.active_users import active_users
from launchops.metrics.results import ActiveUsers, RetentionCounts
from launchops.metrics.retention import retention
from launchops.metrics.tables import FactTables
from tests.bench.other_ways import Curve, RetentionCells


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
        participations=facts.participations,
        spend=facts.spend,
        readings=facts.readings,
        facts_info=facts.facts_info,
        run=facts.run,
        week_start=info.week_start,
    )
    return OpenTables(facts, tables, info.as_of_day)


def product_retention(opened: OpenTables) -> RetentionCounts:
    """Weekly retention."""
    return retention(opened.tables, period="week", mode="on", as_of_day=opened.as_of_day)


def product_mau(opened: OpenTables) -> ActiveUsers:
    """The MAU curve, with DAU, WAU and stickiness, which come with it."""
    return active_users(opened.tables, as_of_day=opened.as_of_day)


def retention_cells(counts: RetentionCounts) -> RetentionCells:
    """The mature cells in the shape of the other ways; cells without anybody are left out."""
    mature = counts.cells[counts.cells["mature"] & (counts.cells["active"] > 0)]
    rows = zip(mature["cohort_day"], mature["age"], mature["active"], strict=True)
    return {(int(day), int(age)): int(users) for day, age, users in rows}


def curve(active: ActiveUsers) -> Curve:
    """MAU of every complete day."""
    complete = active.frame[active.frame["complete"]]
    return {int(day): int(users) for day, users in zip(complete["day"], complete["mau"], strict=True)}
