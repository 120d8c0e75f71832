"""A server of its own for a test: started on a free port, waited for, and stopped again."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY

START_SECONDS = 90


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address and the file its output goes to."""

    url: str
    log: Path

    def address(self, path: str = "", query: str = "") -> str:
        """The address of a page, e.g. address("goals", "lang=zh")."""
        return f"{self.url}/{path}" + (f"?{query}" if query else "")

    def tracebacks(self) -> list[str]:
        """Lines of the server's output that begin a traceback."""
        return [line for line in self.log.read_text(errors="replace").splitlines() if "Traceback" in line]


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_dashboard(store_url: str, folder: Path) -> Iterator[Server]:
    """Serve a store until the end of the block. No page has been asked for when the block begins."""
    with running_script(Path("dashboard.py"), folder, LAUNCHOPS_STORE=store_url) as server:
        yield server


@contextmanager
def running_script(script: Path, folder: Path, **environment: str) -> Iterator[Server]:
    """Serve a Streamlit script, under the project's settings, until the end of the block."""
    port = free_port()
    log = folder / f"server-{port}.log"
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        *("--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"),
        *("--server.fileWatcherType", "none"),
    ]
    whole = {**os.environ, **environment, "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=REPOSITORY, env=whole, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(process, port, log)
            yield Server(f"http://127.0.0.1:{port}", log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_healthy(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when the server answers; it has run no page by then."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once:\n{log.read_text(errors='replace')}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    output = log.read_text(errors="replace")
    raise RuntimeError(f"the server did not answer within {START_SECONDS} s:\n{output}")
