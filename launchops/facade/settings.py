"""`launch.settings`: the launch itself."""

from launchops.facade.clock import Clock
from launchops.store import Store
from launchops.store.records import LaunchSettings


class Settings:
    """Name, vision, launch day, time zone, week start, currency, and what counts as active and as activation."""

    def __init__(self, store: Store, clock: Clock, user: str) -> None:
        self._store = store
        self._clock = clock
        self._user = user

    def get(self) -> LaunchSettings:
        """The settings as saved."""
        return self._store.settings()

    def save(self, settings: LaunchSettings) -> LaunchSettings:
        """The settings as saved, with their new version.

        Raises RecordError: time_zone_locked once events are loaded, changed_by_other, field_required and the like.
        """
        return self._store.save_settings(settings, who=self._user, at=self._clock.now())

    def event_names(self) -> tuple[str, ...]:
        """Names of events seen in the uploads, in order."""
        return self._store.event_names()
