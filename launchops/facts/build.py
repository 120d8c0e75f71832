"""Build the facts of the store's present version, in a process of its own (`launchops.facts.builder`)."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import launchops
from launchops.errors import FactsError

Progress = Callable[[float], None]


def build(store_url: str, out_dir: Path | str, *, progress: Progress | None = None) -> Path:
    """The facts file of the store's present version; built unless it is there already.

    Safe in any number of processes at once: one builds, the others wait and find the file. `progress` is
    called with a share from 0 to 1. FactsError facts_build_failed with the reason, facts_disk_full,
    facts_store_unknown, facts_number_too_large.
    """
    order = json.dumps({"store_url": store_url, "out_dir": str(Path(out_dir).absolute())})
    home = str(Path(launchops.__file__).resolve().parent.parent)
    paths = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "launchops.facts.builder"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=os.environ | {"PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
            text=True,
            encoding="utf-8",
        )
        with process, contextlib.suppress(BrokenPipeError):
            answer = _listen(process, order, progress)
        complaints.seek(0)
        last_words = complaints.read().decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
    if "path" in answer:
        return Path(answer["path"])
    if "code" in answer:
        raise FactsError(answer["code"], **answer["params"])
    raise FactsError("facts_build_failed", reason=last_words or f"exit code {process.returncode}")


def _listen(process: "subprocess.Popen[str]", order: str, progress: Progress | None) -> dict[str, Any]:
    """Hand the order over and follow the lines the builder writes; its last line is the answer."""
    answer: dict[str, Any] = {}
    if process.stdin is None or process.stdout is None:
        return answer
    process.stdin.write(order)
    process.stdin.close()
    for line in process.stdout:
        answer = json.loads(line)
        if progress is not None and "share" in answer:
            progress(float(answer["share"]))
    return answer
