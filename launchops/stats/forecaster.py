"""The process that works out forecasts: `python -m launchops.stats.forecaster`, started by the facade.

A process of its own, because fitting would hold up every page of a server, and because it is several times as fast
with one thread in the linear algebra, which must be said before that is loaded. It takes its order as one JSON line
on standard input, {"series": [{"history", "first_day", "questions"}]}, and answers a JSON line a series,
{"forecasts": [a `Forecast`, or null where there is none]}.
"""

import json
import os
import sys
from dataclasses import asdict
from typing import Any

for _limit in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_limit] = "1"

import numpy as np  # noqa: E402 - after the limit

from launchops.stats.forecast import DailyForecasts  # noqa: E402
from launchops.stats.goal_results import ForecastQuestion  # noqa: E402

NICENESS = 5  # pages come first


def forecasts_of(order: dict[str, Any]) -> list[dict[str, Any] | None]:
    """The forecasts of one series as plain values; null where the figures allow none."""
    series = DailyForecasts(np.array(order["history"], dtype=np.float64), first_day=order["first_day"])
    questions = [ForecastQuestion(**question) for question in order["questions"]]
    try:
        found = series.answers(questions)
    except (ValueError, ArithmeticError, np.linalg.LinAlgError) as error:  # figures no model can be fitted to
        sys.stderr.write(f"no forecast: {error}\n")
        return [None] * len(questions)
    return [None if forecast is None else asdict(forecast) for forecast in found]


def main() -> int:
    """Read the order, answer it series by series."""
    os.nice(NICENESS)
    for order in json.loads(sys.stdin.readline())["series"]:
        sys.stdout.write(json.dumps({"forecasts": forecasts_of(order)}) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
