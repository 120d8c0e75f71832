"""Results that join several layers, as the facade gives them out."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from launchops.ingest.parsed import Notice, Reject, Understanding
from launchops.locale import Message
from launchops.store.records import Activity


@dataclass(frozen=True)
class UploadReport:
    """What a file holds, before anything is written. rows_in = rows_good + rows_rejected."""

    file_name: str
    understanding: Understanding
    rows_in: int
    rows_good: int
    rows_rejected: int
    reject_counts: tuple[tuple[str, int], ...]  # code, rows; most frequent first
    reject_examples: tuple[Reject, ...]  # the first of each code
    warnings: tuple[Notice, ...]  # notices of the reader, plus unknown_user, before_signup, already_known …
    already_loaded: int | None  # batch id where the same file is loaded already


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
    rejects: tuple[Reject, ...]
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
    """

    as_of_day: int
    period: str
    cohort: str
    mode: str
    by: str
    cohorts: pd.DataFrame
    cells: pd.DataFrame
    average: pd.DataFrame


@dataclass(frozen=True)
class ActivitySummary:
    """An activity with what the uploads say of it. record is None where only uploads know it."""

    key: str
    name: str
    record: Activity | None
    first_day: int | None
    last_day: int | None
    participants: int
    offered: int
    holdout: int


@dataclass(frozen=True)
class Change:
    """Something that happened since a day, for "since last week": a status and a sentence."""

    status: str  # a goal or risk status code, or "upload"
    message: Message
    subject: str  # goal, risk or upload
    subject_id: int | None
    changed_at: datetime
