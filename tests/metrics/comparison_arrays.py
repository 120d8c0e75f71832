"""The observational verdict once more over arrays, many times as fast, for thousands of simulated launches.

Written from METHODS §3 without the product's code; the outcome of days 8–14 only, without the check of traits that
are not matched. The product agrees with it (`test_comparison_worlds.py`).
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from tests.simulate import Behaviour

Numbers = npt.NDArray[np.float64]
Z95 = 1.959963984540054
LATER = 11  # others who join within fewer days count as later joiners: the middle of days 8–14


@dataclass(frozen=True)
class Visits:
    """Eligible visits, a place each: the user, the day, the classes, and whether the user took part that day."""

    user: npt.NDArray[np.int64]
    day: npt.NDArray[np.int64]
    so_far: npt.NDArray[np.int64]
    takes: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Effect:
    """The matched difference with its standard error, as fractions."""

    difference: float
    error: float

    @property
    def is_clear(self) -> bool:
        """Whether the 95 % interval leaves out 0."""
        return abs(self.difference) > Z95 * self.error


@dataclass(frozen=True)
class Judged:
    """One launch: its effect, the check two weeks before, and the verdict these two lead to."""

    effect: Effect
    control: Effect

    @property
    def verdict(self) -> str:
        """The code; enough users on both sides and comparable ones are taken for granted."""
        if self.control.is_clear:
            return "already_different"
        if not self.effect.is_clear:
            return "no_clear_difference"
        return "associated_higher" if self.effect.difference > 0 else "associated_lower"


def judged(made: Behaviour) -> Judged:
    """The verdict on one launch."""
    seen = np.pad(made.active.cumsum(axis=1), ((0, 0), (1, 0)))  # active days before each day
    found = _visits(made, seen)
    user, day = found.user, found.day

    def active_days(first: int, last: int) -> npt.NDArray[np.int64]:
        """Active days from day + first to day + last."""
        return np.asarray(seen[user, day + last + 1] - seen[user, day + first])

    traits = [made.traits[name].astype("category").cat.codes.to_numpy()[user] for name in ("channel", "segment")]
    tenure = np.minimum((day - made.traits["signup_day"].to_numpy()[user]) // 7, 8)
    wait = made.joined[user] - day
    strata = _fine_enough(found, [day, found.so_far], active_days(-14, -1), traits)
    before = [day, found.so_far, tenure, *traits]
    return Judged(
        effect=_effect(found, strata, (active_days(8, 14) > 0).astype(float), (wait > 0) & (wait < LATER)),
        control=_effect(found, before, active_days(-14, -8) / 7, np.zeros(len(user), dtype=bool)),
    )


def _visits(made: Behaviour, seen: npt.NDArray[np.int64]) -> Visits:
    users, days = [], []
    for day in range(made.window[0], made.window[1] + 1):
        able = np.flatnonzero(made.active[:, day] & ((made.joined < 0) | (made.joined >= day)))
        users.append(able)
        days.append(np.full(len(able), day))
    user, day = np.concatenate(users), np.concatenate(days)
    so_far = np.minimum(seen[user, day] - seen[user, made.window[0]], 3)
    return Visits(user, day, so_far, made.joined[user] == day)


def _fine_enough(
    found: Visits,
    first: list[npt.NDArray[np.int64]],
    prior: npt.NDArray[np.int64],
    traits: list[npt.NDArray[np.int64]],
) -> list[npt.NDArray[np.int64]]:
    """The finest strata of METHODS §3.2 that match 80 % of the participants, else the coarsest."""
    classes = np.digitize(prior, [1, 3, 6])
    ladder = [[np.minimum(prior, 8), *traits], [classes, *traits], [classes, *traits[:1]], [classes]]
    for strata in ladder:
        both, _ = _with_both_sides([*first, *strata], found.takes)
        if (both & found.takes).sum() >= 0.8 * found.takes.sum():
            break
    return [*first, *strata]


def _with_both_sides(
    strata: list[npt.NDArray[np.int64]], takes: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Whether each visit's cell has both sides, and the cell."""
    _, cell = np.unique(np.stack(strata), axis=1, return_inverse=True)
    cell = cell.reshape(-1)
    return ((np.bincount(cell, takes) > 0) & (np.bincount(cell, ~takes) > 0))[cell], cell


def _effect(found: Visits, strata: list[npt.NDArray[np.int64]], y: Numbers, later: npt.NDArray[np.bool_]) -> Effect:
    """METHODS §3.4: over cells with both sides, divided by the share of others who did not join later."""
    both, cell = _with_both_sides(strata, found.takes)
    user, cell, takes, y, later = (values[both] for values in (found.user, cell, found.takes, y, later))
    _, cell = np.unique(cell, return_inverse=True)
    n1, n0 = np.bincount(cell, takes), np.bincount(cell, ~takes)
    mean1, mean0 = np.bincount(cell, takes * y) / n1, np.bincount(cell, ~takes * y) / n0
    total = n1.sum()
    stayed_out = 1 - float((n1 * np.bincount(cell, later) / n0).sum() / total)
    size = np.where(takes, n1[cell], n0[cell])
    weight = np.where(takes, 1.0, -(n1 / n0)[cell]) * np.sqrt(size / np.maximum(size - 1, 1))
    sums = np.bincount(user, weight * (y - np.where(takes, mean1[cell], mean0[cell])))
    lone = float((n1 == 1).sum() + (n1[n0 == 1] ** 2).sum())
    variance = float((sums**2).sum()) + float(np.mean(y * y) - np.mean(y) ** 2) * lone
    difference = float((n1 * (mean1 - mean0)).sum() / total)
    return Effect(difference / stayed_out, sqrt(variance) / total / stayed_out)
