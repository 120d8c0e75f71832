"""The one place where the product reads a clock; everything below gets dates as arguments."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Clock:
    """Now and today; `fixed_today` pins the date for tests and reproducible runs."""

    fixed_today: date | None = None

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    def today(self, time_zone: str) -> date:
        """Today's date in the launch's time zone."""
        return self.fixed_today or datetime.now(ZoneInfo(time_zone)).date()
