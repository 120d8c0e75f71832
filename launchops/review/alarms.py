"""How loud an alarm is: by the chance of what it warns of, on two days running so that one odd day is none."""

WARN_FROM = 0.20
ALERT_FROM = 0.50
LOUDNESS = ("unknown", "quiet", "warn", "alert", "happened")


def alarm(today: float | None, yesterday: float | None) -> str:
    """warn from a chance of 20 %, alert from 50 %, each on both days; unknown while today's chance is."""
    if today is None:
        return "unknown"
    lower = min(today, yesterday) if yesterday is not None else 0.0
    if lower >= ALERT_FROM:
        return "alert"
    return "warn" if lower >= WARN_FROM else "quiet"


def loudest(alarms: list[str]) -> str:
    """The loudest of several; unknown for none."""
    return max(alarms, key=LOUDNESS.index, default="unknown")
