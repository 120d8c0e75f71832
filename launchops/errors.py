"""Every error launchops raises on purpose, as one tree.

LaunchopsError
├── StoreError       the system of record: missing, already there, made by a newer version, busy, disk full
├── RefusedFile      an upload that changes nothing: wrong kind, encoding or shape (line and column where known)
├── RecordError      a field of a record that cannot be saved (which field, why)
├── FactsError       the columnar copy: engine unreachable, table or column missing, version gone
└── UnknownName      an activity, KPI, batch or other name that does not exist

Each carries a `Message` (code and parameters); `launchops.locale.say` turns it into words in a language.
"""

from launchops import locale
from launchops.locale.message import Message


class LaunchopsError(Exception):
    """The root: a refusal with a stable code and one clear sentence in both languages."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.message = Message(code, params)

    @property
    def code(self) -> str:
        """The stable code, e.g. ``store_newer``."""
        return self.message.code

    def __str__(self) -> str:
        return locale.say(self.message)


class StoreError(LaunchopsError):
    """The system of record cannot be opened, created or written."""


class RefusedFile(LaunchopsError):  # noqa: N818 - a refusal is what it is, and what users read
    """A file that cannot be loaded at all; nothing was changed."""

    def __init__(self, code: str, *, line: int | None = None, column: str | None = None, **params: object) -> None:
        super().__init__(code, line=line, column=column, **params)
        self.line = line
        self.column = column


class RecordError(LaunchopsError):
    """A record cannot be saved; `field` names the input that is wrong. Nothing is saved half."""

    def __init__(self, code: str, *, field: str, **params: object) -> None:
        super().__init__(code, field=field, **params)
        self.field = field


class FactsError(LaunchopsError):
    """The columnar copy cannot be built or read."""


class UnknownName(LaunchopsError):  # noqa: N818
    """A name that does not exist in this launch; the parameters list what does."""
