"""Facts on another engine: what is missing is named, a version is never mixed, a lost connection is made anew."""

from pathlib import Path

import duckdb
import ibis
import pytest

from launchops.errors import FactsError
from launchops.facade.clock import Clock
from launchops.facts.engine import FAILED, LACKS, LOST, Engine, EngineFacts
from launchops.facts.engine_url import engine_of, postgres_of
from launchops.launch import Launch
from launchops.store import Store
from tests.engines.held import write_facts
from tests.make import launch, user

TWO_USERS = launch(user(signup=3, days=[3, 5]), user(signup=4))


class Server(Engine):
    """A server that is a DuckDB file: its connections can be cut, and it can be switched off."""

    address = "test://server"

    def __init__(self, file: Path) -> None:
        self.file = file
        self.is_on = True
        self.connections: list[ibis.BaseBackend] = []

    def connect(self) -> ibis.BaseBackend:
        if not self.is_on:
            raise self.refusal(duckdb.ConnectionException("nobody there"))
        self.connections.append(ibis.duckdb.connect(self.file))
        return self.connections[-1]

    def code_of(self, error: Exception) -> str:
        if isinstance(error, duckdb.CatalogException):
            return LACKS
        return LOST if isinstance(error, duckdb.ConnectionException) else FAILED

    def cut(self) -> None:
        for backend in self.connections:
            backend.con.close()

    def change(self, statement: str) -> None:
        with duckdb.connect(str(self.file)) as connection:
            connection.execute(statement)


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(write_facts(TWO_USERS, tmp_path / "server.duckdb"))


def users_in(facts: EngineFacts) -> int:
    return len(facts.run(facts.users))


def refusal_of(ask) -> FactsError:
    with pytest.raises(FactsError) as refused:
        ask()
    return refused.value


def test_the_tables_answer_as_those_of_a_file_do(server: Server):
    facts = EngineFacts(server)
    assert (facts.version, facts.info().user_count, users_in(facts)) == (1, 2, 2)


def test_everything_that_is_missing_is_named_at_once(server: Server):
    server.change("drop table spend; alter table user_days drop column gap; alter table users drop column region")
    refused = refusal_of(lambda: EngineFacts(server))
    assert refused.code == "facts_engine_lacks"
    assert refused.message.params["reason"] == "users.region, user_days.gap, spend"


def test_tables_that_are_being_loaded_have_no_version_yet(server: Server):
    server.change("delete from facts_info")
    assert refusal_of(lambda: EngineFacts(server)).code == "facts_engine_lacks"


def test_an_answer_from_replaced_tables_is_not_given(server: Server):
    facts = EngineFacts(server)
    server.change("update facts_info set facts_version = 2")
    refused = refusal_of(lambda: users_in(facts))
    assert (refused.code, refused.message.params["version"], refused.message.params["now"]) == (
        *("facts_version_changed", 1, 2),
    )
    assert not facts.is_current


def test_a_lost_connection_is_made_anew_without_a_word(server: Server):
    facts = EngineFacts(server)
    server.cut()
    assert users_in(facts) == 2


def test_a_server_that_is_gone_is_said_so_and_found_again(server: Server):
    facts = EngineFacts(server)
    server.cut()
    server.is_on = False
    refused = refusal_of(lambda: users_in(facts))
    assert (refused.code, refused.message.params["address"]) == ("facts_engine_unreachable", "test://server")
    server.is_on = True
    assert users_in(facts) == 2


def test_a_question_that_fails_is_not_asked_twice(server: Server):
    facts = EngineFacts(server)
    before = len(server.connections)
    wrong = facts.facts_info.select(x=facts.facts_info.time_zone.cast("int64"))
    assert refusal_of(lambda: facts.run(wrong)).code == "facts_query_failed"
    assert len(server.connections) == before


def test_a_launch_takes_up_tables_that_were_replaced(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("launchops.facade.facts.LOOK_AGAIN", 0.0)
    own = Launch(store, clock=Clock(), engine=server)
    assert (own.versions()[0], own.facts.info().user_count) == (1, 2)
    server.change("update facts_info set facts_version = 2, user_count = 9")
    assert (own.versions()[0], own.facts.info().user_count) == (2, 9)


def test_a_launch_keeps_its_version_while_the_engine_is_away(
    server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("launchops.facade.facts.LOOK_AGAIN", 0.0)
    own = Launch(store, clock=Clock(), engine=server)
    known = own.versions()
    server.cut()
    server.is_on = False
    assert own.versions() == known
    assert refusal_of(own.facts.info).code == "facts_engine_unreachable"
    server.is_on = True
    assert own.facts.info().user_count == 2


def test_an_engine_that_is_away_is_not_asked_again_at_once(server: Server, store: Store):
    server.is_on = False
    own = Launch(store, clock=Clock(), engine=server)
    assert refusal_of(own.facts.info).code == "facts_engine_unreachable"
    server.is_on = True
    assert refusal_of(own.facts.info).code == "facts_engine_unreachable"
    assert own.versions()[0] == 0


def test_facts_kept_elsewhere_are_not_rebuilt_here(server: Server, store: Store):
    refused = refusal_of(Launch(store, clock=Clock(), engine=server).facts.rebuild)
    assert refused.code == "facts_kept_elsewhere"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("postgresql://ops:secret@db.local:6432/launch?sslmode=require", "postgresql://db.local:6432/launch"),
        ("sc://spark.local:443/;token=secret;facts=/shared/facts", "sc://spark.local:443"),
    ],
)
def test_an_address_shows_no_password(url: str, address: str):
    assert engine_of(url).address == address


def test_our_part_of_a_spark_url_stays_here():
    engine = engine_of("sc://host:1/;token=t;facts=/a%20b;database=main.launch")
    assert engine._plain_url() == "sc://host:1/;token=t"
    assert engine._parameters() == {"facts": "/a b", "database": "main.launch"}
    assert engine_of("sc://host:1/;facts=/a")._plain_url() == "sc://host:1"


def test_other_urls_are_refused_without_repeating_a_password():
    refused = refusal_of(lambda: engine_of("mysql://ops:secret@host/launch"))
    assert refused.code == "facts_url_unknown"
    assert "secret" not in str(refused)
    assert refusal_of(lambda: postgres_of("sc://host:1")).code == "facts_export_target"


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/launch", "sc://127.0.0.1:1"])
def test_nobody_listening_is_said_so(url: str):
    pytest.importorskip("psycopg" if url.startswith("postgresql") else "pyspark")
    assert refusal_of(lambda: EngineFacts(engine_of(url))).code == "facts_engine_unreachable"
