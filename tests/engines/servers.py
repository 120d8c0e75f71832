"""A private PostgreSQL cluster and a private Spark Connect server (Sail, several workers), gone after the tests."""

import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKERS = 2
# A dictionary's order of texts, as many clusters have it: ours must not depend on it.
CLUSTER = ["-U", "ops", "-A", "trust", "-E", "UTF8", "--locale-provider=icu", "--icu-locale=en", "--locale=C"]
START_SECONDS = 60


class ServerMissingError(Exception):
    """A server that is not installed on this machine; says which."""


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of a fresh PostgreSQL cluster on a free loopback port. Raises ServerMissingError."""
    binaries = _postgres_binaries()
    folder = Path(tempfile.mkdtemp(prefix="launchops-postgres-"))
    port = _free_port()
    as_user = _unprivileged(folder)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    control = [*as_user, str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    try:
        _run([*as_user, str(binaries / "initdb"), "-D", str(folder / "data"), *CLUSTER])
        _run([*control, "-o", options, "-l", str(folder / "log"), "start"])
        yield f"postgresql://ops@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def spark_server() -> Iterator[str]:
    """The URL of a Sail server that hands its work to several workers. Raises ServerMissingError."""
    sail = Path(sys.executable).parent / "sail"
    if not sail.exists():
        raise ServerMissingError("pysail is not installed (requirements-engines.txt)")
    port = _free_port()
    environment = {**os.environ, "SAIL_MODE": "local-cluster", "SAIL_CLUSTER__WORKER_INITIAL_COUNT": str(WORKERS)}
    with tempfile.TemporaryDirectory(prefix="launchops-sail-") as folder, (Path(folder) / "log").open("wb") as log:
        command = [str(sail), "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            _wait_for(port, server)
            yield f"sc://127.0.0.1:{port}"
            workers = set(re.findall(r"worker (\d+) is available", (Path(folder) / "log").read_text()))
            assert len(workers) >= WORKERS, f"work was done by {len(workers)} workers"
        finally:
            server.terminate()
            server.wait(START_SECONDS)


def _postgres_binaries() -> Path:
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists():
            return place
    raise ServerMissingError("PostgreSQL is not installed (Debian: postgresql)")


def _unprivileged(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the folder is given to somebody else, who runs it."""
    if os.geteuid() != 0:
        return []
    user = next((name for name in ("postgres", "nobody") if _exists(name)), None)
    if user is None:
        raise ServerMissingError("PostgreSQL needs a user other than root")
    shutil.chown(folder, user)
    return ["runuser", "-u", user, "--"]


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _run(command: list[str]) -> None:
    # Not captured through a pipe: the server inherits it and would keep it open.
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, cwd="/", timeout=120)
    assert done.returncode == 0, done.stderr.decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the Spark Connect server did not start")
