"""Which engine a facts URL names."""

from launchops.errors import FactsError
from launchops.facts.engine import Engine
from launchops.facts.postgres import SCHEMES, Postgres
from launchops.facts.spark import SCHEME, Spark


def engine_of(url: str) -> Engine:
    """The engine of a URL; nothing is connected yet. FactsError facts_url_unknown."""
    scheme = url.partition("://")[0]
    if scheme in SCHEMES:
        return Postgres(url)
    if scheme == SCHEME:
        return Spark(url)
    raise FactsError("facts_url_unknown", scheme=scheme[:20])  # not the whole: it may hold a password


def postgres_of(url: str) -> Postgres:
    """The PostgreSQL database of a URL, the only engine that rows are sent to. FactsError facts_export_target."""
    engine = engine_of(url)
    if not isinstance(engine, Postgres):
        raise FactsError("facts_export_target", address=engine.address)
    return engine
