"""The schema and its versions: create it, recognise it, bring an older one up to date."""

import contextlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from launchops.errors import StoreError
from launchops.store.engine import Address

if TYPE_CHECKING:  # a store of today's schema is opened without it
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"
HEAD = "0001"  # the newest script; a test holds the two together


def scripts_config(connection: Connection | None = None) -> "Config":
    """Alembic's configuration, in code: where the scripts are, and the connection they run on."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Run every script the store has not seen, inside the open transaction."""
    from alembic import command  # noqa: PLC0415

    command.upgrade(scripts_config(connection), "head")


def schema_of(connection: Connection) -> str | None:
    """The schema version of a database; None where there is no launch in it."""
    names = inspect(connection).get_table_names()
    if "alembic_version" not in names or "launch" not in names:
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


def needs_upgrade(found: str | None, *, shown: str) -> bool:
    """Whether the schema is older than this version's. StoreError store_not_ours, store_newer."""
    if found is None:
        raise StoreError("store_not_ours", url=shown)
    if found == HEAD:
        return False
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory.from_config(scripts_config())
    known = {script.revision for script in scripts.walk_revisions()}
    if found not in known:
        raise StoreError("store_newer", url=shown, found=found, known=HEAD)
    return True


def copy_aside(address: Address, found: str) -> Path | None:
    """A copy of a SQLite store beside it, named by its schema, made by the backup API; None for a server."""
    if address.file is None:
        return None
    copy = address.file.with_name(f"{address.file.name}.schema-{found}")
    with (
        contextlib.closing(sqlite3.connect(f"{address.file.absolute().as_uri()}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy
