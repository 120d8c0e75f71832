"""Column types that keep what a record means: exact decimals, UTC instants, tuples of texts."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept as its text, because SQLite would turn a numeric column into a float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text to store."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """The decimal as it was saved."""
        return None if value is None else Decimal(value)


class Instant(TypeDecorator[datetime]):
    """An instant: goes in with its zone, is stored as UTC, comes out as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; without a zone where the database keeps none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """UTC, with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonAs(TypeDecorator[Any]):
    """A tuple kept as JSON; `read` and `write` turn one item from and into plain JSON."""

    impl = JSON
    cache_ok = True

    def __init__(self, read: Callable[[Any], Any], write: Callable[[Any], Any]) -> None:
        super().__init__()
        self.read = read
        self.write = write

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """A plain JSON list."""
        return [self.write(item) for item in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Any, ...]:  # noqa: ARG002
        """The tuple as it was saved."""
        return tuple(self.read(item) for item in value or ())


def _read_step(item: list[str]) -> tuple[date, Decimal]:
    return date.fromisoformat(item[0]), Decimal(item[1])


def _write_step(item: tuple[date, Decimal]) -> list[str]:
    return [item[0].isoformat(), format(item[1], "f")]


def _read_notice(item: list[Any]) -> tuple[str, int, str]:
    return str(item[0]), int(item[1]), str(item[2])


def _read_change(item: list[str]) -> tuple[str, str, str]:
    return item[0], item[1], item[2]


TEXTS = JsonAs(str, str)  # texts in order
STEPS = JsonAs(_read_step, _write_step)  # phased targets: date and value
NOTICES = JsonAs(_read_notice, list)  # warnings of an upload: code, count, detail
CHANGES = JsonAs(_read_change, list)  # fields of a record: name, text before, text after
