"""The KPI registry: every figure a goal or a risk may stand on.

A new KPI is one entry here, its name and formula in `launchops.locale.sentences.kpis` (codes ``kpi_<key>``
and ``kpi_<key>_formula``) with their translation, and a function from `Asked` to its frame.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from launchops.errors import UnknownName
from launchops.locale import Message
from launchops.locale.sentences.kpis import SENTENCES
from launchops.metrics import kpi_cost, kpi_records, kpi_return, kpi_signups, kpi_watch
from launchops.metrics.daily import series_frame
from launchops.metrics.extent import Extent, data_extent
from launchops.metrics.kpi import READING_PREFIX, Asked, Direction, Grain, Kind, Kpi, LaunchRecords, SeriesOf, Unit
from launchops.metrics.kpi_reading import reading_kpi, reading_names, reading_series
from launchops.metrics.results import KpiSeries
from launchops.metrics.tables import FactTables, Filters
from launchops.periods import Period

EVERYBODY = Filters()
NOTHING_RECORDED = LaunchRecords()


def _kpi(key: str, unit: Unit, *, better: Direction = "up", kind: Kind, grain: Grain, lag_days: int = 0) -> Kpi:
    name, formula = SENTENCES[f"kpi_{key}"], SENTENCES[f"kpi_{key}_formula"]
    return Kpi(key, name, formula, unit, better, kind, grain, lag_days)


_ACTIVATION, _RETURN = kpi_signups.ACTIVATION_DAYS, kpi_return.RETURN_DAY
_RETAINED = kpi_return.RETAINED_DAYS[1]

_ENTRIES: tuple[tuple[Kpi, SeriesOf], ...] = (
    (_kpi("signups", "users", kind="flow", grain="day"), kpi_signups.signups),
    (_kpi("activated_users", "users", kind="flow", grain="day"), kpi_signups.activated_users),
    (
        _kpi("activation_rate", "percent", kind="rate", grain="signups_28", lag_days=_ACTIVATION),
        kpi_signups.activation_rate,
    ),
    (
        _kpi("d7_retention", "percent", kind="rate", grain="signups_28", lag_days=_RETURN),
        kpi_return.d7_retention,
    ),
    (_kpi("stickiness", "percent", kind="rate", grain="trailing_28"), kpi_return.stickiness),
    (_kpi("dau", "users", kind="level", grain="day"), kpi_return.active_level("dau")),
    (_kpi("wau", "users", kind="level", grain="trailing_7"), kpi_return.active_level("wau")),
    (_kpi("mau", "users", kind="level", grain="trailing_28"), kpi_return.active_level("mau")),
    (
        _kpi("only_activity_share", "percent", better="down", kind="rate", grain="trailing_28"),
        kpi_return.only_activity_share,
    ),
    (_kpi("spend", "money", better="down", kind="flow", grain="day"), kpi_cost.spend),
    (
        _kpi("cost_per_activated", "money", better="down", kind="rate", grain="trailing_28"),
        kpi_cost.cost_per_activated,
    ),
    (
        _kpi("cost_per_retained", "money", better="down", kind="rate", grain="signups_28", lag_days=_RETAINED),
        kpi_cost.cost_per_retained,
    ),
    (_kpi("target_fit", "percent", kind="rate", grain="trailing_28"), kpi_signups.target_fit),
    (_kpi("activity_difference", "points", kind="level", grain="activity"), kpi_records.activity_difference),
    # Shares of few people or items, all of them counted: levels, since no sample is too small for itself.
    (_kpi("seed_participation", "percent", kind="level", grain="trailing_14"), kpi_records.seed_participation),
    (_kpi("contact_coverage", "percent", kind="level", grain="cadence"), kpi_records.contact_coverage),
    (_kpi("headroom", "percent", kind="level", grain="day"), kpi_watch.headroom),
    (_kpi("spend_pace", "ratio", better="down", kind="rate", grain="plan_to_date"), kpi_cost.spend_pace),
    (_kpi("gate_completion", "percent", kind="level", grain="now"), kpi_records.gate_completion),
    (_kpi("peak_share", "percent", better="down", kind="level", grain="day"), kpi_watch.peak_share),
    (_kpi("floor_ratio", "ratio", kind="rate", grain="trailing_14"), kpi_watch.floor_ratio),
    (
        _kpi("top_channel_share", "percent", better="down", kind="rate", grain="trailing_28"),
        kpi_watch.top_channel_share,
    ),
    (
        _kpi("unattributed_share", "percent", better="down", kind="rate", grain="trailing_28"),
        kpi_watch.unattributed_share,
    ),
    (_kpi("reward_cap_use", "ratio", better="down", kind="level", grain="activity"), kpi_watch.reward_cap_use),
    (_kpi("without_consent", "count", better="down", kind="level", grain="now"), kpi_watch.without_consent),
)

KPIS: Mapping[str, Kpi] = MappingProxyType({kpi.key: kpi for kpi, _ in _ENTRIES})
# known before anybody has signed up
_WITHOUT_USERS = frozenset({"headroom", "peak_share", "gate_completion", "without_consent"})
_SERIES: Mapping[str, SeriesOf] = MappingProxyType({kpi.key: series for kpi, series in _ENTRIES})


def registry(tables: FactTables | None = None) -> list[Kpi]:
    """Every KPI in the registry's order; with `tables`, followed by the readings uploaded to this launch."""
    readings = () if tables is None else reading_names(tables)
    return [*KPIS.values(), *(reading_kpi(READING_PREFIX + name) for name in readings)]


def kpi_of(key: str) -> Kpi:
    """The KPI with this key. ``reading:<name>`` is one whether or not a reading was uploaded yet.

    Raises UnknownName for any other key.
    """
    if key.startswith(READING_PREFIX) and key != READING_PREFIX:
        return reading_kpi(key)
    if key not in KPIS:
        raise UnknownName("kpi_unknown", name=key, known=list(KPIS))
    return KPIS[key]


def kpi_series(
    tables: FactTables,
    key: str,
    *,
    as_of_day: int,
    filters: Filters = EVERYBODY,
    target_segments: Sequence[str] = (),
    activity_days: Sequence[Period] | None = None,
    records: LaunchRecords = NOTHING_RECORDED,
) -> KpiSeries:
    """A KPI on every day on which it is readable at `as_of_day` (its formula: `kpi_of(key).formula`).

    `target_segments` (for target_fit): the segments the launch is for. `activity_days` (for
    only_activity_share): the days of activities; None: from first to last participation of each. `records`: seed
    users, spending plans, effects of activities and blocking items, each where it is recorded. Filters do not apply
    to readings and to what stands on records alone.

    Returns `KpiSeries`: one row per readable day, rates with numerator and denominator. Where there is none,
    `unknown` says why. Raises UnknownName for a key that does not exist.
    """
    kpi = kpi_of(key)
    if kpi.is_reading:
        readings = reading_series(tables, key, as_of_day=as_of_day)
        return KpiSeries(key, readings, Message("kpi_no_reading", {"day": as_of_day}) if readings.empty else None)
    extent = data_extent(tables)
    if extent is None and key not in _WITHOUT_USERS:
        return _unknown(key, Message("kpi_no_data"))
    extent = extent or Extent(as_of_day, as_of_day - 1, has_activation=False)  # no day at all
    answer = _SERIES[key](Asked(tables, as_of_day, extent, filters, target_segments, activity_days, records))
    if isinstance(answer, Message):
        return _unknown(key, answer)
    readable_day = extent.first_day + kpi.lag_days + 1
    if answer.empty and readable_day > as_of_day:
        return _unknown(key, Message("kpi_readable_on", {"day": readable_day}))
    return _unknown(key, Message("kpi_nothing_yet")) if answer.empty else KpiSeries(key, answer)


def _unknown(key: str, reason: Message) -> KpiSeries:
    return KpiSeries(key, series_frame(np.array([], dtype=np.int64), np.array([])), reason)
