"""Serving the dashboard: a store if there is none, a free port, the address in words."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from launchops.errors import StoreError
from launchops.locale import Language, gettext

DASHBOARD = Path(__file__).resolve().parent.parent / "dashboard.py"
PORTS_TRIED = 50


def serve(store: str, facts: str, *, port: int, language: Language) -> int:
    """Serve until stopped; returns the exit code of the server."""
    _prepare_store(store, facts, language)
    chosen = free_port(port)
    if chosen != port:
        print(gettext("Port {port} is in use; taking {chosen}.", language).format(port=port, chosen=chosen))
    print(gettext("launchops is at http://localhost:{port}", language).format(port=chosen), flush=True)
    environment = {**os.environ, "LAUNCHOPS_STORE": store}
    if facts:
        environment["LAUNCHOPS_FACTS"] = facts
    command = [sys.executable, "-m", "streamlit", "run", str(DASHBOARD), "--server.port", str(chosen)]
    try:
        return subprocess.run(command, env=environment, check=False, cwd=DASHBOARD.parent).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0


def _prepare_store(store: str, facts: str, language: Language) -> None:
    """Open the store once, so that a reason is given before the server starts; make the sample if none is there."""
    from launchops.launch import create_launch, open_launch  # noqa: PLC0415 - not every command serves

    try:
        open_launch(store, facts or None).facts.info()
    except StoreError as error:
        if error.code != "store_missing":
            raise
        print(gettext("No launch yet: making one with sample data, about half a minute …", language), flush=True)
        create_launch(store, facts or None, sample=True).forecasts.start()


def free_port(wanted: int) -> int:
    """`wanted`, or the next port above it that nobody listens on."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise StoreError("no_free_port", first=wanted, last=wanted + PORTS_TRIED - 1)
