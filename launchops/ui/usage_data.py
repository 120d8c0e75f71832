"""What the pages on usage ask of the launch: retention, lifecycle, survival, active days."""

from launchops.facade.results import Retention, RetentionDifference, Survival
from launchops.facade.types import ActiveDays, Filters, Lifecycle, SecondVisit, Signups
from launchops.ui import data
from launchops.ui.retention_view import View

MONTH = 28  # days of the window in which active days are counted


def retention(view: View, filters: Filters, *, by: str = "") -> Retention:
    """Retention as chosen on the page."""
    found: Retention = data.ask("metrics", "retention", by=by, filters=filters, **view.asked())
    return found


def retention_difference(
    view: View, first: Signups, second: Signups, *, by: str, filters: Filters
) -> RetentionDifference:
    """Two choices of sign-ups at the chosen age."""
    found: RetentionDifference = data.ask(
        "metrics", "retention_difference", first, second, age=view.age, by=by, filters=filters, **view.asked()
    )
    return found


def survival(filters: Filters) -> Survival:
    """How long users stay."""
    found: Survival = data.ask("metrics", "survival", filters=filters)
    return found


def second_visit(filters: Filters) -> SecondVisit:
    """How long until users come a second time."""
    found: SecondVisit = data.ask("metrics", "second_visit", filters=filters)
    return found


def lifecycle(filters: Filters) -> Lifecycle:
    """New, returning, resurrecting and dormant users by week."""
    found: Lifecycle = data.ask("metrics", "lifecycle", filters=filters)
    return found


def active_days(as_of_day: int, filters: Filters) -> ActiveDays:
    """On how many of the last 28 complete days users came."""
    found: ActiveDays = data.ask("metrics", "active_days", as_of_day - MONTH, as_of_day, filters=filters)
    return found
