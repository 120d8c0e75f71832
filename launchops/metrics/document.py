"""Writes docs/metrics.md from the KPI registry and the docstrings: python -m launchops.metrics.document"""

import inspect
from collections.abc import Callable
from pathlib import Path

from launchops.locale import gettext
from launchops.locale.sentences.kpis import SENTENCES
from launchops.metrics.acquired import acquired_users
from launchops.metrics.active_day_rate import active_day_rate
from launchops.metrics.active_days import active_days
from launchops.metrics.active_users import active_users
from launchops.metrics.audience import audience_counts
from launchops.metrics.kpi import Kpi
from launchops.metrics.kpis import KPIS, kpi_series
from launchops.metrics.lifecycle import lifecycle
from launchops.metrics.participation import participation_counts
from launchops.metrics.retention import retention
from launchops.metrics.retention_sums import same_cohorts
from launchops.metrics.second_visit import second_visit
from launchops.metrics.spend_days import channel_users, spend_days
from launchops.metrics.survival import survival
from launchops.metrics.values import trait_values

PAGE = Path(__file__).resolve().parents[2] / "docs" / "metrics.md"
MEASURES: tuple[Callable[..., object], ...] = (
    active_users,
    lifecycle,
    retention,
    same_cohorts,
    survival,
    second_visit,
    active_days,
    active_day_rate,
    participation_counts,
    acquired_users,
    spend_days,
    channel_users,
    audience_counts,
    trait_values,
    kpi_series,
)

OPENING = """# Metrics

Written by `python -m launchops.metrics.document`; a test fails where this page and the code differ.

A day is a calendar day in the launch's time zone; an active day of a user has at least one active event on or
after sign-up. *as_of*: data is complete before this day. What is not over by then is unknown, never zero. Every
figure is counted by the engine (DuckDB, PostgreSQL, Spark) from the same Ibis expression; nothing below the count
of a group leaves it, but for the active days of recorded seed users and the users of an assignment list.

## KPIs

Goals and risks stand on these. *Flow*: a total per day, summed over a goal's time. *Level*: how many at a time.
*Rate*: numerator ÷ denominator, both always given, of users who stand for more to come; a share of things that are
all counted (seed users, blocking items) is a level. A rate that needs time after sign-up stands on the last sign-up
day it covers and is readable so many days later. Every uploaded reading is a KPI too, as `reading:<name>`.
"""

MEASURES_OPENING = """
## Measures

What the pages and `launch.metrics` ask for, in the words of the code (`launchops/metrics`; the columns of the
results are documented in `launchops/metrics/results.py`).
"""


def page() -> str:
    """The whole of docs/metrics.md."""
    kpis = "\n".join(_kpi_section(kpi) for kpi in KPIS.values())
    measures = "\n".join(_measure_section(measure) for measure in MEASURES)
    return f"{OPENING}\n{kpis}{MEASURES_OPENING}\n{measures}"


def _kpi_section(kpi: Kpi) -> str:
    better = "more is better" if kpi.direction == "up" else "less is better"
    lag = f", readable {kpi.lag_days} days later" if kpi.lag_days else ""
    return (
        f"### {kpi.name} · {gettext(kpi.name, 'zh')}\n\n"
        f"`{kpi.key}` · {kpi.kind} · unit: {SENTENCES[f'unit_{kpi.unit}']} · {better} · "
        f"covers {SENTENCES[f'grain_{kpi.grain}']}{lag}\n\n"
        f"{kpi.formula}\n\n{gettext(kpi.formula, 'zh')}\n"
    )


def _measure_section(measure: Callable[..., object]) -> str:
    return f"### `{measure.__name__}`\n\n{inspect.getdoc(measure)}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
