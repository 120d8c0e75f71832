"""What an upload means beside what is loaded already: the warnings only the store can give.

unknown_user: rows of users no loaded users file names (detail: how many users). before_signup: events before
the sign-up day of their user. signup_date_changed: users whose sign-up day this file moves. already_known:
rows whose identity is loaded already, so they count once.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, exists, func, select, text

from launchops.store.bulk import read_rows
from launchops.store.local_days import local_days
from launchops.store.records import LaunchSettings
from launchops.store.spool import order_by
from launchops.store.tables import batch_table, user_table
from launchops.store.user_data import KindOfData

Notice = tuple[str, int, str]
LOOK_UP_AT_MOST = 50_000  # half a megabyte of SQL; SQLite takes one


@dataclass(frozen=True)
class Signups:
    """Users of loaded users files, by number in order, and the local day of their current sign-up."""

    user_keys: NDArray[np.int64]
    days: NDArray[np.int32]

    def find(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
        """For each of `keys`: whether the user is known, and the sign-up day (meaningless where not)."""
        if not len(self.user_keys):
            return np.zeros(len(keys), dtype=np.bool_), np.zeros(len(keys), dtype=np.int32)
        at = np.minimum(np.searchsorted(self.user_keys, keys), len(self.user_keys) - 1)
        return self.user_keys[at] == keys, self.days[at]


def read_signups(connection: Connection, keys: NDArray[np.int64], zone: ZoneInfo) -> Signups:
    """Current sign-ups of (at least) the users `keys`: of the newest loaded upload that names them."""
    loaded = select(batch_table.c.id).where(batch_table.c.kind == "users", batch_table.c.status == "loaded")
    query = select(user_table.c.user_key, user_table.c.ts, user_table.c.is_date)
    query = query.where(user_table.c.batch_id.in_(loaded)).order_by(user_table.c.batch_id)
    if len(keys) <= LOOK_UP_AT_MOST:
        # whole numbers of our own as they stand: bound one by one they take longer than the answer
        query = query.where(text(f"user_key IN ({','.join(map(str, keys.tolist()))})"))
    found, days = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int32)]
    for rows in read_rows(connection, query):
        columns = np.array(rows, dtype=np.int64).T
        found.append(columns[0].copy())
        days.append(local_days(columns[1], columns[2].astype(np.bool_), zone).astype(np.int32))
    return _newest(np.concatenate(found), np.concatenate(days))


def _newest(user_keys: NDArray[np.int64], days: NDArray[np.int32]) -> Signups:
    """The last of each user's days."""
    if not len(user_keys):
        return Signups(user_keys, days)
    order = order_by(user_keys)
    in_order = user_keys[order]
    is_last = np.append(in_order[1:] != in_order[:-1], True)
    return Signups(in_order[is_last], days[order[is_last]])


class UserNotices:
    """Counts unknown_user, before_signup and signup_date_changed over the rows of a file that are to be written."""

    def __init__(
        self, connection: Connection, kind: str, user_keys: NDArray[np.int64], settings: LaunchSettings
    ) -> None:
        self._kind = kind
        self._zone = ZoneInfo(settings.time_zone)
        self._is_unknown_fine = settings.signup_is_first_event
        self._signups = read_signups(connection, user_keys, self._zone)
        self._unknown = self._before = self._changed = 0
        self._unknown_users = int((~self._signups.find(user_keys)[0]).sum())

    def look_at(self, rows: pa.Table) -> None:
        """Take some rows into account."""
        is_known, signup_days = self._signups.find(rows["user_key"].to_numpy())
        self._unknown += int((~is_known).sum())
        if self._kind != "participation" and is_known.any():
            days = _days(rows, self._zone)
            self._before += int((is_known & (days < signup_days)).sum())
            self._changed += int((is_known & (days != signup_days)).sum())

    def found(self) -> list[Notice]:
        """The warnings, some with a count of 0."""
        if self._kind == "users":
            return [("signup_date_changed", self._changed, "")]
        unknown = [] if self._is_unknown_fine else [("unknown_user", self._unknown, str(self._unknown_users))]
        return [*unknown, ("before_signup", self._before, "")] if self._kind == "events" else unknown


def _days(rows: pa.Table, zone: ZoneInfo) -> NDArray[np.int64]:
    return local_days(rows["ts"].to_numpy(), rows["is_date"].to_numpy().astype(np.bool_), zone)


def count_known(
    connection: Connection,
    kind: KindOfData,
    *,
    new: Table,
    new_batch: int | None,
    span: tuple[int | None, int | None],
) -> int:
    """Rows of `new` (only of `new_batch`, where given) whose identity a loaded upload has already."""
    older = _overlapping(connection, kind, new_batch, span)
    if not older:
        return 0
    old = kind.table.alias("old")
    fresh = new.alias("fresh")
    same = [old.c[name] == fresh.c[name] for name in kind.identity]
    query = select(func.count()).select_from(fresh).where(exists().where(old.c.batch_id.in_(older), *same))
    if new_batch is not None:
        query = query.where(fresh.c.batch_id == new_batch)
    return int(connection.execute(query).scalar_one())


def _overlapping(
    connection: Connection, kind: KindOfData, new_batch: int | None, span: tuple[int | None, int | None]
) -> list[int]:
    """Loaded uploads that can hold the same rows: for users all, else those whose span meets this one."""
    query = select(batch_table.c.id).where(batch_table.c.kind == kind.table.name, batch_table.c.status == "loaded")
    if new_batch is not None:
        query = query.where(batch_table.c.id != new_batch)
    first, last = span
    if first is None or last is None:
        return []
    if kind.table.name != "users":
        query = query.where(batch_table.c.first_ts <= last, batch_table.c.last_ts >= first)
    return list(connection.execute(query).scalars())
