"""What a launch shows, in a form that two launches can be compared in."""

from typing import Any

import pandas as pd

from launchops.launch import Launch

Rows = list[tuple[Any, ...]]
FACTS = ("users", "user_days", "participations", "spend", "readings")


def resolved(launch: Launch) -> dict[str, Rows]:
    """The current user data: each fact table's rows in order, with user ids instead of numbers."""
    tables = launch.facts.tables()
    with launch._store.read() as connection:
        names = {row.user_key: row.user_id for row in connection.exec_driver_sql("SELECT * FROM user_ids")}
    found = {}
    for name in FACTS:
        frame = tables.run(getattr(tables, name))
        if "user_id" in frame:
            frame["user_id"] = frame["user_id"].map(names)
        found[name] = rows_of(frame)
    return found


def answers(launch: Launch, as_of: int) -> dict[str, Any]:
    """What the pages ask: counts, active users, retention, every KPI; all with columns that do not name a version."""
    info = launch.facts.info()
    retention = launch.metrics.retention("day", as_of=as_of)
    kpis = {kpi.key: rows_of(launch.metrics.kpi(kpi.key, as_of).frame) for kpi in launch.metrics.kpis()}
    return {
        "info": {name: value for name, value in vars(info).items() if name != "facts_version"},
        "active users": rows_of(launch.metrics.active_users(as_of).frame),
        "retention": rows_of(retention.cells),
        "kpis": kpis,
    }


def rows_of(frame: pd.DataFrame) -> Rows:
    """The rows of a frame in order; None where nothing is known."""
    plain = frame.astype(object).where(frame.notna(), None)
    return sorted(map(tuple, plain.values.tolist()), key=repr)
