"""Facts in PostgreSQL: `--facts postgresql://user@host/database` (libpq's connection URLs)."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import ibis

from launchops.errors import FactsError
from launchops.facts.engine import FAILED, LACKS, LOST, Engine

SCHEMES = ("postgresql", "postgres")
CONNECT_SECONDS = 5


@dataclass(frozen=True)
class Postgres(Engine):
    """A PostgreSQL database, told by its URL; a password is best kept in ~/.pgpass or PGPASSWORD."""

    url: str

    @property
    def address(self) -> str:  # type: ignore[override]
        """Host, port and database."""
        parts = urlsplit(self.url)
        return f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"

    def connect(self) -> ibis.BaseBackend:
        """A read-only connection."""
        connection = self.session()
        connection.execute("SET default_transaction_read_only = on")
        return ibis.postgres.from_connection(connection)

    def session(self) -> Any:
        """A plain psycopg connection that commits every statement. FactsError facts_engine_unreachable."""
        psycopg = _driver()
        try:
            return psycopg.connect(self.url, autocommit=True, connect_timeout=CONNECT_SECONDS)
        except psycopg.Error as error:  # also a URL that cannot be read
            raise FactsError(LOST, address=self.address, reason=" ".join(str(error).split())) from error

    def code_of(self, error: Exception) -> str:
        """OperationalError: the server is gone; undefined table, column or schema: it was loaded in part."""
        psycopg = _driver()
        lacking = (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn, psycopg.errors.InvalidSchemaName)
        if isinstance(error, lacking):
            return LACKS
        return LOST if isinstance(error, psycopg.OperationalError) else FAILED


def _driver() -> Any:
    try:
        import psycopg  # noqa: PLC0415 - an extra that most launches do not need
    except ImportError as error:
        raise FactsError("facts_engine_not_installed", engine="PostgreSQL") from error
    return psycopg
