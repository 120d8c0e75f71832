"""Results that join several layers, as the facade gives them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from launchops.ingest.parsed import Kind, Notice, ReadOptions, Reject, Understanding
from launchops.locale import Message

if TYPE_CHECKING:  # whoever holds one of these has loaded it
    import pandas as pd

    from launchops.review.results import GoalStatus, RiskStatus
    from launchops.stats.results import GroupDifference
    from launchops.store.records import Activity


@dataclass(frozen=True)
class FileToLoad:
    """A file as somebody wants it read: what it holds, its bytes, its name and the choices made."""

    kind: Kind
    source: bytes | Path | BinaryIO
    name: str
    options: ReadOptions = ReadOptions()  # noqa: RUF009 - frozen and without state


@dataclass(frozen=True)
class FileReading:
    """One way to read a file: the code to choose it by, and cells of the file as they read that way.

    Each example is the cell as written and the date it gives, None where it gives none or is no date column.
    """

    code: str
    examples: tuple[tuple[str, date | None], ...]


@dataclass(frozen=True)
class FileQuestion:
    """What only a person can tell about a file; `field` of `ReadOptions` takes the answer."""

    field: Literal["encoding", "date_order"]
    readings: tuple[FileReading, ...]


@dataclass(frozen=True)
class FileDays:
    """The local days of a file's good rows. gaps: first and last day of each run of days without a row."""

    first_day: int
    last_day: int
    gaps: tuple[tuple[int, int], ...]
    is_last_short: bool  # the last day is not over, or has under half the rows of the days before

    @property
    def missing_days(self) -> int:
        """How many days between the first and the last have no row."""
        return sum(last - first + 1 for first, last in self.gaps)


@dataclass(frozen=True)
class UploadReport:
    """What a file holds, before anything is written. rows_in = rows_good + rows_rejected."""

    file_name: str
    understanding: Understanding
    rows_in: int
    rows_good: int
    rows_rejected: int
    reject_counts: tuple[tuple[str, int], ...]  # code, rows; most frequent first
    reject_examples: tuple[Reject, ...]  # the first few of each code, in file order
    warnings: tuple[Notice, ...]  # notices of the reader, plus unknown_user, before_signup, already_known …
    already_loaded: int | None  # batch id where the same file is loaded already
    days: FileDays | None = None  # None where no row is good
    remembered: tuple[str, ...] = ()  # headers read as somebody chose in an earlier upload


@dataclass(frozen=True)
class ImportResult:
    """What became of one file. status: loaded, already_loaded or refused (then code, line and message say why)."""

    file: str
    status: str
    code: str | None
    line: int | None
    batch_id: int | None
    rows_in: int
    rows_loaded: int
    rows_rejected: int
    warnings: tuple[Notice, ...]
    rejects: tuple[Reject, ...]  # the first 100,000; `rows_rejected` counts all
    message: Message | None = None


@dataclass(frozen=True)
class FactsInfo:
    """What the figures rest on. Days are None in an empty store; as_of_day: data is complete before it."""

    facts_version: int
    time_zone: str
    week_start: str
    has_activation: bool
    first_day: int | None
    last_day: int | None
    as_of_day: int | None
    user_count: int
    unknown_users: int
    unknown_user_events: int
    before_signup_events: int
    event_count: int


@dataclass(frozen=True)
class Retention:
    """Retention with rates and Wilson 95 % intervals; what is not known yet is NA, never zero.

    `cohorts`: group, cohort_day (first day of the cohort's period), size.
    `cells`: group, cohort_day, age (whole periods since the cohort's, or "1-7"), eligible, active, rate, low, high,
    mature, readable_day (the as_of from which the cell is readable).
    `average`: group, age, eligible, active (sums over mature cohorts), rate, low, high, cohorts (how many).
    `same_cohorts`: as `average`, over those cohorts alone that are mature at every age up to the last of it, which
    is the oldest age that still rests on half the users of the youngest.
    """

    as_of_day: int
    period: str
    cohort: str
    mode: str
    by: str
    cohorts: "pd.DataFrame"
    cells: "pd.DataFrame"
    average: "pd.DataFrame"
    same_cohorts: "pd.DataFrame"


@dataclass(frozen=True)
class RetentionDifference:
    """Two choices of sign-ups at one age: how many of each came back, the difference and its Newcombe interval.

    `difference.difference` is None where a side has no mature cohort. Cohorts: how many each side rests on.
    """

    age: int | str
    as_of_day: int
    difference: "GroupDifference"
    first_cohorts: int
    second_cohorts: int


@dataclass(frozen=True)
class Survival:
    """How long users stay; lost means `gap` days without activity for the first time.

    `frame`: one row per group and day since sign-up while at least 10 users are watched: group, time, at_risk, lost,
    share (of users not lost yet), low, high (95 %; NA while nobody was lost). `median_days`: group → days after which
    half were lost, None where that is not known yet.
    """

    as_of_day: int
    gap: int
    frame: "pd.DataFrame"
    median_days: Mapping[str, int | None]


@dataclass(frozen=True)
class ActiveDayRates:
    """Mean share of days on which users came in [start_day, end_day), of users there on its first day already.

    `frame`: group, users, active_days, square_sum (sums over users), rate, low, high (95 % per user).
    """

    start_day: int
    end_day: int
    frame: "pd.DataFrame"


@dataclass(frozen=True)
class ActivitySummary:
    """An activity with what the uploads say of it. record is None where only uploads know it.

    participants, offered, holdout: known users. unknown_users: those of any arm whom no users file names; None while
    the figures are not those of the newest uploads.
    """

    key: str
    name: str
    record: "Activity | None"
    first_day: int | None
    last_day: int | None
    participants: int
    offered: int
    holdout: int
    unknown_users: int | None = 0


@dataclass(frozen=True)
class Assignment:
    """Who is held out of an activity and who is offered it; `csv` is a participation file, ready to be uploaded."""

    activity: str
    salt: str
    offered: int
    holdout: int
    csv: bytes


@dataclass(frozen=True)
class Change:
    """Something that happened since a day, for "since last week": a status and a sentence."""

    status: str  # a goal or risk status code, or "upload"
    message: Message
    subject: str  # goal, risk or upload
    subject_id: int | None
    changed_at: datetime


@dataclass(frozen=True)
class Figure:
    """One figure of a snapshot; value None: not known. unit as of KPIs (users, percent, money, days, count, ratio)."""

    key: str
    name: Message
    unit: str
    value: float | None
    currency: str = ""


@dataclass(frozen=True)
class Figures:
    """What the pages show of a launch at one moment. as_of_day: data is complete before it; None without data."""

    as_of_day: int | None
    figures: tuple[Figure, ...]
    goals: "tuple[GoalStatus, ...]"
    risks: "tuple[RiskStatus, ...]"


@dataclass(frozen=True)
class FigureMove:
    """A figure that differs between two snapshots; None: not known there."""

    name: Message
    unit: str
    currency: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class StatusMove:
    """A goal or risk whose status differs between two snapshots, with the reason for the later one."""

    subject: Literal["goal", "risk"]
    name: str
    before: str
    after: str
    reason: Message


@dataclass(frozen=True)
class Effect:
    """What an upload changes, or would change. The as_of days say up to when data is complete (None: no data)."""

    figures: tuple[FigureMove, ...]
    statuses: tuple[StatusMove, ...]
    as_of_before: int | None
    as_of_after: int | None


@dataclass(frozen=True)
class UploadShare:
    """What one upload brought: its local days (None where no row was good) and, of a users file, new users."""

    first_day: int | None
    last_day: int | None
    new_users: int | None


@dataclass(frozen=True)
class FieldChange:
    """One field of a record: its name in words, its text before and after."""

    field: Message
    before: str
    after: str


@dataclass(frozen=True)
class HistoryEntry:
    """One save of a record. kind: new or changed; `who` is empty where nobody is signed in."""

    at: datetime
    who: str
    kind: Literal["new", "changed"]
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class ForecastState:
    """Forecasts of goals: how many can be made, how many of them are not there yet, whether they are being made."""

    total: int
    pending: int
    is_running: bool
    share: float  # of the work at hand that is done, 0 to 1
