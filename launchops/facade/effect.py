"""What uploads do to the figures that the pages show: snapshots, compared; and a trial on a copy of the store."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from launchops.errors import StoreError
from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.goals import Goals
from launchops.facade.kpis import Kpis
from launchops.facade.place import Place, place_of
from launchops.facade.results import Effect, Figure, FigureMove, Figures, StatusMove
from launchops.facade.risks import Risks
from launchops.facts.files import lend_versions
from launchops.locale import Message
from launchops.metrics.kpi import Kpi
from launchops.metrics.results import KpiSeries
from launchops.store import Store
from launchops.store.copying import copy_store

TRIAL_PREFIX = ".trial-"


def figures_of(store: Store, facts: LaunchFacts, clock: Clock) -> Figures:
    """Everything the pages show of a launch as it stands: counts, every KPI, every goal and risk."""
    info, currency = facts.info(), store.settings().currency
    kpis = Kpis(store, facts)
    counts = (
        Figure("users", Message("figure_users"), "count", float(info.user_count)),
        Figure("events", Message("figure_events"), "count", float(info.event_count)),
    )
    as_of = facts.as_of(None)
    found = (_figure(kpi, kpis.series(kpi.key, as_of_day=as_of), currency) for kpi in kpis.list())
    return Figures(
        as_of_day=info.as_of_day,
        figures=(*counts, *found),
        goals=tuple(Goals(store, facts, kpis, clock, "").list()),
        risks=tuple(Risks(store, facts, kpis, clock, "").list()),
    )


def _figure(kpi: Kpi, series: KpiSeries, currency: str) -> Figure:
    """A KPI's latest value; of a total per day, its sum. None while it is not known."""
    values = series.frame["value"].dropna()
    value = None if values.empty else float(values.sum() if kpi.kind == "flow" else values.iloc[-1])
    name = Message("figure_total", {"name": kpi.name_message}) if kpi.kind == "flow" else kpi.name_message
    return Figure(kpi.key, name, kpi.unit, value, currency)


def effect_between(before: Figures, after: Figures) -> Effect:
    """What differs between two snapshots, in the order of the pages."""
    earlier = {figure.key: figure.value for figure in before.figures}
    moves = (
        FigureMove(figure.name, figure.unit, figure.currency, earlier.get(figure.key), figure.value)
        for figure in after.figures
    )
    goals = {item.goal.id: item.status for item in before.goals}
    risks = {item.risk.id: item.status for item in before.risks}
    statuses = (
        *(StatusMove("goal", g.goal.name, goals.get(g.goal.id, ""), g.status, g.reason) for g in after.goals),
        *(StatusMove("risk", r.risk.name, risks.get(r.risk.id, ""), r.status, r.reason) for r in after.risks),
    )
    return Effect(
        figures=tuple(move for move in moves if move.before != move.after),
        statuses=tuple(move for move in statuses if move.before not in ("", move.after)),
        as_of_before=before.as_of_day,
        as_of_after=after.as_of_day,
    )


def figures_after(store: Store, place: Place, clock: Clock, change: Callable[[Store], None]) -> Figures:
    """The figures as they would stand after `change`, which is done to a copy; the store itself is not touched.

    Raises StoreError store_on_server where there is no file to copy.
    """
    with _trial_folder(place.folder) as folder:
        copy = copy_store(store, folder / "trial.db")
        trial = place_of(copy.address)
        lend_versions(place.facts_dir, trial.facts_dir)
        facts = LaunchFacts(copy, trial, clock)
        try:
            change(copy)
            return figures_of(copy, facts, clock)
        finally:
            facts.close()
            copy.close()


@contextmanager
def _trial_folder(beside: Path) -> Iterator[Path]:
    """A folder beside the store, gone afterwards; what a killed process left there goes as well."""
    for left in beside.glob(f"{TRIAL_PREFIX}*"):
        if not _is_running(left.name.removeprefix(TRIAL_PREFIX).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{TRIAL_PREFIX}{os.getpid()}-", dir=beside))
    except OSError as error:
        raise StoreError("store_unreachable", url=str(beside), reason=error.strerror or str(error)) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_running(pid: str) -> bool:
    """Whether a process with this number runs; something else's folder is never ours to remove."""
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError):
        return True
    return True
