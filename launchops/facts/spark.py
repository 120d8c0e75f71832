"""Facts on Spark Connect (Apache Spark, Databricks, Sail): `--facts sc://host:port`.

Besides Spark's own parameters (`sc://host:port/;token=…;use_ssl=true`) the URL may say where the tables are:
`facts=/shared/facts` for a folder written by `launchops facts export --parquet`, `database=main.launch` for
tables in a catalog.
"""

import socket
import warnings
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import unquote, urlsplit

import ibis

from launchops.errors import FactsError
from launchops.facts.engine import FAILED, LACKS, LOST, Engine
from launchops.facts.schema import TABLES

SCHEME = "sc"
PORT = 15002  # Spark Connect's own default
CONNECT_SECONDS = 5
RETRIES = 3  # Spark's default of 15 waits more than ten minutes for a server that is gone
OURS = ("facts", "database")
GONE = ("UNAVAILABLE", "INVALID_HANDLE", "session not found", "RETRIES_EXCEEDED")


@dataclass(frozen=True)
class Spark(Engine):
    """A Spark Connect server, told by its URL."""

    url: str

    @property
    def address(self) -> str:  # type: ignore[override]
        """Host and port."""
        return f"sc://{urlsplit(self.url).netloc.rpartition('@')[2]}"

    def connect(self) -> ibis.BaseBackend:
        """A session of its own, in which the tables have their names."""
        self._knock()
        _load_driver()
        try:
            session = self._session()
            self._name_tables(session)
            return ibis.pyspark.connect(session)
        except Exception as error:
            raise self.refusal(error) from error

    def code_of(self, error: Exception) -> str:
        """A table or column that cannot be found, a server that does not answer, or something else."""
        from pyspark.errors import AnalysisException, PySparkException  # noqa: PLC0415 - see _load_driver

        if isinstance(error, AnalysisException):
            return LACKS
        said = str(error)
        gone = any(word in said for word in GONE)
        if not isinstance(error, PySparkException):
            gone = gone or type(error).__module__.startswith("grpc")
        return LOST if gone else FAILED

    def _session(self) -> Any:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - see _load_driver
        from pyspark.sql.connect.client.retries import DefaultPolicy  # noqa: PLC0415

        session = SparkSession.builder.remote(self._plain_url()).create()
        session.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES)])
        return session

    def _name_tables(self, session: Any) -> None:
        chosen = self._parameters()
        if database := chosen.get("database"):
            session.sql(f"USE {database}")
        if folder := chosen.get("facts"):
            for name in TABLES:
                session.read.parquet(f"{folder.rstrip('/')}/{name}").createOrReplaceTempView(name)

    def _knock(self) -> None:
        """Find out in seconds whether anybody listens there."""
        try:
            parts = urlsplit(self.url)
            socket.create_connection((parts.hostname or "", parts.port or PORT), timeout=CONNECT_SECONDS).close()
        except (OSError, ValueError) as error:
            raise FactsError(LOST, address=self.address, reason=str(error)) from error

    def _parameters(self) -> dict[str, str]:
        tail = self.url.partition("/;")[2]
        pairs = (item.partition("=") for item in tail.split(";") if item)
        return {key: unquote(value) for key, _, value in pairs if key in OURS}

    def _plain_url(self) -> str:
        """The URL without our own parameters, which Spark would pass on to the server."""
        head, _, tail = self.url.partition("/;")
        kept = [item for item in tail.split(";") if item and item.partition("=")[0] not in OURS]
        return f"{head}/;{';'.join(kept)}" if kept else head


def _load_driver() -> None:
    """FactsError facts_engine_not_installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # pyspark-client 4.2 warns of pandas 3; the tests run on it
            for name in ("pyspark.sql.connect.session", "ibis.backends.pyspark"):  # most launches do not need them
                import_module(name)
    except ImportError as error:
        raise FactsError("facts_engine_not_installed", engine="Spark Connect") from error
