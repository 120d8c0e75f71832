"""The matched comparison once more: slow, obvious, over lists of users, without the product's code.

Written from METHODS §3 alone, so that a mistake in the engine's query and one here would have to be the same.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from tests.make import Participation, User

Visit = dict[str, Any]


@dataclass(frozen=True)
class Expected:
    """One outcome's answer; difference and error are None where no cell has both sides."""

    level: int
    participants: int
    participants_active: int
    participants_matched: int
    others: int
    others_matched: int
    strata: int
    difference: float | None
    error: float | None
    joined_later: float | None


def first_days(participations: Sequence[Participation], activity: str, as_of: int) -> dict[int, int]:
    """User number -> the first day on which they took part."""
    first: dict[int, int] = {}
    for row in participations:
        if row.activity == activity and row.arm == "participant" and row.day < as_of:
            first[row.user] = min(row.day, first.get(row.user, row.day))
    return first


def visits(users: Sequence[User], first: dict[int, int], window: tuple[int, int], as_of: int) -> list[Visit]:
    """Every eligible user-day with all that could be asked of it."""
    found = []
    for number, user in enumerate(users, 1):
        seen = [day for day in user.days if day < as_of]
        for day in seen:
            if not window[0] <= day <= window[1] or first.get(number, day) < day:
                continue
            prior = len([d for d in seen if day - 14 <= d < day])
            found.append(
                {
                    "user": number,
                    "day": day,
                    "took_part": first.get(number) == day,
                    "first": first.get(number),
                    "so_far": min(3, len([d for d in seen if window[0] <= d < day])),
                    "prior": min(8, prior),
                    "class": "0" if prior == 0 else "1-2" if prior < 3 else "3-5" if prior < 6 else "6+",
                    "tenure": min(8, (day - user.signup) // 7),
                    "channel": user.channel,
                    "segment": user.segment,
                    "seen": seen,
                }
            )
    return found


KEYS = {
    0: ("day", "so_far", "prior", "channel", "segment"),
    1: ("day", "so_far", "class", "channel", "segment"),
    2: ("day", "so_far", "class", "channel"),
    3: ("day", "so_far", "class"),
}


def expected_effect(
    users: Sequence[User],
    participations: Sequence[Participation],
    *,
    activity: str,
    window: tuple[int, int],
    days: tuple[int, int],
    as_of: int,
    level: int | None = None,
) -> Expected:
    """The effect on returning on `days`; the level by the ladder, unless one is given."""
    first = first_days(participations, activity, as_of)
    rows = [row for row in visits(users, first, window, as_of) if row["day"] + days[1] < as_of]
    for row in rows:
        row["y"] = float(any(row["day"] + days[0] <= d <= row["day"] + days[1] for d in row["seen"]))
        joined = row["first"] is not None and row["first"] > row["day"]
        row["later"] = joined and row["first"] < row["day"] + (days[0] + days[1]) / 2
    whole = [
        number
        for number, day in first.items()
        if number <= len(users)
        and users[number - 1].signup <= day
        and window[0] <= day <= window[1]
        and day + days[1] < as_of
    ]
    if level is None:
        taking = [row for row in rows if row["took_part"]]
        for level in range(4):
            matched = [row for row in taking if any(_alike(row, o, KEYS[level]) for o in rows)]
            if len(matched) >= 0.8 * len(taking):
                break
    assert level is not None
    return _estimate(rows, KEYS[level], level=level, participants=len(whole))


def expected_control(
    users: Sequence[User],
    participations: Sequence[Participation],
    *,
    activity: str,
    window: tuple[int, int],
    as_of: int,
) -> Expected:
    """The same two groups by their active days 14 to 8 days before, as a share of 7."""
    first = first_days(participations, activity, as_of)
    rows = visits(users, first, window, as_of)
    for row in rows:
        row["y"] = len([d for d in row["seen"] if row["day"] - 14 <= d <= row["day"] - 8]) / 7
        row["later"] = False
    whole = [n for n, day in first.items() if users[n - 1].signup <= day and window[0] <= day <= window[1]]
    return _estimate(rows, ("day", "so_far", "tenure", "channel", "segment"), level=0, participants=len(whole))


def _alike(row: Visit, other: Visit, keys: Sequence[str]) -> bool:
    return not other["took_part"] and all(row[key] == other[key] for key in keys)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _estimate(rows: Sequence[Visit], keys: Sequence[str], *, level: int, participants: int) -> Expected:
    cells: dict[tuple[Any, ...], list[Visit]] = defaultdict(list)
    for row in rows:
        cells[tuple(row[key] for key in keys)].append(row)
    sides = [
        ([row for row in cell if row["took_part"]], [row for row in cell if not row["took_part"]])
        for cell in cells.values()
    ]
    both = [(ones, zeros) for ones, zeros in sides if ones and zeros]
    total = sum(len(ones) for ones, _ in both)
    people = {
        "level": level,
        "participants": participants,
        "participants_active": len([row for row in rows if row["took_part"]]),
        "participants_matched": total,
        "others": len({row["user"] for row in rows if not row["took_part"]}),
        "others_matched": len({row["user"] for _, zeros in both for row in zeros}),
        "strata": len(both),
    }
    if not total:
        return Expected(**people, difference=None, error=None, joined_later=None)
    everyone = [row["y"] for ones, zeros in both for row in (*ones, *zeros)]
    pooled = _mean([y * y for y in everyone]) - _mean(everyone) ** 2
    difference, later, variance = 0.0, 0.0, 0.0
    by_user: dict[int, float] = defaultdict(float)
    for ones, zeros in both:
        n1, n0 = len(ones), len(zeros)
        mean1, mean0 = _mean([row["y"] for row in ones]), _mean([row["y"] for row in zeros])
        difference += n1 * (mean1 - mean0) / total
        later += n1 * _mean([row["later"] for row in zeros]) / total
        variance += pooled / total**2 if n1 == 1 else 0
        variance += pooled * n1**2 / total**2 if n0 == 1 else 0
        for row in ones if n1 > 1 else ():
            by_user[row["user"]] += (row["y"] - mean1) * sqrt(n1 / (n1 - 1)) / total
        for row in zeros if n0 > 1 else ():
            by_user[row["user"]] -= n1 / n0 * (row["y"] - mean0) * sqrt(n0 / (n0 - 1)) / total
    variance += sum(term * term for term in by_user.values())
    return Expected(**people, difference=difference, error=sqrt(max(0.0, variance)), joined_later=later)
