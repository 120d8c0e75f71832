"""The sample world as the CSV files an ops lead would upload, a few bad rows included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from launchops.ingest.parsed import Kind
from launchops.starter.world import (
    ACTIVITIES,
    CHANNELS,
    DAYS,
    PLATFORMS,
    PRIZE_DRAW,
    REGIONS,
    SEGMENTS,
    SIGNUP_RHYTHM,
    TASTING_FORTNIGHT,
    World,
    seconds_of_day,
)

EVENT_FILE_DAYS = 30
VISITS_BEYOND_FIRST = 0.75  # mean of further visits on an active day
REPLY_CHANCE = 0.12
ORDER_CHANCE = 0.03
ADVERTORIAL_DAYS = (1, 9, 24, 40, 58, 65, 83, 98, 111)
ENCYCLOPEDIA_DAYS = (2, 45)


@dataclass(frozen=True)
class SampleFile:
    """One file to upload: its kind, its name and its bytes."""

    kind: Kind
    name: str
    content: bytes


@dataclass(frozen=True)
class BadRows:
    """Rows of a sample file that the import must refuse: how many by which code."""

    file: str
    code: str
    count: int


# planted in the last events file; a code and the cells (user, time, event, value) that earn it
_BAD_EVENTS: tuple[tuple[str, int, str], ...] = (
    ("future_date", 5, "{user},2099-01-01 08:00:0{number},visit,"),
    ("missing_value", 4, ",{time},visit,"),
    ("bad_date", 3, "{user},yesterday evening,visit,"),
    ("bad_number", 2, "{user},{time},order,3O.00"),
    ("too_few_fields", 2, "{user},{time}"),
)
DUPLICATE_ROWS = 6
UNKNOWN_USERS = 7
UNKNOWN_USER_EVENTS = 9


def user_file(world: World, start_on: date, rng: np.random.Generator) -> SampleFile:
    """Everybody who signed up, in order of the day."""
    ids = user_ids(len(world.signup_day))
    times = _local_times(start_on, world.signup_day, world.signup_second)
    octets = rng.integers(1, 255, (len(ids), 3))
    rows = (
        f"{ids[i]},{times[i]},{CHANNELS[world.channel[i]]},{SEGMENTS[world.segment[i]]},"
        f"{PLATFORMS[world.platform[i]]},{REGIONS[world.region[i]]},device-{world.device[i]:05d},"
        f"10.{octets[i, 0]}.{octets[i, 1]}.{octets[i, 2]},"
        f"{ids[world.invited_by[i]] if world.invited_by[i] >= 0 else ''}"
        for i in range(len(ids))
    )
    header = "user_id,signup_date,channel,segment,platform,region,device_id,ip,invited_by"
    return SampleFile("users", "users.csv", _csv(header, rows))


def user_ids(count: int) -> list[str]:
    """The product's ids of the sample users, in order of sign-up."""
    return [f"u{number:05d}" for number in range(1, count + 1)]


def event_files(world: World, start_on: date, rng: np.random.Generator) -> tuple[SampleFile, ...]:
    """Four exports of thirty days each; the last holds the bad rows and events of unknown users."""
    users, days, seconds, names, values = _events(world, rng)
    order = np.lexsort((seconds, days))
    users, days, seconds, names, values = (
        users[order],
        days[order],
        seconds[order],
        names[order],
        values[order],
    )
    times = _local_times(start_on, days, seconds)
    ids = user_ids(len(world.signup_day))
    rows = [
        f"{ids[user]},{time},{name},{value}"
        for user, time, name, value in zip(users.tolist(), times, names.tolist(), values.tolist(), strict=True)
    ]
    cuts = np.searchsorted(days, range(0, DAYS + 1, EVENT_FILE_DAYS)).tolist()
    parts = [rows[cut:end] for cut, end in pairwise(cuts)]
    parts[-1] = _with_bad_rows(parts[-1])
    return tuple(
        SampleFile("events", _event_file_name(start_on, part), _csv("user_id,timestamp,event,value", lines))
        for part, lines in enumerate(parts)
    )


def bad_rows(start_on: date) -> tuple[BadRows, ...]:
    """What the import must refuse, all of it in the last events file."""
    file = _event_file_name(start_on, DAYS // EVENT_FILE_DAYS - 1)
    planted = [BadRows(file, code, count) for code, count, _ in _BAD_EVENTS]
    return (*planted, BadRows(file, "duplicate_identical", DUPLICATE_ROWS))


def _event_file_name(start_on: date, part: int) -> str:
    first = start_on + timedelta(days=part * EVENT_FILE_DAYS)
    return f"events_{first}_to_{first + timedelta(days=EVENT_FILE_DAYS - 1)}.csv"


Columns = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.str_], NDArray[np.str_]]


def _events(world: World, rng: np.random.Generator) -> Columns:
    """User, day, second, event name and value of every event; no two of a user's alike."""
    who, when = np.nonzero(world.active)
    visits = np.repeat(np.arange(len(who)), 1 + rng.poisson(VISITS_BEYOND_FIRST, len(who)))
    replies = np.flatnonzero(rng.random(len(who)) < REPLY_CHANCE)
    notes = np.flatnonzero(world.activated_day[who] == when)
    orders = np.flatnonzero(rng.random(len(who)) < ORDER_CHANCE)
    place = np.concatenate([visits, replies, notes, orders])
    lengths = [len(visits), len(replies), len(notes), len(orders)]
    names = np.repeat(np.array(["visit", "reply", "first_note", "order"]), lengths)
    values = np.full(len(place), "", dtype="U8")
    values[-len(orders) :] = [f"{amount:.2f}" for amount in rng.gamma(4.0, 17.0, len(orders))]
    users, days = who[place], when[place]
    seconds = _after_signup(world, users, days, seconds_of_day(len(place), rng))
    kind = np.repeat(np.arange(4), lengths)
    _, first = np.unique(((users * DAYS + days) * 86_400 + seconds) * 4 + kind, return_index=True)
    return users[first], days[first], seconds[first], names[first], values[first]


def _after_signup(
    world: World, users: NDArray[np.int64], days: NDArray[np.int64], seconds: NDArray[np.int64]
) -> NDArray[np.int64]:
    """On the day of sign-up nothing happens before it: earlier times move into the rest of that day."""
    signup = world.signup_second[users]
    left = 86_399 - signup
    moved = signup + (seconds * left // 86_399)
    return np.where((days == world.signup_day[users]) & (seconds < signup), moved, seconds)


def _with_bad_rows(rows: list[str]) -> list[str]:
    """The rows with refusable ones spread among them, copies of good ones, and events of unknown users."""
    step = len(rows) // 40
    planted: dict[int, list[str]] = {}
    place = step
    for _, count, pattern in _BAD_EVENTS:
        for number in range(count):
            user, time, *_ = rows[place].split(",")
            planted.setdefault(place, []).append(pattern.format(user=user, time=time, number=number))
            place += step
    for _ in range(DUPLICATE_ROWS):
        planted.setdefault(place, []).append(rows[place])
        place += step
    for number in range(UNKNOWN_USER_EVENTS):
        time = rows[place].split(",")[1]
        planted.setdefault(place, []).append(f"guest{number % UNKNOWN_USERS + 1},{time},visit,")
        place += step
    return [line for index, row in enumerate(rows) for line in (row, *planted.get(index, ()))]


def participation_files(world: World, start_on: date) -> tuple[SampleFile, ...]:
    """One list per activity: one plain, one as a Chinese office suite exports it (GBK, Chinese headers)."""
    plain = _csv("activity,user_id,date,reward", _participations(world, start_on, 0))
    office = "活动,用户ID,日期\r\n" + "".join(
        f"{row.rpartition(',')[0]}\r\n" for row in _participations(world, start_on, 1)
    )
    return (
        SampleFile("participation", f"{PRIZE_DRAW.key}.csv", plain),
        SampleFile("participation", f"{TASTING_FORTNIGHT.key}.csv", office.encode("gbk")),
    )


def _participations(world: World, start_on: date, number: int) -> list[str]:
    activity = ACTIVITIES[number]
    joins = world.join_days[activity.key]
    who = np.flatnonzero(joins >= 0)
    who = who[np.argsort(joins[who], kind="stable")]
    ids = user_ids(len(joins))
    return [
        f"{activity.key},{ids[user]},{start_on + timedelta(days=int(joins[user]))},{activity.reward}"
        for user in who.tolist()
    ]


def spend_file(world: World, start_on: date, rng: np.random.Generator) -> SampleFile:
    """What each channel cost on each day; days without cost have no row."""
    rows = []
    for day in range(DAYS):
        on = start_on + timedelta(days=day)
        referred = int(((world.signup_day == day) & (world.channel == CHANNELS.index("referral"))).sum())
        rhythm = float(SIGNUP_RHYTHM[on.weekday()]) * rng.uniform(0.93, 1.07)
        rows += _spend_of_day(day, on, referred, rhythm)
    header = "date,channel,spend,activity,campaign,impressions,clicks"
    return SampleFile("spend", "spend.csv", _csv(header, rows))


def _spend_of_day(day: int, on: date, referred: int, rhythm: float) -> list[str]:
    """Paid search grows dearer, advertorials cost on the day they appear, referral pays per new user."""
    search = (420 + 3.2 * day) * rhythm
    clicks = int(search / (1.6 + 0.006 * day))
    running = next((item for item in ACTIVITIES if item.first_day <= day < item.end_day), None)
    rewards = {PRIZE_DRAW.key: 2_400.0, TASTING_FORTNIGHT.key: 650.0}
    referral = referred * 6 + (rewards[running.key] if running else 0.0)
    rows = [
        f"{on},qa_sites,{130 * rhythm:.2f},,,,",
        f"{on},seo,{150:.2f},,,,",
        f"{on},paid_search,{search:.2f},,search-core,{clicks * 31},{clicks}",
    ]
    if referral:
        rows.append(f"{on},referral,{referral:.2f},{running.key if running else ''},,,")
    if day in ADVERTORIAL_DAYS:
        rows.append(f"{on},advertorial,5200.00,,placement-{ADVERTORIAL_DAYS.index(day) + 1},,")
    if day in ENCYCLOPEDIA_DAYS:
        rows.append(f"{on},encyclopedia,900.00,,,,")
    return rows


def reading_file(readings: Iterable[tuple[int, str, str]], start_on: date) -> SampleFile:
    """Readings of the world outside the event log, as (day, name, value)."""
    rows = (f"{start_on + timedelta(days=day)},{name},{value}" for day, name, value in readings)
    return SampleFile("readings", "readings.csv", _csv("date,kpi,value", rows))


def _local_times(start_on: date, days: NDArray[np.int64], seconds: NDArray[np.int64]) -> list[str]:
    """Local times as text, e.g. 2026-03-01 20:31:05."""
    midnight = np.datetime64(start_on, "s")
    texts = np.datetime_as_string(midnight + (days * 86_400 + seconds).astype("timedelta64[s]"))
    return [text.replace("T", " ") for text in texts.tolist()]


def _csv(header: str, rows: Iterable[str] | Sequence[str]) -> bytes:
    return ("\n".join([header, *rows]) + "\n").encode()
