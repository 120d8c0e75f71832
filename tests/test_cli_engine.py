"""The command line where another engine holds the facts."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY


def test_init_makes_the_store_although_the_engine_cannot_answer_yet(tmp_path: Path):
    """Nothing listens at the engine's address: the store is there, the users are not known, and it is said why."""
    store, facts = f"sqlite:///{tmp_path}/launch.db", "postgresql://nobody@127.0.0.1:1/none"
    command = [sys.executable, "-m", "launchops", "init", "--store", store, "--facts", facts, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["users"] is None
    assert "127.0.0.1:1" in done.stderr or "not installed" in done.stderr
    assert (tmp_path / "launch.db").exists()
