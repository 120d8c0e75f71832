"""What the facade would answer about risks, made by hand: all of them together, capacity, cost and the floor.

Data is complete before 3 April 2026; the launch was on 1 February.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from math import exp

import pandas as pd

from launchops.locale import Message
from launchops.periods import day_number
from launchops.review.risk_results import (
    CapacityScenario,
    CapacityStatus,
    CostLine,
    CostStatus,
    FloorStatus,
    FloorStep,
    MatrixCell,
    RiskMatrix,
)
from launchops.stats.risk_results import LossExceedance
from launchops.store.records import CapacityPlan, FloorCheck, TriggerEvent

FIRST_DAY = day_number(date(2026, 2, 1))
AS_OF_DAY = day_number(date(2026, 4, 3))
_SAID = Message("risk_closed")  # any sentence: which one is the review's matter

EXCEEDANCE = LossExceedance(
    pd.DataFrame(
        {
            "loss": [2_000.0 * step for step in range(101)],
            "probability": [0.4 * exp(-step / 22) for step in range(101)],
        }
    ),
    expected=49_900.0,
    even=0.0,
    one_in_ten=61_000.0,
    one_in_twenty=91_500.0,
    chance_of_any=0.4,
    risk_count=2,
    unknown_count=1,
    draws=100_000,
)
MATRIX = RiskMatrix(
    (
        MatrixCell(1, "Capacity runs out", 1, 5, 5, 40_400.0),
        MatrixCell(2, "Nobody comes", 3, 4, 12, 9_500.0, Message("risk_phrase_one", {"name": "Nobody comes"})),
    ),
    (0.1, 0.3, 0.5, 0.7),
    (1_000.0, 5_000.0, 25_000.0, 125_000.0),
    disagreements=1,
    unknown_count=1,
)
CAPACITY = CapacityStatus(
    CapacityPlan(1, Decimal(200), Decimal("0.2"), Decimal(30), owner="Engineering lead"),
    "planned",
    AS_OF_DAY,
    users_now=2_100.0,
    users_limit=6_400.0,
    peak=65.6,
    limit=200.0,
    headroom=0.67,
    alarm="warn",
    chance=0.24,
    sentence=_SAID,
    scenarios=(
        CapacityScenario(1, 2_100.0, 0.33, None, Message("risk_accepted")),
        CapacityScenario(3, 6_300.0, 0.98, AS_OF_DAY + 9, Message("risk_without_trigger")),
        CapacityScenario(15, 31_500.0, 4.9, AS_OF_DAY, Message("risk_without_limits")),
    ),
    path=tuple((AS_OF_DAY + step, 2_100.0 + 12 * step) for step in range(60)),
    history=tuple((FIRST_DAY + step, 60.0 + 33 * step) for step in range(AS_OF_DAY - FIRST_DAY)),
    horizon_day=AS_OF_DAY + 60,
)
_TOTAL = CostLine(
    "total", "", "", 4_100.0, 6_000.0, 3_500.0, 1.17, 0.68, 50, AS_OF_DAY + 20, AS_OF_DAY + 30, 0.6, "alert", _SAID,
    per_activated=52.0,
)  # fmt: skip
_SEARCH = CostLine(
    "channel", "sem", "<b>Search</b>", 3_100.0, 4_000.0, 2_000.0, 1.55, 0.775, 75, AS_OF_DAY + 9, AS_OF_DAY + 30,
    0.9, "alert", Message("risk_no_reading"),
)  # fmt: skip
COST = CostStatus(
    AS_OF_DAY, "CNY", _SAID, "alert", _TOTAL, channels=(_SEARCH,),
    days=tuple((FIRST_DAY + step, 67.0 * step, 57.0 * step) for step in range(62)),
)  # fmt: skip
FLOOR_CHECKS = (
    FloorCheck(1, 3, Decimal(200), "Call the seed users one by one.", "Community lead"),
    FloorCheck(2, 7, Decimal(500), "Swap partners.", "Growth lead"),
)
PROPOSED = tuple(FloorCheck(None, days, Decimal(0), "Call the seed users one by one.") for days in (3, 7, 14))
EVENTS = (
    TriggerEvent(
        1, 1, "fired", date(2026, 3, 31), ((date(2026, 3, 31), Decimal("0.69")),), "reading:peak_share", "above",
        Decimal("0.6"), Decimal("0.69"), "percent", "Add two nodes and pause the pushes.", "Operations",
        datetime(2026, 4, 1, 8, tzinfo=UTC),
    ),
)  # fmt: skip
FLOOR = FloorStatus(
    AS_OF_DAY,
    FIRST_DAY,
    _SAID,
    "happened",
    steps=(
        FloorStep(FLOOR_CHECKS[0], FIRST_DAY + 3, "met", 240.0, 200.0, None, "quiet", Message("risk_accepted")),
        FloorStep(FLOOR_CHECKS[1], FIRST_DAY + 7, "missed", 430.0, 500.0, 1.0, "happened", _SAID),
    ),
    path=tuple((FIRST_DAY + step, 250 * step**0.6 * 0.5, 70.0 * step) for step in range(8)),
)
NOTHING_PLANNED = CapacityStatus(None, "", AS_OF_DAY, None, None, None, None, None, "unknown", None, _SAID)
NO_SPEND = CostStatus(AS_OF_DAY, "CNY", _SAID, "unknown", None)
NO_FLOOR = FloorStatus(AS_OF_DAY, None, _SAID, "unknown")
