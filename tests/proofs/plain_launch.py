"""The uploads of a launch as a plain list, and what is current among them worked out the slow and obvious way.

Rows are the cells of a file as text. Times stand in the launch's own zone, so the day of a row is its first ten
letters. Rules: `DESIGN.md`, store.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from launchops.ingest import Kind
from launchops.periods import day_number
from tests.proofs.figures import Rows

HEADERS: dict[Kind, str] = {
    "users": "user_id,signup_date,channel,segment",
    "events": "user_id,timestamp,event,value",
    "participation": "activity,user_id,date,arm,reward",
    "spend": "date,channel,spend,campaign",
    "readings": "date,kpi,value",
}
BAD: dict[Kind, str] = {
    "users": "u9,never,,",
    "events": "u9,never,pay,",
    "participation": "gift,u9,never,participant,",
    "spend": "never,ads,1,",
    "readings": "never,nps,1",
}
Row = tuple[str, ...]
Identity = tuple[str, str, str, str, int]  # of an event: user, when, event, value, ordinal


@dataclass(frozen=True)
class File:
    """A file of good rows, with or without a row that is refused."""

    kind: Kind
    rows: tuple[Row, ...]
    has_bad_row: bool = False

    @property
    def data(self) -> bytes:
        lines = [HEADERS[self.kind], *map(",".join, self.rows), *[BAD[self.kind]] * self.has_bad_row]
        return "\n".join([*lines, ""]).encode()

    @property
    def repeats(self) -> int:
        """Rows that are refused because they repeat an event with a time."""
        if self.kind != "events":
            return 0
        return sum(count - 1 for row, count in Counter(self.rows).items() if " " in row[1])

    @property
    def counts(self) -> tuple[int, int, int]:
        """rows_in, rows_loaded, rows_rejected."""
        rejected = self.repeats + self.has_bad_row
        return len(self.rows) + self.has_bad_row, len(self.rows) - self.repeats, rejected


@dataclass
class Upload:
    """A file that was uploaded; its number is its place among the uploads, from 1."""

    file: File
    status: str = "loaded"


@dataclass
class PlainLaunch:
    """All uploads in order."""

    uploads: list[Upload] = field(default_factory=list)

    def upload(self, file: File) -> tuple[str, int]:
        """The status of the answer and the number of the upload."""
        for number, known in enumerate(self.uploads, 1):
            if (known.file.kind, known.file.data) == (file.kind, file.data):
                status = "already_loaded" if known.status == "loaded" else "loaded"
                known.status = "loaded"
                return status, number
        self.uploads.append(Upload(file))
        return "loaded", len(self.uploads)

    def rows(self, kind: Kind) -> Iterator[tuple[int, Row]]:
        """Rows that count, oldest upload first, each with the number of its upload."""
        for number, upload in enumerate(self.uploads, 1):
            if upload.file.kind == kind and upload.status == "loaded":
                yield from ((number, row) for row in upload.file.rows)

    def users(self) -> dict[str, tuple[int, str, str]]:
        """User -> sign-up day, channel, segment: the latest upload wins, an empty cell never."""
        found: dict[str, tuple[int, str, str]] = {}
        for _, (user, signed_up, channel, segment) in self.rows("users"):
            _, old_channel, old_segment = found.get(user, (0, "", ""))
            found[user] = (day_of(signed_up), channel or old_channel, segment or old_segment)
        return found

    def events(self) -> set[Identity]:
        """Every event once: rows of a file that only name a day are so many events, others are told by their time."""
        found = set()
        seen: Counter[tuple[int, Row]] = Counter()
        for number, row in self.rows("events"):
            ordinal = 0 if " " in row[1] else seen[number, row]
            seen[number, row] += 1
            user, when, event, value = row
            found.add((user, when, event or "active", value, ordinal))
        return found

    def tables(self) -> dict[str, Rows]:
        """What `tests.proofs.figures.resolved` must give."""
        users = self.users()
        return {
            "users": in_order(self._users(users)),
            "user_days": in_order(self._user_days(users)),
            "participations": in_order(self._participations(users)),
            "spend": in_order(self._spend()),
            "readings": in_order(self._readings()),
        }

    def _users(self, users: dict[str, tuple[int, str, str]]) -> Iterator[tuple[Any, ...]]:
        signups = {user: signed_up for _, (user, signed_up, *_) in self.rows("users")}
        days = self.active_days()
        for user, (day, channel, segment) in users.items():
            returned = next((later for later in days[user] if later > day), None)
            # nobody is activated; no device, no address and nobody who invited is in the files
            yield user, day, channel, segment, "", "", None, returned, second_of(signups[user]), None, None, None

    def active_days(self) -> dict[str, list[int]]:
        """User -> days on which they came, in order, none before sign-up."""
        users = self.users()
        days: dict[str, set[int]] = {user: set() for user in users}
        for user, when, *_ in self.events():
            if user in users and day_of(when) >= users[user][0]:
                days[user].add(day_of(when))
        return {user: sorted(found) for user, found in days.items()}

    def _user_days(self, users: dict[str, tuple[int, str, str]]) -> Iterator[tuple[Any, ...]]:
        events = self.events()
        for user, days in self.active_days().items():
            signup, channel, segment = users[user]
            gaps = [after - day for day, after in pairwise(days)]
            waits = [after - day for day, after in pairwise([signup, *days])]
            for place, (day, gap) in enumerate(zip(days, [*gaps, None], strict=False)):
                since, away = gaps[place - 1] if place else None, sum(wait >= 28 for wait in waits[: place + 1])
                values = [value for who, when, _, value, _ in events if who == user and day_of(when) == day]
                given = [Decimal(value) for value in values if value]
                worth = float(sum(given)) if given else None
                yield user, day, day - signup, gap, since, away, len(values), worth, channel, segment, "", ""

    def _participations(self, users: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        latest = {
            (a, user, day_of(when), arm): reward for _, (a, user, when, arm, reward) in self.rows("participation")
        }
        for (activity, user, day, arm), reward in latest.items():
            if user in users:
                yield activity, user, day, arm, float(reward) if reward else None, None  # files name days only

    def _spend(self) -> Iterator[tuple[Any, ...]]:
        last = {(day, channel): number for number, (day, channel, *_) in self.rows("spend")}
        for number, (day, channel, spend, campaign) in self.rows("spend"):
            if last[day, channel] == number:
                yield day_of(day), channel, "", campaign, float(spend), None, None

    def _readings(self) -> Iterator[tuple[Any, ...]]:
        latest = {(kpi, day_of(day)): float(value) for _, (day, kpi, value) in self.rows("readings")}
        yield from ((kpi, day, value) for (kpi, day), value in latest.items())

    def counts(self) -> dict[str, int]:
        """Users and events as `facts_info` counts them."""
        users, events = self.users(), self.events()
        named = {event[0] for event in events} | {row[1] for _, row in self.rows("participation")}
        return {
            "user_count": len(users),
            "event_count": len(events),
            "unknown_users": len(named - set(users)),
            "unknown_user_events": sum(1 for event in events if event[0] not in users),
            "before_signup_events": sum(1 for e in events if e[0] in users and day_of(e[1]) < users[e[0]][0]),
        }

    def active_users(self, day: int) -> tuple[int, int, int]:
        """Users active on a day, in the 7 and in the 28 days up to it."""
        days = self.active_days().values()
        daily, weekly, monthly = (
            sum(1 for own in days if any(day - window < active <= day for active in own)) for window in (1, 7, 28)
        )
        return daily, weekly, monthly

    def returned(self, age: int, as_of: int) -> tuple[int, int]:
        """Users who can have come on the day of that age, and those who did; over all sign-up days that are ripe."""
        days, users = self.active_days(), self.users()
        ripe = {user: signup for user, (signup, *_) in users.items() if signup + age < as_of}
        return len(ripe), sum(1 for user, signup in ripe.items() if signup + age in days[user])


def day_of(when: str) -> int:
    return day_number(date.fromisoformat(when[:10]))


def second_of(when: str) -> int | None:
    """The second of the day, None where only a day is named."""
    hours, _, minutes = when[11:].partition(":")
    return (int(hours) * 60 + int(minutes)) * 60 if hours else None


def day_text(offset: int) -> str:
    return str(date(2026, 3, 1) + timedelta(days=offset))


def in_order(rows: Iterator[tuple[Any, ...]]) -> Rows:
    return sorted(rows, key=repr)
