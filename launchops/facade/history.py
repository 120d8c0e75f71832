"""The history of one record, out of the audit."""

from launchops.facade.results import FieldChange, HistoryEntry
from launchops.locale import Message
from launchops.store import Store

MOST_LINES = 500


def record_history(store: Store, table: str, record_id: int) -> tuple[HistoryEntry, ...]:
    """Every save of a record since it was made, newest first; a number used before by another record is left out."""
    entries = []
    for line in store.audit(limit=MOST_LINES, table=table, subject=str(record_id)):
        changes = tuple(FieldChange(Message(f"field_{name}"), old, new) for name, old, new in line.changes)
        is_new = line.detail == "new"
        if line.what == f"{table}.save" and (is_new or changes):
            entries.append(HistoryEntry(line.at, line.who, "new" if is_new else "changed", changes))
        if is_new:
            break
    return tuple(entries)
