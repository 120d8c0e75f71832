"""A file to start from, for each kind."""

import csv
import io

from launchops.ingest.columns import COLUMNS
from launchops.ingest.parsed import Kind

_EXAMPLES: dict[Kind, tuple[dict[str, str], dict[str, str]]] = {
    "users": (
        {
            "user_id": "00123", "signup_date": "2026-01-05", "channel": "search", "segment": "student",
            "platform": "ios", "region": "Shanghai", "device_id": "", "ip": "", "invited_by": "",
        },
        {
            "user_id": "00124", "signup_date": "2026-01-06 09:30", "channel": "referral", "segment": "teacher",
            "platform": "android", "region": "Beijing", "device_id": "", "ip": "", "invited_by": "00123",
        },
    ),
    "events": (
        {"user_id": "00123", "timestamp": "2026-01-05 09:30:00", "event": "login", "value": ""},
        {"user_id": "00124", "timestamp": "2026-01-06T20:15:00+08:00", "event": "purchase", "value": "25.50"},
    ),
    "participation": (
        {"activity": "spring_event", "user_id": "00123", "date": "2026-01-07", "arm": "participant", "reward": "5"},
        {"activity": "spring_event", "user_id": "00124", "date": "2026-01-07", "arm": "holdout", "reward": ""},
    ),
    "spend": (
        {
            "date": "2026-01-05", "channel": "search", "spend": "1200.50", "activity": "", "campaign": "brand",
            "impressions": "54000", "clicks": "830",
        },
        {
            "date": "2026-01-06", "channel": "video", "spend": "800", "activity": "spring_event", "campaign": "",
            "impressions": "", "clicks": "",
        },
    ),
    "readings": (
        {"date": "2026-01-05", "kpi": "support_tickets", "value": "14"},
        {"date": "2026-01-06", "kpi": "support_tickets", "value": "9"},
    ),
}  # fmt: skip


def template_csv(kind: Kind) -> bytes:
    """Header and two example rows that load as they are, as UTF-8 with BOM so that Excel shows Chinese."""
    text = io.StringIO(newline="")
    names = [column.name for column in COLUMNS[kind] if column.name in _EXAMPLES[kind][0]]
    writer = csv.DictWriter(text, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_EXAMPLES[kind])
    return text.getvalue().encode("utf-8-sig")
