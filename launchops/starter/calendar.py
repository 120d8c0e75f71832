"""First and last day of the sample launch."""

from datetime import date, timedelta

from launchops.starter.world import DAYS


def sample_start(end_on: date) -> date:
    """The first day of the sample whose last data day is `end_on`: its launch date."""
    return end_on - timedelta(days=DAYS - 1)


def sample_end(launch_on: date) -> date:
    """The last data day of the sample that launches on `launch_on`."""
    return launch_on + timedelta(days=DAYS - 1)
